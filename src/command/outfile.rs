//! A result to a file: whole or not at all, and never over a log.

use std::collections::HashSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

use crate::store::{LogFile, write, write_new};

/// As many names are tried for a file aside.
const MOST_ASIDE: u32 = 100;

/// Writes `bytes` to `path`, in one step where it is an ordinary file.
///
/// # Errors
/// When `path` leads to the log by any name, or to another log or a copy of one,
/// or cannot be written; the file is then as it was.
pub(super) fn save(path: &Path, bytes: &[u8], log: &LogFile) -> anyhow::Result<()> {
    let what = || format!("cannot write {}", path.display());
    if log.owns(path).with_context(what)? {
        bail!(
            "{} is the log itself; name another file with -o",
            path.display()
        );
    }
    if path.is_dir() {
        bail!("{} is a folder; name a file in it with -o", path.display());
    }
    if LogFile::at(path).is_log_or_copy() && !holds(bytes, path) {
        bail!(
            "{} is a backcare log, or a copy of one; name another file with -o, or remove that one first",
            path.display()
        );
    }
    write(path, bytes).with_context(what)
}

/// Whether `bytes` have every line of the file: an export may be written over an
/// earlier one whose rows it has.
fn holds(bytes: &[u8], path: &Path) -> bool {
    let lines = |bytes: &[u8]| -> HashSet<Vec<u8>> {
        bytes
            .split(|byte| *byte == b'\n')
            .map(<[u8]>::to_vec)
            .collect()
    };
    fs::read(path).is_ok_and(|old| lines(&old).is_subset(&lines(bytes)))
}

/// Writes `bytes` to a new file in the folder for temporary ones, for its owner
/// alone. It stays: a browser reads it later.
pub(super) fn save_aside(name: &str, suffix: &str, bytes: &[u8]) -> anyhow::Result<PathBuf> {
    let folder = std::env::temp_dir();
    let id = std::process::id();
    for number in 1..=MOST_ASIDE {
        let path = folder.join(format!("{name}-{id}-{number}.{suffix}"));
        match write_new(&path, bytes) {
            Ok(()) => return Ok(path),
            // Of an earlier process, or put there by somebody: never written to.
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
