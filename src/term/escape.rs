//! Text from a log is hostile until it has been through here.

use std::fmt::Write as _;

/// `text` for a terminal: control characters and characters that reorder or
/// hide text become visible `\u{…}`; tabs and line ends a space.
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

/// A JSON document whose strings cannot drive a terminal either: what a terminal
/// could act on becomes a JSON escape. The line ends between values stay.
pub fn for_json(text: String) -> String {
    let unsafe_here = |c: char| c != '\n' && is_unsafe(c);
    if !text.contains(unsafe_here) {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if unsafe_here(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(c);
        }
    }
    out
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
        assert_eq!(for_terminal("größer ← 膝 😀"), "größer ← 膝 😀");
    }

    #[test]
    fn json_stays_json_and_drives_no_terminal() {
        let hostile = "a\u{9b}2J\u{202e}b\u{e0041}\u{1b}\u{7f}";
        let json = for_json(serde_json::to_string_pretty(&[hostile]).unwrap());
        assert!(json.chars().all(|c| c == '\n' || !is_unsafe(c)), "{json}");
        let read: Vec<String> = serde_json::from_str(&json).unwrap();
        assert_eq!(read, [hostile]);
    }
}
