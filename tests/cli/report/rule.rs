//! The boundary examples of docs/warning-rule.md, on files and through the program.

use std::fmt::Write as _;

use chrono::{Days, NaiveDate};
use serde_json::Value;

use crate::harness::World;

/// A log whose days are counted from 2026-01-01, day 0.
#[derive(Clone)]
struct Log(String);

fn date(day: u64) -> NaiveDate {
    "2026-01-01".parse::<NaiveDate>().unwrap() + Days::new(day)
}

impl Log {
    fn new() -> Self {
        Self("date,pain,symptoms,began,seen,activity,urgent_signs\n".to_owned())
    }

    /// The same pain on each of these days.
    fn level(mut self, days: impl IntoIterator<Item = u64>, pain: u8) -> Self {
        for day in days {
            let _ = writeln!(self.0, "{},{pain},,,,,", date(day));
        }
        self
    }

    /// On each of these days a hundred readings whose mean is `hundredths` of a point.
    fn mean(mut self, days: impl IntoIterator<Item = u64>, hundredths: u64) -> Self {
        for day in days {
            for reading in 0..100 {
                let pain = hundredths / 100 + u64::from(reading < hundredths % 100);
                let _ = writeln!(self.0, "{},{pain},,,,,", date(day));
            }
        }
        self
    }

    fn sign(mut self, day: u64, name: &str) -> Self {
        let _ = writeln!(self.0, "{},,{name},,,,", date(day));
        self
    }

    fn began(mut self, day: u64, began: &str) -> Self {
        let _ = writeln!(self.0, "{},,,{began},,,", date(day));
        self
    }

    fn seen(mut self, day: u64) -> Self {
        let _ = writeln!(self.0, "{},,,,{0},,", date(day));
        self
    }

    fn run(mut self, days: impl IntoIterator<Item = u64>) -> Self {
        for day in days {
            let _ = writeln!(self.0, "{},,,,,run,", date(day));
        }
        self
    }

    fn no_signs(mut self, day: u64) -> Self {
        let _ = writeln!(self.0, "{},,,,,,none", date(day));
        self
    }

    /// The verdict on a day.
    fn on(&self, day: u64) -> Value {
        let world = World::new();
        world.with_log(&self.0);
        let day = date(day).to_string();
        let report = world.ok(&["report", "--format", "json", "--as-of", &day]);
        serde_json::from_str::<Value>(&report).unwrap()["verdict"].take()
    }

    fn start(&self, day: u64) -> Value {
        self.on(day)["episode"]["start"].clone()
    }

    fn status(&self, day: u64) -> String {
        self.on(day)["status"].as_str().unwrap().to_owned()
    }

    /// The reasons, with blanks between.
    fn reasons(&self, day: u64) -> String {
        let verdict = self.on(day);
        let reasons = verdict["reasons"].as_array().unwrap();
        reasons.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" ")
    }

    fn has(&self, reason: &str, day: u64) -> bool {
        self.reasons(day).split(' ').any(|it| it == reason)
    }

    fn waiting(&self, day: u64) -> Vec<String> {
        let verdict = self.on(day);
        let waiting = verdict["waiting"].as_array().unwrap();
        waiting.iter().map(|sign| sign["name"].as_str().unwrap().to_owned()).collect()
    }
}

#[test]
fn an_episode_opens() {
    let zeros = || Log::new().level(0..28, 0);
    let none = Value::Null;
    assert_eq!(zeros().level([28], 8).start(28), none);
    assert_eq!(zeros().level([28, 29], 8).start(29), date(28).to_string());
    assert_eq!(zeros().level([28], 7).start(28), none);
    assert_eq!(zeros().level([28, 29], 7).start(29), date(28).to_string());
    assert_eq!(zeros().level([28, 29], 5).start(29), none);
    assert_eq!(zeros().level(28..31, 5).start(30), date(28).to_string());
    assert_eq!(Log::new().level([0], 2).start(0), date(0).to_string());
    assert_eq!(Log::new().level([0], 1).level([1], 3).start(1), date(1).to_string());
    assert_eq!(Log::new().level([0], 1).level([1], 2).start(1), none);
}

#[test]
fn a_quiet_month_closes_it() {
    let open = || Log::new().level(0..7, 5);
    let is_quiet = |log: &Log, day| log.start(day) == Value::Null;
    let month = |twos: &[u64], fours: &[u64]| {
        let rest = (7..35).filter(|day| !twos.contains(day) && !fours.contains(day));
        open().level(rest, 0).level(twos.iter().copied(), 2).level(fours.iter().copied(), 4)
    };
    assert!(is_quiet(&month(&[10, 15, 20], &[]), 34));
    assert!(!is_quiet(&month(&[10, 15, 20, 25], &[]), 34));
    assert!(is_quiet(&month(&[10, 15], &[20]), 34));
    assert!(!is_quiet(&month(&[10], &[15, 20]), 34));
    let sparse = [20, 23, 26, 29, 32, 35, 38, 41];
    let with_two = |days: &[u64]| {
        let ones = days.iter().copied().filter(|day| *day != 26);
        open().level(ones, 1).level([26], 2)
    };
    assert!(is_quiet(&with_two(&sparse), 41));
    assert!(!is_quiet(&with_two(&sparse[1..]), 41));
    assert!(is_quiet(&open().level([20, 27, 34, 40], 0), 40));
    assert!(!is_quiet(&open().level([21, 27, 34, 40], 0), 40));
}

#[test]
fn eased_has_a_line_and_remembers() {
    let eased = Log::new().level(0..14, 8).mean(14..43, 560);
    assert!(eased.has("persistent", 42), "{}", eased.reasons(42));
    let from = |hundredths| Log::new().level(0..28, 8).mean(28..56, hundredths);
    assert!(from(536).has("not-eased", 55));
    assert!(from(535).has("persistent", 55));
    let then = |hundredths| from(535).mean(56..70, hundredths);
    assert!(then(585).has("persistent", 69));
    assert!(then(586).has("not-eased", 69));
}

#[test]
fn high_has_a_line_and_remembers() {
    let high = || Log::new().level(0..42, 3);
    assert_eq!(high().level([42], 3).status(42), "consult");
    assert_eq!(high().mean(42..56, 275).status(55), "consult");
    assert_eq!(high().mean(42..56, 274).status(55), "mild");
    let low = || Log::new().mean(0..43, 290);
    assert_eq!(low().status(42), "mild");
    assert_eq!(low().mean(43..57, 324).status(56), "mild");
    assert_eq!(low().mean(43..57, 325).status(56), "consult");
}

#[test]
fn severe_is_two_weeks() {
    assert!(Log::new().level(0..10, 7).has("severe", 9));
    assert!(!Log::new().level(0..9, 7).has("severe", 8));
    assert!(!Log::new().level(0..7, 7).mean(7..14, 690).has("severe", 13));
    let sevens = || Log::new().level(0..20, 7);
    assert!(sevens().seen(16).has("severe", 19));
    assert!(!sevens().seen(17).has("severe", 19));
}

/// Pain of `on` on runs three times a week, and 1 on the other days.
fn with_runs(days: u64, on: u64) -> Log {
    let is_run = |day: &u64| matches!(day % 7, 0 | 2 | 4);
    let others = (0..days).filter(|day| !is_run(day));
    let runs: Vec<u64> = (0..days).filter(is_run).collect();
    Log::new().level(others, 1).mean(runs.iter().copied(), on).run(runs)
}

#[test]
fn pain_comes_with_runs() {
    // The first and the last pair are 21 days apart, not 20.
    let log = with_runs(30, 500);
    assert!(!log.has("with-runs", 20));
    assert!(log.has("with-runs", 21));
    let verdict = log.on(21);
    assert_eq!(verdict["with_runs"]["day"], "same");
    assert_eq!(verdict["with_runs"]["mean"], 5.0);
    assert_eq!(verdict["with_runs"]["around"], 1.0);
    assert_eq!(verdict["with_runs"]["pairs"], 10);
    // Four pairs, five pairs.
    let weekly = |runs: &[u64]| {
        let others = (0..35).filter(|day| !runs.contains(day));
        Log::new().level(others, 1).level(runs.iter().copied(), 5).run(runs.iter().copied())
    };
    assert!(!weekly(&[0, 8, 16, 24]).has("with-runs", 30));
    assert!(weekly(&[0, 6, 12, 18, 24]).has("with-runs", 30));
    // The level, and how far it is above the days around.
    let zero = |on| {
        let is_run = |day: &u64| day.is_multiple_of(5);
        let runs: Vec<u64> = (0..35).filter(is_run).collect();
        Log::new().level((0..35).filter(|day| !is_run(day)), 0).mean(runs.clone(), on).run(runs)
    };
    assert!(!zero(390).has("with-runs", 34));
    assert!(zero(400).has("with-runs", 34));
    let above = |around| {
        let is_run = |day: &u64| day.is_multiple_of(5);
        let runs: Vec<u64> = (0..35).filter(is_run).collect();
        Log::new().mean((0..35).filter(|day| !is_run(day)), around).level(runs.clone(), 5).run(runs)
    };
    assert!(!above(301).has("with-runs", 34));
    assert!(above(300).has("with-runs", 34));
    // Of the latest five, three at 4 or more.
    let latest = |low: &[u64]| {
        let runs = [0, 5, 10, 15, 20, 25, 30];
        let high = runs.iter().copied().filter(|day| !low.contains(day));
        let others = (0..35).filter(|day| !runs.contains(day));
        Log::new().level(others, 0).level(high, 8).level(low.iter().copied(), 3).run(runs)
    };
    assert!(latest(&[30]).has("with-runs", 34));
    assert!(!latest(&[25, 30]).has("with-runs", 34));
    // Running every day, and on all days but four or five of six weeks.
    let rest = |days: &[u64]| {
        let runs: Vec<u64> = (0..42).filter(|day| !days.contains(day)).collect();
        Log::new().level(days.iter().copied(), 0).level(runs.clone(), 5).run(runs)
    };
    assert!(!rest(&[]).has("with-runs", 41));
    assert!(!rest(&[2, 12, 22, 32]).has("with-runs", 41));
    assert!(rest(&[2, 12, 22, 32, 39]).has("with-runs", 41));
    // A course that goes up in the middle.
    let runs = (0..42).filter(|day| day % 7 == 0);
    assert!(!Log::new().level(0..21, 1).level(21..42, 6).run(runs).has("with-runs", 41));
    // The last run 27 days ago, 28 days ago.
    let long_ago = zero(500).level(35..70, 0);
    assert!(long_ago.has("with-runs", 30 + 27));
    assert!(!long_ago.has("with-runs", 30 + 28));
}

#[test]
fn pain_comes_the_day_after_runs() {
    let is_run = |day: &u64| day.is_multiple_of(5);
    let after = |day: &u64| day % 5 == 1;
    let log = Log::new()
        .level((0..35).filter(|day| !after(day)), 0)
        .level((0..35).filter(after), 6)
        .run((0..35).filter(is_run));
    assert_eq!(log.on(34)["with_runs"]["day"], "after");
    assert_eq!(log.status(34), "consult");
}

#[test]
fn names_of_runs_are_runs() {
    for (name, is_run) in [
        ("running", true),
        ("jog", true),
        ("treadmill", true),
        ("Trail Running", true),
        ("parkrun", true),
        ("long-run", true),
        ("tempo-run", true),
        ("race", true),
        ("run-for", false),
        ("row", false),
    ] {
        let log = Log(with_runs(30, 500).0.replace(",run,", &format!(",{name},")));
        assert_eq!(log.has("with-runs", 29), is_run, "{name}");
    }
}

#[test]
fn signs_stand() {
    let cancer = Log::new().level(0..30, 1).sign(0, "cancer-history");
    assert_eq!(cancer.status(15), "consult");
    let leg = Log::new().level(0..30, 2).sign(5, "leg-pain");
    assert_eq!(leg.status(18), "consult");
    assert_eq!(leg.waiting(18), [""; 0]);
    assert_eq!(leg.status(19), "early");
    assert_eq!(leg.waiting(19), ["leg-pain"]);
    let seen = leg.seen(5);
    assert_eq!((seen.status(18), seen.waiting(19)), ("early".to_owned(), vec![]));
    let saddle = Log::new().level(0..200, 5).sign(10, "saddle-numbness");
    for (day, status) in [(38, "urgent"), (191, "urgent"), (192, "consult")] {
        assert_eq!(saddle.status(day), status, "day {day}");
    }
    assert_eq!((saddle.reasons(192), saddle.waiting(192)), ("not-eased".to_owned(), vec![]));
    let denied = Log::new().level(0..30, 1).sign(10, "saddle-numbness").no_signs(11);
    assert_eq!(denied.status(10), "urgent");
    assert_eq!(denied.status(11), "consult");
    assert_eq!(denied.status(24), "consult");
    assert_eq!(denied.status(25), "pain-free");
    assert_eq!(denied.waiting(25), ["saddle-numbness"]);
    let same_day = Log::new().level(0..30, 1).sign(10, "saddle-numbness").seen(10);
    for (day, status) in [(10, "urgent"), (11, "urgent"), (12, "pain-free")] {
        assert_eq!(same_day.status(day), status, "day {day}");
    }
    let quiet = Log::new().level(0..60, 0).sign(10, "saddle-numbness");
    assert_eq!((quiet.status(37), quiet.status(38)), ("urgent".into(), "pain-free".into()));
    assert_eq!(quiet.waiting(38), [""; 0]);
}

#[test]
fn a_visit_does_not_answer_what_is_worse_since() {
    let log = || Log::new().level(0..7, 5).seen(7);
    assert_eq!(log().level(8..23, 8).status(46), "consult");
    assert_eq!(log().mean(8..23, 640).status(46), "under-care");
}

#[test]
fn what_lasts_or_stays_strong_is_a_reason() {
    let year = |pain| Log::new().level([0], pain).began(0, "2025-01-01");
    assert_eq!(year(3).reasons(0), "long-lasting");
    assert_eq!(year(2).reasons(0), "");
    assert_eq!(Log::new().level(0..14, 9).level(14..56, 6).reasons(55), "persistent");
}

#[test]
fn worsening_is_a_rise_that_lasts() {
    let rise = |before: u64, from, to| {
        Log::new().mean(0..before, from).mean(before..before + 21, to).has("worsening", before + 20)
    };
    assert!(rise(20, 350, 500));
    assert!(!rise(20, 351, 500));
    assert!(!rise(20, 350, 499));
    assert!(!rise(19, 350, 500));
    assert!(rise(19, 300, 500));
    assert!(rise(7, 300, 500));
    assert!(!rise(6, 300, 500));
    let seen = |day| Log::new().level(0..30, 3).level(30..51, 6).seen(day).has("worsening", 50);
    assert!(seen(45));
    assert!(!seen(46));
}

#[test]
fn the_keys_of_the_verdict() {
    // Strong now, at any status.
    let strong = Log::new().level(0..5, 5).level(5..8, 7);
    assert_eq!(strong.on(7)["strong_now"], true);
    assert_eq!(strong.on(6)["strong_now"], false);
    assert_eq!(strong.status(7), "early");
    // Level, and sure.
    let level = Log::new().level(0..14, 7).level(14..80, 3);
    let verdict = level.on(79);
    assert_eq!((&verdict["status"], &verdict["level"]), (&"easing".into(), &true.into()));
    assert_eq!(level.on(45)["level"], false);
    assert_eq!(level.on(10)["sure"], Value::Null);
    assert_eq!(verdict["sure"], "clear");
    // A baseline below 1 has no line.
    let small = Log::new().level([0], 2).level(1..60, 0).began(0, "2026-01-01");
    assert!(small.on(29)["eased_at"].is_null() && small.on(29)["sure"].is_null());
    // Flares.
    let calm = (7..40).filter(|day| !matches!(day, 20..23 | 33..36));
    let flares = Log::new().level(0..7, 6).level(calm, 0).level(20..23, 6).level(33..36, 7);
    assert_eq!(flares.on(39)["flares"], 2);
    assert_eq!(level.on(79)["flares"], 0);
}
