//! The one place where a session waits: two clocks, a sleep that ends on time,
//! and the signals that may end it early.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

#[cfg(unix)]
use signal_hook::consts::{SIGCONT, SIGHUP, SIGTSTP};
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::{SigId, flag};

use super::ClockMoment;
use crate::term::suspend;

/// How long at most until a signal, or a machine that slept, is seen.
const LONGEST_WAIT: Duration = Duration::from_millis(100);

/// Reads the clocks of a session.
#[derive(Debug)]
pub struct Ticker {
    start: Instant,
}

impl Ticker {
    /// Starts the session's clock.
    pub fn start() -> Self {
        Self { start: Instant::now() }
    }

    /// Now, on both clocks.
    #[expect(
        clippy::disallowed_methods,
        reason = "not to know the time, but to see that the machine slept: only this clock ran on"
    )]
    pub fn now(&self) -> ClockMoment {
        ClockMoment {
            steady: self.start.elapsed(),
            wall: SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default(),
        }
    }

    /// How long to wait now, so as not to miss `deadline` on the steady clock:
    /// an instant, not a length, so that late wake-ups do not add up.
    pub fn wait_for(&self, deadline: Option<Duration>) -> Duration {
        deadline.map_or(LONGEST_WAIT, |deadline| {
            deadline.saturating_sub(self.start.elapsed()).min(LONGEST_WAIT)
        })
    }

    /// Sleeps for [`Self::wait_for`].
    pub fn sleep(&self, deadline: Option<Duration>) {
        std::thread::sleep(self.wait_for(deadline));
    }
}

/// What the world outside asks of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    /// Ctrl-C, or its signal.
    Interrupt,
    /// The signal of this number: end.
    End(i32),
    /// Ctrl-Z's signal: stop until further notice.
    Stop,
    /// Going on after a stop.
    Continue,
}

/// Watches for signals. From its making on, none of them ends the program by
/// itself: finished holds are recorded first.
#[derive(Debug, Default)]
pub struct Signals {
    /// The number of the last signal that ends the program. It has a place of
    /// its own: a shell that closes sends a stopped program SIGHUP and SIGCONT.
    end: Arc<AtomicUsize>,
    stop: Arc<AtomicBool>,
    go_on: Arc<AtomicBool>,
    /// The signal that ends our own stop is still to come: another thread may
    /// handle it later.
    is_awaited: AtomicBool,
    ids: Vec<SigId>,
}

impl Signals {
    /// Begins to watch.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn watch() -> std::io::Result<Self> {
        let mut signals = Self::default();
        #[cfg(unix)]
        let ends = [SIGINT, SIGTERM, SIGHUP];
        #[cfg(not(unix))]
        let ends = [SIGINT, SIGTERM];
        for signal in ends {
            let number = usize::try_from(signal).unwrap_or_default();
            let end = Arc::clone(&signals.end);
            let id = flag::register_usize(signal, end, number)?;
            signals.ids.push(id);
        }
        #[cfg(unix)]
        for (signal, seen) in [(SIGTSTP, &signals.stop), (SIGCONT, &signals.go_on)] {
            let id = flag::register(signal, Arc::clone(seen))?;
            signals.ids.push(id);
        }
        Ok(signals)
    }

    /// What was asked since the last time, the end before all.
    pub fn take(&self) -> Option<Signal> {
        match i32::try_from(self.end.swap(0, Ordering::Relaxed)) {
            Ok(0) | Err(_) => {}
            Ok(SIGINT) => return Some(Signal::Interrupt),
            Ok(signal) => return Some(Signal::End(signal)),
        }
        if self.stop.swap(false, Ordering::Relaxed) {
            return Some(Signal::Stop);
        }
        let continued = self.go_on.swap(false, Ordering::Relaxed);
        (continued && !self.is_awaited.swap(false, Ordering::Relaxed)).then_some(Signal::Continue)
    }

    /// Stops this program as Ctrl-Z would, and returns when it is continued.
    /// Where no shell is there to continue it, nothing happens.
    pub fn stop_self(&self) {
        if suspend() {
            // Ignore the SIGCONT that resumed us.
            let has_come = self.go_on.swap(false, Ordering::Relaxed);
            self.is_awaited.store(!has_come, Ordering::Relaxed);
        }
    }
}

impl Drop for Signals {
    fn drop(&mut self) {
        for id in self.ids.drain(..) {
            signal_hook::low_level::unregister(id);
        }
    }
}

/// Ends the program by `signal`, so that its parent sees what ended it.
pub fn reraise(signal: i32) {
    let _ = signal_hook::low_level::emulate_default_handler(signal);
}
