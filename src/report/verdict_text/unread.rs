//! What could not be read of a log, or does not count, and a verdict over it.

use super::{Guidance, VerdictText};
use crate::analysis::{Report, Status};
use crate::domain::FIRST_YEAR;
use crate::term::format::{count, list, lower_first};

/// How many rows and fields could not be read.
fn counts(report: &Report) -> Vec<String> {
    let (rows, fields) = (report.log.bad_rows, report.log.bad_fields);
    let counts = [(rows, "row"), (fields, "field")].into_iter();
    let counts = counts.filter(|(n, _)| *n > 0);
    counts.map(|(n, noun)| count(n, noun)).collect()
}

/// What was not read or does not count, in a few words; `None` where all is well.
pub fn unread_note(report: &Report) -> Option<String> {
    let unread = &report.log.unread;
    let mut notes = Vec::new();
    let counted = counts(report);
    if !counted.is_empty() {
        notes.push(format!("{} unread", list(&counted)));
    }
    let old = format!("before {FIRST_YEAR}");
    for (n, noun, what) in [
        (unread.columns.len() as u64, "column", "unread"),
        (unread.split_cells, "symptom cell", "without semicolon"),
        (unread.future_rows, "row", "in the future"),
        (unread.old_rows, "row", old.as_str()),
    ] {
        if n > 0 {
            notes.push(format!("{} {what}", count(n, noun)));
        }
    }
    (!notes.is_empty()).then(|| notes.join(", "))
}

/// The same, one sentence each.
pub fn sentences(report: &Report) -> Vec<String> {
    let (log, unread) = (&report.log, &report.log.unread);
    let mut sentences = Vec::new();
    let counted = counts(report);
    if !counted.is_empty() {
        let does = verb(log.bad_rows + log.bad_fields, "does", "do");
        sentences.push(format!(
            "{} of the log could not be read and {does} not count here. `backcare check` lists them.",
            list(&counted)
        ));
    }
    if unread.above_scale > 0 {
        sentences.push(format!(
            "{} of the last four weeks are above 10, so no pain is judged. Is this a scale of 0 to \
             100? backcare counts from 0 (none) to 10 (worst imaginable).",
            count(unread.above_scale, "pain")
        ));
    }
    if !unread.symptoms.is_empty() {
        let names: Vec<String> = unread.symptoms.iter().map(|name| plain_name(name)).collect();
        sentences.push(format!("Not known as a symptom: {}.", list(&names)));
    }
    if unread.split_cells > 0 {
        let cells = count(unread.split_cells, "cell");
        let has = verb(unread.split_cells, "has", "have");
        sentences.push(format!(
            "{cells} of symptoms {has} no semicolon between the names; all of them were read."
        ));
    }
    for column in &unread.columns {
        let (name, meant) = (plain_name(&column.name), column.looks_like);
        sentences.push(format!("The column {name} is not read; did you mean {meant}?"));
    }
    let slip = format!("before {FIRST_YEAR}: look for a slip in the year.");
    for (rows, what) in [
        (unread.future_rows, "in the future; that does not count yet."),
        (unread.old_rows, slip.as_str()),
    ] {
        if rows > 0 {
            let are = verb(rows, "is", "are");
            sentences.push(format!("{} {are} dated {what}", count(rows, "row")));
        }
    }
    sentences
}

const fn verb(n: u64, one: &'static str, more: &'static str) -> &'static str {
    if n == 1 { one } else { more }
}

/// A name out of the log for a sentence of any format: letters, digits, hyphens
/// (also for underscores) and spaces of ASCII, at most 40.
fn plain_name(name: &str) -> String {
    let plain = |c: char| match c {
        '_' => '-',
        '-' | ' ' => c,
        c if c.is_ascii_alphanumeric() => c,
        _ => '?',
    };
    name.trim().chars().map(plain).take(40).collect()
}

/// Where something unread may be an urgent sign, or could change a calm answer: that,
/// before the words that were chosen.
pub fn uncertain(report: &Report, guidance: &Guidance, mut text: VerdictText) -> VerdictText {
    let status = report.verdict.status;
    let is_calm = matches!(status, Status::PainFree | Status::Easing | Status::Mild);
    let unread = &report.log.unread;
    // One colon in a sentence is enough.
    let otherwise = lower_first(&text.headline).replacen(": ", ", ", 1);
    let (headline, first) = match unread.sign.and_then(|sign| guidance.signs.words_of(sign)) {
        Some(sign) => {
            let symptom = sign.symptom;
            let may_mean = format!(
                "An entry that could not be read, stands in another column, or has a date that \
                 cannot be right, may mean {symptom}: {}. If that is so: {}",
                lower_first(&sign.short),
                lower_first(sign.advice(0)),
            );
            let most_urgent = report.verdict.signs.first().map(|sign| sign.symptom.level());
            let is_less_urgent = most_urgent.is_some_and(|level| level <= symptom.level());
            if status == Status::Urgent && is_less_urgent {
                // What to do now stays first.
                let second = text.paragraphs.len().min(1);
                text.paragraphs.insert(second, may_mean);
                return text;
            }
            (
                format!("An unread entry may mean {symptom}"),
                format!("{may_mean} Otherwise: {otherwise}."),
            )
        }
        None if unread.may_be_urgent && !status.asks_to_act() => (
            "An unread entry may be an urgent sign".to_owned(),
            format!(
                "An entry that could not be read may be an urgent sign. `backcare check` shows \
                 it; if it is one, do not wait: `backcare tips urgent`. Otherwise: {otherwise}."
            ),
        ),
        None if is_calm && unread.matters => (
            "Cannot tell for sure: part of the log is unread".to_owned(),
            format!("As far as it was read: {otherwise}."),
        ),
        None => return text,
    };
    text.paragraphs.insert(0, first);
    text.headline = headline;
    text
}
