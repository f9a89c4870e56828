//! Modes, symbolic links, folders.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;

use super::super::lock::wait_quietly;
use super::super::write::Appended;
use super::super::{LogError, TimeOfDay, append};
use super::{Desk, noted, pain};
use crate::domain::Entry;

fn mode(path: &std::path::Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

fn add(path: &Path, entry: Entry) -> Result<Appended, LogError> {
    append(path, &[entry], TimeOfDay::Incidental, &mut wait_quietly)
}

#[test]
fn what_is_made_is_for_its_owner_alone() {
    let desk = Desk::new();
    fs::set_permissions(desk.folder.path(), PermissionsExt::from_mode(0o755)).unwrap();
    let path = desk.folder.path().join("a/b/log.csv");
    add(&path, pain("2026-11-22", "07:30", 4)).unwrap();
    assert_eq!(mode(&path), 0o600);
    assert_eq!(mode(&desk.folder.path().join("a/b/log.csv.lock")), 0o600);
    assert_eq!(mode(&desk.folder.path().join("a/b")), 0o700);
    assert_eq!(mode(&desk.folder.path().join("a")), 0o700);
    assert_eq!(mode(desk.folder.path()), 0o755);
}

#[test]
fn a_rewrite_keeps_the_mode() {
    let desk = Desk::with("date,pain\n2026-11-21,3\n");
    for wanted in [0o644, 0o660, 0o600] {
        fs::set_permissions(desk.path(), PermissionsExt::from_mode(wanted)).unwrap();
        desk.replace(2, "2026-11-21,4\n").unwrap();
        assert_eq!(mode(&desk.path()), wanted);
    }
    add(&desk.path(), noted("2026-11-22", "a new column")).unwrap();
    assert_eq!(mode(&desk.path()), 0o600);
}

#[test]
fn a_symbolic_link_stays_one_and_shares_its_files_lock() {
    let desk = Desk::with("date,pain\n2026-11-21,3\n");
    let link = desk.folder.path().join("link.csv");
    symlink("log.csv", &link).unwrap();
    add(&link, pain("2026-11-22", "07:30", 4)).unwrap();
    add(&link, noted("2026-11-22", "new")).unwrap();
    let lock = super::locked(&link).unwrap();
    lock.replace(&desk.bytes(), b"date,pain,note\n2026-11-22,4\n2026-11-22,,new\n").unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(desk.text(), "date,pain,note\n2026-11-22,4\n2026-11-22,,new\n");
    assert_eq!(desk.names(), ["link.csv", "log.csv"]);
}

#[test]
fn a_link_to_nothing_yet_is_followed_when_the_file_is_made() {
    let desk = Desk::new();
    let folder = desk.folder.path();
    symlink("second.csv", folder.join("first.csv")).unwrap();
    symlink("away/log.csv", folder.join("second.csv")).unwrap();
    let path = folder.join("first.csv");
    add(&path, pain("2026-11-22", "07:30", 4)).unwrap();
    assert!(folder.join("away/log.csv").is_file());
    assert!(folder.join("away/log.csv.lock").is_file());
    assert!(path.exists());

    symlink("loop.csv", folder.join("loop.csv")).unwrap();
    let error = add(&folder.join("loop.csv"), pain("2026-11-22", "", 4)).unwrap_err();
    assert!(matches!(error, LogError::Io { .. }), "{error}");
}

#[test]
fn a_device_is_refused() {
    let error = add(Path::new("/dev/null"), pain("2026-11-22", "", 4)).unwrap_err();
    assert!(matches!(error, LogError::NotALog { .. }), "{error}");
    assert!(!std::path::Path::new("/dev/null.lock").exists());
}

#[test]
fn a_refusal_of_the_system_names_the_path_and_what_to_do() {
    let desk = Desk::with("date,pain\n");
    let path = desk.path().join("inside-a-file.csv");
    let error = add(&path, pain("2026-11-22", "", 4)).unwrap_err().to_string();
    assert!(
        error.contains(desk.path().to_str().unwrap()) && error.contains("nothing was changed"),
        "{error}"
    );
}
