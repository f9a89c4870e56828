//! Running against other training, stretching against the goal, runs that went
//! well beyond the ones before, and pain on the day after stretching.
//!
//! Describes; judges nothing, and proves nothing.

use std::collections::VecDeque;

use chrono::NaiveDate;

use super::diary::{Day, Diary, add_amount};
use super::report::{Balance, Jump, Mean, NextDay};
use super::scores::day_number;
use crate::domain::{Kilometres, Minutes};

/// The name of the activity that all of this is about.
pub const RUN: &str = "run";

/// Fewer days than this on either side are no comparison.
const FEWEST_DAYS: u32 = 10;

/// The balance of the days from `since` to the diary's day.
pub fn balance(diary: &Diary, since: NaiveDate) -> Balance {
    let mut balance = Balance::default();
    let (mut sessions, mut stretch_days, mut run) = (0_u32, 0_u32, None);
    let first = diary.first().map_or(since, |first| first.max(since));
    for (_, day) in diary.days().filter(|(date, _)| *date >= since) {
        let (run_minutes, all) = training(day);
        add_amount(&mut balance.run_minutes, run_minutes);
        add_amount(&mut balance.training_minutes, all);
        sessions += day.stretch.count();
        stretch_days += u32::from(day.stretch.count() > 0);
        add_amount(&mut run, run_distance(day));
    }
    balance.run_share = share(balance.run_minutes, balance.training_minutes);
    let days = day_number(diary.as_of()) - day_number(first) + 1;
    balance.stretch_sessions_per_day =
        (diary.rows() > 0 && days > 0).then(|| f64::from(sessions) / f64::from(days));
    if let Ok(days @ 7..) = u32::try_from(days) {
        let weeks = f64::from(days) / 7.0;
        balance.stretch_days_per_week = Some(f64::from(stretch_days) / weeks);
        let per_week = |run: Kilometres| run.thousandths() * 7 / u64::from(days);
        balance.run_per_week = run.map(|run| Kilometres::from_thousandths(per_week(run)));
    }
    balance.jumps = jumps(diary).into_iter().filter(|jump| jump.date >= since).collect();
    balance.next_day = next_day(diary, since);
    balance
}

/// Minutes of running and of all training of a day, as far as recorded.
pub fn training(day: &Day) -> (Option<Minutes>, Option<Minutes>) {
    let (mut run, mut all) = (None, None);
    for (name, done) in &day.activities {
        add_amount(&mut all, done.minutes);
        if name.as_str() == RUN {
            add_amount(&mut run, done.minutes);
        }
    }
    (run, all)
}

/// The share of running, 0–1; `None` where no minutes were recorded.
pub fn share(run: Option<Minutes>, all: Option<Minutes>) -> Option<f64> {
    let all = all.filter(|all| *all > Minutes::default())?;
    Some(run.unwrap_or_default().get() / all.get())
}

/// The longest single run of a day.
pub fn longest_run(day: &Day) -> Option<Kilometres> {
    day.activities
        .iter()
        .filter(|(name, _)| name.as_str() == RUN)
        .find_map(|(_, done)| done.longest)
}

/// Kilometres of all runs of a day.
pub fn run_distance(day: &Day) -> Option<Kilometres> {
    let mut activities = day.activities.iter();
    let run = activities.find(|(name, _)| name.as_str() == RUN);
    run.and_then(|(_, done)| done.distance)
}

/// Whether a run went more than 10% beyond another: from there on overuse
/// injuries were more common (Frandsen, Br J Sports Med 2025).
pub fn is_jump(run: Kilometres, before: Kilometres) -> bool {
    before > Kilometres::default() && run.thousandths() * 10 > before.thousandths() * 11
}

/// Every day whose longest run went more than 10% beyond the longest of the 30
/// days before it.
fn jumps(diary: &Diary) -> Vec<Jump> {
    let mut lately: VecDeque<(i32, Kilometres)> = VecDeque::new();
    let mut jumps = Vec::new();
    for (date, day) in diary.days() {
        let Some(run) = longest_run(day) else {
            continue;
        };
        let today = day_number(date);
        while lately.front().is_some_and(|(day, _)| *day < today - 30) {
            lately.pop_front();
        }
        if let Some(before) = lately.iter().map(|(_, run)| *run).max()
            && is_jump(run, before)
        {
            jumps.push(Jump { date, run, before });
        }
        lately.push_back((today, run));
    }
    jumps
}

/// Pain on the day after a day with stretching, and after a logged day without.
/// A day without a row says nothing about stretching, and is left out.
fn next_day(diary: &Diary, since: NaiveDate) -> Option<NextDay> {
    let (mut with, mut without) = ((0.0, 0), (0.0, 0));
    for (date, day) in diary.days().filter(|(date, _)| *date >= since) {
        let next = date.succ_opt().filter(|next| *next <= diary.as_of());
        let Some(score) = next.and_then(|next| diary.day(next)).and_then(Day::score) else {
            continue;
        };
        let side = if day.stretch.count() > 0 { &mut with } else { &mut without };
        side.0 += score;
        side.1 += 1;
    }
    let mean = |(sum, days): (f64, u32)| {
        (days >= FEWEST_DAYS).then(|| Mean { mean: sum / f64::from(days), days })
    };
    Some(NextDay { after_stretching: mean(with)?, after_none: mean(without)? })
}
