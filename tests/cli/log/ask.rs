//! `backcare log` alone, on a terminal: what is asked, and what comes of it.

use crate::harness::{HEADER, Ran, World};
use crate::terminal::Terminal;

/// A log in which 2026-11-22 is a usual day.
const USUAL: &str = "2026-11-20,07:00,4,hamstring,1.5,run,45,8,,,,,none\n2026-11-21,07:00,4,hamstring,1.5,,,,,,,,\n";
const DOWN: &str = "\u{1b}[B";
const ESC: &str = "\u{1b}";
const CTRL_C: &str = "\u{3}";

const FORGOTTEN: &str = "Yesterday, Saturday, is empty. Pain then (0-10)?";
const PAIN: &str = "Your average back pain, last 24 hours (0-10):";
const BEGAN: &str = "When did this pain begin?";
const SIGNS: &str = "Any of these, new or worse lately, or never looked at?";
/// Up to the last option, which is ticked.
const NONE_OF_THESE: &str = "\u{1b}[A \r";
const DONE: &str = "Anything else to record?";

fn with_header(rows: &str) -> String {
    format!("{},urgent_signs\n{rows}", HEADER.trim_end())
}

fn world(rows: &str) -> World {
    let world = World::new();
    world.with_log(with_header(rows));
    world
}

fn start(world: &World, args: &[&str]) -> Terminal {
    Terminal::start(world.command(&[&["log"], args].concat()), 60, 24)
}

/// The rows written on top of `rows`.
fn added(world: &World, rows: &str) -> String {
    let log = world.log();
    let added = log.strip_prefix(&with_header(rows));
    added.unwrap_or_else(|| panic!("the log was changed: {log}")).to_owned()
}

/// The terminal that was left, without its line ends.
fn ended(terminal: Terminal) -> (i32, String) {
    let (code, output) = terminal.end();
    (code.unwrap(), output.replace('\r', ""))
}

fn rub_out(text: &str) -> String {
    "\u{7f}".repeat(text.len())
}

/// Waits for each question, and presses the keys that answer it.
fn answer(terminal: &mut Terminal, answers: &[(&str, &str)]) {
    for (question, keys) in answers {
        terminal.wait_for(question).press(keys);
    }
}

#[test]
fn the_usual_day_is_a_digit_and_two_enters() {
    let world = world(USUAL);
    let mut terminal = start(&world, &[]);
    answer(&mut terminal, &[(PAIN, "4\r"), (DONE, "\r")]);
    let (code, output) = ended(terminal);
    assert_eq!(code, 0, "{output}");
    assert_eq!(added(&world, USUAL), "2026-11-22,07:30,4,hamstring,1.5,,,,,,,,\n");
    assert!(output.contains("stretch: hamstring 1 min 30 s"), "{output}");
    assert!(!output.contains(SIGNS) && !output.contains(FORGOTTEN), "{output}");
}

#[test]
fn keys_pressed_ahead_wait_for_their_question() {
    let world = world(USUAL);
    let mut terminal = start(&world, &[]);
    answer(&mut terminal, &[(PAIN, "4\r\r")]);
    let (code, output) = ended(terminal);
    assert_eq!(code, 0, "{output}");
    assert_eq!(added(&world, USUAL), "2026-11-22,07:30,4,hamstring,1.5,,,,,,,,\n");
}

#[test]
fn the_first_log_asks_for_the_beginning_and_the_signs() {
    let world = World::new();
    let mut terminal = start(&world, &[]);
    answer(
        &mut terminal,
        &[(PAIN, "4\r"), (BEGAN, "5 weeks ago\r"), (SIGNS, NONE_OF_THESE), (DONE, "\r")],
    );
    let (code, output) = ended(terminal);
    assert_eq!(code, 0, "{output}");
    assert_eq!(added(&world, ""), "2026-11-22,07:30,4,,,,,,,2026-10-18,,,none\n");
    assert!(output.contains("0 none, 10 worst imaginable"), "{output}");
    assert!(output.contains("log.csv"), "{output}");
    assert!(!output.contains("log --began"), "{output}");
}

#[test]
fn enter_at_the_beginning_is_today() {
    let world = World::new();
    let mut terminal = start(&world, &[]);
    answer(&mut terminal, &[(PAIN, "4\r"), (BEGAN, "\r"), (SIGNS, NONE_OF_THESE), (DONE, "\r")]);
    assert_eq!(ended(terminal).0, 0);
    assert!(world.log().ends_with("07:30,4,,,,,,,2026-11-22,,,none\n"));
}

#[test]
fn a_sign_is_recorded_at_once_with_what_to_do() {
    let world = World::new();
    let mut terminal = start(&world, &[]);
    answer(&mut terminal, &[(PAIN, "5\r"), (BEGAN, "\r"), (SIGNS, " \r")]);
    let (code, output) = ended(terminal);
    assert_eq!(code, 0, "{output}");
    assert!(world.log().contains(",saddle-numbness,"), "{}", world.log());
    assert!(!output.contains(DONE), "{output}");
    let advice = output.find("Emergency: get help now").expect(&output);
    assert!(advice < output.find("Recorded").unwrap(), "{output}");
}

#[test]
fn a_bare_enter_at_the_signs_answers_nothing() {
    let world = World::new();
    let mut terminal = start(&world, &[]);
    answer(&mut terminal, &[(PAIN, "4\r"), (BEGAN, "\r"), (SIGNS, "\r"), (DONE, "\r")]);
    let (code, output) = ended(terminal);
    assert_eq!(code, 0, "{output}");
    assert!(output.contains("not answered"), "{output}");
    assert!(!world.log().contains("none"), "{}", world.log());
}

#[test]
fn a_forgotten_yesterday_comes_after_today() {
    let rows = "2026-11-20,07:00,4,,,,,,,,,,none\n";
    for (yesterday, recorded) in [("3\r", "2026-11-21,,3,,,,,,,,,,\n"), ("\r", "")] {
        let world = world(rows);
        let mut terminal = start(&world, &[]);
        answer(&mut terminal, &[(PAIN, "4\r"), (FORGOTTEN, yesterday), (DONE, "\r")]);
        let (code, output) = ended(terminal);
        assert_eq!(code, 0, "{output}");
        let today = "2026-11-22,07:30,4,,,,,,,,,,\n";
        assert_eq!(added(&world, rows), format!("{recorded}{today}"));
        assert_eq!(output.contains(" for yesterday, Saturday 21 Nov 2026: "), !recorded.is_empty());
        let recorded = output.lines().rfind(|line| line.contains("Recorded")).expect(&output);
        assert!(recorded.contains("pain 4/10") && !recorded.contains("for"), "{output}");
    }
}

#[test]
fn a_severe_or_risen_pain_asks_for_the_signs() {
    for pain in ["6\r", "7\r", "10\r"] {
        let world = world(USUAL);
        let mut terminal = start(&world, &[]);
        answer(&mut terminal, &[(PAIN, pain), (SIGNS, NONE_OF_THESE), (DONE, "\r")]);
        assert_eq!(ended(terminal).0, 0);
    }
}

#[test]
fn a_week_after_the_last_answer_the_signs_are_asked_for() {
    let mut world = world(USUAL);
    world.at("2026-11-27T07:30");
    let mut terminal = start(&world, &[]);
    answer(
        &mut terminal,
        &[(PAIN, "4\r"), ("Yesterday, Thursday", "\r"), (SIGNS, NONE_OF_THESE), (DONE, "\r")],
    );
    assert_eq!(ended(terminal).0, 0);
    assert!(
        world.log().ends_with("2026-11-27,07:30,4,hamstring,1.5,,,,,,,,none\n"),
        "{}",
        world.log()
    );
}

#[test]
fn what_is_ticked_is_asked_about_and_recorded() {
    let world = world(USUAL);
    let mut terminal = start(&world, &[]);
    // Off: hamstring. On: another stretch, run, another activity, a note.
    let ticks = [
        " ", DOWN, DOWN, DOWN, DOWN, DOWN, " ", DOWN, " ", DOWN, DOWN, DOWN, DOWN, " ", DOWN, " \r",
    ];
    answer(
        &mut terminal,
        &[
            (PAIN, "4\r"),
            (DONE, &ticks.concat()),
            ("run: how long, how far?", "45min 8km\r"),
            ("Which stretch", "calf 90s\r"),
            ("Which activity", "yoga 1h\r"),
            ("Your note", "stiff, \"then\" better\r"),
        ],
    );
    let (code, output) = ended(terminal);
    assert_eq!(code, 0, "{output}");
    assert_eq!(
        added(&world, USUAL),
        "2026-11-22,07:30,4,calf,1.5,run,45,8,,,,\"stiff, \"\"then\"\" better\",\n\
         2026-11-22,07:30,,,,yoga,60,,,,,,\n"
    );
}

#[test]
fn what_cannot_be_meant_is_asked_again() {
    let world = World::new();
    let mut terminal = start(&world, &[]);
    answer(
        &mut terminal,
        &[
            (PAIN, "11\r"),
            ("is not a pain rating", "\u{7f}\u{7f}4.5\r"),
            ("\"4.5\"", "\u{7f}\u{7f}\r"),
            (BEGAN, "someday\r"),
            ("is not a day", &format!("{}2026-11-23\r", rub_out("someday"))),
            ("is after 2026-11-22", &format!("{}monday\r", rub_out("2026-11-23"))),
            (SIGNS, NONE_OF_THESE),
            (DONE, "\r"),
        ],
    );
    let (code, output) = ended(terminal);
    assert_eq!(code, 0, "{output}");
    assert!(world.log().ends_with("07:30,4,,,,,,,2026-11-16,,,none\n"), "{}", world.log());
    for line in output.lines() {
        assert!(!line.contains("--began"), "{line}");
    }
}

#[test]
fn leaving_at_any_question_writes_nothing() {
    let first: &[(&str, &str)] =
        &[(PAIN, "4\r"), (BEGAN, "\r"), (SIGNS, NONE_OF_THESE), (DONE, "\r")];
    for leave in [ESC, CTRL_C] {
        for count in 0..first.len() {
            let world = World::new();
            let mut terminal = start(&world, &[]);
            answer(&mut terminal, &first[..count]);
            answer(&mut terminal, &[(first[count].0, leave)]);
            let (code, output) = ended(terminal);
            assert_eq!(code, 130, "{output}");
            assert!(output.contains("Nothing was recorded."), "{output}");
            assert!(!world.path("data").exists(), "a folder was made");
        }
    }
}

#[test]
fn leaving_a_log_leaves_it_byte_for_byte() {
    let rows = "2026-11-20,07:00,4,\"torn";
    let all: &[(&str, &str)] = &[
        (PAIN, "7\r"),
        (FORGOTTEN, "3\r"),
        (SIGNS, "\r"),
        (
            DONE,
            &[
                DOWN, DOWN, DOWN, DOWN, DOWN, " ", DOWN, " ", DOWN, DOWN, DOWN, DOWN, " ", DOWN,
                " \r",
            ]
            .concat(),
        ),
        ("how long, how far?", "45min\r"),
        ("Which stretch", "calf\r"),
        ("Which activity", "yoga\r"),
        ("Your note", "x"),
    ];
    for leave in [ESC, CTRL_C] {
        for count in 0..all.len() {
            let rows = format!("2026-11-19,07:00,4,,,,,,,,,\r\n{rows}");
            let world = world(&rows);
            let mut terminal = start(&world, &[]);
            answer(&mut terminal, &all[..count]);
            answer(&mut terminal, &[(all[count].0, leave)]);
            let (code, output) = ended(terminal);
            assert_eq!(code, 130, "{output}");
            assert_eq!(added(&world, &rows), "");
        }
    }
}

#[test]
fn no_answer_at_all_is_no_record() {
    let rows = "2026-11-21,07:00,4,,,,,,,,,,none\n";
    let world = world(rows);
    let mut terminal = start(&world, &[]);
    answer(&mut terminal, &[(PAIN, "\r"), (DONE, "\r")]);
    let (code, output) = ended(terminal);
    assert_eq!(code, 0, "{output}");
    assert!(output.contains("nothing was recorded"), "{output}");
    assert_eq!(added(&world, rows), "");
}

#[test]
fn a_day_can_be_named_and_asked_about() {
    let world = world(USUAL);
    let mut terminal = start(&world, &["-d", "thursday"]);
    answer(&mut terminal, &[(PAIN, "4\r"), (SIGNS, NONE_OF_THESE), (DONE, "\r")]);
    let (code, output) = ended(terminal);
    assert_eq!(code, 0, "{output}");
    assert_eq!(added(&world, USUAL), "2026-11-19,,4,,,,,,,,,,none\n");
}

#[test]
fn the_terminal_is_given_back() {
    let world = world(USUAL);
    for (keys, code) in [("4\r\r", 0), (ESC, 130), (CTRL_C, 130)] {
        let program = world.command(&["log"]);
        let mut shell = std::process::Command::new("sh");
        let script = "before=$(stty -g); \"$0\" log; code=$?; \
                      test \"$before\" = \"$(stty -g)\" && echo same; exit $code";
        shell.args(["-c", script]).arg(program.get_program()).env_clear();
        for (name, value) in program.get_envs() {
            shell.env(name, value.unwrap());
        }
        let mut terminal = Terminal::start(shell, 80, 24);
        answer(&mut terminal, &[(PAIN, keys)]);
        let (ended_with, output) = ended(terminal);
        assert_eq!(ended_with, code, "{output}");
        assert!(output.contains("same"), "{output}");
    }
}

#[test]
fn a_resize_draws_the_question_anew_from_the_top() {
    let world = world(USUAL);
    let mut terminal = start(&world, &[]);
    terminal.wait_for(PAIN).press("4");
    terminal.wait_for(" 4 ").resize(30, 10).wait_for("\u{1b}[2J\u{1b}[1;1H");
    // Two lines of 29 columns, and what was typed is still there.
    terminal.wait_for("Your average back pain,\r\n  last 24 hours (0-10): 4").press("\r");
    answer(&mut terminal, &[(DONE, "\r")]);
    let (code, output) = ended(terminal);
    assert_eq!(code, 0, "{output}");
    assert_eq!(added(&world, USUAL), "2026-11-22,07:30,4,hamstring,1.5,,,,,,,,\n");
}

#[test]
fn ctrl_z_suspends_and_fg_asks_again() {
    let mut world = world(USUAL);
    world.var("PS1", "READY> ");
    let command = world.command(&[]);
    let mut shell = std::process::Command::new("sh");
    shell.arg("-i").envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    let mut terminal = Terminal::start(shell, 60, 20);
    let log = format!("'{}' log\n", crate::harness::program().display());
    answer(
        &mut terminal,
        &[
            ("READY> ", &log),
            (PAIN, "3"),
            (" 3 ", "\u{1a}"),
            ("READY> ", "stty -a | grep -q ' icanon ' && echo same; fg\n"),
            ("same", ""),
            (PAIN, "\u{15}4\r"),
            (DONE, "\r"),
            ("Recorded", ""),
            ("READY> ", "exit\n"),
        ],
    );
    let (code, output) = ended(terminal);
    assert_eq!(code, 0, "{output}");
    assert_eq!(added(&world, USUAL), "2026-11-22,07:30,4,hamstring,1.5,,,,,,,,\n");
}

#[test]
fn without_colour_there_is_none() {
    for (name, colourful) in [("NO_COLOR", false), ("NOTHING", true)] {
        let mut world = world(USUAL);
        world.var(name, "1");
        let mut terminal = start(&world, &[]);
        answer(&mut terminal, &[(PAIN, "4\r"), (DONE, "\r")]);
        let (code, output) = ended(terminal);
        assert_eq!(code, 0, "{output}");
        let coloured = output.contains("\u{1b}[38;5;") || output.contains("\u{1b}[3");
        assert_eq!(coloured, colourful, "{}", output.escape_debug());
    }
}

#[test]
fn a_log_that_is_none_is_refused_before_a_question() {
    let world = World::new();
    world.with_log("name,amount\nx,1\n");
    let (code, output) = ended(start(&world, &[]));
    assert_eq!(code, 2, "{output}");
    assert!(!output.contains(PAIN), "{output}");
}

#[test]
fn a_pipe_is_not_asked() {
    let world = world(USUAL);
    let Ran { stderr, code, .. } = world.run(&["log"]);
    assert_eq!(code, Some(2));
    assert!(stderr.contains("there is nothing to record yet"), "{stderr}");
}
