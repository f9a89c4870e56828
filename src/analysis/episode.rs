//! When this episode of pain began: a walk over the days, by date.
//!
//! Reads day scores and `began`; knows nothing of windows and reasons.

use chrono::NaiveDate;

use super::diary::Diary;
use super::scores::{Score, at_least, day_number, since};

/// Days in a row without a word that close an episode: after a month of
/// silence the log cannot tell whether it is the same pain.
const HOLE: i32 = 28;

/// Where the walk ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Walk {
    /// S of the rule: the start of the open episode.
    pub(super) start: Option<NaiveDate>,
    /// A hole closed an open episode, and since then neither a `began` was read
    /// nor a day was quiet.
    pub(super) after_gap: bool,
}

impl Walk {
    fn fall_silent(&mut self) {
        self.after_gap |= self.start.is_some();
        self.start = None;
    }

    fn began(&mut self, began: NaiveDate) {
        // The user's word reaches back, never forward.
        self.start = Some(self.start.map_or(began, |start| start.min(began)));
        self.after_gap = false;
    }

    fn quiet(&mut self) {
        *self = Self::default();
    }
}

/// Walks the diary's days that have a score or a `began`. `scores` are the
/// diary's.
pub(super) fn walk(diary: &Diary, scores: &[Score]) -> Walk {
    let mut walk = Walk::default();
    let mut before: Option<i32> = None;
    let mut last_began: Option<i32> = None;
    let mut passed = 0;
    for (date, facts) in diary.days() {
        let score = facts.score();
        if score.is_none() && facts.began.is_none() {
            continue;
        }
        let day = day_number(date);
        if before.is_some_and(|before| day - before > HOLE) {
            walk.fall_silent();
        }
        before = Some(day);
        if let Some(began) = facts.began {
            walk.began(began);
            last_began = Some(day);
        }
        let Some(score) = score else { continue };
        passed += 1;
        if at_least(score, 2.0) {
            walk.start.get_or_insert(date);
        } else if walk != Walk::default() {
            // Only where it would change something: the search is not for free.
            let (so_far, _) = scores.split_at(passed.min(scores.len()));
            if is_quiet(so_far, day, last_began) {
                walk.quiet();
            }
        }
    }
    let today = day_number(diary.as_of());
    if before.is_some_and(|before| today - before >= HOLE) {
        walk.fall_silent();
    }
    walk
}

/// Whether the pain had gone by `day`, whose score is below 2 and the last of
/// `scores`. A month free of pain ends an episode (de Vet, Spine 2002); real
/// life has a few bad days, and some people log little.
fn is_quiet(scores: &[Score], day: i32, last_began: Option<i32>) -> bool {
    let spoken_within = |days: i32| last_began.is_some_and(|began| began > day - days);
    let month = since(scores, day - 27);
    let at_or_above = |level| {
        let reaches = |score: &&Score| at_least(score.value, level);
        month.iter().filter(reaches).count()
    };
    let calm_month = !spoken_within(28)
        && month.len() >= 8
        && longest_gap(month, day - 27) <= 7
        && at_or_above(2.0) <= 3
        && at_or_above(4.0) <= 1
        && at_or_above(6.0) == 0;
    let two_months = since(scores, day - 55);
    calm_month
        || (!spoken_within(56)
            && two_months.len() >= 6
            && longest_gap(two_months, day - 55) <= 13
            && !two_months.iter().any(|score| at_least(score.value, 2.0)))
}

/// The most days in a row without a score, from the day `first` to the last score.
fn longest_gap(scores: &[Score], first: i32) -> i32 {
    let mut expected = first;
    let mut longest = 0;
    for score in scores {
        longest = longest.max(score.day - expected);
        expected = score.day + 1;
    }
    longest
}
