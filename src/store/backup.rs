//! Dated copies of a log beside it: never written over, the last ten kept.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::error::{Doing, StoreError};
use super::lock::LockedLog;
use super::place;

/// Copies that stay.
const KEPT: usize = 10;
const MARK: &str = ".backup-";
/// What a stamp looks like; every `0` stands for a digit.
const FORM: &[u8] = b"0000-00-00T0000";

/// Copies the log to `log.csv.backup-STAMP`, or `…-2` where that is taken.
pub(super) fn make(locked: &LockedLog, stamp: &str) -> Result<PathBuf, StoreError> {
    let first = place::beside(locked.real(), &format!("{MARK}{stamp}"));
    let mut path = first.clone();
    for nth in 2..=u32::MAX {
        match create(&path) {
            Ok(mut file) => {
                let copied = File::open(locked.real())
                    .and_then(|mut log| io::copy(&mut log, &mut file))
                    .and_then(|_| place::sync(&file));
                return match copied {
                    Ok(()) => {
                        place::sync_folder(place::folder_of(&path));
                        Ok(path)
                    }
                    Err(cause) => {
                        let _ = fs::remove_file(&path);
                        Err(StoreError::io(&path, Doing::Backup, cause))
                    }
                };
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                path = place::beside(&first, &format!("-{nth}"));
            }
            Err(cause) => return Err(StoreError::io(&path, Doing::Backup, cause)),
        }
    }
    Err(StoreError::io(
        &first,
        Doing::Backup,
        ErrorKind::AlreadyExists.into(),
    ))
}

fn create(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Removes the oldest copies. One that cannot be removed is no reason to fail:
/// the log is mended by then.
pub(super) fn thin(locked: &LockedLog) {
    let Some(name) = locked.real().file_name().and_then(|name| name.to_str()) else {
        return;
    };
    let folder = place::folder_of(locked.real());
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    let mut copies: Vec<(String, u32, PathBuf)> = entries
        .flatten()
        .filter_map(|entry| {
            let file = entry.file_name();
            let (stamp, nth) = stamp_of(file.to_str()?.strip_prefix(name)?)?;
            Some((stamp.to_owned(), nth, entry.path()))
        })
        .collect();
    copies.sort_unstable();
    for (_, _, path) in copies.iter().rev().skip(KEPT) {
        let _ = fs::remove_file(path);
    }
}

/// The stamp and the number of a copy, by what follows the log's name; `None`
/// for a file that we have not made.
fn stamp_of(suffix: &str) -> Option<(&str, u32)> {
    let rest = suffix.strip_prefix(MARK)?;
    let (stamp, rest) = rest.split_at_checked(FORM.len())?;
    let fits = stamp.bytes().zip(FORM).all(|(byte, form)| match form {
        b'0' => byte.is_ascii_digit(),
        form => byte == *form,
    });
    let nth = match rest {
        "" => 1,
        rest => rest
            .strip_prefix('-')
            .filter(|nth| nth.bytes().all(|byte| byte.is_ascii_digit()) && !nth.starts_with('0'))?
            .parse()
            .ok()?,
    };
    (fits && (rest.is_empty() || nth > 1)).then_some((stamp, nth))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_copies_are_thinned() {
        assert_eq!(
            stamp_of(".backup-2026-11-22T0730"),
            Some(("2026-11-22T0730", 1))
        );
        assert_eq!(
            stamp_of(".backup-2026-11-22T0730-12"),
            Some(("2026-11-22T0730", 12))
        );
        for other in [
            "",
            ".backup",
            ".backup-mine",
            ".backup-2026-11-22T0730.csv",
            ".backup-2026-11-22T0730-1",
            ".backup-2026-11-22T0730-old",
            ".backup-2026-11-22T07:30",
            ".backup-größer-größer-",
        ] {
            assert_eq!(stamp_of(other), None, "{other}");
        }
    }
}
