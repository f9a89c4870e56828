//! `backcare report`: pain over time, stretching, training, the verdict.

use std::path::{Path, PathBuf};

use anyhow::bail;
use chrono::NaiveDate;
use clap::ValueEnum;

use super::reading::{Problems, diary, guidance, open_log, settings};
use super::{Io, outfile, status};
use crate::Exit;
use crate::analysis::{Diary, Period, Report};
use crate::context::Context;
use crate::domain::parse_day;
use crate::render::{self, Theme};
use crate::store::LogFile;

/// Weeks shown when nothing is said.
const WEEKS: u32 = 12;

/// Show pain over time, and the verdict
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Show the N weeks that end on the report's day [default: 12]
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = clap::value_parser!(u32).range(1..=5200), group = "period")]
    weeks: Option<u32>,

    /// Show the days from DATE on
    #[arg(long, value_name = "DATE", group = "period")]
    since: Option<String>,

    /// Show the whole log
    #[arg(long, group = "period")]
    all: bool,

    /// The report as it stood on DATE [default: today]
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,

    /// How to write it
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    format: Format,

    /// Write it to FILE
    #[arg(short, long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    output: Option<PathBuf>,

    /// Exit with 1 when a doctor should look at it
    #[arg(long)]
    exit_code: bool,
}

/// A form of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Format {
    /// For a terminal, with a chart
    #[default]
    Text,
    /// For programs
    Json,
    /// For documents and screen readers, without a chart
    #[value(alias = "md")]
    Markdown,
}

pub(super) fn run(args: &Args, context: &Context, io: &mut Io<'_>) -> anyhow::Result<Exit> {
    let (as_of, period) = args.days(context.today()?)?;
    let log = open_log(context)?;
    if log.is_none() && args.format != Format::Json && args.output.is_none() {
        return status::welcome(context, io);
    }
    let mut problems = Problems::default();
    let diary = match &log {
        Some(log) => diary(log, as_of, &mut problems)?,
        None => Diary::new(as_of),
    };
    let report = Report::new(&diary, period, settings(context)?);
    let file = args
        .output
        .as_deref()
        .filter(|path| *path != Path::new("-"));
    let theme = match file {
        Some(_) => context.file_theme(),
        None => context.theme(),
    };
    let text = args.format.write(&report, context, &theme)?;
    let place = match &log {
        Some(log) => log.clone(),
        None => LogFile::at(context.log_path()?.0),
    };
    problems.report(&place, io)?;
    match file {
        Some(path) => outfile::save(path, text.as_bytes(), &place)?,
        None => io.out.write_all(text.as_bytes())?,
    }
    Ok(if args.exit_code && report.verdict.status.asks_to_act() {
        Exit::Yes
    } else {
        Exit::Done
    })
}

impl Args {
    /// The report's day and period. Words for `--since` look back from the
    /// report's day, so that a replay shows the same.
    fn days(&self, today: NaiveDate) -> anyhow::Result<(NaiveDate, Period)> {
        let as_of = match &self.as_of {
            Some(text) => parse_day(text, today)?,
            None => today,
        };
        let period = match (&self.since, self.weeks, self.all) {
            (Some(text), ..) => {
                let since = parse_day(text, as_of)?;
                if since > as_of {
                    bail!(
                        "--since {since} is after the report's day, {as_of}; name an earlier day, or a later one with --as-of"
                    );
                }
                Period::Since(since)
            }
            (None, Some(weeks), _) => Period::Weeks(weeks),
            (None, None, true) => Period::All,
            (None, None, false) => Period::Weeks(WEEKS),
        };
        Ok((as_of, period))
    }
}

impl Format {
    fn write(self, report: &Report, context: &Context, theme: &Theme) -> anyhow::Result<String> {
        let guidance = guidance()?;
        let unit = context.config()?.distance_unit;
        Ok(match self {
            Self::Text => render::report_text(report, &guidance, unit, theme),
            Self::Json => render::report_json(report, &guidance)?,
            Self::Markdown => render::report_markdown(report, &guidance, unit),
        })
    }
}
