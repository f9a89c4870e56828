//! A table that gives up its least important columns where it is too wide.

use unicode_width::UnicodeWidthStr;

use crate::term::{Role, Theme};

/// Blank columns between two columns of a group, and between two groups.
pub const WITHIN: usize = 2;
const BETWEEN: usize = 3;

/// On which side a column's texts stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    Left,
    Right,
}

/// A column of a table.
#[derive(Debug, Clone)]
pub struct TableColumn {
    /// What columns side by side have in common.
    pub group: &'static str,
    /// What it holds; may be empty.
    pub name: &'static str,
    pub side: Align,
    /// How its head is painted.
    pub role: Role,
    /// The highest goes first where room is short; 0 stays.
    pub rank: u8,
    pub cells: Vec<String>,
}

impl TableColumn {
    /// Group and name in one: `Running, km`.
    pub fn title(&self) -> String {
        let comma = if self.name.is_empty() { "" } else { ", " };
        format!("{}{comma}{}", self.group, self.name)
    }

    fn width(&self) -> usize {
        self.cells.iter().map(|cell| cell.width()).chain([self.name.width()]).max().unwrap_or(0)
    }
}

/// Columns that a table takes.
pub fn table_width(columns: &[TableColumn]) -> usize {
    TableLayout::of(columns).width
}

/// The table with its head of one or two lines, each line with its line end.
pub fn table(columns: &[TableColumn], theme: &Theme) -> String {
    let mut columns = columns.to_vec();
    while table_width(&columns) > theme.width {
        let Some(least) = columns.iter().map(|column| column.rank).max() else {
            break;
        };
        if least == 0 {
            break;
        }
        columns.retain(|column| column.rank != least);
    }
    let layout = TableLayout::of(&columns);
    let rows = columns.iter().map(|column| column.cells.len()).max().unwrap_or(0);
    let mut out = String::new();
    if columns.iter().any(|column| !column.group.is_empty()) {
        out += &head(&columns, &layout, theme);
    }
    if columns.iter().any(|column| !column.name.is_empty()) {
        out.push_str(&line(&columns, &layout, |column| (column.name, Some(column.role), theme)));
    }
    for row in 0..rows {
        out.push_str(&line(&columns, &layout, |column| {
            let cell = column.cells.get(row).map_or("", String::as_str);
            (cell, None, theme)
        }));
    }
    out
}

/// Where each column begins, and how wide it is.
struct TableLayout {
    places: Vec<(usize, usize)>,
    width: usize,
}

impl TableLayout {
    fn of(columns: &[TableColumn]) -> Self {
        let mut places: Vec<(usize, usize)> = Vec::new();
        let mut width = 0;
        let mut before: Option<&TableColumn> = None;
        // A group's title may be wider than its columns.
        let mut title_end = 0;
        for column in columns {
            let is_new = before.is_none_or(|before| before.group != column.group);
            let mut start = match (before, is_new) {
                (None, _) => 0,
                (Some(_), false) => width + WITHIN,
                (Some(_), true) => (width + BETWEEN).max(title_end + WITHIN),
            };
            if is_new {
                title_end = start + column.group.width();
            } else {
                start = start.max(width + WITHIN);
            }
            places.push((start, column.width()));
            width = start + column.width();
            before = Some(column);
        }
        Self { places, width: width.max(title_end) }
    }
}

/// The titles of the groups, each over its first column.
fn head(columns: &[TableColumn], layout: &TableLayout, theme: &Theme) -> String {
    let mut out = String::new();
    let mut used = 0;
    let mut before = None;
    for (column, (start, _)) in columns.iter().zip(&layout.places) {
        if before != Some(column.group) {
            out.push_str(&" ".repeat(start.saturating_sub(used)));
            out.push_str(&theme.paint(column.role, column.group));
            used = (*start).max(used) + column.group.width();
        }
        before = Some(column.group);
    }
    out.push('\n');
    out
}

fn line<'a>(
    columns: &'a [TableColumn],
    layout: &TableLayout,
    cell: impl Fn(&'a TableColumn) -> (&'a str, Option<Role>, &'a Theme),
) -> String {
    let mut out = String::new();
    let mut used = 0;
    for (column, (start, width)) in columns.iter().zip(&layout.places) {
        let (text, role, theme) = cell(column);
        if text.is_empty() {
            continue;
        }
        let start = match column.side {
            Align::Left => *start,
            Align::Right => start + width.saturating_sub(text.width()),
        };
        out.push_str(&" ".repeat(start.saturating_sub(used)));
        out.push_str(&role.map_or_else(|| text.to_owned(), |role| theme.paint(role, text)));
        used = start + text.width();
    }
    out.push('\n');
    out
}
