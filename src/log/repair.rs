//! What other programs and slips make of a row, put right where it has one meaning: lines that
//! are one row, a header that stands there again, a day with a time.

use chrono::{Datelike as _, NaiveDate, NaiveTime, Timelike as _};

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
    /// A line break in a text, which goes on to the line of this number.
    Broken(u64),
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
    // Where a quote is open, a text may go on below.
    let is_open = memchr::memchr_iter(b'"', line).count() % 2 == 1;
    // The last line may be torn.
    let new = whole_row(log, line, if is_open { Column::CREATED.len() } else { 2 });
    if let Some(new) = new
        && row.bytes.ends_with(b"\n")
    {
        return Some(Repair { line: Some(new), end, cause: Cause::Quotes });
    }
    let mut together = line.to_vec();
    let mut start = row.start + row.bytes.len();
    let below = log.bytes.get(start..).unwrap_or_default().split_inclusive(|byte| *byte == b'\n');
    for (number, bytes) in (row.number + 1..).zip(below).take(MOST_LINES) {
        let line = without_line_end(bytes);
        // A row of its own is no part of another, however spoiled it is.
        let mut rows = more.iter().take_while(|row| row.start <= start);
        let is_read = rows.any(|row| row.start == start && row.entry.is_some());
        if is_read || is_of_conflict(line) || begins_a_row(log, line) {
            return None;
        }
        if !line.is_empty() {
            together.push(b' ');
            together.extend_from_slice(line);
        }
        let end = start + line.len();
        if let Some(new) = whole_row(log, &together, Column::CREATED.len()) {
            return Some(Repair { line: Some(new), end, cause: Cause::Broken(number) });
        }
        if is_well_formed(&together, log.header.separator) {
            return None;
        }
        start += bytes.len();
    }
    None
}

/// Whether a line, as it is or with two quotes for a backslash and one, is a row with all
/// columns, or at least with `fewest`; it is given as it should be.
fn whole_row(log: &Log, line: &[u8], fewest: usize) -> Option<Vec<u8>> {
    let separator = log.header.separator;
    let line =
        if is_well_formed(line, separator) { line.to_vec() } else { doubled(line, separator)? };
    let fields = Splitter::new(separator).split(&line)?;
    let width = log.header.columns.len();
    let is_whole = (fewest.min(width)..=width).contains(&fields.len());
    let date = fields.get(log.header.position(Column::Date)?)?;
    let is_row = is_well_formed(&line, separator) && is_whole && is_day(date);
    is_row.then(|| record(fields, separator))
}

/// The line with two quotes for each backslash and quote. Where it has two quotes in a text
/// already, a backslash is one.
fn doubled(line: &[u8], separator: u8) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(line).ok()?;
    let is_end = |byte: Option<&u8>| byte.is_none_or(|byte| *byte == separator);
    let is_empty = |at: usize| {
        is_end(at.checked_sub(1).and_then(|at| line.get(at))) && is_end(line.get(at + 2))
    };
    let mut pairs = text.match_indices("\"\"").map(|(at, _)| at);
    let is_escaped = |at: usize| at.checked_sub(1).is_some_and(|at| line.get(at) == Some(&b'\\'));
    pairs
        .all(|at| is_empty(at) || is_escaped(at))
        .then(|| text.replace("\\\"", "\"\"").into_bytes())
}

/// Whether a line looks like a row: it has as many separators as the header, or the place of
/// the day holds one, or the name of its column.
fn begins_a_row(log: &Log, line: &[u8]) -> bool {
    let text = line.split(|byte| *byte == b'"').next().unwrap_or(line);
    let fields = || text.split(|byte| *byte == log.header.separator);
    let date = log.header.position(Column::Date).and_then(|at| fields().nth(at));
    let is_date = |date: &[u8]| {
        // Also a day with two meanings, or none.
        let text = String::from_utf8_lossy(date);
        let numbers: Vec<&str> = text.trim().split(['.', '/', '-']).collect();
        let is_number = |it: &&str| !it.is_empty() && it.bytes().all(|byte| byte.is_ascii_digit());
        numbers.len() == 3 && numbers.iter().all(is_number)
    };
    fields().count() >= log.header.columns.len()
        || date.is_some_and(|it| {
            is_day(it) || is_date(it) || Column::spelled(it) == Some(Column::Date)
        })
}

/// Whether a field is a day in a form that can be read or put right.
pub fn is_day(field: &[u8]) -> bool {
    let text = String::from_utf8_lossy(field);
    let text = text.trim().trim_matches('"');
    let day = text.split_once([' ', 'T']).map_or(text, |(day, _)| day);
    iso_day(text).is_some() || rewritten_day(text).is_some() || rewritten_day(day).is_some()
}

/// Whether all quotes are closed, and each closing one ends its field.
pub fn is_well_formed(line: &[u8], separator: u8) -> bool {
    // A tab may be the separator.
    let blanks = |text: &[u8]| text.iter().take_while(|byte| **byte == b' ').count();
    let mut rest = line;
    loop {
        let field = &rest[blanks(rest)..];
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
                behind => break &behind[blanks(behind)..],
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
    has_times: bool,
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
        let (date_at, time_at) = self.columns?;
        let date = fields.get(date_at)?;
        let text = format!("{:?}", quoted(date));
        let (day, time) = day_and_time(date)?;
        // A row of the small hours counts for the day before.
        let instant = day.and_time(spreadsheet_time(&time).ok()?);
        let day = self.day_start.day_of(instant);
        let there = fields.get(time_at).map_or(&b""[..], |field| field.trim_ascii());
        let is_free = there.is_empty() || there == time.as_bytes();
        if row.entry.is_some()
            || !self.has_times
            || !is_free
            || day > today
            || day.year() < FIRST_YEAR
        {
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
    // Seconds can be read, and stay.
    let whole = NaiveTime::parse_from_str(time, "%H:%M:%S").ok().filter(|time| time.second() > 0);
    let plain = || Some(format_time(spreadsheet_time(time).ok()?));
    let time = whole.map(|time| time.format("%H:%M:%S").to_string()).or_else(plain)?;
    Some((rewritten_day(day)?, time))
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
