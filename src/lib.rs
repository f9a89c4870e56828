//! backcare: guidance, a pain log and an honest report for runners whose back hurts.
//!
//! The binary is `src/main.rs`; everything it does is [`run`]. The floors, from
//! the ground up: [`domain`], [`analysis`], then [`render`], [`store`], [`timer`]
//! and [`content`] side by side, the context, and the commands on top.

pub mod analysis;
mod command;
pub mod content;
pub mod context;
pub mod domain;
pub mod render;
pub mod store;
pub mod timer;

use std::ffi::OsString;
use std::io::{self, Write};

pub use command::{Exit, Interrupted, cli};

/// Runs one command line (its first word is the program's name) and returns
/// the exit code: 0 done, 1 "yes, there is something", 2 any error, 130 after
/// Ctrl-C. A closed pipe is no error.
pub fn run(
    args: impl IntoIterator<Item = OsString>,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> u8 {
    let result = command::dispatch(args, out, err).and_then(|exit| {
        out.flush()?;
        Ok(exit)
    });
    match result {
        Ok(Exit::Done) => 0,
        Ok(Exit::Yes) => 1,
        Err(error) => failure(&error, err),
    }
}

/// The only map from an error to an exit code and its message.
fn failure(error: &anyhow::Error, err: &mut dyn Write) -> u8 {
    if let Some(usage) = error.downcast_ref::<clap::Error>() {
        // Help and version come this way too; clap knows their stream and code.
        let _ = usage.print();
        return u8::try_from(usage.exit_code()).unwrap_or(2);
    }
    if error.is::<Interrupted>() {
        return 130;
    }
    if error.chain().any(is_closed_pipe) {
        return 0;
    }
    // The message may quote the log or the command line.
    let message = format!("{error:#}");
    let mut lines = message.lines().map(render::for_terminal);
    let _ = writeln!(err, "backcare: {}", lines.next().unwrap_or_default());
    for line in lines {
        let _ = writeln!(err, "  {line}");
    }
    2
}

fn is_closed_pipe(cause: &(dyn std::error::Error + 'static)) -> bool {
    cause
        .downcast_ref::<io::Error>()
        .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
