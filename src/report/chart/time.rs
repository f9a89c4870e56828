//! The time axis: which columns a day has, and where its labels stand.

use std::ops::Range;

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::term::format::short_date;

/// A day wider than this says no more.
const WIDEST_DAY: usize = 12;
/// Blank columns between two labels.
const BETWEEN: usize = 2;

/// Days from left to right. Few days have several columns each; many share one.
#[derive(Debug, Clone, Copy)]
pub struct TimeScale {
    first: NaiveDate,
    days: usize,
    columns: usize,
}

impl TimeScale {
    /// `days` from `first` on, in at most `room` columns.
    pub fn new(first: NaiveDate, days: usize, room: usize) -> Self {
        let per_day = room.checked_div(days).unwrap_or(0).min(WIDEST_DAY);
        let columns = if per_day == 0 { room } else { days * per_day };
        Self { first, days, columns }
    }

    pub const fn columns(&self) -> usize {
        self.columns
    }

    /// The columns of a day, by its number from 0.
    pub fn columns_of(&self, day: usize) -> Range<usize> {
        let start = self.scaled(day, self.columns);
        start..self.scaled(day + 1, self.columns).max(start + 1)
    }

    /// The column in the middle of a day.
    pub fn middle(&self, day: usize) -> usize {
        self.dot(day) / 2
    }

    /// The middle of a day in half columns; its first where days share columns.
    pub fn dot(&self, day: usize) -> usize {
        let widened = self.columns.checked_div(self.days).unwrap_or(0);
        self.scaled(2 * day, self.columns) + widened.saturating_sub(1)
    }

    fn scaled(&self, position: usize, onto: usize) -> usize {
        (position * onto).checked_div(self.days).unwrap_or(0)
    }

    /// The days of a window that the period shows.
    pub fn days_within(&self, from: NaiveDate, to: NaiveDate) -> Option<(usize, usize)> {
        let last = self.days.checked_sub(1)?;
        let until = usize::try_from((to - self.first).num_days()).ok()?;
        let since = usize::try_from((from - self.first).num_days()).unwrap_or(0);
        (since <= last).then(|| (since, until.min(last)))
    }

    /// Labels with their columns: as many as stand apart.
    pub fn labels(&self) -> Vec<(usize, String)> {
        STEPS
            .iter()
            .map(|step| self.labels_every(*step))
            .find(|labels| !labels.is_empty() && stand_apart(labels))
            .unwrap_or_default()
    }

    fn labels_every(&self, step: Step) -> Vec<(usize, String)> {
        let mut mondays = 0;
        let mut labels = Vec::new();
        for day in 0..self.days {
            let Some(date) = self.first.checked_add_days(Days::new(day as u64)) else {
                break;
            };
            let is_monday = date.weekday() == Weekday::Mon;
            let (is_due, label) = match step {
                Step::Days(n) => (day % n == 0, short_date(date)),
                Step::Weeks(n) => (is_monday && mondays % n == 0, short_date(date)),
                Step::Months(n) => (date.day() == 1 && date.month0() % n == 0, month(date)),
                Step::Years(n) => {
                    (date.ordinal() == 1 && date.year().rem_euclid(n) == 0, date.year().to_string())
                }
            };
            mondays += usize::from(is_monday);
            if is_due {
                labels.push((self.columns_of(day).start, label));
            }
        }
        // The last one may lack the room to be written out.
        while labels
            .last()
            .is_some_and(|(column, label)| column + label.len() > self.columns.max(7))
        {
            labels.pop();
        }
        labels
    }
}

#[derive(Debug, Clone, Copy)]
enum Step {
    Days(usize),
    Weeks(usize),
    Months(u32),
    Years(i32),
}

const STEPS: &[Step] = &[
    Step::Days(1),
    Step::Days(2),
    Step::Weeks(1),
    Step::Weeks(2),
    Step::Weeks(4),
    Step::Months(1),
    Step::Months(2),
    Step::Months(3),
    Step::Months(6),
    Step::Years(1),
    Step::Years(2),
    Step::Years(5),
    Step::Years(10),
    Step::Years(50),
    Step::Years(200),
];

/// `Nov`; January is its year.
fn month(date: NaiveDate) -> String {
    if date.month() == 1 { date.year().to_string() } else { date.format("%b").to_string() }
}

fn stand_apart(labels: &[(usize, String)]) -> bool {
    labels
        .iter()
        .zip(labels.iter().skip(1))
        .all(|((column, label), (next, _))| column + label.len() + BETWEEN <= *next)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scale(days: usize, room: usize) -> TimeScale {
        TimeScale::new("2026-08-31".parse().unwrap(), days, room)
    }

    #[test]
    fn few_days_have_equal_columns_and_many_share() {
        assert_eq!(scale(84, 195).columns(), 168);
        assert_eq!(scale(60, 75).columns(), 60);
        assert_eq!(scale(84, 75).columns(), 75);
        assert_eq!(scale(7, 195).columns_of(1), 12..24);
        assert_eq!(scale(84, 75).columns_of(83).end, 75);
        assert_eq!(scale(1000, 75).columns_of(999), 74..75);
        assert_eq!(scale(0, 75).columns(), 75);
    }

    #[test]
    fn a_day_stands_in_its_own_columns() {
        for (days, room) in [(7, 195), (14, 29), (60, 75), (84, 75), (400, 75), (4000, 55)] {
            let scale = scale(days, room);
            for day in 0..days {
                let columns = scale.columns_of(day);
                assert!(columns.contains(&scale.middle(day)), "{day} of {days} in {room}");
                assert!(columns.end <= scale.columns(), "{day} of {days} in {room}");
            }
        }
    }

    #[test]
    fn labels_stand_apart_whatever_the_period() {
        for (days, room, first, second) in [
            (84, 75, "31 Aug", "14 Sep"),
            (84, 55, "31 Aug", "14 Sep"),
            (84, 195, "31 Aug", "7 Sep"),
            (7, 75, "31 Aug", "1 Sep"),
            (400, 75, "Sep", "Nov"),
            (4000, 75, "2027", "2028"),
        ] {
            let labels = scale(days, room).labels();
            assert_eq!(labels[0].1, first, "{days} in {room}: {labels:?}");
            assert_eq!(labels[1].1, second, "{days} in {room}: {labels:?}");
            assert!(stand_apart(&labels), "{labels:?}");
        }
        for days in 1..900 {
            assert!(!scale(days, 55).labels().is_empty() || days < 1, "{days}");
        }
    }
}
