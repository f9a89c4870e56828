//! From a diary to the whole report: the days it shows, and what they hold.
//!
//! The verdict uses the whole log, whatever period is shown.

use chrono::{Days, NaiveDate};

use super::balance::balance;
use super::days::days;
use super::diary::Diary;
use super::report::{LogFacts, Period, Report, Settings};
use super::scores::{Score, day_number, scores, since};
use super::trend::trend;
use super::verdict::judge;
use super::weeks::weeks;
use crate::domain::FIRST_YEAR;

impl Period {
    /// The first day shown of a diary; the last is the diary's own day.
    pub fn first_day(self, diary: &Diary) -> NaiveDate {
        let today = diary.as_of();
        let first = match self {
            Self::Weeks(weeks) => {
                let days = u64::from(weeks).saturating_mul(7).saturating_sub(1);
                today.checked_sub_days(Days::new(days)).unwrap_or(EARLIEST)
            }
            Self::Since(date) => date,
            // A slip in the year must not show centuries of empty days.
            Self::All => diary.first_from(FIRST_YEAR).unwrap_or(today),
        };
        first.max(EARLIEST).min(today)
    }
}

/// The first day that a date of four digits can name: no log begins earlier.
const EARLIEST: NaiveDate = match NaiveDate::from_ymd_opt(0, 1, 1) {
    Some(date) => date,
    None => NaiveDate::MIN,
};

impl Report {
    /// The report on a diary, as of its day.
    pub fn new(diary: &Diary, period: Period, settings: Settings) -> Self {
        let scores = scores(diary);
        let first_day = period.first_day(diary);
        Self {
            as_of: diary.as_of(),
            since: first_day,
            settings,
            log: log_facts(diary, &scores, first_day),
            verdict: judge(diary, &scores, settings),
            balance: balance(diary, first_day),
            trend: trend(&scores, day_number(diary.as_of())),
            weeks: weeks(diary, first_day),
            days: days(diary, &scores, first_day),
        }
    }
}

fn log_facts(diary: &Diary, scores: &[Score], first_day: NaiveDate) -> LogFacts {
    let first = diary.first();
    let with_pain = since(scores, day_number(first_day)).len();
    LogFacts {
        rows: diary.rows(),
        bad_rows: diary.bad_rows(),
        bad_fields: diary.bad_fields(),
        first,
        last: diary.last(),
        days_with_pain: u32::try_from(with_pain).unwrap_or(u32::MAX),
        coverage: first.map(|first| {
            // Days before the first row do not count against coverage.
            let from = day_number(first.max(first_day));
            let days = day_number(diary.as_of()) - from + 1;
            with_pain as f64 / f64::from(days)
        }),
        unread: diary.unread().clone(),
    }
}
