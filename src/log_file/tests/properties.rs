//! What holds for every entry and every byte.

use chrono::{Days, NaiveDate, NaiveTime};
use proptest::prelude::*;
use proptest::sample::{Index, subsequence};

use super::super::header::{Header, without_line_end};
use super::super::lock::wait_quietly;
use super::super::rows::RowReader;
use super::super::{Column, Content, TimeOfDay};
use super::{Desk, edit, length, locked};
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
        distance: km.filter(|_| distance).map(crate::domain::Kilometres::from_thousandths),
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
            seen: began.filter(|_| seen),
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
        let lines = header.lines(std::slice::from_ref(&entry));
        prop_assert!(lines.ends_with(header.line_end));
        prop_assert_eq!(lines.split_inclusive(|byte| *byte == b'\n').count(), 1);
        let mut content = Content::Blank;
        RowReader::new(header.clone()).read(2, &lines, &mut content);
        let Content::Row(row) = content else {
            return Err(TestCaseError::fail(format!("{content:?}")));
        };
        prop_assert!(row.problems.iter().all(|problem| !problem.is_unread()), "{:?}", row.problems);
        let mut expected = entry;
        expected.note = row.entry.note.clone();
        prop_assert_eq!(&row.entry, &expected);
        // What was read is written as the same bytes.
        prop_assert_eq!(header.lines(&[row.entry]), lines);
    }

    #[test]
    fn an_append_never_changes_what_is_there(log in some_log(), entry in entry()) {
        let desk = Desk::with(&log);
        let before = desk.contents();
        let body_start = log.iter().position(|byte| *byte == b'\n').unwrap() + 1;
        let appended = desk.log().append(std::slice::from_ref(&entry), TimeOfDay::Explicit, &mut wait_quietly).unwrap();
        let after = desk.bytes();
        if appended.columns_added.is_empty() {
            prop_assert!(after.starts_with(&log));
        } else {
            let header = without_line_end(&log[..body_start]);
            prop_assert!(after.starts_with(header));
            let new_start = after.iter().position(|byte| *byte == b'\n').unwrap() + 1;
            prop_assert!(after[new_start..].starts_with(&log[body_start..]));
        }
        let mut contents = desk.contents();
        let Some(Content::Row(row)) = contents.pop() else {
            return Err(TestCaseError::fail("the new row is no row"));
        };
        let mut expected = entry;
        expected.note = row.entry.note.clone();
        prop_assert_eq!(row.entry, expected);
        // Rows that could be read still say the same.
        let rows = |contents: Vec<Content>| -> Vec<_> {
            contents.into_iter().map(|content| match content {
                Content::Row(row) => Some(row.entry),
                _ => None,
            }).collect()
        };
        prop_assert_eq!(rows(contents), rows(before));
    }

    #[test]
    fn a_rewrite_changes_the_lines_it_is_told_and_no_other(log in some_log(), drop in any::<Index>()) {
        let desk = Desk::with(&log);
        let body = log.iter().position(|byte| *byte == b'\n').map_or(log.len(), |at| at + 1);
        let mut lines: Vec<&[u8]> = log[body..].split_inclusive(|byte| *byte == b'\n').collect();
        prop_assume!(!lines.is_empty());
        let drop = drop.index(lines.len());
        let edit = edit(&desk.log(), drop as u64 + 2, "");
        locked(&desk.log()).unwrap().replace(length(&desk.log()), &[edit]).unwrap();
        let start = log.len() - lines.concat().len();
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
        let read = super::contents(&desk.log());
        if header {
            prop_assert_eq!(read.unwrap().len(), bytes.split_inclusive(|byte| *byte == b'\n').count());
        } else if let Err(error) = read {
            prop_assert!(error.to_string().len() < 1000);
        }
    }
}
