//! Names of stretches and activities: lower-case words with hyphens.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::Invalid;

/// Stretches that backcare knows; any other word is accepted, too.
pub const KNOWN_STRETCHES: &[&str] = &[
    "adductor", "back-extension", "calf", "cat-cow", "child-pose", "glute", "hamstring",
    "hip-flexor", "it-band", "knee-to-chest", "lower-back", "pigeon", "piriformis", "quad",
    "soleus", "spinal-twist",
];

/// Activities that backcare knows; any other word is as welcome.
pub const KNOWN_ACTIVITIES: &[&str] = &["run", "walk", "swim", "bike", "weights", "core"];

/// Other words for them, in files and on the command line.
const ACTIVITY_ALIASES: &[(&str, &str)] = &[
    ("running", "run"),
    ("jog", "run"),
    ("jogging", "run"),
    ("walking", "walk"),
    ("swimming", "swim"),
    ("cycling", "bike"),
    ("cycle", "bike"),
    ("biking", "bike"),
    ("bicycle", "bike"),
    ("weight-training", "weights"),
    ("core-training", "core"),
];

/// The name of running in the log.
pub const RUN: &str = "run";

/// Names of runs that keep their own word; any name that ends in `-run` is one as well.
const RUNS: &[&str] = &["treadmill", "trail-running", "parkrun", "race"];

/// A lower-case word, parts joined by single hyphens, such as `hip-flexor`. A known one
/// needs no memory of its own: a log has few names in many rows.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct Word(Cow<'static, str>);

impl Word {
    /// The longest name, in characters.
    pub const MAX_CHARS: usize = 64;

    /// The word itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is a stretch or an activity that backcare knows.
    pub const fn is_known(&self) -> bool {
        matches!(self.0, Cow::Borrowed(_))
    }

    /// The name under which every run is counted.
    pub fn run() -> Self {
        Self(Cow::Borrowed(RUN))
    }

    /// Whether it is the name of a run.
    pub fn is_run(&self) -> bool {
        let name = self.as_str();
        name == RUN || name.ends_with("-run") || RUNS.contains(&name)
    }

    /// Reads a word as people and spreadsheets write it: capitals are lowered,
    /// and spaces or underscores stand for hyphens.
    ///
    /// # Errors
    /// When no word with letters, digits and hyphens comes of it.
    pub fn lenient(text: &str) -> Result<Self, Invalid> {
        let trimmed = text.trim();
        let mut known = KNOWN_STRETCHES.iter().chain(KNOWN_ACTIVITIES);
        if let Some(known) = known.find(|known| **known == trimmed) {
            return Ok(Self(Cow::Borrowed(known)));
        }
        if is_word(trimmed) {
            return Ok(Self(Cow::Owned(trimmed.to_owned())));
        }
        let parts = trimmed.split([' ', '_']).filter(|part| !part.is_empty());
        let word = parts.collect::<Vec<_>>().join("-").to_lowercase();
        if is_word(&word) {
            Ok(Self(Cow::Owned(word)))
        } else {
            Err(Invalid::new(format!(
                "{text:?} is not a name; a lower-case word with hyphens is accepted, such as hip-flexor"
            )))
        }
    }

    /// Reads the name of an activity; another word for a known one is that one.
    ///
    /// # Errors
    /// Those of [`Self::lenient`].
    pub fn activity(text: &str) -> Result<Self, Invalid> {
        let word = Self::lenient(text)?;
        let known = ACTIVITY_ALIASES.iter().find(|(alias, _)| word.as_str() == *alias);
        Ok(known.map_or(word, |(_, known)| Self(Cow::Borrowed(known))))
    }
}

fn is_word(text: &str) -> bool {
    let mut length = 0;
    // A hyphen may not come first, last, or after another.
    let mut after_hyphen = true;
    for c in text.chars() {
        let fits = match c {
            '-' => !after_hyphen,
            'a'..='z' | '0'..='9' => true,
            c => !c.is_ascii() && c.is_alphanumeric() && !c.is_uppercase(),
        };
        if !fits {
            return false;
        }
        after_hyphen = c == '-';
        length += 1;
    }
    !after_hyphen && length <= Word::MAX_CHARS
}

impl TryFrom<String> for Word {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::lenient(&text)
    }
}

impl FromStr for Word {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::lenient(text)
    }
}

impl fmt::Display for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// The known name that `word` most likely meant: within two edits, or one for
/// short words. `None` when it is known itself or far from all.
pub fn closest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let edits = if word.chars().count() <= 4 { 1 } else { 2 };
    within(word, known, edits)
}

/// The known name that is so many edits or fewer from `word`, and not `word` itself.
pub fn within<'a>(word: &str, known: &[&'a str], edits: usize) -> Option<&'a str> {
    if known.contains(&word) {
        return None;
    }
    known
        .iter()
        .map(|name| (strsim::osa_distance(word, name), *name))
        .filter(|(distance, _)| *distance <= edits)
        .min()
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_lowered_and_joined() {
        for (text, word) in [
            ("hamstring", "hamstring"),
            ("Hip Flexor", "hip-flexor"),
            ("hip  flexor", "hip-flexor"),
            ("trail_run", "trail-run"),
            ("löpning", "löpning"),
            (" run ", "run"),
        ] {
            assert_eq!(Word::lenient(text).unwrap().as_str(), word);
        }
        for bad in ["", "-", "a--b", "run!", "a:b", "=cmd()", "a\u{1b}[31m", &"x".repeat(65)] {
            assert!(Word::lenient(bad).is_err(), "{bad:?} was taken");
        }
    }

    #[test]
    fn a_near_miss_finds_its_name() {
        assert_eq!(closest("hamstrng", KNOWN_STRETCHES), Some("hamstring"));
        assert_eq!(closest("rnu", KNOWN_ACTIVITIES), Some("run"));
        assert_eq!(closest("yoga", KNOWN_ACTIVITIES), None);
        assert_eq!(closest("run", KNOWN_ACTIVITIES), None);
    }
}
