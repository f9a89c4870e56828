//! What every command gets to write to, how it may end, and results that go to a
//! file: whole or not at all, and never over a log.

use core::time::Duration;
use std::collections::HashSet;
use std::fmt::Display;
use std::fs;
use std::io::{self, ErrorKind, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

use crate::context::Context;
use crate::log::{is_log_or_copy, owns, write};
use crate::term::{Asker, for_json, for_terminal};

/// What every command gets: the world, and the two streams that it writes to.
pub struct Io<'a> {
    /// The clock, the environment, the terminal and the settings.
    pub context: &'a Context,
    /// Results.
    pub out: &'a mut dyn Write,
    /// Everything else.
    pub err: &'a mut dyn Write,
}

/// How a command may end without an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Exit code 0.
    Done,
    /// Exit code 1: asked, and there is something.
    Found,
}

impl Exit {
    /// [`Self::Found`] where something was.
    pub const fn found(is_found: bool) -> Self {
        if is_found { Self::Found } else { Self::Done }
    }
}

/// How long another program may hold the lock before a note says so.
const WAIT_UNTOLD: Duration = Duration::from_secs(1);

/// A path as it may be shown.
pub fn shown_path(path: &Path) -> String {
    for_terminal(&path.display().to_string())
}

/// A line of a file as it may be shown.
pub fn shown_line(bytes: &[u8]) -> String {
    for_terminal(String::from_utf8_lossy(bytes).trim_end_matches(['\r', '\n']))
}

impl Io<'_> {
    /// Writes a result.
    pub fn print(&mut self, text: impl AsRef<[u8]>) -> anyhow::Result<Exit> {
        self.out.write_all(text.as_ref()).context("cannot write to stdout")?;
        Ok(Exit::Done)
    }

    /// Writes a message to stderr, with the program's name before it; more lines of it are
    /// indented.
    pub fn note(&mut self, message: impl Display) -> io::Result<()> {
        let message = message.to_string().replace('\n', "\n  ");
        writeln!(self.err, "backcare: {message}")
    }

    /// Takes the terminal for questions.
    pub fn asker(&mut self) -> io::Result<Asker<'_>> {
        // What was printed before stands above the question.
        self.out.flush()?;
        Asker::new(self.context.stderr_theme(), Context::stderr_height(), self.err)
    }

    /// Writes what a program reads; on a terminal a note must not drive it, and JSON
    /// stays JSON.
    pub fn print_data(&mut self, bytes: &[u8], is_json: bool) -> anyhow::Result<Exit> {
        if !Context::is_stdout_terminal() {
            return self.print(bytes);
        }
        let text = String::from_utf8_lossy(bytes);
        if is_json {
            return self.print(for_json(&text));
        }
        let lines = text.lines().map(|line| for_terminal(line) + "\n");
        self.print(lines.collect::<String>())
    }

    /// Says once, after a second, what is waited for; for the lock of a log.
    pub fn waiting(&mut self) -> impl FnMut(&Path, Duration) -> ControlFlow<()> {
        let mut is_told = false;
        move |lock, waited| {
            if waited >= WAIT_UNTOLD && !is_told {
                is_told = true;
                let lock = shown_path(lock);
                let _ = self.note(format!("waiting for {lock}, held by another program"));
                let _ = self.err.flush();
            }
            ControlFlow::Continue(())
        }
    }

    /// Prints the confirmation of a change. Falls back to stderr if stdout fails, so that
    /// the command is not run again; but not for a closed pipe.
    pub fn show_done(&mut self, text: &str) -> anyhow::Result<()> {
        let printed = self.out.write_all(text.as_bytes());
        let Err(error) = printed.and_then(|()| self.out.flush()) else {
            return Ok(());
        };
        if error.kind() != ErrorKind::BrokenPipe {
            let _ = self.err.write_all(text.as_bytes());
        }
        Err(error).context("it is done, but that cannot be written to stdout")
    }
}

/// Writes a result to a file, unless that is the log, or another log or copy of one
/// that has rows which the result lacks.
pub fn save(path: &Path, bytes: &[u8], log: &Path) -> anyhow::Result<()> {
    let what = || format!("cannot write {}", path.display());
    if owns(log, path).with_context(what)? {
        bail!("{} is the log itself; name another file with -o", path.display());
    }
    if path.is_dir() {
        bail!("{} is a folder; name a file in it with -o", path.display());
    }
    if is_log_or_copy(path) && !holds(bytes, path) {
        bail!(
            "{} is a backcare log, or a copy of one; name another file with -o, or remove that one first",
            path.display()
        );
    }
    write(path, bytes).with_context(what)
}

/// Whether every line of the file at `path` is in `bytes`, too.
fn holds(bytes: &[u8], path: &Path) -> bool {
    fn lines(bytes: &[u8]) -> HashSet<&[u8]> {
        bytes.split(|byte| *byte == b'\n').collect()
    }
    fs::read(path).is_ok_and(|old| lines(&old).is_subset(&lines(bytes)))
}

/// Writes a result to a new file in the folder for temporary files, and gives its path.
pub fn save_aside(suffix: &str, bytes: &[u8]) -> anyhow::Result<PathBuf> {
    let failed = "cannot write a file for temporary use; name one with -o";
    let mut file = tempfile::Builder::new()
        .prefix("backcare-report-")
        .suffix(suffix)
        .tempfile()
        .context(failed)?;
    file.write_all(bytes).context(failed)?;
    Ok(file.keep().context(failed)?.1)
}

/// Shows a file in the user's browser, and waits for no one.
pub fn browse(path: &Path) -> anyhow::Result<()> {
    open::that_detached(path).with_context(|| {
        format!(
            "no program could be started to show {}; open it in a browser yourself",
            path.display()
        )
    })
}
