//! The balance of training and stretching in words: what goes with what, and
//! that it proves nothing.

use crate::analysis::{Balance, Jump, NextDay, Report};
use crate::domain::DistanceUnit;
use crate::term::format::{amount, count, date, decimal, list, whole};

/// Marks a run, and its week, that went well beyond those before.
pub const LONGER: char = '^';

/// As many longer runs are named one by one, the latest.
const MOST_JUMPS: usize = 3;

/// A sentence for each thing that there is to say.
pub fn sentences(report: &Report, unit: DistanceUnit) -> Vec<String> {
    let balance = &report.balance;
    [
        share(balance),
        stretching(balance, report.settings.stretch_goal),
        longer_runs(&balance.jumps, unit),
        balance.next_day.map(next_day),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn share(balance: &Balance) -> Option<String> {
    let share = whole(balance.run_share? * 100.0);
    let all = amount(balance.training_minutes?.get());
    Some(format!("running is {share}% of {all} training minutes"))
}

fn stretching(balance: &Balance, goal: u32) -> Option<String> {
    let a_day = balance
        .stretch_sessions_per_day
        .filter(|a_day| *a_day > 0.0)?;
    let goal = match goal {
        0 => String::new(),
        goal => format!(" (goal {goal})"),
    };
    Some(format!(
        "{} stretching sessions a day{goal}",
        decimal(a_day)
    ))
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
                whole(jump.percent())
            )
        })
        .collect();
    let how_many = if jumps.len() > latest.len() {
        format!("{}, the latest", count(jumps.len() as u64, "longer run"))
    } else {
        count(jumps.len() as u64, "longer run")
    };
    Some(format!(
        "{LONGER} {how_many}: {}, each over 10% beyond the longest of the 30 days before",
        list(&runs)
    ))
}

fn next_day(next: NextDay) -> String {
    format!(
        "pain on the next day: {}/10 after stretching (n = {}), {}/10 after none (n = {}); \
         it goes with, it does not prove",
        decimal(next.after_stretching.mean),
        next.after_stretching.days,
        decimal(next.after_none.mean),
        next.after_none.days
    )
}
