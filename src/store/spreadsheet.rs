//! Notes of an exported CSV: what a spreadsheet would run as a formula has an
//! apostrophe in front (OWASP, CSV injection), and is known again without it.

use std::borrow::Cow;

/// `text` for a CSV that a spreadsheet may open.
#[must_use]
pub fn for_spreadsheet(text: &str) -> Cow<'_, str> {
    if is_formula(text) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// `text` as it was before [`for_spreadsheet`].
pub(super) fn from_spreadsheet(text: &str) -> &str {
    text.strip_prefix('\'')
        .filter(|rest| is_formula(rest))
        .unwrap_or(text)
}

fn is_formula(text: &str) -> bool {
    // Some programs skip leading spaces before they look for the sign.
    text.trim_start().starts_with([
        '=', '+', '-', '@', '\t', '\r', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}',
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spreadsheet_runs_no_note_and_the_note_is_known_again() {
        for (text, shown) in [
            ("=1+1", "'=1+1"),
            ("  @SUM(A1)", "'  @SUM(A1)"),
            ("-2 today", "'-2 today"),
            ("stiff", "stiff"),
            ("", ""),
        ] {
            assert_eq!(for_spreadsheet(text), shown);
            assert_eq!(from_spreadsheet(shown), text);
        }
        assert_eq!(from_spreadsheet("'tis stiff"), "'tis stiff");
    }
}
