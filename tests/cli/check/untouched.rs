//! Whatever a log looks like: the commands that rewrite it change no byte of a
//! row that they do not name.

use std::collections::BTreeSet;

use proptest::prelude::*;

use crate::harness::World;

/// Texts that a log's fields may hold, broken ones among them.
const TEXTS: [&[u8]; 34] = [
    b"", b"", b"", b"2026-11-20", b"2026-11-22", b"2026-11-22", b"2026-13-01", b"20.11.2026",
    b"11/10/2026", b"11/20/2026", b"20 Nov 2026", b"2027-01-01", b"yesterday", b"07:30",
    b"7:30 AM", b"25:00", b"4", b"4.0", b"44", b"hamstring", b"run", b"Hip Flexor", b"2.5",
    b"\"2,5\"", b"8047", b"fever", b"odd; fever", b"\"a, \"\"b\"\"\"", b"\"x;y\"", b"\"torn",
    b"5\" 6\"", b"\xff\xfe", b"\x1b[2J", b"  spaced  ",
];

const COLUMNS: [&str; 14] = [
    "date", "time", "pain", "stretch", "stretch_minutes", "activity", "activity_minutes",
    "distance_km", "symptoms", "began", "seen", "note", "Mood", "pains",
];

fn line() -> impl Strategy<Value = (Vec<&'static [u8]>, bool)> {
    let fields = prop::collection::vec(prop::sample::select(&TEXTS[..]), 0..16);
    (fields, prop::bool::weighted(0.2))
}

prop_compose! {
    /// A log's bytes: any columns in any order, with or without a byte order
    /// mark, either line end and now and then the other.
    fn log()(
        columns in Just(COLUMNS).prop_shuffle(),
        others in 0..12_usize,
        separator in prop::sample::select(&b",;\t"[..]),
        crlf in any::<bool>(),
        mark in any::<bool>(),
        lines in prop::collection::vec(line(), 0..12),
        is_closed in any::<bool>(),
    ) -> Vec<u8> {
        let mut header = vec!["date", "pain"];
        let rest = columns.into_iter().filter(|name| !["date", "pain"].contains(name));
        header.extend(rest.take(others));
        header.rotate_left(others / 2);
        let mut bytes = if mark { b"\xef\xbb\xbf".to_vec() } else { Vec::new() };
        let end = |other: bool| if crlf == other { &b"\n"[..] } else { b"\r\n" };
        let header: Vec<&[u8]> = header.iter().map(|name| name.as_bytes()).collect();
        bytes.extend(header.join(&separator));
        bytes.extend(end(false));
        for (fields, other) in &lines {
            bytes.extend(fields.join(&separator));
            bytes.extend(end(*other));
        }
        if !is_closed && !lines.is_empty() {
            bytes.pop();
        }
        bytes
    }
}

fn lines(bytes: &[u8]) -> Vec<Vec<u8>> {
    bytes.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect()
}

fn is_blank(line: &[u8]) -> bool {
    line.iter().all(|byte| b",;\t\r\n\" ".contains(byte))
}

/// The numbers of the lines that `text` names.
fn named(text: &str) -> BTreeSet<usize> {
    let numbers = text.split("line ").skip(1);
    numbers
        .filter_map(|rest| {
            let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
            digits.parse().ok()
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn edit_without_a_change_changes_nothing(log in log()) {
        let mut world = World::new();
        let path = world.with_log(&log);
        world.var("EDITOR", if cfg!(windows) { "cmd /c rem" } else { "true" });
        world.ok(&["edit"]);
        prop_assert_eq!(std::fs::read(path).unwrap(), log);
    }

    #[test]
    fn undo_takes_the_last_rows_and_no_other_byte(log in log(), rows in prop::option::of(1..4_usize)) {
        let world = World::new();
        let path = world.with_log(&log);
        let rows = rows.map(|rows| rows.to_string());
        let args: Vec<&str> = ["undo"].into_iter().chain(rows.as_deref()).collect();
        let ran = world.run(&args);
        let now = std::fs::read(path).unwrap();
        let before = lines(&log);
        let there = before.iter().skip(1).filter(|line| !is_blank(line)).count();
        if ran.code == Some(2) {
            prop_assert!(ran.stderr.contains("nothing was changed"), "{}", ran);
            prop_assert_eq!(now, log);
            return Ok(());
        }
        prop_assert_eq!(ran.code, Some(0), "{}", ran);
        let left = lines(&now).iter().skip(1).filter(|line| !is_blank(line)).count();
        let mut gone = there - left;
        if there > 0 {
            prop_assert!(gone > 0, "{}", ran);
        }
        if let Some(rows) = rows {
            prop_assert_eq!(gone.to_string(), if there == 0 { "0".to_owned() } else { rows });
        }
        let mut expected = before;
        let mut at = expected.len();
        while gone > 0 {
            at -= 1;
            if !is_blank(&expected[at]) {
                expected.remove(at);
                gone -= 1;
            }
        }
        prop_assert_eq!(now, expected.concat(), "{}", ran);
    }

    #[test]
    fn check_mends_the_rows_that_it_names_and_no_other_byte(log in log()) {
        let world = World::new();
        let path = world.with_log(&log);
        let planned = world.run(&["check", "--dry-run", "--all"]);
        prop_assert_eq!(std::fs::read(&path).unwrap(), log.clone());
        let ran = world.run(&["check", "--fix"]);
        prop_assert!(matches!(ran.code, Some(0 | 1)), "{}", ran);
        let now = std::fs::read(&path).unwrap();
        let (before, after) = (lines(&log), lines(&now));
        prop_assert_eq!(before.len(), after.len());
        let mended = ran.stdout.split(" rows, ").next().unwrap_or_default();
        let named = named(mended);
        for (i, (old, new)) in before.iter().zip(&after).enumerate() {
            if old != new {
                prop_assert!(named.contains(&(i + 1)), "line {}\n{}", i + 1, ran);
                let at = format!("@@ -{} +{} @@", i + 1, i + 1);
                prop_assert!(planned.stdout.contains(&at), "{}", planned);
            }
        }
        // Mending is done at once: a second time there is nothing left to do.
        world.run(&["check", "--fix"]);
        prop_assert_eq!(std::fs::read(&path).unwrap(), now);
    }

    #[test]
    fn import_adds_at_the_end_and_doing_it_again_does_nothing(ours in log(), theirs in log()) {
        let world = World::new();
        let path = world.with_log(&ours);
        std::fs::write(world.path("other.csv"), &theirs).unwrap();
        let import = || world.run(&["import", "backcare", "other.csv"]);
        let ran = import();
        let now = std::fs::read(&path).unwrap();
        if ran.code == Some(2) {
            prop_assert!(ran.stderr.contains("nothing was written"), "{}", ran);
            prop_assert_eq!(now, ours);
            return Ok(());
        }
        prop_assert_eq!(ran.code, Some(0), "{}", ran);
        let rows = |bytes: &[u8]| lines(bytes).split_off(1).concat();
        prop_assert!(rows(&now).starts_with(&rows(&ours)), "{}", ran);
        let again = import();
        prop_assert!(again.stdout.starts_with("0 rows added, "), "{}\n{}", ran, again);
        prop_assert_eq!(std::fs::read(&path).unwrap(), now);
    }
}
