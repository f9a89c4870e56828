//! `backcare log`, as a runner would use it.

use insta::assert_snapshot;

use crate::harness::World;

const HEADER: &str = "date,time,pain,stretch,stretch_minutes,activity,activity_minutes,distance_km,symptoms,began,seen,note\n";

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
    Recorded      pain 4/10
                  1 row, for today, Sunday 2026-11-22, 07:30
    Today so far  0 of 2 stretching sessions

    Your new log is a CSV file that stays on this computer:
      ~/data/backcare/log.csv
    If this pain began before today, say so once:
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
fn the_first_log_does_not_ask_what_was_said() {
    let shown = World::new().ok(&["log", "4", "--began", "5 weeks ago"]);
    assert!(shown.contains("log.csv"), "{shown}");
    assert!(!shown.contains("backcare log --began"), "{shown}");
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
    Recorded      pain 4/10
                  stretch: hamstring, 2 min
                  stretch: hip-flexor
                  stretch: calf, 1 min 30 s
                  activity: run, 45 min, 8 km
                  activity: swim, 20 min, 0.4 km
                  note: stiff after the long run
                  3 rows, for today, Sunday 2026-11-22, 07:30
    Today so far  1 of 2 stretching sessions
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
    world.with_config("distance_unit = \"mi\"\nstretch_goal = 1\n");
    assert_snapshot!(world.run(&["log", "-a", "run:10km", "-a", "bike:12mi", "-s", "calf"]), @"
    Recorded      stretch: calf
                  activity: run, 6.21 mi
                  activity: bike, 12 mi
                  2 rows, for today, Sunday 2026-11-22, 07:30
    Today so far  1 of 1 stretching session: goal reached
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
    world.ok(&["log", "4", "-s", "hamstring"]);
    let shown = world.ok(&["log", "5"]);
    assert!(
        shown.contains("pain 4.5/10 on average, 2 readings"),
        "{shown}"
    );
    assert!(shown.contains("1 of 2 stretching sessions\n"), "{shown}");
    // The same minute is the same session.
    assert!(world.ok(&["log", "-s", "calf"]).contains("1 of 2"));
    world.at("2026-11-22T19:00");
    assert!(
        world
            .ok(&["log", "-s", "calf"])
            .contains("2 of 2 stretching sessions: goal reached")
    );
    world.at("2026-11-22T21:00");
    assert!(
        world
            .ok(&["log", "-s", "calf"])
            .contains("3 stretching sessions: more than your goal")
    );
    world.at("2026-11-23T07:30");
    assert!(
        world
            .ok(&["log", "2"])
            .contains("0 of 2 stretching sessions")
    );
}

#[test]
fn symptoms_say_at_once_what_to_do() {
    let world = world();
    let args = [
        "log",
        "6",
        "--symptom",
        "leg-numbness",
        "--symptom",
        "fever",
        "--symptom",
        "saddle-numbness",
    ];
    assert_snapshot!(world.run(&args), @"
    ┃ Emergency: get help now
    ┃   Numbness around your genitals, buttocks or inner thighs
    ┃   Call your local emergency number or go to an emergency department now.

    ┃ Same day: be seen by a doctor today
    ┃   Fever, chills or feeling very unwell along with the pain
    ┃   Be seen by a doctor today.

    Recorded      pain 6/10
                  symptom: leg-pain
                  symptom: fever
                  symptom: saddle-numbness
                  1 row, for today, Sunday 2026-11-22, 07:30
    Today so far  0 of 2 stretching sessions

    Soon: make an appointment with a doctor
      Pain, numbness or tingling down one leg
      Make an appointment with a doctor. If it is in both legs, or a leg gives way,
      do not wait: backcare tips urgent.
    --- exit 0
    ");
    assert_snapshot!(new_rows(&world), @"2026-11-22,07:30,6,,,,,,leg-pain;fever;saddle-numbness,,,");
}

#[test]
fn a_symptom_of_some_days_ago_may_have_been_seen_to() {
    assert_snapshot!(world().run(&["log", "--symptom", "fever", "-d", "5 days ago"]), @"
    ┃ Recorded for 5 days ago
    ┃   Fever, chills or feeling very unwell along with the pain
    ┃   If you have not been seen for it, be seen by a doctor today.

    Recorded      symptom: fever
                  1 row, for Tuesday 2026-11-17
    That day      0 of 2 stretching sessions
    --- exit 0
    ");
}

#[test]
fn advice_on_an_urgent_sign_is_given_even_where_nothing_can_be_written() {
    let world = World::new();
    world.with_log("Date;Open;Close\n");
    let ran = world.run(&["log", "--symptom", "chest-pain"]);
    assert_eq!(ran.code, Some(2), "{ran}");
    assert!(ran.stdout.contains("local emergency number"), "{ran}");
    assert!(!ran.stdout.contains("Recorded"), "{ran}");
}

#[test]
fn began_and_seen_are_days_of_their_own() {
    let world = world();
    let args = [
        "log",
        "--began",
        "5 weeks ago",
        "--seen=friday",
        "-d",
        "yesterday",
        "--time",
        "21:15",
    ];
    assert_snapshot!(world.run(&args), @"
    Recorded      this pain began on Sunday 2026-10-18
                  seen by a doctor or physiotherapist on Friday 2026-11-20
                  1 row, for yesterday, Saturday 2026-11-21, 21:15
    That day      0 of 2 stretching sessions
    --- exit 0
    ");
    assert_snapshot!(new_rows(&world), @"2026-11-21,21:15,,,,,,,,2026-10-18,2026-11-20,");
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
    assert!(shown.contains("1 row, for Monday 2026-11-16\n"), "{shown}");
    let shown = world.ok(&["log", "3", "-d", "3 days ago"]);
    assert!(
        shown.contains("1 row, for Thursday 2026-11-19\n"),
        "{shown}"
    );
}

#[test]
fn what_is_logged_in_the_small_hours_counts_for_the_day_before() {
    let mut world = world();
    world.with_config("day_starts_at = \"04:00\"\n");
    world.at("2026-11-22T00:40");
    assert_snapshot!(world.run(&["log", "4"]), @"
    Recorded      pain 4/10
                  1 row, for today, Saturday 2026-11-21, 00:40
    Today so far  0 of 2 stretching sessions
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
    Recorded      stretch: hamstrng
                  activity: rnu
                  activity: yoga
                  2 rows, for today, Sunday 2026-11-22, 07:30
    Today so far  1 of 2 stretching sessions
    --- stderr
    backcare: hamstrng is a new name, and recorded as such; did you mean hamstring?
    backcare: rnu is a new name, and recorded as such; did you mean run?
    --- exit 0
    ");
    assert_eq!(world.run(&["log", "-s", "hamstrng"]).stderr, "");
}

#[test]
fn a_column_that_is_needed_is_added_and_said() {
    let world = World::new();
    world.with_log("date,pain\n2026-11-21,5\n");
    assert_snapshot!(world.run(&["log", "4", "-n", "x"]), @"
    Recorded      pain 4/10
                  note: x
                  1 row, for today, Sunday 2026-11-22, 07:30
    Today so far  0 of 2 stretching sessions
    --- stderr
    backcare: added the column note at the end of the header
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
    assert!(
        shown.contains(r#"note: one two\u{1b}[31m, "three""#),
        "{shown}"
    );
    assert_eq!(
        new_rows(&world),
        "2026-11-22,07:30,,,,,,,,,,\"one two\u{1b}[31m, \"\"three\"\"\""
    );
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
fn nothing_given_is_a_usage_error() {
    assert_snapshot!(World::new().run(&["log"]), @"
    --- stderr
    backcare: there is nothing to record yet
      say how your back feels, from 0 (none) to 10 (worst imaginable): backcare log 4
      or what you did: backcare log --stretch hamstring:2x30s
      more: backcare log --help
    --- exit 2
    ");
}

/// Each refusal, and what its message must say is accepted.
const REFUSALS: &[(&[&str], &str)] = &[
    (&[], "backcare log 4"),
    (&["-n", ""], "backcare log 4"),
    (&["-d", "yesterday"], "backcare log 4"),
    (&["11"], "0 (none) to 10"),
    (&["-1"], "0 (none) to 10"),
    (&["4.5"], "whole number"),
    (&["four"], "0 (none) to 10"),
    (&["-p", "11"], "0 (none) to 10"),
    (&["4", "-p", "4"], "cannot be used with"),
    (&["4", "5"], "unexpected argument"),
    (&["4", "-s", "hamstring:5"], "5min"),
    (&["4", "-s", "hamstring:5m"], "minutes or metres"),
    (&["4", "-s", "hamstring:5parsecs"], "5min"),
    (&["4", "-s", "hamstring:1min:2min"], "one amount"),
    (&["4", "-s", "ham!string"], "lower-case word"),
    (&["4", "-s", ""], "lower-case word"),
    (&["4", "-a", "run:45m"], "minutes or metres"),
    (&["4", "-a", "run:45"], "45min"),
    (&["4", "-a", "run:45min:50min"], "one is accepted"),
    (&["4", "-a", "run:8km:5mi"], "one is accepted"),
    (&["4", "-a", "run:8 leagues"], "8km or 5mi"),
    (&["4", "-a", "swim:400yd"], "400m"),
    (&["4", "--symptom", "leg-pian"], "did you mean leg-pain?"),
    (
        &["4", "--symptom", "sadness"],
        "saddle-numbness, bladder-bowel",
    ),
    (&["4", "--began", "tomorrow"], "3 days ago"),
    (
        &["4", "--began", "2026-11-23"],
        "that day or an earlier one",
    ),
    (
        &["4", "--began", "yesterday", "-d", "monday"],
        "that day or an earlier one",
    ),
    (&["4", "--seen=2026-11-23"], "that day or an earlier one"),
    (&["4", "--seen=soon"], "2026-11-20"),
    (&["4", "-d", "2026-11-23"], "up to today, 2026-11-22"),
    (&["4", "-d", "tomorrow"], "yesterday"),
    (&["4", "-d", "22.11.2026"], "2026-11-20"),
    (&["4", "--time", "07:31"], "up to now, 07:30"),
    (&["4", "--time", "24:00"], "00:00 to 23:59"),
    (&["4", "--time", "7.30"], "HH:MM"),
    (&["4", "--unknown"], "unexpected argument"),
];

#[test]
fn a_refusal_says_what_is_accepted_and_writes_nothing() {
    let fresh = World::new();
    let kept = world();
    let before = kept.log();
    for (args, accepted) in REFUSALS {
        let args: Vec<_> = std::iter::once("log").chain(args.iter().copied()).collect();
        let stderr = kept.refused(&args);
        assert!(stderr.contains(accepted), "{args:?}: {stderr}");
        assert_eq!(kept.log(), before, "{args:?}");
        fresh.refused(&args);
        assert!(!fresh.path("data").exists(), "{args:?} left a file");
    }
}

#[test]
fn a_file_that_is_no_log_stays_as_it_is() {
    for (bytes, named) in [
        (&b"Date,Open,Close\n2026-11-20,1,2\n"[..], "line 1"),
        (b"\x7fELF\0\0\0", "NUL"),
        (b"date\n", "at least one more"),
    ] {
        let world = World::new();
        let path = world.with_log(bytes);
        let stderr = world.refused(&["log", "4"]);
        assert!(stderr.contains(named), "{stderr}");
        assert_eq!(std::fs::read(&path).unwrap(), bytes);
    }
}

/// Rows enough for more than the tail that is looked at.
fn long_log(rows: usize, date: &str) -> String {
    HEADER.to_owned()
        + &format!("{date},07:00,5,calf,1,run,45,8,,,,a note of some length\n").repeat(rows)
}

#[test]
fn where_the_tail_does_not_reach_an_earlier_day_only_the_record_is_shown() {
    let world = World::new();
    world.with_log(long_log(2000, "2026-11-22"));
    let shown = world.ok(&["log", "4"]);
    assert!(shown.contains("pain 4/10"), "{shown}");
    assert!(!shown.contains("so far"), "{shown}");
    world.with_log(long_log(2000, "2026-11-21"));
    assert!(world.ok(&["log", "4"]).contains("Today so far"));
}

/// What the kernel counts, so that no clock decides.
#[cfg(target_os = "linux")]
#[test]
fn a_record_costs_the_same_on_a_long_log() {
    use std::process::Stdio;

    let bytes_read = |rows: usize| -> u64 {
        let world = World::new();
        world.with_log(long_log(rows, "2026-11-21"));
        // The shell's child is counted in the shell's own figures once it has ended.
        let program = crate::harness::program().display().to_string();
        let script = format!("'{program}' log 4 >/dev/null && cat /proc/$$/io");
        let output = world
            .command(&[])
            .get_envs()
            .fold(
                &mut std::process::Command::new("sh"),
                |shell, (name, value)| shell.env(name, value.unwrap_or_default()),
            )
            .args(["-c", &script])
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        text.lines()
            .find_map(|line| line.strip_prefix("rchar: "))
            .unwrap_or_else(|| panic!("{text}"))
            .parse()
            .unwrap()
    };
    // Both are longer than the tail; the second is 20 MB.
    let (short, long) = (bytes_read(2_000), bytes_read(400_000));
    assert!(long < short + 16 * 1024, "{short} bytes, then {long}");
    assert!(
        long > 64 * 1024,
        "the tail itself must be among {long} bytes"
    );
}
