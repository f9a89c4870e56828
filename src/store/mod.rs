//! The CSV file: rows that keep their bytes, append, lock, atomic rewrite.
//!
//! A log is read line by line, never whole; it is written under the lock of a
//! sidecar file, by one append or by a temporary file and a rename. Nothing
//! here knows of clocks, terminals, commands or what the numbers mean.

mod append;
mod column;
mod error;
mod fault;
mod field;
mod header;
mod lock;
mod place;
mod read;
mod replacement;
mod rewrite;
mod row;
mod split;
mod write;

use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use crate::domain::Entry;

pub use append::{Appended, TimeOfDay};
pub use column::Column;
pub use error::{NotALog, StoreError};
pub use fault::{Fault, FaultKind};
pub use header::{Header, LineEnd};
pub use lock::LockedLog;
pub use read::Tail;
pub use rewrite::{Change, Rewritten};

/// A log file by its path, there or not yet.
#[derive(Debug, Clone)]
pub struct LogFile {
    path: PathBuf,
}

/// One physical line after the header.
#[derive(Debug)]
pub struct Line<'a> {
    /// Its number in the file; the header is line 1.
    pub number: u64,
    /// Its bytes as they are in the file, with the line end.
    pub bytes: &'a [u8],
    /// What it says.
    pub content: Content,
}

/// What a line says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// A row with a day that can be read.
    Row(Row),
    /// A row whose day cannot be read, or with a quote that is not closed.
    Unreadable(Fault),
    /// No text between the separators, if there are any.
    Blank,
}

/// A row, and what in it could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What the row says; a field that cannot be read counts as empty.
    pub entry: Entry,
    /// The fields that could not be read or hold an unknown name.
    pub faults: Vec<Fault>,
}

impl LogFile {
    /// The log at `path`; nothing is opened yet.
    #[must_use]
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into() }
    }

    /// The path as it was given.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether something is at the path, whatever it is.
    ///
    /// # Errors
    /// When the file system does not say, as in a folder that may not be read.
    pub fn exists(&self) -> Result<bool, StoreError> {
        self.path
            .try_exists()
            .map_err(|cause| self.failed(error::Doing::Read, cause))
    }

    /// The header: columns, separator, line end. A file without a byte has
    /// none yet.
    ///
    /// # Errors
    /// When there is no such file, it cannot be read, or it is no log.
    pub fn header(&self) -> Result<Option<Header>, StoreError> {
        read::header(self)
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
        read::for_each(self, each)
    }

    /// The rows in the last `most` bytes. Takes no lock, and reads no more
    /// than the header and those bytes.
    ///
    /// # Errors
    /// When there is no such file, it cannot be read, or it is no log.
    pub fn tail(&self, most: u64) -> Result<Tail, StoreError> {
        read::tail(self, most)
    }

    /// Adds a row for each entry, creating file and folders if need be. When
    /// this returns, the rows are on the disk; an error leaves the file as it was.
    ///
    /// # Errors
    /// When the file is no log, or cannot be locked or written.
    pub fn append(&self, entries: &[Entry], time: TimeOfDay) -> Result<Appended, StoreError> {
        if entries.is_empty() {
            return Ok(Appended::default());
        }
        LockedLog::create(self)?.append(entries, time)
    }

    /// Waits for the lock and holds it until the value is dropped, so that
    /// nothing comes between reading and rewriting.
    ///
    /// # Errors
    /// When there is no such file, or it cannot be locked.
    pub fn lock(&self) -> Result<LockedLog, StoreError> {
        LockedLog::existing(self)
    }

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
        self.lock()?.rewrite(decide)
    }

    fn failed(&self, doing: error::Doing, cause: io::Error) -> StoreError {
        StoreError::io(&self.path, doing, cause)
    }
}
