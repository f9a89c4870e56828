//! Single fields: what a person or a spreadsheet may have written there.
//!
//! Each reader takes the field's text and gives the value, or why it cannot
//! be read and what is accepted. Nothing here knows of lines and columns.

use std::str::FromStr;

use chrono::{NaiveDate, NaiveTime};

use super::fault::shown;
use crate::domain::{Pain, Word, parse_clock};

/// Exactly `YYYY-MM-DD`, by hand: a date is in every row, and this is several
/// times as fast as a format string.
pub(super) fn date(text: &[u8]) -> Option<NaiveDate> {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text else {
        return None;
    };
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0u32, |sum, digit| {
            digit
                .is_ascii_digit()
                .then(|| sum * 10 + u32::from(digit - b'0'))
        })
    };
    let year = i32::try_from(number(&[y1, y2, y3, y4])?).ok()?;
    NaiveDate::from_ymd_opt(year, number(&[m1, m2])?, number(&[d1, d2])?)
}

/// Why a text is no date.
pub(super) fn no_date(text: &[u8]) -> String {
    format!(
        "{:?} is not a day; YYYY-MM-DD is accepted, such as 2026-11-22",
        shown(text)
    )
}

/// `HH:MM`, and what spreadsheets make of it: `7:30`, `07:30:00`, `7:30 AM`.
/// Seconds are dropped.
pub(super) fn time(text: &str) -> Result<NaiveTime, String> {
    if let &[h1, h2, b':', m1, m2] = text.as_bytes()
        && [h1, h2, m1, m2].iter().all(u8::is_ascii_digit)
    {
        let number = |tens: u8, ones: u8| u32::from(tens - b'0') * 10 + u32::from(ones - b'0');
        if let Some(time) = NaiveTime::from_hms_opt(number(h1, h2), number(m1, m2), 0) {
            return Ok(time);
        }
    }
    match spreadsheet_time(text) {
        Some(time) => Ok(time),
        None => parse_clock(&shown(text.as_bytes())).map_err(|error| error.to_string()),
    }
}

fn spreadsheet_time(text: &str) -> Option<NaiveTime> {
    // Newer systems put a narrow no-break space before AM and PM.
    let text = text.replace(['\u{202f}', '\u{a0}'], " ").to_lowercase();
    let half = |suffixes: [&str; 2]| suffixes.iter().find_map(|suffix| text.strip_suffix(suffix));
    let (clock, half_day) = if let Some(clock) = half(["am", "a.m."]) {
        (clock, Some(0))
    } else if let Some(clock) = half(["pm", "p.m."]) {
        (clock, Some(12))
    } else {
        (text.as_str(), None)
    };
    let mut parts = clock.trim_end().split(':');
    let (hour, minute, second) = (parts.next()?, parts.next()?, parts.next().unwrap_or("00"));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let (second, fraction) = second.split_once('.').unwrap_or((second, "0"));
    let shaped = parts.next().is_none()
        && (1..=2).contains(&hour.len())
        && minute.len() == 2
        && second.len() == 2
        && [hour, minute, second, fraction].into_iter().all(digits);
    if !shaped || second.parse::<u32>().ok()? > 59 {
        return None;
    }
    let hour: u32 = hour.parse().ok()?;
    let hour = match half_day {
        None => hour,
        Some(add) if (1..=12).contains(&hour) => hour % 12 + add,
        Some(_) => return None,
    };
    NaiveTime::from_hms_opt(hour, minute.parse().ok()?, 0)
}

/// A pain of 0 to 10; a spreadsheet's `4.0`, and `4,0` where `comma` says
/// that this is how the file writes decimals.
pub(super) fn pain(text: &str, comma: bool) -> Result<Pain, String> {
    let point: &[char] = if comma { &['.', ','] } else { &['.'] };
    let whole = text
        .split_once(point)
        .filter(|(_, part)| !part.is_empty() && part.bytes().all(|byte| byte == b'0'))
        .map_or(text, |(whole, _)| whole);
    whole
        .parse::<Pain>()
        .or_else(|_| shown(text.as_bytes()).parse())
        .map_err(|error| error.to_string())
}

/// Minutes or kilometres, with a decimal comma where `comma` says so.
pub(super) fn amount<T: FromStr>(text: &str, comma: bool) -> Result<T, String>
where
    T::Err: ToString,
{
    let parsed = match text.split_once(',') {
        Some((whole, part)) if comma => format!("{whole}.{part}").parse(),
        _ => text.parse(),
    };
    parsed.or_else(|_| {
        shown(text.as_bytes())
            .parse::<T>()
            .map_err(|error| error.to_string())
    })
}

/// A stretch's or an activity's name.
pub(super) fn word(text: &str) -> Result<Word, String> {
    Word::lenient(text)
        .or_else(|_| Word::lenient(&shown(text.as_bytes())))
        .map_err(|error| error.to_string())
}
