//! What else a report knows, each fact with its label: trend, balance, the day after,
//! log, visit.

use std::fmt::Write as _;

use super::document::{Labelled, labelled};
use super::verdict_text::unread_note;
use super::weeks::LONGER;
use crate::analysis::{Balance, Mean, Report, Status, TREND_DAYS, Trend};
use crate::domain::DistanceUnit;
use crate::term::format::{amount, count, date, decimal, span, whole};

/// The facts that there are.
pub fn facts(report: &Report, unit: DistanceUnit) -> Vec<Labelled> {
    let balance = &report.balance;
    // Where it has eased, the slope of the last weeks would be a second answer.
    let has_eased = matches!(report.verdict.status, Status::Easing | Status::PainFree);
    let trend = report.trend.filter(|_| !has_eased);
    let done = [share(balance), stretching(balance), longer_run(report, unit)];
    let done: Vec<String> = done.into_iter().flatten().collect();
    let facts = [
        ("Trend", trend.map(|it| self::trend(&it, report))),
        ("Balance", (!done.is_empty()).then(|| done.join("; "))),
        ("Day after", day_after(balance)),
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
    Some(format!("running is {}% of the training time", whole(balance.run_share? * 100.0)))
}

fn stretching(balance: &Balance) -> Option<String> {
    let days = balance.stretch_days_per_week.filter(|days| *days > 0.0)?;
    Some(format!("a stretch on {} days a week", amount(days)))
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

/// Pain on the day after, by what was done.
fn day_after(balance: &Balance) -> Option<String> {
    let part =
        |what: &str, mean: Mean| format!("{what} {} (n = {})", decimal(mean.mean), mean.days);
    let run = balance.day_after.map(|it| {
        let longer = it.longer_run.map(|mean| part("a longer run", mean));
        let parts = [Some(part("a run", it.run)), longer, Some(part("rest", it.rest))];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    });
    let stretch = balance.next_day.map(|it| {
        let none = part("none", it.after_none);
        format!("{}, {none}", part("stretching", it.after_stretching))
    });
    let parts: Vec<String> = run.into_iter().chain(stretch).collect();
    (!parts.is_empty())
        .then(|| format!("pain after {}; an association, not proof", parts.join("; after ")))
}
