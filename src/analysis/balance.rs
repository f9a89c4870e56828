//! Running against other training, stretching against the goal, runs that went
//! well beyond the ones before, and pain on the day after a run or a stretch.
//!
//! Describes; judges nothing, and proves nothing.

use std::cmp::Reverse;
use std::collections::{BTreeMap, VecDeque};

use chrono::NaiveDate;

use super::diary::{Day, Diary, add_amount};
use super::report::{Balance, ByRun, DayAfter, Jump, Mean, NextDay, Tried};
use super::rule::shift;
use crate::domain::{Kilometres, Minutes, RUN, Word};

/// Fewer days than this on either side are no comparison.
const FEWEST_DAYS: u32 = 10;

/// Days over which the longest run is looked for.
pub const JUMP_DAYS: i64 = 30;

/// The balance of the days from `since` to the diary's day.
pub fn balance(diary: &Diary, since: NaiveDate) -> Balance {
    let mut balance = Balance::default();
    let (mut sessions, mut stretch_days, mut run) = (0_u32, 0_u32, None);
    for (_, day) in diary.days_since(since) {
        add_amount(&mut balance.run_minutes, run_minutes(day));
        add_amount(&mut balance.training_minutes, day.training().minutes);
        let stretched = day.stretch().count;
        sessions += stretched;
        stretch_days += u32::from(stretched > 0);
        add_amount(&mut run, day.runs().and_then(|runs| runs.distance));
    }
    balance.run_share = share(balance.run_minutes, balance.training_minutes);
    let first = diary.first().map_or(since, |first| first.max(since));
    let days = u32::try_from((diary.as_of - first).num_days() + 1).unwrap_or(0);
    balance.stretch_sessions_per_day =
        (diary.rows > 0 && days > 0).then(|| f64::from(sessions) / f64::from(days));
    if days >= 7 {
        let weeks = f64::from(days) / 7.0;
        balance.stretch_days_per_week = Some(f64::from(stretch_days) / weeks);
        let per_week = |run: Kilometres| run.thousandths() * 7 / u64::from(days);
        balance.run_per_week = run.map(|run| Kilometres::from_thousandths(per_week(run)));
    }
    balance.jumps = jumps(diary, since);
    balance.next_day = next_day(diary, since);
    balance.day_after = day_after_run(diary, since, &balance.jumps);
    balance.by_run = by_run(diary, since);
    balance
}

/// Stretches and activities but running of the days from `since` on, and the tags.
pub fn tried(diary: &Diary, since: NaiveDate) -> (Vec<Tried>, Vec<(Word, u32)>) {
    // Days, days with minutes, and minutes.
    let mut done: BTreeMap<&Word, (u32, u32, Minutes)> = BTreeMap::new();
    let mut tags: BTreeMap<&Word, u32> = BTreeMap::new();
    for (_, day) in diary.days_since(since) {
        for (is_stretch, name, sessions) in day.by_name() {
            if !is_stretch && name.as_str() == RUN {
                continue;
            }
            let (days, days_timed, minutes) = done.entry(name).or_default();
            *days += 1;
            *days_timed += u32::from(sessions.minutes.is_some());
            *minutes += sessions.minutes.unwrap_or_default();
        }
        day.tags.iter().for_each(|tag| *tags.entry(tag).or_default() += 1);
    }
    let tried = |(name, (days, days_timed, minutes)): (&Word, (u32, u32, Minutes))| Tried {
        name: name.clone(),
        days,
        minutes: (days_timed > 0).then(|| minutes.get() / f64::from(days_timed)),
    };
    let mut done: Vec<Tried> = done.into_iter().map(tried).collect();
    done.sort_by_key(|tried| Reverse(tried.days));
    let mut tags: Vec<_> = tags.into_iter().map(|(tag, days)| (tag.clone(), days)).collect();
    tags.sort_by_key(|(_, days)| Reverse(*days));
    (done, tags)
}

/// Minutes of running, as far as recorded.
pub fn run_minutes(day: &Day) -> Option<Minutes> {
    day.runs().and_then(|runs| runs.minutes)
}

/// The share of running, 0–1; `None` where no minutes were recorded.
pub fn share(run: Option<Minutes>, all: Option<Minutes>) -> Option<f64> {
    let all = all.filter(|all| *all > Minutes::default())?;
    Some(run.unwrap_or_default().get() / all.get())
}

/// The longest single run of a day.
pub fn longest_run(day: &Day) -> Option<Kilometres> {
    day.runs().and_then(|runs| runs.longest)
}

/// Whether a run went more than 10% beyond another: from there on overuse
/// injuries were more common (Frandsen, Br J Sports Med 2025).
pub fn is_jump(run: Kilometres, before: Kilometres) -> bool {
    before > Kilometres::default() && run.thousandths() * 10 > before.thousandths() * 11
}

/// Every day from `since` on whose longest run went more than 10% beyond the longest of
/// the 30 days before it.
fn jumps(diary: &Diary, since: NaiveDate) -> Vec<Jump> {
    let mut lately: VecDeque<(NaiveDate, Kilometres)> = VecDeque::new();
    let mut jumps = Vec::new();
    for (date, day) in diary.days_since(shift(since, -JUMP_DAYS)) {
        let Some(run) = longest_run(day) else {
            continue;
        };
        lately.retain(|(earlier, _)| (date - *earlier).num_days() <= JUMP_DAYS);
        let before = lately.iter().map(|(_, run)| *run).max();
        let before = before.filter(|before| date >= since && is_jump(run, *before));
        if let Some(before) = before {
            let percent = (run.get() / before.get() - 1.0) * 100.0;
            jumps.push(Jump { date, run, before, percent });
        }
        lately.push_back((date, run));
    }
    jumps
}

/// The mean of pain on the day after those days that have a row and that `wanted`
/// keeps. A day without a row is unknown.
fn day_after(
    diary: &Diary,
    since: NaiveDate,
    wanted: impl Fn(NaiveDate, &Day) -> bool,
) -> Option<Mean> {
    let days = diary.days_since(since).filter(|(date, day)| wanted(*date, day));
    let score = |date: NaiveDate| diary.day(date.succ_opt()?)?.score();
    mean(days.filter_map(|(date, _)| score(date)))
}

/// The mean of scores; `None` under 10 of them.
fn mean(scores: impl Iterator<Item = f64>) -> Option<Mean> {
    let scores: Vec<f64> = scores.collect();
    let days = u32::try_from(scores.len()).ok()?;
    let mean = Mean { mean: scores.iter().sum::<f64>() / f64::from(days), days };
    (days >= FEWEST_DAYS).then_some(mean)
}

fn by_run(diary: &Diary, since: NaiveDate) -> ByRun {
    // Days since the last run, at most two.
    let since_run = |date| match date {
        date if diary.ran(date) => 0,
        date if diary.ran(shift(date, -1)) => 1,
        _ => 2,
    };
    let mean_of = |wanted| {
        let days = diary.days_since(since).filter(|(date, _)| since_run(*date) == wanted);
        mean(days.filter_map(|(_, day)| day.score()))
    };
    match (mean_of(0), mean_of(1), mean_of(2)) {
        (on_run_days @ Some(_), day_after_run @ Some(_), other_days @ Some(_)) => {
            ByRun { on_run_days, day_after_run, other_days }
        }
        _ => ByRun::default(),
    }
}

fn next_day(diary: &Diary, since: NaiveDate) -> Option<NextDay> {
    Some(NextDay {
        after_stretching: day_after(diary, since, |_, day| day.stretch().count > 0)?,
        after_none: day_after(diary, since, |_, day| day.stretch().count == 0)?,
    })
}

fn day_after_run(diary: &Diary, since: NaiveDate, longer: &[Jump]) -> Option<DayAfter> {
    let is_longer = |date| longer.iter().any(|jump| jump.date == date);
    Some(DayAfter {
        run: day_after(diary, since, |_, day| day.has_run())?,
        longer_run: day_after(diary, since, |date, _| is_longer(date)),
        rest: day_after(diary, since, |_, day| !day.has_run())?,
    })
}
