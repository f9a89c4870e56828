//! Pain with runs: pain on the days with a run, or on the days after, against the days
//! around them. Days are compared with their neighbours, so that a rising or falling course is not taken
//! for a pattern.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::diary::{Diary, Score};
use super::report::{RunDay, WithRuns};
use super::rule::{
    RUNS_ABOVE, RUNS_AROUND, RUNS_LATELY, RUNS_LATEST, RUNS_LATEST_BAD, RUNS_LEVEL, RUNS_PAIRS,
    RUNS_REACH, RUNS_SPAN, at_least, between, shift, since,
};

/// A day of pain that belongs to a run, and the mean of the days around it that do not.
struct Pair {
    date: NaiveDate,
    score: f64,
    around: f64,
}

/// The pattern on the day of the run, otherwise the one on the day after.
pub fn with_runs(diary: &Diary, scores: &[Score]) -> Option<WithRuns> {
    let days = since(scores, shift(diary.as_of, 1 - RUNS_SPAN));
    [RunDay::Same, RunDay::After].into_iter().find_map(|day| pattern(diary, days, day))
}

fn pattern(diary: &Diary, days: &[Score], day: RunDay) -> Option<WithRuns> {
    // Whether a day belongs to a run; `None` where it is neither such a day nor another.
    let belongs = |date| match day {
        RunDay::Same => Some(diary.ran(date)),
        RunDay::After if diary.ran(date) => None,
        RunDay::After => Some(diary.ran(shift(date, -1))),
    };
    let mut pairs: Vec<Pair> = Vec::new();
    let mut neighbours: BTreeSet<NaiveDate> = BTreeSet::new();
    for score in days.iter().filter(|score| belongs(score.date) == Some(true)) {
        let (first, last) = (shift(score.date, -RUNS_AROUND), shift(score.date, RUNS_AROUND));
        let around = between(days, first, last).iter();
        let around: Vec<&Score> =
            around.filter(|score| belongs(score.date) == Some(false)).collect();
        if let Some(around_mean) = mean(around.iter().map(|score| score.value)) {
            neighbours.extend(around.iter().map(|score| score.date));
            pairs.push(Pair { date: score.date, score: score.value, around: around_mean });
        }
    }
    let (first, last) = (pairs.first()?.date, pairs.last()?.date);
    let (mean, around) =
        (mean(pairs.iter().map(|pair| pair.score))?, mean(pairs.iter().map(|pair| pair.around))?);
    let latest = pairs.iter().rev().take(RUNS_LATEST);
    let holds = pairs.len() >= RUNS_PAIRS
        && neighbours.len() >= RUNS_PAIRS
        && (last - first).num_days() >= RUNS_REACH
        && (diary.as_of - last).num_days() < RUNS_LATELY
        && at_least(mean, RUNS_LEVEL)
        && at_least(mean - around, RUNS_ABOVE)
        && latest.filter(|pair| at_least(pair.score, RUNS_LEVEL)).count() >= RUNS_LATEST_BAD;
    let count = u32::try_from(pairs.len()).unwrap_or(u32::MAX);
    holds.then_some(WithRuns { day, mean, around, pairs: count })
}

fn mean(values: impl ExactSizeIterator<Item = f64>) -> Option<f64> {
    let count = values.len();
    (count > 0).then(|| values.sum::<f64>() / count as f64)
}
