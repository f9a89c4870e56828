//! Ten weeks of a diary, logged evening by evening: no line of `log`, `status` and
//! `report` contradicts another on any day.

use chrono::{Days, NaiveDate};

use crate::harness::World;

/// What the three commands said on a day.
struct Evening {
    day: u64,
    pain: u8,
    log: Vec<String>,
    status: String,
    report: Vec<String>,
    /// Whether `report --exit-code` asks to act.
    asks_to_act: bool,
}

/// Logs the pains, one an evening from 2026-09-14 on, with what `more` adds on a day.
fn diary(pains: &[u8], more: impl Fn(u64) -> &'static [&'static str]) -> Vec<Evening> {
    let mut world = World::new();
    let first: NaiveDate = "2026-09-14".parse().unwrap();
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let evenings = pains.iter().zip(0..);
    evenings
        .map(|(pain, day)| {
            world.at(&format!("{}T21:00", first + Days::new(day)));
            let log = world.ok(&[&["log", &pain.to_string()], more(day)].concat());
            let report = world.run(&["report", "--exit-code"]);
            Evening {
                day,
                pain: *pain,
                log: lines(&log),
                status: world.ok(&["status"]).trim_end().to_owned(),
                asks_to_act: report.code == Some(1),
                report: lines(&report.stdout),
            }
        })
        .collect()
}

/// Runs, stretches and rest, as a week has them.
fn habits(day: u64) -> &'static [&'static str] {
    match day % 7 {
        1 | 3 => &["-a", "run:45min:8km", "-s", "hamstring:2x30s"],
        5 => &["-a", "run:80min:14km"],
        _ => &["-s", "hamstring:2x30s"],
    }
}

fn is_strong(evenings: &[Evening], at: usize) -> bool {
    let (pain, before) = (evenings[at].pain, at.checked_sub(1).map(|at| evenings[at].pain));
    pain >= 7 || pain >= 5 && before.is_some_and(|before| pain >= before + 2)
}

fn no_line_contradicts_another(evenings: &[Evening]) {
    let mut before: Option<&str> = None;
    for (at, evening) in evenings.iter().enumerate() {
        let Evening { day, log, status, report, asks_to_act, .. } = evening;
        let said = || format!("day {day}\n{}\n{status}\n{}", log.join("\n"), report.join("\n"));
        let headline = report[0].as_str();
        // From the second week on, `status` has more of it than the day.
        let is_early = headline.starts_with("Too early") && status.ends_with("too early to tell");
        assert!(status.ends_with(headline) || is_early && at >= 7, "{}", said());
        assert!(report.len() <= 34, "{} lines, {}", report.len(), said());
        // The verdict stands in `log` whenever it matters, and is the same one.
        let verdict = log.iter().find(|line| line.ends_with("(backcare report)"));
        let in_log = verdict.map(|line| line.trim_end_matches(" (backcare report)"));
        assert!(in_log.is_none_or(|said| said == headline), "{}", said());
        assert!(in_log.is_some() || !asks_to_act, "{}", said());
        // An ordinary evening has two lines at most, and no other advice ever stands there.
        let quiet = *day > 0 && !is_strong(evenings, at);
        let spoken: Vec<&String> = log.iter().filter(|line| !line.starts_with("  ")).collect();
        assert!(!quiet || spoken.len() <= 2, "{}", said());
        let is_week = |line: &&String| line.starts_with("Pain: last week ");
        let mut more = spoken.iter().skip(1);
        assert!(!quiet || more.all(|it| Some(*it) == verdict || is_week(it)), "{}", said());
        let all = report.join(" ");
        assert!(!asks_to_act || !all.contains("Good news"), "{}", said());
        let sends = headline.contains("doctor") || headline.contains("have it looked at");
        assert_eq!(sends, *asks_to_act, "{}", said());
        // What has not changed is said again only where a doctor is to be seen.
        let numbers = |text: &str| text.replace(|c: char| c.is_ascii_digit() || c == '.', "");
        if !asks_to_act && before.is_some_and(|before| numbers(before) == numbers(headline)) {
            assert!(in_log.is_none(), "{}", said());
        }
        before = Some(headline);
    }
}

/// The headlines without their numbers, each as long as it lasts.
fn course(evenings: &[Evening]) -> Vec<String> {
    let words = |evening: &Evening| {
        let words = evening.report[0].split(' ');
        let plain = words.filter(|word| !word.contains(|c: char| c.is_ascii_digit()));
        plain.collect::<Vec<_>>().join(" ")
    };
    let mut course: Vec<String> = evenings.iter().map(words).collect();
    course.dedup();
    course
}

#[test]
fn a_pain_that_goes_away() {
    const NOISE: [i16; 5] = [0, 1, 0, -1, 0];
    let pain = |day: usize| (60 - 2 * i16::try_from(day).unwrap()) / 10 + NOISE[day % 5];
    let pains: Vec<u8> = (0..70)
        .map(|day| if day < 30 { u8::try_from(pain(day).clamp(0, 10)).unwrap() } else { 0 })
        .collect();
    let evenings = diary(&pains, habits);
    no_line_contradicts_another(&evenings);
    insta::assert_snapshot!(course(&evenings).join("\n"), @"
    Too early to tell: day
    Lower than at the start: points
    Four quiet weeks: this episode is over
    Little or no pain
    ");
}

#[test]
fn a_pain_that_stays() {
    const NOISE: [u8; 7] = [5, 6, 4, 5, 6, 5, 4];
    let pains: Vec<u8> = (0..70).map(|day| NOISE[day % 7]).collect();
    let evenings = diary(&pains, habits);
    no_line_contradicts_another(&evenings);
    insta::assert_snapshot!(course(&evenings).join("\n"), @"
    Too early to tell: day
    Not clearly eased after weeks
    Not eased in weeks: have a doctor look at it
    ");
}

#[test]
fn a_pain_that_comes_back_and_is_seen() {
    let pains: Vec<u8> = (0..70)
        .map(|day| match day {
            0..14 => 5 + u8::from(day % 3 == 0),
            14..24 => 3,
            24..45 => 1 + u8::from(day % 4 == 0),
            45..50 => 4,
            _ => 6 + u8::from(day % 3 == 0),
        })
        .collect();
    let evenings = diary(&pains, |day| match day {
        62 => &["--seen", "--no-signs"],
        day if day < 50 => habits(day),
        _ => &["-s", "hamstring:2x30s"],
    });
    no_line_contradicts_another(&evenings);
    insta::assert_snapshot!(course(&evenings).join("\n"), @"
    Too early to tell: day
    Lower than at the start: points
    Eased, but up again this week
    Was eased; this week as bad as at the start
    Back after easing: have a doctor look at it
    Seen on Nov go back if it gets worse
    Back after easing: have a doctor look at it
    ");
}

/// Each run hurts, and no other day does.
#[test]
fn a_pain_that_comes_with_runs() {
    let runs = |day: u64| day % 7 == 2 || day % 7 == 5;
    let pains: Vec<u8> = (0..70).map(|day| if runs(day) { 6 } else { 0 }).collect();
    let evenings = diary(&pains, |day| if runs(day) { &["-a", "trail-run:8km"] } else { &[] });
    no_line_contradicts_another(&evenings);
    insta::assert_snapshot!(course(&evenings).join("\n"), @"
    Little or no pain
    Too early to tell: day
    Your back hurts with each run: have it looked at
    ");
    for evening in &evenings {
        let all = evening.report.join(" ");
        assert!(!all.contains("Day after"), "{all}");
    }
}
