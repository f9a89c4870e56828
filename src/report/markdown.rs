//! The report as a Markdown document: no chart characters, for documents and
//! screen readers. The verdict comes first.

use super::document::{Document, headings};
use super::table::{Column, Side};
use super::tips::{Block, TipPage, TopicList, dots, sources};
use crate::guidance::Source;

/// The document as Markdown.
pub fn report_markdown(document: &Document) -> String {
    let verdict = &document.verdict;
    let mut parts = vec![format!("# {}", document.period()), format!("## {}", verdict.headline)];
    parts.extend(verdict.paragraphs.iter().cloned());
    if !document.numbers.is_empty() {
        let mut rows = vec!["| What | Number | Days |\n|---|---:|---|".to_owned()];
        rows.extend(document.numbers.iter().map(|number| {
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

/// A topic as a document.
pub fn tip_markdown(page: &TipPage<'_>) -> String {
    let tip = page.tip;
    let mut out = format!("# {}\n\n{}.\n", prose(&tip.title), prose(&tip.summary));
    if let Some(why) = page.picked {
        out += &format!("\n**For you:** {}.\n", prose(why));
    }
    out += &blocks_markdown(&page.blocks());
    let disclaimer = page.disclaimer;
    let (short, urgent) = (prose(&disclaimer.short), prose(&disclaimer.urgent));
    out + &format!("\n---\n\n{short}\n\n{urgent}\n")
}

/// The list of topics as a document.
pub fn topics_markdown(list: &TopicList<'_>) -> String {
    let mut out = String::from("# Topics\n\n");
    for tip in list.tips {
        let (topic, summary) = (tip.topic.name(), prose(&tip.summary));
        out += &format!("- `backcare tips {topic}`: {summary}\n");
    }
    let all: Vec<&Source> = list.sources.unwrap_or_default().iter().collect();
    let blocks: Vec<Block<'_>> = sources(all).collect();
    out + &blocks_markdown(&blocks)
}

fn blocks_markdown(blocks: &[Block<'_>]) -> String {
    let mut out = String::new();
    let mut before = None;
    for block in blocks {
        if !block.goes_on(before) {
            out.push('\n');
        }
        out += &match block {
            Block::Heading(text) => format!("## {}\n", prose(text)),
            Block::Level(words, _) => format!("### {}\n", prose(&words.title)),
            Block::Sign(words) => format!("- {} (`{}`)\n", prose(&words.sees), words.symptom),
            Block::Paragraph(text) => format!("{}\n", prose(text)),
            Block::Step(number, text) => format!("{number}. {}\n", prose(text)),
            Block::Point(text) => format!("- {}\n", prose(text)),
            Block::Finding(grade, text) => {
                let (dots, word) = (dots(*grade), grade.words().0);
                format!("- **{dots} {word}:** {}\n", prose(text))
            }
            Block::Source(source) => source_line(source),
        };
        before = Some(block);
    }
    out
}

fn source_line(source: &Source) -> String {
    let (number, cite) = (source.number, prose(&source.cite));
    let Some(address) = source.address() else {
        return format!("- \\[{number}\\] {cite}\n");
    };
    let shown = prose(source.doi.as_deref().unwrap_or(&address));
    let address = destination(&address);
    format!("- \\[{number}\\] {cite}, [{shown}]({address})\n")
}

/// backcare's own words: what would be markup is escaped, but for the commands
/// between backticks, which are Markdown already. Not for text from a log.
fn prose(text: &str) -> String {
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
            prose("a_b [1] <i> *x* `backcare log -s a_b` & #"),
            "a\\_b \\[1\\] \\<i\\> \\*x\\* `backcare log -s a_b` \\& \\#"
        );
        assert_eq!(
            destination("https://doi.org/10.1016/S0304-3959(01)00349-9"),
            "https://doi.org/10.1016/S0304-3959%2801%2900349-9"
        );
    }
}
