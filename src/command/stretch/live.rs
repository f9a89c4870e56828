//! A session on the terminal: keys and signals in, the screen out.

use std::io::{self, Write};

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::record::by_name;
use super::screen::{Keys, Screen};
use super::{Ended, Guided, Outcome};
use crate::domain::Pain;
use crate::stretch::{Event, Pause, Session, Signal, Signals, Ticker};
use crate::stretch::{Mode, Scene, held_line, screen};

/// What the keys are for.
enum Asking {
    /// Nothing is asked: the session goes on.
    Nothing,
    /// Whether to keep what was done.
    Keep,
    /// The level of pain, as typed so far.
    Pain(String),
}

struct Live<'a> {
    guided: &'a Guided<'a>,
    keys: Keys,
    ticker: Ticker,
    session: Session,
    asking: Asking,
    /// Whether the hold under way counts at the end.
    keeps_unfinished: bool,
    pain: Option<Pain>,
}

/// Runs a session to whatever end it comes to.
///
/// # Errors
/// When the terminal cannot be taken over; nothing was held then.
pub fn run(guided: &Guided<'_>, signals: &Signals, out: &mut dyn Write) -> io::Result<Outcome> {
    let mut screen = Screen::enter(out)?;
    let keys = Keys::read();
    let ticker = Ticker::start();
    let mut live = Live {
        guided,
        keys,
        session: Session::new(guided.steps.to_vec(), ticker.now(), guided.speed),
        ticker,
        asking: Asking::Nothing,
        keeps_unfinished: false,
        pain: None,
    };
    let ended = loop {
        match live.turn(&mut screen, signals) {
            Ok(None) => {}
            Ok(Some(ended)) => break ended,
            Err(error) => break Ended::Lost(error),
        }
    };
    screen.give_back();
    let held = match ended {
        Ended::ThrownAway => Vec::new(),
        _ => live.session.held(live.keeps_unfinished),
    };
    Ok(Outcome { ended, held, pain: live.pain })
}

impl Live<'_> {
    /// Shows the moment, waits for the next one, and does what it brings.
    fn turn(&mut self, screen: &mut Screen<'_>, signals: &Signals) -> io::Result<Option<Ended>> {
        Screen::check()?;
        self.draw(screen)?;
        let wait = self.ticker.wait_for(self.session.deadline());
        let key = self.keys.next(wait)?;
        let before = self.session.at;
        self.session.on(self.ticker.now(), Event::Tick);
        if self.session.at != before && !self.guided.args.quiet {
            screen.ring()?;
        }
        match signals.take() {
            Some(Signal::Interrupt) => return Ok(Some(Ended::Interrupted)),
            Some(Signal::End(signal)) => return Ok(Some(Ended::Signal(signal))),
            Some(Signal::Stop) => self.stop(screen, signals)?,
            Some(Signal::Continue) => {
                self.tell(Event::Pause);
                screen.take()?;
            }
            None => {}
        }
        if let Some(key) = key {
            let ended = self.key(key, screen, signals)?;
            if ended.is_some() {
                return Ok(ended);
            }
        }
        if self.session.is_over() && matches!(self.asking, Asking::Nothing) {
            return Ok(self.kept());
        }
        Ok(None)
    }

    fn key(
        &mut self,
        key: KeyEvent,
        screen: &mut Screen<'_>,
        signals: &Signals,
    ) -> io::Result<Option<Ended>> {
        let code = match key.code {
            KeyCode::Char(c) => KeyCode::Char(c.to_ascii_lowercase()),
            code => code,
        };
        if key.modifiers.contains(KeyModifiers::CONTROL) {
            match code {
                KeyCode::Char('c') => return Ok(Some(Ended::Interrupted)),
                KeyCode::Char('z') => self.stop(screen, signals)?,
                _ => {}
            }
            return Ok(None);
        }
        Ok(match (&mut self.asking, code) {
            (Asking::Nothing, KeyCode::Char(' ' | 'p')) => {
                self.tell(match self.session.pause {
                    Some(_) => Event::Resume,
                    None => Event::Pause,
                });
                None
            }
            (Asking::Nothing, KeyCode::Char('n') | KeyCode::Right) => {
                self.tell(Event::Skip);
                None
            }
            (Asking::Nothing, KeyCode::Char('q') | KeyCode::Esc) => self.quit(),
            (Asking::Keep, KeyCode::Char('y') | KeyCode::Enter) => self.kept(),
            (Asking::Keep, KeyCode::Char('n')) => Some(Ended::ThrownAway),
            (Asking::Keep, KeyCode::Esc) => {
                self.asking = Asking::Nothing;
                self.keeps_unfinished = false;
                self.tell(Event::Resume);
                None
            }
            (Asking::Pain(typed), KeyCode::Char(c)) if c.is_ascii_digit() => {
                typed.push(c);
                if typed.parse::<Pain>().is_err() {
                    typed.pop();
                }
                None
            }
            (Asking::Pain(typed), KeyCode::Backspace) => {
                typed.pop();
                None
            }
            (Asking::Pain(typed), KeyCode::Enter) => {
                self.pain = typed.parse().ok();
                Some(Ended::Kept)
            }
            (Asking::Pain(_), KeyCode::Esc) => Some(Ended::Kept),
            _ => None,
        })
    }

    /// `q`: asks whether to keep what was done, where there is something to keep.
    fn quit(&mut self) -> Option<Ended> {
        self.tell(Event::Pause);
        self.keeps_unfinished = true;
        if self.session.held(true).is_empty() || self.guided.args.no_log {
            return Some(Ended::Kept);
        }
        if self.guided.args.yes {
            return self.kept();
        }
        self.asking = Asking::Keep;
        None
    }

    /// Records what was done; asks for the level of pain first where that is wanted.
    fn kept(&mut self) -> Option<Ended> {
        if !self.guided.args.pain {
            return Some(Ended::Kept);
        }
        self.asking = Asking::Pain(String::new());
        None
    }

    /// Ctrl-Z: the terminal goes back to the shell, and the clock stands.
    fn stop(&mut self, screen: &mut Screen<'_>, signals: &Signals) -> io::Result<()> {
        self.tell(Event::Pause);
        screen.give_back();
        signals.stop_self();
        screen.take()
    }

    fn tell(&mut self, event: Event) {
        self.session.on(self.ticker.now(), event);
    }

    fn draw(&self, to: &mut Screen<'_>) -> io::Result<()> {
        let held = by_name(self.guided.routine, &self.session.held(true));
        let held = held_line(&held);
        let scene = Scene {
            routine: self.guided.routine,
            caution: &self.guided.caution,
            steps: &self.session.steps,
            at: self.session.at,
            left: self.session.left(),
            left_in_all: self.session.left_in_all(),
            mode: match (&self.asking, self.session.pause) {
                (Asking::Keep, _) => Mode::Keep(&held),
                (Asking::Pain(typed), _) => Mode::Pain(typed),
                (Asking::Nothing, Some(Pause::Asked)) => Mode::Paused,
                (Asking::Nothing, Some(Pause::Away)) => Mode::Away,
                (Asking::Nothing, None) => Mode::Running,
            },
        };
        to.draw(|columns, rows| screen(&scene, &self.guided.theme, columns, rows))
    }
}
