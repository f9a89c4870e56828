//! What else a report knows, each fact with its label: trend, log, symptoms.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use chrono::NaiveDate;

use super::balance;
use super::words::{Guidance, unread_note};
use crate::analysis::{Report, Trend};
use crate::domain::{DistanceUnit, Symptom};
use crate::term::format::{count, date, decimal, list, signed, span, whole};

/// The label of the symptoms.
pub const SYMPTOMS: &str = "Symptoms";
/// As many dates of one symptom are named one by one.
const MOST_DATES: usize = 3;

/// A label and what is said under it.
pub struct Fact {
    pub label: &'static str,
    pub texts: Vec<String>,
}

/// The facts that there are.
pub fn facts(report: &Report, guidance: &Guidance, unit: DistanceUnit) -> Vec<Fact> {
    let facts = [
        ("Trend", report.trend.iter().map(trend).collect()),
        ("Balance", balance::sentences(report, unit)),
        ("Log", log(report)),
        (SYMPTOMS, symptom_lines(report, guidance)),
        (
            "Last visit",
            report.verdict.seen.map(date).into_iter().collect(),
        ),
    ];
    facts
        .into_iter()
        .map(|(label, texts): (_, Vec<String>)| Fact { label, texts })
        .filter(|fact| !fact.texts.is_empty())
        .collect()
}

/// For description only: no word here says that a trend is certain.
fn trend(trend: &Trend) -> String {
    let slope = decimal(trend.slope_per_week.abs());
    let course = if slope == "0.0" {
        "level".to_owned()
    } else if trend.slope_per_week < 0.0 {
        format!("falling by {slope} points a week")
    } else {
        format!("rising by {slope} points a week")
    };
    format!(
        "{course} over the last six weeks (95% interval {} to {}, {})",
        signed(trend.low),
        signed(trend.high),
        count(trend.days, "day")
    )
}

fn log(report: &Report) -> Vec<String> {
    let log = &report.log;
    let (Some(first), Some(last)) = (log.first, log.last) else {
        return Vec::new();
    };
    let mut text = format!(
        "{}, {}; pain on {}",
        count(log.rows, "row"),
        span(first, last),
        count(log.days_with_pain, "day"),
    );
    if let Some(coverage) = log.coverage {
        let share = whole(coverage * 100.0);
        let of = if first > report.since {
            "the days since the log began"
        } else {
            "the days shown"
        };
        let _ = write!(text, ", {share}% of {of}");
    }
    if let Some(note) = unread_note(report) {
        let _ = write!(text, "; {note}");
    }
    vec![text]
}

/// A symptom of the episode, and when it was recorded.
pub struct SymptomFact<'a> {
    pub symptom: Symptom,
    /// Its days, or how many there are and their span.
    pub when: String,
    /// What the user sees or feels.
    pub sees: &'a str,
}

/// Each symptom once, with its dates, the most urgent first.
pub fn symptoms<'a>(report: &Report, guidance: &'a Guidance) -> Vec<SymptomFact<'a>> {
    let mut dates: BTreeMap<Symptom, Vec<NaiveDate>> = BTreeMap::new();
    for recorded in &report.verdict.symptoms {
        dates
            .entry(recorded.symptom)
            .or_default()
            .push(recorded.date);
    }
    dates
        .into_iter()
        .map(|(symptom, mut days)| {
            days.sort_unstable();
            days.dedup();
            let when = match days.as_slice() {
                [first, .., last] if days.len() > MOST_DATES => {
                    format!("{} days, {}", days.len(), span(*first, *last))
                }
                days => list(&days.iter().copied().map(date).collect::<Vec<_>>()),
            };
            SymptomFact {
                symptom,
                when,
                sees: guidance
                    .sign(symptom)
                    .map_or("", |words| words.sees.as_str()),
            }
        })
        .collect()
}

fn symptom_lines(report: &Report, guidance: &Guidance) -> Vec<String> {
    symptoms(report, guidance)
        .into_iter()
        .map(|fact| format!("{} ({}): {}", fact.symptom, fact.when, fact.sees))
        .collect()
}
