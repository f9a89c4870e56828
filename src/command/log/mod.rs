//! `backcare log`: records a moment.
//!
//! Everything is read and judged before a byte is written.

pub mod entries;
pub mod hints;
mod retyped;
pub mod typed;

use std::path::Path;

use anyhow::bail;
use chrono::Weekday;

use super::ask;
use super::completions::Names;
use super::load::{Problems, diary_of_today, guidance, settings};
use super::output::{Exit, Io};
use crate::analysis::{Diary, Period, Report, Settings, UnreadColumn, day, settle_unread};
use crate::context::Context;
use crate::domain::{DAY_WORDS, DayStart, Entry, KNOWN_ACTIVITIES, KNOWN_STRETCHES, Symptom, Word};
use crate::guidance::{Signs, short_sign, signs};
use crate::log::{Log, LogError, TimeOfDay, append};
use crate::report::{SignText, recorded, role, sign_advice, sign_texts, signs_text, verdict_text};
use crate::term::{for_terminal, prose};
use typed::Typed;

/// Record pain, stretches, activities, symptoms
#[derive(Debug, Default, Clone, PartialEq, Eq, clap::Args)]
#[command(after_help = help_text!("log"))]
pub struct Args {
    /// Your average back pain over the last 24 hours, from 0 (none) to 10
    /// (worst imaginable)
    #[arg(value_name = "PAIN", allow_negative_numbers = true)]
    rating: Option<String>,

    // Words that belong to no option: the error says what to type instead.
    #[arg(hide = true)]
    rest: Vec<String>,

    /// The same, as an option
    #[arg(short, long, value_name = "N", allow_negative_numbers = true)]
    pain: Option<String>,

    /// A stretch, and the time held, both sides together: hamstring,
    /// hamstring:90s, hamstring:4x30s. May be repeated
    #[arg(
        short,
        long,
        value_name = "STRETCH",
        value_parser = Names::new(KNOWN_STRETCHES),
        hide_possible_values = true
    )]
    stretch: Vec<String>,

    /// What you did: run, walk, swim, bike, weights, core or any other word,
    /// with time and distance: run:45min:8km, swim:400m. May be repeated
    #[arg(
        short,
        long,
        value_name = "ACTIVITY",
        value_parser = Names::new(KNOWN_ACTIVITIES),
        hide_possible_values = true
    )]
    activity: Vec<String>,

    /// A sign of the list, such as leg-pain; says at once what to do about it,
    /// and stands until --seen, or four quiet weeks later. May be repeated
    #[arg(
        long,
        value_name = "NAME",
        long_help = symptom_help(),
        value_parser = Names::new(Symptom::NAMES).about(short_sign),
        hide_possible_values = true
    )]
    symptom: Vec<String>,

    /// You looked at the urgent signs (backcare tips urgent), and none is there
    /// (any more)
    #[arg(long)]
    no_signs: bool,

    /// A word of your own, such as ibuprofen or physio; pain with it still counts
    /// as back pain. May be repeated
    #[arg(long, value_name = "NAME")]
    tag: Vec<String>,

    /// When this pain began, if that was before this log: 2026-10-18, "5 weeks
    /// ago"
    #[arg(long, value_name = "DATE", value_parser = Names::new(DAY_WORDS), hide_possible_values = true, allow_hyphen_values = true)]
    began: Option<String>,

    /// A doctor or physiotherapist has seen you, on this day or on DATE
    #[arg(
        long,
        value_name = "DATE",
        value_parser = Names::new(DAY_WORDS), hide_possible_values = true,
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = ""
    )]
    seen: Option<String>,

    /// Free text, on one line
    #[arg(short, long, value_name = "TEXT", allow_hyphen_values = true)]
    note: Option<String>,

    /// The day it counts for: 2026-11-20, today, yesterday, monday, "3 days
    /// ago" [default: today]
    #[arg(short, long, value_name = "DATE", value_parser = Names::new(DAY_WORDS), hide_possible_values = true, allow_hyphen_values = true)]
    date: Option<String>,

    /// The time of day, such as 07:30 [default: now, where the day is today]
    #[arg(long, value_name = "TIME")]
    time: Option<String>,
}

/// The names by level.
fn symptom_help() -> String {
    let levels = Symptom::ALL.chunk_by(|a, b| a.level() == b.level());
    let names = |level: &[Symptom]| level.iter().map(|it| it.name()).collect::<Vec<_>>().join(", ");
    let names: Vec<String> = levels.map(names).collect();
    format!(
        "A sign of the list, such as leg-pain; says at once what to do about it, and stands until \
         --seen, or four quiet weeks later. May be repeated\n\nOne of {}. What they mean: backcare tips urgent, backcare tips \
         doctor.",
        names.join("; ")
    )
}

pub fn run(args: &Args, words: &[String], io: &mut Io<'_>) -> anyhow::Result<Exit> {
    let clock =
        entries::Clock { now: io.context.now(), day_start: io.context.config()?.day_starts_at };
    let program = io.context.program();
    let typed = Typed { args, program: &program, words };
    refuse_unknown_symptoms(typed, clock, io)?;
    typed.refuse_loose_words(clock)?;
    let mut records = vec![entries::entries(typed, clock)?];
    let is_silent = records.iter().all(Vec::is_empty);
    if is_silent && !Context::can_ask() {
        return nothing_given();
    }
    let path = io.context.log_path()?.0;
    let log = Log::open(&path);
    let diary = match &log {
        Ok(log) => Ok(read(log.as_ref(), io.context)?),
        Err(_) => Err(Diary::new(clock.today())),
    };
    if is_silent {
        let (Ok(log), Ok(diary)) = (&log, &diary) else {
            return log.map(|_| Exit::Done).map_err(Into::into);
        };
        let moment = clock.moment(typed)?;
        let is_now = args.date.is_none() && args.time.is_none();
        records = ask::ask(moment, is_now, clock, (log.as_ref(), diary), io)?;
        if records.is_empty() {
            writeln!(io.err, "Nothing was answered, so nothing was recorded.")?;
            return Ok(Exit::Done);
        }
    }
    let (Ok(diary) | Err(diary)) = diary;
    record(&records, typed, clock, &path, (log, diary), io)?;
    Ok(Exit::Done)
}

/// The days of the log, or of an empty one. Other commands report what cannot be read.
pub fn read(log: Option<&Log>, context: &Context) -> anyhow::Result<Diary> {
    match log {
        Some(log) => diary_of_today(log, context, &mut Problems::default()),
        None => Ok(Diary::new(context.today()?)),
    }
}

/// Refuses a symptom that is not in the list, with those that may be meant.
fn refuse_unknown_symptoms(
    typed: Typed<'_>,
    clock: entries::Clock,
    io: &Io<'_>,
) -> anyhow::Result<()> {
    let mut names = entries::symptom_names(typed.args);
    let Some(text) = names.find(|text| Symptom::read(text).is_none()) else {
        return Ok(());
    };
    // A name may go on in words that stand loose, and then there is a line for them.
    if typed.args.rating.is_some() && !typed.retyped(clock).is_empty() {
        return Ok(());
    }
    if text.to_lowercase().starts_with("pregnan") {
        bail!(
            "{text:?} is not a sign by itself, so nothing was recorded; with back pain in a pregnancy \
             ask your midwife or a doctor: backcare tips doctor\nwhat cannot wait: backcare tips \
             urgent"
        );
    }
    let signs = signs_text(&signs()?.meant_by(text), &io.context.stderr_theme());
    bail!(
        "{text:?} is not a sign that backcare knows, so nothing was recorded. Is it one of \
         these?\n\n{signs}\n\
         All signs: backcare tips urgent, backcare tips doctor"
    )
}

/// Writes the rows of each day to the log, and says what is worth saying about them.
fn record(
    records: &[Vec<Entry>],
    typed: Typed<'_>,
    clock: entries::Clock,
    path: &Path,
    (log, mut diary): (Result<Option<Log>, LogError>, Diary),
    io: &mut Io<'_>,
) -> anyhow::Result<()> {
    let entries = records.concat();
    let Some(first) = records.last().and_then(|rows| rows.first()) else {
        return Ok(());
    };
    let columns = diary.unread.columns.clone();
    let (theme, settings) = (io.context.theme(), settings(io.context)?);
    let asked = hints::new_names(&entries, &diary, typed);
    let last_day = diary.last();
    let before = report_before(&mut diary, settings);
    let is_alarming = add(&mut diary, &entries, settings.day_start);
    let now = Report::new(&diary, Period::Weeks(1), settings);
    let named = hints::signs_to_name(&entries, &now.verdict);
    // Most records need no words of signs, and reading those takes a while.
    let misplaced = entries.iter().find_map(misplaced);
    let needs_words =
        misplaced.is_some() || !named.is_empty() || is_alarming || !first.note.is_empty();
    let words = if needs_words { signs()? } else { Signs::default() };
    let named = sign_texts(named, &words, (clock.today(), now.verdict.seen));
    let (urgent, others): (Vec<SignText<'_>>, Vec<SignText<'_>>) =
        named.iter().partition(|it| it.level().is_urgent());
    let is_urgent = !urgent.is_empty();
    // Before the file is touched: what cannot wait must be read even where
    // nothing can be written.
    if is_urgent {
        io.print(sign_advice(&urgent, &theme) + "\n")?;
    }
    // A lock may be waited for.
    let _ = io.out.flush();
    let time = match typed.args.time {
        Some(_) => TimeOfDay::Explicit,
        None => TimeOfDay::Incidental,
    };
    if let Some(log) = log? {
        refuse_look_alikes(&log, &entries, time, &columns, io)?;
    }
    let appended = append(path, &entries, time, &mut io.waiting())?;
    let mut text = summary(records, &diary, io.context)?;
    let recorded = text.len();
    if !others.is_empty() {
        text.push_str(&format!("\n{}", sign_advice(&others, &theme)));
    }
    // Beside an urgent sign, say only what to do about it.
    if !is_urgent {
        if appended.created {
            text.push_str(&recorded::first_log_hint(path, &entries, &theme));
        }
        let in_note = words.in_note(&first.note);
        if let Some(sign) = in_note.or_else(|| words.words_of(misplaced?)) {
            text.push_str(&recorded::sign_in_note(sign, &theme));
        } else if is_alarming {
            text.push_str(&recorded::urgent_signs(&words.main_urgent, &theme));
        }
    }
    let before = before.as_ref().map(headline).transpose()?;
    let headline = headline(&now)?;
    let has_changed =
        before.is_some_and(|before| without_numbers(&before) != without_numbers(&headline));
    if has_changed || now.verdict.status.asks_to_act() {
        if text.len() > recorded {
            text.push('\n');
        }
        let pointer = if is_urgent { "" } else { " (`backcare report`)" };
        let line = format!("{headline}{pointer}");
        text.push_str(&prose(&theme, Some(role(&now)), &line));
    }
    let monday = clock.today().week(Weekday::Mon).first_day();
    let is_new_week = last_day < Some(monday) && first.date >= monday;
    if text.len() == recorded && is_new_week && asked.is_empty() {
        text.push_str(&recorded::last_week(&now).unwrap_or_default());
    }
    io.show_done(&text)?;
    let days: Vec<_> =
        records.iter().filter_map(|rows| Some(day(&diary, rows.first()?.date))).collect();
    let mut hints = hints::columns(&appended.columns_added);
    hints.extend(asked);
    hints.extend(hints::implausible(&entries, &days, clock.today(), typed));
    for hint in hints {
        // If a hint cannot be written, the record is still done.
        let _ = io.note(hint);
    }
    Ok(())
}

/// The report of the day of the last entry; `None` if there is no entry.
fn report_before(diary: &mut Diary, settings: Settings) -> Option<Report> {
    let today = diary.as_of;
    diary.as_of = diary.last()?;
    let report = Report::new(diary, Period::Weeks(1), settings);
    diary.as_of = today;
    Some(report)
}

/// Adds rows to the log's days. Whether a reading of them is strong, or well above the last
/// one before.
pub fn add(diary: &mut Diary, rows: &[Entry], day_start: DayStart) -> bool {
    let mut is_alarming = false;
    for row in rows {
        let last = diary.pain_before((row.date, row.time), day_start);
        is_alarming |= row.pain.is_some_and(|pain| pain.is_alarming_after(last));
        diary.add(row, 0);
        diary.unread.signs.extend(misplaced(row).map(|sign| (row.date, Some(sign))));
    }
    settle_unread(diary);
    is_alarming
}

/// The urgent sign whose name stands where another word should be.
fn misplaced(row: &Entry) -> Option<Symptom> {
    let done = row.stretch.iter().chain(&row.activity).map(|done| &done.name);
    let names = done.filter(|name| !name.is_known()).map(Word::as_str);
    let tags = row.tags.iter().map(Word::as_str);
    let mut texts = names.chain(tags).chain([row.note.as_str()]);
    texts.find_map(|text| Symptom::read(text).filter(|sign| sign.level().is_urgent()))
}

/// What `status` would say.
fn headline(report: &Report) -> anyhow::Result<String> {
    Ok(verdict_text(report, &guidance(report)?).headline)
}

/// A headline that is the same one on another day.
pub fn without_numbers(headline: &str) -> String {
    headline.replace(|c: char| c.is_ascii_digit() || c == '.', "")
}

/// Refuses to add a column beside one that looks like it and is not read; a person on a
/// terminal may want it all the same.
pub fn refuse_look_alikes(
    log: &Log,
    entries: &[Entry],
    time: TimeOfDay,
    columns: &[UnreadColumn],
    io: &mut Io<'_>,
) -> anyhow::Result<()> {
    if columns.is_empty() {
        return Ok(());
    }
    let missing = log.header.missing(entries, time);
    let is_missing =
        |column: &&UnreadColumn| missing.iter().any(|missing| missing.name() == column.looks_like);
    let Some(column) = columns.iter().find(is_missing) else {
        return Ok(());
    };
    let (name, meant) = (for_terminal(&column.name), column.looks_like);
    let looks = format!("the column {name:?} looks like {meant}, and backcare does not read it");
    if Context::is_interactive() {
        io.note(looks)?;
        let question = format!("Add a column {meant} beside it?");
        if io.asker()?.confirm(&question)? {
            return Ok(());
        }
        bail!("nothing was recorded");
    }
    bail!(
        "{looks}, so nothing was recorded\nrename it to {meant} in the first line of the log, \
         with backcare edit, and log again"
    )
}

/// What was recorded, and what each day holds so far.
pub fn summary(records: &[Vec<Entry>], diary: &Diary, context: &Context) -> anyhow::Result<String> {
    let (config, today, theme) = (context.config()?, context.today()?, context.theme());
    let line = |rows: &Vec<Entry>| {
        let day = rows.first().map(|row| day(diary, row.date));
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

/// Nothing to record was given.
fn nothing_given() -> anyhow::Result<Exit> {
    bail!(
        "there is nothing to record yet\n\
         say how your back feels, from 0 (none) to 10 (worst imaginable): backcare log 4\n\
         or what you did: backcare log --stretch hamstring:2x30s\n\
         more: backcare log --help"
    )
}
