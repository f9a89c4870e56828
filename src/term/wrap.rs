//! Paragraphs of backcare's own words, wrapped and coloured.
//!
//! A command stands between `backticks`; it is coloured, loses them, and stays
//! on one line where it fits on one. A no-break space keeps its neighbours
//! together. Not for text from a log: see [`super::for_terminal`].

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::{Role, Theme};

const NO_BREAK_SPACE: char = '\u{a0}';

/// Where a paragraph stands, in columns from 0.
#[derive(Debug, Clone, Copy, Default)]
pub struct Indent<'a> {
    /// Where the lead stands; without one, the first line.
    pub from: usize,
    /// What heads the first line: a number, a bullet.
    pub lead: &'a str,
    /// How the lead is painted.
    pub role: Option<Role>,
    /// Where the lines after the first stand, and the first where the lead
    /// leaves room for it.
    pub text: usize,
}

impl Indent<'_> {
    /// A block without a lead.
    pub const fn block(column: usize) -> Self {
        Self { from: column, lead: "", role: None, text: column }
    }
}

/// Characters of one kind that stand together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Piece<'a> {
    text: &'a str,
    is_command: bool,
    /// No line end may come before it.
    is_joined: bool,
}

/// `text` as lines of at most the theme's prose width, each with its line end.
/// What is no command is painted in `role`.
pub fn paragraph(theme: &Theme, indent: Indent<'_>, role: Option<Role>, text: &str) -> String {
    let width = theme.prose_width();
    let room = width.saturating_sub(indent.text).max(1);
    let lead = to_ascii(theme, indent.lead);
    let mut out = " ".repeat(indent.from);
    let mut column = indent.from + lead.width();
    if !lead.is_empty() {
        out.push_str(&theme.paint_maybe(indent.role, &lead));
        let gap = indent.text.saturating_sub(column).max(1);
        out.push_str(&" ".repeat(gap));
        column += gap;
    }
    let mut first_room = width.saturating_sub(column);
    if column > indent.text && first_room < 12 {
        // Too narrow beside the lead: begin on the next line.
        first_room = 0;
    }
    for (number, line) in fill(&to_ascii(theme, text), first_room, room).into_iter().enumerate() {
        if number > 0 {
            out.truncate(out.trim_end_matches(' ').len());
            out.push('\n');
            out.push_str(&" ".repeat(indent.text));
        }
        for alike in line.chunk_by(|a, b| a.is_command == b.is_command) {
            let is_command = alike.first().is_some_and(|piece| piece.is_command);
            let role = if is_command { Some(Role::Command) } else { role };
            let text: String = alike.iter().map(|piece| piece.text).collect();
            out.push_str(&theme.paint_maybe(role, &text));
        }
    }
    out.truncate(out.trim_end_matches(' ').len());
    out.push('\n');
    out
}

/// `text` in the characters that may be used.
pub fn to_ascii(theme: &Theme, text: &str) -> String {
    if !theme.is_ascii() {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            NO_BREAK_SPACE => out.push(c),
            '−' | '–' | '—' | '·' => out.push('-'),
            '‘' | '’' => out.push('\''),
            '“' | '”' => out.push('"'),
            '●' => out.push('*'),
            '×' => out.push('x'),
            '…' => out.push_str("..."),
            'ä' | 'á' | 'à' | 'å' | 'ã' => out.push('a'),
            'ö' | 'ó' | 'ô' | 'ø' => out.push('o'),
            'ü' | 'ú' => out.push('u'),
            'é' | 'è' | 'ê' | 'ë' => out.push('e'),
            c if c.is_ascii() => out.push(c),
            _ => out.push('?'),
        }
    }
    out
}

/// Greedy lines: the first holds `first` columns, the others `room`. The first
/// is empty where nothing fits in it.
fn fill<'a>(text: &'a str, first: usize, room: usize) -> Vec<Vec<Piece<'a>>> {
    const BLANK: Piece<'_> = Piece { text: " ", is_command: false, is_joined: true };
    let mut lines = vec![Vec::new()];
    let (mut used, mut limit) = (0, first);
    let mut place = |token: &[Piece<'a>]| {
        let width = width(token);
        let space = usize::from(used > 0);
        if used + space + width > limit {
            lines.push(Vec::new());
            (used, limit) = (0, room);
        }
        if let Some(line) = lines.last_mut() {
            if used > 0 {
                line.push(BLANK);
                used += 1;
            }
            line.extend_from_slice(token);
            used += width;
        }
    };
    for token in pieces(text).chunk_by(|_, next| next.is_joined) {
        if width(token) <= room {
            place(token);
        } else {
            for part in fit(token, room) {
                place(&part);
            }
        }
    }
    lines
}

/// The pieces of a text, each word and each command one.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut is_joined = false;
    let mut push = |text, is_command, is_joined: &mut bool| {
        if !str::is_empty(text) {
            pieces.push(Piece { text, is_command, is_joined: *is_joined });
            *is_joined = true;
        }
    };
    for (number, part) in text.split('`').enumerate() {
        if number % 2 == 1 {
            push(part, true, &mut is_joined);
            continue;
        }
        for (number, word) in part.split(' ').enumerate() {
            is_joined &= number == 0;
            for (number, half) in word.split(NO_BREAK_SPACE).enumerate() {
                if number > 0 {
                    push(" ", false, &mut is_joined);
                }
                push(half, false, &mut is_joined);
            }
        }
    }
    pieces
}

/// A token that is wider than a line, divided at its spaces, and where need be anywhere.
fn fit<'a>(token: &[Piece<'a>], room: usize) -> Vec<Vec<Piece<'a>>> {
    let mut parts = vec![Vec::new()];
    let mut used = 0;
    for piece in token {
        let mut start = 0;
        for (at, c) in piece.text.char_indices() {
            let width = c.width().unwrap_or(0);
            if c == ' ' || used + width > room {
                push_part(&mut parts, Piece { text: &piece.text[start..at], ..*piece });
                parts.push(Vec::new());
                (used, start) = (0, at);
            }
            if c == ' ' {
                start = at + 1;
            } else {
                used += width;
            }
        }
        push_part(&mut parts, Piece { text: &piece.text[start..], ..*piece });
    }
    parts.retain(|part| !part.is_empty());
    parts
}

fn push_part<'a>(parts: &mut [Vec<Piece<'a>>], piece: Piece<'a>) {
    if let Some(part) = parts.last_mut().filter(|_| !piece.text.is_empty()) {
        part.push(piece);
    }
}

fn width(token: &[Piece<'_>]) -> usize {
    token.iter().map(|piece| piece.text.width()).sum()
}

/// As much of a text as fits in so many columns, with `mark` for the rest.
pub fn truncate(text: &str, columns: usize, mark: &str) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let room = columns.saturating_sub(mark.width());
    let mut taken = 0;
    let fits = |c: &char| {
        taken += c.width().unwrap_or(0);
        taken <= room
    };
    let mut shown: String = text.chars().take_while(fits).collect();
    // A sequence may be wider than its characters one by one.
    while shown.width() > room {
        shown.pop();
    }
    shown.truncate(shown.trim_end().len());
    shown + mark
}

/// `[13–15]`, held together and to the word before it; empty without sources.
pub fn mark(sources: &[u16]) -> String {
    let mut runs: Vec<(u16, u16)> = Vec::new();
    for number in sources {
        match runs.last_mut() {
            Some((_, last)) if last.checked_add(1) == Some(*number) => *last = *number,
            _ => runs.push((*number, *number)),
        }
    }
    let runs: Vec<_> = runs
        .into_iter()
        .map(|(first, last)| match last - first {
            0 => first.to_string(),
            1 => format!("{first},\u{a0}{last}"),
            _ => format!("{first}–{last}"),
        })
        .collect();
    if runs.is_empty() { String::new() } else { format!("\u{a0}[{}]", runs.join(",\u{a0}")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::term::Glyphs;

    fn plain(width: usize, indent: Indent<'_>, text: &str) -> String {
        paragraph(&Theme::new(false, Glyphs::Unicode, width), indent, None, text)
    }

    #[test]
    fn lines_hang_under_their_lead() {
        let indent = Indent { from: 2, lead: "1.", role: None, text: 5 };
        assert_eq!(
            plain(20, indent, "Walk today, even a short way, slowly."),
            "  1. Walk today,\n     even a short\n     way, slowly.\n"
        );
        let wide = Indent { lead: "●●● strong", ..indent };
        assert_eq!(
            plain(30, wide, "Staying active does better."),
            "  ●●● strong Staying active\n     does better.\n"
        );
        assert_eq!(plain(20, wide, "Staying active."), "  ●●● strong\n     Staying active.\n");
        assert_eq!(plain(20, Indent::block(0), ""), "\n");
    }

    #[test]
    fn a_command_stays_whole_where_it_fits() {
        let text = "Read the signs (`backcare tips urgent`).";
        assert_eq!(
            plain(24, Indent::block(2), text),
            "  Read the signs\n  (backcare tips\n  urgent).\n"
        );
        assert_eq!(
            plain(30, Indent::block(2), text),
            "  Read the signs\n  (backcare tips urgent).\n"
        );
        let coloured =
            paragraph(&Theme::new(true, Glyphs::Unicode, 30), Indent::block(2), None, text);
        assert!(coloured.contains("(\u{1b}[36mbackcare tips urgent\u{1b}[0m)."));
    }

    #[test]
    fn long_words_are_divided_and_marks_stay_whole() {
        assert_eq!(
            plain(20, Indent::block(0), "see https://doi.org/10.1136/bmj.f7095 now"),
            "see\nhttps://doi.org/10.1\n136/bmj.f7095 now\n"
        );
        assert_eq!(
            plain(20, Indent::block(0), "It helps a little more.\u{a0}[13,\u{a0}14]"),
            "It helps a little\nmore. [13, 14]\n"
        );
    }

    #[test]
    fn seven_bits_are_enough() {
        let theme = Theme::plain(40);
        assert_eq!(
            paragraph(&theme, Indent::block(0), None, "Leppänen: −0.33 (1–2) ●●"),
            "Leppanen: -0.33 (1-2) **\n"
        );
    }

    #[test]
    fn marks_join_runs_of_three() {
        for (sources, shown) in [
            (&[][..], ""),
            (&[9], "\u{a0}[9]"),
            (&[1, 2], "\u{a0}[1,\u{a0}2]"),
            (&[13, 14, 15], "\u{a0}[13–15]"),
            (&[3, 4, 43], "\u{a0}[3,\u{a0}4,\u{a0}43]"),
            (&[13, 14, 15, 16, 40], "\u{a0}[13–16,\u{a0}40]"),
        ] {
            assert_eq!(mark(sources), shown);
        }
    }
}
