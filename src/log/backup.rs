//! Dated copies of a log beside it: never written over; the last ten stay.

use std::fs::{File, read_dir, remove_file};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::error::{LogError, Operation};
use super::fs::{self, NewFile};
use super::lock::LockedLog;

/// Copies that stay.
const KEPT: usize = 10;
const MARK: &str = ".backup-";
/// What a stamp looks like; every `0` stands for a digit.
const FORM: &[u8] = b"0000-00-00T0000";

/// Copies the log beside it, as `log.csv.backup-STAMP`, or `…-2` where there
/// was one, and does the work. Where that succeeds the oldest copies go,
/// otherwise the new one. `stamp` is such as `2026-11-22T0730`.
///
/// # Errors
/// When the copy cannot be made, and those of the work.
pub fn with_copy(
    locked: &LockedLog,
    stamp: &str,
    work: impl FnOnce() -> Result<(), LogError>,
) -> Result<PathBuf, LogError> {
    let copy = make(locked, stamp)?;
    let done = work();
    match &done {
        Ok(()) => thin(locked, &copy),
        Err(_) => drop(remove_file(&copy)),
    }
    done.map(|()| copy)
}

fn make(locked: &LockedLog, stamp: &str) -> Result<PathBuf, LogError> {
    // Counted on from the last, not from the first free: a number that was
    // thinned away would make the new copy look like the oldest.
    let last =
        copies(locked).into_iter().filter(|copy| copy.stamp == stamp).map(|copy| copy.nth).max();
    let mut nth = last.map_or(1, |last| last.saturating_add(1));
    loop {
        let suffix = match nth {
            1 => format!("{MARK}{stamp}"),
            nth => format!("{MARK}{stamp}-{nth}"),
        };
        let path = fs::beside(&locked.real, &suffix);
        match NewFile::create(&path) {
            Ok(file) => {
                let failed = |cause| LogError::io(&path, Operation::Backup, cause);
                fill(file, locked).map_err(failed)?;
                fs::sync_folder(fs::folder_of(&path));
                return Ok(path);
            }
            // Another program made it just now.
            Err(error) if error.kind() == ErrorKind::AlreadyExists && nth < u32::MAX => nth += 1,
            Err(cause) => return Err(LogError::io(&path, Operation::Backup, cause)),
        }
    }
}

fn fill(mut copy: NewFile, locked: &LockedLog) -> io::Result<()> {
    let mut log = File::open(&locked.real)?;
    fs::within_limit(log.metadata()?.len())?;
    copy.copy(&mut log)??;
    copy.finish()
}

/// Removes the oldest copies, but never `newest`, whatever the clock said when
/// it was made. One that cannot be removed is no reason to fail.
fn thin(locked: &LockedLog, newest: &Path) {
    let mut others = copies(locked);
    others.retain(|copy| copy.path != newest);
    others.sort_unstable();
    for copy in others.iter().rev().skip(KEPT - 1) {
        let _ = remove_file(&copy.path);
    }
}

/// A copy that we have made before.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Copy {
    stamp: String,
    nth: u32,
    path: PathBuf,
}

/// Our own copies of this log.
fn copies(locked: &LockedLog) -> Vec<Copy> {
    let name = &locked.real.file_name();
    let (Some(name), Ok(entries)) = (name, read_dir(fs::folder_of(&locked.real))) else {
        return Vec::new();
    };
    entries
        .flatten()
        .filter_map(|entry| {
            let file = entry.file_name();
            let suffix = file.as_encoded_bytes();
            let suffix = suffix.strip_prefix(name.as_encoded_bytes())?;
            let suffix = std::str::from_utf8(suffix).ok()?;
            let (stamp, nth) = stamp_of(suffix)?;
            Some(Copy { stamp: stamp.to_owned(), nth, path: fs::beside(&locked.real, suffix) })
        })
        .collect()
}

/// Whether a file of that name is a copy of a log.
pub fn is_copy(name: &str) -> bool {
    name.rfind(MARK).and_then(|at| name.get(at..)).is_some_and(|suffix| stamp_of(suffix).is_some())
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
        assert_eq!(stamp_of(".backup-2026-11-22T0730"), Some(("2026-11-22T0730", 1)));
        assert_eq!(stamp_of(".backup-2026-11-22T0730-12"), Some(("2026-11-22T0730", 12)));
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
