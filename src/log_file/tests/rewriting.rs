//! Replacing places of a log, all or nothing.

use std::fs;

use super::super::write::Edit;
use super::super::{LogError, Table};
use super::{Desk, edit, length, locked};

const LINES: &str =
    "\u{feff}date;pain;mood\r\n2026-11-20; 4 ;\"a\"\r\n\r\ntorn \"\n2026-11-21;5;b\r\n2026-11-22;6";

#[test]
fn other_lines_keep_their_bytes() {
    let desk = Desk::with(LINES);
    let log = desk.log();
    let edits =
        [edit(&log, 2, "2026-11-20;4;a\r\n"), edit(&log, 5, ""), edit(&log, 6, "2026-11-22;7")];
    locked(&log).unwrap().replace(length(&log), &edits).unwrap();
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
    let log = desk.log();
    let edits = [edit(&log, 2, "2026-11-21,4\n")];
    locked(&log).unwrap().replace(length(&log), &edits).unwrap();
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
        let log = desk.log();
        let edits = [edit(&log, 3, "")];
        let length = length(&log);
        fs::write(desk.path(), now).unwrap();
        let error = locked(&log).unwrap().replace(length, &edits).unwrap_err();
        assert!(matches!(error, LogError::Changed { .. }), "{error}");
        assert_eq!(desk.text(), now);
        assert_eq!(desk.names(), ["log.csv"]);
    }
}

#[test]
fn the_whole_log_can_be_replaced_by_another() {
    let desk = Desk::with("date,pain\n2026-11-21,3\n");
    let log = desk.log();
    let all = |new: &str| Edit { start: 0, old: desk.bytes(), new: new.as_bytes().to_vec() };
    let edits = [all("pain,date\r\n5,2026-11-22")];
    locked(&log).unwrap().replace(length(&log), &edits).unwrap();
    assert_eq!(desk.text(), "pain,date\r\n5,2026-11-22");
    assert_eq!(desk.names(), ["log.csv"]);
}

#[test]
fn a_log_that_is_gone_is_missed() {
    let desk = Desk::with("date,pain\n2026-11-21,3\n");
    let log = desk.log();
    let (held, edits) = (locked(&log).unwrap(), [edit(&log, 2, "")]);
    fs::remove_file(desk.path()).unwrap();
    let error = held.replace(23, &edits).unwrap_err();
    assert!(matches!(error, LogError::Missing { .. }), "{error}");
    assert!(Table::of(&log).is_err());
}
