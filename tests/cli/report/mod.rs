//! `backcare report`: periods, formats, files, exit codes, what cannot be read.

mod agree;
mod balance;
mod browser;
mod diaries;
pub(crate) mod html;
mod pdf;
mod rule;
mod unread;

use std::fmt::Write as _;
use std::fs;

use crate::harness::World;

/// A diary of `days` days that ends on the world's day, the same pain each day.
fn diary(days: u32, pain: u8) -> String {
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
    let mut log = "date,time,pain,activity,distance_km\n".to_owned();
    for back in (0..days).rev() {
        let day = today - chrono::Days::new(u64::from(back));
        let _ = writeln!(log, "{day},07:30,{pain},run,5");
    }
    log
}

fn json(text: &str) -> serde_json::Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

#[test]
fn a_level_pain_is_early_then_a_checkpoint_then_for_a_doctor() {
    for (days, status, code) in
        [(28, "early", 0), (29, "checkpoint", 0), (42, "checkpoint", 0), (43, "consult", 1)]
    {
        let world = World::new();
        world.with_log(diary(days, 5));
        let ran = world.run(&["report", "--format", "json", "--exit-code"]);
        assert_eq!(ran.code, Some(code), "{days} days\n{ran}");
        assert_eq!(json(&ran.stdout)["verdict"]["status"], status, "{days}");
        assert_eq!(world.run(&["status", "--exit-code"]).code, Some(code));
        assert_eq!(world.run(&["report"]).code, Some(0));
    }
}

#[test]
fn a_replay_shows_the_log_as_it_stood() {
    let world = World::new();
    world.with_log(diary(60, 5));
    let args = ["report", "--as-of", "2026-10-20", "--format", "json"];
    let replayed = world.ok(&args);
    let report = json(&replayed);
    assert_eq!(report["as_of"], "2026-10-20");
    assert_eq!(report["since"], "2026-07-29");
    assert_eq!(report["verdict"]["status"], "early");
    assert_eq!(report["log"]["rows"], 27);
    // The clock and rows to come change nothing.
    let mut later = World::new();
    later.at("2027-03-01T10:00").with_log(diary(60, 5));
    assert_eq!(later.ok(&args), replayed);
}

#[test]
fn the_period_is_what_was_asked_for() {
    let world = World::new();
    world.with_log(diary(100, 5));
    for (args, since, days) in [
        (&["report"][..], "2026-08-31", 84),
        (&["report", "--weeks", "1"], "2026-11-16", 7),
        (&["report", "--since", "2026-11-20"], "2026-11-20", 3),
        (&["report", "--since", "friday", "--as-of", "yesterday"], "2026-11-20", 2),
        (&["report", "--all"], "2026-08-15", 100),
    ] {
        let report = json(&world.ok(&[args, &["--format", "json"]].concat()));
        assert_eq!(report["since"], since, "{args:?}");
        assert_eq!(report["days"].as_array().unwrap().len(), days, "{args:?}");
    }
}

#[test]
fn what_cannot_be_asked_is_refused_with_what_can() {
    let world = World::new();
    let log = world.with_log(diary(10, 5));
    let before = fs::read(&log).unwrap();
    for (args, said) in [
        (&["--weeks", "0"][..], "1 to 5200"),
        (&["--weeks", "-3"], "--weeks"),
        (&["--weeks", "many"], "--weeks"),
        (&["--since", "2026-11-23"], "after the report's day"),
        (&["--since", "2026-11-20", "--as-of", "2026-11-19"], "after the report's day"),
        (&["--since", "soon"], "try 2026-11-20, 20 nov"),
        (&["--as-of", "2026-02-30"], "try 2026-11-20, 20 nov"),
        (&["--weeks", "3", "--all"], "cannot be used with"),
        (&["--format", "odf"], "markdown"),
    ] {
        let stderr = world.refused(&[&["report"], args].concat());
        assert!(stderr.contains(said), "{args:?}: {stderr}");
    }
    assert_eq!(fs::read(&log).unwrap(), before);
}

#[test]
fn a_report_goes_to_a_file_whole() {
    let world = World::new();
    world.with_log(diary(60, 5));
    let file = world.path("report.md");
    let args = ["report", "--format", "markdown"];
    let shown = world.ok(&args);
    let to_file = |path: &std::path::Path| {
        let path = path.to_str().unwrap().to_owned();
        world.ok(&["report", "--format", "markdown", "-o", &path])
    };
    assert_eq!(to_file(&file), "");
    assert_eq!(fs::read_to_string(&file).unwrap(), shown);
    // A second time, in place of the first, and nothing is left beside it.
    fs::write(&file, "x".repeat(100_000)).unwrap();
    to_file(&file);
    assert_eq!(fs::read_to_string(&file).unwrap(), shown);
    let names: Vec<_> =
        fs::read_dir(world.path(".")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(names.iter().all(|name| !name.to_string_lossy().contains("tmp")), "{names:?}");
    assert_eq!(world.ok(&["report", "--format", "md", "-o", "-"]), shown);
    let missing = world.path("nowhere/report.md");
    let stderr = world.refused(&["report", "-o", missing.to_str().unwrap()]);
    assert!(stderr.contains("cannot write"), "{stderr}");
    let stderr = world.refused(&["report", "-o", world.path(".").to_str().unwrap()]);
    assert!(stderr.contains("is a folder"), "{stderr}");
}

#[test]
fn the_ending_of_a_file_names_the_format() {
    let world = World::new();
    world.with_log(diary(60, 5));
    let written = |name: &str, args: &[&str]| {
        world.ok(&[&["report", "-o", name], args].concat());
        fs::read(world.path(name)).unwrap()
    };
    for (name, begins) in [
        ("a.html", "<!DOCTYPE html>"),
        ("a.HTM", "<!DOCTYPE html>"),
        ("a.svg", "<?xml"),
        ("a.md", "# Back pain report"),
        ("a.markdown", "# Back pain report"),
        ("a.json", "{\n  \"schema\""),
        ("a.txt", "Not eased"),
        ("html", "Not eased"),
    ] {
        let bytes = written(name, &[]);
        assert!(bytes.starts_with(begins.as_bytes()), "{name}");
    }
    for name in ["a.report", "for-doctor.pfd", "a.docx", "a.csv", "a.text"] {
        let stderr = world.refused(&["report", "-o", name]);
        assert!(stderr.contains(".txt .json .md .html .pdf .svg"), "{stderr}");
        assert!(!world.path(name).exists());
    }
    if cfg!(feature = "pdf") {
        assert!(written("a.pdf", &[]).starts_with(b"%PDF"));
    }
    assert!(written("b.html", &["--format", "json"]).starts_with(b"{"));
    let named = String::from_utf8(written("c.html", &["--name", "Ada"])).unwrap();
    assert!(named.contains("Ada"), "{named}");
}

#[test]
fn text_in_a_file_has_no_colour() {
    let world = World::new();
    world.with_log(diary(60, 5));
    let file = world.path("report.txt");
    world.ok(&["report", "--color", "always", "-o", file.to_str().unwrap()]);
    assert!(!fs::read_to_string(&file).unwrap().contains('\u{1b}'));
    assert!(world.ok(&["report", "--color", "always"]).contains('\u{1b}'));
    assert!(!world.ok(&["report"]).contains('\u{1b}'));
}

#[test]
fn the_log_is_never_overwritten_by_its_report() {
    let world = World::new();
    let log = world.with_log(diary(10, 5));
    let before = fs::read(&log).unwrap();
    let folder = log.parent().unwrap();
    let mut names =
        vec![log.clone(), folder.join("../backcare/log.csv"), folder.join("log.csv.lock")];
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(&log, world.path("link")).unwrap();
        fs::hard_link(&log, world.path("hard")).unwrap();
        names.extend([world.path("link"), world.path("hard")]);
    }
    for name in names {
        let stderr = world.refused(&["report", "--format", "text", "-o", name.to_str().unwrap()]);
        assert!(stderr.contains("the log itself"), "{}: {stderr}", name.display());
    }
    assert_eq!(fs::read(&log).unwrap(), before);
    assert!(!folder.join("log.csv.lock").exists());
    // Nor is the place of a log that is yet to come.
    let world = World::new();
    fs::create_dir_all(world.path("data/backcare")).unwrap();
    let path = world.log_path();
    let args = ["report", "--format", "json", "-o", path.to_str().unwrap()];
    assert!(world.refused(&args).contains("the log itself"));
}

#[test]
fn three_problems_are_said_and_the_rest_counted() {
    let world = World::new();
    let mut log = diary(50, 5);
    log.push_str("2026-11-22,,eleven\n2026-13-40,,3\n\"2026-11-22,,3\n2026-11-22,x,3\n2026-11-22,,\u{1b}[2J\n");
    world.with_log(log);
    let ran = world.run(&["report", "--format", "json"]);
    insta::assert_snapshot!(ran.stderr, @r#"
    backcare: line 52, column 3 (pain): "eleven" is not a pain rating; a whole number from 0 (none) to 10 (worst imaginable) is accepted
    backcare: line 53, column 1 (date): "2026-13-40" is not a day; YYYY-MM-DD is accepted, such as 2026-11-22
    backcare: line 54: a quote is not closed, as by a line break in a note; a text that begins with a quote must end with one, and a quote within it is written twice
    backcare: 5 problems in ~/data/backcare/log.csv; see `backcare check`
    "#);
    let report = json(&ran.stdout);
    assert_eq!(report["log"]["bad_rows"], 2);
    assert_eq!(report["log"]["bad_fields"], 3);
    assert_eq!(ran.code, Some(0));
    for args in [&["report"][..], &["report", "--format", "markdown"], &["status"]] {
        let stdout = world.ok(args);
        assert!(stdout.contains("2 rows"), "{args:?}: {stdout}");
    }
}

#[test]
fn rows_to_come_have_no_problems_yet() {
    let world = World::new();
    world.with_log("date,pain\n2026-11-20,4\n2026-11-25,eleven\n");
    let ran = world.run(&["report", "--format", "json"]);
    assert_eq!(ran.stderr, "");
    assert_eq!(json(&ran.stdout)["log"]["bad_fields"], 0);
}

#[test]
fn no_log_yet_is_a_beginning() {
    let world = World::new();
    let welcome = world.ok(&["report"]);
    for command in ["backcare log 4", "backcare tips", "backcare report", "backcare tips urgent"] {
        assert!(welcome.contains(command), "{welcome}");
    }
    assert_eq!(world.ok(&["report", "--format", "markdown"]), welcome);
    assert_eq!(world.ok(&["report", "--exit-code"]), welcome);
    let report = json(&world.ok(&["report", "--format", "json"]));
    assert_eq!(report["schema"], "backcare.report/1");
    assert_eq!(report["verdict"]["status"], "not-enough-data");
    assert_eq!(report["log"]["first"], serde_json::Value::Null);
    assert_eq!(report["days"].as_array().unwrap().len(), 84);
    assert!(!world.log_path().exists());
}

#[test]
fn a_named_log_that_is_not_there_is_an_error() {
    let mut world = World::new();
    let path = world.path("nowhere.csv").to_str().unwrap().to_owned();
    let stderr = world.refused(&["report", "--file", &path]);
    assert!(stderr.contains("there is no log at"), "{stderr}");
    let stderr = world.var("BACKCARE_FILE", &path).refused(&["status"]);
    assert!(stderr.contains("there is no log at"), "{stderr}");
    assert!(world.refused(&[]).contains("there is no log at"));
}

#[test]
fn distances_are_in_the_unit_of_the_config_and_json_in_kilometres() {
    let world = World::new();
    world.with_log(diary(7, 5));
    world.with_config("distance_unit = \"mi\"\n");
    let text = world.ok(&["report", "--table"]);
    assert!(
        text.contains("Run mi ") && text.contains("22 a week") && text.contains("21.7"),
        "{text}"
    );
    assert!(world.ok(&["report", "--format", "markdown"]).contains("Running, mi"));
    let report = json(&world.ok(&["report", "--format", "json"]));
    assert_eq!(report["days"][83]["distance_km"], 5.0);
}

#[test]
fn the_report_fits_one_screen_and_the_table_is_asked_for() {
    let world = World::new();
    world.with_log(diary(84, 5));
    let report = world.ok(&["report"]);
    assert!(report.starts_with("Not eased in 11 weeks"), "{report}");
    assert!(report.lines().count() <= 34, "{report}");
    assert!(!report.contains("Week of"), "{report}");
    let with_table = world.ok(&["report", "--table"]);
    assert!(with_table.contains("Week of") && with_table.contains("\nTrend "));
    let stderr = world.refused(&["report", "--table", "--format", "json"]);
    assert!(stderr.contains("--table goes with --format text"), "{stderr}");
}

#[test]
fn much_to_say_takes_room_from_the_chart() {
    let world = World::new();
    let log = diary(84, 8).replace("distance_km\n", "distance_km,symptoms\n");
    let signs = "xx,1\n2026-11-19,,99,,,leg-pain\n\
                 2026-11-21,,8,,,bone-stress\n2026-10-30,,8,,,daily-life\n";
    world.with_log(log + signs);
    let report = world.run(&["report"]).stdout;
    assert!(report.lines().count() <= 34, "{report}");
    assert!(report.contains("\n    10 ┤\n     8 ┤") && report.contains("     0 ┤"), "{report}");
    // Said once: those that the verdict tells what to do about, and the others.
    assert_eq!(report.matches("you recorded bone-stress").count(), 1, "{report}");
    assert!(report.contains("On 30 Oct 2026 you recorded daily-life: "), "{report}");
}

#[test]
fn the_urgent_signs_are_the_last_line_also_where_there_are_no_numbers() {
    for pain in ["0", "4"] {
        let world = World::new();
        world.ok(&["log", pain]);
        let report = world.ok(&["report"]);
        assert!(!report.contains("Episode 0"), "{report}");
        let last = report.lines().last().unwrap();
        assert!(last.ends_with("backcare tips urgent"), "{report}");
        assert!(report.find("10 ┤") > report.find("22 Nov 2026"), "{report}");
    }
}

#[test]
fn all_signs_that_can_wait_fit_the_screen() {
    let world = World::new();
    let log = diary(84, 8).replace("distance_km\n", "distance_km,symptoms,seen\n");
    let signs = "2026-11-21,,8,,,leg-pain;night-pain;morning-stiffness;daily-life,2026-11-12\n\
                 2026-11-20,,8,,,bone-stress;cancer-history\n";
    world.with_log(log + signs);
    let report = world.ok(&["report"]);
    assert!(report.lines().count() <= 34, "{report}");
    assert!(report.contains("\n    10 ┤") && report.contains(" 0 ┤"), "{report}");
    let flat = report.split_whitespace().collect::<Vec<_>>().join(" ");
    let advice = "Make an appointment with a doctor. On 21 Nov 2026 you recorded night-pain: ";
    assert!(flat.contains(advice), "{report}");
    assert!(flat.contains("mornings; daily-life: it keeps you from"), "{report}");
    assert!(
        flat.contains("Your log notes a visit on 12 Nov 2026. For the next visit: "),
        "{report}"
    );
}

#[test]
fn seven_bits_where_the_locale_has_no_more() {
    let mut world = World::new();
    world.with_log(diary(60, 5));
    assert!(!world.ok(&["report"]).is_ascii());
    assert!(world.var("LC_ALL", "C").ok(&["report"]).is_ascii());
}

#[test]
fn a_symptom_of_the_episode_is_named_without_the_table() {
    let world = World::new();
    world.with_log("date,pain,symptoms\n2026-11-01,4,\n2026-11-02,4,leg-pain\n2026-11-20,4,\n2026-11-21,4,\n2026-11-22,4,\n");
    // One that nobody has looked at is in the verdict.
    let open = world.ok(&["report"]);
    assert!(open.starts_with("leg-pain of 2 Nov: no visit noted"), "{open}");
    assert!(!open.contains("Symptoms of this episode"), "{open}");
    world.ok(&["log", "--seen=2026-11-05"]);
    let report = world.ok(&["report"]);
    assert!(report.contains("Symptoms of this episode: leg-pain (2 Nov 2026)"), "{report}");
    let table = world.ok(&["report", "--table"]);
    assert!(!table.contains("Symptoms of this episode"), "{table}");
}

#[test]
fn no_period_begins_before_1950() {
    let world = World::new();
    world.with_log("date,pain\n2026-11-20,4\n");
    let shown = world.ok(&["report", "--since", "0001-01-01", "--format", "json"]);
    assert!(shown.contains("\"since\": \"1950-01-01\""), "{} bytes", shown.len());
    let shown = world.ok(&["report", "--since", "0001-01-01", "--table"]);
    assert!(shown.contains("Back pain report, 20 to 22 Nov 2026"), "{shown}");
}
