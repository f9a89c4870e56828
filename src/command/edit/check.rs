//! What is wrong in an edited log that was not wrong before.

use std::collections::HashMap;
use std::path::Path;

use chrono::NaiveDate;

use crate::domain::Entry;
use crate::log::{Column, Header, Log, LogError, LookAlike, Row};

/// What is wrong in an edited copy.
#[derive(Debug, Default)]
pub struct Wrong {
    /// What came with the edit, in lines of text.
    pub new: Vec<String>,
    /// The line of the first of them; 1 where the header is meant.
    pub first_line: u64,
    /// What came with the edit and is read all the same.
    pub notes: Vec<String>,
    /// Lines that could not be read before, either.
    pub old: usize,
    /// Rows, readable or not.
    pub rows: u64,
    /// Rows that there were before.
    pub rows_before: u64,
}

impl Wrong {
    fn add(&mut self, line: u64, problem: String) {
        if self.new.is_empty() {
            self.first_line = line;
        }
        self.new.push(problem);
    }
}

/// Checks an edited log; problems that the `old` one had do not count. Rows
/// after `latest` are in the future.
pub fn check(old: &[u8], new: &[u8], latest: NaiveDate) -> anyhow::Result<Wrong> {
    let mut wrong = Wrong::default();
    let read = |bytes: &[u8]| Log::of(Path::new(""), bytes.to_vec());
    let new = match read(new) {
        Err(LogError::NotALog { why, .. }) => {
            wrong.add(1, why.to_string());
            return Ok(wrong);
        }
        new => new?,
    };
    if new.is_empty() {
        let gone = "line 1: the header is gone; a log's first line names its columns";
        wrong.add(1, gone.to_owned());
        return Ok(wrong);
    }
    // A log that cannot be read at all may be opened to correct it.
    let old = read(old).ok();
    let mut before: HashMap<&[u8], Row<'_>> = HashMap::new();
    if let Some(old) = &old {
        for problem in header_problems(&old.header, &new.header) {
            wrong.add(1, problem);
        }
        for row in old.rows() {
            wrong.rows_before += 1;
            before.insert(row.bytes.trim_ascii_end(), row);
        }
    }
    for row in new.rows() {
        wrong.rows += 1;
        let number = row.number;
        let old = before.get(row.bytes.trim_ascii_end());
        if let Some(entry) = &row.entry {
            // A line may stay, and say something else below another header.
            if old.and_then(|old| old.entry.as_ref()).is_some_and(|old| loses(old, entry)) {
                let problem = "what stands there is read as something else below the new header";
                wrong.add(number, format!("line {number}: {problem}"));
            }
            if entry.date > latest && old.is_none() {
                let day = entry.date;
                let problem = format!("{day} is in the future; a day up to {latest} is accepted");
                wrong.add(number, format!("line {number}: {problem}"));
            }
        }
        if old.is_some_and(|old| row.unread() <= old.unread()) {
            wrong.old += usize::from(row.unread() > 0);
            continue;
        }
        for problem in &row.problems {
            if problem.is_unread() {
                wrong.add(number, problem.to_string());
            } else {
                wrong.notes.push(problem.to_string());
            }
        }
    }
    Ok(wrong)
}

/// Whether a row has lost or changed a value.
fn loses(old: &Entry, new: &Entry) -> bool {
    let is_lost = |column: &Column| {
        let text = column.write(old);
        !text.is_empty() && text != column.write(new)
    };
    Column::ALL.iter().any(is_lost)
}

/// Columns of the new header that are no longer read, or look like ones that
/// should be.
fn header_problems(old: &Header, new: &Header) -> Vec<String> {
    let is_old = |it: &LookAlike| old.look_alikes.iter().any(|before| before.name == it.name);
    let look_alikes = new.look_alikes.iter();
    let misspelt: Vec<&LookAlike> = look_alikes.filter(|it| !it.is_beside && !is_old(it)).collect();
    let mut problems: Vec<String> = Vec::new();
    for it in &misspelt {
        let (column, name, meant) = (it.index + 1, &it.name, it.meant.name());
        problems
            .push(format!("line 1, column {column}: {name:?} is not read; did you mean {meant}?"));
    }
    // A column that was removed on purpose leaves no new name behind.
    let is_renamed = new.names.iter().any(|name| !old.names.contains(name));
    for column in Column::ALL.iter().copied() {
        let is_lost = old.position(column).is_some() && new.position(column).is_none();
        let is_named = misspelt.iter().any(|it| it.meant == column);
        if is_lost && is_renamed && !is_named {
            let name = column.name();
            problems.push(format!(
                "line 1: the column {name} is gone, so what it holds would not be read"
            ));
        }
    }
    problems
}
