//! The first line and what it settles: columns, separator, line end, byte
//! order mark. Anything that is not a log is refused here.

use super::column::Column;
use super::error::NotALog;
use super::fault::shown;
use super::split::Splitter;

/// The longest header that is read, in bytes.
pub(super) const LONGEST: usize = 64 * 1024;

pub(super) const BOM: &[u8] = b"\xef\xbb\xbf";

/// How the lines of a file end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineEnd {
    /// A line feed.
    Lf,
    /// A carriage return and a line feed.
    CrLf,
}

impl LineEnd {
    /// The bytes.
    #[must_use]
    pub const fn bytes(self) -> &'static [u8] {
        match self {
            Self::Lf => b"\n",
            Self::CrLf => b"\r\n",
        }
    }
}

/// The header of a log, and the dialect of CSV that the file is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    bytes: Vec<u8>,
    separator: u8,
    line_end: LineEnd,
    columns: Vec<Option<Column>>,
    positions: [Option<usize>; Column::ALL.len()],
    /// Columns that are not read and look like the symptoms.
    like_symptoms: Vec<usize>,
}

impl Header {
    /// The header of a new file: every column, commas, LF.
    #[must_use]
    pub fn new() -> Self {
        let mut bytes = Column::ALL.map(Column::name).join(",").into_bytes();
        bytes.push(b'\n');
        Self {
            bytes,
            separator: b',',
            line_end: LineEnd::Lf,
            columns: Column::ALL.map(Some).to_vec(),
            positions: std::array::from_fn(Some),
            like_symptoms: Vec::new(),
        }
    }

    /// Reads the first line, given with its line end if it has one, and at
    /// least [`LONGEST`] bytes of it.
    ///
    /// # Errors
    /// When this is not the header of a log.
    pub(super) fn parse(line: &[u8]) -> Result<Self, NotALog> {
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
        let mut best: Option<Self> = None;
        let mut open_quote = false;
        for separator in [b',', b';', b'\t'] {
            let mut splitter = Splitter::new(separator);
            let Ok(fields) = splitter.split(text) else {
                open_quote = true;
                continue;
            };
            let header = Self {
                bytes: line.to_vec(),
                separator,
                line_end: if line.ends_with(b"\r\n") || line.ends_with(b"\r") {
                    LineEnd::CrLf
                } else {
                    LineEnd::Lf
                },
                columns: known(&fields.iter().collect::<Vec<_>>()),
                positions: [None; Column::ALL.len()],
                like_symptoms: Vec::new(),
            };
            if best
                .as_ref()
                .is_none_or(|best| best.known() < header.known())
            {
                best = Some(header);
            }
        }
        match best {
            Some(header) if header.has_enough() => header.placed(),
            _ if open_quote => Err(NotALog::OpenQuote),
            _ => Err(NotALog::Columns(shown(text))),
        }
    }

    fn known(&self) -> usize {
        self.columns.iter().flatten().count()
    }

    /// Whether this is the header of a log: `date` and one more column. Where
    /// these are not spelled exactly, other programs' `Date` and `Time` must not
    /// make their files look like one: it takes a column that only a log has.
    fn has_enough(&self) -> bool {
        let exact: Vec<Column> = self
            .names()
            .iter()
            .filter_map(|name| Column::named(name))
            .collect();
        let has_both = |columns: &[Column], other: &dyn Fn(Column) -> bool| {
            columns.contains(&Column::Date) && columns.iter().any(|column| other(*column))
        };
        let all: Vec<Column> = self.columns.iter().copied().flatten().collect();
        has_both(&exact, &|column| column != Column::Date)
            || has_both(&all, &|column| {
                matches!(
                    column,
                    Column::Pain | Column::Stretch | Column::StretchMinutes | Column::Symptoms
                )
            })
    }

    /// The columns that are not read and look like a known one: their places
    /// from 0, their names, and that column.
    #[must_use]
    pub fn unread_columns(&self) -> Vec<(usize, String, Column)> {
        let mut absent = Column::ALL.to_vec();
        absent.retain(|column| self.position(*column).is_none());
        let names = self.names();
        let unread = names.iter().zip(&self.columns).enumerate();
        unread
            .filter(|(_, (_, column))| column.is_none())
            .filter_map(|(index, (name, _))| {
                Some((index, shown(name), Column::looks_like(name, &absent)?))
            })
            .collect()
    }

    /// Notes where each known column is.
    fn placed(mut self) -> Result<Self, NotALog> {
        for (index, column) in self.columns.iter().enumerate() {
            let Some(column) = column else { continue };
            let Some(position) = self.positions.get_mut(*column as usize) else {
                continue;
            };
            if position.replace(index).is_some() {
                return Err(NotALog::Twice(column.name()));
            }
        }
        if self.columns.contains(&None) {
            let unread = self.unread_columns().into_iter();
            let symptoms = unread.filter(|(.., meant)| *meant == Column::Symptoms);
            self.like_symptoms = symptoms.map(|(index, ..)| index).collect();
        }
        Ok(self)
    }

    pub(super) fn looks_like_symptoms(&self, index: usize) -> bool {
        self.like_symptoms.contains(&index)
    }

    /// The line's bytes, with a byte order mark and the line end if it has them.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// What stands between two fields: `,`, `;` or a tab.
    #[must_use]
    pub const fn separator(&self) -> u8 {
        self.separator
    }

    /// How lines end; LF where the header is all there is, without a line end.
    #[must_use]
    pub const fn line_end(&self) -> LineEnd {
        self.line_end
    }

    /// The columns in the file's order; `None` for those that backcare does
    /// not know.
    #[must_use]
    pub fn columns(&self) -> &[Option<Column>] {
        &self.columns
    }

    /// Where `column` is, from 0.
    #[must_use]
    pub fn position(&self, column: Column) -> Option<usize> {
        self.positions.get(column as usize).copied().flatten()
    }

    /// The same header with `columns` at its end, and before them as many
    /// columns without a name as it takes to cover rows of `widest` fields:
    /// what stands beyond the header must not become a new column's value.
    #[must_use]
    pub(super) fn extended(&self, columns: &[Column], widest: usize) -> Self {
        let mut extended = self.clone();
        let end = without_line_end(&self.bytes).len();
        let line_end = extended.bytes.split_off(end);
        while extended.columns.len() < widest {
            extended.bytes.push(self.separator);
            extended.columns.push(None);
        }
        for column in columns {
            extended.bytes.push(self.separator);
            extended.bytes.extend_from_slice(column.name().as_bytes());
            if let Some(position) = extended.positions.get_mut(*column as usize) {
                *position = Some(extended.columns.len());
            }
            extended.columns.push(Some(*column));
        }
        extended.bytes.extend_from_slice(&line_end);
        extended
    }
}

impl Default for Header {
    fn default() -> Self {
        Self::new()
    }
}

/// The columns of these names: the exact ones first, then one for each other
/// spelling of what is not there yet.
fn known(names: &[&[u8]]) -> Vec<Option<Column>> {
    let mut columns: Vec<Option<Column>> = names.iter().map(|name| Column::named(name)).collect();
    for (index, name) in names.iter().enumerate() {
        let other = Column::spelled(name).filter(|column| !columns.contains(&Some(*column)));
        if let (Some(slot @ None), Some(_)) = (columns.get_mut(index), other) {
            *slot = other;
        }
    }
    columns
}

/// Whether a file of these first bytes holds nothing yet.
pub(super) fn is_empty(line: &[u8]) -> bool {
    line.is_empty() || line == BOM
}

/// `line` without its line feed and the carriage returns before it.
pub(super) fn without_line_end(line: &[u8]) -> &[u8] {
    let mut text = line.strip_suffix(b"\n").unwrap_or(line);
    while let Some(shorter) = text.strip_suffix(b"\r") {
        text = shorter;
    }
    text
}
