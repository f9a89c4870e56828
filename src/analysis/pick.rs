//! Which topic of guidance fits what the log says, and why.
//!
//! The same log and day always give the same answer; nothing is stored.

use chrono::Datelike as _;

use super::balance::{is_jump, longest_run, run_minutes, share};
use super::diary::{Day, Diary, Sessions, add_amount};
use super::report::{Recorded, Settings, Status};
use super::rule::{at_least, shift, verdict};
use crate::domain::{Kilometres, Symptom, Topic};

/// Topics shown in turn where no rule speaks.
const IN_TURN: &[Topic] = &[
    Topic::Running,
    Topic::Hamstring,
    Topic::Shoes,
    Topic::Crosstrain,
    Topic::Hips,
    Topic::Doctor,
];

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
    /// A symptom that cannot wait.
    UrgentSign(Recorded),
    /// A text that was not read may mean a symptom that cannot wait.
    UnreadSign(Symptom),
    /// The verdict says to see a doctor.
    Consult,
    /// In pain, and no stretch in the last 7 days.
    NoStretch,
    /// 80% or more of the training minutes of the last 28 days is running.
    MostlyRunning {
        /// Share of running, 0–1.
        share: f64,
        /// Runs.
        runs: u32,
    },
    /// The longest run of the last 7 days is more than 10% beyond the longest
    /// of the 30 days before.
    LongerRun {
        /// It.
        run: Kilometres,
        /// The longest before.
        before: Kilometres,
    },
    /// No rule speaks: the topics take turns by date.
    InTurn,
}

/// Picks the topic that fits the diary on its day.
pub fn pick(diary: &Diary, settings: Settings) -> Pick {
    let log = RecentDays { diary };
    let verdict = verdict(diary, settings);
    let urgent = verdict.red_flags.first().filter(|flag| flag.symptom.level().is_urgent());
    let why = urgent
        .map(|flag| PickReason::UrgentSign(*flag))
        .or_else(|| diary.unread.sign.map(PickReason::UnreadSign))
        .or_else(|| (verdict.status == Status::Consult).then_some(PickReason::Consult))
        .or_else(|| log.no_stretch())
        .or_else(|| log.mostly_running())
        .or_else(|| log.longer_run());
    let topic = match why {
        Some(PickReason::UrgentSign(_) | PickReason::UnreadSign(_)) => Topic::Urgent,
        Some(PickReason::Consult) => Topic::Doctor,
        Some(PickReason::NoStretch) => Topic::Hamstring,
        Some(PickReason::MostlyRunning { .. }) => Topic::Crosstrain,
        Some(PickReason::LongerRun { .. }) => Topic::Running,
        Some(PickReason::InTurn) | None => log.in_turn(),
    };
    Pick { topic, why: why.unwrap_or(PickReason::InTurn) }
}

struct RecentDays<'a> {
    diary: &'a Diary,
}

impl<'a> RecentDays<'a> {
    /// The days from `from` to `to` days back that have a row.
    fn days(&self, from: i64, to: i64) -> impl Iterator<Item = &'a Day> {
        let today = self.diary.as_of;
        let days = self.diary.days_since(shift(today, -from));
        days.take_while(move |(date, _)| *date <= shift(today, -to)).map(|(_, day)| day)
    }

    /// A leg symptom: stretching the hamstrings is not the thing to do first.
    fn leg_symptom(&self) -> bool {
        self.days(13, 0)
            .flat_map(|day| &day.details().symptoms)
            .any(|symptom| symptom.is_of_the_leg())
    }

    fn no_stretch(&self) -> Option<PickReason> {
        let in_pain = self.days(6, 0).filter_map(Day::score).last();
        (in_pain.is_some_and(|score| at_least(score, 2.0))
            && self.days(6, 0).all(|day| day.details().stretch.count() == 0)
            && !self.leg_symptom())
        .then_some(PickReason::NoStretch)
    }

    fn mostly_running(&self) -> Option<PickReason> {
        let (mut run, mut all, mut runs) = (None, None, 0);
        for day in self.days(27, 0) {
            add_amount(&mut run, run_minutes(day));
            add_amount(&mut all, day.training().0);
            runs += day.runs().map_or(0, Sessions::count);
        }
        let share = share(run, all)?;
        (runs >= 3 && at_least(share, 0.8)).then_some(PickReason::MostlyRunning { share, runs })
    }

    fn longer_run(&self) -> Option<PickReason> {
        let run = self.days(6, 0).filter_map(longest_run).max()?;
        let before = self.days(36, 7).filter_map(longest_run).max()?;
        is_jump(run, before).then_some(PickReason::LongerRun { run, before })
    }

    /// The topic of the day: each comes once before any comes again.
    fn in_turn(&self) -> Topic {
        let day = self.diary.as_of.num_days_from_ce();
        let careful = self.leg_symptom();
        let fits = |topic: &&Topic| !(careful && **topic == Topic::Hamstring);
        let topics: Vec<Topic> = IN_TURN.iter().filter(fits).copied().collect();
        let turn = usize::try_from(day).unwrap_or(0) % topics.len().max(1);
        topics.get(turn).copied().unwrap_or(Topic::Running)
    }
}

#[cfg(test)]
mod tests;
