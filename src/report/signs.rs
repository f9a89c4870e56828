//! Signs in force, in words: what was recorded, on which day, and what to do about it now.

use std::cmp::Reverse;

use chrono::NaiveDate;

use crate::analysis::Sign;
use crate::domain::Level;
use crate::guidance::{LATER_DAYS, Signs, SymptomWords, days_for_advice};
use crate::term::format::{date, lower_first, short_date};
use crate::term::{Role, Theme, plain_commands, wrap};

/// A sign in words, as of a day.
#[derive(Debug, Clone, Copy)]
pub struct SignText<'a> {
    pub sign: Sign,
    pub words: &'a SymptomWords,
    /// The title of its level.
    title: &'a str,
    /// It was recorded days ago, and may have been seen to.
    pub is_later: bool,
    /// What to do about it.
    pub advice: &'a str,
}

/// Signs in words, the most urgent first. A `visit` on the day of a sign may have been
/// for it.
pub fn sign_texts(
    signs: impl IntoIterator<Item = Sign>,
    words: &Signs,
    (today, visit): (NaiveDate, Option<NaiveDate>),
) -> Vec<SignText<'_>> {
    let text = |sign: Sign| {
        let days_ago = days_for_advice(sign.date, today, visit);
        let title = &words.levels.iter().find(|level| level.level == sign.symptom.level())?.title;
        let words = words.words_of(sign.symptom)?;
        let advice = match sign.denied {
            Some(_) => "Tell a doctor about it within days.",
            None => words.advice(days_ago),
        };
        Some(SignText { sign, words, title, is_later: days_ago >= LATER_DAYS, advice })
    };
    let mut texts: Vec<SignText<'_>> = signs.into_iter().filter_map(text).collect();
    texts.sort_by_key(|it| (it.level(), it.is_later, it.sign.symptom));
    texts
}

impl SignText<'_> {
    pub fn level(&self) -> Level {
        self.sign.symptom.level()
    }

    /// `leg-pain: pain or tingling from the back down one leg`.
    pub fn named(&self) -> String {
        format!("{}: {}", self.sign.symptom, lower_first(&self.words.short))
    }
}

/// The first of some signs with its day, and how many more there are.
pub fn open_signs(signs: &[Sign]) -> String {
    let first = signs.first().map(open_sign).unwrap_or_default();
    match signs.len().saturating_sub(1) {
        0 => first,
        more => format!("{first} and {more} more"),
    }
}

/// `leg-pain of 7 Nov`.
pub fn open_sign(sign: &Sign) -> String {
    format!("{} of {}", sign.symptom, short_date(sign.date))
}

/// What was seen or felt, and what to do about it; an empty line between levels and days.
/// Urgent levels have a bar at their side.
pub fn sign_advice(texts: &[SignText<'_>], theme: &Theme) -> String {
    let mut texts = texts.to_vec();
    texts.sort_by_key(|it| (it.level(), Reverse(it.sign.date)));
    let groups = texts.chunk_by(|a, b| (a.level(), a.sign.date) == (b.level(), b.sign.date));
    groups.map(|group| group_advice(group, theme)).collect::<Vec<_>>().join("\n")
}

/// Those of one level and day.
fn group_advice(texts: &[SignText<'_>], theme: &Theme) -> String {
    let is_urgent = texts.iter().any(|it| it.level().is_urgent());
    let (role, bar) =
        if is_urgent { (Role::Urgent, theme.glyph("┃ ", "| ")) } else { (Role::Warning, "") };
    let columns = theme.prose_width().saturating_sub(bar.chars().count());
    let mut out = String::new();
    let mut line = |indent: &str, role: Option<Role>, text: &str| {
        for line in wrap(text, columns, indent, indent) {
            out += &theme.paint(Role::Urgent, bar);
            out += &(theme.paint_maybe(role, &line) + "\n");
        }
    };
    if let Some(first) = texts.first() {
        // What was recorded days ago may have been seen to: no "now" above it.
        let recorded = format!("Recorded on {}", date(first.sign.date));
        line("", Some(role), if first.is_later { &recorded } else { first.title });
    }
    for alike in texts.chunk_by(|a, b| a.advice == b.advice) {
        for it in alike {
            line("  ", None, &it.words.sees);
        }
        let advice = alike.first().map_or("", |it| it.advice);
        line("  ", Some(Role::Strong), &plain_commands(advice));
    }
    out
}
