//! What to do about a symptom, at once.

use std::fmt::Write as _;

use crate::guidance::{LevelWords, SymptomWords};
use crate::term::{Role, Theme};

/// One level's symptoms of a record made for a day so many days ago: what they
/// are, and what to do. Urgent levels have a bar at their side.
pub fn text(level: &LevelWords, days_ago: i64, theme: &Theme) -> String {
    let (role, bar) = if level.level.is_urgent() {
        (Role::Urgent, theme.glyph("┃ ", "| "))
    } else {
        (Role::Warning, "")
    };
    let columns = theme.prose_width().saturating_sub(bar.chars().count() + 2);
    let mut out = String::new();
    let mut line = |indent: &str, role: Option<Role>, text: &str| {
        for piece in textwrap::wrap(text, columns.max(1)) {
            let piece = role.map_or_else(|| piece.to_string(), |role| theme.paint(role, &piece));
            let _ = writeln!(out, "{}{indent}{piece}", theme.paint(Role::Urgent, bar));
        }
    };
    // What was recorded days ago may have been seen to: no "now" above it.
    if days_ago < 2 {
        line("", Some(role), &level.title);
    } else {
        line("", Some(role), &format!("Recorded for {days_ago} days ago"));
    }
    let mut rest: &[SymptomWords] = &level.symptoms;
    while let Some(first) = rest.first() {
        let advice = first.advice(days_ago);
        let alike = rest.iter().take_while(|words| words.advice(days_ago) == advice).count();
        let (same, others) = rest.split_at(alike);
        for words in same {
            line("  ", None, &words.sees);
        }
        line("  ", Some(Role::Strong), &advice.replace('`', ""));
        rest = others;
    }
    out
}
