//! A line of the log into an entry and its problems.
//!
//! A field that cannot be read counts as empty and the rest of its row
//! counts; only the day decides whether there is a row at all.

use chrono::NaiveDate;

use super::columns::{self, Column};
use super::error::{Place, Problem, ProblemKind, shown};
use super::header::{Header, without_line_end};
use super::tokens::{Fields, Tokenizer};
use crate::domain::{Done, Entry, Kilometres, Minutes, Symptom, Word};

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
            texts: [None; Column::ALL.len()],
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
        row.find_texts();
        let entry = row.entry(date);
        row.note_unread_columns();
        row.note_what_is_beyond();
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

    fn read(&mut self, column: Column, text: &str) -> Result<Word, String> {
        let names = match column {
            Column::Activity => &mut self.activities,
            _ => &mut self.stretches,
        };
        if let Some((_, word)) = names.iter().find(|(known, _)| known == text) {
            return Ok(word.clone());
        }
        let word = columns::name(column, text)?;
        if names.len() < Self::MOST {
            names.push((text.to_owned(), word.clone()));
        }
        Ok(word)
    }
}

/// Without the blanks around it, which hardly any field has.
fn trimmed(text: &str) -> &str {
    match text.as_bytes() {
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => text,
        _ => text.trim(),
    }
}

/// One row while it is read.
struct Reading<'a> {
    number: u64,
    header: &'a Header,
    names: &'a mut Names,
    with_notes: bool,
    fields: Fields<'a>,
    /// What stands in each column, where it is text and not empty.
    texts: [Option<&'a str>; Column::ALL.len()],
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

    /// Finds the texts of the known columns, and notes what is no UTF-8.
    fn find_texts(&mut self) {
        // Checked once for the line, where all of it is text.
        let line = std::str::from_utf8(self.fields.text).ok();
        let (fields, header) = (self.fields, self.header);
        for (span, column) in fields.spans.iter().zip(&header.columns) {
            let Some(column) = column.filter(|_| !span.is_empty()) else {
                continue;
            };
            let text = match line {
                Some(line) => line.get(span.clone()),
                None => std::str::from_utf8(&fields.text[span.clone()]).ok(),
            };
            if let Some(text) = text {
                self.texts[column as usize] = Some(trimmed(text)).filter(|text| !text.is_empty());
            } else {
                let text = shown(self.bytes(column));
                let why = format!("{text:?} is not UTF-8; save the file as UTF-8");
                self.unreadable(column, why);
            }
        }
    }

    /// The text of `column`; `None` where it is empty or no UTF-8.
    const fn text(&self, column: Column) -> Option<&'a str> {
        self.texts[column as usize]
    }

    /// The value of `column` as `read` has it; `None` where it is empty, or
    /// unreadable and noted as such.
    fn value<T>(
        &mut self,
        column: Column,
        read: impl FnOnce(&str) -> Result<T, String>,
    ) -> Option<T> {
        match read(self.text(column)?) {
            Ok(value) => Some(value),
            Err(why) => {
                self.unreadable(column, why);
                None
            }
        }
    }

    fn entry(&mut self, date: NaiveDate) -> Entry {
        // Where a semicolon separates, the spreadsheet's decimals have a comma.
        let comma = self.header.separator == b';';
        Entry {
            date,
            time: self.value(Column::Time, columns::time),
            pain: self.value(Column::Pain, |text| columns::pain(text, comma)),
            stretch: self.done(Column::Stretch, Column::StretchMinutes, None, comma),
            activity: self.done(
                Column::Activity,
                Column::ActivityMinutes,
                Some(Column::DistanceKm),
                comma,
            ),
            symptoms: self.symptoms(),
            began: self.day(Column::Began, date),
            seen: self.day(Column::Seen, date),
            note: self
                .text(Column::Note)
                .filter(|_| self.with_notes)
                .unwrap_or_default()
                .to_owned(),
            tags: self.tags(),
            no_signs: self.value(Column::UrgentSigns, columns::no_signs).is_some(),
        }
    }

    /// A stretch or an activity. Amounts belong to a name: where there is none they
    /// are lost, and that is said; a spreadsheet's 0 loses nothing.
    fn done(
        &mut self,
        name: Column,
        minutes: Column,
        distance: Option<Column>,
        comma: bool,
    ) -> Option<Done> {
        let word = self.text(name).map(|text| self.names.read(name, text));
        let word = word.and_then(|word| word.map_err(|why| self.unreadable(name, why)).ok());
        let time: Option<Minutes> = self.value(minutes, |text| columns::amount(text, comma));
        let way: Option<Kilometres> =
            distance.and_then(|column| self.value(column, |text| columns::amount(text, comma)));
        // A name that is there but cannot be read has been noted already.
        if word.is_none() && self.bytes(name).is_empty() {
            let lost = |what: &str| format!("there is no {} for these {what}", name.name());
            if time.is_some_and(|time| time > Minutes::default()) {
                self.unreadable(minutes, lost("minutes"));
            }
            if let Some(distance) = distance.filter(|_| way > Some(Kilometres::default())) {
                self.unreadable(distance, lost("kilometres"));
            }
        }
        word.map(|name| Done { name, minutes: time, distance: way })
    }

    fn symptoms(&mut self) -> Vec<Symptom> {
        let mut known = Vec::new();
        let Some(text) = self.text(Column::Symptoms) else {
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
        // A symptom that was read after all is not one that was lost.
        for problem in &mut self.problems {
            problem.sign = problem.sign.filter(|sign| !known.contains(sign));
        }
        if odd {
            let kind = ProblemKind::SymptomSeparator;
            self.note(Column::Symptoms, text.as_bytes(), kind);
        }
        known
    }

    fn tags(&mut self) -> Vec<Word> {
        let mut tags = Vec::new();
        for tag in self.text(Column::Tags).into_iter().flat_map(columns::parts) {
            match columns::name(Column::Tags, tag) {
                Ok(tag) if tags.contains(&tag) => {}
                Ok(tag) => tags.push(tag),
                Err(why) => self.unreadable(Column::Tags, why),
            }
        }
        tags
    }

    fn day(&mut self, column: Column, date: NaiveDate) -> Option<NaiveDate> {
        self.value(column, |text| match columns::day(text)? {
            day if day > date => Err(format!(
                "{day} is after the row's own day, {date}; that day or an earlier one is accepted"
            )),
            day => Ok(day),
        })
    }

    /// An urgent symptom in a column that is not read: anywhere in one that looks
    /// like the symptoms, or all that another one holds.
    fn note_unread_columns(&mut self) {
        for (index, _) in self.header.columns.iter().enumerate().filter(|(_, it)| it.is_none()) {
            let text = self.fields.get(index).trim_ascii();
            if text.is_empty() {
                continue;
            }
            self.has_other = true;
            let sign = if self.header.looks_like_symptoms(index) {
                urgent_in(text)
            } else {
                named_urgent(text)
            };
            if sign.is_some() {
                let why = "is in a column that is not read; did you mean symptoms?";
                self.note_beside(index, why, sign);
            }
        }
    }

    /// A text that holds the separator and has no quotes runs on beyond the
    /// last column: that part of it would be lost without a word.
    fn note_what_is_beyond(&mut self) {
        let width = self.header.columns.len();
        for index in width..self.fields.len() {
            let text = self.fields.get(index);
            if !text.trim_ascii().is_empty() {
                self.has_other = true;
                let why = format!(
                    "is beyond the {width} columns of the header; put quotes around a text that holds the separator"
                );
                // Most likely the rest of a note, unless it is nothing but a name.
                self.note_beside(index, &why, named_urgent(text));
            }
        }
    }

    /// Notes a field of no known column, at `index` from 0.
    fn note_beside(&mut self, index: usize, why: &str, sign: Option<Symptom>) {
        let text = shown(self.fields.get(index).trim_ascii());
        self.problems.push(Problem {
            place: Place { line: self.number, column: Some(index + 1), of: None },
            kind: ProblemKind::Unreadable(format!("{text:?} {why}")),
            text,
            sign,
        });
    }
}
