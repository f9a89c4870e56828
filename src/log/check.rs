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
use super::header::without_line_end;
use super::repair::{Cause, Clock, WITH_TIME, is_day, is_well_formed, repair};
use super::row::Row;
use crate::domain::{DayStart, FIRST_YEAR, Kilometres, named, rewritten_day};

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
pub fn check(log: &Log, today: NaiveDate, day_start: DayStart) -> Findings {
    let mut findings = Findings::default();
    let mut splitter = Splitter::new(log.header.separator);
    let mut held: BTreeSet<usize> = BTreeSet::new();
    let mut seen: HashMap<&[u8], u64> = HashMap::new();
    let mut in_rows: Vec<Finding> = Vec::new();
    let rows: Vec<Row<'_>> = log.rows().collect();
    findings.rows = rows.len() as u64;
    let clock = Clock::new(log, &rows, day_start);
    let separator = log.header.separator;
    let (mut rest, mut repaired_to, mut is_in_text) = (rows.as_slice(), 0, false);
    while let [row, more @ ..] = rest {
        rest = more;
        if row.start < repaired_to {
            continue;
        }
        held.extend(&row.look_alikes);
        let mut line = without_line_end(row.bytes);
        let mut end = row.start + line.len();
        let repair = repair(log, row, more);
        if let Some(repair) = &repair {
            in_rows.push(of_repair(row, &repair.cause));
            (end, repaired_to) = (repair.end, repair.end);
            let Some(new) = &repair.line else {
                let (place, new) = (row.start..end, Vec::new());
                findings.fixes.push(Fix { line: row.number, place, new });
                continue;
            };
            line = new;
        }
        // A line between an open quote and the next one may be a part of a text.
        let is_odd = memchr::memchr_iter(b'"', line).count() % 2 == 1;
        let was_in_text = is_in_text && row.entry.is_none();
        is_in_text = was_in_text != is_odd;
        let is_row = is_well_formed(line, separator) && !was_in_text;
        if let (true, Some(mut fields)) = (is_row, splitter.split(line)) {
            // Of a line without an end the last field may be torn: `2026-11-2` of a day.
            let is_torn = end == log.bytes.len();
            let parted = clock.part(row, &mut fields, today).map(|(at, text, becomes)| {
                let place =
                    Place { line: row.number, column: Some(at + 1), of: Some(Column::Date) };
                let (kind, becomes) = (FindingKind::Rewritten, Some(becomes));
                (at, Finding { place, kind, text, becomes })
            });
            let date_at = log.header.position(Column::Date);
            let has_day = date_at.and_then(|at| fields.get(at)).is_some_and(|it| is_day(it));
            let last = if has_day { fields.len() - usize::from(is_torn) } else { 0 };
            let mut rewritten = rewritten(log, row, fields.get(..last).unwrap_or_default(), today);
            for (index, finding) in &rewritten {
                if let Some(field) = fields.get_mut(*index)
                    && let Some(becomes) = &finding.becomes
                {
                    *field = becomes.clone().into_bytes();
                }
            }
            rewritten.extend(parted);
            if repair.is_some() || rewritten.iter().any(|(_, finding)| finding.becomes.is_some()) {
                let new = record(fields, separator);
                findings.fixes.push(Fix { line: row.number, place: row.start..end, new });
            }
            in_rows.extend(rewritten.into_iter().map(|(_, finding)| finding));
        }
        if repair.is_some() {
            continue;
        }
        add_problems(row, &mut in_rows);
        add_wrong_date(row, today, &mut in_rows);
        if !is_only_done(row) {
            let first = *seen.entry(without_line_end(row.bytes)).or_insert(row.number);
            if first != row.number {
                findings.duplicates.push((row.number, first));
            }
        }
    }
    if let (Some(header), true) = (&clock.extended, in_rows.iter().any(Finding::has_time)) {
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

fn of_repair(row: &Row<'_>, cause: &Cause) -> Finding {
    let (kind, text, becomes) = match cause {
        Cause::Again => (FindingKind::Again, "the names of the columns".to_owned(), "taken out"),
        Cause::Broken(last) => {
            (FindingKind::Broken, format!("a text goes on to line {last}"), "one line")
        }
        Cause::Quotes => {
            let text = "a backslash before a quote; within a text a quote is written twice";
            (FindingKind::Quotes, text.to_owned(), "two quotes")
        }
    };
    let place = Place { line: row.number, column: None, of: None };
    Finding { place, kind, text, becomes: Some(becomes.to_owned()) }
}

impl Finding {
    fn has_time(&self) -> bool {
        self.becomes.as_ref().is_some_and(|becomes| becomes.contains(WITH_TIME))
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
                // The log's own form of a time would lose its seconds.
                let has_seconds = column == Column::Time
                    && text.split(':').nth(2).is_some_and(|it| !it.starts_with("00"));
                read.filter(|read| read != text && !has_seconds)
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
