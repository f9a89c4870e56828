//! What is said where there is no pain to judge, or no log to judge it by.

use crate::analysis::Report;

use super::super::figures::{count, date, days_ago, decimal, list};
use super::lasting::weeks;
use super::phrases::paragraph;
use super::said::Words;

const BEGIN: &str =
    "One number a day is enough, from 0 (none) to 10 (worst imaginable): `backcare log 4`.";

/// Fewer days with a reading than this in four weeks are said.
const FEW: u32 = 3;

pub(super) fn pain_free(report: &Report) -> Words {
    let verdict = &report.verdict;
    let days = count(verdict.scores_in_28, "day");
    let few = if verdict.scores_in_28 < FEW {
        "only "
    } else {
        ""
    };
    let last = verdict
        .last_score
        .map(|(day, score)| format!("The latest was {}/10, on {}.", decimal(score), date(day)));
    Words {
        headline: "Little or no pain".to_owned(),
        paragraphs: vec![paragraph([
            Some(format!(
                "The last four weeks hold {few}{days} with a reading."
            )),
            last,
        ])],
    }
}

pub(super) fn not_enough_data(report: &Report) -> Words {
    if report.verdict.episode.is_some() {
        return too_few_lately(report);
    }
    let verdict = &report.verdict;
    let Some(_) = verdict.last_score else {
        let headline = if report.log.rows == 0 && report.log.bad_rows > 0 {
            // What is there may hold anything, an urgent sign too.
            "The log has no row that can be read"
        } else if report.log.rows == 0 {
            "Nothing is logged yet"
        } else {
            "No pain is logged yet"
        };
        let began = verdict
            .start
            .map(|start| format!("You said that this pain began on {}.", date(start)));
        return Words {
            headline: headline.to_owned(),
            paragraphs: vec![paragraph([began, Some(BEGIN.to_owned())])],
        };
    };
    let began = verdict.start.map(|start| {
        format!(
            "You said that this pain began on {}; no reading has followed.",
            date(start)
        )
    });
    Words {
        headline: "Not enough data to tell".to_owned(),
        paragraphs: vec![
            paragraph([began, last_said(report)]),
            format!("To go on, one number a day is enough: `backcare log 4`."),
        ],
    }
}

/// An episode of four weeks and more, without a recent mean.
fn too_few_lately(report: &Report) -> Words {
    let verdict = &report.verdict;
    let days = verdict.scores_in_28;
    let holds = match days {
        0 => "no day with a reading".to_owned(),
        days => format!("only {} with a reading", count(days, "day")),
    };
    let ask = (verdict.due && verdict.last_is_high()).then(|| {
        format!(
            "Pain for {} is by itself a reason to ask a doctor.",
            weeks(report)
        )
    });
    Words {
        headline: "Too few readings lately to tell".to_owned(),
        paragraphs: vec![
            paragraph([
                Some(format!(
                    "The last four weeks hold {holds}, and {FEW} are needed."
                )),
                last_said(report),
            ]),
            paragraph([
                ask,
                Some("To go on, one number a day is enough: `backcare log 4`.".to_owned()),
            ]),
        ],
    }
}

/// What the log last said, and when.
fn last_said(report: &Report) -> Option<String> {
    let (day, score) = report.verdict.last_score?;
    Some(format!(
        "The log last said {}/10, on {} ({}).",
        decimal(score),
        date(day),
        days_ago(report.days_since(day))
    ))
}

/// A hole in the log closed an episode.
pub(super) fn after_gap(report: &Report) -> String {
    let what = if report.verdict.episode.is_some() {
        "After a gap in the log of four weeks or more, this counts as a new episode."
    } else {
        "The log has had a gap of four weeks or more."
    };
    format!("{what} If the pain never went away, say when it began: `backcare log --began DATE`.")
}

/// How many rows and fields could not be read.
pub(super) fn unread(report: &Report) -> Option<String> {
    let (rows, fields) = (report.log.bad_rows, report.log.bad_fields);
    let mut parts = Vec::new();
    if rows > 0 {
        parts.push(count(rows, "row"));
    }
    if fields > 0 {
        parts.push(count(fields, "field"));
    }
    let verb = if rows + fields == 1 { "does" } else { "do" };
    (!parts.is_empty()).then(|| {
        format!(
            "{} of the log could not be read and {verb} not count here; `backcare check` lists them.",
            list(&parts)
        )
    })
}
