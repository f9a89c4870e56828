//! A table of values with commas, semicolons or tabs between: its header, and its rows as
//! records. What the columns mean is not known here.

use std::borrow::Cow;

use csv::ByteRecord;

use super::values::Moment;
use super::{Failure, Record};
use crate::domain::DayOrder;

/// Reads a row; it gives nothing where it says nothing.
pub type Read<'a> = &'a mut dyn FnMut(&Row<'_>) -> Result<Option<(Moment, Record)>, String>;

/// Called with what each row gives, and its line.
pub type Take<'a> = &'a mut dyn FnMut(u64, Result<Record, String>);

/// A table that is held in memory.
pub struct Table<'a> {
    bytes: &'a [u8],
    separator: u8,
    /// The first row, which mostly names the columns.
    pub header: Vec<String>,
    /// The second row; empty where there is none.
    pub first: Vec<String>,
}

/// A row; a column that it has not is empty.
pub struct Row<'a>(&'a ByteRecord);

impl Row<'_> {
    /// A field without blanks at its ends. What is not UTF-8 is taken for Latin-1, which
    /// spreadsheets write.
    pub fn get(&self, column: usize) -> Cow<'_, str> {
        text(self.0.get(column).unwrap_or_default().trim_ascii())
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    fn is_blank(&self) -> bool {
        self.0.iter().all(|field| field.trim_ascii().is_empty())
    }
}

fn text(bytes: &[u8]) -> Cow<'_, str> {
    match str::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(_) => bytes.iter().copied().map(char::from).collect::<String>().into(),
    }
}

impl<'a> Table<'a> {
    /// Reads the first two rows.
    pub fn new(bytes: &'a [u8]) -> Result<Self, Failure> {
        if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
            return Err("it is text in UTF-16; save it as CSV in UTF-8".into());
        }
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        if bytes.trim_ascii().is_empty() {
            return Err("it is empty".into());
        }
        let line = bytes.split(|byte| *byte == b'\n').next().unwrap_or(bytes);
        if bytes.contains(&0) {
            return Err(Failure::Other("it is no text, and of no format that is known".to_owned()));
        }
        // Of separators that are as frequent the first one is taken.
        let often = |separator: &u8| memchr::memchr_iter(*separator, line).count();
        let separator = [b'\t', b';', b','].into_iter().max_by_key(often).unwrap_or(b',');
        let mut table = Self { bytes, separator, header: Vec::new(), first: Vec::new() };
        let mut reader = table.reader();
        let mut row = ByteRecord::new();
        for fields in [&mut table.header, &mut table.first] {
            if reader.read_byte_record(&mut row).map_err(|error| error.to_string())? {
                *fields = row.iter().map(|field| text(field.trim_ascii()).into_owned()).collect();
            }
        }
        Ok(table)
    }

    fn reader(&self) -> csv::Reader<&'a [u8]> {
        let mut builder = csv::ReaderBuilder::new();
        builder.delimiter(self.separator).has_headers(false).flexible(true).from_reader(self.bytes)
    }

    /// The csv crate takes a quote that is not closed for one that is.
    pub fn refuse_open_quote(&self) -> Result<(), Failure> {
        if memchr::memchr_iter(b'"', self.bytes).count() % 2 == 1 {
            return Err("a quote in it is not closed; was it cut?".into());
        }
        Ok(())
    }

    /// Whether a row is so.
    pub fn any(&self, is_so: &mut dyn FnMut(&Row<'_>) -> bool) -> bool {
        let (mut reader, mut row) = (self.reader(), ByteRecord::new());
        while matches!(reader.read_byte_record(&mut row), Ok(true)) {
            if is_so(&Row(&row)) {
                return true;
            }
        }
        false
    }

    /// Reads each row but the first `skipped` with `read`, and hands it to `take` with its line. `is_utc`: a moment that names no zone is
    /// UTC.
    pub fn records(
        &self,
        skipped: usize,
        is_utc: bool,
        read: Read<'_>,
        take: Take<'_>,
    ) -> Result<(), Failure> {
        let (mut reader, mut row) = (self.reader(), ByteRecord::new());
        let (mut open, mut order) = (Vec::new(), DayOrder::default());
        let (mut at, mut width) = (0, 0);
        while reader.read_byte_record(&mut row).map_err(|error| error.to_string())? {
            at += 1;
            width = row.len();
            if at <= skipped || Row(&row).is_blank() {
                continue;
            }
            let line = row.position().map_or(0, csv::Position::line);
            match read(&Row(&row)) {
                Err(why) => take(line, Err(why)),
                Ok(None) => {}
                Ok(Some((moment, record))) => {
                    order.add(moment.order);
                    if moment.is_open() {
                        open.push((line, moment, record));
                    } else {
                        take(line, started(record, &moment, order, is_utc));
                    }
                }
            }
        }
        // A file that was cut ends within a row.
        if !self.bytes.ends_with(b"\n") && width < self.header.len() {
            let columns = self.header.len();
            return Err(
                format!("its last row has {width} of {columns} columns; was it cut?").into()
            );
        }
        for (line, moment, record) in open {
            take(line, started(record, &moment, order, is_utc));
        }
        Ok(())
    }
}

fn started(
    record: Record,
    moment: &Moment,
    order: DayOrder,
    is_utc: bool,
) -> Result<Record, String> {
    Ok(Record { start: moment.start(order, is_utc)?, ..record })
}

/// A text of a file as it may stand in a message.
pub fn shown(text: &str) -> String {
    const LONGEST: usize = 40;
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{:?}", format!("{}…", &text[..at])),
        None => format!("{text:?}"),
    }
}
