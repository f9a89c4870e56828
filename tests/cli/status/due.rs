//! `backcare status --due`: silent unless something is due.

use crate::harness::World;

#[test]
fn says_what_is_due_and_nothing_when_nothing_is() {
    let world = World::new();
    let due = |expected: &str| {
        let ran = world.run(&["status", "--due"]);
        assert_eq!(ran.stdout, expected);
        assert_eq!(ran.stderr, "");
        assert_eq!(ran.code, Some(i32::from(!expected.is_empty())));
    };
    due("Today: log your pain with `backcare log`; 1 stretching session to go of 1\n");
    world.with_config("stretch_goal = 2\n");
    due("Today: log your pain with `backcare log`; 2 stretching sessions to go of 2\n");
    world.ok(&["log", "4", "-s", "hamstring", "--time", "06:00"]);
    due("Today: 1 stretching session to go of 2\n");
    world.ok(&["log", "-s", "hamstring", "--time", "07:00"]);
    due("");
    world.with_config("stretch_goal = 0\n");
    due("");
    // A row of today counts wherever it stands, and a broken one is passed over.
    world.with_log("date,pain\n2026-11-22,4\n2026-11-20,x\n2026-11-01,3\n");
    due("");
    world.with_log("date,pain\n2026-11-21,4\n");
    due("Today: log your pain with `backcare log`\n");
}

#[test]
fn no_stretch_is_due_while_an_urgent_sign_is_not_answered() {
    let world = World::new();
    for (rows, expected) in [
        ("2026-11-21,,leg-weakness,\n", "Today: log your pain with `backcare log`\n"),
        ("2026-11-21,,leg-weakness,\n2026-11-22,4,,\n", ""),
        (
            "2026-11-20,,leg-weakness,\n2026-11-22,4,,2026-11-21\n",
            "Today: 1 stretching session to go of 1\n",
        ),
    ] {
        world.with_log(format!("date,pain,symptoms,seen\n{rows}"));
        assert_eq!(world.run(&["status", "--due"]).stdout, expected, "{rows}");
    }
}

#[test]
fn after_midnight_the_day_before_goes_on() {
    let mut world = World::new();
    world.with_config("day_starts_at = \"04:00\"\nstretch_goal = 0\n");
    world.with_log("date,pain\n2026-11-21,4\n");
    world.at("2026-11-22T00:40");
    assert_eq!(world.ok(&["status", "--due"]), "");
    world.at("2026-11-22T04:00");
    assert_eq!(world.run(&["status", "--due"]).code, Some(1));
}

#[test]
fn a_named_log_that_is_not_there_is_an_error() {
    World::new().refused(&["status", "--due", "--file", "nowhere.csv"]);
}
