//! What was held, as rows of the log.

use std::ops::ControlFlow;
use std::path::Path;
use std::time::Duration;

use anyhow::Context as _;
use chrono::{NaiveDate, NaiveTime};

use super::{Ended, Guided, Outcome};
use crate::analysis::Diary;
use crate::command::load::settings;
use crate::command::log::{add, entries, read, summary};
use crate::command::output::Io;
use crate::domain::{Done, Entry, Minutes, Pain, Word};
use crate::guidance::signs;
use crate::log::{Log, TimeOfDay, append};
use crate::report::recorded;
use crate::stretch::{Signal, Signals, held_by_name, held_line};
use crate::term::{Interrupted, prose};

/// Writes the rows, then prints the confirmation: after a signal stdout may be gone.
pub fn record(
    guided: &Guided<'_>,
    outcome: &Outcome,
    path: &Path,
    signals: &Signals,
    io: &mut Io<'_>,
) -> anyhow::Result<()> {
    let held = held_by_name(guided.routine, &outcome.held);
    let rows = rows(&held, guided.routine.activity.as_ref(), outcome.pain, guided.began);
    let held = held_line(&held);
    if rows.is_empty() || guided.args.no_log {
        let words = match &outcome.ended {
            Ended::ThrownAway => "Nothing was recorded.".to_owned(),
            _ if held.is_empty() => "Nothing was held, so nothing was recorded.".to_owned(),
            _ => format!("Held, and not recorded: {held}"),
        };
        let words = prose(&guided.theme, None, &words);
        return say_done(&outcome.ended, &words, io);
    }
    // If the rest of the log cannot be read, the rows are still appended.
    let log = Log::open(path).ok().flatten();
    let mut diary = read(log.as_ref(), io.context).unwrap_or_else(|_| Diary::new(guided.began.0));
    let mut is_interrupted = false;
    let appended = {
        let mut notice = io.waiting();
        // The signals are caught since the session began, so they are asked for.
        let mut wait = |lock: &Path, waited: Duration| match signals.take() {
            Some(Signal::Interrupt | Signal::End(_)) => {
                is_interrupted = true;
                ControlFlow::Break(())
            }
            _ => notice(lock, waited),
        };
        append(path, &rows, TimeOfDay::Incidental, &mut wait)
    };
    let lost = || format!("what was held is not recorded ({held})");
    if is_interrupted && appended.is_err() {
        io.note(lost())?;
        return Err(Interrupted.into());
    }
    let appended = appended.with_context(lost)?;
    let is_alarming = add(&mut diary, &rows, settings(io.context)?.day_start);
    let hint = appended.created.then(|| recorded::first_log_hint(path, &rows, &guided.theme));
    let mut words = summary(&[rows], &diary, io.context)?;
    words.extend(hint);
    if is_alarming {
        words.push_str(&recorded::urgent_signs(&signs()?.main_urgent, &guided.theme));
    }
    say_done(&outcome.ended, &words, io)
}

/// If the session ended because stdout is gone, a failed write is not an error.
fn say_done(ended: &Ended, words: &str, io: &mut Io<'_>) -> anyhow::Result<()> {
    let shown = io.show_done(words);
    match ended {
        Ended::Kept | Ended::ThrownAway => shown,
        Ended::Interrupted | Ended::Signal(_) | Ended::Lost(_) => Ok(()),
    }
}

/// One row for each name, in the routine's order, or one for the activity that the whole
/// is recorded as; the first carries the pain.
fn rows(
    held: &[(&Word, Duration)],
    activity: Option<&Word>,
    pain: Option<Pain>,
    (date, time): (NaiveDate, NaiveTime),
) -> Vec<Entry> {
    let done = |name: &Word, time: Duration| Done {
        name: name.clone(),
        minutes: Some(minutes(time)),
        distance: None,
    };
    let first = Entry { time: Some(time), pain, ..Entry::on(date) };
    if let Some(activity) = activity
        && !held.is_empty()
    {
        let whole = held.iter().map(|(_, time)| *time).sum();
        entries::rows(first, Vec::new(), vec![done(activity, whole)])
    } else {
        let stretches = held.iter().map(|(name, time)| done(name, *time)).collect();
        entries::rows(first, stretches, Vec::new())
    }
}

/// A thousandth of a minute is 60 ms; rounded to the nearest.
fn minutes(time: Duration) -> Minutes {
    let thousandths = (time.as_millis() + 30) / 60;
    Minutes::from_thousandths(u64::try_from(thousandths).unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guidance::routines;

    #[test]
    fn one_row_a_name_and_the_pain_in_the_first() {
        let routines = routines().unwrap();
        let at = ("2026-11-22".parse().unwrap(), NaiveTime::MIN);
        let seconds = Duration::from_secs;
        let pain = "3".parse::<Pain>().ok();
        let rows_of = |name: &str, held: &[(usize, Duration)], pain| {
            let routine = routines.iter().find(|routine| routine.name.as_str() == name).unwrap();
            rows(&held_by_name(routine, held), routine.activity.as_ref(), pain, at)
                .iter()
                .map(|row| {
                    let done = row.stretch.as_ref().or(row.activity.as_ref());
                    let stretch = done
                        .map(|done| format!("{} {}", done.name, done.minutes.unwrap_or_default()));
                    (stretch.unwrap_or_default(), row.pain.map(Pain::get))
                })
                .collect::<Vec<_>>()
        };
        // Both stretches of this routine are one muscle.
        let held = [(0, seconds(60)), (1, seconds(60))];
        assert_eq!(rows_of("hamstring", &held, pain), [("hamstring 2".to_owned(), Some(3))]);
        assert_eq!(
            rows_of("runner", &[(0, seconds(1)), (4, seconds(40))], pain),
            [("hamstring 0.017".to_owned(), Some(3)), ("lower-back 0.667".to_owned(), None)]
        );
        assert_eq!(rows_of("desk", &[], pain), [(String::new(), Some(3))]);
        assert_eq!(rows_of("desk", &[(9, seconds(5))], None), []);
        // Holds are one activity.
        let held = [(0, seconds(40)), (1, seconds(80))];
        assert_eq!(rows_of("strength", &held, pain), [("core 2".to_owned(), Some(3))]);
        assert_eq!(rows_of("strength", &[], None), []);
    }

    #[test]
    fn seconds_survive_the_log() {
        for seconds in 0..=7200 {
            let thousandths = minutes(Duration::from_secs(seconds)).thousandths();
            assert_eq!((thousandths * 60 + 500) / 1000, seconds);
        }
    }
}
