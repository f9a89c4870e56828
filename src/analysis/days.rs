//! The period by calendar day, empty days included.
//!
//! Sums what was recorded; judges nothing.

use chrono::NaiveDate;

use super::balance::run_distance;
use super::diary::{Day, Diary, add_amount};
use super::report::DaySummary;
use super::scores::{Score, between, day_number, window};

/// One calendar day of a diary, also an empty one.
pub fn day(diary: &Diary, date: NaiveDate) -> DaySummary {
    diary.day(date).map_or_else(|| empty(date), |day| summary(date, day))
}

/// Every calendar day from `since` to the diary's day, oldest first. `scores`
/// are the diary's.
pub fn days(diary: &Diary, scores: &[Score], since: NaiveDate) -> Vec<DaySummary> {
    let mut recorded = diary.days().skip_while(|(date, _)| *date < since).peekable();
    since
        .iter_days()
        .take_while(|date| *date <= diary.as_of())
        .map(|date| {
            let Some((_, day)) = recorded.next_if(|(next, _)| *next == date) else {
                return empty(date);
            };
            let mut summary = summary(date, day);
            if summary.pain.is_some() {
                let today = day_number(date);
                let week = window(between(scores, today - 6, today));
                summary.pain_7_day_mean = week.map(|week| week.mean);
            }
            summary
        })
        .collect()
}

fn empty(date: NaiveDate) -> DaySummary {
    summary(date, &Day::default())
}

fn summary(date: NaiveDate, day: &Day) -> DaySummary {
    let mut activity_minutes = None;
    let mut distance = None;
    for (_, sessions) in &day.activities {
        add_amount(&mut activity_minutes, sessions.minutes);
        add_amount(&mut distance, sessions.distance);
    }
    DaySummary {
        date,
        pain: day.score(),
        readings: day.readings.count,
        pain_7_day_mean: None,
        stretch_sessions: day.stretch.count(),
        stretch_minutes: day.stretch.minutes,
        activity_minutes,
        distance,
        run_distance: run_distance(day),
        symptoms: day.symptoms.clone(),
    }
}
