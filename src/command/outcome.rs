//! What every command gets to write to, and how it may end.

use core::time::Duration;
use std::fmt;
use std::io::{ErrorKind, Write};
use std::ops::ControlFlow;
use std::path::Path;

use anyhow::Context as _;

use crate::render::for_terminal;

/// The streams of a command: results to `out`, everything else to `err`.
pub(crate) struct Io<'a> {
    pub(crate) out: &'a mut dyn Write,
    pub(crate) err: &'a mut dyn Write,
}

/// A lock that is held for so long is worth a word.
const WAIT_UNSAID: Duration = Duration::from_secs(1);

impl Io<'_> {
    /// For [`OnWait`](crate::store::OnWait): says once, after a second, what is
    /// waited for.
    pub(crate) fn waiting(&mut self) -> impl FnMut(&Path, Duration) -> ControlFlow<()> {
        let mut is_said = false;
        move |lock, waited| {
            if waited >= WAIT_UNSAID && !is_said {
                is_said = true;
                let lock = for_terminal(&lock.display().to_string());
                let notice = format!("waiting for {lock}, held by another program");
                let _ = writeln!(self.err, "backcare: {notice}");
                let _ = self.err.flush();
            }
            ControlFlow::Continue(())
        }
    }

    /// Shows what came of work that is done. Where stdout does not take it, it
    /// goes to stderr: whoever sees the error must not do the work again.
    pub(crate) fn show_done(&mut self, text: &str) -> anyhow::Result<()> {
        let shown = self.out.write_all(text.as_bytes());
        let Err(error) = shown.and_then(|()| self.out.flush()) else {
            return Ok(());
        };
        if error.kind() != ErrorKind::BrokenPipe {
            let _ = self.err.write_all(text.as_bytes());
        }
        Err(error).context("it is done, but that cannot be written to stdout")
    }
}

/// How a command ended well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Done.
    Done,
    /// Asked, and the answer is "yes, there is something".
    Yes,
}

/// Ctrl-C, or Esc where something was asked: nothing more to say, exit code 130.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interrupted;

impl fmt::Display for Interrupted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("interrupted")
    }
}

impl std::error::Error for Interrupted {}
