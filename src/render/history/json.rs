//! Rows as JSON, one to a line; what is not known is `null`.

use chrono::NaiveDate;
use serde::Serialize;

use crate::domain::{DayStart, Entry, Kilometres, Minutes, Pain, format_time};
use crate::render::escape::for_json;

/// What stands before the first row.
#[must_use]
pub const fn json_start() -> &'static str {
    "{\"schema\":\"backcare.history/1\",\"rows\":["
}

/// What stands after the last row.
#[must_use]
pub const fn json_end() -> &'static str {
    "\n]}\n"
}

#[derive(Serialize)]
struct Row<'a> {
    date: NaiveDate,
    time: Option<String>,
    pain: Option<u8>,
    stretch: Option<&'a str>,
    stretch_minutes: Option<f64>,
    activity: Option<&'a str>,
    activity_minutes: Option<f64>,
    distance_km: Option<f64>,
    symptoms: Vec<&'static str>,
    began: Option<NaiveDate>,
    seen: Option<NaiveDate>,
    note: Option<&'a str>,
}

/// The next rows; `first` where none stands before them.
///
/// # Errors
/// When a row cannot be serialised, which does not happen.
pub fn json(rows: &[Entry], first: bool) -> serde_json::Result<Vec<u8>> {
    let mut out = Vec::new();
    for (i, row) in rows.iter().enumerate() {
        out.extend_from_slice(if first && i == 0 { b"\n" } else { b",\n" });
        out.extend(for_json(serde_json::to_string(&object(row))?).into_bytes());
    }
    Ok(out)
}

#[derive(Serialize)]
struct Exported<'a> {
    #[serde(flatten)]
    row: Row<'a>,
    /// Local date and time: the calendar day after `date` for the small hours
    /// that count for the day before.
    instant: Option<String>,
}

/// What stands before the first exported row.
#[must_use]
pub const fn exported_start() -> &'static str {
    "{\"schema\":\"backcare.export/1\",\"rows\":["
}

/// The next rows, each with the local instant at which it happened; `first`
/// where none stands before them.
///
/// # Errors
/// When a row cannot be serialised, which does not happen.
pub fn exported(rows: &[Entry], first: bool, day_start: DayStart) -> serde_json::Result<Vec<u8>> {
    let mut out = Vec::new();
    for (i, row) in rows.iter().enumerate() {
        out.extend_from_slice(if first && i == 0 { b"\n" } else { b",\n" });
        let instant = row.time.map(|time| {
            let instant = day_start.instant(row.date, time);
            instant.format("%Y-%m-%dT%H:%M").to_string()
        });
        let row = Exported {
            row: object(row),
            instant,
        };
        out.extend(for_json(serde_json::to_string(&row)?).into_bytes());
    }
    Ok(out)
}

fn object(row: &Entry) -> Row<'_> {
    let (stretch, activity) = (row.stretch.as_ref(), row.activity.as_ref());
    Row {
        date: row.date,
        time: row.time.map(format_time),
        pain: row.pain.map(Pain::get),
        stretch: stretch.map(|done| done.name.as_str()),
        stretch_minutes: stretch.and_then(|done| done.minutes).map(Minutes::get),
        activity: activity.map(|done| done.name.as_str()),
        activity_minutes: activity.and_then(|done| done.minutes).map(Minutes::get),
        distance_km: activity.and_then(|done| done.distance).map(Kilometres::get),
        symptoms: row.symptoms.iter().map(|symptom| symptom.name()).collect(),
        began: row.began,
        seen: row.seen,
        note: Some(row.note.as_str()).filter(|note| !note.is_empty()),
    }
}
