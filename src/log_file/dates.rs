//! Days as spreadsheets rewrite them, read only where there is one meaning:
//! by their form alone, or because all days of the file fit only one order.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::columns;
use crate::domain::{the_day, written_day};

/// What a text says about a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// This day and no other.
    Day(NaiveDate),
    /// One of these.
    Either(Vec<NaiveDate>),
    /// It is no day.
    None,
}

/// The orders that fit every day of a file, by how the days are written.
#[derive(Debug, Default)]
pub struct Orders(HashMap<(char, usize), Vec<Order>>);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    YearMonthDay,
    DayMonthYear,
    MonthDayYear,
}
use Order::{DayMonthYear, MonthDayYear, YearMonthDay};

impl Orders {
    /// Learns from one day of the file.
    pub fn observe(&mut self, text: &str) {
        let Some(written) = Written::of(without_midnight(text.trim())) else {
            return;
        };
        let fits: Vec<Order> = written.days().map(|(order, _)| order).collect();
        if !fits.is_empty() {
            self.0
                .entry(written.kind())
                .and_modify(|orders| orders.retain(|order| fits.contains(order)))
                .or_insert(fits);
        }
    }

    /// What a text says, in the light of the others.
    pub fn read(&self, text: &str) -> Reading {
        let text = without_midnight(text.trim());
        if let Some(day) = columns::date(text.as_bytes()).or_else(|| written_day(text, None)) {
            return Reading::Day(day);
        }
        let Some(written) = Written::of(text) else {
            return Reading::None;
        };
        let mut days: Vec<NaiveDate> = written.days().map(|(_, day)| day).collect();
        days.dedup();
        match (&*days, self.0.get(&written.kind()).map(Vec::as_slice)) {
            ([], _) => Reading::None,
            ([day], _) => Reading::Day(*day),
            (_, Some([order])) => written.in_order(*order).map_or(Reading::None, Reading::Day),
            _ => Reading::Either(days),
        }
    }
}

/// Three numbers with one separator between them.
#[derive(Debug)]
struct Written {
    separator: char,
    numbers: [u32; 3],
    /// Digits of the first and of the last.
    digits: (usize, usize),
}

impl Written {
    fn of(text: &str) -> Option<Self> {
        let separator = text.chars().find(|c| matches!(c, '/' | '-'))?;
        let parts: Vec<&str> = text.split(separator).map(str::trim).collect();
        let &[first, second, third] = &*parts else {
            return None;
        };
        let number = |part: &str| match part.bytes().all(|byte| byte.is_ascii_digit()) {
            true => part.parse().ok(),
            false => None,
        };
        let numbers = [number(first)?, number(second)?, number(third)?];
        (second.len() <= 2).then_some(Self {
            separator,
            numbers,
            digits: (first.len(), third.len()),
        })
    }

    fn kind(&self) -> (char, usize) {
        (self.separator, self.digits.0.max(self.digits.1))
    }

    /// The days that it can be, each with its order.
    fn days(&self) -> impl Iterator<Item = (Order, NaiveDate)> {
        let orders: &[Order] = match (self.separator, self.digits) {
            ('-', (2, 2)) => &[DayMonthYear, MonthDayYear, YearMonthDay],
            (_, (1..=2, 2 | 4)) => &[DayMonthYear, MonthDayYear],
            _ => &[],
        };
        let days = orders.iter();
        days.filter_map(|order| Some((*order, self.in_order(*order)?)))
    }

    fn in_order(&self, order: Order) -> Option<NaiveDate> {
        let [a, b, c] = self.numbers;
        let (year, month, day) = match order {
            YearMonthDay => (a, b, c),
            DayMonthYear => (c, b, a),
            MonthDayYear => (c, a, b),
        };
        the_day(year, month, day)
    }
}

fn without_midnight(text: &str) -> &str {
    let clock = text.strip_suffix('Z').unwrap_or(text);
    ["00:00", "00:00:00", "00:00:00.000", "0:00", "0:00:00"]
        .iter()
        .find_map(|midnight| clock.strip_suffix(midnight)?.strip_suffix([' ', 'T']))
        .map_or(text, str::trim_end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Reading {
        Reading::Day(text.parse().unwrap())
    }

    #[test]
    fn a_form_with_one_meaning_needs_no_company() {
        for text in [
            "2026/11/20",
            "2026.11.20",
            "20.11.2026",
            "20.11.26",
            "20. 11. 2026",
            "20 Nov 2026",
            "20-Nov-26",
            "20. November 2026",
            "Nov 20, 2026",
            "Friday, November 20th, 2026",
            "2026-11-20 00:00:00",
            "2026-11-20T00:00:00Z",
            "11/20/2026",
            "11/20/26",
            "20-11-2026",
        ] {
            assert_eq!(Orders::default().read(text), day("2026-11-20"), "{text}");
        }
        assert_eq!(Orders::default().read("1.2.26"), day("2026-02-01"));
        assert_eq!(Orders::default().read("11/11/2026"), day("2026-11-11"));
        for text in [
            "", "46346", "2026-11", "20/11", "31.02.2026", "20.11.2026 07:30", "20 Foo 2026",
            "1/2/3/4", "20.11.226", "-1-2-2026", "99.99.9999", "20-11/2026", "..", "٢٠.١١.٢٠٢٦",
        ] {
            assert_eq!(Orders::default().read(text), Reading::None, "{text}");
        }
    }

    #[test]
    fn the_whole_file_settles_the_order() {
        let either =
            |a: &str, b: &str| Reading::Either(vec![a.parse().unwrap(), b.parse().unwrap()]);
        let mut days = Orders::default();
        days.observe("10/11/2026");
        assert_eq!(days.read("10/11/2026"), either("2026-11-10", "2026-10-11"));
        days.observe("10/13/2026");
        assert_eq!(days.read("10/11/2026"), day("2026-10-11"));
        // Another hand wrote those with two digits.
        assert_eq!(days.read("10/11/26"), either("2026-11-10", "2026-10-11"));
        // Two hands: only what is plain by itself is read.
        days.observe("13/10/2026");
        assert_eq!(days.read("10/11/2026"), either("2026-11-10", "2026-10-11"));
        assert_eq!(days.read("13/10/2026"), day("2026-10-13"));
    }
}
