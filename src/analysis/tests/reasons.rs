//! Each reason, on both sides of each of its lines.

use crate::analysis::report::Recorded;
use crate::analysis::{Reason, Status};
use crate::domain::{Level, Symptom};

use super::log::{Log, date};

/// What the log says of the signs on a day: the reason, and those that wait.
fn said(log: &Log, today: i64) -> (Status, Vec<Reason>, Vec<Symptom>) {
    let verdict = log.on(today);
    (verdict.status, verdict.reasons, verdict.waiting.iter().map(|sign| sign.symptom).collect())
}

#[test]
fn a_sign_stands_until_it_is_answered_or_lapses() {
    for symptom in Symptom::ALL.iter().copied() {
        let log = Log::default().symptom(0, symptom);
        let (held, status) = match symptom.level() {
            Level::Doctor if symptom.stands() => (181, Status::Consult),
            Level::Doctor => (13, Status::Consult),
            Level::Emergency | Level::SameDay => (181, Status::Urgent),
        };
        assert_eq!(said(&log, held), (status, vec![Reason::RedFlag], vec![]), "{symptom}");
        if held < 181 {
            for day in [held + 1, 181] {
                let waits = (Status::NotEnoughData, vec![], vec![symptom]);
                assert_eq!(said(&log, day), waits, "{symptom}");
            }
        }
        let lapsed = (Status::NotEnoughData, vec![], vec![]);
        assert_eq!(said(&log, 182), lapsed, "{symptom}");
    }
}

#[test]
fn a_quiet_day_four_weeks_later_ends_a_sign() {
    let log = Log::of(0..80, 0).symptom(10, Symptom::Fever);
    assert_eq!(log.status(37), Status::Urgent);
    assert_eq!(log.status(38), Status::PainFree);
    // Pain is no quiet day.
    let painful = Log::of(0..80, 5).symptom(10, Symptom::Fever);
    assert_eq!(painful.status(79), Status::Urgent);
}

#[test]
fn a_visit_answers_signs_recorded_by_then() {
    for (symptom, seen, today, holds) in [
        (Symptom::LegPain, 4, 8, true),
        (Symptom::LegPain, 5, 5, false),
        (Symptom::LegPain, 6, 8, false),
        // An urgent one of the day of the visit stands until the next day: which came
        // first?
        (Symptom::Fever, 4, 8, true),
        (Symptom::Fever, 5, 5, true),
        (Symptom::Fever, 5, 6, true),
        (Symptom::Fever, 5, 7, false),
        (Symptom::Fever, 6, 6, false),
        (Symptom::BothLegs, 5, 6, true),
        (Symptom::BothLegs, 5, 7, false),
    ] {
        let log = Log::default().symptom(5, symptom).seen(seen, seen);
        let reasons = if holds { vec![Reason::RedFlag] } else { vec![] };
        let (_, found, waiting) = said(&log, today);
        assert_eq!((found, waiting), (reasons, vec![]), "{symptom} seen on {seen}");
    }
    // The latest visit counts, in whatever order they were recorded.
    let log = Log::default().symptom(5, Symptom::LegPain).seen(7, 6).seen(8, 1);
    assert_eq!(log.on(8).seen, Some(date(6)));
    assert!(log.reasons(8).is_empty());
}

#[test]
fn an_urgent_sign_that_was_denied_later_is_for_a_doctor_and_then_waits() {
    let log = Log::default().symptom(0, Symptom::SaddleNumbness).no_signs(2).no_signs(9);
    assert_eq!(log.status(1), Status::Urgent);
    assert_eq!(said(&log, 2).0, Status::Consult);
    assert_eq!(said(&log, 15).0, Status::Consult);
    let waits = (Status::NotEnoughData, vec![], vec![Symptom::SaddleNumbness]);
    assert_eq!(said(&log, 16), waits);
    // Not on the day itself.
    let same_day = Log::default().symptom(0, Symptom::Fever).no_signs(0);
    assert_eq!(same_day.status(5), Status::Urgent);
    // Recorded anew, it is urgent anew.
    assert_eq!(log.symptom(16, Symptom::SaddleNumbness).status(16), Status::Urgent);
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
        let pairs = verdict.symptoms.iter().map(|each| (day(each), each.symptom));
        pairs.collect()
    };
    let episode = [(15, Symptom::LegPain), (20, Symptom::Fever), (20, Symptom::NightPain)];
    assert_eq!(listed(60), episode);
    // One from before the episode too, as long as it holds.
    assert_eq!(listed(12), [(5, Symptom::DailyLife)]);
    assert_eq!(listed(19), [(15, Symptom::LegPain)]);
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
    // Eased and strong: once due, whatever its age.
    let strong = Log::of(0..14, 9).then(14..56, 6);
    assert_eq!(strong.reasons(41), []);
    assert_eq!(strong.reasons(42), [Reason::Persistent]);
    let mut all = strong.on(55);
    assert!(all.eased && all.strong);
    all = Log::of(0..14, 7).then(14..56, 4).on(55);
    assert_eq!((all.eased, all.strong, all.status), (true, false, Status::Easing));
    // Eased and below 3: nothing to ask about.
    let low = Log::of(0..7, 8).then(7..=120, 2);
    assert_eq!(low.status(84), Status::Easing);
    // A longer wait puts it off, and nothing else does.
    assert_eq!(log.with_weeks(84, 12).reasons, [Reason::Persistent]);
    assert!(log.with_weeks(83, 12).reasons.is_empty());
}

#[test]
fn long_lasting_is_the_users_word_on_when_it_began() {
    // The first day of the log: a duration needs no third reading.
    let log = Log::of(0..=60, 5).began(0, -42);
    for today in 0..3 {
        assert_eq!(log.reasons(today), [Reason::LongLasting], "day {today}");
    }
    assert_eq!(Log::of([0], 3).began(0, -42).reasons(0), [Reason::LongLasting]);
    assert_eq!(Log::of([0], 2).began(0, -42).status(0), Status::NotEnoughData);
    assert_eq!(Log::of([0], 3).began(0, -41).status(0), Status::NotEnoughData);
    assert!(log.on(2).episode.unwrap().began_before_log);
    let shorter = Log::of(0..=60, 5).began(0, -38);
    assert!(shorter.reasons(3).is_empty());
    assert_eq!(shorter.reasons(4), [Reason::LongLasting]);
    assert_eq!(shorter.reasons(28), [Reason::NotEased]);
}

#[test]
fn severe_is_two_weeks_that_average_seven() {
    let holds = |log: &Log, today| log.reasons(today).contains(&Reason::Severe);
    assert!(holds(&Log::of(0..10, 7), 9));
    assert!(!holds(&Log::of(0..9, 7), 8));
    // A week just below, on either side.
    assert!(!holds(&Log::of(0..7, 7).averaging(7..14, 690), 13));
    assert!(!holds(&Log::default().averaging(0..7, 690).then(7..14, 7), 13));
    assert!(holds(&Log::of(0..14, 7), 13));
    // Three scored days in each; the week before is T-13 to T-7.
    assert!(holds(&Log::of([0, 2, 6, 7, 10, 13], 7), 13));
    assert!(!holds(&Log::of([0, 2, 7, 10, 12, 13], 7), 13));
    assert!(!holds(&Log::of([0, 2, 6, 7, 13], 7), 13));
    assert!(!holds(&Log::of([-1, 2, 6, 7, 10, 13], 7), 13));
    // After a visit three days are needed; the week before may lie before it.
    let log = Log::of(0..20, 7);
    assert!(holds(&log.clone().seen(19, 16), 19));
    assert!(!holds(&log.clone().seen(19, 17), 19));
    let (before, last) = log.on(19).severe.unwrap();
    assert_eq!((before.from, before.to, before.days), (date(6), date(12), 7));
    assert_eq!((last.from, last.to, last.days), (date(13), date(19), 7));
    assert_eq!(log.status(19), Status::Consult);
}

#[test]
fn worsening_is_three_weeks_well_above_the_six_before() {
    let holds = |log: &Log, today| log.reasons(today).contains(&Reason::Worsening);
    let rise = |before: std::ops::Range<i64>, from: usize, to: usize| {
        let first = before.end;
        let log = Log::default().averaging(before, from).averaging(first..first + 21, to);
        holds(&log, first + 20)
    };
    assert!(rise(0..20, 350, 500));
    assert!(!rise(0..20, 351, 500));
    assert!(!rise(0..20, 350, 499));
    assert!(!rise(0..20, 300, 499));
    // Fewer than 20 days before: two points.
    assert!(!rise(0..19, 350, 500));
    assert!(rise(0..19, 300, 500));
    assert!(rise(0..7, 300, 500));
    assert!(!rise(0..6, 300, 500));
    // Five scored days now.
    let before = Log::of(0..20, 3);
    assert!(holds(&before.clone().then([20, 25, 30, 35, 40], 6), 40));
    assert!(!holds(&before.clone().then([20, 25, 30, 40], 6), 40));
    assert!(!holds(&before.then([19, 25, 30, 35, 40], 6), 40));
    // Now is what follows a visit.
    let log = Log::of(0..30, 3).then(30..51, 6);
    assert!(holds(&log.clone().seen(50, 45), 50));
    assert!(!holds(&log.clone().seen(50, 46), 50));
    let verdict = log.on(50);
    let (now, earlier) = verdict.worsening.unwrap();
    assert_eq!((now.from, now.to, now.days), (date(30), date(50), 21));
    assert_eq!((earlier.from, earlier.to, earlier.days), (date(0), date(29), 30));
    assert!(verdict.worse_by_less());
    assert_eq!(verdict.status, Status::Consult);
    // Before is T-62 to T-21, and not before the first pain.
    let long_ago = Log::of(0..20, 2).then(20..80, 5);
    assert!(holds(&long_ago.clone().then(80..101, 7), 100));
    let (_, earlier) = long_ago.clone().then(80..101, 7).on(100).worsening.unwrap();
    assert_eq!(earlier.from, date(38));
    let low_first = Log::of(0..30, 1).then(30..36, 3).then(36..57, 6);
    assert!(!holds(&low_first, 56));
}

#[test]
fn severe_and_worsening_belong_to_an_episode() {
    // Four weeks of silence close it.
    let log = Log::of(0..14, 3).then(14..=34, 9);
    assert!(log.on(34).reasons.contains(&Reason::Severe));
    assert!(log.on(62).episode.is_none() && log.reasons(62).is_empty());
}
