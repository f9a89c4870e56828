//! `backcare status`, and `backcare` alone.

use super::Io;
use super::reading::{Problems, diary, guidance, open_log, settings};
use crate::Exit;
use crate::analysis::{Period, Report};
use crate::context::Context;
use crate::render;
use crate::store::LogFile;

/// Show today and the verdict in one line
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Exit with 1 when a doctor should look at it
    #[arg(long)]
    exit_code: bool,
}

pub(super) fn run(args: &Args, context: &Context, io: &mut Io<'_>) -> anyhow::Result<Exit> {
    match open_log(context)? {
        Some(log) => line(&log, args.exit_code, context, io),
        None => welcome(context, io),
    }
}

/// `backcare` alone.
pub(super) fn welcome_or_status(context: &Context, io: &mut Io<'_>) -> anyhow::Result<Exit> {
    run(&Args { exit_code: false }, context, io)
}

/// How to begin, where there is no log yet.
pub(super) fn welcome(context: &Context, io: &mut Io<'_>) -> anyhow::Result<Exit> {
    let text = render::welcome(&context.theme());
    io.out.write_all(text.as_bytes())?;
    Ok(Exit::Done)
}

fn line(
    log: &LogFile,
    exit_code: bool,
    context: &Context,
    io: &mut Io<'_>,
) -> anyhow::Result<Exit> {
    let mut problems = Problems::default();
    let diary = diary(log, context.today()?, &mut problems)?;
    let report = Report::new(&diary, Period::Weeks(1), settings(context)?);
    let text = render::status_line(&report, &guidance()?, &context.theme());
    problems.report(log, io)?;
    io.out.write_all(text.as_bytes())?;
    Ok(if exit_code && report.verdict.status.asks_to_act() {
        Exit::Yes
    } else {
        Exit::Done
    })
}
