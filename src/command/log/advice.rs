//! The advice on the symptoms of a record and on urgent ones still in force:
//! which, and when it is said.

use chrono::NaiveDate;

use crate::analysis::Recorded;
use crate::domain::{Entry, Level, Symptom};
use crate::guidance::LevelWords;
use crate::guidance::{GuidanceError, signs};
use crate::report::advice::text;
use crate::term::Theme;

/// The words on symptoms, the most urgent first, each group with the days since
/// it was recorded.
#[derive(Debug, Default)]
pub struct Advice {
    groups: Vec<(LevelWords, i64)>,
}

impl Advice {
    /// What to say of the symptoms of `row`, and first of `urgent` ones that were
    /// recorded before. A record without a symptom gets none.
    pub fn on<'a>(
        row: &Entry,
        urgent: impl Iterator<Item = &'a Recorded>,
        today: NaiveDate,
    ) -> Result<Self, GuidanceError> {
        if row.symptoms.is_empty() {
            return Ok(Self::default());
        }
        let levels = signs()?.levels;
        let days_ago = |date: NaiveDate| (today - date).num_days();
        let only = |wanted: &dyn Fn(Symptom) -> bool, days_ago: i64| {
            let mut levels = levels.clone();
            for level in &mut levels {
                level.symptoms.retain(|words| wanted(words.symptom));
            }
            levels.retain(|level| !level.symptoms.is_empty());
            levels.into_iter().map(move |level| (level, days_ago))
        };
        let mut groups: Vec<_> =
            only(&|symptom| row.symptoms.contains(&symptom), days_ago(row.date)).collect();
        let mut said = row.symptoms.clone();
        for flag in urgent {
            if !said.contains(&flag.symptom) {
                said.push(flag.symptom);
                groups.extend(only(&|symptom| symptom == flag.symptom, days_ago(flag.date)));
            }
        }
        groups.sort_by_key(|(level, days_ago)| (level.level, *days_ago));
        Ok(Self { groups })
    }

    /// Whether there is an urgent sign among them.
    pub fn is_urgent(&self) -> bool {
        let mut levels = self.groups.iter().map(|(level, _)| level.level);
        levels.any(Level::is_urgent)
    }

    /// Emergencies and what is for the same day, with a blank line after each.
    pub fn that_cannot_wait(&self, theme: &Theme) -> String {
        self.texts(true, theme, "", "\n")
    }

    /// The rest, with a blank line before each.
    pub fn that_can(&self, theme: &Theme) -> String {
        self.texts(false, theme, "\n", "")
    }

    fn texts(&self, urgent: bool, theme: &Theme, before: &str, after: &str) -> String {
        self.groups
            .iter()
            .filter(|(level, _)| level.level.is_urgent() == urgent)
            .flat_map(|(level, days_ago)| {
                [before.to_owned(), text(level, *days_ago, theme), after.to_owned()]
            })
            .collect()
    }
}
