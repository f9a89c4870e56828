//! backcare: guidance, a pain log and an honest report for runners whose back hurts.
//!
//! The binary is `src/main.rs`; everything it does is [`run`]. The modules are
//! private to the crate, so that the compiler names dead code.

mod analysis;
mod command;
mod config;
mod context;
mod domain;
mod export;
mod guidance;
mod import;
mod log;
mod report;
mod stretch;
mod term;

/// What the benchmark and the simulation measure.
#[cfg(feature = "internals")]
pub mod internals {
    pub use crate::analysis::{Diary, Reason, Settings, Sure, Verdict, verdict};
    pub use crate::domain::{Done, Entry, Pain, Word};
    pub use crate::log::{Log, TimeOfDay, append, wait_quietly};
}

use std::ffi::OsString;
use std::io::{self, Write};

use anyhow::Context as _;
use command::Exit;
use term::Interrupted;

pub use command::cli;

/// Runs one command line (its first word is the program's name) and returns
/// the exit code: 0 done, 1 "yes, there is something", 2 any error, 130 after
/// Ctrl-C. A closed pipe is not an error.
pub fn run(
    args: impl IntoIterator<Item = OsString>,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> u8 {
    let result = command::dispatch(args, out, err).and_then(|exit| {
        out.flush().context("cannot write to stdout")?;
        Ok(exit)
    });
    match result {
        Ok(Exit::Done) => 0,
        Ok(Exit::Found) => 1,
        Err(error) => failure(&error, out, err),
    }
}

/// The only map from an error to an exit code and its message.
fn failure(error: &anyhow::Error, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    if let Some(usage) = error.downcast_ref::<clap::Error>() {
        return if usage.use_stderr() {
            let message = usage.render().to_string();
            say(message.strip_prefix("error: ").unwrap_or(&message), "", err);
            2
        } else {
            help(usage, out)
        };
    }
    if error.is::<Interrupted>() {
        return 130;
    }
    if error.chain().any(is_closed_pipe) {
        return 0;
    }
    say(&format!("{error:#}"), "  ", err);
    2
}

/// Writes a message with the program's name before it. It may quote the log or
/// the command line.
fn say(message: &str, indent: &str, err: &mut dyn Write) {
    let mut lines = message.trim_end().lines().map(term::for_terminal);
    let _ = writeln!(err, "backcare: {}", lines.next().unwrap_or_default());
    for line in lines {
        let indent = if line.is_empty() { "" } else { indent };
        let _ = writeln!(err, "{indent}{line}");
    }
}

/// Help and version come as errors, too.
fn help(text: &clap::Error, out: &mut dyn Write) -> u8 {
    let text = text.render();
    let text = if context::stdout_theme(context::ColorWhen::Auto).color {
        text.ansi().to_string()
    } else {
        text.to_string()
    };
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => 2,
        _ => 0,
    }
}

fn is_closed_pipe(cause: &(dyn std::error::Error + 'static)) -> bool {
    cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
