//! What other programs and slips make of a row, put right where it has one meaning: lines that
//! are one row, a header that stands there again, a day with a time.

use chrono::{Datelike as _, NaiveDate};

use super::Log;
use super::column::Column;
use super::fields::{Splitter, is_of_conflict, quoted, record};
use super::header::{Header, without_line_end};
use super::row::{HEADER_AGAIN, Row};
use crate::domain::{DayStart, FIRST_YEAR, format_time, iso_day, rewritten_day, spreadsheet_time};

/// A text over more lines than this is something else.
const MOST_LINES: usize = 20;

/// A row whose line is to be another one.
pub struct Repair {
    /// The line, without its end; `None` where it is to go.
    pub line: Option<Vec<u8>>,
    /// Where the old one ends, in bytes.
    pub end: usize,
    pub cause: Cause,
}

/// What has spoiled it.
pub enum Cause {
    /// It is the header again.
    Again,
    /// A line break in a text, which goes on over so many lines, up to the one of this number.
    Broken(usize, u64),
    /// A backslash before a quote.
    Quotes,
}

/// What takes out a header that stands there again, or makes one row of what a line break or
/// a backslash before a quote has spoiled.
pub fn repair(log: &Log, row: &Row<'_>, more: &[Row<'_>]) -> Option<Repair> {
    if row.problems.iter().any(|problem| problem.why() == HEADER_AGAIN) {
        let end = row.start + row.bytes.len();
        return Some(Repair { line: None, end, cause: Cause::Again });
    }
    let line = without_line_end(row.bytes);
    if is_well_formed(line, log.header.separator) {
        return None;
    }
    let end = row.start + line.len();
    if let Some(new) = whole_row(log, line) {
        return Some(Repair { line: Some(new), end, cause: Cause::Quotes });
    }
    let mut together = line.to_vec();
    for (at, next) in more.iter().take(MOST_LINES).enumerate() {
        let line = without_line_end(next.bytes);
        // A row of its own is no part of another, however spoiled it is.
        if next.entry.is_some() || is_of_conflict(line) || begins_a_row(log, line) {
            return None;
        }
        together.push(b' ');
        together.extend_from_slice(line);
        if let Some(new) = whole_row(log, &together) {
            let (end, cause) = (next.start + line.len(), Cause::Broken(at + 1, next.number));
            return Some(Repair { line: Some(new), end, cause });
        }
    }
    None
}

/// Whether a line, as it is or with two quotes for a backslash and one, is a row with all
/// columns, or with those of a new log; it is given as it should be.
fn whole_row(log: &Log, line: &[u8]) -> Option<Vec<u8>> {
    let separator = log.header.separator;
    let line = if is_well_formed(line, separator) {
        line.to_vec()
    } else {
        std::str::from_utf8(line).ok()?.replace("\\\"", "\"\"").into_bytes()
    };
    let fields = Splitter::new(separator).split(&line)?;
    let is_whole = [log.header.columns.len(), Column::CREATED.len()].contains(&fields.len());
    let date = fields.get(log.header.position(Column::Date)?)?;
    let is_row = is_well_formed(&line, separator) && is_whole && is_day(date);
    is_row.then(|| record(fields, separator))
}

/// Whether the place of the day holds one, or the name of its column.
fn begins_a_row(log: &Log, line: &[u8]) -> bool {
    let fields = line.split(|byte| *byte == log.header.separator);
    let date = log.header.position(Column::Date).and_then(|at| fields.into_iter().nth(at));
    date.is_some_and(|date| is_day(date) || Column::spelled(date) == Some(Column::Date))
}

/// Whether a field is a day in a form that can be read or put right.
fn is_day(field: &[u8]) -> bool {
    let text = String::from_utf8_lossy(field);
    let text = text.trim().trim_matches('"');
    let day = text.split_once([' ', 'T']).map_or(text, |(day, _)| day);
    iso_day(text).is_some() || rewritten_day(text).is_some() || rewritten_day(day).is_some()
}

/// Whether all quotes are closed, and each closing one ends its field.
fn is_well_formed(line: &[u8], separator: u8) -> bool {
    let mut rest = line;
    loop {
        let field = rest.trim_ascii_start();
        let Some(mut quoted) = field.strip_prefix(b"\"") else {
            match rest.iter().position(|byte| *byte == separator) {
                Some(at) => rest = &rest[at + 1..],
                None => return true,
            }
            continue;
        };
        // Two quotes are one of the text.
        let behind = loop {
            let Some(at) = quoted.iter().position(|byte| *byte == b'"') else {
                return false;
            };
            match &quoted[at + 1..] {
                [b'"', more @ ..] => quoted = more,
                behind => break behind.trim_ascii_start(),
            }
        };
        match behind {
            [] => return true,
            [first, more @ ..] if *first == separator => rest = more,
            _ => return false,
        }
    }
}

/// Puts the time of a day with a time, as in `2026-11-20T07:30`, into its own column.
pub struct Clock {
    /// The columns of the day and of the time.
    columns: Option<(usize, usize)>,
    /// The header with a column for the time, where the log has none.
    pub extended: Option<Header>,
    /// Days of this file have times, so that midnight is one, too.
    pub has_times: bool,
    day_start: DayStart,
}

/// Stands between the day and the time that a finding has parted.
pub const WITH_TIME: &str = " with the time ";

impl Clock {
    pub fn new(log: &Log, rows: &[Row<'_>], day_start: DayStart) -> Self {
        let date_at = log.header.position(Column::Date);
        let mut splitter = Splitter::new(log.header.separator);
        // Only unreadable rows are looked at twice.
        let mut has_time = |row: &Row<'_>| {
            let fields = splitter.split(without_line_end(row.bytes)).unwrap_or_default();
            let date = date_at.and_then(|at| fields.get(at));
            date.and_then(|date| day_and_time(date)).is_some_and(|(_, time)| time != "00:00")
        };
        let has_times = rows.iter().any(|row| row.entry.is_none() && has_time(row));
        let mut extended = None;
        if has_times && log.header.position(Column::Time).is_none() {
            extended = log.header.extended(&[Column::Time.name().into()], log.widest()).ok();
        }
        let header = extended.as_ref().unwrap_or(&log.header);
        let columns = header.position(Column::Date).zip(header.position(Column::Time));
        Self { columns, extended, has_times, day_start }
    }

    /// Parts the day and the time of a row that cannot be read without it; the column of the
    /// day, what it held and what it becomes.
    pub fn part(
        &self,
        row: &Row<'_>,
        fields: &mut Vec<Vec<u8>>,
        today: NaiveDate,
    ) -> Option<(usize, String, String)> {
        let (date_at, time_at) = self.columns.filter(|_| self.has_times)?;
        let date = fields.get(date_at)?;
        let text = format!("{:?}", quoted(date));
        let (day, time) = day_and_time(date)?;
        // A row of the small hours counts for the day before.
        let instant = day.and_time(spreadsheet_time(&time).ok()?);
        let day = self.day_start.day_of(instant);
        let there = fields.get(time_at).map_or(&b""[..], |field| field.trim_ascii());
        let is_free = there.is_empty() || there == time.as_bytes();
        if row.entry.is_some() || !is_free || day > today || day.year() < FIRST_YEAR {
            return None;
        }
        fields.resize(fields.len().max(time_at + 1), Vec::new());
        let becomes = format!("{day}{WITH_TIME}{time}");
        for (at, text) in [(date_at, day.to_string()), (time_at, time)] {
            if let Some(field) = fields.get_mut(at) {
                *field = text.into_bytes();
            }
        }
        Some((date_at, text, becomes))
    }
}

/// The day and the time of a field that holds both, in the log's own forms.
pub fn day_and_time(field: &[u8]) -> Option<(NaiveDate, String)> {
    let (day, time) = std::str::from_utf8(field).ok()?.trim().split_once([' ', 'T'])?;
    Some((rewritten_day(day)?, format_time(spreadsheet_time(time).ok()?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_well_formed_where_each_quote_ends_its_field() {
        for (line, expected) in [
            ("a,b", true),
            ("a,\"b, c\",d", true),
            ("a, \"b\" ,c", true),
            ("a,\"b \"\"c\"\"\"", true),
            ("a,b \"c\" d", true),
            ("", true),
            ("\"\",\"\"", true),
            ("a,\"b", false),
            ("a,\"b \\\"c\\\" d\"", false),
            ("a,\"b\" c,d", false),
        ] {
            assert_eq!(is_well_formed(line.as_bytes(), b','), expected, "{line}");
        }
    }
}
