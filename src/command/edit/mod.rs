//! `backcare edit`: a copy of the log in the user's editor, checked before it
//! takes the log's place.

mod check;
mod editor;

use std::fs;
use std::ops::ControlFlow;
use std::path::PathBuf;

use anyhow::{Context as _, anyhow, bail};
use chrono::NaiveDate;
use tempfile::TempDir;

use self::check::{Wrong, check};
use self::editor::Editor;
use super::completions::Names;
use super::output::{Exit, Io, shown_path};
use super::status;
use crate::context::{Context, SettingOrigin};
use crate::domain::{DAY_WORDS, parse_day};
use crate::log::{Lock, Log, LogError, read, write_new};
use crate::term::{Interrupted, count, for_terminal};

/// Open the log in your editor, and check it
#[derive(Debug, clap::Args)]
#[command(after_help = help_text!("edit"))]
pub struct Args {
    /// The day to open the log at: 2026-11-20, yesterday, monday, "3 days ago"
    #[arg(value_name = "DATE", value_parser = Names::new(DAY_WORDS), hide_possible_values = true)]
    date: Option<String>,
}

/// Problems that are listed one by one.
const MOST_LISTED: usize = 10;

pub fn run(args: &Args, io: &mut Io<'_>) -> anyhow::Result<Exit> {
    let day = match &args.date {
        Some(text) => Some(parse_day(text, io.context.today()?)?),
        None => None,
    };
    let (path, source) = io.context.log_path()?;
    // Also one that cannot be read as a log: here it can be corrected.
    let old = match read(&path)? {
        None if source == SettingOrigin::Default => return status::welcome(io),
        None => return Err(LogError::Missing { path }.into()),
        Some(old) => old,
    };
    let editor = Editor::new(Context::editor().as_deref())?;
    let line = day.and_then(|day| line_of(&Log::of(&path, old.clone()).ok()?, day));
    let session = EditSession::new(path, old)?;
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
fn line_of(log: &Log, day: NaiveDate) -> Option<u64> {
    let mut last = None;
    for row in log.rows() {
        if let Some(entry) = &row.entry {
            last = Some(row.number);
            if entry.date >= day {
                break;
            }
        }
    }
    last
}

/// A log, what it held when it was opened, and the copy that is edited.
struct EditSession {
    path: PathBuf,
    old: Vec<u8>,
    /// The copy's folder, removed with it unless it is to stay.
    folder: TempDir,
    copy: PathBuf,
}

impl EditSession {
    fn new(path: PathBuf, old: Vec<u8>) -> anyhow::Result<Self> {
        let failed = "cannot make a copy to edit in the folder for temporary files";
        let mut builder = tempfile::Builder::new();
        builder.prefix("backcare-");
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
        let folder = builder.tempdir().context(failed)?;
        let name = path.file_name().unwrap_or("log.csv".as_ref());
        let mut copy = folder.path().join(name);
        // Editors go by the ending.
        if copy.extension().is_none_or(|ending| ending != "csv") {
            copy.as_mut_os_string().push(".csv");
        }
        write_new(&copy, &old).context(failed)?;
        Ok(Self { path, old, folder, copy })
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
            let wrong = check(&self.old, &new, io.context.latest_day()?)?;
            if wrong.new.is_empty() {
                return self.save(&new, &wrong, editor, io).map(Some);
            }
            list(&wrong, io)?;
            if !Context::is_interactive() {
                return Err(anyhow!("the edited copy has problems"));
            }
            let question = "What now? 1 edit again; 2 keep the copy, and leave the log as it was; \
                            3 leave, the changes are lost";
            let answer =
                io.asker()?.line(question, "1, 2 or 3; Enter = 1", "1", |text| match text {
                    "" | "1" => Ok(1),
                    "2" => Ok(2),
                    "3" => Ok(3),
                    _ => bail!("1, 2 or 3 is accepted"),
                })?;
            match answer {
                1 => line = Some(wrong.first_line),
                2 => return Ok(None),
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
        new: &[u8],
        wrong: &Wrong,
        editor: &Editor,
        io: &mut Io<'_>,
    ) -> anyhow::Result<Exit> {
        editor.forget_interrupt();
        let lock = {
            let mut notice = io.waiting();
            Lock::take(&self.path, &mut |lock, waited| {
                if editor.is_interrupted() {
                    return ControlFlow::Break(());
                }
                notice(lock, waited)
            })
        };
        if lock.is_err() && editor.is_interrupted() {
            return Err(Interrupted.into());
        }
        let lock = lock?;
        // An editor that fails half-way may leave half of a file, or of its columns.
        let saved = if new.starts_with(&self.old) {
            lock.replace(&self.old, new).map(|()| None)
        } else {
            lock.replace_with_copy(&self.old, new, &io.context.stamp()).map(Some)
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
            text = format!("{text}{fewer}; as it was it is kept in\n  {}", shown_path(&copy));
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
            return Err(if is_interrupt {
                error
            } else {
                anyhow!("{error:#}; nothing was changed")
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
        anyhow!(
            "the log was left as it was; your copy is in {} until you delete it",
            self.copy.display()
        )
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
