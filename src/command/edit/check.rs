//! What is wrong in an edited log that was not wrong before.

use std::collections::HashMap;
use std::path::Path;

use chrono::NaiveDate;

use crate::domain::Entry;
use crate::log_file::{Column, Content, Header, Lines, LogError, LookAlike, Problem};

/// For reading what is in memory.
const BUFFER: usize = 4 * 1024;

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

/// Reads an edited log; what was wrong in the `old` one is no reason to refuse it. Rows
/// after `latest` are in the future.
pub fn check(old: &[u8], new: &[u8], latest: NaiveDate) -> anyhow::Result<Wrong> {
    let mut wrong = Wrong::default();
    let begin = |bytes| Lines::begin(bytes, Path::new(""), BUFFER);
    let mut lines = match begin(new) {
        Err(LogError::NotALog { why, .. }) => {
            wrong.add(1, why.to_string());
            return Ok(wrong);
        }
        lines => lines?,
    };
    let Some(header) = lines.header() else {
        let gone = "line 1: the header is gone; a log's first line names its columns";
        wrong.add(1, gone.to_owned());
        return Ok(wrong);
    };
    // A log that cannot be read at all may be opened to correct it.
    let mut before = HashMap::new();
    if let Ok(mut lines) = begin(old) {
        let problems = lines.header().map(|old| header_problems(old, header));
        for problem in problems.unwrap_or_default() {
            wrong.add(1, problem);
        }
        while let Some(line) = lines.next_line()? {
            if *line.content != Content::Blank {
                wrong.rows_before += 1;
                let content = std::mem::take(line.content);
                before.insert(line.bytes.trim_ascii_end().to_vec(), content);
            }
        }
    }
    while let Some(line) = lines.next_line()? {
        if *line.content == Content::Blank {
            continue;
        }
        wrong.rows += 1;
        let number = line.number;
        let old = before.get(line.bytes.trim_ascii_end());
        // A line may stay, and say something else below another header.
        if let (Some(old), Some(new)) = (old.and_then(Content::entry), line.content.entry())
            && loses(old, new)
        {
            let problem = "what stands there is read as something else below the new header";
            wrong.add(number, format!("line {number}: {problem}"));
        }
        if let Some(new) = line.content.entry()
            && new.date > latest
            && old.is_none()
        {
            let day = new.date;
            let problem =
                format!("line {number}: {day} is in the future; a day up to {latest} is accepted");
            wrong.add(number, problem);
        }
        let problems = line.content.problems();
        if old.is_some_and(|old| unread(line.content) <= unread(old)) {
            wrong.old += usize::from(problems.iter().any(Problem::is_unread));
            continue;
        }
        for problem in problems {
            if problem.is_unread() {
                wrong.add(number, problem.to_string());
            } else {
                wrong.notes.push(problem.to_string());
            }
        }
    }
    Ok(wrong)
}

/// Whether a row no longer says what it said.
fn loses(old: &Entry, new: &Entry) -> bool {
    Column::ALL.iter().any(|column| {
        let text = column.text(old);
        !text.is_empty() && text != column.text(new)
    })
}

/// How many of its fields cannot be read; all, where it is no row.
fn unread(content: &Content) -> usize {
    match content {
        Content::Unreadable(_) => usize::MAX,
        content => content.problems().iter().filter(|problem| problem.is_unread()).count(),
    }
}

/// Columns of the new header that are no longer read, or look like ones that
/// should be.
fn header_problems(old: &Header, new: &Header) -> Vec<String> {
    let before: Vec<&String> = old.look_alikes.iter().map(|it| &it.name).collect();
    let is_new = |it: &&LookAlike| !it.is_beside && !before.contains(&&it.name);
    let misspelt: Vec<&LookAlike> = new.look_alikes.iter().filter(is_new).collect();
    let mut problems: Vec<String> = misspelt
        .iter()
        .map(|it| {
            format!(
                "line 1, column {}: {:?} is not read; did you mean {}?",
                it.index + 1,
                it.name,
                it.meant.name()
            )
        })
        .collect();
    // A column that was removed on purpose leaves no new name behind.
    let old_names = &old.names;
    let is_renamed = new.names.iter().any(|name| !old_names.contains(name));
    for column in Column::ALL.iter().copied() {
        let is_lost = old.position(column).is_some() && new.position(column).is_none();
        let is_named = misspelt.iter().any(|it| it.meant == column);
        if is_lost && is_renamed && !is_named {
            problems.push(format!(
                "line 1: the column {} is gone, so what it holds would not be read",
                column.name()
            ));
        }
    }
    problems
}
