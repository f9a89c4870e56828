//! Where a log really is, and the chores of folders and limits around it.

use std::fs::{self, DirBuilder, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// As many symbolic links as Linux follows.
const MOST_LINKS: usize = 40;

/// The path behind all symbolic links, also where the last of them points to
/// a file that is not there yet. Its folder must exist.
pub(super) fn real(path: &Path) -> io::Result<PathBuf> {
    let path = &followed(path)?;
    match fs::canonicalize(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let name = path.file_name().ok_or(ErrorKind::IsADirectory)?;
            Ok(fs::canonicalize(folder_of(path))?.join(name))
        }
        result => result,
    }
}

/// Makes the folder that `target` will be in. Folders that are made are for their
/// owner alone: this is health data.
pub(super) fn make_folder(target: &Path) -> io::Result<()> {
    let folder = folder_of(target);
    if folder.is_dir() {
        return Ok(());
    }
    create_folder(folder)?;
    sync_folder(folder_of(folder));
    Ok(())
}

/// Makes a folder and those above it, mode 0700 where they are new.
pub(super) fn create_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// `path`, or what its chain of symbolic links names in the end.
pub(super) fn followed(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..MOST_LINKS {
        let Ok(target) = fs::read_link(&path) else {
            return Ok(path);
        };
        refuse_foreign(&path)?;
        path = folder_of(&path).join(target);
    }
    Err(io::Error::other("too many symbolic links"))
}

/// Refuses a symbolic link that another user has put into a folder that all may
/// write to: it would choose the file that is written. Linux does the same where
/// `protected_symlinks` is set.
fn refuse_foreign(link: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        let owner = fs::symlink_metadata(link)?.uid();
        let folder = fs::metadata(folder_of(link))?;
        let is_ours = owner == rustix::process::geteuid().as_raw() || owner == folder.uid();
        if folder.mode() & 0o002 != 0 && !is_ours {
            let why = format!("{} is another user's symbolic link", link.display());
            return Err(io::Error::new(ErrorKind::PermissionDenied, why));
        }
    }
    #[cfg(not(unix))]
    let _ = link;
    Ok(())
}

/// The folder that `path` is in; `.` for a bare name.
pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder.as_os_str().is_empty() => Path::new("."),
        Some(folder) => folder,
        None => path,
    }
}

/// The sidecar file that carries the lock of the log at `path`.
pub(super) fn lock_of(path: &Path) -> PathBuf {
    beside(path, ".lock")
}

/// Where the log at `path` is rewritten. The name is fixed, so that a crash
/// leaves at most one behind.
pub(super) fn temporary_of(path: &Path) -> PathBuf {
    beside(path, ".backcare-tmp")
}

/// `path` with something at the end of its name.
pub(super) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// Asks for a folder's entries to be on the disk. By then the file itself is,
/// and in place: a file system that cannot do more is no reason to fail.
pub(super) fn sync_folder(folder: &Path) {
    #[cfg(unix)]
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
    #[cfg(not(unix))]
    let _ = folder;
}

/// Asks for a file's bytes to be on the disk, where the file system can.
pub(super) fn sync(file: &File) -> io::Result<()> {
    match file.sync_data() {
        // Some network and user-space file systems know no such thing.
        Err(error)
            if matches!(
                error.kind(),
                ErrorKind::Unsupported | ErrorKind::InvalidInput
            ) =>
        {
            Ok(())
        }
        result => result,
    }
}

/// Refuses a file of `length` bytes where the process may not make one: the
/// write would raise a signal that ends the program in the middle of a row.
pub(super) fn within_limit(length: u64) -> io::Result<()> {
    #[cfg(unix)]
    {
        let limit = rustix::process::getrlimit(rustix::process::Resource::Fsize).current;
        if limit.is_some_and(|limit| length > limit) {
            return Err(ErrorKind::FileTooLarge.into());
        }
    }
    #[cfg(not(unix))]
    let _ = length;
    Ok(())
}
