//! The report as blocks: for a terminal, for Markdown, and the page for a doctor.

use chrono::NaiveDate;

use super::block::{Block, Labelled, Number, labelled};
use super::chart::Chart;
use super::facts::{SymptomLine, facts, summary, symptom_lines};
use super::verdict_text::{Guidance, Tone, tone, verdict_text};
use super::weeks::{SYMPTOMS, columns};
use crate::analysis::{Report, Status, Verdict, Window};
use crate::domain::DistanceUnit;
use crate::guidance::Source;
use crate::term::format::{count, date, decimal, signed, signed_whole, span};
use crate::term::{for_terminal, mark};

/// What the page for a doctor says only when it was asked for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asked<'a> {
    /// Whose report it is; never stored.
    pub name: Option<&'a str>,
    /// The notes of the period, by time; `None` where they were not asked for.
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

/// The size of a sheet of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Paper {
    /// 210 by 297 mm
    #[default]
    A4,
    /// 8.5 by 11 inches
    Letter,
}

/// The page for a doctor.
#[derive(Debug, Clone)]
pub struct Page {
    /// For the title of a window or of a file.
    pub title: String,
    pub blocks: Vec<Block>,
}

/// The report for a terminal: the verdict and its numbers first, the chart under them;
/// the weeks and the facts where they are asked for.
pub fn screen(
    report: &Report,
    guidance: &Guidance,
    unit: DistanceUnit,
    with_table: bool,
) -> Vec<Block> {
    let text = verdict_text(report, guidance);
    let mut blocks = verdict(report, text.headline, text.paragraphs, Vec::new());
    let headline = blocks.first().cloned();
    blocks.extend(chart(report, unit));
    let symptoms = symptom_lines(report, guidance);
    if with_table && report.log.first.is_some() {
        blocks.push(Block::Title(period(report), Vec::new()));
        blocks.extend(weeks(report, unit, true));
        blocks.push(Block::Facts(all_facts(report, symptoms, unit)));
    } else {
        let unsaid = symptoms.iter().filter(|symptom| !symptom.is_said);
        let unsaid: Vec<String> = unsaid.map(|it| format!("{} ({})", it.name, it.when)).collect();
        if !unsaid.is_empty() {
            let unsaid = unsaid.join("; ");
            blocks.push(Block::Paragraph(format!("Symptoms of this episode: {unsaid}")));
        }
    }
    blocks.push(Block::Rule);
    blocks.push(Block::Small(guidance.disclaimer.in_a_line()));
    // The first lines of an urgent report may have left the screen.
    if report.verdict.status == Status::Urgent {
        blocks.extend(headline);
    }
    blocks
}

/// The report without a chart, for documents and screen readers.
pub fn outline(report: &Report, guidance: &Guidance, unit: DistanceUnit) -> Vec<Block> {
    let text = verdict_text(report, guidance);
    let mut blocks = vec![Block::Title(period(report), Vec::new())];
    blocks.extend(verdict(report, text.headline, text.paragraphs, Vec::new()));
    blocks.extend(under(TRIED, weeks(report, unit, true)));
    let facts = all_facts(report, symptom_lines(report, guidance), unit);
    blocks.extend(under("The log", (!facts.is_empty()).then_some(Block::Facts(facts))));
    blocks.push(Block::Rule);
    blocks.push(Block::Paragraph(guidance.disclaimer.short.clone()));
    if report.verdict.status != Status::Urgent {
        blocks.push(Block::Strong(guidance.disclaimer.urgent.clone()));
    }
    blocks
}

/// The page for a doctor. `sources` are those that the method may cite.
pub fn page(
    report: &Report,
    guidance: &Guidance,
    sources: &[Source],
    unit: DistanceUnit,
    asked: Asked<'_>,
) -> Page {
    let name = asked.name.map(for_terminal);
    let whose = name.as_ref().map(|name| format!(" of {name}")).unwrap_or_default();
    let text = verdict_text(report, guidance);
    let said = text.for_doctor(tone(report) == Tone::Urgent);
    let is_logged = report.log.first.is_some();
    let first = if is_logged {
        summary(report, &symptom_lines(report, guidance), unit)
    } else {
        Vec::new()
    };
    let mut blocks = vec![Block::Title("Back pain report".to_owned(), about(report, name))];
    blocks.extend(verdict(report, text.headline, said, first));
    let course = chart(report, unit).map(|chart| [Block::Small(SCALE.to_owned()), chart]);
    blocks.extend(under("Course", course.into_iter().flatten()));
    // The symptoms stand above, with their dates.
    blocks.extend(under(TRIED, weeks(report, unit, false)));
    if let Some(notes) = asked.notes {
        let note = |note: &Note| labelled(&date(note.date), for_terminal(&note.text));
        blocks.extend(under(
            "Notes",
            [match notes {
                [] => Block::Paragraph("None was written in this period.".to_owned()),
                notes => Block::Facts(notes.iter().map(note).collect()),
            }],
        ));
    }
    blocks.extend(under("How this is worked out", method(report, sources)));
    blocks.push(Block::Rule);
    blocks.push(Block::Small(guidance.disclaimer.short.clone()));
    // Not to wait when an urgent sign appears, without the command.
    let urgent = guidance.disclaimer.urgent.split_once(": `");
    if let Some((words, _)) = urgent
        && report.verdict.status != Status::Urgent
    {
        blocks.push(Block::Strong(format!("{words}.")));
    }
    Page { title: format!("Back pain report{whose}, {}", date(report.as_of)), blocks }
}

/// Blocks under their heading; nothing if there is no block.
pub fn under(
    heading: &str,
    blocks: impl IntoIterator<Item = Block>,
) -> impl Iterator<Item = Block> {
    let mut blocks = blocks.into_iter().peekable();
    let heading = blocks.peek().map(|_| Block::Heading(heading.to_owned()));
    heading.into_iter().chain(blocks)
}

/// The headline, its numbers and its sentences. In an urgent report the sentences come
/// first, because they say what to do.
fn verdict(
    report: &Report,
    headline: String,
    said: Vec<String>,
    facts: Vec<Labelled>,
) -> Vec<Block> {
    let tone = tone(report);
    let said: Vec<Block> = said.into_iter().map(Block::Paragraph).collect();
    let numbers = numbers(&report.verdict);
    let mut known = Vec::new();
    if !numbers.is_empty() {
        known.push(Block::Numbers(numbers));
    }
    if !facts.is_empty() {
        known.push(Block::Facts(facts));
    }
    let rest = if tone == Tone::Urgent { [said, known] } else { [known, said] };
    std::iter::once(Block::Headline(tone, headline)).chain(rest.concat()).collect()
}

/// The course of pain; `None` where nothing was logged.
fn chart(report: &Report, unit: DistanceUnit) -> Option<Block> {
    report.log.first.map(|_| Block::Chart(Box::new(Chart::new(report, unit))))
}

const TRIED: &str = "Pain and what was tried, by week";

/// The weeks, with or without their symptoms; `None` where nothing was logged.
fn weeks(report: &Report, unit: DistanceUnit, with_symptoms: bool) -> Option<Block> {
    report.log.first?;
    let mut columns = columns(report, unit);
    columns.retain(|column| with_symptoms || column.group != SYMPTOMS);
    Some(Block::Table(columns))
}

/// The days shown: the log may have begun later than the period.
fn days_shown(report: &Report) -> String {
    let first = report.log.first.map_or(report.since, |first| first.max(report.since));
    span(first, report.as_of)
}

/// `Back pain report, 31 Aug to 22 Nov 2026`.
fn period(report: &Report) -> String {
    format!("Back pain report, {}", days_shown(report))
}

fn about(report: &Report, name: Option<String>) -> Vec<Labelled> {
    let mut about = Vec::new();
    about.extend(name.map(|name| labelled("Name", name)));
    about.push(labelled("Report of", date(report.as_of)));
    about.push(labelled("Days shown", days_shown(report)));
    about
}

/// The facts and, each as one more, the symptoms.
fn all_facts(report: &Report, symptoms: Vec<SymptomLine>, unit: DistanceUnit) -> Vec<Labelled> {
    let symptoms = symptoms.into_iter().map(|symptom| {
        let text = format!("{} ({}): {}", symptom.name, symptom.when, symptom.short);
        labelled("Symptom", text)
    });
    facts(report, unit).into_iter().chain(symptoms).collect()
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
        let percent = verdict.change_percent.map(|percent| format!("{}%", signed_whole(percent)));
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
    // The first readings are not the start of a pain that began before the log.
    let is_late = verdict.episode.is_some_and(|episode| episode.began_before_log);
    let at_first = if is_late { "When you began to log" } else { "At the start" };
    [window("Pain lately", verdict.recent), window(at_first, verdict.baseline), change, episode]
        .into_iter()
        .flatten()
        .collect()
}

/// What is rated, and on which scale.
const SCALE: &str = "Own rating: average back pain over the last 24 hours, 0 (none) to 10 \
                     (worst imaginable), the 11-point Numeric Rating Scale.";

/// Farrar and Ostelo: what patients call meaningful.
const EASED: &[u16] = &[1, 2];
/// Wallwork, Menezes Costa, Kongsted: how most acute back pain goes.
const COURSE: &[u16] = &[3, 4, 43];

/// How the verdict came about, and the sources, each with its number in `backcare tips
/// --sources`, too.
fn method(report: &Report, sources: &[Source]) -> [Block; 2] {
    let weeks = count(report.settings.consult_after_weeks, "week");
    let cited = sources.iter().filter(|it| [EASED, COURSE].concat().contains(&it.number));
    let cited = cited.map(|source| {
        let place = source.address().map(|url| url.replace("https://", ", "));
        format!("[{}] {}{}", source.number, source.cite, place.unwrap_or_default())
    });
    let rule = format!(
        "The mean of the last two weeks is compared with that of the first days \
         logged; 30% and at least 1 point lower counts as eased{}. A doctor is advised \
         for warning signs, marked worsening, pain that comes with runs, or pain of 3 \
         or more not eased after {weeks}; most acute back pain falls fast at first, and \
         slowly after week 6 or 7{}.",
        mark(EASED),
        mark(COURSE)
    );
    [Block::Paragraph(rule), Block::Small(cited.collect::<Vec<_>>().join("; ") + ".")]
}
