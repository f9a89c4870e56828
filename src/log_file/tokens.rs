//! CSV (RFC 4180), one line at a time: a line into its fields, each with its text
//! and its place among the line's bytes, and fields into a line.

use std::ops::Range;

/// Splits lines; keeps its memory from one line to the next.
#[derive(Debug)]
pub struct Tokenizer {
    separator: u8,
    /// The fields' texts without quotes, where a line has any.
    text: Vec<u8>,
    /// Where each field's text is.
    spans: Vec<Range<usize>>,
    /// Where each field is in the line, quotes included, where a line has any.
    places: Vec<Range<usize>>,
}

/// The fields of a line.
#[derive(Clone, Copy)]
pub struct Fields<'a> {
    /// What `spans` are places in: the line itself where it has no quote.
    text: &'a [u8],
    /// Where each field's text is.
    spans: &'a [Range<usize>],
    places: &'a [Range<usize>],
}

impl<'a> Fields<'a> {
    /// The text of field `index`, from 0; nothing where the line is shorter.
    pub fn get(&self, index: usize) -> &'a [u8] {
        let span = self.spans.get(index).cloned().unwrap_or_default();
        self.text.get(span).unwrap_or_default()
    }

    /// How many there are; at least one.
    pub const fn len(&self) -> usize {
        self.spans.len()
    }

    /// The texts, in order.
    pub fn iter(&self) -> impl Iterator<Item = &'a [u8]> {
        let all = *self;
        (0..self.len()).map(move |index| all.get(index))
    }

    /// `line`, which these are the fields of, with other texts in some of them;
    /// not a byte of the others changes.
    pub fn replaced(&self, line: &[u8], separator: u8, texts: &[(usize, String)]) -> Vec<u8> {
        let mut new = Vec::with_capacity(line.len());
        let mut copied = 0;
        for (index, place) in self.places.iter().enumerate() {
            if let Some((_, text)) = texts.iter().find(|(at, _)| *at == index) {
                new.extend_from_slice(&line[copied..place.start]);
                new.extend(record([text], separator));
                copied = place.end;
            }
        }
        new.extend_from_slice(&line[copied..]);
        new
    }
}

/// The fields of a line, in order, as long as the text of each stands in the line as it
/// is: up to one with a quote in its text, or that is not closed.
pub struct PlainFields<'a> {
    separator: u8,
    rest: Option<&'a [u8]>,
    /// It ended before such a field.
    pub is_cut: bool,
}

impl<'a> PlainFields<'a> {
    /// Those of a line without its end.
    pub const fn of(line: &'a [u8], separator: u8) -> Self {
        Self { separator, rest: Some(line), is_cut: false }
    }

    /// The text of a field with quotes around it and none within; its first quote is at
    /// `at`.
    #[inline(never)]
    fn quoted(&mut self, field: &'a [u8], at: usize) -> Option<&'a [u8]> {
        let text = field.get(1..).filter(|_| at == 0).unwrap_or_default();
        let end = memchr::memchr(b'"', text);
        self.rest = match end.and_then(|end| text.get(end + 1..)) {
            Some([]) => None,
            Some([separator, rest @ ..]) if *separator == self.separator => Some(rest),
            _ => {
                (self.rest, self.is_cut) = (None, true);
                return None;
            }
        };
        text.get(..end?)
    }
}

impl<'a> Iterator for PlainFields<'a> {
    type Item = &'a [u8];

    #[expect(clippy::inline_always, reason = "a call for each field takes a sixth of a read")]
    #[inline(always)]
    fn next(&mut self) -> Option<&'a [u8]> {
        let rest = self.rest?;
        // Most fields of most rows are empty.
        if let [first, rest @ ..] = rest
            && *first == self.separator
        {
            self.rest = Some(rest);
            return Some(b"");
        }
        let mut end = 0;
        while let Some(word) = rest.get(end..).and_then(<[u8]>::first_chunk) {
            let word = u64::from_le_bytes(*word);
            let (separators, quotes) = (marks(word, self.separator), marks(word, b'"'));
            let first = |marks: u64| marks.trailing_zeros() as usize / 8;
            if first(quotes) < first(separators) {
                return self.quoted(rest, end + first(quotes));
            }
            end += first(separators);
            if separators != 0 {
                self.rest = rest.get(end + 1..);
                return rest.get(..end);
            }
        }
        while let Some(byte) = rest.get(end).filter(|byte| **byte != self.separator) {
            if *byte == b'"' {
                return self.quoted(rest, end);
            }
            end += 1;
        }
        self.rest = rest.get(end + 1..);
        rest.get(..end)
    }
}

impl Tokenizer {
    /// For files with this separator.
    pub const fn new(separator: u8) -> Self {
        Self { separator, text: Vec::new(), spans: Vec::new(), places: Vec::new() }
    }

    /// The fields of a line without its end; `None` where a quote is not closed.
    pub fn split<'a>(&'a mut self, line: &'a [u8]) -> Option<Fields<'a>> {
        if memchr::memchr(b'"', line).is_some() {
            return self.split_quoted(line);
        }
        self.spans.clear();
        let mut start = 0;
        for field in PlainFields::of(line, self.separator) {
            self.spans.push(start..start + field.len());
            start += field.len() + 1;
        }
        Some(Fields { text: line, spans: &self.spans, places: &self.spans })
    }

    /// The same of a line that has quotes.
    pub fn split_quoted(&mut self, line: &[u8]) -> Option<Fields<'_>> {
        #[derive(PartialEq)]
        enum State {
            Start,
            Plain,
            Quoted,
            /// After a quote within quotes: the closing one, or the first of two.
            Quote,
        }
        // An odd quote that counts as text may have swallowed the fields between it
        // and the one that was meant to close it.
        if line.iter().fold(false, |odd, byte| odd ^ (*byte == b'"')) {
            return None;
        }
        self.text.clear();
        self.spans.clear();
        self.places.clear();
        let (mut state, mut place, mut span) = (State::Start, 0, 0);
        for (at, byte) in line.iter().enumerate() {
            state = match (state, *byte) {
                (State::Start, b'"') => State::Quoted,
                (State::Quoted, b'"') => State::Quote,
                (State::Start | State::Plain | State::Quote, byte) if byte == self.separator => {
                    self.places.push(place..at);
                    self.spans.push(span..self.text.len());
                    (place, span) = (at + 1, self.text.len());
                    State::Start
                }
                (state, byte) => {
                    self.text.push(byte);
                    match state {
                        State::Quoted => State::Quoted,
                        State::Quote if byte == b'"' => State::Quoted,
                        _ => State::Plain,
                    }
                }
            };
        }
        self.places.push(place..line.len());
        self.spans.push(span..self.text.len());
        (state != State::Quoted).then_some(Fields {
            text: &self.text,
            spans: &self.spans,
            places: &self.places,
        })
    }
}

/// The bytes of a word that are `byte`, each marked by its highest bit. Sums within a byte
/// carry nothing into the next, so that every mark is right (Warren, Hacker's Delight, 6-1).
const fn marks(word: u64, byte: u8) -> u64 {
    const LOW: u64 = u64::from_ne_bytes([0x7f; 8]);
    let differs = word ^ u64::from_ne_bytes([byte; 8]);
    !(((differs & LOW) + LOW) | differs | LOW)
}

/// Fields as one line without its end, with quotes where they are needed.
pub fn record<T: AsRef<[u8]>>(fields: impl IntoIterator<Item = T>, separator: u8) -> Vec<u8> {
    let mut line = Vec::new();
    let special = |byte: &u8| *byte == separator || matches!(byte, b'"' | b'\r' | b'\n');
    for (index, field) in fields.into_iter().enumerate() {
        let field = field.as_ref();
        if index > 0 {
            line.push(separator);
        }
        if !field.iter().any(special) {
            line.extend_from_slice(field);
            continue;
        }
        line.push(b'"');
        for byte in field {
            line.extend(std::iter::repeat_n(*byte, 1 + usize::from(*byte == b'"')));
        }
        line.push(b'"');
    }
    line
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn split(line: &[u8]) -> Option<Vec<Vec<u8>>> {
        let mut tokenizer = Tokenizer::new(b',');
        let fields = tokenizer.split(line)?;
        Some(fields.iter().map(<[u8]>::to_vec).collect())
    }

    fn replaced(line: &[u8], texts: &[(usize, String)]) -> Vec<u8> {
        let mut tokenizer = Tokenizer::new(b',');
        tokenizer.split(line).unwrap().replaced(line, b',', texts)
    }

    #[test]
    fn other_fields_keep_their_quotes() {
        let line = b"20.11.2026, 4 ,\"a, \"\"b\"\"\",\"\"";
        let new = replaced(line, &[(0, "2026-11-20".to_owned())]);
        assert_eq!(new, b"2026-11-20, 4 ,\"a, \"\"b\"\"\",\"\"");
        let new = replaced(line, &[(2, "x,\"y".to_owned()), (9, "z".to_owned())]);
        assert_eq!(new, b"20.11.2026, 4 ,\"x,\"\"y\",\"\"");
    }

    /// The fields as the csv crate sees them, reading nothing but this line.
    fn through_csv(line: &[u8], separator: u8) -> Vec<Vec<u8>> {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(separator)
            .terminator(csv::Terminator::Any(b'\n'))
            .from_reader(line);
        let mut record = csv::ByteRecord::new();
        assert!(reader.read_byte_record(&mut record).unwrap());
        record.iter().map(<[u8]>::to_vec).collect()
    }

    proptest! {
        #[test]
        fn a_line_has_the_fields_that_the_csv_crate_finds(
            line in "[ab,;\t \"\r0é]{1,24}",
            separator in prop_oneof![Just(b','), Just(b';'), Just(b'\t')],
        ) {
            let mut plain = PlainFields::of(line.as_bytes(), separator);
            let fields: Vec<_> = plain.by_ref().map(<[u8]>::to_vec).collect();
            if plain.is_cut {
                prop_assert!(line.contains('"'));
            } else {
                prop_assert_eq!(fields, through_csv(line.as_bytes(), separator));
            }
            let mut tokenizer = Tokenizer::new(separator);
            let _ = tokenizer.split(b"\"left,over\",\"x");
            match tokenizer.split(line.as_bytes()) {
                Some(fields) => {
                    let ours: Vec<_> = fields.iter().map(<[u8]>::to_vec).collect();
                    prop_assert_eq!(ours, through_csv(line.as_bytes(), separator));
                }
                None => prop_assert!(line.contains('"')),
            }
        }

        #[test]
        fn a_record_is_what_the_csv_crate_writes(
            fields in proptest::collection::vec("[ab,;\t \"\r\n=é]{0,6}", 2..6),
            separator in prop_oneof![Just(b','), Just(b';'), Just(b'\t')],
        ) {
            let mut writer = csv::WriterBuilder::new().delimiter(separator).from_writer(Vec::new());
            writer.write_record(&fields).unwrap();
            let mut ours = record(&fields, separator);
            ours.push(b'\n');
            prop_assert_eq!(ours, writer.into_inner().unwrap());
        }

        #[test]
        fn a_replaced_field_is_read_back_and_no_other_changes(
            line in "[a,\" ;x]{0,24}", index in 0usize..6, text in "[a,\"; ]{0,6}"
        ) {
            // Half of a pair of stray quotes must not go: the other would be left open.
            let is_stray = |before: &[Vec<u8>]| before.get(index).is_some_and(|text| text.contains(&b'"'));
            if let Some(before) = split(line.as_bytes()).filter(|before| !is_stray(before)) {
                let after = split(&replaced(line.as_bytes(), &[(index, text.clone())])).unwrap();
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
