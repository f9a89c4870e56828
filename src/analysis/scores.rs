//! Day scores in order, the windows cut from them, and how numbers compare.
//!
//! Knows nothing of episodes or verdicts.

use chrono::{Datelike, NaiveDate};

use super::diary::Diary;
use super::report::Window;

/// Means are sums of fractions: two that are equal on paper may differ by less
/// than this.
const TOLERANCE: f64 = 1e-9;

/// A scored day.
#[derive(Debug, Clone, Copy)]
pub struct Score {
    pub date: NaiveDate,
    /// [`day_number`] of the date.
    pub day: i32,
    /// Mean of the day's readings, 0–10.
    pub value: f64,
}

/// Days counted from a fixed one, so that spans are plain differences.
pub fn day_number(date: NaiveDate) -> i32 {
    date.num_days_from_ce()
}

/// Whether `a` is `b` or more.
pub fn at_least(a: f64, b: f64) -> bool {
    a >= b - TOLERANCE
}

/// Whether `a` is `b` or less.
pub fn at_most(a: f64, b: f64) -> bool {
    a <= b + TOLERANCE
}

/// The scored days of a diary, by date.
pub fn scores(diary: &Diary) -> Vec<Score> {
    diary
        .days()
        .filter_map(|(date, day)| Some(Score { date, day: day_number(date), value: day.score()? }))
        .collect()
}

/// The scores of the days `first` to the last one.
pub fn since(scores: &[Score], first: i32) -> &[Score] {
    let (_, tail) = scores.split_at(scores.partition_point(|score| score.day < first));
    tail
}

/// The scores up to the day `last`, included.
pub fn until(scores: &[Score], last: i32) -> &[Score] {
    let (head, _) = scores.split_at(scores.partition_point(|score| score.day <= last));
    head
}

/// The scores of the days `first` to `last`, both included.
pub fn between(scores: &[Score], first: i32, last: i32) -> &[Score] {
    since(until(scores, last), first)
}

/// The latest `count` scores, or all if there are fewer.
pub fn latest(scores: &[Score], count: usize) -> &[Score] {
    let (_, tail) = scores.split_at(scores.len().saturating_sub(count));
    tail
}

/// The earliest `count` scores, or all if there are fewer.
pub fn earliest(scores: &[Score], count: usize) -> &[Score] {
    let (head, _) = scores.split_at(scores.len().min(count));
    head
}

/// The scores of a window and their mean; `None` without a score.
pub fn window(scores: &[Score]) -> Option<Window> {
    let (first, last) = (scores.first()?, scores.last()?);
    let sum: f64 = scores.iter().map(|score| score.value).sum();
    Some(Window {
        mean: sum / scores.len() as f64,
        days: u32::try_from(scores.len()).unwrap_or(u32::MAX),
        from: first.date,
        to: last.date,
    })
}
