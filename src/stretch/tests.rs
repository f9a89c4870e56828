//! The screen at every size, in every mode.

use core::time::Duration;

use unicode_width::UnicodeWidthStr;

use super::*;
use crate::guidance::{Routine, Stretch};
use crate::term::{Glyphs, Theme};

fn routine() -> Routine {
    let stretch = |name: &str, title: &str, each_side| Stretch {
        name: name.parse().unwrap(),
        title: title.to_owned(),
        steps: vec![
            "Put the {side} heel on a low step, knee almost straight. Hold on to something."
                .to_owned(),
            "Lean forward – from the hips.".to_owned(),
        ],
        caution: Some("Gently.".to_owned()),
        hold: Duration::from_secs(30),
        sets: 2,
        each_side,
        prepare: Duration::from_secs(10),
    };
    Routine {
        name: "test".parse().unwrap(),
        summary: String::new(),
        caution: None,
        activity: None,
        dose: None,
        sources: Vec::new(),
        stretches: vec![
            stretch("hamstring", "Hamstring × \u{1b}[31m膝膝膝膝膝膝膝膝膝膝膝膝", true),
            stretch("lower-back", "Lower back", false),
        ],
        own: true,
    }
}

fn steps() -> Vec<Step> {
    use StepKind::{Hold, Prepare, Rest, Switch};
    let step = |kind, stretch, side, set, seconds| Step {
        kind,
        stretch,
        side,
        set,
        length: Duration::from_secs(seconds),
    };
    vec![
        step(Prepare, 0, Some(Side::Left), 1, 10),
        step(Hold, 0, Some(Side::Left), 1, 30),
        step(Switch, 0, Some(Side::Right), 1, 5),
        step(Hold, 0, Some(Side::Right), 2, 600),
        step(Rest, 1, None, 1, 5),
        step(Hold, 1, None, 1, 30),
    ]
}

const MODES: [Mode; 2] = [Mode::Going, Mode::Keep];

/// A session of a step that is under way, with 4.001 seconds left; paused where asked for.
fn session(at: usize, pause: Option<Pause>) -> Session {
    let mut steps = steps();
    if let Some(step) = steps.get_mut(at) {
        step.length = Duration::from_millis(4_001);
    }
    let mut session = Session::new(steps, ClockMoment::default(), 1);
    for _ in 0..at {
        session.on(ClockMoment::default(), Event::Skip);
    }
    session.pause = pause;
    session
}

fn lines(
    session: &Session,
    mode: &Mode,
    theme: &Theme,
    (columns, rows): (usize, usize),
) -> Vec<String> {
    let scene = Scene { routine: &routine(), caution: "Never into pain.", session, mode };
    screen(&scene, theme, columns, rows)
}

fn text(at: usize, pause: Option<Pause>, size: (usize, usize)) -> String {
    lines(&session(at, pause), &Mode::Going, &Theme::plain(60), size).join("\n")
}

#[test]
fn nothing_is_wider_or_higher_than_the_terminal() {
    let modes = MODES.into_iter().chain([Mode::Pain("1".to_owned())]);
    for mode in modes {
        for theme in [Theme::plain(80), Theme::new(false, Glyphs::Unicode, 80)] {
            for (columns, rows) in
                [(1, 1), (5, 2), (12, 3), (20, 5), (30, 8), (60, 20), (120, 40), (300, 90)]
            {
                for (at, pause) in (0..steps().len()).zip([None, Some(Pause::Away)].repeat(3)) {
                    let lines = lines(&session(at, pause), &mode, &theme, (columns, rows));
                    assert!(lines.len() <= rows, "{columns}x{rows} {mode:?}");
                    for line in &lines {
                        assert!(line.width() <= columns, "{columns}x{rows}: {line:?}");
                        assert!(!line.contains('\u{1b}'), "{line:?}");
                    }
                }
            }
        }
    }
}

#[test]
fn ascii_is_ascii_but_for_what_the_user_wrote() {
    for mode in MODES.into_iter().chain([Mode::Pain("1".to_owned())]) {
        for at in 0..steps().len() {
            for line in lines(&session(at, None), &mode, &Theme::plain(80), (60, 20)) {
                let line = line.replace('膝', "");
                assert!(line.is_ascii(), "{line:?}");
            }
        }
    }
}

#[test]
fn what_to_do_and_the_seconds_stay_where_little_fits() {
    for (at, words) in [
        (0, "GET READY 5"),
        (1, "HOLD LEFT, set 1 of 2 5"),
        (2, "SWITCH TO THE RIGHT 5"),
        (4, "LET GO 5"),
        (5, "HOLD 5"),
    ] {
        for size in [(24, 1), (24, 3), (40, 10)] {
            let text = text(at, None, size);
            assert!(text.contains(words), "{size:?}:\n{text}");
        }
        let text = text(at, Some(Pause::Asked), (20, 3));
        assert!(text.contains("PAUSED 5"), "{text}");
    }
    assert!(text(1, None, (12, 1)).ends_with("HOLD LEFT, 5"));
}

#[test]
fn sixty_by_twenty_shows_all_of_it() {
    let shown = text(1, None, (60, 20));
    for part in [
        "1 of 2",
        "HOLD LEFT, set 1 of 2",
        "######\n  ##\n  ######\n      ##\n  ######\n",
        "Put the left heel",
        "Gently.",
        "Next: switch to the right for 5 s",
        "Session ",
        "10:45 left",
        "space pause   n skip   q end",
    ] {
        assert!(shown.contains(part), "{part}\n{shown}");
    }
    let first = text(0, None, (60, 20));
    assert!(first.contains("- Never into pain."), "{first}");
    let away = text(0, Some(Pause::Away), (60, 20));
    assert!(away.contains("PAUSED while you were away"), "{away}");
    assert!(away.contains("space go on"), "{away}");
}
