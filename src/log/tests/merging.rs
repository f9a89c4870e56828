//! Another log into this one: rows that are not here are added, as they are read there.

use std::path::Path;

use proptest::prelude::*;

use super::super::merge::Merge;
use super::super::merge::MergeError;
use super::super::{Log, NotALog};

fn log(text: &str) -> Log {
    Log::of(Path::new("x"), text.as_bytes().to_vec()).unwrap()
}

/// Our log after the import, or why there is none.
fn merged(ours: &str, theirs: &str) -> Result<String, MergeError> {
    let ours = log(ours);
    let merge = Merge::new(Some(&ours), &log(theirs))?;
    let rows = &ours.bytes[ours.header.bytes.len()..];
    let all = [&*merge.header.bytes, rows, &merge.lines()].concat();
    Ok(String::from_utf8(all).unwrap())
}

#[test]
fn rows_that_are_not_here_are_added_once() {
    let ours = "date,time,pain,note\n2026-11-19,07:30,3,x\n";
    for (theirs, expected) in [
        // The same row in another order of columns and another form of time.
        ("pain;date;time;note\n3;2026-11-19;7:30 AM;x\n", ours.to_owned()),
        ("date,pain\n2026-11-20,4\n", format!("{ours}2026-11-20,,4,\n")),
        // Twice there is twice here.
        (
            "date,pain\n2026-11-20,4\n2026-11-20,4\n",
            format!("{ours}2026-11-20,,4,\n2026-11-20,,4,\n"),
        ),
        // A cell that says nothing is none.
        ("date,pain,symptoms,note\n2026-11-20,4,;,\u{a0}\n", format!("{ours}2026-11-20,,4,\n")),
        ("date,mood\n2026-11-20,low\n", "x".to_owned()),
    ] {
        if theirs.contains("mood") {
            assert!(Log::of(Path::new("x"), theirs.into()).is_err());
            continue;
        }
        let once = merged(ours, theirs).unwrap();
        assert_eq!(once, expected, "{theirs}");
        assert_eq!(merged(&once, theirs).unwrap(), once, "{theirs}");
    }
}

#[test]
fn what_could_not_be_read_there_is_added_as_it_is() {
    let ours = "date,pain,note\n2026-11-19,3,x\n";
    for (theirs, last) in [
        ("pain,date,note\n5,13/11/2026,z\n6,10/11/2026,w\n", "13/11/2026,5,z\n10/11/2026,6,w\n"),
        ("pain,date,note\n5,31.12.99,\n", "31.12.99,5,\n"),
        ("pain,date,note\n11,2026-11-20,\n", "2026-11-20,11,\n"),
    ] {
        let once = merged(ours, theirs).unwrap();
        assert_eq!(once, format!("{ours}{last}"));
        assert_eq!(merged(&once, theirs).unwrap(), once, "{theirs}");
    }
    let ours = "date,pain,activity,activity_minutes,distance_km\n";
    let theirs =
        "date,pain,distance_km,activity,activity_minutes\n2026-11-20,4,\"1,500\",bike,\"1,234\"\n";
    let once = merged(ours, theirs).unwrap();
    assert!(once.ends_with("2026-11-20,4,bike,\"1,234\",\"1,500\"\n"), "{once}");
    // Where a comma is a decimal one it would be a number.
    let ours = ours.replace(',', ";");
    assert_eq!(merged(&ours, theirs), Err(MergeError::Line(2)));
}

#[test]
fn no_header_is_changed_in_what_it_means() {
    // A second column of the same meaning, which would be read as the first.
    let refused = merged(
        "date,pain,note\n2026-11-19,3,x\n",
        "date,pain,symptoms,Symptoms,note\n2026-11-20,3,,saddle-numbness,y\n",
    );
    assert!(matches!(refused, Err(MergeError::Line(2) | MergeError::Header(_))), "{refused:?}");
    // A name that would change the separator.
    let refused = merged(
        "date;pain\n2026-11-19;7\n2026-11-20;8\n",
        "date,pain,\"remarks: what, date, pain\"\n2026-11-21,5,x\n",
    );
    assert!(
        matches!(refused, Err(MergeError::Header(NotALog::Changed(_) | NotALog::Twice(_)))),
        "{refused:?}"
    );
    // Two columns of one own name stay two.
    let both = merged("date,pain\n", "date,pain,mood,mood\n2026-11-20,4,,good\n").unwrap();
    assert_eq!(both, "date,pain,mood,mood\n2026-11-20,4,,good\n");
}

#[test]
fn a_row_that_differs_from_one_of_its_moment_is_named() {
    let ours = log("date,time,pain\n2026-11-19,07:30,3\n");
    let theirs = log("date,time,pain\n2026-11-19,07:30,5\n2026-11-20,07:30,4\n");
    let merge = Merge::new(Some(&ours), &theirs).unwrap();
    assert_eq!((merge.added.len(), merge.already), (2, 0));
    let moments: Vec<String> = merge.differ.iter().map(|(date, _)| date.to_string()).collect();
    assert_eq!(moments, ["2026-11-19"]);
}

proptest! {
    #[test]
    fn an_import_loses_nothing_and_is_done_once(
        rows in proptest::collection::vec("2026-11-[0-3][0-9][,;][0-9]{0,2}[,;][a-z\", =é]{0,6}", 0..5),
        more in proptest::collection::vec("[0-9]{0,2},2026-11-[0-3][0-9],[a-z\",é]{0,6},[a-z]{0,3}", 0..5),
        separator in prop_oneof![Just(","), Just(";")],
        name in prop_oneof![Just("mood"), Just("Notes"), Just(""), Just("Symptoms")],
    ) {
        let ours = format!("{}\n{}\n", ["date", "pain", "note"].join(separator), rows.join("\n"));
        let theirs = format!("pain,date,note,{name}\n{}\n", more.join("\n"));
        let Ok(once) = merged(&ours, &theirs) else { return Ok(()) };
        let (before, after) = (log(&ours), log(&once));
        let entries = |log: &Log| log.rows().map(|row| row.entry).collect::<Vec<_>>();
        prop_assert!(entries(&after).starts_with(&entries(&before)));
        prop_assert_eq!(merged(&once, &theirs).unwrap(), once);
    }
}
