//! What a report knows beside the verdict, each fact with its label: what a doctor reads
//! first, and the trend, the balance of training and the log.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use chrono::NaiveDate;

use super::block::{Labelled, labelled};
use super::verdict_text::{Guidance, unread_note};
use super::weeks::running;
use crate::analysis::{Balance, Mean, Report, SignState, Status, TREND_DAYS, Trend, Week};
use crate::domain::{DistanceUnit, Symptom};
use crate::term::for_terminal;
use crate::term::format::{amount, count, date, decimal, list, span, whole};

/// The facts that there are.
pub fn facts(report: &Report, unit: DistanceUnit) -> Vec<Labelled> {
    let balance = &report.balance;
    // Where it has eased, the slope of the last weeks would be a second answer; beside
    // strong pain nothing is level.
    let has_eased = matches!(report.verdict.status, Status::Easing | Status::PainFree);
    let trend = if has_eased || report.verdict.strong_now { None } else { report.trend };
    let done = [share(balance), stretching(balance), longer_run(report, unit)];
    let done: Vec<String> = done.into_iter().flatten().collect();
    let facts = [
        ("Trend", trend.map(|it| self::trend(&it, report))),
        ("Balance", (!done.is_empty()).then(|| done.join("; "))),
        ("Pain and runs", pain_and_runs(balance)),
        ("Day after", day_after(balance)),
        ("Log", log(report)),
        ("Last visit", report.verdict.seen.map(date)),
    ];
    let facts = facts.into_iter();
    facts.filter_map(|(label, text)| Some(labelled(label, text?))).collect()
}

/// What a doctor reads first.
pub fn summary(report: &Report, symptoms: &[SymptomLine], unit: DistanceUnit) -> Vec<Labelled> {
    let open_signs = symptoms.iter().filter_map(|sign| {
        let (days, visit) = sign.open.as_ref()?;
        Some(("Open sign", Some(format!("{} ({days}); {visit}", sign.short))))
    });
    let others: Vec<String> = symptoms
        .iter()
        .filter(|sign| !sign.answered.is_empty())
        .map(|sign| format!("{} ({})", sign.short, sign.answered))
        .collect();
    let signs = if !others.is_empty() {
        Some(others.join(" \u{b7} "))
    } else if !symptoms.is_empty() {
        None
    } else if report.log.unread.may_be_urgent {
        Some("none that could be read; what could not may be one".to_owned())
    } else {
        Some("none recorded in this episode; that rules none out".to_owned())
    };
    let verdict = &report.verdict;
    let open = verdict.signs.iter().chain(&verdict.lapsed).map(|sign| sign.symptom);
    let recorded = verdict.symptoms.iter().map(|it| it.symptom).chain(open);
    let has_urgent = recorded.into_iter().any(|symptom| symptom.level().is_urgent());
    let urgent = match report.log.no_signs.map(date) {
        None if has_urgent => "recorded, see above".to_owned(),
        Some(day) if has_urgent => format!("recorded, see above; asked for on {day}: none"),
        Some(day) => format!("asked for on {day}: none"),
        None => "not asked for".to_owned(),
    };
    let rows = [
        ("Signs", signs),
        ("Urgent signs", Some(urgent)),
        ("Lowest", lowest(report)),
        ("Course", Some(course(report))),
        ("Training", training(report, unit)),
        ("Pain and runs", pain_and_runs(&report.balance)),
        ("Tried", tried(report)),
        ("Log", log(report)),
    ];
    let rows = open_signs.chain(rows);
    rows.filter_map(|(label, text)| Some(labelled(label, text?))).collect()
}

/// The week of the episode with the least pain, of those with three days or more.
fn lowest(report: &Report) -> Option<String> {
    let start = report.verdict.episode?.start;
    let weeks = report.weeks.iter().filter(|week| week.start >= start && week.pain.days >= 3);
    let means = weeks.filter_map(|week| Some((week.pain.mean?, week.start)));
    let (mean, week) = means.min_by(|a, b| a.0.total_cmp(&b.0))?;
    Some(format!("{}/10 in the week of {}", decimal(mean), date(week)))
}

/// How long it has lasted, and when it eased and came back.
fn course(report: &Report) -> String {
    let verdict = &report.verdict;
    let lasts = match (verdict.episode, verdict.over) {
        (Some(episode), _) => {
            let word = if episode.began_before_log { ", by own account" } else { "" };
            format!("{}, since {}{word}", count(episode.weeks(), "week"), date(episode.start))
        }
        (None, Some(over)) => format!("{} to {}, over", date(over.start), date(over.end)),
        (None, None) if verdict.with_runs.is_some() => {
            "no lasting episode; pain with runs".to_owned()
        }
        (None, None) => "no episode of pain".to_owned(),
    };
    let mut events = [
        verdict.eased_on.map(|day| (day, "eased by")),
        verdict.back_on.map(|day| (day, "back since")),
        verdict.seen.map(|day| (day, "seen on")),
    ];
    events.sort();
    let events = events.into_iter().flatten().map(|(day, what)| format!("{what} {}", date(day)));
    std::iter::once(lasts).chain(events).collect::<Vec<_>>().join("; ")
}

/// Running a week over the last two weeks, against the week that had most.
fn training(report: &Report, unit: DistanceUnit) -> Option<String> {
    let days = report.days.iter().rev().take(14);
    let lately = days.filter_map(|day| day.run_distance).map(|run| unit.of(run)).sum::<f64>() / 2.0;
    let run = |week: &Week| running(week).and_then(|run| run.distance).map(|run| unit.of(run));
    let weeks = report.weeks.iter().filter_map(|week| Some((run(week)?, week.start)));
    let (most, week) = weeks.max_by(|a, b| a.0.total_cmp(&b.0))?;
    let (unit, week) = (unit.name(), date(week));
    // A run may have been noted without its distance.
    let mut last = report.weeks.iter().filter(|week| report.days_since(week.end) < 14);
    let has_run = last.any(|week| running(week).is_some_and(|run| run.distance.is_none()));
    let lately = match decimal(lately) {
        none if none == "0.0" && has_run => {
            "running in the last weeks without a distance noted".to_owned()
        }
        none if none == "0.0" => "no running recorded in the last two weeks".to_owned(),
        lately => format!("running {lately} {unit} a week over the last two weeks"),
    };
    Some(format!("{lately}; most {} {unit}, in the week of {week}", decimal(most)))
}

/// As many stretches and activities are named, and tags; over weeks, those of as many days.
const MOST_TRIED: usize = 6;
const FEWEST_DAYS: u32 = 3;

/// What was tried, how long and how often.
fn tried(report: &Report) -> Option<String> {
    let first = report.log.first?.max(report.since);
    let weeks = (report.days_since(first) + 1) as f64 / 7.0;
    let often = |days: u32| match f64::from(days) / weeks {
        _ if weeks < 2.0 => format!("on {}", count(days, "day")),
        a_week => format!("{} days a week", decimal(a_week)),
    };
    let done = report.tried.iter().filter(|it| weeks < 2.0 || it.days >= FEWEST_DAYS);
    let done = done.take(MOST_TRIED).map(|it| {
        let minutes = it.minutes.map(|minutes| format!(" {} min,", amount(minutes)));
        format!("{}{} {}", it.name, minutes.unwrap_or_default(), often(it.days))
    });
    let tags = report.tags.iter().take(MOST_TRIED);
    let tags = tags.map(|(tag, days)| format!("{tag} on {}", count(*days, "day")));
    let mut parts: Vec<String> = done.chain(tags).collect();
    let more = report.tried.len() + report.tags.len() - parts.len();
    match (more, parts.is_empty()) {
        (0, _) => {}
        (more, true) => parts.push(format!("{more}, each on one or two days")),
        (more, false) => parts.push(format!("+{more} more")),
    }
    (!parts.is_empty()).then(|| for_terminal(&parts.join(" \u{b7} ")))
}

/// For description only: no word here says that a trend is certain.
fn trend(trend: &Trend, report: &Report) -> String {
    let slope = decimal(trend.slope_per_week.abs());
    let course = match slope.as_str() {
        "0.0" => "level".to_owned(),
        _ if trend.slope_per_week < 0.0 => format!("falling by {slope} points a week"),
        _ => format!("rising by {slope} points a week"),
    };
    let logged = report.log.first.map_or(0, |first| report.days_since(first) + 1);
    let over = logged.min(TREND_DAYS);
    format!("{course} over the last {over} days, {} of them with pain logged", trend.days)
}

fn log(report: &Report) -> Option<String> {
    let log = &report.log;
    let (first, last) = (log.first?, log.last?);
    let mut text = format!(
        "{}, {}; pain on {}",
        count(log.rows, "row"),
        span(first, last),
        count(log.days_with_pain, "day"),
    );
    if let Some(coverage) = log.coverage {
        let share = whole(coverage * 100.0);
        let of =
            if first > report.since { "the days since the log began" } else { "the days shown" };
        let _ = write!(text, ", {share}% of {of}");
    }
    if let Some(note) = unread_note(report) {
        let _ = write!(text, "; {note}");
    }
    Some(text)
}

fn share(balance: &Balance) -> Option<String> {
    Some(format!("running is {}% of the training time", whole(balance.run_share? * 100.0)))
}

fn stretching(balance: &Balance) -> Option<String> {
    let days = balance.stretch_days_per_week.filter(|days| *days > 0.0)?;
    Some(format!("a stretch on {} days a week", amount(days)))
}

fn longer_run(report: &Report, unit: DistanceUnit) -> Option<String> {
    let run = report.longer_runs().last()?;
    Some(format!(
        "the run of {} {} on {} was {}% longer than any of the 30 days before",
        decimal(unit.of(run.run)),
        unit.name(),
        date(run.date),
        whole(run.percent)
    ))
}

/// `4.5 (n = 12)`.
fn mean(mean: Mean) -> String {
    format!("{} (n = {})", decimal(mean.mean), mean.days)
}

/// Pain by when the last run was.
fn pain_and_runs(balance: &Balance) -> Option<String> {
    let runs = balance.by_run;
    Some(format!(
        "pain on days with a run {}, on the day after {}, on other days {}, in the days shown; \
         an association, not proof",
        mean(runs.on_run_days?),
        mean(runs.day_after_run?),
        mean(runs.other_days?)
    ))
}

/// Pain on the day after, by whether there was stretching.
fn day_after(balance: &Balance) -> Option<String> {
    let stretch = balance.next_day?;
    Some(format!(
        "pain after stretching {}, none {}; an association, not proof",
        mean(stretch.after_stretching),
        mean(stretch.after_none)
    ))
}

/// A symptom of the episode.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SymptomLine {
    /// Its name in the log.
    pub name: &'static str,
    /// The days on which it was recorded.
    pub when: String,
    /// What the user sees or feels, in a few words.
    pub short: String,
    /// Whether the verdict says what to do about it.
    pub is_said: bool,
    /// The days since the last visit, where it is open, and what is noted of a visit.
    pub open: Option<(String, &'static str)>,
    /// The days that are not open.
    pub answered: String,
}

/// As many dates of one symptom are named one by one.
const MOST_DATES: usize = 3;

/// Each symptom of the episode once, with its dates, the most urgent first.
pub fn symptom_lines(report: &Report, guidance: &Guidance) -> Vec<SymptomLine> {
    let mut dates: BTreeMap<Symptom, Vec<NaiveDate>> = BTreeMap::new();
    for recorded in &report.verdict.symptoms {
        let days = dates.entry(recorded.symptom).or_default();
        days.push(recorded.date);
    }
    // One that waits, or that quiet weeks closed, may be older than the episode.
    let open = || report.verdict.signs.iter().chain(&report.verdict.lapsed);
    for sign in open() {
        dates.entry(sign.symptom).or_default().push(sign.date);
    }
    // An urgent verdict leaves out the signs that can wait.
    let is_urgent = report.verdict.status == Status::Urgent;
    let is_said = |symptom| {
        let mut signs = report.verdict.signs.iter().filter(|sign| sign.symptom == symptom);
        signs.any(|sign| match sign.state {
            SignState::Urgent => is_urgent,
            SignState::Doctor => !is_urgent,
            SignState::Waiting => true,
        })
    };
    let line = |(symptom, mut days): (Symptom, Vec<NaiveDate>)| {
        days.sort_unstable();
        days.dedup();
        let when = in_days(&days);
        let sign = open().find(|sign| sign.symptom == symptom);
        let seen = report.verdict.seen;
        let is_open = |day: &NaiveDate| {
            sign.is_some_and(|sign| *day == sign.date || seen.is_none_or(|seen| *day > seen))
        };
        let (open_days, answered): (Vec<NaiveDate>, Vec<NaiveDate>) =
            days.into_iter().partition(is_open);
        let visit = match sign {
            Some(sign) if seen == Some(sign.date) => "a visit is noted on that day",
            _ => "no visit noted",
        };
        let words = guidance.signs.words_of(symptom);
        SymptomLine {
            name: symptom.name(),
            is_said: is_said(symptom),
            when,
            short: words.map_or_else(String::new, |words| words.short.clone()),
            open: sign.map(|_| (in_days(&open_days), visit)),
            answered: in_days(&answered),
        }
    };
    dates.into_iter().map(line).collect()
}

/// Days one by one, or how many there are; nothing if there is none.
fn in_days(days: &[NaiveDate]) -> String {
    match days {
        [first, .., last] if days.len() > MOST_DATES => {
            format!("{} days, {}", days.len(), span(*first, *last))
        }
        days => list(&days.iter().copied().map(date).collect::<Vec<_>>()),
    }
}
