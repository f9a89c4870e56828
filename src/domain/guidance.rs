//! What guidance is made of: topics, statements, how sure research is of them,
//! and where they come from.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{Level, Symptom};

macro_rules! topics {
    ($($variant:ident $name:literal $doc:literal,)+) => {
        /// A topic of guidance, in the order in which topics are listed.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Topic { $(#[doc = $doc] $variant,)+ }

        impl Topic {
            /// Every topic.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The name on the command line and in JSON.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }
        }
    };
}

topics! {
    Running "running" "Why run, and why backs rebel.",
    Shoes "shoes" "Fit, gait and arch support.",
    Hamstring "hamstring" "Stretching.",
    Crosstrain "crosstrain" "Weights, swimming, core.",
    Hips "hips" "Uneven hips and leg length.",
    Doctor "doctor" "When to see a doctor.",
    Urgent "urgent" "Signs that cannot wait.",
}

/// A text that is not the name of a topic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownTopic;

impl FromStr for Topic {
    type Err = UnknownTopic;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .iter()
            .copied()
            .find(|topic| topic.name() == text)
            .ok_or(UnknownTopic)
    }
}

/// How strong the evidence for a statement is; a number from 1 to 3 in files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub enum Grade {
    /// 1: weak, or opinion.
    Weak,
    /// 2: limited or mixed.
    Some,
    /// 3: consistent trials or meta-analyses.
    Strong,
}

impl Grade {
    /// Every grade, the strongest first.
    pub const ALL: &[Self] = &[Self::Strong, Self::Some, Self::Weak];

    /// The grade in one word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Strong => "strong",
            Self::Some => "some",
            Self::Weak => "weak",
        }
    }

    /// What the word stands for.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Strong => "consistent trials or meta-analyses",
            Self::Some => "limited or mixed results",
            Self::Weak => "little research, or opinion",
        }
    }
}

impl From<Grade> for u8 {
    fn from(grade: Grade) -> Self {
        match grade {
            Grade::Weak => 1,
            Grade::Some => 2,
            Grade::Strong => 3,
        }
    }
}

impl TryFrom<u8> for Grade {
    type Error = String;

    fn try_from(number: u8) -> Result<Self, Self::Error> {
        match number {
            1 => Ok(Self::Weak),
            2 => Ok(Self::Some),
            3 => Ok(Self::Strong),
            other => Err(format!("{other} is not a grade; 1 to 3 are accepted")),
        }
    }
}

/// Something that is said; commands stand between backticks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// The words.
    pub text: String,
    /// Numbers of the sources that it rests on.
    #[serde(default)]
    pub sources: Vec<u16>,
}

/// What research found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// How strong the evidence is.
    pub grade: Grade,
    /// The words.
    pub text: String,
    /// Numbers of the sources that it rests on.
    pub sources: Vec<u16>,
}

/// A numbered source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// What statements call it by.
    pub number: u16,
    /// The short citation.
    pub cite: String,
    /// Its digital object identifier, such as `10.1136/bmj.f7095`.
    pub doi: Option<String>,
    /// The address of one without a DOI.
    pub url: Option<String>,
}

impl Source {
    /// Where it can be read.
    pub fn address(&self) -> Option<String> {
        self.doi
            .as_ref()
            .map(|doi| format!("https://doi.org/{doi}"))
            .or_else(|| self.url.clone())
    }
}

/// What the list of topics says of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TipHead {
    /// The topic.
    pub topic: Topic,
    /// Its title.
    pub title: String,
    /// One line for the list, at most 60 characters.
    pub summary: String,
    /// Other words that people type for it.
    pub aliases: Vec<String>,
    /// The month of the last review of its evidence, `YYYY-MM`.
    pub reviewed: String,
    /// The levels of signs that it lists.
    pub signs: Vec<Level>,
}

/// A topic, whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tip {
    /// What the list says of it.
    pub head: TipHead,
    /// What to do, the first of it possible today.
    pub steps: Vec<Statement>,
    /// Why.
    pub why: Vec<Statement>,
    /// What research found.
    pub evidence: Vec<Finding>,
    /// What to be careful of.
    pub careful: Vec<Statement>,
}

impl Tip {
    /// The numbers of the sources that it rests on, each once, in order.
    pub fn source_numbers(&self) -> Vec<u16> {
        let statements = [&self.steps, &self.why, &self.careful]
            .into_iter()
            .flatten()
            .flat_map(|statement| &statement.sources);
        let findings = self.evidence.iter().flat_map(|finding| &finding.sources);
        let mut numbers: Vec<_> = statements.chain(findings).copied().collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }
}

/// What to say of a symptom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SymptomWords {
    /// The symptom.
    pub symptom: Symptom,
    /// What the user sees or feels.
    pub sees: String,
    /// What to do about it, at once.
    pub at_once: String,
    /// The same, for one recorded some days ago.
    pub later: String,
}

impl SymptomWords {
    /// What to do about one that was recorded so many days ago: from the second
    /// day on it may have been seen to.
    pub fn advice(&self, days_since: i64) -> &str {
        if days_since < 2 {
            &self.at_once
        } else {
            &self.later
        }
    }
}

/// The symptoms of one level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelWords {
    /// The level.
    pub level: Level,
    /// The level in words.
    pub title: String,
    /// Its symptoms.
    pub symptoms: Vec<SymptomWords>,
}

/// Every symptom in words, the most urgent level first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signs {
    /// What they have in common.
    pub heading: String,
    /// By level.
    pub levels: Vec<LevelWords>,
}

/// What every report and every tip says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disclaimer {
    /// The month of the last review of the evidence, `YYYY-MM`.
    pub reviewed: String,
    /// All of it in a few lines.
    pub short: String,
    /// Not to wait when an urgent sign appears.
    pub urgent: String,
    /// The same as `short`, one at a time.
    pub points: Vec<Statement>,
}
