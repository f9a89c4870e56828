//! What is wrong in a log, line by line, and what of it has one meaning and can
//! be put right.
//!
//! Reads only. The lines are read twice: what the whole file tells decides how a
//! single field is read.

use std::collections::{BTreeSet, HashMap};
use std::fmt;

use chrono::{Datelike as _, NaiveDate};

use super::columns::Column;
use super::dates::{Orders, Reading};
use super::error::{LogError, Place, ProblemKind, shown};
use super::header::{Header, without_line_end};
use super::read::LogFile;
use super::rows::{Content, Line};
use super::tokens::Tokenizer;
use super::write::Edit;
use crate::domain::{FIRST_YEAR, named};

/// What a check found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings {
    /// Lines that hold anything, below the header.
    pub rows: u64,
    /// In the file's order.
    pub found: Vec<Finding>,
    /// What would put right those that have one meaning: a line's number, and its edit.
    pub fixes: Vec<(u64, Edit)>,
    /// Lines that say the same as an earlier one, with that one's number: no findings.
    pub duplicates: Vec<(u64, u64)>,
    /// The file's length in bytes.
    pub length: u64,
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
        self.becomes.iter().try_for_each(|becomes| write!(f, " -> {becomes}"))
    }
}

named! {
    /// The kinds of findings with their titles, in the order in which they are listed.
    pub enum FindingKind {
        Unreadable = "Cannot be read, and counts as empty",
        Rewritten = "Rewritten, as spreadsheets do",
        UnknownSymptom = "Symptoms that backcare does not know",
        Separator = "Symptoms without `;` between them",
        Misplaced = "Urgent signs in another column",
        Column = "Columns whose names may be misspelled",
        Date = "Dates that cannot be right",
    }
}

/// Looks for what is wrong in a log; days after `today` are.
///
/// # Errors
/// When it cannot be read, or is no log.
pub fn check(log: &LogFile, today: NaiveDate) -> Result<Findings, LogError> {
    let Some(header) = log.header()? else {
        return Ok(Findings::default());
    };
    let mut checker = Checker {
        tokenizer: Tokenizer::new(header.separator),
        header,
        today,
        orders: Orders::default(),
        decimal_comma: false,
        held: BTreeSet::new(),
        seen: HashMap::new(),
        findings: Findings::default(),
    };
    let mut lines = log.lines()?;
    while let Some(line) = lines.next_line()? {
        checker.observe(&line);
    }
    checker.look_at_header();
    let mut lines = log.lines()?;
    while let Some(line) = lines.next_line()? {
        checker.look_at(&line);
    }
    checker.findings.length = lines.start;
    Ok(checker.findings)
}

/// The kind of a finding, what is there, and what it is put right to.
type Found = (FindingKind, String, Option<String>);

struct Checker {
    header: Header,
    tokenizer: Tokenizer,
    today: NaiveDate,
    orders: Orders,
    /// Whether an amount of the file has a decimal comma beyond doubt.
    decimal_comma: bool,
    /// Columns that hold something, are not read and look like a known one.
    held: BTreeSet<usize>,
    /// The number of the first line of each text.
    seen: HashMap<Vec<u8>, u64>,
    findings: Findings,
}

impl Checker {
    fn observe(&mut self, line: &Line<'_>) {
        if let Content::Row(row) = &*line.content {
            self.held.extend(&row.look_alikes);
        }
        for (_, column, text) in self.fields(line.bytes) {
            match column {
                _ if column.is_day() => self.orders.observe(&text),
                Column::StretchMinutes | Column::ActivityMinutes | Column::DistanceKm => {
                    self.decimal_comma |= has_short_comma(&text);
                }
                _ => {}
            }
        }
    }

    /// The fields of known columns that hold any text.
    fn fields(&mut self, line: &[u8]) -> Vec<(usize, Column, String)> {
        let fields = self.tokenizer.split(without_line_end(line));
        let columns = self.header.columns.iter().enumerate();
        let known = columns.filter_map(|(index, column)| {
            let text = std::str::from_utf8(fields?.get(index)).ok()?.trim();
            (!text.is_empty()).then_some((index, (*column)?, text.to_owned()))
        });
        known.collect()
    }

    fn add(
        &mut self,
        line: u64,
        column: Option<(usize, Option<Column>)>,
        (kind, text, becomes): Found,
    ) {
        let (column, of) = column.map_or((None, None), |(index, of)| (Some(index + 1), of));
        let place = Place { line, column, of };
        self.findings.found.push(Finding { place, kind, text, becomes });
    }

    fn look_at_header(&mut self) {
        let held = std::mem::take(&mut self.held);
        for it in self.header.look_alikes.clone() {
            if it.is_beside && !held.contains(&it.index) {
                continue;
            }
            let text = format!("{:?} is not read; did you mean {}?", it.name, it.meant.name());
            self.add(1, Some((it.index, None)), (FindingKind::Column, text, None));
        }
    }

    fn look_at(&mut self, line: &Line<'_>) {
        if *line.content == Content::Blank {
            return;
        }
        self.findings.rows += 1;
        let mut fixed: Vec<(usize, String)> = Vec::new();
        let mut explained: Vec<usize> = Vec::new();
        let count = self.tokenizer.split(without_line_end(line.bytes)).map(|fields| fields.len());
        // Of a line without an end the last field may be torn: `2026-11-2` of a day.
        let torn = count.filter(|_| !line.bytes.ends_with(b"\n")).map(|count| count - 1);
        let fields = self.fields(line.bytes).into_iter();
        for (index, column, text) in fields.filter(|(index, ..)| Some(*index) != torn) {
            let Some(found) = self.look_at_field(column, &text) else {
                continue;
            };
            explained.push(index + 1);
            fixed.extend(found.2.clone().map(|becomes| (index, becomes)));
            self.add(line.number, Some((index, Some(column))), found);
        }
        let text = without_line_end(line.bytes);
        if let Some(fields) = self.tokenizer.split(text).filter(|_| !fixed.is_empty()) {
            let mut new = fields.replaced(text, self.header.separator, &fixed);
            new.extend_from_slice(&line.bytes[text.len()..]);
            let edit = Edit { start: line.start, old: line.bytes.to_vec(), new };
            self.findings.fixes.push((line.number, edit));
        }
        let is_explained = |column: Option<usize>| column.is_some_and(|it| explained.contains(&it));
        let problems = line.content.problems().iter();
        for problem in problems.filter(|problem| !is_explained(problem.place.column)) {
            let kind = match problem.kind {
                ProblemKind::Unreadable(_) => FindingKind::Unreadable,
                ProblemKind::UnknownSymptom(_) => FindingKind::UnknownSymptom,
                ProblemKind::SymptomSeparator => FindingKind::Separator,
                ProblemKind::Misplaced => FindingKind::Misplaced,
            };
            let (place, text) = (problem.place, problem.why());
            self.findings.found.push(Finding { place, kind, text, becomes: None });
        }
        self.look_at_row(line);
    }

    /// What is wrong with a field that reading it does not tell, and what it would be.
    fn look_at_field(&self, column: Column, text: &str) -> Option<Found> {
        let quoted = format!("{:?}", shown(text.as_bytes()));
        let read = column.normalized(text, self.header.has_decimal_comma());
        match column {
            _ if column.is_day() && read.is_none() => {
                let unreadable = |text| Some((FindingKind::Unreadable, text, None));
                match self.orders.read(text) {
                    // A year of two digits may be meant for another century.
                    Reading::Day(day) if day > self.today || day.year() < FIRST_YEAR => {
                        unreadable(format!("{quoted} would be {day}"))
                    }
                    Reading::Day(day) => {
                        Some((FindingKind::Rewritten, quoted, Some(day.to_string())))
                    }
                    Reading::Either(days) => {
                        let days: Vec<_> = days.iter().map(ToString::to_string).collect();
                        let days = days.join(" or ");
                        unreadable(format!("{quoted} can be {days}; no other row tells which"))
                    }
                    Reading::None => None,
                }
            }
            // What can be read was recorded so, however large it is.
            Column::StretchMinutes | Column::ActivityMinutes | Column::DistanceKm
                if read.is_none() =>
            {
                let (whole, part) = text.split_once(',')?;
                let one_meaning = has_short_comma(text) || self.decimal_comma && part.len() == 3;
                let plain = column.normalized(&format!("{whole}.{part}"), false)?;
                one_meaning.then_some((FindingKind::Rewritten, quoted, Some(plain)))
            }
            Column::Time | Column::Pain => read
                .filter(|read| read != text)
                .map(|read| (FindingKind::Rewritten, quoted, Some(read))),
            _ => None,
        }
    }

    fn look_at_row(&mut self, line: &Line<'_>) {
        if let Some(entry) = line.content.entry() {
            let day = entry.date;
            let wrong = match day {
                _ if day > self.today => Some(format!("{day} is in the future")),
                _ if day.year() < FIRST_YEAR => Some(format!("{day} is before {FIRST_YEAR}")),
                _ => None,
            };
            if let Some(text) = wrong {
                self.add(line.number, None, (FindingKind::Date, text, None));
            }
            // The same stretch twice in one moment is two sets of it.
            if entry.pain.is_none() && entry.symptoms.is_empty() && entry.note.is_empty() {
                return;
            }
        }
        let text = without_line_end(line.bytes).to_vec();
        let first = *self.seen.entry(text).or_insert(line.number);
        if first != line.number {
            self.findings.duplicates.push((line.number, first));
        }
    }
}

/// Whether a text is a number with a comma and one or two digits behind it.
fn has_short_comma(text: &str) -> bool {
    text.split_once(',').is_some_and(|(whole, part)| {
        let digits =
            |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        digits(whole) && digits(part) && part.len() <= 2
    })
}
