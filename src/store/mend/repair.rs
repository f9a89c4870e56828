//! Putting fixes in place, under the lock, with a backup of the whole file.

use std::collections::HashMap;
use std::path::PathBuf;

use super::super::Line;
use super::super::error::StoreError;
use super::super::lock::LockedLog;
use super::super::rewrite::Change;

/// A line that can be mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// Its number in the file.
    pub line: u64,
    /// Its bytes, with the line end.
    pub old: Vec<u8>,
    /// What they become, with the same line end.
    pub new: Vec<u8>,
}

impl LockedLog {
    /// Copies the log beside it, then puts `fixes` in place; a line that is no
    /// longer what it was stays. Gives the copy's path. `stamp` is part of its
    /// name, such as `2026-11-22T0730`.
    ///
    /// # Errors
    /// When the copy cannot be made or the log cannot be written; it is then
    /// as it was.
    pub fn mend(&self, fixes: &[Fix], stamp: &str) -> Result<PathBuf, StoreError> {
        let by_line: HashMap<u64, &Fix> = fixes.iter().map(|fix| (fix.line, fix)).collect();
        let mut change = |line: Line<'_>| match by_line.get(&line.number) {
            Some(fix) if fix.old == line.bytes => Change::Replace(fix.new.clone()),
            _ => Change::Keep,
        };
        self.with_copy(stamp, || self.rewrite(&mut change).map(drop))
    }
}
