//! Reasons to see a doctor that come of the pain itself.

use crate::analysis::Report;

use super::phrases::{at_first, lately, no_comparison, paragraph, since, sure, up_again};
use super::said::Words;
use crate::term::format::{count, date, decimal, span};

fn one(headline: String, paragraph: String) -> Words {
    Words { headline, paragraphs: vec![paragraph] }
}

pub fn severe(report: &Report) -> Option<Words> {
    let (before, last) = report.verdict.severe?;
    let advice = match report.settings.consult_after_weeks {
        _ if report.verdict.due => "See a doctor about pain this strong.".to_owned(),
        6 => "You need not wait for week six: see a doctor about pain this strong.".to_owned(),
        weeks => {
            format!("You need not wait for week {weeks}: see a doctor about pain this strong.")
        }
    };
    Some(one(
        "Pain of 7 or more for two weeks: see a doctor".to_owned(),
        format!(
            "In each of the last two weeks your pain averaged 7 or more ({} on {}, then {} on {}). \
             {advice}",
            decimal(before.mean),
            count(before.days, "day"),
            decimal(last.mean),
            last.days
        ),
    ))
}

pub fn worsening(report: &Report) -> Option<Words> {
    let (now, before) = report.verdict.worsening?;
    let rise = if report.verdict.worse_by_less() { "1.5" } else { "2" };
    // What came before a visit does not count as now, nor always as before.
    let (recently, earlier) = match report.verdict.seen {
        Some(seen) if report.days_since(seen) <= 20 => (
            format!("Since your visit on {}", date(seen)),
            format!("from {}", span(before.from, before.to)),
        ),
        _ => ("Over the last three weeks".to_owned(), "in the six weeks before".to_owned()),
    };
    Some(one(
        "More pain lately: have a doctor look at it".to_owned(),
        format!(
            "{recently} your pain averaged {} ({}); {earlier}, {} ({}). \
             A rise of {rise} points that lasts three weeks is more than the usual ups and downs: \
             have it looked at.",
            decimal(now.mean),
            count(now.days, "day"),
            decimal(before.mean),
            count(before.days, "day"),
        ),
    ))
}

pub fn long_lasting(report: &Report) -> Words {
    let lasts = lasts(report);
    let sentences = vec![lately(&report.verdict), lasts, no_comparison(report)];
    lasting_words(report, "Pain", sentences)
}

pub fn not_eased(report: &Report) -> Words {
    let verdict = &report.verdict;
    let weeks = weeks(report);
    let judgement = if verdict.change.is_some_and(|change| change > 0.0) {
        format!(
            "After {weeks} it has not fallen; most people see a clear fall by then (30% and at least 1 point)."
        )
    } else if verdict.is_between() {
        at_the_line(&weeks)
    } else {
        format!(
            "After {weeks} that is not the clear fall (30% and at least 1 point) that most people see."
        )
    };
    let sentences = vec![lately(verdict), at_first(verdict), Some(judgement), sure(verdict)];
    lasting_words(report, "Not eased", sentences)
}

pub fn persistent(report: &Report) -> Words {
    let verdict = &report.verdict;
    let sentences = vec![
        lately(verdict),
        at_first(verdict),
        lasts(report),
        Some(format!(
            "It is {}lower, and still it has lasted long enough to be looked at.",
            if verdict.is_between() { "" } else { "clearly " }
        )),
        up_again(verdict),
        sure(verdict),
    ];
    lasting_words(report, "Pain", sentences)
}

/// Not eased, with a mean that is no longer above the line.
pub fn at_the_line(weeks: &str) -> String {
    format!(
        "After {weeks} that just reaches a clear fall (30% and at least 1 point), and is not yet clearly past it."
    )
}

/// `4 weeks`, as long as the episode lasts.
pub fn weeks(report: &Report) -> String {
    let weeks = report.verdict.episode.map_or(0, |episode| episode.weeks());
    count(weeks, "week")
}

/// `This pain has lasted 9 weeks, since 1 Oct 2026.`
pub fn lasts(report: &Report) -> Option<String> {
    let episode = report.verdict.episode?;
    Some(format!(
        "This pain has lasted {}, {}.",
        count(episode.weeks(), "week"),
        since(episode.start, episode.began_before_log)
    ))
}

fn lasting_words(report: &Report, what: &str, sentences: Vec<Option<String>>) -> Words {
    let joint = if what.starts_with("Not") { "in" } else { "for" };
    one(format!("{what} {joint} {}: have a doctor look at it", weeks(report)), paragraph(sentences))
}

/// Until when a visit answers for pain that lasts.
pub fn seen_sentence(report: &Report) -> Option<String> {
    let until = report.verdict.care_until()?;
    Some(format!("Go back when it gets worse, or when it has not eased by {}.", date(until)))
}
