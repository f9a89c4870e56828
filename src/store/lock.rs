//! The lock: held on a sidecar file, so that it outlives the log itself being
//! replaced by a rename.

use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::error::{Doing, NotALog, StoreError};
use super::file::LogFile;
use super::place;

/// A log whose lock is held; letting go of the value lets go of the lock.
#[derive(Debug)]
pub struct LockedLog {
    log: LogFile,
    /// The file behind all symbolic links.
    real: PathBuf,
    /// The lock; `None` on a file system that knows no locks.
    _lock: Option<File>,
}

impl LockedLog {
    /// Locks a log that may not be there yet, in a folder that may not be either.
    pub(super) fn create(log: &LogFile) -> Result<Self, StoreError> {
        place::make_folder(log.path())
            .map_err(|cause| StoreError::io(place::folder_of(log.path()), Doing::Folder, cause))?;
        let real = find(log)?;
        if real.is_file() {
            // No lock file beside another program's file, either. What the
            // header says is read again under the lock.
            log.header()?;
        }
        Self::take(log, real)
    }

    fn take(log: &LogFile, real: PathBuf) -> Result<Self, StoreError> {
        let path = place::lock_of(&real);
        let failed = |cause| StoreError::io(&path, Doing::Lock, cause);
        let file = open(&path).map_err(failed)?;
        let lock = match file.lock() {
            Ok(()) => Some(file),
            Err(error) if error.kind() == ErrorKind::Unsupported => None,
            Err(error) => return Err(failed(error)),
        };
        Ok(Self {
            log: log.clone(),
            real,
            _lock: lock,
        })
    }

    /// The log, for reading it under the lock.
    #[must_use]
    pub const fn log(&self) -> &LogFile {
        &self.log
    }

    /// The path as it was given, for messages.
    pub(super) fn path(&self) -> &Path {
        self.log.path()
    }

    /// The file behind all symbolic links.
    pub(super) fn real(&self) -> &Path {
        &self.real
    }
}

impl LogFile {
    /// Waits for the lock and holds it until the value is dropped, so that
    /// nothing comes between reading and rewriting.
    ///
    /// # Errors
    /// When there is no such file, or it cannot be locked.
    pub fn lock(&self) -> Result<LockedLog, StoreError> {
        if !self.exists()? {
            return Err(StoreError::Missing {
                path: self.path().to_owned(),
            });
        }
        LockedLog::take(self, find(self)?)
    }
}

/// The file behind all symbolic links. A folder or a device is refused before
/// there is a lock file beside it.
fn find(log: &LogFile) -> Result<PathBuf, StoreError> {
    let real = place::real(log.path()).map_err(|cause| log.failed(Doing::Write, cause))?;
    match std::fs::metadata(&real) {
        Ok(found) if found.is_dir() => Err(StoreError::not_a_log(log.path(), NotALog::Folder)),
        Ok(found) if !found.is_file() => Err(StoreError::not_a_log(log.path(), NotALog::Special)),
        _ => Ok(real),
    }
}

/// Opens the lock file, making it if need be. It stays: whoever removed it
/// could let two writers in, each with a lock of its own.
fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        // Another user's lock file: reading it is enough to lock it.
        Err(error) if error.kind() == ErrorKind::PermissionDenied => {
            File::open(path).map_err(|_| error)
        }
        result => result,
    }
}
