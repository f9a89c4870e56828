//! Rows of the log as a list for people, and as JSON for programs.

use chrono::NaiveDate;
use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::table::{Align, TableColumn, WITHIN, table, table_width};
use crate::domain::{
    DayStart, DistanceUnit, Entry, Kilometres, Minutes, Pain, Symptom, Word, format_time,
};
use crate::log::on_one_line;
use crate::term::{Role, Theme, for_json, for_terminal};
use crate::term::{format, truncate};

const TITLES: [&str; 6] = ["date", "time", "pain", "stretch", "activity", "notes"];
const ROLES: [Role; 6] =
    [Role::Strong, Role::Faint, Role::Pain, Role::Stretch, Role::Training, Role::Strong];
const PAIN: usize = 2;
const NOTES: usize = 5;

/// The widest column but for the notes.
const WIDEST: usize = 28;

/// Where the notes would have less room than this, each row gets lines of its own.
const NARROWEST_NOTES: usize = 16;

type Cells = [String; 6];

/// A table without the columns that no row has, or, where that does not fit, a few
/// lines a row.
pub fn text(rows: &[Entry], unit: DistanceUnit, theme: &Theme) -> String {
    let rows: Vec<Cells> = rows.iter().map(|row| cells(row, unit)).collect();
    let column = |index: usize, room: usize| TableColumn {
        group: "",
        name: TITLES[index],
        side: if index == PAIN { Align::Right } else { Align::Left },
        role: ROLES[index],
        rank: 0,
        cells: rows.iter().map(|row| cut(&row[index], room, theme)).collect(),
    };
    let is_used = |column: &TableColumn| column.cells.iter().any(|cell| !cell.is_empty());
    let mut columns: Vec<TableColumn> = (0..NOTES).map(|index| column(index, WIDEST)).collect();
    columns.retain(is_used);
    let taken = table_width(&columns);
    let left = theme.width.saturating_sub(taken + WITHIN);
    let longest = rows.iter().map(|row| row[NOTES].width()).max().unwrap_or(0);
    if taken > theme.width || left < NARROWEST_NOTES.min(longest) {
        return rows.iter().map(|row| stacked(row, theme)).collect();
    }
    columns.extend(Some(column(NOTES, left)).filter(is_used));
    if rows.is_empty() { String::new() } else { table(&columns, theme) }
}

/// As much of a text as fits, with a mark for the rest.
fn cut(text: &str, room: usize, theme: &Theme) -> String {
    truncate(text, room, theme.glyph("…", "..."))
}

fn stacked([date, time, pain, rest @ ..]: &Cells, theme: &Theme) -> String {
    let mut out = date.clone();
    if !time.is_empty() {
        out = format!("{out} {time}");
    }
    if !pain.is_empty() {
        let pain = theme.paint(Role::Pain, format!("pain {pain}/10"));
        out = format!("{out}  {pain}");
    }
    out.push('\n');
    for (cell, role) in rest.iter().zip([Some(Role::Stretch), Some(Role::Training), None]) {
        if !cell.is_empty() {
            let cell = cut(cell, theme.width.saturating_sub(2), theme);
            out = format!("{out}  {}\n", theme.paint_maybe(role, &cell));
        }
    }
    out
}

fn cells(row: &Entry, unit: DistanceUnit) -> Cells {
    let done = |done: &Option<_>| {
        let done = done.as_ref().map(|done| format::done_in_short(done, unit));
        done.map(|text| for_terminal(&text)).unwrap_or_default()
    };
    let mut notes: Vec<String> = row.symptoms.iter().map(ToString::to_string).collect();
    notes.extend(row.began.map(|day| format!("began {day}")));
    notes.extend(row.seen.map(|day| format!("seen {day}")));
    notes.extend(row.no_signs.then(|| "urgent signs: none".to_owned()));
    notes.extend(row.tags.iter().map(|tag| format!("#{tag}")));
    notes.extend((!row.note.is_empty()).then(|| for_terminal(&row.note)));
    [
        row.date.to_string(),
        row.time.map(format_time).unwrap_or_default(),
        row.pain.map(|pain| pain.to_string()).unwrap_or_default(),
        done(&row.stretch),
        done(&row.activity),
        notes.join("; "),
    ]
}

/// The schema `backcare.export/1`, one row to a line.
pub fn json(rows: &[Entry], day_start: DayStart) -> serde_json::Result<String> {
    let line = |row| Ok(for_json(&serde_json::to_string(&object(row, day_start))?));
    let rows = rows.iter().map(line).collect::<serde_json::Result<Vec<String>>>()?.join(",\n");
    let first = if rows.is_empty() { "" } else { "\n" };
    Ok(format!("{{\"schema\":\"backcare.export/1\",\"rows\":[{first}{rows}\n]}}\n"))
}

/// A row with the log's columns as keys; what is not known is `null`.
#[derive(Serialize)]
struct Object<'a> {
    date: NaiveDate,
    time: Option<String>,
    pain: Option<Pain>,
    stretch: Option<&'a Word>,
    stretch_minutes: Option<Minutes>,
    activity: Option<&'a Word>,
    activity_minutes: Option<Minutes>,
    distance_km: Option<Kilometres>,
    symptoms: &'a [Symptom],
    began: Option<NaiveDate>,
    seen: Option<NaiveDate>,
    note: Option<String>,
    tags: &'a [Word],
    urgent_signs: Option<&'static str>,
    /// The local instant, also of a day that begins late.
    instant: Option<String>,
}

fn object(row: &Entry, day_start: DayStart) -> Object<'_> {
    let (stretch, activity) = (row.stretch.as_ref(), row.activity.as_ref());
    let note = on_one_line(&row.note);
    let instant = row.time.map(|time| day_start.instant(row.date, time));
    Object {
        date: row.date,
        time: row.time.map(format_time),
        pain: row.pain,
        stretch: stretch.map(|done| &done.name),
        stretch_minutes: stretch.and_then(|done| done.minutes),
        activity: activity.map(|done| &done.name),
        activity_minutes: activity.and_then(|done| done.minutes),
        distance_km: activity.and_then(|done| done.distance),
        symptoms: &row.symptoms,
        began: row.began,
        seen: row.seen,
        note: if note.is_empty() { None } else { Some(note) },
        tags: &row.tags,
        urgent_signs: if row.no_signs { Some("none") } else { None },
        instant: instant.map(|instant| instant.format("%Y-%m-%dT%H:%M").to_string()),
    }
}
