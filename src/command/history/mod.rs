//! `backcare history`: lists what was recorded.

mod write;

use clap::ValueEnum;

use super::reading::{Problems, open_log};
use super::rows::{Days, DaysArgs, Listed};
use super::{Io, status};
use crate::Exit;
use crate::context::Context;
use write::Writer;

const EXAMPLES: &str = "\
Examples:
  backcare history
  backcare history -n 20
  backcare history --since monday
  backcare history --since 2026-10-01 --until 2026-10-31 --format csv";

const ORDER: &str = "\
Oldest first, the newest at the end; within a day rows without a time come
first, then by time, the small hours (see day_starts_at) last.

--format csv has the log's own columns and forms. --format json is
{\"schema\": \"backcare.history/1\", \"rows\": [...]}: a row has the log's columns
as keys, symptoms as a list, and null for what is not known.

Examples:
  backcare history
  backcare history -n 20
  backcare history --since monday
  backcare history --since 2026-10-01 --until 2026-10-31 --format csv";

/// List what was recorded
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES, after_long_help = ORDER)]
pub(super) struct Args {
    #[command(flatten)]
    days: DaysArgs,

    /// The last N rows alone
    #[arg(short = 'n', long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    last: Option<u32>,

    /// How to write it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
}

/// How rows are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A table for people; long notes are cut to the width
    Text,
    /// The log's own columns and forms
    Csv,
    /// For programs
    Json,
}

pub(super) fn run(args: &Args, context: &Context, io: &mut Io<'_>) -> anyhow::Result<Exit> {
    let days = Days::read(&args.days, context.today()?)?;
    let config = context.config()?;
    let mut writer = Writer::new(args.format, config.distance_unit, context);
    let Some(log) = open_log(context)? else {
        if args.format == Format::Text {
            return status::welcome(context, io);
        }
        // What reads this is a program: nothing yet, in its own form.
        writer.begin(io.out)?;
        writer.end(io.out)?;
        return Ok(Exit::Done);
    };
    let mut problems = Problems::default();
    let listed = Listed::find(
        &log,
        days,
        args.last.map(|last| last as usize),
        config.day_starts_at,
        &mut |row| writer.measure(row),
        &mut problems,
    )?;
    problems.report(&log, io)?;
    if listed.is_empty() {
        writeln!(io.err, "backcare: {}", days.nothing())?;
    }
    writer.begin(io.out)?;
    listed.for_each(&mut |rows| writer.rows(rows, io.out))?;
    writer.end(io.out)?;
    Ok(Exit::Done)
}
