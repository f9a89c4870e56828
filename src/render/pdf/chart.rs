//! The chart, drawn: pain by day, and beneath it, on the same time axis,
//! stretching and running.

use super::super::figures::amount;
use super::super::page::{Chart, ChartDay};
use super::face::Weight::{Bold, Regular};
use super::flow::Flow;
use super::ink::{Ink, Stroke, Style};
use super::tags::Tags;
use super::tint::Tint;
use crate::domain::DistanceUnit;

/// About as high as it gets, in points.
pub(super) const HEIGHT: f32 = 210.0;
/// The panel of pain, from 10 down to 0.
const PAIN: f32 = 88.0;
const BARS: f32 = 20.0;
/// Room for the numbers of the vertical axis.
const MARGIN: f32 = 15.0;

/// The chart under what stands there.
pub(super) fn chart(flow: &mut Flow<'_>, chart: &Chart) {
    let pen = Pen {
        left: flow.left() + flow.pt(MARGIN),
        right: flow.left() + flow.width(),
        unit: flow.pt(1.0),
        step: (flow.width() - flow.pt(MARGIN)) / chart.days.len().max(1) as f32,
        small: flow.style(Regular, 7.2, Tint::SOFT),
    };
    let top = flow.y;
    let mut end = top;
    let alt = format!("{}. {}", chart.title, chart.description);
    flow.ink.picture(&alt, |ink| end = pen.draw(ink, chart, top));
    flow.y = end;
}

/// Where days and values stand.
struct Pen {
    left: f32,
    right: f32,
    /// A point of the unscaled page.
    unit: f32,
    /// From day to day.
    step: f32,
    small: Style,
}

impl Pen {
    fn draw(&self, ink: &mut Ink<'_>, chart: &Chart, top: f32) -> f32 {
        self.legend(ink, chart, top);
        let mut top = top + 14.0 * self.unit;
        if !chart.windows.is_empty() {
            top = self.windows(ink, chart, top) + 4.0 * self.unit;
        }
        let foot = top + PAIN * self.unit;
        self.grid(ink, top);
        self.threshold(ink, chart, top);
        self.course(ink, chart, top);
        let mut axis = foot;
        if chart.days.iter().any(|day| !day.symptoms.is_empty()) {
            axis += 7.5 * self.unit;
            self.symptoms(ink, chart, axis);
        }
        self.labels(ink, chart, (top, foot), axis);
        let mut y = axis + 13.0 * self.unit;
        if chart.most_stretches > 0 {
            let goal = match chart.stretch_goal {
                0 => String::new(),
                goal => format!(" (goal {goal})"),
            };
            let title = format!("Stretching sessions a day{goal}");
            let most = f64::from(chart.most_stretches.max(chart.stretch_goal));
            let value = |day: &ChartDay| f64::from(day.stretches);
            y = self.bars(ink, chart, y, &title, Tint::STRETCH, most, value);
            if chart.stretch_goal > 0 {
                let level = y - 2.0 * self.unit - share(f64::from(chart.stretch_goal), most) * BARS * self.unit;
                let stroke = self.stroke(0.5, Tint::STRETCH, true);
                ink.line(stroke, &[(self.left, level), (self.right, level)]);
            }
        }
        if chart.most_run > 0.0 {
            let title = match chart.unit {
                DistanceUnit::Km => "Kilometres run a day",
                DistanceUnit::Mi => "Miles run a day",
            };
            let value = |day: &ChartDay| day.run.unwrap_or(0.0);
            y = self.bars(ink, chart, y, title, Tint::RUN, chart.most_run, value);
        }
        y + 5.0 * self.unit
    }

    fn stroke(&self, width: f32, tint: Tint, is_dashed: bool) -> Stroke {
        Stroke {
            width: width * self.unit,
            tint,
            is_dashed,
        }
    }

    /// The middle of a day.
    fn middle(&self, day: usize) -> f32 {
        self.left + (day as f32 + 0.5) * self.step
    }

    /// A level of pain, in the panel that begins at `top`.
    fn level(&self, top: f32, pain: f64) -> f32 {
        top + (1.0 - share(pain, 10.0)) * PAIN * self.unit
    }

    fn text(&self, ink: &mut Ink<'_>, x: f32, y: f32, style: Style, text: &str) {
        ink.text(Tags::DOCUMENT, x, y, style, text);
    }

    fn grid(&self, ink: &mut Ink<'_>, top: f32) {
        for pain in [0.0, 2.0, 4.0, 6.0, 8.0, 10.0] {
            let y = self.level(top, pain);
            let tint = if pain == 0.0 { Tint::SOFT } else { Tint::GRID };
            ink.line(
                self.stroke(0.5, tint, false),
                &[(self.left, y), (self.right, y)],
            );
            self.number(ink, y, &amount(pain));
        }
    }

    /// A number left of the axis, its middle at `y`.
    fn number(&self, ink: &mut Ink<'_>, y: f32, number: &str) {
        let width = ink.width(self.small, number);
        let x = self.left - width - 4.0 * self.unit;
        self.text(ink, x, y + 2.5 * self.unit, self.small, &format!("{number} "));
    }

    /// The months and days under the panel.
    fn labels(&self, ink: &mut Ink<'_>, chart: &Chart, (top, foot): (f32, f32), axis: f32) {
        for (day, label) in &chart.labels {
            let x = self.left + narrowed(*day) * self.step;
            let tick = self.stroke(0.5, Tint::GRID, false);
            ink.line(tick, &[(x, top), (x, foot)]);
            let tick = self.stroke(0.5, Tint::SOFT, false);
            ink.line(tick, &[(x, foot), (x, axis + 2.5 * self.unit)]);
            let text = format!("{label} ");
            let room = self.right - ink.width(self.small, label);
            let y = axis + 9.0 * self.unit;
            self.text(ink, (x + self.unit).min(room), y, self.small, &text);
        }
    }

    fn threshold(&self, ink: &mut Ink<'_>, chart: &Chart, top: f32) {
        if let Some(threshold) = &chart.threshold {
            let y = self.level(top, threshold.level);
            let from = self.left + threshold.since as f32 * self.step;
            let stroke = self.stroke(0.9, Tint::THRESHOLD, true);
            ink.line(stroke, &[(from, y), (self.right, y)]);
        }
    }

    /// The means that are compared: a bracket over their days, and its number.
    /// Gives the foot of the lowest.
    fn windows(&self, ink: &mut Ink<'_>, chart: &Chart, top: f32) -> f32 {
        let style = Style {
            weight: Bold,
            tint: Tint::INK,
            ..self.small
        };
        let mut y = top + 11.0 * self.unit;
        let mut used = self.left;
        let mut covered = self.left;
        for window in &chart.windows {
            let from = self.left + window.days.0 as f32 * self.step;
            let to = self.left + (window.days.1 + 1) as f32 * self.step;
            if from + self.unit < covered {
                // Days that both hold: one bracket under the other.
                y += 13.0 * self.unit;
                used = self.left;
            }
            let stroke = self.stroke(0.8, Tint::INK, false);
            let end = 2.5 * self.unit;
            ink.line(
                stroke,
                &[(from, y + end), (from, y), (to, y), (to, y + end)],
            );
            let width = ink.width(style, &window.label);
            let wanted = f32::midpoint(from, to) - width / 2.0;
            // Beside the label before it, and never over the edge.
            let x = wanted.min(self.right - width).max(used);
            let label = format!("{} ", window.label);
            self.text(ink, x, y - 2.5 * self.unit, style, &label);
            used = x + width + 6.0 * self.unit;
            covered = to;
        }
        y
    }

    /// A point for each day, and the mean as a line that joins no gap.
    fn course(&self, ink: &mut Ink<'_>, chart: &Chart, top: f32) {
        let radius = (self.step * 0.36).clamp(0.35 * self.unit, 1.7 * self.unit);
        for (day, it) in chart.days.iter().enumerate() {
            if let Some(pain) = it.pain {
                ink.dot(Tint::PAIN, self.middle(day), self.level(top, pain), radius);
            }
        }
        let mut run: Vec<(f32, f32)> = Vec::new();
        let stroke = self.stroke(1.4, Tint::MEAN, false);
        for (day, it) in chart.days.iter().enumerate() {
            match it.mean {
                Some(mean) => run.push((self.middle(day), self.level(top, mean))),
                None => self.join(ink, stroke, &mut run),
            }
        }
        self.join(ink, stroke, &mut run);
    }

    /// Draws a run of days with a mean, and forgets it.
    fn join(&self, ink: &mut Ink<'_>, stroke: Stroke, run: &mut Vec<(f32, f32)>) {
        if let [(x, y)] = run.as_slice() {
            // A day alone is a line as wide as the day.
            let half = self.step * 0.35;
            *run = vec![(x - half, *y), (x + half, *y)];
        }
        if run.len() > 1 {
            ink.line(stroke, run);
        }
        run.clear();
    }

    /// A mark under each day on which a symptom was recorded.
    fn symptoms(&self, ink: &mut Ink<'_>, chart: &Chart, foot: f32) {
        for (day, it) in chart.days.iter().enumerate() {
            if !it.symptoms.is_empty() {
                let tint = if it.is_urgent { Tint::URGENT } else { Tint::INK };
                self.mark(ink, tint, self.middle(day), foot);
            }
        }
    }

    /// A small triangle that stands on `foot`.
    fn mark(&self, ink: &mut Ink<'_>, tint: Tint, x: f32, foot: f32) {
        ink.triangle(tint, x, foot, 5.6 * self.unit);
    }

    /// A panel of bars under `top`; gives its foot.
    #[expect(clippy::too_many_arguments, reason = "a panel is all of these")]
    fn bars(
        &self,
        ink: &mut Ink<'_>,
        chart: &Chart,
        top: f32,
        title: &str,
        tint: Tint,
        most: f64,
        value: impl Fn(&ChartDay) -> f64,
    ) -> f32 {
        let style = Style { tint, ..self.small };
        self.text(ink, self.left, top + 8.0 * self.unit, style, &format!("{title} "));
        let (top, foot) = (top + 11.0 * self.unit, top + (11.0 + BARS) * self.unit);
        let base = self.stroke(0.5, Tint::RULE, false);
        ink.line(base, &[(self.left, foot), (self.right, foot)]);
        self.number(ink, top + self.unit, &amount(most));
        let width = self.step * 0.72;
        for (day, it) in chart.days.iter().enumerate() {
            let height = share(value(it), most) * BARS * self.unit;
            if height > 0.0 {
                let height = height.max(0.6 * self.unit);
                let x = self.middle(day) - width / 2.0;
                ink.block(tint, x, foot - height, width, height);
            }
        }
        foot + 2.0 * self.unit
    }

    /// What the signs mean.
    fn legend(&self, ink: &mut Ink<'_>, chart: &Chart, top: f32) {
        let y = top + 8.0 * self.unit;
        let middle = y - 2.5 * self.unit;
        let head = Style {
            weight: Bold,
            tint: Tint::INK,
            ..self.small
        };
        let title = "Pain by day, 0 (none) to 10 ";
        self.text(ink, self.left, y, head, title);
        let mut x = self.left + ink.width(head, title) + 10.0 * self.unit;
        let sign = 12.0 * self.unit;
        let mut items: Vec<(Sign, &str)> = vec![(Sign::Day, "day")];
        if chart.days.iter().any(|day| day.mean.is_some()) {
            items.push((Sign::Mean, "7-day mean"));
        }
        if let Some(threshold) = &chart.threshold {
            items.push((Sign::Threshold, &threshold.label));
        }
        if chart.days.iter().any(|day| !day.symptoms.is_empty()) {
            items.push((Sign::Symptom, "symptom"));
        }
        for (what, text) in items {
            let line = [(x, middle), (x + sign, middle)];
            match what {
                Sign::Day => ink.dot(Tint::PAIN, x + sign - 3.0 * self.unit, middle, 1.7 * self.unit),
                Sign::Mean => ink.line(self.stroke(1.4, Tint::MEAN, false), &line),
                Sign::Threshold => ink.line(self.stroke(0.9, Tint::THRESHOLD, true), &line),
                Sign::Symptom => {
                    let foot = middle + 2.5 * self.unit;
                    self.mark(ink, Tint::INK, x + sign - 3.0 * self.unit, foot);
                }
            }
            x += sign + 3.0 * self.unit;
            self.text(ink, x, y, self.small, &format!("{text} "));
            x += ink.width(self.small, text) + 10.0 * self.unit;
        }
    }
}

/// A sign of the legend.
#[derive(Debug, Clone, Copy)]
enum Sign {
    Day,
    Mean,
    Threshold,
    Symptom,
}

/// `value` as a share of `most`, from 0 to 1.
fn share(value: f64, most: f64) -> f32 {
    if most > 0.0 {
        narrowed((value / most).clamp(0.0, 1.0))
    } else {
        0.0
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a place on paper needs no more digits"
)]
const fn narrowed(value: f64) -> f32 {
    value as f32
}
