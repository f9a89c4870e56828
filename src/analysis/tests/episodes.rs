//! When an episode begins, moves and ends.

use crate::analysis::Status;

use super::log::{Log, date};

/// S on a day, as a day of the log.
fn start(log: &Log, today: i64) -> Option<i64> {
    let start = log.on(today).start?;
    Some((start - date(0)).num_days())
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
    for (on, began, expected) in
        [(10, -30, -30), (20, 9, 9), (20, 10, 10), (20, 11, 10), (30, 30, 10)]
    {
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
    assert_eq!(episode.elapsed_days, 10);
    assert!(episode.began_before_log);
    // On a day with a low score it opens one too.
    let low = Log::of(0..=5, 0).began(5, 3);
    assert_eq!(start(&low, 5), Some(3));
}

#[test]
fn began_reaches_over_a_quiet_month() {
    let log = Log::of(0..20, 6).then(20..60, 0).then(60..=70, 5);
    assert_eq!(start(&log, 70), Some(60));
    assert_eq!(log.on(70).episode.unwrap().first_pain, date(60));
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
fn only_a_scored_day_can_be_quiet() {
    let log = Log::of(0..=20, 5).then(21..=46, 0);
    assert_eq!(start(&log, 46), Some(0));
    assert_eq!(start(&log, 60), Some(0));
    let next = log.then([47], 0);
    assert_eq!(start(&next, 47), None);
}

#[test]
fn a_week_that_averages_two_opens_an_episode() {
    // (what follows four weeks of 0, days until it opens)
    for (level, opens_after) in [(8, 2), (7, 2), (5, 3), (2, 7)] {
        let log = Log::of(0..28, 0).then(28..50, level);
        let last_closed = 28 + opens_after - 2;
        assert_eq!(start(&log, last_closed), None, "{level}");
        assert_eq!(start(&log, last_closed + 1), Some(28), "{level}");
    }
    assert_eq!(start(&Log::of([0], 2), 0), Some(0));
    assert_eq!(start(&Log::of([0], 1).then([1], 3), 1), Some(1));
    assert_eq!(start(&Log::of([0], 1).then([1], 2), 1), None);
    // A low day can open it: the week does, and its first day of 2 or more is S.
    let low = Log::of([0], 0).then([1], 0).then([2], 7).then([3], 1);
    assert_eq!((start(&low, 2), start(&low, 3)), (Some(2), Some(2)));
    let late = Log::of(0..6, 0).then([6], 9).then([7], 1).then([8], 5);
    assert_eq!((start(&late, 7), start(&late, 8)), (None, Some(6)));
}

#[test]
fn a_quiet_month_may_have_one_bad_day_in_eight() {
    let with = |bad: &[u8]| {
        let mut scores: Vec<(i64, u8)> = (73..100).map(|day| (day, 0)).collect();
        for (at, level) in bad.iter().enumerate() {
            scores[at].1 = *level;
        }
        // The bad days begin the month, so that no earlier month is quiet.
        start(&month(&scores), 100)
    };
    assert_eq!(with(&[2, 2, 2]), None);
    assert_eq!(with(&[2, 2, 2, 2]), Some(50));
    assert_eq!(with(&[2, 2, 4]), None);
    assert_eq!(with(&[2, 4, 4]), Some(50));
    assert_eq!(with(&[9]), None);
    // The day itself must be below 2.
    assert_eq!(start(&Log::of(50..=60, 5).then(73..100, 0).then([100], 2), 100), None);
    let never_before = Log::of(50..=60, 5).then([80, 85, 90], 0).then([100], 2);
    assert_eq!(start(&never_before, 100), Some(50));
}

#[test]
fn a_quiet_day_opens_nothing() {
    // A month of little pain with one very bad day: the week averages 2 or more,
    // and the next day is quiet.
    let calm = Log::of((0..27).step_by(3), 0).then([27], 9);
    assert_eq!(start(&calm.clone().then([28], 2), 28), Some(27));
    assert_eq!(start(&calm.clone().then([28], 1), 28), None);
    assert_eq!(start(&calm.then([28], 1).then([29], 4), 29), Some(27));
}

#[test]
fn a_sparse_month_is_quiet_with_four_days_over_three_weeks() {
    let zeros = |days: &[i64], first: u8| {
        let mut scores: Vec<(i64, u8)> = days.iter().map(|day| (*day, 0)).collect();
        scores[0].1 = first;
        start(&month(&scores), 100)
    };
    // Eight days with one 2, or seven; the 100th is the last of them.
    assert_eq!(zeros(&[73, 77, 81, 85, 89, 93, 97], 2), None);
    assert_eq!(zeros(&[73, 77, 81, 85, 89, 93], 2), Some(50));
    assert_eq!(zeros(&[80, 90, 95], 0), None);
    assert_eq!(zeros(&[81, 90, 95], 0), Some(50));
    assert_eq!(zeros(&[80, 90], 0), Some(50));
}

#[test]
fn a_month_is_not_quiet_where_the_user_says_it_began() {
    let log = Log::of(0..=20, 5).then(21..=80, 0);
    assert_eq!((start(&log, 46), start(&log, 47)), (Some(0), None));
    let told = log.began(40, 0);
    assert_eq!(start(&told, 67), Some(0));
    assert_eq!(start(&told, 68), None);
}
