//! What a report shows besides the verdict: counts, days and weeks.

use crate::analysis::{Diary, Period, Report, Settings, day};
use crate::domain::{Done, Entry, Kilometres, Minutes, Symptom, Word};
use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};

use super::log::{Log, date, pain};

fn done(name: &str, minutes: Option<u64>, km: Option<u64>) -> Done {
    Done {
        name: Word::lenient(name).unwrap(),
        minutes: minutes.map(|m| Minutes::from_thousandths(m * 1000)),
        distance: km.map(|km| Kilometres::from_thousandths(km * 1000)),
    }
}

fn at(day: i64, time: Option<(u32, u32)>) -> Entry {
    Entry {
        time: time.map(|(hour, minute)| NaiveTime::from_hms_opt(hour, minute, 0).unwrap()),
        ..Entry::on(date(day))
    }
}

#[test]
fn rows_up_to_the_day_are_counted() {
    let mut diary = Diary::new(date(10));
    for day in [3, 10, 5, 11, 40] {
        diary.add(&Log::of([day], 4).rows[0], 2);
    }
    diary.add(&Entry::on(date(1)), 0);
    diary.bad_rows += 1;
    let report = Report::new(&diary, Period::All, Settings::default());
    assert_eq!((report.log.rows, report.log.bad_rows), (4, 1));
    assert_eq!(report.log.bad_fields, 6);
    assert_eq!(report.log.first, Some(date(1)));
    assert_eq!(report.log.last, Some(date(10)));
    assert_eq!(report.log.days_with_pain, 3);
    assert!((report.log.coverage.unwrap() - 0.3).abs() < 1e-12);
    assert_eq!((report.since, report.days.len()), (date(1), 10));
}

#[test]
fn coverage_begins_with_the_first_row() {
    let log = Log::of(0..10, 4);
    let report = log.report(19, Period::Weeks(12));
    assert_eq!(report.log.coverage, Some(0.5));
    // A period after the first row is covered from its own first day.
    let later = log.report(19, Period::Since(date(8)));
    assert_eq!(later.log.days_with_pain, 2);
    assert!((later.log.coverage.unwrap() - 2.0 / 12.0).abs() < 1e-12);
    assert_eq!(Log::default().report(0, Period::All).log.coverage, None);
}

#[test]
fn the_period_ends_on_the_reports_day() {
    let log = Log::of([30], 4);
    for (period, first) in [
        (Period::Weeks(1), 54),
        (Period::Weeks(12), 60 - 83),
        (Period::Since(date(41)), 41),
        (Period::All, 30),
        // What is after the report's day shows that day alone.
        (Period::Since(date(61)), 60),
        (Period::Weeks(0), 60),
    ] {
        let report = log.report(60, period);
        assert_eq!(report.since, date(first), "{period:?}");
        assert_eq!(report.days.first().unwrap().date, date(first));
        assert_eq!(report.days.last().unwrap().date, date(60));
        let days = usize::try_from(60 - first + 1).unwrap();
        assert_eq!(report.days.len(), days);
    }
    assert_eq!(Log::default().report(60, Period::All).since, date(60));
    // 2026-11-22 is a Sunday: twelve weeks are twelve ISO weeks.
    let sunday = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
    let report = Report::new(&Diary::new(sunday), Period::Weeks(12), Settings::default());
    assert_eq!(report.since, NaiveDate::from_ymd_opt(2026, 8, 31).unwrap());
    assert_eq!(report.weeks.len(), 12);
}

#[test]
fn weeks_are_whole_and_hold_only_the_periods_days() {
    // Day 0 is a Thursday. The period: Saturday, day 2, to Tuesday, day 12.
    let log = Log::of(0..=12, 4).then([3], 8).symptom(5, Symptom::LegPain);
    let report = log.report(12, Period::Since(date(2)));
    let spans: Vec<_> = report.weeks.iter().map(|w| (w.start, w.end)).collect();
    let expected = [(-3, 3), (4, 10), (11, 17)].map(|(a, b)| (date(a), date(b)));
    assert_eq!(spans, expected);
    for week in &report.weeks {
        assert_eq!(week.start.weekday(), Weekday::Mon);
    }
    let pain: Vec<_> = report.weeks.iter().map(|week| week.pain).collect();
    assert_eq!((pain[0].days, pain[1].days, pain[2].days), (2, 7, 2));
    // The mean is that of day scores, the range that of readings.
    assert_eq!(pain[0].mean, Some(5.0));
    assert_eq!((pain[0].min, pain[0].max), (Some(4.0), Some(8.0)));
    assert_eq!(report.weeks[1].symptoms, [Symptom::LegPain]);
    assert!(report.weeks[2].symptoms.is_empty());
}

#[test]
fn an_empty_week_is_there_and_knows_nothing() {
    let report = Log::of([0, 20], 4).report(20, Period::All);
    let week = &report.weeks[1];
    assert_eq!(
        (week.pain.mean, week.pain.min, week.pain.max, week.pain.days),
        (None, None, None, 0)
    );
    assert_eq!((week.stretch.sessions, week.stretch.minutes), (0, None));
    assert!(week.activities.is_empty() && week.symptoms.is_empty());
    let day = &report.days[5];
    assert_eq!((day.pain, day.readings), (None, 0));
    assert_eq!((day.stretch_minutes, day.activity_minutes), (None, None));
    assert_eq!((day.distance, day.run_distance), (None, None));
}

#[test]
fn a_session_is_a_distinct_moment() {
    let mut log = Log::default();
    for (day, time, stretch) in [
        (0, Some((7, 30)), done("hamstring", Some(2), None)),
        (0, Some((7, 30)), done("calf", Some(1), None)),
        (0, Some((21, 0)), done("hamstring", None, None)),
        (0, None, done("hamstring", Some(4), None)),
        (0, None, done("calf", None, None)),
        (1, Some((7, 30)), done("hamstring", None, None)),
    ] {
        log.rows.push(Entry { stretch: Some(stretch), ..at(day, time) });
    }
    let report = log.report(2, Period::All);
    let minutes = |n: u64| Some(Minutes::from_thousandths(n * 1000));
    let [first, second, third] = &report.days[..] else {
        panic!("three days");
    };
    assert_eq!((first.stretch_sessions, first.stretch_minutes), (3, minutes(7)));
    assert_eq!((second.stretch_sessions, second.stretch_minutes), (1, None));
    assert_eq!((third.stretch_sessions, third.stretch_minutes), (0, None));
    let week = report.weeks[0].stretch;
    assert_eq!((week.sessions, week.days), (4, 2));
    assert_eq!(week.minutes, minutes(7));
}

#[test]
fn activities_are_counted_by_name() {
    let mut log = Log::default();
    for (day, time, activity) in [
        (0, Some((7, 0)), done("run", Some(45), Some(8))),
        (0, Some((7, 0)), done("core", Some(10), None)),
        (0, Some((18, 0)), done("run", None, Some(5))),
        (1, None, done("run", Some(30), None)),
        (1, None, done("run", None, None)),
        (1, Some((9, 0)), done("swim", None, Some(1))),
    ] {
        log.rows.push(Entry { activity: Some(activity), ..at(day, time) });
    }
    let report = log.report(1, Period::All);
    let km = |n: u64| Some(Kilometres::from_thousandths(n * 1000));
    let minutes = |n: u64| Some(Minutes::from_thousandths(n * 1000));
    let week = &report.weeks[0].activities;
    let names: Vec<_> = week.keys().map(Word::as_str).collect();
    assert_eq!(names, ["core", "run", "swim"]);
    let run = week[&Word::lenient("run").unwrap()];
    assert_eq!((run.sessions, run.minutes, run.distance), (3, minutes(75), km(13)));
    let swim = week[&Word::lenient("swim").unwrap()];
    assert_eq!((swim.sessions, swim.minutes, swim.distance), (1, None, km(1)));
    let [first, second] = &report.days[..] else {
        panic!("two days");
    };
    assert_eq!((first.activity_minutes, first.distance), (minutes(55), km(13)));
    assert_eq!((first.run_distance, second.run_distance), (km(13), None));
    assert_eq!((second.activity_minutes, second.distance), (minutes(30), km(1)));
    // One day alone, as a status line shows it.
    let diary = log.diary(1);
    assert_eq!(day(&diary, date(0)).distance, km(13));
    assert_eq!(day(&diary, date(1)).distance, km(1));
    assert_eq!(day(&diary, date(5)).distance, None);
}

#[test]
fn the_line_breaks_at_gaps_and_looks_back_before_the_period() {
    let log = Log::of(0..=4, 2).then([6], 6).then([14], 5);
    let report = log.report(14, Period::Since(date(4)));
    let line: Vec<_> = report.days.iter().map(|day| day.pain_7_day_mean).collect();
    assert_eq!(line[0], Some(2.0));
    assert_eq!(line[1], None);
    // Day 6 looks back to day 0: five 2s and a 6.
    assert!((line[2].unwrap() - 16.0 / 6.0).abs() < 1e-12);
    assert_eq!(line[10], Some(5.0));
}

#[test]
fn the_earliest_and_the_latest_days_that_can_be_named_do_no_harm() {
    let ends =
        [NaiveDate::from_ymd_opt(0, 1, 1).unwrap(), NaiveDate::from_ymd_opt(9999, 12, 31).unwrap()];
    let mut diary = Diary::new(ends[1]);
    for date in ends {
        diary.add(
            &Entry {
                pain: Some(pain(5)),
                began: Some(ends[0]),
                seen: Some(ends[0]),
                ..Entry::on(date)
            },
            0,
        );
    }
    let report = Report::new(&diary, Period::Weeks(u32::MAX), Settings::default());
    assert_eq!(report.since.to_string(), "1950-01-01");
    assert_eq!(report.log.days_with_pain, 1);
    let elapsed = report.verdict.episode.unwrap().elapsed_days;
    assert_eq!(elapsed, (ends[1] - ends[0]).num_days());
}
