//! The symptoms in words, and what to do about each.

use serde::Deserialize;

use super::ContentError;
use super::embedded::{Embedded, embedded};
use crate::domain::{Invalid, Level, LevelWords, Signs, Symptom, SymptomWords};

const FILE: Embedded = embedded!("symptoms.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    heading: String,
    main_urgent: Vec<String>,
    level: Vec<FileLevel>,
    symptom: Vec<FileSymptom>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileLevel {
    name: String,
    title: String,
    advice: String,
    later: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileSymptom {
    name: String,
    level: String,
    sees: String,
    /// Other words for it; [`Symptom`] reads them, a test compares.
    #[serde(default, rename = "aliases")]
    _aliases: Vec<String>,
    advice: Option<String>,
    later: Option<String>,
}

/// Every symptom in words, by level, the most urgent first.
///
/// # Errors
/// When the built-in text is not as it should be.
pub fn signs() -> Result<Signs, ContentError> {
    let file: File = FILE.parse()?;
    let mut levels = Vec::with_capacity(file.level.len());
    for group in file.level {
        let level = level(FILE, &group.name)?;
        let mut symptoms = Vec::new();
        for entry in file
            .symptom
            .iter()
            .filter(|entry| entry.level == group.name)
        {
            symptoms.push(words(entry, level, &group)?);
        }
        levels.push(LevelWords {
            level,
            title: group.title,
            symptoms,
        });
    }
    Ok(Signs {
        heading: file.heading,
        levels,
    })
}

/// The main signs that cannot wait, in a few words each.
///
/// # Errors
/// When the built-in text is not as it should be.
pub fn main_urgent_signs() -> Result<Vec<String>, ContentError> {
    let file: File = FILE.parse()?;
    Ok(file.main_urgent)
}

/// What to say of one symptom.
///
/// # Errors
/// When the built-in text is not as it should be.
pub fn symptom_words(symptom: Symptom) -> Result<SymptomWords, ContentError> {
    signs()?
        .levels
        .into_iter()
        .flat_map(|group| group.symptoms)
        .find(|words| words.symptom == symptom)
        .ok_or_else(|| FILE.error(format!("it does not have {symptom}")))
}

/// The level of this name, as a file of `content/` spells it.
pub fn level(file: Embedded, name: &str) -> Result<Level, ContentError> {
    [Level::Emergency, Level::SameDay, Level::Doctor]
        .into_iter()
        .find(|level| level.name() == name)
        .ok_or_else(|| file.error(format!("{name:?} is not a level")))
}

fn words(
    entry: &FileSymptom,
    level: Level,
    group: &FileLevel,
) -> Result<SymptomWords, ContentError> {
    let symptom: Symptom = entry
        .name
        .parse()
        .map_err(|error: Invalid| FILE.error(error.to_string()))?;
    if symptom.level() != level {
        return Err(FILE.error(format!("{symptom} is not of the level {}", level.name())));
    }
    let or = |own: &Option<String>, common: &String| own.as_ref().unwrap_or(common).clone();
    Ok(SymptomWords {
        symptom,
        sees: entry.sees.clone(),
        at_once: or(&entry.advice, &group.advice),
        later: or(&entry.later, &group.later),
    })
}
