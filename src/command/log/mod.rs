//! `backcare log`: records a moment.
//!
//! Everything is read and judged before a byte is written. Reads no more of the
//! log than its header and a bounded tail.

pub mod entries;
pub mod hints;
mod loose;
mod outlook;

use anyhow::bail;

use super::ask;
use super::completions::Names;
use super::load::{guidance, settings};
use super::output::{Exit, Io};
use crate::analysis::DaySummary;
use crate::context::Context;
use crate::domain::{Entry, KNOWN_ACTIVITIES, KNOWN_STRETCHES, Symptom};
use crate::guidance::{short_sign, signs};
use crate::log_file::{LogFile, Tail, TimeOfDay};
use crate::report::{recorded, signs_text};
use hints::Advice;
use outlook::Outlook;

/// Record pain, stretches, activities, symptoms
#[derive(Debug, Default, PartialEq, Eq, clap::Args)]
#[command(after_help = help_text!("log"))]
pub struct Args {
    /// Your average back pain over the last 24 hours, from 0 (none) to 10
    /// (worst imaginable)
    #[arg(value_name = "PAIN", allow_negative_numbers = true)]
    rating: Option<String>,

    // Words that no option takes: what to type instead is said.
    #[arg(hide = true)]
    rest: Vec<String>,

    /// The same, as an option
    #[arg(short, long, value_name = "N", allow_negative_numbers = true, conflicts_with = "rating")]
    pain: Option<String>,

    /// A stretch, and the time held, both sides together: hamstring,
    /// hamstring:90s, hamstring:4x30s. May be repeated
    #[arg(
        short,
        long,
        value_name = "NAME[:AMOUNT]",
        value_parser = Names::new(KNOWN_STRETCHES),
        hide_possible_values = true
    )]
    stretch: Vec<String>,

    /// What you did: run, walk, swim, bike, weights, core or any other word,
    /// with time and distance: run:45min:8km, swim:400m. May be repeated
    #[arg(
        short,
        long,
        value_name = "NAME[:AMOUNT][:DISTANCE]",
        value_parser = Names::new(KNOWN_ACTIVITIES),
        hide_possible_values = true
    )]
    activity: Vec<String>,

    /// A symptom that is new, or worse, in the last two weeks; says at once
    /// what to do about it. May be repeated
    #[arg(
        long,
        value_name = "NAME",
        long_help = symptom_help(),
        value_parser = Names::new(Symptom::NAMES).about(short_sign),
        hide_possible_values = true
    )]
    symptom: Vec<String>,

    /// You looked at the urgent signs (backcare tips urgent), and none is there
    #[arg(long)]
    no_signs: bool,

    /// A word of your own, such as ibuprofen, physio or left-side. May be
    /// repeated
    #[arg(long, value_name = "NAME")]
    tag: Vec<String>,

    /// When this pain began, if that was before this log: 2026-10-18, "5 weeks
    /// ago"
    #[arg(long, value_name = "DATE")]
    began: Option<String>,

    /// A doctor or physiotherapist has seen you, on this day or on DATE
    #[arg(
        long,
        value_name = "DATE",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = ""
    )]
    seen: Option<String>,

    /// Free text, on one line
    #[arg(short, long, value_name = "TEXT")]
    note: Option<String>,

    /// The day it counts for: 2026-11-20, today, yesterday, monday, "3 days
    /// ago" [default: today]
    #[arg(short, long, value_name = "DATE")]
    date: Option<String>,

    /// The time of day [default: now, where the day is today]
    #[arg(long, value_name = "HH:MM")]
    time: Option<String>,
}

/// The names by level.
fn symptom_help() -> String {
    let levels = Symptom::ALL.chunk_by(|a, b| a.level() == b.level());
    let names = |level: &[Symptom]| level.iter().map(|it| it.name()).collect::<Vec<_>>().join(", ");
    let names: Vec<String> = levels.map(names).collect();
    format!(
        "A symptom that is new, or worse, in the last two weeks; says at once what to do about \
         it. May be repeated\n\nOne of {}. What they mean: backcare tips urgent, backcare tips \
         doctor.",
        names.join("; ")
    )
}

/// Bytes at the end of the log that are looked at for the day so far.
pub const TAIL: u64 = 64 * 1024;

pub fn run(args: &Args, io: &mut Io<'_>) -> anyhow::Result<Exit> {
    refuse_unknown_symptoms(args, io)?;
    let clock =
        entries::Clock { now: io.context.now(), day_start: io.context.config()?.day_starts_at };
    let mut records = vec![entries::entries(args, clock)?];
    let is_silent = records.iter().all(Vec::is_empty);
    if is_silent && !io.context.can_ask() {
        return nothing_given();
    }
    let log = LogFile::at(io.context.log_path()?.0);
    let tail = match log.exists() {
        Ok(true) => log.tail(TAIL),
        Ok(false) => Ok(Tail { entries: Vec::new(), whole: true, is_unread: false }),
        Err(error) => Err(error),
    };
    // Not to know the end of the log is no reason not to write to it; what is
    // wrong with it, writing says. Before questions it is.
    let tail = if is_silent { Some(tail?) } else { tail.ok() };
    if let Some(tail) = tail.as_ref().filter(|_| is_silent) {
        let moment = clock.moment(args.date.as_deref(), args.time.as_deref())?;
        let is_now = args.date.is_none() && args.time.is_none();
        records = ask::ask(moment, is_now, clock, tail, io)?;
        if records.is_empty() {
            writeln!(io.err, "Nothing was answered, so nothing was recorded.")?;
            return Ok(Exit::Done);
        }
    }
    record(&records, args, clock, &log, tail, io)?;
    Ok(Exit::Done)
}

/// Refuses a symptom that is not in the list, with those that may be meant.
fn refuse_unknown_symptoms(args: &Args, io: &Io<'_>) -> anyhow::Result<()> {
    let mut names = entries::symptom_names(args);
    let Some(text) = names.find(|text| Symptom::read(text).is_none()) else {
        return Ok(());
    };
    let signs = signs_text(&signs()?.meant_by(text), &io.context.stderr_theme());
    bail!(
        "{text:?} is not a sign that backcare knows. Is it one of these?\n{signs}\n\
         All signs: backcare tips urgent, backcare tips doctor"
    )
}

/// Writes the rows of each day to the log, and says what is worth saying about them.
fn record(
    records: &[Vec<Entry>],
    args: &Args,
    clock: entries::Clock,
    log: &LogFile,
    tail: Option<Tail>,
    io: &mut Io<'_>,
) -> anyhow::Result<()> {
    let entries = records.concat();
    let Some(first) = records.last().and_then(|rows| rows.first()) else {
        return Ok(());
    };
    let (theme, settings) = (io.context.theme(), settings(io.context)?);
    let outlook = tail.as_ref().map(|tail| Outlook::new(tail, &entries, clock.today(), settings));
    let earlier = tail.as_ref().map(|tail| tail.entries.as_slice());
    let is_strong = outlook::is_strong(earlier.unwrap_or_default(), &entries);
    let in_force = outlook.iter().flat_map(Outlook::urgent);
    let advice = Advice::on(first, in_force, clock.today())?;
    // Before the file is touched: what cannot wait must be read even where
    // nothing can be written.
    io.print(advice.that_cannot_wait(&theme))?;
    let time = match args.time {
        Some(_) => TimeOfDay::Explicit,
        None => TimeOfDay::Incidental,
    };
    let appended = log.append(&entries, time, &mut io.waiting())?;
    let tail = tail.map(|mut tail| {
        tail.entries.extend_from_slice(&entries);
        tail
    });
    let dates = records.iter().filter_map(|rows| Some(rows.first()?.date));
    let day_of = |date| tail.as_ref().and_then(|tail| hints::day_of(tail, date));
    let days: Vec<DaySummary> = dates.filter_map(day_of).collect();
    let mut text = summary(records, tail.as_ref(), io.context)?;
    let recorded = text.len();
    text.push_str(&advice.that_can(&theme));
    if appended.created {
        text.push_str(&recorded::first_log_hint(&log.path, &entries, &theme));
    }
    // Where there is one, what to do about it has just been said.
    if is_strong && !advice.is_urgent() {
        text.push_str(&recorded::urgent_signs(&signs()?.main_urgent, &theme));
    }
    let late = outlook.as_ref().and_then(|outlook| hints::began_late(first, &outlook.verdict));
    if let Some(outlook) = outlook.filter(Outlook::is_worth_saying) {
        let report = outlook.has_exact_words().then(|| outlook.report());
        if text.len() > recorded {
            text.push('\n');
        }
        let guidance = report.as_ref().map(guidance).transpose()?;
        text.push_str(&recorded::verdict_line(report.as_ref().zip(guidance.as_ref()), &theme));
    }
    io.show_done(&text)?;
    let has_chosen_day =
        args.date.is_some() || io.context.config()?.set.iter().any(|key| key == "day_starts_at");
    let night = tail.as_ref().filter(|_| !has_chosen_day);
    let night = night.and_then(|tail| hints::night(clock.now, first, tail));
    let latest = tail.map(|tail| tail.entries).unwrap_or_default();
    let mut hints = hints::hints(&entries, &latest, &appended.columns_added);
    hints.extend(hints::implausible(&entries, &days, clock.today()));
    hints.extend(late);
    hints.extend(night);
    for hint in hints {
        // A hint that cannot be written is no failure.
        let _ = io.note(hint);
    }
    Ok(())
}

/// What was recorded, and what each day holds so far.
pub fn summary(
    records: &[Vec<Entry>],
    tail: Option<&Tail>,
    context: &Context,
) -> anyhow::Result<String> {
    let (config, today, theme) = (context.config()?, context.today()?, context.theme());
    let line = |rows: &Vec<Entry>| {
        let day = tail.zip(rows.first()).and_then(|(tail, row)| hints::day_of(tail, row.date));
        let so_far = day.and_then(|day| recorded::so_far(&day, rows, config.stretch_goal, today));
        recorded::line(
            "Recorded",
            rows,
            so_far,
            (today, context.now()),
            config.distance_unit,
            &theme,
        )
    };
    Ok(records.iter().map(line).collect())
}

/// Nothing to record was said.
fn nothing_given() -> anyhow::Result<Exit> {
    bail!(
        "there is nothing to record yet\n\
         say how your back feels, from 0 (none) to 10 (worst imaginable): backcare log 4\n\
         or what you did: backcare log --stretch hamstring:2x30s\n\
         more: backcare log --help"
    )
}
