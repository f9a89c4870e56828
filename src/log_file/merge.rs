//! Another backcare log: the union of both, or, with the log that both came
//! from, a three-way merge.
//!
//! Rows are compared by what they say, whatever their file's separator, line ends
//! and order of columns. They are a multiset: a row that stands n times here and m
//! times there ends up max(n, m) times, so that doing it twice changes nothing.
//! With a base that holds it b times, what one side added stays, and what one side
//! took back stays away.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};

use super::columns::Column;
use super::columns::from_spreadsheet;
use super::dates::{Orders, Reading};
use super::error::{LogError, NotALog};
use super::header::{Header, without_line_end};
use super::lock::LockedLog;
use super::read::LogFile;
use super::tokens::{Fields, Tokenizer, record};
use super::write::Edit;

/// The rows of a log, ready to be compared with another's.
#[derive(Debug, Clone)]
pub struct Table {
    /// The header; `None` where the file is empty or not there.
    pub header: Option<Header>,
    /// Its rows, without blank lines.
    pub rows: Vec<TableRow>,
    keys: Vec<Key>,
    /// Fields of the longest row.
    widest: usize,
    /// The file's length in bytes.
    length: u64,
    /// Where the last line begins, if it has no end.
    torn: Option<u64>,
}

/// A row with its place in the file.
#[derive(Debug, Clone)]
pub struct TableRow {
    number: u64,
    start: u64,
    /// The line as it is in the file, with its end.
    pub bytes: Vec<u8>,
    says: Record,
}

/// What a row says.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Record {
    /// The fields that hold something, sorted by column.
    Fields(Vec<(Key, Vec<u8>)>),
    /// A line whose quotes are not closed, as it is.
    Torn(Vec<u8>),
}

/// What a field stands below: the name of its column, empty for one without a name,
/// and how many columns of that name come before.
type Key = (Vec<u8>, usize);

/// What a merge does to our log.
#[derive(Debug, Clone)]
pub struct Merge {
    header: Header,
    /// Lines to be added, without their ends.
    pub added: Vec<Vec<u8>>,
    /// Rows of ours to be taken out.
    pub dropped: Vec<TableRow>,
    /// Names of the columns to be added.
    pub columns: Vec<Vec<u8>>,
    /// Rows of theirs that are here already.
    pub already: usize,
    /// Rows of theirs that were taken back here before.
    pub left_out: usize,
}

/// Why two logs cannot be merged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MergeError {
    /// A torn line of theirs, by its number.
    #[error(
        "line {0} of it has a quote that is not closed; such a line can only be taken over as it is, into a log that is there and has the same columns; nothing was written. Close the quote there, and try again"
    )]
    Torn(u64),
    /// Our header with their columns would be none.
    #[error("its columns cannot be added here: {0}; nothing was written")]
    Header(NotALog),
}

impl Default for Table {
    /// That of a log that is not there yet.
    fn default() -> Self {
        Self::empty(None)
    }
}

impl Table {
    /// Reads all rows of a log.
    ///
    /// # Errors
    /// When it cannot be read, or is no log.
    pub fn of(log: &LogFile) -> Result<Self, LogError> {
        let mut lines = log.lines()?;
        let mut table = Self::empty(lines.header().cloned());
        let separator = table.header.as_ref().map_or(b',', |header| header.separator);
        let mut tokenizer = Tokenizer::new(separator);
        while let Some(line) = lines.next_line()? {
            table.torn = (!line.bytes.ends_with(b"\n")).then_some(line.start);
            let text = without_line_end(line.bytes);
            let says = match tokenizer.split(text) {
                None => Some(Record::Torn(text.to_vec())),
                Some(fields) => table.record(fields),
            };
            table.rows.extend(says.map(|says| TableRow {
                number: line.number,
                start: line.start,
                bytes: line.bytes.to_vec(),
                says,
            }));
        }
        table.length = lines.start;
        Ok(table)
    }

    fn empty(header: Option<Header>) -> Self {
        let keys = keys(header.as_ref().unwrap_or(&Header::default()));
        Self { header, rows: Vec::new(), widest: keys.len(), keys, length: 0, torn: None }
    }

    /// What a row says; `None` where that is nothing.
    fn record(&mut self, fields: Fields<'_>) -> Option<Record> {
        let columns = self.header.as_ref().map_or(&[][..], |header| &header.columns);
        let mut says = Vec::new();
        for (index, text) in fields.iter().enumerate() {
            if !text.trim_ascii().is_empty() {
                self.widest = self.widest.max(index + 1);
                let column = columns.get(index).copied().flatten();
                says.push((self.key(index), value(column, text)));
            }
        }
        says.sort_unstable();
        (!says.is_empty()).then_some(Record::Fields(says))
    }

    /// What a field of a row stands below; beyond the header, columns without a name.
    fn key(&self, index: usize) -> Key {
        let beyond = || (Vec::new(), self.unnamed() + index - self.keys.len());
        self.keys.get(index).cloned().unwrap_or_else(beyond)
    }

    /// Where a field stands in a row; `None` where there is no column for it.
    fn index(&self, key: &Key) -> Option<usize> {
        let beyond = || self.keys.len() + key.1.saturating_sub(self.unnamed());
        let index = self.keys.iter().position(|there| there == key);
        index.or_else(|| key.0.is_empty().then(beyond))
    }

    fn unnamed(&self) -> usize {
        self.keys.iter().filter(|(name, _)| name.is_empty()).count()
    }

    /// Whether a line of `other` says the same here.
    fn is_written_like(&self, other: &Self) -> bool {
        let separator = |table: &Self| table.header.as_ref().map(|header| header.separator);
        separator(self) == separator(other) && self.keys == other.keys
    }

    /// Our header with the columns that these rows need, and the names of those.
    fn header_for(&self, rows: &[&TableRow]) -> Result<(Header, Vec<Vec<u8>>), NotALog> {
        let header = self.header.clone().unwrap_or_default();
        let mut missing: Vec<(usize, &Key)> = Vec::new();
        let mut widest = self.widest;
        for row in rows {
            let Record::Fields(fields) = &row.says else {
                continue;
            };
            for (key, _) in fields {
                if key.0.is_empty() {
                    widest = widest.max(self.index(key).unwrap_or(0) + 1);
                } else if !self.keys.contains(key) {
                    let order = Column::exact(&key.0).map_or(usize::MAX, |c| c as usize);
                    missing.push((order, key));
                }
            }
        }
        if missing.is_empty() {
            return Ok((header, Vec::new()));
        }
        // Known columns in their usual order before the others, the second of a name
        // after the first.
        missing.sort();
        missing.dedup();
        let names: Vec<_> = missing.into_iter().map(|(_, (name, _))| name.clone()).collect();
        Ok((header.extended(&names, widest)?, names))
    }

    /// A row as a line of this log.
    fn line(&self, row: &TableRow) -> Vec<u8> {
        let fields = match &row.says {
            Record::Torn(line) => return line.clone(),
            Record::Fields(fields) => fields.iter(),
        };
        let by_index: BTreeMap<usize, &Vec<u8>> =
            fields.filter_map(|(key, text)| Some((self.index(key)?, text))).collect();
        let last = by_index.last_key_value().map_or(0, |(index, _)| *index);
        let separator = self.header.as_ref().map_or(b',', |header| header.separator);
        let width = self.keys.len().max(last + 1);
        let text = |index| by_index.get(&index).map_or(&b""[..], |text| text);
        record((0..width).map(text), separator)
    }
}

/// The columns of a header; a known one is the same in every spelling.
fn keys(header: &Header) -> Vec<Key> {
    let mut keys: Vec<Key> = Vec::new();
    for (name, column) in header.names.iter().zip(&header.columns) {
        let name = column.map_or(name.clone(), |column| column.name().into());
        let nth = keys.iter().filter(|(there, _)| *there == name).count();
        keys.push((name, nth));
    }
    keys
}

/// A field's text in the log's own form, where it can be read; a day also in another form
/// that has one meaning by itself. What other rows tell of it may differ in another file.
fn value(column: Option<Column>, text: &[u8]) -> Vec<u8> {
    let Some(column) = column else {
        return text.to_vec();
    };
    // What `export csv` puts before a note is no part of it.
    let read = std::str::from_utf8(text).ok().map(|text| match column {
        Column::Note => from_spreadsheet(text),
        _ => text,
    });
    let day = |text| match column.is_day().then(|| Orders::default().read(text)) {
        Some(Reading::Day(day)) => Some(day.to_string()),
        _ => None,
    };
    read.and_then(|text| column.normalized(text, true).or_else(|| day(text)))
        .map_or_else(|| text.trim_ascii().to_vec(), String::into_bytes)
}

fn count(counts: &HashMap<&Record, usize>, record: &Record) -> usize {
    counts.get(record).copied().unwrap_or_default()
}

/// How often each record stands in a table.
fn counts(table: &Table) -> HashMap<&Record, usize> {
    let mut counts = HashMap::new();
    for row in &table.rows {
        *counts.entry(&row.says).or_default() += 1;
    }
    counts
}

impl Merge {
    /// What to do to `ours`, so that it holds what `theirs` has; `base` is the log
    /// that both came from.
    ///
    /// # Errors
    /// When a row or a column of theirs cannot be taken over.
    pub fn new(ours: &Table, theirs: &Table, base: Option<&Table>) -> Result<Self, MergeError> {
        let (here, there, base) = (counts(ours), counts(theirs), base.map(counts));
        let target = |record: &Record| {
            let (ours, theirs) = (count(&here, record), count(&there, record));
            let Some(base) = base.as_ref().map(|base| count(base, record)) else {
                return ours.max(theirs);
            };
            match (ours.cmp(&base), theirs.cmp(&base)) {
                // One side left it alone: the other has its way.
                (Ordering::Equal, _) => theirs,
                (_, Ordering::Equal) => ours,
                // Both added it, perhaps by merging before: as without a base.
                (Ordering::Greater, Ordering::Greater) => ours.max(theirs),
                (Ordering::Less, Ordering::Less) => ours.min(theirs),
                // One more here, one less there: both count.
                _ => (ours + theirs).saturating_sub(base),
            }
        };
        let (mut already, mut left_out) = (0, 0);
        let mut added: Vec<&TableRow> = Vec::new();
        let mut seen: HashMap<&Record, usize> = HashMap::new();
        for row in &theirs.rows {
            let target = target(&row.says);
            let seen = seen.entry(&row.says).or_default();
            *seen += 1;
            // The first ones of a record pair up with those that are here.
            if *seen <= count(&here, &row.says).min(target) {
                already += 1;
            } else if *seen <= target {
                added.push(row);
            } else {
                left_out += 1;
            }
        }
        // Of ours the first ones of a record stay.
        seen.clear();
        let mut dropped = Vec::new();
        for row in &ours.rows {
            let seen = seen.entry(&row.says).or_default();
            *seen += 1;
            if *seen > target(&row.says) {
                dropped.push(row.clone());
            }
        }
        let alike = ours.header.is_some() && ours.is_written_like(theirs);
        let is_torn = |row: &&&TableRow| matches!(row.says, Record::Torn(_));
        if let Some(torn) = added.iter().find(is_torn).filter(|_| !alike) {
            return Err(MergeError::Torn(torn.number));
        }
        let (header, columns) = ours.header_for(&added).map_err(MergeError::Header)?;
        let table = Table::empty(Some(header.clone()));
        let line = |row: &&TableRow| match alike && columns.is_empty() {
            true => without_line_end(&row.bytes).to_vec(),
            false => table.line(row),
        };
        Ok(Self {
            added: added.iter().map(line).collect(),
            header,
            dropped,
            columns,
            already,
            left_out,
        })
    }

    /// Does it to our log, `ours` being what it held when this was made.
    ///
    /// # Errors
    /// Where it returns one the log is as it was, unless the error says otherwise.
    pub fn apply(&self, ours: &Table, locked: &LockedLog) -> Result<(), LogError> {
        let mut lines = Vec::new();
        for line in &self.added {
            lines.extend_from_slice(line);
            lines.extend_from_slice(self.header.line_end);
        }
        let Some(old) = ours.header.as_ref().filter(|_| !self.dropped.is_empty()) else {
            return if lines.is_empty() && ours.header.is_some() {
                Ok(())
            } else {
                locked.add_lines(&self.header, &lines)
            };
        };
        let mut edits =
            vec![Edit { start: 0, old: old.bytes.clone(), new: self.header.bytes.clone() }];
        edits.extend(self.dropped.iter().map(|row| Edit {
            start: row.start,
            old: row.bytes.clone(),
            new: Vec::new(),
        }));
        let is_kept = |torn| self.dropped.last().is_none_or(|row| row.start != torn);
        if ours.torn.is_some_and(is_kept) && !lines.is_empty() {
            lines.splice(0..0, self.header.line_end.iter().copied());
        }
        edits.push(Edit { start: ours.length, old: Vec::new(), new: lines });
        locked.replace(ours.length, &edits)
    }
}
