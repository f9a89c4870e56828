//! The copy that is edited: private while it is there, checked when the editor
//! is left, and kept where it must not be lost.

use std::collections::HashSet;
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use tempfile::TempDir;

use crate::store::{Content, Fault, LogFile, StoreError};

/// A copy of the log in a folder of its own, gone when the value is dropped.
#[derive(Debug)]
pub(super) struct Copy {
    folder: TempDir,
    path: PathBuf,
}

impl Copy {
    /// Copies `bytes`, the contents of `log`, to where only the user can read.
    pub(super) fn of(log: &LogFile, bytes: &[u8]) -> anyhow::Result<Self> {
        let failed = "cannot make a copy to edit in the folder for temporary files";
        let mut builder = tempfile::Builder::new();
        builder.prefix("backcare-");
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
        let folder = builder.tempdir().context(failed)?;
        let mut name = log
            .path()
            .file_name()
            .unwrap_or("log.csv".as_ref())
            .to_owned();
        // Editors go by the ending.
        if Path::new(&name).extension().is_none_or(|end| end != "csv") {
            name.push(".csv");
        }
        let path = folder.path().join(name);
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options
            .open(&path)
            .and_then(|mut file| file.write_all(bytes))
            .context(failed)?;
        Ok(Self { folder, path })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn bytes(&self) -> anyhow::Result<Vec<u8>> {
        fs::read(&self.path).with_context(|| {
            format!(
                "cannot read the edited copy {}; the log was left as it was",
                self.path.display()
            )
        })
    }

    /// Leaves the copy where it is for good, and says where that is.
    pub(super) fn keep(self) -> PathBuf {
        let _ = self.folder.keep();
        self.path
    }
}

/// What is wrong in an edited copy.
#[derive(Debug, Default)]
pub(super) struct Wrong {
    /// What came with the edit, in lines of text.
    pub(super) new: Vec<String>,
    /// The line of the first of them; 1 where the header is meant.
    pub(super) first_line: u64,
    /// Lines that could not be read before, either.
    pub(super) old: usize,
    /// Rows, readable or not.
    pub(super) rows: u64,
}

/// Reads `copy`; what `log` already had wrong is no reason to refuse it.
pub(super) fn check(copy: &LogFile, log: &LogFile) -> anyhow::Result<Wrong> {
    let mut before = HashSet::new();
    // A log that cannot be read at all may be opened to mend it.
    let _ = each_wrong(log, &mut |line, _| {
        before.insert(line.trim_ascii_end().to_vec());
    });
    let mut wrong = Wrong::default();
    let mut old = HashSet::new();
    let read = each_wrong(copy, &mut |line, fault| {
        if before.contains(line.trim_ascii_end()) {
            old.insert(fault.line);
            return;
        }
        if wrong.new.is_empty() {
            wrong.first_line = fault.line;
        }
        wrong.new.push(fault.to_string());
    });
    match read {
        Ok(rows) => wrong.rows = rows,
        Err(StoreError::NotALog { why, .. }) => {
            wrong.first_line = 1;
            wrong.new.push(why.to_string());
        }
        Err(error) => return Err(error.into()),
    }
    if wrong.new.is_empty() && copy.header()?.is_none() {
        wrong.first_line = 1;
        wrong
            .new
            .push("line 1: the header is gone; a log's first line names its columns".to_owned());
    }
    wrong.old = old.len();
    Ok(wrong)
}

/// Shows every line that cannot be read whole to `each`; gives the number of rows.
fn each_wrong(log: &LogFile, each: &mut dyn FnMut(&[u8], &Fault)) -> Result<u64, StoreError> {
    let mut rows = 0;
    log.for_each(&mut |line| {
        match &line.content {
            Content::Blank => return ControlFlow::Continue(()),
            Content::Unreadable(fault) => each(line.bytes, fault),
            Content::Row(row) => {
                for fault in &row.faults {
                    each(line.bytes, fault);
                }
            }
        }
        rows += 1;
        ControlFlow::Continue(())
    })?;
    Ok(rows)
}
