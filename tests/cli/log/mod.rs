//! `backcare log`, as a runner would use it.

#[cfg(unix)]
mod ask;
mod files;
#[cfg(unix)]
mod losses;
mod night;
mod reliability;

mod refused;
mod symptoms;
mod typed;
mod unread;

use std::fmt::Write as _;

use insta::assert_snapshot;

use crate::harness::{HEADER, World};

/// A log that is older than today, so that nothing is said of its beginning.
fn world() -> World {
    let world = World::new();
    world.with_log(format!("{HEADER}2026-11-20,07:00,5,,,,,,,,,\n"));
    world
}

/// The rows after the first two lines of [`world`]'s log.
fn new_rows(world: &World) -> String {
    world.log().lines().skip(2).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_first_log_names_its_file_and_asks_for_the_beginning() {
    let world = World::new();
    assert_snapshot!(world.run(&["log", "4"]), @r#"
    Recorded pain 4/10

    Your new log is a CSV file that stays on this computer:
      ~/data/backcare/log.csv
    If this pain began earlier, say so once:
      backcare log --began "5 weeks ago"
    --- exit 0
    "#);
    assert_snapshot!(world.log(), @"
    date,time,pain,stretch,stretch_minutes,activity,activity_minutes,distance_km,symptoms,began,seen,note
    2026-11-22,07:30,4,,,,,,,,,
    ");
    let second = world.ok(&["log", "3"]);
    assert!(!second.contains("log.csv"), "{second}");
}

#[test]
fn the_first_log_does_not_ask_what_was_said_nor_of_no_pain() {
    for args in [&["4", "--began", "5 weeks ago"][..], &["0"], &["-a", "run:5km"]] {
        let shown = World::new().ok(&[&["log"], args].concat());
        assert!(shown.contains("log.csv"), "{shown}");
        assert!(!shown.contains("backcare log --began"), "{shown}");
    }
}

#[cfg(unix)]
#[test]
fn the_log_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;

    let world = World::new();
    world.ok(&["log", "4"]);
    let mode = |path: &std::path::Path| path.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&world.log_path()), 0o600);
    assert_eq!(mode(world.log_path().parent().unwrap()), 0o700);
}

#[test]
fn pain_may_stand_anywhere_or_be_an_option() {
    for args in [
        &["log", "4", "-n", "x"][..],
        &["log", "-n", "x", "4"],
        &["log", "-n", "x", "-p", "4"],
        &["log", "--pain=4", "--note=x"],
        &["log", "-p4", "-nx"],
    ] {
        let world = world();
        let shown = world.ok(args);
        assert!(shown.contains("pain 4/10"), "{shown}");
        assert_eq!(new_rows(&world), "2026-11-22,07:30,4,,,,,,,,,x", "{args:?}");
    }
}

#[test]
fn a_whole_morning_is_a_row_for_each_stretch_and_activity() {
    let world = world();
    let args = [
        "log",
        "-s",
        "hamstring:4x30s",
        "-s",
        "hip-flexor",
        "-s",
        "calf:90s",
        "-a",
        "run:45min:8km",
        "4",
        "-a",
        "swim:400m:20min",
        "--note",
        "stiff after the long run",
    ];
    assert_snapshot!(world.run(&args), @"
    Recorded pain 4/10 · hamstring 2 min · hip-flexor · calf 1 min 30 s
      · run 45 min, 8 km · swim 20 min, 0.4 km · note: stiff after the long run
    --- exit 0
    ");
    assert_snapshot!(new_rows(&world), @"
    2026-11-22,07:30,4,hamstring,2,run,45,8,,,,stiff after the long run
    2026-11-22,07:30,,hip-flexor,,swim,20,0.4,,,,
    2026-11-22,07:30,,calf,1.5,,,,,,,
    ");
}

#[test]
fn distances_are_shown_in_the_unit_of_the_config() {
    let world = world();
    world.with_config("distance_unit = \"mi\"\n");
    assert_snapshot!(world.run(&["log", "-a", "run:10km", "-a", "bike:12mi", "-s", "calf"]), @"
    Recorded calf · run 6.21 mi · bike 12 mi
    --- exit 0
    ");
    assert_snapshot!(new_rows(&world), @"
    2026-11-22,07:30,,calf,,run,,10,,,,
    2026-11-22,07:30,,,,bike,,19.312,,,,
    ");
}

#[test]
fn the_day_so_far_grows() {
    let mut world = world();
    world.with_config("stretch_goal = 2\n");
    world.ok(&["log", "4", "-s", "hamstring"]);
    let mut shows = |at: &str, args: &[&str], day: &str| {
        world.at(at);
        let shown = world.ok(&[&["log"], args].concat());
        assert_eq!(shown.lines().next(), Some(format!("Recorded {day}").as_str()), "{shown}");
    };
    let pain = "today so far: pain 4.5/10 on average, stretched";
    shows("2026-11-22T07:30", &["5"], &format!("pain 5/10 · {pain} 1/2"));
    // The same minute is the same session.
    shows(
        "2026-11-22T07:30",
        &["-s", "calf"],
        &pain.replace(", stretched", "").replace("today", "calf · today"),
    );
    shows("2026-11-22T19:00", &["-s", "calf"], &format!("calf · {pain} 2/2"));
    shows("2026-11-22T21:00", &["-s", "calf"], &format!("calf · {pain} 3/2"));
    shows("2026-11-23T07:30", &["2"], "pain 2/10");
}

#[cfg(target_os = "linux")]
#[test]
fn a_record_that_cannot_be_shown_is_not_to_be_made_again() {
    let world = world();
    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    let output = world.command(&["log", "4"]).stdout(full).output().unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{stderr}");
    assert!(stderr.contains("pain 4/10"), "{stderr}");
    assert!(stderr.contains("it is done, but that cannot be written"), "{stderr}");
    assert_eq!(new_rows(&world), "2026-11-22,07:30,4,,,,,,,,,");
}

#[test]
fn began_and_seen_are_days_of_their_own() {
    let world = world();
    let args =
        ["log", "--began", "5 weeks ago", "--seen=friday", "-d", "yesterday", "--time", "21:15"];
    assert_snapshot!(world.run(&args), @"
    Recorded for yesterday, Saturday 21 Nov 2026, 21:15:
      pain began on Sunday 18 Oct 2026
      · seen by a doctor or physiotherapist on Friday 20 Nov 2026
    5 weeks of pain; comparable from 18 Dec 2026 (backcare report)
    --- exit 0
    ");
    assert_snapshot!(new_rows(&world), @"2026-11-21,21:15,,,,,,,,2026-10-18,2026-11-20,");
}

#[test]
fn several_signs_may_stand_in_one_option() {
    let world = world();
    world.ok(&["log", "5", "--symptom", "leg-pain, night-pain", "--symptom", "leg-pain"]);
    assert_eq!(new_rows(&world), "2026-11-22,07:30,5,,,,,,leg-pain;night-pain,,,");
}

#[test]
fn a_note_alone_stands_alone() {
    let world = world();
    world.ok(&["log", "4"]);
    assert_eq!(world.ok(&["log", "-n", "stiff"]).lines().next(), Some("Recorded note: stiff"));
}

#[test]
fn seen_alone_is_the_day_of_the_row() {
    let world = world();
    world.ok(&["log", "--seen", "3"]);
    world.ok(&["log", "--seen", "-d", "yesterday"]);
    assert_snapshot!(new_rows(&world), @"
    2026-11-22,07:30,3,,,,,,,,2026-11-22,
    2026-11-21,,,,,,,,,,2026-11-21,
    ");
}

#[test]
fn a_day_in_words_is_spelled_out() {
    let world = world();
    let shown = world.ok(&["log", "3", "-d", "monday"]);
    assert!(shown.starts_with("Recorded for Monday 16 Nov 2026: pain 3/10\n"), "{shown}");
    let shown = world.ok(&["log", "3", "-d", "3 days ago"]);
    assert!(shown.starts_with("Recorded for Thursday 19 Nov 2026: pain 3/10\n"), "{shown}");
}

#[test]
fn what_is_logged_in_the_small_hours_counts_for_the_day_before() {
    let mut world = world();
    world.with_config("day_starts_at = \"04:00\"\n");
    world.at("2026-11-22T00:40");
    assert_snapshot!(world.run(&["log", "4"]), @"
    Recorded for today, Saturday 21 Nov 2026: pain 4/10
    --- exit 0
    ");
    world.at("2026-11-22T10:00");
    world.ok(&["log", "-s", "calf", "--time", "02:00"]);
    assert_snapshot!(new_rows(&world), @"
    2026-11-21,00:40,4,,,,,,,,,
    2026-11-21,02:00,,calf,,,,,,,,
    ");
}

#[test]
fn a_name_close_to_a_known_one_is_asked_about_once() {
    let world = world();
    assert_snapshot!(world.run(&["log", "-s", "hamstrng", "-a", "rnu", "-a", "yoga"]), @"
    Recorded hamstrng · rnu · yoga
    --- stderr
    backcare: hamstrng is new to your log; did you mean hamstring?
    backcare: rnu is new to your log; did you mean run?
      try backcare undo 2
      then backcare log -s hamstring -a run -a yoga
    --- exit 0
    ");
    assert_eq!(world.run(&["log", "-s", "hamstrng"]).stderr, "");
}

#[test]
fn what_hardly_anyone_does_is_recorded_and_asked_about() {
    let world = world();
    assert_snapshot!(world.run(&["log", "-a", "run:900km", "-a", "bike:31h", "-d", "1999-01-01"]), @"
    Recorded for Friday 1 Jan 1999: run 900 km · bike 31 h
    --- stderr
    backcare: 1999-01-01 is over six months ago: is that right? `backcare undo 2` takes it back
    backcare: run 900 km: is that right? `backcare undo 2` takes it back
    backcare: bike 31 h: is that right? `backcare undo 2` takes it back
    --- exit 0
    ");
    assert_eq!(world.run(&["log", "-s", "calf:20h", "-a", "run:30h:300km"]).stderr, "");
    let stderr = world.run(&["log", "-s", "calf:5h"]).stderr;
    assert!(stderr.contains("more than 24 hours of stretching in a day"), "{stderr}");
    assert_eq!(world.run(&["log", "4", "-d", "2026-05-23"]).stderr, "");
    let stderr = world.run(&["log", "4", "-d", "23 nov"]).stderr;
    assert!(stderr.contains("2025-11-23 is over six months ago"), "{stderr}");
}

#[test]
fn the_first_entry_of_a_week_compares_the_last_one_with_the_first() {
    let mut world = World::new();
    let rows = (9..=22).map(|day| format!("2026-11-{day:02},20:00,{}\n", 5 - day / 16));
    world.with_log(format!("date,time,pain\n{}", rows.collect::<String>()));
    insta::assert_snapshot!(world.at("2026-11-23T20:00").ok(&["log", "4"]), @"
    Recorded pain 4/10
    Pain: last week 4.0, first week 5.0
    ");
    assert_eq!(world.at("2026-11-24T20:00").ok(&["log", "4"]), "Recorded pain 4/10\n");
    // Where something else is to be said, it is said alone.
    assert!(!world.at("2026-11-30T20:00").ok(&["log", "8"]).contains("first week"));
}

#[test]
fn another_word_for_a_known_activity_is_that_one() {
    let world = world();
    world.with_log(format!("{HEADER}2026-11-21,07:00,4,,,Running,50,10,,,,\n"));
    let said = world.ok(&["log", "-a", "jog 30min 5k", "-a", "cycling"]);
    assert!(said.starts_with("Recorded run 30 min, 5 km · bike"), "{said}");
    assert!(world.log().contains(",Running,50,10,"), "{}", world.log());
    let report: serde_json::Value =
        serde_json::from_str(&world.ok(&["report", "--format", "json"])).unwrap();
    let week = &report["weeks"].as_array().unwrap().last().unwrap()["activities"];
    assert_eq!(week["run"]["distance_km"], 15.0, "{week}");
}

#[test]
fn tags_and_the_answer_to_the_urgent_signs_have_columns_of_their_own() {
    let world = World::new();
    world.with_log("date,pain\n2026-11-21,5\n");
    let args = [
        "log", "4", "--no-signs", "--tag", "Ibuprofen", "--tag", "left side", "--tag", "ibuprofen",
    ];
    assert_snapshot!(world.run(&args), @"
    Recorded pain 4/10 · urgent signs: none · tags: ibuprofen, left-side
    --- stderr
    backcare: your log has new columns: tags, urgent_signs
    --- exit 0
    ");
    assert_snapshot!(world.log(), @"
    date,pain,tags,urgent_signs
    2026-11-21,5
    2026-11-22,4,ibuprofen;left-side,none
    ");
    assert_snapshot!(world.ok(&["history"]), @"
    date        pain  notes
    2026-11-21     5
    2026-11-22     4  urgent signs: none; #ibuprofen; #left-side
    ");
    let csv = world.ok(&["export", "csv"]);
    assert!(csv.lines().next().unwrap().ends_with(",note,tags,urgent_signs"), "{csv}");
    assert!(csv.ends_with(",ibuprofen;left-side,none\n"), "{csv}");
    let json: serde_json::Value = serde_json::from_str(&world.ok(&["export", "json"])).unwrap();
    assert_eq!(json["rows"][1]["tags"], serde_json::json!(["ibuprofen", "left-side"]));
    assert_eq!(json["rows"][1]["urgent_signs"], "none");
    let fhir = world.ok(&["export", "fhir"]);
    assert!(fhir.contains("\"valueString\":\"left-side\""), "{fhir}");
    let report: serde_json::Value =
        serde_json::from_str(&world.ok(&["report", "--format", "json"])).unwrap();
    assert_eq!(report["log"]["no_urgent_signs"], "2026-11-22");
    let week = report["weeks"].as_array().unwrap().last().unwrap();
    assert_eq!(week["tags"], serde_json::json!(["ibuprofen", "left-side"]));
    assert!(world.run(&["check"]).stdout.contains("2 rows, 1 thing to check\n\nOthers on this"));
    for (args, said) in [
        (&["--no-signs", "--symptom", "fever"][..], "fever is one"),
        (&["--tag", "a!b"], "lower-case word"),
        (&["--tag", ""], "lower-case word"),
    ] {
        let stderr = world.refused(&[&["log", "4"], args].concat());
        assert!(stderr.contains(said), "{stderr}");
    }
    assert_eq!(world.run(&["log", "--no-signs", "--symptom", "leg-pain"]).code, Some(0));
}

#[test]
fn what_is_no_tag_and_no_denial_is_said_and_lost_nowhere() {
    let world = World::new();
    let log = "date,pain,tags,urgent_signs\n2026-11-21,5,ok;a!b;NSAID,None\n2026-11-22,4,,fever\n";
    world.with_log(log);
    let ran = world.run(&["status"]);
    assert!(ran.stdout.contains("An unread entry may mean fever"), "{ran}");
    assert!(ran.stderr.contains("\"a!b\" is not a name"), "{ran}");
    assert!(ran.stderr.contains("a sign goes into the column symptoms"), "{ran}");
    assert_eq!(world.log(), log);
    let csv = world.ok(&["export", "csv"]);
    assert!(csv.contains("ok;nsaid,none"), "{csv}");
}

#[test]
fn a_column_that_is_needed_is_added_and_said() {
    let world = World::new();
    world.with_log("date,pain\n2026-11-21,5\n");
    assert_snapshot!(world.run(&["log", "4", "-n", "x"]), @"
    Recorded pain 4/10 · note: x
    --- stderr
    backcare: your log has a new column: note
    --- exit 0
    ");
    assert_snapshot!(world.log(), @"
    date,pain,note
    2026-11-21,5
    2026-11-22,4,x
    ");
}

#[test]
fn a_note_cannot_drive_the_terminal_nor_break_its_row() {
    let world = world();
    let note = "one\r\ntwo\u{1b}[31m, \"three\"";
    let shown = world.ok(&["log", "-n", note]);
    assert!(shown.contains(r#"note: one two\u{1b}[31m, "three""#), "{shown}");
    assert_eq!(new_rows(&world), "2026-11-22,07:30,,,,,,,,,,\"one two\u{1b}[31m, \"\"three\"\"\"");
}

#[test]
fn a_narrow_terminal_is_enough() {
    let mut world = world();
    world.var("COLUMNS", "40");
    let shown = world.ok(&[
        "log",
        "4",
        "--symptom",
        "both-legs",
        "-n",
        "a note that is quite a bit longer than the terminal is wide",
    ]);
    for line in shown.lines() {
        assert!(line.chars().count() <= 40, "{line}");
    }
}

#[test]
fn after_strong_pain_or_a_rise_the_urgent_signs_are_named() {
    let urgent = "Do not wait if one of these is new: numb between the legs";
    let said = |before: &str, pain: &str| {
        let world = World::new();
        world.with_log(format!("{HEADER}{before}"));
        let shown = world.ok(&["log", pain]);
        assert!(!shown.contains("Tip "), "{shown}");
        (shown.contains(urgent) && shown.contains("backcare tips urgent"), shown)
    };
    for (before, pain, expected) in [
        ("", "7", true),
        ("", "6", false),
        ("2026-11-21,07:00,4,,,,,,,,,\n", "6", true),
        ("2026-11-21,07:00,5,,,,,,,,,\n", "6", false),
        ("2026-11-21,07:00,9,,,,,,,,,\n", "9", true),
    ] {
        let (is_said, shown) = said(before, pain);
        assert_eq!(is_said, expected, "{before}{pain}\n{shown}");
    }
    // The very first log of all.
    let first = World::new().ok(&["log", "10"]);
    assert!(first.contains(urgent), "{first}");
}

#[test]
fn log_ends_with_the_verdict_when_it_matters() {
    let mut world = World::new();
    let mut last_lines = Vec::new();
    let first: chrono::NaiveDate = "2026-09-01".parse().unwrap();
    for day in first.iter_days().take(50) {
        world.at(&format!("{day}T20:00"));
        let shown = world.ok(&["log", "5", "-s", "calf:1min", "-a", "run:30min:5km"]);
        let status = world.ok(&["status"]);
        let last = shown.trim_end().lines().last().unwrap().to_owned();
        if let Some(headline) = last.strip_suffix(" (backcare report)") {
            assert!(status.trim_end().ends_with(headline), "{day}: {headline}\n{status}");
        }
        last_lines.push(last);
    }
    for (day, last) in last_lines.iter().enumerate() {
        let is_verdict = last.ends_with("(backcare report)");
        assert_eq!(is_verdict, day == 28 || day >= 42, "day {day}: {last}");
    }
    assert_eq!(last_lines[49], "Not eased in 7 weeks: have a doctor look at it (backcare report)");
}

#[test]
fn pain_that_eased_and_comes_back_is_said_so() {
    let mut world = World::new();
    let first: chrono::NaiveDate = "2026-09-01".parse().unwrap();
    let mut said = String::new();
    for (number, day) in first.iter_days().take(75).enumerate() {
        let pain = match number {
            14..=49 => "2",
            _ => "6",
        };
        world.at(&format!("{day}T20:00"));
        world.ok(&["log", pain]);
        said = format!("{said}{number} {}", world.ok(&["status"]));
    }
    let on = |number: usize| said.lines().nth(number).unwrap();
    assert!(on(45).contains("Lower than at the start"), "{}", on(45));
    assert!(on(51).contains("Eased, but up again this week"), "{}", on(51));
    assert!(on(53).contains("Was eased; this week as bad as at the start"), "{}", on(53));
    assert!(on(70).contains("Back after easing: have a doctor look at it"), "{}", on(70));
    let report = world.ok(&["report"]);
    let relapse = report.find("had eased, and came back").unwrap();
    assert!(relapse < report.find("Your pain averaged").unwrap(), "{report}");
}

#[test]
fn the_most_urgent_sign_in_force_is_said_first() {
    let world = World::new();
    world.with_log(format!("{HEADER}2026-11-19,07:00,5,,,,,,saddle-numbness,,,\n"));
    let shown = world.ok(&["log", "4", "--symptom", "leg-pain"]);
    // Beside an emergency nothing else is said.
    assert!(shown.contains("call your local emergency"), "{shown}");
    assert!(!shown.contains("appointment") && !shown.contains("backcare report"), "{shown}");
    let last = "\nIf not seen for it yet, get emergency help now: saddle-numbness of 19 Nov\n";
    assert!(shown.ends_with(last), "{shown}");
    // The visit answers it.
    let world = World::new();
    world.with_log(format!(
        "{HEADER}2026-11-19,07:00,5,,,,,,saddle-numbness,,,\n2026-11-20,07:00,5,,,,,,,,2026-11-20,\n"
    ));
    let shown = world.ok(&["log", "4", "--symptom", "leg-pain"]);
    assert!(!shown.contains("emergency number"), "{shown}");
}

/// The whole log is read: a sign or an old episode may stand anywhere in it.
#[test]
fn a_long_log_in_no_order_is_judged_whole() {
    let world = World::new();
    let mut log = HEADER.to_owned() + "2026-11-21,07:30,6,,,,,,saddle-numbness,,,\n";
    let first: chrono::NaiveDate = "2019-11-22".parse().unwrap();
    for day in first.iter_days().take(2500) {
        let _ = writeln!(log, "{day},06:00,5,hamstring,2,,,,,,,");
    }
    world.with_log(&log);
    let shown = world.ok(&["log", "5"]);
    assert!(shown.ends_with("\nGet emergency help now (backcare report)\n"), "{shown}");
}
