//! Days and answers that follow from a verdict at once, so that no text counts.

use chrono::{Days, NaiveDate};

use super::report::{Episode, Report, Status, Verdict};

/// Days before anything is judged, and before the start can be compared with.
const FIRST_JUDGED: u64 = 28;
/// Days that a visit answers the reasons that come of time alone.
const UNDER_CARE: u64 = 42;
/// The recent mean from which time alone is a reason to ask.
const HIGH: f64 = 3.0;
const TOLERANCE: f64 = 1e-9;

fn after(date: NaiveDate, days: u64) -> NaiveDate {
    date.checked_add_days(Days::new(days)).unwrap_or(date)
}

impl Episode {
    /// Whole weeks since it began.
    #[must_use]
    pub const fn weeks(&self) -> i64 {
        self.elapsed_days / 7
    }

    /// The first day on which it is judged, four weeks after its start.
    #[must_use]
    pub fn judged_from(&self) -> NaiveDate {
        after(self.start, FIRST_JUDGED)
    }

    /// The first day on which its start can be compared with, four weeks after
    /// the first logged pain.
    #[must_use]
    pub fn compared_from(&self) -> NaiveDate {
        after(self.first_pain, FIRST_JUDGED)
    }
}

impl Verdict {
    /// The day up to which a visit answers for pain that lasts; `None` unless
    /// under care.
    #[must_use]
    pub fn care_until(&self) -> Option<NaiveDate> {
        self.seen
            .filter(|_| self.status == Status::UnderCare)
            .map(|seen| after(seen, UNDER_CARE))
    }

    /// Whether the recent mean is 3 or more.
    #[must_use]
    pub fn is_high(&self) -> bool {
        self.recent
            .is_some_and(|recent| recent.mean >= HIGH - TOLERANCE)
    }

    /// Whether the latest score is 3 or more.
    #[must_use]
    pub fn last_is_high(&self) -> bool {
        self.last_score
            .is_some_and(|(_, score)| score >= HIGH - TOLERANCE)
    }

    /// Whether the recent mean is 1 or less.
    #[must_use]
    pub fn is_nearly_gone(&self) -> bool {
        self.recent
            .is_some_and(|recent| recent.mean <= 1.0 + TOLERANCE)
    }
}

impl Report {
    /// Days from `date` to the report's day.
    #[must_use]
    pub fn days_since(&self, date: NaiveDate) -> i64 {
        (self.as_of - date).num_days()
    }
}
