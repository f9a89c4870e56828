//! The columns that backcare knows, in the order in which it creates them: their names,
//! how a value of each is written, and what a person or a spreadsheet may have written
//! there.

use std::borrow::Cow;
use std::str::FromStr;

use chrono::{NaiveDate, NaiveTime, Timelike as _};

use super::error::shown;
use crate::domain::{
    Entry, Kilometres, Minutes, Pain, Symptom, Word, format_time, named, parse_clock, within,
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
        // A `tag` of the user's own needs no remark.
        let created = wanted.iter().filter(|column| Self::CREATED.contains(column));
        let names: Vec<&str> = created.map(|column| column.name()).collect();
        let plain = plain(name);
        let close = || Self::named(within(&plain, &names, 1)?);
        // A column that hides pain or a symptom is worth a guess more: `Pain (0-10)`.
        let guess = || {
            let fits = |column: &Self| match column {
                Self::Pain => plain.split('_').any(|word| word == "pain"),
                Self::Symptoms => plain.contains("sympt"),
                _ => false,
            };
            wanted.iter().copied().find(fits)
        };
        let same = Self::spelled(name).filter(|column| wanted.contains(column));
        same.or_else(close).or_else(guess)
    }

    /// Whether the warning rule reads it.
    pub const fn is_for_the_rule(self) -> bool {
        matches!(self, Self::Date | Self::Pain | Self::Symptoms | Self::Began | Self::Seen)
    }

    /// Whether it holds a day.
    pub const fn is_day(self) -> bool {
        matches!(self, Self::Date | Self::Began | Self::Seen)
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
            Self::Note => on_one_line(&entry.note),
            Self::Tags => entry.tags.iter().map(Word::as_str).collect::<Vec<_>>().join(";"),
            Self::UrgentSigns => if entry.no_signs { NO_SIGNS } else { "" }.to_owned(),
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
            Self::Date | Self::Began | Self::Seen => form(day(text)),
            Self::Time => time(text).ok().map(format_time),
            Self::Pain => form(pain(text, comma)),
            Self::StretchMinutes | Self::ActivityMinutes => form(amount::<Minutes>(text, comma)),
            Self::DistanceKm => form(amount::<Kilometres>(text, comma)),
            Self::Stretch | Self::Activity => form(name(self, text)),
            Self::Symptoms => {
                Some(parts(text).map(normal_symptom).collect::<Vec<&str>>().join(";"))
            }
            Self::Note => Some(text.to_owned()),
            Self::Tags => {
                let tags: Result<Vec<Word>, _> = parts(text).map(Word::lenient).collect();
                Some(tags.ok()?.iter().map(Word::as_str).collect::<Vec<_>>().join(";"))
            }
            Self::UrgentSigns => form(no_signs(text).map(|()| NO_SIGNS)),
        }
    }
}

/// What stands in the column of urgent signs where none was there.
const NO_SIGNS: &str = "none";

/// Whether a text says that none of the urgent signs was there, or why it does not.
pub fn no_signs(text: &str) -> Result<(), String> {
    let text = shown(text.as_bytes());
    match text.eq_ignore_ascii_case(NO_SIGNS) {
        true => Ok(()),
        false => Err(format!("{text:?} is not `none`; a sign goes into the column symptoms")),
    }
}

/// Parts of a cell with `;` between them.
pub fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(';').map(str::trim).filter(|part| !part.is_empty())
}

fn normal_symptom(name: &str) -> &str {
    Symptom::read(name).map_or(name, |symptom| symptom.name())
}

fn plain(name: &[u8]) -> String {
    let name = String::from_utf8_lossy(name);
    let name = name.trim().trim_start_matches('\u{feff}').to_lowercase();
    name.replace(|c: char| c.is_whitespace() || c == '-', "_")
}

/// Exactly `YYYY-MM-DD`, by hand: a date is in every row, and this is several
/// times as fast as a format string.
pub fn date(text: &[u8]) -> Option<NaiveDate> {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text else {
        return None;
    };
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0u32, |sum, digit| {
            digit.is_ascii_digit().then(|| sum * 10 + u32::from(digit - b'0'))
        })
    };
    let year = i32::try_from(number(&[y1, y2, y3, y4])?).ok()?;
    NaiveDate::from_ymd_opt(year, number(&[m1, m2])?, number(&[d1, d2])?)
}

/// Why a text is no date.
pub fn no_date(text: &[u8]) -> String {
    const ACCEPTED: &str = "YYYY-MM-DD is accepted, such as 2026-11-22";
    if text.is_empty() {
        return format!("there is no day; {ACCEPTED}");
    }
    format!("{:?} is not a day; {ACCEPTED}", shown(text))
}

/// A day, or why it is none.
pub fn day(text: &str) -> Result<NaiveDate, String> {
    date(text.as_bytes()).ok_or_else(|| no_date(text.as_bytes()))
}

/// Exactly `HH:MM`.
pub fn clock(text: &[u8]) -> Option<NaiveTime> {
    let &[h1, h2, b':', m1, m2] = text else {
        return None;
    };
    if ![h1, h2, m1, m2].iter().all(u8::is_ascii_digit) {
        return None;
    }
    let number = |tens: u8, ones: u8| u32::from(tens - b'0') * 10 + u32::from(ones - b'0');
    NaiveTime::from_hms_opt(number(h1, h2), number(m1, m2), 0)
}

/// `HH:MM`, and what spreadsheets make of it: `7:30`, `07:30:00`, `7:30 AM`.
/// Seconds are dropped.
pub fn time(text: &str) -> Result<NaiveTime, String> {
    if let Some(time) = clock(text.as_bytes()) {
        return Ok(time);
    }
    match spreadsheet_time(text) {
        Some(time) => Ok(time),
        None => parse_clock(&shown(text.as_bytes())).map_err(|error| error.to_string()),
    }
}

fn spreadsheet_time(text: &str) -> Option<NaiveTime> {
    // Newer systems put a narrow no-break space before AM and PM.
    let text = text
        .replace(['\u{202f}', '\u{a0}'], " ")
        .to_lowercase()
        .replace("a.m.", "am")
        .replace("p.m.", "pm");
    let minutes = text.split_once(':')?.1.as_bytes().get(..2)?;
    let time = ["%H:%M:%S%.f", "%I:%M %p", "%I:%M:%S%.f %p"]
        .iter()
        .find_map(|form| NaiveTime::parse_from_str(&text, form).ok())?;
    let is_leap_second = time.nanosecond() >= 1_000_000_000;
    (minutes.iter().all(u8::is_ascii_digit) && !is_leap_second)
        .then(|| NaiveTime::from_hms_opt(time.hour(), time.minute(), 0))
        .flatten()
}

/// A pain of 0 to 10; a spreadsheet's `4.0`, and `4,0` where `comma` says
/// that this is how the file writes decimals.
pub fn pain(text: &str, comma: bool) -> Result<Pain, String> {
    if let Ok(pain) = text.parse() {
        return Ok(pain);
    }
    let whole = text
        .split_once(|c| c == '.' || comma && c == ',')
        .filter(|(_, part)| !part.is_empty() && part.bytes().all(|byte| byte == b'0'))
        .map_or("", |(whole, _)| whole);
    whole
        .parse::<Pain>()
        .or_else(|_| shown(text.as_bytes()).parse())
        .map_err(|error| error.to_string())
}

/// Minutes or kilometres, with a decimal comma where `comma` says so.
pub fn amount<T: FromStr>(text: &str, comma: bool) -> Result<T, String>
where
    T::Err: ToString,
{
    let parsed = if comma && let Some((whole, part)) = text.split_once(',') {
        format!("{whole}.{part}").parse()
    } else {
        text.parse()
    };
    parsed.or_else(|_| shown(text.as_bytes()).parse::<T>().map_err(|error| error.to_string()))
}

/// A stretch's or an activity's name.
pub fn name(column: Column, text: &str) -> Result<Word, String> {
    let read = if column == Column::Activity { Word::activity } else { Word::lenient };
    read(text).or_else(|_| read(&shown(text.as_bytes()))).map_err(|error| error.to_string())
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
    let rest = text.strip_prefix('\'').filter(|rest| is_formula(rest));
    rest.unwrap_or(text)
}

fn is_formula(text: &str) -> bool {
    // Some programs skip leading spaces before they look for the sign.
    text.trim_start().starts_with([
        '=', '+', '-', '@', '\t', '\r', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}',
    ])
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

    use crate::domain::{Kilometres, format_time};

    #[test]
    fn a_date_has_one_form() {
        for text in ["2026-11-22", "2024-02-29", "0001-01-01", "9999-12-31"] {
            assert_eq!(date(text.as_bytes()).unwrap().to_string(), text);
        }
        for bad in [
            "", "2026-11-2", "2026-11-022", "2026-02-29", "2026-13-01", "2026-00-10", "2026/11/22",
            "22.11.2026", "+026-11-22", "2026-11-22T07:30", "date", "２０２６-1",
        ] {
            assert_eq!(date(bad.as_bytes()), None, "{bad:?} was taken");
        }
    }

    #[test]
    fn a_time_may_come_from_a_spreadsheet() {
        for (text, stored) in [
            ("07:30", "07:30"),
            ("7:30", "07:30"),
            ("07:30:00", "07:30"),
            ("7:30:59.5", "07:30"),
            ("7:30 AM", "07:30"),
            ("7:30:00 pm", "19:30"),
            ("12:05 am", "00:05"),
            ("12:05PM", "12:05"),
            ("7:30\u{202f}PM", "19:30"),
            ("7:30 p.m.", "19:30"),
            ("23:59", "23:59"),
        ] {
            assert_eq!(time(text).map(format_time), Ok(stored.to_owned()), "{text}");
        }
        for bad in [
            "24:00", "7", "7:5", "07:60", "07:30:60", "07:30:00:00", "13:00 PM", "0:30 AM",
            "0.3125", "noon", "7h30", "-7:30", ":", "::", "AM",
        ] {
            let why = time(bad).unwrap_err();
            assert!(why.contains("HH:MM"), "{bad:?}: {why}");
        }
    }

    #[test]
    fn a_pain_is_whole_whatever_its_form() {
        for (text, comma, value) in [
            ("0", false, 0),
            ("10", false, 10),
            ("4.0", false, 4),
            ("4.00", true, 4),
            ("4,0", true, 4),
        ] {
            assert_eq!(pain(text, comma).map(Pain::get), Ok(value), "{text}");
        }
        for (bad, comma) in [
            ("4,0", false),
            ("4.5", false),
            ("4,5", true),
            ("4.", false),
            ("11", false),
            ("10.0.0", false),
            ("-1", false),
            ("four", false),
        ] {
            let why = pain(bad, comma).unwrap_err();
            assert!(why.contains("whole number"), "{bad:?}: {why}");
        }
    }

    #[test]
    fn an_amount_has_a_decimal_comma_only_where_the_file_says_so() {
        let metres = |text, comma| amount::<Kilometres>(text, comma).map(Kilometres::thousandths);
        assert_eq!(metres("8.25", false), Ok(8250));
        assert_eq!(metres("8.25", true), Ok(8250));
        assert_eq!(metres("8,25", true), Ok(8250));
        for (bad, comma) in [
            ("8,25", false),
            ("1.234,5", true),
            ("1,234,5", true),
            ("8 km", false),
            ("-8", false),
            ("1e3", false),
        ] {
            assert!(metres(bad, comma).is_err(), "{bad:?} was taken");
        }
    }

    #[test]
    fn a_message_quotes_no_more_than_it_needs() {
        let long = "x".repeat(5000);
        for why in [
            time(&long).unwrap_err(),
            pain(&long, false).unwrap_err(),
            amount::<Kilometres>(&long, false).unwrap_err(),
            name(Column::Stretch, &format!("{long}!")).unwrap_err(),
            no_date(long.as_bytes()),
        ] {
            assert!(why.len() < 300 && why.contains("xx…"), "{why}");
        }
    }

    #[test]
    fn a_spreadsheet_runs_no_note_and_the_note_is_known_again() {
        for (text, shown) in [
            ("=1+1", "'=1+1"),
            ("  @SUM(A1)", "'  @SUM(A1)"),
            ("-2 today", "'-2 today"),
            ("stiff", "stiff"),
            ("", ""),
        ] {
            assert_eq!(for_spreadsheet(text), shown);
            assert_eq!(from_spreadsheet(shown), text);
        }
        assert_eq!(from_spreadsheet("'tis stiff"), "'tis stiff");
    }
}
