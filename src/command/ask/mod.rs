//! `backcare log` with nothing given: asks. Writes nothing to the log.

mod choices;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use super::history::{Days as Period, rows_quietly};
use super::load::Problems;
use super::log::entries::{self, Clock, RecordMoment};
use super::output::Io;
use crate::analysis::Diary;
use crate::domain::{DayStart, Entry, Pain, Symptom, parse_activity, parse_amounts, parse_stretch};
use crate::guidance::signs;
use crate::log::{Log, on_one_line};
use crate::term::{Asker, Interrupted, Ticks};
use choices::{Tickable, choices};

/// Days after which the urgent signs are asked for again.
const SIGNS_EVERY: u64 = 7;

/// What the log tells of the days before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// Nothing has been recorded yet.
    pub first: bool,
    /// The day before, where its pain was forgotten.
    pub forgotten: Option<NaiveDate>,
    /// The latest reading of pain.
    pub last: Option<Pain>,
    /// The urgent signs were not asked for in the last days, and none was recorded.
    pub signs_due: bool,
}

impl Known {
    /// What the log tells when `day` is asked about. Yesterday is asked for only if no date
    /// was given.
    pub fn from(diary: &Diary, day: NaiveDate, is_today: bool, day_start: DayStart) -> Self {
        let has_pain = |date| diary.day(date).is_some_and(|day| day.readings() > 0);
        let week_ago = day.checked_sub_days(Days::new(SIGNS_EVERY)).unwrap_or(day);
        let lately = diary.days_since(week_ago).skip_while(|(date, _)| *date == week_ago);
        let mut lately = lately.take_while(|(date, _)| *date <= day);
        let has_earlier = |before: NaiveDate| diary.first().is_some_and(|first| first < before);
        let is_forgotten = |before: &NaiveDate| {
            is_today && has_earlier(*before) && !has_pain(*before) && !has_pain(day)
        };
        Self {
            first: diary.rows == 0,
            forgotten: day.pred_opt().filter(is_forgotten),
            last: diary.pain_before((day, None), day_start),
            signs_due: !lately.any(|(_, day)| {
                day.no_signs || day.symptoms.iter().any(|symptom| symptom.level().is_urgent())
            }),
        }
    }
}

/// How a question is put: to a person at a terminal, or to a test.
trait Ask {
    /// A line of text, asked for again until `read` takes it.
    fn line<T>(
        &mut self,
        question: &str,
        help: &str,
        none: &str,
        read: impl Fn(&str) -> anyhow::Result<T>,
    ) -> anyhow::Result<T>;

    /// The indexes that were ticked, in order.
    fn ticks(&mut self, ticks: Ticks<'_>) -> anyhow::Result<Vec<usize>>;
}

impl Ask for Asker<'_> {
    fn line<T>(
        &mut self,
        question: &str,
        help: &str,
        none: &str,
        read: impl Fn(&str) -> anyhow::Result<T>,
    ) -> anyhow::Result<T> {
        Asker::line(self, question, help, none, read)
    }

    fn ticks(&mut self, ticks: Ticks<'_>) -> anyhow::Result<Vec<usize>> {
        Asker::ticks(self, ticks)
    }
}

/// The rows to record, for each day; none where nothing was answered.
///
/// # Errors
/// [`Interrupted`] where the person left.
pub fn ask(
    moment: RecordMoment,
    is_now: bool,
    clock: Clock,
    (log, diary): (Option<&Log>, &Diary),
    io: &mut Io<'_>,
) -> anyhow::Result<Vec<Vec<Entry>>> {
    let known = Known::from(diary, moment.date, is_now, clock.day_start);
    let rows = match log {
        Some(log) => rows_quietly(log, Period::default(), io.context, &mut Problems::default())?,
        None => Vec::new(),
    };
    let choices = choices(&rows, moment.date);
    let asked = records(&known, moment, clock, &choices, &mut io.asker()?);
    match &asked {
        // Sets the record apart from the questions.
        Ok(_) => writeln!(io.err)?,
        Err(error) if error.is::<Interrupted>() => writeln!(io.err, "Nothing was recorded.")?,
        Err(_) => {}
    }
    asked
}

/// Asks what is due, and gives the rows for each day; none where nothing was answered.
fn records(
    known: &Known,
    moment: RecordMoment,
    clock: Clock,
    choices: &[Tickable],
    ask: &mut impl Ask,
) -> anyhow::Result<Vec<Vec<Entry>>> {
    let mut records = Vec::new();
    let (mut last, mut is_alarming) = (known.last, false);
    let mut rate = |pain: Option<Pain>| {
        is_alarming |= pain.is_some_and(|pain| pain.is_alarming_after(last));
        last = pain.or(last);
        pain
    };
    let pain = ask_pain(ask, "Your average back pain, last 24 hours (0-10):")?;
    if let Some(date) = known.forgotten {
        let question = format!("Yesterday, {}, is empty. Pain then (0-10)?", date.format("%A"));
        if let before @ Some(_) = rate(ask_pain(ask, &question)?) {
            records.push(vec![Entry { pain: before, ..Entry::on(date) }]);
        }
    }
    let pain = rate(pain);
    let mut today = Entry { time: moment.time, pain, ..Entry::on(moment.date) };
    if known.first && pain.is_some_and(|pain| pain.get() > 0) {
        let help = "such as yesterday, 5 weeks ago, 2026-10-18; Enter = today";
        today.began =
            Some(ask.line("When did this pain begin?", help, "today", |text| match text {
                "" => Ok(moment.date),
                text => Ok(clock.day_before(text, moment.date)?),
            })?);
    }
    // Once a week, and after a pain that is severe or has risen.
    if known.signs_due || is_alarming {
        let signs = ask_signs(ask)?;
        today.no_signs = signs.as_ref().is_some_and(Vec::is_empty);
        today.symptoms = signs.unwrap_or_default();
    }
    let (mut stretches, mut activities) = (Vec::new(), Vec::new());
    // What cannot wait is recorded and answered at once.
    let mut done = if today.symptoms.is_empty() { ask_done(ask, choices)? } else { Vec::new() };
    done.sort_by_key(|choice| choice.is_other());
    for choice in done {
        match choice {
            Tickable::Stretch { done, .. } => stretches.push(done.clone()),
            Tickable::Activity(name) => {
                let question = format!("{name}: how long, how far?");
                let help = "such as 45min 8km; Enter = not noted";
                activities.push(ask.line(&question, help, "not noted", |text| {
                    Ok(parse_amounts(name.clone(), text)?)
                })?);
            }
            Tickable::OtherStretch => {
                let question = "Which stretch, and how long in all?";
                let help = "such as calf 90s, or calf 4x30s; Enter = none";
                let read = |text: &str| optional(text, |text| Ok(parse_stretch(text)?));
                stretches.extend(ask.line(question, help, "none", read)?);
            }
            Tickable::OtherActivity => {
                let question = "Which activity, how long, how far?";
                let help = "such as yoga 1h, or row 30min 5km; Enter = none";
                let read = |text: &str| optional(text, |text| Ok(parse_activity(text)?));
                activities.extend(ask.line(question, help, "none", read)?);
            }
            Tickable::Note => {
                let help = "on one line; Enter = none";
                let read = |text: &str| Ok(on_one_line(text));
                today.note = ask.line("Your note:", help, "none", read)?;
            }
        }
    }
    records.push(entries::rows(today, stretches, activities));
    records.retain(|rows| !rows.is_empty());
    Ok(records)
}

/// A level of pain; `None` where it was skipped.
fn ask_pain(ask: &mut impl Ask, question: &str) -> anyhow::Result<Option<Pain>> {
    let help = "0 none, 10 worst imaginable; Enter skips, Esc leaves";
    ask.line(question, help, "skipped", |text| optional(text, |text| Ok(Pain::typed(text)?)))
}

/// The urgent signs; `None` where it was not answered.
fn ask_signs(ask: &mut impl Ask) -> anyhow::Result<Option<Vec<Symptom>>> {
    let levels = signs()?.levels.into_iter().filter(|level| level.level.is_urgent());
    let urgent: Vec<_> = levels.flat_map(|level| level.symptoms).collect();
    let options = urgent.iter().map(|words| words.sees.clone());
    let chosen = ask.ticks(Ticks {
        question: "Any of these, new or worse lately, or never looked at?",
        help: "arrows move, Space ticks; Up and Space = none of these; Enter alone = not answered",
        options: options.chain(["None of these".to_owned()]).collect(),
        ticked: BTreeSet::new(),
        none: "not answered",
    })?;
    if chosen.is_empty() {
        return Ok(None);
    }
    let chosen = chosen.into_iter().filter_map(|index| urgent.get(index));
    Ok(Some(chosen.map(|words| words.symptom).collect()))
}

/// What was done, of the list.
fn ask_done<'a>(ask: &mut impl Ask, choices: &'a [Tickable]) -> anyhow::Result<Vec<&'a Tickable>> {
    let usual = choices.iter().enumerate().filter(|(_, choice)| choice.is_usual());
    let chosen = ask.ticks(Ticks {
        question: "Anything else to record?",
        help: "Enter = as ticked; arrows move, Space ticks, Esc leaves",
        options: choices.iter().map(Tickable::words).collect(),
        ticked: usual.map(|(index, _)| index).collect(),
        none: "nothing else",
    })?;
    Ok(chosen.into_iter().filter_map(|index| choices.get(index)).collect())
}

/// Reads an answer; `None` where nothing was typed.
fn optional<T>(text: &str, read: impl Fn(&str) -> anyhow::Result<T>) -> anyhow::Result<Option<T>> {
    if text.is_empty() { Ok(None) } else { read(text).map(Some) }
}
