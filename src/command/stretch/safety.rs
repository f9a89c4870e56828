//! Symptoms of the log before a session starts: an urgent one that no visit has
//! answered stops it; a leg symptom, or one that cannot be read, is asked about.

use std::collections::BTreeMap;

use anyhow::bail;
use chrono::NaiveDate;

use crate::analysis::{Verdict, symptoms, verdict};
use crate::command::load::{Problems, diary_of_today, settings};
use crate::command::output::Io;
use crate::domain::Symptom;
use crate::guidance::{days_for_advice, signs};
use crate::log_file::{Column, LogFile};
use crate::stretch::{RecordedSymptom, recorded_symptoms};
use crate::term::{Asker, for_terminal};

/// How far back they count, the day itself included: "new, or worse, in the
/// last two weeks".
const DAYS: i64 = 14;

/// Whether a session starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// It does.
    Yes,
    /// It does not, by the user's answer.
    No,
    /// It does not: there is something to do first.
    Refused,
}

/// Says what was recorded, and asks, or has `yes` for an answer. An urgent sign
/// is no question. Reads the whole log: its rows may be in any order, and nobody
/// waits for a stretch to begin.
pub fn start(log: &LogFile, yes: bool, io: &mut Io<'_>) -> anyhow::Result<Start> {
    if !log.exists()? {
        return Ok(Start::Yes);
    }
    let today = io.context.today()?;
    let theme = io.context.stderr_theme();
    let diary = diary_of_today(log, io.context, &mut Problems::default())?;
    let verdict = verdict(&diary, settings(io.context)?);
    let urgent: BTreeMap<Symptom, NaiveDate> = verdict
        .red_flags
        .iter()
        .rev()
        .filter(|flag| flag.symptom.level().is_urgent())
        .map(|flag| (flag.symptom, flag.date))
        .collect();
    if !urgent.is_empty() {
        let said = recorded_symptoms(&words(urgent, today, verdict.seen)?, &theme);
        io.err.write_all(said.as_bytes())?;
        io.err.write_all(after_the_visit(&verdict).as_bytes())?;
        return Ok(Start::Refused);
    }
    let is_recent = |days_ago: i64| days_ago < DAYS;
    let legs = symptoms(&diary, |date, symptom| {
        symptom.is_of_the_leg() && is_recent((today - date).num_days())
    });
    let legs: BTreeMap<Symptom, NaiveDate> =
        legs.iter().map(|leg| (leg.symptom, leg.date)).collect();
    let unknown = diary.unread.unknown.iter();
    let mut unread: Vec<String> = unknown
        .filter(|(days_ago, _)| is_recent(*days_ago))
        .map(|(_, problem)| for_terminal(problem))
        .collect();
    if let Some(sign) = diary.unread.sign {
        unread.push(format!("an entry that was not read may mean {sign}"));
    }
    let columns = diary.unread.columns.iter();
    for column in columns.filter(|column| column.looks_like == Column::Symptoms.name()) {
        let name = for_terminal(&column.name);
        unread.push(format!("the column {name} is not read; did you mean symptoms?"));
    }
    if legs.is_empty() && unread.is_empty() {
        return Ok(Start::Yes);
    }
    let said = recorded_symptoms(&words(legs, today, verdict.seen)?, &theme);
    io.err.write_all(said.as_bytes())?;
    for problem in unread {
        io.note(problem)?;
    }
    if yes {
        return Ok(Start::Yes);
    }
    if !io.context.is_interactive() {
        bail!("the session was not started; --yes starts it all the same");
    }
    let mut asker = Asker::new(theme, io.context.stderr_height(), io.err)?;
    Ok(if asker.confirm("Start all the same?")? { Start::Yes } else { Start::No })
}

/// How the log comes to know of a visit. It cannot tell which came first on one day.
fn after_the_visit(verdict: &Verdict) -> &'static str {
    let latest = verdict.red_flags.iter().map(|flag| flag.date).max();
    if verdict.seen.is_some() && verdict.seen == latest {
        "Your log notes a visit on that day, and cannot tell which came first.\n"
    } else {
        "When a doctor has seen you for it, note it: backcare log --seen\n"
    }
}

fn words(
    symptoms: BTreeMap<Symptom, NaiveDate>,
    today: NaiveDate,
    visit: Option<NaiveDate>,
) -> anyhow::Result<Vec<RecordedSymptom>> {
    let signs = signs()?;
    let recorded = symptoms.into_iter().filter_map(|(symptom, date)| {
        let words = signs.of(symptom)?;
        Some(RecordedSymptom {
            symptom,
            date,
            advice: words.advice(days_for_advice(date, today, visit)).to_owned(),
            sees: words.sees.clone(),
        })
    });
    Ok(recorded.collect())
}
