//! Rows of the log as a list for people, and as JSON for programs.

use chrono::NaiveDate;
use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use crate::domain::{
    DayStart, DistanceUnit, Entry, Kilometres, Minutes, Pain, Symptom, Word, format_time,
};
use crate::log::on_one_line;
use crate::term::{Role, Theme, for_json, for_terminal};
use crate::term::{format, truncate};

const TITLES: [&str; 6] = ["date", "time", "pain", "stretch", "activity", "notes"];
const ROLES: [Option<Role>; 6] =
    [None, Some(Role::Faint), Some(Role::Pain), Some(Role::Stretch), Some(Role::Training), None];
const PAIN: usize = 2;
const NOTES: usize = 5;

/// Blanks between two columns.
const GAP: usize = 2;

/// The widest column but for the notes.
const WIDEST: usize = 28;

/// Where the notes would have less room than this, each row gets lines of its own.
const NARROWEST_NOTES: usize = 16;

type Cells = [String; 6];

/// A table without the columns that no row has, or, where that does not fit, a few
/// lines a row.
pub fn text(rows: &[Entry], unit: DistanceUnit, theme: &Theme) -> String {
    let rows: Vec<Cells> = rows.iter().map(|row| cells(row, unit)).collect();
    let mut widths = [0; 6];
    for (i, (width, title)) in widths.iter_mut().zip(TITLES).enumerate() {
        *width = rows.iter().map(|row| row[i].width()).max().unwrap_or(0);
        if *width > 0 {
            *width = (*width).max(title.len());
            if i != NOTES {
                *width = (*width).min(WIDEST);
            }
        }
    }
    let before = widths.iter().take(NOTES).filter(|width| **width > 0);
    let taken: usize = before.map(|width| width + GAP).sum();
    let left = theme.width.saturating_sub(taken);
    let notes = &mut widths[NOTES];
    let is_stacked = match *notes {
        0 => taken > theme.width + GAP,
        notes => left < NARROWEST_NOTES.min(notes),
    };
    *notes = (*notes).min(left);
    if is_stacked {
        return rows.iter().map(|row| stacked(row, theme)).collect();
    }
    let titles = TITLES.map(str::to_owned);
    let head =
        (!rows.is_empty()).then(|| table_line(&titles, widths, [Some(Role::Faint); 6], theme));
    let lines = rows.iter().map(|row| table_line(row, widths, ROLES, theme));
    head.into_iter().chain(lines).collect()
}

fn table_line(
    cells: &Cells,
    widths: [usize; 6],
    roles: [Option<Role>; 6],
    theme: &Theme,
) -> String {
    let mut out = String::new();
    // Padding is deferred to avoid trailing spaces.
    let mut padding = 0;
    for (i, ((cell, role), width)) in cells.iter().zip(roles).zip(widths).enumerate() {
        if width == 0 {
            continue;
        }
        if cell.is_empty() {
            padding += width + GAP;
            continue;
        }
        let cell = truncate(cell, width, theme.glyph("…", "..."));
        let pad = width.saturating_sub(cell.width());
        let before = if i == PAIN { pad } else { 0 };
        out.push_str(&" ".repeat(padding + before));
        out.push_str(&theme.paint_maybe(role, &cell));
        padding = pad - before + GAP;
    }
    out.push('\n');
    out
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
    for (cell, role) in rest.iter().zip(ROLES.into_iter().skip(PAIN + 1)) {
        if !cell.is_empty() {
            let room = theme.width.saturating_sub(GAP);
            let cell = truncate(cell, room, theme.glyph("…", "..."));
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
    let line = |row| Ok(for_json(serde_json::to_string(&object(row, day_start))?));
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
