//! The weeks as a table: numbers under numbers, its head on every sheet.

use pdf_writer::types::{StructRole, TableHeaderScope};

use super::super::document::headings;
use super::super::table::{Column, Side};
use super::face::Weight::{Bold, Regular};
use super::flow::{Flow, SIDE, leading};
use super::ink::{Stroke, Style};
use super::lines::{Line, plain_lines};
use super::tags::{Tag, Tags};
use super::tint::Tint;
use crate::term::format::tied;

/// A column's place on the sheet.
#[derive(Debug, Clone, Copy)]
struct Place {
    x: f32,
    width: f32,
}

/// The table; nothing where nothing was logged.
pub fn weeks(flow: &mut Flow<'_>, columns: &[Column]) {
    let rows = columns.iter().map(|column| column.cells.len()).max().unwrap_or(0);
    if rows == 0 {
        return;
    }
    flow.heading(headings::TRIED, 50.0);
    let text = flow.style(Regular, 8.2, Tint::INK);
    let places = places(flow, columns, text);
    let table = flow.tag(StructRole::Table);
    head(flow, columns, &places, Some(table));
    for row in 0..rows {
        let cells: Vec<Vec<Line>> = columns
            .iter()
            .zip(&places)
            .map(|(column, place)| {
                let cell = column.cells.get(row).map_or("", String::as_str);
                plain_lines(&tied(cell), Regular, place.width / text.size, flow.ink.faces())
            })
            .collect();
        let most = cells.iter().map(Vec::len).max().unwrap_or(1);
        let height = most as f32 * leading(text) + flow.pt(0.8);
        if flow.room(height) {
            head(flow, columns, &places, None);
        }
        let tag = flow.ink.tags.add(table, StructRole::TR);
        let top = flow.y;
        for (number, ((column, place), lines)) in
            columns.iter().zip(&places).zip(&cells).enumerate()
        {
            let cell = if number == 0 {
                flow.ink.tags.add_head(tag, TableHeaderScope::Row)
            } else {
                flow.ink.tags.add(tag, StructRole::TD)
            };
            let x = start(flow, column.side, *place, lines, text);
            flow.put(cell, x, top, text, lines);
        }
        flow.y = top + height;
        line_under(flow, Tint::GRID);
    }
}

/// Where a cell's lines begin. Only texts on the left take several lines.
fn start(flow: &Flow<'_>, side: Side, place: Place, lines: &[Line], style: Style) -> f32 {
    match (side, lines) {
        (Side::Right, [line]) => {
            let width: f32 = line.iter().map(|piece| flow.ink.width(style, &piece.text)).sum();
            place.x + place.width - width
        }
        _ => place.x,
    }
}

/// Two lines of heads: groups, and names. On a later sheet, no part of what
/// is read out.
fn head(flow: &mut Flow<'_>, columns: &[Column], places: &[Place], table: Option<Tag>) {
    let group = flow.style(Bold, 8.2, Tint::INK);
    let name = flow.style(Regular, 7.6, Tint::SOFT);
    let top = flow.y;
    let tag = table.map(|table| flow.ink.tags.add(table, StructRole::TR));
    let mut before = "";
    for (column, place) in columns.iter().zip(places) {
        let cell = match tag {
            Some(tag) => flow.ink.tags.add_head(tag, TableHeaderScope::Column),
            None => Tags::DOCUMENT,
        };
        let mut texts = Vec::new();
        if column.group != before {
            texts.push((place.x, top, group, column.group));
        }
        before = column.group;
        let x = match column.side {
            Side::Left => place.x,
            Side::Right => place.x + place.width - flow.ink.width(name, column.name),
        };
        texts.push((x, top + leading(group), name, column.name));
        for (x, y, style, text) in texts {
            let line = flow.broken(&format!("{text} "), f32::INFINITY, style);
            if table.is_some() {
                flow.put(cell, x, y, style, &line);
            } else {
                flow.ink.aside(|ink| {
                    ink.text(cell, x, y + style.size, style, text);
                });
            }
        }
    }
    flow.y = top + leading(group) + leading(name);
    line_under(flow, Tint::RULE);
    flow.skip(1.0);
}

fn line_under(flow: &mut Flow<'_>, tint: Tint) {
    let stroke = Stroke { width: flow.pt(0.5), tint, is_dashed: false };
    let (left, right, y) = (SIDE, SIDE + flow.width(), flow.y);
    flow.ink.line(stroke, &[(left, y), (right, y)]);
}

/// Numbers get what they need; texts share the rest.
fn places(flow: &Flow<'_>, columns: &[Column], style: Style) -> Vec<Place> {
    let head = flow.style(Bold, 8.2, Tint::INK);
    let mut widths: Vec<f32> = Vec::new();
    let mut gaps: Vec<f32> = Vec::new();
    let mut texts = Vec::new();
    let mut before = None;
    for (number, column) in columns.iter().enumerate() {
        let is_text = number > 0 && column.side == Side::Left;
        let title = if is_text { column.group } else { "" };
        let need = column
            .cells
            .iter()
            .map(String::as_str)
            .chain([column.name])
            .map(|text| flow.ink.width(style, text))
            .fold(flow.ink.width(head, title), f32::max);
        if is_text {
            let cells = column.cells.iter().map(|cell| tied(cell));
            let words: Vec<f32> = cells
                .flat_map(|cell| {
                    cell.split(' ').map(|word| flow.ink.width(style, word)).collect::<Vec<_>>()
                })
                .collect();
            let longest = words.iter().copied().fold(flow.ink.width(head, title), f32::max);
            texts.push(Wanted {
                number,
                longest: longest.min(flow.pt(110.0)),
                ink: words.iter().sum(),
            });
        }
        widths.push(need.max(flow.pt(16.0)));
        gaps.push(match before {
            None => 0.0,
            Some(before) if before == column.group => flow.pt(10.0),
            Some(_) => flow.pt(18.0),
        });
        before = Some(column.group);
    }
    let used: f32 = widths.iter().chain(&gaps).sum();
    let over = used - flow.width();
    if over > 0.0 {
        narrow(&mut widths, &texts, over);
    } else if texts.is_empty() {
        // Numbers alone may spread, but no line across is to be lost.
        let share = (-over / gaps.len().max(1) as f32).min(flow.pt(12.0));
        for gap in gaps.iter_mut().skip(1) {
            *gap += share;
        }
    }
    let mut x = SIDE;
    widths
        .into_iter()
        .zip(gaps)
        .map(|(width, gap)| {
            let place = Place { x: x + gap, width };
            x += gap + width;
            place
        })
        .collect()
}

/// Takes `over` from the columns with texts: each keeps its longest word, and
/// gets of the rest what it has to say in all weeks together.
fn narrow(widths: &mut [f32], texts: &[Wanted], over: f32) {
    let of = |widths: &[f32], text: &Wanted| widths.get(text.number).copied().unwrap_or_default();
    let room: f32 = texts.iter().map(|text| of(widths, text)).sum::<f32>() - over;
    let floors: f32 = texts.iter().map(|text| text.longest).sum();
    let mut spare = (room - floors).max(0.0);
    let mut inks: f32 = texts.iter().map(|text| text.ink).sum();
    let mut order: Vec<&Wanted> = texts.iter().collect();
    // Those that need little first, so that what they leave goes to the others.
    order.sort_by(|a, b| (of(widths, a) - a.longest).total_cmp(&(of(widths, b) - b.longest)));
    for text in order {
        let part = if inks > 0.0 { text.ink / inks } else { 0.0 };
        let wanted = (of(widths, text) - text.longest).max(0.0);
        let given = wanted.min(spare * part);
        spare -= given;
        inks -= text.ink;
        if let Some(width) = widths.get_mut(text.number) {
            *width = text.longest + given;
        }
    }
}

/// What a column of texts asks for.
struct Wanted {
    number: usize,
    /// The width of its longest word.
    longest: f32,
    /// The width of all its texts in one line.
    ink: f32,
}
