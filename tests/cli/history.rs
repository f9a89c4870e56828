//! `backcare history`: what was recorded, for people and for programs.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use insta::assert_snapshot;

use crate::harness::{HEADER, World};

const ROWS: &str = "\
2026-11-18,07:00,5,hamstring,2,,,,,,,stiff after the long run\n\
2026-11-20,,6,,,run,45,8.047,leg-pain;fever,2026-10-18,,\n\
2026-11-21,19:10,4,,,swim,,0.4,,,2026-11-19,\"a note, with commas and \"\"quotes\"\"\"\n\
2026-11-19,08:15,,hip-flexor,,,,,,,,\n\
2026-11-22,07:00,3,,,,,,,,,\n";

fn world() -> World {
    let world = World::new();
    world.with_log(format!("{HEADER}{ROWS}"));
    world
}

#[test]
fn everything_is_listed_with_the_newest_last() {
    assert_snapshot!(world().run(&["history"]), @"
    date        time   pain  stretch         activity          notes
    2026-11-18  07:00     5  hamstring 2min                    stiff after the long…
    2026-11-19  08:15        hip-flexor
    2026-11-20            6                  run 45min 8.05km  leg-pain; fever; beg…
    2026-11-21  19:10     4                  swim 0.4km        seen 2026-11-19; a n…
    2026-11-22  07:00     3
    --- exit 0
    ");
}

#[test]
fn a_wide_terminal_shows_whole_notes_and_a_narrow_one_stacks() {
    let mut world = world();
    world.var("COLUMNS", "120");
    assert_snapshot!(world.ok(&["history", "-n", "2"]), @r#"
    date        time   pain  activity    notes
    2026-11-21  19:10     4  swim 0.4km  seen 2026-11-19; a note, with commas and "quotes"
    2026-11-22  07:00     3
    "#);
    world.var("COLUMNS", "40");
    assert_snapshot!(world.ok(&["history"]), @"
    2026-11-18 07:00  pain 5/10
      hamstring 2min
      stiff after the long run
    2026-11-19 08:15
      hip-flexor
    2026-11-20  pain 6/10
      run 45min 8.05km
      leg-pain; fever; began 2026-10-18
    2026-11-21 19:10  pain 4/10
      swim 0.4km
      seen 2026-11-19; a note, with commas…
    2026-11-22 07:00  pain 3/10
    ");
}

#[test]
fn distances_are_in_the_unit_of_the_config() {
    let world = world();
    world.with_config("distance_unit = \"mi\"\n");
    assert_snapshot!(world.ok(&["history", "--since", "friday", "--until", "friday"]), @"
    date        pain  activity       notes
    2026-11-20     6  run 45min 5mi  leg-pain; fever; began 2026-10-18
    ");
}

#[test]
fn days_and_a_number_choose_rows() {
    let dates = |args: &[&str]| {
        let args: Vec<_> = ["history"].iter().chain(args).copied().collect();
        let shown = world().ok(&args);
        shown.lines().skip(1).map(|line| line[8..10].to_owned()).collect::<Vec<_>>().join(" ")
    };
    for (args, expected) in [
        (&[][..], "18 19 20 21 22"),
        (&["--since", "2026-11-20"], "20 21 22"),
        (&["--since", "3 days ago"], "19 20 21 22"),
        (&["--until", "yesterday"], "18 19 20 21"),
        (&["--since", "thursday", "--until", "friday"], "19 20"),
        (&["-n", "2"], "21 22"),
        (&["-n", "2", "--until", "friday"], "19 20"),
        (&["-n", "99"], "18 19 20 21 22"),
        (&["--since", "2027-01-01"], ""),
    ] {
        assert_eq!(dates(args), expected, "{args:?}");
    }
}

#[test]
fn csv_is_the_log_in_its_own_forms() {
    let world = World::new();
    let rows = "2026-11-20,07:00,5,hamstring,2,run,45,8.047,fever;leg-pain,2026-10-18,2026-11-19,\"a, \"\"b\"\"\"\n";
    world.with_log(format!("{HEADER}{rows}"));
    assert_eq!(world.ok(&["export", "csv"]), format!("{HEADER}{rows}"));
    // A spreadsheet's dialect comes out canonical.
    world.with_log("\u{feff}note;date;pain;time;mine\r\nx;2026-11-20;4.0;7:30 AM;kept\r\n");
    assert_eq!(world.ok(&["export", "csv"]), format!("{HEADER}2026-11-20,07:30,4,,,,,,,,,x\n"));
}

#[test]
fn json_has_null_for_what_is_not_known() {
    assert_snapshot!(world().run(&["export", "json", "--since", "2026-11-20"]), @r#"
    {"schema":"backcare.export/1","rows":[
    {"date":"2026-11-20","time":null,"pain":6,"stretch":null,"stretch_minutes":null,"activity":"run","activity_minutes":45.0,"distance_km":8.047,"symptoms":["leg-pain","fever"],"began":"2026-10-18","seen":null,"note":null,"tags":[],"urgent_signs":null,"instant":null},
    {"date":"2026-11-21","time":"19:10","pain":4,"stretch":null,"stretch_minutes":null,"activity":"swim","activity_minutes":null,"distance_km":0.4,"symptoms":[],"began":null,"seen":"2026-11-19","note":"a note, with commas and \"quotes\"","tags":[],"urgent_signs":null,"instant":"2026-11-21T19:10"},
    {"date":"2026-11-22","time":"07:00","pain":3,"stretch":null,"stretch_minutes":null,"activity":null,"activity_minutes":null,"distance_km":null,"symptoms":[],"began":null,"seen":null,"note":null,"tags":[],"urgent_signs":null,"instant":"2026-11-22T07:00"}
    ]}
    --- exit 0
    "#);
    let world = World::new();
    let row = "2026-11-22,07:30,4,,,,,,,,,x\n";
    world.with_log(HEADER.to_owned() + &row.repeat(2100));
    let json: serde_json::Value = serde_json::from_str(&world.ok(&["export", "json"])).unwrap();
    assert_eq!(json["schema"], "backcare.export/1");
    assert_eq!(json["rows"].as_array().unwrap().len(), 2100);
    assert_eq!(json["rows"][2099]["note"], "x");
}

#[test]
fn small_hours_come_last_in_their_day() {
    let world = World::new();
    world.with_log(format!(
        "{HEADER}2026-11-21,00:40,1,,,,,,,,,\n2026-11-21,23:10,2,,,,,,,,,\n2026-11-21,,3,,,,,,,,,\n"
    ));
    let order = |world: &World| {
        let shown = world.ok(&["export", "csv"]);
        let pains = shown.lines().skip(1).filter_map(|line| line.split(',').nth(2));
        pains.map(str::to_owned).collect::<String>()
    };
    assert_eq!(order(&world), "312");
    world.with_config("day_starts_at = \"04:00\"\n");
    assert_eq!(order(&world), "321");
}

#[test]
fn a_hostile_note_is_shown_harmless() {
    let world = World::new();
    world.with_log(format!(
        "{HEADER}2026-11-22,07:30,4,,,,,,,,,\u{1b}]0;owned\u{7}\u{1b}[2Jred\u{9b}31m\u{202e}\n"
    ));
    for columns in ["40", "80", "200"] {
        let mut world = World::new();
        world.with_log(format!(
            "{HEADER}2026-11-22,07:30,4,,,,,,,,,\u{1b}]0;owned\u{7}\u{1b}[2Jred\u{9b}31m\u{202e}\n"
        ));
        world.var("COLUMNS", columns);
        let shown = world.ok(&["history"]);
        assert!(
            !shown.contains(|c: char| (c.is_control() && c != '\n') || c == '\u{202e}'),
            "{shown:?}"
        );
        assert!(shown.contains("owned"), "{shown}");
    }
    assert!(!world.ok(&["export", "json"]).contains('\u{1b}'));
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_listed() {
    let world = World::new();
    world.with_log(format!(
        "{HEADER}2026-11-20,07:30,12,,,,,,,,,x\n20.11.2026,,4,,,,,,,,,\n2026-11-22,,4,,,,,,,,,\n"
    ));
    assert_snapshot!(world.run(&["history"]), @r#"
    date        time   pain  notes
    2026-11-20  07:30        x
    2026-11-22            4
    --- stderr
    backcare: line 2, column 3 (pain): "12" is not a pain rating; a whole number from 0 (none) to 10 (worst imaginable) is accepted
    backcare: line 3, column 1 (date): "20.11.2026" is not a day; YYYY-MM-DD is accepted, such as 2026-11-22
    backcare: 2 problems in ~/data/backcare/log.csv; see `backcare check`
    --- exit 0
    "#);
}

#[test]
fn no_log_yet_is_a_friendly_beginning() {
    let ran = World::new().run(&["history"]);
    assert_eq!(ran.code, Some(0), "{ran}");
    assert!(ran.stdout.contains("backcare log 4"), "{ran}");
    let csv = World::new().run(&["export", "csv"]);
    assert_eq!((csv.stdout.as_str(), csv.code), (HEADER, Some(0)));
    let json = World::new().ok(&["export", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["rows"], serde_json::json!([]));
}

#[test]
fn a_named_log_that_is_not_there_is_an_error() {
    let world = World::new();
    let stderr = world.refused(&["history", "--file", "nowhere.csv"]);
    assert!(stderr.contains("nowhere.csv"), "{stderr}");
    assert!(!world.path("nowhere.csv").exists());
}

#[test]
fn nothing_to_list_is_said_on_stderr() {
    assert_snapshot!(world().run(&["history", "--until", "2026-01-01"]), @"
    --- stderr
    backcare: no row up to 2026-01-01
    --- exit 0
    ");
    let world = World::new();
    world.with_log(HEADER);
    assert_snapshot!(world.run(&["history"]), @"
    --- stderr
    backcare: no row in the log yet; begin with `backcare log 4`
    --- exit 0
    ");
}

#[test]
fn bad_options_are_refused() {
    let world = world();
    for (args, named) in [
        (&["--since", "soon"][..], "3 days ago"),
        (&["--until", "2026-13-01"], "2026-11-20"),
        (&["--since", "today", "--until", "yesterday"], "is after --until, 2026-11-21"),
        (&["-n", "0"], "1 or more"),
        (&["-n", "many"], "--last"),
        (&["--format", "csv"], "unexpected argument"),
    ] {
        let args: Vec<_> = std::iter::once("history").chain(args.iter().copied()).collect();
        let stderr = world.refused(&args);
        assert!(stderr.contains(named), "{args:?}: {stderr}");
    }
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let world = World::new();
    // Far more than a pipe holds.
    world.with_log(HEADER.to_owned() + &"2026-11-22,07:30,4,,,,,,,,,note\n".repeat(20_000));
    for args in [&["history"][..], &["export", "csv"], &["export", "json"]] {
        let mut child =
            world.command(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        stdout.read_line(&mut line).unwrap();
        drop(stdout);
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{args:?}");
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "", "{args:?}");
        assert!(!line.is_empty());
    }
}

#[test]
fn a_day_a_tag_and_a_text_choose_rows() {
    let world = World::new();
    world.with_log(
        "date,pain,stretch,note,tags,symptoms\n2026-11-20,4,calf,Stiff knee,ibuprofen;physio,\n\
         2026-11-21,5,,,ibuprofen,leg-pain\n2026-11-22,6,,\"- new shoes\",,\n",
    );
    let pains = |args: &[&str]| {
        let shown = world.ok(&[&["history"], args].concat());
        let pain = |line: &str| line.split_whitespace().nth(1).unwrap().to_owned();
        shown.lines().skip(1).map(pain).collect::<Vec<_>>().join(" ")
    };
    for (args, expected) in [
        (&["yesterday"][..], "5"),
        (&["2026-11-20"], "4"),
        (&["--tag", "ibuprofen"], "4 5"),
        (&["--tag", "#Physio"], "4"),
        (&["--tag", "ibuprofen", "-n", "1"], "5"),
        (&["--grep", "KNEE"], "4"),
        (&["--grep", "leg-"], "5"),
        (&["--grep", "leg pain"], "5"),
        (&["--tag", "ibuprofen,physio"], "4"),
        (&["--grep", "- new"], "6"),
        (&["--grep", "calf", "--until", "friday"], "4"),
    ] {
        assert_eq!(pains(args), expected, "{args:?}");
    }
    let ran = world.run(&["history", "--tag", "nsaid"]);
    assert_eq!((ran.stdout.as_str(), ran.code), ("", Some(0)));
    assert!(ran.stderr.contains("none of 3 rows has #nsaid"), "{}", ran.stderr);
    assert!(world.run(&["history", "2026-11-01"]).stderr.contains("no row of 2026-11-01"));
    for (args, named) in [
        (&["yesterday", "--since", "monday"][..], "cannot be used with"),
        (&["soon"], "is not a day"),
        (&["-1"], "try yesterday"),
        (&["-n", "0"], "a whole number of rows, 1 or more"),
        (&["-n", "-1"], "a whole number of rows, 1 or more"),
    ] {
        let stderr = world.refused(&[&["history"], args].concat());
        assert!(stderr.contains(named), "{args:?}: {stderr}");
    }
    assert!(world.refused(&["undo", "-1"]).contains("1 or more"));
}

#[test]
fn a_note_of_any_language_passes_and_what_reorders_is_shown() {
    let world = World::new();
    let honest = "می\u{200c}خواهم 👩\u{200d}⚕\u{fe0f} Rücken\u{ad}schmerz";
    let hostile = "a\u{202e}b\u{200d} c";
    world.with_log(format!("date,pain,note\n2026-11-21,4,{honest}\n2026-11-22,5,{hostile}\n"));
    let outputs: [&[&str]; 6] = [
        &["history"],
        &["report", "--format", "html", "--notes"],
        &["export", "csv"],
        &["export", "json"],
        &["export", "fhir", "--notes"],
        &["undo", "2", "--yes"],
    ];
    for args in outputs {
        // A line may be wrapped between two words.
        let shown = world.ok(args).split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(shown.contains(honest), "{args:?}: {shown}");
        let is_file = args.contains(&"csv");
        assert_eq!(shown.contains('\u{202e}'), is_file, "{args:?}: {shown}");
    }
}
