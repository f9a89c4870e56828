//! Rows of another file put into this one: added at the end, taken out, and
//! columns for them, all or nothing.

use std::collections::BTreeSet;

use super::error::{Doing, StoreError};
use super::header::Header;
use super::lock::{LockedLog, OnWait};
use super::read::{self, BUFFER, Lines};
use super::replacement::{Original, Replacement};
use super::{LogFile, place};

/// What is to be put into a log, and taken out of it.
#[derive(Debug, Clone, Default)]
pub struct Patch {
    /// Another header line, where there is none yet or columns are added.
    pub header: Option<Header>,
    /// New lines for the end, without line ends.
    pub lines: Vec<Vec<u8>>,
    /// The numbers of lines that go.
    pub drop: BTreeSet<u64>,
}

impl LogFile {
    /// As [`LogFile::lock`], for a log that may not be there yet; its folder is made.
    ///
    /// # Errors
    /// When the folder cannot be made, or the log cannot be locked.
    pub fn lock_or_create(&self, on_wait: OnWait<'_>) -> Result<LockedLog, StoreError> {
        LockedLog::create(self, on_wait)
    }
}

impl LockedLog {
    /// Puts `patch` in place: by one append where only rows are new, else in
    /// place of the whole file. The bytes of rows that stay are as they were.
    ///
    /// # Errors
    /// When the file is no log, or cannot be written; it is then as it was.
    pub fn apply(&self, patch: &Patch) -> Result<(), StoreError> {
        if patch.header.is_none() && patch.drop.is_empty() {
            return self.add(patch);
        }
        if !self.log().exists()? {
            let mut file = Replacement::begin(self)?;
            if let Some(header) = &patch.header {
                file.write(header.bytes())?;
                file.write(&patch.text(header))?;
            }
            let there = std::io::ErrorKind::AlreadyExists.into();
            return if file.create()? {
                Ok(())
            } else {
                Err(self.failed(Doing::Create, there))
            };
        }
        let original = Original::open(self)?;
        let opened = read::begin(&original.file, self.path(), BUFFER)?;
        let Some(header) = patch.header.as_ref().or(opened.header.as_ref()) else {
            return Ok(());
        };
        let mut file = Replacement::begin(self)?;
        file.write(header.bytes())?;
        let mut ends = header.bytes().ends_with(b"\n");
        if let Some(old) = opened.header.clone() {
            let mut lines = Lines::new(opened.reader, old);
            while let Some(line) = lines
                .next()
                .map_err(|cause| self.failed(Doing::Read, cause))?
            {
                if !patch.drop.contains(&line.number) {
                    file.write(line.bytes)?;
                    ends = line.bytes.ends_with(b"\n");
                }
            }
        }
        if !ends && !patch.lines.is_empty() {
            file.write(header.line_end().bytes())?;
        }
        file.write(&patch.text(header))?;
        file.replace(original)
    }

    fn add(&self, patch: &Patch) -> Result<(), StoreError> {
        if patch.lines.is_empty() {
            return Ok(());
        }
        let Some(file) = self.open_for_append()? else {
            return Err(self.failed(Doing::Read, std::io::ErrorKind::NotFound.into()));
        };
        let Some(header) = read::begin(&file, self.path(), BUFFER)?.header else {
            return Ok(());
        };
        let mut bytes = self.closing(&file, &header)?.to_vec();
        bytes.extend(patch.text(&header));
        self.write_at_end(&file, &bytes)
    }

    /// Removes the lock's file and lets go of the lock. Only for a log that no
    /// other program knows of: whoever waits for the lock would get another one.
    pub fn discard_lock(self) {
        let path = place::lock_of(self.real());
        drop(self);
        let _ = std::fs::remove_file(path);
    }
}

impl Patch {
    /// The new lines, with their line ends.
    fn text(&self, header: &Header) -> Vec<u8> {
        let mut text = Vec::new();
        for line in &self.lines {
            text.extend_from_slice(line);
            text.extend_from_slice(header.line_end().bytes());
        }
        text
    }
}
