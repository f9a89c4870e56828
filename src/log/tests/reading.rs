//! Rows, problems, and lines that are no rows.

use super::super::ProblemKind;
use super::super::row::LONGEST_ROW;
use super::{ALL, Desk, on, pain, row_of, said};
use crate::domain::Symptom;

#[test]
fn a_full_row_is_read_whole() {
    let (entry, problems) = row_of(
        "2026-11-22,07:30,4,hamstring,2,run,45,8.047,leg-pain;night-pain,2026-10-01,2026-11-20,\"stiff, \"\"very\"\"\"",
    );
    assert_eq!(problems, []);
    assert_eq!(entry.date.to_string(), "2026-11-22");
    assert_eq!(entry.time.unwrap().to_string(), "07:30:00");
    assert_eq!(entry.pain.unwrap().get(), 4);
    let (stretch, run) = (entry.stretch.unwrap(), entry.activity.unwrap());
    assert_eq!(stretch.name.as_str(), "hamstring");
    assert_eq!(stretch.minutes.unwrap().thousandths(), 2000);
    assert_eq!(stretch.distance, None);
    assert_eq!(run.name.as_str(), "run");
    assert_eq!(run.minutes.unwrap().thousandths(), 45_000);
    assert_eq!(run.distance.unwrap().thousandths(), 8047);
    assert_eq!(entry.symptoms, [Symptom::LegPain, Symptom::NightPain]);
    assert_eq!(entry.began.unwrap().to_string(), "2026-10-01");
    assert_eq!(entry.seen.unwrap().to_string(), "2026-11-20");
    assert_eq!(entry.note, "stiff, \"very\"");
}

#[test]
fn what_spreadsheets_write_is_read() {
    let desk = Desk::with(
        "\u{feff}pain;date;time;activity;activity_minutes;distance_km;symptoms;mood\r\n\
         4,0; 2026-11-22 ;7:30;Run;45,5;8,25;\"fever;Night Pain\";fine\r\n",
    );
    let (entry, problems) = desk.row();
    assert_eq!(problems, []);
    assert_eq!(entry.pain.unwrap().get(), 4);
    assert_eq!(entry.time.unwrap().to_string(), "07:30:00");
    let run = entry.activity.unwrap();
    assert_eq!(
        (run.minutes.unwrap().thousandths(), run.distance.unwrap().thousandths()),
        (45_500, 8250)
    );
    assert_eq!(entry.symptoms, [Symptom::Fever, Symptom::NightPain]);
}

#[test]
fn a_bad_field_is_named_and_the_rest_of_its_row_counts() {
    for (line, expected) in [
        (
            "2026-11-22,25:00,4",
            "line 2, column 2 (time): \"25:00\" is not a time of day; try HH:MM, from 00:00 to 23:59",
        ),
        (
            "2026-11-22,07:30,11",
            "line 2, column 3 (pain): \"11\" is not a pain rating; a whole number from 0 (none) to 10 (worst imaginable) is accepted",
        ),
        (
            "2026-11-22,,,hamstring,2.3456",
            "line 2, column 5 (stretch_minutes): \"2.3456\" is not a number of minutes; a decimal of 0 or more with at most 3 decimals is accepted, such as 12.5",
        ),
        (
            "2026-11-22,,,,,run!",
            "line 2, column 6 (activity): \"run!\" is not a name; a lower-case word with hyphens is accepted, such as hip-flexor",
        ),
        (
            "2026-11-22,,,,,,45",
            "line 2, column 7 (activity_minutes): there is no activity for these minutes",
        ),
        (
            "2026-11-22,,,,,,,8",
            "line 2, column 8 (distance_km): there is no activity for these kilometres",
        ),
        (
            "2026-11-22,,,,5",
            "line 2, column 5 (stretch_minutes): there is no stretch for these minutes",
        ),
        (
            "2026-11-22,,,,,,,,,2026-11-23",
            "line 2, column 10 (began): 2026-11-23 is after the row's own day, 2026-11-22; that day or an earlier one is accepted",
        ),
        (
            "2026-11-22,,,,,,,,,,soon",
            "line 2, column 11 (seen): \"soon\" is not a day; YYYY-MM-DD is accepted, such as 2026-11-22",
        ),
        (
            "2026-11-22,,,,,,,,,,,stiff, then well",
            "line 2, column 13: \"then well\" is beyond the 12 columns of the header; put quotes around a text that holds the separator",
        ),
        (
            "2026-11-22,,,,,,,,leg-pain/fever",
            "line 2, column 9 (symptoms): \"leg-pain/fever\" is read as several symptoms; separate them with `;`",
        ),
    ] {
        let (entry, problems) = row_of(line);
        assert_eq!(said(&problems), [expected], "{line}");
        assert_eq!(entry.date, on("2026-11-22").date);
    }
    let (entry, problems) = row_of("2026-11-22,noon,4,x y!,3,run,long,8,,,,note");
    assert_eq!(problems.len(), 3, "{:?}", said(&problems));
    assert_eq!(entry.pain.unwrap().get(), 4);
    let run = entry.activity.unwrap();
    assert_eq!(run.distance.unwrap().thousandths(), 8000);
    assert_eq!(entry.note, "note");
}

#[test]
fn zeros_that_a_spreadsheet_fills_in_are_no_problem() {
    let (entry, problems) = row_of("2026-11-22,,4,,0,,0,0.0,,,,");
    assert_eq!(problems, []);
    assert_eq!(entry, pain("2026-11-22", "", 4));
    assert_eq!(row_of("2026-11-22,,4,,,,,,,,,,,,,").1, []);
}

#[test]
fn an_unknown_symptom_leaves_the_known_ones_in() {
    let (entry, problems) =
        row_of("2026-11-22,,,,,,,,night-pain;feverr; ;night-pain;Bladder Bowel");
    assert_eq!(entry.symptoms, [Symptom::NightPain, Symptom::BladderBowel]);
    assert_eq!(problems.len(), 1);
    let problem = &problems[0];
    assert_eq!(problem.text, "feverr");
    assert!(matches!(problem.kind, ProblemKind::UnknownSymptom(_)));
    assert!(problem.is_unread());
    assert!(problem.to_string().contains("did you mean fever?"), "{problem}");
}

#[test]
fn a_sign_that_is_read_is_lost_in_no_other_field() {
    let desk = Desk::with(
        "date,pain,began,Symptome,symptoms\n2026-11-20,4,fever,fever,fever\n2026-11-21,4,fever,fever,\n",
    );
    let signs =
        |row: &super::Row| row.problems.iter().map(|problem| problem.sign).collect::<Vec<_>>();
    let rows = desk.rows();
    assert_eq!(signs(&rows[0]), [None, None]);
    assert_eq!(signs(&rows[1]), [Some(Symptom::Fever); 2]);
}

#[test]
fn an_unknown_stretch_counts() {
    let (entry, problems) = row_of("2026-11-22,,,foam-roll,5");
    assert_eq!(problems, []);
    assert_eq!(entry.stretch.unwrap().name.as_str(), "foam-roll");
}

#[test]
fn bytes_that_are_no_utf8_spoil_their_own_field() {
    let mut bytes = format!("mood,{ALL}\n").into_bytes();
    bytes.extend(b"m\xfcde,2026-11-22,,4,,,,,,,,,m\xfcde\n");
    let (entry, problems) = Desk::with(bytes).row();
    assert_eq!(entry, pain("2026-11-22", "", 4));
    assert_eq!(
        said(&problems),
        ["line 2, column 13 (note): \"m\u{fffd}de\" is not UTF-8; save the file as UTF-8"]
    );
}

#[test]
fn no_line_stops_the_ones_after_it() {
    let desk = Desk::with(
        "date,pain,note\n\
         2026-11-20,4,\"torn\n\
         \n\
         2026-13-01,4\n\
         , ,\n\
         ,5,\n\
         2026-11-21,5,a \"b\" c\n\
         2026-11-22,6,\"x\"2026-11-23,7,\"y\n\
         date,pain,note\n\
         2026-11-24",
    );
    let shown: Vec<_> = desk
        .rows()
        .iter()
        .map(|row| match &row.entry {
            Some(entry) => format!("{} {:?}", entry.date, entry.note),
            None => said(&row.problems).join(" "),
        })
        .collect();
    let quote = "a quote is not closed, as by a line break in a note; a text that begins with a quote must end with one, and a quote within it is written twice";
    assert_eq!(
        shown,
        [
            format!("line 2: {quote}").as_str(),
            "line 4, column 1 (date): \"2026-13-01\" is not a day; YYYY-MM-DD is accepted, such as 2026-11-22",
            "line 6, column 1 (date): there is no day; YYYY-MM-DD is accepted, such as 2026-11-22",
            "2026-11-21 \"a \\\"b\\\" c\"",
            format!("line 8: {quote}").as_str(),
            "line 9, column 1 (date): this is the header again; `backcare check --fix` takes it out",
            "2026-11-24 \"\"",
        ]
    );
}

#[test]
fn lines_come_with_their_bytes_and_numbers() {
    let lines = ["2026-11-20,4\r\n", "\r\n", "2026-11-21\n", "2026-11-22,\"5\""];
    let desk = Desk::with(format!("\u{feff}date,pain\r\n{}", lines.concat()));
    let log = desk.log().unwrap();
    let seen: Vec<_> = log.rows().map(|row| (row.number, row.start, row.bytes)).collect();
    let start = "\u{feff}date,pain\r\n".len();
    assert_eq!(
        seen,
        [
            (2, start, lines[0].as_bytes()),
            (4, start + 16, lines[2].as_bytes()),
            (5, start + 27, lines[3].as_bytes()),
        ]
    );
}

#[test]
fn a_line_longer_than_a_row_may_be_stops_no_other() {
    let longest = "x".repeat(LONGEST_ROW - "2026-11-21,".len());
    let log =
        format!("date,note\n2026-11-21,{longest}\r\n2026-11-21,{longest}x\n2026-11-22,short\n");
    let desk = Desk::with(&log);
    let notes: Vec<_> = desk.entries().iter().map(|entry| entry.note.len()).collect();
    assert_eq!(notes, [longest.len(), 5]);
    let rows = desk.rows();
    let why = said(&rows[1].problems).join("");
    assert!(why.starts_with("line 3: ") && why.contains("longer than 1 MiB"), "{why}");
}

#[test]
fn a_file_without_rows_reads_as_such() {
    for bytes in ["", "\u{feff}", "date,pain", "date,pain\n", "date,pain\n\n \n"] {
        let desk = Desk::with(bytes);
        assert!(desk.rows().is_empty(), "{bytes:?}");
    }
}
