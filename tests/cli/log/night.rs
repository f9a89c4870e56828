//! After midnight: the day that a record counts for, the same in every command,
//! and how to move one that counts for the wrong day.

use crate::harness::World;

const HEADER: &str = "date,time,pain\n";
const MOVE: &str = "backcare: this counts for Sunday. To move it to Saturday: backcare undo, then log it with \
                    -d yesterday; or set day_starts_at in the config, to \"04:00\" for example\n";

fn world(now: &str, rows: &str) -> World {
    let mut world = World::new();
    world.at(now);
    world.with_log(format!("{HEADER}{rows}"));
    world
}

#[test]
fn a_record_at_night_says_how_to_move_it() {
    for (now, rows, args, said) in [
        ("2026-11-22T00:40", "2026-11-20,,4\n", &["log", "4"][..], true),
        ("2026-11-22T03:59", "2026-11-20,,4\n", &["log", "-s", "calf"], true),
        ("2026-11-22T04:00", "2026-11-20,,4\n", &["log", "4"], false),
        ("2026-11-22T00:40", "2026-11-21,,4\n", &["log", "4"], false),
        ("2026-11-22T00:40", "2026-11-20,,4\n", &["log", "4", "-d", "today"], false),
        ("2026-11-22T00:40", "2026-11-20,,4\n", &["log", "4", "-d", "yesterday"], false),
    ] {
        let ran = world(now, rows).run(args);
        assert_eq!(ran.code, Some(0), "{ran}");
        assert_eq!(ran.stderr.contains(MOVE), said, "{now} {args:?}\n{ran}");
    }
}

#[test]
fn who_has_set_when_the_day_starts_is_not_told() {
    for start in ["00:00", "04:00"] {
        let world = world("2026-11-22T00:40", "2026-11-20,,4\n");
        world.with_config(&format!("day_starts_at = \"{start}\"\n"));
        let ran = world.run(&["log", "4"]);
        assert_eq!(ran.code, Some(0), "{ran}");
        assert_eq!(ran.stderr, "", "{start}");
    }
}

#[test]
fn every_command_is_in_the_same_day() {
    let mut world = world("2026-11-21T23:00", "");
    world.with_config("day_starts_at = \"04:00\"\nstretch_goal = 0\n");
    world.ok(&["log", "5", "-n", "late"]);
    world.at("2026-11-22T00:40");
    let shown = world.ok(&["log", "3", "-n", "later"]);
    assert!(shown.starts_with("Recorded for today, Saturday 21 Nov 2026: pain 3/10"), "{shown}");
    assert!(shown.contains("today so far: pain 4/10 on average"), "{shown}");

    let status = world.ok(&["status"]);
    assert!(status.starts_with("pain 4/10"), "{status}");
    assert_eq!(world.ok(&["status", "--due"]), "");
    let report = world.ok(&["report", "--format", "json"]);
    assert!(report.contains("\"as_of\": \"2026-11-21\""), "{report}");
    let history = world.ok(&["history", "--since", "today"]);
    let (late, later) = (history.find("late"), history.find("later"));
    assert!(late.is_some() && late < later, "{history}");

    // From four on it is the next day.
    world.at("2026-11-22T04:00");
    let status = world.ok(&["status"]);
    assert!(!status.contains("4/10"), "{status}");
    let report = world.ok(&["report", "--format", "json"]);
    assert!(report.contains("\"as_of\": \"2026-11-22\""), "{report}");
}
