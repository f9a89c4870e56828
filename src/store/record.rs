//! What rows say, whatever their file's separator, line ends and order of
//! columns: the form in which rows of two files are compared.

use std::collections::HashMap;
use std::ops::ControlFlow;

use super::LogFile;
use super::cells::{Cells, quoted};
use super::column::Column;
use super::error::{NotALog, StoreError};
use super::header::{Header, without_line_end};
use super::spreadsheet::from_spreadsheet;

/// What one row says.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Record {
    /// The fields that are not empty, by their places: what can be read in its
    /// one form, anything else as it is.
    Fields(Vec<(Place, Vec<u8>)>),
    /// A line with a quote that is not closed, as it is.
    Torn(Vec<u8>),
}

/// The column of a field, by its name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// The column of that name: the first, or the second …
    Named(Vec<u8>, usize),
    /// A column without a name, or beyond the header: the first, or the second …
    Unnamed(usize),
}

/// A row of a [`Table`].
#[derive(Debug, Clone)]
pub struct TableRow {
    /// The line's number in its file.
    pub number: u64,
    /// The line, without its line end.
    pub bytes: Vec<u8>,
    /// What it says.
    pub record: Record,
}

/// All rows of a log, and the columns that they are in.
#[derive(Debug, Clone)]
pub struct Table {
    /// The header; `None` in a file that holds nothing yet.
    pub header: Option<Header>,
    /// Every line that says something, in the file's order.
    pub rows: Vec<TableRow>,
    places: Vec<Place>,
    widest: usize,
}

impl LogFile {
    /// Every row, by what it says; all of them in memory.
    ///
    /// # Errors
    /// When there is no such file, it cannot be read, or it is no log.
    pub fn table(&self) -> Result<Table, StoreError> {
        let header = self.header()?;
        let mut table = Table::empty(header.clone());
        let Some(header) = header else {
            return Ok(table);
        };
        let mut cells = Cells::of(&header);
        self.for_each(&mut |line| {
            let text = without_line_end(line.bytes);
            if let Some(record) = table.record(&header, &mut cells, text) {
                table.rows.push(TableRow {
                    number: line.number,
                    bytes: text.to_vec(),
                    record,
                });
            }
            ControlFlow::Continue(())
        })?;
        Ok(table)
    }
}

impl Table {
    /// A table without rows; without a header, as a new file would have it.
    #[must_use]
    pub fn empty(header: Option<Header>) -> Self {
        let places = places(header.as_ref().unwrap_or(&Header::new()));
        Self {
            header,
            rows: Vec::new(),
            widest: places.len(),
            places,
        }
    }

    /// What `line` says; `None` where it is blank.
    fn record(&mut self, header: &Header, cells: &mut Cells, line: &[u8]) -> Option<Record> {
        let Some(texts) = cells.read(line) else {
            return Some(Record::Torn(line.to_vec()));
        };
        let mut fields = Vec::new();
        for (index, text) in texts.into_iter().enumerate() {
            if text.trim_ascii().is_empty() {
                continue;
            }
            self.widest = self.widest.max(index + 1);
            let column = header.columns().get(index).copied().flatten();
            fields.push((place(&self.places, index), value(column, text)));
        }
        if fields.is_empty() {
            return None;
        }
        fields.sort_unstable();
        Some(Record::Fields(fields))
    }

    /// Whether the lines of `other` can stand in this file as they are.
    #[must_use]
    pub fn is_written_like(&self, other: &Self) -> bool {
        let separator = |table: &Self| table.header.as_ref().map(Header::separator);
        separator(self) == separator(other) && self.places == other.places
    }

    /// The header of a file that has room for `records`, too: this one, or one
    /// with more columns at its end, and their names.
    ///
    /// # Errors
    /// When no header of a log comes of it, as when it gets too long.
    pub fn header_for<'a>(
        &self,
        records: impl Iterator<Item = &'a Record>,
    ) -> Result<(Header, Vec<Vec<u8>>), NotALog> {
        let header = self.header.clone().unwrap_or_default();
        let mut missing: Vec<(Place, Vec<u8>)> = Vec::new();
        let mut unnamed = 0;
        for record in records {
            let Record::Fields(fields) = record else {
                continue;
            };
            for (place, _) in fields {
                match place {
                    Place::Named(name, _) => {
                        if !self.places.contains(place)
                            && !missing.iter().any(|(there, _)| there == place)
                        {
                            missing.push((place.clone(), name.clone()));
                        }
                    }
                    Place::Unnamed(nth) => unnamed = unnamed.max(nth + 1),
                }
            }
        }
        if missing.is_empty() {
            return Ok((header, Vec::new()));
        }
        // The second column of a name comes after the first; known ones in
        // their usual order before the others.
        missing.sort_by_key(|(place, name)| {
            let known = Column::named(name).map_or(usize::MAX, |column| column as usize);
            (known, place.clone())
        });
        let (text, line_end) = header
            .bytes()
            .split_at(without_line_end(header.bytes()).len());
        let mut bytes = text.to_vec();
        // What stands beyond the header must not become a new column's value.
        let beyond = self.widest.max(self.index(&Place::Unnamed(unnamed)));
        for _ in self.places.len()..beyond {
            bytes.push(header.separator());
        }
        let names: Vec<Vec<u8>> = missing.into_iter().map(|(_, name)| name).collect();
        for name in &names {
            bytes.push(header.separator());
            bytes.extend(quoted(name, header.separator()));
        }
        bytes.extend_from_slice(line_end);
        Ok((Header::parse(&bytes)?, names))
    }

    /// Where a field of `place` stands in this file, named ones only if there
    /// is such a column.
    fn index(&self, place: &Place) -> usize {
        let index = self.places.iter().position(|there| there == place);
        index.unwrap_or_else(|| {
            let unnamed = |place: &&Place| matches!(place, Place::Unnamed(_));
            let there = self.places.iter().filter(unnamed).count();
            match place {
                Place::Unnamed(nth) => self.places.len() + nth.saturating_sub(there),
                Place::Named(..) => usize::MAX,
            }
        })
    }

    /// `record` as a line of this file, without a line end. A field whose
    /// column is not there is left out: see [`Self::header_for`].
    #[must_use]
    pub fn line(&self, record: &Record) -> Vec<u8> {
        let fields = match record {
            Record::Torn(line) => return line.clone(),
            Record::Fields(fields) => fields,
        };
        let separator = self.header.as_ref().map_or(b',', Header::separator);
        let by_index: HashMap<usize, &Vec<u8>> = fields
            .iter()
            .map(|(place, text)| (self.index(place), text))
            .filter(|(index, _)| *index != usize::MAX)
            .collect();
        let last = by_index.keys().max().copied().unwrap_or_default();
        let mut line = Vec::new();
        for index in 0..self.places.len().max(last + 1) {
            if index > 0 {
                line.push(separator);
            }
            if let Some(text) = by_index.get(&index) {
                line.extend(quoted(text, separator));
            }
        }
        line
    }
}

/// The places of the columns of a header.
fn places(header: &Header) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    for (name, column) in header.names().into_iter().zip(header.columns()) {
        // A known column is the same one in every spelling.
        let name = column.map_or(name, |column| column.name().into());
        let nth = |same: &dyn Fn(&Place) -> bool| places.iter().filter(|place| same(place)).count();
        let place = if name.is_empty() {
            Place::Unnamed(nth(&|place| matches!(place, Place::Unnamed(_))))
        } else {
            let nth = nth(&|place| matches!(place, Place::Named(there, _) if *there == name));
            Place::Named(name, nth)
        };
        places.push(place);
    }
    places
}

/// The place of the field at `index`.
fn place(places: &[Place], index: usize) -> Place {
    places.get(index).cloned().unwrap_or_else(|| {
        let unnamed = |place: &&Place| matches!(place, Place::Unnamed(_));
        Place::Unnamed(places.iter().filter(unnamed).count() + index - places.len())
    })
}

/// A field in the one form that every file has for it. A decimal comma is read
/// whatever the separator: the file that the row goes to may have one, and the
/// row must be known again there.
fn value(column: Option<Column>, text: Vec<u8>) -> Vec<u8> {
    let Some(column) = column else {
        return text;
    };
    let read = std::str::from_utf8(&text).ok();
    // What `export csv` puts before a note is no part of it.
    let read = read.map(|text| match column {
        Column::Note => from_spreadsheet(text),
        _ => text,
    });
    read.and_then(|text| column.canonical(text, true))
        .map_or_else(|| text.trim_ascii().to_vec(), String::into_bytes)
}
