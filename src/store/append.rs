//! Adding rows: one write at the end of the file, on the disk before it is
//! acknowledged, and cut off again when anything goes wrong.

use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};

use super::column::Column;
use super::error::{Doing, NotALog, StoreError};
use super::file::LogFile;
use super::header::Header;
use super::lock::{LockedLog, OnWait};
use super::replacement::Replacement;
use super::{place, read};
use crate::domain::Entry;

/// Whether a time of day is worth a column of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeOfDay {
    /// It came with the moment of recording: left out where there is no column for it.
    Incidental,
    /// The user gave it: a missing column is added.
    Explicit,
}

/// What an append did besides adding rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Appended {
    /// Whether it made the file.
    pub created: bool,
    /// The names of the columns that it added to the header.
    pub columns_added: Vec<&'static str>,
}

impl LogFile {
    /// Adds a row for each entry, creating file and folders if need be. When
    /// this returns, the rows are on the disk; an error leaves the file as it was.
    ///
    /// # Errors
    /// When the file is no log, or cannot be locked or written.
    pub fn append(
        &self,
        entries: &[Entry],
        time: TimeOfDay,
        on_wait: OnWait<'_>,
    ) -> Result<Appended, StoreError> {
        if entries.is_empty() {
            return Ok(Appended::default());
        }
        LockedLog::create(self, on_wait)?.append(entries, time)
    }
}

impl LockedLog {
    /// Adds a row for each entry; see [`LogFile::append`](super::LogFile::append).
    ///
    /// # Errors
    /// When the file is no log, or cannot be written; it is then as it was.
    pub fn append(&self, entries: &[Entry], time: TimeOfDay) -> Result<Appended, StoreError> {
        // A file may come into being between the look and the making of it,
        // by a program that takes no lock; the second look then finds it.
        for _ in 0..2 {
            match self.open_for_append()? {
                Some(file) => return self.append_to(file, entries, time),
                None if self.create_with(entries)? => {
                    return Ok(Appended {
                        created: true,
                        columns_added: Vec::new(),
                    });
                }
                None => {}
            }
        }
        Err(self.failed(Doing::Create, ErrorKind::AlreadyExists.into()))
    }

    pub(super) fn open_for_append(&self) -> Result<Option<File>, StoreError> {
        let file = match OpenOptions::new().read(true).append(true).open(self.real()) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(self.failed(Doing::Write, error)),
        };
        let found = file
            .metadata()
            .map_err(|cause| self.failed(Doing::Write, cause))?;
        if found.is_file() {
            Ok(Some(file))
        } else {
            Err(StoreError::not_a_log(self.path(), NotALog::Special))
        }
    }

    /// Makes the file with header and rows, all in one step. False when it is
    /// there by now.
    fn create_with(&self, entries: &[Entry]) -> Result<bool, StoreError> {
        let header = Header::new();
        let mut bytes = header.bytes().to_vec();
        bytes.extend(header.lines(entries));
        let mut file = Replacement::begin(self)?;
        file.write(&bytes)?;
        file.create()
    }

    fn append_to(
        &self,
        file: File,
        entries: &[Entry],
        time: TimeOfDay,
    ) -> Result<Appended, StoreError> {
        let opened = read::begin(&file, self.path(), read::SMALL_BUFFER)?;
        let Some(header) = opened.header else {
            // Without a byte, or with a byte order mark alone: the header is
            // still to be written.
            let header = Header::new();
            let mut bytes = header.bytes().to_vec();
            bytes.extend(header.lines(entries));
            self.write_at_end(&file, &bytes)?;
            return Ok(Appended::default());
        };
        let missing = header.missing(entries, time);
        if !missing.is_empty() {
            // Another file takes the log's place: this one must be closed by then.
            drop(file);
            self.extend(&header, &missing, entries)?;
            return Ok(Appended {
                created: false,
                columns_added: missing.into_iter().map(Column::name).collect(),
            });
        }
        let mut bytes = self.closing(&file, &header)?.to_vec();
        bytes.extend(header.lines(entries));
        self.write_at_end(&file, &bytes)?;
        Ok(Appended::default())
    }

    /// What it takes to end the last line.
    pub(super) fn closing(
        &self,
        mut file: &File,
        header: &Header,
    ) -> Result<&'static [u8], StoreError> {
        let mut last = [0];
        file.seek(SeekFrom::End(-1))
            .and_then(|_| file.read_exact(&mut last))
            .map_err(|cause| self.failed(Doing::Read, cause))?;
        Ok(match last {
            [b'\n'] => b"",
            // Torn in the middle of its line end.
            [b'\r'] => b"\n",
            _ => header.line_end().bytes(),
        })
    }

    /// One write at the end, and the disk's word for it.
    pub(super) fn write_at_end(&self, mut file: &File, bytes: &[u8]) -> Result<(), StoreError> {
        let failed = |cause| self.failed(Doing::Write, cause);
        let before = file.metadata().map_err(failed)?.len();
        place::within_limit(before.saturating_add(bytes.len() as u64)).map_err(failed)?;
        match file.write_all(bytes).and_then(|()| place::sync(file)) {
            Ok(()) => Ok(()),
            Err(cause) => match cut_back(file, before) {
                Ok(()) => Err(failed(cause)),
                Err(undo) => Err(StoreError::Torn {
                    path: self.path().to_owned(),
                    cause,
                    undo,
                }),
            },
        }
    }

    pub(super) fn failed(&self, doing: Doing, cause: io::Error) -> StoreError {
        StoreError::io(self.path(), doing, cause)
    }
}

/// Takes back what was written after the first `length` bytes: the sync may
/// have failed with the row already in the file, and a retry would double it.
fn cut_back(file: &File, length: u64) -> io::Result<()> {
    file.set_len(length)?;
    // The next look at the file must find it so, also after a power cut; if
    // the disk cannot say, the error that led here is the one to report.
    let _ = file.sync_all();
    Ok(())
}
