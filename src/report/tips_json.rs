//! A topic of guidance, and the list of topics, as JSON: docs/tips-json.md.

use serde::Serialize;

use super::tips::{TipPage, TopicList};
use crate::domain::Topic;
use crate::guidance::{Finding, LevelWords, Source, Statement};

#[derive(Serialize)]
struct Page<'a> {
    schema: &'static str,
    topic: Topic,
    title: &'a str,
    summary: &'a str,
    reviewed: &'a str,
    #[serde(rename = "do")]
    steps: &'a [Statement],
    signs: Vec<&'a LevelWords>,
    why: &'a [Statement],
    evidence: &'a [Finding],
    careful: &'a [Statement],
    sources: Vec<&'a Source>,
    disclaimer: &'a str,
    urgent: &'a str,
    /// Why it was picked from the log, where it was.
    picked: Option<&'a str>,
}

#[derive(Serialize)]
struct List<'a> {
    schema: &'static str,
    topics: Vec<Entry<'a>>,
    sources: &'a [Source],
}

#[derive(Serialize)]
struct Entry<'a> {
    topic: Topic,
    title: &'a str,
    summary: &'a str,
    aliases: &'a [String],
    reviewed: &'a str,
}

/// A topic, with its sources where the page has them.
pub fn tip_json(page: &TipPage<'_>) -> serde_json::Result<String> {
    let tip = page.tip;
    lines(&Page {
        schema: "backcare.tip/1",
        topic: tip.topic,
        title: &tip.title,
        summary: &tip.summary,
        reviewed: &tip.reviewed,
        steps: &tip.steps,
        signs: page.levels().collect(),
        why: &tip.why,
        evidence: &tip.evidence,
        careful: &tip.careful,
        sources: page.cited().unwrap_or_default(),
        disclaimer: &page.disclaimer.short,
        urgent: &page.disclaimer.urgent,
        picked: page.picked,
    })
}

/// The list of topics, with every source where the list has them.
pub fn topics_json(list: &TopicList<'_>) -> serde_json::Result<String> {
    lines(&List {
        schema: "backcare.tips/1",
        topics: list
            .tips
            .iter()
            .map(|head| Entry {
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
