//! `backcare report`: pain over time, stretching, training, the verdict.

use std::path::{Path, PathBuf};

use anyhow::{anyhow, bail};
use chrono::NaiveDate;
use clap::ValueEnum;

use super::completions::Names;
use super::history::{Days, rows_quietly};
use super::load::{Problems, diary, guidance, open_log, settings};
use super::output::{Exit, Io, browse, save, save_aside, shown_path};
use super::status;
use crate::analysis::{Diary, Period, Report};
use crate::context::Context;
use crate::domain::{DAY_WORDS, parse_day};
use crate::guidance;
use crate::log::Log;
use crate::report::{self, Asked, Note, Page, Paper};
use crate::term::for_terminal;

/// Weeks shown by default.
const WEEKS: u32 = 12;

/// Show pain over time, and the verdict
#[expect(clippy::struct_excessive_bools, reason = "each is an option of the command line")]
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Show the N weeks that end on the report's day [default: 12]
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = weeks, group = "period")]
    weeks: Option<u32>,

    /// Show the days from DATE on
    #[arg(long, value_name = "DATE", value_parser = Names::new(DAY_WORDS), hide_possible_values = true, group = "period")]
    since: Option<String>,

    /// Show the whole log
    #[arg(long, group = "period")]
    all: bool,

    /// The report as it stood on DATE [default: today]
    #[arg(long, value_name = "DATE", value_parser = Names::new(DAY_WORDS), hide_possible_values = true)]
    as_of: Option<String>,

    /// How to write it [default: by the ending of FILE]
    #[arg(long, value_name = "FORMAT", value_enum)]
    format: Option<Format>,

    /// With text: the weeks as a table and the facts, too
    #[arg(long)]
    table: bool,

    /// Write it to FILE
    #[arg(short, long, value_name = "FILE", value_parser = super::path_parser(), value_hint = clap::ValueHint::FilePath)]
    output: Option<PathBuf>,

    /// With html or pdf: whose report it is; the name is stored nowhere
    #[arg(long, value_name = "NAME")]
    name: Option<String>,

    /// With html or pdf: the notes of these days, too
    #[arg(long)]
    notes: bool,

    /// With html or pdf: show it at once
    #[arg(long)]
    open: bool,

    /// With pdf: the size of the paper [default: a4]
    #[arg(long, value_name = "SIZE", value_enum)]
    paper: Option<Paper>,

    /// Exit with 1 when a doctor should look at it
    #[arg(long)]
    exit_code: bool,
}

/// A form of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For a terminal, with a chart
    Text,
    /// For programs
    Json,
    /// For documents and screen readers, without a chart
    #[value(alias = "md")]
    Markdown,
    /// For a doctor: one page to show, send or print
    #[value(alias = "htm")]
    Html,
    /// For a doctor: the same page on paper
    Pdf,
    /// The chart alone
    Svg,
}

/// What a format is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Purpose {
    /// To be read where it is printed.
    Reading,
    /// A page for a doctor.
    Page,
    /// For another program.
    Data,
}

impl Format {
    const fn purpose(self) -> Purpose {
        match self {
            Self::Text | Self::Markdown => Purpose::Reading,
            Self::Html | Self::Pdf => Purpose::Page,
            Self::Json | Self::Svg => Purpose::Data,
        }
    }

    /// How the name of its file ends.
    const fn ending(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Json => "json",
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Pdf => "pdf",
            Self::Svg => "svg",
        }
    }
}

fn weeks(text: &str) -> Result<u32, &'static str> {
    let weeks = text.parse().ok().filter(|weeks| (1..=5200).contains(weeks));
    weeks.ok_or("a whole number of weeks, 1 to 5200, is accepted")
}

pub fn run(args: &Args, io: &mut Io<'_>) -> anyhow::Result<Exit> {
    let format = args.format()?;
    args.check(format)?;
    if format == Format::Pdf && args.output.is_none() && !args.open && Context::is_stdout_terminal()
    {
        bail!(
            "a PDF cannot be shown on a terminal; name a file, as in -o report.pdf, or add --open"
        );
    }
    let (as_of, period) = args.days(io.context.today()?)?;
    let mut problems = Problems::default();
    let log = open_log(io.context)?;
    let diary = match &log {
        None if format.purpose() == Purpose::Reading && args.output.is_none() => {
            return status::welcome(io);
        }
        None => Diary::new(as_of),
        Some(log) => {
            // A replay ignores rows dated after its day.
            let latest = match args.as_of {
                Some(_) => None,
                None => Some(io.context.latest_day()?),
            };
            diary(log, Diary::new(as_of), latest, &mut problems)
        }
    };
    let report = Report::new(&diary, period, settings(io.context)?);
    let notes = match (args.notes, &log) {
        (false, _) => None,
        (true, None) => Some(Vec::new()),
        (true, Some(log)) => Some(notes(log, &report, io.context)?),
    };
    let asked = Asked { name: args.name(), notes: notes.as_deref() };
    let file = args.output.as_deref().filter(|path| *path != Path::new("-"));
    let words = guidance(&report)?;
    let unit = io.context.config()?.distance_unit;
    let page = || -> anyhow::Result<Page> {
        Ok(report::page(&report, &words, &guidance::sources()?, unit, asked))
    };
    let bytes = match format {
        Format::Text => {
            let theme = if file.is_some() { Context::file_theme() } else { io.context.theme() };
            let blocks = report::screen(&report, &words, unit, args.table);
            report::report_text(&blocks, &theme).into_bytes()
        }
        Format::Json => report::report_json(&report, &words)?.into_bytes(),
        Format::Markdown => report::markdown(&report::outline(&report, &words, unit)).into_bytes(),
        Format::Html => report::page_html(&page()?).into_bytes(),
        Format::Pdf => pdf(&page()?, args.paper.unwrap_or_default(), io)?,
        Format::Svg => report::report_svg(&report, unit).into_bytes(),
    };
    let log = io.context.log_path()?.0;
    problems.report(&log, io)?;
    match file {
        Some(path) => {
            save(path, &bytes, &log)?;
            if args.open {
                browse(path)?;
            }
        }
        None if args.open => {
            let suffix = if format == Format::Pdf { ".pdf" } else { ".html" };
            let path = save_aside(suffix, &bytes)?;
            browse(&path)?;
            let path = shown_path(&path);
            io.note(format!("the report is in {path} until you delete it"))?;
        }
        None => io.out.write_all(&bytes)?,
    }
    Ok(Exit::found(args.exit_code && report.asks_to_act()))
}

/// The notes of the days that are shown, in the order of time.
fn notes(log: &Log, report: &Report, context: &Context) -> anyhow::Result<Vec<Note>> {
    let days = Days { since: Some(report.since), until: Some(report.as_of) };
    // What cannot be read was noted when the diary was.
    let rows = rows_quietly(log, days, context, &mut Problems::default())?;
    let with_note = rows.into_iter().filter(|row| !row.note.trim().is_empty());
    Ok(with_note.map(|row| Note { date: row.date, text: row.note }).collect())
}

impl Args {
    /// Whether the options go together.
    fn check(&self, format: Format) -> anyhow::Result<()> {
        if self.name() == Some("") {
            bail!("--name is empty; try the name to put on the page, or leave the option out");
        }
        let page_only =
            [("--name", self.name.is_some()), ("--notes", self.notes), ("--open", self.open)];
        for (option, is_given) in page_only {
            if is_given && format.purpose() != Purpose::Page {
                bail!(
                    "{option} goes with --format html or pdf; the other formats have no place for it"
                );
            }
        }
        if self.table && format != Format::Text {
            bail!("--table goes with --format text; the other formats have their tables anyway");
        }
        if self.paper.is_some() && format != Format::Pdf {
            bail!("--paper goes with --format pdf alone; the other formats have no paper");
        }
        if self.open && self.output.as_deref() == Some(Path::new("-")) {
            bail!(
                "--open shows a file, and -o - writes none; name a file with -o, or leave it out"
            );
        }
        Ok(())
    }

    /// The format that was named, or that of the ending of FILE.
    fn format(&self) -> anyhow::Result<Format> {
        if let Some(format) = self.format {
            return Ok(format);
        }
        let ending = self.output.as_deref().and_then(Path::extension);
        let Some(ending) = ending.map(|ending| ending.to_string_lossy().to_ascii_lowercase())
        else {
            return Ok(if self.open { Format::Html } else { Format::Text });
        };
        let formats = Format::value_variants();
        let asked = match &*ending {
            "htm" => "html",
            "markdown" => "md",
            ending => ending,
        };
        formats.iter().copied().find(|format| format.ending() == asked).ok_or_else(|| {
            let endings: Vec<String> =
                formats.iter().map(|format| format!(".{}", format.ending())).collect();
            anyhow!(
                ".{} is not a format of a report; name the file with one of {}, or the format with --format",
                for_terminal(&ending),
                endings.join(" ")
            )
        })
    }

    fn name(&self) -> Option<&str> {
        self.name.as_deref().map(str::trim)
    }

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

/// As many characters that the fonts lack are named.
#[cfg(feature = "pdf")]
const MOST_NAMED: usize = 5;

/// The page as a PDF. What it cannot show is named on stderr.
#[cfg(feature = "pdf")]
fn pdf(page: &Page, paper: Paper, io: &mut Io<'_>) -> anyhow::Result<Vec<u8>> {
    let pdf = report::page_pdf(page, paper)?;
    if !pdf.lacking.is_empty() {
        let some: Vec<String> = pdf.lacking.iter().take(MOST_NAMED).map(char::to_string).collect();
        let more = match pdf.lacking.len().saturating_sub(some.len()) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let some = some.join(" ");
        io.note(format!(
            "the PDF's font lacks {some}{more}; a box stands for each, --format html shows them"
        ))?;
    }
    Ok(pdf.bytes)
}

/// This build has no PDF.
#[cfg(not(feature = "pdf"))]
fn pdf(_: &Page, _: Paper, _: &mut Io<'_>) -> anyhow::Result<Vec<u8>> {
    anyhow::bail!(
        "this backcare was built without PDF; try --format html and print that, or build it with `cargo install backcare --features pdf`"
    )
}
