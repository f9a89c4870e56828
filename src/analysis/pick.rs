//! Which topic of guidance fits what the log says, and why.
//!
//! The same log and day always give the same answer; nothing is stored.

use chrono::Datelike as _;

use super::balance::{JUMP_DAYS, is_jump, longest_run, run_minutes, share};
use super::diary::{Day, Diary, add_amount};
use super::report::{Settings, Sign, SignState, Status, Verdict};
use super::rule::{at_least, shift};
use super::verdict::verdict;
use crate::domain::{DayStart, Kilometres, Pain, Symptom, Topic};

/// Topics shown in turn where no rule speaks.
const IN_TURN: &[Topic] =
    &[Topic::Running, Topic::Hamstring, Topic::Shoes, Topic::Crosstrain, Topic::Hips];

/// A topic and why it was picked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pick {
    /// The topic.
    pub topic: Topic,
    /// Why.
    pub why: PickReason,
}

/// Why a topic was picked, with the numbers that led to it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum PickReason {
    /// A sign that cannot wait.
    UrgentSign(Sign),
    /// A text that was not read may mean a sign that cannot wait; `None`: which one, it
    /// does not tell.
    UnreadSign(Option<Symptom>),
    /// The last reading is strong, or well above the one before.
    Strong(Pain),
    /// A sign that no visit has answered.
    OpenSign(Sign),
    /// The verdict says to see a doctor, or pain has been strong for days.
    Consult,
    /// Eased, but up again this week.
    UpAgain,
    /// The longest run of the last 7 days is more than 10% beyond the longest
    /// of the 30 days before.
    LongerRun {
        /// It.
        run: Kilometres,
        /// The longest before.
        before: Kilometres,
    },
    /// 80% or more of the training minutes of the last 28 days is running.
    MostlyRunning {
        /// Share of running, 0–1.
        share: f64,
        /// Runs.
        runs: u32,
    },
    /// In pain, and no stretch in the last 7 days.
    NoStretch,
    /// The topics take turns by the week.
    InTurn,
}

/// Picks the topic that fits the diary on its day, by need: what cannot wait, then a
/// doctor, then training.
pub fn pick(diary: &Diary, settings: Settings) -> Pick {
    let verdict = verdict(diary, settings);
    let doctor = || for_a_doctor(&verdict).map(|why| (Topic::Doctor, why));
    let urgent = cannot_wait(diary, &verdict, settings.day_start).map(|why| (Topic::Urgent, why));
    let (topic, why) = urgent.or_else(doctor).unwrap_or_else(|| of_training(diary));
    Pick { topic, why }
}

fn cannot_wait(diary: &Diary, verdict: &Verdict, day_start: DayStart) -> Option<PickReason> {
    let urgent = verdict.signs.first().filter(|sign| sign.state == SignState::Urgent);
    if let Some(sign) = urgent {
        return Some(PickReason::UrgentSign(*sign));
    }
    if diary.unread.may_be_urgent {
        return Some(PickReason::UnreadSign(diary.unread.sign));
    }
    let mut readings = diary.readings_backwards(day_start).map(|(_, reading)| reading.pain);
    let last = readings.next()?;
    last.is_alarming_after(readings.next()).then_some(PickReason::Strong(last))
}

fn for_a_doctor(verdict: &Verdict) -> Option<PickReason> {
    if let Some(sign) = verdict.signs.first() {
        Some(PickReason::OpenSign(*sign))
    } else if verdict.status == Status::Consult || verdict.strong_now {
        Some(PickReason::Consult)
    } else {
        verdict.up_again.map(|_| PickReason::UpAgain)
    }
}

/// A longer run; in every other week the balance, where it is uneven; otherwise a topic in
/// turn.
fn of_training(diary: &Diary) -> (Topic, PickReason) {
    // ISO weeks, counted on over the end of a year: day 1 was a Monday.
    let week = usize::try_from((diary.as_of.num_days_from_ce() - 1) / 7).unwrap_or(0);
    let balance = || {
        let uneven = mostly_running(diary).map(|why| (Topic::Crosstrain, why));
        uneven.or_else(|| no_stretch(diary).map(|why| (Topic::Hamstring, why)))
    };
    if let Some(why) = longer_run(diary) {
        return (Topic::Running, why);
    }
    match balance() {
        Some(balance) if week % 2 == 1 => balance,
        uneven => {
            let shown = uneven.map(|(topic, _)| topic);
            let others: Vec<Topic> =
                IN_TURN.iter().copied().filter(|topic| Some(*topic) != shown).collect();
            // Where only every other week is theirs, none may be left out.
            let turn = if shown.is_some() { week / 2 } else { week };
            let topic = others.get(turn % others.len().max(1)).copied();
            (topic.unwrap_or(Topic::Running), PickReason::InTurn)
        }
    }
}

/// The days from `from` to `to` days back that have a row.
fn days(diary: &Diary, from: i64, to: i64) -> impl Iterator<Item = &Day> {
    let days = diary.days_since(shift(diary.as_of, -from));
    let last = shift(diary.as_of, -to);
    days.take_while(move |(date, _)| *date <= last).map(|(_, day)| day)
}

fn longer_run(diary: &Diary) -> Option<PickReason> {
    let first = diary.first()?;
    let run = days(diary, 6, 0).filter_map(longest_run).max()?;
    let before = days(diary, 36, 7).filter_map(longest_run).max()?;
    // In a younger log the runs before may not have been logged.
    let is_known = (diary.as_of - first).num_days() >= JUMP_DAYS;
    (is_known && is_jump(run, before)).then_some(PickReason::LongerRun { run, before })
}

fn mostly_running(diary: &Diary) -> Option<PickReason> {
    let (mut run, mut all, mut runs) = (None, None, 0);
    for day in days(diary, 27, 0) {
        add_amount(&mut run, run_minutes(day));
        add_amount(&mut all, day.training().minutes);
        runs += day.runs().map_or(0, |runs| runs.count);
    }
    let share = share(run, all)?;
    (runs >= 3 && at_least(share, 0.8)).then_some(PickReason::MostlyRunning { share, runs })
}

fn no_stretch(diary: &Diary) -> Option<PickReason> {
    let score = days(diary, 6, 0).filter_map(Day::score).last()?;
    let is_stretched = days(diary, 6, 0).any(|day| day.stretch().count > 0);
    (at_least(score, 2.0) && !is_stretched).then_some(PickReason::NoStretch)
}

#[cfg(test)]
mod tests;
