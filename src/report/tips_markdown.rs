//! A topic of guidance, and the list of topics, as Markdown.

use super::tips::{Block, TipPage, TopicList, dots, sources};
use crate::guidance::Source;

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
            Block::Signs(_, text) => format!("### {}\n", prose(text)),
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
