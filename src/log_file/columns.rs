//! The columns that backcare knows, in the order in which it creates them:
//! their names and how a value of each is written.

use super::fields;
use crate::domain::{Entry, Kilometres, Minutes, Symptom, format_time, named, within};

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
    }
}

impl Column {
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

    /// The column, one of those that the log lacks, for which an unread column's
    /// name was probably meant.
    pub fn looks_like(name: &[u8], absent: &[Self]) -> Option<Self> {
        let names: Vec<&str> = absent.iter().map(|column| column.name()).collect();
        let plain = plain(name);
        let close = || Self::named(within(&plain, &names, 1)?);
        // A column that hides pain or a symptom is worth a guess more: `Pain (0-10)`.
        let guess = || {
            let fits = |column: &Self| match column {
                Self::Pain => plain.split('_').any(|word| word == "pain"),
                Self::Symptoms => plain.contains("sympt"),
                _ => false,
            };
            absent.iter().copied().find(fits)
        };
        Self::spelled(name).or_else(close).or_else(guess)
    }

    /// Whether the warning rule reads it.
    pub const fn is_for_the_rule(self) -> bool {
        matches!(self, Self::Date | Self::Pain | Self::Symptoms | Self::Began | Self::Seen)
    }

    /// What an entry has in this column, in the log's own form.
    pub fn text(self, entry: &Entry) -> String {
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
                let names: Vec<_> = entry.symptoms.iter().map(|s| s.name()).collect();
                names.join(";")
            }
            Self::Began => form(entry.began),
            Self::Seen => form(entry.seen),
            Self::Note => fields::on_one_line(&entry.note),
        }
    }

    /// A field that can be read in the log's own form; `comma`: a decimal comma
    /// is accepted.
    pub fn normalized(self, text: &str, comma: bool) -> Option<String> {
        fn form<T: ToString>(read: Result<T, String>) -> Option<String> {
            read.ok().map(|value| value.to_string())
        }
        let text = text.trim();
        match self {
            Self::Date | Self::Began | Self::Seen => form(fields::day(text)),
            Self::Time => fields::time(text).ok().map(format_time),
            Self::Pain => form(fields::pain(text, comma)),
            Self::StretchMinutes | Self::ActivityMinutes => {
                form(fields::amount::<Minutes>(text, comma))
            }
            Self::DistanceKm => form(fields::amount::<Kilometres>(text, comma)),
            Self::Stretch | Self::Activity => form(fields::name(text)),
            Self::Symptoms => {
                let names = text.split(';').map(str::trim).filter(|name| !name.is_empty());
                Some(names.map(normal_symptom).collect::<Vec<&str>>().join(";"))
            }
            Self::Note => Some(text.to_owned()),
        }
    }
}

fn normal_symptom(name: &str) -> &str {
    Symptom::read(name).map_or(name, |symptom| symptom.name())
}

fn plain(name: &[u8]) -> String {
    let name = String::from_utf8_lossy(name);
    let name = name.trim().trim_start_matches('\u{feff}').to_lowercase();
    name.replace(|c: char| c.is_whitespace() || c == '-', "_")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_spreadsheets_write_has_one_form() {
        for (column, text, comma, canonical) in [
            (Column::Time, "9:05:00 PM", false, Some("21:05")),
            (Column::Time, "noon", false, None),
            (Column::Pain, "4.0", false, Some("4")),
            (Column::Pain, "4,0", true, Some("4")),
            (Column::DistanceKm, "8,047", true, Some("8.047")),
            (Column::DistanceKm, "8,047", false, None),
            (Column::Symptoms, "Night Pain; odd", false, Some("night-pain;odd")),
            (Column::Date, "2026-11-20", false, Some("2026-11-20")),
        ] {
            let read = column.normalized(text, comma);
            assert_eq!(read.as_deref(), canonical, "{column:?} {text}");
        }
    }
}
