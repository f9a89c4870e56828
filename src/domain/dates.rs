//! Days as people say them, looking backwards from a given day.

use chrono::{Datelike, Days, Month, Months, NaiveDate, NaiveTime, Weekday};

use super::Invalid;
use super::clock::parse_time;

/// The first year of a row's day: an earlier one is a slip.
pub const FIRST_YEAR: i32 = 1950;

/// Days in one word, which completions offer.
pub const DAY_WORDS: &[&str] = &[
    "today", "yesterday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
    "sunday",
];

/// Reads a day, looking backwards from `today`: `2026-11-20`, `20.11.2026`, `20 nov`,
/// `today`, `yesterday`, `monday` (the latest one before today), `3 days ago`.
///
/// # Errors
/// On anything else, also on a day that contradicts its weekday or could be another one; days
/// to come are for the caller to refuse.
pub fn parse_day(text: &str, today: NaiveDate) -> Result<NaiveDate, Invalid> {
    let words = text.trim().to_lowercase();
    if let Some(date) = iso_day(&words).or_else(|| day_in_words(&words, today)) {
        return Ok(date);
    }
    let mut days = written_days(&words, Some(today));
    if let (Some(stated), true) = (stated_weekday(&words), days.len() > 1) {
        days.retain(|day| day.weekday() == stated);
    }
    let meant = || days.iter().filter(|day| **day <= today).map(ToString::to_string);
    match *days {
        [day] => match stated_weekday(&words) {
            // That day of this year is still to come.
            Some(stated)
                if let Some(next) = next_year(day, today, stated)
                    && written_days(&words, None).is_empty() =>
            {
                Ok(next)
            }
            Some(stated) if stated != day.weekday() => {
                let why = format!("{text:?} contradicts itself: {day} is a {}", day.format("%A"));
                Err(Invalid::new(why).try_instead(meant()))
            }
            _ => Ok(day),
        },
        [] => {
            let why = format!("{text:?} is not a day");
            Err(match words.strip_prefix('-').and_then(number) {
                Some(1) => Invalid::new(why).try_instead(["yesterday".to_owned()]),
                Some(days) => Invalid::new(why).try_instead([format!("{days} days ago")]),
                None => Invalid::new(format!(
                    "{why}; try 2026-11-20, 20 nov, yesterday, monday, or 3 days ago"
                )),
            })
        }
        [first, second, ..] => {
            let why = format!("{text:?} can be {first} or {second}");
            Err(Invalid::new(why).try_instead(meant()))
        }
    }
}

/// The same day a year later, where that is the weekday and lies just ahead of `today`.
fn next_year(day: NaiveDate, today: NaiveDate, stated: Weekday) -> Option<NaiveDate> {
    const JUST_AHEAD: i64 = 60;
    let next = day.with_year(day.year() + 1)?;
    let is_near = (1..=JUST_AHEAD).contains(&(next - today).num_days());
    (is_near && next.weekday() == stated).then_some(next)
}

/// Reads a day that may have a time of day: `yesterday 21:00`, `2026-11-20T21:00`,
/// `monday at 9pm`.
///
/// # Errors
/// Those of [`parse_day`].
pub fn parse_day_and_time(
    text: &str,
    today: NaiveDate,
) -> Result<(NaiveDate, Option<NaiveTime>), Invalid> {
    let whole = match parse_day(text, today) {
        Ok(day) => return Ok((day, None)),
        Err(why) => why,
    };
    let is_between = |c: char| c.is_whitespace() || matches!(c, 'T' | ',');
    let mut refused = whole;
    for (at, between) in text.match_indices(is_between) {
        let (before, behind) = (&text[..at], &text[at + between.len()..]);
        for (day, time) in [(before, behind), (behind, before)] {
            let time = time.trim();
            let Ok(time) = parse_time(time.strip_prefix("at ").unwrap_or(time)) else {
                continue;
            };
            match parse_day(day.trim_end_matches(" at"), today) {
                Ok(day) => return Ok((day, Some(time))),
                Err(why) => refused = why,
            }
        }
    }
    Err(refused)
}

/// A day as people say it.
fn day_in_words(words: &str, today: NaiveDate) -> Option<NaiveDate> {
    let since = ["since ", "for ", "on ", "last "].iter().find_map(|it| words.strip_prefix(it));
    let words = since.unwrap_or(words);
    let parts = [" morning", " afternoon", " evening", " night"];
    let words = parts.iter().find_map(|it| words.strip_suffix(it)).unwrap_or(words);
    let words = if since.is_some() && words == "evening" { "night" } else { words };
    match words {
        "today" | "tonight" | "now" => return Some(today),
        "yesterday" | "night" => return today.pred_opt(),
        "day before yesterday" | "the day before yesterday" => {
            return today.checked_sub_days(Days::new(2));
        }
        "tomorrow" => return today.succ_opt(),
        _ => {}
    }
    if let Some(weekday) = weekday(words) {
        let back = (today.weekday().days_since(weekday) + 6) % 7 + 1;
        return today.checked_sub_days(Days::new(u64::from(back)));
    }
    let mut parts = words.strip_suffix(" ago").unwrap_or(words).split_whitespace();
    let (count, unit) = match (parts.next()?, parts.next(), parts.next()) {
        (count, Some(unit), None) => (count, unit),
        // `2d ago`
        (both, None, None) if words.ends_with(" ago") => {
            both.split_at(both.find(|c: char| !c.is_ascii_digit())?)
        }
        _ => return None,
    };
    let count: u32 = match NUMBERS.iter().zip(0..).find(|(number, _)| **number == count) {
        Some((_, number)) => number,
        None if matches!(count, "a" | "an") => 1,
        None if count.bytes().all(|b| b.is_ascii_digit()) => count.parse().ok()?,
        None => return None,
    };
    match unit {
        "d" | "day" | "days" => today.checked_sub_days(Days::new(u64::from(count))),
        "w" | "wk" | "wks" | "week" | "weeks" => {
            today.checked_sub_days(Days::new(u64::from(count) * 7))
        }
        "month" | "months" => today.checked_sub_months(Months::new(count)),
        "year" | "years" => today.checked_sub_months(Months::new(count.checked_mul(12)?)),
        _ => None,
    }
    .filter(|date| date.year() >= 1)
}

/// Exactly `YYYY-MM-DD`, by hand: a date is in every row of a log, and this is several times
/// as fast as a format string.
pub fn iso_day(text: &str) -> Option<NaiveDate> {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else {
        return None;
    };
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0, |sum: u16, digit| {
            digit.is_ascii_digit().then(|| sum * 10 + u16::from(digit - b'0'))
        })
    };
    let (year, month, day) = (number(&[y1, y2, y3, y4])?, number(&[m1, m2])?, number(&[d1, d2])?);
    NaiveDate::from_ymd_opt(year.into(), month.into(), day.into())
}

/// The one day that a text means whatever the other rows of its file say: what spreadsheets
/// make of `2026-11-20`.
pub fn rewritten_day(text: &str) -> Option<NaiveDate> {
    let words = without_midnight(text.trim()).to_lowercase();
    let days = written_days(&words, None);
    let day = match (iso_day(&words), &*days) {
        (Some(day), _) => day,
        (None, [day]) => *day,
        _ => return None,
    };
    let contradicts = stated_weekday(&words).is_some_and(|stated| stated != day.weekday());
    if contradicts { None } else { Some(day) }
}

/// The days that a text of numbers or with an English month can mean: none, one, or the one with
/// the day first before the one with the month first.
pub fn days_of(text: &str) -> Vec<NaiveDate> {
    let mut days = written_days(&text.to_lowercase(), None);
    days.truncate(2);
    days
}

/// Whether the day or the month stands first in the days of a file such as `5/11/2026`, as far
/// as other rows tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DayOrder {
    is_day_first: bool,
    is_month_first: bool,
}

impl DayOrder {
    /// What one text tells: `13/5` has the day first, `5/13` the month.
    pub fn of(text: &str) -> Self {
        let mut numbers = text.trim().split('/').map(str::parse::<u32>);
        match (numbers.next(), numbers.next()) {
            (Some(Ok(first)), Some(Ok(second))) => Self {
                is_day_first: (13..=31).contains(&first),
                is_month_first: (13..=31).contains(&second),
            },
            _ => Self::default(),
        }
    }

    /// Takes over what another row tells.
    pub fn add(&mut self, other: Self) {
        self.is_day_first |= other.is_day_first;
        self.is_month_first |= other.is_month_first;
    }

    /// The day that is meant, of the one with the day first and the one with the month first.
    ///
    /// # Errors
    /// Names both where no row tells.
    pub fn day(self, day: NaiveDate, month: NaiveDate) -> Result<NaiveDate, String> {
        match (self.is_day_first, self.is_month_first) {
            (true, false) => Ok(day),
            (false, true) => Ok(month),
            _ => Err(format!(
                "its day may be {day} or {month}, and no other row tells; write it as {day}"
            )),
        }
    }
}

fn without_midnight(text: &str) -> &str {
    let clock = text.strip_suffix('Z').unwrap_or(text);
    ["00:00", "00:00:00", "00:00:00.000", "0:00", "0:00:00"]
        .iter()
        .find_map(|midnight| clock.strip_suffix(midnight)?.strip_suffix([' ', 'T']))
        .map_or(text, str::trim_end)
}

const NUMBERS: &[&str] = &[
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve",
];

fn weekday(word: &str) -> Option<Weekday> {
    match word {
        "tues" => Some(Weekday::Tue),
        "weds" => Some(Weekday::Wed),
        "thur" | "thurs" => Some(Weekday::Thu),
        word => word.parse().ok(),
    }
}

/// What stands between the parts of a day.
const BETWEEN: &[char] = &[' ', ',', '-', '.', '/', '\u{a0}'];

fn stated_weekday(text: &str) -> Option<Weekday> {
    text.split(BETWEEN).find_map(weekday)
}

/// The days that a text can mean: `20.11.2026`, `20/11/2026`, or with the English name of the
/// month, `20 nov`, `20-nov-26`, `friday, november 20th, 2026`; two of `5/11/2026`. Without a
/// year, as in `20.11.`, it is the latest such day up to `today`; without `today` the year must
/// be there.
fn written_days(text: &str, today: Option<NaiveDate>) -> Vec<NaiveDate> {
    let words: Vec<&str> =
        text.split(BETWEEN).filter(|word| !word.is_empty() && *word != "of").collect();
    let words: Vec<&str> = words.into_iter().filter(|word| weekday(word).is_none()).collect();
    if let [first, second, third] = *words
        && words.iter().all(|word| number(word).is_some())
    {
        return days_of_numbers(text, [first, second, third]);
    }
    if let ([first, second], Some(today)) = (&*words, today)
        && text.contains(['.', '/'])
        && let Some((first, second)) = number(first).zip(number(second))
    {
        let orders = if text.contains('.') {
            &[(second, first)][..]
        } else {
            &[(second, first), (first, second)]
        };
        let mut days: Vec<NaiveDate> =
            orders.iter().filter_map(|(month, day)| latest(*month, *day, today)).collect();
        days.dedup();
        return days;
    }
    day_with_month(&words, today).into_iter().collect()
}

/// The days of three numbers, in each order that the signs between them allow.
fn days_of_numbers(text: &str, [first, second, third]: [&str; 3]) -> Vec<NaiveDate> {
    let has_dots = text.contains('.') && !text.contains(['-', '/']);
    let orders: &[[&str; 3]] =
        &[[third, second, first], [third, first, second], [first, second, third]];
    let orders = match (first.len(), third.len()) {
        (4, _) => &orders[2..],
        _ if has_dots && third.len() != 1 => &orders[..1],
        (2, 2) if text.contains('-') => orders,
        (1..=2, 2 | 4) => &orders[..2],
        _ => &[],
    };
    let mut days: Vec<NaiveDate> = Vec::new();
    for [year, month, day] in orders {
        let day = number(year).zip(number(month)).zip(number(day));
        let day = day.and_then(|((year, month), day)| the_day(year, month, day));
        days.extend(day.filter(|day| !days.contains(day)));
    }
    days
}

/// The day of words of which one is the month's name.
fn day_with_month(words: &[&str], today: Option<NaiveDate>) -> Option<NaiveDate> {
    let month = |word: &str| match word {
        "sept" => Some(9),
        word => word.parse::<Month>().ok().map(|month| month.number_from_month()),
    };
    let (year, month, day) = match *words {
        [first, second] => match month(first) {
            Some(month) => (None, month, second),
            None => (None, month(second)?, first),
        },
        [first, second, third] => match (month(first), month(second)) {
            (Some(month), _) => (Some(third), month, second),
            (None, month) if first.len() == 4 => (Some(first), month?, third),
            (None, month) => (Some(third), month?, first),
        },
        _ => return None,
    };
    let digits = day.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let is_plain = matches!(day.get(digits.len()..), Some("" | "st" | "nd" | "rd" | "th"));
    if !is_plain {
        return None;
    }
    let day = number(digits)?;
    match year {
        None => latest(month, day, today?),
        Some(year) if year.len() == 1 => None,
        Some(year) => the_day(number(year)?, month, day),
    }
}

/// The latest such day up to `today`.
fn latest(month: u32, day: u32, today: NaiveDate) -> Option<NaiveDate> {
    let years = [today.year(), today.year() - 1].into_iter();
    let mut days = years.filter_map(|year| NaiveDate::from_ymd_opt(year, month, day));
    days.find(|day| *day <= today)
}

fn number(word: &str) -> Option<u32> {
    let word = word.trim();
    let is_number = word.bytes().all(|byte| byte.is_ascii_digit());
    (matches!(word.len(), 1 | 2 | 4) && is_number).then(|| word.parse().ok()).flatten()
}

/// The day of a year with two digits, which is one of this century, or with four.
fn the_day(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    let year = match year {
        0..=99 => year + 2000,
        1900..=2199 => year,
        _ => return None,
    };
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::format_time;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn days_in_words_look_backwards() {
        // 2026-11-22 is a Sunday.
        let today = day("2026-11-22");
        for (text, expected) in [
            ("2026-11-20", "2026-11-20"),
            ("Today", "2026-11-22"),
            ("yesterday", "2026-11-21"),
            ("saturday", "2026-11-21"),
            ("sunday", "2026-11-15"),
            ("mon", "2026-11-16"),
            ("last monday", "2026-11-16"),
            ("3 days ago", "2026-11-19"),
            ("1 day ago", "2026-11-21"),
            ("0 days ago", "2026-11-22"),
            ("a week ago", "2026-11-15"),
            ("5 weeks ago", "2026-10-18"),
            ("2 months ago", "2026-09-22"),
            (" 2026-11-20 ", "2026-11-20"),
            ("two days ago", "2026-11-20"),
            ("twelve weeks ago", "2026-08-30"),
            ("20.11.2026", "2026-11-20"),
            ("20. 11. 2026.", "2026-11-20"),
            ("1.2.26", "2026-02-01"),
            ("2026/11/20", "2026-11-20"),
            ("2026-1-5", "2026-01-05"),
            ("20 nov", "2026-11-20"),
            ("Nov 20th", "2026-11-20"),
            ("23 Nov", "2025-11-23"),
            ("20-Nov-26", "2026-11-20"),
            ("Friday, November 20th, 2026", "2026-11-20"),
            ("2026 November 20", "2026-11-20"),
            ("tomorrow", "2026-11-23"),
            ("20/11/2026", "2026-11-20"),
            ("11/20/2026", "2026-11-20"),
            ("20-11-2026", "2026-11-20"),
            ("5/5/2026", "2026-05-05"),
            ("20.11.", "2026-11-20"),
            ("5.11", "2026-11-05"),
            ("20/11", "2026-11-20"),
            ("last night", "2026-11-21"),
            ("yesterday evening", "2026-11-21"),
            ("the day before yesterday", "2026-11-20"),
            ("on Friday", "2026-11-20"),
            ("since monday", "2026-11-16"),
            ("for 3 weeks", "2026-11-01"),
            ("two weeks", "2026-11-08"),
            ("2d ago", "2026-11-20"),
            ("1 wk ago", "2026-11-15"),
            ("last evening", "2026-11-21"),
            ("day before yesterday", "2026-11-20"),
            ("tonight", "2026-11-22"),
            ("20 sept", "2026-09-20"),
            ("thur", "2026-11-19"),
            ("16th of November", "2026-11-16"),
            ("mon 23 nov", "2026-11-23"),
            ("thu 5/11", "2026-11-05"),
            ("sat 21 nov", "2026-11-21"),
        ] {
            assert_eq!(parse_day(text, today).unwrap(), day(expected), "{text}");
        }
        for bad in [
            "",
            "yesterday garbage",
            "5/11/2026",
            "20-11-26",
            "Monday, 20 Nov 2026",
            "sat 20 nov",
            "20.13.2026",
            "5/11",
            "20 11",
            "20.11.26.1",
            "20 novel",
            "20 nov 4",
            "20.11. 8",
            "d ago",
            "20x nov",
            "30 feb",
            "nov",
            "1/2/3",
            "20 nov 126",
            "\u{662}\u{660} nov",
            "2026-02-30",
            "3",
            "last",
            "ago",
            "-3 days ago",
            "3 fortnights ago",
            "99999999999 days ago",
            "4000000 days ago",
            "next monday",
            "+2026-11-2",
        ] {
            assert!(parse_day(bad, today).is_err(), "{bad:?} was taken");
        }
    }

    #[test]
    fn what_a_spreadsheet_made_of_a_day_is_read_where_it_has_one_meaning() {
        for (text, expected) in [
            ("20/11/2026", Some("2026-11-20")),
            ("11/20/26", Some("2026-11-20")),
            ("2026-11-20 00:00:00", Some("2026-11-20")),
            ("2026-11-20T00:00:00.000Z", Some("2026-11-20")),
            ("Fri, 20 Nov 2026", Some("2026-11-20")),
            ("Mon, 20 Nov 2026", None),
            ("5/11/2026", None),
            ("20-11-26", None),
            ("20 nov", None),
            ("yesterday", None),
        ] {
            assert_eq!(rewritten_day(text), expected.map(day), "{text}");
        }
    }

    #[test]
    fn a_day_that_can_be_two_names_both() {
        let error = parse_day("5/11/2026", day("2026-11-22")).unwrap_err().to_string();
        assert!(error.contains("2026-11-05 or 2026-05-11"), "{error}");
        let error = parse_day("monday 20 nov", day("2026-11-22")).unwrap_err().to_string();
        assert!(error.contains("2026-11-20 is a Friday"), "{error}");
    }

    #[test]
    fn a_day_may_have_a_time() {
        let today = day("2026-11-22");
        for (text, expected) in [
            ("yesterday", "2026-11-21 -"),
            ("yesterday 21:00", "2026-11-21 21:00"),
            ("yesterday at 9pm", "2026-11-21 21:00"),
            ("21:00 yesterday", "2026-11-21 21:00"),
            ("last night 23:10", "2026-11-21 23:10"),
            ("2026-11-20T21:00", "2026-11-20 21:00"),
            ("2026-11-20 21:00:30", "2026-11-20 21:00"),
            ("20 nov, 9:15 pm", "2026-11-20 21:15"),
            ("Thu 19 Nov 0730", "2026-11-19 07:30"),
        ] {
            let (day, time) = parse_day_and_time(text, today).unwrap();
            let time = time.map_or_else(|| "-".to_owned(), format_time);
            assert_eq!(format!("{day} {time}"), expected, "{text}");
        }
        for (bad, named) in [
            ("21:00", "is not a day"),
            ("soon 21:00", "is not a day"),
            ("monday 20 nov 21:00", "is a Friday; try 2026-11-20"),
            ("5/11/2026 7am", "try 2026-11-05 or 2026-05-11"),
        ] {
            let error = parse_day_and_time(bad, today).unwrap_err().to_string();
            assert!(error.contains(named), "{bad}: {error}");
        }
    }
}
