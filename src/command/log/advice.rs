//! The advice on the symptoms of a record: which, and when it is said.

use chrono::NaiveDate;

use crate::content::{ContentError, signs};
use crate::domain::{Entry, LevelWords};
use crate::render::Theme;
use crate::render::advice::text;

/// The words on the symptoms of a record, by level, the most urgent first.
#[derive(Debug, Default)]
pub(super) struct Advice {
    levels: Vec<LevelWords>,
    days_ago: i64,
}

impl Advice {
    pub(super) fn on(row: &Entry, today: NaiveDate) -> Result<Self, ContentError> {
        if row.symptoms.is_empty() {
            return Ok(Self::default());
        }
        let mut levels = signs()?.levels;
        for level in &mut levels {
            level
                .symptoms
                .retain(|words| row.symptoms.contains(&words.symptom));
        }
        levels.retain(|level| !level.symptoms.is_empty());
        Ok(Self {
            levels,
            days_ago: (today - row.date).num_days(),
        })
    }

    /// Emergencies and what is for the same day, with a blank line after each.
    pub(super) fn that_cannot_wait(&self, theme: &Theme) -> String {
        self.texts(true, theme, "", "\n")
    }

    /// The rest, with a blank line before each.
    pub(super) fn that_can(&self, theme: &Theme) -> String {
        self.texts(false, theme, "\n", "")
    }

    fn texts(&self, urgent: bool, theme: &Theme, before: &str, after: &str) -> String {
        self.levels
            .iter()
            .filter(|level| level.level.is_urgent() == urgent)
            .flat_map(|level| {
                [
                    before.to_owned(),
                    text(level, self.days_ago, theme),
                    after.to_owned(),
                ]
            })
            .collect()
    }
}
