//! The keys of a terminal, one by one, from a thread of their own.
//!
//! crossterm 0.29 reads for ever on a terminal that was closed: on the thread
//! that keeps the session, no finished hold would be recorded any more.

use std::io::{self, ErrorKind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::time::Duration;

use crossterm::event::{self, Event, KeyEvent, KeyEventKind};

/// Keys as they are pressed.
pub struct Keys(Receiver<io::Result<Event>>);

impl Keys {
    /// Begins to read; the thread ends with the program.
    pub fn read() -> Self {
        let (sender, receiver) = sync_channel(64);
        std::thread::spawn(move || {
            loop {
                match event::read() {
                    Err(error) if error.kind() == ErrorKind::Interrupted => {}
                    read => {
                        let is_over = read.is_err();
                        if sender.send(read).is_err() || is_over {
                            return;
                        }
                    }
                }
            }
        });
        Self(receiver)
    }

    /// The next key, if one is pressed within `wait`. Anything else that
    /// happens to the terminal ends the wait too.
    pub fn next(&self, wait: Duration) -> io::Result<Option<KeyEvent>> {
        match self.0.recv_timeout(wait) {
            Ok(event) => Ok(match event? {
                Event::Key(key) if key.kind != KeyEventKind::Release => Some(key),
                _ => None,
            }),
            Err(RecvTimeoutError::Timeout) => Ok(None),
            Err(RecvTimeoutError::Disconnected) => Err(ErrorKind::UnexpectedEof.into()),
        }
    }
}
