//! What words are made from, and what they come to.

use crate::domain::Symptom;
use crate::guidance::{Disclaimer, Signs, SymptomWords};

/// The guidance that a report quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guidance {
    /// Every symptom in words.
    pub signs: Signs,
    /// What every report says.
    pub disclaimer: Disclaimer,
}

impl Guidance {
    /// What to say of a symptom.
    pub fn sign(&self, symptom: Symptom) -> Option<&SymptomWords> {
        self.signs
            .levels
            .iter()
            .flat_map(|level| &level.symptoms)
            .find(|words| words.symptom == symptom)
    }
}

/// A verdict in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// A few words, without a full stop.
    pub headline: String,
    /// Whole sentences, one idea each paragraph.
    pub paragraphs: Vec<String>,
}

impl Words {
    /// All paragraphs in one.
    pub fn explanation(&self) -> String {
        self.paragraphs.join(" ")
    }
}
