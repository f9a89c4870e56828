//! A symptom says at once what to do about it.

use insta::assert_snapshot;

use super::{new_rows, world};
use crate::harness::World;

#[test]
fn symptoms_say_at_once_what_to_do() {
    let world = world();
    let args = [
        "log", "6", "--symptom", "leg-numbness", "--symptom", "fever", "--symptom",
        "saddle-numbness",
    ];
    assert_snapshot!(world.run(&args), @"
    ┃ Emergency: get help now
    ┃   Numbness around your genitals, buttocks or inner thighs
    ┃   Call your local emergency number or go to an emergency department now.

    ┃ Same day: be seen by a doctor today
    ┃   Fever, chills or feeling very unwell along with the pain
    ┃   Be seen by a doctor today.

    Recorded pain 6/10 · leg-pain · fever · saddle-numbness

    Soon: make an appointment with a doctor
      Pain, numbness or tingling down one leg
      Make an appointment with a doctor. If it is in both legs, or a leg gives way,
      do not wait: backcare tips urgent.

    Get emergency help now (backcare report)
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

    Recorded for Tuesday 17 Nov 2026: fever
    If not seen for it yet, be seen by a doctor today (backcare report)
    --- exit 0
    ");
}

#[test]
fn a_visit_of_the_same_day_may_have_been_for_the_symptom() {
    let mut world = world();
    world.ok(&["log", "--symptom", "leg-weakness"]);
    world.at("2026-11-22T19:30");
    let shown = world.ok(&["log", "--seen"]);
    assert!(
        shown.ends_with("\nIf not seen for it yet, be seen by a doctor today (backcare report)\n")
    );
    let report = world.ok(&["report"]);
    assert!(report.starts_with("If not seen for it yet, be seen by a doctor today\n"), "{report}");
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
