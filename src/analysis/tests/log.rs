//! A made log. Its days are counted from a Thursday, 2026-01-01, which is day 0.

use crate::analysis::{Diary, Period, Reason, Report, Settings, Status, Verdict, verdict};
use crate::domain::{Entry, Pain, Symptom};
use chrono::{NaiveDate, TimeDelta};

/// The date of day `n`.
pub(crate) fn date(n: i64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + TimeDelta::days(n)
}

pub(crate) fn pain(level: u8) -> Pain {
    Pain::try_from(level).unwrap()
}

/// Rows in the order in which they were added.
#[derive(Debug, Clone, Default)]
pub(crate) struct Log {
    pub(crate) rows: Vec<Entry>,
}

impl Log {
    /// A reading of `level` on each of the days.
    pub(crate) fn of(days: impl IntoIterator<Item = i64>, level: u8) -> Self {
        Self::default().then(days, level)
    }

    /// And a reading of `level` on each of these days.
    pub(crate) fn then(mut self, days: impl IntoIterator<Item = i64>, level: u8) -> Self {
        for day in days {
            self.row(day).pain = Some(pain(level));
        }
        self
    }

    /// On each of the days, all of these readings: their mean is the score.
    pub(crate) fn scored(mut self, days: impl IntoIterator<Item = i64>, readings: &[u8]) -> Self {
        for day in days {
            for level in readings {
                self.row(day).pain = Some(pain(*level));
            }
        }
        self
    }

    /// On each of the days, readings whose mean is `hundredths` of a point.
    pub(crate) fn averaging(self, days: impl IntoIterator<Item = i64>, hundredths: usize) -> Self {
        let low = u8::try_from(hundredths / 100).unwrap();
        let readings: Vec<u8> =
            (0..100).map(|nth| low + u8::from(nth < hundredths % 100)).collect();
        self.scored(days, &readings)
    }

    /// A row of day `on` that says that the pain began on day `began`.
    pub(crate) fn began(mut self, on: i64, began: i64) -> Self {
        self.row(on).began = Some(date(began));
        self
    }

    /// A row of day `on` that says that a clinician saw the user on day `seen`.
    pub(crate) fn seen(mut self, on: i64, seen: i64) -> Self {
        self.row(on).seen = Some(date(seen));
        self
    }

    pub(crate) fn symptom(mut self, on: i64, symptom: Symptom) -> Self {
        self.row(on).symptoms.push(symptom);
        self
    }

    /// On this day the urgent signs were looked at, and none was there.
    pub(crate) fn no_signs(mut self, on: i64) -> Self {
        self.row(on).no_signs = true;
        self
    }

    pub(crate) fn row(&mut self, on: i64) -> &mut Entry {
        self.rows.push(Entry::on(date(on)));
        self.rows.last_mut().unwrap()
    }

    pub(crate) fn diary(&self, today: i64) -> Diary {
        let mut diary = Diary::new(date(today));
        for row in &self.rows {
            diary.add(row, 0);
        }
        diary
    }

    /// The verdict on a day, six weeks being the time to ask.
    pub(crate) fn on(&self, today: i64) -> Verdict {
        verdict(&self.diary(today), Settings::default())
    }

    pub(crate) fn status(&self, today: i64) -> Status {
        self.on(today).status
    }

    pub(crate) fn reasons(&self, today: i64) -> Vec<Reason> {
        self.on(today).reasons
    }

    pub(crate) fn with_weeks(&self, today: i64, consult_after_weeks: u32) -> Verdict {
        let settings = Settings { consult_after_weeks, ..Settings::default() };
        verdict(&self.diary(today), settings)
    }

    pub(crate) fn report(&self, today: i64, period: Period) -> Report {
        Report::new(&self.diary(today), period, Settings::default())
    }
}
