//! When this episode of pain began: a walk over the days, by date.
//!
//! Reads day scores and `began`; knows nothing of windows and reasons.

use chrono::NaiveDate;

use super::diary::Diary;
use super::rule::{BAD, HOLE, PAIN, QUIET_BAD_SHARE, QUIET_DAYS, QUIET_SCORES, QUIET_SPAN, WEEK};
use super::scores::{Score, at_least, between, day_number, since, window};

/// Where the walk ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Walk {
    /// S of the rule: the start of the open episode.
    pub start: Option<NaiveDate>,
    /// A hole closed an open episode, and since then neither a `began` was read
    /// nor a day was quiet.
    pub after_gap: bool,
}

impl Walk {
    fn hole(&mut self) {
        self.after_gap |= self.start.is_some();
        self.start = None;
    }

    /// The user's word moves a start back, never forward.
    fn began(&mut self, began: NaiveDate) {
        self.start = Some(self.start.map_or(began, |start| start.min(began)));
        self.after_gap = false;
    }
}

/// Walks the diary's days that have a score or a `began`. `scores` are the
/// diary's.
pub fn walk(diary: &Diary, scores: &[Score]) -> Walk {
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
            walk.hole();
        }
        before = Some(day);
        if let Some(began) = facts.began {
            walk.began(began);
            last_began = Some(day);
        }
        if score.is_none() {
            continue;
        }
        passed += 1;
        let (so_far, _) = scores.split_at(passed.min(scores.len()));
        let opened = match walk.start {
            Some(_) => None,
            None => opening(between(so_far, day - (WEEK - 1), day)),
        };
        // The search for a quiet month costs time: only where it changes something.
        let would_change = opened.is_some() || walk != Walk::default();
        if would_change && is_quiet(so_far, day, last_began) {
            walk = Walk::default();
        } else if opened.is_some() {
            walk.start = opened;
        }
    }
    let today = day_number(diary.as_of());
    if before.is_some_and(|before| today - before >= HOLE) {
        walk.hole();
    }
    walk
}

/// The start of an episode that the scored days of one week open: their mean is
/// 2 or more. One bad day is not an episode.
fn opening(week: &[Score]) -> Option<NaiveDate> {
    let mean = window(week)?.mean;
    let pain = week.iter().find(|score| at_least(score.value, PAIN))?;
    at_least(mean, PAIN).then_some(pain.date)
}

/// Whether the pain had gone by `day`, the last of `scores`. A month free of
/// pain ends an episode (de Vet, Spine 2002); real life has a few bad days.
fn is_quiet(scores: &[Score], day: i32, last_began: Option<i32>) -> bool {
    if scores.last().is_none_or(|score| at_least(score.value, PAIN)) {
        return false;
    }
    let first = day - (QUIET_DAYS - 1);
    let month = since(scores, first);
    let how_many = |level| {
        let reach = month.iter().filter(|score| at_least(score.value, level));
        reach.count()
    };
    month.len() >= QUIET_SCORES
        && month.first().is_some_and(|first| day - first.day >= QUIET_SPAN)
        && how_many(PAIN) * QUIET_BAD_SHARE <= month.len()
        && how_many(BAD) <= 1
        && last_began.is_none_or(|began| began < first)
}
