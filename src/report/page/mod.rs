//! The doctor's page as plain values, in the order in which a physician reads:
//! HTML and PDF show these, so that both say the same and neither counts.
//!
//! Every text is safe to show (no control characters, nothing that reorders);
//! escaping for its own markup is the format's. Commands stand in backticks.

mod chart;
mod method;

use chrono::NaiveDate;

pub use chart::{Chart, ChartDay};
pub use method::Method;

use super::facts::{SYMPTOMS, facts, symptoms};
use super::table::Column;
use super::weeks::{self, Spelling, columns};
use super::words::{Guidance, Tone, tone, words};
use crate::analysis::{Report, Status, Verdict, Window};
use crate::domain::{DistanceUnit, Level};
use crate::guidance::Source;
use crate::term::for_terminal;
use crate::term::format::{count, date, decimal, signed, span, whole};

/// What the page says only when it was asked for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asked<'a> {
    /// Whose report it is; never stored.
    pub name: Option<&'a str>,
    /// The notes of the period, by time; `None` where nobody asked for them.
    pub notes: Option<&'a [Note]>,
}

/// A note of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The day of its row.
    pub date: NaiveDate,
    /// Its text, as hostile as the log's.
    pub text: String,
}

/// The whole page.
#[derive(Debug, Clone)]
pub struct Page {
    /// `Back pain report`, with the name where there is one: for a window's
    /// title or a document's.
    pub title: String,
    /// Who and when: labels and what is said under each.
    pub about: Vec<Labelled>,
    /// The verdict.
    pub verdict: VerdictPart,
    /// The course of pain; `None` where nothing was logged.
    pub chart: Option<Chart>,
    /// Trend, log and last visit: labels and what is said under each.
    pub facts: Vec<Labelled>,
    /// Symptoms of the episode, the most urgent first.
    pub symptoms: Vec<SymptomLine>,
    /// Pain, stretching and training by week.
    pub weeks: Vec<Column>,
    /// Days and texts; `None` where nobody asked for them.
    pub notes: Option<Vec<Labelled>>,
    /// How the verdict came about.
    pub method: Method,
    /// What every report says.
    pub disclaimer: String,
    /// Not to wait when an urgent sign appears; `None` where the verdict says it.
    pub urgent: Option<String>,
}

/// A label and what is said under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labelled {
    /// A word or two.
    pub label: String,
    /// What is said.
    pub text: String,
}

/// The verdict and its numbers.
#[derive(Debug, Clone)]
pub struct VerdictPart {
    /// How it is painted.
    pub tone: Tone,
    /// A few words, without a full stop.
    pub headline: String,
    /// Whole sentences, one idea each paragraph.
    pub paragraphs: Vec<String>,
    /// The numbers that led to it.
    pub numbers: Vec<Number>,
}

/// A number, large, with its name above and where it comes from beneath.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// What it is.
    pub name: &'static str,
    /// The number.
    pub value: String,
    /// Its unit, or what it is out of: `/10`, ` points`.
    pub unit: &'static str,
    /// Days and n.
    pub detail: String,
}

/// A symptom of the episode.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SymptomLine {
    /// Its name in the log.
    pub name: &'static str,
    /// How soon it should be seen.
    pub level: Level,
    /// The level in words: `same day`.
    pub soon: &'static str,
    /// The days on which it was recorded.
    pub when: String,
    /// What the user sees or feels.
    pub sees: String,
}

/// Headings of the parts, in order.
pub mod headings {
    pub const COURSE: &str = "Course";
    pub const SYMPTOMS: &str = "Symptoms to know about";
    pub const TRIED: &str = "Pain and what was tried, by week";
    pub const NOTES: &str = "Notes";
    pub const METHOD: &str = "How this is worked out";
}

/// What stands in place of symptoms where none was recorded.
pub const NO_SYMPTOMS: &str = "None was recorded in this episode. That does not rule any out.";
/// What stands in place of notes where there are none.
pub const NO_NOTES: &str = "None was written in this period.";

impl Page {
    /// The page of a report.
    pub fn new(
        report: &Report,
        guidance: &Guidance,
        sources: &[Source],
        unit: DistanceUnit,
        asked: Asked<'_>,
    ) -> Self {
        let name = asked.name.map(for_terminal);
        let title = match &name {
            Some(name) => format!("Back pain report of {name}, {}", date(report.as_of)),
            None => format!("Back pain report, {}", date(report.as_of)),
        };
        let is_logged = report.log.first.is_some();
        Self {
            title,
            about: about(report, name),
            verdict: verdict(report, guidance),
            chart: is_logged.then(|| Chart::new(report, unit)),
            facts: facts(report, guidance, unit)
                .into_iter()
                .filter(|fact| fact.label != SYMPTOMS)
                .map(|fact| labelled(fact.label, fact.texts.join("; ")))
                .collect(),
            symptoms: symptom_lines(report, guidance),
            weeks: if is_logged {
                by_week(report, unit)
            } else {
                Vec::new()
            },
            notes: asked.notes.map(|notes| {
                notes
                    .iter()
                    .map(|note| labelled(&date(note.date), for_terminal(&note.text)))
                    .collect()
            }),
            method: Method::new(report, sources),
            disclaimer: guidance.disclaimer.short.clone(),
            urgent: (report.verdict.status != Status::Urgent)
                .then(|| guidance.disclaimer.urgent.clone()),
        }
    }
}

/// The weeks without their symptoms: those have a part of their own, with dates.
fn by_week(report: &Report, unit: DistanceUnit) -> Vec<Column> {
    let spelling = Spelling {
        dash: "\u{2013}",
        name: for_terminal,
    };
    let mut columns = columns(report, unit, spelling);
    columns.retain(|column| column.group != weeks::SYMPTOMS);
    columns
}

fn labelled(label: &str, text: String) -> Labelled {
    Labelled {
        label: label.to_owned(),
        text,
    }
}

fn about(report: &Report, name: Option<String>) -> Vec<Labelled> {
    let mut about = Vec::new();
    about.extend(name.map(|name| labelled("Name", name)));
    about.push(labelled("Report of", date(report.as_of)));
    about.push(labelled("Days shown", span(report.since, report.as_of)));
    about
}

fn verdict(report: &Report, guidance: &Guidance) -> VerdictPart {
    let said = words(report, guidance);
    VerdictPart {
        tone: tone(report),
        headline: said.headline,
        paragraphs: said.paragraphs,
        numbers: numbers(&report.verdict),
    }
}

/// What was compared, and the result.
fn numbers(verdict: &Verdict) -> Vec<Number> {
    let window = |name, window: Option<Window>| {
        window.map(|window| Number {
            name,
            value: decimal(window.mean),
            unit: "/10",
            detail: format!(
                "{}, {}",
                count(window.days, "day"),
                span(window.from, window.to)
            ),
        })
    };
    let change = verdict.change.map(|change| {
        let percent = verdict
            .change_percent
            .map(|percent| format!("{}%", whole(percent)));
        let level = verdict
            .eased_at
            .map(|level| format!("eased at {} or below", decimal(level)));
        let detail: Vec<String> = [percent, level].into_iter().flatten().collect();
        Number {
            name: "Change",
            value: signed(change),
            unit: " points",
            detail: detail.join(", "),
        }
    });
    let episode = verdict.episode.map(|episode| {
        let word = if episode.began_before_log {
            ", by own account"
        } else {
            ""
        };
        Number {
            name: "Episode",
            value: episode.elapsed_days.to_string(),
            unit: if episode.elapsed_days == 1 {
                " day"
            } else {
                " days"
            },
            detail: format!("since {}{word}", date(episode.start)),
        }
    });
    [
        window("Pain lately", verdict.recent),
        window("Pain at the start", verdict.baseline),
        change,
        episode,
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn symptom_lines(report: &Report, guidance: &Guidance) -> Vec<SymptomLine> {
    symptoms(report, guidance)
        .into_iter()
        .map(|fact| SymptomLine {
            name: fact.symptom.name(),
            level: fact.symptom.level(),
            soon: match fact.symptom.level() {
                Level::Emergency => "emergency",
                Level::SameDay => "same day",
                Level::Doctor => "appointment",
            },
            when: fact.when,
            sees: fact.sees.to_owned(),
        })
        .collect()
}

/// Text in pieces: `true` for a command, which stood between backticks.
pub fn pieces(text: &str) -> impl Iterator<Item = (bool, &str)> {
    text.split('`')
        .enumerate()
        .map(|(number, piece)| (number % 2 == 1, piece))
        .filter(|(_, piece)| !piece.is_empty())
}
