//! Text from a log is hostile until it has been through here.

use std::fmt::Write as _;

/// `text` for a terminal: control characters and characters that reorder or
/// hide text become visible `\u{…}`; tabs and line ends a space.
pub fn for_terminal(text: &str) -> String {
    escaped(text, |c, out| match c {
        '\t' | '\n' | '\r' => out.push(' '),
        c => out.extend(c.escape_unicode()),
    })
}

/// A JSON document whose strings cannot drive a terminal either: what a terminal
/// could act on becomes a JSON escape. The line ends between values stay.
pub fn for_json(text: &str) -> String {
    escaped(text, |c, out| {
        if c == '\n' {
            out.push(c);
        } else {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        }
    })
}

/// The text with what is unsafe written by `escape`. A joiner or a soft hyphen within a word,
/// as Persian, Hindi and emoji have them, is a part of it, and so are the tags of a flag.
fn escaped(text: &str, escape: impl Fn(char, &mut String)) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let is_harmless = match c {
            '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{2060}' => {
                is_of_word(before) && chars.peek().copied().is_some_and(is_of_word)
            }
            TAG_FIRST..=TAG_LAST => matches!(before, BLACK_FLAG | TAG_FIRST..=TAG_LAST),
            c => !is_unsafe(c),
        };
        if is_harmless {
            out.push(c);
            before = c;
        } else {
            escape(c, &mut out);
            before = ' ';
        }
    }
    out
}

/// The flags of England, Scotland and Wales are a black one with tags behind it.
const BLACK_FLAG: char = '\u{1f3f4}';
const TAG_FIRST: char = '\u{e0020}';
const TAG_LAST: char = '\u{e007f}';

/// Whether a character is a letter, a digit, an emoji or a mark on one.
fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || !c.is_ascii() && !c.is_whitespace() && !is_unsafe(c)
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
        assert_eq!(shown, "a\\u{1b}[31m\\u{7}\\u{9b}2J\\u{202e}b\\u{200b} c d\\u{0}");
        for honest in [
            "größer ← 膝 😀",
            "می\u{200c}خواهم",
            "क्\u{200d}ष",
            "👩\u{200d}⚕\u{fe0f} 🏃🏽\u{200d}♂\u{fe0f}",
            "Rücken\u{ad}schmerz",
            "🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
        ] {
            assert_eq!(for_terminal(honest), honest);
            assert_eq!(for_json(honest), honest);
        }
        for (hidden, shown) in [
            ("a\u{200d} b", "a\\u{200d} b"),
            ("\u{ad}a", "\\u{ad}a"),
            ("a\u{200d}\u{202e}b", "a\\u{200d}\\u{202e}b"),
            ("a\u{200d}\u{200d}b", "a\\u{200d}\\u{200d}b"),
            ("x\u{e0041}", "x\\u{e0041}"),
        ] {
            assert_eq!(for_terminal(hidden), shown);
        }
    }

    #[test]
    fn json_stays_json_and_drives_no_terminal() {
        let hostile = "a\u{9b}2J\u{202e}b\u{e0041}\u{1b}\u{7f}";
        let json = for_json(&serde_json::to_string_pretty(&[hostile]).unwrap());
        assert!(json.chars().all(|c| c == '\n' || !is_unsafe(c)), "{json}");
        let read: Vec<String> = serde_json::from_str(&json).unwrap();
        assert_eq!(read, [hostile]);
    }
}
