//! The trend, against what scipy computes of the same days.

use crate::analysis::Period;
use serde_json::Value;

use super::log::Log;

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().unwrap().iter()
}

#[test]
fn the_slope_and_its_interval_are_those_of_scipy() {
    let text = include_str!("../../../tests/data/theilslopes.json");
    let document: Value = serde_json::from_str(text).unwrap();
    let mut cases = 0;
    for case in list(&document["cases"]) {
        let mut log = Log::default();
        for (day, readings) in list(&case["days"]).zip(list(&case["readings"])) {
            let readings: Vec<u8> = list(readings)
                .map(|level| u8::try_from(level.as_u64().unwrap()).unwrap())
                .collect();
            log = log.scored([day.as_i64().unwrap()], &readings);
        }
        let trend = log.report(0, Period::Weeks(6)).trend.unwrap();
        for (ours, theirs) in [
            (trend.slope_per_week, &case["slope"]),
            (trend.low, &case["low"]),
            (trend.high, &case["high"]),
        ] {
            let theirs = theirs.as_f64().unwrap() * 7.0;
            assert!((ours - theirs).abs() < 1e-12, "{}: {ours}, scipy {theirs}", case["name"]);
        }
        assert_eq!(trend.days as usize, list(&case["days"]).count());
        cases += 1;
    }
    assert_eq!(cases, 40);
}

#[test]
fn a_trend_takes_eight_scored_days_of_six_weeks() {
    let eight = Log::of((0..8).map(|i| i * 5), 4);
    let trend = |log: &Log, today| log.report(today, Period::Weeks(1)).trend;
    assert_eq!(trend(&eight, 35).unwrap().days, 8);
    assert_eq!(trend(&eight, 41).unwrap().days, 8);
    assert_eq!(trend(&eight, 42), None);
    assert_eq!(trend(&eight, 34), None);
}
