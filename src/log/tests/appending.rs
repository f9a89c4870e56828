//! What an append writes, and what it leaves alone.

use std::thread;

use super::super::lock::wait_quietly;
use super::super::write::Appended;
use super::super::{TimeOfDay, append};
use super::{ALL, Desk, noted, on, pain};
use crate::domain::{Done, Entry, Symptom};

fn full() -> Entry {
    Entry {
        stretch: Some(Done {
            name: "hamstring".parse().unwrap(),
            minutes: Some("2".parse().unwrap()),
            distance: None,
        }),
        activity: Some(Done {
            name: "run".parse().unwrap(),
            minutes: Some("45".parse().unwrap()),
            distance: Some("8.047".parse().unwrap()),
        }),
        symptoms: vec![Symptom::LegPain, Symptom::NightPain],
        began: Some("2026-10-01".parse().unwrap()),
        seen: Some("2026-11-20".parse().unwrap()),
        note: "stiff, \"very\"".to_owned(),
        ..pain("2026-11-22", "07:30", 4)
    }
}

#[test]
fn a_row_that_could_not_be_read_again_is_not_written() {
    let long = Entry { note: "x".repeat(1024 * 1024), ..pain("2026-11-22", "07:30", 4) };
    for desk in [Desk::new(), Desk::with("date,pain\n"), Desk::with(format!("{ALL}\n"))] {
        let before = std::fs::read(desk.path()).ok();
        let append = desk.append(std::slice::from_ref(&long), TimeOfDay::Explicit);
        let error = append.unwrap_err().to_string();
        assert!(error.contains("longer than 1 MiB"), "{error}");
        assert_eq!(std::fs::read(desk.path()).ok(), before);
    }
}

#[test]
fn the_first_row_makes_the_file() {
    let desk = Desk::new();
    let path = desk.folder.path().join("a/b/log.csv");
    let append =
        |entries: &[Entry]| append(&path, entries, TimeOfDay::Incidental, &mut wait_quietly);
    let appended = append(&[full()]).unwrap();
    assert!(appended.created);
    assert_eq!(appended.columns_added, [""; 0]);
    assert_eq!(
        std::fs::read_to_string(&path).unwrap(),
        format!(
            "{ALL}\n2026-11-22,07:30,4,hamstring,2,run,45,8.047,leg-pain;night-pain,2026-10-01,2026-11-20,\"stiff, \"\"very\"\"\"\n"
        )
    );
    let again = append(&[on("2026-11-23")]).unwrap();
    assert_eq!(again, Appended::default());
}

#[test]
fn nothing_to_add_touches_nothing() {
    let desk = Desk::new();
    desk.append(&[], TimeOfDay::Explicit).unwrap();
    assert_eq!(desk.names(), [""; 0]);
}

#[test]
fn the_files_own_ways_are_kept() {
    for (before, after) in [
        ("", format!("{ALL}\n2026-11-22,07:30,4,,,,,,,,,\n").as_str()),
        ("\u{feff}", &format!("\u{feff}{ALL}\n2026-11-22,07:30,4,,,,,,,,,\n")),
        ("date,pain", "date,pain\n2026-11-22,4\n"),
        ("date,pain\r", "date,pain\r\n2026-11-22,4\r\n"),
        ("pain,date\r\n", "pain,date\r\n4,2026-11-22\r\n"),
        (
            "\u{feff}date;mood;pain\r\n2026-11-21;ok;3\r\n",
            "\u{feff}date;mood;pain\r\n2026-11-21;ok;3\r\n2026-11-22;;4\r\n",
        ),
        ("date\tpain\ttime\n", "date\tpain\ttime\n2026-11-22\t4\t07:30\n"),
        ("date,pain\n2026-11-21,3", "date,pain\n2026-11-21,3\n2026-11-22,4\n"),
        ("date,pain\r\n2026-11-21,3", "date,pain\r\n2026-11-21,3\r\n2026-11-22,4\r\n"),
        ("date,pain\r\n2026-11-21,3\r", "date,pain\r\n2026-11-21,3\r\n2026-11-22,4\r\n"),
        (
            "date,pain,note\n2026-11-21,3,\"torn",
            "date,pain,note\n2026-11-21,3,\"torn\n2026-11-22,4,\n",
        ),
        ("date,pain\n\n\nø", "date,pain\n\n\nø\n2026-11-22,4\n"),
    ] {
        let desk = Desk::with(before);
        let appended =
            desk.append(&[pain("2026-11-22", "07:30", 4)], TimeOfDay::Incidental).unwrap();
        assert_eq!(appended, Appended::default());
        assert_eq!(desk.text(), after, "{before:?}");
    }
}

#[test]
fn a_missing_column_is_added_when_it_is_needed() {
    let run = Entry { activity: full().activity, ..pain("2026-11-22", "07:30", 4) };
    for (before, time, added, after) in [
        (
            "date,pain\n2026-11-21,3\n",
            TimeOfDay::Incidental,
            &["activity", "activity_minutes", "distance_km"][..],
            "date,pain,activity,activity_minutes,distance_km\n2026-11-21,3\n2026-11-22,4,run,45,8.047\n",
        ),
        (
            "date,pain\n2026-11-21,3\n",
            TimeOfDay::Explicit,
            &["time", "activity", "activity_minutes", "distance_km"],
            "date,pain,time,activity,activity_minutes,distance_km\n2026-11-21,3\n2026-11-22,4,07:30,run,45,8.047\n",
        ),
        (
            "\u{feff}date;mood;activity;distance_km;activity_minutes\r\n2026-11-21;ok",
            TimeOfDay::Incidental,
            &["pain"],
            "\u{feff}date;mood;activity;distance_km;activity_minutes;pain\r\n2026-11-21;ok\r\n2026-11-22;;run;8.047;45;4\r\n",
        ),
        (
            "date,time,activity,activity_minutes,distance_km",
            TimeOfDay::Incidental,
            &["pain"],
            "date,time,activity,activity_minutes,distance_km,pain\n2026-11-22,07:30,run,45,8.047,4\n",
        ),
    ] {
        let desk = Desk::with(before);
        let appended = desk.append(std::slice::from_ref(&run), time).unwrap();
        assert_eq!(appended.columns_added, added);
        assert!(!appended.created);
        assert_eq!(desk.text(), after, "{before:?}");
        assert_eq!(desk.names(), ["log.csv"]);
    }
}

#[test]
fn what_stands_beyond_the_header_becomes_no_new_columns_value() {
    let desk = Desk::with("date,note\n2026-11-20,stiff, 4, very,\n2026-11-21,ok,,,\n");
    desk.append(&[pain("2026-11-22", "", 5)], TimeOfDay::Incidental).unwrap();
    assert_eq!(
        desk.text(),
        "date,note,,,pain\n2026-11-20,stiff, 4, very,\n2026-11-21,ok,,,\n2026-11-22,,,,5\n"
    );
    let pains: Vec<_> = desk.entries().iter().map(|entry| entry.pain).collect();
    assert_eq!(pains, [None, None, Some(5.try_into().unwrap())]);
}

#[test]
fn a_note_is_one_line_whatever_breaks_it() {
    let desk = Desk::new();
    let note = " a\r\nb\nc\rd\u{b}e\u{c}f\u{85}g\u{2028}h\u{2029}i\r\n";
    desk.append(&[noted("2026-11-22", note)], TimeOfDay::Incidental).unwrap();
    assert_eq!(desk.row().0.note, "a b c d e f g h i");
    assert_eq!(desk.text().lines().count(), 2);
}

#[test]
fn many_writers_at_once_leave_every_row() {
    // The first row makes the file, a later one needs a new column.
    const WRITERS: u8 = 8;
    const ROWS: u8 = 12;
    for before in [None, Some("date,pain")] {
        let desk = before.map_or_else(Desk::new, Desk::with);
        thread::scope(|scope| {
            for writer in 0..WRITERS {
                let desk = &desk;
                scope.spawn(move || {
                    for row in 0..ROWS {
                        let mut entry = pain("2026-11-22", "07:30", row % 11);
                        entry.note = format!("{writer}-{row}");
                        desk.append(&[entry], TimeOfDay::Incidental).unwrap();
                    }
                });
            }
        });
        let mut notes: Vec<_> = desk.entries().into_iter().map(|entry| entry.note).collect();
        notes.sort();
        notes.dedup();
        assert_eq!(notes.len(), usize::from(WRITERS * ROWS), "{before:?}");
        assert_eq!(desk.rows().len(), notes.len());
        assert_eq!(desk.names(), ["log.csv"]);
    }
}

#[test]
fn a_lock_that_is_held_makes_an_append_wait() {
    let desk = Desk::with("date,pain\n2026-11-21,3\n");
    let held = super::locked(&desk.path()).unwrap();
    let row = [pain("2026-11-22", "", 4)];
    thread::scope(|scope| {
        let waiting = scope.spawn(|| desk.append(&row, TimeOfDay::Incidental).unwrap());
        // Under the lock the file is ours: drop the row, and let go.
        held.replace(&desk.bytes(), b"date,pain\n").unwrap();
        assert_eq!(desk.text(), "date,pain\n");
        drop(held);
        waiting.join().unwrap();
    });
    assert_eq!(desk.text(), "date,pain\n2026-11-22,4\n");
}
