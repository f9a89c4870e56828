//! The floor as its users see it: files in, rows and problems out, and back.

mod appending;
mod headers;
mod places;
mod properties;
mod reading;
mod rewriting;

use std::fs;
use std::path::PathBuf;

use tempfile::TempDir;

use super::{Content, Edit, LockedLog, LogError, LogFile, Problem, Row, lock::wait_quietly};
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

    fn log(&self) -> LogFile {
        LogFile::at(self.path())
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

    fn contents(&self) -> Vec<Content> {
        contents(&self.log()).unwrap()
    }

    fn rows(&self) -> Vec<Row> {
        self.contents()
            .into_iter()
            .filter_map(|content| match content {
                Content::Row(row) => Some(*row),
                _ => None,
            })
            .collect()
    }

    /// The one row of the log.
    fn row(&self) -> Row {
        let mut rows = self.rows();
        assert_eq!(rows.len(), 1, "{:?}", self.contents());
        rows.remove(0)
    }
}

fn contents(log: &LogFile) -> Result<Vec<Content>, LogError> {
    let mut contents = Vec::new();
    let mut lines = log.lines()?;
    while let Some(line) = lines.next_line()? {
        contents.push(std::mem::take(line.content));
    }
    Ok(contents)
}

fn locked(log: &LogFile) -> Result<LockedLog, LogError> {
    LockedLog::of(log, &mut wait_quietly)
}

/// An edit that puts `new` in the place of a line, given by its number.
fn edit(log: &LogFile, number: u64, new: &str) -> Edit {
    let mut lines = log.lines().unwrap();
    loop {
        let line = lines.next_line().unwrap().unwrap();
        if line.number == number {
            return Edit {
                start: line.start,
                old: line.bytes.to_vec(),
                new: new.as_bytes().to_vec(),
            };
        }
    }
}

fn length(log: &LogFile) -> u64 {
    fs::metadata(&log.path).unwrap().len()
}

/// The row that `line` makes in a log of every column.
fn row_of(line: &str) -> Row {
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
        time: (!time.is_empty()).then(|| crate::domain::parse_clock(time).unwrap()),
        pain: Some(pain.try_into().unwrap()),
        ..on(date)
    }
}

fn noted(date: &str, note: &str) -> Entry {
    Entry { note: note.to_owned(), ..on(date) }
}
