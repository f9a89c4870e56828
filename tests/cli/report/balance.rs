//! Balance in the report: running and other training, stretching, longer runs,
//! and pain on the day after.

use std::fmt::Write as _;

use serde_json::Value;

use crate::harness::World;

/// Six weeks to 2026-11-22: a stretch on two days of three, runs of 8 km, one of
/// 10 km, a swim.
fn diary() -> String {
    let mut log = String::from(
        "date,time,pain,stretch,stretch_minutes,activity,activity_minutes,distance_km\n",
    );
    let last: chrono::NaiveDate = "2026-11-22".parse().unwrap();
    for back in (0..42u64).rev() {
        let day = last.checked_sub_days(chrono::Days::new(back)).unwrap();
        let stretched = back % 3 != 0;
        let pain = if (back + 1) % 3 == 0 { 5 } else { 4 };
        let stretch = if stretched { "hamstring,2" } else { "," };
        let activity = match back {
            9 => "run,60,10",
            4 => "swim,30,1",
            back if back % 7 == 0 => "run,45,8",
            _ => ",,",
        };
        let _ = writeln!(log, "{day},07:00,{pain},{stretch},{activity}");
    }
    log
}

#[test]
fn numbers_agree_in_json_and_text() {
    let world = World::new();
    world.with_log(diary());
    let json: Value = serde_json::from_str(&world.ok(&["report", "--format", "json"])).unwrap();
    let balance = &json["balance"];
    assert_eq!(balance["run_minutes"], 330.0);
    assert_eq!(balance["training_minutes"], 360.0);
    assert_eq!(balance["longer_runs"].as_array().unwrap().len(), 1);
    assert_eq!(balance["longer_runs"][0]["date"], "2026-11-13");
    assert!((balance["longer_runs"][0]["percent_longer"].as_f64().unwrap() - 25.0).abs() < 1e-9);
    let next = &balance["next_day"];
    assert_eq!(next["after_stretching"]["days"], 28);
    assert_eq!(next["after_none"]["days"], 13);
    for format in [&["text", "--table"][..], &["markdown"]] {
        let report = world.ok(&[&["report", "--format"], format].concat());
        let flat = report.split_whitespace().collect::<Vec<_>>().join(" ").replace('\\', "");
        for said in [
            "running is 92% of the training time",
            "a stretch on 4.7 days a week",
            "the run of 10.0 km on 13 Nov 2026 was 25% longer than any of the 30 days before",
            "(n = 28), none",
            "(n = 13); an association, not proof",
        ] {
            assert!(flat.contains(said), "{format:?}: {said} is not in\n{report}");
        }
    }
}

#[test]
fn a_longer_run_is_shown_only_after_30_days_of_log() {
    let world = World::new();
    for (first, is_shown) in [("2026-10-17", true), ("2026-10-18", false)] {
        world.with_log(format!(
            "date,pain,activity,distance_km\n{first},4,,\n2026-11-09,,run,5\n2026-11-16,,run,8\n"
        ));
        let json: Value = serde_json::from_str(&world.ok(&["report", "--format", "json"])).unwrap();
        assert_eq!(json["balance"]["longer_runs"].as_array().unwrap().len(), 1);
        let report = world.ok(&["report", "--table"]);
        assert_eq!(report.contains("60% longer than"), is_shown, "{report}");
    }
}

/// The run's own pain is booked under the run: six weeks of pain on run days, logged in the
/// evening.
#[test]
fn pain_is_told_by_when_the_last_run_was() {
    let world = World::new();
    let last: chrono::NaiveDate = "2026-11-22".parse().unwrap();
    let log = |runs: u64| {
        let mut log = String::from("date,pain,activity,distance_km\n");
        for back in (0..42u64).rev() {
            let day = last - chrono::Days::new(back);
            let has_run = |back: u64| back % 4 == 1 && back / 4 < runs;
            let pain = if has_run(back) { 5 } else { u8::from(has_run(back + 1)) };
            let run = if has_run(back) { "treadmill,5" } else { "," };
            let _ = writeln!(log, "{day},{pain},{run}");
        }
        log
    };
    for (runs, is_said) in [(10, true), (9, false)] {
        world.with_log(log(runs));
        let json: Value = serde_json::from_str(&world.ok(&["report", "--format", "json"])).unwrap();
        let mean = |key: &str| {
            let mean = &json["balance"][key];
            (mean["mean"].as_f64(), mean["days"].as_u64())
        };
        let said = |value, days| if is_said { (Some(value), Some(days)) } else { (None, None) };
        assert_eq!(mean("on_run_days"), said(5.0, 10));
        assert_eq!(mean("day_after_run"), said(1.0, 10));
        assert_eq!(mean("other_days"), said(0.0, 22));
        let report = world.ok(&["report", "--table"]);
        let flat = report.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = "pain on days with a run 5.0 (n = 10), on the day after 1.0 (n = 10), on other \
                    days 0.0 (n = 22)";
        assert_eq!(flat.contains(text), is_said, "{report}");
        assert!(!flat.contains("no run"), "{report}");
    }
}

#[test]
fn too_few_days_are_no_comparison() {
    let world = World::new();
    world.with_log(diary());
    let json: Value =
        serde_json::from_str(&world.ok(&["report", "--weeks", "4", "--format", "json"])).unwrap();
    assert_eq!(json["balance"]["next_day"], Value::Null);
    world.with_log("date,pain\n2026-11-20,4\n");
    let json: Value = serde_json::from_str(&world.ok(&["report", "--format", "json"])).unwrap();
    assert_eq!(json["balance"]["run_share"], Value::Null);
    assert_eq!(json["balance"]["stretch_sessions_per_day"], 0.0);
}
