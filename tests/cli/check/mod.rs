//! `backcare check`.

mod causes;
mod spreadsheet;
mod untouched;

use std::path::Path;

use proptest::prelude::*;

use crate::harness::{HEADER, Ran, World};

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
    let header = HEADER.trim_end();
    let world = world(&format!(
        "{header},Mood,stretch_minute\n\
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
        "8 rows, 6 things to check",
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
fn what_has_one_meaning_is_fixed_and_only_that() {
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
    assert!(shown.contains("fixed 3 lines"), "{shown}");
    assert!(shown.contains("log.csv.backup-2026-11-22T0730"), "{shown}");
    assert!(shown.contains("line 5, column 3 (pain)"), "{shown}");
    assert_eq!(world.log(), after);
    let copy = world.path("data/backcare/log.csv.backup-2026-11-22T0730");
    assert_eq!(std::fs::read_to_string(&copy).unwrap(), before);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(std::fs::metadata(copy).unwrap().permissions().mode() & 0o777, 0o600);
    }
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
    let files = files(&world);
    assert_eq!(files.len(), 12, "{files:?}");
    assert!(files.contains(&"log.csv.backup-mine".to_owned()), "{files:?}");
    let held = files.iter().map(|name| {
        std::fs::read_to_string(world.path("data/backcare").join(name)).unwrap_or_default()
    });
    assert_eq!(held.filter(|text| text == "date,pain\n12.11.2026,4\n").count(), 1);
}

#[test]
fn a_copy_from_before_a_fix_has_nothing_to_add() {
    let world = world("date,pain,note\n20.11.2026,1,a\n21/11/2026,2,b\n2026-11-20,5,b\n");
    let copy = world.path("data/backcare/log (copy).csv");
    std::fs::copy(world.log_path(), &copy).unwrap();
    let shown = world.ok(&["check", "--fix"]);
    assert!(!shown.contains("backcare import"), "{shown}");
    let fixed = "date,pain,note\n2026-11-20,1,a\n2026-11-21,2,b\n2026-11-20,5,b\n";
    assert_eq!(world.log(), fixed);
    world.ok(&["import", "backcare", copy.to_str().unwrap()]);
    assert_eq!(world.log(), fixed);
}

#[test]
fn a_torn_field_is_not_made_a_day() {
    let log = "date,time,pain,note\n2026-11-20,,4,x\n2026-11-2";
    let world = world(log);
    assert!(found(&world, &["--fix"]).contains("\"2026-11-2\" is not a day"));
    assert_eq!(world.log(), log);
    // With its end it is whole.
    let whole = format!("{log}\n");
    world.with_log(&whole);
    private(&world.log_path());
    world.ok(&["check", "--fix"]);
    assert_eq!(world.log(), format!("{}02\n", log.trim_end_matches('2')));
}

#[test]
fn a_sync_programs_copies_come_with_the_line_that_adds_them() {
    let log = "date,pain\n2026-11-20,4\n";
    let world = world(log);
    let folder = world.path("data/backcare");
    let others = [
        "log (Anna's conflicted copy 2026-11-20).csv",
        "log.sync-conflict-20261120-073000-ABCDEFG.csv",
    ];
    for name in others {
        std::fs::write(folder.join(name), "date,pain\n2026-11-20,4\n2026-11-21,5\n").unwrap();
    }
    std::fs::write(folder.join("log (conflict).csv"), log).unwrap();
    // An archive is meant to be there.
    std::fs::write(folder.join("log-2025.csv"), "date,pain\n2025-11-21,5\n").unwrap();
    std::fs::write(folder.join("log-Annas-shopping.csv"), "what,price\n").unwrap();
    // They may be meant: no finding.
    let shown = world.ok(&["check"]);
    for name in others {
        let line = format!("{name}: 1 row that this log lacks");
        assert!(shown.contains(&line), "{line}\n{shown}");
    }
    for name in ["log (conflict).csv", "log-2025", "shopping"] {
        assert!(!shown.contains(name), "{shown}");
    }

    #[cfg(unix)]
    {
        let bin = crate::harness::program().parent().unwrap();
        let home = world.path("").to_string_lossy().trim_end_matches('/').to_owned();
        for line in shown.lines().filter(|line| line.contains("    backcare import ")) {
            let mut command = world.command(&[]);
            let path =
                std::env::join_paths([bin, Path::new("/usr/bin"), Path::new("/bin")]).unwrap();
            let mut shell = std::process::Command::new("sh");
            shell.arg("-c").arg(line.trim().replace('~', &home)).env_clear();
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
    let mode = || std::fs::metadata(world.log_path()).unwrap().permissions().mode() & 0o777;
    std::fs::set_permissions(world.log_path(), std::fs::Permissions::from_mode(0o644)).unwrap();
    assert!(found(&world, &[]).contains("its mode is 0644"));
    assert_eq!(mode(), 0o644);
    assert!(world.ok(&["check", "--fix"]).contains("only you can read the log now"));
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
    for line in shown.lines().filter(|line| !line.starts_with(['-', '+', '~'])) {
        assert!(line.chars().count() <= 60, "{line}");
    }
}

/// One of the forms in which an amount of time can be given to `log`.
fn time_forms() -> impl Strategy<Value = String> {
    prop_oneof![
        (1..200_u32).prop_map(|n| format!("{n}min")),
        (1..4000_u32).prop_map(|n| format!("{n}s")),
        (1..60_u32).prop_map(|n| format!("{n}h")),
        (1..60_u32, 0..60_u32).prop_map(|(h, m)| format!("{h}h{m}min")),
        (1..20_u32, 1..90_u32).prop_map(|(sets, s)| format!("{sets}x{s}s")),
        (1..100_u32, 1..1000_u32).prop_map(|(whole, part)| format!("{whole}.{part:03}min")),
        (1..5000_u32).prop_map(|n| format!("{n}min")),
    ]
}

fn distance_forms() -> impl Strategy<Value = String> {
    prop_oneof![
        (1..2000_u32).prop_map(|n| format!("{n}km")),
        (1..1000_u32).prop_map(|n| format!("{n}mi")),
        (0..400_u32, 1..1000_u32).prop_map(|(whole, part)| format!("{whole}.{part:03}km")),
    ]
}

fn names() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("hamstring".to_owned()),
        Just("Hip Flexor".to_owned()),
        Just("run".to_owned()),
        Just("swim".to_owned()),
        // With a z in front, so that none is a word that `log` refuses as a name, such as `no`.
        "z[a-z]{0,8}(-[a-z0-9]{1,5})?",
    ]
}

prop_compose! {
    /// The arguments of one `log`; no two have the same day and time.
    fn record()(
        pain in prop::option::of(0..=10_u8),
        stretches in prop::collection::vec((names(), prop::option::of(time_forms())), 0..3),
        activities in prop::collection::vec(
            (names(), prop::option::of(time_forms()), prop::option::of(distance_forms())), 0..3),
        symptom in prop::option::of(prop::sample::select(vec!["leg-pain", "Night Pain", "leg-tingling"])),
        note in prop::option::of("[ -~äß]{1,20}"),
        seen in any::<bool>(),
        timed in any::<bool>(),
    ) -> (Vec<String>, bool) {
        let mut args: Vec<String> = pain.map(|pain| pain.to_string()).into_iter().collect();
        for (name, time) in stretches {
            args.extend(["-s".to_owned(), [Some(name), time].into_iter().flatten().collect::<Vec<_>>().join(":")]);
        }
        for (name, time, distance) in activities {
            args.extend(["-a".to_owned(), [Some(name), time, distance].into_iter().flatten().collect::<Vec<_>>().join(":")]);
        }
        args.extend(symptom.map(|symptom| format!("--symptom={symptom}")));
        args.extend(note.map(|note| format!("--note={note}")));
        args.extend(seen.then(|| "--seen".to_owned()));
        (args, timed)
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever `log` takes, in any form, is as it should be.
    #[test]
    fn nothing_is_found_in_what_log_has_written(
        records in prop::collection::vec(record(), 1..8),
        header in prop::sample::select(vec!["", "date;pain\n", "Date,Pain,Symptom\r\n"]),
    ) {
        let world = World::new();
        if !header.is_empty() {
            private(&world.with_log(header));
        }
        for (number, (args, timed)) in records.iter().enumerate() {
            let day = format!("{} days ago", number + 1);
            let mut line = vec!["log", "-d", &day];
            if *timed {
                line.extend(["--time", "07:30"]);
            }
            line.extend(args.iter().map(String::as_str));
            let ran = world.run(&line);
            prop_assert!(ran.code == Some(0) || ran.stderr.contains("nothing to record"), "{:?}\n{}", line, ran);
        }
        if world.log_path().exists() {
            let before = std::fs::read(world.log_path()).unwrap();
            let checked = world.run(&["check"]);
            prop_assert!(checked.stdout.contains("nothing wrong"), "{}\n{}", world.log(), checked);
            world.ok(&["check", "--fix"]);
            prop_assert_eq!(std::fs::read(world.log_path()).unwrap(), before);
        }
    }
}

#[test]
fn an_ultra_is_no_slip() {
    let world = World::new();
    world.ok(&["log", "3", "-a", "run:28h3min:161km", "-s", "hamstring:2h15min"]);
    world.ok(&["log", "-d", "yesterday", "-a", "bike:1201km", "-a", "walk:405km"]);
    let before = world.log();
    assert!(world.ok(&["check", "--fix"]).contains("nothing wrong"));
    assert_eq!(world.log(), before);
}

#[test]
fn the_same_row_twice_is_told_and_is_no_finding() {
    let twice = |row: &str| world(&format!("{HEADER}{row}\n{row}\n")).ok(&["check"]);
    let stretch = twice("2026-11-20,07:30,,calf,1,,,,,,,");
    assert!(!stretch.contains("the same"), "{stretch}");
    let pain = twice("2026-11-20,07:30,4,calf,1,,,,,,,");
    assert!(pain.contains("nothing wrong"), "{pain}");
    assert!(pain.contains("line 3: the same as line 2"), "{pain}");
}
