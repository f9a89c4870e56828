//! Keeping, replacing and dropping lines, all or nothing.

use std::fs;

use super::super::{Change, Content, Rewritten, StoreError, wait_quietly};
use super::{Desk, pain};

const LINES: &str =
    "\u{feff}date;pain;mood\r\n2026-11-20; 4 ;\"a\"\r\n\r\ntorn \"\n2026-11-21;5;b\r\n2026-11-22;6";

#[test]
fn kept_lines_keep_their_bytes() {
    let desk = Desk::with(LINES);
    let done = desk
        .log()
        .rewrite(&mut |line| match line.content {
            Content::Row(row) if row.entry == pain("2026-11-21", "", 5) => Change::Drop,
            _ => Change::Keep,
        })
        .unwrap();
    assert_eq!(
        done,
        Rewritten {
            replaced: 0,
            dropped: 1
        }
    );
    assert_eq!(desk.text(), LINES.replace("2026-11-21;5;b\r\n", ""));
    assert_eq!(desk.names(), ["log.csv"]);
}

#[test]
fn a_replaced_line_gets_the_files_line_end() {
    let desk = Desk::with(LINES);
    let done = desk
        .log()
        .rewrite(&mut |line| match line.number {
            2 => Change::Replace(b"2026-11-20;4;a".to_vec()),
            4 => Change::Replace(b"torn\n".to_vec()),
            6 => Change::Replace(b"2026-11-22;7".to_vec()),
            _ => Change::Keep,
        })
        .unwrap();
    assert_eq!(done.replaced, 3);
    assert_eq!(
        desk.text(),
        "\u{feff}date;pain;mood\r\n2026-11-20;4;a\r\n\r\ntorn\n2026-11-21;5;b\r\n2026-11-22;7\r\n"
    );
}

#[test]
fn a_rewrite_that_keeps_all_leaves_the_very_same_file() {
    let desk = Desk::with(LINES);
    let before = fs::metadata(desk.path()).unwrap();
    let done = desk.log().rewrite(&mut |_| Change::Keep).unwrap();
    assert_eq!(done, Rewritten::default());
    assert_eq!(desk.text(), LINES);
    let after = fs::metadata(desk.path()).unwrap();
    assert_eq!(before.modified().unwrap(), after.modified().unwrap());
    assert_eq!(desk.names(), ["log.csv"]);
}

#[test]
fn a_leftover_of_a_crash_is_in_nobodys_way() {
    let desk = Desk::with("date,pain\n2026-11-21,3\n");
    let leftover = desk.folder.path().join("log.csv.backcare-tmp");
    // As after a crash between making the log and removing its other name.
    fs::hard_link(desk.path(), &leftover).unwrap();
    desk.log()
        .rewrite(&mut |_| Change::Replace(b"2026-11-21,4".to_vec()))
        .unwrap();
    assert_eq!(desk.text(), "date,pain\n2026-11-21,4\n");
    assert_eq!(desk.names(), ["log.csv"]);
}

#[test]
fn what_a_program_without_the_lock_writes_meanwhile_is_not_overwritten() {
    let desk = Desk::with("date,pain\n2026-11-21,3\n");
    let path = desk.path();
    let error = desk
        .log()
        .rewrite(&mut |_| {
            fs::write(&path, "date,pain\n2026-11-21,3\n2026-11-22,4\n").unwrap();
            Change::Drop
        })
        .unwrap_err();
    assert!(matches!(error, StoreError::Changed { .. }), "{error}");
    assert_eq!(desk.text(), "date,pain\n2026-11-21,3\n2026-11-22,4\n");
    assert_eq!(desk.names(), ["log.csv"]);
}

#[test]
fn the_whole_log_can_be_replaced_by_another() {
    let desk = Desk::with("date,pain\n2026-11-21,3\n");
    let locked = desk.log().lock(&mut wait_quietly).unwrap();
    locked
        .replace(&mut &b"pain,date\r\n5,2026-11-22"[..])
        .unwrap();
    assert_eq!(desk.text(), "pain,date\r\n5,2026-11-22");
    let error = locked.replace(&mut &b"foo,bar\n"[..]).unwrap_err();
    assert!(matches!(error, StoreError::NotALog { .. }), "{error}");
    assert_eq!(desk.text(), "pain,date\r\n5,2026-11-22");
    assert_eq!(desk.names(), ["log.csv"]);
}
