//! `backcare export`: takes the records out, for other programs.

use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::ValueEnum;

use super::reading::{Problems, open_log};
use super::rows::{Days, DaysArgs, Listed};
use super::{Io, outfile};
use crate::Exit;
use crate::content;
use crate::context::Context;
use crate::domain::DayStart;
use crate::render::fhir::{BundleWriter, Choices};
use crate::render::history::{exported, exported_start, json_end};
use crate::render::{for_json, for_terminal};
use crate::store::{Header, LogFile, for_spreadsheet};

const MORE: &str = "\
csv   the log's own columns, in their order and forms. A note that a spreadsheet
      would run as a formula gets an apostrophe in front.
json  {\"schema\": \"backcare.export/1\", \"rows\": [...]}: a row has the log's columns
      as keys, and \"instant\", the local date and time at which it happened.
fhir  a FHIR R4 Bundle of Observations; docs/fhir.md names its codes. Notes and
      a name are in it only when you ask for them.

Oldest first. What cannot be read is named on stderr; your log stays as it is.

Examples:
  backcare export csv --since 2026-10-01 -o october.csv
  backcare export fhir --name \"Ada Example\" --notes -o for-the-clinic.json";

/// Take the records out, for other programs
#[derive(Debug, clap::Args)]
#[command(after_help = MORE)]
pub(super) struct Args {
    /// The form to write
    #[arg(value_name = "FORMAT")]
    format: Format,

    #[command(flatten)]
    days: DaysArgs,

    /// Write it to FILE
    #[arg(short, long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    output: Option<PathBuf>,

    /// With fhir: the notes, too (csv and json always have them)
    #[arg(long)]
    notes: bool,

    /// With fhir: whose records they are; the name is stored nowhere
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
}

/// A form of the records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// The log's own columns and forms
    Csv,
    /// For programs
    Json,
    /// For a clinic's software: a FHIR R4 Bundle
    Fhir,
}

pub(super) fn run(args: &Args, context: &Context, io: &mut Io<'_>) -> anyhow::Result<Exit> {
    let name = args.name.as_deref().map(str::trim);
    if name == Some("") {
        bail!("--name is empty; write the name to put on the records, or leave the option out");
    }
    if name.is_some() && args.format != Format::Fhir {
        bail!("--name goes with `export fhir` alone: the other forms have no place for it");
    }
    let days = Days::read(&args.days, context.today()?)?;
    let day_start = context.config()?.day_starts_at;
    let found = open_log(context)?;
    let log = match &found {
        Some(log) => log.clone(),
        None => LogFile::at(context.log_path()?.0),
    };
    // Where there is no log yet, what reads this still gets its own form.
    let mut rows = Listed::Rows(Vec::new());
    if found.is_some() {
        let mut problems = Problems::default();
        rows = Listed::find(&log, days, None, day_start, &mut |_| (), &mut problems)?;
        problems.report(&log, io)?;
    }
    if rows.is_empty() {
        writeln!(io.err, "backcare: {}", days.nothing())?;
    }
    let mut bytes = Vec::new();
    match args.format {
        Format::Csv => csv(&rows, &mut bytes)?,
        Format::Json => json(&rows, day_start, &mut bytes)?,
        Format::Fhir => {
            let choices = Choices {
                name,
                notes: args.notes,
            };
            fhir(&rows, choices, day_start, context, &mut bytes)?;
        }
    }
    deliver(&bytes, args, &log, context, io)?;
    Ok(Exit::Done)
}

fn deliver(
    bytes: &[u8],
    args: &Args,
    log: &LogFile,
    context: &Context,
    io: &mut Io<'_>,
) -> anyhow::Result<()> {
    match args
        .output
        .as_deref()
        .filter(|path| *path != Path::new("-"))
    {
        Some(path) => outfile::save(path, bytes, log)?,
        None if context.is_stdout_terminal() => {
            // On a terminal a note must not drive it; JSON stays JSON.
            let text = String::from_utf8_lossy(bytes);
            match args.format {
                Format::Csv => {
                    for line in text.lines() {
                        writeln!(io.out, "{}", for_terminal(line))?;
                    }
                }
                Format::Json | Format::Fhir => {
                    io.out.write_all(for_json(text.into_owned()).as_bytes())?;
                }
            }
        }
        None => io.out.write_all(bytes)?,
    }
    Ok(())
}

fn csv(rows: &Listed<'_>, bytes: &mut Vec<u8>) -> anyhow::Result<()> {
    let header = Header::new();
    bytes.extend_from_slice(header.bytes());
    rows.for_each(&mut |rows| {
        let mut rows = rows.to_vec();
        for row in &mut rows {
            row.note = for_spreadsheet(&row.note).into_owned();
        }
        bytes.extend(header.lines(&rows));
        Ok(())
    })
}

fn json(rows: &Listed<'_>, day_start: DayStart, bytes: &mut Vec<u8>) -> anyhow::Result<()> {
    bytes.extend_from_slice(exported_start().as_bytes());
    let mut first = true;
    rows.for_each(&mut |rows| {
        bytes.extend(exported(rows, first, day_start)?);
        first &= rows.is_empty();
        Ok(())
    })?;
    bytes.extend_from_slice(json_end().as_bytes());
    Ok(())
}

fn fhir(
    rows: &Listed<'_>,
    choices: Choices<'_>,
    day_start: DayStart,
    context: &Context,
    bytes: &mut Vec<u8>,
) -> anyhow::Result<()> {
    let signs = content::signs()?;
    let mut bundle = BundleWriter::new(choices, &signs);
    rows.for_each(&mut |rows| {
        for row in rows {
            let moment = row
                .time
                .and_then(|time| context.with_offset(day_start.instant(row.date, time)));
            bundle.row(row, moment)?;
        }
        Ok(())
    })?;
    bytes.extend(bundle.finish());
    Ok(())
}
