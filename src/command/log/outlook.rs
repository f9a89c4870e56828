//! The verdict before and after a record.
//!
//! Pure: the log, the record and the day.

use chrono::NaiveDate;

use crate::analysis::{Diary, Period, Report, Settings};
use crate::domain::Entry;

/// What a record changes.
#[derive(Debug)]
pub struct Outlook {
    /// The log with the record.
    pub diary: Diary,
    /// The report of the last entry's day, before the record.
    pub before: Option<Report>,
    /// The report of today, with it.
    pub now: Report,
    /// A reading of the record is strong, or well above the last one before.
    pub is_alarming: bool,
}

impl Outlook {
    /// `diary` is the log before `rows` were added to it.
    pub fn new(mut diary: Diary, rows: &[Entry], today: NaiveDate, settings: Settings) -> Self {
        let report = |diary: &Diary| Report::new(diary, Period::Weeks(1), settings);
        let last = diary.last();
        diary.as_of = last.unwrap_or(today);
        let before = last.map(|_| report(&diary));
        diary.as_of = today;
        let mut is_alarming = false;
        for row in rows {
            let last = diary.pain_before((row.date, row.time), settings.day_start);
            is_alarming |= row.pain.is_some_and(|pain| pain.is_alarming_after(last));
            diary.add(row, 0);
        }
        Self { now: report(&diary), diary, before, is_alarming }
    }
}

#[cfg(test)]
mod tests {
    use chrono::Days;

    use super::*;

    fn date(day: u64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + Days::new(day)
    }

    fn row(day: u64, pain: u8) -> Entry {
        Entry { pain: pain.try_into().ok(), ..Entry::on(date(day)) }
    }

    fn outlook(entries: &[Entry], record: &Entry) -> Outlook {
        let mut diary = Diary::new(record.date);
        for row in entries {
            diary.add(row, 0);
        }
        Outlook::new(diary, std::slice::from_ref(record), record.date, Settings::default())
    }

    #[test]
    fn strong_pain_and_a_rise_are_noticed() {
        let strong = |before: &[(u64, u8)], day: u64, pain: u8| {
            let before: Vec<_> = before.iter().map(|(day, pain)| row(*day, *pain)).collect();
            outlook(&before, &row(day, pain)).is_alarming
        };
        assert!(strong(&[], 0, 7));
        assert!(!strong(&[], 0, 6));
        assert!(strong(&[(0, 4)], 1, 6));
        assert!(strong(&[(0, 3)], 1, 5));
        // A rise to a little pain is none to alarm anyone.
        assert!(!strong(&[(0, 2)], 1, 4));
        assert!(!strong(&[(0, 0)], 1, 2));
        assert!(!strong(&[(0, 5)], 1, 6));
        // The last reading before, not the highest, and not a later one.
        assert!(strong(&[(0, 6), (1, 2)], 2, 5));
        assert!(!strong(&[(1, 2), (0, 6)], 0, 6));
    }

    /// By day and time, not by place in the file.
    #[test]
    fn the_last_reading_is_the_latest_by_the_clock() {
        let at = |time: &str, pain| Entry { time: time.parse().ok(), ..row(0, pain) };
        let (low, high) = (at("18:00:00", 3), at("08:00:00", 6));
        for before in [[low.clone(), high.clone()], [high, low]] {
            assert!(outlook(&before, &at("20:00:00", 5)).is_alarming, "{before:?}");
            assert!(!outlook(&before, &at("10:00:00", 5)).is_alarming, "{before:?}");
        }
    }
}
