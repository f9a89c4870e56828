//! The CSV file: read whole, rows that keep their bytes, append, atomic replacement.
//!
//! It is written under the lock of a sidecar file, by one append or by a temporary file and a
//! rename. Nothing here knows of clocks, terminals, commands or what the numbers mean.

mod check;
mod column;
mod error;
mod fields;
mod fs;
mod header;
mod lock;
mod merge;
mod repair;
mod row;
#[cfg(test)]
mod tests;
mod write;

use std::fs::File;
use std::io::{self, ErrorKind, Read as _};
use std::ops::Range;
use std::path::{Path, PathBuf};

pub use check::{Finding, FindingKind, Findings, Fix, check, is_other_scale};
pub use column::{Column, for_spreadsheet, on_one_line};
pub use error::{LogError, Problem, ProblemKind};
pub use fields::is_of_conflict;
pub use fs::{close_to_others, is_one_file, open_to_others, write, write_new};
pub use header::{Header, LookAlike, TimeOfDay};
pub use lock::Lock;
#[cfg(feature = "internals")]
pub use lock::wait_quietly;
pub use merge::Merge;
pub use row::Row;
use row::Rows;
pub use write::{Added, append, newest_copy};

use error::{NotALog, Operation};

/// A larger file is not a log: a hundred years of three rows a day are 4 MB.
const MOST_BYTES: u64 = 256 * 1024 * 1024;

/// What a log holds; nothing is parsed ahead but its first line.
#[derive(Debug, Clone)]
pub struct Log {
    /// The path as given.
    pub path: PathBuf,
    pub bytes: Vec<u8>,
    /// That of a new log where the file holds nothing yet.
    pub header: Header,
}

impl Log {
    /// Reads the log at this path; `None` if there is no file.
    ///
    /// # Errors
    /// When it cannot be read, or is not a log.
    pub fn open(path: &Path) -> Result<Option<Self>, LogError> {
        match read(path)? {
            Some(bytes) => Self::of(path, bytes).map(Some),
            None => Ok(None),
        }
    }

    /// Reads the log at this path, which must be there.
    ///
    /// # Errors
    /// Those of [`Self::open`].
    pub fn there(path: &Path) -> Result<Self, LogError> {
        Self::open(path)?.ok_or_else(|| LogError::Missing { path: path.to_owned() })
    }

    /// The log of these bytes; `path` stands in errors.
    ///
    /// # Errors
    /// When it is not a log.
    pub fn of(path: &Path, bytes: Vec<u8>) -> Result<Self, LogError> {
        let header = if header::is_empty(&bytes) {
            Header::default()
        } else {
            let line = memchr::memchr(b'\n', &bytes).map_or(bytes.len(), |at| at + 1);
            Header::parse(&bytes[..line]).map_err(|why| LogError::not_a_log(path, why))?
        };
        Ok(Self { path: path.to_owned(), bytes, header })
    }

    /// Whether the file holds nothing yet, not even a header.
    pub fn is_empty(&self) -> bool {
        header::is_empty(&self.bytes)
    }

    /// All of its bytes, with others in some places, which come in order.
    pub fn with<'b>(&self, places: impl Iterator<Item = (Range<usize>, &'b [u8])>) -> Vec<u8> {
        let mut new = Vec::with_capacity(self.bytes.len());
        let mut copied = 0;
        for (place, bytes) in places {
            new.extend_from_slice(&self.bytes[copied..place.start]);
            new.extend_from_slice(bytes);
            copied = place.end;
        }
        new.extend_from_slice(&self.bytes[copied..]);
        new
    }

    /// Its rows, parsed one by one; blank lines are skipped.
    pub fn rows(&self) -> Rows<'_> {
        let start = if self.is_empty() { self.bytes.len() } else { self.header.bytes.len() };
        Rows::new(self, start)
    }
}

/// All bytes of a file; `None` if it does not exist.
///
/// # Errors
/// When it is not a regular file, is too large, or cannot be read.
pub fn read(path: &Path) -> Result<Option<Vec<u8>>, LogError> {
    let failed = |cause| LogError::io(path, Operation::Read, cause);
    let refuse = |why| Err(LogError::not_a_log(path, why));
    // Looked at before it is opened: a pipe would wait for a writer.
    let found = match std::fs::metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        found => found.map_err(failed)?,
    };
    if found.is_dir() {
        return refuse(NotALog::Folder);
    }
    if !found.is_file() {
        return refuse(NotALog::Special);
    }
    if found.len() > MOST_BYTES {
        return refuse(NotALog::Large);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(found.len()).unwrap_or(0));
    let file = File::open(path).map_err(failed)?;
    file.take(MOST_BYTES).read_to_end(&mut bytes).map_err(failed)?;
    Ok(Some(bytes))
}

/// Whether `path` is the log by another name, its lock or its temporary file.
///
/// # Errors
/// When the system does not say where one of them is.
pub fn owns(log: &Path, path: &Path) -> io::Result<bool> {
    let (Some(log), Some(other)) = (fs::find(log)?, fs::find(path)?) else {
        return Ok(false);
    };
    let own = [fs::beside(&log, fs::LOCK), fs::beside(&log, fs::TEMPORARY), log];
    Ok(own.iter().any(|own| *own == other || fs::is_one_file(own, &other)))
}

/// Whether a file is a log, or has the name of a copy of one.
pub fn is_log_or_copy(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.is_file()
        && (name.contains(write::COPY)
            || matches!(Log::open(path), Ok(Some(log)) if !log.is_empty()))
}

/// Logs beside this one whose names begin as its own does and say that a sync program found
/// a conflict.
pub fn conflicting_copies(path: &Path) -> Vec<Log> {
    let Ok(real) = fs::real(path) else {
        return Vec::new();
    };
    let stem = real.file_stem().unwrap_or_default().to_string_lossy();
    let files = std::fs::read_dir(fs::folder_of(&real)).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = files.map(|file| file.path()).collect();
    paths.retain(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        *path != real && name.starts_with(&*stem) && name.to_lowercase().contains("conflict")
    });
    paths.sort_unstable();
    paths.iter().filter_map(|path| Log::open(path).ok()?).filter(|log| !log.is_empty()).collect()
}
