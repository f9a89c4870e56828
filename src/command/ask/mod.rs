//! `backcare log` with nothing given: asks. Writes nothing to the log.

mod flow;
#[cfg(test)]
mod flow_tests;

use chrono::NaiveDate;

use super::log::entries::{self, Clock, Moment};
use super::output::Io;
use crate::context::Context;
use crate::domain::{Entry, Symptom};
use crate::guidance::signs;
use crate::log_file::{Tail, on_one_line};
use crate::term::{Asker, Interrupted, Ticks};
use flow::{Answers, Choice, Known, Picked, Question, Rating, choices, next};

/// The rows to record, for each day; none where nothing was answered.
///
/// # Errors
/// [`Interrupted`] where the person left.
pub fn ask(
    moment: Moment,
    is_now: bool,
    clock: Clock,
    tail: &Tail,
    context: &Context,
    io: &mut Io<'_>,
) -> anyhow::Result<Vec<Vec<Entry>>> {
    let known = Known::from(tail, moment.date, is_now, clock.day_start);
    let session = Session {
        asker: Asker::new(context.stderr_theme(), context.stderr_height())?,
        tail,
        clock,
        day: moment.date,
    };
    let answers = session.answers(&known);
    drop(session);
    if answers.as_ref().is_err_and(anyhow::Error::is::<Interrupted>) {
        writeln!(io.err, "Nothing was recorded.")?;
    }
    let answers = answers?;
    // Sets the record apart from the questions.
    writeln!(io.err)?;
    let pain = |rating: Option<Rating>| rating.and_then(|rating| rating.0);
    let forgotten =
        known.forgotten.map(|date| Entry { pain: pain(answers.forgotten), ..Entry::on(date) });
    let forgotten = forgotten.into_iter().filter(|row| row.pain.is_some());
    let today = Entry {
        time: moment.time,
        pain: pain(answers.pain),
        symptoms: answers.signs.unwrap_or_default(),
        began: answers.began,
        note: on_one_line(&answers.note.unwrap_or_default()),
        ..Entry::on(moment.date)
    };
    let picked = answers.done.unwrap_or_default();
    let stretches = picked.stretches.into_iter().chain(answers.other_stretch.flatten());
    let activities = answers.activities.into_iter().chain(answers.other_activity.flatten());
    let today = entries::rows(today, stretches.collect(), activities.collect());
    Ok(forgotten.map(|row| vec![row]).chain([today]).filter(|rows| !rows.is_empty()).collect())
}

struct Session<'a> {
    asker: Asker,
    tail: &'a Tail,
    clock: Clock,
    day: NaiveDate,
}

impl Session<'_> {
    fn answers(&self, known: &Known) -> anyhow::Result<Answers> {
        let mut answers = Answers::default();
        while let Some(question) = next(known, &answers) {
            match question {
                Question::Forgotten(date) => {
                    let question =
                        format!("Yesterday, {}, has no pain yet (0-10):", date.format("%A"));
                    let help = "0 none, 10 worst imaginable; Enter skips, Esc leaves";
                    answers.forgotten = Some(self.pain(&question, help, "skipped")?);
                }
                Question::Pain => {
                    let help = "0 none, 10 worst imaginable; Enter skips, Esc leaves";
                    let question = "Your average back pain, last 24 hours (0-10):";
                    answers.pain = Some(self.pain(question, help, "skipped")?);
                }
                Question::Began => answers.began = Some(self.began()?),
                Question::Signs => answers.signs = Some(self.signs()?),
                Question::Done => answers.done = Some(self.done()?),
                Question::Amounts(activity) => {
                    let question = format!("{activity}: how long, how far?");
                    let help = "such as 45min 8km; Enter = not noted";
                    let read = move |text: &str| entries::read_amounts(activity.clone(), text);
                    let done = self.asker.line(&question, help, "not noted", read)?;
                    answers.activities.push(done);
                }
                Question::OtherStretch => {
                    let help = "such as calf 90s, or calf 4x30s; Enter = none";
                    let question = "Which stretch, and how long in all?";
                    let read = optional(entries::read_stretch);
                    answers.other_stretch = Some(self.asker.line(question, help, "none", read)?);
                }
                Question::OtherActivity => {
                    let help = "such as yoga 1h, or row 30min 5km; Enter = none";
                    let question = "Which activity, how long, how far?";
                    let read = optional(entries::read_activity);
                    answers.other_activity = Some(self.asker.line(question, help, "none", read)?);
                }
                Question::Note => {
                    let text = |text: &str| Ok(text.to_owned());
                    let help = "on one line; Enter = none";
                    answers.note = Some(self.asker.line("Your note:", help, "none", text)?);
                }
            }
        }
        Ok(answers)
    }

    fn pain(&self, question: &str, help: &str, none: &'static str) -> anyhow::Result<Rating> {
        let read = optional(|text| Ok(text.parse()?));
        self.asker.line(question, help, none, read).map(Rating)
    }

    fn began(&self) -> anyhow::Result<NaiveDate> {
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

    fn signs(&self) -> anyhow::Result<Vec<Symptom>> {
        let urgent: Vec<_> = signs()?
            .levels
            .into_iter()
            .filter(|level| level.level.is_urgent())
            .flat_map(|level| level.symptoms)
            .collect();
        let chosen = self.asker.ticks(&Ticks {
            question: "Any of these, new or worse in the last two weeks?",
            help: "Enter = none; arrows move, Space ticks, Esc leaves",
            options: urgent.iter().map(|words| words.sees.clone()).collect(),
            ticked: Vec::new(),
            none: "none",
        })?;
        Ok(chosen
            .into_iter()
            .filter_map(|index| urgent.get(index))
            .map(|words| words.symptom)
            .collect())
    }

    fn done(&self) -> anyhow::Result<Picked> {
        let choices = choices(&self.tail.entries, self.day);
        let usual = choices.iter().enumerate().filter(|(_, line)| line.is_usual());
        let chosen = self.asker.ticks(&Ticks {
            question: "Anything else to record?",
            help: "Enter = as ticked; arrows move, Space ticks, Esc leaves",
            options: choices.iter().map(Choice::words).collect(),
            ticked: usual.map(|(index, _)| index).collect(),
            none: "nothing else",
        })?;
        let mut picked = Picked::default();
        for choice in chosen.into_iter().filter_map(|index| choices.get(index)) {
            choice.add_to(&mut picked);
        }
        Ok(picked)
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
