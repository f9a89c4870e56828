//! The windows that are compared, marked under the time axis.

use super::canvas::Canvas;
use super::time::TimeScale;
use crate::analysis::Report;
use crate::term::format::decimal;
use crate::term::{Role, Theme};

/// Marks baseline and recent days on rows of their own.
pub fn draw(canvas: &mut Canvas, report: &Report, scale: &TimeScale, theme: &Theme) {
    let verdict = &report.verdict;
    for (window, name) in [(verdict.baseline, "start"), (verdict.recent, "lately")] {
        let Some(window) = window else { continue };
        let Some((from, to)) = scale.days_within(window.from, window.to) else {
            continue;
        };
        let (start, end) = (scale.columns_of(from).start, scale.columns_of(to).end);
        let label = format!("{name} {}", decimal(window.mean));
        place(canvas, start, end, &label, theme);
    }
}

/// Puts a bracket and its label where both are free: the label to the right of
/// it, to the left, or beneath.
fn place(canvas: &mut Canvas, start: usize, end: usize, label: &str, theme: &Theme) {
    let length = label.chars().count();
    let mut row = 0;
    loop {
        while canvas.height() <= row {
            canvas.add_row();
        }
        if canvas.is_free(row, start..end) {
            let right = end + 1;
            let left = start.checked_sub(length + 1);
            if canvas.is_free(row, end..right + length) {
                bracket(canvas, row, start, end, theme);
                canvas.write(row, right, label, Role::Pain);
                return;
            }
            if let Some(left) =
                left.filter(|left| canvas.is_free(row, left.saturating_sub(1)..start))
            {
                bracket(canvas, row, start, end, theme);
                canvas.write(row, left, label, Role::Pain);
                return;
            }
            // Nothing beside it would ever be free: beneath it, then.
            if row > 1 || (right + length > canvas.width() && left.is_none()) {
                bracket(canvas, row, start, end, theme);
                let beneath = canvas.add_row();
                let column = start.min(canvas.width().saturating_sub(length));
                canvas.write(beneath, column, label, Role::Pain);
                return;
            }
        }
        row += 1;
    }
}

fn bracket(canvas: &mut Canvas, row: usize, start: usize, end: usize, theme: &Theme) {
    let (left, middle, right) = if theme.is_ascii() {
        ('|', '-', '|')
    } else {
        ('╰', '─', '╯')
    };
    for column in start..end {
        canvas.put(row, column, middle, Role::Pain);
    }
    canvas.put(row, start, left, Role::Pain);
    canvas.put(row, end.saturating_sub(1).max(start), right, Role::Pain);
}
