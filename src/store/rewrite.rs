//! Changing what is there: lines kept, replaced or dropped, the whole file
//! replaced, columns added. Each is one replacement of the file, all or nothing.

use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};

use super::column::Column;
use super::error::{Doing, StoreError};
use super::file::LogFile;
use super::header::{self, Header, without_line_end};
use super::line::Line;
use super::lock::{LockedLog, wait_quietly};
use super::read::{self, BUFFER, Lines};
use super::replacement::{Original, Replacement};
use super::split::Splitter;
use crate::domain::Entry;

/// What becomes of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Its bytes stay as they are.
    Keep,
    /// These bytes stand in its place; they get a line end if they have none.
    Replace(Vec<u8>),
    /// It goes.
    Drop,
}

/// How many lines a rewrite changed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Rewritten {
    /// Lines with other bytes in their place.
    pub replaced: u64,
    /// Lines that are gone.
    pub dropped: u64,
}

impl LogFile {
    /// Under the lock, keeps, replaces or drops every line after the header,
    /// and puts the result in place in one step. The bytes of what is kept
    /// stay as they are.
    ///
    /// # Errors
    /// When there is no such file, it is no log, or it cannot be locked or
    /// written; the file is then as it was.
    pub fn rewrite(
        &self,
        decide: &mut dyn FnMut(Line<'_>) -> Change,
    ) -> Result<Rewritten, StoreError> {
        self.lock(&mut wait_quietly)?.rewrite(decide)
    }
}

impl LockedLog {
    /// Keeps, replaces or drops every line after the header; see
    /// [`LogFile::rewrite`](super::LogFile::rewrite). The file stays the very
    /// same where every line is kept.
    ///
    /// # Errors
    /// When the file is no log, or cannot be read or written; it is then as it was.
    pub fn rewrite(
        &self,
        decide: &mut dyn FnMut(Line<'_>) -> Change,
    ) -> Result<Rewritten, StoreError> {
        let original = Original::open(self)?;
        let opened = read::begin(&original.file, self.path(), BUFFER)?;
        let mut done = Rewritten::default();
        let Some(header) = opened.header else {
            return Ok(done);
        };
        let mut replacement = Replacement::begin(self)?;
        replacement.write(header.bytes())?;
        let line_end = header.line_end().bytes();
        let mut lines = Lines::new(opened.reader, header);
        while let Some(line) = lines
            .next()
            .map_err(|cause| self.failed(Doing::Read, cause))?
        {
            let bytes = line.bytes;
            match decide(line) {
                Change::Keep => replacement.write(bytes)?,
                Change::Drop => done.dropped += 1,
                Change::Replace(new) => {
                    done.replaced += 1;
                    replacement.write(&new)?;
                    if !new.ends_with(b"\n") {
                        replacement.write(line_end)?;
                    }
                }
            }
        }
        if done != Rewritten::default() {
            replacement.replace(original)?;
        }
        Ok(done)
    }

    /// Puts what `source` gives in the log's place: the header of a log, and
    /// any lines.
    ///
    /// # Errors
    /// When `source` is no log, or the log cannot be written; it is then as it was.
    pub fn replace(&self, source: &mut dyn Read) -> Result<(), StoreError> {
        let original = Original::open(self)?;
        let mut opened = read::begin(source, self.path(), BUFFER)?;
        let mut replacement = Replacement::begin(self)?;
        if let Some(header) = opened.header {
            replacement.write(header.bytes())?;
        }
        replacement.copy(&mut opened.reader)?;
        replacement.replace(original)
    }

    /// Adds columns to the header and rows to the end, both in the same step:
    /// an error between the two would leave the file changed and the row lost.
    pub(super) fn extend(
        &self,
        header: &Header,
        columns: &[Column],
        entries: &[Entry],
    ) -> Result<(), StoreError> {
        let original = Original::open(self)?;
        let failed = |cause| self.failed(Doing::Read, cause);
        let opened = read::begin(&original.file, self.path(), BUFFER)?;
        let widest = widest(opened.reader, header.separator()).map_err(failed)?;
        let extended = header.extended(columns, widest);
        if extended.bytes().len() >= header::LONGEST {
            let names: Vec<_> = columns.iter().map(|column| column.name()).collect();
            return Err(StoreError::LongHeader {
                path: self.path().to_owned(),
                columns: names.join(", "),
            });
        }

        let mut file = &original.file;
        file.seek(SeekFrom::Start(0)).map_err(failed)?;
        let mut opened = read::begin(file, self.path(), BUFFER)?;
        let mut replacement = Replacement::begin(self)?;
        replacement.write(extended.bytes())?;
        replacement.copy(&mut opened.reader)?;
        replacement.write(self.closing(&original.file, &extended)?)?;
        replacement.write(&extended.lines(entries))?;
        replacement.replace(original)
    }
}

/// The most fields that a line of `reader` has, empty ones at its end not counted.
fn widest(mut reader: BufReader<impl Read>, separator: u8) -> std::io::Result<usize> {
    let mut splitter = Splitter::new(separator);
    let mut line = Vec::new();
    let mut widest = 0;
    loop {
        line.clear();
        if reader.read_until(b'\n', &mut line)? == 0 {
            return Ok(widest);
        }
        if let Ok(fields) = splitter.split(without_line_end(&line)) {
            let used = fields
                .iter()
                .enumerate()
                .filter(|(_, text)| !text.trim_ascii().is_empty())
                .last();
            widest = widest.max(used.map_or(0, |(index, _)| index + 1));
        }
    }
}
