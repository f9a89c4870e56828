//! Files for their owner alone, written whole or not at all, and where a path
//! really leads. Health data is private.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use tempfile::TempPath;

/// The ending of a log's lock file.
pub const LOCK: &str = ".lock";

/// The ending of the file that a log is rewritten in.
pub const TEMPORARY: &str = ".backcare-tmp";

/// More links than this are a loop.
const MOST_LINKS: usize = 40;

/// The file behind `path`, links followed, whether or not it is there yet; its
/// folder must be.
pub fn real(path: &Path) -> io::Result<PathBuf> {
    let path = &followed(path)?;
    match fs::canonicalize(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let name = path.file_name().ok_or(ErrorKind::IsADirectory)?;
            Ok(fs::canonicalize(folder_of(path))?.join(name))
        }
        result => result,
    }
}

/// The same, or `None` where its folder is not there.
pub fn find(path: &Path) -> io::Result<Option<PathBuf>> {
    match real(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        result => result.map(Some),
    }
}

/// `path` with every symbolic link of its last part followed.
pub fn followed(path: &Path) -> io::Result<PathBuf> {
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

/// Refuses another user's link in a folder that everybody may write to: it could
/// lead health data to where others read it.
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

/// Whether two paths lead to one file.
pub fn is_one_file(one: &Path, other: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        let id = |path| fs::metadata(path).map(|found| (found.dev(), found.ino()));
        matches!((id(one), id(other)), (Ok(one), Ok(other)) if one == other)
    }
    #[cfg(not(unix))]
    {
        let _ = (one, other);
        false
    }
}

/// The folder that a path is in.
pub fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder.as_os_str().is_empty() => Path::new("."),
        Some(folder) => folder,
        None => path,
    }
}

/// The path whose name is that of `path` with `suffix` behind it.
pub fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// Makes a folder and those above it, for their owner alone.
pub fn create_folder(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)?;
    sync_folder(folder_of(folder));
    Ok(())
}

/// A new file of this name for its owner alone, on the disk with these bytes; gone again
/// unless it is persisted. `set` changes what else belongs to it.
pub fn temporary(
    path: &Path,
    bytes: &[u8],
    set: impl FnOnce(&File) -> io::Result<()>,
) -> io::Result<TempPath> {
    survive_file_size_limit();
    let name = path.file_name().unwrap_or_default();
    let folder = folder_of(path);
    let mut file = tempfile::Builder::new().prefix(name).rand_bytes(0).tempfile_in(folder)?;
    file.write_all(bytes)?;
    set(file.as_file())?;
    sync(file.as_file())?;
    // Closed: some systems rename no open file.
    Ok(file.into_temp_path())
}

/// Waits until the disk has what was written to `file`.
pub fn sync(file: &File) -> io::Result<()> {
    match file.sync_data() {
        // Some network and user-space file systems cannot.
        Err(error) if matches!(error.kind(), ErrorKind::Unsupported | ErrorKind::InvalidInput) => {
            Ok(())
        }
        result => result,
    }
}

/// Waits until the disk has what changed in a folder, as far as it can.
pub fn sync_folder(folder: &Path) {
    #[cfg(unix)]
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
    #[cfg(not(unix))]
    let _ = folder;
}

/// Makes a write beyond the limit on file sizes an error: its signal would end the program
/// in the middle of a write.
pub fn survive_file_size_limit() {
    #[cfg(unix)]
    {
        let flag = std::sync::Arc::default();
        let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, flag);
    }
}

/// Writes a new file, private, in a private folder.
///
/// # Errors
/// When it exists already, or cannot be written; nothing is left behind then.
pub fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    create_folder(folder_of(path))?;
    if path.symlink_metadata().is_ok() {
        return Err(ErrorKind::AlreadyExists.into());
    }
    let name = format!(".{}.tmp", std::process::id());
    let file = temporary(&beside(path, &name), bytes, |_| Ok(()))?;
    file.persist_noclobber(path)?;
    sync_folder(folder_of(path));
    Ok(())
}

/// Writes a file whole or not at all: a new one private, one that is there with the
/// mode it has, by a rename. Links are followed; to a device or a pipe it just writes.
///
/// # Errors
/// When it cannot be written; then it is as it was.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let found = match fs::metadata(path) {
        Ok(found) if !found.is_file() => {
            return OpenOptions::new().write(true).open(path)?.write_all(bytes);
        }
        Ok(found) => Some(found),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    let real = real(path)?;
    if found.is_some() {
        // A rename would replace a file that may not be written, too.
        OpenOptions::new().write(true).open(&real)?;
    }
    let name = format!(".{}.tmp", std::process::id());
    let file = temporary(&beside(&real, &name), bytes, |file| match &found {
        Some(found) => file.set_permissions(found.permissions()),
        None => Ok(()),
    })?;
    file.persist(&real)?;
    sync_folder(folder_of(&real));
    Ok(())
}

/// The mode of a file that others may read or write; `None` where it is its
/// owner's alone.
///
/// # Errors
/// When the system does not say.
pub fn open_to_others(path: &Path) -> io::Result<Option<u32>> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(path)?.permissions().mode() & 0o777;
        Ok((mode & 0o077 != 0).then_some(mode))
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        Ok(None)
    }
}

/// Makes a file readable and writable for its owner alone.
///
/// # Errors
/// When the system refuses.
pub fn close_to_others(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(path, fs::Permissions::from_mode(0o600))
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        Ok(())
    }
}
