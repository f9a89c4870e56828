//! `backcare edit`, with editors that are shell scripts.
#![cfg(target_os = "linux")]

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use crate::harness::{Ran, World};
use crate::terminal::Terminal;

const LOG: &str = "date,pain,note\n2026-11-19,4,\n2026-11-21,5,two\n2026-11-22,6,\n";

/// A world with a log, and an editor called `name` that runs `script`; `$last`
/// is its last argument.
fn world(name: &str, script: &str) -> World {
    let mut world = World::new();
    world.with_log(LOG);
    let path = world.path(name);
    let text = format!("#!/bin/sh\nfor last; do :; done\n{script}\n");
    std::fs::write(&path, text).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    world.var("EDITOR", &format!("'{}' --wait", path.display()));
    let temporary = world.path("tmp");
    std::fs::create_dir(&temporary).unwrap();
    world.var("TMPDIR", &temporary.to_string_lossy());
    world
}

/// What is left in the folder for temporary files.
fn kept(world: &World) -> Vec<String> {
    let mut texts = Vec::new();
    for folder in std::fs::read_dir(world.path("tmp")).unwrap() {
        for file in std::fs::read_dir(folder.unwrap().path()).unwrap() {
            texts.push(std::fs::read_to_string(file.unwrap().path()).unwrap());
        }
    }
    texts
}

/// The dated copy of the log.
const COPY: &str = "data/backcare/log.csv.backup-2026-11-22T0730";

fn as_it_was(world: &World) -> String {
    std::fs::read_to_string(world.path(COPY)).unwrap()
}

fn refused(world: &World) -> String {
    let ran = world.run(&["edit"]);
    assert_eq!(ran.code, Some(2), "{ran}");
    assert_eq!(world.log(), LOG);
    ran.stderr
}

#[test]
fn what_was_edited_takes_the_place_of_the_log() {
    let world = world("ed", "sed -i 's/2026-11-21,5,two/2026-11-21,7,three/' \"$last\"");
    std::fs::set_permissions(world.log_path(), std::fs::Permissions::from_mode(0o640)).unwrap();
    let copy = "~/data/backcare/log.csv.backup-2026-11-22T0730";
    assert_eq!(
        world.ok(&["edit"]),
        format!("saved; the log has 3 rows; as it was it is kept in\n  {copy}\n")
    );
    assert_eq!(world.log(), LOG.replace("5,two", "7,three"));
    let mode = std::fs::metadata(world.log_path()).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
    assert_eq!(as_it_was(&world), LOG);
    assert_eq!(kept(&world), [""; 0]);
}

/// An editor that loses columns loses no row, and says nothing.
#[test]
fn columns_that_were_lost_are_in_the_copy() {
    let world = world("ed", "cut -d, -f1-2 \"$last\" > cut && cat cut > \"$last\"");
    let shown = world.ok(&["edit"]);
    assert!(shown.starts_with("saved; the log has 3 rows; as it was it is kept in\n"), "{shown}");
    assert!(!world.log().contains("two"));
    assert_eq!(as_it_was(&world), LOG);
}

#[test]
fn rows_that_were_only_added_need_no_copy() {
    let world = world("ed", "echo 2026-11-22,6,more >> \"$last\"");
    assert_eq!(world.ok(&["edit"]), "saved; the log has 4 rows\n");
    assert!(!world.path(COPY).exists());
}

#[test]
fn the_copy_is_private_and_ends_in_csv() {
    let world = world("ed", "stat -c '%a %n' \"$last\" \"$(dirname \"$last\")\"; echo \"$1\"");
    let shown = world.ok(&["edit"]);
    let lines: Vec<&str> = shown.lines().collect();
    assert!(lines[0].starts_with("600 ") && lines[0].ends_with("/log.csv"), "{shown}");
    assert!(lines[1].starts_with("700 "), "{shown}");
    assert_eq!(lines[2..], ["--wait", "nothing was changed"]);
}

#[test]
fn no_change_writes_no_byte() {
    let world = world("ed", "touch \"$last\"");
    let before = std::fs::metadata(world.log_path()).unwrap().modified().unwrap();
    assert_eq!(world.ok(&["edit"]), "nothing was changed\n");
    let after = std::fs::metadata(world.log_path()).unwrap().modified().unwrap();
    assert_eq!(before, after);
    assert_eq!(kept(&world), [""; 0]);
}

#[test]
fn editors_open_at_the_day_where_they_can() {
    for (name, date, expected) in [
        ("vim", "2026-11-21", "--wait +3 "),
        ("nano", "yesterday", "--wait +3 "),
        // No row of that day: the next one, or the last.
        ("nvim", "2026-11-20", "--wait +3 "),
        ("emacs", "2026-11-22", "--wait +4 "),
        ("vi", "2026-01-01", "--wait +2 "),
        ("some-editor", "2026-11-21", "--wait ~/"),
    ] {
        let shown = world(name, "echo \"$@\"").ok(&["edit", date]);
        assert!(shown.starts_with(expected), "{name}: {shown}");
    }
    let shown = world("code", "echo \"$@\"").ok(&["edit", "2026-11-21"]);
    assert!(shown.starts_with("--wait --goto ~/"), "{shown}");
    assert!(shown.contains("/log.csv:3\n"), "{shown}");
    let shown = world("vim", "echo \"$@\"").ok(&["edit"]);
    assert!(shown.starts_with("--wait ~/"), "{shown}");
    world("vim", "exit 9").refused(&["edit", "someday"]);
}

#[test]
fn visual_goes_before_editor_and_none_is_an_error() {
    let mut world = world("ed", "exit 9");
    world.var("VISUAL", "true");
    assert_eq!(world.ok(&["edit"]), "nothing was changed\n");
    world.var("VISUAL", "no-such-editor --wait");
    let stderr = refused(&world);
    assert!(stderr.contains("no-such-editor") && stderr.contains("EDITOR"), "{stderr}");
    world.var("VISUAL", "ed 'open");
    assert!(refused(&world).contains("quote"));
}

#[test]
fn an_editor_that_fails_changes_nothing() {
    let stderr = refused(&world("ed", "exit 3"));
    assert!(stderr.contains("failed") && stderr.contains("nothing was changed"), "{stderr}");
    let world = world("ed", "echo 2026-11-22,7, >> \"$last\"; exit 3");
    let stderr = refused(&world);
    assert!(stderr.contains("your copy is in "), "{stderr}");
    assert_eq!(kept(&world), [format!("{LOG}2026-11-22,7,\n")]);
}

#[test]
fn what_cannot_be_read_is_listed_and_kept() {
    for (script, expected) in [
        ("echo 2026-13-22,7, >> \"$last\"", "line 5, column 1 (date)"),
        ("echo '2026-11-22,17,\u{1b}[2J' >> \"$last\"", "line 5, column 2 (pain)"),
        ("echo '2026-11-22,7,\"x' >> \"$last\"", "line 5: a quote is not closed"),
        ("sed -i 's/date,/day,/' \"$last\"", "line 1"),
        (": > \"$last\"", "line 1: the header is gone"),
    ] {
        let world = world("ed", script);
        let stderr = refused(&world);
        assert!(stderr.contains(expected), "{script}\n{stderr}");
        assert!(stderr.contains("your copy is in "), "{stderr}");
        assert!(!stderr.contains('\u{1b}'));
        assert_eq!(kept(&world).len(), 1);
    }
}

#[test]
fn what_could_not_be_read_before_is_no_reason_to_refuse() {
    let world = world("ed", "sed -i s/two/three/ \"$last\"");
    world.with_log(format!("{LOG}nonsense,1,\n2026-11-22,99,\n"));
    let ran: Ran = world.run(&["edit"]);
    assert_eq!(ran.code, Some(0), "{ran}");
    assert!(ran.stderr.contains("2 lines that could not be read before"), "{ran}");
    assert_eq!(
        world.log(),
        format!("{}nonsense,1,\n2026-11-22,99,\n", LOG.replace("two", "three"))
    );
}

#[test]
fn a_log_that_changed_meanwhile_stays_and_the_copy_is_kept() {
    let world = world(
        "ed",
        "echo 2026-11-22,7,mine >> \"$last\"; echo 2026-11-22,8,other >> \"$BACKCARE_TEST_LOG\"",
    );
    let ran = world.command(&["edit"]).env("BACKCARE_TEST_LOG", world.log_path()).output().unwrap();
    let stderr = String::from_utf8(ran.stderr).unwrap();
    assert_eq!(ran.status.code(), Some(2), "{stderr}");
    assert!(stderr.contains("changed the log") && stderr.contains("your copy is in"), "{stderr}");
    assert_eq!(world.log(), format!("{LOG}2026-11-22,8,other\n"));
    assert_eq!(kept(&world), [format!("{LOG}2026-11-22,7,mine\n")]);
}

#[test]
fn where_there_is_no_log_it_says_how_to_begin() {
    let world = World::new();
    assert!(world.ok(&["edit"]).contains("backcare log"));
    world.refused(&["edit", "--file", "gone.csv"]);
    let stderr = world.refused(&["edit", "--file", "."]);
    assert!(stderr.contains("folder"), "{stderr}");
}

/// An editor that spoils the log at first, and corrects it the second time.
const SPOILS_ONCE: &str = "if grep -q spoiled \"$last\"; then sed -i s/spoiled/2026-11-22/ \"$last\"; else echo spoiled,7, >> \"$last\"; fi";

fn start(world: &World) -> Terminal {
    Terminal::start(world.command(&["edit"]), 80, 24)
}

#[test]
fn edit_again_mends_it() {
    let world = world("ed", SPOILS_ONCE);
    let mut terminal = start(&world);
    terminal.wait_for("line 5, column 1 (date)").wait_for("edit again").press("\r");
    let (code, text) = terminal.end();
    assert_eq!(code, Ok(0), "{text}");
    assert!(text.contains("saved; the log has 4 rows"), "{text}");
    assert_eq!(world.log(), format!("{LOG}2026-11-22,7,\n"));
    assert_eq!(kept(&world), [""; 0]);
}

#[test]
fn the_copy_can_be_kept_or_left() {
    for (keys, code, copies) in
        [("4\r\u{7f}2\r", 2, 1), ("3\r", 0, 0), ("\u{3}", 130, 1), ("\u{1b}", 130, 1)]
    {
        let world = world("ed", SPOILS_ONCE);
        let mut terminal = start(&world);
        terminal.wait_for("the changes are lost").press(keys);
        let (ended, text) = terminal.end();
        assert_eq!(ended, Ok(code), "{keys:?}\n{text}");
        assert_eq!(world.log(), LOG);
        assert_eq!(kept(&world).len(), copies, "{keys:?}\n{text}");
        if copies == 1 {
            assert!(text.contains("your copy is in"), "{text}");
        }
    }
}

#[test]
fn ctrl_c_in_the_editor_is_the_editors_business() {
    // One that takes it for a key, and one that dies of it.
    let survives = world(
        "ed",
        "trap 'echo 2026-11-22,7, >> \"$last\"; exit 0' INT; echo ready; while :; do read x; done",
    );
    let dies = world("ed", "echo ready; read x");
    for (world, code) in [(survives, 0), (dies, 130)] {
        let mut terminal = start(&world);
        terminal.wait_for("ready").press("\u{3}");
        let (ended, text) = terminal.end();
        assert_eq!(ended, Ok(code), "{text}");
        let rows = world.log().lines().count();
        assert_eq!(rows, if code == 0 { 5 } else { 4 }, "{text}");
        assert!(!Path::new("log.csv.lock").exists());
    }
}

#[test]
fn an_editor_that_removes_the_copy_is_said_once() {
    let mut world = World::new();
    world.with_log("date,pain\n2026-11-20,4\n");
    world.var("EDITOR", "rm");
    let stderr = world.refused(&["edit"]);
    assert!(stderr.contains("the log was left as it was"), "{stderr}");
    assert!(!stderr.contains("your copy is kept"), "{stderr}");
}
