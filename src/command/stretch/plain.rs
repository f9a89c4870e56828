//! A session without a screen: one line a step, with the same timing.

use std::io;
use std::io::BufRead;
use std::time::Duration;

use super::{Ended, Guided, Outcome};
use crate::command::output::Io;
use crate::domain::Pain;
use crate::stretch::{Event, Outside, Session, Signals, Step, Ticker, step_line};

/// Runs a session to whatever end it comes to.
pub fn run(guided: &Guided<'_>, signals: &Signals, io: &mut Io<'_>) -> Outcome {
    let ticker = Ticker::start();
    let mut session = Session::new(guided.steps.to_vec(), ticker.now());
    let mut lines = Lines { guided, said: 0 };
    let ended = loop {
        session.on(ticker.now(), Event::Tick);
        if session.pause().is_some() {
            // The machine slept, or the program was stopped; nobody is asked.
            session.on(ticker.now(), Event::Resume);
        }
        if let Err(error) = lines.up_to(session.at(), io) {
            break Ended::Lost(error);
        }
        if session.is_over() {
            break Ended::Kept;
        }
        match signals.take() {
            Some(Outside::Interrupt) => break Ended::Interrupted,
            Some(Outside::End(signal)) => break Ended::Signal(signal),
            Some(Outside::Stop) => signals.stop_self(),
            Some(Outside::Continue) | None => {}
        }
        ticker.sleep(session.deadline());
    };
    let pain = match ended {
        Ended::Kept if guided.args.pain => pain(io).ok().flatten(),
        _ => None,
    };
    Outcome { ended, held: session.held(false), pain }
}

struct Lines<'a> {
    guided: &'a Guided<'a>,
    /// How many steps have their line.
    said: usize,
}

impl Lines<'_> {
    /// Says every step up to the one under way, and lets a reader see it at once.
    fn up_to(&mut self, at: usize, io: &mut Io<'_>) -> io::Result<()> {
        let steps = self.guided.steps;
        let length = |steps: &[Step]| steps.iter().map(|step| step.length).sum::<Duration>();
        while let Some(step) = steps.get(self.said).filter(|_| self.said <= at) {
            let begin = length(steps.get(..self.said).unwrap_or_default());
            let caution = match self.said {
                0 => self.guided.caution.as_str(),
                _ => "",
            };
            let routine = self.guided.routine;
            let line = step_line(routine, step, begin, caution, &self.guided.theme);
            writeln!(io.out, "{line}")?;
            io.out.flush()?;
            self.said += 1;
        }
        Ok(())
    }
}

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
