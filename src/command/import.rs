//! `backcare import`: brings in records from elsewhere.

use std::fmt::Write as _;
use std::path::PathBuf;

use anyhow::{anyhow, bail};

use super::load::Problems;
use super::output::{Exit, Io, shown_line, shown_path};
use crate::log::{Column, Lock, Log, Merge};
use crate::term::{Role, count, for_terminal};

/// Bring in records from another log
#[derive(Debug, clap::Args)]
#[command(after_help = help_text!("import"))]
pub struct Args {
    /// The file to read: another backcare log, from another machine or a sync
    /// program; - is stdin
    #[arg(value_name = "FILE", value_parser = super::path_parser(), value_hint = clap::ValueHint::FilePath)]
    source: PathBuf,

    // `import backcare FILE`, as it was written once.
    #[arg(hide = true)]
    more: Option<PathBuf>,

    /// Show what would change, and write nothing
    #[arg(long)]
    dry_run: bool,
}

/// Moments that are named one by one.
const MOST_NAMED: usize = 5;

pub fn run(args: &Args, io: &mut Io<'_>) -> anyhow::Result<Exit> {
    let source = match &args.more {
        Some(file) if args.source.as_os_str() == "backcare" => file,
        Some(more) => bail!("one file is accepted, and {} is a second one", more.display()),
        None => &args.source,
    };
    let theirs =
        if source.as_os_str() == "-" { Some(Log::from_stdin()?) } else { Log::open(source)? };
    let Some(theirs) = theirs else {
        bail!("there is no file {}; check the path", source.display());
    };
    if theirs.is_empty() {
        // What a failed download or a sync program leaves.
        bail!(
            "{} is empty, so it is not a log; a log has a header line. Nothing was written",
            theirs.path.display()
        );
    }
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
            theirs.path.display()
        );
    }
    let mut problems = Problems::default();
    for problem in theirs.rows().flat_map(|row| row.problems) {
        problems.add(&problem);
    }
    let file = source.to_string_lossy();
    let file = shlex::try_quote(&file).unwrap_or_default();
    problems.report_of(source, &format!("backcare --file {file}"), io)?;
    let path = io.context.log_path()?.0;
    let plan = || -> anyhow::Result<(bool, Merge)> {
        let ours = Log::open(&path)?;
        let there = ours.as_ref().filter(|log| !log.is_empty());
        let merge = Merge::new(there, &theirs)
            .map_err(|why| anyhow!("cannot import {}: {why}", source.display()))?;
        Ok((ours.is_none(), merge))
    };
    if args.dry_run {
        let merge = plan()?.1;
        let theme = io.context.theme();
        for added in &merge.added {
            let line = format!("+ {}", shown_line(added));
            writeln!(io.out, "{}", theme.paint(Role::Good, line))?;
        }
        return io.print(summary(&merge) + "nothing was written\n");
    }
    let lock = Lock::create(&path, &mut io.waiting())?;
    let (is_new, merge) = plan()?;
    if is_new || !merge.added.is_empty() {
        lock.add_lines(&merge.header, &merge.lines())?;
    }
    let created = if is_new { format!("created {}\n", shown_path(&path)) } else { String::new() };
    io.show_done(&(created + &summary(&merge)))?;
    Ok(Exit::Done)
}

fn summary(merge: &Merge) -> String {
    let added = count(merge.added.len() as u64, "row");
    let mut text = format!("{added} added, {} there already\n", merge.already);
    if !merge.columns.is_empty() {
        let names: Vec<_> = merge.columns.iter().map(|name| shown_line(name)).collect();
        let _ = writeln!(text, "new in the header: {}", names.join(", "));
    }
    for (date, time) in merge.differ.iter().take(MOST_NAMED) {
        let time = crate::domain::format_time(*time);
        let _ =
            writeln!(text, "{date} {time}: this log has another row of that moment; both count");
    }
    let more = merge.differ.len().saturating_sub(MOST_NAMED);
    if more > 0 {
        let _ = writeln!(text, "and {more} more moments with two rows that differ");
    }
    text
}
