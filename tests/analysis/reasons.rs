//! Each reason, on both sides of each of its lines.

use backcare::analysis::{Reason, Recorded, Status};
use backcare::domain::{Level, Symptom};

use crate::log::{Log, date};

#[test]
fn symptoms_count_for_two_or_four_weeks() {
    for symptom in Symptom::ALL {
        let log = Log::default().symptom(0, *symptom);
        let (last, status) = match symptom.level() {
            Level::Doctor => (13, Status::Consult),
            Level::Emergency | Level::SameDay => (27, Status::Urgent),
        };
        assert_eq!(log.reasons(last), [Reason::RedFlag], "{symptom}");
        assert_eq!(log.status(last), status, "{symptom}");
        assert!(log.reasons(last + 1).is_empty(), "{symptom}");
        assert_eq!(log.status(last + 1), Status::NotEnoughData, "{symptom}");
    }
}

#[test]
fn a_visit_answers_symptoms_of_level_doctor_recorded_by_then() {
    for (symptom, seen, holds) in [
        (Symptom::LegPain, 4, true),
        (Symptom::LegPain, 5, false),
        (Symptom::LegPain, 6, false),
        // An urgent one of the day of the visit stands: which came first?
        (Symptom::Fever, 5, true),
        (Symptom::Fever, 6, false),
        (Symptom::BothLegs, 5, true),
        (Symptom::BothLegs, 6, false),
    ] {
        let log = Log::default().symptom(5, symptom).seen(8, seen);
        let reasons = if holds { vec![Reason::RedFlag] } else { vec![] };
        assert_eq!(log.reasons(8), reasons, "{symptom} seen on {seen}");
    }
    // The latest visit counts, in whatever order they were recorded.
    let log = Log::default()
        .symptom(5, Symptom::LegPain)
        .seen(7, 6)
        .seen(8, 1);
    assert_eq!(log.on(8).seen, Some(date(6)));
    assert!(log.reasons(8).is_empty());
}

#[test]
fn symptoms_of_the_episode_stay_listed() {
    let log = Log::of(10..=60, 4)
        .symptom(5, Symptom::DailyLife)
        .symptom(20, Symptom::NightPain)
        .symptom(20, Symptom::NightPain)
        .symptom(15, Symptom::LegPain)
        .symptom(20, Symptom::Fever);
    let listed = |today: i64| -> Vec<(i64, Symptom)> {
        let verdict = log.on(today);
        let day = |each: &Recorded| (each.date - date(0)).num_days();
        let pairs = verdict
            .symptoms
            .iter()
            .map(|each| (day(each), each.symptom));
        pairs.collect()
    };
    let episode = [
        (15, Symptom::LegPain),
        (20, Symptom::Fever),
        (20, Symptom::NightPain),
    ];
    assert_eq!(listed(60), episode);
    assert!(log.on(60).red_flags.is_empty());
    // One from before the episode too, as long as it is a red flag.
    assert_eq!(listed(12), [(5, Symptom::DailyLife)]);
    assert_eq!(listed(19), [(15, Symptom::LegPain)]);
}

#[test]
fn severe_is_four_days_at_seven_of_the_last_ten() {
    let at = |scores: &[(i64, u8)]| {
        let mut log = Log::default();
        for (day, level) in scores {
            log = log.then([*day], *level);
        }
        log.reasons(9)
    };
    let severe = vec![Reason::Severe];
    assert_eq!(at(&[(0, 7), (3, 7), (6, 7), (9, 7)]), severe);
    assert!(at(&[(0, 7), (3, 7), (6, 6), (9, 7)]).is_empty());
    assert_eq!(at(&[(0, 8), (3, 7), (6, 7), (9, 6)]), severe);
    assert!(at(&[(0, 9), (3, 9), (6, 9), (9, 5)]).is_empty());
    // Three are not four, and ten days are T-9 to T.
    assert!(at(&[(3, 9), (6, 9), (9, 9)]).is_empty());
    assert!(at(&[(-1, 9), (3, 9), (6, 9), (9, 9)]).is_empty());
    // The latest four: a bad day before them does not help.
    assert!(at(&[(0, 10), (1, 6), (2, 7), (3, 7), (4, 7)]).is_empty());
}

#[test]
fn severe_and_worsening_need_two_days_after_the_visit() {
    let severe = Log::of(0..=3, 8);
    assert_eq!(severe.clone().seen(3, 1).reasons(3), [Reason::Severe]);
    assert!(severe.clone().seen(3, 2).reasons(3).is_empty());
    let worse = Log::of(0..14, 3).then(14..=20, 5);
    assert_eq!(worse.clone().seen(20, 18).reasons(20), [Reason::Worsening]);
    assert!(worse.clone().seen(20, 19).reasons(20).is_empty());
}

#[test]
fn worsening_is_a_week_two_points_above_those_before() {
    let holds = |log: &Log, today| log.reasons(today).contains(&Reason::Worsening);
    let log = Log::of(0..14, 3).then(14..=20, 5);
    assert!(holds(&log, 20));
    let (now, then) = log.on(20).worsening.unwrap();
    assert!((now.mean - 5.0).abs() < 1e-9 && (then.mean - 3.0).abs() < 1e-9);
    assert_eq!((now.days, now.from), (7, date(14)));
    assert_eq!((then.days, then.from, then.to), (14, date(0), date(13)));
    assert_eq!(log.status(20), Status::Consult);
    // 4.9 is not 5; 1.9 is not 2.
    let below_five = Log::of(0..14, 2).scored(14..=20, &[5, 5, 5, 5, 5, 5, 5, 5, 5, 4]);
    assert!(!holds(&below_five, 20));
    let too_small = Log::default()
        .scored(0..14, &[3, 3, 3, 3, 3, 3, 3, 3, 3, 4])
        .then(14..=20, 5);
    assert!(!holds(&too_small, 20));
    // Logged for 13 or 14 days.
    let early = Log::of(0..7, 3).then(7..=14, 8);
    assert!(!holds(&early, 13));
    assert!(holds(&early, 14));
    // Four days in the last week, seven before it.
    assert!(holds(&Log::of(0..14, 3).then(17..=20, 5), 20));
    assert!(!holds(&Log::of(0..14, 3).then(18..=20, 5), 20));
    let seven = Log::of([0], 2).then(8..14, 3).then(14..=20, 6);
    assert!(holds(&seven, 20));
    let six = Log::of([0], 2).then(9..14, 3).then(14..=20, 6);
    assert!(!holds(&six, 20));
    // Before is T-34 to T-7, and not before the first pain.
    for (first, holds_then) in [(26, true), (25, false)] {
        let days = [first, 30, 34, 38, 42, 46, 53];
        let log = Log::of([0], 2).then(days, 3).then(54..=60, 6);
        assert_eq!(holds(&log, 60), holds_then, "the first on day {first}");
    }
    let low_first = Log::of(0..14, 1).then(14..20, 3).then(22..=28, 6);
    assert!(!holds(&low_first, 28));
    // What lies more than five weeks back does not count as before.
    let long_ago = Log::of(0..20, 0).then([20], 2).then(21..=60, 5);
    assert!(!holds(&long_ago, 60));
}

#[test]
fn severe_and_worsening_belong_to_an_episode() {
    // Four weeks of silence close it.
    let log = Log::of(0..14, 3).then(14..=20, 9);
    assert!(log.on(20).reasons.contains(&Reason::Severe));
    assert!(log.on(48).episode.is_none() && log.reasons(48).is_empty());
}

#[test]
fn twelve_weeks_are_long_even_when_it_is_lower() {
    let log = Log::of(0..7, 8).then(7..=120, 4);
    for (today, status, reasons) in [
        (41, Status::Easing, vec![]),
        (42, Status::Easing, vec![]),
        (83, Status::Easing, vec![]),
        (84, Status::Consult, vec![Reason::Persistent]),
        (120, Status::Consult, vec![Reason::Persistent]),
    ] {
        let verdict = log.on(today);
        assert_eq!((verdict.status, verdict.reasons), (status, reasons));
    }
    // Eased and below 3: nothing to ask about.
    let low = Log::of(0..7, 8).then(7..=120, 2);
    assert_eq!(low.status(84), Status::Easing);
    // A longer wait puts it off, and nothing else does.
    assert_eq!(log.with_weeks(84, 12).reasons, [Reason::Persistent]);
    assert!(log.with_weeks(83, 12).reasons.is_empty());
}

#[test]
fn long_lasting_is_the_users_word_on_when_it_began() {
    // The first day of the log: due at once, but for too few readings.
    let log = Log::of(0..=60, 5).began(0, -42);
    assert_eq!(log.status(0), Status::NotEnoughData);
    assert!(log.on(0).due);
    assert_eq!(log.status(1), Status::NotEnoughData);
    assert_eq!(log.reasons(2), [Reason::LongLasting]);
    assert!(log.on(2).episode.unwrap().began_before_log);
    let shorter = Log::of(0..=60, 5).began(0, -38);
    assert!(shorter.reasons(3).is_empty());
    assert_eq!(shorter.reasons(4), [Reason::LongLasting]);
    assert_eq!(shorter.reasons(28), [Reason::NotEased]);
}
