//! Pain by day, the windows that are compared, and the level that counts as eased.

use super::pen::{CHARACTER, LEFT, LINE, Pen, RIGHT, text_width};
use super::shape::{Anchor, Ink, Point, Shape};
use crate::report::page::{Chart, ChartDay};

/// Height of the panel.
const PAIN: f64 = 120.0;

/// Pain by day, beneath `top`; gives its base line.
pub fn pain_panel(pen: &mut Pen, chart: &Chart, top: f64) -> f64 {
    let strips = window_strips(pen, chart);
    let roof = top + strips as f64 * LINE;
    let base = roof + 6.0 + PAIN;
    let height = |pain: f64| base - pain.clamp(0.0, 10.0) / 10.0 * PAIN;
    for (number, window) in chart.windows.iter().enumerate() {
        let (from, to) = window.days;
        let (left, right) = (pen.x(from as f64), pen.x(to as f64 + 1.0));
        let strip = roof - if number + 1 < strips { LINE } else { 0.0 };
        pen.shapes.push(Shape::Rect {
            at: (left, strip),
            size: (right - left, base - strip),
            ink: Ink::Window,
        });
        let (x, anchor) = label_place(pen, chart, number);
        pen.text((x, strip - 4.0), window.label.as_str(), anchor, Ink::Title);
    }
    for pain in [0u8, 2, 4, 6, 8, 10] {
        let y = height(f64::from(pain));
        let ink = if pain == 0 { Ink::Axis } else { Ink::Grid };
        pen.across(y, ink);
        pen.text(
            (LEFT - 5.0, y + 4.0),
            pain.to_string(),
            Anchor::End,
            Ink::Label,
        );
    }
    if let Some(threshold) = &chart.threshold {
        let (y, left) = (height(threshold.level), pen.x(threshold.since as f64));
        let right = pen.width - RIGHT;
        pen.line(vec![(left, y), (right, y)], Ink::Threshold);
    }
    let radius = pen.dot_radius();
    for (number, day) in chart.days.iter().enumerate() {
        if let Some(pain) = day.pain {
            pen.shapes.push(Shape::Dot {
                at: (pen.middle(number), height(pain)),
                radius,
                ink: Ink::Day,
            });
        }
    }
    // A line for each run of days with a mean: it joins no gap.
    let numbered: Vec<(usize, &ChartDay)> = chart.days.iter().enumerate().collect();
    for run in numbered.split(|(_, day)| day.mean.is_none()) {
        let points: Vec<Point> = run
            .iter()
            .filter_map(|(number, day)| Some((pen.middle(*number), height(day.mean?))))
            .collect();
        if points.len() > 1 {
            pen.line(points, Ink::Mean);
        }
    }
    base
}

/// Where a window's label stands: the first begins with its window, the last
/// ends with it.
fn label_place(pen: &Pen, chart: &Chart, number: usize) -> (f64, Anchor) {
    let Some(window) = chart.windows.get(number) else {
        return (LEFT, Anchor::Start);
    };
    let (left, right) = (
        pen.x(window.days.0 as f64),
        pen.x(window.days.1 as f64 + 1.0),
    );
    let width = text_width(&window.label);
    let is_last = number + 1 == chart.windows.len();
    if (is_last && right - width > LEFT) || left + width > pen.width {
        (right, Anchor::End)
    } else {
        (left, Anchor::Start)
    }
}

/// How many lines the windows' labels need.
fn window_strips(pen: &Pen, chart: &Chart) -> usize {
    let spans: Vec<Point> = chart
        .windows
        .iter()
        .enumerate()
        .map(|(number, window)| {
            let width = text_width(&window.label);
            match label_place(pen, chart, number) {
                (x, Anchor::End) => (x - width, x),
                (x, _) => (x, x + width),
            }
        })
        .collect();
    match spans.as_slice() {
        [] => 0,
        [(_, end), (start, _)] if *end + CHARACTER > *start => 2,
        _ => 1,
    }
}
