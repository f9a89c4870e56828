//! The screen of a stretching session: a moment in, as many lines as fit out.
//!
//! Made to be read from the floor: what to do and the seconds left are large,
//! and everything else is calm. What does not fit gives way, the least needed
//! first; the side and the seconds are always there.

use std::time::Duration;

use unicode_width::UnicodeWidthStr;

use super::lines::{clock, held_by_name, held_line, instruction};
use crate::guidance::Routine;
use crate::stretch::{Pause, Session, Step, StepKind};
use crate::term::{Indent, Role, Theme, for_terminal, paragraph, to_ascii, truncate};

/// What the screen is about, and what the keys are for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mode {
    /// The session goes on, or is paused.
    Going,
    /// What was held, and whether to keep it.
    Keep,
    /// A level of pain, as typed so far.
    Pain(String),
}

/// A moment of a session.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'a> {
    /// What is stretched.
    pub routine: &'a Routine,
    /// What to be careful of, said with the first step.
    pub caution: &'a str,
    pub session: &'a Session,
    pub mode: &'a Mode,
}

/// The screen's lines, at most `rows`, none wider than `columns`.
pub fn screen(scene: &Scene<'_>, theme: &Theme, columns: usize, rows: usize) -> Vec<String> {
    // Lines over 100 columns are hard to follow, and a margin is calm.
    let margin = (columns / 30).min(3).max(columns.saturating_sub(100) / 2);
    let canvas = ScreenCanvas { theme, width: columns.saturating_sub(2 * margin).max(1), rows };
    let (body, foot) = match (scene.mode, scene.session.step()) {
        (Mode::Keep, _) => {
            let held = held_by_name(scene.routine, &scene.session.held(true));
            canvas.keep(&held_line(&held))
        }
        (Mode::Pain(typed), _) => canvas.pain(typed),
        (Mode::Going, Some(step)) => canvas.step(scene, step),
        (Mode::Going, None) => (Vec::new(), Vec::new()),
    };
    let lines = fit(body, foot, rows);
    let pad = " ".repeat(margin);
    lines
        .into_iter()
        .map(|line| if line.is_empty() { line } else { format!("{pad}{line}") })
        .collect()
}

struct ScreenCanvas<'a> {
    theme: &'a Theme,
    width: usize,
    rows: usize,
}

impl ScreenCanvas<'_> {
    fn step(&self, scene: &Scene<'_>, step: &Step) -> (Vec<Group>, Vec<Group>) {
        let session = scene.session;
        let stretch = scene.routine.stretches.get(step.stretch);
        let title = stretch.map_or("", |stretch| stretch.title.as_str());
        let place = format!("{} of {}", step.stretch + 1, scene.routine.stretches.len());
        let passed = step.length.saturating_sub(session.left());
        let role = match (session.pause, step.kind) {
            (Some(_), _) => Role::Faint,
            (None, StepKind::Hold) => Role::Good,
            (None, StepKind::Switch) => Role::Warning,
            (None, _) => Role::Strong,
        };
        let mut body = vec![
            block(6, [self.ends(title, &place)]),
            gap(2),
            block(20, self.now(session, step, role)),
            gap(1),
            block(9, [self.bar(passed, step.length, self.width, role)]),
            gap(1),
        ];
        if let Some(stretch) = stretch {
            let caution = (session.at == 0).then_some(scene.caution);
            let careful = stretch.caution.as_deref().into_iter().chain(caution);
            let steps = stretch.steps.iter().map(|text| (2, text.as_str()));
            for (worth, text) in steps.chain(careful.map(|text| (3, text))) {
                body.push(block(worth, self.bullet(&instruction(text, step.side))));
            }
        }
        let next = self.line(&format!("Next: {}", next(scene)));
        let left_in_all = session.left_in_all();
        let left = format!(" {} left", clock(left_in_all));
        let total: Duration = session.steps.iter().map(|step| step.length).sum();
        let label = if self.width >= 40 { "Session " } else { "" };
        let bar_width = self.width.saturating_sub(left.len() + label.len());
        let bar = self.bar(total.saturating_sub(left_in_all), total, bar_width, Role::Strong);
        let keys = match session.pause {
            None => "space pause   n skip   q end",
            Some(_) => "space go on   n skip   q end",
        };
        let foot = vec![
            gap(1),
            block(7, [next]),
            block(4, [format!("{label}{bar}{left}")]),
            gap(1),
            block(5, [self.faint(keys)]),
        ];
        (body, foot)
    }

    /// What to do and the seconds that are left, large where there is room for at least
    /// as many rows again.
    fn now(&self, session: &Session, step: &Step, role: Role) -> Vec<String> {
        let sets = session.steps.iter().filter(|other| other.stretch == step.stretch);
        let sets = sets.map(|other| other.set).max().unwrap_or(1);
        let words = match (session.pause, step.kind) {
            (Some(Pause::Away), _) => "PAUSED while you were away".to_owned(),
            (Some(Pause::Asked), _) => "PAUSED".to_owned(),
            (None, StepKind::Hold) if sets > 1 => {
                format!("{}, set {} of {sets}", step.words().to_uppercase(), step.set)
            }
            (None, _) => step.words().to_uppercase(),
        };
        let seconds = session.left().as_millis().div_ceil(1000);
        let number = seconds.to_string();
        if number.len() * WIDTH > self.width || HEIGHT * 5 / 2 + 2 > self.rows {
            let room = self.width.saturating_sub(number.len() + 1);
            let text = format!("{} {number}", truncate(&words, room, ""));
            return vec![self.theme.paint(role, self.cut(&text))];
        }
        let words = self.theme.paint(Role::Strong, self.cut(&words));
        let digits = large(seconds, self.theme.glyph("█", "#")).into_iter();
        let digits = digits.map(|row| self.theme.paint(role, row.trim_end()));
        [words, String::new()].into_iter().chain(digits).collect()
    }

    fn keep(&self, held: &str) -> (Vec<Group>, Vec<Group>) {
        let held = self.wrapped(held);
        let body = vec![
            block(20, [self.theme.paint(Role::Strong, self.cut("Keep what was done?"))]),
            gap(1),
            block(10, held),
        ];
        let keys = "y keep   n throw away   Esc stretch on";
        (body, vec![gap(1), block(15, [self.faint(keys)])])
    }

    fn pain(&self, typed: &str) -> (Vec<Group>, Vec<Group>) {
        let question = self.wrapped("Your average back pain over the last 24 hours?");
        let cursor = self.theme.glyph("▏", "_");
        let answer = format!("{typed}{cursor}");
        let body = vec![
            block(10, question),
            block(9, self.wrapped("0 is none, 10 the worst imaginable.")),
            gap(1),
            block(20, [self.theme.paint(Role::Pain, self.cut(&answer))]),
        ];
        let keys = "0-10 and Enter   Esc leave out";
        (body, vec![gap(1), block(15, [self.faint(keys)])])
    }

    /// A bar of `width` columns, filled by the share that has passed.
    fn bar(&self, passed: Duration, of: Duration, width: usize, role: Role) -> String {
        let full = if of.is_zero() {
            0
        } else {
            let share = passed.as_millis().min(of.as_millis()) * width as u128;
            usize::try_from(share / of.as_millis()).unwrap_or(width)
        };
        let done = self.theme.glyph("━", "=").repeat(full);
        let rest = self.theme.glyph("─", "-").repeat(width - full);
        let rest = self.theme.paint(Role::Faint, rest);
        format!("{}{rest}", self.theme.paint(role, done))
    }

    /// `left` and `right` at the two ends of a line.
    fn ends(&self, left: &str, right: &str) -> String {
        let room = self.width.saturating_sub(right.len() + 2);
        let left = truncate(&to_ascii(self.theme, &for_terminal(left)), room, "");
        let between = self.width.saturating_sub(left.width() + right.len());
        format!(
            "{}{}{}",
            self.theme.paint(Role::Heading, &left),
            " ".repeat(between),
            self.theme.paint(Role::Faint, truncate(right, self.width, ""))
        )
    }

    fn wrapped(&self, text: &str) -> Vec<String> {
        self.filled(text, "", 0)
    }

    fn bullet(&self, text: &str) -> Vec<String> {
        self.filled(text, self.theme.glyph("·", "-"), 2)
    }

    fn filled(&self, text: &str, lead: &str, indent: usize) -> Vec<String> {
        let theme = Theme { width: self.width, ..*self.theme };
        let indent = Indent { from: 0, lead, role: None, text: indent };
        let text = paragraph(&theme, indent, None, &for_terminal(text));
        text.lines().map(str::to_owned).collect()
    }

    fn line(&self, text: &str) -> String {
        self.cut(&to_ascii(self.theme, &for_terminal(text)))
    }

    fn faint(&self, text: &str) -> String {
        self.theme.paint(Role::Faint, self.cut(text))
    }

    fn cut(&self, text: &str) -> String {
        truncate(text, self.width, "")
    }
}

/// What comes after the step under way.
fn next(scene: &Scene<'_>) -> String {
    let Some(step) = scene.session.steps.get(scene.session.at + 1) else {
        return "done".to_owned();
    };
    if step.kind == StepKind::Prepare {
        let stretch = scene.routine.stretches.get(step.stretch);
        return stretch.map_or_else(String::new, |stretch| stretch.title.clone());
    }
    format!("{} for {} s", step.words(), step.length.as_secs())
}

/// Lines that stay or go together.
struct Group {
    lines: Vec<String>,
    /// The higher it is, the longer it stays.
    worth: u8,
}

/// Drops what does not fit, then puts the foot at the bottom.
fn fit(mut body: Vec<Group>, mut foot: Vec<Group>, rows: usize) -> Vec<String> {
    let count = |blocks: &[Group]| blocks.iter().map(|block| block.lines.len()).sum::<usize>();
    loop {
        let used = count(&body) + count(&foot);
        if used <= rows {
            break;
        }
        let all = || body.iter().chain(&foot);
        let Some(least) =
            all().filter(|block| !block.lines.is_empty()).map(|block| block.worth).min()
        else {
            break;
        };
        // The last block that is worth least.
        if let Some(block) = foot
            .iter_mut()
            .rev()
            .chain(body.iter_mut().rev())
            .find(|block| block.worth == least && !block.lines.is_empty())
        {
            block.lines.clear();
        }
    }
    let spare = rows - (count(&body) + count(&foot)).min(rows);
    let lines = |blocks: Vec<Group>| blocks.into_iter().flat_map(|block| block.lines);
    // A third of what is spare above, the rest between body and foot.
    let above = spare / 3;
    std::iter::repeat_n(String::new(), above)
        .chain(lines(body))
        .chain(std::iter::repeat_n(String::new(), spare - above))
        .chain(lines(foot))
        .collect()
}

fn block(worth: u8, lines: impl IntoIterator<Item = String>) -> Group {
    Group { lines: lines.into_iter().collect(), worth }
}

/// An empty line.
fn gap(worth: u8) -> Group {
    block(worth, [String::new()])
}

/// Rows of a digit, and columns of one with the gap after it.
const HEIGHT: usize = 5;
const WIDTH: usize = 8;

/// Each digit's rows from above, three dots a row.
const DIGITS: [[u8; HEIGHT]; 10] = [
    [0b111, 0b101, 0b101, 0b101, 0b111],
    [0b010, 0b110, 0b010, 0b010, 0b111],
    [0b111, 0b001, 0b111, 0b100, 0b111],
    [0b111, 0b001, 0b111, 0b001, 0b111],
    [0b101, 0b101, 0b111, 0b001, 0b001],
    [0b111, 0b100, 0b111, 0b001, 0b111],
    [0b111, 0b100, 0b111, 0b101, 0b111],
    [0b111, 0b001, 0b001, 0b010, 0b010],
    [0b111, 0b101, 0b111, 0b101, 0b111],
    [0b111, 0b101, 0b111, 0b001, 0b111],
];

/// A number in large digits; a dot is `ink` twice, as a character is twice as high as wide.
fn large(number: u128, ink: &str) -> Vec<String> {
    let dot =
        |rows: u8, place: u8| if rows >> place & 1 == 1 { ink.repeat(2) } else { "  ".to_owned() };
    let digits: Vec<[u8; HEIGHT]> = number
        .to_string()
        .bytes()
        .filter_map(|digit| DIGITS.get(usize::from(digit - b'0')).copied())
        .collect();
    let row = |row: usize| {
        let digit = |rows: &[u8; HEIGHT]| [2, 1, 0].map(|place| dot(rows[row], place)).concat();
        digits.iter().map(digit).collect::<Vec<_>>().join("  ")
    };
    (0..HEIGHT).map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_large_and_as_wide_as_they_say() {
        let rows = large(104, "#");
        assert_eq!(
            rows,
            [
                "  ##    ######  ##  ##",
                "####    ##  ##  ##  ##",
                "  ##    ##  ##  ######",
                "  ##    ##  ##      ##",
                "######  ######      ##",
            ]
        );
        assert!(rows.iter().all(|row| row.len() == 3 * WIDTH - 2));
    }
}
