//! A grid of characters with roles, painted line by line.

use std::ops::Range;

use crate::term::{Role, Theme};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Cell {
    glyph: char,
    role: Option<Role>,
}

const BLANK: Cell = Cell {
    glyph: ' ',
    role: None,
};

/// Characters by row and column, from the top left; what lies outside is
/// dropped.
#[derive(Debug, Clone)]
pub struct Canvas {
    width: usize,
    rows: Vec<Vec<Cell>>,
}

impl Canvas {
    pub fn new(width: usize, height: usize) -> Self {
        Self {
            width,
            rows: vec![vec![BLANK; width]; height],
        }
    }

    pub const fn width(&self) -> usize {
        self.width
    }

    /// Adds a blank row at the bottom and gives its number.
    pub fn add_row(&mut self) -> usize {
        self.rows.push(vec![BLANK; self.width]);
        self.rows.len() - 1
    }

    pub fn height(&self) -> usize {
        self.rows.len()
    }

    pub fn put(&mut self, row: usize, column: usize, glyph: char, role: Role) {
        if let Some(cell) = self.rows.get_mut(row).and_then(|row| row.get_mut(column)) {
            *cell = Cell {
                glyph,
                role: Some(role),
            };
        }
    }

    pub fn write(&mut self, row: usize, column: usize, text: &str, role: Role) {
        for (offset, glyph) in text.chars().enumerate() {
            self.put(row, column + offset, glyph, role);
        }
    }

    /// Whether nothing stands in these columns, all of them on the canvas.
    pub fn is_free(&self, row: usize, columns: Range<usize>) -> bool {
        self.rows
            .get(row)
            .and_then(|row| row.get(columns))
            .is_some_and(|cells| cells.iter().all(|cell| *cell == BLANK))
    }

    /// A row, painted, without spaces at its end.
    pub fn line(&self, row: usize, theme: &Theme) -> String {
        let Some(cells) = self.rows.get(row) else {
            return String::new();
        };
        let used = cells
            .iter()
            .rposition(|cell| cell.glyph != ' ')
            .map_or(0, |last| last + 1);
        cells
            .get(..used)
            .unwrap_or_default()
            .chunk_by(|a, b| a.role == b.role)
            .map(|run| {
                let text: String = run.iter().map(|cell| cell.glyph).collect();
                match run.first().and_then(|cell| cell.role) {
                    Some(role) => theme.paint(role, text),
                    None => text,
                }
            })
            .collect()
    }
}
