//! Single fields of a line by their place: read without their quotes, and
//! replaced without touching a byte of the others.

use std::ops::Range;

use super::header::{BOM, Header, without_line_end};
use super::split::Splitter;

/// Takes lines of one file apart, whatever their columns mean.
pub struct Cells {
    splitter: Splitter,
    separator: u8,
}

impl Cells {
    /// For the lines of the file with that header.
    #[must_use]
    pub fn of(header: &Header) -> Self {
        Self {
            splitter: Splitter::new(header.separator()),
            separator: header.separator(),
        }
    }

    /// The fields of `line`, given with or without its line end, as they are
    /// between their quotes; `None` where a quote is not closed.
    pub fn read(&mut self, line: &[u8]) -> Option<Vec<Vec<u8>>> {
        let fields = self.splitter.split(without_line_end(line)).ok()?;
        Some(fields.iter().map(<[u8]>::to_vec).collect())
    }

    /// `line` with other texts in some of its fields, each given by its place
    /// from 0; every other byte stays. Places beyond the line are left out.
    #[must_use]
    pub fn replaced(&self, line: &[u8], texts: &[(usize, Vec<u8>)]) -> Vec<u8> {
        let end = without_line_end(line).len();
        let spans = self.spans(line.get(..end).unwrap_or_default());
        let mut new = Vec::with_capacity(line.len());
        let mut copied = 0;
        for (index, span) in spans.into_iter().enumerate() {
            let Some((_, text)) = texts.iter().find(|(place, _)| *place == index) else {
                continue;
            };
            new.extend_from_slice(line.get(copied..span.start).unwrap_or_default());
            new.extend_from_slice(&quoted(text, self.separator));
            copied = span.end;
        }
        new.extend_from_slice(line.get(copied..).unwrap_or_default());
        new
    }

    /// Where the fields are, quotes included. A quote counts only where a
    /// field begins with it, as in the csv parser.
    fn spans(&self, text: &[u8]) -> Vec<Range<usize>> {
        let mut spans = Vec::new();
        let mut start = 0;
        let mut within_quotes = false;
        let mut at = 0;
        while let Some(byte) = text.get(at) {
            match byte {
                b'"' if within_quotes && text.get(at + 1) == Some(&b'"') => at += 1,
                b'"' if within_quotes => within_quotes = false,
                b'"' if at == start => within_quotes = true,
                byte if *byte == self.separator && !within_quotes => {
                    spans.push(start..at);
                    start = at + 1;
                }
                _ => {}
            }
            at += 1;
        }
        spans.push(start..text.len());
        spans
    }
}

impl Header {
    /// The columns' names, known or not, without quotes and the spaces around
    /// them.
    #[must_use]
    pub fn names(&self) -> Vec<Vec<u8>> {
        let line = self.bytes();
        let text = line.strip_prefix(BOM).unwrap_or(line);
        let names = Cells::of(self).read(text).unwrap_or_default();
        names
            .into_iter()
            .map(|name| name.trim_ascii().to_vec())
            .collect()
    }
}

/// `text` as a field, in quotes where it needs them.
pub(super) fn quoted(text: &[u8], separator: u8) -> Vec<u8> {
    let special = |byte: &u8| *byte == separator || matches!(byte, b'"' | b'\r' | b'\n');
    if !text.iter().any(special) {
        return text.to_vec();
    }
    let mut field = vec![b'"'];
    for byte in text {
        if *byte == b'"' {
            field.push(b'"');
        }
        field.push(*byte);
    }
    field.push(b'"');
    field
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cells() -> Cells {
        Cells::of(&Header::parse(b"date,pain,note\n").unwrap())
    }

    #[test]
    fn other_fields_keep_their_quotes() {
        let line = b"20.11.2026, 4 ,\"a, \"\"b\"\"\",\"\"\r\n";
        let new = cells().replaced(line, &[(0, b"2026-11-20".to_vec())]);
        assert_eq!(new, b"2026-11-20, 4 ,\"a, \"\"b\"\"\",\"\"\r\n");
        let new = cells().replaced(line, &[(2, b"x,\"y".to_vec()), (9, b"z".to_vec())]);
        assert_eq!(new, b"20.11.2026, 4 ,\"x,\"\"y\",\"\"\r\n");
    }

    #[test]
    fn names_come_without_quotes_and_the_mark_before_them() {
        let header = Header::parse(b"\xef\xbb\xbf\"date\", pain ,Mood\r\n").unwrap();
        assert_eq!(header.names(), [&b"date"[..], b"pain", b"Mood"]);
    }

    proptest! {
        #[test]
        fn a_replaced_field_is_read_back_and_no_other_changes(
            line in "[a,\" ;x]{0,24}", index in 0usize..6, text in "[a,\"; ]{0,6}"
        ) {
            let mut cells = cells();
            let line = format!("{line}\n").into_bytes();
            // Half of a pair of stray quotes must not go: the other would be left open.
            let is_stray = |before: &[Vec<u8>]| before.get(index).is_some_and(|text| text.contains(&b'"'));
            if let Some(before) = cells.read(&line).filter(|before| !is_stray(before)) {
                let new = cells.replaced(&line, &[(index, text.clone().into_bytes())]);
                let after = cells.read(&new).unwrap();
                prop_assert_eq!(before.len(), after.len());
                for (place, (old, now)) in before.iter().zip(&after).enumerate() {
                    if place == index {
                        prop_assert_eq!(now.as_slice(), text.as_bytes());
                    } else {
                        prop_assert_eq!(old, now);
                    }
                }
            }
        }
    }
}
