//! The floor as its users see it: files in, rows and problems out, and back.

mod appending;
mod headers;
mod merging;
mod places;
mod properties;
mod reading;
mod rewriting;

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::lock::wait_quietly;
use super::write::Appended;
use super::{Lock, Log, LogError, Problem, Row, TimeOfDay, append};
use crate::domain::Entry;

/// A folder with a log in it, or without one yet.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    /// A desk whose log holds `bytes`.
    fn with(bytes: impl AsRef<[u8]>) -> Self {
        let desk = Self::new();
        fs::write(desk.path(), bytes).unwrap();
        desk
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("log.csv")
    }

    fn log(&self) -> Result<Log, LogError> {
        Log::there(&self.path())
    }

    fn append(&self, entries: &[Entry], time: TimeOfDay) -> Result<Appended, LogError> {
        append(&self.path(), entries, time, &mut wait_quietly)
    }

    /// Puts `new` in the place of a line, given by its number.
    fn replace(&self, number: u64, new: &str) -> Result<(), LogError> {
        let log = self.log()?;
        let row = log.rows().find(|row| row.number == number).unwrap();
        let place = row.start..row.start + row.bytes.len();
        let new = log.with(std::iter::once((place, new.as_bytes())));
        locked(&self.path())?.replace(&log.bytes, &new)
    }

    fn bytes(&self) -> Vec<u8> {
        fs::read(self.path()).unwrap()
    }

    fn text(&self) -> String {
        String::from_utf8(self.bytes()).unwrap()
    }

    /// The names in the folder, but for the lock's.
    fn names(&self) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(self.folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name != "log.csv.lock")
            .collect();
        names.sort();
        names
    }

    fn rows(&self) -> Vec<Row<'static>> {
        let log: &'static Log = Box::leak(Box::new(self.log().unwrap()));
        log.rows().collect()
    }

    /// What the rows that can be read record.
    fn entries(&self) -> Vec<Entry> {
        self.rows().into_iter().filter_map(|row| row.entry).collect()
    }

    /// The one row of the log.
    fn row(&self) -> (Entry, Vec<Problem>) {
        let rows = self.rows();
        let [row] = &*rows else { panic!("{rows:?}") };
        (row.entry.clone().unwrap(), row.problems.clone())
    }
}

fn locked(path: &Path) -> Result<Lock, LogError> {
    Lock::take(path, &mut wait_quietly)
}

/// The row that `line` makes in a log of every column.
fn row_of(line: &str) -> (Entry, Vec<Problem>) {
    Desk::with(format!("{ALL}\n{line}\n")).row()
}

fn said(problems: &[Problem]) -> Vec<String> {
    problems.iter().map(ToString::to_string).collect()
}

const ALL: &str = "date,time,pain,stretch,stretch_minutes,activity,activity_minutes,distance_km,symptoms,began,seen,note";

fn on(date: &str) -> Entry {
    Entry::on(date.parse().unwrap())
}

/// A day, a time and a pain.
fn pain(date: &str, time: &str, pain: u8) -> Entry {
    Entry {
        time: (!time.is_empty()).then(|| crate::domain::parse_time(time).unwrap()),
        pain: Some(pain.try_into().unwrap()),
        ..on(date)
    }
}

fn noted(date: &str, note: &str) -> Entry {
    Entry { note: note.to_owned(), ..on(date) }
}
