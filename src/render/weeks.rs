//! The weeks of a report as a table, for whichever format.

use std::fmt::Write as _;

use chrono::Datelike;

use super::Role;
use super::figures::{amount, date, decimal, short_date};
use super::table::Column;
use super::table::Side::{Left, Right};
use crate::analysis::{ActivityWeek, Report, Week};
use crate::domain::DistanceUnit;

const RUN: &str = "run";
/// What was not recorded.
const NONE: &str = "-";

/// How a format writes what it cannot take as it is.
#[derive(Clone, Copy)]
pub(super) struct Spelling {
    /// Between the ends of a range.
    pub(super) dash: &'static str,
    /// A name from the log.
    pub(super) name: fn(&str) -> String,
}

/// The columns, the most important with the lowest rank. Weeks before the log
/// began are left out.
#[must_use]
pub(super) fn columns(report: &Report, unit: DistanceUnit, spelling: Spelling) -> Vec<Column> {
    let weeks: Vec<&Week> = report
        .weeks
        .iter()
        .filter(|week| report.log.first.is_some_and(|first| first <= week.end))
        .collect();
    let one_year = report.since.year() == report.as_of.year();
    let dash = spelling.dash;
    let column = |group, name, side, role, rank, cell: &dyn Fn(&Week) -> String| Column {
        group,
        name,
        side,
        role,
        rank,
        cells: weeks.iter().map(|week| cell(week)).collect(),
    };
    let stretch = |name, rank, cell: &dyn Fn(&Week) -> String| {
        column("Stretching", name, Right, Role::Stretch, rank, cell)
    };
    let pain = |name, rank, cell: &dyn Fn(&Week) -> String| {
        column("Pain", name, Right, Role::Pain, rank, cell)
    };
    let run = |name, rank, cell: &dyn Fn(ActivityWeek) -> Option<String>| {
        column("Running", name, Right, Role::Training, rank, &|week| {
            running(week)
                .and_then(cell)
                .unwrap_or_else(|| NONE.to_owned())
        })
    };
    vec![
        column("Week of", "", Left, Role::Strong, 0, &|week| {
            if one_year {
                short_date(week.start)
            } else {
                date(week.start)
            }
        }),
        pain("mean", 0, &|week| known(week.pain.mean.map(decimal))),
        pain("range", 2, &|week| {
            known(week.pain.band.map(|band| {
                if band.min == band.max {
                    band.min.to_string()
                } else {
                    format!("{}{dash}{}", band.min, band.max)
                }
            }))
        }),
        pain("days", 1, &|week| week.pain.days.to_string()),
        stretch("times", 0, &|week| week.stretch.sessions.to_string()),
        stretch("days", 3, &|week| week.stretch.days.to_string()),
        stretch("min", 2, &|week| {
            known(week.stretch.minutes.map(|minutes| amount(minutes.get())))
        }),
        run("times", 1, &|done| Some(done.sessions.to_string())),
        run(unit.name(), 0, &|done| {
            done.distance.map(|run| decimal(unit.of(run)))
        }),
        run("min", 3, &|done| {
            done.minutes.map(|minutes| amount(minutes.get()))
        }),
        column("Other training", "", Left, Role::Training, 4, &|week| {
            other(week, unit, spelling)
        }),
        column("Symptoms", "", Left, Role::Strong, 5, &|week| {
            let names: Vec<&str> = week.symptoms.iter().map(|symptom| symptom.name()).collect();
            names.join(", ")
        }),
    ]
    .into_iter()
    // A column that says nothing in any week.
    .filter(|column| column.side == Right || column.cells.iter().any(|cell| !cell.is_empty()))
    .collect()
}

fn known(value: Option<String>) -> String {
    value.unwrap_or_else(|| NONE.to_owned())
}

fn running(week: &Week) -> Option<ActivityWeek> {
    week.activities
        .iter()
        .find(|(name, _)| name.as_str() == RUN)
        .map(|(_, done)| *done)
}

/// `swim 2x 40 min 1.2 km, weights 1x`.
fn other(week: &Week, unit: DistanceUnit, spelling: Spelling) -> String {
    let parts: Vec<String> = week
        .activities
        .iter()
        .filter(|(name, _)| name.as_str() != RUN)
        .map(|(name, done)| {
            let mut text = format!("{} {}x", (spelling.name)(name.as_str()), done.sessions);
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
