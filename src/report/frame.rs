//! The verdict in a frame, easy to find on a full screen.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use super::words::Words;
use crate::term::format::tied;
use crate::term::{Hang, paragraph};
use crate::term::{Role, Theme};

/// Columns of the frame itself on both sides.
const SIDES: usize = 4;

/// The words in a frame, each line with its line end.
pub fn frame(said: &Words, role: Role, theme: &Theme) -> String {
    let outer = theme.prose_width();
    let inner = outer.saturating_sub(SIDES).max(1);
    // Bold alone is read on every background; yellow is not.
    let headline = if role == Role::Warning {
        Role::Strong
    } else {
        role
    };
    let mut lines = block(&said.headline, Some(headline), inner, theme);
    for text in &said.paragraphs {
        lines.push((0, String::new()));
        lines.extend(block(&tied(text), None, inner, theme));
    }
    let across = theme.glyph("━", "=").repeat(inner + 2);
    let side = theme.paint(role, theme.glyph("┃", "|"));
    let edge = |left: &str, right: &str| theme.paint(role, format!("{left}{across}{right}")) + "\n";
    let mut out = edge(theme.glyph("┏", "+"), theme.glyph("┓", "+"));
    for (width, line) in lines {
        let gap = " ".repeat(inner.saturating_sub(width));
        let _ = writeln!(out, "{side} {line}{gap} {side}");
    }
    out.push_str(&edge(theme.glyph("┗", "+"), theme.glyph("┛", "+")));
    out
}

/// The lines of a paragraph and how wide each is.
fn block(text: &str, role: Option<Role>, columns: usize, theme: &Theme) -> Vec<(usize, String)> {
    let mut painted = *theme;
    painted.width = columns;
    let plain = Theme::new(false, theme.glyphs, columns);
    let plain = paragraph(&plain, Hang::block(0), None, text);
    paragraph(&painted, Hang::block(0), role, text)
        .lines()
        .zip(plain.lines())
        .map(|(painted, plain)| (plain.width(), painted.to_owned()))
        .collect()
}
