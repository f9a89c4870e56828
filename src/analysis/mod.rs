//! Every number that backcare shows, computed from the log and a day.
//!
//! Pure: no I/O, no clock, no words for people.

mod balance;
mod days;
mod diary;
mod episode;
mod period;
mod pick;
mod reasons;
mod report;
mod rule;
mod scores;
#[cfg(test)]
mod tests;
mod trend;
mod verdict;
mod weeks;
mod windows;

pub use days::day;
pub use diary::Diary;
pub use pick::{Pick, Why, pick};
pub use reasons::symptoms;
pub use report::{
    ActivityWeek, Balance, DaySummary, Jump, LogFacts, NextDay, Period, Reason, Recorded, Report,
    Settings, Status, Sure, Trend, Turn, Unread, UnreadColumn, Verdict, Week, Window,
};
pub use verdict::verdict;
