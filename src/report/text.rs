//! Blocks for a terminal, at most as wide as the theme.

use super::block::{Block, Labelled, Lead, Number};
use super::chart::chart_text;
use super::table::table;
use crate::domain::Level;
use crate::guidance::{Grade, Source};
use crate::term::{Indent, Role, Theme, paragraph, prose};

/// Lines of a screen.
const SCREEN: usize = 34;

/// A report as text. Much to say takes room from the chart, unless there is a table,
/// which no screen holds.
pub fn report_text(blocks: &[Block], theme: &Theme) -> String {
    let has_table = blocks.iter().any(|block| matches!(block, Block::Table(_)));
    let fits = |text: &String| has_table || text.lines().count() <= SCREEN;
    let drawn = [1, 2].into_iter().map(|points| rendered(blocks, theme, points)).find(fits);
    drawn.unwrap_or_else(|| rendered(blocks, theme, 5))
}

/// Blocks as text, without a chart.
pub fn blocks_text(blocks: &[Block], theme: &Theme) -> String {
    rendered(blocks, theme, 1)
}

/// A row of the chart is so many `points` of pain high.
fn rendered(blocks: &[Block], theme: &Theme, points: usize) -> String {
    let mut out = String::new();
    let mut before: Option<&Block> = None;
    let mut is_ruled = false;
    for block in blocks {
        is_ruled |= matches!(block, Block::Rule);
        let text = block_text(block, theme, points);
        if text.trim().is_empty() {
            continue;
        }
        if before.is_some_and(|before| is_ruled || is_apart(before, block)) {
            out.push('\n');
        }
        is_ruled = false;
        out += &text;
        before = Some(block);
    }
    out
}

/// Whether an empty line stands between two blocks.
fn is_apart(before: &Block, block: &Block) -> bool {
    let is_prose =
        |block: &Block| matches!(block, Block::Paragraph(_) | Block::Strong(_) | Block::Small(_));
    let is_head = matches!(before, Block::Heading(_) | Block::Level(..));
    !(is_head || is_prose(before) && is_prose(block) || block.continues(Some(before)))
}

fn block_text(block: &Block, theme: &Theme, points: usize) -> String {
    let prose = |role, text: &str| prose(theme, role, text);
    match block {
        Block::Title(text, about) => prose(Some(Role::Heading), text) + &facts(about, theme),
        Block::Headline(tone, text) => prose(Some(tone.role()), text),
        Block::Heading(text) => prose(Some(Role::Heading), text),
        Block::Paragraph(text) => prose(None, text),
        Block::Strong(text) => prose(Some(Role::Strong), text),
        Block::Small(text) => prose(Some(Role::Faint), text),
        Block::Level(level, advice) => {
            let role = match level {
                Level::Emergency => Role::Urgent,
                Level::SameDay => Role::Warning,
                Level::Doctor => Role::Strong,
            };
            prose(Some(role), &format!("{}:", advice.trim_end_matches('.')))
        }
        Block::Item(lead, text) => item(*lead, text, theme),
        Block::Source(source) => {
            let lead = &format!("{:>2}", source.number);
            let indent = Indent { from: 2, lead, role: Some(Role::Strong), text: 6 };
            paragraph(theme, indent, None, &citation(source, theme))
        }
        Block::Facts(items) => facts(items, theme),
        Block::Numbers(numbers) => {
            let numbers: Vec<String> = numbers.iter().map(in_short).collect();
            prose(None, &numbers.join(theme.glyph(" \u{b7}\u{a0}", " |\u{a0}")))
        }
        Block::Table(columns) => table(columns, theme),
        Block::Chart(chart) => chart_text(chart, theme, points),
        Block::Rule => String::new(),
    }
}

/// `Pain lately 4.6/10`, on one line.
fn in_short(number: &Number) -> String {
    format!("{} {}{}", number.name, number.value, number.unit).replace(' ', "\u{a0}")
}

/// Labels in one column, texts in another.
fn facts(items: &[Labelled], theme: &Theme) -> String {
    let widest = items.iter().map(|item| item.label.len()).max().unwrap_or(0);
    let line = |item: &Labelled| {
        let (lead, role) = (item.label.as_str(), Some(Role::Heading));
        paragraph(theme, Indent { from: 0, lead, role, text: widest + 2 }, None, &item.text)
    };
    items.iter().map(line).collect()
}

/// Narrower than this, evidence hangs under its dots instead of its words.
const ROOMY: usize = 60;

/// A line of a list.
fn item(lead: Lead, text: &str, theme: &Theme) -> String {
    let hanging = |lead: &str, role, column| {
        paragraph(theme, Indent { from: 2, lead, role, text: column }, None, text)
    };
    let shown = lead.plain();
    match lead {
        Lead::Step(_) => hanging(&shown, Some(Role::Strong), 3 + shown.len()),
        Lead::Point => hanging(&shown, None, 4),
        Lead::Grade(grade) => {
            let role = match grade {
                Grade::Strong => Some(Role::Strong),
                Grade::Some => None,
                Grade::Weak => Some(Role::Faint),
            };
            if theme.prose_width() >= ROOMY {
                hanging(&format!("{:<3} {}", grade.dots(), grade.words().0), role, 14)
            } else {
                hanging(&shown, role, 4)
            }
        }
        Lead::Sign(name) => sign(name, text, theme),
    }
}

/// A sign and the name by which it is logged, in columns where there is room.
fn sign(name: &str, text: &str, theme: &Theme) -> String {
    /// Columns of the longest short text of a sign, and of a name.
    const TEXT: usize = 52;
    const NAME: usize = 17;
    if text.len() > TEXT || theme.prose_width() < 2 + TEXT + 2 + NAME {
        let indent = Indent { text: 4, ..Indent::block(2) };
        return paragraph(theme, indent, None, &format!("{text} ({name})"));
    }
    format!("  {text:<TEXT$}  {}\n", theme.paint(Role::Faint, name))
}

/// A source and where to find it: a divided address leads nowhere.
fn citation(source: &Source, theme: &Theme) -> String {
    let room = theme.prose_width().saturating_sub(6);
    match (source.address(), &source.doi) {
        (Some(address), Some(doi)) if address.len() > room => {
            format!("{}, doi:{doi}", source.cite)
        }
        (Some(address), _) => format!("{}, {address}", source.cite),
        (None, _) => source.cite.clone(),
    }
}
