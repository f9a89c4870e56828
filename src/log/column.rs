//! The columns that backcare knows, in the order in which it creates them: their names,
//! how a value of each is written, and how it is read, also as a spreadsheet writes it.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::fields::quoted;
use crate::domain::{
    Entry, Invalid, Kilometres, Minutes, Pain, Symptom, Word, format_time, iso_day, named,
    spreadsheet_time, within,
};

named! {
    pub enum Column {
        Date = "date",
        Time = "time",
        Pain = "pain",
        Stretch = "stretch",
        StretchMinutes = "stretch_minutes",
        Activity = "activity",
        ActivityMinutes = "activity_minutes",
        DistanceKm = "distance_km",
        Symptoms = "symptoms",
        Began = "began",
        Seen = "seen",
        Note = "note",
        Tags = "tags",
        UrgentSigns = "urgent_signs",
    }
}

/// What a column holds, as far as other programs may rewrite it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// A day, which may stand in another order.
    Day,
    /// A decimal, which may have a comma.
    Amount,
    /// A value that reading accepts in other forms, too.
    Normalized,
    /// Anything else.
    Text,
}

/// A row while it is read: an amount may stand before the name that it belongs to.
#[derive(Debug, Default)]
pub struct Draft {
    pub entry: Entry,
    pub stretch: Option<Word>,
    pub stretch_minutes: Option<Minutes>,
    pub activity: Option<Word>,
    pub activity_minutes: Option<Minutes>,
    pub distance: Option<Kilometres>,
}

/// What stands in the column of urgent signs where none was there.
const NO_SIGNS: &str = "none";

impl Column {
    /// Those of a new log; the others come when a row needs them.
    pub const CREATED: &[Self] = Self::ALL.split_at(12).0;

    /// The column whose name this is, letter by letter.
    pub fn exact(name: &[u8]) -> Option<Self> {
        Self::named(std::str::from_utf8(name.trim_ascii()).ok()?)
    }

    /// The column that a name means, whatever its case, blanks or hyphens.
    pub fn spelled(name: &[u8]) -> Option<Self> {
        match &*plain(name) {
            "symptom" => Some(Self::Symptoms),
            name => Self::named(name),
        }
    }

    /// The column, one of `wanted`, for which an unread column's name was probably meant.
    pub fn looks_like(name: &[u8], wanted: &[Self]) -> Option<Self> {
        if let Some(same) = Self::spelled(name).filter(|column| wanted.contains(column)) {
            return Some(same);
        }
        // A `tag` of the user's own needs no remark.
        let created = wanted.iter().filter(|column| Self::CREATED.contains(column));
        let names: Vec<&str> = created.map(|column| column.name()).collect();
        let name = plain(name);
        if let Some(close) = within(&name, &names, 1) {
            return Self::named(close);
        }
        // A column that hides pain or a symptom is worth a guess more: `Pain (0-10)`.
        let fits = |column: &Self| match column {
            Self::Pain => name.split('_').any(|word| word == "pain"),
            Self::Symptoms => name.contains("sympt"),
            _ => false,
        };
        wanted.iter().copied().find(fits)
    }

    /// Whether the warning rule reads it.
    pub const fn is_for_the_rule(self) -> bool {
        matches!(self, Self::Date | Self::Pain | Self::Symptoms | Self::Began | Self::Seen)
    }

    /// What it holds, as far as other programs may rewrite it.
    pub const fn kind(self) -> ColumnKind {
        match self {
            Self::Date | Self::Began | Self::Seen => ColumnKind::Day,
            Self::StretchMinutes | Self::ActivityMinutes | Self::DistanceKm => ColumnKind::Amount,
            Self::Time | Self::Pain => ColumnKind::Normalized,
            Self::Stretch
            | Self::Activity
            | Self::Symptoms
            | Self::Note
            | Self::Tags
            | Self::UrgentSigns => ColumnKind::Text,
        }
    }

    /// What an entry has in this column, in the log's own form; nothing where it has nothing.
    pub fn write(self, entry: &Entry) -> String {
        fn form<T: ToString>(value: Option<T>) -> String {
            value.map(|value| value.to_string()).unwrap_or_default()
        }
        let (stretch, activity) = (entry.stretch.as_ref(), entry.activity.as_ref());
        match self {
            Self::Date => entry.date.to_string(),
            Self::Time => entry.time.map(format_time).unwrap_or_default(),
            Self::Pain => form(entry.pain),
            Self::Stretch => form(stretch.map(|done| &done.name)),
            Self::StretchMinutes => form(stretch.and_then(|done| done.minutes)),
            Self::Activity => form(activity.map(|done| &done.name)),
            Self::ActivityMinutes => form(activity.and_then(|done| done.minutes)),
            Self::DistanceKm => form(activity.and_then(|done| done.distance)),
            Self::Symptoms => {
                entry.symptoms.iter().map(|it| it.name()).collect::<Vec<_>>().join(";")
            }
            Self::Began => form(entry.began),
            Self::Seen => form(entry.seen),
            Self::Note => on_one_line(&entry.note),
            Self::Tags => entry.tags.iter().map(Word::as_str).collect::<Vec<_>>().join(";"),
            Self::UrgentSigns => if entry.no_signs { NO_SIGNS } else { "" }.to_owned(),
        }
    }

    /// Reads a field that is not blank into a row; `comma`: a decimal comma is accepted. The
    /// symptoms are read in `row.rs`: some of them may be unknown.
    ///
    /// # Errors
    /// Says what is accepted. What could be read all the same is in the row.
    pub fn read(self, row: &mut Draft, text: &str, comma: bool) -> Result<(), Invalid> {
        match self {
            Self::Date => row.entry.date = day(text)?,
            Self::Time => row.entry.time = Some(spreadsheet_time(text)?),
            Self::Pain => row.entry.pain = Some(Pain::lenient(text, comma)?),
            Self::Stretch => row.stretch = Some(Word::lenient(text)?),
            Self::StretchMinutes => row.stretch_minutes = Some(Minutes::lenient(text, comma)?),
            Self::Activity => row.activity = Some(Word::activity(text)?),
            Self::ActivityMinutes => row.activity_minutes = Some(Minutes::lenient(text, comma)?),
            Self::DistanceKm => row.distance = Some(Kilometres::lenient(text, comma)?),
            Self::Symptoms => {}
            Self::Began => row.entry.began = Some(day(text)?),
            Self::Seen => row.entry.seen = Some(day(text)?),
            Self::Note => text.clone_into(&mut row.entry.note),
            Self::Tags => {
                let read: Vec<Result<Word, Invalid>> = parts(text).map(Word::lenient).collect();
                for tag in read.iter().flatten() {
                    if !row.entry.tags.contains(tag) {
                        row.entry.tags.push(tag.clone());
                    }
                }
                read.into_iter().collect::<Result<Vec<Word>, Invalid>>()?;
            }
            Self::UrgentSigns if text.eq_ignore_ascii_case(NO_SIGNS) => row.entry.no_signs = true,
            Self::UrgentSigns => {
                return Err(Invalid::new(format!(
                    "{text:?} is not `none`; a sign goes into the column symptoms"
                )));
            }
        }
        Ok(())
    }

    /// A field in the log's own form, where it can be read; an unknown symptom stays as it is.
    pub fn normalized(self, text: &str, comma: bool) -> Option<String> {
        if self == Self::Symptoms {
            let name = |name| Symptom::read(name).map_or(name, |symptom| symptom.name());
            return Some(symptom_names(text).map(name).collect::<Vec<&str>>().join(";"));
        }
        // An amount needs a name to stand beside.
        let name = || Some(Word::run());
        let mut row = Draft { stretch: name(), activity: name(), ..Draft::default() };
        self.read(&mut row, text, comma).ok()?;
        Some(self.write(&row.finished()))
    }
}

/// The names of a cell of symptoms. People separate them by commas, slashes and bars as well
/// as by `;`; no name holds one.
pub fn symptom_names(cell: &str) -> impl Iterator<Item = &str> {
    cell.split([';', ',', '/', '|']).map(str::trim).filter(|name| !name.is_empty())
}

/// Parts of a cell with `;` between them.
pub fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(';').map(str::trim).filter(|part| !part.is_empty())
}

fn plain(name: &[u8]) -> String {
    let name = String::from_utf8_lossy(name);
    let name = name.trim().trim_start_matches('\u{feff}').to_lowercase();
    name.replace(|c: char| c.is_whitespace() || c == '-', "_")
}

/// A day in the log's own form.
///
/// # Errors
/// On anything else, and on an empty text.
pub fn day(text: &str) -> Result<NaiveDate, Invalid> {
    iso_day(text).ok_or_else(|| {
        let what = if text.is_empty() {
            "there is no day".to_owned()
        } else {
            format!("{text:?} is not a day")
        };
        Invalid::new(format!("{what}; YYYY-MM-DD is accepted, such as 2026-11-22"))
    })
}

/// A note as one line: the file has one row a line.
pub fn on_one_line(note: &str) -> String {
    const BREAKS: &[char] = &['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];
    let note = note.replace("\r\n", " ").replace(BREAKS, " ");
    note.trim().to_owned()
}

/// A note for an exported CSV: what a spreadsheet would run as a formula has an
/// apostrophe in front (OWASP, CSV injection).
pub fn for_spreadsheet(text: &str) -> Cow<'_, str> {
    if is_formula(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The note without the apostrophe that [`for_spreadsheet`] puts before it.
pub fn from_spreadsheet(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if is_formula(rest) => rest,
        _ => text,
    }
}

fn is_formula(text: &str) -> bool {
    // Some programs skip leading spaces before they look for the sign.
    text.trim_start().starts_with([
        '=', '+', '-', '@', '\t', '\r', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}',
    ])
}

/// Why a text is not what a column accepts, with a long one cut.
pub fn why(column: Column, text: &str, comma: bool, why: Invalid) -> String {
    let short = quoted(text.as_bytes());
    let again = column.read(&mut Draft::default(), &short, comma);
    again.err().unwrap_or(why).why
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_spreadsheets_write_has_one_form() {
        for (column, text, comma, expected) in [
            (Column::Pain, "4", false, Some("4")),
            (Column::Pain, "4.0", false, Some("4")),
            (Column::Pain, "4,0", true, Some("4")),
            (Column::Pain, "4,0", false, None),
            (Column::Pain, "4.5", false, None),
            (Column::Pain, "11", false, None),
            (Column::StretchMinutes, "2,5", true, Some("2.5")),
            (Column::StretchMinutes, "2,5", false, None),
            (Column::ActivityMinutes, "1,234", false, None),
            (Column::DistanceKm, "8.0470", false, None),
            (Column::Activity, "Jogging", false, Some("run")),
            (Column::Stretch, "Hip Flexor", false, Some("hip-flexor")),
            (Column::Tags, "physio; Ibuprofen;physio", false, Some("physio;ibuprofen")),
            (Column::UrgentSigns, "None", false, Some("none")),
            (Column::UrgentSigns, "fever", false, None),
            (Column::Date, "2026-11-22", false, Some("2026-11-22")),
            (Column::Date, "2026-1-5", false, None),
            (Column::Date, "+2026-11-2", false, None),
            (Column::Date, "2026-02-30", false, None),
        ] {
            assert_eq!(column.normalized(text, comma).as_deref(), expected, "{column:?} {text}");
        }
    }

    #[test]
    fn a_time_may_come_from_a_spreadsheet() {
        for (text, expected) in [
            ("07:30", "07:30"),
            ("7:30", "07:30"),
            ("07:30:59", "07:30"),
            ("07:30:00.000", "07:30"),
            ("7:30 AM", "07:30"),
            ("7:30\u{202f}pm", "19:30"),
            ("12:05:09 a.m.", "00:05"),
        ] {
            assert_eq!(Column::Time.normalized(text, false).as_deref(), Some(expected), "{text}");
        }
        for bad in ["7", "24:00", "7:3", "7:30 XM", "13:30 PM", "23:59:60", "0730"] {
            assert_eq!(Column::Time.normalized(bad, false), None, "{bad}");
        }
    }
}
