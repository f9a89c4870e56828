//! The words that programs have for activities, in many languages, as the log has them.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

use crate::domain::Word;

/// Names of the log, each with the words for it; `*` stands for any beginning or end.
#[derive(Deserialize)]
#[serde(transparent)]
struct Names(BTreeMap<String, Vec<String>>);

/// What stands for nothing that was done, such as the way from one sport to the next.
const NONE: &str = "none";

/// What each word for an activity stands for.
#[derive(Debug, Clone, Default)]
pub struct Words {
    exact: HashMap<String, Word>,
    /// Beginnings and ends, `cycl*` and `*-run`.
    parts: Vec<(String, Word)>,
    /// By the person: of records that name none, and of words.
    unnamed: Option<Word>,
    own: HashMap<String, Word>,
}

impl Words {
    /// Those that backcare knows, and before them `RUN` or `WORD=RUN` of the person.
    ///
    /// # Errors
    /// Says what is accepted.
    pub fn new(own: &[String]) -> anyhow::Result<Self> {
        let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/content/sports.toml"));
        let Names(names) = toml::from_str(text)?;
        let mut words = Self::default();
        for (name, meant) in names {
            let name: Word = name.parse()?;
            for word in meant {
                if word.contains('*') {
                    words.parts.push((word, name.clone()));
                } else {
                    words.exact.insert(word, name.clone());
                }
            }
        }
        for own in own {
            match own.split_once('=') {
                None => words.unnamed = Some(Word::activity(own)?),
                Some((word, name)) => {
                    words.own.insert(plain(word), Word::activity(name)?);
                }
            }
        }
        Ok(words)
    }

    /// The name of an activity that the file does not name.
    pub fn unnamed(&self) -> Option<Word> {
        self.unnamed.clone()
    }

    /// The name of an activity in the log, and whether its word is known; `None` where nothing
    /// was done.
    pub fn activity(&self, text: &str) -> Option<(Word, bool)> {
        let word = plain(text);
        if let Some(own) = self.own.get(&word) {
            return Some((own.clone(), true));
        }
        let part = || {
            let fits = |part: &str| match part.strip_prefix('*') {
                Some(end) => word.ends_with(end),
                None => word.starts_with(part.trim_end_matches('*')),
            };
            self.parts.iter().find(|(part, _)| fits(part)).map(|(_, name)| name)
        };
        match self.exact.get(&word).or_else(part) {
            Some(name) if name.as_str() == NONE => None,
            Some(name) => Some((name.clone(), true)),
            None => Some(match Word::activity(&word) {
                Ok(name) => (name.clone(), name.is_known()),
                Err(_) => (Word::activity("other").ok()?, false),
            }),
        }
    }

    /// Whether it is swimming, which programs count in metres.
    pub fn is_swim(&self, text: &str) -> bool {
        self.activity(text).is_some_and(|(name, _)| name.as_str() == "swim")
    }
}

/// A word as the log has it: in lower case, with hyphens for all else between letters.
fn plain(text: &str) -> String {
    let mut word = String::with_capacity(text.len().min(4 * Word::MAX_CHARS));
    for c in text.chars().take(Word::MAX_CHARS) {
        if c.is_alphanumeric() {
            word.extend(c.to_lowercase());
        } else if !word.is_empty() && !word.ends_with('-') {
            word.push('-');
        }
    }
    word.truncate(word.trim_end_matches('-').len());
    word
}
