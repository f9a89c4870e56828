//! Files beside a log that sync programs have made of it: both sides changed,
//! and one was put aside under another name.

use std::fs;
use std::path::PathBuf;

use super::{LogFile, place};

/// A file that looks like a sync program's copy of the log.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SyncCopy {
    /// Where it is.
    pub path: PathBuf,
    /// The program whose names look like this.
    pub program: &'static str,
}

impl LogFile {
    /// The sync programs' copies beside the log: files that are logs
    /// themselves and have a name such as such programs give.
    #[must_use]
    pub fn sync_copies(&self) -> Vec<SyncCopy> {
        let Ok(real) = place::real(self.path()) else {
            return Vec::new();
        };
        let stem = real
            .file_stem()
            .map(|stem| stem.to_string_lossy().into_owned());
        let ending = real
            .extension()
            .map(|ending| format!(".{}", ending.to_string_lossy()))
            .unwrap_or_default();
        let folder = place::folder_of(&real);
        let (Some(stem), Ok(entries)) = (stem, fs::read_dir(folder)) else {
            return Vec::new();
        };
        let mut copies: Vec<SyncCopy> = entries
            .flatten()
            .filter_map(|entry| {
                let name = entry.file_name().to_string_lossy().into_owned();
                let program = program(&name, &stem, &ending)?;
                let path = entry.path();
                let is_log = path.is_file() && matches!(Self::at(&path).header(), Ok(Some(_)));
                is_log.then_some(SyncCopy { path, program })
            })
            .collect();
        copies.sort_unstable();
        copies
    }
}

/// The program that names its copies of `stem``ending` like `name`.
fn program(name: &str, stem: &str, ending: &str) -> Option<&'static str> {
    let added = name.strip_prefix(stem)?.strip_suffix(ending)?;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let within = |text: &str| {
        let inner = text.strip_prefix(" (")?.strip_suffix(')')?;
        Some(inner.to_lowercase())
    };
    if added.starts_with(".sync-conflict-") {
        return Some("Syncthing");
    }
    if added.starts_with("_conflict-") {
        return Some("Nextcloud");
    }
    if let Some(words) = within(added) {
        // `log (conflicted copy 2026-11-20 073000).csv`, without a name before it
        if words.starts_with("conflicted copy 2") || words.starts_with("case clash") {
            return Some("Nextcloud");
        }
        // `log (Anna's conflicted copy 2026-11-20).csv`, in the user's language
        if [
            "conflicted copy",
            "case conflict",
            "in konflikt",
            "copie en conflit",
            "copia en conflicto",
        ]
        .iter()
        .any(|mark| words.contains(mark))
        {
            return Some("Dropbox");
        }
        if digits(&words) {
            return Some("Google Drive");
        }
        return None;
    }
    if added
        .strip_prefix(' ')
        .is_some_and(|nth| digits(nth) && nth != "1")
    {
        return Some("iCloud");
    }
    // `log-DESKTOP-4F2A.csv`: the other machine's name, whatever it is.
    let machine = added.strip_prefix('-')?;
    let lower = machine.to_lowercase();
    let ours_by_intent = [
        "backup", "bak", "old", "copy", "orig", "new", "test", "export",
    ];
    // A plain small word is rather a person's own: `log-swim.csv`.
    let is_machine = machine.bytes().any(|byte| byte.is_ascii_alphabetic())
        && machine
            .chars()
            .any(|c| c.is_uppercase() || c.is_ascii_digit() || c == '-')
        && machine
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
        && !machine.starts_with(|c: char| c.is_ascii_digit())
        && !lower
            .split(['-', '_'])
            .any(|word| ours_by_intent.contains(&word));
    is_machine.then_some("OneDrive")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_program_has_its_own_names() {
        for (name, expected) in [
            (
                "log (Anna's conflicted copy 2026-11-20).csv",
                Some("Dropbox"),
            ),
            (
                "log (conflicted copy 2026-11-20 073000).csv",
                Some("Nextcloud"),
            ),
            ("log_conflict-20261120-073000.csv", Some("Nextcloud")),
            (
                "log.sync-conflict-20261120-073000-ABCDEFG.csv",
                Some("Syncthing"),
            ),
            ("log 2.csv", Some("iCloud")),
            ("log 12.csv", Some("iCloud")),
            ("log (1).csv", Some("Google Drive")),
            ("log-DESKTOP-4F2A91.csv", Some("OneDrive")),
            ("log-Annas-MacBook-Pro-2.csv", Some("OneDrive")),
            ("log.csv", None),
            ("log-backup.csv", None),
            ("log-2026.csv", None),
            ("log-swim.csv", None),
            ("log 2025 notes.csv", None),
            ("log (my own).csv", None),
            ("logbook.csv", None),
            ("log.csv.lock", None),
            ("log.csv.backup-2026-11-22T0730", None),
            ("other 2.csv", None),
        ] {
            assert_eq!(program(name, "log", ".csv"), expected, "{name}");
        }
    }
}
