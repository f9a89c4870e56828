//! Looks at the lines of one file, twice: what the whole file tells decides
//! how a single field is read.

use std::collections::HashMap;

use chrono::{Datelike as _, NaiveDate};

use super::dates::{Days, Reading};
use super::finding::{Diagnosis, Finding, Kind};
use super::repair::Fix;
use crate::domain::FIRST_YEAR;
use crate::store::cells::Cells;
use crate::store::column::Column;
use crate::store::fault::{Fault, FaultKind, shown};
use crate::store::header::{Header, without_line_end};
use crate::store::line::{Content, Line};

/// What it has seen of one file, and what it has found.
pub(super) struct Doctor {
    header: Header,
    cells: Cells,
    /// Whether the file's decimals have a comma.
    comma: bool,
    today: NaiveDate,
    days: Days,
    /// An amount such as `2,5` was seen: here a comma is the decimal point.
    decimal_comma: bool,
    /// The first line of each text.
    seen: HashMap<Vec<u8>, u64>,
    diagnosis: Diagnosis,
}

impl Doctor {
    pub(super) fn new(header: Header, today: NaiveDate) -> Self {
        Self {
            cells: Cells::of(&header),
            comma: header.separator() == b';',
            header,
            today,
            days: Days::default(),
            decimal_comma: false,
            seen: HashMap::new(),
            diagnosis: Diagnosis::default(),
        }
    }

    /// The first look.
    pub(super) fn show(&mut self, line: &Line<'_>) {
        let fields = self.fields(line.bytes);
        for field in &fields {
            match field.column {
                Column::Date | Column::Began | Column::Seen => self.days.show(&field.text),
                Column::StretchMinutes | Column::ActivityMinutes | Column::DistanceKm => {
                    self.decimal_comma |= has_short_comma(&field.text);
                }
                _ => {}
            }
        }
    }

    /// The fields of known columns that hold text; none where a quote is open.
    fn fields(&mut self, line: &[u8]) -> Vec<Field> {
        let texts = self.cells.read(line).unwrap_or_default();
        let mut fields = Vec::new();
        for (index, text) in texts.into_iter().enumerate() {
            let column = self.header.columns().get(index).copied().flatten();
            if let (Some(column), Ok(text)) = (column, std::str::from_utf8(text.trim_ascii()))
                && !text.trim().is_empty()
            {
                fields.push(Field {
                    index,
                    column,
                    text: text.trim().to_owned(),
                });
            }
        }
        fields
    }

    /// Unknown columns that are known ones but for a slip.
    pub(super) fn look_at_the_header(&mut self) {
        for (index, name, meant) in self.header.unread_columns() {
            let meant = meant.name();
            self.found(Finding {
                line: Some(1),
                column: Some(index + 1),
                name: "",
                kind: Kind::Column,
                text: format!("{name:?} is not read; did you mean {meant}?"),
                becomes: None,
            });
        }
    }

    /// The second look.
    pub(super) fn look_at(&mut self, line: &Line<'_>) {
        if line.content == Content::Blank {
            return;
        }
        self.diagnosis.rows += 1;
        let mut mended: Vec<(usize, Vec<u8>)> = Vec::new();
        let mut explained: Vec<usize> = Vec::new();
        let fields = self.fields(line.bytes);
        for field in &fields {
            let found = self.look_at_field(field);
            let Some((kind, text, becomes)) = found else {
                continue;
            };
            explained.push(field.index + 1);
            if let Some(becomes) = &becomes {
                mended.push((field.index, becomes.clone().into_bytes()));
            }
            self.found(Finding {
                line: Some(line.number),
                column: Some(field.index + 1),
                name: field.column.name(),
                kind,
                text,
                becomes,
            });
        }
        if !mended.is_empty() {
            let new = self.cells.replaced(line.bytes, &mended);
            self.diagnosis.fixes.push(Fix {
                line: line.number,
                old: line.bytes.to_vec(),
                new,
            });
        }
        self.look_at_faults(line, &explained);
        self.look_at_row(line);
    }

    /// What is to be said of a field, and what it becomes.
    fn look_at_field(&self, field: &Field) -> Option<(Kind, String, Option<String>)> {
        let Field { column, text, .. } = field;
        let quoted = format!("{:?}", shown(text.as_bytes()));
        let read = column.canonical(text, self.comma);
        match column {
            Column::Date | Column::Began | Column::Seen if read.is_none() => {
                match self.days.read(text) {
                    // A year of two digits may be meant for another century.
                    Reading::Day(day) if day > self.today || day.year() < FIRST_YEAR => {
                        Some((Kind::Unreadable, format!("{quoted} would be {day}"), None))
                    }
                    Reading::Day(day) => Some((Kind::Rewritten, quoted, Some(day.to_string()))),
                    Reading::Either(days) => {
                        let days: Vec<_> = days.iter().map(ToString::to_string).collect();
                        let days = days.join(" or ");
                        let text = format!("{quoted} can be {days}; no other row tells which");
                        Some((Kind::Unreadable, text, None))
                    }
                    Reading::None => None,
                }
            }
            // What can be read is what somebody recorded, however large it is.
            Column::StretchMinutes | Column::ActivityMinutes | Column::DistanceKm
                if read.is_none() =>
            {
                let (whole, part) = text.split_once(',')?;
                let one_meaning = has_short_comma(text) || self.decimal_comma && part.len() == 3;
                let plain = column.canonical(&format!("{whole}.{part}"), false)?;
                one_meaning.then_some((Kind::Rewritten, quoted, Some(plain)))
            }
            Column::Time | Column::Pain => read
                .filter(|read| read != text)
                .map(|read| (Kind::Rewritten, quoted, Some(read))),
            _ => None,
        }
    }

    /// What the reader could not read, where nothing better was said of it.
    fn look_at_faults(&mut self, line: &Line<'_>, explained: &[usize]) {
        let faults: &[Fault] = match &line.content {
            Content::Row(row) => &row.faults,
            Content::Unreadable(fault) => std::slice::from_ref(fault),
            Content::Blank => &[],
        };
        for fault in faults {
            if fault
                .column
                .is_some_and(|column| explained.contains(&column))
            {
                continue;
            }
            let kind = match fault.kind {
                FaultKind::Unreadable(_) => Kind::Unreadable,
                FaultKind::UnknownSymptom(_) => Kind::Unknown,
                FaultKind::SymptomSeparator => Kind::Separator,
            };
            self.found(Finding {
                line: Some(fault.line),
                column: fault.column,
                name: fault.of.map_or("", Column::name),
                kind,
                text: fault.why(),
                becomes: None,
            });
        }
    }

    /// Whether the day of a row can be right, and the row against all before it.
    fn look_at_row(&mut self, line: &Line<'_>) {
        let on_line = |kind, text| Finding {
            line: Some(line.number),
            column: None,
            name: "",
            kind,
            text,
            becomes: None,
        };
        if let Content::Row(row) = &line.content {
            let day = row.entry.date;
            if day > self.today {
                let text = format!("{day} is in the future");
                self.found(on_line(Kind::Date, text));
            } else if day.year() < FIRST_YEAR {
                let text = format!("{day} is before {FIRST_YEAR}");
                self.found(on_line(Kind::Date, text));
            }
            // The same stretch twice in one moment is two sets of it.
            let entry = &row.entry;
            if entry.pain.is_none() && entry.symptoms.is_empty() && entry.note.is_empty() {
                return;
            }
        }
        let text = without_line_end(line.bytes).to_vec();
        match self.seen.get(&text) {
            Some(first) => self.diagnosis.duplicates.push((line.number, *first)),
            None => {
                self.seen.insert(text, line.number);
            }
        }
    }

    /// All that was found.
    pub(super) fn done(self) -> Diagnosis {
        self.diagnosis
    }

    fn found(&mut self, finding: Finding) {
        self.diagnosis.findings.push(finding);
    }
}

/// A field of a known column.
struct Field {
    /// Its place, from 0.
    index: usize,
    column: Column,
    text: String,
}

/// `2,5` and `12,25`: with one or two digits after it, a comma separates no
/// thousands.
fn has_short_comma(text: &str) -> bool {
    text.split_once(',').is_some_and(|(whole, part)| {
        let digits =
            |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        digits(whole) && digits(part) && part.len() <= 2
    })
}
