//! The chart in characters: pain by day, and on the same time axis a row of marks for
//! stretching and one of bars for running. Labels at the right end stand in for a legend.

use super::{Chart, TimeScale};
use crate::analysis::DaySummary;
use crate::term::format::{amount, decimal, whole};
use crate::term::{Role, Theme};

/// Columns left of the days: a number and the axis, or a row's name.
const MARGIN: usize = 8;
/// Columns right of the days: ` 5 days a week`.
const LABELS: usize = 14;
/// Braille characters are two dots wide and four high.
const DOTS: usize = 4;

/// The chart, each line with its line end; empty where nothing was recorded. A row of
/// it is so many `points` of pain high: 1, 2 or 5.
pub fn chart_text(chart: &Chart, theme: &Theme, points: usize) -> String {
    let room = theme.width.saturating_sub(MARGIN + LABELS).max(1);
    let scale = TimeScale::new(chart.first, chart.days.len(), room);
    let mut grid = Grid::default();
    if chart.days.iter().any(|day| day.pain.is_some()) {
        pain(&mut grid, chart, &scale, theme, points);
    }
    axis(&mut grid, &scale, theme);
    signs(&mut grid, (chart, &scale));
    stretches(&mut grid, (chart, &scale), theme);
    runs(&mut grid, chart, &scale, theme);
    grid.painted(theme)
}

/// Characters by row and column, each with its role.
#[derive(Default)]
struct Grid(Vec<Vec<(char, Role)>>);

impl Grid {
    fn put(&mut self, row: usize, column: usize, glyph: char, role: Role) {
        if self.0.len() <= row {
            self.0.resize(row + 1, Vec::new());
        }
        if let Some(row) = self.0.get_mut(row) {
            if row.len() <= column {
                row.resize(column + 1, (' ', Role::Faint));
            }
            if let Some(cell) = row.get_mut(column) {
                *cell = (glyph, role);
            }
        }
    }

    fn write(&mut self, row: usize, column: usize, text: &str, role: Role) {
        for (offset, glyph) in text.chars().enumerate() {
            self.put(row, column + offset, glyph, role);
        }
    }

    /// Begins a row with its name.
    fn named(&mut self, name: &str) -> usize {
        let row = self.0.len();
        self.write(row, 0, name, Role::Heading);
        row
    }

    fn painted(&self, theme: &Theme) -> String {
        let mut out = String::new();
        for row in &self.0 {
            for run in row.chunk_by(|a, b| a.1 == b.1) {
                let text: String = run.iter().map(|(glyph, _)| glyph).collect();
                let role = run.first().map_or(Role::Faint, |(_, role)| *role);
                if text.trim().is_empty() {
                    out.push_str(&text);
                } else {
                    out.push_str(&theme.paint(role, text));
                }
            }
            out.truncate(out.trim_end_matches(' ').len());
            out.push('\n');
        }
        out
    }
}

/// A day's point, the 7-day mean as a line, and the level at which pain counts as
/// eased. The line joins days in a row, never across a gap.
fn pain(grid: &mut Grid, chart: &Chart, scale: &TimeScale, theme: &Theme, points: usize) {
    let last = 10 / points;
    let height = |pain| height(pain, points);
    for row in 0..=last {
        let level = 10 - row * points;
        let (number, axis) = if level.is_multiple_of(2) {
            (level.to_string(), theme.glyph("┤", "+"))
        } else {
            (String::new(), theme.glyph("│", "|"))
        };
        grid.write(row, 0, &format!("{number:>6} {axis}"), Role::Faint);
    }
    let mut labels = Vec::new();
    if let Some(lately) = chart.windows.last().filter(|mark| mark.name == "lately") {
        labels.push((height(lately.mean), Role::Strong, decimal(lately.mean) + " now"));
    }
    if let Some(threshold) = &chart.threshold {
        let dots = height(threshold.level);
        let dashes = if theme.is_ascii() { ['-'; DOTS] } else { ['⠉', '⠒', '⠤', '⣀'] };
        let glyph = dashes.get(dots % DOTS).copied().unwrap_or('-');
        for column in (scale.columns_of(threshold.since).start..scale.columns).step_by(2) {
            grid.put(dots / DOTS, MARGIN + column, glyph, Role::Threshold);
        }
        labels.push((dots, Role::Threshold, decimal(threshold.level) + " eased"));
    }
    for (number, day) in chart.days.iter().enumerate() {
        if let Some(pain) = day.pain {
            let glyph = if theme.is_ascii() { 'o' } else { '·' };
            let column = MARGIN + scale.middle(number);
            grid.put(height(pain) / DOTS, column, glyph, Role::Faint);
        }
    }
    for ((row, column), bits) in mean_line(&chart.days, scale, height) {
        let braille = char::from_u32(0x2800 + u32::from(bits)).unwrap_or('-');
        let glyph = if theme.is_ascii() { '=' } else { braille };
        grid.put(row, MARGIN + column, glyph, Role::Strong);
    }
    if points == 5 {
        // A label a row off would be five points off.
        labels.truncate(1);
    }
    labels.sort_by_key(|(dots, ..)| *dots);
    let mut rows: Vec<usize> = labels.iter().map(|(dots, ..)| dots / DOTS).collect();
    if let [upper, lower] = rows.as_mut_slice()
        && upper == lower
    {
        *upper = (*lower).min(last - 1);
        *lower = *upper + 1;
    }
    for (row, (_, role, text)) in rows.into_iter().zip(labels) {
        grid.write(row, MARGIN + scale.columns + 1, &text, role);
    }
}

/// Dots from the top at which a pain of 0–10 stands; the number of a row is in its
/// middle.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a pain of 0-10 is 1 to 42 dots from the top"
)]
fn height(pain: f64, points: usize) -> usize {
    let pain = pain.clamp(0.0, 10.0);
    ((10.0 - pain) / points as f64 * DOTS as f64 + 1.5).round() as usize
}

/// The cells of the 7-day mean, each with the bits of its braille character.
fn mean_line(
    days: &[DaySummary],
    scale: &TimeScale,
    height: impl Fn(f64) -> usize,
) -> std::collections::BTreeMap<(usize, usize), u8> {
    /// The bits of a braille character's dots, by row, left and right.
    const BITS: [[u8; 2]; DOTS] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];
    let mut cells = std::collections::BTreeMap::new();
    let mut before = None;
    for (number, day) in days.iter().enumerate() {
        let here = day.pain_7_day_mean.map(|mean| (scale.dot(number), height(mean)));
        if let (Some((x0, y0)), Some((x1, y1))) = (before, here) {
            let steps = x1.abs_diff(x0).max(y1.abs_diff(y0)).max(1);
            let along = |from: usize, to: usize, step: usize| {
                (from * (steps - step) + to * step + steps / 2) / steps
            };
            for step in 0..=steps {
                let (x, y) = (along(x0, x1, step), along(y0, y1, step));
                let bits = BITS.get(y % DOTS).and_then(|row| row.get(x % 2));
                *cells.entry((y / DOTS, x / 2)).or_default() |= bits.copied().unwrap_or(0);
            }
        }
        before = here;
    }
    cells
}

/// The line under the days, and the dates under that.
fn axis(grid: &mut Grid, scale: &TimeScale, theme: &Theme) {
    let row = grid.0.len();
    let line = theme.glyph("─", "-").repeat(scale.columns);
    let corner = theme.glyph("└", "+");
    grid.write(row, MARGIN - 1, &format!("{corner}{line}"), Role::Faint);
    for (column, label) in scale.labels() {
        grid.write(row, MARGIN + column, theme.glyph("┬", "+"), Role::Faint);
        grid.write(row + 1, MARGIN + column, &label, Role::Faint);
    }
}

/// A row with a mark for each day that has one; `None` where no day has.
fn marks(
    grid: &mut Grid,
    (chart, scale): (&Chart, &TimeScale),
    name: &str,
    mark: impl Fn(&DaySummary) -> Option<(char, Role)>,
) -> Option<usize> {
    let marks = chart.days.iter().enumerate();
    let mut marks = marks.filter_map(|(day, it)| Some((day, mark(it)?))).peekable();
    marks.peek()?;
    let row = grid.named(name);
    for (day, (glyph, role)) in marks {
        grid.put(row, MARGIN + scale.middle(day), glyph, role);
    }
    Some(row)
}

/// The days on which a symptom was recorded, and those of a visit.
fn signs(grid: &mut Grid, days: (&Chart, &TimeScale)) {
    let (chart, scale) = days;
    let row = marks(grid, days, "Signs", |day| match day.symptoms.as_slice() {
        [] => day.is_visit.then_some(('v', Role::Strong)),
        _ if day.has_urgent_sign() => Some(('!', Role::Urgent)),
        _ => Some(('!', Role::Strong)),
    });
    if let Some(row) = row
        && chart.days.iter().any(|day| day.is_visit)
    {
        grid.write(row, MARGIN + scale.columns + 1, "v: visit", Role::Strong);
    }
}

/// The days with a stretch.
fn stretches(grid: &mut Grid, days: (&Chart, &TimeScale), theme: &Theme) {
    let (chart, scale) = days;
    let glyph = if theme.is_ascii() { '|' } else { '╷' };
    let row = marks(grid, days, "Stretch", |day| {
        (day.stretch_sessions > 0).then_some((glyph, Role::Stretch))
    });
    if let (Some(row), Some(days)) = (row, chart.stretch_days_per_week) {
        let text = match whole(days).as_str() {
            "0" => format!("{} days/week", decimal(days)),
            "1" => "1 day a week".to_owned(),
            days => format!("{days} days a week"),
        };
        grid.write(row, MARGIN + scale.columns + 1, &text, Role::Stretch);
    }
}

/// A bar for each day with a run: the longest where days share a column.
fn runs(grid: &mut Grid, chart: &Chart, scale: &TimeScale, theme: &Theme) {
    if chart.most_run <= 0.0 {
        return;
    }
    let row = grid.named(&format!("Run {}", chart.unit.name()));
    let glyphs: &[char] = if theme.is_ascii() {
        &['.', ':', '#']
    } else {
        &['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█']
    };
    let mut longest = vec![0.0_f64; scale.columns];
    for (number, day) in chart.days.iter().enumerate() {
        let columns = scale.columns_of(number);
        // A gap between days where there is room for one.
        let columns = columns.start..(columns.end - 1).max(columns.start + 1);
        for run in longest.get_mut(columns).unwrap_or_default() {
            *run = run.max(chart.run(day));
        }
    }
    for (column, run) in longest.into_iter().enumerate().filter(|(_, run)| *run > 0.0) {
        let share = run / chart.most_run;
        let level = glyphs
            .iter()
            .zip(1_u32..)
            .find(|(_, level)| share <= f64::from(*level) / glyphs.len() as f64 + f64::EPSILON);
        let glyph = level.or_else(|| glyphs.last().zip(Some(1))).map_or('#', |(glyph, _)| *glyph);
        grid.put(row, MARGIN + column, glyph, Role::Training);
    }
    if let Some(distance) = chart.run_per_week {
        let distance = if distance < 10.0 { amount(distance) } else { whole(distance) };
        let text = format!("{distance} a week");
        grid.write(row, MARGIN + scale.columns + 1, &text, Role::Training);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Period;
    use crate::domain::DistanceUnit;
    use crate::report::fixtures::Log;
    use crate::term::Glyphs;

    /// Two weeks, two columns a day.
    fn drawn(log: &Log, theme: &Theme) -> Vec<String> {
        let report = log.report(Period::Weeks(2));
        let chart = Chart::new(&report, DistanceUnit::Km);
        let text = chart_text(&chart, theme, 1);
        text.lines().map(str::to_owned).collect()
    }

    fn days(row: &str) -> String {
        row.chars().skip(MARGIN).take(56).collect::<String>().trim_end().to_owned()
    }

    #[test]
    fn no_line_joins_a_gap() {
        let theme = Theme::plain(MARGIN + LABELS + 56);
        let rows = drawn(&Log::new().level(0..5, 5).level(8..14, 5), &theme);
        let line = format!(" {}{}{}", "=".repeat(21), " ".repeat(15), "=".repeat(17));
        assert_eq!(days(&rows[5]), line);
        // Every other day has no neighbour to be joined to.
        let rows = drawn(&Log::new().level((0..14).step_by(2), 5), &theme);
        assert_eq!(days(&rows[5]).replace(' ', ""), "ooooooo");
    }

    #[test]
    fn a_whole_number_stands_on_its_own_row() {
        let theme = Theme::new(false, Glyphs::Unicode, 80);
        for pain in 0..=10u8 {
            let rows = drawn(&Log::new().pain(3, pain), &theme);
            assert_eq!(days(&rows[usize::from(10 - pain)]).trim(), "·", "{rows:?}");
        }
        assert!([2, 6, 13, 22] == [10.0, 8.0, 4.5, 0.0].map(|pain| height(pain, 2)));
        assert!([2, 10, 24, 42] == [10.0, 8.0, 4.5, 0.0].map(|pain| height(pain, 1)));
    }

    #[test]
    fn a_bar_stands_under_its_day_whatever_its_length() {
        let theme = Theme::new(false, Glyphs::Unicode, 80);
        for metres in [100, 9_900, 12_100, 99_999, 160_000] {
            let rows = drawn(&Log::new().pain(3, 5).activity(3, "run", metres), &theme);
            let place = |wanted: char| {
                let row = rows.iter().find(|row| row.contains(wanted)).unwrap();
                row.chars().position(|glyph| glyph == wanted).unwrap()
            };
            assert!(place('·').abs_diff(place('█')) <= 1, "{metres}: {rows:#?}");
        }
    }
}
