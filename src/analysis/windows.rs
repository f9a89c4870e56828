//! How the pain was when the episode began, how it is now, and whether that is
//! a clear fall.
//!
//! Pure arithmetic on day scores; says nothing about what to do.

use super::report::Window;
use super::scores::{Score, at_least, at_most, between, earliest, latest, since, until, window};

/// Fewer scored days than this are no mean to rely on.
const FEWEST: usize = 3;

/// The days of S and L: the episode's start, and its first scored day with a
/// score of 2 or more.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    pub(super) start: i32,
    pub(super) first_pain: i32,
}

/// B and R, and what comparing them says.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Windows {
    pub(super) baseline: Option<Window>,
    pub(super) recent: Option<Window>,
    /// The means of baseline and recent days, where they can be compared.
    pub(super) compared: Option<(f64, f64)>,
}

impl Windows {
    /// The windows as they stood at the end of `today`.
    pub(super) fn of(scores: &[Score], span: Span, today: i32) -> Self {
        let scores = until(scores, today);
        let baseline = baseline(scores, span.first_pain);
        let recent = recent(scores, span.start, today);
        let compared = baseline
            .zip(recent)
            .filter(|(baseline, recent)| today - span.first_pain >= 28 && recent.from > baseline.to)
            .map(|(baseline, recent)| (baseline.mean, recent.mean));
        Self {
            baseline,
            recent,
            compared,
        }
    }

    /// Comparable, and 30% and at least 1 point below the baseline: the fall
    /// that patients call meaningful (Farrar, Pain 2001; Ostelo, Spine 2008).
    pub(super) fn eased(self) -> bool {
        self.compared.is_some_and(|(baseline, recent)| {
            at_most(recent, 0.7 * baseline) && at_least(baseline - recent, 1.0)
        })
    }

    /// The level at or below which it counts as eased.
    pub(super) fn eased_at(self) -> Option<f64> {
        let (baseline, _) = self.compared?;
        at_least(baseline, 1.0).then(|| (0.7 * baseline).min(baseline - 1.0))
    }

    /// Whether it had eased on a scored day before `today`, and has not now.
    pub(super) fn relapse(self, scores: &[Score], span: Span, today: i32) -> bool {
        if self.compared.is_none() || self.eased() {
            return false;
        }
        // Nothing can be compared before day 28.
        between(scores, span.first_pain.saturating_add(28), today - 1)
            .iter()
            .any(|earlier| Self::of(scores, span, earlier.day).eased())
    }
}

/// The first 7 scored days of two weeks if they hold 4 or more, otherwise the
/// first 4 of four weeks.
fn baseline(scores: &[Score], first_pain: i32) -> Option<Window> {
    let two_weeks = between(scores, first_pain, first_pain + 13);
    let days = if two_weeks.len() >= 4 {
        earliest(two_weeks, 7)
    } else {
        earliest(between(scores, first_pain, first_pain + 27), 4)
    };
    enough(days)
}

/// The scored days of the last two weeks if they are 5 or more, otherwise the
/// latest 5 of four weeks: logging less must not switch the warning off. Never
/// before the episode's start.
fn recent(scores: &[Score], start: i32, today: i32) -> Option<Window> {
    let two_weeks = since(scores, start.max(today - 13));
    let days = if two_weeks.len() >= 5 {
        two_weeks
    } else {
        latest(since(scores, start.max(today - 27)), 5)
    };
    enough(days)
}

fn enough(days: &[Score]) -> Option<Window> {
    if days.len() < FEWEST {
        return None;
    }
    window(days)
}
