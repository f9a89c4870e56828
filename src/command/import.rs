//! `backcare import`: brings in records from elsewhere.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::ValueEnum;

use super::output::{Exit, Io, shown};
use crate::log_file::{LockedLog, LogError, LogFile, Merge, Table, with_copy};
use crate::term::{Role, count, for_terminal};

/// Bring in records from another log
#[derive(Debug, clap::Args)]
#[command(after_help = help_text!("import"))]
pub struct Args {
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

pub fn run(args: &Args, io: &mut Io<'_>) -> anyhow::Result<Exit> {
    let log = LogFile::at(io.context.log_path()?.0);
    match args.format {
        Format::Backcare => another_log(args, &log, io),
    }
}

fn another_log(args: &Args, log: &LogFile, io: &mut Io<'_>) -> anyhow::Result<Exit> {
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
    let plan = || -> anyhow::Result<(Table, Merge)> {
        let ours = match Table::of(log) {
            Err(LogError::Missing { .. }) => Table::default(),
            result => result?,
        };
        let merge = Merge::new(&ours, &theirs, base.as_ref());
        let merge = merge
            .map_err(|why| anyhow::anyhow!("cannot import {}: {why}", args.source.display()))?;
        Ok((ours, merge))
    };
    if args.dry_run {
        return show(&plan()?.1, io);
    }
    let is_new = !log.exists()?;
    let locked = LockedLog::create(log, &mut io.waiting())?;
    // git has both sides of this file, and no other program uses it.
    let is_for_git =
        log.path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(".merge_file_"));
    let merged = plan().and_then(|(ours, merge)| {
        let apply = || merge.apply(&ours, &locked);
        let copy = if merge.dropped.is_empty() || is_for_git {
            apply()?;
            None
        } else {
            Some(with_copy(&locked, &io.context.stamp(), apply)?)
        };
        Ok((merge, copy))
    });
    if is_for_git {
        locked.discard();
    }
    let (merge, copy) = merged?;
    let mut text = String::new();
    if is_new {
        let _ = writeln!(text, "created {}", shown(&log.path));
    }
    let _ = writeln!(text, "{}", summary(&merge));
    if let Some(copy) = copy {
        let _ = writeln!(text, "the log as it was is kept in\n  {}", shown(&copy));
    }
    io.show_done(&text)?;
    Ok(Exit::Done)
}

fn read(path: &Path) -> anyhow::Result<Table> {
    match Table::of(&LogFile::at(path)) {
        Err(LogError::Missing { path }) => {
            bail!("there is no file {}; check the path", path.display())
        }
        result => Ok(result?),
    }
}

fn summary(merge: &Merge) -> String {
    let added = count(merge.added.len() as u64, "row");
    let mut text = format!("{added} added, {} there already", merge.already);
    for (count, what) in
        [(merge.dropped.len(), "taken out"), (merge.left_out, "taken back before and left out")]
    {
        if count > 0 {
            let _ = write!(text, ", {count} {what}");
        }
    }
    if !merge.columns.is_empty() {
        let names: Vec<_> = merge.columns.iter().map(|name| line(name)).collect();
        let _ = write!(text, "\nnew in the header: {}", names.join(", "));
    }
    text
}

/// What would be done, as a diff.
fn show(merge: &Merge, io: &mut Io<'_>) -> anyhow::Result<Exit> {
    let theme = io.context.theme();
    for row in &merge.dropped {
        let line = format!("- {}", line(&row.bytes));
        writeln!(io.out, "{}", theme.paint(Role::Warning, line))?;
    }
    for added in &merge.added {
        let line = format!("+ {}", line(added));
        writeln!(io.out, "{}", theme.paint(Role::Good, line))?;
    }
    io.print(summary(merge) + "\nnothing was written\n")
}

fn line(bytes: &[u8]) -> String {
    for_terminal(String::from_utf8_lossy(bytes).trim_end_matches(['\r', '\n']))
}
