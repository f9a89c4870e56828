//! Baseline and recent days, and when the fall between them is a clear one.

use crate::analysis::{Reason, Status, Sure, Turn};

use super::log::{Log, date};

#[test]
fn the_baseline_is_the_first_week_of_readings() {
    let log = Log::of(0..7, 6).then(7..=60, 4);
    let baseline = log.on(60).baseline.unwrap();
    assert!((baseline.mean - 6.0).abs() < 1e-9);
    assert_eq!((baseline.days, baseline.from, baseline.to), (7, date(0), date(6)));
    // It begins with the first score of 2 or more, not with the start.
    let late = Log::of(3..5, 1).then(5..=60, 6).began(3, 0);
    let baseline = late.on(60).baseline.unwrap();
    assert_eq!((baseline.from, baseline.to), (date(5), date(11)));
}

#[test]
fn four_scored_days_in_two_weeks_are_a_baseline_and_three_look_further() {
    // The fourth on L+13: two weeks hold it.
    let four = Log::of([0, 2, 4, 13], 5).then(20..=60, 4);
    let baseline = four.on(60).baseline.unwrap();
    assert_eq!((baseline.days, baseline.to), (4, date(13)));
    // The fourth on L+14: the first 4 of four weeks.
    let three = Log::of([0, 2, 4, 14], 5).then(15..=60, 4);
    let baseline = three.on(60).baseline.unwrap();
    assert_eq!((baseline.days, baseline.to), (4, date(14)));
    // A fifth on L+13 goes in too; on L+14 it is too late.
    for (last, days) in [(13, 5), (14, 4)] {
        let log = Log::of([0, 2, 4, 6, last], 5).then(20..=60, 4);
        assert_eq!(log.on(60).baseline.unwrap().days, days);
    }
    // Three in four weeks are just enough, two are none.
    let sparse = Log::of([0, 2, 27], 5).then(28..=60, 5);
    assert_eq!(sparse.on(60).baseline.unwrap().days, 3);
    assert_eq!(sparse.reasons(60), [Reason::NotEased]);
    let none = Log::of([0, 2], 5).then(28..=60, 5);
    assert_eq!(none.on(60).baseline, None);
    assert_eq!(none.reasons(60), [Reason::LongLasting]);
    assert_eq!(none.on(60).change, None);
    // Never after the report's day.
    assert_eq!(Log::of(0..=60, 5).on(2).baseline.unwrap().days, 3);
    assert_eq!(Log::of(0..=60, 5).on(1).baseline, None);
}

#[test]
fn five_scored_days_in_two_weeks_are_recent_and_four_look_back() {
    let log = Log::of(0..=30, 6);
    let today = 60;
    let five = log.clone().then([47, 50, 53, 56, 60], 4);
    let recent = five.on(today).recent.unwrap();
    assert_eq!((recent.days, recent.from), (5, date(47)));
    let four = log.clone().then([46, 50, 53, 56, 60], 4);
    let recent = four.on(today).recent.unwrap();
    assert_eq!((recent.days, recent.from), (5, date(46)));
    // Only four in four weeks: all of them; two are none.
    let sparse = log.clone().then([50, 53, 56, 60], 4);
    assert_eq!(sparse.on(today).recent.unwrap().days, 4);
    let three = log.clone().then([33, 53, 60], 4);
    assert_eq!(three.on(today).recent.unwrap().days, 3);
    let old = log.clone().then([32, 53, 60], 4);
    assert_eq!(old.on(today).recent, None);
    assert_eq!(old.reasons(today), [Reason::LongLasting]);
    // More than five where two weeks hold them.
    assert_eq!(log.on(30).recent.unwrap().days, 14);
}

#[test]
fn recent_days_are_never_before_the_start() {
    let log = Log::of(0..60, 1).then(60..=70, 5);
    let recent = log.on(64).recent.unwrap();
    assert_eq!((recent.from, recent.days), (date(60), 5));
    assert_eq!(log.on(61).recent, None);
}

#[test]
fn comparing_takes_four_weeks_of_logging() {
    let log = Log::of(0..=60, 5).began(0, -20);
    assert_eq!(log.on(27).episode.unwrap().first_pain, date(0));
    assert!(!log.on(27).comparable);
    assert_eq!(log.reasons(27), [Reason::LongLasting]);
    assert!(log.on(28).comparable);
    assert_eq!(log.reasons(28), [Reason::NotEased]);
}

#[test]
fn a_day_is_never_on_both_sides() {
    let baseline = [0, 10, 20, 27];
    let log = Log::of(baseline, 5).then([30, 40], 5);
    let verdict = log.on(46);
    assert_eq!(verdict.baseline.unwrap().to, date(27));
    assert_eq!(verdict.recent.unwrap().from, date(20));
    assert!(!verdict.comparable);
    assert_eq!(verdict.reasons, [Reason::LongLasting]);
    // The baseline's last day and the first recent one are the same day.
    let touching = Log::of(baseline, 5).then([30, 35, 40, 45], 5);
    let verdict = touching.on(54);
    assert_eq!(verdict.recent.unwrap().from, date(27));
    assert!(!verdict.comparable);
    let apart = Log::of([0, 10, 20, 27], 5).then([28, 30, 35, 40, 45], 5);
    assert!(apart.on(46).comparable);
}

#[test]
fn thirty_percent_and_one_point_make_a_clear_fall() {
    // (readings of a baseline day, of a later day, eased, the line)
    let cases: &[(&[u8], &[u8], bool, f64)] = &[
        (&[5], &[3, 4], true, 3.5),
        (&[5], &[3, 4, 4, 4, 3], false, 3.5),
        // 0.7 × 6 is a little less than 4.2 in binary.
        (&[6], &[4, 4, 4, 4, 5], true, 4.2),
        (&[6], &[4, 4, 4, 5], false, 4.2),
        // 30%, but not a whole point; then just a point.
        (&[3], &[2, 2, 2, 2, 2, 2, 2, 2, 2, 3], false, 2.0),
        (&[3], &[2], true, 2.0),
        (&[2], &[1], true, 1.0),
        (&[2], &[1, 1, 1, 1, 2], false, 1.0),
    ];
    for (before, after, eased, line) in cases {
        let log = Log::default().scored(0..7, before).scored(7..=50, after);
        let verdict = log.on(30);
        assert!(verdict.comparable);
        assert_eq!(verdict.eased, *eased, "{before:?} to {after:?}");
        assert!((verdict.eased_at.unwrap() - line).abs() < 1e-9);
        let high = verdict.recent.unwrap().mean >= 3.0;
        let status = match (eased, high) {
            (true, _) => Status::Easing,
            (false, true) => Status::Checkpoint,
            (false, false) => Status::Mild,
        };
        assert_eq!(verdict.status, status, "{before:?} to {after:?}");
        let asked = log.reasons(50).contains(&Reason::NotEased);
        assert_eq!(asked, !eased && high, "{before:?} to {after:?}");
    }
}

#[test]
fn the_change_is_in_points_and_percent() {
    let verdict = Log::of(0..7, 5).then(7..=50, 4).on(50);
    assert!((verdict.change.unwrap() + 1.0).abs() < 1e-9);
    assert!((verdict.change_percent.unwrap() + 20.0).abs() < 1e-9);
    // No line where the baseline is below a point: seven days, one of them a 2.
    let low = Log::of([0], 2).then(1..=8, 0).then(9..=30, 1).began(5, 0);
    let verdict = low.on(30);
    assert!(verdict.comparable && verdict.baseline.unwrap().mean < 1.0);
    assert_eq!(verdict.eased_at, None);
    let early = Log::of(0..=20, 5).on(20);
    assert_eq!((early.change, early.eased_at), (None, None));
}

#[test]
fn several_readings_a_day_weigh_as_one_day() {
    let log = Log::default().scored(0..7, &[2, 4]).scored(7..=50, &[9, 1, 1, 1]);
    let verdict = log.on(50);
    assert!((verdict.baseline.unwrap().mean - 3.0).abs() < 1e-9);
    assert!((verdict.recent.unwrap().mean - 3.0).abs() < 1e-9);
}

#[test]
fn a_relapse_has_eased_and_come_back() {
    let log = Log::of(0..30, 6).then(30..60, 3).then(60..=100, 5);
    assert!(!log.on(29).relapse);
    let eased = log.on(50);
    assert!(eased.eased && !eased.relapse);
    let back = log.on(80);
    assert!(back.comparable && !back.eased && back.relapse);
    assert_eq!(back.reasons, [Reason::NotEased]);
    // Pain that never eased has not relapsed.
    assert!(!Log::of(0..=100, 6).on(100).relapse);
    // Nor is a fall before day 28 one: nothing could be compared yet.
    let dip = Log::of(0..7, 6).then(7..14, 1).then(14..=100, 6);
    assert!(!dip.on(100).relapse);
}

/// Eased on the day after the last of these days.
fn is_eased(log: &Log, today: i64) -> bool {
    log.on(today).eased
}

#[test]
fn eased_keeps_its_side_until_a_quarter_point_past_the_line() {
    // The baseline is 8, so the line is at 5.6.
    let first = Log::of(0..14, 8).averaging(14..43, 560);
    assert!(is_eased(&first, 42));
    assert!((first.on(42).eased_at.unwrap() - 5.6).abs() < 1e-9);
    let high = Log::of(0..28, 8);
    assert!(!is_eased(&high.clone().averaging(28..56, 536), 55));
    assert!(is_eased(&high.clone().averaging(28..56, 535), 55));
    // Once eased it may come up a little.
    let eased = high.then(28..56, 5);
    assert!(is_eased(&eased, 55));
    assert!(is_eased(&eased.clone().averaging(56..84, 585), 83));
    let back = eased.averaging(56..84, 586);
    assert!(!is_eased(&back, 83));
    assert!(back.on(83).relapse);
    // A day without a score is judged as well, and nothing can be eased without
    // a comparison.
    assert!(is_eased(&first, 45));
    assert!(!is_eased(&first, 68));
}

#[test]
fn high_keeps_its_side_until_a_quarter_point_past_three() {
    let is_high = |log: &Log, today| log.on(today).high;
    let log = Log::of(0..42, 3);
    assert!(is_high(&log, 41));
    assert!(is_high(&log.clone().averaging(42..70, 275), 69));
    assert!(!is_high(&log.clone().averaging(42..70, 274), 69));
    let low = Log::default().averaging(0..42, 290);
    assert!(!is_high(&low, 41));
    assert!(!is_high(&low.clone().averaging(42..70, 324), 69));
    assert!(is_high(&low.clone().averaging(42..70, 325), 69));
    // Before day 28 there is no memory.
    assert!(is_high(&Log::of(0..20, 3), 19) && !is_high(&low, 19));
    // Without a recent mean it is not high.
    assert!(!is_high(&log, 68));
}

#[test]
fn a_point_from_the_line_is_clear() {
    // (a later day in hundredths; the line is at 3.5)
    for (later, sure) in [
        (500, Sure::Clear),
        (450, Sure::Clear),
        (449, Sure::Close),
        (350, Sure::Close),
        (251, Sure::Close),
        (250, Sure::Clear),
    ] {
        let log = Log::of(0..7, 5).averaging(7..50, later);
        assert_eq!(log.on(49).sure, Some(sure), "{later}");
    }
    assert_eq!(Log::of(0..=20, 5).on(20).sure, None);
}

#[test]
fn the_answer_turns_where_the_rule_says() {
    let flat = Log::of(0..50, 5);
    assert_eq!(flat.on(49).turns_at(), Some(Turn::AtMost(3.25)));
    // What is no longer high is no reason to ask, whatever the line.
    let lower = Log::of(0..50, 4);
    assert_eq!(lower.on(49).turns_at(), Some(Turn::AtMost(2.75)));
    // After twelve weeks only that counts.
    let long = Log::of(0..=90, 6);
    assert_eq!(long.on(90).turns_at(), Some(Turn::AtMost(2.75)));
    let eased = Log::of(0..7, 5).then(7..50, 3);
    assert_eq!(eased.on(49).turns_at(), Some(Turn::Above(3.75)));
    assert_eq!(Log::of(0..20, 5).on(19).turns_at(), None);
}

#[test]
fn eased_pain_can_be_up_again_this_week() {
    let log = Log::of(0..7, 6).then(7..40, 2);
    let up = |days: &[i64], level| {
        let log = log.clone().then(days.iter().copied(), level);
        log.on(*days.last().unwrap()).up_again
    };
    let (lowest, now) = up(&[40, 41, 42], 4).unwrap();
    assert!((lowest - 2.0).abs() < 1e-9 && (now - 4.0).abs() < 1e-9);
    assert_eq!(up(&[40, 41, 42], 3), None);
    // Three scored days of this week.
    assert!(up(&[40, 43, 46], 4).is_some());
    assert_eq!(up(&[40, 43, 47], 4), None);
    // Not while it has not eased.
    assert_eq!(Log::of(0..40, 5).then(40..43, 9).on(42).up_again, None);
}
