//! The CSV file: rows that keep their bytes, append, lock, atomic rewrite.
//!
//! A log is read line by line, never whole; it is written under the lock of a
//! sidecar file, by one append or by a temporary file and a rename. Nothing
//! here knows of clocks, terminals, commands or what the numbers mean.

mod append;
mod backup;
mod canon;
mod cells;
mod column;
mod conflict;
mod ending;
mod error;
mod exchange;
mod fault;
mod field;
mod file;
mod guard;
mod header;
mod line;
mod lock;
mod mend;
mod merge;
mod permissions;
mod place;
mod private;
mod read;
mod record;
mod replacement;
mod rewrite;
mod row;
mod split;
mod spreadsheet;
#[cfg(test)]
mod tests;
mod union;
mod write;

pub use append::{Appended, TimeOfDay};
pub use cells::Cells;
pub use column::Column;
pub use conflict::SyncCopy;
pub use ending::{Ending, LastLine};
pub use error::{Doing, NotALog, StoreError};
pub use fault::{Fault, FaultKind};
pub use file::LogFile;
pub use header::{Header, LineEnd};
pub use line::{Content, Line, Row};
pub use lock::{LockedLog, OnWait, wait_quietly};
pub use mend::{Diagnosis, Finding, Fix, Kind};
pub use merge::{Merge, MergeError, merge};
pub use private::{write, write_new};
pub use read::Tail;
pub use record::{Record, Table, TableRow};
pub use rewrite::{Change, Rewritten};
pub use spreadsheet::for_spreadsheet;
pub use union::Patch;
