//! What holds for every entry and every byte.

use std::path::Path;

use chrono::{Days, NaiveDate, NaiveTime};
use proptest::prelude::*;
use proptest::sample::{Index, subsequence};

use super::super::header::{Header, without_line_end};
use super::super::{Column, Log, TimeOfDay};
use super::{Desk, locked};
use crate::domain::{Done, Entry, Symptom};

fn day() -> impl Strategy<Value = NaiveDate> {
    (1u64..3_000_000).prop_map(|days| NaiveDate::default() - Days::new(700_000) + Days::new(days))
}

fn done(distance: bool) -> impl Strategy<Value = Option<Done>> {
    let amount = || proptest::option::of(0u64..10_000_000);
    let name = "[a-zö]{1,8}(-[a-z0-9]{1,5})?";
    proptest::option::of((name, amount(), amount()).prop_map(move |(name, minutes, km)| Done {
        name: name.parse().unwrap(),
        minutes: minutes.map(crate::domain::Minutes::from_thousandths),
        distance: if distance { km.map(crate::domain::Kilometres::from_thousandths) } else { None },
    }))
}

prop_compose! {
    fn entry()(
        date in day(),
        time in proptest::option::of((0u32..24, 0u32..60)),
        pain in proptest::option::of(0u8..=10),
        stretch in done(false),
        activity in done(true),
        symptoms in subsequence(Symptom::ALL, 0..4),
        back in proptest::option::of(0u64..1000),
        seen in any::<bool>(),
        tags in proptest::collection::btree_set("[a-z]{1,3}(-[a-z0-9]{1,3})?", 0..3),
        no_signs in any::<bool>(),
        note in prop_oneof![Just(String::new()), ".*", "[ ,;\t\"\r\n\u{85}\u{2028}=a]{0,12}"],
    ) -> Entry {
        let began = back.map(|back| date - Days::new(back));
        Entry {
            date,
            time: time.and_then(|(hour, minute)| NaiveTime::from_hms_opt(hour, minute, 0)),
            pain: pain.map(|pain| pain.try_into().unwrap()),
            stretch,
            activity,
            symptoms,
            began,
            seen: if seen { began } else { None },
            note,
            tags: tags.iter().map(|tag| tag.parse().unwrap()).collect(),
            no_signs,
        }
    }
}

prop_compose! {
    /// The header of any dialect with every column, in any order, among some
    /// that backcare does not know.
    fn header()(
        columns in Just(Column::ALL.iter().map(|column| column.name()).collect::<Vec<_>>()).prop_shuffle(),
        unknown in proptest::collection::vec((any::<Index>(), "[A-Z]{0,3}"), 0..3),
        separator in prop_oneof![Just(","), Just(";"), Just("\t")],
        line_end in prop_oneof![Just("\n"), Just("\r\n")],
        bom in prop_oneof![Just(""), Just("\u{feff}")],
    ) -> String {
        let mut columns: Vec<_> = columns.into_iter().map(str::to_owned).collect();
        for (at, name) in unknown {
            columns.insert(at.index(columns.len()), name);
        }
        format!("{bom}{}{line_end}", columns.join(separator))
    }
}

/// A log's bytes: a header, and lines that are rows, nearly rows, or noise.
fn some_log() -> impl Strategy<Value = Vec<u8>> {
    let line = prop_oneof![
        "2026-11-[0-3][0-9],[0-9]{0,2}(,[a-z\" ]{0,5}){0,3}".prop_map(String::into_bytes),
        proptest::collection::vec(any::<u8>(), 0..30),
    ];
    (
        prop_oneof![Just("date,pain"), Just("pain;date;mood"), Just("\u{feff}date\ttime\tnote")],
        prop_oneof![Just(&b"\n"[..]), Just(&b"\r\n"[..])],
        proptest::collection::vec(line, 0..8),
        any::<bool>(),
    )
        .prop_map(|(header, line_end, lines, closed)| {
            let mut log = header.as_bytes().to_vec();
            log.extend(line_end);
            log.extend(lines.join(line_end));
            if closed {
                log.extend(line_end);
            }
            log
        })
}

proptest! {
    #[test]
    fn an_entry_comes_back_from_every_dialect(entry in entry(), header in header()) {
        let header = Header::parse(header.as_bytes()).unwrap();
        let lines = header.lines(std::slice::from_ref(&entry), false);
        prop_assert!(lines.ends_with(header.line_end));
        prop_assert_eq!(lines.split_inclusive(|byte| *byte == b'\n').count(), 1);
        let log = Log::of(Path::new(""), [&*header.bytes, &lines].concat()).unwrap();
        let row = log.rows().next().unwrap();
        let read = row.entry.clone().unwrap();
        prop_assert!(row.problems.iter().all(|problem| !problem.is_unread()), "{:?}", row.problems);
        let mut expected = entry;
        expected.note = read.note.clone();
        prop_assert_eq!(&read, &expected);
        // What was read is written as the same bytes.
        prop_assert_eq!(header.lines(&[read], false), lines);
    }

    #[test]
    fn an_append_never_changes_what_is_there(log in some_log(), entry in entry()) {
        let desk = Desk::with(&log);
        let before = desk.entries();
        let body_start = log.iter().position(|byte| *byte == b'\n').unwrap() + 1;
        let appended = desk.append(std::slice::from_ref(&entry), TimeOfDay::Explicit).unwrap();
        let after = desk.bytes();
        if appended.columns_added.is_empty() {
            prop_assert!(after.starts_with(&log));
        } else {
            let header = without_line_end(&log[..body_start]);
            prop_assert!(after.starts_with(header));
            let new_start = after.iter().position(|byte| *byte == b'\n').unwrap() + 1;
            prop_assert!(after[new_start..].starts_with(&log[body_start..]));
        }
        let mut after = desk.entries();
        let read = after.pop().unwrap();
        let mut expected = entry;
        expected.note = read.note.clone();
        prop_assert_eq!(read, expected);
        // Rows that could be read still say the same.
        prop_assert_eq!(after, before);
    }

    #[test]
    fn a_rewrite_changes_the_lines_it_is_told_and_no_other(log in some_log(), drop in any::<Index>()) {
        let desk = Desk::with(&log);
        let body = log.iter().position(|byte| *byte == b'\n').map_or(log.len(), |at| at + 1);
        let mut lines: Vec<&[u8]> = log[body..].split_inclusive(|byte| *byte == b'\n').collect();
        prop_assume!(!lines.is_empty());
        let drop = drop.index(lines.len());
        let whole = desk.log().unwrap();
        let start = log.len() - lines.concat().len();
        let before = start + lines[..drop].concat().len();
        let place = before..before + lines[drop].len();
        let new = whole.with(std::iter::once((place, &b""[..])));
        locked(&desk.path()).unwrap().replace(&whole.bytes, &new).unwrap();
        let mut expected = log[..start].to_vec();
        lines.remove(drop);
        expected.extend(lines.concat());
        prop_assert_eq!(desk.bytes(), expected);
    }

    #[test]
    fn no_bytes_make_it_panic(header in any::<bool>(), bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let mut log = if header { b"date,time,pain,symptoms,note\n".to_vec() } else { Vec::new() };
        log.extend(&bytes);
        let desk = Desk::with(&log);
        let read = desk.log().map(|log| log.rows().count());
        if header {
            prop_assert!(read.unwrap() <= bytes.split_inclusive(|byte| *byte == b'\n').count());
        } else if let Err(error) = read {
            prop_assert!(error.to_string().len() < 1000);
        }
    }
}
