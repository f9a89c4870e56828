//! The status line, and the welcome where there is nothing to say yet.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use super::signs::{open_sign, open_signs};
use super::verdict_text::{Guidance, tone, too_early_with_weeks, unread_note, verdict_text};
use crate::analysis::{DaySummary, Report, Sign, SignState, Status};
use crate::term::format::amount;
use crate::term::{Role, Theme};

/// The three commands to begin with.
const BEGIN: &[(&str, &str)] = &[
    ("backcare log 4", "record today's pain, from 0 (none) to 10"),
    ("backcare tips", "see what helps a runner's back"),
    ("backcare report", "see how the pain goes over the weeks"),
];

/// Today's pain and stretching, and the verdict: one line with its line end. What to do
/// now comes before everything else, and an open sign is named with its day.
pub fn status_line(report: &Report, guidance: &Guidance, theme: &Theme) -> String {
    let dot = theme.glyph(" \u{b7} ", " - ");
    let today = report.days.last();
    let status = report.verdict.status;
    let pain = match today.and_then(|day| day.pain) {
        Some(pain) => format!("pain {}/10", amount(pain)),
        None if report.log.unread.pain_today => "today's pain unread".to_owned(),
        None => "pain not logged today".to_owned(),
    };
    let sessions = today.map_or(0, |day| day.stretch_sessions);
    // Someone who should see a doctor is not asked to stretch.
    let goal = if status.asks_to_act() { 0 } else { report.settings.stretch_goal };
    let is_shown = sessions > 0 || !status.asks_to_act();
    let stretch = is_shown.then(|| (Role::Stretch, stretched(sessions, goal)));
    let text = verdict_text(report, guidance);
    let sign = sign_beside(report, &text.headline).map(|sign| (Role::Warning, sign));
    let weeks = too_early_with_weeks(report, &text.headline, dot);
    let headline = (role(report), weeks.unwrap_or(text.headline));
    let unread = unread_note(report).map(|note| (Role::Warning, note));
    let day: Vec<_> = [(Role::Pain, pain)].into_iter().chain(stretch).collect();
    let line = |facts: usize| -> Vec<(Role, String)> {
        let day = day.iter().take(facts).cloned();
        let rest = day.chain(unread.clone());
        if status == Status::Urgent {
            [headline.clone()].into_iter().chain(sign.clone()).chain(rest).collect()
        } else {
            rest.chain(sign.clone()).chain([headline.clone()]).collect()
        }
    };
    // Where room is short the day gives way, the verdict and what it leaves out never.
    let fits = |facts: &usize| width(&line(*facts), dot) <= theme.width;
    let parts = line((0..=day.len()).rev().find(fits).unwrap_or(0));
    let painted: Vec<String> = parts.iter().map(|(role, text)| theme.paint(*role, text)).collect();
    painted.join(dot) + "\n"
}

/// The open signs that a headline does not name, the first of them with its day.
fn sign_beside(report: &Report, headline: &str) -> Option<String> {
    let signs = &report.verdict.signs;
    let is_named = signs.first().is_some_and(|first| headline.contains(&open_sign(first)));
    // A headline that sends to a doctor names the signs that it is about.
    let is_waiting = |sign: &&Sign| sign.state == SignState::Waiting;
    let beside: Vec<Sign> = if !is_named {
        signs.clone()
    } else if report.verdict.status.asks_to_act() {
        signs.iter().filter(is_waiting).copied().collect()
    } else {
        Vec::new()
    };
    (!beside.is_empty()).then(|| open_signs(&beside))
}

/// `stretched 1/2`: the sessions of a day against the goal.
pub fn stretched(sessions: u32, goal: u32) -> String {
    match goal {
        0 => format!("stretched {sessions}x"),
        goal => format!("stretched {sessions}/{goal}"),
    }
}

fn width(parts: &[(Role, String)], dot: &str) -> usize {
    let texts: usize = parts.iter().map(|(_, text)| text.width()).sum();
    texts + dot.width() * parts.len().saturating_sub(1)
}

/// What is due of a day, in one line with its line end; `None` when nothing is.
pub fn due_line(day: &DaySummary, stretch_goal: u32, theme: &Theme) -> Option<String> {
    let pain = (day.readings == 0).then(|| "log your pain with `backcare log`".to_owned());
    let missing = stretch_goal.saturating_sub(day.stretch_sessions);
    let stretch = (missing > 0).then(|| {
        let session = if missing == 1 { "session" } else { "sessions" };
        format!("{missing} stretching {session} to go of {stretch_goal}")
    });
    let due: Vec<String> = pain.into_iter().chain(stretch).collect();
    (!due.is_empty()).then(|| theme.paint(Role::Strong, "Today:") + " " + &due.join("; ") + "\n")
}

/// How a verdict is painted.
pub fn role(report: &Report) -> Role {
    tone(report).role()
}

/// What to begin with, if there is no log.
pub fn welcome(theme: &Theme) -> String {
    let mut text = theme.paint(Role::Heading, "Welcome to backcare.");
    text.push_str(" Nothing is logged yet; begin with\n\n");
    let columns = BEGIN.iter().map(|(command, _)| command.width()).max();
    for (command, does) in BEGIN {
        let gap = " ".repeat(columns.unwrap_or(0) - command.width() + 3);
        let _ = writeln!(text, "  {}{gap}{does}", theme.paint(Role::Command, command));
    }
    let urgent = theme.paint(Role::Command, "backcare tips urgent");
    let _ = writeln!(text, "\nSome signs cannot wait for a log: {urgent}");
    text
}
