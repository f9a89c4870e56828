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
mod report_agree;
mod report_browser;
mod report_html;
mod status;
mod store_files;
mod store_reliability;
mod tips;
mod tools;
mod usage;
