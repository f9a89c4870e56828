//! Rows for people: a table, or, where that does not fit, a few lines a row.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::domain::{DistanceUnit, Entry, format_time};
use crate::render::{Role, Theme, amounts, for_terminal};

const TITLES: [&str; 6] = ["date", "time", "pain", "stretch", "activity", "notes"];
const ROLES: [Option<Role>; 6] = [
    None,
    Some(Role::Faint),
    Some(Role::Pain),
    Some(Role::Stretch),
    Some(Role::Training),
    None,
];
const PAIN: usize = 2;
const NOTES: usize = 5;
const GAP: usize = 2;
/// Columns of `YYYY-MM-DD` and of `HH:MM`.
const DATE: usize = 10;
const TIME: usize = 5;
/// Wider names and amounts than this are cut, so that the notes have room.
const WIDEST: usize = 28;
/// Notes in less than this many columns say nothing.
const NARROWEST_NOTES: usize = 16;

/// How wide the widest cell of each column is; 0 where no row has anything in it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Widths([usize; 6]);

impl Widths {
    /// Makes room for a row.
    pub fn add(&mut self, row: &Entry, unit: DistanceUnit) {
        // The first three are known without being written out: a log is long.
        let [stretch, activity, notes] = words(row, unit).map(|cell| cell.width());
        let pain = row.pain.map_or(0, |pain| pain.to_string().len());
        let time = if row.time.is_some() { TIME } else { 0 };
        let row = [DATE, time, pain, stretch, activity, notes];
        for (widest, width) in self.0.iter_mut().zip(row) {
            *widest = (*widest).max(width);
        }
    }
}

/// Where each column stands, or that there are none.
#[derive(Debug, Clone, Copy)]
pub struct Layout {
    widths: [usize; 6],
    stacked: bool,
    unit: DistanceUnit,
    theme: Theme,
}

impl Layout {
    /// The layout for rows of these widths, as a table where the theme's width
    /// allows.
    #[must_use]
    pub fn new(widths: Widths, unit: DistanceUnit, theme: Theme) -> Self {
        let mut widths = widths.0;
        for (i, (width, title)) in widths.iter_mut().zip(TITLES).enumerate() {
            if *width > 0 {
                *width = (*width).max(title.len());
                if i != NOTES {
                    *width = (*width).min(WIDEST);
                }
            }
        }
        let [before @ .., notes] = &mut widths;
        let taken: usize = before.iter().filter(|w| **w > 0).map(|w| w + GAP).sum();
        let left = theme.width.saturating_sub(taken);
        let stacked = if *notes == 0 {
            taken > theme.width + GAP
        } else {
            left < NARROWEST_NOTES.min(*notes)
        };
        *notes = (*notes).min(left);
        Self {
            widths,
            stacked,
            unit,
            theme,
        }
    }

    /// The line above the first row; empty where rows are not in columns, or
    /// where there are none.
    #[must_use]
    pub fn header(&self) -> String {
        if self.stacked || self.widths.iter().all(|width| *width == 0) {
            return String::new();
        }
        self.line(TITLES.map(str::to_owned), [Some(Role::Faint); 6])
    }

    /// One row, with its line end.
    #[must_use]
    pub fn row(&self, row: &Entry) -> String {
        let cells = cells(row, self.unit);
        if self.stacked {
            self.lines(cells)
        } else {
            self.line(cells, ROLES)
        }
    }

    /// Cells side by side.
    fn line(&self, cells: [String; 6], roles: [Option<Role>; 6]) -> String {
        let mut out = String::new();
        // Blanks are owed until something follows, so that no line ends in them.
        let mut owed = 0;
        for (i, ((cell, role), width)) in cells.into_iter().zip(roles).zip(self.widths).enumerate()
        {
            if width == 0 {
                continue;
            }
            let cell = fit(&cell, width, &self.theme);
            let pad = width.saturating_sub(cell.width());
            let before = if i == PAIN { pad } else { 0 };
            if cell.is_empty() {
                owed += width + GAP;
                continue;
            }
            out.push_str(&" ".repeat(owed + before));
            out.push_str(&self.painted(role, &cell));
            owed = pad - before + GAP;
        }
        out.push('\n');
        out
    }

    /// The day and the pain on one line, everything else beneath.
    fn lines(&self, cells: [String; 6]) -> String {
        let [date, time, pain, rest @ ..] = cells;
        let mut out = date;
        if !time.is_empty() {
            out.push(' ');
            out.push_str(&time);
        }
        if !pain.is_empty() {
            out.push_str("  ");
            out.push_str(&self.painted(Some(Role::Pain), &format!("pain {pain}/10")));
        }
        out.push('\n');
        for (cell, role) in rest.iter().zip(ROLES.iter().skip(PAIN + 1)) {
            if !cell.is_empty() {
                let cell = fit(cell, self.theme.width.saturating_sub(GAP), &self.theme);
                out.push_str("  ");
                out.push_str(&self.painted(*role, &cell));
                out.push('\n');
            }
        }
        out
    }

    fn painted(&self, role: Option<Role>, text: &str) -> String {
        role.map_or_else(|| text.to_owned(), |role| self.theme.paint(role, text))
    }
}

fn cells(row: &Entry, unit: DistanceUnit) -> [String; 6] {
    let [stretch, activity, notes] = words(row, unit);
    [
        row.date.to_string(),
        row.time.map(format_time).unwrap_or_default(),
        row.pain.map(|pain| pain.to_string()).unwrap_or_default(),
        stretch,
        activity,
        notes,
    ]
}

/// The cells whose width is not known beforehand.
fn words(row: &Entry, unit: DistanceUnit) -> [String; 3] {
    let done = |done: &Option<_>| {
        done.as_ref()
            .map(|done| for_terminal(&amounts::done_in_short(done, unit)))
            .unwrap_or_default()
    };
    [done(&row.stretch), done(&row.activity), notes(row)]
}

/// Symptoms first: they matter most. Then what was said of the pain, and the note.
fn notes(row: &Entry) -> String {
    let mut parts: Vec<String> = row.symptoms.iter().map(ToString::to_string).collect();
    parts.extend(row.began.map(|day| format!("began {day}")));
    parts.extend(row.seen.map(|day| format!("seen {day}")));
    if !row.note.is_empty() {
        parts.push(for_terminal(&row.note));
    }
    parts.join("; ")
}

/// `text` in at most so many columns, its end cut off visibly.
fn fit(text: &str, columns: usize, theme: &Theme) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mark = theme.glyph("…", "...");
    let room = columns.saturating_sub(mark.width());
    let mut taken = 0;
    let mut kept: String = text
        .chars()
        .take_while(|c| {
            taken += c.width().unwrap_or(0);
            taken <= room
        })
        .collect();
    // A sequence may be wider than its characters one by one.
    while kept.width() > room {
        kept.pop();
    }
    kept.truncate(kept.trim_end().len());
    kept.push_str(mark);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Done, Symptom, Word, parse_clock, parse_distance, parse_duration};
    use crate::render::Glyphs;

    fn rows() -> Vec<Entry> {
        let mut first = Entry::on("2026-11-20".parse().unwrap());
        first.time = parse_clock("07:30").ok();
        first.pain = 4_u8.try_into().ok();
        first.activity = Some(Done {
            name: Word::lenient("run").unwrap(),
            minutes: parse_duration("45min").ok(),
            distance: parse_distance("8km", false).ok(),
        });
        first.note = "stiff after the long run, 膝 and back; better once I had walked".to_owned();
        let mut second = Entry::on("2026-11-21".parse().unwrap());
        second.pain = 10_u8.try_into().ok();
        second.symptoms = vec![Symptom::LegPain];
        second.began = Some("2026-10-18".parse().unwrap());
        second.note = "\u{1b}[31mred".to_owned();
        vec![first, second]
    }

    fn shown(width: usize) -> String {
        let theme = Theme::new(false, Glyphs::Unicode, width);
        let rows = rows();
        let mut widths = Widths::default();
        for row in &rows {
            widths.add(row, DistanceUnit::Km);
        }
        let layout = Layout::new(widths, DistanceUnit::Km, theme);
        let lines: String = rows.iter().map(|row| layout.row(row)).collect();
        layout.header() + &lines
    }

    #[test]
    fn columns_are_aligned_and_notes_cut_to_the_width() {
        insta::assert_snapshot!(shown(80), @r"
        date        time   pain  activity       notes
        2026-11-20  07:30     4  run 45min 8km  stiff after the long run, 膝 and back;…
        2026-11-21           10                 leg-pain; began 2026-10-18; \u{1b}[31mr…
        ");
        insta::assert_snapshot!(shown(40), @r"
        2026-11-20 07:30  pain 4/10
          run 45min 8km
          stiff after the long run, 膝 and back…
        2026-11-21  pain 10/10
          leg-pain; began 2026-10-18; \u{1b}[31…
        ");
        for width in [20, 30, 40, 50, 60, 72, 80, 120, 200] {
            for line in shown(width).lines() {
                assert!(line.width() <= width.max(28), "{width}: {line}");
                assert_eq!(line.trim_end(), line);
            }
        }
    }

    #[test]
    fn wide_characters_count_as_two_columns() {
        let theme = Theme::new(false, Glyphs::Unicode, 80);
        for (text, columns, fitted) in [
            ("short", 5, "short"),
            ("longer", 5, "long…"),
            ("膝膝膝", 6, "膝膝膝"),
            ("膝膝膝", 5, "膝膝…"),
            ("膝膝膝", 4, "膝…"),
            ("a b c", 3, "a…"),
            ("abc", 1, "…"),
        ] {
            assert_eq!(fit(text, columns, &theme), fitted);
        }
        assert_eq!(fit("abcdef", 5, &Theme::plain(80)), "ab...");
    }
}
