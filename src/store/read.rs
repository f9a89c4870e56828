//! Reading: the header, every line in turn, or the last few. Takes no lock and
//! never holds more than a buffer and the longest line.

use std::fs::File;
use std::io::{self, BufRead, BufReader, ErrorKind, Read, Seek, SeekFrom};
use std::ops::ControlFlow;
use std::path::Path;

use super::error::{Doing, NotALog, StoreError};
use super::fault::Fault;
use super::file::LogFile;
use super::header::{self, Header};
use super::line::{Content, Line};
use super::row::RowReader;
use crate::domain::Entry;

/// Bytes of the file in memory; larger ones read no faster.
pub(super) const BUFFER: usize = 256 * 1024;
/// Enough for the header and a few rows.
pub(super) const SMALL_BUFFER: usize = 4 * 1024;

/// The end of a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tail {
    /// Its rows, in the file's order; lines that cannot be read are not among them.
    pub entries: Vec<Entry>,
    /// Whether these are all rows of the file.
    pub whole: bool,
    /// Whether a line, a field or a symptom of it could not be read, or a column
    /// looks like one that should be.
    pub is_unread: bool,
}

/// A file that was opened and found to be a log.
pub(super) struct Opened<R> {
    pub(super) reader: BufReader<R>,
    /// `None` in a file that holds nothing yet.
    pub(super) header: Option<Header>,
    /// Bytes before the first row.
    pub(super) start: u64,
}

/// Opens `path` for reading; a folder is refused with a clear word.
pub(super) fn open(path: &Path) -> Result<File, StoreError> {
    let failed = |cause| StoreError::io(path, Doing::Read, cause);
    // Windows would answer "permission denied" for a folder.
    let file = match File::open(path) {
        Err(error) if error.kind() == ErrorKind::PermissionDenied && path.is_dir() => {
            return Err(StoreError::not_a_log(path, NotALog::Folder));
        }
        result => result.map_err(failed)?,
    };
    if file.metadata().map_err(failed)?.is_dir() {
        return Err(StoreError::not_a_log(path, NotALog::Folder));
    }
    Ok(file)
}

/// Reads the header of a file that `path` names.
pub(super) fn begin<R: Read>(
    source: R,
    path: &Path,
    buffer: usize,
) -> Result<Opened<R>, StoreError> {
    let mut reader = BufReader::with_capacity(buffer, source);
    let mut line = Vec::new();
    (&mut reader)
        .take(header::LONGEST as u64)
        .read_until(b'\n', &mut line)
        .map_err(|cause| StoreError::io(path, Doing::Read, cause))?;
    let header = if header::is_empty(&line) {
        None
    } else {
        Some(Header::parse(&line).map_err(|why| StoreError::not_a_log(path, why))?)
    };
    Ok(Opened {
        reader,
        header,
        start: line.len() as u64,
    })
}

impl LogFile {
    /// The header: columns, separator, line end. A file without a byte has
    /// none yet.
    ///
    /// # Errors
    /// When there is no such file, it cannot be read, or it is no log.
    pub fn header(&self) -> Result<Option<Header>, StoreError> {
        self.refuse_special()?;
        let path = self.path();
        Ok(begin(open(path)?, path, SMALL_BUFFER)?.header)
    }

    /// Shows every line after the header to `each`, in order, until it breaks
    /// off. Takes no lock, and holds one line at a time.
    ///
    /// # Errors
    /// When there is no such file, it cannot be read, or it is no log.
    pub fn for_each(
        &self,
        each: &mut dyn FnMut(Line<'_>) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        self.read(&mut |_| (), each)
    }

    /// As [`for_each`](Self::for_each), after the header was shown to `first`, all
    /// in one pass: a pipe can be read once.
    ///
    /// # Errors
    /// When there is no such file, it cannot be read, or it is no log.
    pub fn read(
        &self,
        first: &mut dyn FnMut(&Header),
        each: &mut dyn FnMut(Line<'_>) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        let opened = begin(open(self.path())?, self.path(), BUFFER)?;
        let Some(header) = opened.header else {
            return Ok(());
        };
        first(&header);
        let mut lines = Lines::new(opened.reader, header);
        while let Some(line) = lines
            .next()
            .map_err(|cause| self.failed(Doing::Read, cause))?
        {
            if each(line).is_break() {
                break;
            }
        }
        Ok(())
    }

    /// The rows in the last `most` bytes. Takes no lock, and reads no more
    /// than the header and those bytes.
    ///
    /// # Errors
    /// When there is no such file, it cannot be read, or it is no log.
    pub fn tail(&self, most: u64) -> Result<Tail, StoreError> {
        self.refuse_special()?;
        let failed = |cause| self.failed(Doing::Read, cause);
        let opened = begin(open(self.path())?, self.path(), SMALL_BUFFER)?;
        let mut tail = Tail {
            entries: Vec::new(),
            whole: true,
            is_unread: false,
        };
        let Some(header) = opened.header else {
            return Ok(tail);
        };
        tail.is_unread = !header.unread_columns().is_empty();
        let mut reader = opened.reader;
        let length = reader.get_ref().metadata().map_err(failed)?.len();
        let from = length.saturating_sub(most);
        if from > opened.start {
            // From one byte before: where that is a line end, a row begins at `from`.
            reader.seek(SeekFrom::Start(from - 1)).map_err(failed)?;
            reader.skip_until(b'\n').map_err(failed)?;
            tail.whole = false;
        }
        let mut lines = Lines::new(reader, header);
        while let Some(line) = lines.next().map_err(failed)? {
            match line.content {
                Content::Row(row) => {
                    tail.is_unread |= row.faults.iter().any(Fault::is_unread);
                    tail.entries.push(row.entry);
                }
                Content::Unreadable(_) => tail.is_unread = true,
                Content::Blank => {}
            }
        }
        Ok(tail)
    }
}

/// The lines after the header.
pub(super) struct Lines<R> {
    reader: R,
    rows: RowReader,
    number: u64,
    line: Vec<u8>,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn new(reader: R, header: Header) -> Self {
        Self {
            reader,
            rows: RowReader::new(header),
            number: 1,
            line: Vec::new(),
        }
    }

    pub(super) fn next(&mut self) -> io::Result<Option<Line<'_>>> {
        self.line.clear();
        if self.reader.read_until(b'\n', &mut self.line)? == 0 {
            return Ok(None);
        }
        self.number += 1;
        let content = self.rows.read(self.number, &self.line);
        Ok(Some(Line {
            number: self.number,
            bytes: &self.line,
            content,
        }))
    }
}
