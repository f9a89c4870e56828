//! Reasons to see a doctor that come of the pain itself.

use crate::analysis::Report;

use super::super::figures::{count, date, decimal, span};
use super::phrases::{at_first, lately, mean, no_comparison, paragraph, relapse, since};
use super::said::Words;

fn one(headline: String, paragraph: String) -> Words {
    Words {
        headline,
        paragraphs: vec![paragraph],
    }
}

pub(super) fn severe(report: &Report) -> Words {
    let Some(window) = report.verdict.severe else {
        return lasting_words(report, "Pain that lasts", Vec::new());
    };
    let average = decimal(window.mean);
    one(
        format!("Pain averaged {average}: have a doctor look at it"),
        format!(
            "On your latest {} with a reading ({}) the pain averaged {average}/10. \
             At that level it should not wait for weeks to pass.",
            count(window.days, "day"),
            span(window.from, window.to)
        ),
    )
}

pub(super) fn worsening(report: &Report) -> Words {
    let Some((last_week, before)) = report.verdict.worsening else {
        return lasting_words(report, "Pain that lasts", Vec::new());
    };
    one(
        "More pain this week: have a doctor look at it".to_owned(),
        format!(
            "Over the last week your pain averaged {}. Over the weeks before it was {}. \
             A rise of 2 points or more deserves a look.",
            mean(&last_week),
            mean(&before)
        ),
    )
}

pub(super) fn long_lasting(report: &Report) -> Words {
    let lasts = lasts(report);
    let sentences = vec![lately(&report.verdict), lasts, no_comparison(report)];
    lasting_words(report, "Pain", sentences)
}

pub(super) fn not_eased(report: &Report) -> Words {
    let verdict = &report.verdict;
    let weeks = weeks(report);
    let judgement = if verdict.change.is_some_and(|change| change > 0.0) {
        format!(
            "After {weeks} it has not fallen; most people see a clear fall by then (30% and at least 1 point)."
        )
    } else {
        format!(
            "After {weeks} that is not the clear fall (30% and at least 1 point) that most people see."
        )
    };
    let sentences = vec![
        lately(verdict),
        at_first(verdict),
        relapse(verdict),
        Some(judgement),
    ];
    lasting_words(report, "Not eased", sentences)
}

pub(super) fn persistent(report: &Report) -> Words {
    let verdict = &report.verdict;
    let sentences = vec![
        lately(verdict),
        at_first(verdict),
        lasts(report),
        Some(
            "It is clearly lower, and still it has lasted long enough to be looked at.".to_owned(),
        ),
    ];
    lasting_words(report, "Pain", sentences)
}

/// `4 weeks`, as long as the episode lasts.
pub(super) fn weeks(report: &Report) -> String {
    let weeks = report.verdict.episode.map_or(0, |episode| episode.weeks());
    count(weeks, "week")
}

/// `This pain has lasted 9 weeks, since 1 Oct 2026.`
pub(super) fn lasts(report: &Report) -> Option<String> {
    let episode = report.verdict.episode?;
    Some(format!(
        "This pain has lasted {}, {}.",
        count(episode.weeks(), "week"),
        since(episode.start, episode.began_before_log)
    ))
}

fn lasting_words(report: &Report, what: &str, sentences: Vec<Option<String>>) -> Words {
    let joint = if what.starts_with("Not") { "in" } else { "for" };
    one(
        format!("{what} {joint} {}: have a doctor look at it", weeks(report)),
        paragraph(sentences),
    )
}

/// Seen on a day, and until when that answers for pain that lasts.
pub(super) fn seen_sentence(report: &Report) -> Option<String> {
    let until = report.verdict.care_until()?;
    Some(format!(
        "Go back when it gets worse, or when it has not eased by {}.",
        date(until)
    ))
}
