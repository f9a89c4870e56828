//! Garmin Connect's `Activities.csv`, in any language: its columns are found by their places.

use super::rows::{Row, Table, Take, shown};
use super::sports::Words;
use super::values::{Moment, clock, distance};
use super::{Activity, Failure, LATER, Record, kilometres, minutes};
use crate::domain::DistanceUnit;

const KIND: usize = 0;
const DATE: usize = 1;
const FAVORITE: usize = 2;
const DISTANCE: usize = 4;
const TIME: usize = 6;

/// Yes and no, also as spreadsheets translate them.
const BOOLEANS: [&str; 14] = [
    "true", "false", "wahr", "falsch", "vrai", "faux", "waar", "onwaar", "sant", "falskt", "sand",
    "falsk", "verdadero", "falso",
];

/// Whether a table is Garmin's: a text, a date, yes or no, a text; seven columns or more.
pub fn fits(table: &Table<'_>) -> bool {
    let first = |column: usize| table.first.get(column).map_or("", String::as_str);
    let is_boolean = BOOLEANS.contains(&&*first(FAVORITE).to_lowercase());
    table.first.len() > TIME && is_boolean && Moment::read(first(DATE)).is_some()
}

pub fn read(
    table: &Table<'_>,
    words: &Words,
    unit: DistanceUnit,
    take: Take<'_>,
) -> Result<(), Failure> {
    // Where the total stands with its seconds near the end, the time is without them.
    let has_totals = table.any(&mut |row| total(row).is_some());
    table.records(1, false, &mut |row| record(row, has_totals, words, unit).map(Some), take)
}

/// The total time, third from the end, as `00:45:17`.
fn total(row: &Row<'_>) -> Option<f64> {
    let text = row.get(row.len().checked_sub(3).filter(|column| *column > TIME)?);
    if text.matches(':').count() == 2 { clock(&text) } else { None }
}

fn record(
    row: &Row<'_>,
    has_totals: bool,
    words: &Words,
    unit: DistanceUnit,
) -> Result<(Moment, Record), String> {
    if row.len() <= TIME {
        return Err(format!("it has only {} columns; was it cut?", row.len()));
    }
    let (kind, date, time, way) = (row.get(KIND), row.get(DATE), row.get(TIME), row.get(DISTANCE));
    let moment = Moment::read(&date).ok_or_else(|| format!("{} is not a date", shown(&date)))?;
    let is_set = |text: &str| !matches!(text, "" | "--");
    let is_short = time.matches(':').count() == 1;
    let seconds = match total(row) {
        _ if !is_set(&time) => None,
        Some(total) if is_short => Some(total),
        // Hours and minutes.
        None if is_short && has_totals => clock(&time).map(|time| time * 60.0),
        _ => Some(clock(&time).ok_or_else(|| format!("{} is not a time", shown(&time)))?),
    };
    let metres = if is_set(&way) {
        let metres = distance(&way, words.is_swim(&kind), unit.metres());
        Some(metres.ok_or_else(|| format!("{} is not a distance", shown(&way)))?)
    } else {
        None
    };
    let record = Record::new(LATER, Activity::named(&kind));
    Ok((moment, Record { minutes: minutes(seconds), distance: kilometres(metres), ..record }))
}
