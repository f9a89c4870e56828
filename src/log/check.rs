//! What is wrong in a log, line by line, and what of it has one meaning and can
//! be put right. Reads only.

use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::ops::Range;

use chrono::{Datelike as _, NaiveDate};

use super::Log;
use super::column::{self, Column, ColumnKind};
use super::error::{Place, ProblemKind};
use super::fields::quoted;
use super::fields::{Splitter, record};
use super::header::{Header, without_line_end};
use super::row::{HEADER_AGAIN, Row};
use crate::domain::{FIRST_YEAR, Kilometres, format_time, named, rewritten_day, spreadsheet_time};

/// What a check found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings {
    /// Lines that hold anything, below the header.
    pub rows: u64,
    /// In the file's order.
    pub found: Vec<Finding>,
    /// What would put right those that have one meaning.
    pub fixes: Vec<Fix>,
    /// Lines that say the same as an earlier one, with that one's number: no findings.
    pub duplicates: Vec<(u64, u64)>,
}

/// A line of the log with other text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// Its number.
    pub line: u64,
    /// Its place in the file, without the line end.
    pub place: Range<usize>,
    /// What it is to say, without a line end.
    pub new: Vec<u8>,
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub place: Place,
    pub kind: FindingKind,
    /// What is there, or what is wrong with it; unescaped.
    pub text: String,
    /// What it is put right to, where it has one meaning.
    pub becomes: Option<String>,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.text)?;
        match &self.becomes {
            Some(becomes) => write!(f, " -> {becomes}"),
            None => Ok(()),
        }
    }
}

named! {
    /// The kinds of findings with their titles, in the order in which they are listed.
    pub enum FindingKind {
        Unreadable = "Cannot be read, so it counts as empty",
        Scale = "Pain of another scale",
        Again = "The header again, as `>>` or a merge puts it there",
        Broken = "A line break in a text, which a row cannot hold",
        Quotes = "Quotes as another program writes them",
        Rewritten = "Rewritten, as spreadsheets do",
        UnknownSymptom = "Symptoms that backcare does not know",
        Separator = "Symptoms without `;` between them",
        Misplaced = "Urgent signs in another column",
        Column = "Columns whose names may be misspelled",
        Date = "Dates that cannot be right",
    }
}

/// Looks for what is wrong in a log; days after `today` are.
pub fn check(log: &Log, today: NaiveDate) -> Findings {
    let mut findings = Findings::default();
    let mut splitter = Splitter::new(log.header.separator);
    let mut held: BTreeSet<usize> = BTreeSet::new();
    let mut seen: HashMap<&[u8], u64> = HashMap::new();
    let mut in_rows: Vec<Finding> = Vec::new();
    let rows: Vec<Row<'_>> = log.rows().collect();
    findings.rows = rows.len() as u64;
    let clock = Clock::new(log, &rows);
    let mut rest = rows.as_slice();
    while let [row, more @ ..] = rest {
        rest = more;
        if let Some((fix, finding, lines)) = put_together(log, row, more) {
            findings.fixes.push(fix);
            in_rows.push(finding);
            rest = more.get(lines..).unwrap_or_default();
            continue;
        }
        held.extend(&row.look_alikes);
        let line = without_line_end(row.bytes);
        if let Some(mut fields) = splitter.split(line) {
            // Of a line without an end the last field may be torn: `2026-11-2` of a day.
            let last = if row.bytes.ends_with(b"\n") { fields.len() } else { fields.len() - 1 };
            let mut rewritten = rewritten(log, row, fields.get(..last).unwrap_or_default(), today);
            for (index, finding) in &rewritten {
                if let Some(field) = fields.get_mut(*index)
                    && let Some(becomes) = &finding.becomes
                {
                    *field = becomes.clone().into_bytes();
                }
            }
            rewritten.extend(clock.part(row, &mut fields, today));
            if rewritten.iter().any(|(_, finding)| finding.becomes.is_some()) {
                let place = row.start..row.start + line.len();
                let new = record(fields, log.header.separator);
                findings.fixes.push(Fix { line: row.number, place, new });
            }
            in_rows.extend(rewritten.into_iter().map(|(_, finding)| finding));
        }
        add_problems(row, &mut in_rows);
        add_wrong_date(row, today, &mut in_rows);
        if !is_only_done(row) {
            let first = *seen.entry(line).or_insert(row.number);
            if first != row.number {
                findings.duplicates.push((row.number, first));
            }
        }
    }
    if let (Some(header), true) = (&clock.extended, in_rows.iter().any(Finding::has_clock)) {
        let place = 0..without_line_end(&log.header.bytes).len();
        let new = without_line_end(&header.bytes).to_vec();
        findings.fixes.insert(0, Fix { line: 1, place, new });
    }
    let look_alikes = log.header.look_alikes.iter();
    for it in look_alikes.filter(|it| !it.is_beside || held.contains(&it.index)) {
        findings.found.push(Finding {
            place: Place { line: 1, column: Some(it.index + 1), of: None },
            kind: FindingKind::Column,
            text: format!("{:?} is not read; did you mean {}?", it.name, it.meant.name()),
            becomes: None,
        });
    }
    findings.found.extend(scale(&rows));
    findings.found.extend(in_rows);
    findings
}

/// Lines that no cell may be spread over, unless they are one row: more hold something else.
const MOST_TOGETHER: usize = 20;

/// What takes out a header that stands there again, and makes one row of lines that a line
/// break or a backslash before a quote has spoiled; with the number of lines that follow.
fn put_together(log: &Log, row: &Row<'_>, more: &[Row<'_>]) -> Option<(Fix, Finding, usize)> {
    let [problem] = &*row.problems else { return None };
    let place = Place { line: row.number, column: None, of: None };
    let finding = |kind, text: &str, becomes: &str| {
        let (text, becomes) = (text.to_owned(), Some(becomes.to_owned()));
        Finding { place, kind, text, becomes }
    };
    let fix = |end, new| Fix { line: row.number, place: row.start..end, new };
    if problem.kind == ProblemKind::Unreadable(HEADER_AGAIN.to_owned()) {
        let finding = finding(FindingKind::Again, "the names of the columns", "taken out");
        return Some((fix(row.start + row.bytes.len(), Vec::new()), finding, 0));
    }
    let line = without_line_end(row.bytes);
    if row.entry.is_some() || Splitter::new(log.header.separator).split(line).is_some() {
        return None;
    }
    let doubled = std::str::from_utf8(line).ok()?.replace("\\\"", "\"\"");
    if let Some(new) = whole_row(log, doubled.as_bytes()) {
        let text = "a backslash before a quote; within a text a quote is written twice";
        let finding = finding(FindingKind::Quotes, text, "two quotes");
        return Some((fix(row.start + line.len(), new), finding, 0));
    }
    let mut together = line.to_vec();
    for (at, next) in more.iter().take(MOST_TOGETHER).enumerate() {
        // A row of its own is no part of another.
        if next.entry.is_some() {
            return None;
        }
        let line = without_line_end(next.bytes);
        together.push(b' ');
        together.extend_from_slice(line);
        if let Some(new) = whole_row(log, &together) {
            let text = format!("a text goes on to line {}", next.number);
            let finding = finding(FindingKind::Broken, &text, "one line");
            return Some((fix(next.start + line.len(), new), finding, at + 1));
        }
    }
    None
}

/// The line in the log's own form, if it is a row with all columns of the header.
fn whole_row(log: &Log, line: &[u8]) -> Option<Vec<u8>> {
    let fields = Splitter::new(log.header.separator).split(line)?;
    let bytes = [&*log.header.bytes, line].concat();
    let alone = Log::of(&log.path, bytes).ok()?;
    let is_row = alone.rows().next()?.entry.is_some();
    (is_row && fields.len() == log.header.columns.len())
        .then(|| record(fields, log.header.separator))
}

/// Puts the time of a day with a time, as in `2026-11-20T07:30`, into its own column.
struct Clock {
    /// The columns of the day and of the time.
    columns: Option<(usize, usize)>,
    /// The header with a column for the time, where the log has none.
    extended: Option<Header>,
}

impl Clock {
    fn new(log: &Log, rows: &[Row<'_>]) -> Self {
        let mut extended = None;
        // Only a log with unreadable days is looked at twice.
        if rows.iter().any(|row| row.entry.is_none()) && log.header.position(Column::Time).is_none()
        {
            extended = log.header.extended(&[Column::Time.name().into()], log.widest()).ok();
        }
        let header = extended.as_ref().unwrap_or(&log.header);
        let columns = header.position(Column::Date).zip(header.position(Column::Time));
        Self { columns, extended }
    }

    fn part(
        &self,
        row: &Row<'_>,
        fields: &mut Vec<Vec<u8>>,
        today: NaiveDate,
    ) -> Option<(usize, Finding)> {
        let (date_at, time_at) = self.columns?;
        let text = std::str::from_utf8(fields.get(date_at)?).ok()?.trim().to_owned();
        let (day, time) = text.split_once([' ', 'T'])?;
        let (day, time) = (rewritten_day(day)?, format_time(spreadsheet_time(time).ok()?));
        let there = fields.get(time_at).map_or(&b""[..], |field| field.trim_ascii());
        let is_free = there.is_empty() || there == time.as_bytes();
        if row.entry.is_some() || !is_free || day > today || day.year() < FIRST_YEAR {
            return None;
        }
        fields.resize(fields.len().max(time_at + 1), Vec::new());
        let becomes = format!("{day}{CLOCK}{time}");
        for (at, text) in [(date_at, day.to_string()), (time_at, time)] {
            if let Some(field) = fields.get_mut(at) {
                *field = text.into_bytes();
            }
        }
        let place = Place { line: row.number, column: Some(date_at + 1), of: Some(Column::Date) };
        let text = format!("{:?}", quoted(text.as_bytes()));
        Some((
            date_at,
            Finding { place, kind: FindingKind::Rewritten, text, becomes: Some(becomes) },
        ))
    }
}

/// Stands between the day and the time that a finding has parted.
const CLOCK: &str = " with the time ";

impl Finding {
    fn has_clock(&self) -> bool {
        self.becomes.as_ref().is_some_and(|becomes| becomes.contains(CLOCK))
    }
}

/// Whether the pains seem to be of another scale.
fn scale(rows: &[Row<'_>]) -> Option<Finding> {
    let above = rows.iter().flat_map(|row| &row.problems).filter(|it| it.is_above_scale());
    let above: Vec<_> = above.collect();
    let read = rows.iter().filter(|row| row.entry.as_ref().is_some_and(|it| it.pain.is_some()));
    if !is_other_scale(above.len(), read.count()) {
        return None;
    }
    let text = format!("{} pains are above 10; is this a scale of 0 to 100?", above.len());
    let place = above.first()?.place;
    Some(Finding { place, kind: FindingKind::Scale, text, becomes: None })
}

/// Whether so many readings above 10 beside so many that can be read are of another scale:
/// 3 or more, and a tenth of all.
pub const fn is_other_scale(above: usize, read: usize) -> bool {
    above >= 3 && above * 10 >= above + read
}

/// What of a row's known fields has another form than the log's own, and is or could be read.
fn rewritten(
    log: &Log,
    row: &Row<'_>,
    fields: &[Vec<u8>],
    today: NaiveDate,
) -> Vec<(usize, Finding)> {
    let mut found = Vec::new();
    for (index, (field, column)) in fields.iter().zip(&log.header.columns).enumerate() {
        let (Some(column), Ok(text)) = (*column, std::str::from_utf8(field).map(str::trim)) else {
            continue;
        };
        let quoted = format!("{:?}", quoted(text.as_bytes()));
        let becomes = match column.kind() {
            ColumnKind::Normalized => {
                let read = column.normalized(text, log.header.has_decimal_comma());
                read.filter(|read| read != text)
            }
            // What can be read was recorded so, however late it is.
            ColumnKind::Day if column::day(text).is_err() => {
                rewritten_day(text).map(|day| day.to_string())
            }
            ColumnKind::Amount if !log.header.has_decimal_comma() => with_point(text),
            ColumnKind::Day | ColumnKind::Amount | ColumnKind::Text => None,
        };
        let Some(becomes) = becomes else {
            continue;
        };
        let place = Place { line: row.number, column: Some(index + 1), of: Some(column) };
        // A year of two digits may be meant for another century.
        let day: Option<NaiveDate> =
            if column.kind() == ColumnKind::Day { becomes.parse().ok() } else { None };
        let is_wrong = day.is_some_and(|day| day > today || day.year() < FIRST_YEAR);
        let finding = if is_wrong {
            let text = format!("{quoted} would be {becomes}");
            Finding { place, kind: FindingKind::Unreadable, text, becomes: None }
        } else {
            Finding { place, kind: FindingKind::Rewritten, text: quoted, becomes: Some(becomes) }
        };
        found.push((index, finding));
    }
    found
}

/// A number with a comma and one or two digits behind it, with a point; three could be
/// thousands.
fn with_point(text: &str) -> Option<String> {
    let (_, part) = text.split_once(',')?;
    let amount = Kilometres::lenient(text, true).ok()?;
    if matches!(part.len(), 1 | 2) { Some(amount.to_string()) } else { None }
}

/// The problems of reading the row, except those of fields that have a finding already.
fn add_problems(row: &Row<'_>, found: &mut Vec<Finding>) {
    for problem in &row.problems {
        let is_named = |finding: &Finding| {
            finding.place == problem.place && problem.place.column.is_some() && problem.is_unread()
        };
        if found.iter().rev().take_while(|it| it.place.line == row.number).any(is_named) {
            continue;
        }
        let kind = match problem.kind {
            ProblemKind::Unreadable(_) => FindingKind::Unreadable,
            ProblemKind::UnknownSymptom(_) => FindingKind::UnknownSymptom,
            ProblemKind::SymptomSeparator => FindingKind::Separator,
            ProblemKind::Misplaced => FindingKind::Misplaced,
        };
        let (place, text) = (problem.place, problem.why());
        found.push(Finding { place, kind, text, becomes: None });
    }
}

fn add_wrong_date(row: &Row<'_>, today: NaiveDate, found: &mut Vec<Finding>) {
    let Some(day) = row.entry.as_ref().map(|entry| entry.date) else {
        return;
    };
    let text = if day > today {
        format!("{day} is in the future")
    } else if day.year() < FIRST_YEAR {
        format!("{day} is before {FIRST_YEAR}")
    } else {
        return;
    };
    let place = Place { line: row.number, column: None, of: None };
    found.push(Finding { place, kind: FindingKind::Date, text, becomes: None });
}

/// Whether a row says no more than what was done: the same stretch twice in one moment is two
/// sets of it.
fn is_only_done(row: &Row<'_>) -> bool {
    row.entry.as_ref().is_some_and(|entry| {
        entry.pain.is_none() && entry.symptoms.is_empty() && entry.note.is_empty()
    })
}
