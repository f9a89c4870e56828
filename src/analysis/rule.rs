//! Every number of the warning rule (docs/warning-rule.md), and what its parts share: days,
//! scores and comparisons with a tolerance.

use chrono::{NaiveDate, TimeDelta};

use super::diary::Score;
use super::report::Window;

pub const WEEK: i64 = 7;
pub const TWO_WEEKS: i64 = 14;
pub const FOUR_WEEKS: i64 = 28;

/// A score from which a day has pain.
pub const PAIN: f64 = 2.0;
/// Days in a row without a word that close an episode: after a month of silence
/// the log cannot tell whether it is the same pain.
pub const HOLE: i64 = FOUR_WEEKS;

/// A quiet month: its days, the scored days that it needs, and how far back the
/// first of them lies.
pub const QUIET_DAYS: i64 = FOUR_WEEKS;
pub const QUIET_SCORES: usize = 4;
pub const QUIET_SPAN: i64 = 20;
/// At most one in so many of its days has pain, and at most one is bad.
pub const QUIET_BAD_SHARE: usize = 8;
pub const BAD: f64 = 4.0;

/// Fewer scored days than this are no mean to rely on.
pub const FEWEST: usize = 3;
/// Scored days of a baseline, and of one in a sparse log.
pub const BASELINE_DAYS: usize = 7;
pub const BASELINE_FEW: usize = 4;
/// Scored days that are enough of two weeks.
pub const RECENT_DAYS: usize = 5;

/// Eased: a fall to 70% (Farrar, Pain 2001; Ostelo, Spine 2008), and by a point.
pub const EASED_SHARE: f64 = 0.7;
pub const EASED_POINTS: f64 = 1.0;
/// The recent mean from which time alone is a reason to ask.
pub const HIGH: f64 = 3.0;
/// The recent mean that is not acceptable, eased or not: about 4.75 of 10 is the limit of
/// what patients call so (Ann Phys Rehabil Med 2020; Dworkin, J Pain 2008, on 30%).
pub const STRONG: f64 = 5.0;
/// High, strong and eased change sides only so far beyond their line.
pub const MARGIN: f64 = 0.25;
/// So far from the line the answer is clear.
pub const CLEAR: f64 = 1.0;
/// So far above the lowest mean since it eased, pain is up again.
pub const UP_AGAIN: f64 = 1.5;
/// Scored days of the last week that say so.
pub const UP_AGAIN_DAYS: usize = 3;

/// Level: the days back over which it has not moved, the scored days that the first two
/// weeks of them need, and how far their mean may be from R.
pub const LEVEL_SPAN: i64 = 42;
pub const LEVEL_DAYS: usize = 5;
pub const LEVEL_WITHIN: f64 = 0.5;

/// Flares: the days back over which they are looked for, the days between two scored ones
/// of a flare, and the days between two flares.
pub const FLARE_SPAN: i64 = 56;
pub const FLARE_GAP: i64 = 3;
pub const FLARE_APART: i64 = 7;
/// From this many on, the text names them.
pub const FLARES_SAID: usize = 2;

/// Pain with runs: the days back that are looked at, how near the days around are, and how
/// many pairs of both there are at least.
pub const RUNS_SPAN: i64 = 56;
pub const RUNS_AROUND: i64 = 3;
pub const RUNS_PAIRS: usize = 5;
/// Days between the first and the last pair, and days back in which the last one lies.
pub const RUNS_REACH: i64 = 21;
pub const RUNS_LATELY: i64 = FOUR_WEEKS;
/// The mean of the days with runs, how far it is above the days around, and how many of
/// the latest have that level.
pub const RUNS_LEVEL: f64 = 4.0;
pub const RUNS_ABOVE: f64 = 2.0;
pub const RUNS_LATEST: usize = 5;
pub const RUNS_LATEST_BAD: usize = 4;

/// A sign that no visit answers lapses after so many days, or on a quiet day so long after.
pub const SIGN_DAYS: i64 = 182;
pub const SIGN_QUIET: i64 = FOUR_WEEKS;
/// Days for which a sign of level doctor holds, and an urgent one that was denied later.
pub const SIGN_HOLDS: i64 = TWO_WEEKS;
/// A visit on the day of an urgent sign answers it from this day after it on.
pub const VISIT_EVENING: i64 = 2;

/// Twelve weeks: from here on pain is called chronic.
pub const CHRONIC_DAYS: i64 = 84;
/// Days that a visit answers reasons that are not new.
pub const UNDER_CARE_DAYS: i64 = 42;
/// So far above the mean of the two weeks before the visit, it is worse since.
pub const WORSE_SINCE: f64 = 1.5;

/// Pain now that need not wait: the mean of the latest scored days of a week.
pub const STRONG_NOW: f64 = 7.0;
pub const STRONG_NOW_DAYS: usize = 3;

/// The level of `severe`, and the scored days that each of its weeks needs.
pub const SEVERE: f64 = 7.0;
pub const SEVERE_DAYS: usize = 3;

/// The level of `worsening`, the days back at which its two spans begin, and the
/// scored days that each needs.
pub const WORSE_LEVEL: f64 = 5.0;
pub const WORSE_NOW_FIRST: i64 = 20;
pub const WORSE_NOW_DAYS: usize = 5;
pub const WORSE_BEFORE_FIRST: i64 = 62;
pub const WORSE_BEFORE_DAYS: usize = 7;
/// The rise that counts as worse, and the smaller one that counts over so many
/// scored days before.
pub const WORSE_RISE: f64 = 2.0;
pub const WORSE_SMALL_RISE: f64 = 1.5;
pub const WORSE_BEFORE_MANY: u32 = 20;

/// A reading from which `pain-free` gives the scores of the last two weeks.
pub const PEAK: u8 = 4;

/// Means are sums of fractions: two that are equal on paper may differ by less
/// than this.
const TOLERANCE: f64 = 1e-9;

/// Whether `a` is `b` or more.
pub fn at_least(a: f64, b: f64) -> bool {
    a >= b - TOLERANCE
}

/// Whether `a` is `b` or less.
pub fn at_most(a: f64, b: f64) -> bool {
    a <= b + TOLERANCE
}

/// The day so many days later, or earlier where they are negative.
pub fn shift(date: NaiveDate, days: i64) -> NaiveDate {
    let end = if days < 0 { NaiveDate::MIN } else { NaiveDate::MAX };
    date.checked_add_signed(TimeDelta::days(days)).unwrap_or(end)
}

/// The scores of the days `first` to `last`, both included.
pub fn between(scores: &[Score], first: NaiveDate, last: NaiveDate) -> &[Score] {
    let (head, _) = scores.split_at(scores.partition_point(|score| score.date <= last));
    since(head, first)
}

/// The scores of the day `first` and the days after it. Searched from the end: they are
/// few, mostly.
pub fn since(scores: &[Score], first: NaiveDate) -> &[Score] {
    let days = scores.iter().rev().take_while(|score| score.date >= first);
    latest(scores, days.count())
}

pub fn latest(scores: &[Score], count: usize) -> &[Score] {
    let (_, tail) = scores.split_at(scores.len().saturating_sub(count));
    tail
}

pub fn earliest(scores: &[Score], count: usize) -> &[Score] {
    let (head, _) = scores.split_at(scores.len().min(count));
    head
}

/// The mean of scores; `None` under `fewest` of them.
pub fn window(scores: &[Score], fewest: usize) -> Option<Window> {
    let (first, last) = (scores.first()?, scores.last()?);
    let sum: f64 = scores.iter().map(|score| score.value).sum();
    (scores.len() >= fewest).then(|| Window {
        mean: sum / scores.len() as f64,
        days: u32::try_from(scores.len()).unwrap_or(u32::MAX),
        from: first.date,
        to: last.date,
    })
}
