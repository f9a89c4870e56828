//! The terminal while a session has it: taken over whole, and always given back
//! as it was, also after a panic.

use std::io;
use std::io::{ErrorKind, IsTerminal, Write};
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::event::{Event, KeyEvent, KeyEventKind};
use crossterm::style::Print;
use crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode,
    enable_raw_mode, size,
};
use crossterm::{event, execute, queue};

/// Whether a screen has the terminal now; the panic hook asks.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// The terminal in raw mode, on its other screen. Dropped, it is given back.
pub struct Screen<'a> {
    out: &'a mut dyn Write,
    /// The lines that are on the screen, and its size then.
    drawn: Option<(Vec<String>, (u16, u16))>,
}

impl<'a> Screen<'a> {
    pub fn enter(out: &'a mut dyn Write) -> io::Result<Self> {
        restore_after_a_panic();
        let mut screen = Self { out, drawn: None };
        screen.take()?;
        Ok(screen)
    }

    /// Takes the terminal, also after another program had it.
    pub fn take(&mut self) -> io::Result<()> {
        TAKEN.store(true, Ordering::Relaxed);
        // A shell may have changed the mode meanwhile: begin from what it left.
        disable_raw_mode()?;
        enable_raw_mode()?;
        self.drawn = None;
        let mut bytes = Vec::new();
        queue!(bytes, EnterAlternateScreen, Hide)?;
        self.send(&bytes)
    }

    /// Gives the terminal back. Where it is gone, there is nothing to give back to.
    pub fn give_back(&mut self) {
        if TAKEN.swap(false, Ordering::Relaxed) {
            let mut bytes = Vec::new();
            let _ = queue!(bytes, Show, LeaveAlternateScreen);
            let _ = self.send(&bytes);
            let _ = disable_raw_mode();
        }
    }

    /// An error where the terminal was closed: while nothing changes on the
    /// screen, no write would fail.
    pub fn check() -> io::Result<()> {
        if io::stdin().is_terminal() {
            Ok(())
        } else {
            Err(io::Error::new(io::ErrorKind::NotConnected, "the terminal was closed"))
        }
    }

    /// In one piece, so that no half of a picture is seen.
    fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)?;
        self.out.flush()
    }

    /// Shows the lines that `picture` makes for so many columns and rows;
    /// nothing is written where nothing changed.
    pub fn draw(&mut self, picture: impl FnOnce(usize, usize) -> Vec<String>) -> io::Result<()> {
        let (columns, rows) = size().unwrap_or((80, 24));
        let lines = picture(usize::from(columns.max(1)), usize::from(rows.max(1)));
        let now = (lines, (columns, rows));
        if self.drawn.as_ref() == Some(&now) {
            return Ok(());
        }
        let mut bytes = Vec::new();
        let before = match &self.drawn {
            Some((lines, size)) if *size == now.1 => lines.as_slice(),
            _ => {
                queue!(bytes, Clear(ClearType::All))?;
                &[]
            }
        };
        for (row, line) in (0u16..).zip(&now.0) {
            if before.get(usize::from(row)) == Some(line) {
                continue;
            }
            // Cleared first: after the last column, clearing takes a letter away.
            queue!(bytes, MoveTo(0, row), Clear(ClearType::CurrentLine), Print(line))?;
        }
        self.drawn = Some(now);
        self.send(&bytes)
    }

    pub fn ring(&mut self) -> io::Result<()> {
        self.send(b"\x07")
    }
}

impl Drop for Screen<'_> {
    fn drop(&mut self) {
        self.give_back();
    }
}

/// The release build ends at a panic without dropping anything; the hook runs
/// all the same, and before the message, so that it can be read.
#[expect(
    clippy::disallowed_methods,
    reason = "after a panic there is no other way to the terminal"
)]
fn restore_after_a_panic() {
    static HOOKED: Once = Once::new();
    HOOKED.call_once(|| {
        let say = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if TAKEN.swap(false, Ordering::Relaxed) {
                let _ = execute!(io::stdout(), Show, LeaveAlternateScreen);
                let _ = disable_raw_mode();
            }
            say(panic);
        }));
    });
}

/// The next key, if one is pressed within `wait`. Anything else that happens to the
/// terminal ends the wait too.
pub fn key_within(wait: Duration) -> io::Result<Option<KeyEvent>> {
    match event::poll(wait)
        .and_then(|has_event| if has_event { event::read().map(Some) } else { Ok(None) })
    {
        Ok(Some(Event::Key(key))) if key.kind != KeyEventKind::Release => Ok(Some(key)),
        Ok(_) => Ok(None),
        Err(error) if error.kind() == ErrorKind::Interrupted => Ok(None),
        Err(error) => Err(error),
    }
}
