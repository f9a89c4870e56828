//! `backcare edit`: a copy of the log in the user's editor, checked before it
//! takes the log's place.

mod copy;
mod editor;

use std::fmt;
use std::ops::ControlFlow;
use std::path::Path;

use anyhow::anyhow;
use chrono::NaiveDate;

use self::copy::{Copy, Wrong, check};
use self::editor::Editor;
use super::reading::{latest_day, open_log};
use super::{Interrupted, Io, prompt, status};
use crate::Exit;
use crate::context::Context;
use crate::domain::parse_day;
use crate::render::for_terminal;
use crate::store::{Content, LogFile, StoreError};

/// Open the log in your editor, and check it
#[derive(Debug, clap::Args)]
#[command(after_help = "\
The editor is $VISUAL or $EDITOR, with its arguments, such
as `code --wait`; it must wait until you are done. You edit
a copy: the log changes only when the copy can be read, all
at once, and only if nothing was logged meanwhile. Otherwise
the copy is kept, and you are told where.

Examples:
  backcare edit
  backcare edit yesterday
  EDITOR=\"code --wait\" backcare edit 2026-11-20")]
pub(super) struct Args {
    /// The day to open the log at: 2026-11-20, yesterday, monday, "3 days ago"
    #[arg(value_name = "DATE")]
    date: Option<String>,
}

/// Problems that are listed one by one.
const MOST_LISTED: usize = 10;

pub(super) fn run(args: &Args, context: &Context, io: &mut Io<'_>) -> anyhow::Result<Exit> {
    let day = match &args.date {
        Some(text) => Some(parse_day(text, context.today()?)?),
        None => None,
    };
    let Some(log) = open_log(context)? else {
        return status::welcome(context, io);
    };
    let editor = Editor::new(context.editor().as_deref())?;
    let old = log.contents()?;
    let line = day.and_then(|day| line_of(&log, day));
    let session = Session {
        copy: Copy::of(&log, &old)?,
        log,
        old,
    };
    // Nothing of ours may come out in the middle of the editor's screen.
    io.out.flush()?;
    io.err.flush()?;
    session.edit(&editor, line, context, io)
}

/// The line of the first row of `day`, or of the days after it; the last row's
/// where there is none.
fn line_of(log: &LogFile, day: NaiveDate) -> Option<u64> {
    let mut line_of = None;
    // A log that cannot be read opens at its beginning.
    let _ = log.for_each(&mut |line| match line.content {
        Content::Row(row) => {
            line_of = Some(line.number);
            if row.entry.date >= day {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        }
        _ => ControlFlow::Continue(()),
    });
    line_of
}

/// A log, what it held when it was opened, and the copy that is edited.
struct Session {
    log: LogFile,
    old: Vec<u8>,
    copy: Copy,
}

/// What to do about a copy that cannot be read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Choice {
    Again,
    Keep,
    Leave,
}

impl fmt::Display for Choice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Again => "edit again",
            Self::Keep => "keep the copy, and leave the log as it was",
            Self::Leave => "leave; the changes are lost",
        })
    }
}

impl Session {
    fn edit(
        self,
        editor: &Editor,
        mut line: Option<u64>,
        context: &Context,
        io: &mut Io<'_>,
    ) -> anyhow::Result<Exit> {
        loop {
            if let Err(error) = editor.open(self.copy.path(), line) {
                return self.not_saved(error, io);
            }
            let new = self.copy.bytes()?;
            if new == self.old {
                writeln!(io.out, "nothing was changed")?;
                return Ok(Exit::Done);
            }
            let wrong = match check(&self.copy, latest_day(context)?) {
                Ok(wrong) => wrong,
                Err(error) => return self.not_saved(error, io),
            };
            if wrong.new.is_empty() {
                return self.save(&new, &wrong, editor, context, io);
            }
            list(&wrong, io)?;
            if !context.is_interactive() {
                let error = anyhow!("the edited copy has problems");
                return self.not_saved(error, io);
            }
            let options = vec![Choice::Again, Choice::Keep, Choice::Leave];
            match prompt::choose("What now?", options) {
                Ok(Choice::Again) => line = Some(wrong.first_line),
                Ok(Choice::Keep) => {
                    let path = self.copy.keep();
                    return Err(left_alone(&path));
                }
                Ok(Choice::Leave) => {
                    writeln!(io.out, "nothing was changed")?;
                    return Ok(Exit::Done);
                }
                Err(error) => return self.not_saved(error, io),
            }
        }
    }

    fn save(
        self,
        new: &[u8],
        wrong: &Wrong,
        editor: &Editor,
        context: &Context,
        io: &mut Io<'_>,
    ) -> anyhow::Result<Exit> {
        let fewer = wrong.rows_before.saturating_sub(wrong.rows);
        editor.forget_interrupt();
        let locked = {
            let mut notice = io.waiting();
            self.log.lock(&mut |lock, waited| {
                if editor.is_interrupted() {
                    return ControlFlow::Break(());
                }
                notice(lock, waited)
            })
        };
        if locked.is_err() && editor.is_interrupted() {
            return self.not_saved(Interrupted.into(), io);
        }
        let saved = locked.and_then(|locked| {
            let exchange = || locked.exchange(&self.old, new);
            // An editor that fails half-way may leave half of a file.
            if fewer > 0 {
                return locked.with_copy(&context.stamp(), exchange).map(Some);
            }
            exchange().map(|()| None)
        });
        let copy = match saved {
            Ok(copy) => copy,
            Err(StoreError::Changed { .. }) => {
                let error = anyhow!("something else changed the log while you edited it");
                return self.not_saved(error, io);
            }
            Err(error) => return self.not_saved(error.into(), io),
        };
        let rows = |n: u64| format!("{n} row{}", if n == 1 { "" } else { "s" });
        let mut text = format!("saved; the log has {}", rows(wrong.rows));
        if let Some(copy) = copy {
            let copy = for_terminal(&copy.display().to_string());
            let fewer = rows(fewer);
            text = format!("{text}, {fewer} fewer than before; as it was it is kept in\n  {copy}");
        }
        text.push('\n');
        io.show_done(&text)?;
        for note in &wrong.notes {
            writeln!(io.err, "backcare: {}", for_terminal(note))?;
        }
        if wrong.old > 0 {
            let old = wrong.old;
            let (lines, is) = if old == 1 {
                ("line", "is")
            } else {
                ("lines", "are")
            };
            writeln!(
                io.err,
                "backcare: {old} {lines} that could not be read before {is} as they were; `backcare check` lists them"
            )?;
        }
        Ok(Exit::Done)
    }

    /// Ends with `error`, and keeps the copy where it holds changes.
    fn not_saved(self, error: anyhow::Error, io: &mut Io<'_>) -> anyhow::Result<Exit> {
        if self.copy.bytes().is_ok_and(|new| new == self.old) {
            return Err(if error.is::<Interrupted>() {
                error
            } else {
                anyhow!("{error:#}; nothing was changed")
            });
        }
        let path = self.copy.keep();
        if error.is::<Interrupted>() {
            // Only the exit code speaks of Ctrl-C; the copy must still be named.
            writeln!(
                io.err,
                "backcare: {}",
                for_terminal(&left_alone(&path).to_string())
            )?;
            return Err(error);
        }
        Err(anyhow!("{error:#}\n{}", left_alone(&path)))
    }
}

fn left_alone(path: &Path) -> anyhow::Error {
    anyhow!(
        "the log was left as it was; your copy is kept in {}",
        path.display()
    )
}

/// Lists what is wrong in the copy.
fn list(wrong: &Wrong, io: &mut Io<'_>) -> anyhow::Result<()> {
    let count = wrong.new.len();
    let problems = if count == 1 { "problem" } else { "problems" };
    writeln!(io.err, "backcare: {count} {problems} in the edited copy:")?;
    for problem in wrong.new.iter().take(MOST_LISTED) {
        writeln!(io.err, "  {}", for_terminal(problem))?;
    }
    if count > MOST_LISTED {
        writeln!(io.err, "  and {} more", count - MOST_LISTED)?;
    }
    Ok(())
}
