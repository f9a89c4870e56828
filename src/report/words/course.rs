//! The course of an episode: early, easing, mild, four weeks on, under care.

use crate::analysis::Report;

use super::lasting::{at_the_line, lasts, seen_sentence, weeks};
use super::phrases::{
    at_first, fall, lately, no_comparison, now_and_then, paragraph, sure, up_again,
};
use super::said::Words;
use crate::term::format::{date, days_ago, decimal};

/// From six weeks on a low average is no reason to leave pain with every run.
const WEEK_SIX: i64 = 6;

fn episode_weeks(report: &Report) -> i64 {
    report.verdict.episode.map_or(0, |episode| episode.weeks())
}

fn words(headline: String, paragraphs: Vec<String>) -> Words {
    Words {
        headline,
        paragraphs: paragraphs.into_iter().filter(|paragraph| !paragraph.is_empty()).collect(),
    }
}

pub fn early(report: &Report) -> Words {
    let verdict = &report.verdict;
    let Some(episode) = verdict.episode else {
        return words("Too early to tell".to_owned(), Vec::new());
    };
    let began = format!(
        "This pain began on {} ({}){}.",
        date(episode.start),
        days_ago(episode.elapsed_days),
        if episode.began_before_log { ", as you said" } else { "" }
    );
    let (judged, compared) = (episode.judged_from(), episode.compared_from());
    let first = if compared > judged {
        format!(
            "It is judged first on {}, and compared with its start from {}.",
            date(judged),
            date(compared)
        )
    } else {
        format!("It is judged first on {}, when it can be compared with its start.", date(judged))
    };
    // After a gap nobody knows how long it has lasted.
    let course =
        (!verdict.after_gap).then(|| "Most back pain falls in the first weeks.".to_owned());
    words(
        format!("Too early to tell: day {}", episode.elapsed_days.saturating_add(1)),
        vec![paragraph([Some(began), lately(verdict)]), paragraph([Some(first), course])],
    )
}

pub fn easing(report: &Report) -> Words {
    let verdict = &report.verdict;
    let fall = fall(verdict).unwrap_or_default();
    let still = verdict
        .recent
        .filter(|_| verdict.high)
        .map(|recent| format!("It is still {}/10.", decimal(recent.mean)));
    let check = (verdict.due && verdict.high)
        .then(|| format!("After {}, a check by a doctor is sensible.", weeks(report)));
    let headline = if verdict.up_again.is_some() {
        "Eased, but up again this week".to_owned()
    } else {
        format!("Easing: {fall} lower")
    };
    words(
        headline,
        vec![
            now_and_then(verdict),
            paragraph([
                Some(if verdict.is_between() {
                    format!("It has fallen by {fall}; that is just short of a clear fall again.")
                } else {
                    format!("It has fallen by {fall}, a clear fall.")
                }),
                up_again(verdict),
                still,
                check,
                sure(verdict),
            ]),
        ],
    )
}

pub fn mild(report: &Report) -> Words {
    let verdict = &report.verdict;
    let average = verdict.recent.map(|recent| decimal(recent.mean)).unwrap_or_default();
    let headline = if verdict.is_nearly_gone() {
        format!("Nearly gone: {average}/10 on average")
    } else {
        format!("Low: {average}/10 on average")
    };
    let check = (episode_weeks(report) >= WEEK_SIX).then(|| {
        "Pain that comes back with every run deserves a check, even at a low average.".to_owned()
    });
    words(headline, vec![now_and_then(verdict), check.unwrap_or_default()])
}

pub fn checkpoint(report: &Report) -> Words {
    let verdict = &report.verdict;
    let weeks = weeks(report);
    let ask = format!(
        "You need not wait for week {} to ask a doctor.",
        report.settings.consult_after_weeks
    );
    if !verdict.comparable {
        return words(
            format!("{weeks} of pain, too few readings to compare"),
            vec![
                paragraph([lately(verdict), lasts(report)]),
                paragraph([no_comparison(report), Some(ask)]),
            ],
        );
    }
    let judgement = if verdict.is_between() {
        at_the_line(&weeks)
    } else {
        format!(
            "After {weeks} that is not yet the clear fall (30% and at least 1 point) that most people see."
        )
    };
    let headline = if verdict.relapse {
        "Back after easing".to_owned()
    } else {
        format!("Not clearly eased after {weeks}")
    };
    words(
        headline,
        vec![now_and_then(verdict), paragraph([Some(judgement), sure(verdict), Some(ask)])],
    )
}

pub fn under_care(report: &Report) -> Words {
    let verdict = &report.verdict;
    let seen = verdict.seen.map(date).unwrap_or_default();
    let lasts = lasts(report);
    words(
        format!("Seen on {seen}: go back if it gets worse"),
        vec![
            paragraph([
                Some(format!("A doctor or physiotherapist saw you on {seen}.")),
                seen_sentence(report),
            ]),
            paragraph([lately(verdict), at_first(verdict), lasts, up_again(verdict)]),
        ],
    )
}
