//! A session on the terminal: keys and signals in, the screen out.

use std::io::{self, Write};

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::screen::{Screen, key_within};
use super::{Ended, Guided, Outcome};
use crate::domain::Pain;
use crate::stretch::{Event, Mode, Scene, Session, Signal, Signals, Ticker, screen};

struct Live<'a> {
    guided: &'a Guided<'a>,
    ticker: Ticker,
    session: Session,
    mode: Mode,
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
    let ticker = Ticker::start();
    let mut live = Live {
        guided,
        session: Session::new(guided.steps.to_vec(), ticker.now(), guided.speed),
        ticker,
        mode: Mode::Going,
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
        let key = key_within(wait)?;
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
        if self.session.is_over() && matches!(self.mode, Mode::Going) {
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
        Ok(match (&mut self.mode, code) {
            (Mode::Going, KeyCode::Char(' ' | 'p')) => {
                self.tell(match self.session.pause {
                    Some(_) => Event::Resume,
                    None => Event::Pause,
                });
                None
            }
            (Mode::Going, KeyCode::Char('n') | KeyCode::Right) => {
                self.tell(Event::Skip);
                None
            }
            (Mode::Going, KeyCode::Char('q') | KeyCode::Esc) => self.quit(),
            (Mode::Keep, KeyCode::Char('y') | KeyCode::Enter) => self.kept(),
            (Mode::Keep, KeyCode::Char('n')) => Some(Ended::ThrownAway),
            (Mode::Keep, KeyCode::Esc) => {
                self.mode = Mode::Going;
                self.keeps_unfinished = false;
                self.tell(Event::Resume);
                None
            }
            (Mode::Pain(typed), KeyCode::Char(c)) if c.is_ascii_digit() && typed.len() < 3 => {
                typed.push(c);
                None
            }
            (Mode::Pain(typed), KeyCode::Backspace) => {
                typed.pop();
                None
            }
            (Mode::Pain(typed), KeyCode::Enter) => {
                // What is no level of pain stays to be corrected.
                self.pain = typed.parse().ok();
                (self.pain.is_some() || typed.is_empty()).then_some(Ended::Kept)
            }
            (Mode::Pain(_), KeyCode::Esc) => Some(Ended::Kept),
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
        self.mode = Mode::Keep;
        None
    }

    /// Records what was done; asks for the level of pain first where that is wanted.
    fn kept(&mut self) -> Option<Ended> {
        if !self.guided.args.pain {
            return Some(Ended::Kept);
        }
        self.mode = Mode::Pain(String::new());
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
        let Guided { routine, caution, theme, .. } = self.guided;
        let scene = Scene { routine, caution, session: &self.session, mode: &self.mode };
        to.draw(|columns, rows| screen(&scene, theme, columns, rows))
    }
}
