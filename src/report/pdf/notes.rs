//! The user's own notes, which may run over several sheets.

use pdf_writer::types::StructRole;

use super::super::document::{Labelled, NO_NOTES, headings};
use super::face::Weight::{Bold, Regular};
use super::flow::{Flow, SIDE, leading};
use super::lines::plain_lines;
use super::tint::Tint;

/// Each day's notes; nothing where nobody asked for them.
pub fn notes(flow: &mut Flow<'_>, notes: Option<&[Labelled]>) {
    let Some(notes) = notes else {
        return;
    };
    flow.heading(headings::NOTES, 14.0);
    let (day, text) = (flow.style(Bold, 8.5, Tint::SOFT), flow.style(Regular, 8.5, Tint::INK));
    if notes.is_empty() {
        flow.paragraph(StructRole::P, NO_NOTES, text);
    }
    let indent = flow.pt(62.0);
    for note in notes {
        let room = (flow.width() - indent) / text.size;
        let lines = plain_lines(&note.text, Regular, room, flow.ink.faces());
        flow.room(leading(text));
        let tag = flow.tag(StructRole::P);
        let label = flow.broken(&note.label, f32::INFINITY, day);
        let (x, y) = (SIDE, flow.y);
        flow.put(tag, x, y, day, &label);
        flow.run_on(StructRole::P, x + indent, text, &lines);
    }
}
