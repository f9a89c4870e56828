//! The weeks of a report as a table, for whichever format.

use std::fmt::Write as _;

use chrono::Datelike;

use super::table::Align::{Left, Right};
use super::table::TableColumn;
use crate::analysis::{ActivityWeek, Report, Week};
use crate::domain::{DistanceUnit, RUN, Word};
use crate::term::Role;
use crate::term::format::{amount, date, decimal, short_date};

/// The group of the symptoms.
pub const SYMPTOMS: &str = "Symptoms";
/// What was not recorded.
const NONE: &str = "-";
/// As many empty weeks are shown one by one.
const MOST_EMPTY: usize = 3;

/// The columns, the most important with the lowest rank. Weeks before the log
/// began are left out.
pub fn columns(report: &Report, unit: DistanceUnit) -> Vec<TableColumn> {
    let rows = rows(report);
    let one_year = report.since.year() == report.as_of.year();
    let column = |group, name, side, role, rank, cell: &dyn Fn(&Week) -> String| TableColumn {
        group,
        name,
        side,
        role,
        rank,
        cells: rows.iter().map(|row| row.map_or_else(String::new, cell)).collect(),
    };
    let mut first = column("Week of", "", Left, Role::Strong, 0, &|week| {
        if one_year { short_date(week.start) } else { date(week.start) }
    });
    for (cell, row) in first.cells.iter_mut().zip(&rows) {
        if row.is_none() {
            "...".clone_into(cell);
        }
    }
    vec![
        first,
        column("Pain", "mean", Right, Role::Pain, 0, &|week| known(week.pain.mean.map(decimal))),
        column("Pain", "days", Right, Role::Pain, 1, &|week| week.pain.days.to_string()),
        column("Stretching", "times", Right, Role::Stretch, 0, &|week| {
            week.stretch.sessions.to_string()
        }),
        column("Stretching", "days", Right, Role::Stretch, 3, &|week| {
            week.stretch.days.to_string()
        }),
        column("Running", "times", Right, Role::Training, 1, &|week| {
            known(running(week).map(|done| done.sessions.to_string()))
        }),
        column("Running", unit.name(), Right, Role::Training, 0, &|week| {
            let run = running(week).and_then(|done| done.distance);
            known(run.map(|run| decimal(unit.of(run))))
        }),
        column("Other training", "", Left, Role::Training, 4, &|week| other(week, unit)),
        column("Tags", "", Left, Role::Strong, 6, &|week| {
            week.tags.iter().map(Word::as_str).collect::<Vec<_>>().join(", ")
        }),
        column(SYMPTOMS, "", Left, Role::Strong, 5, &|week| {
            let names: Vec<&str> = week.symptoms.iter().map(|symptom| symptom.name()).collect();
            names.join(", ")
        }),
    ]
    .into_iter()
    // A column that says nothing in any week.
    .filter(|column| column.side == Right || column.cells.iter().any(|cell| !cell.is_empty()))
    .collect()
}

/// The weeks since the log began; a long row of empty ones is one `None`.
fn rows(report: &Report) -> Vec<Option<&Week>> {
    let began = report
        .weeks
        .iter()
        .position(|week| report.log.first.is_some_and(|first| first <= week.end))
        .unwrap_or(report.weeks.len());
    let logged = report.weeks.get(began..).unwrap_or_default();
    let mut rows = Vec::new();
    for alike in logged.chunk_by(|a, b| is_empty(a) && is_empty(b)) {
        if alike.len() > MOST_EMPTY {
            rows.push(None);
        } else {
            rows.extend(alike.iter().map(Some));
        }
    }
    rows
}

fn is_empty(week: &Week) -> bool {
    week.pain.days == 0
        && week.stretch.sessions == 0
        && week.activities.is_empty()
        && week.symptoms.is_empty()
}

fn known(value: Option<String>) -> String {
    value.unwrap_or_else(|| NONE.to_owned())
}

pub fn running(week: &Week) -> Option<ActivityWeek> {
    week.activities.iter().find(|(name, _)| name.as_str() == RUN).map(|(_, done)| *done)
}

/// `swim 2x 40 min 1.2 km, weights 1x`.
fn other(week: &Week, unit: DistanceUnit) -> String {
    let parts: Vec<String> = week
        .activities
        .iter()
        .filter(|(name, _)| name.as_str() != RUN)
        .map(|(name, done)| {
            let mut text = format!("{} {}x", name.as_str(), done.sessions);
            if let Some(minutes) = done.minutes {
                let _ = write!(text, " {} min", amount(minutes.get()));
            }
            if let Some(distance) = done.distance {
                let _ = write!(text, " {} {}", decimal(unit.of(distance)), unit.name());
            }
            text
        })
        .collect();
    parts.join(", ")
}
