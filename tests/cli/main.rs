//! The built program, used as a person or a script would use it.
#![allow(
    dead_code,
    clippy::cast_possible_truncation,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::disallowed_methods,
    missing_docs,
    reason = "a test says what is wrong by failing"
)]

mod check;
mod config;
mod edit;
mod export;
mod harness;
mod history;
mod house;
mod import;
mod log;
mod report;
mod status;
mod stretch;
#[cfg(unix)]
mod terminal;
mod tips;
mod tools;
mod undo;
mod usage;
