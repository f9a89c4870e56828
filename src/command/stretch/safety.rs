//! What the log says before a session starts: an urgent sign that nobody has answered
//! stops it; an open sign of a leg or a bone, strong pain, or what cannot be read is
//! asked about.

use std::path::Path;

use anyhow::bail;

use crate::analysis::{Sign, SignState, Unread, Verdict, verdict};
use crate::command::load::settings;
use crate::command::log::read;
use crate::command::output::Io;
use crate::context::Context;
use crate::domain::Symptom;
use crate::guidance::signs;
use crate::log::{Column, Log};
use crate::report::{sign_advice, sign_texts};
use crate::term::format::date;
use crate::term::{for_terminal, prose};

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
pub fn start(path: &Path, yes: bool, io: &mut Io<'_>) -> anyhow::Result<Start> {
    let theme = io.context.stderr_theme();
    let diary = read(Log::open(path)?.as_ref(), io.context)?;
    let settings = settings(io.context)?;
    let verdict = verdict(&diary, settings);
    if says_urgent(&verdict, io)? {
        return Ok(Start::Refused);
    }
    let needs_care = |symptom: Symptom| {
        symptom.is_of_the_leg() || matches!(symptom, Symptom::BoneStress | Symptom::BoneRisk)
    };
    let careful: Vec<Sign> =
        verdict.signs.iter().filter(|sign| needs_care(sign.symptom)).copied().collect();
    let last = diary.readings_backwards(settings.day_start).next();
    let strong = last.filter(|(_, reading)| reading.pain.is_strong());
    let unread = unread(&diary.unread);
    if careful.is_empty() && strong.is_none() && unread.is_empty() {
        return Ok(Start::Yes);
    }
    say(&careful, &verdict, io)?;
    if let Some((day, reading)) = strong {
        let (pain, day) = (reading.pain, date(day));
        let said = format!(
            "Your last pain was {pain}/10, on {day}. With pain this strong ask a doctor or \
             pharmacist first. What cannot wait: `backcare tips urgent`"
        );
        io.err.write_all(prose(&theme, None, &said).as_bytes())?;
    }
    for problem in unread {
        io.note(problem)?;
    }
    if yes {
        return Ok(Start::Yes);
    }
    if !Context::is_interactive() {
        bail!("the session was not started; --yes starts it all the same");
    }
    Ok(if io.asker()?.confirm("Start all the same?")? { Start::Yes } else { Start::No })
}

/// What was not read and may be a sign.
fn unread(unread: &Unread) -> Vec<String> {
    let mut said: Vec<String> =
        unread.unknown.iter().map(|problem| for_terminal(problem)).collect();
    if let Some(sign) = unread.sign {
        said.push(format!("an entry that was not read may mean {sign}"));
    }
    let columns = unread.columns.iter();
    for column in columns.filter(|column| column.looks_like == Column::Symptoms.name()) {
        let name = for_terminal(&column.name);
        said.push(format!("the column {name} is not read; did you mean symptoms?"));
    }
    if said.is_empty() && unread.may_be_urgent {
        said.push("an entry that was not read may be an urgent sign: backcare check".to_owned());
    }
    said
}

/// For a plan that is only shown: what is urgent, or may be, is said and stops nothing; nor
/// does a log that cannot be read.
pub fn before_plan(path: &Path, io: &mut Io<'_>) -> anyhow::Result<()> {
    let Ok(log) = Log::open(path) else {
        return Ok(());
    };
    if let (Ok(diary), Ok(settings)) = (read(log.as_ref(), io.context), settings(io.context)) {
        says_urgent(&verdict(&diary, settings), io)?;
        for problem in unread(&diary.unread) {
            io.note(problem)?;
        }
    }
    Ok(())
}

/// Says what to do first, if a sign is urgent.
fn says_urgent(verdict: &Verdict, io: &mut Io<'_>) -> anyhow::Result<bool> {
    let urgent = verdict.signs.iter().filter(|sign| sign.state == SignState::Urgent);
    let urgent: Vec<Sign> = urgent.copied().collect();
    if urgent.is_empty() {
        return Ok(false);
    }
    say(&urgent, verdict, io)?;
    let theme = io.context.stderr_theme();
    for line in how_to_answer(verdict, &urgent).lines() {
        let line = prose(&theme, None, line);
        io.err.write_all(line.as_bytes())?;
    }
    Ok(true)
}

/// Says what was recorded, and what to do about it.
fn say(open: &[Sign], verdict: &Verdict, io: &mut Io<'_>) -> anyhow::Result<()> {
    let words = signs()?;
    let texts = sign_texts(open.iter().copied(), &words, (io.context.today()?, verdict.seen));
    io.err.write_all(sign_advice(&texts, &io.context.stderr_theme()).as_bytes())?;
    Ok(())
}

/// How the log comes to know of an answer. It cannot tell which came first on one day.
fn how_to_answer(verdict: &Verdict, urgent: &[Sign]) -> &'static str {
    let latest = urgent.iter().map(|sign| sign.date).max();
    if verdict.seen.is_some() && verdict.seen == latest {
        "\nYour log notes a visit on that day, and cannot tell which came first.\n"
    } else {
        "\nWhen a doctor has seen you for it, note it: `backcare log --seen`\n\
         If it is gone, and no other urgent sign is there: `backcare log --no-signs`\n"
    }
}
