//! The chart as shapes on a plane, in points from its upper left corner: SVG and PDF
//! draw the same ones.

use super::{Chart, ChartDay};
use crate::domain::DistanceUnit;
use crate::term::format::amount;

/// How wide the drawing is for a page and a large screen, and for a phone.
pub const WIDE: f64 = 820.0;
pub const NARROW: f64 = 330.0;

/// The chart, so many points wide.
pub fn plot(chart: &Chart, width: f64) -> Plot {
    let mut pen = Pen::new(width, chart.days.len());
    let top = legend(&mut pen, chart);
    let bottom = pain_panel(&mut pen, chart, top);
    let bottom = time_axis(&mut pen, chart, bottom);
    let height = bar_panels(&mut pen, chart, bottom);
    Plot { width, height, shapes: pen.shapes }
}

/// Days on which a symptom was recorded, and dates, beneath `base`.
fn time_axis(pen: &mut Pen, chart: &Chart, base: f64) -> f64 {
    let mut y = base;
    if chart.days.iter().any(|day| !day.symptoms.is_empty()) {
        for (number, day) in chart.days.iter().enumerate() {
            if !day.symptoms.is_empty() {
                pen.shapes.push(Shape::Triangle {
                    at: (pen.middle(number), y + 4.0),
                    size: (pen.day * 1.1).clamp(4.0, 8.0),
                    ink: if day.is_urgent { Ink::Urgent } else { Ink::Symptom },
                });
            }
        }
        y += 11.0;
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a width in characters is small and positive"
    )]
    let room = ((pen.width - LEFT) / CHARACTER) as usize;
    for (day, label) in chart.labels(room) {
        let x = pen.x(day);
        pen.line(vec![(x, base), (x, base + 4.0)], Ink::Axis);
        pen.text((x, y + 13.0), label, Anchor::Start, Ink::Label);
    }
    y + 20.0
}

/// The drawing.
#[derive(Debug, Clone, PartialEq)]
pub struct Plot {
    pub width: f64,
    pub height: f64,
    /// The first is at the bottom.
    pub shapes: Vec<Shape>,
}

/// A place: points to the right, and down.
pub type Point = (f64, f64);

#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    Rect {
        at: Point,
        size: Point,
        ink: Ink,
    },
    /// Joined by straight lines, never filled.
    Line {
        points: Vec<Point>,
        ink: Ink,
    },
    Dot {
        at: Point,
        radius: f64,
        ink: Ink,
    },
    /// Points up; `at` is its tip.
    Triangle {
        at: Point,
        size: f64,
        ink: Ink,
    },
    /// `at` is on its base line.
    Text {
        at: Point,
        text: String,
        anchor: Anchor,
        ink: Ink,
    },
}

/// Which point of a text is placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    Start,
    End,
}

/// What a shape stands for; the format chooses colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    Window,
    Grid,
    Axis,
    Day,
    Mean,
    Threshold,
    Stretch,
    Goal,
    Run,
    Symptom,
    Urgent,
    Label,
    Title,
}

/// About how wide a character of a text of 11 points is.
const CHARACTER: f64 = 5.8;
/// From one line of text to the next.
const LINE: f64 = 15.0;
/// Blank at the sides of the days.
const LEFT: f64 = 30.0;
const RIGHT: f64 = 6.0;
/// The largest radius of a day's dot.
const WIDEST_DOT: f64 = 3.0;

/// Draws days from left to right.
struct Pen {
    pub shapes: Vec<Shape>,
    pub width: f64,
    /// Points that a day is wide.
    pub day: f64,
}

impl Pen {
    pub fn new(width: f64, days: usize) -> Self {
        Self { shapes: Vec::new(), width, day: (width - LEFT - RIGHT) / (days.max(1) as f64) }
    }

    pub fn x(&self, day: f64) -> f64 {
        LEFT + day * self.day
    }

    pub fn middle(&self, day: usize) -> f64 {
        self.x(day as f64 + 0.5)
    }

    pub fn text(&mut self, at: Point, text: impl Into<String>, anchor: Anchor, ink: Ink) {
        self.shapes.push(Shape::Text { at, text: text.into(), anchor, ink });
    }

    pub fn line(&mut self, points: Vec<Point>, ink: Ink) {
        self.shapes.push(Shape::Line { points, ink });
    }

    pub fn across(&mut self, y: f64, ink: Ink) {
        let right = self.width - RIGHT;
        self.line(vec![(LEFT, y), (right, y)], ink);
    }

    pub fn dot_radius(&self) -> f64 {
        (self.day * 0.4).clamp(0.6, WIDEST_DOT)
    }
}

/// About how wide it is.
fn text_width(text: &str) -> f64 {
    text.chars().count() as f64 * CHARACTER
}

/// What the signs mean; gives the height that it took.
fn legend(pen: &mut Pen, chart: &Chart) -> f64 {
    let mut items = vec![(Ink::Day, "day".to_owned())];
    let is_joined = |pair: &[ChartDay]| pair.iter().all(|day| day.mean.is_some());
    if chart.days.windows(2).any(is_joined) {
        items.push((Ink::Mean, "7-day mean".to_owned()));
    }
    if let Some(threshold) = &chart.threshold {
        items.push((Ink::Threshold, threshold.label.clone()));
    }
    let has = |urgent| {
        let marked = |day: &ChartDay| !day.symptoms.is_empty() && day.is_urgent == urgent;
        chart.days.iter().any(marked)
    };
    if has(false) {
        items.push((Ink::Symptom, "symptom".to_owned()));
    }
    if has(true) {
        items.push((Ink::Urgent, "urgent symptom".to_owned()));
    }
    let (mut x, mut y) = (LEFT, 11.0);
    for (ink, text) in items {
        let sign = match ink {
            Ink::Mean | Ink::Threshold => 22.0,
            _ => 10.0,
        };
        let width = sign + 4.0 + text_width(&text);
        if x > LEFT && x + width > pen.width {
            (x, y) = (LEFT, y + LINE);
        }
        let middle = y - 4.0;
        match ink {
            Ink::Day => pen.shapes.push(Shape::Dot {
                at: (x + sign / 2.0, middle),
                radius: WIDEST_DOT,
                ink,
            }),
            Ink::Symptom | Ink::Urgent => pen.shapes.push(Shape::Triangle {
                at: (x + sign / 2.0, middle - 4.0),
                size: 8.0,
                ink,
            }),
            _ => pen.line(vec![(x, middle), (x + sign, middle)], ink),
        }
        pen.text((x + sign + 4.0, y), text, Anchor::Start, Ink::Label);
        x += width + 14.0;
    }
    y + 8.0
}

/// Height of the panel.
const PAIN: f64 = 120.0;

/// Pain by day, beneath `top`; gives its base line.
fn pain_panel(pen: &mut Pen, chart: &Chart, top: f64) -> f64 {
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
        pen.text((LEFT - 5.0, y + 4.0), pain.to_string(), Anchor::End, Ink::Label);
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
    let (left, right) = (pen.x(window.days.0 as f64), pen.x(window.days.1 as f64 + 1.0));
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

/// Height of a panel.
const BARS: f64 = 20.0;

/// Stretching and running, each where there was any; gives the height of all.
fn bar_panels(pen: &mut Pen, chart: &Chart, top: f64) -> f64 {
    let mut y = top;
    if chart.most_stretches > 0 {
        let goal = f64::from(chart.stretch_goal);
        let most = f64::from(chart.most_stretches).max(goal);
        let title = match chart.stretch_goal {
            0 => "Stretching sessions a day".to_owned(),
            goal => format!("Stretching sessions a day, goal {goal}"),
        };
        let values = chart.days.iter().map(|day| f64::from(day.stretches));
        let panel = Panel { title, most, mark: (goal > 0.0).then_some(goal), ink: Ink::Stretch };
        y = bars(pen, &panel, values, y);
    }
    if chart.most_run > 0.0 {
        let title = match chart.unit {
            DistanceUnit::Km => "Kilometres run a day",
            DistanceUnit::Mi => "Miles run a day",
        };
        let values = chart.days.iter().map(|day| day.run.unwrap_or(0.0));
        let panel =
            Panel { title: title.to_owned(), most: chart.most_run, mark: None, ink: Ink::Run };
        y = bars(pen, &panel, values, y);
    }
    y
}

struct Panel {
    title: String,
    most: f64,
    mark: Option<f64>,
    ink: Ink,
}

fn bars(pen: &mut Pen, panel: &Panel, values: impl Iterator<Item = f64>, top: f64) -> f64 {
    pen.text((LEFT, top + 11.0), panel.title.as_str(), Anchor::Start, Ink::Title);
    let roof = top + LINE + 3.0;
    let base = roof + BARS;
    pen.text((LEFT - 5.0, roof + 8.0), amount(panel.most), Anchor::End, Ink::Label);
    for (number, value) in values.enumerate() {
        if value > 0.0 {
            let tall = value / panel.most * BARS;
            let wide = (pen.day * 0.7).max(0.4);
            pen.shapes.push(Shape::Rect {
                at: (pen.middle(number) - wide / 2.0, base - tall),
                size: (wide, tall),
                ink: panel.ink,
            });
        }
    }
    if let Some(mark) = panel.mark {
        pen.across(base - mark / panel.most * BARS, Ink::Goal);
    }
    pen.across(base, Ink::Axis);
    base + 8.0
}
