//! `backcare log` with nothing given: asks. Writes nothing to the log.

mod flow;
#[cfg(test)]
mod flow_tests;

use chrono::NaiveDate;

use super::history::{Days, rows_quietly};
use super::load::Problems;
use super::log::entries::{self, Clock, Moment};
use super::output::Io;
use crate::analysis::Diary;
use crate::context::Context;
use crate::domain::{Done, Entry, Pain, Symptom, Word};
use crate::guidance::signs;
use crate::log::Log;
use crate::term::{Asker, Interrupted, Ticks};
use flow::{Ask, Choice, Known, choices, records};

/// The rows to record, for each day; none where nothing was answered.
///
/// # Errors
/// [`Interrupted`] where the person left.
pub fn ask(
    moment: Moment,
    is_now: bool,
    clock: Clock,
    (log, diary): (Option<&Log>, &Diary),
    io: &mut Io<'_>,
) -> anyhow::Result<Vec<Vec<Entry>>> {
    let known = Known::from(diary, moment.date, is_now, clock.day_start);
    let rows = match log {
        Some(log) => rows_quietly(log, Days::default(), io.context, &mut Problems::default())?,
        None => Vec::new(),
    };
    let (theme, height) = (io.context.stderr_theme(), Context::stderr_height());
    let asker = Asker::new(theme, height, io.err)?;
    let records =
        records(&known, moment, &mut Session { asker, rows: &rows, clock, day: moment.date });
    match &records {
        // Sets the record apart from the questions.
        Ok(_) => writeln!(io.err)?,
        Err(error) if error.is::<Interrupted>() => writeln!(io.err, "Nothing was recorded.")?,
        Err(_) => {}
    }
    records
}

struct Session<'a> {
    asker: Asker<'a>,
    rows: &'a [Entry],
    clock: Clock,
    day: NaiveDate,
}

impl Ask for Session<'_> {
    fn pain(&mut self, forgotten: Option<NaiveDate>) -> anyhow::Result<Option<Pain>> {
        let question = match forgotten {
            Some(date) => format!("Yesterday, {}, is empty. Pain then (0-10)?", date.format("%A")),
            None => "Your average back pain, last 24 hours (0-10):".to_owned(),
        };
        let help = "0 none, 10 worst imaginable; Enter skips, Esc leaves";
        self.asker.line(&question, help, "skipped", optional(|text| Ok(Pain::typed(text)?)))
    }

    fn began(&mut self) -> anyhow::Result<NaiveDate> {
        let (clock, day) = (self.clock, self.day);
        self.asker.line(
            "When did this pain begin?",
            "such as yesterday, 5 weeks ago, 2026-10-18; Enter = today",
            "today",
            move |text| match text {
                "" => Ok(day),
                text => clock.day_before(text, day),
            },
        )
    }

    fn signs(&mut self) -> anyhow::Result<Option<Vec<Symptom>>> {
        let levels = signs()?.levels.into_iter().filter(|level| level.level.is_urgent());
        let urgent: Vec<_> = levels.flat_map(|level| level.symptoms).collect();
        let options = urgent.iter().map(|words| words.sees.clone());
        let chosen = self.asker.ticks(Ticks {
            question: "Any of these, new or worse lately, or never looked at?",
            help: "arrows move, Space ticks; Up and Space = none of these; Enter alone = not answered",
            options: options.chain(["None of these".to_owned()]).collect(),
            ticked: Vec::new(),
            none: "not answered",
        })?;
        if chosen.is_empty() {
            return Ok(None);
        }
        let chosen = chosen.into_iter().filter_map(|index| urgent.get(index));
        Ok(Some(chosen.map(|words| words.symptom).collect()))
    }

    fn done(&mut self) -> anyhow::Result<Vec<Choice>> {
        let choices = choices(self.rows, self.day);
        let usual = choices.iter().enumerate().filter(|(_, choice)| choice.is_usual());
        let chosen = self.asker.ticks(Ticks {
            question: "Anything else to record?",
            help: "Enter = as ticked; arrows move, Space ticks, Esc leaves",
            options: choices.iter().map(Choice::words).collect(),
            ticked: usual.map(|(index, _)| index).collect(),
            none: "nothing else",
        })?;
        Ok(chosen.into_iter().filter_map(|index| choices.get(index)).cloned().collect())
    }

    fn amounts(&mut self, activity: &Word) -> anyhow::Result<Done> {
        let question = format!("{activity}: how long, how far?");
        let help = "such as 45min 8km; Enter = not noted";
        let name = activity.clone();
        let read = move |text: &str| entries::read_amounts(name.clone(), text);
        self.asker.line(&question, help, "not noted", read)
    }

    fn other_stretch(&mut self) -> anyhow::Result<Option<Done>> {
        let help = "such as calf 90s, or calf 4x30s; Enter = none";
        let question = "Which stretch, and how long in all?";
        self.asker.line(question, help, "none", optional(entries::read_stretch))
    }

    fn other_activity(&mut self) -> anyhow::Result<Option<Done>> {
        let help = "such as yoga 1h, or row 30min 5km; Enter = none";
        let question = "Which activity, how long, how far?";
        self.asker.line(question, help, "none", optional(entries::read_activity))
    }

    fn note(&mut self) -> anyhow::Result<String> {
        let text = |text: &str| Ok(text.to_owned());
        self.asker.line("Your note:", "on one line; Enter = none", "none", text)
    }
}

/// Reads an answer; `None` where nothing was typed.
fn optional<T>(
    read: impl Fn(&str) -> anyhow::Result<T> + Clone + 'static,
) -> impl Fn(&str) -> anyhow::Result<Option<T>> + Clone + 'static {
    move |text| match text {
        "" => Ok(None),
        text => read(text).map(Some),
    }
}
