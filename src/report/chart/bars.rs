//! Small bars on the time axis of the chart above them.

use super::canvas::Canvas;
use super::time::TimeScale;
use crate::term::{Role, Theme};

/// Rows of bars.
pub const ROWS: usize = 2;
/// Heights of a character, the full one last.
const UNICODE: &[char] = &['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
const ASCII: &[char] = &['.', ':', '#'];

/// How days that share a column become one bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shared {
    Mean,
    Most,
}

/// Bars of `values`, one for each day, onto the first [`ROWS`] rows. `most` is
/// the value of the highest bar.
pub fn draw(
    canvas: &mut Canvas,
    values: &[f64],
    most: f64,
    shared: Shared,
    scale: &TimeScale,
    role: Role,
    theme: &Theme,
) {
    if most <= 0.0 {
        return;
    }
    let levels = if theme.is_ascii() { ASCII } else { UNICODE };
    let full = levels.len() * ROWS;
    for (columns, value) in merged(values, scale, shared) {
        if value <= 0.0 {
            continue;
        }
        let height = rounded(value / most * full as f64).clamp(1, full);
        // A gap between days where there is room for one.
        let columns = columns.start..(columns.end - 1).max(columns.start + 1);
        for row in 0..ROWS {
            let below = (ROWS - 1 - row) * levels.len();
            let level = height.saturating_sub(below).min(levels.len());
            let Some(glyph) = level.checked_sub(1).and_then(|level| levels.get(level)) else {
                continue;
            };
            for column in columns.clone() {
                canvas.put(row, column, *glyph, role);
            }
        }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a height is 0 to 16 levels"
)]
fn rounded(height: f64) -> usize {
    height.clamp(0.0, 1000.0).round() as usize
}

/// The columns of each bar and its value.
fn merged(values: &[f64], scale: &TimeScale, shared: Shared) -> Vec<(std::ops::Range<usize>, f64)> {
    let mut bars: Vec<(std::ops::Range<usize>, f64)> = Vec::new();
    let mut together = 1.0;
    for (day, value) in values.iter().enumerate() {
        let columns = scale.columns_of(day);
        match bars.last_mut() {
            Some((last, bar)) if last.start == columns.start => {
                together += 1.0;
                *bar = match shared {
                    Shared::Mean => *bar + (value - *bar) / together,
                    Shared::Most => bar.max(*value),
                };
            }
            _ => {
                together = 1.0;
                bars.push((columns, *value));
            }
        }
    }
    bars
}
