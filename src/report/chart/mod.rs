//! The chart: values by day and where the marks stand, in days from its first. Two
//! back ends draw it, in characters and as shapes.

mod shapes;
mod text;
mod time;

use chrono::NaiveDate;

pub use shapes::{Anchor, Ink, NARROW, Plot, Point, Shape, WIDE, plot};
pub use text::chart_text;
use time::TimeScale;

use super::verdict_text::unread_note;
use crate::analysis::{DaySummary, Report};
use crate::domain::DistanceUnit;
use crate::term::format::{date, decimal, span};

/// The chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// What it is, for those who do not see it: a few words.
    pub title: String,
    /// The same in sentences with the numbers.
    pub description: String,
    /// The first day drawn.
    pub first: NaiveDate,
    /// Every calendar day drawn, oldest first.
    pub days: Vec<ChartDay>,
    /// The level at which it counts as eased.
    pub threshold: Option<Threshold>,
    /// The windows that are compared.
    pub windows: Vec<Mark>,
    /// Stretching sessions a day that the user aims for; 0 for none.
    pub stretch_goal: u32,
    /// The most sessions of a day; 0 where there was none.
    pub most_stretches: u32,
    /// Days with a stretch a week; `None` under a week.
    pub stretch_days_per_week: Option<f64>,
    /// Distance run a week, in `unit`; `None` under a week.
    pub run_per_week: Option<f64>,
    /// The longest run of a day, in `unit`; 0 where there was none.
    pub most_run: f64,
    /// Of every distance in it.
    pub unit: DistanceUnit,
}

/// A day of the chart.
#[derive(Debug, Clone, PartialEq)]
pub struct ChartDay {
    /// The day.
    pub date: NaiveDate,
    /// Its score, 0–10; `None` is a gap, never zero.
    pub pain: Option<f64>,
    /// The mean of the 7 days that end on it; joins days in a row only.
    pub mean: Option<f64>,
    /// Stretching sessions.
    pub stretches: u32,
    /// Distance run, in the chart's unit; `None` where none was recorded.
    pub run: Option<f64>,
    /// Symptoms recorded, the most urgent first.
    pub symptoms: Vec<&'static str>,
    /// Whether one of them cannot wait.
    pub is_urgent: bool,
}

/// The level at which pain counts as eased.
#[derive(Debug, Clone, PartialEq)]
pub struct Threshold {
    /// 0–10.
    pub level: f64,
    /// The day, counted from the first drawn, from which on it is drawn.
    pub since: usize,
    /// `eased at 3.5 or below`.
    pub label: String,
}

/// A window of days that is compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// `start` or `lately`.
    pub name: &'static str,
    /// `start 5.0`, `lately 4.6`.
    pub label: String,
    /// The mean of its days.
    pub mean: f64,
    /// Its first and last day, counted from the first drawn.
    pub days: (usize, usize),
}

impl Chart {
    pub fn new(report: &Report, unit: DistanceUnit) -> Self {
        let days: Vec<ChartDay> = shown(report).iter().map(|day| chart_day(day, unit)).collect();
        let first = days.first().map_or(report.since, |day| day.date);
        let scale = TimeScale::new(first, days.len(), days.len());
        let verdict = &report.verdict;
        let threshold = verdict.eased_at.and_then(|level| {
            let (since, _) = scale.days_within(verdict.episode?.start, report.as_of)?;
            Some(Threshold { level, since, label: format!("eased at {} or below", decimal(level)) })
        });
        let windows = [(verdict.baseline, "start"), (verdict.recent, "lately")]
            .into_iter()
            .filter_map(|(window, name)| {
                let window = window?;
                Some(Mark {
                    name,
                    label: format!("{name} {}", decimal(window.mean)),
                    mean: window.mean,
                    days: scale.days_within(window.from, window.to)?,
                })
            })
            .collect();
        Self {
            title: title(report, first),
            description: description(report),
            first,
            threshold,
            windows,
            stretch_goal: report.settings.stretch_goal,
            stretch_days_per_week: report.balance.stretch_days_per_week,
            run_per_week: report.balance.run_per_week.map(|run| unit.of(run)),
            most_stretches: days.iter().map(|day| day.stretches).max().unwrap_or(0),
            most_run: days.iter().filter_map(|day| day.run).fold(0.0, f64::max),
            days,
            unit,
        }
    }

    /// Labels of the time axis, as many as stand apart where so many
    /// characters fit: days from the first, and the text.
    pub fn labels(&self, room: usize) -> Vec<(f64, String)> {
        let scale = TimeScale::new(self.first, self.days.len(), room);
        let per_column = self.days.len() as f64 / scale.columns().max(1) as f64;
        scale
            .labels()
            .into_iter()
            .map(|(column, label)| (column as f64 * per_column, label))
            .collect()
    }
}

/// A young log is not drawn wider than this lets it.
const FEWEST_DAYS: usize = 28;

/// The days from the log's first on, four weeks at least.
fn shown(report: &Report) -> &[DaySummary] {
    let days = report.days.as_slice();
    let logged = report
        .log
        .first
        .and_then(|first| days.iter().rposition(|day| day.date <= first))
        .unwrap_or(0);
    let from = logged.min(days.len().saturating_sub(FEWEST_DAYS));
    days.get(from..).unwrap_or_default()
}

fn chart_day(day: &DaySummary, unit: DistanceUnit) -> ChartDay {
    ChartDay {
        date: day.date,
        pain: day.pain,
        mean: day.pain_7_day_mean,
        stretches: day.stretch_sessions,
        run: day.run_distance.map(|run| unit.of(run)),
        symptoms: day.symptoms.iter().map(|symptom| symptom.name()).collect(),
        is_urgent: day.symptoms.iter().any(|symptom| symptom.level().is_urgent()),
    }
}

/// What is shown, and what of the log is not in it.
fn title(report: &Report, first: NaiveDate) -> String {
    let title = format!("Pain by day, {}", span(first, report.as_of));
    match unread_note(report) {
        Some(note) => format!("{title} ({note})"),
        None => title,
    }
}

/// The chart in words.
fn description(report: &Report) -> String {
    let verdict = &report.verdict;
    let mut sentences = vec![
        "A point for each day with a reading, a line for the 7-day mean, bars for stretching \
         and running. Days without a reading are gaps."
            .to_owned(),
    ];
    if let Some(window) = verdict.baseline {
        sentences.push(format!(
            "At the start pain averaged {} of 10, {}.",
            decimal(window.mean),
            span(window.from, window.to)
        ));
    }
    if let Some(window) = verdict.recent {
        sentences.push(format!(
            "Lately it averaged {} of 10, {}.",
            decimal(window.mean),
            span(window.from, window.to)
        ));
    }
    if let Some((day, score)) = verdict.last_score {
        sentences.push(format!("The latest was {} of 10, on {}.", decimal(score), date(day)));
    }
    sentences.join(" ")
}
