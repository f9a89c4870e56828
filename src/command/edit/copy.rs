//! The copy that is edited: private while it is there, checked when the editor
//! is left, and kept where it must not be lost.

use std::collections::HashMap;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use chrono::NaiveDate;
use tempfile::TempDir;

use crate::domain::Entry;
use crate::store::{Column, Content, Fault, Header, Line, LogFile, StoreError, write_new};

/// A copy of the log in a folder of its own, gone when the value is dropped.
#[derive(Debug)]
pub(super) struct Copy {
    folder: TempDir,
    path: PathBuf,
}

/// The folder of the second copy, which nobody edits.
const ORIGINAL: &str = "original";

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
        write_new(&path, bytes).context(failed)?;
        let original = folder.path().join(ORIGINAL).join("log.csv");
        write_new(&original, bytes).context(failed)?;
        Ok(Self { folder, path })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The log as it was when the copy was made.
    fn original(&self) -> PathBuf {
        self.folder.path().join(ORIGINAL)
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
        let _ = fs::remove_dir_all(self.original());
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
    /// What came with the edit and is read all the same.
    pub(super) notes: Vec<String>,
    /// Lines that could not be read before, either.
    pub(super) old: usize,
    /// Rows, readable or not.
    pub(super) rows: u64,
    /// Rows that there were before.
    pub(super) rows_before: u64,
}

impl Wrong {
    fn add(&mut self, line: u64, problem: String) {
        if self.new.is_empty() {
            self.first_line = line;
        }
        self.new.push(problem);
    }
}

/// Reads the edited copy; what was wrong before is no reason to refuse it. Rows
/// after `latest` are in the future.
pub(super) fn check(copy: &Copy, latest: NaiveDate) -> anyhow::Result<Wrong> {
    let edited = LogFile::at(&copy.path);
    let original = LogFile::at(copy.original().join("log.csv"));
    let mut wrong = Wrong::default();
    let header = match edited.header() {
        Ok(Some(header)) => header,
        Ok(None) => {
            let gone = "line 1: the header is gone; a log's first line names its columns";
            wrong.add(1, gone.to_owned());
            return Ok(wrong);
        }
        Err(StoreError::NotALog { why, .. }) => {
            wrong.add(1, why.to_string());
            return Ok(wrong);
        }
        Err(error) => return Err(error.into()),
    };
    // A log that cannot be read at all may be opened to correct it.
    let mut before = HashMap::new();
    if let Ok(Some(old)) = original.header() {
        for problem in header_problems(&old, &header) {
            wrong.add(1, problem);
        }
        wrong.rows_before = each_row(&original, &mut |line| {
            before.insert(line.bytes.trim_ascii_end().to_vec(), line.content.clone());
        })?;
    }
    wrong.rows = each_row(&edited, &mut |line| {
        // A line may stay, and say something else below another header.
        let old = before.get(line.bytes.trim_ascii_end());
        let is_old = old.is_some_and(|old| unread(&line.content) <= unread(old));
        if let (Some(Content::Row(old)), Content::Row(new)) = (old, &line.content)
            && loses(&old.entry, &new.entry)
        {
            let problem = "what stands there is read as something else below the new header";
            wrong.add(line.number, format!("line {}: {problem}", line.number));
        }
        let faults = match &line.content {
            Content::Row(row) => {
                if row.entry.date > latest && old.is_none() {
                    let problem = format!(
                        "line {}: {} is in the future; a day up to {latest} is accepted",
                        line.number, row.entry.date
                    );
                    wrong.add(line.number, problem);
                }
                row.faults.as_slice()
            }
            Content::Unreadable(fault) => std::slice::from_ref(fault),
            Content::Blank => &[],
        };
        if is_old {
            wrong.old += usize::from(faults.iter().any(Fault::is_unread));
            return;
        }
        for fault in faults {
            if fault.is_unread() {
                wrong.add(line.number, fault.to_string());
            } else {
                wrong.notes.push(fault.to_string());
            }
        }
    })?;
    Ok(wrong)
}

/// Whether a row no longer says what it said.
fn loses(old: &Entry, new: &Entry) -> bool {
    (old.time.is_some() && old.time != new.time)
        || (old.pain.is_some() && old.pain != new.pain)
        || (old.stretch.is_some() && old.stretch != new.stretch)
        || (old.activity.is_some() && old.activity != new.activity)
        || (!old.symptoms.is_empty() && old.symptoms != new.symptoms)
        || (old.began.is_some() && old.began != new.began)
        || (old.seen.is_some() && old.seen != new.seen)
        || (!old.note.is_empty() && old.note != new.note)
}

/// How much of a line was not read.
fn unread(content: &Content) -> usize {
    match content {
        Content::Row(row) => row.faults.iter().filter(|fault| fault.is_unread()).count(),
        Content::Unreadable(_) => usize::MAX,
        Content::Blank => 0,
    }
}

/// Columns of the new header that are no longer read, or look like ones that
/// should be.
fn header_problems(old: &Header, new: &Header) -> Vec<String> {
    let misspelt_before = old.unread_columns();
    let misspelt: Vec<_> = new
        .unread_columns()
        .into_iter()
        .filter(|(_, name, _)| !misspelt_before.iter().any(|(_, before, _)| before == name))
        .collect();
    let mut problems: Vec<String> = misspelt
        .iter()
        .map(|(index, name, meant)| {
            format!(
                "line 1, column {}: {name:?} is not read; did you mean {}?",
                index + 1,
                meant.name()
            )
        })
        .collect();
    // A column that was removed on purpose leaves no new name behind.
    let old_names = old.names();
    let is_renamed = new.names().iter().any(|name| !old_names.contains(name));
    for column in Column::ALL {
        let is_lost = old.position(column).is_some() && new.position(column).is_none();
        let is_named = misspelt.iter().any(|(_, _, meant)| *meant == column);
        if is_lost && is_renamed && !is_named {
            problems.push(format!(
                "line 1: the column {} is gone, so what it holds would not be read",
                column.name()
            ));
        }
    }
    problems
}

/// Shows every line that says something to `each`; gives the number of rows.
fn each_row(log: &LogFile, each: &mut dyn FnMut(&Line<'_>)) -> Result<u64, StoreError> {
    let mut rows = 0;
    log.for_each(&mut |line| {
        if line.content != Content::Blank {
            each(&line);
            rows += 1;
        }
        ControlFlow::Continue(())
    })?;
    Ok(rows)
}
