//! A line of the log into an entry and its faults.
//!
//! A field that cannot be read counts as empty and the rest of its row
//! counts; only the day decides whether there is a row at all.

use chrono::NaiveDate;

use super::column::Column;
use super::fault::{Fault, FaultKind, shown};
use super::field;
use super::header::{Header, without_line_end};
use super::line::{Content, Row};
use super::split::{Fields, Splitter};
use crate::domain::{Done, Entry, Symptom, Word};

/// Reads lines of one file, with memory that it uses again for the next.
pub(super) struct RowReader {
    header: Header,
    splitter: Splitter,
    /// The last date read: rows of one day follow each other.
    last_date: Option<([u8; 10], NaiveDate)>,
}

impl RowReader {
    pub(super) fn new(header: Header) -> Self {
        Self {
            splitter: Splitter::new(header.separator()),
            header,
            last_date: None,
        }
    }

    /// What line `number`, given as it is in the file, says.
    pub(super) fn read(&mut self, number: u64, line: &[u8]) -> Content {
        let text = without_line_end(line);
        let Ok(fields) = self.splitter.split(text) else {
            return Content::Unreadable(Fault {
                line: number,
                column: None,
                of: None,
                text: shown(text),
                kind: FaultKind::Unreadable(
                    "a quote is not closed; a text that begins with a quote must end with one, and a quote within it is written twice"
                        .to_owned(),
                ),
                sign: urgent_in(text),
            });
        };
        if fields.iter().all(|text| text.trim_ascii().is_empty()) {
            return Content::Blank;
        }
        let mut row = Reading {
            number,
            header: &self.header,
            fields,
            utf8: std::str::from_utf8(fields.whole()).ok(),
            faults: Vec::new(),
        };
        let text = row.bytes(Column::Date);
        let date = match self.last_date {
            Some((last, date)) if last == *text => date,
            _ => {
                let Some(date) = field::date(text) else {
                    let mut fault = row.fault(Column::Date, field::no_date(text));
                    fault.sign = urgent_in(line);
                    return Content::Unreadable(fault);
                };
                self.last_date = text.try_into().ok().map(|text| (text, date));
                date
            }
        };
        let entry = row.entry(date);
        row.note_unread_columns();
        row.note_what_is_beyond();
        Content::Row(Row {
            entry,
            faults: row.faults,
        })
    }
}

/// The names of one part of a symptom cell, which people separate by commas,
/// slashes and bars as well; no name holds one of these.
fn split_symptoms(part: &str) -> impl Iterator<Item = &str> {
    part.split([',', '/', '|'])
        .map(str::trim)
        .filter(|name| !name.is_empty())
}

fn urgent_in(text: &[u8]) -> Option<Symptom> {
    Symptom::urgent_in(&String::from_utf8_lossy(text))
}

/// The urgent sign whose name is all of `text`.
fn named_urgent(text: &[u8]) -> Option<Symptom> {
    let sign: Symptom = std::str::from_utf8(text).ok()?.parse().ok()?;
    sign.level().is_urgent().then_some(sign)
}

/// One row while it is read.
struct Reading<'a> {
    number: u64,
    header: &'a Header,
    fields: Fields<'a>,
    /// All fields as text, where all of them are: checked once for the line.
    utf8: Option<&'a str>,
    faults: Vec<Fault>,
}

impl<'a> Reading<'a> {
    /// The field of `column`, without the spaces around it; empty when the
    /// file has no such column or the row is too short.
    fn bytes(&self, column: Column) -> &'a [u8] {
        self.header
            .position(column)
            .map(|index| self.fields.get(index))
            .unwrap_or_default()
            .trim_ascii()
    }

    fn fault(&self, column: Column, why: String) -> Fault {
        self.fault_of_kind(column, self.bytes(column), FaultKind::Unreadable(why))
    }

    fn fault_of_kind(&self, column: Column, text: &[u8], kind: FaultKind) -> Fault {
        Fault {
            line: self.number,
            column: self.header.position(column).map(|index| index + 1),
            of: Some(column),
            text: shown(text),
            sign: match kind {
                FaultKind::Unreadable(_) => urgent_in(text),
                // The whole cell: `Bladder/Bowel` is no name, and no two either.
                FaultKind::UnknownSymptom(_) => std::str::from_utf8(text)
                    .ok()
                    .and_then(Symptom::nearly_urgent)
                    .or_else(|| urgent_in(self.bytes(column))),
                FaultKind::SymptomSeparator => None,
            },
            kind,
        }
    }

    fn note(&mut self, column: Column, text: &[u8], kind: FaultKind) {
        let fault = self.fault_of_kind(column, text, kind);
        self.faults.push(fault);
    }

    fn spoiled(&mut self, column: Column, why: String) {
        let fault = self.fault(column, why);
        self.faults.push(fault);
    }

    /// The text of `column`; `None` where it is empty or no UTF-8.
    fn text(&mut self, column: Column) -> Option<&'a str> {
        let span = self.fields.span(self.header.position(column)?);
        let text = match self.utf8.and_then(|line| line.get(span)) {
            Some(text) => Ok(text),
            None => std::str::from_utf8(self.bytes(column)),
        };
        if let Ok(text) = text {
            return Some(text.trim()).filter(|text| !text.is_empty());
        }
        let bytes = self.bytes(column);
        let why = format!("{:?} is not UTF-8; save the file as UTF-8", shown(bytes));
        self.spoiled(column, why);
        None
    }

    /// The value of `column` as `read` has it; `None` where it is empty, or
    /// unreadable and noted as such.
    fn value<T>(
        &mut self,
        column: Column,
        read: impl FnOnce(&str) -> Result<T, String>,
    ) -> Option<T> {
        let text = self.text(column)?;
        match read(text) {
            Ok(value) => Some(value),
            Err(why) => {
                self.spoiled(column, why);
                None
            }
        }
    }

    fn entry(&mut self, date: NaiveDate) -> Entry {
        // Where a semicolon separates, the spreadsheet's decimals have a comma.
        let comma = self.header.separator() == b';';
        Entry {
            date,
            time: self.value(Column::Time, field::time),
            pain: self.value(Column::Pain, |text| field::pain(text, comma)),
            stretch: self.stretch(comma),
            activity: self.activity(comma),
            symptoms: self.symptoms(),
            began: self.day(Column::Began, date),
            seen: self.day(Column::Seen, date),
            note: self.text(Column::Note).unwrap_or_default().to_owned(),
        }
    }

    fn stretch(&mut self, comma: bool) -> Option<Done> {
        let name = self.value(Column::Stretch, field::word);
        let minutes = self.value(Column::StretchMinutes, |text| field::amount(text, comma));
        self.done(
            Column::Stretch,
            name,
            (Column::StretchMinutes, minutes),
            None,
        )
    }

    fn activity(&mut self, comma: bool) -> Option<Done> {
        let name = self.value(Column::Activity, field::word);
        let minutes = self.value(Column::ActivityMinutes, |text| field::amount(text, comma));
        let distance = self.value(Column::DistanceKm, |text| field::amount(text, comma));
        self.done(
            Column::Activity,
            name,
            (Column::ActivityMinutes, minutes),
            distance,
        )
    }

    /// Amounts belong to a name. Where there is none, they are lost to the
    /// reader, and that is said; a spreadsheet's 0 loses nothing.
    fn done(
        &mut self,
        column: Column,
        name: Option<Word>,
        (minutes_column, minutes): (Column, Option<crate::domain::Minutes>),
        distance: Option<crate::domain::Kilometres>,
    ) -> Option<Done> {
        if let Some(name) = name {
            return Some(Done {
                name,
                minutes,
                distance,
            });
        }
        // A name that is there but cannot be read has been noted already.
        if self.bytes(column).is_empty() {
            let lost = |what: &str| format!("there is no {} for these {what}", column.name());
            if minutes.is_some_and(|minutes| minutes.thousandths() > 0) {
                self.spoiled(minutes_column, lost("minutes"));
            }
            if distance.is_some_and(|distance| distance.thousandths() > 0) {
                self.spoiled(Column::DistanceKm, lost("kilometres"));
            }
        }
        None
    }

    fn symptoms(&mut self) -> Vec<Symptom> {
        let mut known = Vec::new();
        let Some(text) = self.text(Column::Symptoms) else {
            return known;
        };
        let mut odd = false;
        for part in text.split(';') {
            for name in split_symptoms(part) {
                odd |= name.len() < part.trim().len();
                match name.parse::<Symptom>() {
                    Ok(symptom) if known.contains(&symptom) => {}
                    Ok(symptom) => known.push(symptom),
                    Err(_) => {
                        let error = shown(name.as_bytes()).parse::<Symptom>().err();
                        let why = error.map(|error| error.to_string()).unwrap_or_default();
                        let kind = FaultKind::UnknownSymptom(why);
                        self.note(Column::Symptoms, name.as_bytes(), kind);
                    }
                }
            }
        }
        // A sign that was read after all is not one that was lost.
        for fault in &mut self.faults {
            fault.sign = fault.sign.filter(|sign| !known.contains(sign));
        }
        if odd {
            let kind = FaultKind::SymptomSeparator;
            self.note(Column::Symptoms, text.as_bytes(), kind);
        }
        known
    }

    fn day(&mut self, column: Column, date: NaiveDate) -> Option<NaiveDate> {
        self.value(column, |text| match field::date(text.as_bytes()) {
            None => Err(field::no_date(text.as_bytes())),
            Some(day) if day > date => Err(format!(
                "{day} is after the row's own day, {date}; that day or an earlier one is accepted"
            )),
            Some(day) => Ok(day),
        })
    }

    /// An urgent sign in a column that is not read: anywhere in one that looks like
    /// the symptoms, or all that another one holds.
    fn note_unread_columns(&mut self) {
        for (index, column) in self.header.columns().iter().enumerate() {
            let text = self.fields.get(index).trim_ascii();
            if column.is_some() || text.is_empty() {
                continue;
            }
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
        let width = self.header.columns().len();
        for index in width..self.fields.len() {
            let text = self.fields.get(index);
            if text.trim_ascii().is_empty() {
                continue;
            }
            let why = format!(
                "is beyond the {width} columns of the header; put quotes around a text that holds the separator"
            );
            // Most likely the rest of a note, unless it is nothing but a name.
            self.note_beside(index, &why, named_urgent(text));
        }
    }

    /// Notes a field of no known column, at `index` from 0.
    fn note_beside(&mut self, index: usize, why: &str, sign: Option<Symptom>) {
        let text = shown(self.fields.get(index).trim_ascii());
        self.faults.push(Fault {
            line: self.number,
            column: Some(index + 1),
            of: None,
            kind: FaultKind::Unreadable(format!("{text:?} {why}")),
            text,
            sign,
        });
    }
}
