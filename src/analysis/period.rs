//! From a diary to the whole report: the days and weeks of the period, empty ones
//! included, with what was recorded on them.
//!
//! The verdict uses the whole log, whatever period is shown.

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate};

use super::balance::{balance, tried};
use super::diary::{Day, Diary, Score, add_amount, insert_sorted, merge_ranges};
use super::report::{DaySummary, LogFacts, PainWeek, Period, Report, Settings, StretchWeek, Week};
use super::rule::{between, shift, since, window};
use super::trend::trend;
use super::verdict::judge;
use crate::domain::FIRST_YEAR;

/// No period begins earlier.
const EARLIEST: NaiveDate = match NaiveDate::from_yo_opt(FIRST_YEAR, 1) {
    Some(date) => date,
    None => NaiveDate::MIN,
};

impl Period {
    /// The first day that it shows; `None`: that of the log.
    fn first(self, as_of: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Weeks(weeks) => Some(shift(as_of, 1 - 7 * i64::from(weeks))),
            Self::Since(date) => Some(date),
            Self::All => None,
        }
    }
}

impl Report {
    /// The report on a diary, as of its day.
    pub fn new(diary: &Diary, period: Period, settings: Settings) -> Self {
        let as_of = diary.as_of;
        // A slip in the year must not show centuries of empty days.
        let first = period.first(as_of).or_else(|| diary.first_from(FIRST_YEAR));
        let first = first.unwrap_or(as_of).max(EARLIEST).min(as_of);
        let scores = diary.scores();
        let (tried, tags) = tried(diary, first);
        Self {
            as_of,
            since: first,
            settings,
            log: log_facts(diary, since(&scores, first).len(), first),
            verdict: judge(diary, &scores, settings),
            balance: balance(diary, first),
            tried,
            tags,
            trend: trend(&scores, as_of),
            weeks: weeks(diary, first),
            days: days(diary, &scores, first),
        }
    }
}

fn log_facts(diary: &Diary, days_with_pain: usize, first_day: NaiveDate) -> LogFacts {
    let first = diary.first();
    LogFacts {
        rows: diary.rows,
        bad_rows: diary.bad_rows,
        bad_fields: diary.bad_fields,
        first,
        last: diary.last(),
        days_with_pain: u32::try_from(days_with_pain).unwrap_or(u32::MAX),
        coverage: first.map(|first| {
            // Days before the first row do not count against coverage.
            let days = (diary.as_of - first.max(first_day)).num_days() + 1;
            days_with_pain as f64 / days as f64
        }),
        no_signs: diary.no_signs,
        unread: diary.unread.clone(),
    }
}

/// One calendar day of a diary, also an empty one.
pub fn day(diary: &Diary, date: NaiveDate) -> DaySummary {
    summary(diary, date, diary.day(date).unwrap_or(&Day::default()))
}

/// Every calendar day from `first` to the diary's day, oldest first. `scores` are
/// the diary's.
fn days(diary: &Diary, scores: &[Score], first: NaiveDate) -> Vec<DaySummary> {
    let empty = Day::default();
    let mut recorded = diary.days_since(first).peekable();
    let days = first.iter_days().take_while(|date| *date <= diary.as_of);
    days.map(|date| {
        let day = recorded.next_if(|(next, _)| *next == date);
        let mut summary = summary(diary, date, day.map_or(&empty, |(_, day)| day));
        if summary.pain.is_some() {
            let week = window(between(scores, shift(date, -6), date), 1);
            summary.pain_7_day_mean = week.map(|week| week.mean);
        }
        summary
    })
    .collect()
}

fn summary(diary: &Diary, date: NaiveDate, day: &Day) -> DaySummary {
    let (stretch, training) = (day.stretch(), day.training());
    DaySummary {
        date,
        pain: day.score(),
        readings: day.readings(),
        pain_7_day_mean: None,
        stretch_sessions: stretch.count,
        stretch_minutes: stretch.minutes,
        activity_minutes: training.minutes,
        distance: training.distance,
        run_distance: day.runs().and_then(|runs| runs.distance),
        symptoms: day.symptoms.clone(),
        is_visit: diary.visits.contains(&date),
    }
}

/// The weeks, Monday to Sunday, that the days from `first` to the diary's day touch,
/// oldest first. Each holds only what the period's days hold.
fn weeks(diary: &Diary, first: NaiveDate) -> Vec<Week> {
    let mut recorded = diary.days_since(first).peekable();
    let mut weeks = Vec::new();
    let mut start = shift(first, -i64::from(first.weekday().num_days_from_monday()));
    while start <= diary.as_of {
        let mut week = Week {
            start,
            end: shift(start, 6),
            pain: PainWeek::default(),
            stretch: StretchWeek::default(),
            activities: BTreeMap::new(),
            symptoms: Vec::new(),
            tags: Vec::new(),
        };
        let (mut scores, mut range) = (0.0, None);
        while let Some((_, day)) = recorded.next_if(|(date, _)| *date <= week.end) {
            scores += day.score().unwrap_or(0.0);
            range = merge_ranges(range, day.range());
            add(&mut week, day);
        }
        if let Some((min, max)) = range {
            week.pain.mean = Some(scores / f64::from(week.pain.days));
            week.pain.min = Some(min.get().into());
            week.pain.max = Some(max.get().into());
        }
        start = shift(week.end, 1);
        weeks.push(week);
    }
    weeks
}

fn add(week: &mut Week, day: &Day) {
    week.pain.days += u32::from(day.readings() > 0);
    let stretch = day.stretch();
    week.stretch.sessions += stretch.count;
    week.stretch.days += u32::from(stretch.count > 0);
    add_amount(&mut week.stretch.minutes, stretch.minutes);
    for (is_stretch, name, sessions) in day.by_name() {
        if is_stretch {
            continue;
        }
        let activity = week.activities.entry(name.clone()).or_default();
        activity.sessions += sessions.count;
        add_amount(&mut activity.minutes, sessions.minutes);
        add_amount(&mut activity.distance, sessions.distance);
    }
    for symptom in &day.symptoms {
        insert_sorted(&mut week.symptoms, *symptom);
    }
    for tag in &day.tags {
        insert_sorted(&mut week.tags, tag.clone());
    }
}
