//! Days with the name of their month, in English and German.

use chrono::NaiveDate;

/// A day of a year that may be written with two digits.
pub(super) fn the_day(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    let year = match year {
        0..=99 => year + 2000,
        1900..=2199 => year,
        _ => return None,
    };
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

const MONTHS: [&[&str]; 12] = [
    &["jan", "january", "januar", "jän", "jänner"],
    &["feb", "february", "februar"],
    &["mar", "march", "märz", "mär", "mrz"],
    &["apr", "april"],
    &["may", "mai"],
    &["jun", "june", "juni"],
    &["jul", "july", "juli"],
    &["aug", "august"],
    &["sep", "sept", "september"],
    &["oct", "october", "okt", "oktober"],
    &["nov", "november"],
    &["dec", "december", "dez", "dezember"],
];

const WEEKDAYS: [&str; 28] = [
    "mon",
    "monday",
    "tue",
    "tuesday",
    "wed",
    "wednesday",
    "thu",
    "thursday",
    "fri",
    "friday",
    "sat",
    "saturday",
    "sun",
    "sunday",
    "mo",
    "montag",
    "di",
    "dienstag",
    "mi",
    "mittwoch",
    "do",
    "donnerstag",
    "fr",
    "freitag",
    "sa",
    "samstag",
    "so",
    "sonntag",
];

/// `20 Nov 2026`, `Nov 20, 2026`, `20-Nov-26`, `Freitag, 20. November 2026`.
pub(super) fn with_month_name(text: &str) -> Option<NaiveDate> {
    let text = text.to_lowercase();
    let words: Vec<&str> = text
        .split([' ', ',', '-', '.', '/', '\u{a0}'])
        .filter(|word| !word.is_empty() && !WEEKDAYS.contains(word))
        .collect();
    let &[first, second, third] = &*words else {
        return None;
    };
    let month = |word: &str| {
        let at = MONTHS.iter().position(|names| names.contains(&word))?;
        u32::try_from(at + 1).ok()
    };
    let number = |word: &str| {
        let digits = ["st", "nd", "rd", "th"]
            .iter()
            .find_map(|suffix| word.strip_suffix(suffix))
            .unwrap_or(word);
        let shaped =
            matches!(digits.len(), 1 | 2 | 4) && digits.bytes().all(|b| b.is_ascii_digit());
        shaped.then(|| digits.parse::<u32>().ok()).flatten()
    };
    if let Some(month) = month(first) {
        return the_day(number(third)?, month, number(second)?);
    }
    let month = month(second)?;
    if first.len() == 4 {
        the_day(number(first)?, month, number(third)?)
    } else {
        the_day(number(third)?, month, number(first)?)
    }
}
