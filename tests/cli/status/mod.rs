//! `backcare status`, and `backcare` alone.

mod due;
mod reminders;

use crate::harness::World;

#[test]
fn a_day_in_one_line() {
    let world = World::new();
    world.with_log(
        "date,time,pain,stretch\n2026-11-21,07:00,5,\n2026-11-22,07:10,4,hamstring\n2026-11-22,07:20,5,\n",
    );
    let line = world.ok(&["status"]);
    insta::assert_snapshot!(line, @"pain 4.5/10 · stretched 1/1 · Too early to tell: day 2");
    assert_eq!(world.ok(&[]), line);
    world.with_config("stretch_goal = 3\n");
    assert!(world.ok(&["status"]).contains("stretched 1/3"));
}

/// Pains of the days from 9 Nov 2026 on.
fn daily(pains: &[u8]) -> String {
    let rows = pains.iter().zip(9..).map(|(pain, day)| format!("2026-11-{day:02},20:00,{pain}\n"));
    format!("date,time,pain\n{}", rows.collect::<String>())
}

#[test]
fn from_the_second_week_on_the_weeks_are_compared() {
    let mut world = World::new();
    let pains = [6, 5, 5, 5, 5, 5, 5, 4, 4, 4, 4, 4];
    let mut line = |days: usize, now: &str| {
        world.with_log(daily(&pains[..days]));
        world.at(now).ok(&["status"])
    };
    // The seventh day is still part of the first week.
    assert!(line(7, "2026-11-15T21:00").ends_with("Too early to tell: day 7\n"));
    insta::assert_snapshot!(
        line(8, "2026-11-16T21:00"),
        @"pain 4/10 · Day 8: this week 4.9, first week 5.1 · too early to tell"
    );
    insta::assert_snapshot!(
        line(12, "2026-11-22T21:00"),
        @"Day 14: this week 4.0, first week 5.1 · too early to tell"
    );
    // What asks for more than patience says so alone.
    world.with_log(daily(&[6, 5, 5, 5, 5, 5, 5, 8, 8, 8]));
    let strong = world.at("2026-11-18T21:00").ok(&["status"]);
    assert!(strong.contains("Strong pain") && !strong.contains("first week"), "{strong}");
}

#[test]
fn nothing_logged_today_is_said_so() {
    let mut world = World::new();
    world.with_log("date,pain\n2026-11-21,5\n");
    insta::assert_snapshot!(
        world.ok(&["status"]),
        @"pain not logged today · stretched 0/1 · Too early to tell: day 2"
    );
    // Before the new day begins it is still yesterday.
    world.with_config("day_starts_at = \"04:00\"\n");
    let line = world.at("2026-11-22T03:00").ok(&["status"]);
    assert!(line.starts_with("pain 5/10"), "{line}");
}

#[test]
fn an_urgent_sign_comes_first_and_answers_yes() {
    let world = World::new();
    world.with_log("date,pain,symptoms\n2026-11-22,5,both-legs\n");
    let ran = world.run(&["status", "--exit-code"]);
    insta::assert_snapshot!(ran, @"
    Get emergency help now · both-legs of 22 Nov · pain 5/10
    --- exit 1
    ");
    assert_eq!(world.run(&["status"]).code, Some(0));
}

#[test]
fn without_a_log_there_is_a_welcome() {
    let world = World::new();
    let welcome = world.ok(&[]);
    insta::assert_snapshot!(welcome, @r"
    Welcome to backcare. Nothing is logged yet; begin with

      backcare log 4    record today's pain, from 0 (none) to 10
      backcare tips     see what helps a runner's back
      backcare report   see how the pain goes over the weeks

    Some signs cannot wait for a log: backcare tips urgent
    ");
    assert_eq!(world.ok(&["status", "--exit-code"]), welcome);
    assert!(!world.log_path().exists());
}

#[test]
fn a_log_that_cannot_be_read_is_not_called_empty() {
    let world = World::new();
    world.with_log("date,pain,note\n2026-11-22,9,\"oops\n");
    let line = world.ok(&["status"]);
    assert!(line.contains("1 row unread · An unread entry may be an urgent sign"), "{line}");
    let report = world.ok(&["report"]);
    assert!(report.contains("the log has no row\nthat can be read"), "{report}");
    assert!(!line.contains("Nothing is logged"), "{line}");
}
