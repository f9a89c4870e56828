//! The report as a Markdown document: no chart characters, for documents and
//! screen readers. The verdict comes first.

use std::fmt::Write as _;

use super::facts::facts;
use super::table::{Column, Side};
use super::weeks::{Spelling, columns};
use super::words::{Guidance, words};
use crate::analysis::{Report, Status, Verdict, Window};
use crate::domain::DistanceUnit;
use crate::term::for_markdown;
use crate::term::format::{count, date, decimal, signed, span, whole};

const SPELLING: Spelling = Spelling {
    dash: " to ",
    name: for_markdown,
};

/// The report as Markdown.
pub fn report_markdown(report: &Report, guidance: &Guidance, unit: DistanceUnit) -> String {
    let said = words(report, guidance);
    let mut parts = vec![
        format!("# Back pain report, {}", span(report.since, report.as_of)),
        format!("## {}", said.headline),
    ];
    parts.extend(said.paragraphs);
    parts.extend(numbers(&report.verdict));
    if report.log.first.is_some() {
        parts.push("## Week by week".to_owned());
        parts.push(table(&columns(report, unit, SPELLING)));
    }
    let facts = facts(report, guidance, unit);
    if !facts.is_empty() {
        parts.push("## The log".to_owned());
        let mut items = Vec::new();
        for fact in facts {
            match fact.texts.as_slice() {
                [one] => items.push(format!("- **{}**: {one}", fact.label)),
                several => {
                    items.push(format!("- **{}**:", fact.label));
                    items.extend(several.iter().map(|text| format!("  - {text}")));
                }
            }
        }
        parts.push(items.join("\n"));
    }
    parts.push(guidance.disclaimer.short.clone());
    if report.verdict.status != Status::Urgent {
        parts.push(format!("**{}**", guidance.disclaimer.urgent));
    }
    parts.join("\n\n") + "\n"
}

/// What was compared, and the result.
fn numbers(verdict: &Verdict) -> Vec<String> {
    let mut parts = Vec::new();
    let window = |name: &str, window: Option<Window>| {
        window.map(|window| {
            format!(
                "| {name} | {} | {} | {} |",
                decimal(window.mean),
                window.days,
                span(window.from, window.to)
            )
        })
    };
    let rows: Vec<String> = [
        window("Start of the episode", verdict.baseline),
        window("Lately", verdict.recent),
    ]
    .into_iter()
    .flatten()
    .collect();
    if !rows.is_empty() {
        parts.push(format!(
            "| Pain, 0-10 | Mean | Days | When |\n|---|---:|---:|---|\n{}",
            rows.join("\n")
        ));
    }
    let mut items = Vec::new();
    if let Some(episode) = verdict.episode {
        items.push(format!(
            "- Episode: since {} ({})",
            date(episode.start),
            count(episode.elapsed_days, "day")
        ));
    }
    if let Some(change) = verdict.change {
        let percent = verdict
            .change_percent
            .map(|percent| format!(" ({}%)", whole(percent)));
        items.push(format!(
            "- Change: {} points{}",
            signed(change),
            percent.unwrap_or_default()
        ));
    }
    if let Some(level) = verdict.eased_at {
        items.push(format!("- Counts as eased at {} or below", decimal(level)));
    }
    if !items.is_empty() {
        parts.push(items.join("\n"));
    }
    parts
}

fn table(columns: &[Column]) -> String {
    let mut head = String::from("|");
    let mut rule = String::from("|");
    for column in columns {
        let _ = write!(head, " {} |", title(column));
        rule.push_str(match column.side {
            Side::Left => "---|",
            Side::Right => "---:|",
        });
    }
    let rows = columns
        .iter()
        .map(|column| column.cells.len())
        .max()
        .unwrap_or(0);
    let mut lines = vec![head, rule];
    for row in 0..rows {
        let mut line = String::from("|");
        for column in columns {
            let cell = column.cells.get(row).map_or("", String::as_str);
            let _ = write!(line, " {cell} |");
        }
        lines.push(line);
    }
    lines.join("\n")
}

/// Group and name in one: `Running, km`.
fn title(column: &Column) -> String {
    if column.name.is_empty() {
        column.group.to_owned()
    } else {
        format!("{}, {}", column.group, column.name)
    }
}
