//! Amounts: minutes and kilometres, exact to a thousandth, the unit in which distances
//! are shown, and how people write them.

use std::fmt;
use std::ops::AddAssign;
use std::str::FromStr;

use super::Invalid;

/// Time spent, in thousandths of a minute: what the log's three decimals hold.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Minutes(u64);

/// Distance, in thousandths of a kilometre (metres).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Kilometres(u64);

/// A billion units are far beyond any day, and far below overflow when summed.
const MOST: u64 = 1_000_000_000 * 1_000;

macro_rules! thousandths {
    ($name:ident, $unit:literal) => {
        impl $name {
            /// From thousandths of the unit.
            pub const fn from_thousandths(value: u64) -> Self {
                Self(if value > MOST { MOST } else { value })
            }

            /// Reads an amount of a file; `comma`: a decimal comma is accepted.
            ///
            /// # Errors
            /// Those of [`Self::from_str`].
            pub fn lenient(text: &str, comma: bool) -> Result<Self, Invalid> {
                if comma && text.contains(',') {
                    return text
                        .replacen(',', ".", 1)
                        .parse()
                        .map_err(|_: Invalid| Self::invalid(text));
                }
                text.parse()
            }

            fn invalid(text: &str) -> Invalid {
                Invalid::new(format!(
                    concat!(
                        "{:?} is not a number of ",
                        $unit,
                        "; a decimal of 0 or more with at most 3 decimals is accepted, such as 12.5"
                    ),
                    text
                ))
            }

            /// Thousandths of the unit.
            pub const fn thousandths(self) -> u64 {
                self.0
            }

            #[doc = concat!("The amount in ", $unit, ".")]
            pub fn get(self) -> f64 {
                self.0 as f64 / 1000.0
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_f64(self.get())
            }
        }

        impl AddAssign for $name {
            fn add_assign(&mut self, other: Self) {
                self.0 = self.0.saturating_add(other.0);
            }
        }

        /// Plain decimal digits, at most three behind the point: the log's own form.
        impl FromStr for $name {
            type Err = Invalid;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                plain_decimal(text.as_bytes()).map(Self).ok_or_else(|| Self::invalid(text))
            }
        }

        /// The shortest decimal that reads back as the same amount.
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let (whole, rest) = (self.0 / 1000, self.0 % 1000);
                if rest == 0 {
                    write!(f, "{whole}")
                } else {
                    let digits = format!("{rest:03}");
                    write!(f, "{whole}.{}", digits.trim_end_matches('0'))
                }
            }
        }
    };
}

thousandths!(Minutes, "minutes");
thousandths!(Kilometres, "kilometres");

/// Thousandths of a plain decimal with at most three decimals. In one pass:
/// a log has several in every row.
fn plain_decimal(text: &[u8]) -> Option<u64> {
    let mut value: u64 = 0;
    let mut decimals: Option<u32> = None;
    for (at, &byte) in text.iter().enumerate() {
        match (byte, &mut decimals) {
            (b'0'..=b'9', decimals) => {
                value = value.checked_mul(10)?.checked_add(u64::from(byte - b'0'))?;
                if let Some(decimals) = decimals {
                    *decimals += 1;
                }
            }
            (b'.', none @ None) if at > 0 => *none = Some(0),
            _ => return None,
        }
    }
    let scale = match decimals {
        None if !text.is_empty() => 1000,
        Some(1) => 100,
        Some(2) => 10,
        Some(3) => 1,
        _ => return None,
    };
    let value = value.checked_mul(scale)?;
    (value <= MOST).then_some(value)
}

/// The leading decimal of `text` as millionths, and what follows it. A comma is
/// taken for the point; six decimals are plenty for miles and hours.
fn leading_number(text: &str) -> Option<(u64, &str)> {
    let end =
        text.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ',')).unwrap_or(text.len());
    let (number, rest) = text.split_at(end);
    let (whole, part) = number.split_once(['.', ',']).unwrap_or((number, "0"));
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole) || !digits(part) || part.len() > 6 || whole.len() > 9 {
        return None;
    }
    let whole: u64 = whole.parse().ok()?;
    let part: u64 = format!("{part:0<6}").parse().ok()?;
    Some((whole * 1_000_000 + part, rest))
}

/// Whether a number of metres or seconds has a sign between thousands, as `1,500`: nobody counts
/// thousandths of these.
pub(super) fn has_thousands(number: &str) -> bool {
    number.split_once(['.', ',']).is_some_and(|(whole, part)| whole != "0" && part.len() == 3)
}

/// Rounds millionths to thousandths, half up; `None` for more than a log holds.
fn rounded(millionths: u128) -> Option<u64> {
    u64::try_from((millionths + 500) / 1000).ok().filter(|value| *value <= MOST)
}

const DURATIONS: &str = "try 90s, 5min, 1h10min, or sets such as 4x30s";

/// Reads a duration: `90s`, `5min`, `1h10min`, `1h30`, `1m30s`, `1.5h`, `1'30"`, sets such as
/// `4x30s` (four times thirty seconds), or as a watch shows it, `45:00` and `1:10:00`.
///
/// # Errors
/// On anything else, a bare number and a bare `m` (minutes or metres?) included.
pub fn parse_duration(text: &str) -> Result<Minutes, Invalid> {
    let refuse = |why: &str| Err(Invalid::new(format!("{text:?} {why}; {DURATIONS}")));
    let minutes = |sixtieths: u128| match rounded(sixtieths / 60) {
        Some(minutes) => Ok(Minutes(minutes)),
        None => refuse("is too long"),
    };
    let lower = text.trim().trim_end_matches('.').to_lowercase();
    let lower = lower.replace(" sets of ", "x").replace(" times ", "x").replace('*', "x");
    if lower.contains(':') {
        return match watch_seconds(&lower) {
            Some(seconds) => minutes(u128::from(seconds) * 1_000_000),
            None => refuse("could be hours or minutes"),
        };
    }
    let (sets, mut rest) = match lower.split_once(['x', '×']) {
        Some((sets, hold)) => match sets.trim().parse::<u32>() {
            Ok(sets) if sets > 0 => (u128::from(sets), hold.trim()),
            // `30s x 2`
            Err(_) if hold.trim().parse().is_ok_and(|count: u32| count > 0) => {
                (hold.trim().parse().unwrap_or(1), sets.trim())
            }
            _ => return refuse("does not begin with a number of sets"),
        },
        None => (1, lower.as_str()),
    };
    let mut sixtieths: u128 = 0;
    let mut last_rank = u8::MAX;
    let mut is_glued = false;
    if rest.is_empty() {
        return refuse("is not a duration");
    }
    while !rest.is_empty() {
        let Some((number, after)) = leading_number(rest) else {
            return refuse("is not a duration");
        };
        let behind_number = after.len();
        let after = after.trim_start();
        let has_sign = after.starts_with(MINUTE_SIGNS) || after.starts_with(SECOND_SIGNS);
        let end = after.find(|c: char| has_sign || !c.is_alphabetic()).unwrap_or(after.len());
        let end = if has_sign { after.chars().next().map_or(0, char::len_utf8) } else { end };
        let (unit, after) = after.split_at(end);
        let (rank, seconds) = match unit {
            "h" | "hr" | "hrs" | "hour" | "hours" => (2, 3600),
            "min" | "mins" | "minute" | "minutes" => (1, 60),
            // Beside hours or seconds it is no metres.
            "m" if last_rank == 2 || !after.trim().is_empty() => (1, 60),
            "s" | "sec" | "secs" | "second" | "seconds" => (0, 1),
            unit if unit.starts_with(MINUTE_SIGNS) => (1, 60),
            unit if unit.starts_with(SECOND_SIGNS) => (0, 1),
            // `1h30`
            "" if is_glued && last_rank == 2 && number < 60_000_000 && after.is_empty() => (1, 60),
            "" => return refuse("has no unit"),
            "m" => return refuse("could be minutes or metres"),
            _ => return refuse("has an unknown unit"),
        };
        if rank >= last_rank {
            return refuse("repeats or mixes up its units");
        }
        last_rank = rank;
        let thousands =
            if rank == 0 && has_thousands(&rest[..rest.len() - behind_number]) { 1000 } else { 1 };
        sixtieths += u128::from(number) * seconds * thousands;
        rest = after.trim_start();
        is_glued = rest.len() == after.len();
    }
    minutes(sixtieths * sets)
}

/// The signs of minutes and of seconds, as in `1'30"`.
const MINUTE_SIGNS: [char; 3] = ['\'', '’', '′'];
const SECOND_SIGNS: [char; 3] = ['"', '”', '″'];

/// The seconds of `45:00` or `1:10:00`. Under ten, the first of two numbers could be
/// hours as well.
fn watch_seconds(text: &str) -> Option<u64> {
    let number = |part: &str| {
        let is_number = (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        is_number.then(|| part.parse::<u64>().ok()).flatten()
    };
    let sixtieths = |part: &str| number(part).filter(|n| part.len() == 2 && *n < 60);
    let parts: Vec<&str> = text.split(':').collect();
    match *parts {
        // With a unit, `1:10h` and `45:30min` have one meaning.
        [hours, minutes] if minutes.ends_with('h') => {
            let minutes = sixtieths(minutes.trim_end_matches('h').trim_end())?;
            Some(number(hours)? * 3600 + minutes * 60)
        }
        [minutes, seconds] if seconds.ends_with("min") => {
            let seconds = sixtieths(seconds.trim_end_matches("min").trim_end())?;
            Some(number(minutes)? * 60 + seconds)
        }
        [minutes, seconds] => {
            let minutes = number(minutes).filter(|minutes| *minutes >= 10)?;
            Some(minutes * 60 + sixtieths(seconds)?)
        }
        [hours, minutes, seconds] => {
            Some(number(hours)? * 3600 + sixtieths(minutes)? * 60 + sixtieths(seconds)?)
        }
        _ => None,
    }
}

/// Reads a distance: `8km` or `8k`, `5mi`, and, where `metres` are meant by the sport,
/// `400m`.
///
/// # Errors
/// On anything else, a bare number included.
pub fn parse_distance(text: &str, metres: bool) -> Result<Kilometres, Invalid> {
    let accepted = if metres { "try 8km, 5mi or 400m" } else { "try 8km or 5mi" };
    let refuse = |why: &str| Err(Invalid::new(format!("{text:?} {why}; {accepted}")));
    let lower = text.trim().to_lowercase();
    let Some((number, unit)) = leading_number(&lower) else {
        return refuse("is not a distance");
    };
    let thousands = if has_thousands(&lower[..lower.len() - unit.len()]) { 1000 } else { 1 };
    let number = u128::from(number);
    let millionths = match unit.trim().trim_end_matches('.') {
        "km" | "k" | "kms" | "kilometer" | "kilometers" | "kilometre" | "kilometres" => number,
        "meter" | "meters" | "metre" | "metres" => number * thousands / 1000,
        // The international mile, 1.609344 km.
        "mi" | "mile" | "miles" => number * 1_609_344 / 1_000_000,
        "m" if metres => number * thousands / 1000,
        "m" => return refuse("could be minutes or metres"),
        "" => return refuse("has no unit"),
        _ => return refuse("has an unknown unit"),
    };
    match rounded(millionths) {
        Some(metres) => Ok(Kilometres(metres)),
        None => refuse("is too far"),
    }
}

/// The unit of distances in output, and of imports that carry none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DistanceUnit {
    /// Kilometres.
    #[default]
    Km,
    /// International miles.
    Mi,
}

impl DistanceUnit {
    /// The unit's sign.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Km => "km",
            Self::Mi => "mi",
        }
    }

    /// Metres of one.
    pub const fn metres(self) -> f64 {
        match self {
            Self::Km => 1000.0,
            // The international mile.
            Self::Mi => 1609.344,
        }
    }

    /// A distance in this unit.
    pub fn of(self, distance: Kilometres) -> f64 {
        match self {
            Self::Km => distance.get(),
            Self::Mi => distance.get() * 1000.0 / self.metres(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_as_people_write_them() {
        for (text, thousandths) in [
            ("90s", 1500),
            ("5min", 5000),
            ("1h10min", 70_000),
            ("1h 10min", 70_000),
            ("1.5h", 90_000),
            ("1,5h", 90_000),
            ("4x30s", 2000),
            ("2×1min30s", 3000),
            ("10s", 167),
            ("0s", 0),
            ("45:00", 45_000),
            ("12:30", 12_500),
            ("1:10:00", 70_000),
            ("0:45:30", 45_500),
            ("5 Minutes", 5000),
            ("1h30", 90_000),
            ("1h05m", 65_000),
            ("1 h 10 min", 70_000),
            ("1m30s", 1500),
            ("45'", 45_000),
            ("1'30\"", 1500),
            ("1′ 30″", 1500),
            ("2 x 30 s", 1000),
            ("30s x 2", 1000),
            ("2 sets of 30s", 1000),
            ("3 times 30 s.", 1500),
            ("2*30s", 1000),
            ("1,000s", 16_667),
            ("1.5s", 25),
            ("1:10h", 70_000),
            ("45:30 min", 45_500),
        ] {
            assert_eq!(parse_duration(text).unwrap().thousandths(), thousandths, "{text}");
        }
        for bad in [
            "", "5", "5m", "x30s", "0x30s", "4x", "30s1min", "1h1h", "-5min", "5parsec", "1e3s",
            "min", "99999999999min", "1:10", "45:60", "45:0", ":30", "1:75:00", "45:00:00:00",
            "4x45:00", "1h 30", "1h99", "1h30 5", "5'5'", "4000000000x9999h",
        ] {
            assert!(parse_duration(bad).is_err(), "{bad:?} was taken");
        }
    }

    #[test]
    fn distances_as_people_write_them() {
        assert_eq!(parse_distance("8km", false).unwrap().thousandths(), 8000);
        assert_eq!(parse_distance("5k", false).unwrap().thousandths(), 5000);
        assert_eq!(parse_distance("8K", true).unwrap().thousandths(), 8000);
        assert_eq!(parse_distance("5mi", false).unwrap().thousandths(), 8047);
        assert_eq!(parse_distance("400m", true).unwrap().thousandths(), 400);
        assert_eq!(parse_distance("8,5 km", false).unwrap().thousandths(), 8500);
        assert_eq!(parse_distance("1,500m", true).unwrap().thousandths(), 1500);
        assert_eq!(parse_distance("1.500 m", true).unwrap().thousandths(), 1500);
        assert_eq!(parse_distance("500 metres", false).unwrap().thousandths(), 500);
        assert_eq!(parse_distance("8 kilometers.", false).unwrap().thousandths(), 8000);
        assert_eq!(parse_distance("1,250km", false).unwrap().thousandths(), 1250);
        for bad in ["45m", "8", "km", "8yd", "-8km"] {
            assert!(parse_distance(bad, false).is_err(), "{bad:?} was taken");
        }
    }

    #[test]
    fn the_log_form_has_at_most_three_decimals() {
        for (text, shown) in
            [("2", "2"), ("2.0", "2"), ("8.047", "8.047"), ("0.5", "0.5"), ("007", "7")]
        {
            assert_eq!(text.parse::<Minutes>().unwrap().to_string(), shown);
        }
        for bad in [
            "",
            ".",
            ".5",
            "5.",
            "1.2345",
            "-1",
            "+1",
            "1e3",
            "1,5",
            "NaN",
            "9999999999999999999999",
        ] {
            assert!(bad.parse::<Kilometres>().is_err(), "{bad:?} was taken");
        }
    }

    #[test]
    fn a_mile_is_1609_metres() {
        let five_miles = Kilometres::from_thousandths(8047);
        assert!((DistanceUnit::Km.of(five_miles) - 8.047).abs() < 1e-12);
        assert!((DistanceUnit::Mi.of(five_miles) - 5.0).abs() < 1e-3);
    }
}
