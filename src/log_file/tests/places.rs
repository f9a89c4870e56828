//! Modes, symbolic links, folders.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};

use super::super::lock::wait_quietly;
use super::super::{LogError, LogFile, TimeOfDay};
use super::{Desk, edit, length, locked, noted, pain};

fn mode(path: &std::path::Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

fn add(log: &LogFile) {
    log.append(&[pain("2026-11-22", "07:30", 4)], TimeOfDay::Incidental, &mut wait_quietly)
        .unwrap();
}

#[test]
fn what_is_made_is_for_its_owner_alone() {
    let desk = Desk::new();
    fs::set_permissions(desk.folder.path(), PermissionsExt::from_mode(0o755)).unwrap();
    let log = LogFile::at(desk.folder.path().join("a/b/log.csv"));
    add(&log);
    assert_eq!(mode(&log.path), 0o600);
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
        let log = desk.log();
        locked(&log).unwrap().replace(length(&log), &[edit(&log, 2, "2026-11-21,4\n")]).unwrap();
        assert_eq!(mode(&desk.path()), wanted);
    }
    desk.log()
        .append(&[noted("2026-11-22", "a new column")], TimeOfDay::Incidental, &mut wait_quietly)
        .unwrap();
    assert_eq!(mode(&desk.path()), 0o600);
}

#[test]
fn a_symbolic_link_stays_one_and_shares_its_files_lock() {
    let desk = Desk::with("date,pain\n2026-11-21,3\n");
    let link = desk.folder.path().join("link.csv");
    symlink("log.csv", &link).unwrap();
    let log = LogFile::at(&link);
    add(&log);
    log.append(&[noted("2026-11-22", "new")], TimeOfDay::Incidental, &mut wait_quietly).unwrap();
    locked(&log).unwrap().replace(length(&log), &[edit(&log, 2, "")]).unwrap();
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
    let log = LogFile::at(folder.join("first.csv"));
    assert!(!log.exists().unwrap());
    add(&log);
    assert!(folder.join("away/log.csv").is_file());
    assert!(folder.join("away/log.csv.lock").is_file());
    assert!(log.exists().unwrap());

    symlink("loop.csv", folder.join("loop.csv")).unwrap();
    let error = LogFile::at(folder.join("loop.csv"))
        .append(&[pain("2026-11-22", "", 4)], TimeOfDay::Incidental, &mut wait_quietly)
        .unwrap_err();
    assert!(matches!(error, LogError::Io { .. }), "{error}");
}

#[test]
fn a_device_is_refused() {
    let log = LogFile::at("/dev/null");
    let error = log
        .append(&[pain("2026-11-22", "", 4)], TimeOfDay::Incidental, &mut wait_quietly)
        .unwrap_err();
    assert!(matches!(error, LogError::NotALog { .. }), "{error}");
    assert!(!std::path::Path::new("/dev/null.lock").exists());
}

#[test]
fn a_refusal_of_the_system_names_the_path_and_what_to_do() {
    let desk = Desk::with("date,pain\n");
    let log = LogFile::at(desk.path().join("inside-a-file.csv"));
    let error = log
        .append(&[pain("2026-11-22", "", 4)], TimeOfDay::Incidental, &mut wait_quietly)
        .unwrap_err()
        .to_string();
    assert!(
        error.contains(desk.path().to_str().unwrap()) && error.contains("nothing was changed"),
        "{error}"
    );
}
