//! The parts of the page above and below the table of weeks.

use pdf_writer::types::StructRole;

use super::super::document::{Document, Labelled, Method, NO_NOTES, Number, headings};
use super::super::verdict_text::Tone;
use super::canvas::Color;
use super::chart;
use super::fonts::Weight::{Bold, Regular};
use super::fonts::{Line, lines, set};
use super::layout::{Layout, SIDE, leading};

/// The title, the name and the days.
pub fn head(layout: &mut Layout<'_>, document: &Document) {
    let title = layout.style(Bold, 13.0, Color::INK);
    layout.paragraph(StructRole::H1, "Back pain report", title);
    let style = layout.style(Regular, 9.0, Color::INK);
    let about: Vec<(String, String)> = document
        .about
        .iter()
        .map(|about| (format!("{} ", about.label), format!("{}     ", &about.text)))
        .collect();
    let pieces =
        about.iter().flat_map(|(label, text)| [(Regular, label.as_str()), (Bold, text.as_str())]);
    let lines = set(pieces, layout.width() / style.size, layout.canvas.fonts);
    let tag = layout.tag(StructRole::P);
    layout.run_on(tag, SIDE, style, &lines);
    layout.skip(3.0);
    layout.rule(Color::RULE);
    layout.skip(7.0);
}

/// The headline and its numbers in a frame, what a doctor reads first, and the verdict.
pub fn verdict(layout: &mut Layout<'_>, document: &Document) {
    let (color, pale) = Color::of(document.tone);
    let head = layout.style(Bold, 15.0, color);
    let (pad, bar) = (layout.pt(9.0), layout.pt(4.0));
    let x = SIDE + bar + pad;
    let width = layout.width() - bar - 2.0 * pad;
    let headline = layout.broken(&document.verdict.headline, width, head);
    let cells = Cells::new(layout, &document.numbers, width);
    let height = headline.len() as f32 * leading(head) + cells.height + 1.3 * pad;
    layout.room(height);
    layout.canvas.block(pale, SIDE, layout.y, layout.width(), height);
    layout.canvas.block(color, SIDE, layout.y, bar, height);
    let end = layout.y + height;
    let tag = layout.tag(StructRole::H2);
    let y = layout.put(tag, x, layout.y + 0.6 * pad, head, &headline);
    cells.draw(layout, x, y);
    layout.y = end;
    layout.skip(5.0);
    // What to do now goes before what it comes from.
    if document.tone == Tone::Urgent {
        said(layout, document);
        labelled(layout, &document.summary);
    } else {
        labelled(layout, &document.summary);
        layout.skip(3.0);
        said(layout, document);
    }
}

fn said(layout: &mut Layout<'_>, document: &Document) {
    let text = layout.style(Regular, 8.8, Color::INK);
    for paragraph in &document.for_doctor {
        layout.paragraph(StructRole::P, paragraph, text);
        layout.skip(1.5);
    }
}

/// The numbers side by side.
struct Cells<'a> {
    numbers: Vec<(&'a Number, Vec<Line>)>,
    width: f32,
    height: f32,
}

/// What is left above the numbers, in points.
const ABOVE_NUMBERS: f32 = 5.0;

impl<'a> Cells<'a> {
    /// The size of the large number.
    const LARGE: f32 = 17.0;
    const SMALL: f32 = 7.8;

    fn new(layout: &Layout<'_>, numbers: &'a [Number], width: f32) -> Self {
        let small = layout.style(Regular, Self::SMALL, Color::SOFT);
        let large = layout.style(Bold, Self::LARGE, Color::INK);
        let width = width / numbers.len().max(1) as f32;
        let detail = |number: &Number| layout.broken(&number.detail, width - layout.pt(8.0), small);
        let numbers: Vec<_> = numbers.iter().map(|number| (number, detail(number))).collect();
        let most = numbers.iter().map(|(_, lines)| lines.len()).max();
        let height = most.map_or(0.0, |most| {
            (most + 1) as f32 * leading(small) + leading(large) + layout.pt(ABOVE_NUMBERS)
        });
        Self { numbers, width, height }
    }

    fn draw(&self, layout: &mut Layout<'_>, x: f32, y: f32) {
        let small = layout.style(Regular, Self::SMALL, Color::SOFT);
        let name = layout.style(Bold, Self::SMALL, Color::SOFT);
        let large = layout.style(Bold, Self::LARGE, Color::INK);
        let unit = layout.style(Regular, 10.0, Color::INK);
        let y = y + layout.pt(ABOVE_NUMBERS);
        for (place, (number, detail)) in self.numbers.iter().enumerate() {
            let x = x + place as f32 * self.width;
            let tag = layout.tag(StructRole::P);
            let lines = layout.broken(number.name, self.width, name);
            layout.put(tag, x, y, name, &lines);
            let foot = y + leading(name) + large.size * 0.98;
            layout.canvas.text(tag, x, foot, large, &number.value);
            let after = x + layout.canvas.width(large, &number.value);
            // The spaces are for screen readers and searches.
            layout.canvas.text(tag, after, foot, unit, &format!("{} ", number.unit));
            layout.put(tag, x, y + leading(name) + leading(large), small, detail);
        }
    }
}

/// The chart, and what describes the log.
pub fn course(layout: &mut Layout<'_>, document: &Document) {
    if let Some(chart) = &document.chart {
        layout.heading(headings::COURSE, chart::HEIGHT);
        chart::chart(layout, chart);
    }
}

/// Labels in a column of their own, and their texts, which may be of the log.
fn labelled(layout: &mut Layout<'_>, items: &[Labelled]) {
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
}

/// Each day's notes; nothing where they were not asked for.
pub fn notes(layout: &mut Layout<'_>, notes: Option<&[Labelled]>) {
    let Some(notes) = notes else {
        return;
    };
    layout.heading(headings::NOTES, 14.0);
    if notes.is_empty() {
        let style = layout.style(Regular, 8.5, Color::INK);
        layout.paragraph(StructRole::P, NO_NOTES, style);
    }
    labelled(layout, notes);
}

/// How the verdict came about.
pub fn method(layout: &mut Layout<'_>, method: &Method) {
    layout.heading(headings::METHOD, 24.0);
    let text = layout.style(Regular, 8.0, Color::INK);
    layout.paragraph(StructRole::P, method.scale, text);
    layout.paragraph(StructRole::P, &method.rule, text);
    let small = layout.style(Regular, 7.0, Color::SOFT);
    layout.skip(1.5);
    layout.paragraph(StructRole::P, &method.sources, small);
}

/// What every report says.
pub fn end(layout: &mut Layout<'_>, document: &Document) {
    layout.skip(5.0);
    layout.rule(Color::RULE);
    layout.skip(3.0);
    let small = layout.style(Regular, 7.5, Color::SOFT);
    layout.paragraph(StructRole::P, &document.disclaimer, small);
    if let Some(urgent) = document.urgent_for_doctor() {
        layout.skip(2.0);
        let strong = layout.style(Bold, 8.0, Color::INK);
        layout.paragraph(StructRole::P, &urgent, strong);
    }
}
