//! Files for their owner alone, written whole or not at all, and where a path
//! really leads. Health data is private.

use std::ffi::OsString;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, BufWriter, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

/// The ending of a log's lock file.
pub const LOCK: &str = ".lock";

/// The ending of the file that a log is rewritten in.
pub const TEMPORARY: &str = ".backcare-tmp";

/// Bytes that are read and written at once.
pub const BUFFER: usize = 256 * 1024;

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

/// A file for its owner alone that is not there yet; gone again unless it is finished.
pub struct NewFile {
    pub path: PathBuf,
    /// `None` when it is closed.
    file: Option<BufWriter<File>>,
    length: u64,
    is_finished: bool,
}

impl NewFile {
    pub fn create(path: &Path) -> io::Result<Self> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = Some(BufWriter::with_capacity(BUFFER, options.open(path)?));
        Ok(Self { path: path.to_owned(), file, length: 0, is_finished: false })
    }

    pub fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.length = self.length.saturating_add(bytes.len() as u64);
        within_limit(self.length)?;
        self.file.as_mut().map_or(Ok(()), |file| file.write_all(bytes))
    }

    /// Adds all of `source`. An error of reading it is the inner one.
    pub fn copy(&mut self, source: &mut dyn Read) -> io::Result<io::Result<()>> {
        let mut buffer = vec![0; BUFFER];
        loop {
            match source.read(&mut buffer) {
                Ok(0) => return Ok(Ok(())),
                Ok(read) => self.write(buffer.get(..read).unwrap_or_default())?,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Ok(Err(error)),
            }
        }
    }

    pub fn file(&self) -> Option<&File> {
        self.file.as_ref().map(BufWriter::get_ref)
    }

    /// Sees that the disk has all of it, and closes it.
    pub fn close(&mut self) -> io::Result<()> {
        self.file.take().map_or(Ok(()), |mut file| {
            file.flush()?;
            sync(file.get_ref())
        })
    }

    /// Lets it stay where it is.
    pub fn finish(mut self) -> io::Result<()> {
        self.close()?;
        self.is_finished = true;
        Ok(())
    }

    /// Puts it in the place of another.
    pub fn rename(mut self, to: &Path) -> io::Result<()> {
        self.close()?;
        fs::rename(&self.path, to)?;
        self.is_finished = true;
        sync_folder(folder_of(to));
        Ok(())
    }
}

impl Drop for NewFile {
    fn drop(&mut self) {
        if !self.is_finished {
            drop(self.file.take());
            let _ = fs::remove_file(&self.path);
        }
    }
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

/// Refuses what the limit on file sizes would cut off: its signal ends the program.
pub fn within_limit(length: u64) -> io::Result<()> {
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

/// Writes a new file, private, in a private folder.
///
/// # Errors
/// When it is there already, or cannot be written; then there is none.
pub fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    create_folder(folder_of(path))?;
    let mut file = NewFile::create(path)?;
    file.write(bytes)?;
    file.finish()
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
    let mut name = OsString::from(".");
    name.push(real.file_name().unwrap_or_default());
    name.push(format!(".{}.tmp", std::process::id()));
    let mut temporary = NewFile::create(&real.with_file_name(name))?;
    temporary.write(bytes)?;
    if let Some(found) = found {
        fs::set_permissions(&temporary.path, found.permissions())?;
    }
    temporary.rename(&real)
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
