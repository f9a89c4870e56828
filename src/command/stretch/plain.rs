//! A session without a screen: one line a step, with the same timing.

use std::io;

use super::{Ended, Guided, Outcome};
use crate::command::output::Io;
use crate::domain::Pain;
use crate::stretch::{Event, Session, Signal, Signals, Ticker, step_line, total_length};

/// Runs a session to whatever end it comes to.
pub fn run(guided: &Guided<'_>, signals: &Signals, io: &mut Io<'_>) -> Outcome {
    let ticker = Ticker::start();
    let mut session = Session::new(guided.steps.to_vec(), ticker.now(), guided.speed);
    let mut said = 0;
    let ended = loop {
        session.on(ticker.now(), Event::Tick);
        if session.pause.is_some() {
            // The machine slept, or the program was stopped; the session goes on.
            session.on(ticker.now(), Event::Resume);
        }
        while said <= session.at && said < guided.steps.len() {
            if let Err(error) = say(guided, said, io) {
                return Outcome {
                    ended: Ended::Lost(error),
                    held: session.held(false),
                    pain: None,
                };
            }
            said += 1;
        }
        if session.is_over() {
            break Ended::Kept;
        }
        match signals.take() {
            Some(Signal::Interrupt) => break Ended::Interrupted,
            Some(Signal::End(signal)) => break Ended::Signal(signal),
            Some(Signal::Stop) => signals.stop_self(),
            Some(Signal::Continue) | None => {}
        }
        ticker.sleep(session.deadline());
    };
    let pain = match ended {
        Ended::Kept if guided.args.pain => pain(io).ok().flatten(),
        _ => None,
    };
    Outcome { ended, held: session.held(false), pain }
}

/// Says a step, and lets a reader see it at once.
fn say(guided: &Guided<'_>, at: usize, io: &mut Io<'_>) -> io::Result<()> {
    let (before, rest) = guided.steps.split_at(at);
    let caution = if at == 0 { guided.caution.as_str() } else { "" };
    for step in rest.iter().take(1) {
        let begin = total_length(before);
        let line = step_line(guided.routine, step, begin, caution, &guided.theme);
        writeln!(io.out, "{line}")?;
    }
    io.out.flush()
}

/// Asks for the level of pain; Enter alone leaves it out.
fn pain(io: &mut Io<'_>) -> anyhow::Result<Option<Pain>> {
    let question = "Your average back pain over the last 24 hours (0-10):";
    let help = "0 none, 10 worst imaginable; Enter leaves it out";
    io.asker()?.line(question, help, "left out", |text| match text {
        "" => Ok(None),
        text => Ok(Some(Pain::typed(text)?)),
    })
}
