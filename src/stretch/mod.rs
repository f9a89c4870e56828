//! A stretching session: its plan and its state are pure, so that tests never sleep;
//! the ticker alone reads a clock and waits. In lines of text, and as a screen.
//!
//! Nothing here knows of the log.

mod lines;
mod plan;
mod scene;
mod session;
#[cfg(test)]
mod tests;
mod ticker;

pub use lines::{held_by_name, held_line, plan_text, routine_list, step_line};
pub use plan::{SessionOptions, Side, Sides, Step, StepKind, held_length, plan, total_length};
pub use scene::{Mode, Scene, screen};
pub use session::{ClockMoment, Event, Pause, Session};
pub use ticker::{Signal, Signals, Ticker, reraise};
