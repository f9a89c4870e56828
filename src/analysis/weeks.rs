//! The period by ISO week, empty weeks included.
//!
//! Sums what was recorded; judges nothing.

use chrono::{Datelike, Days, NaiveDate};

use super::diary::{Day, Diary, add_amount, insert_sorted};
use super::report::{Band, PainWeek, StretchWeek, Week};
use std::collections::BTreeMap;

/// The weeks, Monday to Sunday, that `since` to the diary's day touch, oldest
/// first. Each holds only what the period's days hold.
pub fn weeks(diary: &Diary, since: NaiveDate) -> Vec<Week> {
    let mut recorded = diary.days().skip_while(|(date, _)| *date < since).peekable();
    let mut weeks = Vec::new();
    let mut monday = monday_of(since);
    while monday <= diary.as_of() {
        let mut week = empty(monday);
        let mut scores = 0.0;
        while let Some((_, day)) = recorded.next_if(|(date, _)| *date <= week.end) {
            scores += day.score().unwrap_or(0.0);
            add(&mut week, day);
        }
        if week.pain.days > 0 {
            week.pain.mean = Some(scores / f64::from(week.pain.days));
        }
        weeks.push(week);
        let Some(next) = monday.checked_add_days(Days::new(7)) else {
            break;
        };
        monday = next;
    }
    weeks
}

fn monday_of(date: NaiveDate) -> NaiveDate {
    let past = u64::from(date.weekday().num_days_from_monday());
    date.checked_sub_days(Days::new(past)).unwrap_or(date)
}

fn empty(monday: NaiveDate) -> Week {
    Week {
        start: monday,
        end: monday.checked_add_days(Days::new(6)).unwrap_or(monday),
        pain: PainWeek::default(),
        stretch: StretchWeek::default(),
        activities: BTreeMap::new(),
        symptoms: Vec::new(),
    }
}

fn add(week: &mut Week, day: &Day) {
    if let Some(band) = day.readings.band {
        week.pain.days += 1;
        week.pain.band = Some(week.pain.band.map_or(band, |known| Band {
            min: known.min.min(band.min),
            max: known.max.max(band.max),
        }));
    }
    let stretched = day.stretch.count();
    week.stretch.sessions += stretched;
    week.stretch.days += u32::from(stretched > 0);
    add_amount(&mut week.stretch.minutes, day.stretch.minutes);
    for (name, sessions) in &day.activities {
        let activity = week.activities.entry(name.clone()).or_default();
        activity.sessions += sessions.count();
        add_amount(&mut activity.minutes, sessions.minutes);
        add_amount(&mut activity.distance, sessions.distance);
    }
    for symptom in &day.symptoms {
        insert_sorted(&mut week.symptoms, *symptom);
    }
}
