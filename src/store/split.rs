//! One physical line into its fields: at the separators where there is no
//! quote, through the csv crate's own parser where there is one.

use std::ops::Range;

use csv_core::{ReadRecordResult, ReaderBuilder, Terminator};

/// Splits lines, with memory that it uses again for the next.
pub(super) struct Splitter {
    separator: u8,
    /// Made for the first line with a quote: its tables cost more than a
    /// short log takes to read.
    csv: Option<csv_core::Reader>,
    /// The line with a line feed, for the csv parser.
    line: Vec<u8>,
    /// The csv parser's output: the fields without their quotes, end to end.
    text: Vec<u8>,
    ends: Vec<usize>,
    /// Where the fields are, in the line itself or in `text`.
    spans: Vec<(usize, usize)>,
}

/// The fields of a line, without their quotes.
#[derive(Clone, Copy)]
pub(super) struct Fields<'a> {
    text: &'a [u8],
    spans: &'a [(usize, usize)],
}

/// A line with a quote that is not closed.
#[derive(Debug)]
pub(super) struct OpenQuote;

impl<'a> Fields<'a> {
    /// The field at `index`, from 0. A short row's missing fields are empty.
    pub(super) fn get(&self, index: usize) -> &'a [u8] {
        self.spans
            .get(index)
            .and_then(|&(start, end)| self.text.get(start..end))
            .unwrap_or_default()
    }

    /// All fields' bytes in one piece.
    pub(super) fn whole(&self) -> &'a [u8] {
        self.text
    }

    /// Where in [`whole`](Self::whole) the field at `index` is.
    pub(super) fn span(&self, index: usize) -> Range<usize> {
        self.spans
            .get(index)
            .map_or(0..0, |&(start, end)| start..end)
    }

    pub(super) fn len(&self) -> usize {
        self.spans.len()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &'a [u8]> {
        let all = *self;
        (0..self.len()).map(move |index| all.get(index))
    }
}

fn parser(separator: u8) -> csv_core::Reader {
    let mut parser = ReaderBuilder::new()
        .delimiter(separator)
        // The line end is cut off before; a stray CR is part of its field.
        .terminator(Terminator::Any(b'\n'))
        .build();
    // A byte order mark is text everywhere but at the start of the file, and the
    // parser drops it from its first record.
    let _ = parser.read_record(b"x\n", &mut [0; 2], &mut [0; 2]);
    parser
}

impl Splitter {
    pub(super) fn new(separator: u8) -> Self {
        Self {
            separator,
            csv: None,
            line: Vec::new(),
            text: Vec::new(),
            ends: Vec::new(),
            spans: Vec::new(),
        }
    }

    /// The fields of `line`, which comes without its line end.
    ///
    /// # Errors
    /// When a quote is not closed.
    pub(super) fn split<'a>(&'a mut self, line: &'a [u8]) -> Result<Fields<'a>, OpenQuote> {
        if line.contains(&b'"') {
            self.split_quoted(line)
        } else {
            Ok(self.split_plain(line))
        }
    }

    fn split_plain<'a>(&'a mut self, line: &'a [u8]) -> Fields<'a> {
        self.spans.clear();
        let mut start = 0;
        for (at, byte) in line.iter().enumerate() {
            if *byte == self.separator {
                self.spans.push((start, at));
                start = at + 1;
            }
        }
        self.spans.push((start, line.len()));
        Fields {
            text: line,
            spans: &self.spans,
        }
    }

    fn split_quoted(&mut self, line: &[u8]) -> Result<Fields<'_>, OpenQuote> {
        // An odd quote that the parser takes for text may have swallowed the
        // fields between it and the one that was meant to close it.
        let odd = line.iter().fold(false, |odd, byte| odd ^ (*byte == b'"'));
        if odd {
            return Err(OpenQuote);
        }
        self.line.clear();
        self.line.extend_from_slice(line);
        self.line.push(b'\n');
        // Neither fields nor separators can outgrow the line.
        let room = self.line.len() + 1;
        if self.text.len() < room {
            self.text.resize(room, 0);
            self.ends.resize(room, 0);
        }
        let csv = self.csv.get_or_insert_with(|| parser(self.separator));
        let (result, _, _, fields) = csv.read_record(&self.line, &mut self.text, &mut self.ends);
        // Within an open quote the line feed is text, and no record ends.
        if !matches!(result, ReadRecordResult::Record) {
            self.csv = None;
            return Err(OpenQuote);
        }
        self.spans.clear();
        let mut start = 0;
        for end in self.ends.iter().take(fields) {
            self.spans.push((start, *end));
            start = *end;
        }
        Ok(Fields {
            text: self.text.get(..start).unwrap_or_default(),
            spans: &self.spans,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_within_the_file_is_text() {
        let mut splitter = Splitter::new(b';');
        for line in ["\u{feff};\"a\"", "\"open", "\u{feff};\"a\"", "\u{feff};a"] {
            if let Ok(fields) = splitter.split(line.as_bytes()) {
                let fields: Vec<_> = fields.iter().collect();
                assert_eq!(fields, ["\u{feff}".as_bytes(), b"a"], "{line}");
            }
        }
    }
}
