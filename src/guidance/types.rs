//! What guidance is made of: statements, how sure research is of them, where they
//! come from, and what to say of each symptom.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::{Level, Symptom, Topic, closest};

/// How strong the evidence for a statement is; a number from 1 to 3 in files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub enum Grade {
    /// 1: weak, or opinion.
    Weak = 1,
    /// 2: limited or mixed.
    Some,
    /// 3: consistent trials or meta-analyses.
    Strong,
}

impl Grade {
    /// Every grade, the strongest first.
    pub const ALL: [Self; 3] = [Self::Strong, Self::Some, Self::Weak];

    /// ● for each step.
    pub const fn dots(self) -> &'static str {
        match self {
            Self::Weak => "●",
            Self::Some => "●●",
            Self::Strong => "●●●",
        }
    }

    /// The grade in one word, and what that stands for.
    pub const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Strong => ("strong", "consistent trials or meta-analyses"),
            Self::Some => ("some", "limited or mixed results"),
            Self::Weak => ("weak", "little research, or opinion"),
        }
    }
}

impl From<Grade> for u8 {
    fn from(grade: Grade) -> Self {
        grade as Self
    }
}

impl TryFrom<u8> for Grade {
    type Error = String;

    fn try_from(number: u8) -> Result<Self, Self::Error> {
        let grade = Self::ALL.into_iter().find(|grade| *grade as u8 == number);
        grade.ok_or_else(|| format!("{number} is not a grade; 1 to 3 are accepted"))
    }
}

/// A statement; commands stand between backticks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    pub text: String,
    /// Numbers of the sources that it rests on.
    #[serde(default)]
    pub sources: Vec<u16>,
    /// Whether it stands only where the whole topic is shown.
    #[serde(default, skip_serializing)]
    pub more: bool,
}

/// What research found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    pub grade: Grade,
    pub text: String,
    /// The same in a line, where it is one of the main findings.
    pub brief: Option<String>,
    /// Whether that line says itself how sure it is: then no grade stands beside it.
    #[serde(default, skip_serializing)]
    pub says_grade: bool,
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
        let doi = self.doi.as_ref().map(|doi| format!("https://doi.org/{doi}"));
        doi.or_else(|| self.url.clone())
    }
}

/// A topic, whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tip {
    #[serde(skip_deserializing, default = "some_topic")]
    pub topic: Topic,
    pub title: String,
    /// One line for the list, at most 60 characters.
    pub summary: String,
    /// Other words that people type for it.
    #[serde(skip_serializing)]
    pub aliases: Vec<String>,
    /// The month of the last review of its evidence, `YYYY-MM`.
    pub reviewed: String,
    /// The levels of symptoms that it lists.
    #[serde(default, skip_serializing)]
    pub signs: Vec<Level>,
    /// What to do, the first of it possible today.
    #[serde(rename = "do")]
    pub steps: Vec<Statement>,
    pub why: Vec<Statement>,
    /// What research found.
    pub evidence: Vec<Evidence>,
    /// What to be careful of.
    pub careful: Vec<Statement>,
}

/// The topic until [`super::tip`] sets it: the file does not name it.
const fn some_topic() -> Topic {
    Topic::Running
}

impl Tip {
    /// The numbers of the sources that it rests on, each once, in order.
    pub fn source_numbers(&self) -> Vec<u16> {
        let statements = self.steps.iter().chain(&self.why).chain(&self.careful);
        let statements = statements.flat_map(|statement| &statement.sources);
        let findings = self.evidence.iter().flat_map(|finding| &finding.sources);
        let mut numbers: Vec<_> = statements.chain(findings).copied().collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }
}

/// What to say of a symptom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SymptomWords {
    #[serde(rename = "name")]
    pub symptom: Symptom,
    /// What the user sees or feels, in a few words.
    pub short: String,
    /// The same in full.
    pub sees: String,
    /// Other words by which people look for it.
    #[serde(skip_serializing)]
    words: Vec<String>,
    /// Words that together make a note name it.
    #[serde(default, skip_serializing)]
    notes: Vec<String>,
    /// What to do about it, at once; in the file, where it is not that of its level.
    #[serde(rename = "advice", default)]
    pub at_once: String,
    /// The same, for one recorded some days ago.
    #[serde(default, skip_serializing)]
    pub later: String,
}

/// From this many days on a recorded symptom may have been seen to.
pub const LATER_DAYS: i64 = 2;

/// The days since `date` as [`SymptomWords::advice`] counts them: a visit on that day
/// may have been for the symptom.
pub fn days_for_advice(date: NaiveDate, today: NaiveDate, visit: Option<NaiveDate>) -> i64 {
    let days = (today - date).num_days();
    if visit == Some(date) { days.max(LATER_DAYS) } else { days }
}

impl SymptomWords {
    /// What to do about one that was recorded so many days ago.
    pub fn advice(&self, days_since: i64) -> &str {
        if days_since < LATER_DAYS { &self.at_once } else { &self.later }
    }
}

/// The symptoms of one level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LevelWords {
    #[serde(rename(deserialize = "name"))]
    pub level: Level,
    /// The level in words.
    pub title: String,
    /// What to do at once, and some days later, where a symptom does not say.
    #[serde(skip_serializing)]
    pub advice: String,
    #[serde(skip_serializing)]
    pub later: String,
    /// Numbers of the sources of the level.
    pub sources: Vec<u16>,
    #[serde(rename(deserialize = "symptom"))]
    pub symptoms: Vec<SymptomWords>,
}

/// Every symptom in words, the most urgent level first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signs {
    /// What they have in common.
    pub heading: String,
    /// The main ones that cannot wait, in a few words each.
    pub main_urgent: Vec<String>,
    #[serde(rename = "level")]
    pub levels: Vec<LevelWords>,
}

impl Disclaimer {
    /// The shortest, and where the urgent signs are.
    pub fn in_a_line(&self) -> String {
        format!("{} {}", self.line, self.where_urgent)
    }
}

impl Signs {
    /// What to say of one symptom.
    pub fn words_of(&self, symptom: Symptom) -> Option<&SymptomWords> {
        let all = self.levels.iter().flat_map(|level| &level.symptoms);
        all.into_iter().find(|words| words.symptom == symptom)
    }

    /// The levels with those of their symptoms that a text may mean, by the words that
    /// they share with it; all of them where it fits none.
    pub fn meant_by(&self, text: &str) -> Vec<LevelWords> {
        let asked: Vec<String> = words(text).iter().map(|word| stem(word).to_owned()).collect();
        let shared = |sign: &SymptomWords| {
            let texts = [sign.symptom.name(), &sign.short, &sign.sees, &sign.words.join(" ")];
            let known = words(&texts.join(" "));
            let is_close = closest(text, &[sign.symptom.name()]).is_some();
            let is_known = |word: &&String| known.iter().any(|it| it.starts_with(&***word));
            asked.iter().filter(is_known).count() + usize::from(is_close)
        };
        let all = || self.levels.iter().flat_map(|level| &level.symptoms);
        let most = all().map(shared).max().unwrap_or(0);
        let mut levels = self.levels.clone();
        for level in &mut levels {
            level.symptoms.retain(|sign| shared(sign) == most);
        }
        levels.retain(|level| !level.symptoms.is_empty());
        levels
    }

    /// The most urgent sign that goes by this name, or that has all of these words.
    pub fn named(&self, text: &str) -> Option<Symptom> {
        let asked = words(text);
        let has_all = |sign: &&SymptomWords| {
            let texts = [sign.symptom.name(), &sign.short, &sign.sees, &sign.words.join(" ")];
            let known = words(&texts.join(" "));
            let is_known = |word: &String| known.iter().any(|it| stem(it) == stem(word));
            !asked.is_empty() && asked.iter().all(is_known)
        };
        let mut all = self.levels.iter().flat_map(|level| &level.symptoms);
        Symptom::read(text).or_else(|| Some(all.find(has_all)?.symptom))
    }

    /// The first sign that a note names, unless the note denies it.
    pub fn in_note(&self, note: &str) -> Option<&SymptomWords> {
        let spoken = note.to_lowercase().replace(['\'', '\u{2019}'], "");
        let spoken: Vec<&str> = spoken.split(|c: char| !c.is_alphanumeric()).collect();
        let spoken: Vec<&str> = spoken.into_iter().filter(|word| !word.is_empty()).collect();
        let text = format!(" {} ", spoken.join(" "));
        let says = |word: &str| {
            if word.contains('-') {
                return text.contains(&format!(" {} ", word.replace('-', " ")));
            }
            let at = spoken.iter().position(|it| *it == word || stem(it) == word);
            at.is_some_and(|at| match spoken.get(..at) {
                Some([.., "no", "more" | "longer"]) => false,
                Some([.., last]) => !matches!(*last, "no" | "not" | "never" | "without"),
                _ => true,
            })
        };
        let names =
            |sign: &&SymptomWords| sign.notes.iter().any(|words| words.split(' ').all(says));
        self.levels.iter().flat_map(|level| &level.symptoms).find(names)
    }
}

/// Words that do not help to find a sign.
const STOP_WORDS: &[&str] = &[
    "after", "and", "are", "back", "been", "but", "can", "cannot", "down", "feel", "feeling",
    "for", "from", "get", "got", "had", "has", "have", "her", "his", "into", "its", "just", "like",
    "lot", "new", "not", "one", "out", "over", "own", "pain", "pains", "painful", "that", "the",
    "there", "this", "too", "very", "was", "when", "while", "with", "you", "your",
];

/// The words of a text that say something, in lower case.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    words.filter(|word| word.len() > 2 && !STOP_WORDS.contains(&&**word)).collect()
}

/// A word without its ending, so that `numbness` finds `numb`.
fn stem(word: &str) -> &str {
    let stem = ["ness", "ing", "s"].iter().find_map(|end| word.strip_suffix(end));
    stem.filter(|stem| stem.len() > 2).unwrap_or(word)
}

/// What every report and every tip says.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Disclaimer {
    /// All of it in a few lines, with the month of the last review of the evidence.
    pub short: String,
    /// The shortest, in half a line.
    pub line: String,
    /// Where the urgent signs are, in the other half.
    pub where_urgent: String,
    /// Not to wait when an urgent sign appears.
    pub urgent: String,
}
