//! What else a report knows, each fact with its label: trend, balance, log, visit.

use std::fmt::Write as _;

use super::document::{Labelled, labelled};
use super::verdict_text::unread_note;
use super::weeks::LONGER;
use crate::analysis::{Balance, Jump, NextDay, Report, Trend};
use crate::domain::DistanceUnit;
use crate::term::format::{amount, count, date, decimal, list, signed, span, whole};

/// As many longer runs are named one by one, the latest.
const MOST_JUMPS: usize = 3;

/// The facts that there are.
pub fn facts(report: &Report, unit: DistanceUnit) -> Vec<Labelled> {
    let balance = &report.balance;
    let balance = [
        share(balance),
        stretching(balance, report.settings.stretch_goal),
        longer_runs(&balance.jumps, unit),
        balance.next_day.map(next_day),
    ];
    let balance: Vec<String> = balance.into_iter().flatten().collect();
    let facts = [
        ("Trend", report.trend.as_ref().map(trend)),
        ("Balance", (!balance.is_empty()).then(|| balance.join("; "))),
        ("Log", log(report)),
        ("Last visit", report.verdict.seen.map(date)),
    ];
    let facts = facts.into_iter();
    facts.filter_map(|(label, text)| Some(labelled(label, text?))).collect()
}

/// For description only: no word here says that a trend is certain.
fn trend(trend: &Trend) -> String {
    let slope = decimal(trend.slope_per_week.abs());
    let course = if slope == "0.0" {
        "level".to_owned()
    } else if trend.slope_per_week < 0.0 {
        format!("falling by {slope} points a week")
    } else {
        format!("rising by {slope} points a week")
    };
    format!(
        "{course} over the last six weeks (95% interval {} to {}, {})",
        signed(trend.low),
        signed(trend.high),
        count(trend.days, "day")
    )
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

fn longer_runs(jumps: &[Jump], unit: DistanceUnit) -> Option<String> {
    let latest = jumps.get(jumps.len().saturating_sub(MOST_JUMPS)..)?;
    if latest.is_empty() {
        return None;
    }
    let runs: Vec<String> = latest
        .iter()
        .map(|jump| {
            format!(
                "{} {} on {} (+{}%)",
                decimal(unit.of(jump.run)),
                unit.name(),
                date(jump.date),
                whole(jump.percent)
            )
        })
        .collect();
    let how_many = if jumps.len() > latest.len() {
        format!("{}, the latest", count(jumps.len() as u64, "longer run"))
    } else {
        count(jumps.len() as u64, "longer run")
    };
    Some(format!(
        "{LONGER} {how_many}: {}, over 10% beyond the longest of the 30 days before",
        list(&runs)
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
