//! One row of the log: one moment.

use chrono::{NaiveDate, NaiveTime};

use super::{Kilometres, Minutes, Pain, Symptom, Word};

/// A stretch or an activity that was done, and how much of it was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// What was done, such as `hamstring` or `run`.
    pub name: Word,
    /// Minutes in all, both sides together; `None` when not recorded.
    pub minutes: Option<Minutes>,
    /// Kilometres; `None` when not recorded, and always for a stretch.
    pub distance: Option<Kilometres>,
}

/// What one row of the log says. Fields that are empty or could not be read
/// are `None` or empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The local day it counts for.
    pub date: NaiveDate,
    /// The local time of day, to the minute.
    pub time: Option<NaiveTime>,
    /// Average back pain over the last 24 hours, 0–10.
    pub pain: Option<Pain>,
    /// The stretch of this moment.
    pub stretch: Option<Done>,
    /// The activity of this moment.
    pub activity: Option<Done>,
    /// Symptoms of the list, as recorded.
    pub symptoms: Vec<Symptom>,
    /// When this pain began, by the user's word; never after `date`.
    pub began: Option<NaiveDate>,
    /// When a clinician saw the user; never after `date`.
    pub seen: Option<NaiveDate>,
    /// Free text on one line, unescaped: hostile until a renderer escapes it.
    pub note: String,
}

impl Entry {
    /// A row that says nothing yet but its day.
    pub const fn on(date: NaiveDate) -> Self {
        Self {
            date,
            time: None,
            pain: None,
            stretch: None,
            activity: None,
            symptoms: Vec::new(),
            began: None,
            seen: None,
            note: String::new(),
        }
    }
}
