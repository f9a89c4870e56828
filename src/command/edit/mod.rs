//! `backcare edit`: a copy of the log in the user's editor, checked before it
//! takes the log's place.

mod check;
mod editor;

use std::fs;
use std::ops::ControlFlow;
use std::path::PathBuf;

use anyhow::{Context as _, anyhow};
use chrono::NaiveDate;
use tempfile::TempDir;

use self::check::{Wrong, check};
use self::editor::Editor;
use super::load::{latest_day, open_log};
use super::output::{Exit, Io, shown};
use super::status;
use crate::domain::parse_day;
use crate::log_file::{Edit, LockedLog, LogError, LogFile, with_copy, write_new};
use crate::term::{Asker, Interrupted, count, for_terminal};

/// Open the log in your editor, and check it
#[derive(Debug, clap::Args)]
#[command(after_help = help_text!("edit"))]
pub struct Args {
    /// The day to open the log at: 2026-11-20, yesterday, monday, "3 days ago"
    #[arg(value_name = "DATE")]
    date: Option<String>,
}

/// Problems that are listed one by one.
const MOST_LISTED: usize = 10;

pub fn run(args: &Args, io: &mut Io<'_>) -> anyhow::Result<Exit> {
    let day = match &args.date {
        Some(text) => Some(parse_day(text, io.context.today()?)?),
        None => None,
    };
    let Some(log) = open_log(io.context)? else {
        return status::welcome(io);
    };
    let editor = Editor::new(io.context.editor().as_deref())?;
    let old = log.contents()?;
    let line = day.and_then(|day| line_of(&log, day));
    let session = Session::new(log, old)?;
    // Nothing of ours may come out in the middle of the editor's screen.
    io.out.flush()?;
    io.err.flush()?;
    match session.edit(&editor, line, io) {
        Ok(Some(exit)) => Ok(exit),
        Ok(None) => Err(session.left_alone()),
        Err(error) => session.not_saved(error, io),
    }
}

/// The line of the first row of `day` or a later one, or else of the last row.
fn line_of(log: &LogFile, day: NaiveDate) -> Option<u64> {
    // A log that cannot be read opens at its beginning.
    let mut lines = log.lines().ok()?;
    let mut last = None;
    while let Some(line) = lines.next_line().ok()? {
        if let Some(entry) = line.content.entry() {
            last = Some(line.number);
            if entry.date >= day {
                break;
            }
        }
    }
    last
}

/// A log, what it held when it was opened, and the copy that is edited.
struct Session {
    log: LogFile,
    old: Vec<u8>,
    /// The copy's folder, removed with it unless it is to stay.
    folder: TempDir,
    copy: PathBuf,
}

const LEAVE: &str = "leave; the changes are lost";

impl Session {
    fn new(log: LogFile, old: Vec<u8>) -> anyhow::Result<Self> {
        let failed = "cannot make a copy to edit in the folder for temporary files";
        let mut builder = tempfile::Builder::new();
        builder.prefix("backcare-");
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
        let folder = builder.tempdir().context(failed)?;
        let name = log.path.file_name().unwrap_or("log.csv".as_ref());
        let mut copy = folder.path().join(name);
        // Editors go by the ending.
        if copy.extension().is_none_or(|ending| ending != "csv") {
            copy.as_mut_os_string().push(".csv");
        }
        write_new(&copy, &old).context(failed)?;
        Ok(Self { log, old, folder, copy })
    }

    /// Lets the user edit the copy until it is saved or left. `None`: it is to stay.
    fn edit(
        &self,
        editor: &Editor,
        mut line: Option<u64>,
        io: &mut Io<'_>,
    ) -> anyhow::Result<Option<Exit>> {
        loop {
            editor.open(&self.copy, line)?;
            let new = self.edited()?;
            if new == self.old {
                return io.print("nothing was changed\n").map(Some);
            }
            let wrong = check(&self.old, &new, latest_day(io.context)?)?;
            if wrong.new.is_empty() {
                return self.save(new, &wrong, editor, io).map(Some);
            }
            list(&wrong, io)?;
            if !io.context.is_interactive() {
                return Err(anyhow!("the edited copy has problems"));
            }
            let (theme, height) = (io.context.stderr_theme(), io.context.stderr_height());
            let options = ["edit again", "keep the copy, and leave the log as it was", LEAVE];
            let answer = Asker::new(theme, height, io.err)?.choose("What now?", &options)?;
            match answer {
                0 => line = Some(wrong.first_line),
                1 => return Ok(None),
                _ => return io.print("nothing was changed\n").map(Some),
            }
        }
    }

    fn edited(&self) -> anyhow::Result<Vec<u8>> {
        fs::read(&self.copy).with_context(|| {
            let copy = self.copy.display();
            format!("cannot read the edited copy {copy}; the log was left as it was")
        })
    }

    fn save(
        &self,
        new: Vec<u8>,
        wrong: &Wrong,
        editor: &Editor,
        io: &mut Io<'_>,
    ) -> anyhow::Result<Exit> {
        editor.forget_interrupt();
        let locked = {
            let mut notice = io.waiting();
            LockedLog::of(&self.log, &mut |lock, waited| {
                if editor.is_interrupted() {
                    return ControlFlow::Break(());
                }
                notice(lock, waited)
            })
        };
        if locked.is_err() && editor.is_interrupted() {
            return Err(Interrupted.into());
        }
        let locked = locked?;
        let only_adds = new.starts_with(&self.old);
        let edit = Edit { start: 0, old: self.old.clone(), new };
        let replace = || locked.replace(self.old.len() as u64, &[edit]);
        // An editor that fails half-way may leave half of a file, or of its columns.
        let saved = if only_adds {
            replace().map(|()| None)
        } else {
            with_copy(&locked, &io.context.stamp(), replace).map(Some)
        };
        let copy = saved.map_err(|error| match error {
            LogError::Changed { .. } => {
                anyhow!("something else changed the log while you edited it")
            }
            error => error.into(),
        })?;
        let mut text = format!("saved; the log has {}", count(wrong.rows, "row"));
        if let Some(copy) = copy {
            let fewer = match wrong.rows_before.saturating_sub(wrong.rows) {
                0 => String::new(),
                fewer => format!(", {} fewer than before", count(fewer, "row")),
            };
            text = format!("{text}{fewer}; as it was it is kept in\n  {}", shown(&copy));
        }
        io.show_done(&(text + "\n"))?;
        for note in &wrong.notes {
            io.note(for_terminal(note))?;
        }
        if wrong.old > 0 {
            let lines = count(wrong.old as u64, "line");
            let are = if wrong.old == 1 { "is" } else { "are" };
            io.note(format!(
                "{lines} that could not be read before {are} as they were; `backcare check` lists them"
            ))?;
        }
        Ok(Exit::Done)
    }

    /// Ends with `error`; the copy stays where it holds changes.
    fn not_saved(self, error: anyhow::Error, io: &mut Io<'_>) -> anyhow::Result<Exit> {
        let is_interrupt = error.is::<Interrupted>();
        if !self.copy.exists() {
            return Err(error);
        }
        if self.edited().is_ok_and(|new| new == self.old) {
            return Err(match is_interrupt {
                true => error,
                false => anyhow!("{error:#}; nothing was changed"),
            });
        }
        let left_alone = self.left_alone();
        if is_interrupt {
            // Only the exit code speaks of Ctrl-C; the copy must still be named.
            io.note(for_terminal(&left_alone.to_string()))?;
            return Err(error);
        }
        Err(anyhow!("{error:#}\n{left_alone}"))
    }

    /// Lets the copy stay, and says where it is.
    fn left_alone(self) -> anyhow::Error {
        let _ = self.folder.keep();
        anyhow!("the log was left as it was; your copy is kept in {}", self.copy.display())
    }
}

/// Lists what is wrong in the copy.
fn list(wrong: &Wrong, io: &mut Io<'_>) -> anyhow::Result<()> {
    let problems = count(wrong.new.len() as u64, "problem");
    io.note(format!("{problems} in the edited copy:"))?;
    for problem in wrong.new.iter().take(MOST_LISTED) {
        writeln!(io.err, "  {}", for_terminal(problem))?;
    }
    if wrong.new.len() > MOST_LISTED {
        writeln!(io.err, "  and {} more", wrong.new.len() - MOST_LISTED)?;
    }
    Ok(())
}
