//! `backcare undo`.

use crate::harness::{HEADER, World};

fn rows(rows: &[&str]) -> String {
    format!("{HEADER}{}\n", rows.join("\n"))
}

#[test]
fn takes_back_what_one_log_wrote_and_names_it() {
    let world = World::new();
    world.ok(&["log", "3", "-d", "yesterday"]);
    let before = world.log();
    let args = ["log", "5", "-s", "hamstring:2x30s", "-s", "quad", "-a", "run:45min:8km"];
    world.ok(&[&args[..], &["-n", "stiff \u{1b}[31m"]].concat());
    assert_eq!(world.log().lines().count(), 4);

    let shown = world.ok(&["undo"]);
    for part in [
        "Took back pain 5/10",
        "hamstring 1 min",
        "quad",
        "run 45 min, 8 km",
        "note: stiff",
        "\\u{1b}[31m",
    ] {
        assert!(shown.contains(part), "{part} is not in\n{shown}");
    }
    assert_eq!(world.log(), before);
    let shown = world.ok(&["undo"]);
    assert_eq!(shown, "Took back for yesterday, Saturday 21 Nov 2026: pain 3/10\n");
    let shown = world.ok(&["undo"]);
    assert_eq!(shown, "there is nothing to take back: the log has no rows\n");
}

#[test]
fn rows_of_one_moment_go_only_with_those_that_lead_to_them() {
    let cases: &[(&[&str], usize)] = &[
        // Another day, another time, no stretch or activity in the lower one.
        (&["2026-11-21,07:30,4,,,,,,,,,", "2026-11-22,07:30,,quad,,,,,,,,"], 1),
        (&["2026-11-22,07:29,4,,,,,,,,,", "2026-11-22,07:30,,quad,,,,,,,,"], 1),
        (&["2026-11-22,07:30,4,,,,,,,,,", "2026-11-22,07:30,5,quad,,,,,,,,"], 1),
        (&["2026-11-22,07:30,4,,,,,,,,,", "2026-11-22,07:30,,quad,,,,,,,,note"], 1),
        (&["2026-11-22,07:30,4,,,,,,,,,", "2026-11-22,07:30,,,,,,,fever,,,"], 1),
        (&["2026-11-22,07:30,4,,,,,,,,,", "2026-11-22,07:30,,,5,,,,,,,"], 1),
        // A stretch (an activity) only where the row above has one.
        (&["2026-11-22,07:30,4,,,,,,,,,", "2026-11-22,07:30,,quad,,,,,,,,"], 1),
        (&["2026-11-22,07:30,4,calf,,,,,,,,", "2026-11-22,07:30,,quad,,run,45,8,,,,"], 1),
        // A time that a spreadsheet has rewritten is the same time.
        (&["2026-11-22,7:30 AM,4,calf,,run,,,,,,", "2026-11-22,07:30,,quad,,run,45,8,,,,"], 2),
        (&["2026-11-22,07:30,4,calf,,,,,,,,", "2026-11-22,07:30,,quad,,,,,,,,"], 2),
        (&["2026-11-22,,4,,,,,,,,,", "2026-11-22,,,quad,,,,,,,,", "2026-11-22,,,,,run,,,,,,"], 1),
        (&["nonsense,07:30,4,,,,,,,,,", "2026-11-22,07:30,,quad,,,,,,,,"], 1),
    ];
    for (lines, count) in cases {
        let world = World::new();
        world.with_log(rows(lines));
        world.ok(&["undo"]);
        let kept = &lines[..lines.len() - count];
        let expected = [&[HEADER.trim_end()], kept, &[""]].concat().join("\n");
        assert_eq!(world.log(), expected, "{lines:?}");
    }
}

#[test]
fn a_row_of_unknown_columns_alone_is_shown_as_it_is() {
    let world = World::new();
    world.with_log("date,time,pain,shoes\n2026-11-21,,4,\n2026-11-22,07:00,,brooks\n");
    assert_eq!(world.ok(&["undo"]), "Took back line 3: 2026-11-22,07:00,,brooks\n");
}

#[test]
fn a_number_of_rows_is_that_number() {
    let world = World::new();
    let all = ["2026-11-20,,4,,,,,,,,,", "2026-11-21,,5,,,,,,,,,", "2026-11-22,,6,,,,,,,,,"];
    world.with_log(rows(&all));
    let stderr = world.refused(&["undo", "4"]);
    assert!(stderr.contains("only 3 rows; nothing was changed"), "{stderr}");
    world.refused(&["undo", "0"]);
    assert_eq!(world.log(), rows(&all));
    let shown = world.ok(&["undo", "2"]);
    assert!(shown.contains("pain 5/10") && shown.contains("pain 6/10"), "{shown}");
    assert_eq!(world.log(), rows(&all[..1]));
}

#[test]
fn the_bytes_of_all_else_stay() {
    let world = World::new();
    let head = b"\xef\xbb\xbfpain;date;Mood\r\n4;2026-11-20;\"a;b\"\r\n\xff;bad\r\n;;\r\n".to_vec();
    for (last, after) in [
        (&b"5;2026-11-22;x\r\n"[..], &b""[..]),
        (b"5;2026-11-22;x", b""),
        (b"5;2026-11-22;x\n", b"\r\n;;\r\n\n"),
        (b"\"torn;2026-11-22\n", b""),
    ] {
        let path = world.with_log([&head[..], last, after].concat());
        world.ok(&["undo"]);
        assert_eq!(std::fs::read(&path).unwrap(), [&head[..], after].concat());
    }
}

#[test]
fn a_row_that_cannot_be_read_is_named_by_its_line() {
    let world = World::new();
    world.with_log(rows(&["2026-11-20,,4,,,,,,,,,", "", "yesterday,,5,,,,,,,,,\u{1b}[2J"]));
    let shown = world.ok(&["undo"]);
    assert!(shown.contains("line 4: yesterday,,5,,,,,,,,,\\u{1b}[2J"), "{shown}");
    world.with_log(rows(&["2026-11-22,,44,,,,,,,,,"]));
    let shown = world.ok(&["undo"]);
    assert!(shown.contains("line 2: 2026-11-22,,44,"), "{shown}");
}

#[test]
fn many_rows_of_one_moment_are_found_however_far_back_they_begin() {
    let world = World::new();
    let note = "x".repeat(900);
    let first = format!("2026-11-22,07:30,4,calf,,,,,,,,{note}");
    let lower: Vec<String> =
        (0..100).map(|_| format!("2026-11-22,07:30,,quad{}", " ".repeat(900))).collect();
    let mut all = vec!["2026-11-21,,3,,,,,,,,,", &first];
    all.extend(lower.iter().map(String::as_str));
    world.with_log(rows(&all));
    world.ok(&["undo"]);
    assert_eq!(world.log(), rows(&all[..1]));
}

#[test]
fn where_there_is_no_log_it_says_how_to_begin() {
    let world = World::new();
    assert!(world.ok(&["undo"]).contains("backcare log"));
    let stderr = world.refused(&["undo", "--file", "gone.csv"]);
    assert!(stderr.contains("no log at gone.csv"), "{stderr}");
    assert!(!world.path("gone.csv.lock").exists());
}

#[cfg(unix)]
mod on_a_terminal {
    use super::*;
    use crate::terminal::Terminal;

    const OLD: &str = "2026-11-20,,4,,,,,,,,,old";

    fn start(world: &World, args: &[&str]) -> Terminal {
        Terminal::start(world.command(&[&["undo"], args].concat()), 60, 20)
    }

    #[test]
    fn old_rows_are_asked_about_first() {
        let world = World::new();
        world.with_log(rows(&[OLD]));
        let mut terminal = start(&world, &[]);
        terminal.wait_for("note: old").wait_for("Take it back?").press("y\r");
        let (code, text) = terminal.end();
        assert_eq!(code, Ok(0), "{text}");
        assert!(text.contains("Took back"), "{text}");
        assert_eq!(world.log(), HEADER);
    }

    #[test]
    fn no_enter_esc_and_ctrl_c_leave_them() {
        for (keys, expected) in [("n\r", 0), ("\r", 0), ("\u{1b}", 130), ("\u{3}", 130)] {
            let world = World::new();
            world.with_log(rows(&[OLD]));
            let mut terminal = start(&world, &[]);
            terminal.wait_for("Take it back?").press(keys);
            let (code, text) = terminal.end();
            assert_eq!(code, Ok(expected), "{keys:?}\n{text}");
            assert_eq!(world.log(), rows(&[OLD]), "{keys:?}");
        }
    }

    #[test]
    fn nothing_is_asked_of_rows_of_yesterday_or_with_yes() {
        let world = World::new();
        world.with_log(rows(&[OLD, "2026-11-21,,4,,,,,,,,,"]));
        for args in [&[][..], &["--yes"]] {
            let (code, text) = start(&world, args).end();
            assert_eq!(code, Ok(0), "{text}");
            assert!(!text.contains('?'), "{text}");
        }
        assert_eq!(world.log(), HEADER);
    }

    #[test]
    fn a_row_that_came_while_it_asked_stays() {
        let world = World::new();
        world.with_log(rows(&[OLD]));
        let mut terminal = start(&world, &[]);
        terminal.wait_for("Take it back?");
        world.ok(&["log", "7"]);
        terminal.press("y\r");
        let (code, text) = terminal.end();
        assert_eq!(code, Ok(2), "{text}");
        assert!(text.contains("changed"), "{text}");
        assert_eq!(world.log().lines().count(), 3);
    }
}

/// Zeros at the end are what a power cut leaves on some file systems.
#[test]
fn a_damaged_line_is_named_in_short() {
    let world = World::new();
    world.with_log("date,pain,note\n2026-11-20,4,\n".to_owned() + &"\0".repeat(900_000));
    let said = world.ok(&["undo", "--yes"]);
    assert!(said.starts_with("Took back line 3:\n  \\u{0}"), "{said}");
    assert!(said.trim_end().ends_with("bytes in all)"), "{said}");
    assert!(said.len() < 4_000, "{} bytes", said.len());
}

#[test]
fn a_folder_in_the_way_is_to_be_moved() {
    let world = World::new();
    let path = world.with_log("date,pain\n2026-11-22,4\n");
    std::fs::create_dir(path.with_file_name("log.csv.backcare-tmp")).unwrap();
    let stderr = world.refused(&["undo"]);
    assert!(stderr.contains("nothing was changed. It is a folder: move it away"), "{stderr}");
}

#[test]
fn many_moments_are_a_count_and_their_days() {
    let world = World::new();
    let row = |day: u32| format!("2026-11-{day:02},07:30,4,,,,,,,,,\n");
    let rows: String = (1..=12).map(row).collect();
    world.with_log(format!("{HEADER}{rows}"));
    assert_eq!(world.ok(&["undo", "11"]), "Took back 11 rows of 2 to 12 Nov 2026\n");
    assert_eq!(world.log(), format!("{HEADER}{}", row(1)));
}
