//! What else a report knows, each fact with its label: trend, balance, log, visit.

use std::fmt::Write as _;

use super::document::{Labelled, labelled};
use super::verdict_text::unread_note;
use super::weeks::LONGER;
use crate::analysis::{Balance, NextDay, Report, TREND_DAYS, Trend};
use crate::domain::DistanceUnit;
use crate::term::format::{amount, count, date, decimal, span, whole};

/// The facts that there are.
pub fn facts(report: &Report, unit: DistanceUnit) -> Vec<Labelled> {
    let balance = &report.balance;
    let balance = [
        share(balance),
        stretching(balance, report.settings.stretch_goal),
        longer_run(report, unit),
        balance.next_day.map(next_day),
    ];
    let balance: Vec<String> = balance.into_iter().flatten().collect();
    let facts = [
        ("Trend", report.trend.as_ref().map(|it| trend(it, report))),
        ("Balance", (!balance.is_empty()).then(|| balance.join("; "))),
        ("Log", log(report)),
        ("Last visit", report.verdict.seen.map(date)),
    ];
    let facts = facts.into_iter();
    facts.filter_map(|(label, text)| Some(labelled(label, text?))).collect()
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
    let share = whole(balance.run_share? * 100.0);
    let all = amount(balance.training_minutes?.get());
    Some(format!("running is {share}% of {all} training minutes"))
}

fn stretching(balance: &Balance, goal: u32) -> Option<String> {
    let a_day = balance.stretch_sessions_per_day.filter(|a_day| *a_day > 0.0)?;
    let goal = match goal {
        0 => String::new(),
        goal => format!(" (goal {goal})"),
    };
    Some(format!("{} stretching sessions a day{goal}", decimal(a_day)))
}

fn longer_run(report: &Report, unit: DistanceUnit) -> Option<String> {
    let run = report.longer_runs().last()?;
    Some(format!(
        "{LONGER} the run of {} {} on {} was {}% longer than any of the 30 days before",
        decimal(unit.of(run.run)),
        unit.name(),
        date(run.date),
        whole(run.percent)
    ))
}

fn next_day(next: NextDay) -> String {
    format!(
        "pain on the next day: {}/10 after stretching (n = {}), {}/10 after none (n = {}); \
         an association, not proof",
        decimal(next.after_stretching.mean),
        next.after_stretching.days,
        decimal(next.after_none.mean),
        next.after_none.days
    )
}
