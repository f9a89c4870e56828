//! Arguments, environment and streams in, exit code out.

use std::io::{BufWriter, Write};
use std::process::ExitCode;

#[expect(clippy::disallowed_methods, reason = "the one place where stdout is opened")]
fn main() -> ExitCode {
    let mut out = BufWriter::with_capacity(64 * 1024, std::io::stdout().lock());
    let mut err = std::io::stderr();
    let code = backcare::run(std::env::args_os(), &mut out, &mut err);
    // A closed pipe is not an error; `run` has flushed what mattered.
    let _ = out.flush();
    ExitCode::from(code)
}
