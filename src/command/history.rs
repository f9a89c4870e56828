//! `backcare history`: lists what was recorded.

use clap::ValueEnum;

use super::load::{Days, DaysArgs, open_log, rows};
use super::output::{Exit, Io};
use super::status;
use crate::log_file::Header;
use crate::report::history;

/// List what was recorded
#[derive(Debug, clap::Args)]
#[command(after_help = help_text!("history"), after_long_help = help_text!("history-long"))]
pub struct Args {
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

pub fn run(args: &Args, io: &mut Io<'_>) -> anyhow::Result<Exit> {
    let days = Days::read(&args.days, io.context.today()?)?;
    let unit = io.context.config()?.distance_unit;
    let rows = match open_log(io.context)? {
        Some(log) => rows(&log, days, io)?,
        None if args.format == Format::Text => return status::welcome(io),
        // What reads this is a program: nothing yet, in its own form.
        None => Vec::new(),
    };
    let surplus = args.last.map_or(0, |last| rows.len().saturating_sub(last as usize));
    let rows = &rows[surplus..];
    match args.format {
        Format::Text => io.print(history::text(rows, unit, &io.context.theme())),
        Format::Csv => {
            let header = Header::default();
            io.print(&header.bytes)?;
            io.print_data(&header.lines(rows), false)
        }
        Format::Json => io.print(history::json(rows)?),
    }
}
