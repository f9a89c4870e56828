//! Paragraphs of backcare's own words, wrapped and coloured.
//!
//! A command stands between `backticks`; it is coloured, loses them, and stays
//! on one line where it fits on one. A no-break space keeps its neighbours
//! together. Not for text from a log: see [`super::for_terminal`].

use std::borrow::Cow;

use textwrap::{Options, WordSeparator, WordSplitter};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::{Role, Theme};

/// Keeps the words at its sides on one line.
pub const NO_BREAK: &str = "\u{a0}";
/// Stands at both ends of a command while its text is wrapped: a character without width.
const COMMAND: char = '\u{1}';

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

/// A paragraph without an indent.
pub fn prose(theme: &Theme, role: Option<Role>, text: &str) -> String {
    paragraph(theme, Indent::block(0), role, text)
}

/// `text` as lines of at most the theme's prose width, each with its line end.
/// Text outside of commands is painted in `role`.
pub fn paragraph(theme: &Theme, indent: Indent<'_>, role: Option<Role>, text: &str) -> String {
    let width = theme.prose_width();
    let mut first = " ".repeat(indent.from);
    if !indent.lead.is_empty() {
        let lead = to_ascii(theme, indent.lead);
        let gap = indent.text.saturating_sub(indent.from + lead.width()).max(1);
        first += &(theme.paint_maybe(indent.role, &lead) + &" ".repeat(gap));
    }
    let text = hold_commands(&to_ascii(theme, text));
    let mut out = String::new();
    let mut is_command = false;
    for line in wrap(&text, width, &first, &" ".repeat(indent.text)) {
        let (lead, said) = match line.strip_prefix(&first) {
            Some(said) if out.is_empty() => (first.as_str(), said),
            _ => line.split_at(line.len() - line.trim_start_matches(' ').len()),
        };
        out += lead;
        for (number, part) in said.split(COMMAND).enumerate() {
            is_command ^= number > 0;
            let role = if is_command { Some(Role::Command) } else { role };
            out += &theme.paint_maybe(role, part);
        }
        out.truncate(out.trim_end_matches(' ').len());
        out.push('\n');
    }
    out
}

/// `text` in lines of at most `width` columns, the first after `first`, the others after
/// `rest`. Lines end at spaces, and at no-break spaces only in words that are too wide for
/// a line; what is still too wide is divided.
pub fn wrap(text: &str, width: usize, first: &str, rest: &str) -> Vec<String> {
    let options = Options::new(width.max(1))
        .initial_indent(first)
        .subsequent_indent(rest)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation);
    if !text.contains(NO_BREAK) {
        return textwrap::wrap(text, options).into_iter().map(Cow::into_owned).collect();
    }
    let room = width.saturating_sub(rest.width());
    let word = |word: &str| match word {
        wide if wide.width() > room => wide.replace(NO_BREAK, " "),
        word => word.to_owned(),
    };
    let text = text.split(' ').map(word).collect::<Vec<_>>().join(" ");
    let lines = textwrap::wrap(&text, options).into_iter();
    lines.map(|line| line.replace(NO_BREAK, " ")).collect()
}

/// Commands between marks in place of their backticks, each held together.
fn hold_commands(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (number, part) in text.split('`').enumerate() {
        if number > 0 {
            out.push(COMMAND);
        }
        if number % 2 == 1 {
            out += &part.replace(' ', NO_BREAK);
        } else {
            out += part;
        }
    }
    out
}

/// A text without the backticks of its commands, each held together.
pub fn plain_commands(text: &str) -> String {
    hold_commands(text).replace(COMMAND, "")
}

/// `text` in the characters that may be used.
pub fn to_ascii(theme: &Theme, text: &str) -> String {
    if !theme.is_ascii() {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{a0}' | COMMAND => out.push(c),
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
        assert_eq!(plain(20, wide, "Staying active."), "  ●●● strong Staying\n     active.\n");
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
        assert!(coloured.contains("(\u{1b}[1mbackcare tips urgent\u{1b}[0m)."));
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
