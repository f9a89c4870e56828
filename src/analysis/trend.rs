//! The course of the last six weeks: a Theil–Sen slope with Sen's interval.
//!
//! For description only: it decides nothing, and has no p-value.

use chrono::NaiveDate;

use super::diary::Score;
use super::report::Trend;
use super::rule::{shift, since};

/// Six weeks. It also bounds the pairs, which grow with the square.
pub const DAYS: i64 = 42;

/// Fewer scored days say nothing about a slope.
const FEWEST: usize = 8;

/// The 2.5% point of the normal distribution, as scipy's `norm.ppf` rounds it.
const Z: f64 = -1.959_963_984_540_054;

/// The trend of the day scores of the 42 days that end on `today`, in points a
/// week; `None` under 8 scored days.
pub fn trend(scores: &[Score], today: NaiveDate) -> Option<Trend> {
    let days = since(scores, shift(today, 1 - DAYS));
    if days.len() < FEWEST {
        return None;
    }
    let points: Vec<(f64, f64)> =
        days.iter().map(|score| ((score.date - today).num_days() as f64, score.value)).collect();
    let (slope, low, high) = theil_sen(&points)?;
    Some(Trend {
        slope_per_week: slope * 7.0,
        low: low * 7.0,
        high: high * 7.0,
        days: u32::try_from(days.len()).unwrap_or(u32::MAX),
    })
}

/// The median of all pairwise slopes (Theil 1950) and its 95% interval (Sen, J
/// Am Stat Assoc 1968, equation 2.6), as `scipy.stats.theilslopes(y, x, 0.95)`
/// computes them. The points are ordered by distinct x.
fn theil_sen(points: &[(f64, f64)]) -> Option<(f64, f64, f64)> {
    let mut slopes: Vec<f64> = Vec::with_capacity(points.len() * points.len() / 2);
    for (i, (x1, y1)) in points.iter().enumerate() {
        slopes.extend(points.iter().skip(i + 1).map(|(x2, y2)| (y2 - y1) / (x2 - x1)));
    }
    let last = slopes.len().checked_sub(1)?;

    let spread = Z * variance(points).sqrt();
    let count = slopes.len() as f64;
    // numpy rounds halves to even; clamped below, so the casts lose nothing.
    let upper = f64::midpoint(count, -spread).round_ties_even().min(last as f64);
    let lower = (f64::midpoint(count, spread).round_ties_even() - 1.0).max(0.0);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "both are whole and between 0 and `last`"
    )]
    let (lower, upper) = (lower as usize, upper as usize);
    // Four of them in their order, without that of all.
    let mut nth = |index: usize| *slopes.select_nth_unstable_by(index.min(last), f64::total_cmp).1;
    let median = f64::midpoint(nth(last / 2), nth(last.div_ceil(2)));
    Some((median, nth(lower), nth(upper)))
}

/// The variance of Kendall's score with ties among the y, Sen's equation 2.6.
fn variance(points: &[(f64, f64)]) -> f64 {
    let term = |n: usize| n * n.saturating_sub(1) * (2 * n + 5);
    let mut ys: Vec<f64> = points.iter().map(|(_, y)| *y).collect();
    ys.sort_unstable_by(f64::total_cmp);
    #[expect(clippy::float_cmp, reason = "equal means of readings are equal numbers")]
    let ties: usize = ys.chunk_by(|a, b| a == b).map(|tied| term(tied.len())).sum();
    1.0 / 18.0 * (term(points.len()) - ties) as f64
}
