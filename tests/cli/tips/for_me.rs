//! `tips --for-me`.

use crate::harness::{HEADER, World};

fn picked(world: &World) -> String {
    world.ok(&["tips", "--for-me"]).lines().take(3).collect::<Vec<_>>().join(" ")
}

#[test]
fn says_what_it_picked_and_why() {
    let world = World::new();
    for (rows, why, title) in [
        ("2026-11-20,,5,,,,,,fever,,,\n", "You recorded fever on 20 Nov 2026", "urgent"),
        (
            "2026-11-20,,5,,,,,,night-pain,,,\n",
            "You recorded night-pain on 20 Nov 2026, and no visit",
            "doctor",
        ),
        ("2026-11-20,,9,,,,,,,,,\n", "Your last pain was 9/10", "Urgent signs"),
        (
            "2026-11-20,,2,,,,,,,,,\n2026-11-21,,5,,,,,,,,,\n",
            "Your last pain was 5/10",
            "Urgent signs",
        ),
        ("2026-11-20,,5,,,,,,,,,\n", "no stretch in the last 7 days", "amstring"),
        (
            "2026-11-10,,,,,run,45,8,,,,\n2026-11-15,,,,,run,45,8,,,,\n2026-11-20,,,,,run,45,8,,,,\n",
            "Running is 100% of your training minutes of the last 28 days, in 3 runs",
            "",
        ),
        (
            "2026-10-01,,1,,,,,,,,,\n2026-11-10,,,,,run,,10,,,,\n2026-11-20,,,,,long-run,,12,,,,\n",
            "12.0 km, is 20% beyond",
            "",
        ),
        ("2026-11-20,,0,,,,,,,,,\n", "The topics take turns by the week", ""),
    ] {
        world.with_log(format!("{HEADER}{rows}"));
        let page = world.ok(&["tips", "--for-me"]);
        let flat = page.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.starts_with("For you: ") && flat.contains(why), "{page}");
        assert!(page.contains(title), "{page}");
        assert_eq!(page, world.ok(&["tips", "--for-me"]), "the same log, the same answer");
    }
}

#[test]
fn other_forms_say_why_too() {
    let world = World::new();
    world.with_log(format!("{HEADER}2026-11-20,,5,,,,,,,,,\n"));
    let json: serde_json::Value =
        serde_json::from_str(&world.ok(&["tips", "--for-me", "--format", "json"])).unwrap();
    assert_eq!(json["topic"], "hamstring");
    assert!(json["picked"].as_str().unwrap().contains("7 days"));
    let plain: serde_json::Value =
        serde_json::from_str(&world.ok(&["tips", "hamstring", "--format", "json"])).unwrap();
    assert_eq!(plain["picked"], serde_json::Value::Null);
    let markdown = world.ok(&["tips", "--for-me", "--format", "markdown"]);
    assert!(markdown.contains("**For you: You are in pain"), "{markdown}");
}

#[test]
fn asks_for_a_log_and_takes_no_topic() {
    let world = World::new();
    assert!(picked(&world).contains("backcare log 4"));
    world.refused(&["tips", "shoes", "--for-me"]);
    world.refused(&["tips", "--for-me", "--file", "nowhere.csv"]);
}
