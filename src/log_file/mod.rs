//! The CSV file: rows that keep their bytes, append, lock, atomic replacement.
//!
//! A log is read line by line, never whole; it is written under the lock of a
//! sidecar file, by one append or by a temporary file and a rename. Nothing
//! here knows of clocks, terminals, commands or what the numbers mean.

mod backup;
mod check;
mod columns;
mod dates;
mod error;
mod fs;
mod header;
mod lock;
mod merge;
mod read;
mod rows;
#[cfg(test)]
mod tests;
mod tokens;
mod write;

pub use backup::with_copy;
pub use check::{Finding, FindingKind, Findings, check};
pub use columns::{Column, for_spreadsheet, on_one_line};
pub use error::{LogError, Problem, ProblemKind};

pub use fs::{close_to_others, open_to_others, write, write_new};
pub use header::{Header, LookAlike, TimeOfDay};
pub use lock::LockedLog;
#[cfg(feature = "internals")]
pub use lock::wait_quietly;
pub use merge::{Merge, Table};
pub use read::{Lines, LogFile};
pub use rows::{Content, Row};
pub use write::Edit;
