//! A line of the log into an entry and its problems.
//!
//! A field that cannot be read counts as empty and the rest of its row
//! counts; only the day decides whether there is a row at all.

use std::str;

use chrono::NaiveDate;

use super::Log;
use super::column::{self, Column, Draft, parts, symptom_names};
use super::error::{Place, Problem, ProblemKind};
use super::fields::{Splitter, is_of_conflict, quoted};
use super::header::{Header, LookAlike, without_line_end};
use crate::domain::{Done, Entry, Minutes, Symptom, Word};

/// A line below the header that holds anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row<'a> {
    /// Its number in the file; the header is line 1.
    pub number: u64,
    /// Where it begins, in bytes.
    pub start: usize,
    /// The line as it is in the file, with its end if it has one.
    pub bytes: &'a [u8],
    /// What it records; `None` if it has no day, or is not a row of a CSV file.
    pub entry: Option<Entry>,
    /// What of it could not be read.
    pub problems: Vec<Problem>,
    /// Whether a column that backcare does not know holds anything.
    pub has_other: bool,
    /// Columns that hold something, are not read and look like a known one; from 0.
    pub look_alikes: Vec<usize>,
}

impl Row<'_> {
    /// Whether it is no row, but a line of an unfinished git merge.
    pub fn is_of_conflict(&self) -> bool {
        self.entry.is_none() && is_of_conflict(self.bytes)
    }

    /// How many of its fields cannot be read; all, where it cannot be read itself.
    pub fn unread(&self) -> usize {
        match self.entry {
            None => usize::MAX,
            Some(_) => self.problems.iter().filter(|problem| problem.is_unread()).count(),
        }
    }
}

/// Why a line is no row that repeats the header, as `export csv >> log.csv` does.
pub const HEADER_AGAIN: &str = "this is the header again; `backcare check --fix` takes it out";

/// The same where the columns are others.
const OTHER_HEADER: &str = "this is a header with other columns; move it and the rows below it into \
                            a file of their own, and `backcare import` that";

/// The longest line that is read as a row, in bytes without its end.
pub const LONGEST_ROW: usize = 1024 * 1024;

/// The rows of a log, read one after another.
pub struct Rows<'a> {
    log: &'a Log,
    splitter: Splitter,
    /// Where the next line begins, and the number of the last one.
    start: usize,
    number: u64,
}

impl<'a> Rows<'a> {
    pub fn new(log: &'a Log, start: usize) -> Self {
        Self { log, splitter: Splitter::new(log.header.separator), start, number: 1 }
    }
}

impl<'a> Iterator for Rows<'a> {
    type Item = Row<'a>;

    fn next(&mut self) -> Option<Row<'a>> {
        loop {
            let rest = self.log.bytes.get(self.start..).filter(|rest| !rest.is_empty())?;
            let end = memchr::memchr(b'\n', rest).map_or(rest.len(), |at| at + 1);
            let (bytes, start) = (&rest[..end], self.start);
            self.start += end;
            self.number += 1;
            let mut row = Row {
                number: self.number,
                start,
                bytes,
                entry: None,
                problems: Vec::new(),
                has_other: false,
                look_alikes: Vec::new(),
            };
            if RowReading::new(&self.log.header, &mut row).read(&mut self.splitter) {
                return Some(row);
            }
        }
    }
}

/// The text without blanks at its ends; most texts have none, and need no search.
fn trimmed(text: &str) -> &str {
    match text.as_bytes() {
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => text,
        _ => text.trim(),
    }
}

/// The urgent symptom whose name is all of `text`.
fn urgent_name(text: &str) -> Option<Symptom> {
    Symptom::read(text).filter(|sign| sign.level().is_urgent())
}

/// One row while it is read.
struct RowReading<'a, 'b> {
    header: &'a Header,
    row: &'a mut Row<'b>,
    draft: Draft,
    /// The row's day, or why there is none.
    date: Result<NaiveDate, String>,
    is_blank: bool,
}

impl<'a, 'b> RowReading<'a, 'b> {
    fn new(header: &'a Header, row: &'a mut Row<'b>) -> Self {
        let date = Err(String::new());
        Self { header, row, draft: Draft::default(), date, is_blank: true }
    }

    /// Reads all of it; `false` where the line is blank.
    fn read(mut self, splitter: &mut Splitter) -> bool {
        const OPEN_QUOTE: &str = "a quote is not closed, as by a line break in a note; a text that begins with a quote must end with one, and a quote within it is written twice";
        const TOO_LONG: &str = "the line is longer than 1 MiB; was it torn, or is it no row?";
        let line = without_line_end(self.row.bytes);
        if line.len() > LONGEST_ROW {
            self.no_row(None, line, TOO_LONG.to_owned());
        } else if !splitter.each(line, |index, field| self.field(index, field)) {
            self.no_row(None, line, OPEN_QUOTE.to_owned());
        } else if self.is_blank {
            return false;
        } else {
            self.finish();
        }
        true
    }

    fn place(&self, column: Column) -> Place {
        let index = self.header.position(column);
        Place { line: self.row.number, column: index.map(|index| index + 1), of: Some(column) }
    }

    fn note(&mut self, column: Column, text: &str, kind: ProblemKind, sign: Option<Symptom>) {
        let (place, text) = (self.place(column), quoted(text.as_bytes()));
        self.row.problems.push(Problem { place, text, kind, sign });
    }

    /// Records why the line is not a row; its fields do not count.
    fn no_row(&mut self, column: Option<Column>, text: &[u8], why: String) {
        self.row.problems.clear();
        self.row.look_alikes.clear();
        self.unreadable(column, text, why);
    }

    /// Notes why a field in `column`, or all of the line, cannot be read.
    fn unreadable(&mut self, column: Option<Column>, text: &[u8], why: String) {
        let line = Place { line: self.row.number, column: None, of: None };
        let place = column.map_or(line, |column| self.place(column));
        let sign = column.and_then(|_| urgent_name(str::from_utf8(text).ok()?));
        let kind = ProblemKind::Unreadable(why);
        self.row.problems.push(Problem { place, text: quoted(text), kind, sign });
    }

    /// Reads a field; `index` counts from 0.
    fn field(&mut self, index: usize, field: &[u8]) {
        // Most fields of most rows.
        if field.is_empty() {
            return;
        }
        let text = str::from_utf8(field).map(trimmed);
        if text == Ok("") {
            return;
        }
        self.is_blank = false;
        let Some(&Some(column)) = self.header.columns.get(index) else {
            self.other(index, field.trim_ascii());
            return;
        };
        let Ok(text) = text else {
            let shown = quoted(field);
            if column == Column::Date {
                self.date = column::day(&shown).map_err(|why| why.why);
            } else {
                let why = format!("{shown:?} is not UTF-8; save the file as UTF-8");
                self.unreadable(Some(column), field, why);
            }
            return;
        };
        if column == Column::Date {
            self.date = column::day(text).map_err(|why| match Column::spelled(text.as_bytes()) {
                Some(Column::Date) if self.header.is_again(self.row.bytes) => {
                    HEADER_AGAIN.to_owned()
                }
                Some(Column::Date) => OTHER_HEADER.to_owned(),
                _ => column::why(column, text, false, why),
            });
        } else if column == Column::Symptoms {
            self.symptoms(text);
        } else {
            let comma = self.header.has_decimal_comma();
            if let Err(why) = column.read(&mut self.draft, text, comma) {
                self.unreadable(Some(column), field, column::why(column, text, comma, why));
            } else if self.may_be_a_sign(column)
                && let Some(sign) = urgent_name(text)
            {
                // A comma without quotes may have moved it there.
                self.note(column, text, ProblemKind::Misplaced, Some(sign));
            }
        }
    }

    /// Whether a field that was read may be the name of a sign all the same; a word that
    /// backcare knows is none.
    fn may_be_a_sign(&self, column: Column) -> bool {
        let is_known = |word: &Option<Word>| word.as_ref().is_some_and(Word::is_known);
        match column {
            Column::Stretch => !is_known(&self.draft.stretch),
            Column::Activity => !is_known(&self.draft.activity),
            column => matches!(column, Column::Note | Column::Tags),
        }
    }

    fn symptoms(&mut self, cell: &str) {
        for name in symptom_names(cell) {
            let known = &mut self.draft.entry.symptoms;
            if let Some(symptom) = Symptom::read(name) {
                if !known.contains(&symptom) {
                    known.push(symptom);
                }
                continue;
            }
            let why = quoted(name.as_bytes()).parse::<Symptom>().err();
            let kind = ProblemKind::UnknownSymptom(why.map(|it| it.why).unwrap_or_default());
            // The whole cell, too: `Bladder/Bowel` is neither one name nor two.
            let sign = Symptom::nearly_urgent(name).or_else(|| Symptom::urgent_in(cell));
            self.note(Column::Symptoms, name, kind, sign);
        }
        if parts(cell).count() < symptom_names(cell).count() {
            self.note(Column::Symptoms, cell, ProblemKind::SymptomSeparator, None);
        }
    }

    /// Notes a field that stands in no known column.
    fn other(&mut self, index: usize, field: &[u8]) {
        self.row.has_other = true;
        let text = quoted(field);
        let mut sign = str::from_utf8(field).ok().and_then(urgent_name);
        let (mut of, width) = (None, self.header.columns.len());
        let why = if index >= width {
            // A text that holds the separator and has no quotes runs on beyond the last
            // column: that part of it would be lost without a word.
            format!(
                "{text:?} is beyond the {width} columns of the header; put quotes around a text that holds the separator"
            )
        } else {
            // A `pain place` beside the pain is a column of the user's own, unless it holds
            // ratings.
            let is_number = || str::from_utf8(field).is_ok_and(|it| it.parse::<f64>().is_ok());
            let is_own = |it: &LookAlike| it.is_beside && it.meant == Column::Pain && !is_number();
            let meant = self.header.look_alike(index).filter(|it| !is_own(it)).map(|it| it.meant);
            self.row.look_alikes.extend(meant.map(|_| index));
            of = meant.filter(|column| *column == Column::Symptoms);
            if of.is_none() && sign.is_none() {
                return;
            }
            format!("{text:?} is in a column that is not read; did you mean symptoms?")
        };
        if of.is_some() && sign.is_none() {
            sign = str::from_utf8(field).ok().and_then(Symptom::urgent_in);
        }
        let place = Place { line: self.row.number, column: Some(index + 1), of };
        self.row.problems.push(Problem { place, text, kind: ProblemKind::Unreadable(why), sign });
    }

    /// What the fields say together.
    fn finish(mut self) {
        let date = match std::mem::replace(&mut self.date, Ok(NaiveDate::default())) {
            Ok(date) => date,
            Err(why) => {
                let why = if is_of_conflict(self.row.bytes) {
                    Some(
                        "a line of an unfinished git merge; finish it (docs/merging.md)".to_owned(),
                    )
                } else if why.is_empty() {
                    column::day("").err().map(|it| it.why)
                } else {
                    Some(why)
                };
                return self.no_row(Some(Column::Date), b"", why.unwrap_or_default());
            }
        };
        self.draft.entry.date = date;
        for (column, day) in
            [(Column::Began, self.draft.entry.began), (Column::Seen, self.draft.entry.seen)]
        {
            if let Some(day) = day.filter(|day| *day > date) {
                let why = format!(
                    "{day} is after the row's own day, {date}; that day or an earlier one is accepted"
                );
                self.unreadable(Some(column), b"", why);
                match column {
                    Column::Began => self.draft.entry.began = None,
                    _ => self.draft.entry.seen = None,
                }
            }
        }
        // An amount without a name is lost, so report it; a spreadsheet's 0 is not an amount.
        let draft = &self.draft;
        let minutes = |it: Option<Minutes>| it.is_some_and(|it| it.thousandths() > 0);
        let way = draft.distance.is_some_and(|it| it.thousandths() > 0);
        let lost = [
            (
                Column::Stretch,
                draft.stretch.is_none(),
                Column::StretchMinutes,
                minutes(draft.stretch_minutes),
                "stretch for these minutes",
            ),
            (
                Column::Activity,
                draft.activity.is_none(),
                Column::ActivityMinutes,
                minutes(draft.activity_minutes),
                "activity for these minutes",
            ),
            (
                Column::Activity,
                draft.activity.is_none(),
                Column::DistanceKm,
                way,
                "activity for these kilometres",
            ),
        ];
        for (name, is_unnamed, column, is_there, what) in lost {
            let is_unread = |problem: &Problem| problem.place.of == Some(name);
            if is_unnamed && is_there && !self.row.problems.iter().any(is_unread) {
                self.unreadable(Some(column), b"", format!("there is no {what}"));
            }
        }
        let entry = self.draft.finished();
        // A symptom that was read after all is not one that was lost.
        for problem in &mut self.row.problems {
            problem.sign = problem.sign.filter(|sign| !entry.symptoms.contains(sign));
        }
        self.row.entry = Some(entry);
    }
}

impl Draft {
    /// The entry, each amount with its name.
    pub fn finished(self) -> Entry {
        let (minutes, distance) = (self.activity_minutes, self.distance);
        let stretch =
            self.stretch.map(|name| Done { name, minutes: self.stretch_minutes, distance: None });
        let activity = self.activity.map(|name| Done { name, minutes, distance });
        Entry { stretch, activity, ..self.entry }
    }
}
