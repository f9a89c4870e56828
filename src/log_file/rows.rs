//! A line of the log into an entry and its problems.
//!
//! A field that cannot be read counts as empty and the rest of its row
//! counts; only the day decides whether there is a row at all.

use std::str::FromStr;

use chrono::NaiveDate;

use super::columns::{self, Column};
use super::error::{Place, Problem, ProblemKind, shown};
use super::header::{Header, LookAlike, without_line_end};
use super::tokens::{PlainFields, Tokenizer};
use crate::domain::{Done, Entry, Invalid, Kilometres, Minutes, Pain, Symptom, Word};

/// A line below the header.
#[derive(Debug)]
pub struct Line<'a> {
    /// Its number in the file; the header is line 1.
    pub number: u64,
    /// Where it begins, in bytes.
    pub start: u64,
    /// The line as it is in the file, with its end if it has one.
    pub bytes: &'a [u8],
    /// What it says; to be taken by who keeps it.
    pub content: &'a mut Content,
}

/// What a line is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Content {
    /// A row with a day.
    Row(Box<Row>),
    /// A line that is no row, and why.
    Unreadable(Box<Problem>),
    /// A line without any text.
    #[default]
    Blank,
}

/// A row, and what of it could not be read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    pub entry: Entry,
    pub problems: Vec<Problem>,
    /// Whether a column that backcare does not know holds anything.
    pub has_other: bool,
    /// Columns that hold something, are not read and look like a known one; from 0.
    pub look_alikes: Vec<usize>,
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

    /// Sets `content` to what line `number` says, given as it is in the file, and uses the
    /// memory of the row that is there.
    pub fn read(&mut self, number: u64, line: &[u8], content: &mut Content) {
        const OPEN_QUOTE: &str = "a quote is not closed; a text that begins with a quote must end with one, and a quote within it is written twice";
        const TOO_LONG: &str = "the line is longer than 1 MiB; was it torn, or is it no row?";
        let Self { header, tokenizer, with_notes, names, last_date } = self;
        let text = without_line_end(line);
        let mut reading = Reading {
            number,
            line: text,
            header,
            names,
            with_notes: *with_notes,
            last_date,
            row: match std::mem::take(content) {
                Content::Row(row) => row,
                _ => Box::default(),
            },
        };
        let mut fields = PlainFields::of(text, header.separator);
        let is_row = if text.len() > LONGEST_ROW {
            Err(reading.no_row(None, text, TOO_LONG.to_owned()))
        } else {
            match reading.read(&mut fields) {
                _ if fields.is_cut => match tokenizer.split_quoted(text) {
                    Some(fields) => reading.read(fields.iter()),
                    None => Err(reading.no_row(None, text, OPEN_QUOTE.to_owned())),
                },
                is_row => is_row,
            }
        };
        *content = match is_row {
            Ok(true) => Content::Row(reading.row),
            Ok(false) => Content::Blank,
            Err(problem) => Content::Unreadable(Box::new(problem)),
        };
    }
}

/// The most urgent symptom that a text names somewhere.
fn urgent_in(text: &[u8]) -> Option<Symptom> {
    Symptom::urgent_in(&String::from_utf8_lossy(text))
}

/// The urgent symptom whose name is all of `text`.
fn named_urgent(text: &[u8]) -> Option<Symptom> {
    // Every stretch and activity comes here, and hardly any begins like a sign.
    let first = text.iter().find(|byte| byte.is_ascii_alphanumeric())?.to_ascii_lowercase();
    if !Symptom::NAMES.iter().any(|name| name.as_bytes().first() == Some(&first)) {
        return None;
    }
    let sign = Symptom::read(std::str::from_utf8(text).ok()?)?;
    sign.level().is_urgent().then_some(sign)
}

/// The names that the file has used so far, each as it is written there: most rows use
/// one of a few.
struct Names {
    stretches: Vec<(Vec<u8>, Word)>,
    activities: Vec<(Vec<u8>, Word)>,
}

impl Names {
    /// As many are remembered.
    const MOST: usize = 32;

    fn of(&mut self, column: Column) -> &mut Vec<(Vec<u8>, Word)> {
        match column {
            Column::Activity => &mut self.activities,
            _ => &mut self.stretches,
        }
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
    /// The line without its end.
    line: &'a [u8],
    header: &'a Header,
    names: &'a mut Names,
    with_notes: bool,
    last_date: &'a mut Option<([u8; 10], NaiveDate)>,
    row: Box<Row>,
}

impl Reading<'_> {
    fn place(&self, column: Column) -> Place {
        let index = self.header.position(column);
        Place { line: self.number, column: index.map(|index| index + 1), of: Some(column) }
    }

    /// Why the line is no row: because of `text`, which is all of it or its field in
    /// `column`.
    fn no_row(&self, column: Option<Column>, text: &[u8], why: String) -> Problem {
        let line = Place { line: self.number, column: None, of: None };
        Problem {
            place: column.map_or(line, |column| self.place(column)),
            text: shown(text),
            kind: ProblemKind::Unreadable(why),
            sign: urgent_in(self.line),
        }
    }

    /// Notes what is wrong with `text` in a field of `column`.
    fn note(&mut self, column: Column, field: &[u8], text: &[u8], kind: ProblemKind) {
        let sign = match kind {
            ProblemKind::Unreadable(_) => urgent_in(text),
            // The whole cell: `Bladder/Bowel` is no name, and no two either.
            ProblemKind::UnknownSymptom(_) => std::str::from_utf8(text)
                .ok()
                .and_then(Symptom::nearly_urgent)
                .or_else(|| urgent_in(field)),
            ProblemKind::SymptomSeparator | ProblemKind::Misplaced => None,
        };
        let place = self.place(column);
        self.row.problems.push(Problem { place, text: shown(text), kind, sign });
    }

    fn unreadable(&mut self, column: Column, field: &[u8], why: String) {
        self.note(column, field, field, ProblemKind::Unreadable(why));
    }

    /// A field as text; `None` where it is blank, or no UTF-8 and noted as such.
    fn text<'t>(&mut self, column: Column, field: &'t [u8]) -> Option<&'t str> {
        let Ok(text) = std::str::from_utf8(field) else {
            let why = format!("{:?} is not UTF-8; save the file as UTF-8", shown(field));
            self.unreadable(column, field, why);
            return None;
        };
        Some(text.trim()).filter(|text| !text.is_empty())
    }

    /// A field's value as `read` has it; `None` where it is blank, or unreadable and
    /// noted as such.
    fn value<T>(
        &mut self,
        column: Column,
        field: &[u8],
        read: impl FnOnce(&str) -> Result<T, String>,
    ) -> Option<T> {
        read(self.text(column, field)?).map_err(|why| self.unreadable(column, field, why)).ok()
    }

    /// Reads the row with these fields; whether they hold anything. Almost all of them
    /// have the log's own form, which is read from the bytes, without a check for UTF-8.
    fn read<'f>(&mut self, fields: impl Iterator<Item = &'f [u8]>) -> Result<bool, Problem> {
        self.row.entry = Entry::default();
        self.row.problems.clear();
        self.row.has_other = false;
        self.row.look_alikes.clear();
        let comma = self.header.has_decimal_comma();
        let (mut date, mut is_blank): (&[u8], _) = (b"", true);
        // Of names, `None`: not there; `Some(None)`: not readable.
        let (mut stretch, mut stretch_minutes) = (None, None);
        let (mut activity, mut activity_minutes, mut distance) = (None, None, None);
        let mut columns = self.header.columns.iter();
        for (index, field) in fields.enumerate() {
            let column = columns.next();
            if field.is_empty() {
                continue;
            }
            let field = trimmed(field);
            if field.is_empty() {
                continue;
            }
            is_blank = false;
            let Some(&Some(column)) = column else {
                self.note_other(index, field);
                continue;
            };
            self.note_misplaced(column, field);
            match column {
                Column::Date => date = field,
                Column::Time => {
                    self.row.entry.time =
                        columns::clock(field).or_else(|| self.value(column, field, columns::time));
                }
                Column::Pain => {
                    let read = |text: &str| columns::pain(text, comma);
                    self.row.entry.pain =
                        Pain::exact(field).or_else(|| self.value(column, field, read));
                }
                Column::Stretch => stretch = Some(self.name(column, field)),
                Column::StretchMinutes => {
                    stretch_minutes = self.amount(column, field, Minutes::exact);
                }
                Column::Activity => activity = Some(self.name(column, field)),
                Column::ActivityMinutes => {
                    activity_minutes = self.amount(column, field, Minutes::exact);
                }
                Column::DistanceKm => {
                    distance = self.amount(column, field, Kilometres::exact);
                }
                Column::Symptoms => self.row.entry.symptoms = self.symptoms(field),
                Column::Began => self.row.entry.began = self.value(column, field, columns::day),
                Column::Seen => self.row.entry.seen = self.value(column, field, columns::day),
                Column::Note => {
                    let note = self.text(column, field).filter(|_| self.with_notes);
                    self.row.entry.note.extend(note);
                }
                Column::Tags => self.row.entry.tags = self.tags(field),
                Column::UrgentSigns => {
                    self.row.entry.no_signs =
                        self.value(column, field, columns::no_signs).is_some();
                }
            }
        }
        if is_blank {
            return Ok(false);
        }
        let date = self.date(date)?;
        self.row.entry.date = date;
        let (began, seen) = (self.row.entry.began, self.row.entry.seen);
        self.row.entry.began = began.filter(|day| self.is_not_after(date, Column::Began, *day));
        self.row.entry.seen = seen.filter(|day| self.is_not_after(date, Column::Seen, *day));
        if stretch.is_none() {
            self.note_lost(Column::StretchMinutes, stretch_minutes, "stretch for these minutes");
        }
        if activity.is_none() {
            self.note_lost(Column::ActivityMinutes, activity_minutes, "activity for these minutes");
            self.note_lost(Column::DistanceKm, distance, "activity for these kilometres");
        }
        let done =
            |name: Option<Word>, minutes, distance| Some(Done { name: name?, minutes, distance });
        self.row.entry.stretch = done(stretch.flatten(), stretch_minutes, None);
        self.row.entry.activity = done(activity.flatten(), activity_minutes, distance);
        // A symptom that was read after all is not one that was lost.
        let Row { entry, problems, .. } = &mut *self.row;
        for problem in problems {
            problem.sign = problem.sign.filter(|sign| !entry.symptoms.contains(sign));
        }
        Ok(true)
    }

    /// The row's own day, without which there is no row.
    fn date(&mut self, field: &[u8]) -> Result<NaiveDate, Problem> {
        match *self.last_date {
            Some((last, date)) if last == *field => Ok(date),
            _ => {
                let why = || self.no_row(Some(Column::Date), field, columns::no_date(field));
                let date = columns::date(field).ok_or_else(why)?;
                *self.last_date = field.try_into().ok().map(|field| (field, date));
                Ok(date)
            }
        }
    }

    /// Whether a day that `column` names is no later than the row's own; noted where not.
    fn is_not_after(&mut self, date: NaiveDate, column: Column, day: NaiveDate) -> bool {
        if day > date {
            let why = format!(
                "{day} is after the row's own day, {date}; that day or an earlier one is accepted"
            );
            self.unreadable(column, b"", why);
        }
        day <= date
    }

    /// An amount belongs to a name: where there is none it is lost, and that is said; a
    /// spreadsheet's 0 loses nothing.
    fn note_lost<T: Copy + Default + PartialOrd>(
        &mut self,
        column: Column,
        amount: Option<T>,
        what: &str,
    ) {
        if amount > Some(T::default()) {
            self.unreadable(column, b"", format!("there is no {what}"));
        }
    }

    fn name(&mut self, column: Column, field: &[u8]) -> Option<Word> {
        let known = self.names.of(column).iter().find(|(known, _)| known == field);
        if let Some((_, word)) = known {
            return Some(word.clone());
        }
        let word = self.value(column, field, |text| columns::name(column, text))?;
        let names = self.names.of(column);
        if names.len() < Names::MOST {
            names.push((field.to_owned(), word.clone()));
        }
        Some(word)
    }

    fn amount<T: FromStr<Err = Invalid>>(
        &mut self,
        column: Column,
        field: &[u8],
        exact: fn(&[u8]) -> Option<T>,
    ) -> Option<T> {
        let comma = self.header.has_decimal_comma();
        exact(field).or_else(|| self.value(column, field, |text| columns::amount(text, comma)))
    }

    fn symptoms(&mut self, field: &[u8]) -> Vec<Symptom> {
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
                        self.note(Column::Symptoms, field, name.as_bytes(), kind);
                    }
                }
            }
        }
        if odd {
            let kind = ProblemKind::SymptomSeparator;
            self.note(Column::Symptoms, field, text.as_bytes(), kind);
        }
        known
    }

    fn tags(&mut self, field: &[u8]) -> Vec<Word> {
        let mut tags = Vec::new();
        for tag in self.text(Column::Tags, field).into_iter().flat_map(columns::parts) {
            match columns::name(Column::Tags, tag) {
                Ok(tag) if tags.contains(&tag) => {}
                Ok(tag) => tags.push(tag),
                Err(why) => self.unreadable(Column::Tags, field, why),
            }
        }
        tags
    }

    /// Notes a text that is nothing but the name of an urgent sign, in a column of
    /// something else: a comma without quotes may have moved it there.
    fn note_misplaced(&mut self, column: Column, field: &[u8]) {
        let is_text =
            matches!(column, Column::Stretch | Column::Activity | Column::Note | Column::Tags);
        if is_text && let Some(sign) = named_urgent(field) {
            let (place, text) = (self.place(column), shown(field));
            let kind = ProblemKind::Misplaced;
            self.row.problems.push(Problem { place, text, kind, sign: Some(sign) });
        }
    }

    /// Notes a field that stands in no known column; `index` counts from 0.
    fn note_other(&mut self, index: usize, field: &[u8]) {
        self.row.has_other = true;
        let mut of = None;
        let width = self.header.columns.len();
        let (why, sign) = if index >= width {
            // A text that holds the separator and has no quotes runs on beyond the last
            // column: that part of it would be lost without a word. Most likely it is the
            // rest of a note, unless it is nothing but a name.
            let why = format!(
                "is beyond the {width} columns of the header; put quotes around a text that holds the separator"
            );
            (why, named_urgent(field))
        } else {
            let look_alike = self.header.look_alike(index);
            // A `pain place` beside the pain is a column of the user's own, unless it holds
            // ratings.
            let is_number = || str::from_utf8(field).is_ok_and(|it| it.parse::<f64>().is_ok());
            let is_own = |it: &&LookAlike| it.is_beside && it.meant == Column::Pain && !is_number();
            let meant = look_alike.filter(|it| !is_own(it)).map(|it| it.meant);
            self.row.look_alikes.extend(meant.map(|_| index));
            // An urgent symptom: anywhere in what looks like the symptoms, or all that
            // another column holds.
            let is_symptoms = meant == Some(Column::Symptoms);
            let sign = if is_symptoms { urgent_in(field) } else { named_urgent(field) };
            if sign.is_none() && !is_symptoms {
                return;
            }
            of = meant.filter(|_| is_symptoms);
            ("is in a column that is not read; did you mean symptoms?".to_owned(), sign)
        };
        let text = shown(field);
        self.row.problems.push(Problem {
            place: Place { line: self.number, column: Some(index + 1), of },
            kind: ProblemKind::Unreadable(format!("{text:?} {why}")),
            text,
            sign,
        });
    }
}
