//! Sentences that several verdicts share.

use crate::analysis::{Reason, Report, Sure, Turn, Verdict};
use crate::term::format::{count, date, days_ago, decimal, span, whole};

pub const GO_ON: &str = "To go on, one number a day is enough: `backcare log 4`.";

/// With fewer days with a reading in four weeks, the text says so.
pub const FEW: u32 = 3;

/// From this many days on, the text says if few of them have a reading.
const LONG: i64 = 28;

/// The sentences that there are, as one paragraph.
pub fn join(sentences: impl IntoIterator<Item = Option<String>>) -> String {
    let sentences: Vec<String> = sentences.into_iter().flatten().collect();
    sentences.join(" ")
}

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
    if !verdict.comparable {
        return None;
    }
    let baseline = verdict.baseline?;
    Some(format!(
        "When you began logging this episode, it averaged {}/10 ({}, {}).",
        decimal(baseline.mean),
        count(baseline.days, "day"),
        span(baseline.from, baseline.to)
    ))
}

/// How it was when the episode began, and how it is now, as far as known.
pub fn now_and_then(verdict: &Verdict) -> String {
    join([lately(verdict), at_first(verdict)])
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
    if verdict.comparable {
        return None;
    }
    let episode = verdict.episode?;
    let possible = episode.compared_from();
    Some(if possible > report.as_of {
        let possible = date(possible);
        format!(
            "It can be compared with its start from {possible}, four weeks after the first pain in your log."
        )
    } else if verdict.baseline.is_some() && verdict.recent.is_some() {
        "The readings of its start and those of lately overlap: they cannot be compared yet."
            .to_owned()
    } else {
        "There are too few readings from its start to compare it with.".to_owned()
    })
}

/// Where few days up to the latest reading have one: that the good ones count too.
pub fn days_logged(report: &Report) -> Option<String> {
    let logged = report.verdict.rests_on?;
    let days = (logged.to - logged.from).num_days() + 1;
    (i64::from(logged.days) * 2 < days && days >= LONG).then(|| {
        let readings = count(logged.days, "reading");
        format!(
            "That rests on {readings} in {days} days: log the good days, too, if there are any."
        )
    })
}

/// The last score and its day.
pub fn last_reading(report: &Report) -> Option<String> {
    let (day, score) = report.verdict.last_score?;
    Some(format!(
        "The log last said {}/10, on {} ({}).",
        decimal(score),
        date(day),
        days_ago(report.days_since(day))
    ))
}

/// How sure the comparison is, and when the answer turns.
pub fn sure(verdict: &Verdict) -> Option<String> {
    let (distance, sure) = (verdict.above_line()?, verdict.sure?);
    let side = if distance < 0.0 { "below" } else { "above" };
    // A close call is never as far as a whole point, also as it is shown.
    let points = match sure {
        Sure::Clear => decimal(distance.abs()),
        Sure::Close => decimal((distance.abs() * 10.0 + 1e-6).floor() / 10.0),
    };
    let unit = if points == "1.0" { "point" } else { "points" };
    let how = match sure {
        Sure::Clear => format!("Clear: {points} {unit} {side} the line."),
        Sure::Close if points == "0.0" => "A close call: just at the line.".to_owned(),
        Sure::Close => format!("A close call: {points} {side} the line."),
    };
    let slowly = (sure == Sure::Close && !verdict.eased && !verdict.relapse).then(|| {
        "In simulated diaries about one in three such answers was pain that is easing slowly. \
         A check does no harm."
            .to_owned()
    });
    // Other reasons would stay. Rounded so that it is true of every mean that is
    // shown as that number.
    let turns_at = if verdict.reasons.len() <= 1 { verdict.turns_at() } else { None };
    let turns = turns_at.map(|turn| {
        let (level, side) = match turn {
            Turn::AtMost(level) => (((level - 0.05) * 10.0 + 1e-6).floor(), "lower"),
            Turn::Above(level) => (((level + 0.05) * 10.0 - 1e-6).ceil(), "higher"),
        };
        let level = decimal(level / 10.0);
        // Eased and still high, it is long-lasting by then.
        let is_near = verdict.eased && verdict.high && !verdict.is_chronic();
        let later =
            if is_near && side == "higher" { ", or once it has lasted 12 weeks" } else { "" };
        format!("This answer changes when your average is {level} or {side}{later}.")
    });
    // Of pain that has lasted long, or is strong, the line says little.
    if verdict.reasons.contains(&Reason::Persistent) {
        return turns;
    }
    Some(join([Some(how), slowly, turns]))
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

/// The last three weeks against the six before them.
pub fn worsening(report: &Report) -> Option<String> {
    let (now, before) = report.verdict.worsening?;
    let rise = if report.verdict.worse_by_less() { "1.5" } else { "2" };
    // What came before a visit does not count as now, nor always as before.
    let visit = report.verdict.seen.map(|seen| report.days_since(seen));
    let (recently, earlier, lasts) = match visit.filter(|days| *days <= 20) {
        Some(days) => (
            format!("In the {} since your visit", count(days, "day")),
            format!("from {}", span(before.from, before.to)),
            "",
        ),
        None => (
            "Over the last three weeks".to_owned(),
            "in the six weeks before".to_owned(),
            " that lasts three weeks",
        ),
    };
    let more = decimal(now.mean - before.mean);
    let by = if more == format!("{rise}.0") || more == rise {
        String::new()
    } else {
        format!("That is {more} points more. ")
    };
    Some(format!(
        "{recently} your pain averaged {} ({}); {earlier}, {} ({}). {by}A rise of {rise} \
         points{lasts} is more than the usual ups and downs: have it looked at.",
        decimal(now.mean),
        count(now.days, "day"),
        decimal(before.mean),
        count(before.days, "day"),
    ))
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

/// By whose word an episode began.
pub const fn began(before_log: bool) -> &'static str {
    if before_log { ", as you said" } else { "" }
}

/// `This pain has lasted 9 weeks, since 1 Oct 2026.`
pub fn lasts(report: &Report) -> Option<String> {
    let episode = report.verdict.episode?;
    let (start, said) = (date(episode.start), began(episode.began_before_log));
    let weeks = weeks(report);
    Some(format!("This pain has lasted {weeks}, since {start}{said}."))
}
