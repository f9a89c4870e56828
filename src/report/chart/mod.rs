//! The chart: values by day and where the marks stand, in days from its first. Two
//! back ends draw it, in characters and as shapes.

mod shapes;
mod text;

use std::ops::Range;

use chrono::{Datelike, Days, NaiveDate, Weekday};
pub use shapes::{Form, NARROW, Plot, WIDE, plot};
#[cfg(feature = "pdf")]
pub use shapes::{Meaning, Point};
pub use text::chart_text;

use super::table::{Align, TableColumn};
use super::verdict_text::unread_note;
use crate::analysis::{DaySummary, Report};
use crate::domain::DistanceUnit;
use crate::term::Role;
use crate::term::format::{amount, date, decimal, short_date, span};

/// The chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// A few words for a screen reader.
    pub title: String,
    /// The same in sentences with the numbers.
    pub description: String,
    /// The first day drawn.
    pub first: NaiveDate,
    /// Every calendar day drawn, oldest first.
    pub days: Vec<DaySummary>,
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
        let days = days_drawn(report).to_vec();
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
            title: title(report, report.log.first.map_or(first, |log| log.max(first))),
            description: description(report),
            first,
            threshold,
            windows,
            stretch_goal: report.settings.stretch_goal,
            stretch_days_per_week: report.balance.stretch_days_per_week,
            run_per_week: report.balance.run_per_week.map(|run| unit.of(run)),
            most_stretches: days.iter().map(|day| day.stretch_sessions).max().unwrap_or(0),
            most_run: days
                .iter()
                .filter_map(|day| day.run_distance)
                .map(|run| unit.of(run))
                .fold(0.0, f64::max),
            days,
            unit,
        }
    }

    /// The distance run on a day, in the chart's unit; 0 where none was recorded.
    pub fn run(&self, day: &DaySummary) -> f64 {
        day.run_distance.map_or(0.0, |run| self.unit.of(run))
    }

    /// The days on which anything was recorded, as a table.
    pub fn table(&self) -> Vec<TableColumn> {
        let is_recorded = |day: &&DaySummary| {
            let has_done = day.stretch_sessions > 0 || day.run_distance.is_some();
            day.pain.is_some() || has_done || !day.symptoms.is_empty() || day.is_visit
        };
        let days: Vec<&DaySummary> = self.days.iter().filter(is_recorded).collect();
        let column = |group, side, cell: &dyn Fn(&DaySummary) -> String| {
            let cells = days.iter().map(|day| cell(day)).collect();
            TableColumn { group, name: "", side, role: Role::Strong, rank: 0, cells }
        };
        let number = |value: Option<f64>| value.map_or_else(|| "-".to_owned(), decimal);
        let run_title = match self.unit {
            DistanceUnit::Km => "Run, km",
            DistanceUnit::Mi => "Run, mi",
        };
        vec![
            column("Day", Align::Left, &|day| date(day.date)),
            column("Pain", Align::Right, &|day| number(day.pain)),
            column("7-day mean", Align::Right, &|day| number(day.pain_7_day_mean)),
            column("Stretches", Align::Right, &|day| day.stretch_sessions.to_string()),
            column(run_title, Align::Right, &|day| {
                day.run_distance.map_or_else(|| "-".to_owned(), |_| amount(self.run(day)))
            }),
            column("Symptoms", Align::Left, &|day| {
                let visit = day.is_visit.then_some("visit");
                let names = day.symptoms.iter().map(|symptom| symptom.name());
                names.chain(visit).collect::<Vec<_>>().join(", ")
            }),
        ]
    }

    /// Labels of the time axis, as many as stand apart where so many
    /// characters fit: days from the first, and the text.
    pub fn labels(&self, room: usize) -> Vec<(f64, String)> {
        let scale = TimeScale::new(self.first, self.days.len(), room);
        let per_column = self.days.len() as f64 / scale.columns.max(1) as f64;
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
fn days_drawn(report: &Report) -> &[DaySummary] {
    let days = report.days.as_slice();
    let logged = report
        .log
        .first
        .and_then(|first| days.iter().rposition(|day| day.date <= first))
        .unwrap_or(0);
    let from = logged.min(days.len().saturating_sub(FEWEST_DAYS));
    days.get(from..).unwrap_or_default()
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

/// A day wider than this says no more.
const WIDEST_DAY: usize = 12;
/// Blank columns between two labels.
const BETWEEN: usize = 2;

/// Days from left to right. Few days have several columns each; many share one.
#[derive(Debug, Clone, Copy)]
pub struct TimeScale {
    first: NaiveDate,
    days: usize,
    pub columns: usize,
}

impl TimeScale {
    /// `days` from `first` on, in at most `room` columns.
    pub fn new(first: NaiveDate, days: usize, room: usize) -> Self {
        let per_day = room.checked_div(days).unwrap_or(0).min(WIDEST_DAY);
        let columns = if per_day == 0 { room } else { days * per_day };
        Self { first, days, columns }
    }

    /// The columns of a day, by its number from 0.
    pub fn columns_of(&self, day: usize) -> Range<usize> {
        let start = self.scaled(day, self.columns);
        start..self.scaled(day + 1, self.columns).max(start + 1)
    }

    /// The column in the middle of a day.
    pub fn middle(&self, day: usize) -> usize {
        self.dot(day) / 2
    }

    /// The middle of a day in half columns; its first where days share columns.
    pub fn dot(&self, day: usize) -> usize {
        let widened = self.columns.checked_div(self.days).unwrap_or(0);
        self.scaled(2 * day, self.columns) + widened.saturating_sub(1)
    }

    fn scaled(&self, position: usize, onto: usize) -> usize {
        (position * onto).checked_div(self.days).unwrap_or(0)
    }

    /// The days of a window that the period shows.
    pub fn days_within(&self, from: NaiveDate, to: NaiveDate) -> Option<(usize, usize)> {
        let last = self.days.checked_sub(1)?;
        let until = usize::try_from((to - self.first).num_days()).ok()?;
        let since = usize::try_from((from - self.first).num_days()).unwrap_or(0);
        (since <= last).then(|| (since, until.min(last)))
    }

    /// Labels with their columns: as many as stand apart.
    pub fn labels(&self) -> Vec<(usize, String)> {
        STEPS
            .iter()
            .find_map(|step| self.labels_every(*step).filter(|labels| !labels.is_empty()))
            .unwrap_or_default()
    }

    /// `None` where they would not stand apart.
    fn labels_every(&self, step: LabelStep) -> Option<Vec<(usize, String)>> {
        let mut mondays = 0;
        let mut labels: Vec<(usize, String)> = Vec::new();
        for day in 0..self.days {
            let Some(date) = self.first.checked_add_days(Days::new(day as u64)) else {
                break;
            };
            let is_monday = date.weekday() == Weekday::Mon;
            let is_due = match step {
                LabelStep::Days(n) => day % n == 0,
                LabelStep::Weeks(n) => is_monday && mondays % n == 0,
                LabelStep::Months(n) => date.day() == 1 && date.month0() % n == 0,
                LabelStep::Years(n) => date.ordinal() == 1 && date.year().rem_euclid(n) == 0,
            };
            mondays += usize::from(is_monday);
            if is_due {
                let label = match step {
                    LabelStep::Days(_) | LabelStep::Weeks(_) => short_date(date),
                    LabelStep::Months(_) => month(date),
                    LabelStep::Years(_) => date.year().to_string(),
                };
                let column = self.columns_of(day).start;
                // The last one may lack the room to be written out.
                if column + label.len() > self.columns.max(7) {
                    break;
                }
                if labels.last().is_some_and(|(at, last)| at + last.len() + BETWEEN > column) {
                    return None;
                }
                labels.push((column, label));
            }
        }
        Some(labels)
    }
}

#[derive(Debug, Clone, Copy)]
enum LabelStep {
    Days(usize),
    Weeks(usize),
    Months(u32),
    Years(i32),
}

const STEPS: &[LabelStep] = &[
    LabelStep::Days(1),
    LabelStep::Days(2),
    LabelStep::Weeks(1),
    LabelStep::Weeks(2),
    LabelStep::Weeks(4),
    LabelStep::Months(1),
    LabelStep::Months(2),
    LabelStep::Months(3),
    LabelStep::Months(6),
    LabelStep::Years(1),
    LabelStep::Years(2),
    LabelStep::Years(5),
    LabelStep::Years(10),
    LabelStep::Years(50),
    LabelStep::Years(200),
];

/// `Nov`; January is its year.
fn month(date: NaiveDate) -> String {
    if date.month() == 1 { date.year().to_string() } else { date.format("%b").to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scale(days: usize, room: usize) -> TimeScale {
        TimeScale::new("2026-08-31".parse().unwrap(), days, room)
    }

    #[test]
    fn few_days_have_equal_columns_and_many_share() {
        assert_eq!(scale(84, 195).columns, 168);
        assert_eq!(scale(60, 75).columns, 60);
        assert_eq!(scale(84, 75).columns, 75);
        assert_eq!(scale(7, 195).columns_of(1), 12..24);
        assert_eq!(scale(84, 75).columns_of(83).end, 75);
        assert_eq!(scale(1000, 75).columns_of(999), 74..75);
        assert_eq!(scale(0, 75).columns, 75);
    }

    #[test]
    fn a_day_stands_in_its_own_columns() {
        for (days, room) in [(7, 195), (14, 29), (60, 75), (84, 75), (400, 75), (4000, 55)] {
            let scale = scale(days, room);
            for day in 0..days {
                let columns = scale.columns_of(day);
                assert!(columns.contains(&scale.middle(day)), "{day} of {days} in {room}");
                assert!(columns.end <= scale.columns, "{day} of {days} in {room}");
            }
        }
    }

    #[test]
    fn labels_stand_apart_whatever_the_period() {
        for (days, room, first, second) in [
            (84, 75, "31 Aug", "14 Sep"),
            (84, 55, "31 Aug", "14 Sep"),
            (84, 195, "31 Aug", "7 Sep"),
            (7, 75, "31 Aug", "1 Sep"),
            (400, 75, "Sep", "Nov"),
            (4000, 75, "2027", "2028"),
        ] {
            let labels = scale(days, room).labels();
            assert_eq!(labels[0].1, first, "{days} in {room}: {labels:?}");
            assert_eq!(labels[1].1, second, "{days} in {room}: {labels:?}");
            for pair in labels.windows(2) {
                assert!(pair[0].0 + pair[0].1.len() + BETWEEN <= pair[1].0, "{labels:?}");
            }
        }
        for days in 1..900 {
            assert!(!scale(days, 55).labels().is_empty() || days < 1, "{days}");
        }
    }
}
