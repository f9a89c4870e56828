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

#[cfg(unix)]
mod ask;
mod balance;
mod check;
mod config;
mod due;
mod edit;
mod export;
mod for_me;
mod harness;
mod history;
mod house;
mod import;
mod log;
#[cfg(unix)]
mod losses;
mod merging;
mod night;
mod reminders;
mod report;
mod report_agree;
mod report_browser;
mod report_html;
mod report_pdf;
mod spreadsheet;
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
mod undo;
mod unread;
mod untouched;
mod usage;
