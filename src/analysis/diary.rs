//! The facts of each day of the log, gathered in one pass over its rows.
//!
//! Keeps sums and distinct moments, never rows, so that a log of a million rows
//! stays small. Knows nothing of the rule that reads it.

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate, NaiveTime, Timelike};

use super::report::{Band, Unread};
use crate::domain::{Done, Entry, Kilometres, Minutes, Pain, Symptom, Word};

/// The log as it stood on a day: facts by day, in whatever order rows came.
#[derive(Debug, Clone)]
pub struct Diary {
    as_of: NaiveDate,
    /// Boxed: a tree's leaves are half empty, and a day is large.
    days: BTreeMap<NaiveDate, Box<Day>>,
    /// The day of the row added last, kept out of `days`: most rows share their
    /// day with the row before, and need no search.
    open: Option<(NaiveDate, Box<Day>)>,
    seen: Option<NaiveDate>,
    rows: u64,
    bad_rows: u64,
    bad_fields: u64,
    unread: Unread,
}

/// What the rows of one day say together.
#[derive(Debug, Clone, Default)]
pub struct Day {
    pub readings: Readings,
    /// The earliest `began` that a row of this day names.
    pub began: Option<NaiveDate>,
    /// Distinct, the most urgent first.
    pub symptoms: Vec<Symptom>,
    pub stretch: Sessions,
    /// By name; a day rarely has more than two.
    pub activities: Vec<(Word, Sessions)>,
}

/// Pain readings of a day.
#[derive(Debug, Clone, Copy, Default)]
pub struct Readings {
    pub count: u32,
    sum: u64,
    pub band: Option<Band>,
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
            open: None,
            seen: None,
            rows: 0,
            bad_rows: 0,
            bad_fields: 0,
            unread: Unread::default(),
        }
    }

    /// Reads the diary on a later day; rows that were ignored stay so.
    pub fn go_on_to(&mut self, as_of: NaiveDate) {
        self.as_of = self.as_of.max(as_of);
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
        self.open_day(entry.date).add(entry);
    }

    /// Counts a row that could not be read at all.
    pub const fn add_unreadable(&mut self) {
        self.bad_rows += 1;
    }

    /// Notes what else was not read, or does not count.
    pub fn set_unread(&mut self, unread: Unread) {
        self.unread = unread;
    }

    /// What else was not read, or does not count.
    pub const fn unread(&self) -> &Unread {
        &self.unread
    }

    /// The day that the diary is read on, `T` of the rule.
    pub const fn as_of(&self) -> NaiveDate {
        self.as_of
    }

    /// Rows that could be read, dated up to the diary's day.
    pub const fn rows(&self) -> u64 {
        self.rows
    }

    /// Rows that could not be read at all.
    pub const fn bad_rows(&self) -> u64 {
        self.bad_rows
    }

    /// Fields that could not be read, of the rows counted.
    pub const fn bad_fields(&self) -> u64 {
        self.bad_fields
    }

    /// Date of the earliest row.
    pub fn first(&self) -> Option<NaiveDate> {
        let stored = self.days.first_key_value().map(|(date, _)| *date);
        let open = self.open.as_ref().map(|(date, _)| *date);
        stored.into_iter().chain(open).min()
    }

    /// Date of the earliest row from a year on; of the earliest where there is none.
    pub fn first_from(&self, year: i32) -> Option<NaiveDate> {
        let mut days = self.days().map(|(date, _)| date);
        days.find(|date| date.year() >= year).or(self.first())
    }

    /// Date of the latest row.
    pub fn last(&self) -> Option<NaiveDate> {
        let stored = self.days.last_key_value().map(|(date, _)| *date);
        stored.max(self.open.as_ref().map(|(date, _)| *date))
    }

    /// The visit: the latest day on which a clinician saw the user.
    pub const fn seen(&self) -> Option<NaiveDate> {
        self.seen
    }

    /// The days that have a row, by date.
    pub fn days(&self) -> impl Iterator<Item = (NaiveDate, &Day)> {
        let open = self.open.as_ref().map(|(date, day)| (*date, &**day));
        let split = open.map_or(self.as_of, |(date, _)| date);
        // `open` is not in the map: what is not before it is after it.
        let before = self.days.range(..=split);
        let after = self.days.range(split..).filter(move |(date, _)| **date != split);
        before
            .map(|(date, day)| (*date, &**day))
            .chain(open)
            .chain(after.map(|(date, day)| (*date, &**day)))
    }

    /// The facts of one day, if it has a row.
    pub fn day(&self, date: NaiveDate) -> Option<&Day> {
        match &self.open {
            Some((open, day)) if *open == date => Some(day),
            _ => self.days.get(&date).map(|day| &**day),
        }
    }

    fn open_day(&mut self, date: NaiveDate) -> &mut Day {
        let day = match self.open.take() {
            Some((open, day)) if open == date => day,
            other => {
                if let Some((open, day)) = other {
                    self.days.insert(open, day);
                }
                self.days.remove(&date).unwrap_or_default()
            }
        };
        &mut self.open.insert((date, day)).1
    }
}

impl Day {
    /// The day score: the mean of its readings, not the highest, which rises
    /// with the number of entries.
    pub fn score(&self) -> Option<f64> {
        let Readings { count, sum, .. } = self.readings;
        (count > 0).then(|| sum as f64 / f64::from(count))
    }

    /// How many sessions of an activity.
    pub fn sessions_of(&self, name: &str) -> u32 {
        let named = |(known, _): &&(Word, Sessions)| known.as_str() == name;
        self.activities.iter().find(named).map_or(0, |(_, done)| done.count())
    }

    fn add(&mut self, entry: &Entry) {
        if let Some(pain) = entry.pain {
            self.readings.add(pain);
        }
        let began = entry.began.filter(|began| *began <= entry.date);
        self.began = self.began.into_iter().chain(began).min();
        for symptom in &entry.symptoms {
            insert_sorted(&mut self.symptoms, *symptom);
        }
        if let Some(done) = &entry.stretch {
            self.stretch.add(entry.time, done);
        }
        if let Some(done) = &entry.activity {
            self.activity(&done.name).add(entry.time, done);
        }
    }

    fn activity(&mut self, name: &Word) -> &mut Sessions {
        let at = match self.activities.binary_search_by(|(known, _)| known.cmp(name)) {
            Ok(at) => at,
            Err(at) => {
                if self.activities.is_empty() {
                    self.activities.reserve_exact(1);
                }
                self.activities.insert(at, (name.clone(), Sessions::default()));
                at
            }
        };
        &mut self.activities[at].1
    }
}

impl Readings {
    fn add(&mut self, pain: Pain) {
        self.count = self.count.saturating_add(1);
        self.sum += u64::from(pain.get());
        self.band = Some(self.band.map_or(Band { min: pain, max: pain }, |band| Band {
            min: band.min.min(pain),
            max: band.max.max(pain),
        }));
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
