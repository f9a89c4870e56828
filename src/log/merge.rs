//! Another backcare log: its rows that are not here are added, as they are read there.
//!
//! Rows are compared by what they say, whatever their file's separator, line ends and order
//! of columns. They are a multiset: a row that stands n times here and m times there ends up
//! max(n, m) times, so that doing it twice changes nothing.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::{NaiveDate, NaiveTime};

use super::Log;
use super::column::{Column, ColumnKind, from_spreadsheet, on_one_line};
use super::error::NotALog;
use super::fields::{Splitter, record};
use super::header::{Header, without_line_end};
use super::repair::day_and_time;
use super::row::{HEADER_AGAIN, Row};
use crate::domain::{Kilometres, rewritten_day};

/// What a field stands below: the name of its column, and how many of that name come before.
/// A known column has the same name in every spelling; one beyond the header has none.
type Key = (Vec<u8>, usize);

/// What a row says: its fields that hold something, in the log's own form where they can be
/// read, as they are where not.
type Content = BTreeMap<Key, Vec<u8>>;

/// Stands for the column of a line whose quotes are not closed; no column has this name.
const TORN: &[u8] = b"\n";

/// What is to be added to our log.
#[derive(Debug, Clone)]
pub struct Merge {
    /// Our header, with the columns that the rows need.
    pub header: Header,
    /// Lines to be added, without their ends.
    pub added: Vec<Vec<u8>>,
    /// Names of the columns to be added.
    pub columns: Vec<Vec<u8>>,
    /// Rows of theirs that are here already.
    pub already: usize,
    /// Moments of added rows of which a different row is here; both count.
    pub differ: Vec<(NaiveDate, NaiveTime)>,
}

/// Why another log cannot be added.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MergeError {
    /// A line of theirs that would say something else here, by its number.
    #[error(
        "line {0} of it would be read as something else here; nothing was written. Correct it there (`backcare --file FILE check`), and try again"
    )]
    Line(u64),
    /// Our header with their columns would be none, or be read as something else.
    #[error("its columns cannot be added here: {0}; nothing was written")]
    Header(NotALog),
}

impl Merge {
    /// What `ours` lacks of `theirs`; `ours` is `None` where there is no log yet.
    ///
    /// # Errors
    /// When a row or a column of theirs cannot be taken over.
    pub fn new(ours: Option<&Log>, theirs: &Log) -> Result<Self, MergeError> {
        let mut here: HashMap<Content, usize> = HashMap::new();
        let mut moments: HashSet<(NaiveDate, NaiveTime)> = HashSet::new();
        if let Some(ours) = ours {
            let mut sayings = Sayings::new(&ours.header);
            for row in ours.rows() {
                moments.extend(moment(&row));
                *here.entry(compared(sayings.key(&row))).or_default() += 1;
            }
        }
        let (mut already, mut differ) = (0, Vec::new());
        let mut lacking: Vec<(Row<'_>, Content)> = Vec::new();
        let mut sayings = Sayings::new(&theirs.header);
        let is_header = |row: &Row<'_>| row.problems.iter().any(|it| it.why() == HEADER_AGAIN);
        for row in theirs.rows().filter(|row| !is_header(row)) {
            let said = sayings.key(&row);
            match here.get_mut(&compared(said.clone())) {
                Some(count) if *count > 0 => {
                    *count -= 1;
                    already += 1;
                }
                _ => {
                    differ.extend(moment(&row).filter(|moment| moments.contains(moment)));
                    lacking.push((row, said));
                }
            }
        }
        differ.sort_unstable();
        differ.dedup();
        let ours_header = ours.map_or_else(Header::default, |log| log.header.clone());
        let widest = ours.map_or(0, Log::widest);
        let (header, columns) = with_columns(ours_header, widest, &lacking)?;
        let alike = ours.is_some() && header.reads_like(&theirs.header);
        let keys = keys(&header);
        let comma = ours.is_some_and(Log::has_decimal_commas);
        let line = |(row, said): &(Row<'_>, Content)| {
            if alike && !comma {
                without_line_end(row.bytes).to_vec()
            } else {
                row_line(&keys, said, (header.separator, comma))
            }
        };
        let added: Vec<Vec<u8>> = lacking.iter().map(line).collect();
        // Whatever the form of their file: here a row must say what it says there.
        let all = [&*header.bytes, b"\n", &added.join(&b'\n')].concat();
        let all = Log::of(&theirs.path, all).map_err(|_| MergeError::Line(1))?;
        let (mut rows, mut sayings) = (all.rows(), Sayings::new(&all.header));
        for (row, said) in &lacking {
            if rows.next().is_none_or(|back| sayings.key(&back) != *said) {
                return Err(MergeError::Line(row.number));
            }
        }
        Ok(Self { header, added, columns, already, differ })
    }

    /// The lines to be added, with their ends.
    pub fn lines(&self) -> Vec<u8> {
        let ends = self.added.iter().flat_map(|line| [&**line, self.header.line_end]);
        ends.collect::<Vec<_>>().concat()
    }
}

/// The moment that a row is about, where it says more than what was done.
fn moment(row: &Row<'_>) -> Option<(NaiveDate, NaiveTime)> {
    let entry = row.entry.as_ref()?;
    let says_more = entry.pain.is_some() || !entry.symptoms.is_empty() || !entry.note.is_empty();
    if says_more { Some((entry.date, entry.time?)) } else { None }
}

/// `header` with the columns that these rows need, and the names of those.
fn with_columns(
    header: Header,
    mut widest: usize,
    rows: &[(Row<'_>, Content)],
) -> Result<(Header, Vec<Vec<u8>>), MergeError> {
    let there = keys(&header);
    // Known columns in their usual order before the others, the second of a name after the
    // first.
    let mut missing: BTreeSet<(usize, Key)> = BTreeSet::new();
    for (name, nth) in rows.iter().flat_map(|(_, said)| said.keys()) {
        if name.is_empty() {
            widest = widest.max(there.len() + nth + 1);
        } else if name != TORN {
            let order = Column::exact(name).map_or(usize::MAX, |column| column as usize);
            let keys = (0..=*nth).map(|nth| (name.clone(), nth));
            missing.extend(keys.filter(|key| !there.contains(key)).map(|key| (order, key)));
        }
    }
    if missing.is_empty() {
        return Ok((header, Vec::new()));
    }
    let names: Vec<Vec<u8>> = missing.into_iter().map(|(_, (name, _))| name).collect();
    let extended = header.extended(&names, widest).map_err(MergeError::Header)?;
    Ok((extended, names))
}

/// The columns of a header.
fn keys(header: &Header) -> Vec<Key> {
    let mut keys: Vec<Key> = Vec::new();
    for (name, column) in header.names.iter().zip(&header.columns) {
        let name = column.map_or(name.clone(), |column| column.name().into());
        let nth = keys.iter().filter(|(there, _)| *there == name).count();
        keys.push((name, nth));
    }
    keys
}

/// Reads what the rows below a header say.
struct Sayings<'a> {
    header: &'a Header,
    keys: Vec<Key>,
    splitter: Splitter,
}

impl<'a> Sayings<'a> {
    fn new(header: &'a Header) -> Self {
        Self { header, keys: keys(header), splitter: Splitter::new(header.separator) }
    }

    fn key(&mut self, row: &Row<'_>) -> Content {
        let line = without_line_end(row.bytes);
        let Some(fields) = self.splitter.split(line) else {
            return Content::from([((TORN.to_vec(), 0), line.to_vec())]);
        };
        let unnamed = self.keys.iter().filter(|(name, _)| name.is_empty()).count();
        let mut said = Content::new();
        for (index, field) in fields.iter().enumerate() {
            let beyond = || (Vec::new(), unnamed + index - self.keys.len());
            let key = self.keys.get(index).cloned().unwrap_or_else(beyond);
            let column = self.header.columns.get(index).copied().flatten();
            let text = match (column, std::str::from_utf8(field)) {
                // The apostrophe that `export csv` puts before a note is not part of it.
                (Some(Column::Note), Ok(text)) => on_one_line(from_spreadsheet(text.trim())).into(),
                (Some(column), Ok(text)) => {
                    let read = column.normalized(text.trim(), self.header.has_decimal_comma());
                    read.unwrap_or_else(|| text.trim().to_owned()).into()
                }
                _ => field.trim_ascii().to_vec(),
            };
            if !text.is_empty() {
                said.insert(key, text);
            }
        }
        said
    }
}

/// The same to be compared: a day that has one meaning in another form says that day, and its
/// time where it has one. It is written as it stands there: what other rows tell of it may
/// differ here.
fn compared(mut said: Content) -> Content {
    let time = (Column::Time.name().into(), 0);
    for column in [Column::Date, Column::Began, Column::Seen] {
        let Some(text) = said.get_mut(&(column.name().into(), 0)) else { continue };
        if column == Column::Date
            && let Some((day, clock)) = day_and_time(text)
        {
            *text = day.to_string().into_bytes();
            let clock = Column::Time.normalized(&clock, false).unwrap_or(clock);
            said.entry(time.clone()).or_insert(clock.into_bytes());
        } else if let Some(day) = std::str::from_utf8(text).ok().and_then(rewritten_day) {
            *text = day.to_string().into_bytes();
        }
    }
    said
}

/// A row as a line below columns of these keys.
fn row_line(keys: &[Key], said: &Content, (separator, comma): (u8, bool)) -> Vec<u8> {
    let unnamed = keys.iter().filter(|(name, _)| name.is_empty()).count();
    let beyond = said.keys().filter(|(name, _)| name.is_empty()).map(|(_, nth)| *nth).max();
    let more = beyond.map_or(0, |nth| (nth + 1).saturating_sub(unnamed));
    let beyond = (0..more).map(|nth| (Vec::new(), unnamed + nth));
    let all = keys.iter().cloned().chain(beyond);
    let field = |key: Key| {
        let mut text = said.get(&key).cloned().unwrap_or_default();
        let is_amount = Column::exact(&key.0).is_some_and(|it| it.kind() == ColumnKind::Amount);
        // Where it cannot be read, it stays as it is.
        let is_decimal =
            std::str::from_utf8(&text).is_ok_and(|it| it.parse::<Kilometres>().is_ok());
        if comma && is_amount && is_decimal {
            text.iter_mut().filter(|byte| **byte == b'.').for_each(|point| *point = b',');
        }
        text
    };
    record(all.map(field), separator)
}
