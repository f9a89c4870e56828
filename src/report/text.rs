//! The report for a terminal: the verdict and its numbers first, the chart under them;
//! the weeks and the facts where they are asked for.

use super::chart::chart_text;
use super::document::{Document, Number};
use super::table::table;
use super::verdict_text::Tone;
use crate::term::{Indent, Role, Theme, paragraph};

/// Lines of a screen.
const SCREEN: usize = 34;

/// The document as text, at most as wide as the theme; `with_table` adds the weeks and
/// the facts.
pub fn report_text(document: &Document, with_table: bool, theme: &Theme) -> String {
    let verdict = &document.verdict;
    let whole = |role, text: &str| paragraph(theme, Indent::block(0), role, text);
    let headline = whole(Some(document.tone.role()), &verdict.headline);
    let mut parts = vec![headline.clone()];
    let numbers: Vec<String> = document.numbers.iter().map(in_short).collect();
    let numbers = whole(None, &numbers.join(theme.glyph(" \u{b7}\u{a0}", " |\u{a0}")));
    let said: String = verdict.paragraphs.iter().map(|text| whole(None, text)).collect();
    // What to do now goes before what it comes from.
    if document.tone == Tone::Urgent {
        parts.extend([said, numbers]);
    } else {
        parts.extend([numbers, said]);
    }
    parts.retain(|part| !part.trim().is_empty());
    let chart = parts.len();
    // With the table they are among the facts.
    let symptoms = document.symptoms.iter().filter(|symptom| !with_table && !symptom.is_said);
    let symptoms: Vec<String> = symptoms.map(|it| format!("{} ({})", it.name, it.when)).collect();
    if !symptoms.is_empty() {
        let symptoms = symptoms.join("; ");
        parts.push(whole(None, &format!("Symptoms of this episode: {symptoms}")));
    }
    if with_table {
        parts.push(whole(Some(Role::Heading), &document.period()));
        parts.push(table(&document.weeks, theme));
        parts.push(facts(document, theme));
    }
    parts.push(whole(Some(Role::Faint), &document.line));
    // The first lines of an urgent report may have left the screen.
    if document.tone == Tone::Urgent {
        parts.push(headline);
    }
    parts.retain(|part| !part.trim().is_empty());
    // Much to say takes room from the chart.
    let used: usize = parts.iter().map(|part| part.lines().count() + 1).sum();
    if let Some(drawn) = &document.chart {
        let fits = |points| {
            let text = chart_text(drawn, theme, points);
            (with_table || used + text.lines().count() <= SCREEN).then_some(text)
        };
        let drawn = fits(1).or_else(|| fits(2)).unwrap_or_else(|| chart_text(drawn, theme, 5));
        parts.insert(chart, drawn);
    }
    parts.join("\n")
}

/// `Pain lately 4.6/10`, on one line.
fn in_short(number: &Number) -> String {
    format!("{} {}{}", number.name, number.value, number.unit).replace(' ', "\u{a0}")
}

/// Labels in one column, texts in another.
fn facts(document: &Document, theme: &Theme) -> String {
    let facts = document.all_facts();
    let widest = facts.iter().map(|fact| fact.label.len()).max().unwrap_or(0);
    let mut out = String::new();
    for fact in facts {
        let indent =
            Indent { from: 0, lead: &fact.label, role: Some(Role::Heading), text: widest + 2 };
        out.push_str(&paragraph(theme, indent, None, &fact.text));
    }
    out
}
