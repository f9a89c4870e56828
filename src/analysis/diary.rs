//! The facts of each day of the log, gathered in one pass over its rows.
//!
//! Keeps the readings of pain and, of what was done, sums and distinct moments; never
//! rows. Knows nothing of the rule that reads it.

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate, NaiveTime, Timelike};

use super::report::Unread;
use crate::domain::{DayStart, Done, Entry, Kilometres, Minutes, Pain, RUN, Symptom, Word};

/// The log as it stood on a day: facts by day, in whatever order rows came.
#[derive(Debug, Clone)]
pub struct Diary {
    /// The day that the diary is read on, `T` of the rule.
    pub as_of: NaiveDate,
    days: BTreeMap<NaiveDate, Day>,
    /// The visit: the latest day on which a clinician saw the user.
    pub seen: Option<NaiveDate>,
    /// The latest day on which the urgent signs were asked for and none was there.
    pub no_signs: Option<NaiveDate>,
    /// Rows that could be read, dated up to the diary's day.
    pub rows: u64,
    /// Rows that could not be read at all.
    pub bad_rows: u64,
    /// Fields that could not be read, of the rows counted.
    pub bad_fields: u64,
    /// What else was not read, or does not count.
    pub unread: Unread,
}

/// A scored day.
#[derive(Debug, Clone, Copy)]
pub struct Score {
    pub date: NaiveDate,
    /// Mean of the day's readings, 0–10.
    pub value: f64,
}

/// What the rows of one day say together.
#[derive(Debug, Clone, Default)]
pub struct Day {
    pub readings: Readings,
    /// The earliest `began` that a row of this day names.
    pub began: Option<NaiveDate>,
    /// The urgent signs were looked at, and none was there.
    pub no_signs: bool,
    /// Distinct, the most urgent first.
    pub symptoms: Vec<Symptom>,
    pub stretch: Sessions,
    /// The same by name.
    pub stretches: Vec<(Word, Sessions)>,
    /// Distinct, in order.
    pub tags: Vec<Word>,
    /// By name, every run as `run`; a day rarely has more than two.
    pub activities: Vec<(Word, Sessions)>,
}

/// Pain readings of a day, in the order in which their rows came.
#[derive(Debug, Clone, Default)]
pub struct Readings(Vec<Reading>);

/// A pain reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    pub date: NaiveDate,
    pub time: Option<NaiveTime>,
    pub pain: Pain,
}

/// Stands for the moment of rows without a time: no minute of a day.
const NO_TIME: u16 = u16::MAX;

/// Distinct moments of a stretch or an activity, and what was recorded of it.
#[derive(Debug, Clone, Default)]
pub struct Sessions {
    /// Minutes of the day; rows without a time are one moment, [`NO_TIME`].
    moments: Vec<u16>,
    pub minutes: Option<Minutes>,
    pub distance: Option<Kilometres>,
    /// The longest single one.
    pub longest: Option<Kilometres>,
}

impl Diary {
    /// An empty diary that will ignore whatever is dated after `as_of`.
    pub fn new(as_of: NaiveDate) -> Self {
        Self {
            as_of,
            days: BTreeMap::new(),
            seen: None,
            no_signs: None,
            rows: 0,
            bad_rows: 0,
            bad_fields: 0,
            unread: Unread::default(),
        }
    }

    /// Adds a row, `bad_fields` of whose fields could not be read. A row dated
    /// after the diary's day changes nothing.
    pub fn add(&mut self, entry: &Entry, bad_fields: u64) {
        if entry.date > self.as_of {
            return;
        }
        self.rows += 1;
        self.bad_fields += bad_fields;
        // A word about a later day than its row's is unreadable: it counts as empty.
        let seen = entry.seen.filter(|seen| *seen <= entry.date);
        self.seen = self.seen.max(seen);
        self.no_signs = self.no_signs.max(entry.no_signs.then_some(entry.date));
        // Most rows share their day with the row before, and need no search.
        let day = match self.days.last_entry() {
            Some(last) if *last.key() == entry.date => last.into_mut(),
            _ => self.days.entry(entry.date).or_default(),
        };
        day.add(entry);
    }

    /// Date of the earliest row.
    pub fn first(&self) -> Option<NaiveDate> {
        self.days.keys().next().copied()
    }

    /// Date of the earliest row from a year on; of the earliest where there is none.
    pub fn first_from(&self, year: i32) -> Option<NaiveDate> {
        let mut days = self.days.keys().copied();
        days.find(|date| date.year() >= year).or(self.first())
    }

    /// Date of the latest row.
    pub fn last(&self) -> Option<NaiveDate> {
        self.days.keys().next_back().copied()
    }

    /// The days that have a row, by date.
    pub fn days(&self) -> impl Iterator<Item = (NaiveDate, &Day)> {
        self.days.iter().map(|(date, day)| (*date, day))
    }

    /// Those from `first` on.
    pub fn days_since(&self, first: NaiveDate) -> impl Iterator<Item = (NaiveDate, &Day)> {
        let days = self.days.range(first..);
        days.map(|(date, day)| (*date, day))
    }

    /// Whether a stretch or an activity of this name was done on any day.
    pub fn has_name(&self, name: &Word) -> bool {
        let is_name = |(known, _): &(Word, Sessions)| known == name;
        let mut days = self.days.values();
        days.any(|day| day.stretches.iter().chain(&day.activities).any(is_name))
    }

    /// The facts of one day, if it has a row.
    pub fn day(&self, date: NaiveDate) -> Option<&Day> {
        self.days.get(&date)
    }

    /// Whether a run is logged for a day.
    pub fn ran(&self, date: NaiveDate) -> bool {
        self.day(date).is_some_and(|day| day.runs().is_some())
    }

    /// Every reading, the latest first. On one day those without a time come before the
    /// others, and of one moment the one whose row came last is the latest.
    pub fn readings_backwards(&self, day_start: DayStart) -> impl Iterator<Item = Reading> {
        self.days.values().rev().flat_map(move |day| {
            let mut readings = day.readings.0.clone();
            readings.sort_by_key(|it| it.time.map(|time| day_start.instant(it.date, time)));
            readings.into_iter().rev()
        })
    }

    /// The last pain before a moment; of a day without a time, all that the day holds
    /// comes before.
    pub fn pain_before(
        &self,
        (date, time): (NaiveDate, Option<NaiveTime>),
        day_start: DayStart,
    ) -> Option<Pain> {
        let instant = |time| day_start.instant(date, time);
        let is_before = |it: &Reading| match (it.time, time) {
            _ if it.date != date => it.date < date,
            (Some(earlier), Some(time)) => instant(earlier) <= instant(time),
            _ => true,
        };
        self.readings_backwards(day_start).find(is_before).map(|reading| reading.pain)
    }

    /// The scored days, by date.
    pub fn scores(&self) -> Vec<Score> {
        let score = |(date, day): (NaiveDate, &Day)| day.score().map(|value| Score { date, value });
        self.days().filter_map(score).collect()
    }
}

impl Day {
    /// The day score: the mean of its readings, not the highest, which rises
    /// with the number of entries.
    pub fn score(&self) -> Option<f64> {
        self.readings.mean()
    }

    /// Its runs.
    pub fn runs(&self) -> Option<&Sessions> {
        self.activities.iter().find(|(name, _)| name.as_str() == RUN).map(|(_, runs)| runs)
    }

    /// Minutes and distance of all activities, as far as recorded.
    pub fn training(&self) -> (Option<Minutes>, Option<Kilometres>) {
        let (mut minutes, mut distance) = (None, None);
        for (_, sessions) in &self.activities {
            add_amount(&mut minutes, sessions.minutes);
            add_amount(&mut distance, sessions.distance);
        }
        (minutes, distance)
    }

    fn add(&mut self, entry: &Entry) {
        if let Some(pain) = entry.pain {
            self.readings.0.push(Reading { date: entry.date, time: entry.time, pain });
        }
        let began = entry.began.filter(|began| *began <= entry.date);
        self.began = self.began.into_iter().chain(began).min();
        self.no_signs |= entry.no_signs;
        for symptom in &entry.symptoms {
            insert_sorted(&mut self.symptoms, *symptom);
        }
        for tag in &entry.tags {
            insert_sorted(&mut self.tags, tag.clone());
        }
        if let Some(done) = &entry.stretch {
            self.stretch.add(entry.time, done);
            of_name(&mut self.stretches, &done.name).add(entry.time, done);
        }
        if let Some(done) = &entry.activity {
            let name = if done.name.is_run() { &Word::run() } else { &done.name };
            of_name(&mut self.activities, name).add(entry.time, done);
        }
    }
}

/// The sessions of a name, in a list that is sorted by name.
fn of_name<'a>(list: &'a mut Vec<(Word, Sessions)>, name: &Word) -> &'a mut Sessions {
    let place = list.binary_search_by(|(known, _)| known.cmp(name));
    let at = place.unwrap_or_else(|at| {
        // Most days hold one name: room for one, not for four.
        list.reserve_exact(1);
        list.insert(at, (name.clone(), Sessions::default()));
        at
    });
    &mut list[at].1
}

impl Readings {
    /// How many there are.
    pub fn count(&self) -> u32 {
        u32::try_from(self.0.len()).unwrap_or(u32::MAX)
    }

    /// Their mean, 0–10.
    fn mean(&self) -> Option<f64> {
        let sum: f64 = self.0.iter().map(|reading| f64::from(reading.pain.get())).sum();
        (!self.0.is_empty()).then(|| sum / self.0.len() as f64)
    }

    /// The lowest and the highest.
    pub fn range(&self) -> Option<(Pain, Pain)> {
        let pains = || self.0.iter().map(|reading| reading.pain);
        pains().min().zip(pains().max())
    }
}

/// The lowest and the highest of two ranges.
pub fn merge_ranges<T: Ord>(a: Option<(T, T)>, b: Option<(T, T)>) -> Option<(T, T)> {
    match (a, b) {
        (Some(a), Some(b)) => Some((a.0.min(b.0), a.1.max(b.1))),
        (a, b) => a.or(b),
    }
}

impl Sessions {
    fn add(&mut self, time: Option<NaiveTime>, done: &Done) {
        let minute = time.map(|time| time.hour() * 60 + time.minute());
        let moment = minute.and_then(|minute| u16::try_from(minute).ok());
        insert_sorted(&mut self.moments, moment.unwrap_or(NO_TIME));
        add_amount(&mut self.minutes, done.minutes);
        add_amount(&mut self.distance, done.distance);
        self.longest = self.longest.max(done.distance);
    }

    /// How many sessions: distinct moments.
    pub fn count(&self) -> u32 {
        u32::try_from(self.moments.len()).unwrap_or(u32::MAX)
    }
}

/// Adds to a sum of what was recorded; what was not recorded is no zero.
pub fn add_amount<T: std::ops::AddAssign + Default>(sum: &mut Option<T>, more: Option<T>) {
    if let Some(more) = more {
        *sum.get_or_insert_default() += more;
    }
}

/// Inserts into a sorted list without repeats.
pub fn insert_sorted<T: Ord>(list: &mut Vec<T>, item: T) {
    if let Err(at) = list.binary_search(&item) {
        list.insert(at, item);
    }
}
