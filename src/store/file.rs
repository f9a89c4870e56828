//! A log by its path. What can be done with it is written where it is done:
//! reading, appending, locking, rewriting.

use std::io;
use std::path::{Path, PathBuf};

use super::error::{Doing, NotALog, StoreError};

/// A log file by its path, there or not yet.
#[derive(Debug, Clone)]
pub struct LogFile {
    path: PathBuf,
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
            .map_err(|cause| self.failed(Doing::Read, cause))
    }

    /// Refuses a folder, a device or a pipe before it is opened: opening a pipe
    /// waits for a writer.
    pub(super) fn refuse_special(&self) -> Result<(), StoreError> {
        match std::fs::metadata(&self.path) {
            Ok(found) if found.is_dir() => Err(StoreError::not_a_log(&self.path, NotALog::Folder)),
            Ok(found) if !found.is_file() => {
                Err(StoreError::not_a_log(&self.path, NotALog::Special))
            }
            _ => Ok(()),
        }
    }

    pub(super) fn failed(&self, doing: Doing, cause: io::Error) -> StoreError {
        StoreError::io(&self.path, doing, cause)
    }
}
