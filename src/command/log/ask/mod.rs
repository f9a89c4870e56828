//! `backcare log` with nothing said: asks, and answers with what the command
//! line would have said. Writes nothing.

mod choices;
mod flow;
#[cfg(test)]
mod flow_tests;
mod typed;

use chrono::NaiveDate;

use super::when::Clock;
use super::{Args, TAIL};
use crate::command::Interrupted;
use crate::command::Io;
use crate::command::prompt::{Asker, Ticks};
use crate::content::signs;
use crate::context::Context;
use crate::domain::Symptom;
use crate::store::{LogFile, Tail};
use flow::{Answers, Known, Picked, Question, Rating, next};

/// What there is to record, one for each day; none where nothing was answered.
///
/// # Errors
/// [`Interrupted`] where the person left.
pub(super) fn ask(
    args: &Args,
    clock: Clock,
    log: &LogFile,
    context: &Context,
    io: &mut Io<'_>,
) -> anyhow::Result<Vec<Args>> {
    let tail = if log.exists()? {
        log.tail(TAIL)?
    } else {
        Tail {
            entries: Vec::new(),
            whole: true,
            is_unread: false,
        }
    };
    let day = clock
        .moment(args.date.as_deref(), args.time.as_deref())?
        .date;
    let is_today = args.date.is_none() && args.time.is_none();
    let known = Known::from(&tail, day, is_today, clock.day_start);
    let asked = {
        let session = Session {
            asker: Asker::new(context.stderr_theme(), context.stderr_height())?,
            tail: &tail,
            clock,
            day,
        };
        session.answers(&known)
    };
    let answers = match asked {
        Ok(answers) => answers,
        Err(error) => {
            if error.is::<Interrupted>() {
                writeln!(io.err, "Nothing was recorded.")?;
            }
            return Err(error);
        }
    };
    // Sets the record apart from the questions.
    writeln!(io.err)?;
    Ok(said(args, &known, answers))
}

/// The answers as the options that say the same.
fn said(args: &Args, known: &Known, answers: Answers) -> Vec<Args> {
    let text = |rating: Option<Rating>| {
        rating
            .and_then(|rating| rating.0)
            .map(|pain| pain.to_string())
    };
    let mut all = Vec::new();
    if let (Some(date), Some(pain)) = (known.forgotten, text(answers.forgotten)) {
        all.push(Args {
            rating: Some(pain),
            date: Some(date.to_string()),
            ..Args::default()
        });
    }
    let done = answers.done.unwrap_or_default();
    let named = |text: Option<String>| text.filter(|text| !text.is_empty());
    let today = Args {
        rating: text(answers.pain),
        stretch: done
            .stretches
            .into_iter()
            .chain(named(answers.other_stretch))
            .collect(),
        activity: answers
            .activities
            .into_iter()
            .chain(named(answers.other_activity))
            .collect(),
        symptom: answers
            .signs
            .unwrap_or_default()
            .iter()
            .map(|sign| sign.name().to_owned())
            .collect(),
        began: answers.began.map(|date| date.to_string()),
        note: named(answers.note),
        date: args.date.clone(),
        time: args.time.clone(),
        ..Args::default()
    };
    all.push(today);
    all
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
                    answers.activities.push(self.asker.line(
                        &question,
                        help,
                        "not noted",
                        move |text| typed::amounts(&activity, text),
                    )?);
                }
                Question::OtherStretch => {
                    let help = "such as calf 90s, or calf 4x30s; Enter = none";
                    answers.other_stretch = Some(self.asker.line(
                        "Which stretch, and how long in all?",
                        help,
                        "none",
                        typed::stretch,
                    )?);
                }
                Question::OtherActivity => {
                    let help = "such as yoga 1h, or row 30min 5km; Enter = none";
                    answers.other_activity = Some(self.asker.line(
                        "Which activity, how long, how far?",
                        help,
                        "none",
                        typed::activity,
                    )?);
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
        self.asker.line(question, help, none, |text| {
            Ok(Rating(match text {
                "" => None,
                text => Some(text.parse()?),
            }))
        })
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
        let choices = choices::choices(&self.tail.entries, self.day);
        let usual = choices
            .iter()
            .enumerate()
            .filter(|(_, line)| line.is_usual());
        let chosen = self.asker.ticks(&Ticks {
            question: "Anything else to record?",
            help: "Enter = as ticked; arrows move, Space ticks, Esc leaves",
            options: choices.iter().map(choices::Choice::words).collect(),
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
