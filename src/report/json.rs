//! The report for programs: every number as it is, what is not known as null.
//!
//! The types of `analysis` say their own form; the key order is part of the format,
//! and so is the schema's name.

use chrono::NaiveDate;
use serde::Serialize;

use super::verdict_text::{Guidance, verdict_text};
use crate::analysis::{
    Balance, DaySummary, LogFacts, Reason, Report, Status, Trend, Verdict, Week,
};
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
    let said = verdict_text(report, guidance);
    let document = ReportJson {
        schema: "backcare.report/1",
        as_of: report.as_of,
        since: report.since,
        log: &report.log,
        verdict: VerdictJson {
            status: report.verdict.status,
            reasons: &report.verdict.reasons,
            headline: &said.headline,
            explanation: said.explanation(),
            numbers: &report.verdict,
        },
        trend: report.trend,
        weeks: &report.weeks,
        days: &report.days,
        balance: &report.balance,
    };
    let mut text = serde_json::to_string_pretty(&document)?;
    text.push('\n');
    Ok(for_json(text))
}
