//! Writing a log, under its lock: rows added with one write at its end, and places
//! of it replaced, unless another program has changed it.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::Path;

use super::error::{LogError, NotALog, Operation};
use super::fs::{self, NewFile};
use super::header::{Header, TimeOfDay, without_line_end};
use super::lock::{LockedLog, OnWait};
use super::read::{Lines, LogFile, SMALL_BUFFER};
use super::rows::LONGEST_ROW;
use super::tokens::Tokenizer;
use crate::domain::Entry;

/// What an append did to the file besides adding rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Appended {
    /// There was no file before.
    pub created: bool,
    /// Columns that were added at the end of the header.
    pub columns_added: Vec<&'static str>,
}

/// A place of a log with other bytes in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Where it begins, in bytes.
    pub start: u64,
    /// What is there now.
    pub old: Vec<u8>,
    /// What is to be there.
    pub new: Vec<u8>,
}

impl LogFile {
    /// Adds rows, and makes the file where there is none.
    ///
    /// # Errors
    /// Where it returns one the file is as it was, unless the error says otherwise.
    pub fn append(
        &self,
        entries: &[Entry],
        time: TimeOfDay,
        on_wait: OnWait<'_>,
    ) -> Result<Appended, LogError> {
        if entries.is_empty() {
            return Ok(Appended::default());
        }
        LockedLog::create(self, on_wait)?.append(entries, time)
    }
}

fn refuse_long_rows(lines: &[u8]) -> Result<(), LogError> {
    let is_long = |line: &[u8]| line.len() > LONGEST_ROW;
    let any = lines.len() > LONGEST_ROW && lines.split(|byte| *byte == b'\n').any(is_long);
    if any { Err(LogError::LongRow) } else { Ok(()) }
}

impl LockedLog {
    fn append(&self, entries: &[Entry], time: TimeOfDay) -> Result<Appended, LogError> {
        let Some(file) = self.open_to_append()? else {
            let header = Header::of(entries);
            if self.create_file(&[&*header.bytes, &header.lines(entries)].concat())? {
                return Ok(Appended { created: true, columns_added: Vec::new() });
            }
            return self.append(entries, time);
        };
        let header = self.header_of(&file)?;
        let Some(header) = header.as_ref() else {
            // Without a byte, or with a byte order mark alone.
            let header = Header::of(entries);
            let bytes = [&*header.bytes, &header.lines(entries)].concat();
            return self.write_at_end(&file, &bytes).map(|()| Appended::default());
        };
        let missing = header.missing(entries, time);
        if missing.is_empty() {
            let rows = header.lines(entries);
            let bytes = [self.line_end(&file, header)?, &rows].concat();
            return self.write_at_end(&file, &bytes).map(|()| Appended::default());
        }
        let names: Vec<Vec<u8>> = missing.iter().map(|column| column.name().into()).collect();
        let widest = self.widest(header)?;
        let extended = header.extended(&names, widest).map_err(|why| match why {
            NotALog::LongLine => LogError::LongHeader {
                path: self.log.path.clone(),
                columns: missing.iter().map(|c| c.name()).collect::<Vec<_>>().join(", "),
            },
            why => LogError::not_a_log(&self.log.path, why),
        })?;
        let rows = extended.lines(entries);
        self.extend(file, header, extended, &rows)?;
        Ok(Appended {
            created: false,
            columns_added: missing.into_iter().map(super::Column::name).collect(),
        })
    }

    /// Adds lines, given with their ends, to a log that is there, or was made
    /// meanwhile; `header` is written in the place of its own where it is another.
    ///
    /// # Errors
    /// Where it returns one the file is as it was, unless the error says otherwise.
    pub fn add_lines(&self, header: &Header, lines: &[u8]) -> Result<(), LogError> {
        let Some(file) = self.open_to_append()? else {
            return match self.create_file(&[&*header.bytes, lines].concat())? {
                true => Ok(()),
                false => self.add_lines(header, lines),
            };
        };
        match self.header_of(&file)?.as_ref() {
            Some(old) if old.bytes == header.bytes => {
                let bytes = [self.line_end(&file, old)?, lines].concat();
                self.write_at_end(&file, &bytes)
            }
            Some(old) => self.extend(file, old, header.clone(), lines),
            None => self.write_at_end(&file, &[&*header.bytes, lines].concat()),
        }
    }

    /// Puts another header in the place of the file's, and lines at its end.
    fn extend(&self, file: File, old: &Header, new: Header, lines: &[u8]) -> Result<(), LogError> {
        refuse_long_rows(lines)?;
        let length = file.metadata().map_err(|cause| self.failed(Operation::Read, cause))?.len();
        let end = self.line_end(&file, old)?;
        // Some systems rename over no file that is open.
        drop(file);
        self.replace(
            length,
            &[
                Edit { start: 0, old: old.bytes.clone(), new: new.bytes },
                Edit { start: length, old: Vec::new(), new: [end, lines].concat() },
            ],
        )
    }

    /// The fields of the longest row, up to the last that holds anything.
    fn widest(&self, header: &Header) -> Result<usize, LogError> {
        let mut tokenizer = Tokenizer::new(header.separator);
        let mut widest = 0;
        let mut lines = self.log.lines()?;
        while let Some(line) = lines.next_line()? {
            let Some(fields) = tokenizer.split(without_line_end(line.bytes)) else {
                continue;
            };
            let used = fields.iter().enumerate();
            let used = used.filter(|(_, text)| !text.trim_ascii().is_empty()).last();
            widest = widest.max(used.map_or(0, |(index, _)| index + 1));
        }
        Ok(widest)
    }

    fn header_of(&self, file: &File) -> Result<Option<Header>, LogError> {
        let lines = Lines::begin(file, &self.log.path, SMALL_BUFFER)?;
        Ok(lines.header().cloned())
    }

    /// The log for appending; `None` where there is none.
    fn open_to_append(&self) -> Result<Option<File>, LogError> {
        let failed = |cause| self.failed(Operation::Write, cause);
        let file = match OpenOptions::new().read(true).append(true).open(&self.real) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            result => result.map_err(failed)?,
        };
        if file.metadata().map_err(failed)?.is_file() {
            Ok(Some(file))
        } else {
            Err(LogError::not_a_log(&self.log.path, NotALog::Special))
        }
    }

    /// What a new row needs before it: a torn last line is closed, never glued to it.
    fn line_end(&self, mut file: &File, header: &Header) -> Result<&'static [u8], LogError> {
        let mut last = [0];
        file.seek(SeekFrom::End(-1))
            .and_then(|_| file.read_exact(&mut last))
            .map_err(|cause| self.failed(Operation::Read, cause))?;
        Ok(match last {
            [b'\n'] => b"",
            // Torn in the middle of its line end.
            [b'\r'] => b"\n",
            _ => header.line_end,
        })
    }

    /// Appends with one write, then syncs; cuts off again what did not get there whole.
    fn write_at_end(&self, mut file: &File, bytes: &[u8]) -> Result<(), LogError> {
        refuse_long_rows(bytes)?;
        let failed = |cause| self.failed(Operation::Write, cause);
        let before = file.metadata().map_err(failed)?.len();
        fs::within_limit(before.saturating_add(bytes.len() as u64)).map_err(failed)?;
        let Err(cause) = file.write_all(bytes).and_then(|()| fs::sync(file)) else {
            return Ok(());
        };
        match file.set_len(before) {
            Ok(()) => {
                // The file must be found so after a power cut, too; if the disk
                // cannot say, the error that led here is the one to report.
                let _ = file.sync_all();
                Err(failed(cause))
            }
            Err(undo) => Err(LogError::Torn { path: self.log.path.clone(), cause, undo }),
        }
    }

    /// Makes the log with these bytes; not where a program that takes no lock has
    /// made one meanwhile.
    fn create_file(&self, bytes: &[u8]) -> Result<bool, LogError> {
        refuse_long_rows(bytes)?;
        let failed = |cause| self.failed(Operation::Create, cause);
        let mut temporary = self.temporary()?;
        temporary.write(bytes).and_then(|()| temporary.close()).map_err(failed_at(&temporary))?;
        // A link never replaces a file, a rename would.
        match std::fs::hard_link(&temporary.path, &self.real) {
            Ok(()) => fs::sync_folder(fs::folder_of(&self.real)),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => return Ok(false),
            // A file system without links.
            Err(_) if self.real.try_exists().map_err(failed)? => return Ok(false),
            Err(_) => temporary.rename(&self.real).map_err(failed)?,
        }
        Ok(true)
    }

    /// Replaces places of the log, given in order, all or nothing: by a temporary
    /// file and a rename. Every other byte stays as it is.
    ///
    /// # Errors
    /// When the log is no longer `length` bytes long, or has other bytes there; then,
    /// and on every other error, it stays as it is.
    pub fn replace(&self, length: u64, edits: &[Edit]) -> Result<(), LogError> {
        let failed = |cause| self.failed(Operation::Read, cause);
        let changed = || LogError::Changed { path: self.log.path.clone() };
        let opened = OpenOptions::new().read(true).write(true).open(&self.real);
        let mut file = opened.map_err(|cause| match cause.kind() {
            ErrorKind::NotFound => failed(cause),
            _ => self.failed(Operation::Write, cause),
        })?;
        let found = file.metadata().map_err(failed)?;
        if found.len() != length {
            return Err(changed());
        }
        let mut temporary = self.temporary()?;
        let mut at = 0;
        for edit in edits {
            let before = edit.start.checked_sub(at).ok_or_else(changed)?;
            self.copy(&mut (&file).take(before), &mut temporary)?;
            let mut there = Vec::with_capacity(edit.old.len());
            let mut place = (&file).take(edit.old.len() as u64);
            place.read_to_end(&mut there).map_err(failed)?;
            if there != edit.old {
                return Err(changed());
            }
            temporary.write(&edit.new).map_err(failed_at(&temporary))?;
            at = edit.start + edit.old.len() as u64;
        }
        self.copy(&mut file, &mut temporary)?;
        take_over(&temporary, &found)
            .and_then(|()| temporary.close())
            .map_err(failed_at(&temporary))?;
        // Some systems rename over no file that is open.
        drop(file);
        let failed = |cause| self.failed(Operation::Write, cause);
        if !is_untouched(&self.real, &found).map_err(failed)? {
            return Err(changed());
        }
        temporary.rename(&self.real).map_err(failed)
    }

    /// A file beside the log that is to take its place. Its name is fixed, so a crash
    /// leaves at most one behind, and the next rewrite begins by removing it.
    fn temporary(&self) -> Result<NewFile, LogError> {
        let mut path = fs::beside(&self.real, fs::TEMPORARY);
        if self.lock.is_none() {
            // Without a lock another writer may have the fixed name in use.
            path = fs::beside(&path, &format!("-{}", std::process::id()));
        }
        let removed = match std::fs::remove_file(&path) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        };
        let file = removed.and_then(|()| NewFile::create(&path));
        file.map_err(|cause| LogError::io(&path, Operation::Temporary, cause))
    }

    fn copy(&self, source: &mut dyn Read, to: &mut NewFile) -> Result<(), LogError> {
        let copied = to.copy(source).map_err(failed_at(to))?;
        copied.map_err(|cause| self.failed(Operation::Read, cause))
    }

    /// Releases the lock and removes its file: for logs that no other program uses.
    pub fn discard(self) {
        let path = fs::beside(&self.real, fs::LOCK);
        drop(self);
        let _ = std::fs::remove_file(path);
    }

    fn failed(&self, operation: Operation, cause: io::Error) -> LogError {
        self.log.failed(operation, cause)
    }
}

/// Whether the file at `path` is the one that was found, and as it was then.
fn is_untouched(path: &Path, found: &Metadata) -> io::Result<bool> {
    let now = std::fs::metadata(path)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        if (now.dev(), now.ino()) != (found.dev(), found.ino()) {
            return Ok(false);
        }
    }
    Ok(now.len() == found.len() && now.modified().ok() == found.modified().ok())
}

/// Takes over the mode, and the owner as far as the system lets it.
fn take_over(temporary: &NewFile, found: &Metadata) -> io::Result<()> {
    let Some(file) = temporary.file() else {
        return Ok(());
    };
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt as _, fchown};
        // Only a privileged user may give a file away; the group is tried
        // by itself, because a member may set it.
        let _ = fchown(file, None, Some(found.gid()));
        let _ = fchown(file, Some(found.uid()), None);
    }
    file.set_permissions(found.permissions())
}

fn failed_at(temporary: &NewFile) -> impl FnOnce(io::Error) -> LogError + use<> {
    let path = temporary.path.clone();
    move |cause| LogError::io(&path, Operation::Temporary, cause)
}
