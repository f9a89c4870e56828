//! The reasons to ask for a clinician, each with the numbers behind it.
//!
//! Knows nothing of the status that comes of them.

use chrono::NaiveDate;

use super::diary::Diary;
use super::report::{Reason, Recorded, Window};
use super::rule::{
    CHRONIC_DAYS, FOUR_WEEKS, SEVERE, SEVERE_DAYS, TWO_WEEKS, WEEK, WORSE_BEFORE_DAYS,
    WORSE_BEFORE_FIRST, WORSE_LEVEL, WORSE_NOW_DAYS, WORSE_NOW_FIRST, worse_rise,
};
use super::scores::{Score, at_least, between, day_number, since, window};
use super::windows::{Span, Windows};
use crate::domain::{Level, Symptom};

/// What the reasons look at.
pub struct Case<'a> {
    pub today: i32,
    /// The diary's scores.
    pub scores: &'a [Score],
    /// The day of the latest visit to a clinician.
    pub visit: Option<i32>,
    /// S and L, where both exist.
    pub span: Option<Span>,
    /// B and R.
    pub windows: Windows,
    /// The episode is as old as `consult_after_weeks`.
    pub due: bool,
}

impl Case<'_> {
    /// Whether a symptom recorded on `date` makes the red flag hold. A visit
    /// answers a symptom of level doctor that was recorded by then; an urgent
    /// one recorded on the day of the visit still stands.
    pub fn is_red_flag(&self, date: NaiveDate, symptom: Symptom) -> bool {
        let day = day_number(date);
        match symptom.level() {
            Level::Doctor => {
                self.today - day < TWO_WEEKS && self.visit.is_none_or(|visit| day > visit)
            }
            Level::Emergency | Level::SameDay => {
                self.today - day < FOUR_WEEKS && self.visit.is_none_or(|visit| day >= visit)
            }
        }
    }

    /// The scores from the day `first` on that lie after the visit; without one
    /// every day does.
    fn after_visit(&self, first: i32) -> &[Score] {
        let first = self.visit.map_or(first, |visit| first.max(visit + 1));
        since(self.scores, first)
    }

    /// The week before and the last week, where both average 7 or more.
    pub fn severe(&self) -> Option<(Window, Window)> {
        self.span?;
        let last = self.after_visit(self.today - (WEEK - 1));
        let before = between(self.scores, self.today - (TWO_WEEKS - 1), self.today - WEEK);
        let strong = |days: &[Score]| {
            window(days).filter(|w| days.len() >= SEVERE_DAYS && at_least(w.mean, SEVERE))
        };
        Some((strong(before)?, strong(last)?))
    }

    /// The last three weeks and the six before them, where the mean of the former
    /// is 5 or more and well above that of the latter.
    pub fn worsening(&self) -> Option<(Window, Window)> {
        let Span { first_pain, .. } = self.span?;
        let first = self.today - WORSE_NOW_FIRST;
        let now = self.after_visit(first);
        let from = first_pain.max(self.today - WORSE_BEFORE_FIRST);
        let before = between(self.scores, from, first - 1);
        let rise = worse_rise(before.len());
        let (current, earlier) = (window(now)?, window(before)?);
        let holds = now.len() >= WORSE_NOW_DAYS
            && before.len() >= WORSE_BEFORE_DAYS
            && at_least(current.mean, WORSE_LEVEL)
            && at_least(current.mean - earlier.mean, rise);
        holds.then_some((current, earlier))
    }

    /// Due and high: long-lasting without a comparison, not eased, or chronic
    /// although it has eased.
    pub fn lasting(&self) -> Option<Reason> {
        let Span { start, .. } = self.span?;
        if !self.due || !self.windows.high {
            return None;
        }
        if self.windows.compared.is_none() {
            Some(Reason::LongLasting)
        } else if !self.windows.eased {
            Some(Reason::NotEased)
        } else {
            (self.today - start >= CHRONIC_DAYS).then_some(Reason::Persistent)
        }
    }
}

/// The symptoms that a diary records and `wanted` keeps, each once a day, by
/// date and then urgency.
pub fn symptoms(diary: &Diary, wanted: impl Fn(NaiveDate, Symptom) -> bool) -> Vec<Recorded> {
    diary
        .days()
        .flat_map(|(date, day)| day.symptoms.iter().map(move |symptom| (date, *symptom)))
        .filter(|(date, symptom)| wanted(*date, *symptom))
        .map(|(date, symptom)| Recorded { date, symptom })
        .collect()
}
