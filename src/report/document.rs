//! The report as one document of plain values: text, Markdown, HTML and PDF write it,
//! so that all say the same and none counts.
//!
//! Every text is safe to show (no control characters, nothing that reorders);
//! escaping for its own markup is the format's. Commands stand in backticks.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::chart::Chart;
use super::facts::{facts, summary};
use super::table::Column;
use super::verdict_text::{Guidance, Tone, VerdictText, tone, verdict_text};
use super::weeks::{SYMPTOMS, columns};
use crate::analysis::{Report, SignState, Status, Verdict, Window};
use crate::domain::{DistanceUnit, Symptom};
use crate::guidance::Source;
use crate::term::format::{count, date, decimal, list, signed, span, whole};
use crate::term::{for_terminal, mark};

/// What a document says only when it was asked for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asked<'a> {
    /// Whose report it is; never stored.
    pub name: Option<&'a str>,
    /// The notes of the period, by time; `None` where they were not asked for.
    pub notes: Option<&'a [Note]>,
}

/// The size of a sheet of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Paper {
    /// 210 by 297 mm
    #[default]
    A4,
    /// 8.5 by 11 inches
    Letter,
}

/// A note of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The day of its row.
    pub date: NaiveDate,
    /// Its text, as hostile as the log's.
    pub text: String,
}

/// The whole document.
#[derive(Debug, Clone)]
pub struct Document {
    /// `Back pain report`, with the name where there is one: for a window's
    /// title or a document's.
    pub title: String,
    /// The days shown, as a span.
    pub days_shown: String,
    /// The name and the days: labels and texts.
    pub about: Vec<Labelled>,
    /// How the verdict is painted.
    pub tone: Tone,
    /// The verdict in words.
    pub verdict: VerdictText,
    /// The numbers that led to it.
    pub numbers: Vec<Number>,
    /// The course of pain; `None` where nothing was logged.
    pub chart: Option<Chart>,
    /// Trend, log and last visit: labels and texts.
    pub facts: Vec<Labelled>,
    /// Symptoms of the episode, the most urgent first.
    pub symptoms: Vec<SymptomLine>,
    /// What a doctor reads first: labels and texts.
    pub summary: Vec<Labelled>,
    /// What the verdict says to a doctor.
    pub for_doctor: Vec<String>,
    /// Pain, stretching and training by week.
    pub weeks: Vec<Column>,
    /// Days and texts; `None` where they were not asked for.
    pub notes: Option<Vec<Labelled>>,
    /// How the verdict came about.
    pub method: Method,
    /// What every report says, in one line.
    pub line: String,
    /// The same in full.
    pub disclaimer: String,
    /// Not to wait when an urgent sign appears; `None` where the verdict says it.
    pub urgent: Option<String>,
}

/// A label and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labelled {
    /// A word or two.
    pub label: String,
    /// The text.
    pub text: String,
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
    /// The days on which it was recorded.
    pub when: String,
    /// What the user sees or feels, in a few words.
    pub short: String,
    /// Whether the verdict says what to do about it.
    pub is_said: bool,
}

/// Headings of the parts, in order.
pub mod headings {
    pub const COURSE: &str = "Course";
    pub const TRIED: &str = "Pain and what was tried, by week";
    pub const LOG: &str = "The log";
    pub const NOTES: &str = "Notes";
    pub const METHOD: &str = "How this is worked out";
}

/// What stands in place of notes where there are none.
pub const NO_NOTES: &str = "None was written in this period.";

impl Document {
    /// The document of a report. `sources` are those that the method may cite.
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
        let symptoms = symptom_lines(report, guidance);
        let verdict = verdict_text(report, guidance);
        Self {
            title,
            days_shown: span(report.since, report.as_of),
            about: about(report, name),
            tone: tone(report),
            summary: if is_logged { summary(report, &symptoms, unit) } else { Vec::new() },
            for_doctor: verdict.for_doctor(tone(report) == Tone::Urgent),
            verdict,
            numbers: numbers(&report.verdict),
            chart: is_logged.then(|| Chart::new(report, unit)),
            facts: facts(report, unit),
            symptoms,
            weeks: if is_logged { columns(report, unit) } else { Vec::new() },
            notes: asked.notes.map(|notes| {
                notes
                    .iter()
                    .map(|note| labelled(&date(note.date), for_terminal(&note.text)))
                    .collect()
            }),
            method: Method::new(report, sources),
            line: guidance.disclaimer.in_a_line(),
            disclaimer: guidance.disclaimer.short.clone(),
            urgent: (report.verdict.status != Status::Urgent)
                .then(|| guidance.disclaimer.urgent.clone()),
        }
    }
}

pub fn labelled(label: &str, text: String) -> Labelled {
    Labelled { label: label.to_owned(), text }
}

impl Document {
    /// `Back pain report, 31 Aug to 22 Nov 2026`.
    pub fn period(&self) -> String {
        format!("Back pain report, {}", self.days_shown)
    }

    /// Not to wait when an urgent sign appears, without the command.
    pub fn urgent_for_doctor(&self) -> Option<String> {
        let (words, _) = self.urgent.as_ref()?.split_once(": `")?;
        Some(format!("{words}."))
    }

    /// The weeks without their symptoms, for a page that lists those with their dates.
    pub fn weeks_of_page(&self) -> Vec<Column> {
        let is_other = |column: &&Column| column.group != SYMPTOMS;
        self.weeks.iter().filter(is_other).cloned().collect()
    }

    /// The facts and, each as one more, the symptoms: for a format that lists both.
    pub fn all_facts(&self) -> Vec<Labelled> {
        let symptoms = self.symptoms.iter().map(|symptom| {
            let text = format!("{} ({}): {}", symptom.name, symptom.when, symptom.short);
            labelled("Symptom", text)
        });
        self.facts.iter().cloned().chain(symptoms).collect()
    }
}

fn about(report: &Report, name: Option<String>) -> Vec<Labelled> {
    let mut about = Vec::new();
    about.extend(name.map(|name| labelled("Name", name)));
    about.push(labelled("Report of", date(report.as_of)));
    about.push(labelled("Days shown", span(report.since, report.as_of)));
    about
}

/// What was compared, and the result.
fn numbers(verdict: &Verdict) -> Vec<Number> {
    let window = |name, window: Option<Window>| {
        window.map(|window| Number {
            name,
            value: decimal(window.mean),
            unit: "/10",
            detail: format!("{}, {}", count(window.days, "day"), span(window.from, window.to)),
        })
    };
    let change = verdict.change.map(|change| {
        let percent = verdict.change_percent.map(|percent| format!("{}%", whole(percent)));
        let level = verdict.eased_at.map(|level| format!("eased at {} or below", decimal(level)));
        let detail: Vec<String> = [percent, level].into_iter().flatten().collect();
        Number { name: "Change", value: signed(change), unit: " points", detail: detail.join(", ") }
    });
    let episode = verdict.episode.map(|episode| {
        let word = if episode.began_before_log { ", by own account" } else { "" };
        Number {
            name: "Episode",
            value: format!("day {}", episode.day()),
            unit: "",
            detail: format!("since {}{word}", date(episode.start)),
        }
    });
    // Who began to log in the middle of it does not know its start.
    let is_late = verdict.episode.is_some_and(|episode| episode.began_before_log);
    let at_first = if is_late { "When you began to log" } else { "At the start" };
    [window("Pain lately", verdict.recent), window(at_first, verdict.baseline), change, episode]
        .into_iter()
        .flatten()
        .collect()
}

/// As many dates of one symptom are named one by one.
const MOST_DATES: usize = 3;

/// Each symptom of the episode once, with its dates, the most urgent first.
fn symptom_lines(report: &Report, guidance: &Guidance) -> Vec<SymptomLine> {
    let mut dates: BTreeMap<Symptom, Vec<NaiveDate>> = BTreeMap::new();
    for recorded in &report.verdict.symptoms {
        let days = dates.entry(recorded.symptom).or_default();
        days.push(recorded.date);
    }
    // One that waits, or that quiet weeks closed, may be older than the episode.
    for sign in report.verdict.signs.iter().chain(&report.verdict.lapsed) {
        dates.entry(sign.symptom).or_default().push(sign.date);
    }
    // An urgent verdict says nothing of those that can wait.
    let is_urgent = report.verdict.status == Status::Urgent;
    let is_said = |symptom| {
        let mut signs = report.verdict.signs.iter().filter(|sign| sign.symptom == symptom);
        signs.any(|sign| match sign.state {
            SignState::Urgent => is_urgent,
            SignState::Doctor => !is_urgent,
            SignState::Waiting => true,
        })
    };
    let line = |(symptom, mut days): (Symptom, Vec<NaiveDate>)| {
        days.sort_unstable();
        days.dedup();
        let when = match days.as_slice() {
            [first, .., last] if days.len() > MOST_DATES => {
                format!("{} days, {}", days.len(), span(*first, *last))
            }
            days => list(&days.iter().copied().map(date).collect::<Vec<_>>()),
        };
        SymptomLine {
            name: symptom.name(),
            is_said: is_said(symptom),
            when,
            short: guidance.signs.of(symptom).map_or_else(String::new, |words| words.short.clone()),
        }
    };
    dates.into_iter().map(line).collect()
}

/// Farrar and Ostelo: what patients call meaningful.
const EASED: &[u16] = &[1, 2];
/// Wallwork, Menezes Costa, Kongsted: how most acute back pain goes.
const COURSE: &[u16] = &[3, 4, 43];

/// How the verdict came about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Method {
    /// What is rated, and on which scale.
    pub scale: &'static str,
    /// Two sentences, with the numbers of their sources in brackets.
    pub rule: String,
    /// The sources, each with its number in `backcare tips --sources`, too.
    pub sources: String,
}

impl Method {
    fn new(report: &Report, sources: &[Source]) -> Self {
        let weeks = count(report.settings.consult_after_weeks, "week");
        let cited = sources.iter().filter(|it| [EASED, COURSE].concat().contains(&it.number));
        let cited = cited.map(|source| {
            let place = source.address().map(|url| url.replace("https://", ", "));
            format!("[{}] {}{}", source.number, source.cite, place.unwrap_or_default())
        });
        Self {
            scale: "Own rating: average back pain over the last 24 hours, 0 (none) to 10 \
                    (worst imaginable), the 11-point Numeric Rating Scale.",
            rule: format!(
                "The mean of the last two weeks is compared with that of the first days \
                 logged; 30% and at least 1 point lower counts as eased{}. A doctor is advised \
                 for warning signs, marked worsening, pain that comes with runs, or pain of 3 \
                 or more not eased after {weeks}; most acute back pain falls fast at first, and \
                 slowly after week 6 or 7{}.",
                mark(EASED),
                mark(COURSE)
            ),
            sources: cited.collect::<Vec<_>>().join("; ") + ".",
        }
    }
}
