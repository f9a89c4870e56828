//! The chart as shapes on a plane, in points from its upper left corner: SVG and PDF
//! draw the same ones.

use super::Chart;
use crate::analysis::DaySummary;
use crate::domain::{DistanceUnit, named};
use crate::term::format::amount;

/// How wide the drawing is for a page and a large screen, and for a phone.
pub const WIDE: f64 = 820.0;
pub const NARROW: f64 = 330.0;

/// About how wide a character of a text of 11 points is.
const CHARACTER: f64 = 5.8;
/// From one line of text to the next.
const LINE: f64 = 15.0;
/// Blank at the sides of the days.
const LEFT: f64 = 30.0;
const RIGHT: f64 = 6.0;
/// The largest radius of a day's dot.
const WIDEST_DOT: f64 = 3.0;
/// Height of the panel of pain, and of one of bars.
const PAIN: f64 = 120.0;
const BARS: f64 = 20.0;

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
pub struct Shape {
    pub meaning: Meaning,
    pub form: Form,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Form {
    /// Its upper left corner and its size.
    Rect(Point, Point),
    /// Joined by straight lines, never filled.
    Line(Vec<Point>),
    /// Its middle and its radius.
    Dot(Point, f64),
    /// Points up: its tip and its size.
    Triangle(Point, f64),
    /// From a point of its base line on.
    Text(Point, String),
    /// Up to a point of its base line.
    TextEnd(Point, String),
}

named! {
    /// What a shape stands for; the format chooses colours.
    pub enum Meaning {
        Window = "window",
        Grid = "grid",
        Axis = "axis",
        Day = "day",
        Mean = "mean",
        Threshold = "threshold",
        Stretch = "stretch",
        Goal = "goal",
        Run = "run",
        Symptom = "symptom",
        Urgent = "urgent-symptom",
        Visit = "visit",
        Label = "label",
        Title = "title",
    }
}

/// The chart, so many points wide.
pub fn plot(chart: &Chart, width: f64) -> Plot {
    let day = (width - LEFT - RIGHT) / (chart.days.len().max(1) as f64);
    let mut pen = Plotter { chart, shapes: Vec::new(), width, day };
    let top = pen.legend();
    let base = pen.pain(top);
    let bottom = pen.time_axis(base);
    let height = pen.bar_panels(bottom);
    Plot { width, height, shapes: pen.shapes }
}

/// Draws days from left to right.
struct Plotter<'a> {
    chart: &'a Chart,
    shapes: Vec<Shape>,
    width: f64,
    /// Points that a day is wide.
    day: f64,
}

impl Plotter<'_> {
    fn x(&self, day: f64) -> f64 {
        LEFT + day * self.day
    }

    fn middle(&self, day: usize) -> f64 {
        self.x(day as f64 + 0.5)
    }

    fn put(&mut self, meaning: Meaning, form: Form) {
        self.shapes.push(Shape { meaning, form });
    }

    fn line(&mut self, meaning: Meaning, from: Point, to: Point) {
        self.put(meaning, Form::Line(vec![from, to]));
    }

    fn across(&mut self, meaning: Meaning, y: f64) {
        self.line(meaning, (LEFT, y), (self.width - RIGHT, y));
    }

    /// What the signs mean; gives the height that it took.
    fn legend(&mut self) -> f64 {
        let days = &self.chart.days;
        let is_joined = |pair: &[DaySummary]| pair.iter().all(|day| day.pain_7_day_mean.is_some());
        let has = |is_urgent| {
            let marked =
                |day: &DaySummary| !day.symptoms.is_empty() && day.has_urgent_sign() == is_urgent;
            days.iter().any(marked)
        };
        let threshold = self.chart.threshold.as_ref().map(|threshold| threshold.label.as_str());
        let items = [
            (Meaning::Day, Some("day")),
            (Meaning::Mean, days.windows(2).any(is_joined).then_some("7-day mean")),
            (Meaning::Threshold, threshold),
            (Meaning::Symptom, has(false).then_some("symptom")),
            (Meaning::Urgent, has(true).then_some("urgent symptom")),
            (Meaning::Visit, days.iter().any(|day| day.is_visit).then_some("visit")),
        ];
        let (mut x, mut y) = (LEFT, 11.0);
        for (meaning, text) in
            items.into_iter().filter_map(|(meaning, text)| Some((meaning, text?)))
        {
            let is_line = matches!(meaning, Meaning::Mean | Meaning::Threshold);
            let sign = if is_line { 22.0 } else { 10.0 };
            let width = sign + 4.0 + text_width(text);
            if x > LEFT && x + width > self.width {
                (x, y) = (LEFT, y + LINE);
            }
            let (center, middle) = (x + sign / 2.0, y - 4.0);
            self.put(
                meaning,
                match meaning {
                    Meaning::Day => Form::Dot((center, middle), WIDEST_DOT),
                    Meaning::Visit => Form::Line(vec![(center, y - 10.0), (center, y)]),
                    _ if is_line => Form::Line(vec![(x, middle), (x + sign, middle)]),
                    _ => Form::Triangle((center, middle - 4.0), 8.0),
                },
            );
            self.put(Meaning::Label, Form::Text((x + sign + 4.0, y), text.to_owned()));
            x += width + 14.0;
        }
        y + 8.0
    }

    /// Pain by day, below `top`; returns its base line.
    fn pain(&mut self, top: f64) -> f64 {
        let chart = self.chart;
        // The first label begins with its window, the last ends with it; where they
        // would run into each other, each has a line of its own.
        let labels = chart.windows.iter().enumerate().map(|(number, window)| {
            let (left, right) = (self.x(window.days.0 as f64), self.x(window.days.1 as f64 + 1.0));
            let width = text_width(&window.label);
            let is_end = number > 0 && right - width > LEFT || left + width > self.width;
            let label = if is_end { (right - width, right) } else { (left, left + width) };
            (window, left, right, is_end, label)
        });
        let labels: Vec<_> = labels.collect();
        let is_tight = labels.windows(2).any(|pair| pair[0].4.1 + CHARACTER > pair[1].4.0);
        let strips = if is_tight { labels.len() } else { labels.len().min(1) };
        let roof = top + strips as f64 * LINE;
        let base = roof + 6.0 + PAIN;
        let height = |pain: f64| base - pain.clamp(0.0, 10.0) / 10.0 * PAIN;
        for (number, (window, left, right, is_end, _)) in labels.into_iter().enumerate() {
            let strip = if number + 1 < strips { roof - LINE } else { roof };
            self.put(Meaning::Window, Form::Rect((left, strip), (right - left, base - strip)));
            let label = window.label.clone();
            let title = if is_end {
                Form::TextEnd((right, strip - 4.0), label)
            } else {
                Form::Text((left, strip - 4.0), label)
            };
            self.put(Meaning::Title, title);
        }
        for pain in [0u8, 2, 4, 6, 8, 10] {
            let y = height(f64::from(pain));
            self.across(if pain == 0 { Meaning::Axis } else { Meaning::Grid }, y);
            self.put(Meaning::Label, Form::TextEnd((LEFT - 5.0, y + 4.0), pain.to_string()));
        }
        if let Some(threshold) = &chart.threshold {
            let (left, y) = (self.x(threshold.since as f64), height(threshold.level));
            self.line(Meaning::Threshold, (left, y), (self.width - RIGHT, y));
        }
        let radius = (self.day * 0.4).clamp(0.6, WIDEST_DOT);
        for (number, day) in chart.days.iter().enumerate() {
            if let Some(pain) = day.pain {
                self.put(Meaning::Day, Form::Dot((self.middle(number), height(pain)), radius));
            }
        }
        for (number, _) in chart.days.iter().enumerate().filter(|(_, day)| day.is_visit) {
            let x = self.middle(number);
            self.line(Meaning::Visit, (x, roof), (x, base));
        }
        // A line for each run of days with a mean: it joins no gap.
        let means: Vec<Option<Point>> = (0..)
            .zip(&chart.days)
            .map(|(number, day)| Some((self.middle(number), height(day.pain_7_day_mean?))))
            .collect();
        for run in means.split(Option::is_none).filter(|run| run.len() > 1) {
            self.put(Meaning::Mean, Form::Line(run.iter().flatten().copied().collect()));
        }
        base
    }

    /// Days with a symptom, and dates, below `base`.
    fn time_axis(&mut self, base: f64) -> f64 {
        let chart = self.chart;
        let mut y = base;
        if chart.days.iter().any(|day| !day.symptoms.is_empty()) {
            let size = (self.day * 1.1).clamp(4.0, 8.0);
            for (number, day) in chart.days.iter().enumerate() {
                if !day.symptoms.is_empty() {
                    let meaning =
                        if day.has_urgent_sign() { Meaning::Urgent } else { Meaning::Symptom };
                    self.put(meaning, Form::Triangle((self.middle(number), y + 4.0), size));
                }
            }
            y += 11.0;
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a width in characters is small and positive"
        )]
        let room = ((self.width - LEFT) / CHARACTER) as usize;
        for (day, label) in chart.labels(room) {
            let x = self.x(day);
            self.line(Meaning::Axis, (x, base), (x, base + 4.0));
            self.put(Meaning::Label, Form::Text((x, y + 13.0), label));
        }
        y + 20.0
    }

    /// Stretching and running, each where there was any; gives the height of all.
    fn bar_panels(&mut self, mut y: f64) -> f64 {
        let chart = self.chart;
        if chart.most_stretches > 0 {
            let goal = f64::from(chart.stretch_goal);
            let of_goal = match chart.stretch_goal {
                0 => String::new(),
                goal => format!(", goal {goal}"),
            };
            let title = format!("Stretching sessions a day{of_goal}");
            let most = f64::from(chart.most_stretches).max(goal);
            let values = chart.days.iter().map(|day| f64::from(day.stretch_sessions));
            let base = self.bars(Meaning::Stretch, title, most, values, y);
            if goal > 0.0 {
                self.across(Meaning::Goal, base - goal / most * BARS);
            }
            y = base + 8.0;
        }
        if chart.most_run > 0.0 {
            let title = match chart.unit {
                DistanceUnit::Km => "Kilometres run a day",
                DistanceUnit::Mi => "Miles run a day",
            };
            let values = chart.days.iter().map(|day| chart.run(day));
            y = self.bars(Meaning::Run, title.to_owned(), chart.most_run, values, y) + 8.0;
        }
        y
    }

    /// A panel of bars; gives its base line.
    fn bars(
        &mut self,
        meaning: Meaning,
        title: String,
        most: f64,
        values: impl Iterator<Item = f64>,
        top: f64,
    ) -> f64 {
        let roof = top + LINE + 3.0;
        let base = roof + BARS;
        let wide = (self.day * 0.7).max(0.4);
        self.put(Meaning::Title, Form::Text((LEFT, top + 11.0), title));
        self.put(Meaning::Label, Form::TextEnd((LEFT - 5.0, roof + 8.0), amount(most)));
        for (number, value) in values.enumerate().filter(|(_, value)| *value > 0.0) {
            let tall = value / most * BARS;
            let at = (self.middle(number) - wide / 2.0, base - tall);
            self.put(meaning, Form::Rect(at, (wide, tall)));
        }
        self.across(Meaning::Axis, base);
        base
    }
}

/// About how wide it is.
fn text_width(text: &str) -> f64 {
    text.chars().count() as f64 * CHARACTER
}
