//! A table: numbers under numbers, its head on every sheet.

use pdf_writer::types::{StructRole, TableHeaderScope};

use super::super::table::{Align, TableColumn};
use super::canvas::Color;
use super::canvas::Style;
use super::canvas::{Tag, Tags};
use super::fonts::Weight::{Bold, Regular};
use super::fonts::{TextLine, lines};
use super::layout::{Layout, SIDE, leading};

/// A column's place on the sheet.
#[derive(Debug, Clone, Copy)]
struct ColumnSpan {
    x: f32,
    width: f32,
}

impl ColumnSpan {
    /// Where a text of this width begins on a side of the column.
    fn start(self, side: Align, width: f32) -> f32 {
        match side {
            Align::Right => self.x + self.width - width,
            Align::Left => self.x,
        }
    }
}

/// The table; nothing where it has no row.
pub fn table(layout: &mut Layout<'_>, columns: &[TableColumn]) {
    let rows = columns.iter().map(|column| column.cells.len()).max().unwrap_or(0);
    if rows == 0 {
        return;
    }
    let text = layout.style(Regular, 8.2, Color::INK);
    let places = places(layout, columns, text);
    let table = layout.tag(StructRole::Table);
    head(layout, columns, &places, Some(table));
    for row in 0..rows {
        let cells: Vec<Vec<TextLine>> = columns
            .iter()
            .zip(&places)
            .map(|(column, place)| {
                let cell = column.cells.get(row).map_or("", String::as_str);
                lines(cell, Regular, place.width / text.size, layout.canvas.fonts)
            })
            .collect();
        let most = cells.iter().map(Vec::len).max().unwrap_or(1);
        let height = most as f32 * leading(text) + layout.pt(0.8);
        if layout.room(height) {
            head(layout, columns, &places, None);
        }
        let tag = layout.canvas.tags.add(table, StructRole::TR);
        for (number, ((column, place), lines)) in
            columns.iter().zip(&places).zip(&cells).enumerate()
        {
            let cell = match number {
                0 => layout.canvas.tags.add_head(tag, TableHeaderScope::Row),
                _ => layout.canvas.tags.add(tag, StructRole::TD),
            };
            let first = lines.first().into_iter().flatten();
            let width = first.map(|piece| layout.canvas.width(text, &piece.text)).sum();
            layout.put(cell, place.start(column.side, width), layout.y, text, lines);
        }
        layout.y += height;
        layout.rule(Color::GRID);
    }
}

/// Two lines of heads: groups, and names. On a later sheet, no part of what
/// is read out.
fn head(
    layout: &mut Layout<'_>,
    columns: &[TableColumn],
    places: &[ColumnSpan],
    table: Option<Tag>,
) {
    let group = layout.style(Bold, 8.2, Color::INK);
    let name = layout.style(Regular, 7.6, Color::SOFT);
    let (upper, lower) = (layout.y + group.size, layout.y + leading(group) + name.size);
    let tag = table.map(|table| layout.canvas.tags.add(table, StructRole::TR));
    let mut before = "";
    for (column, place) in columns.iter().zip(places) {
        let title = if column.group == before { "" } else { column.group };
        before = column.group;
        let x = place.start(column.side, layout.canvas.width(name, column.name));
        let texts = [(place.x, upper, group, title), (x, lower, name, column.name)];
        let texts = texts.into_iter().filter(|(.., text)| !text.is_empty());
        match tag {
            Some(tag) => {
                let cell = layout.canvas.tags.add_head(tag, TableHeaderScope::Column);
                for (x, y, style, text) in texts {
                    layout.canvas.text(cell, x, y, style, &format!("{text} "));
                }
            }
            None => layout.canvas.aside(|canvas| {
                for (x, y, style, text) in texts {
                    canvas.text(Tags::DOCUMENT, x, y, style, text);
                }
            }),
        }
    }
    layout.y += leading(group) + leading(name);
    layout.rule(Color::RULE);
    layout.skip(1.0);
}

/// Numbers get the width that they need; texts shrink alike where that leaves too little.
fn places(layout: &Layout<'_>, columns: &[TableColumn], style: Style) -> Vec<ColumnSpan> {
    let head = layout.style(Bold, 8.2, Color::INK);
    let mut widths = Vec::new();
    let mut gaps = Vec::new();
    let mut texts = Vec::new();
    let mut before = None;
    for (number, column) in columns.iter().enumerate() {
        let is_text = number > 0 && column.side == Align::Left;
        let title = if is_text { column.group } else { "" };
        let cells = column.cells.iter().map(String::as_str).chain([column.name]);
        let needs = cells.map(|text| layout.canvas.width(style, text));
        widths.push(needs.fold(layout.canvas.width(head, title), f32::max).max(layout.pt(16.0)));
        texts.extend(is_text.then_some(number));
        gaps.push(match before {
            None => 0.0,
            Some(before) if before == column.group => layout.pt(10.0),
            Some(_) => layout.pt(18.0),
        });
        before = Some(column.group);
    }
    let missing = widths.iter().chain(&gaps).sum::<f32>() - layout.width();
    let of_texts: f32 = texts.iter().filter_map(|text| widths.get(*text)).sum();
    if missing > 0.0 && of_texts > 0.0 {
        let share = ((of_texts - missing) / of_texts).max(0.1);
        for text in texts {
            if let Some(width) = widths.get_mut(text) {
                *width *= share;
            }
        }
    }
    let mut x = SIDE;
    let places = widths.into_iter().zip(gaps).map(|(width, gap)| {
        x += gap + width;
        ColumnSpan { x: x - width, width }
    });
    places.collect()
}
