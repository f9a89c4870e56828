//! Which records are new: an activity that the log has, recorded by another program or typed by
//! hand, is not added again.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::Incoming;
use crate::domain::{DayStart, Done, Entry, Kilometres, Minutes, Pain, Word};

/// What an import adds, and what it does not.
#[derive(Debug, Default)]
pub struct Plan {
    /// The first and the last day of all records.
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// The new rows, in the order of their time.
    pub added: Vec<Entry>,
    /// Records that the log has already.
    pub already: usize,
    /// Records that another file of this import has.
    pub twice: usize,
    /// Records that are like rows which were typed.
    pub typed: Vec<Entry>,
    /// Whole hours between new rows and equal ones of the log, where there are three or more.
    pub hours_apart: Option<i64>,
}

/// An activity, of the log or of this import.
struct Seen {
    done: Done,
    time: Option<NaiveTime>,
    start: Option<NaiveDateTime>,
    /// Files whose sessions it stands for.
    files: Vec<usize>,
    /// A record stands for it, or it for one.
    is_taken: bool,
    is_of_log: bool,
}

/// The day and the name under which activities are compared.
type Key = (NaiveDate, Word);

fn key(date: NaiveDate, name: &Word) -> Key {
    (date, if name.is_run() { Word::run() } else { name.clone() })
}

/// Plans an import into a log with these rows.
pub fn plan(
    rows: impl Iterator<Item = Entry>,
    mut incoming: Vec<Incoming>,
    day_start: DayStart,
) -> Plan {
    let mut plan = Plan::default();
    let mut seen: HashMap<Key, Vec<Seen>> = HashMap::new();
    // Those that are there, and those of each file.
    let mut pains: HashMap<(NaiveDate, Option<NaiveTime>, Pain, Option<usize>), usize> =
        HashMap::new();
    for row in rows {
        if let Some(pain) = row.pain {
            *pains.entry((row.date, row.time, pain, None)).or_default() += 1;
        }
        if let Some(done) = row.activity {
            let start = row.time.map(|time| day_start.instant(row.date, time));
            let activity = Seen {
                start,
                time: row.time,
                is_taken: false,
                is_of_log: true,
                files: Vec::new(),
                done,
            };
            seen.entry(key(row.date, &activity.done.name)).or_default().push(activity);
        }
    }
    // By what they say alone, so that the order of the files does not matter.
    incoming.sort_by(|a, b| order(&a.entry, day_start).cmp(&order(&b.entry, day_start)));
    let days = incoming.first().zip(incoming.last());
    plan.days = days.map(|(first, last)| (first.entry.date, last.entry.date));
    let is_exact: Vec<bool> = incoming.iter().map(|record| take_exact(record, &mut seen)).collect();
    for (record, is_exact) in incoming.into_iter().zip(is_exact) {
        let Incoming { mut entry, file, .. } = record;
        if let Some(pain) = entry.pain {
            // n times here and m there makes the larger of the two.
            let nth = pains.entry((entry.date, entry.time, pain, Some(file))).or_default();
            *nth += 1;
            let nth = *nth;
            let there = pains.entry((entry.date, entry.time, pain, None)).or_default();
            if nth > *there {
                *there += 1;
            } else {
                plan.already += usize::from(entry.activity.is_none());
                (entry.pain, entry.note) = (None, String::new());
            }
        }
        if let Some(done) = entry.activity.take() {
            let file = record.is_session.then_some(file);
            let activities = seen.entry(key(entry.date, &done.name)).or_default();
            let start = entry.time.map(|time| day_start.instant(entry.date, time));
            let new = Seen {
                start,
                time: entry.time,
                is_taken: true,
                is_of_log: false,
                files: file.into_iter().collect(),
                done,
            };
            if is_exact {
                plan.already += 1;
            } else if let Some(same) = recorded_twice(&new, activities) {
                same.files.extend(file);
                if same.is_of_log { plan.already += 1 } else { plan.twice += 1 }
            } else {
                let typed = typed(&new, activities);
                if let Some(typed) = typed {
                    typed.is_taken = true;
                    plan.typed.push(Entry {
                        time: entry.time,
                        activity: Some(new.done.clone()),
                        ..Entry::on(entry.date)
                    });
                } else {
                    entry.activity = Some(new.done.clone());
                }
                // Another file may have it as well.
                activities.push(new);
            }
        }
        if entry.pain.is_some() || entry.activity.is_some() {
            plan.added.push(entry);
        }
    }
    plan.hours_apart = hours_apart(&plan.added, &seen, day_start);
    plan
}

/// What rows are sorted by.
fn order(entry: &Entry, day_start: DayStart) -> impl Ord {
    let instant = entry.time.map(|time| day_start.instant(entry.date, time));
    let done = entry.activity.as_ref().map(|it| (&it.name, it.minutes, it.distance));
    (entry.date, instant, done, entry.pain, &entry.note)
}

/// Whether the log has a row that says just this; it answers for no other record then.
fn take_exact(record: &Incoming, seen: &mut HashMap<Key, Vec<Seen>>) -> bool {
    let Some(done) = &record.entry.activity else {
        return false;
    };
    let activities = seen.get_mut(&key(record.entry.date, &done.name)).into_iter().flatten();
    let mut same = activities.filter(|it| {
        let amounts = (it.done.minutes, it.done.distance) == (done.minutes, done.distance);
        !it.is_taken && it.time == record.entry.time && amounts
    });
    let Some(same) = same.next() else {
        return false;
    };
    same.is_taken = true;
    same.files.extend(record.is_session.then_some(record.file));
    true
}

/// The activity that another program has recorded as this one: they start within two minutes,
/// or share more than half of the shorter one.
fn recorded_twice<'a>(new: &Seen, activities: &'a mut [Seen]) -> Option<&'a mut Seen> {
    let start = new.start?;
    let fits = |it: &&mut Seen| {
        let is_other = new.files.iter().all(|file| !it.files.contains(file));
        is_other
            && it.start.is_some_and(|other| {
                is_same_time((start, new.done.minutes), (other, it.done.minutes))
            })
    };
    activities.iter_mut().find(fits)
}

fn is_same_time(
    (a, a_minutes): (NaiveDateTime, Option<Minutes>),
    (b, b_minutes): (NaiveDateTime, Option<Minutes>),
) -> bool {
    const NEAR: TimeDelta = TimeDelta::minutes(2);
    if (a - b).abs() <= NEAR {
        return true;
    }
    let (Some(a_minutes), Some(b_minutes)) = (a_minutes, b_minutes) else {
        return false;
    };
    let shared = (a + length(a_minutes)).min(b + length(b_minutes)) - a.max(b);
    shared * 2 > length(a_minutes.min(b_minutes))
}

fn length(minutes: Minutes) -> TimeDelta {
    TimeDelta::milliseconds(i64::try_from(minutes.thousandths()).unwrap_or(i64::MAX / 100) * 60)
}

/// The row that was typed for this activity; the nearest, where there are several.
fn typed<'a>(new: &Seen, activities: &'a mut [Seen]) -> Option<&'a mut Seen> {
    let end = new.start.map(|start| start + new.done.minutes.map_or(TimeDelta::zero(), length));
    let difference = |it: &Seen| {
        // The time of a typed row is that of typing.
        let is_before = it.start.zip(end).is_some_and(|(typed, end)| typed < end);
        if it.is_taken || !it.is_of_log || is_before || !may_be_typed(&it.done, &new.done) {
            return None;
        }
        difference(&it.done, &new.done)
    };
    let fits = activities.iter_mut().filter_map(|it| Some((difference(it)?, it)));
    fits.min_by(|(a, _), (b, _)| a.total_cmp(b)).map(|(_, typed)| typed)
}

/// People type whole minutes, or those that their watch showed.
fn may_be_typed(typed: &Done, new: &Done) -> bool {
    const MINUTES: f64 = 0.1;
    const PART: f64 = 0.01;
    let is_whole = typed.minutes.is_none_or(|minutes| minutes.thousandths() % 1000 == 0);
    let is_near = |a: Option<f64>, b: Option<f64>, most: f64| {
        a.zip(b).is_some_and(|(a, b)| (a - b).abs() <= most)
    };
    let (km, new_km) = (typed.distance.map(Kilometres::get), new.distance.map(Kilometres::get));
    let minutes = (typed.minutes.map(Minutes::get), new.minutes.map(Minutes::get));
    is_whole
        || is_near(minutes.0, minutes.1, MINUTES)
            && is_near(km, new_km, new_km.unwrap_or(0.0) * PART)
}

/// How far a typed activity is from a recorded one, as a share; `None` where it is another.
fn difference(typed: &Done, new: &Done) -> Option<f64> {
    let within = |typed: f64, new: f64, share: f64, least: f64| {
        let (apart, most) = ((typed - new).abs(), (new * share).max(least));
        // An amount of exactly so much more counts, too.
        (apart <= most + 1e-9).then_some(apart / most)
    };
    if let Some((typed, new)) = typed.distance.zip(new.distance) {
        return within(typed.get(), new.get(), 0.05, 0.3);
    }
    match typed.minutes.zip(new.minutes) {
        Some((typed, new)) => within(typed.get(), new.get(), 0.1, 3.0),
        None => Some(1.0),
    }
}

/// By how many whole hours three or more new rows differ from equal ones of the log.
fn hours_apart(
    added: &[Entry],
    seen: &HashMap<Key, Vec<Seen>>,
    day_start: DayStart,
) -> Option<i64> {
    const MOST: i64 = 26;
    const ENOUGH: usize = 3;
    let amounts = |done: &Done| Some((done.name.clone(), done.minutes?, done.distance?));
    let of_log = seen.values().flatten().filter(|it| it.is_of_log && !it.is_taken);
    let mut starts: HashMap<_, Vec<NaiveDateTime>> = HashMap::new();
    for (amounts, start) in of_log.filter_map(|it| amounts(&it.done).zip(it.start)) {
        starts.entry(amounts).or_default().push(start);
    }
    let mut hours: Vec<i64> = Vec::new();
    for row in added {
        let Some((amounts, time)) = row.activity.as_ref().and_then(amounts).zip(row.time) else {
            continue;
        };
        let start = day_start.instant(row.date, time);
        let minutes =
            starts.get(&amounts).into_iter().flatten().map(|it| (start - *it).num_minutes());
        let mut apart: Vec<i64> =
            minutes.filter(|it| it % 60 == 0 && it.abs() <= MOST * 60).map(|it| it / 60).collect();
        apart.sort_unstable();
        apart.dedup();
        hours.append(&mut apart);
    }
    hours.sort_unstable();
    let often = hours.chunk_by(|a, b| a == b).max_by_key(|same| same.len())?;
    if often.len() >= ENOUGH { often.first().copied() } else { None }
}
