//! Strava's `activities.csv`, in any language: its columns are found by their places.

use super::rows::{Row, Table, Take, shown};
use super::sports::Words;
use super::values::{Moment, distance, number};
use super::{Activity, Failure, LATER, Record, kilometres, minutes, shorter};

/// Columns that every version has.
const DATE: usize = 1;
const KIND: usize = 3;
const ELAPSED: usize = 5;
const DISTANCE: usize = 6;

/// Whether a table is Strava's: a number, a date with a time, two texts; 10, 11, 20 or more
/// columns.
pub fn fits(table: &Table<'_>) -> bool {
    let first = |column: usize| table.first.get(column).map_or("", String::as_str);
    let is_id = !first(0).is_empty() && first(0).bytes().all(|byte| byte.is_ascii_digit());
    let digits = first(DATE).bytes().filter(u8::is_ascii_digit).count();
    let has_width = matches!(table.header.len(), 10 | 11 | 20..);
    has_width && is_id && digits >= 8 && first(ELAPSED).parse::<f64>().is_ok()
}

/// Where the exact values are: seconds elapsed and moving, metres.
#[derive(Clone, Copy)]
struct Exact {
    elapsed: usize,
    moving: usize,
    distance: usize,
}

impl Exact {
    /// The second columns of these names; a program may have numbered them.
    fn of(header: &[String]) -> Option<Self> {
        let again = |column: usize| {
            let name = header.get(column)?;
            let is_again = |it: &String| it == name || it.strip_suffix(".1") == Some(name);
            let at = header.iter().skip(DISTANCE + 1).position(is_again)?;
            Some(at + DISTANCE + 1)
        };
        let elapsed = again(ELAPSED)?;
        Some(Self { elapsed, moving: elapsed + 1, distance: again(DISTANCE)? })
    }
}

pub fn read(table: &Table<'_>, words: &Words, take: Take<'_>) -> Result<(), Failure> {
    let exact = Exact::of(&table.header);
    table.records(1, true, &mut |row| record(row, exact, words).map(Some), take)
}

fn record(row: &Row<'_>, exact: Option<Exact>, words: &Words) -> Result<(Moment, Record), String> {
    let date = row.get(DATE);
    let moment = Moment::read(&date).filter(Moment::has_time).ok_or_else(|| {
        let date = shown(&date);
        format!("{date} is not a date that is known; set Strava to English and export again")
    })?;
    let last = exact.map_or(DISTANCE, |exact| exact.distance);
    if row.len() <= last {
        return Err(format!("it has only {} columns; was it cut?", row.len()));
    }
    let (time, way) = match exact {
        Some(exact) => (
            shorter(number_in(row, exact.moving)?, number_in(row, exact.elapsed)?),
            number_in(row, exact.distance)?,
        ),
        None => (None, None),
    };
    let time = time.or(number_in(row, ELAPSED)?);
    let (kind, rounded) = (row.get(KIND), row.get(DISTANCE));
    let way = match way {
        None if !rounded.is_empty() => {
            let way = distance(&rounded, words.is_swim(&kind), 1000.0);
            Some(way.ok_or_else(|| format!("{} is not a distance", shown(&rounded)))?)
        }
        way => way,
    };
    let record = Record::new(LATER, Activity::named(&kind));
    Ok((moment, Record { minutes: minutes(time), distance: kilometres(way), ..record }))
}

/// A number of the exact columns, which have a decimal point.
fn number_in(row: &Row<'_>, column: usize) -> Result<Option<f64>, String> {
    let text = row.get(column);
    if text.is_empty() {
        return Ok(None);
    }
    let number = number(&text, false);
    number
        .map(Some)
        .ok_or_else(|| format!("{} in column {} is not a number", shown(&text), column + 1))
}
