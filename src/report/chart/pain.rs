//! The course of pain: a point for each day, the 7-day mean as a line, and the
//! level at which it counts as eased.

use super::canvas::Canvas;
use super::time::TimeScale;
use crate::analysis::{DaySummary, Report};
use crate::term::{Role, Theme};

/// A row for each whole number from 10 down to 0.
pub const ROWS: usize = 11;
/// Braille characters are two dots wide and four high.
const DOTS: usize = 4;

/// What was drawn, for the legend.
#[derive(Debug, Clone, Copy, Default)]
pub struct Drawn {
    pub line: bool,
    pub both: bool,
    pub threshold: bool,
}

/// The signs of the two sets of characters.
pub const fn point(theme: &Theme) -> char {
    if theme.is_ascii() { 'o' } else { '○' }
}

/// A day's point where the line runs through it.
pub const fn both(theme: &Theme) -> char {
    if theme.is_ascii() { '@' } else { '●' }
}

/// Draws onto the first [`ROWS`] rows of `canvas`.
pub fn draw(
    canvas: &mut Canvas,
    report: &Report,
    days: &[DaySummary],
    scale: &TimeScale,
    theme: &Theme,
) -> Drawn {
    let mut drawn = Drawn {
        threshold: threshold(canvas, report, scale, theme),
        ..Drawn::default()
    };
    let line = Line::of(days, scale);
    for row in 0..ROWS {
        for column in 0..scale.columns() {
            if let Some(bits) = line.cell(row, column) {
                let glyph = if theme.is_ascii() {
                    '='
                } else {
                    char::from_u32(0x2800 + u32::from(bits)).unwrap_or('-')
                };
                canvas.put(row, column, glyph, Role::Strong);
                drawn.line = true;
            }
        }
    }
    for (number, day) in days.iter().enumerate() {
        let Some(pain) = day.pain else { continue };
        let (row, column) = (height(pain) / DOTS, scale.middle(number));
        let on_line = line.cell(row, column).is_some();
        drawn.both |= on_line;
        let (glyph, role) = if on_line {
            (both(theme), Role::Strong)
        } else {
            (point(theme), Role::Pain)
        };
        canvas.put(row, column, glyph, role);
    }
    drawn
}

/// Dots from the top at which a pain of 0–10 stands; a whole number is in the
/// middle of its row.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a pain of 0-10 is 1 to 42 dots from the top"
)]
fn height(pain: f64) -> usize {
    let pain = pain.clamp(0.0, 10.0);
    ((10.0 - pain) * DOTS as f64 + 1.5).round() as usize
}

/// A dashed line from the start of the episode on.
fn threshold(canvas: &mut Canvas, report: &Report, scale: &TimeScale, theme: &Theme) -> bool {
    let (Some(level), Some(episode)) = (report.verdict.eased_at, report.verdict.episode) else {
        return false;
    };
    let Some((since, _)) = scale.days_within(episode.start, report.as_of) else {
        return false;
    };
    let dots = height(level);
    let glyph = if theme.is_ascii() {
        '-'
    } else {
        // The same dash at the four heights of a character.
        ['⠉', '⠒', '⠤', '⣀']
            .get(dots % DOTS)
            .copied()
            .unwrap_or('-')
    };
    for column in (scale.columns_of(since).start..scale.columns()).step_by(2) {
        canvas.put(dots / DOTS, column, glyph, Role::Threshold);
    }
    true
}

/// The 7-day mean in braille dots; it joins days in a row, never across a gap.
struct Line {
    columns: usize,
    cells: Vec<u8>,
}

impl Line {
    fn of(days: &[DaySummary], scale: &TimeScale) -> Self {
        let mut line = Self {
            columns: scale.columns(),
            cells: vec![0; scale.columns() * ROWS],
        };
        let mut before = None;
        for (number, day) in days.iter().enumerate() {
            let here = day
                .pain_7_day_mean
                .map(|mean| (scale.dot(number), height(mean)));
            if let Some(here) = here {
                line.join(before.unwrap_or(here), here);
            }
            before = here;
        }
        line
    }

    /// Sets every dot between two, in steps of the longer way.
    fn join(&mut self, (x0, y0): (usize, usize), (x1, y1): (usize, usize)) {
        let steps = x0.abs_diff(x1).max(y0.abs_diff(y1)).max(1);
        let along = |from: usize, to: usize, step: usize| {
            (from * (steps - step) + to * step + steps / 2) / steps
        };
        for step in 0..=steps {
            self.set(along(x0, x1, step), along(y0, y1, step));
        }
    }

    fn set(&mut self, x: usize, y: usize) {
        /// The bits of a braille character's dots, by row, left and right.
        const BITS: [[u8; 2]; DOTS] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];
        let bit = BITS
            .get(y % DOTS)
            .and_then(|row| row.get(x % 2))
            .copied()
            .unwrap_or(0);
        if x / 2 < self.columns
            && let Some(cell) = self.cells.get_mut(y / DOTS * self.columns + x / 2)
        {
            *cell |= bit;
        }
    }

    fn cell(&self, row: usize, column: usize) -> Option<u8> {
        self.cells
            .get(row * self.columns + column)
            .copied()
            .filter(|bits| *bits != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Period;
    use crate::report::fixtures::Log;

    fn drawn(log: &Log, theme: &Theme) -> Vec<String> {
        let report = log.report(Period::Weeks(2));
        let scale = TimeScale::new(report.since, report.days.len(), 28);
        let mut canvas = Canvas::new(scale.columns(), ROWS);
        draw(&mut canvas, &report, &report.days, &scale, theme);
        (0..ROWS).map(|row| canvas.line(row, theme)).collect()
    }

    #[test]
    fn no_line_joins_a_gap() {
        let theme = Theme::plain(80);
        let rows = drawn(&Log::new().level(0..5, 5).level(8..14, 5), &theme);
        assert_eq!(rows[5], "@=@=@=@=@=@       @=@=@=@=@");
        assert_eq!(rows.iter().filter(|row| !row.is_empty()).count(), 1);
        // Every other day has no neighbour to be joined to.
        let rows = drawn(&Log::new().level((0..14).step_by(2), 5), &theme);
        assert_eq!(rows[5], "  @   @   @   @   @   @   @");
    }

    #[test]
    fn a_whole_number_stands_on_its_own_row() {
        let theme = Theme::new(false, crate::term::Glyphs::Unicode, 80);
        for pain in 0..=10u8 {
            let rows = drawn(&Log::new().pain(3, pain), &theme);
            assert_eq!(rows[usize::from(10 - pain)].trim(), "●", "{rows:?}");
        }
        assert!([2, 10, 24, 42] == [10.0, 8.0, 4.5, 0.0].map(height));
    }
}
