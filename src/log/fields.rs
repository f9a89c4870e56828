//! CSV (RFC 4180), one line at a time: a line into its fields, and fields into a line.
//!
//! One physical line is one row, so no reader may run on from a torn quote into the lines
//! after it.

/// Stands in the field that shows whether the quotes of a line are closed.
const END: u8 = b'.';

/// Splits lines into fields; keeps its memory from one line to the next.
pub struct Splitter {
    separator: u8,
    /// For lines that hold a quote; made for the first of them, as that takes a while.
    reader: Option<csv_core::Reader>,
    text: Vec<u8>,
    ends: Vec<usize>,
}

impl Splitter {
    /// For files with this separator.
    pub fn new(separator: u8) -> Self {
        Self { separator, reader: None, text: Vec::new(), ends: Vec::new() }
    }

    /// Passes on each field of a line without its end, with its index from 0. Whether the
    /// line's quotes are closed; if not, what was passed on is not to be used.
    pub fn each(&mut self, line: &[u8], mut field: impl FnMut(usize, &[u8])) -> bool {
        if memchr::memchr(b'"', line).is_none() {
            let fields = line.split(|byte| *byte == self.separator);
            fields.enumerate().for_each(|(index, text)| field(index, text));
            return true;
        }
        // An odd quote may have swallowed the fields between it and the one that was meant to
        // close it.
        if memchr::memchr_iter(b'"', line).count() % 2 == 1 {
            return false;
        }
        // One more field, which an open quote would swallow; and one before the first, as the
        // reader drops a byte order mark from the first bytes that it gets.
        let mut whole = vec![END, self.separator];
        without_blanks_before_quotes(line, self.separator, &mut whole);
        whole.extend([self.separator, END]);
        self.text.resize(whole.len(), 0);
        self.ends.resize(whole.len() + 1, 0);
        let reader = self.reader.get_or_insert_with(|| {
            let mut builder = csv_core::ReaderBuilder::new();
            builder.delimiter(self.separator).terminator(csv_core::Terminator::Any(b'\n')).build()
        });
        let (_, _, written, ended) = reader.read_record(&whole, &mut self.text, &mut self.ends);
        let (text, ends) = (&mut self.text[written..], &mut self.ends[ended..]);
        let (_, _, _, last) = reader.read_record(b"", text, ends);
        let [first, ends @ .., end] = &self.ends[..ended + last] else {
            return false;
        };
        let mut start = *first;
        for (index, end) in ends.iter().enumerate() {
            field(index, self.text.get(start..*end).unwrap_or_default());
            start = *end;
        }
        self.text.get(start..*end) == Some(&[END])
    }

    /// The fields of a line without its end; `None` where a quote is not closed.
    pub fn split(&mut self, line: &[u8]) -> Option<Vec<Vec<u8>>> {
        let mut fields = Vec::new();
        self.each(line, |_, field| fields.push(field.to_owned())).then_some(fields)
    }
}

/// Adds `a, "b, c"` to `out` as `a,"b, c"`: with a blank before it a quote would be text.
fn without_blanks_before_quotes(line: &[u8], separator: u8, out: &mut Vec<u8>) {
    let (mut field, mut is_quoted) = (out.len(), false);
    for byte in line {
        if *byte == b'"' {
            if !is_quoted && out.iter().skip(field).all(|byte| *byte == b' ') {
                out.truncate(field);
            }
            is_quoted = !is_quoted;
        }
        out.push(*byte);
        if *byte == separator && !is_quoted {
            field = out.len();
        }
    }
}

/// Fields as one line without its end, with quotes where they are needed.
pub fn record<T: AsRef<[u8]>>(fields: impl IntoIterator<Item = T>, separator: u8) -> Vec<u8> {
    let mut line = records([fields], separator, b"\n");
    line.pop();
    line
}

/// The same of several rows, each with this end.
pub fn records<T: AsRef<[u8]>, R: IntoIterator<Item = T>>(
    rows: impl IntoIterator<Item = R>,
    separator: u8,
    line_end: &[u8],
) -> Vec<u8> {
    let is_crlf = line_end == b"\r\n";
    let terminator = if is_crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
    let mut writer = csv::WriterBuilder::new();
    // The usual buffer, 8 KiB, takes longer to make than a line.
    writer.buffer_capacity(256).delimiter(separator).terminator(terminator).flexible(true);
    let mut writer = writer.from_writer(Vec::new());
    for fields in rows {
        // It does not fail: the lines are in memory.
        let _ = writer.write_record(fields);
    }
    writer.into_inner().unwrap_or_default()
}

/// Whether git has put the line around a side of a conflict: seven times one of four signs.
pub fn is_of_conflict(line: &[u8]) -> bool {
    let (start, sign) = (line.get(..7).unwrap_or_default(), line.first());
    matches!(sign, Some(b'<' | b'|' | b'=' | b'>'))
        && start.iter().all(|it| Some(it) == sign)
        && line.get(7).is_none_or(u8::is_ascii_whitespace)
}

/// The longest text that a message quotes, in characters.
const MOST: usize = 60;

/// `bytes` as text for a message: what is not UTF-8 becomes `\u{fffd}`, and a
/// long one is cut.
pub fn quoted(bytes: &[u8]) -> String {
    // Four bytes a character at most, so this prefix is always enough.
    let head = bytes.get(..MOST * 4 + 4).unwrap_or(bytes);
    let text = String::from_utf8_lossy(head);
    let text = text.trim();
    match text.char_indices().nth(MOST) {
        Some((cut, _)) => format!("{}…", text.get(..cut).unwrap_or_default()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn split(line: &str) -> Option<Vec<String>> {
        let fields = Splitter::new(b',').split(line.as_bytes())?;
        Some(fields.into_iter().map(|field| String::from_utf8(field).unwrap()).collect())
    }

    #[test]
    fn quotes_are_read_as_people_write_them() {
        for (line, expected) in [
            ("a,\"b, c\",d", Some(vec!["a", "b, c", "d"])),
            ("a,\"b \"\"c\"\"\"", Some(vec!["a", "b \"c\""])),
            ("a,  \"b, c\"", Some(vec!["a", "b, c"])),
            ("a,\"x, \"\" \"\"\",c", Some(vec!["a", "x, \" \"", "c"])),
            ("a \"b\" c,d", Some(vec!["a \"b\" c", "d"])),
            ("\"\",\"\"", Some(vec!["", ""])),
            ("\u{feff}a,\"b\"", Some(vec!["\u{feff}a", "b"])),
            ("a,\"b", None),
            ("x\"y,\"z", None),
        ] {
            let expected = expected.map(|it| it.into_iter().map(str::to_owned).collect());
            assert_eq!(split(line), expected, "{line}");
        }
    }

    proptest! {
        #[test]
        fn fields_come_back_from_a_line(
            fields in proptest::collection::vec("[^\r\n]{0,6}", 2..6),
            separator in prop_oneof![Just(b','), Just(b';'), Just(b'\t')],
        ) {
            let line = record(&fields, separator);
            let back = Splitter::new(separator).split(&line).unwrap();
            let fields: Vec<Vec<u8>> = fields.into_iter().map(String::into_bytes).collect();
            prop_assert_eq!(back, fields);
        }
    }
}
