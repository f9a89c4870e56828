//! The embedded guidance: what `content/` says, parsed when it is asked for.
//!
//! Knows the files of words and the types they fill; nothing of how they are
//! shown. The files are part of the program and tests read each one; a mistake
//! in them is still an error here, never a panic.

mod routines;
#[cfg(test)]
mod tests;
mod types;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::domain::{Symptom, Topic, closest};
pub use routines::{
    ROUTINE_NAMES, Routine, RoutineAdvice, Stretch, own_routines, parse_hold, routine_advice,
    routines,
};
pub use types::{
    Disclaimer, Grade, LATER_DAYS, LevelWords, Signs, Source, Statement, SymptomWords, Tip,
    days_for_advice,
};

/// A built-in text that does not say what it should.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "the built-in text content/{file} cannot be read ({reason}); that is a mistake in backcare, please report it"
)]
pub struct GuidanceError {
    file: &'static str,
    reason: String,
}

impl GuidanceError {
    fn new(file: &'static str, reason: &str) -> Self {
        let reason = reason.to_owned();
        Self { file, reason }
    }
}

/// Parses a file of `content/`.
macro_rules! parse {
    ($file:literal) => {
        $crate::guidance::parsed($file, include_str!(concat!("../../content/", $file)))
    };
}
use parse;

fn parsed<T: DeserializeOwned>(file: &'static str, text: &str) -> Result<T, GuidanceError> {
    toml::from_str(text).map_err(|error| GuidanceError::new(file, error.message()))
}

/// What every report and every tip says.
///
/// # Errors
/// When the built-in text is not as it should be.
pub fn disclaimer() -> Result<Disclaimer, GuidanceError> {
    parse!("disclaimer.toml")
}

/// Every source, by number.
///
/// # Errors
/// When the built-in text is not as it should be.
pub fn sources() -> Result<Vec<Source>, GuidanceError> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        source: Vec<Source>,
    }
    parse!("sources.toml").map(|file: File| file.source)
}

/// A topic, whole.
///
/// # Errors
/// When the built-in text is not as it should be.
pub fn tip(topic: Topic) -> Result<Tip, GuidanceError> {
    let tip: Tip = parsed(topic.name(), text(topic))?;
    Ok(Tip { topic, ..tip })
}

const fn text(topic: Topic) -> &'static str {
    match topic {
        Topic::Running => include_str!("../../content/tips/running.toml"),
        Topic::Shoes => include_str!("../../content/tips/shoes.toml"),
        Topic::Hamstring => include_str!("../../content/tips/hamstring.toml"),
        Topic::Crosstrain => include_str!("../../content/tips/crosstrain.toml"),
        Topic::Hips => include_str!("../../content/tips/hips.toml"),
        Topic::Doctor => include_str!("../../content/tips/doctor.toml"),
        Topic::Urgent => include_str!("../../content/tips/urgent.toml"),
    }
}

/// What a topic is about, without the time that it takes to read it whole.
pub fn summary(topic: &str) -> Option<String> {
    let line = text(Topic::named(topic)?).lines().nth(1)?;
    Some(line.strip_prefix("summary = \"")?.strip_suffix('"')?.to_owned())
}

/// What a symptom is, in a few words.
pub fn short_sign(name: &str) -> Option<String> {
    Some(signs().ok()?.words_of(Symptom::named(name)?)?.short.clone())
}

/// Every topic.
///
/// # Errors
/// When a built-in text is not as it should be.
pub fn tips() -> Result<Vec<Tip>, GuidanceError> {
    Topic::ALL.iter().copied().map(tip).collect()
}

/// The topic that a word means: by its name or by another one, whatever the
/// capitals, blanks and hyphens.
///
/// # Errors
/// When a built-in text is not as it should be.
pub fn find_topic(text: &str) -> Result<Option<Topic>, GuidanceError> {
    fn squeezed(text: &str) -> String {
        let letters = text.chars().filter(|c| !c.is_whitespace());
        let letters = letters.filter(|c| !matches!(c, '-' | '_'));
        letters.flat_map(char::to_lowercase).collect()
    }
    let asked = squeezed(text);
    if let Some(topic) = Topic::named(&asked) {
        return Ok(Some(topic));
    }
    let found = |tip: &Tip| tip.aliases.iter().any(|alias| squeezed(alias) == asked);
    Ok(tips()?.into_iter().find(found).map(|tip| tip.topic))
}

/// The word that an unknown one most likely meant, and its topic.
///
/// # Errors
/// When a built-in text is not as it should be.
pub fn closest_topic(text: &str) -> Result<Option<(String, Topic)>, GuidanceError> {
    let asked = text.trim().to_lowercase();
    let tips = tips()?;
    let words = tips.iter().flat_map(|tip| {
        let aliases = tip.aliases.iter().map(String::as_str);
        std::iter::once(tip.topic.name()).chain(aliases).map(|word| (word, tip.topic))
    });
    let words: Vec<(&str, Topic)> = words.collect();
    let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
    let meant = closest(&asked, &known);
    let meant = words.iter().find(|(word, _)| Some(*word) == meant);
    Ok(meant.map(|(word, topic)| ((*word).to_owned(), *topic)))
}

/// Every symptom in words, by level, the most urgent first.
///
/// # Errors
/// When the built-in text is not as it should be.
pub fn signs() -> Result<Signs, GuidanceError> {
    let mut signs: Signs = parse!("symptoms.toml")?;
    for group in &mut signs.levels {
        for words in &mut group.symptoms {
            if words.symptom.level() != group.level {
                let (symptom, level) = (words.symptom, group.level.name());
                let reason = format!("{symptom} is not of the level {level}");
                return Err(GuidanceError::new("symptoms.toml", &reason));
            }
            let texts = [(&mut words.at_once, &group.advice), (&mut words.later, &group.later)];
            for (text, common) in texts.into_iter().filter(|(text, _)| text.is_empty()) {
                text.clone_from(common);
            }
        }
    }
    Ok(signs)
}
