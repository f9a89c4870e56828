//! What is taken for a log, and what is refused.

use super::super::error::NotALog;
use super::super::{Column, LogError, TimeOfDay};
use super::{Desk, locked, pain};

#[test]
fn the_first_line_settles_the_dialect() {
    for (header, separator, line_end, columns) in [
        ("date,pain\n", b',', "\n", 2),
        ("pain,date\r\n", b',', "\r\n", 2),
        ("date;pain;note\n", b';', "\n", 3),
        ("date\tpain", b'\t', "\n", 2),
        ("\u{feff}date,note\r\n", b',', "\r\n", 2),
        ("\"date\",\"pain\"\n", b',', "\n", 2),
        (" date , pain \n", b',', "\n", 2),
        ("id,date,mood,pain,,\n", b',', "\n", 6),
        ("date,pain,\"a;b;c\"\n", b',', "\n", 3),
        ("mood,mood,date,time\n", b',', "\n", 4),
        ("date,pain\r", b',', "\r\n", 2),
    ] {
        let found = Desk::with(header).log().unwrap().header;
        assert_eq!(found.separator, separator, "{header:?}");
        assert_eq!(found.line_end, line_end.as_bytes(), "{header:?}");
        assert_eq!(found.columns.len(), columns, "{header:?}");
        assert!(found.position(Column::Date).is_some(), "{header:?}");
        assert_eq!(found.bytes, header.as_bytes());
    }
}

#[test]
fn anything_else_is_refused_and_stays_as_it_was() {
    let columns = |text: &str| NotALog::Columns(text.to_owned());
    let long = format!("date,pain,{}", "x".repeat(70_000));
    for (bytes, why) in [
        (&b"foo,bar\n1,2\n"[..], columns("foo,bar")),
        (b"date\n2026-11-22\n", columns("date")),
        (b"date,mood\n", columns("date,mood")),
        (b"pain,note\n", columns("pain,note")),
        (b"Date,Note\n", columns("Date,Note")),
        (b"Activity Type,Date,Time,Distance\n", columns("Activity Type,Date,Time,Distance")),
        (b"\n2026-11-22,4\n", columns("")),
        (b"2026-11-22,4\n", columns("2026-11-22,4")),
        (b"date,pain,pain\n", NotALog::Twice("pain")),
        (b"date,\"pain\nnote\"\n", NotALog::OpenQuote),
        (b"date,pain\r2026-11-22,4\r", NotALog::CarriageReturns),
        (b"\x7fELF\x02\x01\0\0\0", NotALog::Binary),
        (b"date,pain\0\n", NotALog::Binary),
        (b"\xff\xfed\0a\0t\0e\0", NotALog::Utf16),
        (long.as_bytes(), NotALog::LongLine),
    ] {
        let desk = Desk::with(bytes);
        let appended = desk.append(&[pain("2026-11-22", "07:30", 4)], TimeOfDay::Explicit);
        for error in [desk.log().unwrap_err(), appended.unwrap_err()] {
            match &error {
                LogError::NotALog { why: found, .. } => assert_eq!(*found, why),
                other => panic!("{other}"),
            }
            assert!(error.to_string().starts_with(desk.path().to_str().unwrap()), "{error}");
            assert!(error.to_string().lines().count() == 1, "{error}");
        }
        assert_eq!(desk.bytes(), bytes);
        assert_eq!(desk.names(), ["log.csv"]);
    }
}

#[test]
fn a_message_for_a_foreign_file_says_what_a_log_is() {
    let error = Desk::with("foo,bar\n").log().unwrap_err();
    let said = error.to_string();
    for word in ["\"foo,bar\"", "`date`", "pain", "distance_km", "semicolons"] {
        assert!(said.contains(word), "{said}");
    }
}

#[test]
fn a_folder_and_a_missing_file_have_their_own_errors() {
    let desk = Desk::new();
    assert!(matches!(desk.log().unwrap_err(), LogError::Missing { .. }));
    assert!(matches!(locked(&desk.path()).unwrap_err(), LogError::Missing { .. }));
    std::fs::create_dir(desk.path()).unwrap();
    let entry = [pain("2026-11-22", "07:30", 4)];
    for error in [
        desk.log().unwrap_err(),
        desk.append(&entry, TimeOfDay::Explicit).unwrap_err(),
        locked(&desk.path()).unwrap_err(),
    ] {
        assert!(matches!(error, LogError::NotALog { why: NotALog::Folder, .. }), "{error}");
    }
    assert_eq!(desk.names(), ["log.csv"]);
    assert!(!desk.path().with_extension("csv.lock").exists());
}

#[test]
fn a_column_is_known_in_every_spelling() {
    let desk = Desk::with(
        "DATE,Pain,Symptom,Stretch Minutes,stretch,Mood,Began\n\
         2026-11-22,4,night-pain,5,calf,low,2026-11-20\n",
    );
    let header = desk.log().unwrap().header;
    let positions = [
        Column::Date,
        Column::Pain,
        Column::Symptoms,
        Column::StretchMinutes,
        Column::Stretch,
        Column::Began,
    ]
    .map(|column| header.position(column));
    assert_eq!(positions, [0, 1, 2, 3, 4, 6].map(Some));
    assert_eq!(header.look_alikes, []);
    // What is added later stands in the column that is there.
    let mut entry = pain("2026-11-22", "", 5);
    entry.symptoms = vec![crate::domain::Symptom::Fever];
    let appended = desk.append(&[entry], TimeOfDay::Incidental).unwrap();
    assert_eq!(appended.columns_added, [""; 0]);
    assert!(desk.text().ends_with("2026-11-22,5,fever,,,,\n"), "{}", desk.text());
}

#[test]
fn a_column_that_looks_like_a_known_one_is_named() {
    for (header, unread) in [
        ("date,pain,Symptome", &[(2, "Symptome", Column::Symptoms, false)][..]),
        ("date,pani,note", &[(1, "pani", Column::Pain, false)]),
        // The exact spelling is read, the other one is not.
        ("date,pain,symptoms,Symptom", &[(3, "Symptom", Column::Symptoms, true)]),
        ("date,pain,Pain Level", &[(2, "Pain Level", Column::Pain, true)]),
        ("date,pain,mood,weather", &[]),
        ("date,pain,note,notes", &[(3, "notes", Column::Note, true)]),
    ] {
        let desk = Desk::with(format!("{header}\n"));
        let found = desk.log().unwrap().header.look_alikes;
        let found: Vec<_> =
            found.iter().map(|it| (it.index, it.name.as_str(), it.meant, it.is_beside)).collect();
        assert_eq!(found, unread, "{header}");
    }
}
