//! One row of the log, one moment, and pain on the 11-point Numeric Rating Scale.

use std::fmt;
use std::str::FromStr;

use chrono::{NaiveDate, NaiveTime};
use serde::Serialize;

use super::{Invalid, Kilometres, Minutes, Symptom, Word};

/// A stretch or an activity that was done, and how much of it was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// What was done, such as `hamstring` or `run`.
    pub name: Word,
    /// Minutes in all, both sides together; `None` when not recorded.
    pub minutes: Option<Minutes>,
    /// Kilometres; `None` when not recorded, and always for a stretch.
    pub distance: Option<Kilometres>,
}

/// What one row of the log says. Fields that are empty or could not be read
/// are `None` or empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// The local day it counts for.
    pub date: NaiveDate,
    /// The local time of day, to the minute.
    pub time: Option<NaiveTime>,
    /// Average back pain over the last 24 hours, 0–10.
    pub pain: Option<Pain>,
    /// The stretch of this moment.
    pub stretch: Option<Done>,
    /// The activity of this moment.
    pub activity: Option<Done>,
    /// Symptoms of the list, as recorded.
    pub symptoms: Vec<Symptom>,
    /// When this pain began, by the user's word; never after `date`.
    pub began: Option<NaiveDate>,
    /// When a clinician saw the user; never after `date`.
    pub seen: Option<NaiveDate>,
    /// Free text on one line, unescaped: hostile until a renderer escapes it.
    pub note: String,
    /// Words of the user's own: a medicine, a treatment, a place. No rule reads them.
    pub tags: Vec<Word>,
    /// The user was asked for the urgent signs, and none was there.
    pub no_signs: bool,
}

impl Entry {
    /// A row that says nothing yet but its day.
    pub fn on(date: NaiveDate) -> Self {
        Self { date, ..Self::default() }
    }
}

/// Average back pain over the last 24 hours: 0 (none) to 10 (worst imaginable).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Pain(u8);

impl Pain {
    /// The worst pain of the scale.
    pub const MAX: u8 = 10;

    /// From here on the urgent signs are named, whatever came before.
    const STRONG: u8 = 7;
    /// A rise of this much since the last reading is a reason too, from this pain on.
    const RISE: u8 = 2;
    const RISEN: u8 = 5;

    /// Reads what a person types: `4`, or `4/10`.
    ///
    /// # Errors
    /// On anything else; of a decimal, with the ratings beside it.
    pub fn typed(text: &str) -> Result<Self, Invalid> {
        let number = text.trim().trim_end_matches([',', ';', ':', '!']);
        let number = match number.split_once('/').or_else(|| number.split_once(" of ")) {
            Some((number, scale)) if scale.trim() == "10" => number.trim_end(),
            _ => number,
        };
        let number = number.strip_suffix(" out").unwrap_or(number).trim_end();
        if let Ok(pain) = Self::lenient(number, true) {
            return Ok(pain);
        }
        let (whole, part) = number.split_once(['.', ',']).unwrap_or((number, ""));
        let is_decimal = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        match whole.parse() {
            Ok(Self(whole)) if is_decimal && whole < Self::MAX => Err(Invalid::new(format!(
                "{text:?} is not a whole number; {whole} or {}?",
                whole + 1
            ))),
            _ => Err(Self::invalid(text)),
        }
    }

    /// Reads a rating that a spreadsheet may have given decimals, such as `4.0`; `comma`: a
    /// decimal comma is accepted.
    ///
    /// # Errors
    /// On anything else.
    pub fn lenient(text: &str, comma: bool) -> Result<Self, Invalid> {
        let whole = match text.split_once(|c| c == '.' || comma && c == ',') {
            Some((whole, part)) if !part.is_empty() && part.bytes().all(|it| it == b'0') => whole,
            _ => text,
        };
        whole.parse().map_err(|_: Invalid| Self::invalid(text))
    }

    fn invalid(text: &str) -> Invalid {
        Invalid::new(format!(
            "{text:?} is not a pain rating; a whole number from 0 (none) to 10 (worst imaginable) is accepted"
        ))
    }

    /// Whether it is 7 or more.
    pub const fn is_strong(self) -> bool {
        self.0 >= Self::STRONG
    }

    /// Whether the urgent signs are to be named with it: 7 or more, or 5 and more and 2
    /// above the last reading.
    pub fn is_alarming_after(self, last: Option<Self>) -> bool {
        let has_risen = last.is_some_and(|last| self.0 >= last.0.saturating_add(Self::RISE));
        self.is_strong() || self.0 >= Self::RISEN && has_risen
    }

    /// The rating, 0–10.
    pub const fn get(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for Pain {
    type Error = Invalid;

    fn try_from(value: u8) -> Result<Self, Self::Error> {
        value.to_string().parse()
    }
}

impl FromStr for Pain {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = text.bytes().all(|b| b.is_ascii_digit());
        match text.parse::<u8>() {
            Ok(value) if digits && value <= Self::MAX => Ok(Self(value)),
            _ => Err(Self::invalid(text)),
        }
    }
}

impl fmt::Display for Pain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_is_whole_numbers_from_0_to_10() {
        for good in 0..=10u8 {
            assert_eq!(good.to_string().parse::<Pain>().unwrap().get(), good);
        }
        for bad in ["", "11", "-1", "4.5", "+4", " 4", "four", "256", "99999999999"] {
            assert!(bad.parse::<Pain>().is_err(), "{bad:?} was taken");
        }
        assert!(Pain::try_from(11).is_err());
    }
}
