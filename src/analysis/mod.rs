//! Every number that backcare shows, computed from the log and a day.
//!
//! Pure: no I/O, no clock, no words for people.

mod balance;
mod diary;
mod episode;
mod period;
mod pick;
mod report;
mod rule;
mod runs;
mod signs;
#[cfg(test)]
mod tests;
mod trend;
mod verdict;
mod windows;

pub use diary::Diary;
pub use period::day;
pub use pick::{Pick, PickReason, pick};
pub use report::{
    ActivityWeek, Balance, DaySummary, Episode, LogFacts, Mean, Period, Reason, Report, RunDay,
    Settings, Sign, SignState, Status, Sure, Trend, Turn, Unread, UnreadColumn, Verdict, Week,
    Window,
};
pub use rule::SIGN_DAYS;
pub use signs::settle_unread;
pub use trend::DAYS as TREND_DAYS;
pub use verdict::verdict;
