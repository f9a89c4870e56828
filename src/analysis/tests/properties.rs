//! What must hold for every log.

use crate::analysis::{Diary, Period, Report, Settings, Status, verdict};
use crate::domain::{Done, Entry, Kilometres, Minutes, Pain, Symptom, Word};
use chrono::NaiveTime;
use proptest::prelude::*;

use super::log::{Log, date};

/// The last day of the made logs.
const TODAY: i64 = 150;

fn done(names: &'static [&'static str]) -> impl Strategy<Value = Done> {
    let amount = || proptest::option::of(0..100_000u64);
    (proptest::sample::select(names), amount(), amount()).prop_map(|(name, minutes, km)| Done {
        name: Word::lenient(name).unwrap(),
        minutes: minutes.map(Minutes::from_thousandths),
        distance: km.map(Kilometres::from_thousandths),
    })
}

/// Any row dated within `days`.
fn row(days: std::ops::Range<i64>) -> impl Strategy<Value = Entry> {
    let time = (0..24u32, 0..60u32).prop_map(|(h, m)| NaiveTime::from_hms_opt(h, m, 0).unwrap());
    let symptoms = proptest::collection::vec(proptest::sample::select(Symptom::ALL), 1..3);
    (
        days,
        proptest::option::of(time),
        proptest::option::weighted(0.9, 0..=10u8),
        proptest::option::weighted(0.2, done(&["hamstring", "calf"])),
        proptest::option::weighted(0.2, done(&["run", "swim"])),
        proptest::option::weighted(0.02, symptoms),
        proptest::option::weighted(0.03, 0..120i64),
        proptest::option::weighted(0.03, 0..60i64),
    )
        .prop_map(|(day, time, pain, stretch, activity, symptoms, began, seen)| Entry {
            time,
            pain: pain.map(|level| Pain::try_from(level).unwrap()),
            stretch,
            activity,
            symptoms: symptoms.unwrap_or_default(),
            began: began.map(|before| date(day - before)),
            seen: seen.map(|before| date(day - before)),
            ..Entry::on(date(day))
        })
}

fn rows() -> impl Strategy<Value = Vec<Entry>> {
    proptest::collection::vec(row(0..TODAY + 1), 0..250)
}

fn report(rows: &[Entry]) -> Report {
    let mut diary = Diary::new(date(TODAY));
    for row in rows {
        diary.add(row, 0);
    }
    Report::new(&diary, Period::All, Settings::default())
}

/// Days of a log that says enough for the rule to judge: the first at least 42
/// days ago, never 28 days in a row left out, and 3 or more of the last 28 kept.
fn enough_days() -> impl Strategy<Value = Vec<i64>> {
    let kept = |share| proptest::collection::vec(proptest::bool::weighted(share), 151);
    proptest::sample::select(vec![0.1, 0.3, 0.6, 0.9])
        .prop_flat_map(kept)
        .prop_map(|kept| -> Vec<i64> { (0..).zip(kept).filter(|d| d.1).map(|d| d.0).collect() })
        .prop_filter("the log says enough", |days: &Vec<i64>| {
            let lately = days.iter().filter(|day| **day > TODAY - 28).count();
            days.first().is_some_and(|first| TODAY - first >= 42)
                && lately >= 3
                && days.windows(2).all(|pair| pair[1] - pair[0] <= 28)
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn rows_of_later_days_change_nothing(
        mut rows in rows(),
        later in proptest::collection::vec(row(TODAY + 1..TODAY + 60), 0..40),
    ) {
        let before = report(&rows);
        rows.extend(later);
        let mut diary = Diary::new(date(TODAY));
        for row in &rows {
            // Nor do the fields of later rows that could not be read.
            diary.add(row, u64::from(row.date > date(TODAY)));
        }
        prop_assert_eq!(before, Report::new(&diary, Period::All, Settings::default()));
    }

    #[test]
    fn the_order_of_rows_changes_nothing(
        (rows, shuffled) in rows().prop_flat_map(|rows| {
            let shuffled = Just(rows.clone()).prop_shuffle();
            (Just(rows), shuffled)
        })
    ) {
        prop_assert_eq!(report(&rows), report(&shuffled));
    }

    #[test]
    fn notes_change_nothing(rows in rows(), note in ".{0,30}") {
        let before = report(&rows);
        let noted: Vec<_> = rows
            .into_iter()
            .map(|row| Entry { note: note.clone(), ..row })
            .collect();
        prop_assert_eq!(before, report(&noted));
    }

    #[test]
    fn the_short_way_to_the_verdict_is_the_same(rows in rows()) {
        let mut diary = Diary::new(date(TODAY));
        for row in &rows {
            diary.add(row, 0);
        }
        let report = report(&rows);
        prop_assert_eq!(verdict(&diary, Settings::default()), report.verdict);
    }

    #[test]
    fn no_pain_and_no_symptom_is_no_reason_to_ask(rows in rows(), weeks in 4..=12u32) {
        let mut diary = Diary::new(date(TODAY));
        for mut row in rows {
            row.pain = row.pain.map(|_| Pain::try_from(0).unwrap());
            row.symptoms.clear();
            diary.add(&row, 0);
        }
        let settings = Settings { consult_after_weeks: weeks, ..Settings::default() };
        let verdict = verdict(&diary, settings);
        prop_assert!(verdict.reasons.is_empty());
        prop_assert!(matches!(verdict.status, Status::PainFree | Status::NotEnoughData));
    }

    #[test]
    fn a_level_that_stays_is_a_reason_to_ask_whichever_days_are_left_out(
        days in enough_days(),
        level in 3..=10u8,
    ) {
        let verdict = Log::of(days, level).on(TODAY);
        prop_assert_eq!(verdict.status, Status::Consult);
    }

    #[test]
    fn the_numbers_agree_with_each_other(rows in rows()) {
        let report = report(&rows);
        let verdict = &report.verdict;
        prop_assert_eq!(verdict.comparable, verdict.change.is_some());
        prop_assert!(!verdict.eased || verdict.comparable);
        prop_assert!(!(verdict.relapse && verdict.eased));
        prop_assert!(verdict.reasons.is_sorted());
        let act = matches!(verdict.status, Status::Consult | Status::Urgent | Status::UnderCare);
        prop_assert_eq!(act, !verdict.reasons.is_empty());
        if let (Some(change), Some(baseline), Some(recent)) =
            (verdict.change, verdict.baseline, verdict.recent)
        {
            prop_assert!((recent.mean - baseline.mean - change).abs() < 1e-9);
            prop_assert!(recent.from > baseline.to);
        }
        let weekly: u32 = report.weeks.iter().map(|week| week.stretch.sessions).sum();
        let daily: u32 = report.days.iter().map(|day| day.stretch_sessions).sum();
        prop_assert_eq!(weekly, daily);
        let scored = report.days.iter().filter(|day| day.pain.is_some()).count();
        prop_assert_eq!(scored, report.log.days_with_pain as usize);
    }
}
