//! `backcare export`: takes the records out, for other programs.

use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::ValueEnum;

use super::history::{Days, DaysArgs, rows};
use super::load::open_log;
use super::output::{Exit, Io, save};
use crate::context::Context;
use crate::domain::Entry;
use crate::export::{Choices, bundle};
use crate::guidance;
use crate::log::{Header, for_spreadsheet};
use crate::report::history;
use crate::term::count;

/// Take the records out, for other programs
#[derive(Debug, clap::Args)]
#[command(after_help = help_text!("export"))]
pub struct Args {
    /// The form to write
    #[arg(value_name = "FORMAT")]
    format: Format,

    #[command(flatten)]
    days: DaysArgs,

    /// Write it to FILE
    #[arg(short, long, value_name = "FILE", value_parser = super::path_parser(), value_hint = clap::ValueHint::FilePath)]
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

pub fn run(args: &Args, io: &mut Io<'_>) -> anyhow::Result<Exit> {
    let name = args.name.as_deref().map(str::trim);
    if name == Some("") {
        bail!("--name is empty; try the name to put on the records, or leave the option out");
    }
    if name.is_some() && args.format != Format::Fhir {
        bail!("--name goes with `export fhir` alone: the other forms have no place for it");
    }
    let days = Days::read(&args.days, io.context.today()?)?;
    let rows = if let Some(log) = open_log(io.context)? {
        rows(&log, days, io)?
    } else {
        // Without a log, a program that reads this still gets valid output.
        io.note(days.nothing())?;
        Vec::new()
    };
    let day_start = io.context.config()?.day_starts_at;
    let is_late = |row: &&Entry| row.time.is_some_and(|time| day_start.is_small_hours(time));
    let late = rows.iter().filter(is_late).count() as u64;
    if late > 0 && args.format != Format::Csv {
        let (rows, its) = (count(late, "row"), if late == 1 { "its" } else { "their" });
        io.note(format!(
            "{rows} from before {day_start} counted for the day before (day_starts_at); {its} \
             instant is on the next morning"
        ))?;
    }
    let bytes = match args.format {
        Format::Csv => csv(rows),
        Format::Json => history::json(&rows, day_start)?.into_bytes(),
        Format::Fhir => fhir(&rows, name, args.notes, io.context)?,
    };
    match args.output.as_deref() {
        Some(path) if path != Path::new("-") => {
            save(path, &bytes, &io.context.log_path()?.0)?;
            Ok(Exit::Done)
        }
        _ => io.print_data(&bytes, args.format != Format::Csv),
    }
}

fn csv(mut rows: Vec<Entry>) -> Vec<u8> {
    for row in &mut rows {
        row.note = for_spreadsheet(&row.note).into_owned();
    }
    let header = Header::of(&rows);
    let lines = header.lines(&rows, false);
    [header.bytes, lines].concat()
}

fn fhir(
    rows: &[Entry],
    name: Option<&str>,
    notes: bool,
    context: &Context,
) -> anyhow::Result<Vec<u8>> {
    let day_start = context.config()?.day_starts_at;
    let signs = guidance::signs()?;
    let rows = rows.iter().map(|row| {
        let instant = row.time.map(|time| day_start.instant(row.date, time));
        (row, instant.and_then(Context::with_offset))
    });
    Ok(bundle(rows, Choices { name, notes }, &signs)?.into_bytes())
}
