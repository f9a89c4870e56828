//! The screen of a stretching session: a moment in, as many lines as fit out.
//!
//! Made to be read from the floor: what to do and the seconds left are large,
//! and everything else is calm. What does not fit gives way, the least needed
//! first; the side and the seconds are always there.

use std::time::Duration;

use unicode_width::UnicodeWidthStr;

use super::layout::{Block, HEIGHT, big, block, fit, gap, width};
use super::lines::{clock, instruction};
use crate::guidance::Routine;
use crate::stretch::{Side, Step, StepKind};
use crate::term::{Indent, Role, Theme, for_terminal, paragraph, to_ascii, truncate};

/// What the screen is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode<'a> {
    /// The clock runs.
    Running,
    /// The user stopped it.
    Paused,
    /// It stood still while the machine slept.
    Away,
    /// What was held, and whether to keep it.
    Keep(&'a str),
    /// What was typed so far of a level of pain.
    Pain(&'a str),
}

/// A moment of a session.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'a> {
    /// What is stretched.
    pub routine: &'a Routine,
    /// What to be careful of, said with the first step.
    pub caution: &'a str,
    /// Every step.
    pub steps: &'a [Step],
    /// Index of the step under way.
    pub at: usize,
    /// What is left of it.
    pub left: Duration,
    /// What is left of all steps.
    pub left_in_all: Duration,
    /// What the screen is about.
    pub mode: Mode<'a>,
}

/// The screen's lines, at most `rows`, none wider than `columns`.
pub fn screen(scene: &Scene<'_>, theme: &Theme, columns: usize, rows: usize) -> Vec<String> {
    // Lines over 100 columns are hard to follow, and a margin is calm.
    let margin = (columns / 30).min(3).max(columns.saturating_sub(100) / 2);
    let canvas = Canvas { theme, width: columns.saturating_sub(2 * margin).max(1), rows };
    let (body, foot) = match (scene.mode, scene.steps.get(scene.at)) {
        (Mode::Keep(held), _) => canvas.keep(held),
        (Mode::Pain(typed), _) => canvas.pain(typed),
        (_, Some(step)) => canvas.step(scene, step),
        (_, None) => (Vec::new(), Vec::new()),
    };
    let lines = fit(body, foot, rows);
    let pad = " ".repeat(margin);
    lines
        .into_iter()
        .map(|line| if line.is_empty() { line } else { format!("{pad}{line}") })
        .collect()
}

struct Canvas<'a> {
    theme: &'a Theme,
    width: usize,
    rows: usize,
}

impl Canvas<'_> {
    fn step(&self, scene: &Scene<'_>, step: &Step) -> (Vec<Block>, Vec<Block>) {
        let stretch = scene.routine.stretches.get(step.stretch);
        let title = stretch.map_or("", |stretch| stretch.title.as_str());
        let place = format!("{} of {}", step.stretch + 1, scene.routine.stretches.len());
        let mut body = vec![
            block(6, [self.ends(title, &place)]),
            gap(2),
            block(20, self.large(scene, step)),
            gap(1),
        ];
        let passed = step.length.saturating_sub(scene.left);
        let role = role(scene.mode, step);
        body.push(block(9, [self.bar(passed, step.length, self.width, role)]));
        body.push(gap(1));
        if let Some(stretch) = stretch {
            let how = stretch
                .steps
                .iter()
                .chain(&stretch.caution)
                .map(|text| instruction(text, step.side))
                .chain((scene.at == 0).then(|| scene.caution.to_owned()))
                .flat_map(|text| self.bullet(&text))
                .collect::<Vec<_>>();
            body.push(block(3, how));
        }
        let next = self.line(&format!("Next: {}", next(scene)));
        let left = format!(" {} left", clock(scene.left_in_all));
        let total: Duration = scene.steps.iter().map(|step| step.length).sum();
        let label = if self.width >= 40 { "Session " } else { "" };
        let bar_width = self.width.saturating_sub(left.len() + label.len());
        let bar = self.bar(total.saturating_sub(scene.left_in_all), total, bar_width, Role::Strong);
        let keys = match scene.mode {
            Mode::Running => "space pause   n skip   q end",
            _ => "space go on   n skip   q end",
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

    /// The word and the seconds, as large as fits; what they mean above them.
    fn large(&self, scene: &Scene<'_>, step: &Step) -> Vec<String> {
        let role = role(scene.mode, step);
        let word = match (scene.mode, step.kind, step.side) {
            (Mode::Paused | Mode::Away, ..) => "PAUSED",
            (_, StepKind::Prepare, _) => "READY",
            (_, StepKind::Switch, _) => "SWITCH",
            (_, StepKind::Rest, _) => "REST",
            (_, StepKind::Hold, Some(Side::Left)) => "LEFT",
            (_, StepKind::Hold, Some(Side::Right)) => "RIGHT",
            (_, StepKind::Hold, None) => "HOLD",
        };
        let seconds = scene.left.as_millis().div_ceil(1000);
        let number = seconds.to_string();
        let said = self.said(scene, step);
        let ink = if self.theme.is_ascii() { '#' } else { '█' };
        let wanted = |scale: usize| width(word, scale) + width(&number, scale) + 4 * scale;
        let scale = [3, 2, 1].into_iter().find(|scale| {
            // At least as many rows again for everything else.
            wanted(*scale) <= self.width && HEIGHT * scale * 5 / 2 + 2 <= self.rows
        });
        let Some(scale) = scale else {
            return vec![self.theme.paint(role, self.cut(&format!("{word} {number}  {said}")))];
        };
        let between = self.width - width(word, scale) - width(&number, scale);
        let mut lines = vec![self.theme.paint(Role::Strong, self.cut(&said)), String::new()];
        let words = big(word, scale, ink);
        for (left, right) in words.iter().zip(big(&number, scale, ink)) {
            let line = format!("{left}{}{right}", " ".repeat(between));
            lines.push(self.theme.paint(role, line.trim_end()));
        }
        lines
    }

    /// What is to be done now, in a sentence.
    fn said(&self, scene: &Scene<'_>, step: &Step) -> String {
        let side = step.side.map(Side::name);
        let sets = scene
            .steps
            .iter()
            .filter(|other| other.stretch == step.stretch)
            .map(|other| other.set)
            .max()
            .unwrap_or(1);
        let set = if sets > 1 { format!(", set {} of {sets}", step.set) } else { String::new() };
        match (scene.mode, step.kind, side) {
            (Mode::Away, ..) => "The clock stood still while you were away".to_owned(),
            (Mode::Paused, ..) => "Take your time".to_owned(),
            (_, StepKind::Prepare, Some(side)) => format!("Get into position, {side} side first"),
            (_, StepKind::Prepare, None) => "Get into position".to_owned(),
            (_, StepKind::Hold, Some(side)) => format!("Hold the {side} side{set}"),
            (_, StepKind::Hold, None) => format!("Hold{set}"),
            (_, StepKind::Switch, side) => {
                let arrow = match step.side {
                    Some(Side::Left) => self.theme.glyph("← ", "<- "),
                    _ => self.theme.glyph("→ ", "-> "),
                };
                format!("{arrow}Change to the {} side", side.unwrap_or("other"))
            }
            (_, StepKind::Rest, _) => "Let go; the same again in a moment".to_owned(),
        }
    }

    fn keep(&self, held: &str) -> (Vec<Block>, Vec<Block>) {
        let held = self.wrapped(held);
        let body = vec![
            block(20, [self.theme.paint(Role::Strong, self.cut("Keep what was done?"))]),
            gap(1),
            block(10, held),
        ];
        let keys = "y keep   n throw away   Esc stretch on";
        (body, vec![gap(1), block(15, [self.faint(keys)])])
    }

    fn pain(&self, typed: &str) -> (Vec<Block>, Vec<Block>) {
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

const fn role(mode: Mode<'_>, step: &Step) -> Role {
    match (mode, step.kind) {
        (Mode::Running, StepKind::Hold) => Role::Good,
        (Mode::Running, StepKind::Switch) => Role::Warning,
        (Mode::Running, _) => Role::Strong,
        _ => Role::Faint,
    }
}

/// What comes after the step under way.
fn next(scene: &Scene<'_>) -> String {
    let Some(step) = scene.steps.get(scene.at + 1) else {
        return "done".to_owned();
    };
    let seconds = step.length.as_secs();
    let side = step.side.map(Side::name);
    match (step.kind, side) {
        (StepKind::Prepare, _) => scene
            .routine
            .stretches
            .get(step.stretch)
            .map_or_else(String::new, |stretch| stretch.title.clone()),
        (StepKind::Hold, Some(side)) => format!("hold the {side} side for {seconds} s"),
        (StepKind::Hold, None) => format!("hold for {seconds} s"),
        (StepKind::Switch, side) => format!("the {} side", side.unwrap_or("other")),
        (StepKind::Rest, _) => "let go, then the same again".to_owned(),
    }
}
