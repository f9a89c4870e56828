//! The built program, used as a person or a script would use it.
#![allow(
    dead_code,
    clippy::cast_possible_truncation,
    clippy::print_stderr,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    missing_docs,
    reason = "a test says what is wrong by failing"
)]

mod due;
mod export;
mod harness;
mod history;
mod house;
mod log;
mod report;
mod status;
mod store_files;
mod store_reliability;
mod stretch;
#[cfg(unix)]
mod stretch_terminal;
#[cfg(unix)]
mod terminal;
mod tips;
mod tools;
mod usage;
