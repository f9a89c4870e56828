//! The level of pain where there is no screen: a line out, a line in.

use std::io::BufRead;

use crate::command::output::Io;
use crate::domain::Pain;

/// Asks for the level of pain; Enter alone leaves it out.
pub fn pain(io: &mut Io<'_>) -> anyhow::Result<Option<Pain>> {
    let question = "Your average back pain over the last 24 hours, 0 (none) to 10 (worst \
                    imaginable)? Enter leaves it out: ";
    loop {
        match answer(question, io)?.as_deref() {
            None | Some("") => return Ok(None),
            Some(text) => match text.parse() {
                Ok(pain) => return Ok(Some(pain)),
                Err(error) => writeln!(io.err, "{error}")?,
            },
        }
    }
}

/// The line that was typed; `None` at the end of the input.
fn answer(question: &str, io: &mut Io<'_>) -> anyhow::Result<Option<String>> {
    io.out.flush()?;
    write!(io.err, "{question}")?;
    io.err.flush()?;
    let mut line = String::new();
    let read = std::io::stdin().lock().read_line(&mut line)?;
    if read == 0 {
        writeln!(io.err)?;
        return Ok(None);
    }
    Ok(Some(line.trim().to_owned()))
}
