//! `backcare import`: another log.

mod files;

use crate::harness::World;

const LOG: &str = "date,pain,note\n2026-11-20,4,\n2026-11-21,5,two\n";

/// A world with `log` as its log, and `other` beside it.
fn world(log: &str, other: &str) -> World {
    let world = World::new();
    world.with_log(log);
    std::fs::write(world.path("other.csv"), other).unwrap();
    world
}

const MERGE: [&str; 3] = ["import", "backcare", "other.csv"];

#[test]
fn rows_stand_as_often_as_where_they_stand_most() {
    let a = "2026-11-20,4,\n";
    for (here, there, most) in [(0, 1, 1), (1, 0, 1), (1, 1, 1), (1, 3, 3), (2, 1, 2), (2, 2, 2)] {
        let head = "date,pain,note\n";
        let times = |count: usize| format!("{head}{}", a.repeat(count));
        let world = world(&times(here), &times(there));
        world.ok(&MERGE);
        assert_eq!(world.log(), times(most), "{here} {there}");
        world.ok(&MERGE);
        assert_eq!(world.log(), times(most), "{here} {there} again");
    }
}

#[test]
fn new_rows_are_added_at_the_end_as_they_are() {
    let other = "date,pain,note\n2026-11-21,5,two\n2026-11-19, 3,\"a, \"\"b\"\"\"\nnonsense,1,x\n2026-11-22,1,\"torn\n";
    let world = world(LOG, other);
    let shown = world.ok(&[&MERGE[..], &["--dry-run"]].concat());
    assert!(shown.contains("+ 2026-11-19, 3,\"a, \"\"b\"\"\"\n"), "{shown}");
    assert!(shown.ends_with("3 rows added, 1 there already\nnothing was written\n"), "{shown}");
    assert_eq!(world.log(), LOG);
    assert_eq!(world.ok(&MERGE), "3 rows added, 1 there already\n");
    let rest = other.split_once("two\n").unwrap().1;
    assert_eq!(world.log(), format!("{LOG}{rest}"));
    assert_eq!(world.ok(&MERGE), "0 rows added, 4 there already\n");
    assert_eq!(world.log(), format!("{LOG}{rest}"));
}

#[test]
fn other_separators_line_ends_and_orders_say_the_same() {
    let ours = "date,time,pain,distance_km,Mood,symptoms,note\n\
                2026-11-20,07:30,4,8.047,good,leg-pain;fever,\"a;b\"\n\
                2026-11-21,,5,,,,\"x, y\"\n";
    let theirs = "\u{feff}note;Mood;pain;time;distance_km;date;symptoms\r\n\
                  \"a;b\";good;4,0;7:30 AM;8,047;2026-11-20;\"leg-pain;fever\"\r\n\
                  x, y;;5;;;2026-11-21;\r\n\
                  \"q \"\"r\"\"\";bad;6;;2,5;2026-11-22;\r\n";
    let world = world(ours, theirs);
    assert_eq!(world.ok(&MERGE), "1 row added, 2 there already\n");
    assert_eq!(world.log(), format!("{ours}2026-11-22,,6,2.5,bad,,\"q \"\"r\"\"\"\n"));
    assert_eq!(world.ok(&MERGE), "0 rows added, 3 there already\n");

    // And the other way round: the file keeps its own ways.
    let turned = super::import::world(theirs, ours);
    assert_eq!(turned.ok(&MERGE), "0 rows added, 2 there already\n");
    assert_eq!(turned.log(), theirs);
}

#[test]
fn columns_that_are_not_here_are_added_and_short_rows_stay_short() {
    let other = "pain,Mood,date,Mood,seen\n5,good,2026-11-22,fine,2026-11-01\n4,,2026-11-20,,\n";
    let world = world("date,pain\n2026-11-20,4\n2026-11-21,5,beyond\n", other);
    let shown = world.ok(&MERGE);
    assert!(shown.contains("new in the header: seen, Mood, Mood"), "{shown}");
    let merged = "date,pain,,seen,Mood,Mood\n2026-11-20,4\n2026-11-21,5,beyond\n2026-11-22,5,,2026-11-01,good,fine\n";
    assert_eq!(world.log(), merged);
    world.ok(&MERGE);
    assert_eq!(world.log(), merged);
}

#[test]
fn a_torn_row_that_has_no_place_here_is_named_and_nothing_is_written() {
    let other = "pain,date\n5,2026-11-22\n\"4,2026-11-20\n";
    let world = world(LOG, other);
    let stderr = world.refused(&MERGE);
    assert!(stderr.contains("line 3") && stderr.contains("other.csv"), "{stderr}");
    assert_eq!(world.log(), LOG);
}

#[test]
fn a_log_that_is_not_there_is_created_for_its_owner_alone() {
    let world = World::new();
    std::fs::write(world.path("other.csv"), "date,pain,Mood\n2026-11-20,4.0,fine\n").unwrap();
    let shown = world.ok(&["--file", "new/log.csv", "import", "backcare", "other.csv"]);
    assert!(shown.starts_with("created new/log.csv\n1 row added, 0 there already\n"), "{shown}");
    let made = std::fs::read_to_string(world.path("new/log.csv")).unwrap();
    let expected = "date,time,pain,stretch,stretch_minutes,activity,activity_minutes,distance_km,symptoms,began,seen,note,Mood\n2026-11-20,,4,,,,,,,,,,fine\n";
    assert_eq!(made, expected);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode_of =
            |name: &str| std::fs::metadata(world.path(name)).unwrap().permissions().mode();
        assert_eq!(mode_of("new/log.csv") & 0o777, 0o600);
        assert_eq!(mode_of("new") & 0o777, 0o700);
    }
}

#[test]
fn files_that_are_no_logs_are_refused() {
    let world = world(LOG, "what,price\nx,1\n");
    let stderr = world.refused(&MERGE);
    assert!(stderr.contains("other.csv"), "{stderr}");
    let stderr = world.refused(&["import", "gone.csv"]);
    assert!(stderr.contains("gone.csv: there is no such file"), "{stderr}");
    world.refused(&["import", "strava", "other.csv"]);
    world.refused(&["import", "other.csv", "--base", "other.csv"]);
    assert_eq!(world.log(), LOG);
    // As a failed download leaves it.
    for empty in ["", "\u{feff}"] {
        std::fs::write(world.path("other.csv"), empty).unwrap();
        let stderr = world.refused(&MERGE);
        assert!(stderr.contains("other.csv: it is empty"), "{stderr}");
        assert_eq!(world.log(), LOG);
    }
    // With itself there is nothing new.
    let own = world.log_path();
    let shown = world.ok(&["import", "backcare", own.to_str().unwrap()]);
    assert_eq!(shown, "0 rows added, 2 there already\n");
    assert_eq!(world.log(), LOG);
}

#[test]
fn what_is_shown_is_escaped() {
    let world = world(LOG, "date,pain,\u{1b}[1m\n2026-11-22,4,\u{1b}[2J\n");
    for args in [&[&MERGE[..], &["--dry-run"]].concat()[..], &MERGE] {
        let shown = world.ok(args);
        assert!(!shown.contains('\u{1b}') && shown.contains("\\u{1b}[1m"), "{shown}");
    }
}

#[test]
fn the_word_backcare_may_stand_before_the_file() {
    let world = world(LOG, "date,pain\n2026-11-22,4\n");
    assert_eq!(world.ok(&["import", "backcare", "other.csv"]), "1 row added, 0 there already\n");
    assert_eq!(world.log(), format!("{LOG}2026-11-22,4,\n"));
}

#[test]
fn what_could_not_be_read_is_named_and_so_are_two_rows_of_one_moment() {
    let ours = "date,time,pain\n2026-11-20,07:30,4\n";
    let world = world(ours, "date,time,pain\n2026-11-20,07:30,6\n2026-11-21,07:30,12\n");
    let ran = world.run(&MERGE);
    assert!(ran.stderr.contains("line 3, column 3 (pain): \"12\" is not a pain rating"), "{ran}");
    assert!(ran.stdout.starts_with("2 rows added, 0 there already\n"), "{ran}");
    let named = "2026-11-20 07:30: this log has another row of that moment; both count\n";
    assert!(ran.stdout.ends_with(named), "{ran}");
}

#[test]
fn a_column_that_would_change_how_the_others_are_read_is_refused() {
    for (ours, theirs) in [
        // The separator of the whole log.
        ("date;pain\n2026-11-19;7\n", "date,pain,\"remarks: what, date, pain\"\n2026-11-21,5,x\n"),
        // A second column of the same meaning.
        (
            "date,pain,note\n2026-11-19,3,x\n",
            "date,pain,symptoms,Symptoms,note\n2026-11-20,3,,saddle-numbness,y\n",
        ),
    ] {
        let world = world(ours, theirs);
        let stderr = world.refused(&MERGE);
        assert!(stderr.contains("nothing was written"), "{stderr}");
        assert_eq!(world.log(), ours);
    }
}

#[test]
fn a_log_comes_from_stdin() {
    let world = World::new();
    let theirs = "date,pain\n2026-11-20,4\n";
    let said = world.run_with_input(&["import", "backcare", "-"], theirs.as_bytes());
    assert!(said.stdout.contains("1 row added"), "{said}");
    assert!(
        world
            .run_with_input(&["import", "backcare", "-"], theirs.as_bytes())
            .stdout
            .contains("0 rows")
    );
    let refused = world.run_with_input(&["import", "backcare", "-"], b"a,b\n1,2\n");
    assert!(refused.code == Some(2) && refused.stderr.contains("stdin: line 1"), "{refused}");
}

#[test]
fn decimals_are_written_as_the_file_has_them() {
    let world = World::new();
    let log = "date;pain;activity;activity_minutes;distance_km\n2026-11-20;4;run;45;8,5\n";
    world.with_log(log);
    world.ok(&["log", "-a", "run 5.5km 30:30"]);
    world.with_config("");
    let theirs = world.path("theirs.csv");
    std::fs::write(&theirs, "date,activity,distance_km\n2026-11-19,run,10.25\n").unwrap();
    world.ok(&["import", theirs.to_str().unwrap()]);
    assert_eq!(world.log(), format!("{log}2026-11-22;;run;30,5;5,5\n2026-11-19;;run;;10,25\n"));
    assert!(world.run(&["check"]).stdout.contains("3 rows"));
    // A file without a comma keeps its points.
    world.with_log(log.replace("8,5", "8.5"));
    world.ok(&["log", "-a", "run 5.5km"]);
    assert!(world.log().ends_with(";5.5\n"), "{}", world.log());
}

#[test]
fn what_is_no_row_is_not_brought_in() {
    let [ours, middle, theirs] = ["<", "=", ">"].map(|sign| sign.repeat(7));
    for (other, named) in [
        (
            format!("date,pain\n{ours} HEAD\n2026-11-20,4\n{middle}\n{theirs} x\n"),
            "an unfinished git merge",
        ),
        (format!("{ours} HEAD\ndate,pain\n2026-11-20,4\n"), "line 1 is of an unfinished git merge"),
        ("date,time,Schmerz\n2026-11-20,07:30,4\n".to_owned(), "name one of them pain"),
    ] {
        let world = world(LOG, &other);
        let stderr = world.refused(&MERGE);
        assert!(stderr.contains(named), "{stderr}");
        assert_eq!(world.log(), LOG);
    }
    // A header that stands there again, and what `check --fix` has changed here.
    let here = "date,time,pain,note\n2026-11-18,07:30,4,\n2026-11-21,08:00,5,x\n";
    let there =
        "date,time,pain,note\n2026-11-18T07:30,,4,\ndate,time,pain,note\n2026-11-21,08:00,5,x\n";
    let world = world(here, there);
    assert_eq!(world.ok(&MERGE), "0 rows added, 2 there already\n");
}
