//! The form in which backcare itself would write a field that it can read.

use super::column::Column;
use super::field;
use crate::domain::{Kilometres, Minutes, Symptom, Word, format_time};

impl Column {
    /// `text` in backcare's own form, where it can be read as this column;
    /// `comma` says that the file's decimals have a comma.
    #[must_use]
    pub fn canonical(self, text: &str, comma: bool) -> Option<String> {
        let text = text.trim();
        match self {
            Self::Date | Self::Began | Self::Seen => {
                field::date(text.as_bytes()).map(|day| day.to_string())
            }
            Self::Time => field::time(text).ok().map(format_time),
            Self::Pain => field::pain(text, comma).ok().map(|pain| pain.to_string()),
            Self::StretchMinutes | Self::ActivityMinutes => {
                let minutes = field::amount::<Minutes>(text, comma);
                minutes.ok().map(|minutes| minutes.to_string())
            }
            Self::DistanceKm => {
                let distance = field::amount::<Kilometres>(text, comma);
                distance.ok().map(|distance| distance.to_string())
            }
            Self::Stretch | Self::Activity => field::word(text).ok().map(|word| word.to_string()),
            Self::Symptoms => Some(symptoms(text)),
            Self::Note => Some(text.to_owned()),
        }
    }
}

/// Names that are known in their own spelling; the others as they are.
fn symptoms(text: &str) -> String {
    let names = text
        .split(';')
        .map(str::trim)
        .filter(|name| !name.is_empty());
    let names: Vec<String> = names
        .map(|name| {
            let known = Word::lenient(name)
                .ok()
                .and_then(|word| word.as_str().parse::<Symptom>().ok());
            known.map_or_else(|| name.to_owned(), |symptom| symptom.name().to_owned())
        })
        .collect();
    names.join(";")
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
            (
                Column::Symptoms,
                "Night Pain; odd",
                false,
                Some("night-pain;odd"),
            ),
            (Column::Date, "2026-11-20", false, Some("2026-11-20")),
        ] {
            let read = column.canonical(text, comma);
            assert_eq!(read.as_deref(), canonical, "{column:?} {text}");
        }
    }
}
