//! The lock: held on a sidecar file, so that it outlives the log itself being
//! replaced by a rename.

use core::time::Duration;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::Log;
use super::error::{LogError, NotALog, Operation};
use super::fs;

/// Called while another program holds the lock, with the lock's file and how long
/// it has been waited for. Breaking off gives up.
pub type OnWait<'a> = &'a mut dyn FnMut(&Path, Duration) -> ControlFlow<()>;

/// An [`OnWait`] that writes nothing, for tests and benchmarks.
#[cfg(any(test, feature = "internals"))]
pub const fn wait_quietly(_: &Path, _: Duration) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// The first wait for a lock, doubled up to the longest.
const FIRST_WAIT: Duration = Duration::from_millis(1);
const LONGEST_WAIT: Duration = Duration::from_millis(50);
/// A lock that is held for so long is not waited for any longer.
const GIVE_UP: Duration = Duration::from_secs(30);

/// The lock of a log; dropped, it is released. Only through it is a log written.
#[derive(Debug)]
pub struct Lock {
    /// The log's path as given.
    pub path: PathBuf,
    /// The file behind all symbolic links.
    pub real: PathBuf,
    /// `None` on a file system that knows no locks.
    pub file: Option<File>,
}

impl Lock {
    /// Locks a log that is there.
    ///
    /// # Errors
    /// When the log does not exist, or cannot be locked.
    pub fn take(path: &Path, on_wait: OnWait<'_>) -> Result<Self, LogError> {
        refuse_special(path)?;
        let real = fs::real(path).map_err(|cause| LogError::io(path, Operation::Read, cause))?;
        if !real.exists() {
            return Err(LogError::Missing { path: path.to_owned() });
        }
        Self::wait(path, real, on_wait)
    }

    /// Locks a log that may not be there yet, in a folder that may not be either.
    ///
    /// # Errors
    /// When it cannot be locked, or is not a log.
    pub fn create(path: &Path, on_wait: OnWait<'_>) -> Result<Self, LogError> {
        refuse_special(path)?;
        let failed = |cause| LogError::io(path, Operation::Write, cause);
        let target = fs::followed(path).map_err(failed)?;
        let folder = fs::folder_of(&target);
        fs::create_folder(folder)
            .map_err(|cause| LogError::io(folder, Operation::Folder, cause))?;
        // No lock file beside another program's file, either. What the header says is read
        // again under the lock.
        Log::open(path)?;
        Self::wait(path, fs::real(path).map_err(failed)?, on_wait)
    }

    fn wait(log: &Path, real: PathBuf, on_wait: OnWait<'_>) -> Result<Self, LogError> {
        let path = fs::beside(&real, fs::LOCK);
        let failed = |cause| LogError::Io { path: path.clone(), operation: Operation::Lock, cause };
        let file = open(&path).map_err(failed)?;
        let (mut waited, mut wait) = (Duration::ZERO, FIRST_WAIT);
        let file = loop {
            match file.try_lock() {
                Ok(()) => break Some(file),
                Err(TryLockError::WouldBlock) => {
                    if waited >= GIVE_UP || on_wait(&path, waited).is_break() {
                        return Err(LogError::Busy { path });
                    }
                    std::thread::sleep(wait);
                    waited += wait;
                    wait = (wait * 2).min(LONGEST_WAIT);
                }
                Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Interrupted => {}
                Err(TryLockError::Error(error)) if knows_no_locks(&error) => break None,
                Err(TryLockError::Error(error)) => return Err(failed(error)),
            }
        };
        Ok(Self { path: log.to_owned(), real, file })
    }
}

/// Refuses a folder or a device before there is a lock file beside it.
fn refuse_special(path: &Path) -> Result<(), LogError> {
    match std::fs::metadata(path) {
        Ok(found) if found.is_dir() => Err(LogError::not_a_log(path, NotALog::Folder)),
        Ok(found) if !found.is_file() => Err(LogError::not_a_log(path, NotALog::Special)),
        _ => Ok(()),
    }
}

/// Whether the file system has no locks, or the server that keeps them is away.
fn knows_no_locks(error: &io::Error) -> bool {
    #[cfg(unix)]
    if error.raw_os_error() == Some(rustix::io::Errno::NOLCK.raw_os_error()) {
        return true;
    }
    error.kind() == ErrorKind::Unsupported
}

/// Opens the lock file, making it if need be; a link is not followed, as it could
/// lead to another user's choice of file. It stays: whoever removed it could let
/// two writers in, each with a lock of its own.
fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600).custom_flags(rustix::fs::OFlags::NOFOLLOW.bits().cast_signed());
    }
    match options.open(path) {
        // Another user's lock file: reading it is enough to lock it.
        Err(error) if error.kind() == ErrorKind::PermissionDenied => {
            options.write(false).create(false);
            options.open(path).map_err(|_| error)
        }
        #[cfg(unix)]
        Err(error) if error.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error()) => {
            let why = "it is a symbolic link; remove it while nothing writes to the log";
            Err(io::Error::other(why))
        }
        result => result,
    }
}
