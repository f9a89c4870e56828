//! Files for their owner alone, written whole or not at all: reports, copies,
//! settings. Health data is nobody else's.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::place;

/// A new file, mode 0600; one that is there is an error.
pub(super) fn create(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Writes a new file, and its folder if need be; an error leaves none.
///
/// # Errors
/// When there is such a file, or it cannot be written.
pub fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    place::create_folder(place::folder_of(path))?;
    fill(create(path)?, path, bytes)
}

/// Writes a file, in one step where it is an ordinary one: it is whole, or as it
/// was. Links are followed to their end and stay; a pipe or a device takes the
/// bytes as they come.
///
/// # Errors
/// When it cannot be written.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let found = match fs::metadata(path) {
        Ok(found) if !found.is_file() => {
            return OpenOptions::new().write(true).open(path)?.write_all(bytes);
        }
        Ok(found) => Some(found),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    let real = place::real(path)?;
    if found.is_some() {
        // A rename would replace a file that may not be written, too.
        OpenOptions::new().write(true).open(&real)?;
    }
    let temporary = beside(&real);
    fill(create(&temporary)?, &temporary, bytes)?;
    let replaced = found
        .map_or(Ok(()), |found| {
            fs::set_permissions(&temporary, found.permissions())
        })
        .and_then(|()| fs::rename(&temporary, &real));
    if replaced.is_err() {
        let _ = fs::remove_file(&temporary);
    }
    replaced?;
    place::sync_folder(place::folder_of(&real));
    Ok(())
}

/// Fills the new file at `path` and closes it; an error removes it.
fn fill(mut file: File, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let written = place::within_limit(bytes.len() as u64)
        .and_then(|()| file.write_all(bytes))
        .and_then(|()| place::sync(&file));
    drop(file);
    if written.is_err() {
        let _ = fs::remove_file(path);
    }
    written
}

/// A name in the same folder, of this process alone.
fn beside(path: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}.tmp", std::process::id()));
    path.with_file_name(name)
}
