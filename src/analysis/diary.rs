//! The facts of each day of the log, gathered in one pass over its rows. Knows nothing of the
//! rule that reads it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike as _, NaiveDate, NaiveTime};

use super::report::Unread;
use crate::domain::{DayStart, Done, Entry, Kilometres, Minutes, Pain, RUN, Symptom, Word};

/// The log as it stood on a day: facts by day, in whatever order rows came.
#[derive(Debug, Clone)]
pub struct Diary {
    /// The day that the diary is read on, `T` of the rule.
    pub as_of: NaiveDate,
    days: BTreeMap<NaiveDate, Day>,
    /// The days on which a clinician saw the user.
    pub visits: BTreeSet<NaiveDate>,
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
    /// In the order in which their rows came.
    readings: Vec<Reading>,
    /// The earliest `began` that a row of this day names.
    pub began: Option<NaiveDate>,
    /// The urgent signs were looked at, and none was there.
    pub no_signs: bool,
    /// Distinct, the most urgent first.
    pub symptoms: Vec<Symptom>,
    /// Distinct, in order.
    pub tags: Vec<Word>,
    /// What was done, every run as `run`, in the order of rows.
    done: Vec<Exercise>,
}

/// A pain reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    pub time: Option<NaiveTime>,
    pub pain: Pain,
}

/// A stretch or an activity of a row.
#[derive(Debug, Clone)]
struct Exercise {
    is_stretch: bool,
    time: Option<NaiveTime>,
    done: Done,
}

/// Sums over stretches or activities of a day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sessions {
    /// Distinct moments; rows without a time are one.
    pub count: u32,
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
            visits: BTreeSet::new(),
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
        self.visits.extend(entry.seen.filter(|seen| *seen <= entry.date));
        self.no_signs = self.no_signs.max(entry.no_signs.then_some(entry.date));
        // Most rows share their day with the row before, and need no search.
        let day = match self.days.last_entry() {
            Some(last) if *last.key() == entry.date => last.into_mut(),
            _ => self.days.entry(entry.date).or_default(),
        };
        day.add(entry);
        if self.unread.above_scale > 0 {
            self.forget_pain();
        }
    }

    /// The visit: the latest day on which a clinician saw the user.
    pub fn seen(&self) -> Option<NaiveDate> {
        self.visits.last().copied()
    }

    /// Date of the earliest row.
    pub fn first(&self) -> Option<NaiveDate> {
        self.days.keys().next().copied()
    }

    /// Date of the earliest row from a year on, or else of the earliest row.
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
        self.days.values().any(|day| day.done.iter().any(|session| session.done.name == *name))
    }

    /// The facts of one day, if it has a row.
    pub fn day(&self, date: NaiveDate) -> Option<&Day> {
        self.days.get(&date)
    }

    /// Whether a run is logged for a day.
    pub fn ran(&self, date: NaiveDate) -> bool {
        self.day(date).is_some_and(Day::has_run)
    }

    /// Every reading with its day, the latest first. On one day those without a time come
    /// before the others, and of one moment the one whose row came last is the latest.
    pub fn readings_backwards(
        &self,
        day_start: DayStart,
    ) -> impl Iterator<Item = (NaiveDate, Reading)> {
        self.days.iter().rev().flat_map(move |(date, day)| {
            let mut readings = day.readings.clone();
            readings.sort_by_key(|it| it.time.map(|time| day_start.instant(*date, time)));
            readings.into_iter().rev().map(|reading| (*date, reading))
        })
    }

    /// The last pain before a moment; of a day without a time, all that the day holds
    /// comes before.
    pub fn pain_before(
        &self,
        (date, time): (NaiveDate, Option<NaiveTime>),
        day_start: DayStart,
    ) -> Option<Pain> {
        let is_before = |(day, it): &(NaiveDate, Reading)| match (it.time, time) {
            (Some(earlier), Some(time)) if *day == date => {
                day_start.instant(date, earlier) <= day_start.instant(date, time)
            }
            _ => *day <= date,
        };
        self.readings_backwards(day_start).find(is_before).map(|(_, reading)| reading.pain)
    }

    /// Forgets every pain: of those of another scale the part that can be read says nothing.
    pub fn forget_pain(&mut self) {
        self.days.values_mut().for_each(|day| day.readings.clear());
    }

    /// The scored days, by date.
    pub fn scores(&self) -> Vec<Score> {
        let score = |(date, day): (NaiveDate, &Day)| day.score().map(|value| Score { date, value });
        self.days().filter_map(score).collect()
    }
}

impl Day {
    /// The day score: the mean of its readings, 0–10; not the highest, which rises with the
    /// number of entries.
    pub fn score(&self) -> Option<f64> {
        let sum: f64 = self.readings.iter().map(|reading| f64::from(reading.pain.get())).sum();
        (!self.readings.is_empty()).then(|| sum / self.readings.len() as f64)
    }

    /// How many readings there are.
    pub fn readings(&self) -> u32 {
        u32::try_from(self.readings.len()).unwrap_or(u32::MAX)
    }

    /// The lowest and the highest reading.
    pub fn range(&self) -> Option<(Pain, Pain)> {
        let pains = || self.readings.iter().map(|reading| reading.pain);
        pains().min().zip(pains().max())
    }

    /// All stretches.
    pub fn stretch(&self) -> Sessions {
        Sessions::of(self.done.iter().filter(|session| session.is_stretch))
    }

    /// All activities.
    pub fn training(&self) -> Sessions {
        Sessions::of(self.done.iter().filter(|session| !session.is_stretch))
    }

    /// Whether a run is logged.
    pub fn has_run(&self) -> bool {
        self.done.iter().any(Exercise::is_run)
    }

    /// All runs, where there is one.
    pub fn runs(&self) -> Option<Sessions> {
        let runs = || self.done.iter().filter(|session| session.is_run());
        runs().next().map(|_| Sessions::of(runs()))
    }

    /// Each name with what was done of it: the stretches, then the activities, by name.
    pub fn by_name(&self) -> Vec<(bool, &Word, Sessions)> {
        let mut names: Vec<(bool, &Word)> =
            self.done.iter().map(|session| (!session.is_stretch, &session.done.name)).collect();
        names.sort_unstable();
        names.dedup();
        let sessions = |(is_activity, name): (bool, &Word)| {
            let is_it = |it: &&Exercise| it.is_stretch != is_activity && it.done.name == *name;
            Sessions::of(self.done.iter().filter(is_it))
        };
        names.into_iter().map(|(kind, name)| (!kind, name, sessions((kind, name)))).collect()
    }

    fn add(&mut self, entry: &Entry) {
        let time = entry.time;
        if let Some(pain) = entry.pain {
            // Most days have one: room for one, not for four.
            self.readings.reserve_exact(1);
            self.readings.push(Reading { time, pain });
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
        for (is_stretch, done) in [(true, &entry.stretch), (false, &entry.activity)] {
            let Some(mut done) = done.clone() else {
                continue;
            };
            if !is_stretch && done.name.is_run() {
                done.name = Word::run();
            }
            self.done.reserve_exact(1);
            self.done.push(Exercise { is_stretch, time, done });
        }
    }
}

impl Exercise {
    fn is_run(&self) -> bool {
        !self.is_stretch && self.done.name.as_str() == RUN
    }
}

impl Sessions {
    fn of<'a>(sessions: impl Iterator<Item = &'a Exercise>) -> Self {
        let mut sums = Self::default();
        let mut times: Vec<Option<NaiveTime>> = Vec::new();
        for Exercise { time, done, .. } in sessions {
            times.push(*time);
            add_amount(&mut sums.minutes, done.minutes);
            add_amount(&mut sums.distance, done.distance);
            sums.longest = sums.longest.max(done.distance);
        }
        times.sort_unstable();
        times.dedup();
        sums.count = u32::try_from(times.len()).unwrap_or(u32::MAX);
        sums
    }
}

/// The lowest and the highest of two ranges.
pub fn merge_ranges<T: Ord>(a: Option<(T, T)>, b: Option<(T, T)>) -> Option<(T, T)> {
    match (a, b) {
        (Some(a), Some(b)) => Some((a.0.min(b.0), a.1.max(b.1))),
        (a, b) => a.or(b),
    }
}

/// Adds to a sum of recorded amounts; a missing amount leaves it as it is.
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
