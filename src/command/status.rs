//! `backcare status`, and `backcare` alone.

use super::load::{Problems, diary, diary_of_today, guidance, open_log, settings};
use super::output::{Exit, Io};
use crate::analysis::{Diary, Period, Report, Status, day, verdict};
use crate::log::Log;
use crate::report;

/// Show today and the verdict in one line
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Exit with 1 when a doctor should look at it
    #[arg(long)]
    exit_code: bool,

    /// For timers and prompts: a line, and exit code 1, only when today's pain
    /// is not logged or the stretch goal not reached
    #[arg(long, conflicts_with = "exit_code")]
    due: bool,
}

pub fn run(args: &Args, io: &mut Io<'_>) -> anyhow::Result<Exit> {
    let log = open_log(io.context)?;
    if args.due {
        return due(log.as_ref(), io);
    }
    match log {
        Some(log) => print_status(&log, args.exit_code, io),
        None => welcome(io),
    }
}

/// `backcare` alone.
pub fn welcome_or_status(io: &mut Io<'_>) -> anyhow::Result<Exit> {
    let args = Args { exit_code: false, due: false };
    run(&args, io)
}

/// How to begin, if there is no log yet.
pub fn welcome(io: &mut Io<'_>) -> anyhow::Result<Exit> {
    io.print(report::welcome(&io.context.theme()))
}

/// What is due today; silent when nothing is. It looks at the whole log: rows
/// of today may stand anywhere in a file that was merged or edited. Other
/// commands report what cannot be read: this one runs in a prompt.
fn due(log: Option<&Log>, io: &mut Io<'_>) -> anyhow::Result<Exit> {
    let today = io.context.today()?;
    let diary = match log {
        Some(log) => diary(log, Diary::new(today), None, &mut Problems::default()),
        None => Diary::new(today),
    };
    let settings = settings(io.context)?;
    // While an urgent sign is not answered, `stretch` does not start either.
    let goal = match verdict(&diary, settings).status {
        Status::Urgent => 0,
        _ => settings.stretch_goal,
    };
    match report::due_line(&day(&diary, today), goal, &io.context.theme()) {
        Some(text) => io.print(text).map(|_| Exit::Found),
        None => Ok(Exit::Done),
    }
}

fn print_status(log: &Log, exit_code: bool, io: &mut Io<'_>) -> anyhow::Result<Exit> {
    let mut problems = Problems::default();
    let diary = diary_of_today(log, io.context, &mut problems)?;
    let report = Report::new(&diary, Period::Weeks(1), settings(io.context)?);
    let text = report::status_line(&report, &guidance(&report)?, &io.context.theme());
    problems.report(&log.path, io)?;
    io.print(text)?;
    Ok(Exit::found(exit_code && report.asks_to_act()))
}
