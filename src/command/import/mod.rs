//! `backcare import`: brings in records of other programs, or another backcare log.
//!
//! Everything is read and judged before a byte is written, and it is written at once.

mod summary;

use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow, bail};

use super::load::{Problems, guidance, settings};
use super::log;
use super::output::{Exit, Io, shown_line, shown_path};
use crate::analysis::{Period, Report};
use crate::domain::{DayStart, DistanceUnit, Entry, Pain, parse_day};
use crate::guidance::signs;
use crate::import::{self, Field, Format, Found, Options, Plan, Words};
use crate::log::{Added, Column, Header, Lock, Log, Merge, TimeOfDay};
use crate::report::{recorded, role, verdict_text};
use crate::term::{Role, count, for_terminal, prose};

/// Bring in training and pain of other programs
#[derive(Debug, clap::Args)]
#[command(after_help = help_text!("import"))]
pub struct Args {
    /// Files, folders or zip archives: of Strava, Garmin Connect, Apple Health
    /// or Runkeeper, FIT, GPX, TCX, a table, another backcare log; - is stdin. A
    /// word before them says what they are, where they are taken for something
    /// else: strava, garmin, fit, gpx, tcx, apple, csv or backcare
    #[arg(
        value_name = "FILE",
        required = true,
        value_parser = super::path_parser(),
        value_hint = clap::ValueHint::AnyPath
    )]
    files: Vec<PathBuf>,

    /// The activity where a file names none, or for a word that it has: run,
    /// Carrera=run. May be repeated
    #[arg(long = "as", value_name = "[WORD=]ACTIVITY")]
    words: Vec<String>,

    /// The unit of a table's distances: km or mi [default: that of the config]
    #[arg(long, value_name = "UNIT", value_parser = clap::builder::PossibleValuesParser::new(["km", "mi"]), hide_possible_values = true)]
    unit: Option<String>,

    /// The column of a field in a table of your own, such as pain="Pain Level";
    /// fields: date, time, pain, note, activity, minutes, km. May be repeated
    #[arg(long, value_name = "FIELD=COLUMN", value_parser = field)]
    map: Vec<(Field, String)>,

    /// The worst pain of the table's scale, such as 100 [default: 10]
    #[arg(long, value_name = "N", value_parser = scale)]
    scale: Option<f64>,

    /// Only what is of this day or later: 2026-11-20, "3 weeks ago"
    #[arg(long, value_name = "DATE")]
    since: Option<String>,

    /// Show what would come in, and write nothing
    #[arg(long)]
    dry_run: bool,

    /// Leave out files and rows that cannot be read, and name them
    #[arg(long)]
    skip_bad: bool,
}

fn field(text: &str) -> Result<(Field, String), String> {
    let (field, column) = text.split_once('=').unwrap_or((text, ""));
    let known = Field::named(&field.trim().to_lowercase());
    let field = if column.trim().is_empty() { None } else { known };
    let field = field.ok_or_else(|| {
        format!(
            "FIELD=COLUMN is accepted, with one of {}; try pain=\"Pain Level\"",
            Field::NAMES.join(", ")
        )
    })?;
    Ok((field, column.to_owned()))
}

fn scale(text: &str) -> Result<f64, &'static str> {
    let top = text.parse().ok().filter(|top: &f64| (1.0..=1000.0).contains(top));
    top.ok_or("a number from 1 to 1000 is accepted, such as 100")
}

pub fn run(args: &Args, io: &mut Io<'_>) -> anyhow::Result<Exit> {
    let (options, files) = args.options(io)?;
    let mut found = Found::default();
    for file in files {
        read(file, &options, &mut found, io)?;
    }
    settle_problems(&found, args.skip_bad, io)?;
    for theirs in &found.logs {
        refuse_or_name(theirs, io)?;
    }
    let path = io.context.log_path()?.0;
    if args.dry_run {
        let change = Change::new(&path, &mut found, options.day_start)?;
        let theme = io.context.theme();
        for added in change.merges.iter().flat_map(|merge| &merge.added) {
            let line = format!("+ {}", shown_line(added));
            writeln!(io.out, "{}", theme.paint(Role::Good, line))?;
        }
        let text = summary::text(&found, &change.plan, &change.merges, true, io.context)?;
        return io.print(text + "nothing was written\n");
    }
    let lock = Lock::create(&path, &mut io.waiting())?;
    let change = Change::new(&path, &mut found, options.day_start)?;
    let is_new = change.log.is_none();
    if let Some(log) = &change.log {
        let diary = log::read(Some(log), io.context)?;
        let added = &change.plan.added;
        log::refuse_look_alikes(log, added, TimeOfDay::Explicit, &diary.unread.columns, io)?;
    }
    let is_created = is_new && !(change.lines.is_empty() && found.logs.is_empty());
    if is_created || !change.lines.is_empty() {
        lock.add_lines(&change.header, &change.lines)?;
    }
    let mut text = String::new();
    if is_created {
        text = format!("created {}\n", shown_path(&path));
    }
    text += &summary::text(&found, &change.plan, &change.merges, false, io.context)?;
    text += &what_follows(&change, options.day_start, io)?;
    io.show_done(&text)?;
    if !change.columns.is_empty() {
        let _ = io.note(format!("your log has a new column: {}", change.columns.join(", ")));
    }
    Ok(Exit::Done)
}

impl Args {
    /// What was said, and the files; a format before them is none.
    fn options(&self, io: &Io<'_>) -> anyhow::Result<(Options, &[PathBuf])> {
        let (config, today) = (io.context.config()?, io.context.today()?);
        let format = self.files[0].to_str().and_then(Format::named);
        let (format, files) = match self.files.split_first() {
            Some((_, files)) if format.is_some() && !files.is_empty() => (format, files),
            _ => (None, &self.files[..]),
        };
        let unit = match self.unit.as_deref() {
            Some("mi") => DistanceUnit::Mi,
            Some(_) => DistanceUnit::Km,
            None => config.distance_unit,
        };
        let since = self.since.as_deref().map(|text| parse_day(text, today));
        let options = Options {
            format,
            words: Words::new(&self.words).context("--as")?,
            unit,
            map: self.map.clone(),
            scale: self.scale.unwrap_or_else(|| Pain::MAX.into()),
            since: since.transpose().context("--since")?,
            latest: io.context.latest_day()?,
            day_start: config.day_starts_at,
            local: crate::context::local,
        };
        Ok((options, files))
    }
}

/// Reads a file; a long one says how far it is, on a terminal.
fn read(path: &Path, options: &Options, found: &mut Found, io: &mut Io<'_>) -> anyhow::Result<()> {
    let is_shown = crate::context::Context::is_stderr_terminal();
    let mut is_told = false;
    let name = shown_path(path);
    let mut progress = |bytes: u64| {
        if is_shown {
            is_told = true;
            let _ = write!(io.err, "\rreading {name}: {} MB", bytes / 1_000_000);
            let _ = io.err.flush();
        }
    };
    import::read(path, options, &mut progress, found);
    if is_told {
        write!(io.err, "\r{:width$}\r", "", width = name.chars().count() + 30)?;
    }
    Ok(())
}

/// All or nothing: refuses what cannot be read, or names it and goes on.
fn settle_problems(found: &Found, skip_bad: bool, io: &mut Io<'_>) -> anyhow::Result<()> {
    const MOST_TOLD: usize = 3;
    let shown = |problem: &import::Problem| {
        let line = problem.line.map(|line| format!(", line {line}")).unwrap_or_default();
        for_terminal(&format!("{}{line}: {}", problem.file, problem.why))
    };
    if found.problems.is_empty() {
        return Ok(());
    }
    let is_empty = found.incoming.is_empty() && found.logs.is_empty();
    if skip_bad && !is_empty {
        for problem in &found.problems {
            io.note(format!("left out: {}", shown(problem)))?;
        }
        return Ok(());
    }
    let mut lines: Vec<String> = found.problems.iter().take(MOST_TOLD).map(shown).collect();
    let more = found.problems.len().saturating_sub(MOST_TOLD);
    if more > 0 {
        lines.push(format!("and {}", count(more as u64, "more problem")));
    }
    let hint = if is_empty { "" } else { "; --skip-bad takes the rest" };
    bail!("{}\nnothing was written{hint}", lines.join("\n"))
}

/// Refuses a log that cannot be added, and names what of it cannot be read.
fn refuse_or_name(theirs: &Log, io: &mut Io<'_>) -> anyhow::Result<()> {
    let source = &theirs.path;
    for it in &theirs.header.look_alikes {
        let (name, meant) = (for_terminal(&it.name), it.meant.name());
        io.note(format!("the column {name:?} is not read; did you mean {meant}?"))?;
    }
    if theirs.rows().any(|row| row.is_of_conflict()) {
        bail!(
            "{} holds an unfinished git merge, so nothing was written; finish it first",
            source.display()
        );
    }
    let is_read = |column: &Column| !matches!(column, Column::Date | Column::Time);
    if !theirs.header.columns.iter().flatten().any(is_read) {
        let columns = shown_line(&theirs.header.bytes);
        bail!(
            "nothing but the day is read of {}, so nothing was written: its columns are {columns}; \
             name one of them pain, or as docs/file-format.md has it",
            source.display()
        );
    }
    let mut problems = Problems::default();
    for problem in theirs.rows().flat_map(|row| row.problems) {
        problems.add(&problem);
    }
    let file = source.to_string_lossy();
    let file = shlex::try_quote(&file).unwrap_or_default();
    problems.report_of(source, &format!("backcare --file {file}"), io)
}

/// What an import does to the log.
struct Change {
    /// The log before; `None` where there is none.
    log: Option<Log>,
    header: Header,
    /// What is added, with line ends.
    lines: Vec<u8>,
    /// Columns that records need and the log lacked.
    columns: Vec<&'static str>,
    merges: Vec<Merge>,
    plan: Plan,
}

impl Change {
    fn new(path: &Path, found: &mut Found, day_start: DayStart) -> anyhow::Result<Self> {
        let log = Log::open(path)?;
        let mut now = log.clone().filter(|log| !log.is_empty());
        let (mut lines, mut merges) = (Vec::new(), Vec::new());
        for theirs in &found.logs {
            let merge = Merge::new(now.as_ref(), theirs)
                .map_err(|why| anyhow!("cannot import {}: {why}", theirs.path.display()))?;
            let more = merge.lines();
            now = Some(match now {
                Some(log) => log.and_lines(&merge.header, &more),
                None => Log::of(path, [&*merge.header.bytes, &more].concat())?,
            });
            lines.extend(more);
            merges.push(merge);
        }
        let rows = now.iter().flat_map(Log::rows).filter_map(|row| row.entry);
        let plan = import::plan(rows, std::mem::take(&mut found.incoming), day_start);
        let added = Added::new(now.as_ref(), &plan.added, TimeOfDay::Explicit)?;
        lines.extend(added.lines);
        let (header, columns) = (added.header, added.columns);
        Ok(Self { log, header, lines, columns, merges, plan })
    }
}

/// What pain among the new rows asks for: the signs that cannot wait, and the verdict where it
/// is another one.
fn what_follows(change: &Change, day_start: DayStart, io: &Io<'_>) -> anyhow::Result<String> {
    let has_pain = |row: &&Entry| row.pain.is_some() || !row.note.is_empty();
    let rows: Vec<Entry> = change.plan.added.iter().filter(has_pain).cloned().collect();
    if rows.is_empty() {
        return Ok(String::new());
    }
    let (theme, settings) = (io.context.theme(), settings(io.context)?);
    let mut diary = log::read(change.log.as_ref(), io.context)?;
    let headline =
        |report: &Report| Ok::<_, anyhow::Error>(verdict_text(report, &guidance(report)?).headline);
    let before = headline(&Report::new(&diary, Period::Weeks(1), settings))?;
    // Only what is new is alarming.
    let yesterday = diary.as_of.pred_opt().unwrap_or(diary.as_of);
    let (new, old): (Vec<Entry>, Vec<Entry>) =
        rows.into_iter().partition(|row| row.date >= yesterday);
    log::add(&mut diary, &old, day_start);
    let is_alarming = log::add(&mut diary, &new, day_start);
    let words = signs()?;
    let mut text = String::new();
    if let Some(sign) = new.iter().find_map(|row| words.in_note(&row.note)) {
        text += &recorded::sign_in_note(sign, &theme);
    } else if is_alarming {
        text += &recorded::urgent_signs(&words.main_urgent, &theme);
    }
    let now = Report::new(&diary, Period::Weeks(1), settings);
    let after = headline(&now)?;
    if log::without_numbers(&before) != log::without_numbers(&after) {
        text += &prose(&theme, Some(role(&now)), &format!("{after} (`backcare report`)"));
    }
    Ok(text)
}
