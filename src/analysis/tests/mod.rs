//! The warning rule and the numbers around it.

mod episodes;
mod log;
mod properties;
mod reasons;
mod reports;
mod statuses;
mod trends;
mod windows;
