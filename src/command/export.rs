//! `backcare export`: takes the records out, for other programs.

use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::ValueEnum;

use super::reading::open_log;
use super::rows::{Days, DaysArgs, Kept, read};
use super::{Io, outfile, status};
use crate::Exit;
use crate::content;
use crate::context::Context;
use crate::domain::{DayStart, Entry};
use crate::render::fhir::{BundleWriter, Choices, bundle_end, bundle_start, entries_start};
use crate::render::history::exported_json;
use crate::render::{for_spreadsheet, for_terminal};
use crate::store::{Header, LogFile};

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
    let Some(log) = open_log(context)? else {
        return status::welcome(context, io);
    };
    let day_start = context.config()?.day_starts_at;
    let mut kept = Kept::new(None, day_start);
    let problems = read(&log, days, &mut kept)?;
    let rows = kept.in_order();
    problems.report(&log, io)?;
    if rows.is_empty() {
        writeln!(io.err, "backcare: {}", days.nothing())?;
    }
    let bytes = match args.format {
        Format::Csv => csv(rows),
        Format::Json => exported_json(&rows, day_start)?.into_bytes(),
        Format::Fhir => fhir(
            &rows,
            Choices {
                name,
                notes: args.notes,
            },
            day_start,
            context,
        )?,
    };
    deliver(&bytes, args.output.as_deref(), &log, context, io)?;
    Ok(Exit::Done)
}

fn deliver(
    bytes: &[u8],
    output: Option<&Path>,
    log: &LogFile,
    context: &Context,
    io: &mut Io<'_>,
) -> anyhow::Result<()> {
    match output.filter(|path| *path != Path::new("-")) {
        Some(path) => outfile::save(path, bytes, log)?,
        None if context.is_stdout_terminal() => {
            // On a terminal a note must not drive it, in whatever form.
            for line in String::from_utf8_lossy(bytes).lines() {
                writeln!(io.out, "{}", for_terminal(line))?;
            }
        }
        None => io.out.write_all(bytes)?,
    }
    Ok(())
}

fn csv(mut rows: Vec<Entry>) -> Vec<u8> {
    for row in &mut rows {
        row.note = for_spreadsheet(&row.note).into_owned();
    }
    let header = Header::new();
    let mut bytes = header.bytes().to_vec();
    bytes.extend(header.lines(&rows));
    bytes
}

fn fhir(
    rows: &[Entry],
    choices: Choices<'_>,
    day_start: DayStart,
    context: &Context,
) -> anyhow::Result<Vec<u8>> {
    let signs = content::signs()?;
    let mut writer = BundleWriter::new(choices, &signs);
    let mut bytes = bundle_start().as_bytes().to_vec();
    let mut some = false;
    let mut add = |entry: &serde_json::Value| -> serde_json::Result<()> {
        bytes.extend_from_slice(if some {
            b",\n"
        } else {
            entries_start().as_bytes()
        });
        some = true;
        serde_json::to_writer(&mut bytes, entry)
    };
    if let Some(patient) = writer.patient() {
        add(&patient)?;
    }
    for row in rows {
        let moment = row
            .time
            .and_then(|time| context.with_offset(day_start.instant(row.date, time)));
        for entry in writer.row(row, moment) {
            add(&entry)?;
        }
    }
    bytes.extend_from_slice(bundle_end(some).as_bytes());
    Ok(bytes)
}
