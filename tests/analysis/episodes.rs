//! When an episode begins, moves and ends.

use backcare::analysis::Status;

use crate::log::{Log, date};

/// S on a day, as a day of the log.
fn start(log: &Log, today: i64) -> Option<i64> {
    let start = log.on(today).start?;
    Some((start - date(0)).num_days())
}

#[test]
fn the_first_score_of_two_opens_an_episode() {
    let log = Log::of(0..5, 1).then([5], 2).then(6..10, 4);
    assert_eq!(start(&log, 4), None);
    assert_eq!(start(&log, 5), Some(5));
    assert_eq!(start(&log, 9), Some(5));
    // A mean just below 2 does not.
    let almost = Log::default().scored(0..5, &[1, 2, 2]);
    assert_eq!(start(&almost, 4), None);
}

#[test]
fn four_weeks_of_silence_close_it() {
    let log = Log::of(0..=10, 5);
    let spoken = log.clone().then([38], 5);
    assert_eq!(start(&spoken, 38), Some(0));
    assert!(!spoken.on(38).after_gap);
    let silent = log.clone().then([39], 5);
    assert_eq!(start(&silent, 39), Some(39));
    assert!(silent.on(39).episode.unwrap().after_gap);
    // Silence up to the report's day.
    assert_eq!(start(&log, 37), Some(0));
    assert_eq!(start(&log, 38), None);
    assert!(!log.on(37).after_gap);
    assert!(log.on(38).after_gap);
    assert_eq!(log.status(38), Status::NotEnoughData);
    // A hole closes nothing where nothing was open.
    let calm = Log::of(0..=10, 1).then([60], 5);
    assert!(!calm.on(60).after_gap);
    // Rows without a score or a `began` do not fill it.
    let mut notes = silent.clone();
    notes.row(25).note = "still sore".to_owned();
    assert_eq!(start(&notes, 39), Some(39));
    let word = silent.began(25, 20);
    assert_eq!(start(&word, 39), Some(0));
}

#[test]
fn the_users_word_or_quiet_days_settle_a_gap() {
    let log = Log::of(0..=10, 5).then(39..=50, 5);
    assert!(log.on(50).after_gap);
    let told = log.clone().began(45, 0);
    assert!(log.on(44).after_gap && !told.on(45).after_gap);
    assert_eq!(start(&told, 45), Some(0));
    let quiet = log.then(51..=90, 0);
    assert!(quiet.on(60).after_gap);
    assert!(!quiet.on(90).after_gap);
    assert_eq!(start(&quiet, 90), None);
}

#[test]
fn began_moves_a_start_back_and_never_forward() {
    let log = Log::of(10..=30, 5);
    for (on, began, expected) in [
        (10, -30, -30),
        (20, 9, 9),
        (20, 10, 10),
        (20, 11, 10),
        (30, 30, 10),
    ] {
        let log = log.clone().began(on, began);
        assert_eq!(start(&log, 30), Some(expected), "{began} told on {on}");
    }
    // Told later: earlier reports did not know.
    let told = log.clone().began(20, 0);
    assert_eq!(start(&told, 19), Some(10));
    assert_eq!(start(&told, 20), Some(0));
    // Several on one day: the earliest, in whatever order.
    let two = log.clone().began(20, 5).began(20, 3).began(20, 8);
    assert_eq!(start(&two, 30), Some(3));
    // A `began` later than its row's date cannot be read.
    let mut wrong = log;
    wrong.row(5).began = Some(date(6));
    assert_eq!(start(&wrong, 9), None);
}

#[test]
fn began_opens_an_episode_on_a_day_without_a_score() {
    let log = Log::default().began(5, 2).then(8..=12, 4);
    assert_eq!(start(&log, 5), Some(2));
    assert_eq!(log.on(5).episode, None);
    let episode = log.on(12).episode.unwrap();
    assert_eq!((episode.start, episode.first_pain), (date(2), date(8)));
    assert_eq!((episode.elapsed_days, episode.logged_days), (10, 4));
    assert!(episode.began_before_log);
    // On a day with a low score it opens one too.
    let low = Log::of(0..=5, 0).began(5, 3);
    assert_eq!(start(&low, 5), Some(3));
}

#[test]
fn began_reaches_over_a_quiet_month() {
    let log = Log::of(0..20, 6).then(20..60, 0).then(60..=70, 5);
    assert_eq!(start(&log, 70), Some(60));
    assert_eq!(log.on(70).episode.unwrap().logged_days, 10);
    let joined = log.began(65, 0);
    let episode = joined.on(70).episode.unwrap();
    assert_eq!((episode.start, episode.first_pain), (date(0), date(0)));
    assert!(!episode.began_before_log);
}

/// A log whose only question is whether day 100, with a 0, is quiet: pain up to
/// day 60, and then these scores.
fn month(scores: &[(i64, u8)]) -> Log {
    let mut log = Log::of(50..=60, 5);
    for (day, level) in scores {
        log = log.then([*day], *level);
    }
    log.then([100], 0)
}

#[test]
fn a_quiet_month_may_have_a_few_bad_days() {
    let with = |bad: &[(i64, u8)]| {
        let mut scores: Vec<(i64, u8)> = (73..100).map(|day| (day, 0)).collect();
        for (day, level) in bad {
            scores[usize::try_from(day - 73).unwrap()].1 = *level;
        }
        start(&month(&scores), 100)
    };
    // The bad days begin the month, so that no earlier month is calm.
    assert_eq!(with(&[(73, 2), (74, 2), (75, 3)]), None);
    assert_eq!(with(&[(73, 2), (74, 2), (75, 3), (76, 2)]), Some(50));
    assert_eq!(with(&[(73, 5), (74, 3)]), None);
    assert_eq!(with(&[(73, 4), (74, 4)]), Some(50));
    assert_eq!(with(&[(73, 6)]), Some(50));
}

#[test]
fn a_quiet_month_needs_eight_days_and_no_long_gap() {
    let zeros = |days: &[i64]| {
        let scores: Vec<(i64, u8)> = days.iter().map(|day| (*day, 0)).collect();
        start(&month(&scores), 100)
    };
    // Eight days with the 100th; seven.
    assert_eq!(zeros(&[73, 77, 81, 85, 89, 93, 97]), None);
    assert_eq!(zeros(&[77, 81, 85, 89, 93, 97]), Some(50));
    // Seven days in a row without a score, or eight: in the middle, at the start.
    assert_eq!(zeros(&[73, 74, 75, 76, 84, 92, 97]), None);
    assert_eq!(zeros(&[73, 74, 75, 76, 85, 92, 97]), Some(50));
    assert_eq!(zeros(&[80, 84, 88, 92, 95, 97, 99]), None);
    assert_eq!(zeros(&[81, 84, 88, 92, 95, 97, 99]), Some(50));
}

#[test]
fn a_sparse_log_is_quiet_after_eight_weeks() {
    let day = |log: Log| start(&log.then([100], 0), 100);
    let log = Log::of(30..=44, 5);
    // Six scored days of the 56 that end on day 100 (45 to 100), at most 13 apart.
    let quiet = [58, 70, 80, 90, 95];
    assert_eq!(day(log.clone().then(quiet, 1)), None);
    assert_eq!(day(log.clone().then([58, 70, 80, 90], 1)), Some(30));
    assert_eq!(day(log.clone().then([59, 70, 80, 90, 95], 1)), Some(30));
    assert_eq!(day(log.clone().then([45, 59, 72, 86, 90], 1)), None);
    assert_eq!(day(log.clone().then([45, 60, 73, 86, 90], 1)), Some(30));
    // All of them below 2.
    assert_eq!(day(log.clone().then(quiet, 1).then([60], 2)), Some(30));
}

#[test]
fn a_month_is_not_quiet_where_the_user_says_it_began() {
    let log = Log::of(0..=20, 5).then(21..=80, 0);
    assert_eq!(start(&log, 47), None);
    let told = log.began(40, 0);
    assert_eq!(start(&told, 67), Some(0));
    assert_eq!(start(&told, 68), None);
    // The same for eight weeks of a sparse log.
    let sparse = Log::of(0..=5, 5)
        .then((6..=110).step_by(10), 0)
        .began(50, 0);
    assert_eq!(start(&sparse, 96), Some(0));
    assert_eq!(start(&sparse, 106), None);
}

#[test]
fn only_a_scored_day_can_be_quiet() {
    let log = Log::of(0..=20, 5).then(21..=46, 0);
    assert_eq!(start(&log, 46), Some(0));
    assert_eq!(start(&log, 60), Some(0));
    let next = log.then([47], 0);
    assert_eq!(start(&next, 47), None);
}
