//! Every number that backcare shows, computed from the log and a day.
//!
//! Pure: no I/O, no clock, no words for people.

mod balance;
mod diary;
mod period;
mod pick;
mod report;
mod rule;
#[cfg(test)]
mod tests;
mod trend;

pub use diary::{Diary, RUN};
pub use period::day;
pub use pick::{Pick, PickReason, pick};
pub use report::{
    ActivityWeek, Balance, DaySummary, LogFacts, Mean, Period, Reason, Recorded, Report, Settings,
    Status, Sure, Trend, Turn, Unread, UnreadColumn, Verdict, Week, Window,
};
pub use rule::{symptoms, verdict};
pub use trend::DAYS as TREND_DAYS;
