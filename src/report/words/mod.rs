//! What a verdict says to the user: the same words in every format.
//!
//! Short sentences with numbers, days and n; 7-bit characters, commands in
//! backticks. Never alarms, blames or diagnoses, and counts nothing.

mod course;
mod lasting;
mod missing;
mod phrases;
mod said;
mod signs;

use crate::analysis::{Reason, Report, Status};
use crate::domain::FIRST_YEAR;

use crate::term::Role;
use crate::term::format::{count, date, list};

pub use said::{Guidance, Words};

/// The words for the report's verdict.
pub fn words(report: &Report, guidance: &Guidance) -> Words {
    let mut said = match report.verdict.status {
        Status::Urgent => signs::urgent(report, guidance),
        Status::Consult => consult(report, guidance),
        Status::UnderCare => course::under_care(report),
        Status::PainFree => missing::pain_free(report),
        Status::NotEnoughData => missing::not_enough_data(report),
        Status::Early => course::early(report),
        Status::Easing => course::easing(report),
        Status::Mild => course::mild(report),
        Status::Checkpoint => course::checkpoint(report),
    };
    if let Some(relapse) = phrases::relapse(&report.verdict) {
        // First, but for what to do now.
        let at = match report.verdict.status {
            Status::Urgent => said.paragraphs.len(),
            _ => 0,
        };
        said.paragraphs.insert(at, relapse);
    }
    if report.verdict.after_gap {
        said.paragraphs.push(missing::after_gap(report));
    }
    let mut said = missing::uncertain(report, guidance, said);
    let unread = missing::unread(report);
    if !unread.is_empty() {
        said.paragraphs.push(unread.join(" "));
    }
    said
}

/// Why a doctor should look at it: every reason with its numbers, the headline
/// from the first.
fn consult(report: &Report, guidance: &Guidance) -> Words {
    let verdict = &report.verdict;
    let mut headline = None;
    let mut paragraphs = Vec::new();
    for reason in &verdict.reasons {
        let said = match reason {
            Reason::RedFlag => Some(signs::doctor(report, guidance)),
            Reason::Severe => lasting::severe(report),
            Reason::Worsening => lasting::worsening(report),
            Reason::LongLasting => Some(lasting::long_lasting(report)),
            Reason::NotEased => Some(lasting::not_eased(report)),
            Reason::Persistent => Some(lasting::persistent(report)),
        };
        if let Some(said) = said {
            headline.get_or_insert(said.headline);
            paragraphs.extend(said.paragraphs);
        }
    }
    let is_back = matches!(verdict.reasons.first(), Some(Reason::Worsening | Reason::NotEased));
    if verdict.relapse && is_back {
        headline = Some("Back after easing: have a doctor look at it".to_owned());
    }
    let seen = match verdict.seen {
        Some(seen) => format!("Your log notes a visit on {}. ", date(seen)),
        None => String::new(),
    };
    paragraphs.push(format!(
        "{seen}Take this report with you; after the visit, note it: `backcare log --seen`."
    ));
    Words {
        headline: headline.unwrap_or_else(|| "Have a doctor look at it".to_owned()),
        paragraphs,
    }
}

/// What was not read or does not count, in a few words; `None` where all is well.
pub fn unread_note(report: &Report) -> Option<String> {
    let unread = &report.log.unread;
    let mut notes = Vec::new();
    let counted = missing::counts(report);
    if !counted.is_empty() {
        notes.push(format!("{} unread", list(&counted)));
    }
    if !unread.columns.is_empty() {
        notes.push(format!("{} unread", count(unread.columns.len() as u64, "column")));
    }
    if unread.split_cells > 0 {
        let cells = count(unread.split_cells, "symptom cell");
        notes.push(format!("{cells} without semicolon"));
    }
    if unread.future_rows > 0 {
        notes.push(format!("{} in the future", count(unread.future_rows, "row")));
    }
    if unread.old_rows > 0 {
        notes.push(format!("{} before {FIRST_YEAR}", count(unread.old_rows, "row")));
    }
    (!notes.is_empty()).then(|| notes.join(", "))
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

/// How a verdict is to be taken: a calm one only where nothing is uncertain.
pub fn tone(report: &Report) -> Tone {
    let unread = &report.log.unread;
    match report.verdict.status {
        Status::Urgent => Tone::Urgent,
        Status::Consult => Tone::Consult,
        _ if unread.sign.is_some() => Tone::Consult,
        Status::PainFree if report.verdict.peak.is_some() => Tone::Plain,
        Status::PainFree | Status::Easing | Status::Mild if !unread.matters => Tone::Good,
        _ => Tone::Plain,
    }
}

#[cfg(test)]
mod cases;
#[cfg(test)]
mod tests;
