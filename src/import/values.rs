//! Values as the tables of other programs write them, in many languages: moments, numbers
//! and times.

use std::borrow::Cow;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::Start;
use crate::domain::{DayOrder, days_of, iso_day, parse_duration};

/// The months by the first letters of their names: English, German, French, Spanish, Italian,
/// Portuguese, Dutch, Swedish, Danish, Norwegian, Polish, Finnish and Russian.
const MONTHS: [&str; 12] = [
    "jan ene gen sty tammi янв",
    "feb fév fev lut helmi фев",
    "mar mär mrt maa мар",
    "apr avr abr kwi huhti апр",
    "may mai maj mag mei touko май мая",
    "jun juin giu cze kesä июн",
    "jul juil lug lip heinä июл",
    "aug aoû ago sie elo авг",
    "sep set wrz syys сен",
    "oct okt ott out paź loka окт",
    "nov lis marras ноя",
    "dec dez déc dic des gru joulu дек",
];

/// A day that a table names, with the time and the zone where they stand beside it.
pub struct Moment {
    day: NaiveDate,
    /// Another day that may be meant, as the day or the month may stand first.
    other: Option<NaiveDate>,
    time: Option<NaiveTime>,
    /// Seconds east of UTC.
    offset: Option<i64>,
    /// What its own numbers tell of their order.
    pub order: DayOrder,
}

impl Moment {
    /// Reads `2026-01-02T07:30:00Z`, `05.03.2023, 05:31:04`, `Jul 29, 2019, 6:01:02 AM`,
    /// `5 mars 2023 à 05:31`, `2023年3月5日`, `12/5/21`.
    pub fn read(text: &str) -> Option<Self> {
        let mut text = text.trim().to_lowercase();
        if !text.is_ascii() {
            text = text.replace(['\u{a0}', '\u{202f}', '\u{2009}'], " ");
        }
        if let Some((day, rest)) = text.split_at_checked(10)
            && let Some(day) = iso_day(day)
        {
            let rest = rest.trim_start_matches(['t', ' ', ',']);
            if rest.is_empty() {
                return Some(Self::new(day, None, None));
            }
            let (clock, offset) = without_zone(rest);
            let time = Some(time_of_day(clock)?);
            return Some(Self::new(day, time, offset));
        }
        // The longest end that is a time of day.
        let ends = text.match_indices([' ', ',']).map(|(at, _)| text.split_at(at));
        let mut ends = ends.map(|(day, rest)| (day, rest.trim_start_matches([' ', ','])));
        let is_clock = |rest: &str| rest.contains(':') || rest.matches('.').count() > 1;
        let clock = ends.find_map(|(day, rest)| {
            let time = if is_clock(rest) { time_of_day(rest) } else { None };
            Some((day, time?))
        });
        let (day, time) = clock.map_or((&*text, None), |(day, time)| (day, Some(time)));
        if let Some(day) = day_with_month(day) {
            return Some(Self::new(day, time, None));
        }
        let day = plain(day);
        let days = days_of(&day);
        let (first, other) = (*days.first()?, days.get(1).copied());
        Some(Self { other, order: DayOrder::of(&day), ..Self::new(first, time, None) })
    }

    fn new(day: NaiveDate, time: Option<NaiveTime>, offset: Option<i64>) -> Self {
        Self { day, other: None, time, offset, order: DayOrder::default() }
    }

    /// Whether other rows must tell which day is meant.
    pub fn is_open(&self) -> bool {
        self.other.is_some()
    }

    /// Whether the time of day is named.
    pub fn has_time(&self) -> bool {
        self.time.is_some()
    }

    /// The moment, where `order` tells which day is meant. `is_utc`: what names no zone is UTC.
    ///
    /// # Errors
    /// Says which days it may be.
    pub fn start(&self, order: DayOrder, is_utc: bool) -> Result<Start, String> {
        let day = match self.other {
            Some(other) => order.day(self.day, other)?,
            None => self.day,
        };
        let Some(time) = self.time else {
            return Ok(Start::Day(day));
        };
        let at = day.and_time(time);
        Ok(match self.offset {
            Some(offset) => {
                Start::Utc(at.checked_sub_signed(TimeDelta::seconds(offset)).unwrap_or(at))
            }
            None if is_utc => Start::Utc(at),
            None => Start::Local(at),
        })
    }

    /// The same at another time of day.
    pub fn at(self, time: Option<NaiveTime>) -> Self {
        Self { time: time.or(self.time), ..self }
    }
}

/// A moment of XML, which has its zone or is local, with its seconds.
pub fn instant(text: &str) -> Option<Start> {
    let zoned = DateTime::parse_from_rfc3339(text)
        .or_else(|_| DateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S %z"));
    if let Ok(at) = zoned {
        return Some(Start::Utc(at.naive_utc()));
    }
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f").ok().map(Start::Local)
}

/// `05:31:04`, `05.31.04` or `6:01:02 pm`; seconds are dropped.
fn time_of_day(text: &str) -> Option<NaiveTime> {
    let clock = text.trim_end_matches(|c: char| !c.is_ascii_digit());
    let half: String = text[clock.len()..].chars().filter(char::is_ascii_alphabetic).collect();
    let mut parts = clock.split([':', '.']);
    let mut next = || parts.next()?.parse::<u32>().ok();
    let (hour, minute) = (next()?, next()?);
    let hour = match &*half {
        "" => hour,
        "am" if (1..=12).contains(&hour) => hour % 12,
        "pm" if (1..=12).contains(&hour) => hour % 12 + 12,
        _ => return None,
    };
    // Seconds, and a fraction of them.
    let is_rest = parts.clone().count() <= 2
        && parts.all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
    if is_rest { NaiveTime::from_hms_opt(hour, minute, 0) } else { None }
}

/// A time of day without its zone, `z`, `+01:00` or `+0000`, and that in seconds.
fn without_zone(text: &str) -> (&str, Option<i64>) {
    if let Some(clock) = text.strip_suffix('z') {
        return (clock, Some(0));
    }
    let Some(at) = text.rfind(['+', '-']) else {
        return (text, None);
    };
    let digits = text[at + 1..].replace(':', "");
    let offset = match digits.parse::<i64>() {
        Ok(hours) if digits.len() == 2 => hours * 3600,
        Ok(both) if digits.len() == 4 => both / 100 * 3600 + both % 100 * 60,
        _ => return (text, None),
    };
    let offset = if text[at..].starts_with('-') { -offset } else { offset };
    (text[..at].trim_end(), Some(offset))
}

/// A day of numbers alone: without the signs of Chinese, Japanese and Korean, and dashes.
fn plain(day: &str) -> String {
    day.trim_end_matches(['.', ' ', '日', '일']).replace(['年', '月', '년', '월', '-'], "/")
}

/// A day with the name of a month, such as `5 de mar. de 2023` or `mar 5, 2023`.
fn day_with_month(text: &str) -> Option<NaiveDate> {
    let words = || text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    // `mar.` is a Tuesday, too, and stands first then.
    let is_name = |word: &&str| word.starts_with(char::is_alphabetic);
    let month = words().rev().filter(is_name).find_map(month)?;
    let digits = |word: &str| word.trim_end_matches(char::is_alphabetic).parse().ok();
    let numbers: Vec<i32> = words().filter_map(digits).collect();
    let (day, year) = match *numbers {
        [year, day] | [day, year] if year >= 1000 => (day, year),
        [day, year] if year < 100 => (day, year + 2000),
        _ => return None,
    };
    NaiveDate::from_ymd_opt(year, month, u32::try_from(day).ok()?)
}

fn month(word: &str) -> Option<u32> {
    let beginnings = (1..)
        .zip(MONTHS)
        .flat_map(|(number, names)| names.split(' ').map(move |name| (name.len(), number, name)));
    let fits = beginnings.filter(|(_, _, name)| word.starts_with(name));
    fits.max().map(|(_, number, _)| number)
}

/// A decimal with a point or a comma, and blanks, apostrophes or the other sign between
/// thousands. `is_cut`: decimals have at most two digits, so that three are thousands.
pub fn number(text: &str, is_cut: bool) -> Option<f64> {
    const BLANKS: [char; 5] = [' ', '\u{a0}', '\u{202f}', '\'', '’'];
    let text = text.trim().trim_start_matches('\'');
    let text: Cow<'_, str> =
        if text.contains(BLANKS) { text.replace(BLANKS, "").into() } else { text.into() };
    let sign = text.rfind([',', '.']);
    let Some((whole, part)) = sign.map(|at| (&text[..at], &text[at + 1..])) else {
        return decimal(&text);
    };
    let groups: Vec<&str> = whole.split([',', '.']).collect();
    let (first, more) = groups.split_first()?;
    let is_grouped = matches!(first.len(), 1..=3) && more.iter().all(|group| group.len() == 3);
    let between = text.chars().filter(|c| matches!(c, ',' | '.'));
    let is_one_sign = between.clone().all(|sign| between.clone().next() == Some(sign));
    let is_thousands = is_one_sign && (is_cut || !more.is_empty()) && *first != "0";
    if is_grouped && is_thousands && part.len() == 3 {
        return decimal(&(groups.concat() + part));
    }
    if more.is_empty() && text.as_bytes().get(whole.len()) == Some(&b'.') {
        return decimal(&text);
    }
    if more.is_empty() || is_grouped && !is_one_sign {
        return decimal(&format!("{}.{part}", groups.concat()));
    }
    None
}

/// Metres of a distance with at most two decimals: of a swim, or with a sign between thousands,
/// it is in metres already; else in a unit of so many metres.
pub fn distance(text: &str, is_swim: bool, unit: f64) -> Option<f64> {
    let amount = number(text, true)?;
    let is_in_metres = is_swim || number(text, false) != Some(amount);
    Some(if is_in_metres { amount } else { amount * unit })
}

/// Digits with a point between them, and no sign, letter or exponent.
fn decimal(text: &str) -> Option<f64> {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let has_digits = text.starts_with(|c: char| c.is_ascii_digit()) && text.len() <= 30;
    if is_plain && has_digits { text.parse().ok() } else { None }
}

/// Seconds of `45:00` (minutes and seconds) or `1:10:00`, with decimals or without.
pub fn clock(text: &str) -> Option<f64> {
    let text = text.trim().replace(',', ".");
    let mut parts = text.split(':').map(decimal);
    let (first, second, third) = (parts.next()??, parts.next()??, parts.next());
    match (third, parts.next()) {
        (None, _) if second < 60.0 => Some(first * 60.0 + second),
        (Some(Some(third)), None) if second < 60.0 && third < 60.0 => {
            Some(first * 3600.0 + second * 60.0 + third)
        }
        _ => None,
    }
}

/// Seconds of a time as people write it: `45` minutes, `45:00`, `1h 10min`.
pub fn duration(text: &str) -> Option<f64> {
    let minutes = || number(text, false).map(|minutes| minutes * 60.0);
    let words = || parse_duration(text).ok().map(|minutes| minutes.get() * 60.0);
    clock(text).or_else(minutes).or_else(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_in_many_languages() {
        for (text, expected) in [
            ("2026-01-02", "2026-01-02"),
            ("2026-01-02 07:30:59", "2026-01-02 07:30"),
            ("2026-01-02T07:30:00Z", "2026-01-02 07:30 UTC"),
            ("2026-01-02T19:00:00+01:00", "2026-01-02 18:00 UTC"),
            ("2026-01-02T11:10:01.808-02:30", "2026-01-02 13:40 UTC"),
            ("2025-03-01 09:00:00 +0000", "2025-03-01 09:00 UTC"),
            ("05.03.2023, 05:31:04", "2023-03-05 05:31"),
            ("Jul 29, 2019, 6:01:02 AM", "2019-07-29 06:01"),
            ("Jul 29, 2019, 6:01:02\u{202f}PM", "2019-07-29 18:01"),
            ("29 Jul 2019, 06:01:02", "2019-07-29 06:01"),
            ("5 mars 2023 à 05:31:04", "2023-03-05 05:31"),
            ("mar. 4 avr. 2023, 05:31:04", "2023-04-04 05:31"),
            ("5 août 2023 à 05:31:04", "2023-08-05 05:31"),
            ("5 ago 2023 5:31:04", "2023-08-05 05:31"),
            ("5 de mar. de 2023, 05:31:04", "2023-03-05 05:31"),
            ("5 mrt. 2023 05:31:04", "2023-03-05 05:31"),
            ("5. mar. 2023 05.31.04", "2023-03-05 05:31"),
            ("1 paź 2023, 05:31:04", "2023-10-01 05:31"),
            ("5 marraskuuta 2023", "2023-11-05"),
            ("2023年3月5日 05:31:04", "2023-03-05 05:31"),
            ("2023/03/05 5:31:04", "2023-03-05 05:31"),
            ("2023. 3. 5.", "2023-03-05"),
            ("5. 3. 2023", "2023-03-05"),
            ("1.4.2024", "2024-04-01"),
            ("1st Jan 2021", "2021-01-01"),
            ("13/5/21", "2021-05-13"),
            ("7/13/23 9:05 PM", "2023-07-13 21:05"),
        ] {
            let start = Moment::read(text).unwrap().start(DayOrder::default(), false);
            let shown = match start.unwrap() {
                Start::Day(day) => day.to_string(),
                Start::Local(at) => at.format("%F %H:%M").to_string(),
                Start::Utc(at) => at.format("%F %H:%M UTC").to_string(),
            };
            assert_eq!(shown, expected, "{text}");
        }
        for bad in ["", "x", "7", "2023", "45:00", "32 mars 2023", "5 led 2023", "2026-13-01"] {
            assert!(Moment::read(bad).is_none(), "{bad:?} was taken");
        }
        let either = Moment::read("3/2/2026").unwrap();
        let why = either.start(DayOrder::default(), false).unwrap_err();
        assert!(why.contains("2026-02-03") && why.contains("2026-03-02"), "{why}");
    }

    #[test]
    fn a_sign_before_three_digits_may_be_between_thousands() {
        for (text, cut, loose) in [
            ("8", Some(8.0), Some(8.0)),
            ("4.23", Some(4.23), Some(4.23)),
            ("2,81", Some(2.81), Some(2.81)),
            ("1,500", Some(1500.0), Some(1.5)),
            ("1.609", Some(1609.0), Some(1.609)),
            ("8012.345", Some(8012.345), Some(8012.345)),
            ("16093.400390625", Some(16_093.400_390_625), Some(16_093.400_390_625)),
            ("1,234,567", Some(1_234_567.0), Some(1_234_567.0)),
            ("1.234,5", Some(1234.5), Some(1234.5)),
            ("1 234,5", Some(1234.5), Some(1234.5)),
            ("0.500", Some(0.5), Some(0.5)),
            ("'12", Some(12.0), Some(12.0)),
            ("--", None, None),
            ("-12", None, None),
            ("1e5", None, None),
            ("nan", None, None),
            ("1.2.3", None, None),
            ("", None, None),
        ] {
            assert_eq!(number(text, true), cut, "{text}");
            assert_eq!(number(text, false), loose, "{text}");
        }
    }

    #[test]
    fn times_are_minutes_or_hours_by_their_colons() {
        for (text, expected) in [
            ("45", Some(2700.0)),
            ("32:11", Some(1931.0)),
            ("19:59", Some(1199.0)),
            ("0:27:32", Some(1652.0)),
            ("00:01:39,6", Some(99.6)),
            ("1h 10min", Some(4200.0)),
            ("0", Some(0.0)),
            ("1:75", None),
            ("1:2:3:4", None),
            ("soon", None),
        ] {
            assert_eq!(duration(text), expected, "{text}");
        }
    }
}
