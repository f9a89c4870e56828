//! Blocks on paper.

use pdf_writer::types::StructRole;

use super::super::block::{Block, Labelled, Number};
use super::super::verdict_text::Tone;
use super::canvas::{Color, Style};
use super::chart;
use super::fonts::Weight::{Bold, Regular};
use super::fonts::{TextLine, lines, set};
use super::layout::{Layout, SIDE, leading};
use super::table::table;

/// Puts down a block, and sees that a heading stays with what `follows`.
pub fn block(layout: &mut Layout<'_>, block: &Block, follows: Option<&Block>) {
    let body = layout.style(Regular, 8.6, Color::INK);
    let small = layout.style(Regular, 7.5, Color::SOFT);
    match block {
        Block::Title(text, about) => title(layout, text, about),
        Block::Headline(tone, text) => headline(layout, *tone, text),
        Block::Heading(text) => {
            let room = match follows {
                Some(Block::Table(_)) => 50.0,
                Some(Block::Small(_)) => chart::HEIGHT,
                _ => 24.0,
            };
            layout.heading(text, room);
        }
        Block::Paragraph(text) => paragraph(layout, text, body),
        Block::Item(lead, text) => paragraph(layout, &format!("{} {text}", lead.plain()), body),
        Block::Strong(text) | Block::Level(_, text) => {
            let strong = layout.style(Bold, 8.0, Color::INK);
            paragraph(layout, text, strong);
        }
        Block::Small(text) => paragraph(layout, text, small),
        Block::Source(source) => {
            paragraph(layout, &format!("[{}] {}", source.number, source.cite), small);
        }
        Block::Facts(items) => facts(layout, items),
        Block::Numbers(numbers) => self::numbers(layout, numbers),
        Block::Table(columns) => table(layout, columns),
        Block::Chart(chart) => chart::chart(layout, chart),
        Block::Rule => {
            layout.skip(5.0);
            layout.rule(Color::RULE);
            layout.skip(3.0);
        }
    }
}

fn paragraph(layout: &mut Layout<'_>, text: &str, style: Style) {
    layout.paragraph(StructRole::P, text, style);
    layout.skip(1.5);
}

/// The title, and whose it is and of which days on one line.
fn title(layout: &mut Layout<'_>, text: &str, about: &[Labelled]) {
    let title = layout.style(Bold, 13.0, Color::INK);
    layout.paragraph(StructRole::H1, text, title);
    let style = layout.style(Regular, 9.0, Color::INK);
    let about = about.iter().map(|it| (format!("{} ", it.label), format!("{}     ", it.text)));
    let about: Vec<(String, String)> = about.collect();
    let pieces = about.iter().flat_map(|(label, text)| [(Regular, &**label), (Bold, &**text)]);
    let lines = set(pieces, layout.width() / style.size, layout.canvas.fonts);
    let tag = layout.tag(StructRole::P);
    layout.run_on(tag, SIDE, style, &lines);
    layout.skip(3.0);
    layout.rule(Color::RULE);
    layout.skip(7.0);
}

/// The headline in a frame of its tone.
fn headline(layout: &mut Layout<'_>, tone: Tone, text: &str) {
    let (color, pale) = Color::of(tone);
    let style = layout.style(Bold, 15.0, color);
    let (pad, bar) = (layout.pt(9.0), layout.pt(4.0));
    let lines = layout.broken(text, layout.width() - bar - 2.0 * pad, style);
    let height = lines.len() as f32 * leading(style) + 0.8 * pad;
    layout.room(height);
    layout.canvas.block(pale, SIDE, layout.y, layout.width(), height);
    layout.canvas.block(color, SIDE, layout.y, bar, height);
    let tag = layout.tag(StructRole::H2);
    layout.put(tag, SIDE + bar + pad, layout.y + 0.35 * pad, style, &lines);
    layout.y += height;
    layout.skip(5.0);
}

/// Large numbers side by side, each between its name and where it comes from.
fn numbers(layout: &mut Layout<'_>, numbers: &[Number]) {
    let small = layout.style(Regular, 7.8, Color::SOFT);
    let name = layout.style(Bold, 7.8, Color::SOFT);
    let large = layout.style(Bold, 17.0, Color::INK);
    let unit = layout.style(Regular, 10.0, Color::INK);
    let width = layout.width() / numbers.len().max(1) as f32;
    let room = width - layout.pt(8.0);
    let details: Vec<Vec<TextLine>> =
        numbers.iter().map(|number| layout.broken(&number.detail, room, small)).collect();
    let most = details.iter().map(Vec::len).max().unwrap_or(0);
    let height = (most + 1) as f32 * leading(small) + leading(large);
    layout.room(height);
    let y = layout.y;
    for (place, (number, detail)) in numbers.iter().zip(&details).enumerate() {
        let x = SIDE + place as f32 * width;
        let tag = layout.tag(StructRole::P);
        let lines = layout.broken(number.name, width, name);
        layout.put(tag, x, y, name, &lines);
        let foot = y + leading(name) + large.size * 0.98;
        layout.canvas.text(tag, x, foot, large, &number.value);
        let after = x + layout.canvas.width(large, &number.value);
        // The spaces are for screen readers and searches.
        layout.canvas.text(tag, after, foot, unit, &format!("{} ", number.unit));
        layout.put(tag, x, y + leading(name) + leading(large), small, detail);
    }
    layout.y = y + height;
    layout.skip(4.0);
}

/// Labels in a column of their own, and their texts, which may be of the log.
fn facts(layout: &mut Layout<'_>, items: &[Labelled]) {
    let (label, text) =
        (layout.style(Bold, 8.5, Color::SOFT), layout.style(Regular, 8.5, Color::INK));
    let indent = layout.pt(62.0);
    for item in items {
        let room = (layout.width() - indent) / text.size;
        let lines = lines(&item.text, Regular, room, layout.canvas.fonts);
        layout.room(leading(text));
        let tag = layout.tag(StructRole::P);
        let name = layout.broken(&format!("{} ", item.label), f32::INFINITY, label);
        layout.put(tag, SIDE, layout.y, label, &name);
        layout.run_on(tag, SIDE + indent, text, &lines);
    }
    layout.skip(3.0);
}
