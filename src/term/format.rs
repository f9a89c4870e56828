//! Numbers, days, times and distances as people read them. 7-bit characters
//! throughout.

use std::fmt::Display;

use chrono::{Datelike, NaiveDate};

use crate::domain::{DistanceUnit, Done, Kilometres, Minutes};

/// One decimal: `4.6`. Never `-0.0`.
pub fn decimal(value: f64) -> String {
    let text = format!("{value:.1}");
    if text == "-0.0" { "0.0".to_owned() } else { text }
}

/// One decimal with its sign: `+0.4`, `-0.4`, `0.0`.
pub fn signed(value: f64) -> String {
    let text = decimal(value);
    if text.starts_with('-') || text == "0.0" { text } else { format!("+{text}") }
}

/// A whole number with its sign: `+13`, `-8`, `0`.
pub fn signed_whole(value: f64) -> String {
    let text = whole(value);
    if text.starts_with('-') || text == "0" { text } else { format!("+{text}") }
}

/// A whole number: `8`. Never `-0`.
pub fn whole(value: f64) -> String {
    let text = format!("{value:.0}");
    if text == "-0" { "0".to_owned() } else { text }
}

/// An amount with at most one decimal, and none where it is whole: `12.5`, `45`.
pub fn amount(value: f64) -> String {
    let text = decimal(value);
    match text.strip_suffix(".0") {
        Some(whole) => whole.to_owned(),
        None => text,
    }
}

/// A sentence as it goes on within another.
pub fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().into_iter().flat_map(char::to_lowercase);
    first.chain(chars).collect()
}

/// A count and its noun: `1 day`, `2 days`.
pub fn count(n: impl Display + Copy + PartialEq + From<u8>, noun: &str) -> String {
    if n == 1.into() { format!("{n} {noun}") } else { format!("{n} {noun}s") }
}

/// `20 Nov 2026`.
pub fn date(day: NaiveDate) -> String {
    day.format("%-d %b %Y").to_string()
}

/// `20 Nov`.
pub fn short_date(day: NaiveDate) -> String {
    day.format("%-d %b").to_string()
}

/// `10 to 22 Nov 2026`, `28 Sep to 4 Oct 2026`, or one day.
pub fn span(from: NaiveDate, to: NaiveDate) -> String {
    let until = date(to);
    if from == to {
        until
    } else if from.year() != to.year() {
        format!("{} to {until}", date(from))
    } else if from.month() != to.month() {
        format!("{} to {until}", short_date(from))
    } else {
        format!("{} to {until}", from.day())
    }
}

/// `today`, `yesterday`, `12 days ago`.
pub fn days_ago(days: i64) -> String {
    match days {
        0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        days => format!("{days} days ago"),
    }
}

/// `a`, `a and b`, `a, b and c`.
pub fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// `45 min`, `1 h 10 min`, `1 min 30 s`: to the second.
pub fn time(minutes: Minutes) -> String {
    let seconds = (minutes.thousandths() * 60 + 500) / 1000;
    let parts = [(seconds / 3600, "h"), (seconds / 60 % 60, "min"), (seconds % 60, "s")];
    let parts: Vec<_> = parts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, unit)| format!("{count} {unit}"))
        .collect();
    if parts.is_empty() { "0 min".to_owned() } else { parts.join(" ") }
}

/// `8 km`, `4.97 mi`: kilometres as recorded, miles to a hundredth.
pub fn distance(distance: Kilometres, unit: DistanceUnit) -> String {
    match unit {
        DistanceUnit::Km => format!("{distance} km"),
        DistanceUnit::Mi => format!("{} mi", hundredths(unit.of(distance))),
    }
}

/// `run 45 min, 8 km`: the name, and as much as was recorded.
pub fn done(done: &Done, unit: DistanceUnit) -> String {
    let amounts = [done.minutes.map(time), done.distance.map(|amount| distance(amount, unit))];
    let amounts: Vec<String> = amounts.into_iter().flatten().collect();
    format!("{} {}", done.name, amounts.join(", ")).trim_end().to_owned()
}

/// `run 45min 8km`: the same for a column, much as it is typed; kilometres to a
/// hundredth too.
pub fn done_in_short(done: &Done, unit: DistanceUnit) -> String {
    let short = |amount: String| amount.replace(' ', "");
    let mut parts = vec![done.name.to_string()];
    parts.extend(done.minutes.map(|amount| short(time(amount))));
    parts.extend(
        done.distance.map(|amount| format!("{}{}", hundredths(unit.of(amount)), unit.name())),
    );
    parts.join(" ")
}

/// At most two decimals, and none that say nothing.
fn hundredths(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{parse_distance, parse_duration};

    #[test]
    fn times_in_words() {
        for (text, shown) in [
            ("45min", "45 min"),
            ("70min", "1 h 10 min"),
            ("2h", "2 h"),
            ("90s", "1 min 30 s"),
            ("10s", "10 s"),
            ("3x20s", "1 min"),
            ("0s", "0 min"),
        ] {
            assert_eq!(time(parse_duration(text).unwrap()), shown);
        }
    }

    #[test]
    fn what_was_done_at_length_and_in_short() {
        let run = Done {
            name: "run".parse().unwrap(),
            minutes: parse_duration("70min").ok(),
            distance: parse_distance("5mi", false).ok(),
        };
        assert_eq!(done(&run, DistanceUnit::Km), "run 1 h 10 min, 8.047 km");
        assert_eq!(done_in_short(&run, DistanceUnit::Km), "run 1h10min 8.05km");
        assert_eq!(done_in_short(&run, DistanceUnit::Mi), "run 1h10min 5mi");
    }

    #[test]
    fn distances_in_either_unit() {
        for (text, unit, shown) in [
            ("8km", DistanceUnit::Km, "8 km"),
            ("400m", DistanceUnit::Km, "0.4 km"),
            ("5mi", DistanceUnit::Mi, "5 mi"),
            ("10km", DistanceUnit::Mi, "6.21 mi"),
            ("0km", DistanceUnit::Mi, "0 mi"),
        ] {
            assert_eq!(distance(parse_distance(text, true).unwrap(), unit), shown);
        }
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn numbers_have_one_decimal_and_no_negative_zero() {
        assert_eq!(decimal(4.625), "4.6");
        assert_eq!(decimal(-0.04), "0.0");
        assert_eq!(signed(-0.4), "-0.4");
        assert_eq!(signed(0.05), "+0.1");
        assert_eq!(signed(-0.01), "0.0");
        assert_eq!(whole(-0.4), "0");
        assert_eq!(amount(45.0), "45");
        assert_eq!(amount(24.54), "24.5");
    }

    #[test]
    fn one_day_is_no_days() {
        assert_eq!(count(1u32, "day"), "1 day");
        assert_eq!(count(0u64, "row"), "0 rows");
        assert_eq!(count(12i64, "week"), "12 weeks");
    }

    #[test]
    fn spans_say_month_and_year_once() {
        for (from, to, said) in [
            ("2026-11-10", "2026-11-22", "10 to 22 Nov 2026"),
            ("2026-09-28", "2026-10-04", "28 Sep to 4 Oct 2026"),
            ("2025-12-28", "2026-01-03", "28 Dec 2025 to 3 Jan 2026"),
            ("2026-11-22", "2026-11-22", "22 Nov 2026"),
        ] {
            assert_eq!(span(day(from), day(to)), said);
        }
        assert_eq!([0, 1, 2].map(days_ago), ["today", "yesterday", "2 days ago"]);
        let items = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(list(&items), "a, b and c");
        assert_eq!(list(&items[..2]), "a and b");
    }
}
