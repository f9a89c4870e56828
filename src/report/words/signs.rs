//! What to do about recorded symptoms: first of all, with the day of each.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::analysis::Report;
use crate::domain::{Level, Symptom};
use crate::guidance::SymptomWords;

use super::said::{Guidance, Words};
use crate::term::format::date;

/// From this many days on nobody knows whether it has been seen to.
const LATER_DAYS: i64 = 2;

/// A symptom with the latest day on which it was recorded.
struct Sign<'a> {
    symptom: Symptom,
    day: NaiveDate,
    days_ago: i64,
    words: Option<&'a SymptomWords>,
}

impl<'a> Sign<'a> {
    const fn is_later(&self) -> bool {
        self.days_ago >= LATER_DAYS
    }

    fn advice(&self) -> &'a str {
        self.words.map_or("", |words| words.advice(self.days_ago))
    }

    /// `On 20 Nov 2026 you recorded fever: fever, chills or ...`
    fn recorded(&self) -> String {
        let sees = self.words.map_or("", |words| words.sees.as_str());
        format!("On {} you recorded {}: {}.", date(self.day), self.symptom, lower_first(sees))
    }
}

pub fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
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
    let mut signs: Vec<Sign<'a>> = latest
        .into_iter()
        .map(|(symptom, day)| Sign {
            symptom,
            day,
            days_ago: report.days_since(day),
            words: guidance.sign(symptom),
        })
        .collect();
    signs.sort_by_key(|sign| (sign.symptom.level(), sign.is_later(), sign.symptom));
    signs
}

/// What to do, then the days; signs with the same advice together.
fn paragraphs(signs: &[Sign<'_>]) -> Vec<String> {
    signs
        .chunk_by(|a, b| a.advice() == b.advice())
        .map(|alike| {
            let mut sentences: Vec<String> =
                alike.first().map(|sign| sign.advice().to_owned()).into_iter().collect();
            sentences.extend(alike.iter().map(Sign::recorded));
            sentences.join(" ")
        })
        .collect()
}

/// An emergency or same-day sign.
pub fn urgent(report: &Report, guidance: &Guidance) -> Words {
    let signs = signs(report, guidance, Level::is_urgent);
    let headline = match signs.first() {
        Some(sign) => match (sign.symptom.level(), sign.is_later()) {
            (Level::Emergency, false) => "Get emergency help now",
            (Level::Emergency, true) => "If not seen for it yet, get emergency help now",
            (_, false) => "Be seen by a doctor today",
            (_, true) => "If not seen for it yet, be seen by a doctor today",
        },
        None => "Be seen by a doctor today",
    };
    let mut paragraphs = paragraphs(&signs);
    let unanswered =
        signs.iter().any(|sign| report.verdict.seen.is_none_or(|seen| seen < sign.day));
    let same_day = signs.iter().any(|sign| report.verdict.seen == Some(sign.day));
    if same_day {
        paragraphs.push(
            "Your log notes a visit on that day, and cannot tell which came first.".to_owned(),
        );
    }
    if unanswered && signs.iter().all(Sign::is_later) {
        paragraphs.push("If you have been seen, note it: `backcare log --seen`.".to_owned());
    }
    Words { headline: headline.to_owned(), paragraphs }
}

/// Signs that want an appointment.
pub fn doctor(report: &Report, guidance: &Guidance) -> Words {
    Words {
        headline: "Have a doctor look at a sign you recorded".to_owned(),
        paragraphs: paragraphs(&signs(report, guidance, |level| level == Level::Doctor)),
    }
}
