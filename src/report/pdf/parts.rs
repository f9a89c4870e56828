//! The parts of the page above and below the table of weeks.

use pdf_writer::types::StructRole;

use super::super::document::{
    Document, Labelled, Method, NO_NOTES, NO_SYMPTOMS, Number, SymptomLine, VerdictPart, headings,
};
use super::chart;
use super::flow::{Flow, SIDE, leading};
use super::fonts::Weight::{Bold, Regular};
use super::fonts::{Line, plain_lines, set};
use super::tint::Tint;
use crate::term::format::tied;

/// Who and when.
pub fn head(flow: &mut Flow<'_>, document: &Document) {
    let title = flow.style(Bold, 13.0, Tint::INK);
    flow.paragraph(StructRole::H1, "Back pain report", title);
    let style = flow.style(Regular, 9.0, Tint::INK);
    let about: Vec<(String, String)> = document
        .about
        .iter()
        .map(|about| (format!("{} ", about.label), format!("{}     ", tied(&about.text))))
        .collect();
    let pieces =
        about.iter().flat_map(|(label, text)| [(Regular, label.as_str()), (Bold, text.as_str())]);
    let lines = set(pieces, flow.width() / style.size, flow.ink.faces());
    let tag = flow.tag(StructRole::P);
    flow.run_on(tag, SIDE, style, &lines);
    flow.skip(3.0);
    flow.rule(Tint::RULE);
    flow.skip(7.0);
}

/// The verdict in its frame, and its numbers.
pub fn verdict(flow: &mut Flow<'_>, verdict: &VerdictPart) {
    let (tint, pale) = Tint::of(verdict.tone);
    let (head, text) = (flow.style(Bold, 15.0, tint), flow.style(Regular, 9.2, Tint::INK));
    let (pad, bar, between) = (flow.pt(9.0), flow.pt(4.0), flow.pt(2.5));
    let x = SIDE + bar + pad;
    let width = flow.width() - bar - 2.0 * pad;
    let headline = flow.broken(&tied(&verdict.headline), width, head);
    let paragraphs: Vec<Vec<Line>> = verdict
        .paragraphs
        .iter()
        .map(|paragraph| flow.broken(&tied(paragraph), width, text))
        .collect();
    let lines = |lines: &Vec<Line>| lines.len() as f32 * leading(text) + between;
    let cells = Cells::new(flow, &verdict.numbers, width);
    let height = headline.len() as f32 * leading(head)
        + paragraphs.iter().map(lines).sum::<f32>()
        + cells.height
        + 1.3 * pad;
    flow.room(height);
    flow.ink.block(pale, SIDE, flow.y, flow.width(), height);
    flow.ink.block(tint, SIDE, flow.y, bar, height);
    let end = flow.y + height;
    let tag = flow.tag(StructRole::H2);
    let mut y = flow.put(tag, x, flow.y + 0.6 * pad, head, &headline) + between;
    for lines in &paragraphs {
        let tag = flow.tag(StructRole::P);
        y = flow.put(tag, x, y, text, lines) + between;
    }
    cells.draw(flow, x, y);
    flow.y = end;
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

    fn new(flow: &Flow<'_>, numbers: &'a [Number], width: f32) -> Self {
        let small = flow.style(Regular, Self::SMALL, Tint::SOFT);
        let large = flow.style(Bold, Self::LARGE, Tint::INK);
        let width = width / numbers.len().max(1) as f32;
        let detail =
            |number: &Number| flow.broken(&tied(&number.detail), width - flow.pt(8.0), small);
        let numbers: Vec<_> = numbers.iter().map(|number| (number, detail(number))).collect();
        let most = numbers.iter().map(|(_, lines)| lines.len()).max();
        let height = most.map_or(0.0, |most| {
            (most + 1) as f32 * leading(small) + leading(large) + flow.pt(ABOVE_NUMBERS)
        });
        Self { numbers, width, height }
    }

    fn draw(&self, flow: &mut Flow<'_>, x: f32, y: f32) {
        let small = flow.style(Regular, Self::SMALL, Tint::SOFT);
        let name = flow.style(Bold, Self::SMALL, Tint::SOFT);
        let large = flow.style(Bold, Self::LARGE, Tint::INK);
        let unit = flow.style(Regular, 10.0, Tint::INK);
        let y = y + flow.pt(ABOVE_NUMBERS);
        for (place, (number, detail)) in self.numbers.iter().enumerate() {
            let x = x + place as f32 * self.width;
            let tag = flow.tag(StructRole::P);
            let lines = flow.broken(number.name, self.width, name);
            flow.put(tag, x, y, name, &lines);
            let foot = y + leading(name) + large.size * 0.98;
            flow.ink.text(tag, x, foot, large, &number.value);
            let after = x + flow.ink.width(large, &number.value);
            // The spaces are for who hears it or searches.
            flow.ink.text(tag, after, foot, unit, &format!("{} ", number.unit));
            flow.put(tag, x, y + leading(name) + leading(large), small, detail);
        }
    }
}

/// The chart, and what describes the log.
pub fn course(flow: &mut Flow<'_>, document: &Document) {
    if let Some(chart) = &document.chart {
        flow.heading(headings::COURSE, chart::HEIGHT);
        chart::chart(flow, chart);
    }
    flow.skip(3.0);
    labelled(flow, &document.facts);
}

/// Labels in a column of their own, and what is said of each. It may be of the log.
fn labelled(flow: &mut Flow<'_>, items: &[Labelled]) {
    let (label, text) = (flow.style(Bold, 8.5, Tint::SOFT), flow.style(Regular, 8.5, Tint::INK));
    let indent = flow.pt(62.0);
    for item in items {
        let room = (flow.width() - indent) / text.size;
        let lines = plain_lines(&tied(&item.text), Regular, room, flow.ink.faces());
        flow.room(leading(text));
        let tag = flow.tag(StructRole::P);
        let name = flow.broken(&format!("{} ", item.label), f32::INFINITY, label);
        flow.put(tag, SIDE, flow.y, label, &name);
        flow.run_on(tag, SIDE + indent, text, &lines);
    }
}

/// The symptoms of the episode, each with how soon and when.
pub fn symptoms(flow: &mut Flow<'_>, document: &Document) {
    if document.chart.is_none() {
        return;
    }
    flow.heading(headings::SYMPTOMS, 24.0);
    let style = flow.style(Regular, 8.5, Tint::INK);
    if document.symptoms.is_empty() {
        flow.paragraph(StructRole::P, NO_SYMPTOMS, style);
        return;
    }
    let gap = flow.pt(12.0);
    let widths = symptom_widths(flow, &document.symptoms, gap);
    let list = flow.tag(StructRole::L);
    for symptom in &document.symptoms {
        let item = flow.ink.tags.add(list, StructRole::LI);
        let body = flow.ink.tags.add(item, StructRole::LBody);
        let tint = if symptom.level.is_urgent() { Tint::URGENT } else { Tint::INK };
        let strong = flow.style(Bold, 8.5, tint);
        let cells: Vec<_> = texts(symptom)
            .iter()
            .zip(widths)
            .zip([strong, strong, style, style])
            .map(|((text, width), style)| (width, style, flow.broken(text, width, style)))
            .collect();
        let most = cells.iter().map(|(.., lines)| lines.len()).max();
        let height = most.unwrap_or(1) as f32 * leading(style);
        flow.room(height);
        let mut x = SIDE;
        for (width, style, lines) in &cells {
            flow.put(body, x, flow.y, *style, lines);
            x += width + gap;
        }
        flow.y += height;
        flow.skip(1.0);
    }
}

/// What is said of a symptom, from left to right.
fn texts(symptom: &SymptomLine) -> [String; 4] {
    let (name, soon) = (symptom.name.to_owned(), symptom.soon.to_owned());
    [name, soon, tied(&symptom.when), symptom.sees.clone()]
}

/// Names and dates get what they need, what the user sees the rest.
fn symptom_widths(flow: &Flow<'_>, symptoms: &[SymptomLine], gap: f32) -> [f32; 4] {
    let style = flow.style(Bold, 8.5, Tint::INK);
    let mut widths = [0.0_f32; 4];
    for symptom in symptoms {
        for (width, text) in widths.iter_mut().zip(&texts(symptom)) {
            // A hair more, that no text breaks for want of the last digit.
            *width = width.max(flow.ink.width(style, text) + 0.1);
        }
    }
    let [name, soon, when, _] = widths;
    let when = when.min(flow.width() * 0.3);
    [name, soon, when, flow.width() - name - soon - when - 3.0 * gap]
}

/// Each day's notes; nothing where nobody asked for them.
pub fn notes(flow: &mut Flow<'_>, notes: Option<&[Labelled]>) {
    let Some(notes) = notes else {
        return;
    };
    flow.heading(headings::NOTES, 14.0);
    if notes.is_empty() {
        let style = flow.style(Regular, 8.5, Tint::INK);
        flow.paragraph(StructRole::P, NO_NOTES, style);
    }
    labelled(flow, notes);
}

/// How the verdict came about.
pub fn method(flow: &mut Flow<'_>, method: &Method) {
    flow.heading(headings::METHOD, 24.0);
    let text = flow.style(Regular, 8.0, Tint::INK);
    flow.paragraph(StructRole::P, &method.scale, text);
    flow.paragraph(StructRole::P, &tied(&method.sentences.join(" ")), text);
    let sources: Vec<String> = method
        .sources
        .iter()
        .map(|source| match &source.place {
            Some(place) => format!("[{}] {}, {place}", source.number, source.cite),
            None => format!("[{}] {}", source.number, source.cite),
        })
        .collect();
    let small = flow.style(Regular, 7.0, Tint::SOFT);
    flow.skip(1.5);
    flow.paragraph(StructRole::P, &(sources.join("; ") + "."), small);
}

/// What every report says.
pub fn end(flow: &mut Flow<'_>, document: &Document) {
    flow.skip(5.0);
    flow.rule(Tint::RULE);
    flow.skip(3.0);
    let small = flow.style(Regular, 7.5, Tint::SOFT);
    flow.paragraph(StructRole::P, &document.disclaimer, small);
    if let Some(urgent) = &document.urgent {
        flow.skip(2.0);
        let strong = flow.style(Bold, 8.0, Tint::INK);
        flow.paragraph(StructRole::P, urgent, strong);
    }
}
