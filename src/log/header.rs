//! The first line and what it settles: columns, separator, line end, byte
//! order mark. Anything that is not a log is refused here.

use super::column::{Column, ColumnKind};
use super::error::NotALog;
use super::fields::{Splitter, is_of_conflict, quoted, record, records};
use crate::domain::Entry;

/// The longest header that is read, in bytes.
pub const LONGEST: usize = 64 * 1024;

const BOM: &[u8] = b"\xef\xbb\xbf";

/// The header of a log, and the dialect of CSV that the file is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// The line, with a byte order mark and the line end if it has them.
    pub bytes: Vec<u8>,
    /// What stands between two fields: `,`, `;` or a tab.
    pub separator: u8,
    /// How lines end: LF, or CRLF.
    pub line_end: &'static [u8],
    /// The columns' names, without quotes and blanks around them.
    pub names: Vec<Vec<u8>>,
    /// The columns in the file's order; `None` for those not known.
    pub columns: Vec<Option<Column>>,
    positions: [Option<usize>; Column::ALL.len()],
    /// Columns that are not read and look like a known one.
    pub look_alikes: Vec<LookAlike>,
}

/// A column that is not read and looks like a known one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookAlike {
    /// Its place, from 0.
    pub index: usize,
    /// Its name, shortened.
    pub name: String,
    /// The known column.
    pub meant: Column,
    /// The file has that column, too: only what holds text is worth a word.
    pub is_beside: bool,
}

impl Default for Header {
    /// The header of a new file: commas, LF.
    fn default() -> Self {
        let created = Column::CREATED;
        let mut bytes = record(created.iter().map(|column| column.name()), b',');
        bytes.push(b'\n');
        Self {
            bytes,
            separator: b',',
            line_end: b"\n",
            names: created.iter().map(|column| column.name().into()).collect(),
            columns: created.iter().copied().map(Some).collect(),
            positions: std::array::from_fn(|index| Some(index).filter(|it| *it < created.len())),
            look_alikes: Vec::new(),
        }
    }
}

impl Header {
    /// The header of a new file with these rows.
    pub fn of(entries: &[Entry]) -> Self {
        let header = Self::default();
        let missing = header.missing(entries, TimeOfDay::Explicit);
        let names: Vec<Vec<u8>> = missing.iter().map(|column| column.name().into()).collect();
        let extended = (!names.is_empty()).then(|| header.extended(&names, 0));
        extended.and_then(Result::ok).unwrap_or(header)
    }

    /// Reads the first line, given with its line end if it has one.
    ///
    /// # Errors
    /// When this is not the header of a log.
    pub fn parse(line: &[u8]) -> Result<Self, NotALog> {
        if line.starts_with(b"\xff\xfe") || line.starts_with(b"\xfe\xff") {
            return Err(NotALog::Utf16);
        }
        if line.contains(&0) {
            return Err(NotALog::Binary);
        }
        if line.len() >= LONGEST {
            return Err(NotALog::LongLine);
        }
        let text = without_line_end(line.strip_prefix(BOM).unwrap_or(line));
        if text.contains(&b'\r') {
            return Err(NotALog::CarriageReturns);
        }
        let names = |separator| {
            let mut names = Splitter::new(separator).split(text).ok_or(NotALog::OpenQuote)?;
            for name in &mut names {
                *name = name.trim_ascii().into();
            }
            Ok((columns(&names).iter().flatten().count(), separator, names))
        };
        // Of separators that are as good the last one is taken.
        let readings = [names(b'\t')?, names(b';')?, names(b',')?];
        let best = readings.into_iter().max_by_key(|(known, ..)| *known);
        let Some((_, separator, names)) = best.filter(|(.., names)| is_enough(names)) else {
            return Err(if is_of_conflict(text) {
                NotALog::Conflict
            } else {
                NotALog::Columns(quoted(text))
            });
        };
        let is_crlf = line.ends_with(b"\r\n") || line.ends_with(b"\r");
        let mut header = Self {
            bytes: line.to_vec(),
            separator,
            line_end: if is_crlf { b"\r\n" } else { b"\n" },
            columns: columns(&names),
            names,
            positions: [None; Column::ALL.len()],
            look_alikes: Vec::new(),
        };
        for (index, column) in header.columns.iter().enumerate() {
            let Some(column) = column else { continue };
            if header.positions[*column as usize].replace(index).is_some() {
                return Err(NotALog::Twice(column.name()));
            }
        }
        header.look_alikes = header.find_look_alikes();
        Ok(header)
    }

    /// Whether decimals may have a comma: where a semicolon separates, spreadsheets write
    /// them so.
    pub const fn has_decimal_comma(&self) -> bool {
        self.separator == b';'
    }

    fn find_look_alikes(&self) -> Vec<LookAlike> {
        let (there, absent): (Vec<Column>, Vec<Column>) =
            Column::ALL.iter().partition(|column| self.position(**column).is_some());
        let columns = self.names.iter().zip(&self.columns).enumerate();
        let unknown = columns.filter(|(_, (_, column))| column.is_none());
        let look_alike = |(index, (name, _)): (usize, (&Vec<u8>, _))| {
            let missing = Column::looks_like(name, &absent).map(|meant| (meant, false));
            let found = missing.or_else(|| Some((Column::looks_like(name, &there)?, true)));
            let (meant, is_beside) = found?;
            Some(LookAlike { index, name: quoted(name), meant, is_beside })
        };
        unknown.filter_map(look_alike).collect()
    }

    /// The known column that the unread one at `index` looks like.
    pub fn look_alike(&self, index: usize) -> Option<&LookAlike> {
        self.look_alikes.iter().find(|it| it.index == index)
    }

    /// Where `column` is, from 0.
    pub fn position(&self, column: Column) -> Option<usize> {
        self.positions[column as usize]
    }

    /// The same header with columns of these names at its end, and before them as
    /// many without a name as it takes to cover rows of `widest` fields: what
    /// stands beyond the header must not become a new column's value.
    ///
    /// # Errors
    /// When it would be no header of a log any more, be too long, or read a column that is
    /// there as something else.
    pub fn extended(&self, names: &[Vec<u8>], widest: usize) -> Result<Self, NotALog> {
        let (text, end) = self.bytes.split_at(without_line_end(&self.bytes).len());
        let beyond = widest.saturating_sub(self.columns.len());
        let added = std::iter::repeat_n(&b""[..], beyond).chain(names.iter().map(Vec::as_slice));
        let mut bytes = text.to_vec();
        bytes.push(self.separator);
        bytes.extend(record(added, self.separator));
        bytes.extend_from_slice(end);
        let extended = Self::parse(&bytes)?;
        if extended.only_adds_to(self) {
            Ok(extended)
        } else {
            let names: Vec<String> = names.iter().map(|name| quoted(name)).collect();
            Err(NotALog::Changed(names.join(", ")))
        }
    }

    /// The columns that the file lacks and that these entries need. The time of
    /// day alone is no need, unless it was given.
    pub fn missing(&self, entries: &[Entry], time: TimeOfDay) -> Vec<Column> {
        let columns = Column::ALL.iter().copied();
        columns
            .filter(|column| self.position(*column).is_none())
            .filter(|column| *column != Column::Time || time == TimeOfDay::Explicit)
            .filter(|column| entries.iter().any(|entry| !column.write(entry).is_empty()))
            .collect()
    }

    /// Entries as lines of this file; `comma`: its decimals have one.
    pub fn lines(&self, entries: &[Entry], comma: bool) -> Vec<u8> {
        let text = |entry: &Entry, column: &Option<Column>| {
            let text = column.map(|it| it.write(entry)).unwrap_or_default();
            let is_amount = column.is_some_and(|it| it.kind() == ColumnKind::Amount);
            if comma && is_amount { text.replace('.', ",") } else { text }
        };
        let rows = entries.iter().map(|entry| self.columns.iter().map(move |it| text(entry, it)));
        records(rows, self.separator, self.line_end)
    }

    /// Whether a line is this header again, or as many columns of it from the first on as a new
    /// log has.
    pub fn is_again(&self, line: &[u8]) -> bool {
        let line = line.strip_prefix(BOM).unwrap_or(line);
        let names = Splitter::new(self.separator).split(without_line_end(line));
        let names: Vec<Vec<u8>> = names
            .into_iter()
            .flatten()
            .map(|name| name.trim_ascii().to_ascii_lowercase())
            .collect();
        let own = self.names.iter().map(|name| name.to_ascii_lowercase());
        let is_whole = [self.names.len(), Column::CREATED.len()].contains(&names.len());
        is_whole && own.take(names.len()).eq(names)
    }

    /// Whether a line below `other` says the same below this header.
    pub fn reads_like(&self, other: &Self) -> bool {
        self.separator == other.separator && self.names == other.names
    }

    /// Whether this header reads the columns of `old` as that one did, and only adds to them.
    pub fn only_adds_to(&self, old: &Self) -> bool {
        self.separator == old.separator
            && self.names.starts_with(&old.names)
            && self.columns.starts_with(&old.columns)
    }
}

/// Whether the time of day was given, or is only the clock's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeOfDay {
    /// Taken from the clock: left out if the file has no column for it.
    Incidental,
    /// Given: a column is added for it.
    Explicit,
}

/// The columns of these names: the exact ones first, then one for each other
/// spelling of what is not there yet.
fn columns(names: &[Vec<u8>]) -> Vec<Option<Column>> {
    let mut columns: Vec<_> = names.iter().map(|name| Column::exact(name)).collect();
    for (index, name) in names.iter().enumerate() {
        if columns[index].is_none() {
            let other = Column::spelled(name);
            columns[index] = other.filter(|column| !columns.contains(&Some(*column)));
        }
    }
    columns
}

/// Whether this is the header of a log: `date` and one more column. Where
/// these are not spelled exactly, other programs' `Date` and `Time` must not
/// make their files look like one: it takes a column that only a log has.
fn is_enough(names: &[Vec<u8>]) -> bool {
    let columns = columns(names);
    let exact: Vec<_> = names.iter().map(|name| Column::exact(name)).collect();
    let has_date = |columns: &[Option<Column>]| columns.contains(&Some(Column::Date));
    let of_a_log = |column: &Column| {
        matches!(column, Column::Pain | Column::Stretch | Column::StretchMinutes | Column::Symptoms)
    };
    has_date(&exact) && exact.iter().flatten().count() > 1
        || has_date(&columns) && columns.iter().flatten().any(of_a_log)
}

/// Whether a file of these first bytes holds nothing yet.
pub fn is_empty(line: &[u8]) -> bool {
    line.is_empty() || line == BOM
}

/// `line` without its line feed and the carriage returns before it.
pub fn without_line_end(line: &[u8]) -> &[u8] {
    let mut text = line.strip_suffix(b"\n").unwrap_or(line);
    while let Some(shorter) = text.strip_suffix(b"\r") {
        text = shorter;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_without_quotes_and_the_mark_before_them() {
        let header = Header::parse(b"\xef\xbb\xbf\"date\", pain ,Mood\r\n").unwrap();
        assert_eq!(header.names, [&b"date"[..], b"pain", b"Mood"]);
    }
}
