//! What to do about open signs: first of all, with the day of each.

use super::super::signs::{SignText, open_signs, sign_texts};
use super::{Guidance, VerdictText};
use crate::analysis::{Report, Sign, SignState};
use crate::domain::{Level, Symptom};
use crate::term::format::{date, lower_first};

/// The signs of a state, the most urgent first.
fn of_state<'a>(report: &Report, guidance: &'a Guidance, state: SignState) -> Vec<SignText<'a>> {
    let signs = report.verdict.signs.iter().filter(|sign| sign.state == state).copied();
    sign_texts(signs, &guidance.signs, (report.as_of, report.verdict.seen))
}

/// What to do, then the days; signs with the same advice together.
fn paragraphs(signs: &[SignText<'_>]) -> Vec<String> {
    let mut alike: Vec<Vec<&SignText<'_>>> = Vec::new();
    for sign in signs {
        match alike.iter_mut().find(|group| group.iter().all(|it| it.advice == sign.advice)) {
            Some(group) => group.push(sign),
            None => alike.push(vec![sign]),
        }
    }
    alike.iter().map(|signs| paragraph(signs)).collect()
}

fn paragraph(signs: &[&SignText<'_>]) -> String {
    let mut text = signs.first().map_or("", |sign| sign.advice).to_owned();
    let days = |it: &SignText<'_>| (it.sign.date, it.sign.denied);
    for of_day in signs.chunk_by(|a, b| days(a) == days(b)) {
        let Some((day, denied)) = of_day.first().map(|it| days(it)) else {
            continue;
        };
        let names: Vec<String> = of_day.iter().map(|it| it.named()).collect();
        text += &format!(" On {} you recorded {}", date(day), names.join("; "));
        if let Some(denied) = denied {
            text += &format!("; on {} you noted no urgent sign", date(denied));
        }
        text.push('.');
    }
    text
}

const SEEN: &str = "If you have been seen for it, note it: `backcare log --seen`.";

/// An emergency or same-day sign.
pub fn urgent(report: &Report, guidance: &Guidance) -> VerdictText {
    let signs = of_state(report, guidance, SignState::Urgent);
    let is_emergency = signs.first().is_some_and(|it| it.level() == Level::Emergency);
    let now = if is_emergency { "Get emergency help now" } else { "Be seen by a doctor today" };
    let headline = if signs.first().is_some_and(|it| it.is_later) {
        let all: Vec<Sign> = signs.iter().map(|it| it.sign).collect();
        format!("If not seen for it yet, {}: {}", lower_first(now), open_signs(&all))
    } else {
        now.to_owned()
    };
    let advice = paragraphs(&signs);
    let mut paragraphs = advice.clone();
    if signs.iter().any(|it| report.verdict.seen == Some(it.sign.date)) {
        paragraphs.push(
            "Your log notes a visit on that day, and cannot tell which came first.".to_owned(),
        );
    }
    // From the second day on there may be an answer.
    if signs.iter().all(|it| report.days_since(it.sign.date) >= 1) {
        paragraphs.push(format!(
            "{SEEN} If it is gone, and no other urgent sign is there: `backcare log --no-signs`."
        ));
    }
    // What can wait a little is told as well.
    paragraphs.extend(self::paragraphs(&of_state(report, guidance, SignState::Doctor)));
    VerdictText { advice, ..VerdictText::new(headline, paragraphs) }
}

/// Signs that want an appointment.
pub fn doctor(report: &Report, guidance: &Guidance) -> VerdictText {
    let signs = of_state(report, guidance, SignState::Doctor);
    let stops_runs = |it: &SignText<'_>| it.sign.symptom == Symptom::BoneStress;
    let headline = signs.first().map(|it| {
        let what = if signs.iter().any(stops_runs) {
            "stop running, see a doctor"
        } else if it.sign.denied.is_some() {
            "tell a doctor within days"
        } else {
            "have a doctor look at it"
        };
        let all: Vec<Sign> = signs.iter().map(|it| it.sign).collect();
        format!("{}: {what}", open_signs(&all))
    });
    let advice = paragraphs(&signs);
    let headline = headline.unwrap_or_default();
    VerdictText { advice: advice.clone(), ..VerdictText::new(headline, advice) }
}

/// Open signs that are too old to be a reason: one paragraph each.
pub fn waiting(report: &Report, guidance: &Guidance) -> Vec<String> {
    let signs = of_state(report, guidance, SignState::Waiting);
    let last = signs.len().saturating_sub(1);
    let of = |(at, it): (usize, &SignText<'_>)| {
        let (day, words) = (date(it.sign.date), it.named());
        let seen = if at == last { format!(" {SEEN}") } else { String::new() };
        match it.sign.denied.map(date) {
            Some(denied) => format!(
                "On {day} you recorded {words}; on {denied} you noted no urgent sign (`backcare \
                 log --no-signs`). Tell a doctor about it within days.{seen}"
            ),
            None => format!(
                "On {day} you recorded {words}; no visit is noted since. If it is still there, \
                 have it looked at.{seen}"
            ),
        }
    };
    signs.iter().enumerate().map(of).collect()
}
