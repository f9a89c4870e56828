//! Writing a log, under its lock: rows added with one write at its end, and all of it
//! replaced, unless another program has changed it.

use std::fs::{File, Metadata, OpenOptions, read_dir, remove_file};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use super::column::ColumnKind;
use super::error::{LogError, NotALog, Operation};
use super::fields::Splitter;
use super::header::{Header, TimeOfDay, without_line_end};
use super::lock::{Lock, OnWait};
use super::row::{LONGEST_ROW, Row};
use super::{Log, fs};
use crate::domain::Entry;

/// What an append did to the file besides adding rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Appended {
    /// There was no file before.
    pub created: bool,
    /// Columns that were added at the end of the header.
    pub columns_added: Vec<&'static str>,
}

/// Adds rows to the log at this path, and creates the file if it does not exist.
///
/// # Errors
/// Where it returns one the file is as it was, unless the error says otherwise.
pub fn append(
    path: &Path,
    entries: &[Entry],
    time: TimeOfDay,
    on_wait: OnWait<'_>,
) -> Result<Appended, LogError> {
    if entries.is_empty() {
        return Ok(Appended::default());
    }
    let lock = Lock::create(path, on_wait)?;
    let added = Added::new(Log::open(path)?.as_ref(), entries, time)?;
    let created = lock.add_lines(&added.header, &added.lines)?;
    Ok(Appended { created, columns_added: added.columns })
}

/// Rows as lines of a log, and its header with the columns that they need.
pub struct Added {
    pub header: Header,
    /// The lines with their ends.
    pub lines: Vec<u8>,
    /// The columns that the header lacked.
    pub columns: Vec<&'static str>,
}

impl Added {
    /// Entries for a log, or for a new one.
    ///
    /// # Errors
    /// When the header cannot have the columns.
    pub fn new(log: Option<&Log>, entries: &[Entry], time: TimeOfDay) -> Result<Self, LogError> {
        let Some(log) = log.filter(|log| !log.is_empty()) else {
            let header = Header::of(entries);
            let lines = header.lines(entries, false);
            return Ok(Self { header, lines, columns: Vec::new() });
        };
        let missing = log.header.missing(entries, time);
        let columns: Vec<&'static str> = missing.into_iter().map(super::Column::name).collect();
        let mut header = log.header.clone();
        if !columns.is_empty() {
            let names: Vec<Vec<u8>> = columns.iter().map(|name| (*name).into()).collect();
            header = header.extended(&names, log.widest()).map_err(|why| match why {
                NotALog::LongLine => {
                    LogError::LongHeader { path: log.path.clone(), columns: columns.join(", ") }
                }
                why => LogError::not_a_log(&log.path, why),
            })?;
        }
        let lines = header.lines(entries, log.has_decimal_commas());
        Ok(Self { header, lines, columns })
    }
}

impl Log {
    /// The log with these lines at its end, below this header.
    #[must_use]
    pub fn and_lines(&self, header: &Header, lines: &[u8]) -> Self {
        let rows = if self.is_empty() { &[] } else { &self.bytes[self.header.bytes.len()..] };
        let end = if self.is_empty() { &[] } else { self.line_end() };
        let bytes = [&*header.bytes, rows, end, lines].concat();
        Self { path: self.path.clone(), bytes, header: header.clone() }
    }

    /// Whether an amount of this file has a decimal comma.
    pub fn has_decimal_commas(&self) -> bool {
        let columns = &self.header.columns;
        let is_amount = |index: usize| {
            let column = columns.get(index).copied().flatten();
            column.is_some_and(|column| column.kind() == ColumnKind::Amount)
        };
        let mut splitter = Splitter::new(self.header.separator);
        let has_comma = |row: Row<'_>| {
            let mut found = false;
            splitter.each(without_line_end(row.bytes), |index, field| {
                found |= is_amount(index) && field.contains(&b',');
            });
            found
        };
        self.header.has_decimal_comma() && self.rows().any(has_comma)
    }

    /// The fields of the longest row, up to the last that holds anything.
    pub fn widest(&self) -> usize {
        let mut splitter = Splitter::new(self.header.separator);
        let mut widest = 0;
        for row in self.rows() {
            let mut width = 0;
            let is_row = splitter.each(without_line_end(row.bytes), |index, field| {
                if !field.trim_ascii().is_empty() {
                    width = index + 1;
                }
            });
            if is_row {
                widest = widest.max(width);
            }
        }
        widest
    }
}

fn refuse_long_rows(lines: &[u8]) -> Result<(), LogError> {
    let is_long = |line: &[u8]| line.len() > LONGEST_ROW;
    let any = lines.len() > LONGEST_ROW && lines.split(|byte| *byte == b'\n').any(is_long);
    if any { Err(LogError::LongRow) } else { Ok(()) }
}

impl Lock {
    /// Adds lines, given with their ends; `header` is written in the place of the log's own
    /// where it is another. Whether there was no file before.
    ///
    /// # Errors
    /// Where it returns one the file is as it was, unless the error says otherwise.
    pub fn add_lines(&self, header: &Header, lines: &[u8]) -> Result<bool, LogError> {
        refuse_long_rows(lines)?;
        let Some(log) = Log::open(&self.path)? else {
            let all = [&*header.bytes, lines].concat();
            let failed = |cause| self.failed(Operation::Create, cause);
            // Not where a program that takes no lock has made one meanwhile.
            return match self.temporary(&all, None)?.persist_noclobber(&self.real) {
                Ok(()) => {
                    fs::sync_folder(fs::folder_of(&self.real));
                    Ok(true)
                }
                Err(error) if error.error.kind() == ErrorKind::AlreadyExists => {
                    drop(error);
                    self.add_lines(header, lines)
                }
                Err(error) => Err(failed(error.error)),
            };
        };
        if log.is_empty() {
            self.write_at_end(&[&*header.bytes, lines].concat())?;
        } else if log.header.bytes == header.bytes {
            self.write_at_end(&[log.line_end(), lines].concat())?;
        } else {
            self.replace(&log.bytes, &log.and_lines(header, lines).bytes)?;
        }
        Ok(false)
    }

    /// Appends with one write, then syncs; cuts off again what did not get there whole.
    fn write_at_end(&self, bytes: &[u8]) -> Result<(), LogError> {
        let failed = |cause| self.failed(Operation::Write, cause);
        fs::survive_file_size_limit();
        let mut file = OpenOptions::new().append(true).open(&self.real).map_err(failed)?;
        let before = file.metadata().map_err(failed)?.len();
        let Err(cause) = file.write_all(bytes).and_then(|()| fs::sync(&file)) else {
            return Ok(());
        };
        match file.set_len(before) {
            Ok(()) => {
                // The file must be found so after a power cut, too; if the disk
                // cannot say, the error that led here is the one to report.
                let _ = file.sync_all();
                Err(failed(cause))
            }
            Err(undo) => Err(LogError::Torn { path: self.path.clone(), cause, undo }),
        }
    }

    /// Replaces the log, all or nothing, by a temporary file and a rename.
    ///
    /// # Errors
    /// When it no longer holds the `old` bytes; then, and on every other error, it stays as
    /// it is.
    pub fn replace(&self, old: &[u8], new: &[u8]) -> Result<(), LogError> {
        let failed = |cause| self.failed(Operation::Write, cause);
        // A rename would replace a file that may not be written, too.
        let found = OpenOptions::new()
            .write(true)
            .open(&self.real)
            .and_then(|file| file.metadata())
            .map_err(|cause| match cause.kind() {
                ErrorKind::NotFound => self.failed(Operation::Read, cause),
                _ => failed(cause),
            })?;
        let temporary = self.temporary(new, Some(&found))?;
        let now = std::fs::read(&self.real).map_err(|cause| self.failed(Operation::Read, cause))?;
        if now != old {
            return Err(LogError::Changed { path: self.path.clone() });
        }
        temporary.persist(&self.real).map_err(|error| failed(error.error))?;
        fs::sync_folder(fs::folder_of(&self.real));
        Ok(())
    }

    /// The same, with a dated copy of the old bytes beside the log. `stamp` is such as
    /// `2026-11-22T0730`.
    ///
    /// # Errors
    /// Those of [`Self::replace`], and when the copy cannot be made.
    pub fn replace_with_copy(
        &self,
        old: &[u8],
        new: &[u8],
        stamp: &str,
    ) -> Result<PathBuf, LogError> {
        let mut copy = fs::beside(&self.real, &format!("{COPY}{stamp}"));
        for nth in 2.. {
            match fs::write_new(&copy, old) {
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                    copy = fs::beside(&self.real, &format!("{COPY}{stamp}-{nth}"));
                }
                Err(cause) => return Err(LogError::io(&copy, Operation::Copy, cause)),
                Ok(()) => break,
            }
        }
        if let Err(error) = self.replace(old, new) {
            let _ = remove_file(&copy);
            return Err(error);
        }
        self.thin_copies(&copy);
        Ok(copy)
    }

    /// Removes all but the newest copies. An error here does not fail the write.
    fn thin_copies(&self, newest: &Path) {
        let others = copies(&self.real).into_iter().rev().filter(|path| path != newest);
        for path in others.skip(COPIES - 1) {
            let _ = remove_file(path);
        }
    }

    /// A file beside the log that is to take its place. Its name is fixed, so a crash
    /// leaves at most one behind, and the next rewrite begins by removing it.
    fn temporary(
        &self,
        bytes: &[u8],
        old: Option<&Metadata>,
    ) -> Result<tempfile::TempPath, LogError> {
        let mut path = fs::beside(&self.real, fs::TEMPORARY);
        if self.file.is_none() {
            // Without a lock another writer may have the fixed name in use.
            path = fs::beside(&path, &format!("-{}", std::process::id()));
        }
        let failed = |cause| LogError::io(&path, Operation::Temporary, cause);
        match remove_file(&path) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(failed(error)),
            _ => {}
        }
        fs::temporary(&path, bytes, |file| old.map_or(Ok(()), |old| take_over(file, old)))
            .map_err(failed)
    }

    fn failed(&self, operation: Operation, cause: io::Error) -> LogError {
        LogError::io(&self.path, operation, cause)
    }
}

/// The dated copies of a log, oldest first.
fn copies(log: &Path) -> Vec<PathBuf> {
    let name = log.file_name().unwrap_or_default();
    let prefix = [name.as_encoded_bytes(), COPY.as_bytes()].concat();
    let files = read_dir(fs::folder_of(log)).into_iter().flatten().flatten();
    // A digit behind it: what a person named otherwise is theirs.
    let ours = files.filter(|file| {
        let name = file.file_name();
        let stamp = name.as_encoded_bytes().strip_prefix(&*prefix);
        stamp.and_then(<[u8]>::first).is_some_and(u8::is_ascii_digit)
    });
    let dated = ours.filter_map(|file| Some((file.metadata().ok()?.modified().ok()?, file.path())));
    let mut dated: Vec<_> = dated.collect();
    dated.sort_unstable();
    dated.into_iter().map(|(_, path)| path).collect()
}

/// The newest copy that an edit or a fix has left beside a log.
pub fn newest_copy(log: &Path) -> Option<PathBuf> {
    copies(&fs::real(log).ok()?).pop()
}

/// What stands between a log's name and the stamp of a copy.
pub const COPY: &str = ".backup-";
/// Copies that stay.
const COPIES: usize = 10;

impl Log {
    /// What a new row needs before it: a torn last line is closed, never glued to it.
    fn line_end(&self) -> &'static [u8] {
        match self.bytes.last() {
            Some(b'\n') => b"",
            // Torn in the middle of its line end.
            Some(b'\r') => b"\n",
            _ => self.header.line_end,
        }
    }
}

/// Takes over the mode, and the owner as far as the system lets it.
fn take_over(file: &File, old: &Metadata) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt as _, fchown};
        // Only a privileged user may give a file away; the group is tried
        // by itself, because a member may set it.
        let _ = fchown(file, None, Some(old.gid()));
        let _ = fchown(file, Some(old.uid()), None);
    }
    file.set_permissions(old.permissions())
}
