//! `backcare import`: brings in records from elsewhere.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::ValueEnum;

use super::Io;
use crate::Exit;
use crate::context::Context;
use crate::render::{Role, for_terminal};
use crate::store::{LogFile, Merge, MergeError, StoreError, Table, merge};

/// Bring in records from another log
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Rows that are here already stay single: doing it twice
changes nothing. With --base, the log that both came from,
a row that one of the two took back stays away; that is how
git merges two logs.

Examples:
  backcare import backcare ~/laptop/log.csv
  backcare import backcare other.csv --dry-run")]
pub(super) struct Args {
    /// Where the records come from
    #[arg(value_enum, value_name = "FORMAT")]
    format: Format,

    /// The file to read
    #[arg(value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    source: PathBuf,

    /// The log that both came from, for a three-way merge
    #[arg(long, value_name = "BASE", value_hint = clap::ValueHint::FilePath)]
    base: Option<PathBuf>,

    /// Show what would change, and write nothing
    #[arg(long)]
    dry_run: bool,
}

/// The formats that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Another backcare log: from another machine, or a sync program's copy
    Backcare,
}

pub(super) fn run(args: &Args, context: &Context, io: &mut Io<'_>) -> anyhow::Result<Exit> {
    let log = LogFile::at(context.log_path()?.0);
    match args.format {
        Format::Backcare => another_log(args, &log, context, io),
    }
}

fn another_log(
    args: &Args,
    log: &LogFile,
    context: &Context,
    io: &mut Io<'_>,
) -> anyhow::Result<Exit> {
    let theirs = read(&args.source)?;
    if theirs.header.is_none() {
        // What a failed download or a sync program leaves must not count as a log
        // from which every row was taken out.
        bail!(
            "{} is empty, so it is no log; a log has a header line. Nothing was written",
            args.source.display()
        );
    }
    // git gives an empty one where the two have no common beginning.
    let base = args.base.as_deref().map(read).transpose()?;
    let base = base.filter(|base| base.header.is_some());
    let plan = |ours: &Table| {
        merge(ours, &theirs, base.as_ref()).map_err(|why: MergeError| {
            anyhow::anyhow!("cannot import {}: {why}", args.source.display())
        })
    };
    if args.dry_run {
        let ours = ours(log)?;
        let merge = plan(&ours)?;
        return show(&merge, &ours, context, io);
    }
    let is_new = !log.exists()?;
    let locked = log.lock_or_create(&mut io.waiting())?;
    let merged = ours(log)
        .map_err(anyhow::Error::from)
        .and_then(|ours| plan(&ours))
        .and_then(|merge| {
            // git has both sides of its own file.
            let takes_out = !merge.patch.drop.is_empty() && !is_for_git(log.path());
            let apply = || locked.apply(&merge.patch);
            let copy = if takes_out {
                Some(locked.with_copy(&context.stamp(), apply)?)
            } else {
                apply()?;
                None
            };
            Ok((merge, copy))
        });
    if is_for_git(log.path()) {
        // Nobody else knows of that file, and its lock would be left lying about.
        locked.discard_lock();
    }
    let (merge, copy) = merged?;
    let mut text = String::new();
    if is_new {
        let path = for_terminal(&log.path().display().to_string());
        let _ = writeln!(text, "created {path}");
    }
    let _ = writeln!(text, "{}", summary(&merge));
    if let Some(copy) = copy {
        let copy = for_terminal(&copy.display().to_string());
        let _ = writeln!(text, "the log as it was is kept in\n  {copy}");
    }
    io.show_done(&text)?;
    Ok(Exit::Done)
}

/// A file that must be there.
fn read(path: &Path) -> anyhow::Result<Table> {
    match LogFile::at(path).table() {
        Err(StoreError::Missing { path }) => {
            bail!("there is no file {}; check the path", path.display())
        }
        result => Ok(result?),
    }
}

/// The log as it is, or as it will begin.
fn ours(log: &LogFile) -> Result<Table, StoreError> {
    match log.table() {
        Err(StoreError::Missing { .. }) => Ok(Table::empty(None)),
        result => result,
    }
}

/// Whether this is the file that git hands to a merge driver.
fn is_for_git(path: &Path) -> bool {
    path.file_name()
        .is_some_and(|name| name.to_string_lossy().starts_with(".merge_file_"))
}

/// `3 rows added, 120 there already, 1 taken out`
fn summary(merge: &Merge) -> String {
    let added = merge.patch.lines.len();
    let rows = if added == 1 { "row" } else { "rows" };
    let mut text = format!("{added} {rows} added, {} there already", merge.already);
    for (count, what) in [
        (merge.patch.drop.len(), "taken out"),
        (merge.away, "taken back before and left out"),
    ] {
        if count > 0 {
            let _ = write!(text, ", {count} {what}");
        }
    }
    if !merge.columns.is_empty() {
        let names: Vec<_> = merge.columns.iter().map(|name| shown(name)).collect();
        let _ = write!(text, "\nnew in the header: {}", names.join(", "));
    }
    text
}

/// The rows that would come and go.
fn show(merge: &Merge, ours: &Table, context: &Context, io: &mut Io<'_>) -> anyhow::Result<Exit> {
    let theme = context.theme();
    for row in &ours.rows {
        if merge.patch.drop.contains(&row.number) {
            let line = format!("- {}", shown(&row.bytes));
            writeln!(io.out, "{}", theme.paint(Role::Warning, line))?;
        }
    }
    for line in &merge.patch.lines {
        let line = format!("+ {}", shown(line));
        writeln!(io.out, "{}", theme.paint(Role::Good, line))?;
    }
    writeln!(io.out, "{}\nnothing was written", summary(merge))?;
    Ok(Exit::Done)
}

fn shown(bytes: &[u8]) -> String {
    for_terminal(&String::from_utf8_lossy(bytes))
}
