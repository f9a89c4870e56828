//! The report for a terminal: an urgent verdict first of all, otherwise chart,
//! weeks and facts, and the verdict last, where the eye is when it is printed.

use super::chart::chart;
use super::facts::{Fact, facts};
use super::frame::frame;
use super::status::role;
use super::table::table;
use super::weeks::{Spelling, columns};
use super::words::{Guidance, words};
use crate::analysis::{Report, Status};
use crate::domain::DistanceUnit;
use crate::term::for_terminal;
use crate::term::format::span;
use crate::term::format::tied;
use crate::term::{Hang, paragraph};
use crate::term::{Role, Theme};

/// The report as text, at most as wide as the theme.
pub fn report_text(
    report: &Report,
    guidance: &Guidance,
    unit: DistanceUnit,
    theme: &Theme,
) -> String {
    let said = words(report, guidance);
    let role = role(report);
    let verdict = frame(&said, role, theme);
    let is_urgent = report.verdict.status == Status::Urgent;
    let mut parts = Vec::new();
    if is_urgent {
        parts.push(verdict.clone());
    }
    let title = format!("Back pain report, {}", span(report.since, report.as_of));
    parts.push(paragraph(
        theme,
        Hang::block(0),
        Some(Role::Heading),
        &title,
    ));
    if report.log.first.is_some() {
        parts.push(chart(report, unit, theme));
        let spelling = Spelling {
            dash: theme.glyph("–", "-"),
            name: for_terminal,
        };
        parts.push(table(columns(report, unit, spelling), theme));
    }
    let facts = facts(report, guidance, unit);
    if !facts.is_empty() {
        parts.push(fact_lines(&facts, theme));
    }
    if !is_urgent {
        parts.push(verdict);
    }
    let disclaimer = &guidance.disclaimer;
    parts.push(paragraph(
        theme,
        Hang::block(0),
        Some(Role::Faint),
        &disclaimer.short,
    ));
    // The first lines of an urgent report may have left the screen.
    let last = if is_urgent {
        paragraph(theme, Hang::block(0), Some(role), &said.headline)
    } else {
        paragraph(
            theme,
            Hang::block(0),
            Some(Role::Strong),
            &disclaimer.urgent,
        )
    };
    parts.push(last);
    parts.retain(|part| !part.is_empty());
    parts.join("\n")
}

/// Labels in one column, what is said in another.
fn fact_lines(facts: &[Fact], theme: &Theme) -> String {
    let widest = facts.iter().map(|fact| fact.label.len()).max().unwrap_or(0);
    let mut out = String::new();
    for fact in facts {
        for (number, text) in fact.texts.iter().enumerate() {
            let hang = Hang {
                from: 0,
                lead: if number == 0 { fact.label } else { "" },
                role: Some(Role::Heading),
                text: widest + 2,
            };
            let hang = if number == 0 {
                hang
            } else {
                Hang::block(widest + 2)
            };
            out.push_str(&paragraph(theme, hang, None, &tied(text)));
        }
    }
    out
}
