//! How the pain was when the episode began, how it is now, and how the answer
//! went in between.
//!
//! Pure arithmetic on day scores; says nothing about what to do.

use super::report::{Sure, Window};
use super::rule::{
    BASELINE_DAYS, BASELINE_FEW, CLEAR, EASED_POINTS, EASED_SHARE, FEWEST, FOUR_WEEKS, HIGH,
    MARGIN, RECENT_DAYS, TWO_WEEKS,
};
use super::scores::{Score, at_least, at_most, between, earliest, latest, since, until, window};

/// The days of S and L: the episode's start, and its first scored day with a
/// score of 2 or more.
#[derive(Debug, Clone, Copy)]
pub struct Span {
    pub start: i32,
    pub first_pain: i32,
}

/// B and R on one day, and how the answer went up to it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Windows {
    pub baseline: Option<Window>,
    pub recent: Option<Window>,
    /// B and R, where they can be compared.
    pub compared: Option<(f64, f64)>,
    /// R is high, with memory.
    pub high: bool,
    /// Comparable and eased, with memory.
    pub eased: bool,
    /// It was eased on an earlier scored day.
    pub had_eased: bool,
    /// The lowest R since it eased; `None` unless eased now.
    pub lowest: Option<f64>,
}

impl Windows {
    /// The windows as they stood at the end of `today`, the last day of `scores`
    /// or a later one.
    pub fn of(scores: &[Score], span: Span, today: i32) -> Self {
        let baseline = baseline(until(scores, today), span.first_pain);
        let mut windows = Self { baseline, ..Self::default() };
        let (mut high, mut eased) = (None, None);
        let judged = between(scores, span.first_pain + FOUR_WEEKS, today);
        let days = judged.iter().map(|score| score.day);
        let unscored_today = judged.last().is_none_or(|last| last.day != today);
        for day in days.chain(unscored_today.then_some(today)) {
            windows.recent = recent(until(scores, day), span.start, day);
            windows.compared = windows.comparison(span, day);
            let Some(recent) = windows.recent else {
                continue;
            };
            high = Some(match high {
                None => at_least(recent.mean, HIGH),
                Some(true) => at_least(recent.mean, HIGH - MARGIN),
                Some(false) => at_least(recent.mean, HIGH + MARGIN),
            });
            if windows.compared.is_some() {
                let line = windows.eased_at();
                let reaches = |margin| line.is_some_and(|line| at_most(recent.mean, line + margin));
                let is_eased = match eased {
                    None => reaches(0.0),
                    Some(true) => reaches(MARGIN),
                    Some(false) => reaches(-MARGIN),
                };
                let before = windows.lowest.unwrap_or(f64::INFINITY);
                windows.lowest = is_eased.then(|| before.min(recent.mean));
                eased = Some(is_eased);
            }
            windows.had_eased |= day < today && eased == Some(true);
        }
        windows.high = windows.recent.is_some() && high == Some(true);
        windows.eased = windows.compared.is_some() && eased == Some(true);
        windows
    }

    /// B and R of a day, where every recent day lies after every baseline day
    /// and four weeks are logged.
    fn comparison(&self, span: Span, day: i32) -> Option<(f64, f64)> {
        let (baseline, recent) = self.baseline.zip(self.recent)?;
        let comparable = day - span.first_pain >= FOUR_WEEKS && recent.from > baseline.to;
        comparable.then_some((baseline.mean, recent.mean))
    }

    /// The level at or below which it counts as eased: the fall that patients
    /// call meaningful (Farrar, Pain 2001; Ostelo, Spine 2008), and a whole point.
    pub fn eased_at(&self) -> Option<f64> {
        let (baseline, _) = self.compared?;
        at_least(baseline, EASED_POINTS)
            .then(|| (EASED_SHARE * baseline).min(baseline - EASED_POINTS))
    }

    /// How far R is from the line: a point or more is clear.
    pub fn sure(&self) -> Option<Sure> {
        let (_, recent) = self.compared?;
        let distance = self.eased_at().map(|line| (recent - line).abs());
        Some(match distance {
            Some(distance) if at_least(distance, CLEAR) => Sure::Clear,
            _ => Sure::Close,
        })
    }
}

/// The first 7 scored days of two weeks if they hold 4 or more, otherwise the
/// first 4 of four weeks.
fn baseline(scores: &[Score], first_pain: i32) -> Option<Window> {
    let two_weeks = between(scores, first_pain, first_pain + TWO_WEEKS - 1);
    let days = if two_weeks.len() >= BASELINE_FEW {
        earliest(two_weeks, BASELINE_DAYS)
    } else {
        let four_weeks = between(scores, first_pain, first_pain + FOUR_WEEKS - 1);
        earliest(four_weeks, BASELINE_FEW)
    };
    enough(days)
}

/// The scored days of the last two weeks if they are 5 or more, otherwise the
/// latest 5 of four weeks: logging less must not switch the warning off. Never
/// before the episode's start.
fn recent(scores: &[Score], start: i32, today: i32) -> Option<Window> {
    let two_weeks = since(scores, start.max(today - (TWO_WEEKS - 1)));
    let days = if two_weeks.len() >= RECENT_DAYS {
        two_weeks
    } else {
        let four_weeks = since(scores, start.max(today - (FOUR_WEEKS - 1)));
        latest(four_weeks, RECENT_DAYS)
    };
    enough(days)
}

fn enough(days: &[Score]) -> Option<Window> {
    window(days).filter(|_| days.len() >= FEWEST)
}
