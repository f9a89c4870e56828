//! The parts of the page above and below the tables.

use pdf_writer::types::StructRole;

use super::super::document::{
    Document, Labelled, Method, NO_SYMPTOMS, Number, SymptomLine, VerdictPart, headings,
};
use super::chart;
use super::face::Weight::{Bold, Regular};
use super::flow::{Flow, SIDE, leading};
use super::lines::{Line, plain_lines};
use super::tint::Tint;
use crate::term::format::tied;

/// Who and when.
pub fn head(flow: &mut Flow<'_>, document: &Document) {
    let title = flow.style(Bold, 13.0, Tint::INK);
    flow.paragraph(StructRole::H1, "Back pain report", title);
    let (label, text) = (flow.style(Regular, 9.0, Tint::SOFT), flow.style(Bold, 9.0, Tint::INK));
    let (left, right) = (SIDE, SIDE + flow.width());
    let mut x = left;
    for about in &document.about {
        let name = format!("{} ", about.label);
        let indent = flow.ink.width(label, &name);
        let room = right - left - indent;
        let lines = plain_lines(&about.text, Bold, room / text.size, flow.ink.faces());
        let width = lines
            .iter()
            .map(|line| line.iter().map(|piece| flow.ink.width(text, &piece.text)).sum())
            .fold(0.0, f32::max);
        if x > left && x + indent + width > right {
            x = left;
            flow.y += leading(text);
        }
        let tag = flow.tag(StructRole::P);
        let top = flow.y;
        let name = flow.broken(&name, f32::INFINITY, label);
        flow.put(tag, x, top, label, &name);
        let end = flow.put(tag, x + indent, top, text, &lines);
        // Several lines leave no room beside them.
        flow.y = end - leading(text);
        x += indent + width + flow.pt(22.0);
        if lines.len() > 1 {
            x = f32::INFINITY;
        }
    }
    flow.y += leading(text);
    flow.skip(3.0);
    flow.rule();
    flow.skip(7.0);
}

/// The verdict in its frame, and its numbers.
pub fn verdict(flow: &mut Flow<'_>, verdict: &VerdictPart) {
    let (tint, pale) = Tint::of(verdict.tone);
    let (head, text) = (flow.style(Bold, 15.0, tint), flow.style(Regular, 9.2, Tint::INK));
    let (pad, bar) = (flow.pt(9.0), flow.pt(4.0));
    let x = SIDE + bar + pad;
    let width = flow.width() - bar - 2.0 * pad;
    let headline = flow.broken(&tied(&verdict.headline), width, head);
    let paragraphs: Vec<Vec<Line>> = verdict
        .paragraphs
        .iter()
        .map(|paragraph| flow.broken(&tied(paragraph), width, text))
        .collect();
    let between = flow.pt(2.5);
    let said: f32 =
        paragraphs.iter().map(|lines| lines.len() as f32 * leading(text) + between).sum();
    let cells = Cells::new(flow, &verdict.numbers, width);
    let gap = if verdict.numbers.is_empty() { 0.0 } else { flow.pt(5.0) };
    let height = headline.len() as f32 * leading(head) + said + gap + cells.height + 1.3 * pad;
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
    cells.draw(flow, x, y + gap);
    flow.y = end;
}

/// The numbers side by side.
struct Cells<'a> {
    numbers: Vec<(&'a Number, Vec<Line>)>,
    width: f32,
    height: f32,
}

impl<'a> Cells<'a> {
    /// The size of the large number.
    const LARGE: f32 = 17.0;
    const SMALL: f32 = 7.8;

    fn new(flow: &Flow<'_>, numbers: &'a [Number], width: f32) -> Self {
        let small = flow.style(Regular, Self::SMALL, Tint::SOFT);
        let large = flow.style(Bold, Self::LARGE, Tint::INK);
        let width = width / numbers.len().max(1) as f32;
        let cells: Vec<_> = numbers
            .iter()
            .map(|number| {
                let detail = tied(&number.detail);
                (number, flow.broken(&detail, width - flow.pt(8.0), small))
            })
            .collect();
        let most = cells.iter().map(|(_, lines)| lines.len()).max();
        let height = most.map_or(0.0, |most| (most + 1) as f32 * leading(small) + leading(large));
        Self { numbers: cells, width, height }
    }

    fn draw(&self, flow: &mut Flow<'_>, x: f32, y: f32) {
        let small = flow.style(Regular, Self::SMALL, Tint::SOFT);
        let name = flow.style(Bold, Self::SMALL, Tint::SOFT);
        let large = flow.style(Bold, Self::LARGE, Tint::INK);
        let unit = flow.style(Regular, 10.0, Tint::INK);
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
    for fact in &document.facts {
        labelled(flow, fact);
    }
}

/// A label in a column of its own, and what is said.
fn labelled(flow: &mut Flow<'_>, it: &Labelled) {
    let (label, text) = (flow.style(Bold, 8.5, Tint::SOFT), flow.style(Regular, 8.5, Tint::INK));
    let indent = flow.pt(58.0);
    let lines = flow.broken(&tied(&it.text), flow.width() - indent, text);
    flow.room(lines.len() as f32 * leading(text));
    let tag = flow.tag(StructRole::P);
    let name = flow.broken(&it.label, f32::INFINITY, label);
    let (x, y) = (SIDE, flow.y);
    flow.put(tag, x, y, label, &name);
    flow.y = flow.put(tag, x + indent, y, text, &lines);
}

/// The symptoms of the episode, each with how soon and when.
pub fn symptoms(flow: &mut Flow<'_>, document: &Document) {
    if document.chart.is_none() {
        return;
    }
    flow.heading(headings::SYMPTOMS, 24.0);
    if document.symptoms.is_empty() {
        let style = flow.style(Regular, 8.5, Tint::INK);
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
        let style = flow.style(Regular, 8.5, Tint::INK);
        let strong = flow.style(Bold, 8.5, tint);
        let mut x = SIDE;
        let mut cells = Vec::new();
        for (place, (text, width)) in texts(symptom).iter().zip(widths).enumerate() {
            let style = if place < 2 { strong } else { style };
            cells.push((x, style, flow.broken(text, width, style)));
            x += width + gap;
        }
        let most = cells.iter().map(|(.., lines)| lines.len()).max();
        flow.room(most.unwrap_or(1) as f32 * leading(style));
        let top = flow.y;
        for (x, style, lines) in &cells {
            let end = flow.put(body, *x, top, *style, lines);
            flow.y = flow.y.max(end);
        }
        flow.skip(1.0);
    }
}

/// What is said of a symptom, from left to right.
fn texts(symptom: &SymptomLine) -> [String; 4] {
    [symptom.name.to_owned(), symptom.soon.to_owned(), tied(&symptom.when), symptom.sees.clone()]
}

/// Names and dates get what they need, what the user sees the rest.
fn symptom_widths(flow: &Flow<'_>, symptoms: &[SymptomLine], gap: f32) -> [f32; 4] {
    let (style, strong) = (flow.style(Regular, 8.5, Tint::INK), flow.style(Bold, 8.5, Tint::INK));
    let [mut name, mut soon, mut when, _] = [0.0_f32; 4];
    for symptom in symptoms {
        let [a, b, c, _] = texts(symptom);
        name = name.max(flow.ink.width(strong, &a));
        soon = soon.max(flow.ink.width(strong, &b));
        when = when.max(flow.ink.width(style, &c));
    }
    when = when.min(flow.width() * 0.3);
    let rest = flow.width() - name - soon - when - 3.0 * gap;
    // A hair more, that no text breaks for want of the last digit.
    [name + 0.1, soon + 0.1, when + 0.1, rest - 0.3]
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
    flow.rule();
    flow.skip(3.0);
    let small = flow.style(Regular, 7.5, Tint::SOFT);
    flow.paragraph(StructRole::P, &document.disclaimer, small);
    if let Some(urgent) = &document.urgent {
        flow.skip(2.0);
        let strong = flow.style(Bold, 8.0, Tint::INK);
        flow.paragraph(StructRole::P, urgent, strong);
    }
}
