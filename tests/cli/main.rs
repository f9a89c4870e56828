//! The built program, used as a person or a script would use it.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    missing_docs,
    reason = "a test says what is wrong by failing"
)]

#[cfg(unix)]
mod ask;
mod due;
mod export;
mod harness;
mod history;
mod house;
mod log;
mod night;
mod store_files;
mod store_reliability;
#[cfg(unix)]
mod terminal;
mod tips;
mod tools;
mod usage;
