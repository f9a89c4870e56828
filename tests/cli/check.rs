//! `backcare check`.

use std::path::Path;

use crate::harness::{Ran, World};

const HEADER: &str = "date,time,pain,stretch,stretch_minutes,activity,activity_minutes,distance_km,symptoms,began,seen,note";

/// A world with this log, for its owner alone.
fn world(log: &str) -> World {
    let world = World::new();
    private(&world.with_log(log));
    world
}

fn private(path: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600)).unwrap();
    }
    #[cfg(not(unix))]
    let _ = path;
}

/// Insists that something was found; gives what is said of it.
fn found(world: &World, args: &[&str]) -> String {
    let ran: Ran = world.run(&[&["check"], args].concat());
    assert_eq!(ran.code, Some(1), "{ran}");
    assert_eq!(ran.stderr, "");
    ran.stdout
}

fn files(world: &World) -> Vec<String> {
    let folder = world.log_path().parent().unwrap().to_owned();
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "log.csv.lock")
        .collect();
    names.sort();
    names
}

#[test]
fn a_log_with_nothing_wrong_is_said_so() {
    let world = World::new();
    world.ok(&["log", "4", "-d", "yesterday"]);
    world.ok(&["log", "4", "-s", "hamstring", "-a", "run:45min:8km"]);
    let shown = world.ok(&["check"]);
    assert_eq!(shown, "~/data/backcare/log.csv: 2 rows, nothing wrong\n");
    assert_eq!(world.ok(&["check", "--fix"]), shown);
    assert_eq!(files(&world), ["log.csv"]);
    assert!(World::new().ok(&["check"]).contains("backcare log"));
    World::new().refused(&["check", "--file", "gone.csv"]);
}

#[test]
fn everything_is_found_with_its_place_and_a_reason() {
    let world = world(&format!(
        "{HEADER},Mood,stretch_minute\n\
         2026-11-20,07:30,4,hamstrin,,,,,,,,,\n\
         2026-11-20,07:30,14,,,,,,night-pian,,,,\n\
         yesterday,,5,,,,,,,,,\u{1b}[2J,\n\
         2026-11-20,,5,,,,,,,,,\"torn,\n\
         2027-01-01,,5,,,,,,,,,,\n\
         2026-11-19,,5,,,,,,,,,,\n\
         2026-11-19,,5,,,,,,,,,,\n\
         1949-11-21,,5,,,walk,5000,,,,,,\n"
    ));
    let shown = found(&world, &[]);
    for part in [
        "8 rows, 7 things to look at",
        "line 3, column 3 (pain): \"14\" is not a pain rating",
        "line 3, column 9 (symptoms): ",
        "line 4, column 1 (date): \"yesterday\" is not a day",
        "line 5: a quote is not closed",
        "line 6: 2027-01-01 is in the future",
        "line 8: the same as line 7",
        "line 9: 1949-11-21 is before 1950",
    ] {
        assert!(shown.contains(part), "{part} is not in\n{shown}");
    }
    let misspelt =
        super::check::world(&"date,pian,time_\n2026-11-20,4,\n".replace("pian", "pian,pain"));
    assert!(found(&misspelt, &[]).contains("\"time_\" is not read; did you mean time?"));
    // Nothing of it has one meaning.
    let before = world.log();
    assert_eq!(found(&world, &["--fix"]), shown);
    assert_eq!(world.log(), before);
    assert_eq!(files(&world), ["log.csv"]);
}

#[test]
fn what_has_one_meaning_is_mended_and_only_that() {
    let before = "date,time,pain,note\r\n\
                  20.11.2026, 7:30 AM,4.0,\"a, \"\"b\"\"\"\r\n\
                  \"20 Nov 2026\",,5,\r\n\
                  2026/11/20,,6,\u{e9}\r\n\
                  2026-11-21,,+7,\r\n\
                  2026-11-21,07:30,8,";
    let after = "date,time,pain,note\r\n\
                 2026-11-20,07:30,4,\"a, \"\"b\"\"\"\r\n\
                 2026-11-20,,5,\r\n\
                 2026-11-20,,6,\u{e9}\r\n\
                 2026-11-21,,+7,\r\n\
                 2026-11-21,07:30,8,";
    let world = world(before);
    let shown = found(&world, &["--fix", "--dry-run"]);
    for part in [
        "line 2, column 1 (date): \"20.11.2026\" -> 2026-11-20",
        "@@ -2 +2 @@\n-20.11.2026, 7:30 AM,4.0,\"a, \"\"b\"\"\"\n+2026-11-20,07:30,4,\"a, \"\"b\"\"\"\n",
        "@@ -3 +3 @@\n-\"20 Nov 2026\",,5,\n+2026-11-20,,5,\n",
    ] {
        assert!(shown.contains(part), "{part} is not in\n{shown}");
    }
    assert_eq!(found(&world, &["--dry-run"]), shown);
    assert_eq!(world.log(), before);
    assert_eq!(files(&world), ["log.csv"]);

    let shown = found(&world, &["--fix"]);
    assert!(shown.contains("mended 3 lines"), "{shown}");
    assert!(shown.contains("log.csv.backup-2026-11-22T0730"), "{shown}");
    assert!(shown.contains("line 5, column 3 (pain)"), "{shown}");
    assert_eq!(world.log(), after);
    let copy = world.path("data/backcare/log.csv.backup-2026-11-22T0730");
    assert_eq!(std::fs::read_to_string(&copy).unwrap(), before);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(
            std::fs::metadata(copy).unwrap().permissions().mode() & 0o777,
            0o600
        );
    }
}

#[test]
fn the_whole_file_tells_which_number_is_the_month() {
    let log = |last: &str| format!("date,pain\n10/11/2026,4\n11/11/2026,4\n{last},5\n");
    let open = world(&log("12/10/2026"));
    let shown = found(&open, &["--fix"]);
    assert!(
        shown.contains("\"10/11/2026\" can be 2026-11-10 or 2026-10-11"),
        "{shown}"
    );
    // That day is the same both ways round.
    assert_eq!(
        open.log(),
        log("12/10/2026").replace("11/11/2026", "2026-11-11")
    );

    let settled = world(&log("13/11/2026"));
    settled.ok(&["check", "--fix"]);
    assert_eq!(
        settled.log(),
        "date,pain\n2026-11-10,4\n2026-11-11,4\n2026-11-13,5\n"
    );
}

#[test]
fn copies_are_dated_never_written_over_and_thinned() {
    let world = world("");
    let mine = world.path("data/backcare/log.csv.backup-mine");
    for day in 1..=12 {
        private(&world.with_log(format!("date,pain\n{day}.11.2026,4\n")));
        std::fs::write(&mine, "mine").unwrap();
        world.ok(&["check", "--fix"]);
    }
    let stamp = "log.csv.backup-2026-11-22T0730";
    let mut expected: Vec<String> = (3..=12).map(|nth| format!("{stamp}-{nth}")).collect();
    expected.extend(["log.csv".to_owned(), "log.csv.backup-mine".to_owned()]);
    expected.sort();
    assert_eq!(files(&world), expected);
    let last = world.path("data/backcare").join(format!("{stamp}-12"));
    assert_eq!(
        std::fs::read_to_string(last).unwrap(),
        "date,pain\n12.11.2026,4\n"
    );
}

#[test]
fn copies_of_sync_programs_come_with_the_line_that_merges_them() {
    let log = "date,pain\n2026-11-20,4\n";
    let world = world(log);
    let folder = world.path("data/backcare");
    for name in [
        "log (Anna's conflicted copy 2026-11-20).csv",
        "log.sync-conflict-20261120-073000-ABCDEFG.csv",
        "log 2.csv",
        "log-DESKTOP-4F2A.csv",
        "log (conflicted copy 2026-11-20 073000).csv",
    ] {
        std::fs::write(folder.join(name), "date,pain\n2026-11-20,4\n2026-11-21,5\n").unwrap();
    }
    std::fs::write(folder.join("log 3.csv"), log).unwrap();
    std::fs::write(folder.join("log-Annas-shopping.csv"), "what,price\n").unwrap();
    let shown = found(&world, &[]);
    for part in ["Dropbox", "Syncthing", "iCloud", "OneDrive", "Nextcloud"] {
        assert!(
            shown.contains(&format!("({part}): 1 row")),
            "{part}\n{shown}"
        );
    }
    assert!(
        shown.contains("log 3.csv (iCloud): holds nothing"),
        "{shown}"
    );
    assert!(!shown.contains("shopping"), "{shown}");

    #[cfg(unix)]
    {
        let bin = crate::harness::program().parent().unwrap();
        let home = world
            .path("")
            .to_string_lossy()
            .trim_end_matches('/')
            .to_owned();
        for line in shown
            .lines()
            .filter(|line| line.contains(" import backcare "))
        {
            let mut command = world.command(&[]);
            let path =
                std::env::join_paths([bin, Path::new("/usr/bin"), Path::new("/bin")]).unwrap();
            let mut shell = std::process::Command::new("sh");
            shell
                .arg("-c")
                .arg(line.trim().replace('~', &home))
                .env_clear();
            shell.envs(command.get_envs().filter_map(|(k, v)| Some((k, v?))));
            shell.env("PATH", path);
            assert!(shell.status().unwrap().success(), "{line}");
            command.args(["status"]);
        }
        assert_eq!(world.log(), "date,pain\n2026-11-20,4\n2026-11-21,5\n");
    }
}

#[cfg(unix)]
#[test]
fn a_log_that_others_may_read_is_closed() {
    use std::os::unix::fs::PermissionsExt as _;
    let world = world("date,pain\n2026-11-20,4\n");
    let mode = || {
        std::fs::metadata(world.log_path())
            .unwrap()
            .permissions()
            .mode()
            & 0o777
    };
    std::fs::set_permissions(world.log_path(), std::fs::Permissions::from_mode(0o644)).unwrap();
    assert!(found(&world, &[]).contains("its mode is 0644"));
    assert_eq!(mode(), 0o644);
    assert!(
        world
            .ok(&["check", "--fix"])
            .contains("only you can read the log now")
    );
    assert_eq!(mode(), 0o600);
    assert_eq!(files(&world), ["log.csv"]);
}

#[test]
fn long_lists_are_cut_unless_all_is_asked_for() {
    let rows: String = (0..30).map(|_| "2026-11-20,4.0\n").collect();
    let world = world(&format!("date,pain\n{rows}"));
    let shown = found(&world, &[]);
    assert!(shown.contains("and 10 more; --all lists them"), "{shown}");
    let shown = found(&world, &["--all"]);
    assert!(shown.contains("line 31, column 2 (pain)"), "{shown}");
}

#[test]
fn nothing_hostile_reaches_the_terminal_and_sixty_columns_are_enough() {
    let mut world = world(
        "date,pain,note\n20.11.2026\u{1b}[2J,4,\n20.11.2026,4,\u{1b}[31m\u{202e}x\nnonsense and more nonsense \u{7},4,x\n",
    );
    world.var("COLUMNS", "60");
    let shown = found(&world, &["--dry-run"]);
    assert!(shown.contains("\\u{1b}[31m\\u{202e}x"), "{shown}");
    assert!(!shown.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{shown}");
    for line in shown
        .lines()
        .filter(|line| !line.starts_with(['-', '+', '~']))
    {
        assert!(line.chars().count() <= 60, "{line}");
    }
}
