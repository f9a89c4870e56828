//! The time of a stretching session: its plan and its state are pure, so that
//! tests never sleep; the ticker alone reads a clock and waits.
//!
//! Nothing here knows of terminals, the log, or words for people.

mod plan;
mod session;
mod ticker;

pub use plan::{Choice, Sides, held_length, plan, total_length};
pub use session::{Event, Moment, Pause, Session};
pub use ticker::{Outside, Signals, Ticker, end_by};
