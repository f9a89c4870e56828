//! A topic of guidance, and the list of topics, as Markdown.

use std::fmt::Write as _;

use super::tips_page::{CAREFUL, EVIDENCE, SOURCES, STEPS, TipPage, TopicList, WHY, dots, mark};
use crate::guidance::{Source, Statement};

/// A topic as a document.
pub fn tip_markdown(page: &TipPage<'_>) -> String {
    let tip = page.tip;
    let marks = page.sources.is_some();
    let picked = page.picked.map_or_else(String::new, |why| {
        format!("**For you:** {}.\n\n", prose(why))
    });
    let mut out = format!(
        "# {}\n\n{}.\n\n{picked}## {STEPS}\n\n",
        prose(&tip.title),
        prose(&tip.summary)
    );
    for (step, number) in tip.steps.iter().zip(1..) {
        let _ = writeln!(out, "{number}. {}", marked(step, marks));
    }
    if let Some(signs) = page.signs {
        let _ = writeln!(out, "\n## {}", prose(&signs.heading));
        for group in page.levels() {
            let _ = writeln!(out, "\n### {}\n", prose(&group.title));
            for words in &group.symptoms {
                let _ = writeln!(out, "- {}", prose(&words.sees));
            }
        }
    }
    let _ = writeln!(out, "\n## {WHY}");
    for statement in &tip.why {
        let _ = writeln!(out, "\n{}", marked(statement, marks));
    }
    let _ = writeln!(out, "\n## {EVIDENCE}\n");
    for finding in &tip.evidence {
        let mark = if marks {
            mark(&finding.sources)
        } else {
            String::new()
        };
        let (dots, word) = (dots(finding.grade), finding.grade.words().0);
        let text = prose(&format!("{}{mark}", finding.text));
        let _ = writeln!(out, "- **{dots} {word}:** {text}");
    }
    let _ = writeln!(out, "\n## {CAREFUL}\n");
    for statement in &tip.careful {
        let _ = writeln!(out, "- {}", marked(statement, marks));
    }
    if let Some(cited) = page.cited() {
        sources(&mut out, &cited);
    }
    let _ = writeln!(out, "\n---\n\n{}", prose(&page.disclaimer.short));
    let _ = writeln!(out, "\n{}", prose(&page.disclaimer.urgent));
    out
}

/// The list of topics as a document.
pub fn topics_markdown(list: &TopicList<'_>) -> String {
    let mut out = String::from("# Topics\n\n");
    for head in list.heads {
        let (topic, summary) = (head.topic.name(), prose(&head.summary));
        let _ = writeln!(out, "- `backcare tips {topic}`: {summary}");
    }
    if let Some(all) = list.sources {
        sources(&mut out, &all.iter().collect::<Vec<_>>());
    }
    out
}

fn marked(statement: &Statement, marks: bool) -> String {
    if marks {
        prose(&format!("{}{}", statement.text, mark(&statement.sources)))
    } else {
        prose(&statement.text)
    }
}

fn sources(out: &mut String, sources: &[&Source]) {
    let _ = writeln!(out, "\n## {SOURCES}\n");
    for source in sources {
        let _ = write!(out, "- \\[{}\\] {}", source.number, prose(&source.cite));
        if let Some(address) = source.address() {
            let shown = source.doi.as_deref().unwrap_or(&address);
            let _ = write!(out, ", [{}]({})", prose(shown), destination(&address));
        }
        out.push('\n');
    }
}

/// backcare's own words: what would be markup is escaped, but for the commands
/// between backticks, which are Markdown already. Text from a log needs
/// [`super::for_markdown`].
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
    address
        .replace('(', "%28")
        .replace(')', "%29")
        .replace(' ', "%20")
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
