//! `backcare export`.

use std::fmt::Write as _;
use std::process::Command;

use serde_json::Value;

use crate::harness::World;
use crate::tools;

const LOG: &str = "\
date,time,pain,stretch,stretch_minutes,activity,activity_minutes,distance_km,symptoms,began,seen,note
2026-11-20,07:30,4,hamstring,2,run,45,8.047,,,,=1+1
2026-11-21,00:40,5,,,,,,leg-pain;night-pain,2026-10-01,2026-11-20,\"a \u{1b}[31m \"\"b\"\" <i>\u{202e}\"
2026-11-22,,3,,,,,,,,,
2026-11-22,,3,,,,,,,,,
";

#[test]
fn csv_is_the_log_with_formulas_disarmed() {
    let world = World::new();
    world.with_log(LOG);
    let csv = world.ok(&["export", "csv"]);
    assert_eq!(csv, LOG.replace("=1+1", "'=1+1"));
    let one = world.ok(&["export", "csv", "--since", "2026-11-21", "--until", "2026-11-21"]);
    assert_eq!(one.lines().count(), 2);
    assert_eq!(world.log(), LOG);
}

#[test]
fn json_has_the_instant_after_midnight() {
    let world = World::new();
    world.with_log(LOG);
    world.with_config("day_starts_at = \"04:00\"\n");
    let json: Value = serde_json::from_str(&world.ok(&["export", "json"])).unwrap();
    assert_eq!(json["schema"], "backcare.export/1");
    let rows = json["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 4);
    assert_eq!(rows[1]["date"], "2026-11-21");
    assert_eq!(rows[1]["instant"], "2026-11-22T00:40");
    assert_eq!(rows[2]["instant"], Value::Null);
    assert_eq!(rows[0]["note"], "=1+1");
}

#[test]
fn fhir_gives_away_no_more_than_was_asked_for() {
    let mut world = World::new();
    world.with_log(LOG);
    world.var("TZ", "UTC");
    let bare = world.ok(&["export", "fhir"]);
    assert!(!bare.contains("Patient") && !bare.contains("1+1") && !bare.contains("subject"));
    assert_eq!(bare, world.ok(&["export", "fhir"]), "the same log gives the same bytes");
    let full = world.ok(&["export", "fhir", "--notes", "--name", "Ada \u{1b}[1mExample"]);
    let bundle: Value = serde_json::from_str(&full).unwrap();
    assert_eq!(bundle["entry"][0]["resource"]["resourceType"], "Patient");
    assert!(full.contains("=1+1") && full.contains("Example"));
    assert!(!full.contains("\\u001b") && !full.contains('\u{202e}'), "{full}");
    let ids: std::collections::BTreeSet<_> = bundle["entry"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["fullUrl"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(ids.len(), bundle["entry"].as_array().unwrap().len());
}

#[test]
fn fhir_times_carry_the_offset_of_their_day() {
    let mut world = World::new();
    world.with_log("date,time,pain\n2026-07-01,07:30,4\n2026-12-01,07:30,4\n2026-12-02,,4\n");
    world.var("TZ", "CET-1CEST,M3.5.0,M10.5.0/3");
    let bundle: Value = serde_json::from_str(&world.ok(&["export", "fhir"])).unwrap();
    let times: Vec<_> = (0..3)
        .map(|i| bundle["entry"][i]["resource"]["effectiveDateTime"].as_str().unwrap())
        .collect();
    assert_eq!(times, ["2026-07-01T07:30:00+02:00", "2026-12-01T07:30:00+01:00", "2026-12-02"]);
}

#[test]
fn an_empty_log_is_an_empty_bundle() {
    let world = World::new();
    world.with_log("date,time,pain\n");
    let ran = world.run(&["export", "fhir"]);
    assert_eq!(ran.stdout, "{\"resourceType\":\"Bundle\",\"type\":\"collection\"}\n");
}

#[test]
fn no_log_yet_is_an_empty_export() {
    let world = World::new();
    let ran = world.run(&["export", "json"]);
    assert_eq!(ran.code, Some(0));
    let json: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(json["rows"].as_array().unwrap().len(), 0);
    assert!(ran.stderr.contains("backcare log 4"), "{}", ran.stderr);
    assert_eq!(world.ok(&["export", "csv"]).lines().count(), 1);
    assert!(!world.log_path().exists());
}

#[test]
fn refusals_write_nothing() {
    let world = World::new();
    let log = world.with_log(LOG);
    for args in [
        &["export"][..],
        &["export", "xml"],
        &["export", "csv", "--name", "Ada"],
        &["export", "fhir", "--name", " "],
        &["export", "csv", "--since", "2026-11-22", "--until", "2026-11-20"],
        &["export", "csv", "-o", log.to_str().unwrap()],
        &["export", "csv", "--file", "nowhere.csv"],
    ] {
        world.refused(args);
        assert_eq!(world.log(), LOG, "{args:?}");
    }
}

/// A small generator with a fixed seed (xorshift), for logs that differ widely.
struct Random(u64);

impl Random {
    fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % n
    }

    fn one_of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        let count = u64::try_from(choices.len()).unwrap();
        choices[usize::try_from(self.below(count)).unwrap()]
    }
}

/// A random log, and its pain readings as date and value.
fn random_log(random: &mut Random) -> (String, String) {
    let mut log = String::from(LOG.lines().next().unwrap());
    let mut pains = String::new();
    log.push('\n');
    for day in 1..=random.below(28) {
        let date = format!("2026-{:02}-{day:02}", 1 + random.below(10));
        for _ in 0..random.below(3) {
            let pain = random.below(14);
            let pain = if pain <= 10 { pain.to_string() } else { String::new() };
            if !pain.is_empty() {
                let _ = writeln!(pains, "{date}\t{pain}");
            }
            let time = random.one_of(&["", "07:30", "23:59"]);
            let stretch = random.one_of(&["", "hamstring", "hip-flexor"]);
            let minutes = if stretch.is_empty() { "" } else { random.one_of(&["", "0", "2.125"]) };
            let activity = random.one_of(&["", "run", "löpning"]);
            let km = if activity.is_empty() { "" } else { random.one_of(&["", "8.047", "0.4"]) };
            let symptoms = random.one_of(&["", "leg-pain", "fever;night-pain", "made-up"]);
            let began = random.one_of(&["", "2025-12-31"]);
            let note = random.one_of(&["", "stiff", "\"a, \"\"b\"\"\"", "<b>", "\u{7}", "🏃"]);
            let _ = writeln!(
                log,
                "{date},{time},{pain},{stretch},{minutes},{activity},,{km},{symptoms},{began},,{note}"
            );
        }
    }
    (log, pains)
}

#[test]
#[ignore = "needs Python's fhir.resources"]
fn bundles_of_200_random_logs_are_valid_fhir() {
    let python = tools::python_with("fhir.resources");
    let mut world = World::new();
    world.var("TZ", "CET-1CEST,M3.5.0,M10.5.0/3");
    let folder = world.path("bundles");
    std::fs::create_dir_all(&folder).unwrap();
    let mut random = Random(0x5eed);
    for i in 0..200 {
        let (log, pains) = random_log(&mut random);
        world.with_log(log);
        let args: &[&str] = if i % 2 == 0 {
            &["export", "fhir"]
        } else {
            &["export", "fhir", "--notes", "--name", "Ada"]
        };
        let (first, second) = (world.ok(args), world.ok(args));
        assert_eq!(first, second);
        std::fs::write(folder.join(format!("{i}.json")), first).unwrap();
        std::fs::write(folder.join(format!("{i}.tsv")), pains).unwrap();
    }
    let checked = Command::new(python)
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/tools/check_fhir.py"))
        .arg(&folder)
        .output()
        .unwrap();
    let (out, err) =
        (String::from_utf8_lossy(&checked.stdout), String::from_utf8_lossy(&checked.stderr));
    assert_eq!(out.trim(), "200", "{err}");
}

#[test]
fn rows_of_the_small_hours_are_told_once() {
    let world = World::new();
    world.with_log("date,time,pain\n2026-11-20,02:30,4\n2026-11-21,03:59,4\n2026-11-21,04:00,5\n");
    assert_eq!(world.run(&["export", "json"]).stderr, "");
    world.with_config("day_starts_at = \"04:00\"\n");
    insta::assert_snapshot!(
        world.run(&["export", "json"]).stderr,
        @"backcare: 2 rows from before 04:00 counted for the day before (day_starts_at); their instant is on the next morning"
    );
    // A CSV file has no instants.
    assert_eq!(world.run(&["export", "csv"]).stderr, "");
}

#[cfg(unix)]
#[test]
fn the_log_is_not_written_to_by_a_redirection() {
    use std::fs::OpenOptions;
    let world = World::new();
    let path = world.with_log("date,pain\n2026-11-20,4\n");
    for args in
        [&["export", "csv"][..], &["history"], &["report"], &["log", "5"], &["undo"], &["tips"]]
    {
        let log = OpenOptions::new().append(true).open(&path).unwrap();
        let ran = world.command(args).stdout(log).output().unwrap();
        let stderr = String::from_utf8(ran.stderr).unwrap();
        assert_eq!(ran.status.code(), Some(2), "{args:?}: {stderr}");
        assert!(stderr.contains("stdout is the log itself"), "{args:?}: {stderr}");
        assert_eq!(world.log(), "date,pain\n2026-11-20,4\n", "{args:?}");
    }
    // A shell has emptied it before backcare runs.
    world.ok(&["undo", "--yes"]);
    std::fs::write(path.with_file_name("log.csv.backup-2026-11-21T0700"), "date,pain\n").unwrap();
    let log = std::fs::File::create(&path).unwrap();
    let ran = world.command(&["export", "csv"]).stdout(log).output().unwrap();
    let stderr = String::from_utf8(ran.stderr).unwrap();
    assert_eq!(ran.status.code(), Some(2), "{stderr}");
    assert!(stderr.contains("has emptied it; the newest copy is"), "{stderr}");
    assert!(stderr.contains("log.csv.backup-2026-11-21T0700"), "{stderr}");
}
