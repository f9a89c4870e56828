//! Every number of the warning rule. The rule and its sources are in
//! docs/warning-rule.md.

pub const WEEK: i32 = 7;
pub const TWO_WEEKS: i32 = 14;
pub const FOUR_WEEKS: i32 = 28;

/// A score from which a day has pain.
pub const PAIN: f64 = 2.0;
/// Days in a row without a word that close an episode: after a month of silence
/// the log cannot tell whether it is the same pain.
pub const HOLE: i32 = FOUR_WEEKS;

/// A quiet month: its days, the scored days that it needs, and how far back the
/// first of them lies.
pub const QUIET_DAYS: i32 = FOUR_WEEKS;
pub const QUIET_SCORES: usize = 4;
pub const QUIET_SPAN: i32 = 20;
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
/// High and eased change sides only so far beyond their line.
pub const MARGIN: f64 = 0.25;
/// So far from the line the answer is clear.
pub const CLEAR: f64 = 1.0;
/// So far above the lowest mean since it eased, pain is up again.
pub const UP_AGAIN: f64 = 1.5;
/// Scored days of the last week that say so.
pub const UP_AGAIN_DAYS: usize = 3;

/// Twelve weeks: from here on pain is called chronic.
pub const CHRONIC_DAYS: i32 = 84;
/// Days that a visit answers the reasons that come of time alone.
pub const UNDER_CARE_DAYS: i32 = 42;

/// The level of `severe`, and the scored days that each of its weeks needs.
pub const SEVERE: f64 = 7.0;
pub const SEVERE_DAYS: usize = 3;

/// The level of `worsening`, the days back at which its two spans begin, and the
/// scored days that each needs.
pub const WORSE_LEVEL: f64 = 5.0;
pub const WORSE_NOW_FIRST: i32 = 20;
pub const WORSE_NOW_DAYS: usize = 5;
pub const WORSE_BEFORE_FIRST: i32 = 62;
pub const WORSE_BEFORE_DAYS: usize = 7;
/// Scored days before from which a smaller rise counts.
pub const WORSE_BEFORE_MANY: u32 = 20;

/// The rise that counts as worse, over so many scored days before.
pub fn worse_rise(days_before: usize) -> f64 {
    if days_before >= WORSE_BEFORE_MANY as usize { 1.5 } else { 2.0 }
}

/// A reading from which `pain-free` gives the scores of the last two weeks.
pub const PEAK: u8 = 4;
