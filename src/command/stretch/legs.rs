//! A leg symptom of the last two weeks: it is said, and asked about, before a
//! session starts.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use anyhow::bail;
use chrono::{Days, NaiveDate};

use crate::command::Io;
use crate::command::prompt::confirm;
use crate::content::symptom_words;
use crate::context::Context;
use crate::domain::Symptom;
use crate::render::stretch::{LegSymptom, leg_symptoms};
use crate::store::{Content, LogFile};

/// The symptoms with which a stretch may do harm.
const LEGS: [Symptom; 3] = [Symptom::BothLegs, Symptom::LegWeakness, Symptom::LegPain];
/// How far back they count, the day itself included: "new, or worse, in the
/// last two weeks".
const DAYS: u64 = 14;

/// Whether the session may start. Says what was recorded, and asks, or has
/// `yes` for an answer.
pub(super) fn may_start(
    log: &LogFile,
    yes: bool,
    context: &Context,
    io: &mut Io<'_>,
) -> anyhow::Result<bool> {
    let today = context.today()?;
    let recorded = recorded(log, today)?;
    if recorded.is_empty() {
        return Ok(true);
    }
    let mut symptoms = Vec::new();
    for (symptom, date) in recorded {
        let words = symptom_words(symptom)?;
        symptoms.push(LegSymptom {
            symptom,
            date,
            advice: words.advice((today - date).num_days()).to_owned(),
            sees: words.sees,
        });
    }
    let said = leg_symptoms(&symptoms, &context.stderr_theme());
    io.err.write_all(said.as_bytes())?;
    if yes {
        return Ok(true);
    }
    if !context.is_interactive() {
        bail!("the session was not started; --yes starts it all the same");
    }
    confirm("Start all the same?")
}

/// The leg symptoms of the last 14 days, the most urgent first, each with the
/// latest day it was recorded for. Reads the whole log: its rows may be in any
/// order, and nobody waits for a stretch to begin.
fn recorded(log: &LogFile, today: NaiveDate) -> anyhow::Result<BTreeMap<Symptom, NaiveDate>> {
    let mut latest = BTreeMap::new();
    if !log.exists()? {
        return Ok(latest);
    }
    let first = today
        .checked_sub_days(Days::new(DAYS - 1))
        .unwrap_or(NaiveDate::MIN);
    log.for_each(&mut |line| {
        if let Content::Row(row) = &line.content
            && (first..=today).contains(&row.entry.date)
        {
            for symptom in row.entry.symptoms.iter().filter(|s| LEGS.contains(s)) {
                let date = latest.entry(*symptom).or_insert(row.entry.date);
                *date = row.entry.date.max(*date);
            }
        }
        ControlFlow::Continue(())
    })?;
    Ok(latest)
}
