//! The walk over the days that finds the open episode, and the quiet days that end one.

use chrono::NaiveDate;

use super::diary::{Diary, Score};
use super::rule::{
    BAD, HOLE, PAIN, QUIET_BAD_SHARE, QUIET_DAYS, QUIET_SCORES, QUIET_SPAN, WEEK, at_least,
    earliest, shift, since, window,
};

/// What the walk has found by its last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Walk {
    /// S: the start of the open episode.
    pub start: Option<NaiveDate>,
    /// A hole closed an open episode, and since then neither a `began` was read
    /// nor a day was quiet.
    pub after_gap: bool,
    /// The last episode that a quiet month ended, where nothing has come since: its
    /// start, and the day on which it was over.
    pub over: Option<(NaiveDate, NaiveDate)>,
    /// The latest quiet day.
    pub quiet_on: Option<NaiveDate>,
}

impl Walk {
    /// Walks the diary's days that have a score or a `began`. `scores` are the diary's.
    pub fn new(diary: &Diary, scores: &[Score]) -> Self {
        let mut walk = Self::default();
        let mut before: Option<NaiveDate> = None;
        let mut last_began: Option<NaiveDate> = None;
        let mut passed = 0;
        for (day, facts) in diary.days() {
            let score = facts.score();
            if score.is_none() && facts.began.is_none() {
                continue;
            }
            if before.is_some_and(|before| (day - before).num_days() > HOLE) {
                walk.hole();
            }
            before = Some(day);
            if let Some(began) = facts.began {
                // The user's word moves a start back, never forward.
                walk.start = Some(walk.start.map_or(began, |start| start.min(began)));
                walk.after_gap = false;
                last_began = Some(day);
            }
            if score.is_none() {
                continue;
            }
            passed += 1;
            let so_far = earliest(scores, passed);
            if is_quiet(so_far, day, last_began) {
                if let Some(start) = walk.start {
                    walk.over = Some((start, day));
                }
                walk.start = None;
                walk.after_gap = false;
                walk.quiet_on = Some(day);
            } else if walk.start.is_none() {
                walk.start = opening(since(so_far, shift(day, 1 - WEEK)));
            }
        }
        if before.is_some_and(|before| (diary.as_of - before).num_days() >= HOLE) {
            walk.hole();
        }
        if walk.start.is_some() || walk.after_gap {
            walk.over = None;
        }
        walk
    }

    fn hole(&mut self) {
        self.after_gap |= self.start.is_some();
        self.start = None;
    }
}

/// The start of an episode that the scored days of one week open: their mean is
/// 2 or more. After a quiet time one bad day does not open an episode; a 10 after ones does.
fn opening(week: &[Score]) -> Option<NaiveDate> {
    let mean = window(week, 1)?.mean;
    let pain = week.iter().find(|score| at_least(score.value, PAIN))?;
    at_least(mean, PAIN).then_some(pain.date)
}

/// Whether the pain had gone by `day`, the last of `scores`. A month free of
/// pain ends an episode (de Vet, Spine 2002); real life has a few bad days.
fn is_quiet(scores: &[Score], day: NaiveDate, last_began: Option<NaiveDate>) -> bool {
    let has_pain = |score: &Score| at_least(score.value, PAIN);
    if scores.last().is_none_or(has_pain) {
        return false;
    }
    let first = shift(day, 1 - QUIET_DAYS);
    let month = since(scores, first);
    let reach = |level| {
        let scores = month.iter();
        scores.filter(|score| at_least(score.value, level)).count()
    };
    let span = month.first().map(|score| (day - score.date).num_days());
    month.len() >= QUIET_SCORES
        && span >= Some(QUIET_SPAN)
        && reach(PAIN) * QUIET_BAD_SHARE <= month.len()
        && reach(BAD) <= 1
        && last_began.is_none_or(|began| began < first)
}
