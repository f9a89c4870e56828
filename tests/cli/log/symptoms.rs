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
    ┃   Numbness, or pins and needles, around your genitals, back passage, buttocks
    ┃   or inner thighs
    ┃   Call your local emergency number or go to an emergency department now.

    ┃ Same day: be seen by a doctor today
    ┃   Fever, chills or feeling very unwell along with the pain
    ┃   Be seen by a doctor today.

    Recorded pain 6/10 · leg-pain · fever · saddle-numbness
    Get emergency help now
    --- exit 0
    ");
    assert_snapshot!(new_rows(&world), @"2026-11-22,07:30,6,,,,,,leg-pain;fever;saddle-numbness,,,");
}

#[test]
fn a_symptom_of_some_days_ago_may_have_been_seen_to() {
    assert_snapshot!(world().run(&["log", "--symptom", "fever", "-d", "5 days ago"]), @"
    ┃ Recorded on 17 Nov 2026
    ┃   Fever, chills or feeling very unwell along with the pain
    ┃   If you have not been seen for it, be seen by a doctor today.

    Recorded for Tuesday 17 Nov 2026: fever
    If not seen for it yet, be seen by a doctor today: fever of 17 Nov
    --- exit 0
    ");
}

#[test]
fn a_visit_of_the_same_day_may_have_been_for_the_symptom() {
    let mut world = world();
    world.ok(&["log", "--symptom", "leg-weakness"]);
    world.at("2026-11-22T19:30");
    let shown = world.ok(&["log", "--seen"]);
    let headline = "If not seen for it yet, be seen by a doctor today: leg-weakness of 22 Nov";
    let said = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.ends_with(&format!("{headline} (backcare report)")), "{shown}");
    let report = world.ok(&["report"]);
    assert!(report.starts_with(headline), "{report}");
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
fn a_run_under_an_open_bone_stress_gets_its_advice() {
    let mut world = world();
    world.ok(&["log", "6", "--symptom", "bone-stress"]);
    for (now, seen) in [("2026-11-23T19:00", None), ("2027-03-01T19:00", Some("--seen"))] {
        world.at(now);
        let shown = world.ok(&["log", "3", "-a", "trail-run 12k"]);
        assert!(shown.to_lowercase().contains("stop running until"), "{shown}");
        assert!(!world.ok(&["log", "-a", "swim 1k"]).contains("top running until a doctor"));
        if let Some(seen) = seen {
            world.ok(&["log", seen]);
            assert!(!world.ok(&["log", "3", "-a", "run 12k"]).contains("top running"));
        }
    }
}

#[test]
fn a_pregnancy_is_no_sign() {
    let world = World::new();
    for word in ["pregnant", "Pregnancy"] {
        let stderr = world.refused(&["log", "4", "--symptom", word]);
        assert!(stderr.contains("backcare tips doctor"), "{stderr}");
        assert!(!stderr.contains("saddle-numbness"), "{stderr}");
    }
    assert!(!world.path("data").exists());
}

#[test]
fn the_urgent_signs_are_named_after_strong_pain_and_a_rise_to_five() {
    for (before, pain, named) in [
        ("0", "2", false),
        ("2", "4", false),
        ("3", "5", true),
        ("6", "7", true),
        ("4", "5", false),
    ] {
        let world = World::new();
        world.ok(&["log", before, "-d", "yesterday"]);
        let shown = world.ok(&["log", pain]);
        assert_eq!(shown.contains("Do not wait if one of these is new"), named, "{before} {pain}");
        assert!(!named || shown.contains("after a serious fall or accident"), "{shown}");
    }
}

/// An episode may be over; that nobody looked at its sign is said.
#[test]
fn a_sign_that_quiet_weeks_closed_is_not_kept_silent() {
    let world = World::new();
    let mut rows = "date,pain,symptoms\n2026-10-20,4,saddle-numbness\n".to_owned();
    for day in 1..=22 {
        rows += &format!("2026-11-{day:02},0,\n");
    }
    rows += "2026-10-25,0,\n2026-10-28,0,\n";
    world.with_log(rows);
    let said = "On 20 Oct 2026 you recorded saddle-numbness, and no visit since.";
    let report = world.ok(&["report"]);
    assert!(report.contains(said) && !report.contains("good news"), "{report}");
    let page = world.ok(&["report", "--format", "html"]);
    assert!(page.contains(said) && !page.contains("none recorded"), "{page}");
    assert!(page.contains("recorded, see above"), "{page}");
}

/// What cannot wait is not held back by the lock.
#[test]
fn advice_on_an_urgent_sign_comes_before_the_lock() {
    use std::io::{BufRead, BufReader};
    let world = world();
    let lock = std::fs::File::create(world.path("data/backcare/log.csv.lock")).unwrap();
    lock.lock().unwrap();
    let mut child = world
        .command(&["log", "6", "--symptom", "saddle-numbness"])
        .stdin(std::process::Stdio::null())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    assert!(first.contains("Emergency: get help now"), "{first}");
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn the_first_entry_with_an_emergency_is_about_it_alone() {
    let shown = World::new().ok(&["log", "6", "--symptom", "chest-pain", "--symptom", "leg-pain"]);
    for other in ["appointment", "Your new log", "began earlier", "backcare report"] {
        assert!(!shown.contains(other), "{shown}");
    }
    assert!(shown.ends_with("\nGet emergency help now\n"), "{shown}");
}
