//! Rows in the log's own columns and forms, RFC 4180 with LF.

use crate::domain::{Done, Entry, format_time};

const COLUMNS: [&str; 12] = [
    "date",
    "time",
    "pain",
    "stretch",
    "stretch_minutes",
    "activity",
    "activity_minutes",
    "distance_km",
    "symptoms",
    "began",
    "seen",
    "note",
];

/// The header line.
#[must_use]
pub fn csv_header() -> String {
    format!("{}\n", COLUMNS.join(","))
}

/// A line for each row.
///
/// # Errors
/// When memory cannot be written to, which does not happen.
pub fn csv(rows: &[Entry]) -> std::io::Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.write_record(fields(row))?;
    }
    writer.into_inner().map_err(csv::IntoInnerError::into_error)
}

fn fields(row: &Entry) -> [String; 12] {
    let text = |value: Option<String>| value.unwrap_or_default();
    let name = |done: &Option<Done>| text(done.as_ref().map(|done| done.name.to_string()));
    let minutes = |done: &Option<Done>| {
        text(
            done.as_ref()
                .and_then(|done| done.minutes)
                .map(|minutes| minutes.to_string()),
        )
    };
    let distance = row.activity.as_ref().and_then(|done| done.distance);
    let symptoms: Vec<_> = row.symptoms.iter().map(|symptom| symptom.name()).collect();
    [
        row.date.to_string(),
        text(row.time.map(format_time)),
        text(row.pain.map(|pain| pain.to_string())),
        name(&row.stretch),
        minutes(&row.stretch),
        name(&row.activity),
        minutes(&row.activity),
        text(distance.map(|distance| distance.to_string())),
        symptoms.join(";"),
        text(row.began.map(|day| day.to_string())),
        text(row.seen.map(|day| day.to_string())),
        row.note.clone(),
    ]
}
