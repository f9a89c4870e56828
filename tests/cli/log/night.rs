//! After midnight: the day that a record counts for, always named and the same in every
//! command.

use crate::harness::World;

const HEADER: &str = "date,time,pain\n";
fn world(now: &str, rows: &str) -> World {
    let mut world = World::new();
    world.at(now);
    world.with_log(format!("{HEADER}{rows}"));
    world
}

#[test]
fn until_four_the_day_is_named() {
    for (now, args, said) in [
        ("2026-11-22T00:40", &["log", "4"][..], "for today, Sunday 22 Nov 2026: pain 4/10"),
        ("2026-11-22T03:59", &["log", "4"], "for today, Sunday 22 Nov 2026: pain 4/10"),
        ("2026-11-22T04:00", &["log", "4"], "Recorded pain 4/10"),
        ("2026-11-22T00:40", &["log", "4", "-d", "yesterday"], "yesterday, Saturday 21 Nov 2026"),
    ] {
        let ran = world(now, "2026-11-20,,4\n").run(args);
        assert_eq!(ran.code, Some(0), "{ran}");
        assert!(ran.stdout.contains(said), "{ran}");
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
