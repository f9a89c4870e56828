//! The chart: pain by day, and beneath it, on the same time axis, stretching
//! and running. Colour only adds; characters tell it all.

mod bars;
mod canvas;
mod pain;
mod time;
mod windows;

use unicode_width::UnicodeWidthStr;

pub use self::time::TimeScale;

use self::bars::Shared;
use self::canvas::Canvas;
use super::balance::LONGER;
use crate::analysis::{DaySummary, Report};
use crate::domain::DistanceUnit;
use crate::term::format::{amount, decimal, whole};
use crate::term::{Role, Theme};

/// Columns left of the days: a number, a space, the axis.
const MARGIN: usize = 5;
/// A young log is not drawn wider than this lets it.
const FEWEST_DAYS: usize = 28;

/// The chart, each line with its line end; empty where nothing was recorded.
pub fn chart(report: &Report, unit: DistanceUnit, theme: &Theme) -> String {
    let days = shown(report);
    let Some(first) = days.first() else {
        return String::new();
    };
    let room = theme.width.saturating_sub(MARGIN).max(1);
    let scale = TimeScale::new(first.date, days.len(), room);
    let mut lines = Vec::new();
    if days.iter().any(|day| day.pain.is_some()) {
        pain_panel(&mut lines, report, days, &scale, theme);
    }
    let stretch = values(days, |day| f64::from(day.stretch_sessions));
    let goal = match report.settings.stretch_goal {
        0 => String::new(),
        goal => format!(", goal {goal}"),
    };
    let panels = [
        (
            format!("Stretching sessions a day{goal}"),
            stretch,
            Shared::Mean,
            Role::Stretch,
        ),
        (
            match unit {
                DistanceUnit::Km => "Kilometres run a day".to_owned(),
                DistanceUnit::Mi => "Miles run a day".to_owned(),
            },
            values(days, |day| day.run_distance.map_or(0.0, |run| unit.of(run))),
            Shared::Most,
            Role::Training,
        ),
    ];
    let mut bars = false;
    for (title, values, shared, role) in panels {
        let most = values.iter().copied().fold(0.0, f64::max);
        if most > 0.0 {
            bars = true;
            lines.push(String::new());
            lines.push(theme.paint(Role::Heading, title));
            bar_panel(&mut lines, &values, most, shared, &scale, role, theme);
            if role == Role::Training && !report.balance.jumps.is_empty() {
                lines.push(longer_runs(report, days, &scale, theme));
            }
        }
    }
    if bars && scale.shares_columns() {
        let note = "Where days share a column: the mean of stretching, the longest run.";
        for line in textwrap::wrap(note, theme.width.max(1)) {
            lines.push(theme.paint(Role::Faint, line));
        }
    }
    lines.into_iter().map(|line| line + "\n").collect()
}

/// The days from the log's first on, four weeks at least.
pub fn shown(report: &Report) -> &[DaySummary] {
    let days = report.days.as_slice();
    let logged = report
        .log
        .first
        .and_then(|first| days.iter().rposition(|day| day.date <= first))
        .unwrap_or(0);
    let from = logged.min(days.len().saturating_sub(FEWEST_DAYS));
    days.get(from..).unwrap_or_default()
}

fn values(days: &[DaySummary], value: impl Fn(&DaySummary) -> f64) -> Vec<f64> {
    days.iter().map(value).collect()
}

fn pain_panel(
    lines: &mut Vec<String>,
    report: &Report,
    days: &[DaySummary],
    scale: &TimeScale,
    theme: &Theme,
) {
    let mut canvas = Canvas::new(scale.columns(), pain::ROWS);
    let drawn = pain::draw(&mut canvas, report, days, scale, theme);
    let symptoms = days.iter().any(|day| !day.symptoms.is_empty());
    lines.push(theme.paint(Role::Heading, "Pain by day, 0 (none) to 10"));
    lines.extend(legend(report, drawn, symptoms, theme));
    for row in 0..pain::ROWS {
        let number = if row % 2 == 0 {
            (10 - row).to_string()
        } else {
            String::new()
        };
        lines.push(margin(&number, theme) + &canvas.line(row, theme));
    }
    lines.extend(axis(scale, theme));
    if symptoms {
        lines.push(symptom_marks(days, scale, theme));
    }
    let mut marks = Canvas::new(scale.columns(), 0);
    windows::draw(&mut marks, report, scale, theme);
    for row in 0..marks.height() {
        lines.push(" ".repeat(MARGIN) + &marks.line(row, theme));
    }
}

/// `  4 ┤`, or the axis alone.
fn margin(number: &str, theme: &Theme) -> String {
    let axis = if number.is_empty() {
        theme.glyph("│", "|")
    } else {
        theme.glyph("┤", "+")
    };
    theme.paint(Role::Faint, format!("{number:>3} {axis}"))
}

/// The line under the days, and the labels under that.
fn axis(scale: &TimeScale, theme: &Theme) -> [String; 2] {
    let labels = scale.labels();
    let mut line = String::from(theme.glyph("    └", "    +"));
    for column in 0..scale.columns() {
        let is_labelled = labels.iter().any(|(at, _)| *at == column);
        line.push_str(if is_labelled {
            theme.glyph("┬", "+")
        } else {
            theme.glyph("─", "-")
        });
    }
    let mut text = " ".repeat(MARGIN);
    for (column, label) in &labels {
        text.push_str(&" ".repeat((MARGIN + column).saturating_sub(text.len())));
        text.push_str(label);
    }
    [
        theme.paint(Role::Faint, line),
        theme.paint(Role::Faint, text),
    ]
}

/// A mark under each day on which a symptom was recorded.
fn symptom_marks(days: &[DaySummary], scale: &TimeScale, theme: &Theme) -> String {
    let mut canvas = Canvas::new(scale.columns(), 1);
    for (number, day) in days.iter().enumerate() {
        if let Some(symptom) = day.symptoms.first() {
            let role = if symptom.level().is_urgent() {
                Role::Urgent
            } else {
                Role::Strong
            };
            canvas.put(0, scale.middle(number), '!', role);
        }
    }
    " ".repeat(MARGIN) + &canvas.line(0, theme)
}

/// A mark under each run that went well beyond those before it.
fn longer_runs(report: &Report, days: &[DaySummary], scale: &TimeScale, theme: &Theme) -> String {
    let mut canvas = Canvas::new(scale.columns(), 1);
    for (number, day) in days.iter().enumerate() {
        if report.jump_between(day.date, day.date).is_some() {
            canvas.put(0, scale.middle(number), LONGER, Role::Strong);
        }
    }
    " ".repeat(MARGIN) + &canvas.line(0, theme)
}

fn bar_panel(
    lines: &mut Vec<String>,
    values: &[f64],
    most: f64,
    shared: Shared,
    scale: &TimeScale,
    role: Role,
    theme: &Theme,
) {
    let mut canvas = Canvas::new(scale.columns(), bars::ROWS);
    bars::draw(&mut canvas, values, most, shared, scale, role, theme);
    for row in 0..bars::ROWS {
        // Three characters at most: a wider one would move the bars.
        let number = match row {
            0 if most >= 10.0 => whole(most),
            0 => amount(most),
            _ => String::new(),
        };
        lines.push(margin(&number, theme) + &canvas.line(row, theme));
    }
}

/// What the signs of the chart mean, as many to a line as fit.
fn legend(report: &Report, drawn: pain::Drawn, symptoms: bool, theme: &Theme) -> Vec<String> {
    let mut items = vec![(pain::point(theme).to_string(), Role::Pain, "day".to_owned())];
    if drawn.line {
        let sign = theme.glyph("⠒⠒", "==").to_owned();
        items.push((sign, Role::Strong, "7-day mean".to_owned()));
    }
    if drawn.both {
        let sign = pain::both(theme).to_string();
        items.push((sign, Role::Strong, "both".to_owned()));
    }
    if let Some(level) = report.verdict.eased_at.filter(|_| drawn.threshold) {
        let sign = theme.glyph("⠤ ⠤", "- -").to_owned();
        let text = format!("eased at {} or below", decimal(level));
        items.push((sign, Role::Threshold, text));
    }
    if symptoms {
        items.push(("!".to_owned(), Role::Strong, "symptom".to_owned()));
    }
    let mut lines: Vec<(usize, String)> = Vec::new();
    for (sign, role, text) in items {
        let width = sign.width() + 1 + text.width();
        let item = format!("{} {text}", theme.paint(role, sign));
        match lines.last_mut() {
            Some((used, line)) if *used + 3 + width <= theme.width => {
                line.push_str("   ");
                line.push_str(&item);
                *used += 3 + width;
            }
            _ => lines.push((width, item)),
        }
    }
    lines.into_iter().map(|(_, line)| line).collect()
}
