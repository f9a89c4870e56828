//! The reasons to ask for a clinician, each with the numbers behind it.
//!
//! Knows nothing of the status that comes of them.

use chrono::NaiveDate;

use super::diary::Diary;
use super::report::{Reason, Recorded, Window};
use super::scores::{Score, at_least, between, day_number, latest, window};
use super::windows::{Span, Windows};
use crate::domain::{Level, Symptom};

/// Twelve weeks: from here on pain is called chronic.
const CHRONIC_DAYS: i32 = 84;

/// What the reasons look at.
pub(super) struct Case<'a> {
    pub(super) today: i32,
    /// The diary's scores.
    pub(super) scores: &'a [Score],
    /// The day of the latest visit to a clinician.
    pub(super) visit: Option<i32>,
    /// S and L, where both exist.
    pub(super) span: Option<Span>,
    /// B and R.
    pub(super) windows: Windows,
    /// The episode is as old as `consult_after_weeks`.
    pub(super) due: bool,
}

impl Case<'_> {
    /// R is 3 or more.
    pub(super) fn high(&self) -> bool {
        let recent = self.windows.recent;
        recent.is_some_and(|recent| at_least(recent.mean, 3.0))
    }

    /// Without a visit every day counts as after it.
    fn after_visit(&self, day: i32) -> bool {
        self.visit.is_none_or(|visit| day > visit)
    }

    /// Whether a symptom recorded on `date` makes the red flag hold. A visit
    /// answers a symptom of level doctor that was recorded by then; an urgent
    /// one recorded on the day of the visit still stands.
    pub(super) fn is_red_flag(&self, date: NaiveDate, symptom: Symptom) -> bool {
        let day = day_number(date);
        match symptom.level() {
            Level::Doctor => self.today - day <= 13 && self.after_visit(day),
            Level::Emergency | Level::SameDay => {
                self.today - day <= 27 && self.visit.is_none_or(|visit| day >= visit)
            }
        }
    }

    /// The latest 4 scored days of the last ten, where their mean is 7 or more,
    /// the latest is 6 or more, and at least 2 of them follow the visit.
    pub(super) fn severe(&self) -> Option<Window> {
        self.span?;
        let days = latest(between(self.scores, self.today - 9, self.today), 4);
        let window = window(days)?;
        let holds = days.len() == 4
            && at_least(window.mean, 7.0)
            && days.last().is_some_and(|day| at_least(day.value, 6.0))
            && self.how_many_after_visit(days) >= 2;
        holds.then_some(window)
    }

    /// The last week and the four before it, where the week's mean is 5 or more
    /// and 2 or more above theirs.
    pub(super) fn worsening(&self) -> Option<(Window, Window)> {
        let Span { first_pain, .. } = self.span?;
        let week = between(self.scores, self.today - 6, self.today);
        let from = first_pain.max(self.today - 34);
        let before = between(self.scores, from, self.today - 7);
        let (now, then) = (window(week)?, window(before)?);
        let holds = self.today - first_pain >= 14
            && week.len() >= 4
            && self.how_many_after_visit(week) >= 2
            && before.len() >= 7
            && at_least(now.mean - then.mean, 2.0)
            && at_least(now.mean, 5.0);
        holds.then_some((now, then))
    }

    /// Due and high: long-lasting without a comparison, not eased, or chronic
    /// although it has eased.
    pub(super) fn lasting(&self) -> Option<Reason> {
        let Span { start, .. } = self.span?;
        if !self.due || !self.high() {
            return None;
        }
        if self.windows.compared.is_none() {
            Some(Reason::LongLasting)
        } else if !self.windows.eased() {
            Some(Reason::NotEased)
        } else {
            (self.today - start >= CHRONIC_DAYS).then_some(Reason::Persistent)
        }
    }

    fn how_many_after_visit(&self, days: &[Score]) -> usize {
        let after = |score: &&Score| self.after_visit(score.day);
        days.iter().filter(after).count()
    }
}

/// The symptoms that a diary records and `wanted` keeps, each once a day, by
/// date and then urgency.
pub(super) fn symptoms(
    diary: &Diary,
    wanted: impl Fn(NaiveDate, Symptom) -> bool,
) -> Vec<Recorded> {
    diary
        .days()
        .flat_map(|(date, day)| day.symptoms.iter().map(move |symptom| (date, *symptom)))
        .filter(|(date, symptom)| wanted(*date, *symptom))
        .map(|(date, symptom)| Recorded { date, symptom })
        .collect()
}
