//! The report as a Markdown document: no chart characters, for documents and
//! screen readers. The verdict comes first.

use super::document::{Document, headings};
use super::table::{Column, Side};

/// The document as Markdown.
pub fn report_markdown(document: &Document) -> String {
    let verdict = &document.verdict;
    let mut parts = vec![format!("# {}", document.period()), format!("## {}", verdict.headline)];
    parts.extend(verdict.paragraphs.iter().cloned());
    if !verdict.numbers.is_empty() {
        let mut rows = vec!["| | | |\n|---|---:|---|".to_owned()];
        rows.extend(verdict.numbers.iter().map(|number| {
            let (name, value) = (number.name, &number.value);
            format!("| {name} | {value}{} | {} |", number.unit, number.detail)
        }));
        parts.push(rows.join("\n"));
    }
    if !document.weeks.is_empty() {
        parts.push(format!("## {}", headings::TRIED));
        parts.push(table(&document.weeks));
    }
    let facts = document.all_facts();
    if !facts.is_empty() {
        parts.push(format!("## {}", headings::LOG));
        let facts = facts.iter();
        let items: Vec<String> =
            facts.map(|fact| format!("- **{}**: {}", fact.label, fact.text)).collect();
        parts.push(items.join("\n"));
    }
    parts.push(document.disclaimer.clone());
    parts.extend(document.urgent.iter().map(|urgent| format!("**{urgent}**")));
    parts.join("\n\n") + "\n"
}

fn table(columns: &[Column]) -> String {
    let line = |cells: &mut dyn Iterator<Item = String>| {
        let cells: Vec<String> = cells.collect();
        format!("| {} |", cells.join(" | "))
    };
    let sides = columns.iter().map(|column| match column.side {
        Side::Left => "---".to_owned(),
        Side::Right => "---:".to_owned(),
    });
    let mut lines = vec![line(&mut columns.iter().map(title)), line(&mut sides.into_iter())];
    let rows = columns.iter().map(|column| column.cells.len()).max();
    lines.extend((0..rows.unwrap_or(0)).map(|row| {
        let cell = |column: &Column| column.cells.get(row).cloned().unwrap_or_default();
        line(&mut columns.iter().map(cell))
    }));
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
