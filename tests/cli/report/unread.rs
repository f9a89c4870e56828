//! Nothing hides a sign: what is not read is named wherever a verdict is given,
//! and no calm words stand above it.

use crate::harness::{HEADER, World};

fn world(log: &str) -> World {
    let world = World::new();
    world.with_log(log);
    world
}

fn status(log: &str) -> String {
    world(log).ok(&["status"])
}

/// Four weeks of little pain, and more rows.
fn calm(rows: &str) -> String {
    let days = (1..=21)
        .fold(String::new(), |days, day| format!("{days}2026-11-{day:02},07:30,1,,,,,,,,,\n"));
    format!("{HEADER}{days}{rows}")
}

/// The report in each format, as text.
fn formats(world: &World) -> Vec<(&'static str, String)> {
    ["text", "markdown", "json", "html", "svg"]
        .map(|format| (format, world.ok(&["report", "--format", format])))
        .to_vec()
}

/// That every format of the report, and the status, name each of these.
#[track_caller]
fn named_everywhere(log: &str, in_status: &str, in_report: &str) {
    let world = world(log);
    let status = world.ok(&["status"]);
    assert!(status.contains(in_status), "{status}");
    for (format, text) in formats(&world) {
        let wanted = if format == "svg" { in_status } else { in_report };
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains(wanted), "{format}: {wanted:?} is not in\n{text}");
    }
}

#[test]
fn a_column_counts_in_every_spelling() {
    for name in ["Symptoms", "symptom", "SYMPTOMS", " Symptom "] {
        let world = world(&format!("Date,PAIN,{name}\n2026-11-21,1,saddle-numbness\n"));
        let ran = world.run(&["status", "--exit-code"]);
        assert_eq!(ran.code, Some(1), "{name}: {ran}");
        assert!(ran.stdout.starts_with("Get emergency help now"), "{ran}");
        // The next record uses that column.
        world.ok(&["log", "4", "--symptom", "fever"]);
        assert!(world.log().ends_with("2026-11-22,4,fever\n"), "{}", world.log());
    }
}

#[test]
fn a_column_that_is_not_read_is_named() {
    named_everywhere(
        "date,pain,Symptome\n2026-11-21,1,saddle-numbness\n",
        "1 column unread",
        "The column Symptome is not read; did you mean symptoms?",
    );
    let calm = status("date,pain,Symptome\n2026-11-21,1,\n");
    assert!(calm.contains("Cannot tell for sure"), "{calm}");
    // One that the rule does not read leaves the verdict as it is.
    let noted = status("date,pain,nite\n2026-11-21,1,\n");
    assert!(noted.contains("Little or no pain"), "{noted}");
}

#[test]
fn an_unknown_symptom_is_named_and_counted() {
    let log = calm("2026-11-22,07:30,2,,,,,,sadle-numbness,,,\n");
    named_everywhere(&log, "1 field unread", "Not known as a symptom: sadle-numbness.");
    let world = world(&log);
    let json = world.ok(&["report", "--format", "json"]);
    assert!(json.contains("\"bad_fields\": 1"), "{json}");
    assert!(json.contains("\"sadle-numbness\""), "{json}");
    let status = world.ok(&["status"]);
    assert!(status.contains("An unread entry may mean saddle-numbness"), "{status}");
    // Any unknown word may be an urgent sign, for half a year.
    for word in ["nigth-pain", "odd"] {
        for (day, may_be) in [("2026-11-22", true), ("2026-05-25", true), ("2026-05-24", false)] {
            let log = calm(&format!("{day},07:30,1,,,,,,{word},,,\n"));
            let world = super::unread::world(&log);
            let ran = world.run(&["status", "--exit-code"]);
            let says = "An unread entry may be an urgent sign";
            assert_eq!(ran.stdout.contains(says), may_be, "{day} {word}: {ran}");
            assert_eq!(ran.code, Some(i32::from(may_be)), "{day} {word}: {ran}");
            assert!(ran.stdout.contains("1 field unread"), "{ran}");
            assert_eq!(world.run(&["report", "--exit-code"]).code, ran.code);
            // A visit, or a look at the signs, on a later day answers it.
            for answer in ["--seen", "--no-signs"] {
                if day < "2026-11-22" {
                    world.with_log(&log);
                    world.ok(&["log", answer]);
                    assert_eq!(world.run(&["status", "--exit-code"]).code, Some(0), "{answer}");
                }
            }
        }
    }
}

#[test]
fn what_separates_symptoms_hides_none() {
    for cell in [
        "\"leg-pain,saddle-numbness\"",
        "leg-pain/saddle-numbness",
        "leg-pain | Saddle Numbness",
        "leg-pain;saddle\u{a0}numbness",
        "leg\u{2013}pain;saddle\u{2013}numbness",
    ] {
        let log = format!("{HEADER}2026-11-22,07:30,2,,,,,,{cell},,,\n");
        assert!(status(&log).starts_with("Get emergency help now"), "{cell}");
    }
    // An unquoted comma moves the second name into another column.
    let log = format!("{HEADER}2026-11-22,07:30,2,,,,,,leg-pain,saddle-numbness,,\n");
    let said = status(&log);
    assert!(said.contains("field unread"), "{said}");
    let report = world(&log).ok(&["report"]);
    assert!(report.contains("may mean saddle-numbness"), "{report}");
    named_everywhere(
        "date,pain,symptoms\n2026-11-22,2,leg-pain/night-pain\n",
        "1 symptom cell without semicolon",
        "1 cell of symptoms has no semicolon between the names",
    );
}

#[test]
fn pain_that_cannot_be_read_is_not_no_pain() {
    let rows = (18..=22)
        .fold(String::new(), |rows, day| format!("{rows}2026-11-{day},07:30,8.5,,,,,,,,,\n"));
    let log = calm(&rows).replace(",07:30,1,", ",07:00,1,");
    let mut wide = world(&log);
    let said = wide.var("COLUMNS", "120").ok(&["status"]);
    assert!(said.contains("today's pain unread"), "{said}");
    assert!(said.contains("5 fields unread"), "{said}");
    assert!(!said.contains("Little or no pain"), "{said}");
    named_everywhere(&log, "5 fields unread", "As far as it was read: little or no pain.");
}

#[test]
fn a_row_in_the_future_is_named() {
    let log = format!("{HEADER}2026-11-21,07:30,2,,,,,,,,,\n2062-11-22,07:30,2,,,,,,,,,\n");
    named_everywhere(
        &log,
        "1 row in the future",
        "1 row is dated in the future; that does not count yet.",
    );
    // An urgent sign in it may be one of today.
    let urgent = log.replace("2062-11-22,07:30,2,,,,,,", "2062-11-22,07:30,2,,,,,,fever");
    assert!(status(&urgent).contains("may mean fever"));
    // A replay knows nothing of later days, and a night is no future.
    let replay = world(&urgent).ok(&["report", "--as-of", "2026-11-21", "--format", "markdown"]);
    assert!(!replay.contains("future"), "{replay}");
    let mut night = world(&format!("{HEADER}2026-11-22,00:30,2,,,,,,,,,\n"));
    night.with_config("day_starts_at = \"04:00\"\n");
    night.at("2026-11-22T00:40");
    assert!(!night.ok(&["status"]).contains("future"));
}

#[test]
fn a_slip_in_the_year_is_named_and_shows_no_centuries() {
    let log = "date,pain\n0226-11-20,4\n2026-11-22,4\n";
    named_everywhere(
        log,
        "1 row before 1950",
        "1 row is dated before 1950: look for a slip in the year.",
    );
    let json = world(log).ok(&["report", "--all", "--format", "json"]);
    assert!(json.len() < 10_000, "{} bytes", json.len());
    let shown = world(log).run(&["check"]);
    assert!(shown.stdout.contains("line 2: 0226-11-20 is before 1950"), "{shown}");
    // Two digits may be another century's: nothing is made of them.
    let two = "date,pain\n30.12.25,4\n31.12.99,4\n13.11.26,4\n";
    let two = world(two);
    two.run(&["check", "--fix"]);
    assert_eq!(two.log(), "date,pain\n2025-12-30,4\n31.12.99,4\n2026-11-13,4\n");
}

#[test]
fn nothing_is_calm_above_a_row_that_cannot_be_read() {
    for (row, says) in [
        ("11/22/2026,07:30,9,,,,,,saddle-numbness,,,\n", "An unread entry may be an urgent sign"),
        ("2026-11-22,07:30,9,,,,,,fever,,,\"open\n", "An unread entry may be an urgent sign"),
        ("nonsense,07:30,9,,,,,,,,,\n", "An unread entry may be an urgent sign"),
    ] {
        let said = status(&calm(row));
        assert!(said.contains(says) && said.contains("1 row unread"), "{said}");
        assert!(!said.contains("Little or no pain"), "{said}");
    }
    // One among rows that are long past changes nothing of today's answer.
    let rows = "nonsense,,9,,,,,,,,,\n2026-01-01,,1,,,,,,,,,\n";
    let log = calm("").replace(HEADER, &format!("{HEADER}2026-01-01,,1,,,,,,,,,\n{rows}"));
    let said = status(&log);
    assert!(said.contains("1 row unread") && said.contains("Little or no pain"), "{said}");
}

#[test]
fn hostile_names_are_shown_and_do_nothing() {
    let log = "date,pain,pian\u{1b}[2J,symptoms\n2026-11-22,1,,<b>x`y|*\u{202e}\n";
    let world = world(log);
    for (format, text) in formats(&world) {
        assert!(!text.contains(['\u{1b}', '\u{202e}']), "{format}: {text}");
        assert!(format == "json" || !text.contains("<b>x"), "{format}: {text}");
    }
    let markdown = world.ok(&["report", "--format", "markdown"]);
    assert!(markdown.contains("Not known as a symptom: ?b?x?y and ??."), "{markdown}");
}

#[test]
fn an_urgent_name_is_found_wherever_it_was_not_read() {
    for (columns, row) in [
        ("symptoms", "saddle-numbness (left)"),
        ("symptoms", "leg-pain & saddle-numbness"),
        ("symptoms", "leg-pain saddle-numbness"),
        ("symptoms", "saddle-numbness:yes"),
        ("symptoms (new)", "saddle-numbness"),
        ("my symptoms", "leg-pain, saddle numbness"),
        ("sympt", "saddle-numbness"),
        ("Symptome", "saddle-numbness"),
        ("warning signs", "saddle-numbness"),
    ] {
        let log = format!("date,pain,{columns}\n2026-11-22,1,\"{row}\"\n");
        let world = world(&log);
        let said = world.ok(&["status"]);
        assert!(said.contains("may mean saddle-numbness"), "{log}{said}");
        let ran = world.run(&["stretch", "--no-log", "--hold", "1s"]);
        assert_eq!(ran.code, Some(2), "{log}{ran}");
        assert!(ran.stderr.contains("may mean saddle-numbness"), "{ran}");
        assert!(world.ok(&["tips", "--for-me"]).contains("may mean saddle-numbness"));
    }
    for row in ["bladder bowel trouble", "Bladder/Bowel"] {
        let log = format!("date,pain,symptoms\n2026-11-22,1,{row}\n");
        assert!(status(&log).contains("may mean bladder-bowel"), "{row}");
    }
    // Names in cells beyond the header.
    for row in ["4,fever,both-legs", "4,,both-legs", "4,leg-pain,both-legs"] {
        let log = format!("date,pain,symptoms\n2026-11-22,{row}\n");
        assert!(status(&log).contains("may mean both-legs"), "{row}");
    }
    // What was read is not what was lost.
    let log = "date,pain,symptoms\n2026-11-22,4,leg-pain;Fever;odd\n";
    let report = world(log).ok(&["report"]);
    assert!(!report.contains("may mean"), "{report}");
    // Another column may speak of a sign in a text of its own.
    let log = "date,pain,diary\n2026-11-22,1,no fever today\n";
    assert!(!status(log).contains("fever"));
    for year in ["1926", "2062"] {
        let log = calm(&format!("{year}-11-22,07:30,1,,,,,,fever,,,\n"));
        assert!(status(&log).contains("may mean fever"), "{year}");
    }
}

#[test]
fn a_visit_answers_a_sign_that_was_not_read() {
    let log =
        calm("2026-11-20,07:30,1,,,,,,sadle-numbness,,,\n2026-11-21,07:30,1,,,,,,,,2026-11-21,\n");
    let said = status(&log);
    assert!(!said.contains("may mean") && said.contains("1 field unread"), "{said}");
}

#[test]
fn an_urgent_sign_stays_first_in_a_line_that_is_too_long() {
    let log = "date,pain,symptoms\n2026-11-22,4,saddle-numbness\n2026-11-22,11,foo/bar\n\
               x,3,\ny,3,\n2026-12-01,3,\n";
    assert!(status(log).starts_with("Get emergency help now"));
    // A worse one that was not read goes before it, one that is not is said beside it.
    let worse = world("date,pain,symptoms\n2026-11-22,4,fever\n2026-11-22,4,sadle-numbness\n");
    let report = worse.ok(&["report", "--format", "markdown"]);
    assert!(report.contains("## An unread entry may mean saddle-numbness"), "{report}");
    assert!(report.contains("Be seen by a doctor today"), "{report}");
    assert_eq!(worse.run(&["status", "--exit-code"]).code, Some(1));
    let other = world("date,pain,symptoms\n2026-11-22,4,both-legs\n2026-11-22,4,feverr\n");
    let report = other.ok(&["report", "--format", "markdown"]);
    assert!(report.contains("## Get emergency help now"), "{report}");
    assert!(report.contains("may mean fever"), "{report}");
}

#[test]
fn log_says_nothing_calm_over_what_status_warns_of() {
    let rows = (1..=10).fold(String::new(), |rows, day| format!("{rows}2026-10-{day:02},6,\n"));
    let rows = (11..=28).fold(rows, |rows, day| format!("{rows}2026-10-{day},3,\n"));
    for last in ["2026-10-29,3,sadle-numbness\n", "2026-10-29,3,\"x\n", "odd,3,\n"] {
        let mut world = world(&format!("date,pain,symptoms\n{rows}{last}"));
        world.at("2026-10-30T20:00");
        let shown = world.ok(&["log", "2"]);
        assert!(!shown.contains("Easing"), "{shown}");
    }
}
