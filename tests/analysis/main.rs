//! The warning rule and the numbers around it, through the public interface.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test says what is wrong by failing"
)]

mod episodes;
mod log;
mod properties;
mod reasons;
mod reports;
mod statuses;
mod trends;
mod windows;
