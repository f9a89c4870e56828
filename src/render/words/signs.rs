//! What to do about recorded symptoms: first of all, with the day of each.

use chrono::NaiveDate;

use crate::analysis::Report;
use crate::domain::{Level, Symptom};

use super::super::figures::date;
use super::{Guidance, SignWords, Words};

/// From this many days on nobody knows whether it has been seen to.
const LATER_DAYS: i64 = 2;

/// A symptom with the latest day on which it was recorded.
struct Sign<'a> {
    symptom: Symptom,
    day: NaiveDate,
    later: bool,
    words: SignWords<'a>,
}

impl Sign<'_> {
    fn advice(&self) -> &str {
        if self.later {
            self.words.later
        } else {
            self.words.advice
        }
    }

    /// `On 20 Nov 2026 you recorded fever: fever, chills or …`
    fn recorded(&self) -> String {
        format!(
            "On {} you recorded {}: {}.",
            date(self.day),
            self.symptom,
            lower_first(self.words.sees)
        )
    }
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(chars).collect()
    })
}

/// The flags that `wanted` picks, each symptom once, the most urgent first.
fn signs<'a>(
    report: &Report,
    guidance: &Guidance<'a>,
    wanted: impl Fn(Level) -> bool,
) -> Vec<Sign<'a>> {
    let mut signs: Vec<Sign<'a>> = Vec::new();
    for flag in &report.verdict.red_flags {
        if !wanted(flag.symptom.level()) {
            continue;
        }
        match signs.iter_mut().find(|sign| sign.symptom == flag.symptom) {
            Some(sign) => sign.day = sign.day.max(flag.date),
            None => signs.push(Sign {
                symptom: flag.symptom,
                day: flag.date,
                later: false,
                words: (guidance.sign)(flag.symptom),
            }),
        }
    }
    for sign in &mut signs {
        sign.later = report.days_since(sign.day) >= LATER_DAYS;
    }
    signs.sort_by_key(|sign| (sign.symptom.level(), sign.later, sign.symptom));
    signs
}

/// What to do, then the days; signs with the same advice together.
fn paragraphs(signs: &[Sign<'_>]) -> Vec<String> {
    signs
        .chunk_by(|a, b| a.advice() == b.advice())
        .map(|alike| {
            let mut sentences: Vec<String> = alike
                .first()
                .map(|sign| sign.advice().to_owned())
                .into_iter()
                .collect();
            sentences.extend(alike.iter().map(Sign::recorded));
            sentences.join(" ")
        })
        .collect()
}

/// An emergency or same-day sign.
pub(super) fn urgent(report: &Report, guidance: &Guidance<'_>) -> Words {
    let signs = signs(report, guidance, Level::is_urgent);
    let headline = match signs.first() {
        Some(sign) => match (sign.symptom.level(), sign.later) {
            (Level::Emergency, false) => "Get emergency help now",
            (Level::Emergency, true) => "If not seen for it yet, get emergency help now",
            (_, false) => "Be seen by a doctor today",
            (_, true) => "If not seen for it yet, be seen by a doctor today",
        },
        None => "Be seen by a doctor today",
    };
    let mut paragraphs = paragraphs(&signs);
    let unanswered = signs
        .iter()
        .any(|sign| report.verdict.seen.is_none_or(|seen| seen < sign.day));
    if unanswered && signs.iter().all(|sign| sign.later) {
        paragraphs.push("If you have been seen, note it: `backcare log --seen`.".to_owned());
    }
    Words {
        headline: headline.to_owned(),
        paragraphs,
    }
}

/// Signs that want an appointment.
pub(super) fn doctor(report: &Report, guidance: &Guidance<'_>) -> Words {
    Words {
        headline: "Have a doctor look at a sign you recorded".to_owned(),
        paragraphs: paragraphs(&signs(report, guidance, |level| level == Level::Doctor)),
    }
}
