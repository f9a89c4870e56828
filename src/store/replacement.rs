//! A temporary file that becomes the log: written beside it under the lock,
//! on the disk before it takes the log's place by a rename.
//!
//! Its name is fixed, so a crash leaves at most one behind, and the next
//! rewrite begins by removing it.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, BufWriter, ErrorKind, Read, Write};
use std::path::PathBuf;

use super::error::{Doing, StoreError};
use super::lock::LockedLog;
use super::read::BUFFER;
use super::{place, private};

/// A log about to be replaced, as it was when it was opened.
pub(super) struct Original {
    pub(super) file: File,
    found: Metadata,
}

/// The file that will take its place; dropped before that, it goes away.
pub(super) struct Replacement<'a> {
    locked: &'a LockedLog,
    path: PathBuf,
    /// `None` once it is closed.
    file: Option<BufWriter<File>>,
    length: u64,
}

impl Original {
    /// Opens the log. A rename would replace a file that may not be written
    /// too, so that is asked of the file itself.
    pub(super) fn open(locked: &LockedLog) -> Result<Self, StoreError> {
        let mut options = OpenOptions::new();
        options.read(true).write(true);
        let file = match options.open(locked.real()) {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                return Err(StoreError::Missing {
                    path: locked.path().to_owned(),
                });
            }
            result => result.map_err(|cause| locked.failed(Doing::Write, cause))?,
        };
        let found = file
            .metadata()
            .map_err(|cause| locked.failed(Doing::Read, cause))?;
        Ok(Self { file, found })
    }

    /// Closes the file, and leaves what it was.
    fn close(self) -> Found {
        Found(self.found)
    }
}

/// What a log was when it was opened.
struct Found(Metadata);

impl Found {
    /// Whether the log is still the same file with the same bytes, as far as
    /// its name, length and time tell: a program that takes no lock may have
    /// written to it.
    fn is_untouched(&self, locked: &LockedLog) -> io::Result<bool> {
        let now = fs::metadata(locked.real())?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            if (now.dev(), now.ino()) != (self.0.dev(), self.0.ino()) {
                return Ok(false);
            }
        }
        Ok(now.len() == self.0.len() && now.modified().ok() == self.0.modified().ok())
    }
}

impl<'a> Replacement<'a> {
    pub(super) fn begin(locked: &'a LockedLog) -> Result<Self, StoreError> {
        let mut path = place::temporary_of(locked.real());
        if !locked.is_alone() {
            // Without a lock another writer may have the fixed name in use.
            path = place::beside(&path, &format!("-{}", std::process::id()));
        }
        let file =
            create_anew(&path).map_err(|cause| StoreError::io(&path, Doing::Temporary, cause))?;
        Ok(Self {
            locked,
            path,
            file: Some(BufWriter::with_capacity(BUFFER, file)),
            length: 0,
        })
    }

    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<(), StoreError> {
        self.length = self.length.saturating_add(bytes.len() as u64);
        place::within_limit(self.length)
            .and_then(|()| match &mut self.file {
                Some(file) => file.write_all(bytes),
                None => Ok(()),
            })
            .map_err(|cause| self.failed(cause))
    }

    /// Writes all that is left of `source`.
    pub(super) fn copy(&mut self, source: &mut dyn Read) -> Result<(), StoreError> {
        let mut buffer = vec![0; BUFFER];
        loop {
            let read = match source.read(&mut buffer) {
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                result => result.map_err(|cause| self.locked.failed(Doing::Read, cause))?,
            };
            match buffer.get(..read) {
                None | Some([]) => return Ok(()),
                Some(bytes) => self.write(bytes)?,
            }
        }
    }

    /// Becomes the log where there is none. False when there is one by now.
    pub(super) fn create(mut self) -> Result<bool, StoreError> {
        self.finish()?;
        // A link never replaces a file, a rename would.
        match fs::hard_link(&self.path, self.locked.real()) {
            Ok(()) => {}
            Err(error) if error.kind() == ErrorKind::AlreadyExists => return Ok(false),
            // A file system without links.
            Err(_) => match self.locked.real().try_exists() {
                Ok(false) => self
                    .rename()
                    .map_err(|cause| self.locked.failed(Doing::Create, cause))?,
                Ok(true) => return Ok(false),
                Err(cause) => return Err(self.locked.failed(Doing::Create, cause)),
            },
        }
        place::sync_folder(place::folder_of(self.locked.real()));
        Ok(true)
    }

    /// Takes the log's place, with its mode and, if it may be given, its owner.
    /// Some file systems refuse a rename while either file is open: both are
    /// closed before it.
    pub(super) fn replace(mut self, original: Original) -> Result<(), StoreError> {
        self.take_over(&original.found)
            .map_err(|cause| self.failed(cause))?;
        self.finish()?;
        let original = original.close();
        let failed = |cause| self.locked.failed(Doing::Write, cause);
        if !original.is_untouched(self.locked).map_err(failed)? {
            return Err(StoreError::Changed {
                path: self.locked.path().to_owned(),
            });
        }
        self.rename().map_err(failed)?;
        place::sync_folder(place::folder_of(self.locked.real()));
        Ok(())
    }

    fn take_over(&self, found: &Metadata) -> io::Result<()> {
        let Some(file) = self.file.as_ref().map(BufWriter::get_ref) else {
            return Ok(());
        };
        #[cfg(unix)]
        {
            use std::os::unix::fs::{MetadataExt, fchown};
            let ours = file.metadata()?;
            // Only a privileged user may give a file away; the group is tried
            // by itself, because a member may set it.
            if ours.gid() != found.gid() {
                let _ = fchown(file, None, Some(found.gid()));
            }
            if ours.uid() != found.uid() {
                let _ = fchown(file, Some(found.uid()), None);
            }
        }
        file.set_permissions(found.permissions())
    }

    /// Sees to it that every byte is on the disk, and closes the file.
    fn finish(&mut self) -> Result<(), StoreError> {
        let Some(mut file) = self.file.take() else {
            return Ok(());
        };
        file.flush()
            .and_then(|()| place::sync(file.get_ref()))
            .map_err(|cause| self.failed(cause))
    }

    fn rename(&self) -> io::Result<()> {
        fs::rename(&self.path, self.locked.real())
    }

    fn failed(&self, cause: io::Error) -> StoreError {
        StoreError::io(&self.path, Doing::Temporary, cause)
    }
}

impl Drop for Replacement<'_> {
    fn drop(&mut self) {
        // Gone already after a rename.
        let _ = fs::remove_file(&self.path);
    }
}

/// An empty file for the owner alone. What is there is a crash's leftover,
/// perhaps another name of the log itself: it is unlinked, never written to.
fn create_anew(path: &std::path::Path) -> io::Result<File> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    private::create(path)
}
