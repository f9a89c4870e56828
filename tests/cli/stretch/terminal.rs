//! `stretch` on a terminal: keys, signals, sizes, and the terminal given back.

use ptyprocess::Signal;

use crate::harness::{World, program};
use crate::terminal::Terminal;

/// A hold of a second and one that nobody waits for, each at once.
const ROUTINES: &str = r#"
[[routine]]
name = "short"
[[routine.stretch]]
name = "calf"
hold = "1s"
prepare = "0s"
[[routine.stretch]]
name = "quad"
hold = "1s"
prepare = "0s"
sides = "together"

[[routine]]
name = "one"
[[routine.stretch]]
name = "calf"
hold = "1s"
prepare = "0s"
sides = "together"

[[routine]]
name = "long"
[[routine.stretch]]
name = "calf"
hold = "1s"
prepare = "0s"
sides = "together"
[[routine.stretch]]
name = "quad"
title = "The second stretch"
steps = ["It is under way."]
hold = "10min"
prepare = "0s"
sides = "together"
[[routine.stretch]]
name = "glute"
title = "The third stretch"
hold = "1s"
prepare = "10min"
sides = "together"
"#;

const HELD: &str = "2026-11-22,07:30,,calf,0.017,";

fn world() -> World {
    let mut world = World::new();
    world.var("BACKCARE_SPEED", "5");
    world.with_config("");
    std::fs::write(world.path("config/backcare/routines.toml"), ROUTINES).unwrap();
    world
}

fn start(world: &World, args: &[&str]) -> Terminal {
    Terminal::start(world.command(&[&["stretch"], args].concat()), 60, 20)
}

fn rows(world: &World) -> Vec<String> {
    world.log().lines().skip(1).map(str::to_owned).collect()
}

/// Every time the screen was taken it was given back, with its cursor.
fn assert_given_back(output: &str) {
    for (taken, given) in [("\u{1b}[?1049h", "\u{1b}[?1049l"), ("\u{1b}[?25l", "\u{1b}[?25h")] {
        let count = |text| output.matches(text).count();
        assert!(count(taken) > 0, "the screen was never taken: {output:?}");
        assert_eq!(count(taken), count(given), "{}", output.escape_debug());
        assert!(output.rfind(taken) < output.rfind(given));
    }
}

#[test]
fn a_session_left_alone_is_recorded_and_rings_at_each_switch() {
    let world = world();
    let (code, output) = start(&world, &["short"]).end();
    assert_eq!(code, Ok(0));
    assert_given_back(&output);
    assert!(output.contains("SWITCH TO THE RIGHT"), "{output:?}");
    assert!(output.contains('\u{7}'), "no bell: {output:?}");
    assert_eq!(
        rows(&world),
        ["2026-11-22,07:30,,calf,0.033,,,,,,,", "2026-11-22,07:30,,quad,0.017,,,,,,,"]
    );
}

#[test]
fn quiet_rings_no_bell() {
    let world = world();
    let (code, output) = start(&world, &["one", "--quiet", "--no-log"]).end();
    assert_eq!(code, Ok(0));
    assert!(!output.contains('\u{7}'), "{output:?}");
    assert!(output.contains("Held, and not recorded: calf 0:01"));
    assert!(!world.log_path().exists());
}

#[test]
fn the_terminal_is_as_it_was() {
    let world = world();
    for (keys, code) in [(" ", 0), ("\u{3}", 130)] {
        let command = world.command(&[]);
        let mut shell = std::process::Command::new("sh");
        let script = "stty -g; \"$0\" stretch long --no-log; code=$?; stty -g; exit $code";
        shell
            .args(["-c", script])
            .arg(program())
            .envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
        let mut terminal = Terminal::start(shell, 60, 20);
        terminal.wait_for("It is under way").press(keys);
        if code == 0 {
            terminal.wait_for("PAUSED").press("q");
        }
        let (ended, output) = terminal.end();
        assert_eq!(ended, Ok(code), "{output:?}");
        assert_given_back(&output);
        let modes: Vec<_> = output
            .split(['\r', '\n'])
            .filter(|line| !line.contains('\u{1b}') && line.matches(':').count() > 10)
            .collect();
        assert_eq!(modes.len(), 2, "{output:?}");
        assert_eq!(modes[0], modes[1]);
    }
}

#[test]
fn space_pauses_and_goes_on() {
    let world = world();
    let mut terminal = start(&world, &["long"]);
    terminal
        .wait_for("It is under way")
        .press(" ")
        .wait_for("PAUSED")
        .wait_for("space go on")
        .press(" ")
        .wait_for("space pause")
        .press("q")
        .wait_for("Keep what was done?")
        .press("y");
    let (code, output) = terminal.end();
    assert_eq!(code, Ok(0));
    assert_given_back(&output);
    assert_eq!(world.log().matches(HELD).count(), 1);
}

#[test]
fn n_skips_and_the_rest_is_recorded() {
    let world = world();
    let mut terminal = start(&world, &["long"]);
    terminal.wait_for("It is under way").press("n").wait_for("GET READY").press("n");
    let (code, _) = terminal.end();
    assert_eq!(code, Ok(0));
    let log = world.log();
    assert!(log.contains(HELD), "{log}");
    assert!(log.contains(",glute,0.017,"), "{log}");
    assert!(!log.contains(",quad,10,"), "{log}");
}

#[test]
fn q_asks_once_whether_to_keep_what_was_done() {
    for (answer, kept) in [("y", true), ("\r", true), ("n", false)] {
        let world = world();
        let mut terminal = start(&world, &["long"]);
        terminal
            .wait_for("It is under way")
            .press("q")
            .wait_for("Keep what was done?")
            // Not yet: back to the session, and once more.
            .press("\u{1b}")
            .wait_for("It is under way")
            .press("q")
            .wait_for("Keep what was done?")
            .press(answer);
        let (code, output) = terminal.end();
        assert_eq!(code, Ok(0));
        assert_given_back(&output);
        assert_eq!(world.log_path().exists(), kept);
        if kept {
            assert!(world.log().contains(HELD));
        } else {
            assert!(output.contains("Nothing was recorded"), "{output:?}");
        }
    }
}

#[test]
fn yes_keeps_without_asking() {
    let world = world();
    let mut terminal = start(&world, &["long", "--yes"]);
    terminal.wait_for("It is under way").press("q");
    let (code, output) = terminal.end();
    assert_eq!(code, Ok(0));
    assert!(!output.contains("Keep what was done?"));
    assert!(world.log().contains(HELD));
}

#[test]
fn ctrl_c_keeps_the_holds_that_were_finished() {
    let world = world();
    let mut terminal = start(&world, &["long"]);
    terminal.wait_for("It is under way").press("\u{3}");
    let (code, output) = terminal.end();
    assert_eq!(code, Ok(130));
    assert_given_back(&output);
    assert_eq!(rows(&world), [format!("{HELD},,,,,,")]);
}

#[test]
fn ctrl_c_at_a_question_keeps_them_too() {
    for (args, question) in [
        (&["long"][..], "Keep what was done?"),
        (&["long", "--pain"], "Keep what was done?"),
        (&["long", "--pain", "--yes"], "worst imaginable"),
    ] {
        let world = world();
        let mut terminal = start(&world, args);
        terminal.wait_for("It is under way").press("q").wait_for(question).press("\u{3}");
        let (code, output) = terminal.end();
        assert_eq!(code, Ok(130));
        assert_given_back(&output);
        assert!(world.log().contains(HELD), "{args:?}");
    }
}

#[test]
fn a_signal_gives_the_terminal_back_and_keeps_what_was_held() {
    for signal in [Signal::SIGTERM, Signal::SIGHUP, Signal::SIGINT] {
        let world = world();
        let mut terminal = start(&world, &["long"]);
        terminal.wait_for("It is under way").signal(signal);
        let (code, output) = terminal.end();
        if signal == Signal::SIGINT {
            assert_eq!(code, Ok(130));
        } else {
            assert_eq!(code, Err(signal));
        }
        assert_given_back(&output);
        assert!(world.log().contains(HELD), "{signal}");
    }
}

#[test]
fn a_resize_draws_anew_and_keeps_the_side_and_the_seconds() {
    let world = world();
    let mut terminal = start(&world, &["long", "--no-log"]);
    terminal
        .wait_for("It is under way")
        .press(" ")
        .wait_for("PAUSED")
        // So little room leaves one line, and no large letters.
        .resize(24, 3)
        .wait_for("PAUSED ")
        .resize(120, 40)
        .wait_for("███")
        .press("q");
    let (code, output) = terminal.end();
    assert_eq!(code, Ok(0));
    assert_given_back(&output);
}

#[test]
fn ctrl_z_gives_the_terminal_back_and_fg_resumes_paused() {
    let mut world = world();
    world.var("PS1", "READY> ");
    let command = world.command(&[]);
    let mut shell = std::process::Command::new("sh");
    shell.arg("-i").envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    let mut terminal = Terminal::start(shell, 60, 20);
    let stretch = format!("'{}' stretch long --no-log\n", program().display());
    terminal
        .wait_for("READY> ")
        .press(&stretch)
        .wait_for("It is under way")
        .press("\u{1a}")
        .wait_for("\u{1b}[?1049l")
        .wait_for("READY> ")
        .press("fg\n")
        .wait_for("\u{1b}[?1049h")
        .wait_for("PAUSED")
        .press("q")
        .wait_for("READY> ")
        .press("exit\n");
    let (code, output) = terminal.end();
    assert_eq!(code, Ok(0), "{output:?}");
    assert_given_back(&output);
}

#[test]
fn pain_is_asked_for_at_the_end_and_goes_into_the_first_row() {
    for (keys, pain) in
        [("3\r", "3"), ("1x09\u{7f}\r", "10"), ("12\r\u{7f}\r", "1"), ("\u{1b}", ""), ("\r", "")]
    {
        let world = world();
        let mut terminal = start(&world, &["one", "--pain"]);
        terminal.wait_for("worst imaginable").press(keys);
        let (code, output) = terminal.end();
        assert_eq!(code, Ok(0), "{output:?}");
        assert_eq!(rows(&world), [format!("2026-11-22,07:30,{pain},calf,0.017,,,,,,,")]);
        let is_named = output.contains("Do not wait if one");
        assert_eq!(is_named, pain == "10", "{output:?}");
    }
}

#[test]
fn a_leg_symptom_is_asked_about_first() {
    for (answer, starts) in [("y\r", true), ("\r", false)] {
        let world = world();
        world.with_log("date,symptoms\n2026-11-20,leg-pain\n");
        let mut terminal = start(&world, &["long", "--no-log"]);
        terminal.wait_for("Start all the same?").wait_for("(y/N)").press(answer);
        if starts {
            terminal.wait_for("It is under way").press("q");
        } else {
            terminal.wait_for("Not started");
        }
        assert_eq!(terminal.end().0, Ok(0));
    }
}
