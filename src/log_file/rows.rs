//! A line of the log into an entry and its problems.
//!
//! A field that cannot be read counts as empty and the rest of its row
//! counts; only the day decides whether there is a row at all.

use std::str::FromStr;

use chrono::NaiveDate;

use super::columns::{self, Column};
use super::error::{Place, Problem, ProblemKind, shown};
use super::header::{Header, without_line_end};
use super::tokens::{Fields, Tokenizer};
use crate::domain::{
    Done, Entry, Invalid, Kilometres, Minutes, Pain, Symptom, Word, plain_decimal,
};

/// A line below the header.
#[derive(Debug)]
pub struct Line<'a> {
    /// Its number in the file; the header is line 1.
    pub number: u64,
    /// Where it begins, in bytes.
    pub start: u64,
    /// The line as it is in the file, with its end if it has one.
    pub bytes: &'a [u8],
    /// What it says.
    pub content: Content,
}

/// What a line is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// A row with a day.
    Row(Row),
    /// A line that is no row, and why.
    Unreadable(Problem),
    /// A line without any text.
    Blank,
}

/// A row, and what of it could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub entry: Entry,
    pub problems: Vec<Problem>,
    /// Whether a column that backcare does not know holds anything.
    pub has_other: bool,
}

impl Content {
    /// What is wrong with the line.
    pub fn problems(&self) -> &[Problem] {
        match self {
            Self::Row(row) => &row.problems,
            Self::Unreadable(problem) => std::slice::from_ref(problem),
            Self::Blank => &[],
        }
    }

    /// What it records, where it is a row.
    pub const fn entry(&self) -> Option<&Entry> {
        match self {
            Self::Row(row) => Some(&row.entry),
            _ => None,
        }
    }
}

/// The longest line that is read as a row, in bytes without its end.
pub const LONGEST_ROW: usize = 1024 * 1024;

/// Reads lines of one file, with memory that it uses again for the next.
pub struct RowReader {
    pub header: Header,
    tokenizer: Tokenizer,
    /// Whether notes are wanted.
    pub with_notes: bool,
    names: Names,
    /// The last date read: rows of one day follow each other.
    last_date: Option<([u8; 10], NaiveDate)>,
}

impl RowReader {
    pub const fn new(header: Header) -> Self {
        Self {
            tokenizer: Tokenizer::new(header.separator),
            with_notes: true,
            names: Names { stretches: Vec::new(), activities: Vec::new() },
            last_date: None,
            header,
        }
    }

    /// What line `number`, given as it is in the file, says.
    pub fn read(&mut self, number: u64, line: &[u8]) -> Content {
        const OPEN_QUOTE: &str = "a quote is not closed; a text that begins with a quote must end with one, and a quote within it is written twice";
        const TOO_LONG: &str = "the line is longer than 1 MiB; was it torn, or is it no row?";
        let text = without_line_end(line);
        let no_row = |why: &str| {
            Content::Unreadable(Problem {
                place: Place { line: number, column: None, of: None },
                text: shown(text),
                kind: ProblemKind::Unreadable(why.to_owned()),
                sign: urgent_in(text),
            })
        };
        if text.len() > LONGEST_ROW {
            return no_row(TOO_LONG);
        }
        let Some(fields) = self.tokenizer.split(text) else {
            return no_row(OPEN_QUOTE);
        };
        if fields.iter().all(|text| text.trim_ascii().is_empty()) {
            return Content::Blank;
        }
        let mut row = Reading {
            number,
            header: &self.header,
            names: &mut self.names,
            with_notes: self.with_notes,
            fields,
            problems: Vec::new(),
            has_other: false,
        };
        let text = row.bytes(Column::Date);
        let date = match self.last_date {
            Some((last, date)) if last == *text => date,
            _ => {
                let Some(date) = columns::date(text) else {
                    let kind = ProblemKind::Unreadable(columns::no_date(text));
                    let sign = urgent_in(line);
                    return Content::Unreadable(Problem {
                        sign,
                        ..row.problem(Column::Date, text, kind)
                    });
                };
                self.last_date = text.try_into().ok().map(|text| (text, date));
                date
            }
        };
        let entry = row.entry(date);
        Content::Row(Row { entry, problems: row.problems, has_other: row.has_other })
    }
}

/// The most urgent symptom that a text names somewhere.
fn urgent_in(text: &[u8]) -> Option<Symptom> {
    Symptom::urgent_in(&String::from_utf8_lossy(text))
}

/// The urgent symptom whose name is all of `text`.
fn named_urgent(text: &[u8]) -> Option<Symptom> {
    let sign = Symptom::read(std::str::from_utf8(text).ok()?)?;
    sign.level().is_urgent().then_some(sign)
}

/// The names that the file has used so far, each as it is written there: most rows use
/// one of a few.
struct Names {
    stretches: Vec<(String, Word)>,
    activities: Vec<(String, Word)>,
}

impl Names {
    /// As many are remembered.
    const MOST: usize = 32;

    fn known(&self, column: Column, text: &[u8]) -> Option<Word> {
        let names = match column {
            Column::Activity => &self.activities,
            _ => &self.stretches,
        };
        names.iter().find(|(known, _)| known.as_bytes() == text).map(|(_, word)| word.clone())
    }

    fn read(&mut self, column: Column, text: &str) -> Result<Word, String> {
        let word = columns::name(column, text)?;
        let names = match column {
            Column::Activity => &mut self.activities,
            _ => &mut self.stretches,
        };
        if names.len() < Self::MOST {
            names.push((text.to_owned(), word.clone()));
        }
        Ok(word)
    }
}

/// Without the blanks around it, which hardly any field has.
const fn trimmed(field: &[u8]) -> &[u8] {
    match field {
        [b'!'..=u8::MAX] | [b'!'..=u8::MAX, .., b'!'..=u8::MAX] => field,
        _ => field.trim_ascii(),
    }
}

/// One row while it is read.
struct Reading<'a> {
    number: u64,
    header: &'a Header,
    names: &'a mut Names,
    with_notes: bool,
    fields: Fields<'a>,
    problems: Vec<Problem>,
    has_other: bool,
}

impl<'a> Reading<'a> {
    /// The field of `column`, without the spaces around it; empty when the
    /// file has no such column or the row is too short.
    fn bytes(&self, column: Column) -> &'a [u8] {
        let index = self.header.position(column);
        let field = index.map(|index| self.fields.get(index));
        field.unwrap_or_default().trim_ascii()
    }

    fn problem(&self, column: Column, text: &[u8], kind: ProblemKind) -> Problem {
        Problem {
            place: Place {
                line: self.number,
                column: self.header.position(column).map(|index| index + 1),
                of: Some(column),
            },
            text: shown(text),
            sign: match kind {
                ProblemKind::Unreadable(_) => urgent_in(text),
                // The whole cell: `Bladder/Bowel` is no name, and no two either.
                ProblemKind::UnknownSymptom(_) => std::str::from_utf8(text)
                    .ok()
                    .and_then(Symptom::nearly_urgent)
                    .or_else(|| urgent_in(self.bytes(column))),
                ProblemKind::SymptomSeparator => None,
            },
            kind,
        }
    }

    fn note(&mut self, column: Column, text: &[u8], kind: ProblemKind) {
        self.problems.push(self.problem(column, text, kind));
    }

    fn unreadable(&mut self, column: Column, why: String) {
        self.note(column, self.bytes(column), ProblemKind::Unreadable(why));
    }

    /// A field as text; `None` where it is blank, or no UTF-8 and noted as such.
    fn text(&mut self, column: Column, field: &'a [u8]) -> Option<&'a str> {
        let Ok(text) = std::str::from_utf8(field) else {
            let why = format!("{:?} is not UTF-8; save the file as UTF-8", shown(field));
            self.unreadable(column, why);
            return None;
        };
        Some(text.trim()).filter(|text| !text.is_empty())
    }

    /// A field's value as `read` has it; `None` where it is blank, or unreadable and
    /// noted as such.
    fn value<T>(
        &mut self,
        column: Column,
        field: &'a [u8],
        read: impl FnOnce(&str) -> Result<T, String>,
    ) -> Option<T> {
        read(self.text(column, field)?).map_err(|why| self.unreadable(column, why)).ok()
    }

    /// Reads every field that is not blank. Almost all have the log's own form, which is
    /// read from the bytes, without a check for UTF-8.
    fn entry(&mut self, date: NaiveDate) -> Entry {
        // Where a semicolon separates, the spreadsheet's decimals have a comma.
        let comma = self.header.separator == b';';
        let mut entry = Entry::on(date);
        let (mut stretch, mut stretch_minutes) = (None, None);
        let (mut activity, mut activity_minutes, mut distance) = (None, None, None);
        let fields = self.fields;
        for (index, span) in fields.spans.iter().enumerate() {
            let field = trimmed(&fields.text[span.clone()]);
            if field.is_empty() {
                continue;
            }
            let column = match self.header.columns.get(index) {
                Some(Some(column)) => *column,
                Some(None) => {
                    self.note_unread_column(index, field);
                    continue;
                }
                None => {
                    self.note_what_is_beyond(index, field);
                    continue;
                }
            };
            match column {
                Column::Date => {}
                Column::Time => {
                    entry.time =
                        columns::clock(field).or_else(|| self.value(column, field, columns::time));
                }
                Column::Pain => {
                    let read = |text: &str| columns::pain(text, comma);
                    entry.pain = Pain::exact(field).or_else(|| self.value(column, field, read));
                }
                Column::Stretch => stretch = self.name(column, field),
                Column::StretchMinutes => {
                    stretch_minutes = self.amount(column, field, Minutes::from_thousandths);
                }
                Column::Activity => activity = self.name(column, field),
                Column::ActivityMinutes => {
                    activity_minutes = self.amount(column, field, Minutes::from_thousandths);
                }
                Column::DistanceKm => {
                    distance = self.amount(column, field, Kilometres::from_thousandths);
                }
                Column::Symptoms => entry.symptoms = self.symptoms(field),
                Column::Began => entry.began = self.day(column, field, date),
                Column::Seen => entry.seen = self.day(column, field, date),
                Column::Note => {
                    let note = self.text(column, field).filter(|_| self.with_notes);
                    entry.note.extend(note);
                }
                Column::Tags => entry.tags = self.tags(field),
                Column::UrgentSigns => {
                    entry.no_signs = self.value(column, field, columns::no_signs).is_some();
                }
            }
        }
        if stretch.is_none() {
            self.note_lost(Column::Stretch, Column::StretchMinutes, stretch_minutes);
        }
        if activity.is_none() {
            self.note_lost(Column::Activity, Column::ActivityMinutes, activity_minutes);
            self.note_lost(Column::Activity, Column::DistanceKm, distance);
        }
        // A symptom that was read after all is not one that was lost.
        for problem in self.problems.iter_mut().filter(|problem| problem.place.of.is_some()) {
            problem.sign = problem.sign.filter(|sign| !entry.symptoms.contains(sign));
        }
        entry.stretch = stretch.map(|name| Done { name, minutes: stretch_minutes, distance: None });
        entry.activity = activity.map(|name| Done { name, minutes: activity_minutes, distance });
        entry
    }

    /// An amount belongs to a name: where there is none it is lost, and that is said; a
    /// spreadsheet's 0 loses nothing. A name that is there but cannot be read has been
    /// noted already.
    fn note_lost<T: Copy + Default + PartialOrd>(
        &mut self,
        name: Column,
        of: Column,
        amount: Option<T>,
    ) {
        if amount > Some(T::default()) && self.bytes(name).is_empty() {
            let what = if of == Column::DistanceKm { "kilometres" } else { "minutes" };
            let why = format!("there is no {} for these {what}", name.name());
            self.unreadable(of, why);
        }
    }

    fn name(&mut self, column: Column, field: &'a [u8]) -> Option<Word> {
        let known = self.names.known(column, field);
        known.or_else(|| {
            let text = self.text(column, field)?;
            let word = self.names.read(column, text);
            word.map_err(|why| self.unreadable(column, why)).ok()
        })
    }

    fn amount<T: FromStr<Err = Invalid>>(
        &mut self,
        column: Column,
        field: &'a [u8],
        from_thousandths: fn(u64) -> T,
    ) -> Option<T> {
        let comma = self.header.separator == b';';
        let amount = plain_decimal(field).map(from_thousandths);
        amount.or_else(|| self.value(column, field, |text| columns::amount(text, comma)))
    }

    fn symptoms(&mut self, field: &'a [u8]) -> Vec<Symptom> {
        let mut known = Vec::new();
        let Some(text) = self.text(Column::Symptoms, field) else {
            return known;
        };
        let mut odd = false;
        // People separate names by commas, slashes and bars as well; no name holds one.
        for part in columns::parts(text) {
            let names = part.split([',', '/', '|']).map(str::trim);
            for name in names.filter(|name| !name.is_empty()) {
                odd |= name.len() < part.len();
                match Symptom::read(name) {
                    Some(symptom) if known.contains(&symptom) => {}
                    Some(symptom) => known.push(symptom),
                    None => {
                        let error = shown(name.as_bytes()).parse::<Symptom>().err();
                        let why = error.map(|error| error.to_string()).unwrap_or_default();
                        let kind = ProblemKind::UnknownSymptom(why);
                        self.note(Column::Symptoms, name.as_bytes(), kind);
                    }
                }
            }
        }
        if odd {
            let kind = ProblemKind::SymptomSeparator;
            self.note(Column::Symptoms, text.as_bytes(), kind);
        }
        known
    }

    fn tags(&mut self, field: &'a [u8]) -> Vec<Word> {
        let mut tags = Vec::new();
        for tag in self.text(Column::Tags, field).into_iter().flat_map(columns::parts) {
            match columns::name(Column::Tags, tag) {
                Ok(tag) if tags.contains(&tag) => {}
                Ok(tag) => tags.push(tag),
                Err(why) => self.unreadable(Column::Tags, why),
            }
        }
        tags
    }

    fn day(&mut self, column: Column, field: &'a [u8], date: NaiveDate) -> Option<NaiveDate> {
        self.value(column, field, |text| match columns::day(text)? {
            day if day > date => Err(format!(
                "{day} is after the row's own day, {date}; that day or an earlier one is accepted"
            )),
            day => Ok(day),
        })
    }

    /// An urgent symptom in a column that is not read: anywhere in one that looks
    /// like the symptoms, or all that another one holds.
    fn note_unread_column(&mut self, index: usize, field: &[u8]) {
        self.has_other = true;
        let sign = match self.header.looks_like_symptoms(index) {
            true => urgent_in(field),
            false => named_urgent(field),
        };
        if sign.is_some() {
            let why = "is in a column that is not read; did you mean symptoms?";
            self.note_beside(index, field, why, sign);
        }
    }

    /// A text that holds the separator and has no quotes runs on beyond the
    /// last column: that part of it would be lost without a word.
    fn note_what_is_beyond(&mut self, index: usize, field: &[u8]) {
        self.has_other = true;
        let why = format!(
            "is beyond the {} columns of the header; put quotes around a text that holds the separator",
            self.header.columns.len()
        );
        // Most likely the rest of a note, unless it is nothing but a name.
        self.note_beside(index, field, &why, named_urgent(field));
    }

    /// Notes a field of no known column, at `index` from 0.
    fn note_beside(&mut self, index: usize, field: &[u8], why: &str, sign: Option<Symptom>) {
        let text = shown(field);
        self.problems.push(Problem {
            place: Place { line: self.number, column: Some(index + 1), of: None },
            kind: ProblemKind::Unreadable(format!("{text:?} {why}")),
            text,
            sign,
        });
    }
}
