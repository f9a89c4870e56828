//! A result to a file: whole or not at all, and never over the log.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

use crate::store::LogFile;

/// As many names are tried for a file aside.
const MOST_ASIDE: u32 = 100;

/// Writes `bytes` to `path`, in one step where it is an ordinary file.
///
/// # Errors
/// When `path` leads to the log by any name, or cannot be written; the file is
/// then as it was.
pub(super) fn save(path: &Path, bytes: &[u8], log: &LogFile) -> anyhow::Result<()> {
    let what = || format!("cannot write {}", path.display());
    if log.owns(path).with_context(what)? {
        bail!(
            "{} is the log itself; name another file with -o",
            path.display()
        );
    }
    match fs::metadata(path) {
        Ok(found) if found.is_dir() => {
            bail!("{} is a folder; name a file in it with -o", path.display())
        }
        // A pipe or a device takes what comes.
        Ok(found) if !found.is_file() => OpenOptions::new()
            .write(true)
            .open(path)
            .and_then(|mut file| file.write_all(bytes))
            .with_context(what),
        Ok(found) => {
            let real = fs::canonicalize(path).with_context(what)?;
            replace(&real, bytes, Some(&found)).with_context(what)
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {
            replace(&end_of_links(path), bytes, None).with_context(what)
        }
        Err(error) => Err(error).with_context(what),
    }
}

/// Writes `bytes` to a new file in the folder for temporary ones, for its owner
/// alone. It stays: a browser reads it later.
pub(super) fn save_aside(name: &str, suffix: &str, bytes: &[u8]) -> anyhow::Result<PathBuf> {
    let folder = std::env::temp_dir();
    let id = std::process::id();
    for number in 1..=MOST_ASIDE {
        let path = folder.join(format!("{name}-{id}-{number}.{suffix}"));
        match create(&path).and_then(|mut file| file.write_all(bytes)) {
            Ok(()) => return Ok(path),
            // Of an earlier process, or set there by somebody: never written to.
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => {
                return Err(error).with_context(|| format!("cannot write {}", path.display()));
            }
        }
    }
    bail!(
        "{} holds too many files {name}-{id}-…; name a file with -o",
        folder.display()
    )
}

/// The file that a dangling link names, so that the link stays one.
fn end_of_links(path: &Path) -> PathBuf {
    match fs::read_link(path) {
        Ok(target) => path
            .parent()
            .map_or_else(|| target.clone(), |folder| folder.join(&target)),
        Err(_) => path.to_owned(),
    }
}

/// Writes beside the file, then takes its place with its mode.
fn replace(path: &Path, bytes: &[u8], found: Option<&fs::Metadata>) -> io::Result<()> {
    if found.is_some() {
        // A rename would replace a file that may not be written, too.
        OpenOptions::new().write(true).open(path)?;
    }
    let temporary = beside(path);
    let result = create(&temporary).and_then(|mut file| {
        file.write_all(bytes)?;
        if let Some(found) = found {
            file.set_permissions(found.permissions())?;
        }
        file.sync_data().or_else(|error| match error.kind() {
            ErrorKind::Unsupported | ErrorKind::InvalidInput => Ok(()),
            _ => Err(error),
        })?;
        drop(file);
        fs::rename(&temporary, path)
    });
    if result.is_err() {
        let _ = fs::remove_file(&temporary);
    }
    result
}

/// A new file for its owner alone: a report is health data.
fn create(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// A name in the same folder, of this process alone.
fn beside(path: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}.tmp", std::process::id()));
    path.with_file_name(name)
}
