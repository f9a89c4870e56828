//! Text from a log is hostile until it has been through here.

use std::borrow::Cow;

/// `text` for a terminal: control characters and characters that reorder or
/// hide text become visible `\u{…}`; tabs and line ends a space.
#[must_use]
pub fn for_terminal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' | '\n' | '\r' => out.push(' '),
            c if is_unsafe(c) => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    out
}

/// `text` for a Markdown document: safe for a terminal, and with markup, HTML
/// and table bars escaped.
#[must_use]
pub fn for_markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in for_terminal(text).chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            c if c.is_ascii_punctuation() && !matches!(c, ',' | '/' | '%' | '\'' | '"' | ';') => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

/// `text` for a CSV that a spreadsheet may open: what it would run as a formula
/// gets an apostrophe in front (OWASP, CSV injection).
#[must_use]
pub fn for_spreadsheet(text: &str) -> Cow<'_, str> {
    // Some programs skip leading spaces before they look for the sign.
    if text.trim_start().starts_with([
        '=', '+', '-', '@', '\t', '\r', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}',
    ]) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Controls (C0, DEL, C1), bidirectional overrides and isolates, line and
/// paragraph separators, zero-width characters, tags and interlinear marks.
fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_reaches_the_terminal_that_could_drive_it() {
        let hostile = "a\u{1b}[31m\u{7}\u{9b}2J\u{202e}b\u{200b}\tc\nd\u{0}";
        let shown = for_terminal(hostile);
        assert_eq!(
            shown,
            "a\\u{1b}[31m\\u{7}\\u{9b}2J\\u{202e}b\\u{200b} c d\\u{0}"
        );
        assert_eq!(for_terminal("größer ← 膝 😀"), "größer ← 膝 😀");
    }

    #[test]
    fn a_spreadsheet_runs_no_note() {
        for (text, shown) in [
            ("=1+1", "'=1+1"),
            ("  @SUM(A1)", "'  @SUM(A1)"),
            ("-2 today", "'-2 today"),
            ("stiff", "stiff"),
            ("", ""),
        ] {
            assert_eq!(for_spreadsheet(text), shown);
        }
    }

    #[test]
    fn markdown_shows_markup_as_text() {
        assert_eq!(
            for_markdown("<b>|*x*| [a](b) & 50%"),
            "&lt;b&gt;\\|\\*x\\*\\| \\[a\\]\\(b\\) &amp; 50%"
        );
    }
}
