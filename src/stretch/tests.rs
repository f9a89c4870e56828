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

const MODES: [Mode<'_>; 5] = [
    Mode::Running,
    Mode::Paused,
    Mode::Away,
    Mode::Keep("hamstring 1:00, lower-back 0:40"),
    Mode::Pain("1"),
];

fn lines(at: usize, mode: Mode<'_>, theme: &Theme, columns: usize, rows: usize) -> Vec<String> {
    let (routine, steps) = (routine(), steps());
    let scene = Scene {
        routine: &routine,
        caution: "Never into pain.",
        steps: &steps,
        at,
        left: Duration::from_millis(4_001),
        left_in_all: Duration::from_secs(130),
        mode,
    };
    screen(&scene, theme, columns, rows)
}

#[test]
fn nothing_is_wider_or_higher_than_the_terminal() {
    for theme in [Theme::plain(80), Theme::new(false, Glyphs::Unicode, 80)] {
        for (columns, rows) in
            [(1, 1), (5, 2), (12, 3), (20, 5), (30, 8), (60, 20), (120, 40), (300, 90)]
        {
            for mode in MODES {
                for at in 0..steps().len() {
                    let lines = lines(at, mode, &theme, columns, rows);
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
    for mode in MODES {
        for at in 0..steps().len() {
            for line in lines(at, mode, &Theme::plain(80), 60, 20) {
                let line = line.replace('膝', "");
                assert!(line.is_ascii(), "{line:?}");
            }
        }
    }
}

#[test]
fn the_side_and_the_seconds_stay_where_little_fits() {
    let theme = Theme::plain(80);
    for (at, word) in [
        (0, "READY 5"),
        (1, "LEFT 5"),
        (2, "SWITCH 5"),
        (3, "RIGHT 5"),
        (4, "REST 5"),
        (5, "HOLD 5"),
    ] {
        for (columns, rows) in [(12, 1), (20, 3), (40, 10)] {
            let text = lines(at, Mode::Running, &theme, columns, rows).join("\n");
            assert!(text.contains(word), "{columns}x{rows}:\n{text}");
        }
        let text = lines(at, Mode::Paused, &theme, 20, 3).join("\n");
        assert!(text.contains("PAUSED 5"), "{text}");
    }
}

#[test]
fn sixty_by_twenty_shows_all_of_it() {
    let text = lines(1, Mode::Running, &Theme::plain(60), 60, 20).join("\n");
    for part in [
        "1 of 2",
        "Hold the left side, set 1 of 2",
        "#     ##### ##### #####",
        "Put the left heel",
        "Gently.",
        "Next: the right side",
        "Session ",
        "2:10 left",
        "space pause   n skip   q end",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    let first = lines(0, Mode::Running, &Theme::plain(60), 60, 20).join("\n");
    assert!(first.contains("- Never into pain."), "{first}");
}

#[test]
fn every_word_is_large_at_sixty_columns() {
    for at in 0..steps().len() {
        for mode in [Mode::Running, Mode::Paused] {
            let (routine, steps) = (routine(), steps());
            let scene = Scene {
                routine: &routine,
                caution: "Never into pain.",
                steps: &steps,
                at,
                left: steps[at].length,
                left_in_all: Duration::from_secs(130),
                mode,
            };
            let text = screen(&scene, &Theme::plain(60), 60, 20).join("\n");
            assert!(text.contains("###"), "{text}");
        }
    }
}
