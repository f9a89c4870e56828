//! The rule's answer: has the logged pain eased since this episode began?
//!
//! A pure function of the diary and two settings. The rule and its sources are
//! in docs/warning-rule.md.

use super::diary::Diary;
use super::episode::walk;
use super::reasons::{Case, symptoms};
use super::report::{Episode, Reason, Settings, Status, Verdict};
use super::scores::{Score, at_least, between, day_number, scores, since};
use super::windows::{Span, Windows};
use crate::domain::Level;

/// Days that a visit answers the reasons that come of time alone.
const UNDER_CARE_DAYS: i32 = 42;

/// The verdict on a diary as of its day.
#[must_use]
pub fn verdict(diary: &Diary, settings: Settings) -> Verdict {
    judge(diary, &scores(diary), settings)
}

/// The verdict; `scores` are the diary's.
pub(super) fn judge(diary: &Diary, scores: &[Score], settings: Settings) -> Verdict {
    let today = day_number(diary.as_of());
    let walk = walk(diary, scores);
    let visit = diary.seen().map(day_number);
    let start = walk.start.map(day_number);
    let span = start.and_then(|start| {
        let pain = |score: &&Score| at_least(score.value, 2.0);
        let first_pain = since(scores, start).iter().find(pain)?;
        Some((start, first_pain))
    });
    let episode = walk.start.zip(span).map(|(start, (day, pain))| Episode {
        start,
        first_pain: pain.date,
        elapsed_days: i64::from(today - day),
        logged_days: i64::from(today - pain.day),
        began_before_log: diary.first().is_some_and(|first| start < first),
        after_gap: walk.after_gap,
    });
    let span = span.map(|(start, pain)| Span {
        start,
        first_pain: pain.day,
    });
    let windows = span.map_or_else(Windows::default, |span| Windows::of(scores, span, today));
    let due_after = i64::from(settings.consult_after_weeks) * 7;
    let case = Case {
        today,
        scores,
        visit,
        span,
        windows,
        due: span.is_some_and(|span| i64::from(today - span.start) >= due_after),
    };

    let mut red_flags = symptoms(diary, |date, symptom| case.is_red_flag(date, symptom));
    // The most urgent first, and among those the latest.
    red_flags.sort_by_key(|flag| (flag.symptom.level(), std::cmp::Reverse(flag.date)));
    let (severe, worsening) = (case.severe(), case.worsening());
    let reasons: Vec<Reason> = [
        (!red_flags.is_empty()).then_some(Reason::RedFlag),
        severe.map(|_| Reason::Severe),
        worsening.map(|_| Reason::Worsening),
        case.lasting(),
    ]
    .into_iter()
    .flatten()
    .collect();
    let urgent = red_flags
        .iter()
        .any(|flag| flag.symptom.level() != Level::Doctor);
    let lately = between(scores, today - 27, today).len();

    Verdict {
        status: status(&case, &reasons, urgent, start, lately > 0),
        reasons,
        episode,
        baseline: windows.baseline,
        recent: windows.recent,
        symptoms: symptoms(diary, |date, symptom| {
            episode.is_some_and(|episode| date >= episode.start) || case.is_red_flag(date, symptom)
        }),
        red_flags,
        seen: diary.seen(),
        relapse: span.is_some_and(|span| windows.relapse(scores, span, today)),
        comparable: windows.compared.is_some(),
        eased: windows.eased(),
        due: case.due,
        change: windows.compared.map(|(baseline, recent)| recent - baseline),
        change_percent: windows
            .compared
            .filter(|(baseline, _)| *baseline > 0.0)
            .map(|(baseline, recent)| (recent - baseline) / baseline * 100.0),
        eased_at: windows.eased_at(),
        severe,
        worsening,
        last_score: scores.last().map(|score| (score.date, score.value)),
        scores_in_28: u32::try_from(lately).unwrap_or(u32::MAX),
        after_gap: walk.after_gap,
        start: walk.start,
    }
}

/// The first status that holds. `lately`: the last 28 days have a score.
fn status(
    case: &Case<'_>,
    reasons: &[Reason],
    urgent: bool,
    start: Option<i32>,
    lately: bool,
) -> Status {
    if urgent {
        return Status::Urgent;
    }
    if !reasons.is_empty() {
        return if answered_by_visit(case, reasons, start) {
            Status::UnderCare
        } else {
            Status::Consult
        };
    }
    let Some(span) = case.span else {
        let scored = |start| !since(case.scores, start).is_empty();
        return if lately && start.is_none_or(scored) {
            Status::PainFree
        } else {
            Status::NotEnoughData
        };
    };
    if case.today - span.start < 28 {
        Status::Early
    } else if case.windows.recent.is_none() {
        Status::NotEnoughData
    } else if case.windows.eased() {
        Status::Easing
    } else if case.high() {
        Status::Checkpoint
    } else {
        Status::Mild
    }
}

/// Whether the only reason is that it lasts, and a clinician has seen this
/// episode less than six weeks ago. New symptoms and worse pain are never
/// answered by an earlier visit.
fn answered_by_visit(case: &Case<'_>, reasons: &[Reason], start: Option<i32>) -> bool {
    let lasts = |reason: &Reason| *reason >= Reason::LongLasting;
    reasons.iter().all(lasts)
        && case
            .visit
            .zip(start)
            .is_some_and(|(visit, start)| visit >= start && case.today - visit < UNDER_CARE_DAYS)
}
