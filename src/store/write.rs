//! Entries into lines, in the file's own columns, separator and line end.

use csv::{Terminator, WriterBuilder};

use super::append::TimeOfDay;
use super::column::Column;
use super::header::{Header, LineEnd};
use crate::domain::{Entry, format_time};

impl Header {
    /// The columns that `entries` have a value for and the file does not, in
    /// the order of a new file.
    #[must_use]
    pub(super) fn missing(&self, entries: &[Entry], time: TimeOfDay) -> Vec<Column> {
        Column::ALL
            .into_iter()
            .filter(|column| self.position(*column).is_none())
            .filter(|column| *column != Column::Time || time == TimeOfDay::Explicit)
            .filter(|column| entries.iter().any(|entry| !text(entry, *column).is_empty()))
            .collect()
    }

    /// `entries` as lines of this file. Columns that backcare does not know
    /// are empty, and so is the time of day of a file without that column.
    #[must_use]
    pub fn lines(&self, entries: &[Entry]) -> Vec<u8> {
        let mut writer = WriterBuilder::new()
            .delimiter(self.separator())
            .terminator(match self.line_end() {
                LineEnd::Lf => Terminator::Any(b'\n'),
                LineEnd::CrLf => Terminator::CRLF,
            })
            .from_writer(Vec::new());
        for entry in entries {
            let fields = self
                .columns()
                .iter()
                .map(|column| column.map_or_else(String::new, |column| text(entry, column)));
            // Into memory, and with as many fields as the row before: no error
            // can come of it.
            let written = writer.write_record(fields.map(String::into_bytes));
            debug_assert!(written.is_ok(), "{written:?}");
        }
        writer.into_inner().unwrap_or_default()
    }
}

/// The form in which `column` of `entry` is stored.
fn text(entry: &Entry, column: Column) -> String {
    fn form<T: ToString>(value: Option<T>) -> String {
        value.map(|value| value.to_string()).unwrap_or_default()
    }
    let (stretch, activity) = (entry.stretch.as_ref(), entry.activity.as_ref());
    match column {
        Column::Date => entry.date.to_string(),
        Column::Time => entry.time.map(format_time).unwrap_or_default(),
        Column::Pain => form(entry.pain),
        Column::Stretch => form(stretch.map(|done| &done.name)),
        Column::StretchMinutes => form(stretch.and_then(|done| done.minutes)),
        Column::Activity => form(activity.map(|done| &done.name)),
        Column::ActivityMinutes => form(activity.and_then(|done| done.minutes)),
        Column::DistanceKm => form(activity.and_then(|done| done.distance)),
        Column::Symptoms => {
            let names: Vec<_> = entry.symptoms.iter().map(|s| s.name()).collect();
            names.join(";")
        }
        Column::Began => form(entry.began),
        Column::Seen => form(entry.seen),
        Column::Note => on_one_line(&entry.note),
    }
}

/// `note` with every line break a space, and no spaces around it: one line of
/// the file is one row, for every program that reads it.
fn on_one_line(note: &str) -> String {
    note.replace("\r\n", " ")
        .replace(
            [
                '\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}',
            ],
            " ",
        )
        .trim()
        .to_owned()
}
