//! Replacing places of a log, all or nothing.

use std::fs;

use super::super::LogError;
use super::{Desk, locked};

const LINES: &str =
    "\u{feff}date;pain;mood\r\n2026-11-20; 4 ;\"a\"\r\n\r\ntorn \"\n2026-11-21;5;b\r\n2026-11-22;6";

#[test]
fn other_lines_keep_their_bytes() {
    let desk = Desk::with(LINES);
    let log = desk.log().unwrap();
    let rows: Vec<_> = log.rows().map(|row| row.start..row.start + row.bytes.len()).collect();
    let [first, _, third, last] = &*rows else { panic!("{rows:?}") };
    let edits = [(first, "2026-11-20;4;a\r\n"), (third, ""), (last, "2026-11-22;7")];
    let new = log.with(edits.iter().map(|(place, new)| ((*place).clone(), new.as_bytes())));
    locked(&desk.path()).unwrap().replace(&log.bytes, &new).unwrap();
    assert_eq!(
        desk.text(),
        "\u{feff}date;pain;mood\r\n2026-11-20;4;a\r\n\r\ntorn \"\n2026-11-22;7"
    );
    assert_eq!(desk.names(), ["log.csv"]);
}

#[test]
fn a_leftover_of_a_crash_is_in_nobodys_way() {
    let desk = Desk::with("date,pain\n2026-11-21,3\n");
    let leftover = desk.folder.path().join("log.csv.backcare-tmp");
    // As after a crash between making the log and removing its other name.
    fs::hard_link(desk.path(), &leftover).unwrap();
    desk.replace(2, "2026-11-21,4\n").unwrap();
    assert_eq!(desk.text(), "date,pain\n2026-11-21,4\n");
    assert_eq!(desk.names(), ["log.csv"]);
}

#[test]
fn what_a_program_without_the_lock_writes_meanwhile_is_not_overwritten() {
    let before = "date,pain\n2026-11-21,3\n2026-11-22,4\n";
    for now in [
        "date,pain\n2026-11-21,3\n2026-11-22,4\n2026-11-23,4\n",
        "date,pain\n2026-11-21,3\n2026-11-22,5\n",
        "date,pain\n",
    ] {
        let desk = Desk::with(before);
        fs::write(desk.path(), now).unwrap();
        let lock = locked(&desk.path()).unwrap();
        let error = lock.replace(before.as_bytes(), b"date,pain\n").unwrap_err();
        assert!(matches!(error, LogError::Changed { .. }), "{error}");
        assert_eq!(desk.text(), now);
        assert_eq!(desk.names(), ["log.csv"]);
    }
}

#[test]
fn a_log_that_is_gone_is_missed() {
    let desk = Desk::with("date,pain\n2026-11-21,3\n");
    let (held, old) = (locked(&desk.path()).unwrap(), desk.bytes());
    fs::remove_file(desk.path()).unwrap();
    let error = held.replace(&old, b"").unwrap_err();
    assert!(matches!(error, LogError::Missing { .. }), "{error}");
}

#[test]
fn of_copies_the_newest_stay() {
    let desk = Desk::with("date,pain\n");
    let other = desk.folder.path().join("log.csv.backup-of-mine");
    fs::write(&other, "").unwrap();
    let mut last = None;
    for number in 0..12 {
        let old = desk.bytes();
        let new = format!("date,pain\n2026-11-21,{}\n", number % 10);
        let lock = locked(&desk.path()).unwrap();
        let copy = lock.replace_with_copy(&old, new.as_bytes(), "2026-11-22T0730").unwrap();
        assert_eq!(fs::read(&copy).unwrap(), old);
        last = Some(copy);
    }
    // Ten copies, the log, and a file that is none of ours.
    assert_eq!(desk.names().len(), 12, "{:?}", desk.names());
    assert!(other.exists() && last.unwrap().exists());
}
