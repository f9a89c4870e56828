//! Every number that backcare shows, computed from the log and a day.
//!
//! Pure: no I/O, no clock, no words for people.

mod derived;
mod report;

pub use report::{
    ActivityWeek, Band, DaySummary, Episode, LogFacts, PainWeek, Period, Reason, Recorded, Report,
    Settings, Status, StretchWeek, Trend, Verdict, Week, Window,
};
