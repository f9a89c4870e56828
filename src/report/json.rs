//! The report for programs: every number as it is, what is not known as null.
//!
//! The types of `analysis` say their own form; the key order is part of the format,
//! and so is the schema's name.

use chrono::NaiveDate;
use serde::Serialize;

use super::tips::{TipPage, TopicList};
use super::verdict_text::{Guidance, verdict_text};
use crate::analysis::{
    Balance, DaySummary, LogFacts, Reason, Report, Status, Trend, Verdict, Week,
};
use crate::domain::Topic;
use crate::guidance::{LevelWords, Source, Tip};
use crate::term::for_json;

#[derive(Serialize)]
struct ReportJson<'a> {
    schema: &'static str,
    as_of: NaiveDate,
    since: NaiveDate,
    log: &'a LogFacts,
    verdict: VerdictJson<'a>,
    trend: Option<Trend>,
    weeks: &'a [Week],
    days: &'a [DaySummary],
    balance: &'a Balance,
}

/// The verdict with its words.
#[derive(Serialize)]
struct VerdictJson<'a> {
    status: Status,
    reasons: &'a [Reason],
    headline: &'a str,
    explanation: String,
    #[serde(flatten)]
    numbers: &'a Verdict,
}

/// The report as JSON, with a line end; distances in kilometres.
///
/// # Errors
/// Never for a report: its values all have a form in JSON.
pub fn report_json(report: &Report, guidance: &Guidance) -> serde_json::Result<String> {
    let text = verdict_text(report, guidance);
    let document = ReportJson {
        schema: "backcare.report/1",
        as_of: report.as_of,
        since: report.since,
        log: &report.log,
        verdict: VerdictJson {
            status: report.verdict.status,
            reasons: &report.verdict.reasons,
            headline: &text.headline,
            explanation: text.explanation(),
            numbers: &report.verdict,
        },
        trend: report.trend,
        weeks: &report.weeks,
        days: &report.days,
        balance: &report.balance,
    };
    let mut text = serde_json::to_string_pretty(&document)?;
    text.push('\n');
    Ok(for_json(&text))
}

#[derive(Serialize)]
struct TipJson<'a> {
    schema: &'static str,
    #[serde(flatten)]
    tip: &'a Tip,
    signs: Vec<&'a LevelWords>,
    sources: Vec<&'a Source>,
    disclaimer: &'a str,
    urgent: &'a str,
    /// Why it was picked from the log, where it was.
    picked: Option<&'a str>,
}

#[derive(Serialize)]
struct TopicsJson<'a> {
    schema: &'static str,
    topics: Vec<TopicJson<'a>>,
    sources: &'a [Source],
}

#[derive(Serialize)]
struct TopicJson<'a> {
    topic: Topic,
    title: &'a str,
    summary: &'a str,
    aliases: &'a [String],
    reviewed: &'a str,
}

/// A topic, with its sources where the page has them.
pub fn tip_json(page: &TipPage<'_>) -> serde_json::Result<String> {
    lines(&TipJson {
        schema: "backcare.tip/1",
        tip: page.tip,
        signs: page.levels().collect(),
        sources: page.cited().unwrap_or_default(),
        disclaimer: &page.disclaimer.short,
        urgent: &page.disclaimer.urgent,
        picked: page.picked,
    })
}

/// The list of topics, with every source where the list has them.
pub fn topics_json(list: &TopicList<'_>) -> serde_json::Result<String> {
    lines(&TopicsJson {
        schema: "backcare.tips/1",
        topics: list
            .tips
            .iter()
            .map(|head| TopicJson {
                topic: head.topic,
                title: &head.title,
                summary: &head.summary,
                aliases: &head.aliases,
                reviewed: &head.reviewed,
            })
            .collect(),
        sources: list.sources.unwrap_or_default(),
    })
}

fn lines(value: &impl Serialize) -> serde_json::Result<String> {
    Ok(serde_json::to_string_pretty(value)? + "\n")
}
