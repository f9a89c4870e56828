//! The advice on the symptoms of a record: which, and in what order.

use crate::content::{ContentError, signs};
use crate::domain::{LevelWords, Symptom};

/// The words on `symptoms` by level, the most urgent first.
pub(super) fn levels(symptoms: &[Symptom]) -> Result<Vec<LevelWords>, ContentError> {
    if symptoms.is_empty() {
        return Ok(Vec::new());
    }
    let mut levels = signs()?.levels;
    for level in &mut levels {
        level
            .symptoms
            .retain(|words| symptoms.contains(&words.symptom));
    }
    levels.retain(|level| !level.symptoms.is_empty());
    Ok(levels)
}
