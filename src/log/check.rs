//! What is wrong in a log, line by line, and what of it has one meaning and can
//! be put right. Reads only.

use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::ops::Range;

use chrono::{Datelike as _, NaiveDate};

use super::Log;
use super::column::{self, ColumnKind};
use super::error::{Place, ProblemKind};
use super::fields::quoted;
use super::fields::{Splitter, record};
use super::header::without_line_end;
use super::row::Row;
use crate::domain::{FIRST_YEAR, Kilometres, named, rewritten_day};

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
    for row in log.rows() {
        findings.rows += 1;
        held.extend(&row.look_alikes);
        let line = without_line_end(row.bytes);
        if let Some(mut fields) = splitter.split(line) {
            // Of a line without an end the last field may be torn: `2026-11-2` of a day.
            let last = if row.bytes.ends_with(b"\n") { fields.len() } else { fields.len() - 1 };
            let rewritten = rewritten(log, &row, fields.get(..last).unwrap_or_default(), today);
            for (index, finding) in &rewritten {
                if let Some(field) = fields.get_mut(*index)
                    && let Some(becomes) = &finding.becomes
                {
                    *field = becomes.clone().into_bytes();
                }
            }
            if rewritten.iter().any(|(_, finding)| finding.becomes.is_some()) {
                let place = row.start..row.start + line.len();
                let new = record(fields, log.header.separator);
                findings.fixes.push(Fix { line: row.number, place, new });
            }
            in_rows.extend(rewritten.into_iter().map(|(_, finding)| finding));
        }
        add_problems(&row, &mut in_rows);
        add_wrong_date(&row, today, &mut in_rows);
        if !is_only_done(&row) {
            let first = *seen.entry(line).or_insert(row.number);
            if first != row.number {
                findings.duplicates.push((row.number, first));
            }
        }
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
    findings.found.extend(in_rows);
    findings
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
