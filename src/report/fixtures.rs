//! Diaries for tests: a day is a number, counted back from the report's day.

use std::sync::LazyLock;

use chrono::{Days, NaiveDate, NaiveTime};

use super::verdict_text::Guidance;
use crate::analysis::{Diary, Period, Report, Settings, Unread};
use crate::domain::{Done, Entry, Kilometres, Minutes, Pain, Symptom, Word};
use crate::guidance;

/// The words of the program itself.
pub static GUIDANCE: LazyLock<Guidance> = LazyLock::new(|| Guidance {
    signs: guidance::signs().unwrap(),
    disclaimer: guidance::disclaimer().unwrap(),
});

/// A Sunday.
pub fn today() -> NaiveDate {
    "2026-11-22".parse().unwrap()
}

/// A log being written.
#[derive(Clone)]
pub struct Log {
    entries: Vec<Entry>,
    unread: u64,
    bad_fields: u64,
    not_read: Unread,
}

impl Log {
    pub fn new() -> Self {
        Self { entries: Vec::new(), unread: 0, bad_fields: 0, not_read: Unread::default() }
    }

    /// One reading a day, from the first value's day up to `last` days ago.
    pub fn course(mut self, last: u64, pains: &[u8]) -> Self {
        for (back, pain) in pains.iter().rev().enumerate() {
            self = self.pain(last + back as u64, *pain);
        }
        self
    }

    /// The same pain on each of these days.
    pub fn level(mut self, days: impl IntoIterator<Item = u64>, pain: u8) -> Self {
        for day in days {
            self = self.pain(day, pain);
        }
        self
    }

    pub fn pain(self, days_ago: u64, pain: u8) -> Self {
        self.add(days_ago, |entry| {
            entry.pain = Some(Pain::try_from(pain).unwrap());
        })
    }

    pub fn symptom(self, days_ago: u64, symptom: Symptom) -> Self {
        self.add(days_ago, |entry| entry.symptoms.push(symptom))
    }

    pub fn no_signs(self, days_ago: u64) -> Self {
        self.add(days_ago, |entry| entry.no_signs = true)
    }

    pub fn seen(self, days_ago: u64) -> Self {
        self.add(days_ago, |entry| entry.seen = Some(entry.date))
    }

    /// Said on one day about an earlier one.
    pub fn began(self, said: u64, days_ago: u64) -> Self {
        self.add(said, |entry| entry.began = Some(ago(days_ago)))
    }

    pub fn stretch(self, days_ago: u64, hour: u32) -> Self {
        self.add(days_ago, |entry| {
            entry.time = NaiveTime::from_hms_opt(hour, 0, 0);
            entry.stretch = Some(Done {
                name: Word::lenient("hamstring").unwrap(),
                minutes: Some(Minutes::from_thousandths(5000)),
                distance: None,
            });
        })
    }

    pub fn activity(self, days_ago: u64, name: &str, metres: u64) -> Self {
        self.add(days_ago, |entry| {
            entry.activity = Some(Done {
                name: Word::lenient(name).unwrap(),
                minutes: Some(Minutes::from_thousandths(metres * 6)),
                distance: Some(Kilometres::from_thousandths(metres)),
            });
        })
    }

    pub fn unreadable(mut self, rows: u64, fields: u64) -> Self {
        self.unread = rows;
        self.bad_fields = fields;
        self
    }

    pub fn unread(mut self, change: impl FnOnce(&mut Unread)) -> Self {
        change(&mut self.not_read);
        self
    }

    fn add(mut self, days_ago: u64, change: impl FnOnce(&mut Entry)) -> Self {
        let mut entry = Entry::on(ago(days_ago));
        change(&mut entry);
        self.entries.push(entry);
        self
    }

    pub fn report(&self, period: Period) -> Report {
        let mut diary = Diary::new(today());
        for (number, entry) in self.entries.iter().enumerate() {
            diary.add(entry, if number == 0 { self.bad_fields } else { 0 });
        }
        for _ in 0..self.unread {
            diary.bad_rows += 1;
        }
        diary.unread = self.not_read.clone();
        Report::new(&diary, period, Settings::default())
    }

    /// The last 12 weeks.
    pub fn weeks(&self) -> Report {
        self.report(Period::Weeks(12))
    }
}

fn ago(days: u64) -> NaiveDate {
    today().checked_sub_days(Days::new(days)).unwrap()
}

/// Eight weeks at about 5 with a hole, stretching, running and a symptom.
pub fn flat() -> Log {
    let mut log = Log::new();
    for day in (0..60).filter(|day| !(30..36).contains(day)) {
        log = log.pain(day, [5, 4, 5, 6, 5][usize::try_from(day % 5).unwrap()]);
        for hour in 0..day % 4 {
            log = log.stretch(day, 7 + u32::try_from(hour).unwrap());
        }
        if day % 3 == 0 {
            log = log.activity(day, "run", 5000 + day % 7 * 1000);
        }
        if day % 9 == 0 {
            log = log.activity(day, "swim", 1000);
        }
    }
    log.symptom(40, Symptom::NightPain)
}

/// From 6 down to 1.
pub fn falling() -> Log {
    let course: Vec<u8> = (0..60u8).map(|day| 6 - day / 11).collect();
    Log::new().course(0, &course)
}
