//! Blocks as a Markdown document: no chart, for documents and screen readers.

use super::block::{Block, Labelled, Lead, Number};
use super::table::{Align, TableColumn};
use crate::guidance::Source;

/// Blocks as Markdown.
pub fn markdown(blocks: &[Block]) -> String {
    let mut out = String::new();
    let mut before = None;
    for block in blocks {
        let text = block_markdown(block);
        if text.is_empty() {
            continue;
        }
        if before.is_some() && !block.continues(before) {
            out.push('\n');
        }
        out += &text;
        out.push('\n');
        before = Some(block);
    }
    out
}

fn block_markdown(block: &Block) -> String {
    match block {
        Block::Title(text, about) => {
            let about = about.iter().map(|it| format!("\n\n{}: {}", it.label, escaped(&it.text)));
            format!("# {}{}", escaped(text), about.collect::<String>())
        }
        Block::Headline(_, text) | Block::Heading(text) => format!("## {}", escaped(text)),
        Block::Paragraph(text) | Block::Small(text) => escaped(text),
        Block::Strong(text) => format!("**{}**", escaped(text)),
        Block::Level(_, advice) => format!("### {}", escaped(advice)),
        Block::Item(lead, text) => match lead {
            Lead::Grade(_) => format!("- **{}** {}", lead.plain(), escaped(text)),
            Lead::Sign(name) => format!("- {} (`{name}`)", escaped(text)),
            _ => format!("{} {}", lead.plain(), escaped(text)),
        },
        Block::Source(source) => source_line(source),
        Block::Facts(items) => {
            let item = |it: &Labelled| format!("- **{}**: {}", it.label, escaped(&it.text));
            items.iter().map(item).collect::<Vec<_>>().join("\n")
        }
        Block::Numbers(numbers) => {
            let row = |it: &Number| {
                format!("\n| {} | {}{} | {} |", it.name, it.value, it.unit, it.detail)
            };
            let rows: String = numbers.iter().map(row).collect();
            format!("| What | Number | Days |\n|---|---:|---|{rows}")
        }
        Block::Table(columns) => table(columns),
        Block::Chart(_) => String::new(),
        Block::Rule => "---".to_owned(),
    }
}

fn table(columns: &[TableColumn]) -> String {
    let line = |cells: &mut dyn Iterator<Item = String>| {
        let cells: Vec<String> = cells.collect();
        format!("| {} |", cells.join(" | "))
    };
    let sides = columns.iter().map(|column| match column.side {
        Align::Left => "---".to_owned(),
        Align::Right => "---:".to_owned(),
    });
    let mut lines =
        vec![line(&mut columns.iter().map(TableColumn::title)), line(&mut sides.into_iter())];
    let rows = columns.iter().map(|column| column.cells.len()).max();
    lines.extend((0..rows.unwrap_or(0)).map(|row| {
        let cell = |column: &TableColumn| column.cells.get(row).cloned().unwrap_or_default();
        line(&mut columns.iter().map(cell))
    }));
    lines.join("\n")
}

fn source_line(source: &Source) -> String {
    let (number, cite) = (source.number, escaped(&source.cite));
    let Some(address) = source.address() else {
        return format!("- \\[{number}\\] {cite}");
    };
    let shown = escaped(source.doi.as_deref().unwrap_or(&address));
    let address = destination(&address);
    format!("- \\[{number}\\] {cite}, [{shown}]({address})")
}

/// backcare's own words: what would be markup is escaped, but for the commands
/// between backticks, which are Markdown already. Not for text from a log.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut is_command = false;
    for c in text.chars() {
        match c {
            '`' => is_command = !is_command,
            '\\' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '~' | '#' if !is_command => {
                out.push('\\');
            }
            _ => {}
        }
        out.push(c);
    }
    out
}

/// An address as a link's destination: parentheses would end it.
fn destination(address: &str) -> String {
    address.replace('(', "%28").replace(')', "%29").replace(' ', "%20")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_escaped_and_commands_are_kept() {
        assert_eq!(
            escaped("a_b [1] <i> *x* `backcare log -s a_b` & #"),
            "a\\_b \\[1\\] \\<i\\> \\*x\\* `backcare log -s a_b` \\& \\#"
        );
        assert_eq!(
            destination("https://doi.org/10.1016/S0304-3959(01)00349-9"),
            "https://doi.org/10.1016/S0304-3959%2801%2900349-9"
        );
    }
}
