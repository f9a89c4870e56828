//! What to do about recorded symptoms: first of all, with the day of each.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Guidance, VerdictText};
use crate::analysis::Report;
use crate::domain::{Level, Symptom};
use crate::guidance::{LATER_DAYS, SymptomWords, days_for_advice};
use crate::term::format::date;

/// A symptom with the latest day on which it was recorded.
struct Sign<'a> {
    symptom: Symptom,
    day: NaiveDate,
    is_later: bool,
    /// What to do about it, that day being so long ago.
    advice: &'a str,
    short: &'a str,
}

pub fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().into_iter().flat_map(char::to_lowercase);
    first.chain(text.chars().skip(1)).collect()
}

/// The flags that `wanted` picks, each symptom once, the most urgent first.
fn signs<'a>(
    report: &Report,
    guidance: &'a Guidance,
    wanted: impl Fn(Level) -> bool,
) -> Vec<Sign<'a>> {
    let mut latest: BTreeMap<Symptom, NaiveDate> = BTreeMap::new();
    for flag in &report.verdict.red_flags {
        if wanted(flag.symptom.level()) {
            let day = latest.entry(flag.symptom).or_insert(flag.date);
            *day = flag.date.max(*day);
        }
    }
    let sign = |(symptom, day): (Symptom, NaiveDate)| {
        let days_ago = days_for_advice(day, report.as_of, report.verdict.seen);
        let words: Option<&SymptomWords> = guidance.signs.of(symptom);
        Sign {
            symptom,
            day,
            is_later: days_ago >= LATER_DAYS,
            advice: words.map_or("", |words| words.advice(days_ago)),
            short: words.map_or("", |words| words.short.as_str()),
        }
    };
    let mut signs: Vec<Sign<'a>> = latest.into_iter().map(sign).collect();
    signs.sort_by_key(|sign| (sign.symptom.level(), sign.is_later, sign.symptom));
    signs
}

/// What to do, then the days; signs with the same advice together.
fn paragraphs(signs: &[Sign<'_>]) -> Vec<String> {
    let mut alike: Vec<Vec<&Sign<'_>>> = Vec::new();
    for sign in signs {
        match alike.iter_mut().find(|group| group.iter().all(|it| it.advice == sign.advice)) {
            Some(group) => group.push(sign),
            None => alike.push(vec![sign]),
        }
    }
    alike.iter().map(|signs| paragraph(signs)).collect()
}

fn paragraph(signs: &[&Sign<'_>]) -> String {
    let mut text = signs.first().map_or("", |sign| sign.advice).to_owned();
    for of_day in signs.chunk_by(|a, b| a.day == b.day) {
        let name = |sign: &&Sign<'_>| format!("{}: {}", sign.symptom, lower_first(sign.short));
        let names: Vec<String> = of_day.iter().map(name).collect();
        let day = of_day.first().map(|sign| date(sign.day)).unwrap_or_default();
        text += &format!(" On {day} you recorded {}.", names.join("; "));
    }
    text
}

/// An emergency or same-day sign.
pub fn urgent(report: &Report, guidance: &Guidance) -> VerdictText {
    let signs = signs(report, guidance, Level::is_urgent);
    let first = signs.first();
    let headline = match first.map(|sign| (sign.symptom.level(), sign.is_later)) {
        Some((Level::Emergency, false)) => "Get emergency help now",
        Some((Level::Emergency, true)) => "If not seen for it yet, get emergency help now",
        Some((_, true)) => "If not seen for it yet, be seen by a doctor today",
        _ => "Be seen by a doctor today",
    };
    let advice = paragraphs(&signs);
    let mut paragraphs = advice.clone();
    let seen = report.verdict.seen;
    let is_same_day = signs.iter().any(|sign| seen == Some(sign.day));
    let is_unanswered = signs.iter().any(|sign| seen < Some(sign.day));
    if is_same_day {
        paragraphs.push(
            "Your log notes a visit on that day, and cannot tell which came first.".to_owned(),
        );
    }
    if is_unanswered && signs.iter().all(|sign| sign.is_later) {
        paragraphs.push("If you have been seen, note it: `backcare log --seen`.".to_owned());
    }
    VerdictText { advice, ..VerdictText::new(headline, paragraphs) }
}

/// Signs that want an appointment.
pub fn doctor(report: &Report, guidance: &Guidance) -> VerdictText {
    let signs = signs(report, guidance, |level| level == Level::Doctor);
    let headline = "Have a doctor look at a sign you recorded";
    let advice = paragraphs(&signs);
    VerdictText { advice: advice.clone(), ..VerdictText::new(headline, advice) }
}
