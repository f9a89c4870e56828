//! `backcare check`: what is wrong with the log file, and mending what has one
//! meaning.

mod copies;
mod show;

use std::fmt::Write as _;

use anyhow::Context as _;

use self::copies::{Copy, look_beside};
use super::reading::open_log;
use super::{Io, status};
use crate::Exit;
use crate::context::Context;
use crate::render::for_terminal;
use crate::store::{Diagnosis, LogFile};

/// Find what is wrong with the log, and mend it
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Looks for rows and fields that cannot be read, what a
spreadsheet has rewritten, dates in the future, symptoms
that are not known, columns with a slip in their name,
copies that a sync program put beside the log, and a file
that others may read. Exits with 1 when something was found.
A row that stands there twice is told, and no finding: both
may be meant.

--fix mends only what has one meaning, such as 20.11.2026
for 2026-11-20, and first keeps a dated copy of the whole
file beside it; the last ten stay.")]
pub(super) struct Args {
    /// Mend what has one meaning
    #[arg(long)]
    fix: bool,

    /// Show what --fix would change, line by line, and write nothing
    #[arg(long)]
    dry_run: bool,

    /// List everything, however long it gets
    #[arg(long)]
    all: bool,
}

/// All that was found.
#[derive(Debug)]
struct Found {
    diagnosis: Diagnosis,
    copies: Vec<Copy>,
    /// The file's mode, where others may read it.
    mode: Option<u32>,
}

impl Found {
    fn in_log(log: &LogFile, context: &Context) -> anyhow::Result<Self> {
        // What is dated after midnight is not yet to come, whatever day it counts for.
        let today = context.today()?.max(context.now().date());
        Ok(Self {
            diagnosis: log.diagnose(today)?,
            copies: look_beside(log, context)?,
            mode: log
                .open_to_others()
                .with_context(|| format!("cannot see who may read {}", log.path().display()))?,
        })
    }

    fn is_empty(&self) -> bool {
        self.count() == 0
    }

    fn count(&self) -> usize {
        self.diagnosis.findings.len() + self.copies.len() + usize::from(self.mode.is_some())
    }

    /// What `--fix` takes care of.
    fn mendable(&self) -> usize {
        let fields = self.diagnosis.findings.iter();
        fields.filter(|finding| finding.becomes.is_some()).count()
            + usize::from(self.mode.is_some())
    }
}

pub(super) fn run(args: &Args, context: &Context, io: &mut Io<'_>) -> anyhow::Result<Exit> {
    let Some(log) = open_log(context)? else {
        return status::welcome(context, io);
    };
    let found = Found::in_log(&log, context)?;
    if args.dry_run {
        show::findings(&found, &log, args.all, context, io)?;
        show::diff(&found, &log, context, io)?;
        return Ok(exit(&found));
    }
    if !args.fix || found.mendable() == 0 {
        show::findings(&found, &log, args.all, context, io)?;
        if found.mendable() > 0 {
            show::how_to_mend(found.mendable(), context, io)?;
        }
        return Ok(exit(&found));
    }
    mend(&log, context, io)?;
    let left = Found::in_log(&log, context)?;
    show::findings(&left, &log, args.all, context, io)?;
    Ok(exit(&left))
}

fn exit(found: &Found) -> Exit {
    if found.is_empty() {
        Exit::Done
    } else {
        Exit::Yes
    }
}

/// Mends under the lock what is found there by then, and says what that was.
fn mend(log: &LogFile, context: &Context, io: &mut Io<'_>) -> anyhow::Result<()> {
    let locked = log.lock(&mut io.waiting())?;
    let found = Found::in_log(log, context)?;
    if found.mode.is_some() {
        match log.close_to_others() {
            Ok(()) => io.show_done("only you can read the log now (its mode is 0600)\n")?,
            // No reason to leave the rest as it is.
            Err(error) => writeln!(
                io.err,
                "backcare: cannot keep others from reading {}: {error}; its owner can",
                for_terminal(&log.path().display().to_string())
            )?,
        }
    }
    if !found.diagnosis.fixes.is_empty() {
        let copy = locked.mend(&found.diagnosis.fixes, &context.stamp())?;
        let mut shown = show::fixed(&found, context);
        let copy = for_terminal(&copy.display().to_string());
        let _ = writeln!(shown, "the file as it was is kept in\n  {copy}");
        io.show_done(&shown)?;
    }
    Ok(())
}
