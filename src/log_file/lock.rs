//! The lock: held on a sidecar file, so that it outlives the log itself being
//! replaced by a rename.

use core::time::Duration;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::error::{LogError, Operation};
use super::fs;
use super::read::LogFile;

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

/// A log whose lock is held; letting go of the value lets go of the lock.
#[derive(Debug)]
pub struct LockedLog {
    pub log: LogFile,
    /// The file behind all symbolic links.
    pub real: PathBuf,
    /// The lock; `None` on a file system that knows no locks.
    pub lock: Option<File>,
}

impl LockedLog {
    /// Locks a log that is there.
    ///
    /// # Errors
    /// When there is none, or it cannot be locked.
    pub fn of(log: &LogFile, on_wait: OnWait<'_>) -> Result<Self, LogError> {
        if !log.exists()? {
            return Err(LogError::Missing { path: log.path.clone() });
        }
        Self::take(log, find(log)?, on_wait)
    }

    /// Locks a log that may not be there yet, in a folder that may not be either.
    pub fn create(log: &LogFile, on_wait: OnWait<'_>) -> Result<Self, LogError> {
        let target =
            fs::followed(&log.path).map_err(|cause| log.failed(Operation::Follow, cause))?;
        let folder = fs::folder_of(&target);
        fs::create_folder(folder)
            .map_err(|cause| LogError::io(folder, Operation::Folder, cause))?;
        let real = find(log)?;
        if real.is_file() {
            // No lock file beside another program's file, either. What the
            // header says is read again under the lock.
            log.header()?;
        }
        Self::take(log, real, on_wait)
    }

    fn take(log: &LogFile, real: PathBuf, on_wait: OnWait<'_>) -> Result<Self, LogError> {
        let path = fs::beside(&real, fs::LOCK);
        let operation = match path.symlink_metadata() {
            Ok(found) if is_foreign(&found) => Operation::ForeignLock,
            Ok(_) => Operation::Lock,
            Err(_) => Operation::CreateLock,
        };
        let failed = |cause: io::Error| LogError::Io { path: path.clone(), operation, cause };
        let file = open(&path).map_err(failed)?;
        let (mut waited, mut wait) = (Duration::ZERO, FIRST_WAIT);
        let lock = loop {
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
        Ok(Self { log: log.clone(), real, lock })
    }
}

/// The file behind all symbolic links. A folder or a device is refused before
/// there is a lock file beside it.
fn find(log: &LogFile) -> Result<PathBuf, LogError> {
    log.refuse_special()?;
    fs::real(&log.path).map_err(|cause| log.failed(Operation::Write, cause))
}

/// Whether a file belongs to another user.
fn is_foreign(found: &std::fs::Metadata) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        found.uid() != rustix::process::geteuid().as_raw()
    }
    #[cfg(not(unix))]
    {
        let _ = found;
        false
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
        options.mode(0o600).custom_flags(no_follow());
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

#[cfg(unix)]
fn no_follow() -> i32 {
    rustix::fs::OFlags::NOFOLLOW.bits().cast_signed()
}
