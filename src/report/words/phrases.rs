//! Sentences that several verdicts share.

use chrono::NaiveDate;

use crate::analysis::{Report, Sure, Turn, Verdict, Window};

use crate::term::format::{count, date, decimal, span, whole};

/// `Your pain averaged 4.6/10 lately (12 days with a reading, 10 to 22 Nov 2026).`
pub fn lately(verdict: &Verdict) -> Option<String> {
    let recent = verdict.recent?;
    Some(format!(
        "Your pain averaged {}/10 lately ({} with a reading, {}).",
        decimal(recent.mean),
        count(recent.days, "day"),
        span(recent.from, recent.to)
    ))
}

/// `When you began logging this episode, it averaged 5.0/10 (7 days, 1 to 7 Oct 2026).`
pub fn at_first(verdict: &Verdict) -> Option<String> {
    let baseline = verdict.baseline.filter(|_| verdict.comparable)?;
    Some(format!("When you began logging this episode, it averaged {}.", mean(&baseline)))
}

/// `5.0/10 (7 days, 1 to 7 Oct 2026)`.
pub fn mean(window: &Window) -> String {
    format!(
        "{}/10 ({}, {})",
        decimal(window.mean),
        count(window.days, "day"),
        span(window.from, window.to)
    )
}

/// How it was when the episode began, and how it is now, as far as known.
pub fn now_and_then(verdict: &Verdict) -> String {
    let sentences: Vec<String> =
        [lately(verdict), at_first(verdict)].into_iter().flatten().collect();
    sentences.join(" ")
}

/// `1.9 points (38%)`: how far it fell; `None` unless comparable.
pub fn fall(verdict: &Verdict) -> Option<String> {
    let points = decimal(-verdict.change?);
    Some(match verdict.change_percent {
        Some(percent) => format!("{points} points ({}%)", whole(-percent)),
        None => format!("{points} points"),
    })
}

/// Why the start cannot be compared with; `None` where it can.
pub fn no_comparison(report: &Report) -> Option<String> {
    let verdict = &report.verdict;
    let episode = verdict.episode.filter(|_| !verdict.comparable)?;
    let possible = episode.compared_from();
    Some(if possible > report.as_of {
        format!(
            "There are too few readings to compare it with its start yet; {} is the first day for that.",
            date(possible)
        )
    } else if verdict.baseline.is_some() && verdict.recent.is_some() {
        "The readings of its start and those of lately overlap: they cannot be compared yet."
            .to_owned()
    } else {
        "There are too few readings from its start to compare it with.".to_owned()
    })
}

/// How sure the comparison is, and when the answer turns.
pub fn sure(verdict: &Verdict) -> Option<String> {
    let distance = verdict.above_line()?;
    let side = if distance < 0.0 { "below" } else { "above" };
    let sure = verdict.sure?;
    // A close call is never as far as a whole point, also as it is shown.
    let points = match sure {
        Sure::Clear => decimal(distance.abs()),
        Sure::Close => decimal((distance.abs() * 10.0 + 1e-6).floor() / 10.0),
    };
    let unit = if points == "1.0" { "point" } else { "points" };
    let mut sentences = vec![match sure {
        Sure::Clear => format!("Clear: {points} {unit} {side} the line."),
        Sure::Close if points == "0.0" => "A close call: just at the line.".to_owned(),
        Sure::Close => format!("A close call: {points} {side} the line."),
    }];
    if sure == Sure::Close && !verdict.eased && !verdict.relapse {
        sentences.push(
            "In simulated diaries about one in three such answers was pain that is easing slowly. \
             A check does no harm."
                .to_owned(),
        );
    }
    // Other reasons would stay. Rounded so that it is true of every mean that is
    // shown as that number.
    let turns_at = verdict.turns_at().filter(|_| verdict.reasons.len() <= 1);
    sentences.extend(turns_at.map(|turn| match turn {
        Turn::AtMost(level) => format!(
            "This answer changes when your average is {} or lower.",
            decimal(((level - 0.05) * 10.0 + 1e-6).floor() / 10.0)
        ),
        Turn::Above(level) => format!(
            "This answer changes when your average is {} or higher.",
            decimal(((level + 0.05) * 10.0 - 1e-6).ceil() / 10.0)
        ),
    }));
    Some(sentences.join(" "))
}

/// Eased, but up again this week.
pub fn up_again(verdict: &Verdict) -> Option<String> {
    let (lowest, now) = verdict.up_again?;
    Some(format!(
        "It is up again this week: it had been down to {}/10, and the last three days with a reading average {}/10.",
        decimal(lowest),
        decimal(now)
    ))
}

/// It had eased, and came back; `None` where it did not.
pub fn relapse(verdict: &Verdict) -> Option<String> {
    verdict.relapse.then(|| "In this episode your pain had eased, and came back.".to_owned())
}

/// `since 1 Oct 2026`, and by whose word where that is older than the log.
pub fn since(start: NaiveDate, began_before_log: bool) -> String {
    let word = if began_before_log { ", as you said" } else { "" };
    format!("since {}{word}", date(start))
}

/// Sentences to one paragraph.
pub fn paragraph(sentences: impl IntoIterator<Item = Option<String>>) -> String {
    let sentences: Vec<String> =
        sentences.into_iter().flatten().filter(|sentence| !sentence.is_empty()).collect();
    sentences.join(" ")
}
