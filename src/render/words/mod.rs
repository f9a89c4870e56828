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

use super::figures::{count, date};

pub use said::{Guidance, Words};

/// The words for the report's verdict.
#[must_use]
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
    if report.verdict.status == Status::Urgent {
        said.paragraphs.extend(phrases::relapse(&report.verdict));
    }
    if report.verdict.after_gap {
        said.paragraphs.push(missing::after_gap(report));
    }
    said.paragraphs.extend(missing::unread(report));
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
            Reason::RedFlag => signs::doctor(report, guidance),
            Reason::Severe => lasting::severe(report),
            Reason::Worsening => lasting::worsening(report),
            Reason::LongLasting => lasting::long_lasting(report),
            Reason::NotEased => lasting::not_eased(report),
            Reason::Persistent => lasting::persistent(report),
        };
        headline.get_or_insert(said.headline);
        paragraphs.extend(said.paragraphs);
    }
    if !verdict.reasons.contains(&Reason::NotEased) {
        paragraphs.extend(phrases::relapse(verdict));
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

/// How many rows could not be read, in a few words; `None` where all were read.
#[must_use]
pub fn unread_note(report: &Report) -> Option<String> {
    (report.log.bad_rows > 0).then(|| format!("{} unread", count(report.log.bad_rows, "row")))
}

#[cfg(test)]
mod cases;
#[cfg(test)]
mod tests;
