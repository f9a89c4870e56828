//! What a verdict says to the user: the same words in every format.
//!
//! Short sentences with numbers, days and n; 7-bit characters, commands in
//! backticks. Never alarms, blames or diagnoses, and counts nothing.

mod calm;
mod doctor;
mod sentences;
mod signs;
mod unread;

use super::signs::open_signs;
use crate::analysis::{Report, Status};
use crate::guidance::{Disclaimer, Signs};
use crate::term::Role;
use crate::term::format::lower_first;
pub use calm::too_early_with_weeks;
pub use unread::unread_note;

/// The guidance that a report quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guidance {
    /// Every symptom in words.
    pub signs: Signs,
    /// What every report says.
    pub disclaimer: Disclaimer,
}

/// A verdict in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerdictText {
    /// A few words, without a full stop.
    pub headline: String,
    /// Whole sentences, one idea each paragraph.
    pub paragraphs: Vec<String>,
    /// Those of them that tell the user what to do about signs.
    pub advice: Vec<String>,
}

impl VerdictText {
    fn new(headline: impl Into<String>, paragraphs: impl IntoIterator<Item = String>) -> Self {
        let paragraphs = paragraphs.into_iter();
        Self {
            headline: headline.into(),
            paragraphs: paragraphs.filter(|text| !text.is_empty()).collect(),
            advice: Vec::new(),
        }
    }

    /// What a doctor reads of it: the sentences that name no command, and of what to do
    /// about signs only what cannot wait.
    pub fn for_doctor(&self, is_urgent: bool) -> Vec<String> {
        let is_for_user = |text: &String| !is_urgent && self.advice.contains(text);
        let paragraphs = self.paragraphs.iter().filter(|text| !is_for_user(text));
        let without_commands = |text: &String| {
            let sentences = text.split_inclusive(". ").filter(|sentence| !sentence.contains('`'));
            sentences.collect::<String>().trim_end().to_owned()
        };
        paragraphs.map(without_commands).filter(|text| !text.is_empty()).collect()
    }

    /// All paragraphs in one.
    pub fn explanation(&self) -> String {
        self.paragraphs.join(" ")
    }
}

/// The words for the report's verdict. What comes first, where several hold: what is
/// urgent, strong pain, a sign that waits, pain that came back, and then the rest.
pub fn verdict_text(report: &Report, guidance: &Guidance) -> VerdictText {
    let verdict = &report.verdict;
    let mut text = match verdict.status {
        Status::Urgent => signs::urgent(report, guidance),
        Status::Consult => doctor::consult(report, guidance),
        Status::UnderCare => doctor::under_care(report),
        Status::PainFree => calm::pain_free(report),
        Status::NotEnoughData => calm::not_enough_data(report),
        Status::Early => calm::early(report),
        Status::Easing => calm::easing(report),
        Status::Mild => calm::mild(report),
        Status::Checkpoint => calm::checkpoint(report),
    };
    let waiting = signs::waiting(report, guidance);
    if says_strong(report) {
        "Strong pain: you need not wait to ask for help".clone_into(&mut text.headline);
    } else if !is_for_a_doctor(verdict.status) && !verdict.signs.is_empty() {
        // A calm headline never hides an open sign.
        let signs = open_signs(&verdict.signs);
        text.headline = format!("{signs}: no visit noted; {}", lower_first(&text.headline));
    }
    let relapse =
        verdict.relapse.then(|| "In this episode your pain had eased, and came back.".to_owned());
    let first = calm::strong(report).into_iter().chain(waiting).chain(relapse);
    match verdict.status {
        Status::Urgent => text.paragraphs.extend(first),
        _ => text.paragraphs = first.chain(text.paragraphs).collect(),
    }
    if verdict.after_gap {
        let what = match verdict.episode {
            Some(_) => {
                "After a gap in the log of four weeks or more, this counts as a new episode."
            }
            None => "The log has had a gap of four weeks or more.",
        };
        let say = "If the pain never went away, say when it began: `backcare log --began DATE`.";
        text.paragraphs.push(format!("{what} {say}"));
    }
    let mut text = unread::uncertain(report, guidance, text);
    let unread = unread::sentences(report);
    if !unread.is_empty() {
        text.paragraphs.push(unread.join(" "));
    }
    text
}

/// Whether a status already sends people to a doctor, or knows that they were there.
const fn is_for_a_doctor(status: Status) -> bool {
    matches!(status, Status::Urgent | Status::Consult | Status::UnderCare)
}

/// Whether strong pain comes first.
fn says_strong(report: &Report) -> bool {
    report.verdict.strong_now && !is_for_a_doctor(report.verdict.status)
}

/// How much a verdict asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Something to do now.
    Urgent,
    /// A doctor should look at it.
    Consult,
    /// It goes well.
    Good,
    /// Neither.
    Plain,
}

impl Tone {
    /// How it is painted.
    pub const fn role(self) -> Role {
        match self {
            Self::Urgent => Role::Urgent,
            Self::Consult => Role::Warning,
            Self::Good => Role::Good,
            Self::Plain => Role::Strong,
        }
    }
}

/// How a verdict is to be taken: a calm one only where nothing is uncertain or open.
pub fn tone(report: &Report) -> Tone {
    let (verdict, unread) = (&report.verdict, &report.log.unread);
    let is_good = matches!(verdict.status, Status::PainFree | Status::Easing | Status::Mild);
    if verdict.status == Status::Urgent {
        Tone::Urgent
    } else if verdict.status == Status::Consult || says_strong(report) || unread.may_be_urgent {
        Tone::Consult
    } else if is_good && verdict.peak.is_none() && !verdict.has_unseen_sign() && !unread.matters {
        Tone::Good
    } else {
        Tone::Plain
    }
}

#[cfg(test)]
mod cases;
#[cfg(test)]
mod tests;
