//! Each status, and the days on which one becomes the next.

use crate::analysis::{Reason, Status};
use crate::domain::Symptom;

use super::log::{Log, date};

#[test]
fn pain_that_stays_is_early_then_a_checkpoint_then_a_reason_to_ask() {
    let log = Log::of(0..=120, 5);
    for today in 0..=120 {
        let status = match today {
            0..28 => Status::Early,
            28..42 => Status::Checkpoint,
            _ => Status::Consult,
        };
        let verdict = log.on(today);
        assert_eq!(verdict.status, status, "day {today}");
        assert_eq!(verdict.due, today >= 42, "day {today}");
        assert_eq!(verdict.status.asks_to_act(), today >= 42);
        let reasons = if today >= 42 { vec![Reason::NotEased] } else { vec![] };
        assert_eq!(verdict.reasons, reasons, "day {today}");
    }
}

#[test]
fn pain_that_goes_is_never_a_reason_to_ask() {
    let log = Log::of(0..14, 6)
        .then(14..21, 5)
        .then(21..28, 4)
        .then(28..42, 3)
        .then(42..60, 2)
        .then(60..=150, 1);
    for today in 0..=150 {
        let status = match today {
            0..28 => Status::Early,
            // The last two weeks average 4.4 on day 28, and 3.9 on day 31; 4.2 is the line.
            28..31 => Status::Checkpoint,
            // From day 84 on three of 28 days have a pain of 2.
            31..84 => Status::Easing,
            _ => Status::PainFree,
        };
        let verdict = log.on(today);
        assert!(verdict.reasons.is_empty(), "day {today}");
        assert_eq!(verdict.status, status, "day {today}");
    }
}

#[test]
fn the_weeks_until_it_is_due_are_the_users() {
    let log = Log::of(0..=120, 5);
    // Four weeks: what is no longer early is due, so nothing is a checkpoint.
    for today in 0..=120 {
        let status = if today < 28 { Status::Early } else { Status::Consult };
        assert_eq!(log.with_weeks(today, 4).status, status, "day {today}");
    }
    for (weeks, today) in [(5, 35), (6, 42), (8, 56), (12, 84)] {
        let before = log.with_weeks(today - 1, weeks);
        assert_eq!((before.status, before.due), (Status::Checkpoint, false));
        let on = log.with_weeks(today, weeks);
        assert_eq!((on.status, on.due), (Status::Consult, true));
    }
}

#[test]
fn an_empty_log_says_nothing() {
    let verdict = Log::default().on(0);
    assert_eq!(verdict.status, Status::NotEnoughData);
    assert_eq!(verdict.last_score, None);
    assert_eq!((verdict.episode, verdict.start), (None, None));
    assert_eq!((verdict.baseline, verdict.recent), (None, None));
}

#[test]
fn little_pain_is_pain_free_while_the_log_goes_on() {
    let log = Log::of(0..5, 1);
    assert_eq!(log.status(4), Status::PainFree);
    assert_eq!(log.on(4).scores_in_28, 5);
    // The last score is the 28th day back, then the 29th.
    assert_eq!(log.status(4 + 27), Status::PainFree);
    assert_eq!(log.on(4 + 27).scores_in_28, 1);
    assert_eq!(log.status(4 + 28), Status::NotEnoughData);
    assert_eq!(log.on(4 + 28).last_score, Some((date(4), 1.0)));
}

#[test]
fn a_start_without_pain_logged_since() {
    // S without any score on or after it.
    let log = Log::default().began(10, 0);
    assert_eq!(log.status(10), Status::NotEnoughData);
    assert_eq!(log.on(10).start, Some(date(0)));
    assert_eq!(log.on(10).episode, None);
    // A score lately, but before S: nothing is known of this pain.
    let before = Log::of([5], 1).began(10, 8);
    assert_eq!(before.status(10), Status::NotEnoughData);
    // S with low scores only, so without L.
    let low = Log::of(11..20, 1).began(10, 0);
    assert_eq!(low.status(19), Status::PainFree);
    assert_eq!(low.on(19).episode, None);
    // A score of exactly 2 is L.
    let two = low.then([20], 2);
    assert_eq!(two.on(20).episode.unwrap().first_pain, date(20));
}

#[test]
fn too_few_readings_lately_are_not_enough() {
    let two = Log::of(0..14, 5).then([40, 41], 5);
    assert_eq!(two.status(41), Status::NotEnoughData);
    assert_eq!(two.on(41).recent, None);
    // Before day 28 it is early, whatever else is missing.
    assert_eq!(Log::of([0, 1], 5).status(27), Status::Early);
    assert_eq!(Log::of([0, 1, 28], 5).status(28), Status::NotEnoughData);
}

#[test]
fn low_but_not_eased_is_mild() {
    let log = Log::of(0..=60, 2);
    assert_eq!(log.status(27), Status::Early);
    assert_eq!(log.status(28), Status::Mild);
    assert_eq!(log.status(60), Status::Mild);
    // R of exactly 3 is no longer mild.
    let three = Log::of(0..=60, 3);
    assert_eq!(three.status(41), Status::Checkpoint);
    assert_eq!(three.status(42), Status::Consult);
    let almost = Log::default().scored(0..=60, &[3, 3, 3, 2]);
    assert_eq!(almost.status(42), Status::Mild);
}

#[test]
fn a_visit_answers_pain_that_lasts_for_six_weeks() {
    let log = Log::of(0..=120, 5).seen(50, 50);
    assert_eq!(log.status(49), Status::Consult);
    assert_eq!(log.status(50), Status::UnderCare);
    assert_eq!(log.status(50 + 41), Status::UnderCare);
    assert_eq!(log.status(50 + 42), Status::Consult);
    // The reason stands; only what to do about it steps back.
    assert_eq!(log.reasons(50), [Reason::NotEased]);
    assert_eq!(log.on(50).seen, Some(date(50)));
    // Always 42 days, whatever the user's weeks.
    assert_eq!(log.with_weeks(91, 12).status, Status::UnderCare);
    assert_eq!(log.with_weeks(92, 12).status, Status::Consult);
}

#[test]
fn only_a_visit_during_the_episode_answers_it() {
    for (seen, status) in [(-1, Status::Consult), (0, Status::UnderCare)] {
        let log = Log::of(0..=41, 5).then([41], 5).seen(seen, seen);
        assert_eq!(log.with_weeks(35, 5).status, status, "seen on day {seen}");
    }
}

#[test]
fn a_visit_does_not_answer_what_comes_after_it() {
    let lasting = Log::of(0..=60, 5).seen(40, 40);
    assert_eq!(lasting.status(60), Status::UnderCare);
    let flag = lasting.clone().symptom(55, Symptom::NightPain);
    assert_eq!(flag.status(60), Status::Consult);
    assert_eq!(flag.reasons(60), [Reason::RedFlag, Reason::NotEased]);
    let severe = lasting.then(47..=60, 10);
    let reasons = [Reason::Severe, Reason::Worsening, Reason::NotEased];
    assert_eq!(severe.reasons(60), reasons);
    assert_eq!(severe.status(60), Status::Consult);
}

#[test]
fn urgent_comes_before_everything() {
    let log = Log::of(0..=60, 8)
        .symptom(60, Symptom::NightPain)
        .symptom(58, Symptom::Fever)
        .symptom(59, Symptom::SaddleNumbness);
    let verdict = log.on(60);
    assert_eq!(verdict.status, Status::Urgent);
    assert!(verdict.status.asks_to_act());
    assert_eq!(verdict.reasons, [Reason::RedFlag, Reason::Severe, Reason::NotEased]);
    let flags: Vec<_> = verdict.signs.iter().map(|sign| sign.symptom).collect();
    let urgency = [Symptom::SaddleNumbness, Symptom::Fever, Symptom::NightPain];
    assert_eq!(flags, urgency);
    // Without a single reading too.
    let alone = Log::default().symptom(0, Symptom::ChestPain);
    assert_eq!(alone.status(0), Status::Urgent);
}
