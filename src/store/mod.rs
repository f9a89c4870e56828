//! The CSV file: rows that keep their bytes, append, lock, atomic rewrite.
//!
//! A log is read line by line, never whole; it is written under the lock of a
//! sidecar file, by one append or by a temporary file and a rename. Nothing
//! here knows of clocks, terminals, commands or what the numbers mean.

mod append;
mod column;
mod error;
mod fault;
mod field;
mod file;
mod guard;
mod header;
mod line;
mod lock;
mod place;
mod read;
mod replacement;
mod rewrite;
mod row;
mod split;
#[cfg(test)]
mod tests;
mod write;

pub use append::{Appended, TimeOfDay};
pub use column::Column;
pub use error::{Doing, NotALog, StoreError};
pub use fault::{Fault, FaultKind};
pub use file::LogFile;
pub use header::{Header, LineEnd};
pub use line::{Content, Line, Row};
pub use lock::LockedLog;
pub use read::Tail;
pub use rewrite::{Change, Rewritten};
