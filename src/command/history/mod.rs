//! `backcare history`: lists what was recorded.

mod kept;

use std::io::Write;
use std::ops::ControlFlow;

use anyhow::{Context as _, bail};
use chrono::NaiveDate;
use clap::ValueEnum;

use super::reading::{Problems, open_log};
use super::{Io, status};
use crate::Exit;
use crate::context::Context;
use crate::domain::{DistanceUnit, Entry, parse_day};
use crate::render::history::{Layout, json, json_end, json_start};
use crate::render::{Theme, for_terminal};
use crate::store::{Content, Header, LogFile};
use kept::Kept;

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
    /// From this day on: 2026-11-20, yesterday, monday, "3 weeks ago"
    #[arg(long, value_name = "DATE")]
    since: Option<String>,

    /// Up to this day, and with it
    #[arg(long, value_name = "DATE")]
    until: Option<String>,

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

/// The days that are listed.
#[derive(Debug, Clone, Copy)]
struct Days {
    since: Option<NaiveDate>,
    until: Option<NaiveDate>,
}

pub(super) fn run(args: &Args, context: &Context, io: &mut Io<'_>) -> anyhow::Result<Exit> {
    let days = Days::read(args, context.today()?)?;
    let Some(log) = open_log(context)? else {
        if args.format == Format::Text {
            return status::welcome(context, io);
        }
        // What reads this is a program: nothing yet, in its own form.
        write(args.format, &[], context, io)?;
        return Ok(Exit::Done);
    };
    let mut kept = Kept::new(
        args.last.map(|last| last as usize),
        context.config()?.day_starts_at,
    );
    let problems = read(&log, days, &mut kept)?;
    let rows = kept.in_order();
    problems.report(&log, io)?;
    if rows.is_empty() {
        writeln!(io.err, "backcare: {}", days.nothing())?;
    }
    write(args.format, &rows, context, io)?;
    Ok(Exit::Done)
}

impl Days {
    fn read(args: &Args, today: NaiveDate) -> anyhow::Result<Self> {
        let day = |option: &str, text: &Option<String>| {
            text.as_ref()
                .map(|text| parse_day(text, today).with_context(|| option.to_owned()))
                .transpose()
        };
        let days = Self {
            since: day("--since", &args.since)?,
            until: day("--until", &args.until)?,
        };
        match (days.since, days.until) {
            (Some(since), Some(until)) if since > until => bail!(
                "--since: {since} is after --until, {until}; that day or an earlier one is accepted"
            ),
            _ => Ok(days),
        }
    }

    fn hold(self, date: NaiveDate) -> bool {
        self.since.is_none_or(|since| since <= date) && self.until.is_none_or(|until| date <= until)
    }

    /// Why there is nothing to list.
    fn nothing(self) -> String {
        match (self.since, self.until) {
            (None, None) => "no row in the log yet; begin with `backcare log 4`".to_owned(),
            (Some(since), None) => format!("no row since {since}"),
            (None, Some(until)) => format!("no row up to {until}"),
            (Some(since), Some(until)) => format!("no row from {since} to {until}"),
        }
    }
}

fn read(log: &LogFile, days: Days, kept: &mut Kept) -> anyhow::Result<Problems> {
    let mut problems = Problems::default();
    log.for_each(&mut |line| {
        match line.content {
            Content::Row(row) if days.hold(row.entry.date) => {
                row.faults.iter().for_each(|fault| problems.add(fault));
                kept.add(row.entry);
            }
            Content::Unreadable(fault) => problems.add(&fault),
            Content::Row(_) | Content::Blank => {}
        }
        ControlFlow::Continue(())
    })?;
    Ok(problems)
}

/// Rows that are turned into bytes at a time.
const CHUNK: usize = 1024;

fn write(format: Format, rows: &[Entry], context: &Context, io: &mut Io<'_>) -> anyhow::Result<()> {
    match format {
        Format::Text => {
            let unit = context.config()?.distance_unit;
            write_text(rows, unit, context.theme(), io.out)?;
        }
        Format::Csv => {
            let header = Header::new();
            io.out.write_all(header.bytes())?;
            let bare = context.is_stdout_terminal();
            for rows in rows.chunks(CHUNK) {
                let lines = header.lines(rows);
                io.out
                    .write_all(if bare { harmless(&lines) } else { lines }.as_slice())?;
            }
        }
        Format::Json => {
            io.out.write_all(json_start().as_bytes())?;
            for (i, rows) in rows.chunks(CHUNK).enumerate() {
                io.out.write_all(&json(rows, i == 0)?)?;
            }
            io.out.write_all(json_end().as_bytes())?;
        }
    }
    Ok(())
}

/// Lines for a terminal: a note must not drive it, in whatever format.
fn harmless(lines: &[u8]) -> Vec<u8> {
    String::from_utf8_lossy(lines)
        .lines()
        .flat_map(|line| [for_terminal(line), "\n".to_owned()])
        .collect::<String>()
        .into_bytes()
}

fn write_text(
    rows: &[Entry],
    unit: DistanceUnit,
    theme: Theme,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let layout = Layout::of(rows, unit, theme);
    out.write_all(layout.header().as_bytes())?;
    for row in rows {
        out.write_all(layout.row(row).as_bytes())?;
    }
    Ok(())
}
