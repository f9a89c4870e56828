//! Why a log could not be read or written, and what is wrong in a line: the place,
//! what happened, and what to do.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::{fmt, io};

use super::column::Column;
use crate::domain::{Symptom, named};

/// Why a log could not be read or written. An error of a write leaves the
/// file as it was, unless it says otherwise.
#[derive(Debug, thiserror::Error)]
pub enum LogError {
    /// There is no file at the path.
    #[error(
        "there is no log at {}; check the path, or record something first with `backcare log`",
        path.display()
    )]
    Missing {
        /// The path as given.
        path: PathBuf,
    },
    /// The file is something else than a log; nothing was written.
    #[error("{}: {why}", path.display())]
    NotALog {
        /// The path as given.
        path: PathBuf,
        /// What it is instead.
        why: NotALog,
    },
    /// The file changed while it was being rewritten, by a program that does
    /// not take the lock.
    #[error(
        "{} changed while it was being rewritten, so it was left alone; close other programs that have it open, and try again",
        path.display()
    )]
    Changed {
        /// The path as given.
        path: PathBuf,
    },
    /// Another program holds the lock, and goes on holding it.
    #[error(
        "{} is locked by another program; nothing was changed. Wait until it has ended, or end it, and try again",
        path.display()
    )]
    Busy {
        /// The lock's file.
        path: PathBuf,
    },
    /// The header would be too long to be read again.
    #[error(
        "{}: with {columns} its first line would be longer than 64 KiB; nothing was changed. A row has too many fields, or the header too many names: see `backcare check`",
        path.display()
    )]
    LongHeader {
        /// The path as given.
        path: PathBuf,
        /// The names of the columns that were to be added.
        columns: String,
    },
    /// A row would be too long to be read again.
    #[error("a row would be longer than 1 MiB; nothing was changed. Shorten its note or its tags")]
    LongRow,
    /// The operating system refused.
    #[error("cannot {} {}: {cause}{}", operation.name(), path.display(), advice(*operation, cause))]
    Io {
        /// The path in question.
        path: PathBuf,
        /// What was tried.
        operation: Operation,
        /// What the operating system says.
        cause: io::Error,
    },
    /// A row was not written whole, and could not be cut off again.
    #[error(
        "cannot write to {}: {cause}; the new row, or a part of it, may be in the file all the same ({undo}): look with `backcare history` before you record it again",
        path.display()
    )]
    Torn {
        /// The path as given.
        path: PathBuf,
        /// Why the write failed.
        cause: io::Error,
        /// Why it could not be taken back.
        undo: io::Error,
    },
}

impl LogError {
    pub fn io(path: &Path, operation: Operation, cause: io::Error) -> Self {
        match cause.kind() {
            ErrorKind::NotFound if operation == Operation::Read => {
                Self::Missing { path: path.to_owned() }
            }
            ErrorKind::IsADirectory if operation == Operation::Read => {
                Self::not_a_log(path, NotALog::Folder)
            }
            _ => Self::Io { path: path.to_owned(), operation, cause },
        }
    }

    pub fn not_a_log(path: &Path, why: NotALog) -> Self {
        Self::NotALog { path: path.to_owned(), why }
    }
}

named! {
    /// What was tried when the operating system refused.
    pub enum Operation {
        /// Opening or reading the log.
        Read = "read",
        /// Appending to the log, or putting a new one in its place.
        Write = "write to",
        /// Making the log.
        Create = "create",
        /// Making the folder that the log is in.
        Folder = "create the folder",
        /// Making or locking the sidecar file.
        Lock = "lock the log with",
        /// Writing the temporary file.
        Temporary = "write the temporary file",
        /// Writing a copy of the log beside it.
        Copy = "write the backup",
    }
}

/// What to do about an error of the operating system.
fn advice(operation: Operation, cause: &io::Error) -> String {
    let what = match (cause.kind(), operation) {
        (ErrorKind::PermissionDenied, Operation::Read) => {
            return "; make the file readable for you, or name another with --file".to_owned();
        }
        (_, Operation::Read) => return String::new(),
        (ErrorKind::IsADirectory, _) => " It is a folder: move it away",
        (ErrorKind::PermissionDenied, Operation::Write) => {
            " Make the file writable for you, or name another with --file"
        }
        (ErrorKind::PermissionDenied, Operation::Lock) => {
            " If it belongs to another user: remove it while nothing writes to the log. If not, \
             make its folder writable for you, or name another log with --file"
        }
        (ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem, _) => {
            " Make its folder writable for you, or name another log with --file"
        }
        (ErrorKind::StorageFull | ErrorKind::QuotaExceeded, _) => " Free some space and try again",
        (ErrorKind::FileTooLarge, _) => {
            " Raise the limit on file sizes (`ulimit -f`) and try again"
        }
        _ => "",
    };
    let end = if what.is_empty() { "" } else { "." };
    format!("; nothing was changed{end}{what}")
}

/// Why a file is not a log.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotALog {
    #[error("this is a folder; name a file in it, such as log.csv")]
    Folder,
    /// A device, a pipe or the like, which cannot be appended to.
    #[error("this is not a regular file; name a CSV file")]
    Special,
    #[error("it is larger than 256 MiB, so it is not a log; name another file")]
    Large,
    #[error("line 1 holds NUL bytes, so this is not a text file; name a CSV file in UTF-8")]
    Binary,
    #[error("this is text in UTF-16; save it as CSV in UTF-8 from the program that made it")]
    Utf16,
    #[error(
        "line 1 is longer than 64 KiB, so this is not a log; name a CSV file with a header line"
    )]
    LongLine,
    #[error("line 1 holds a carriage return; save the file with LF or CRLF line ends")]
    CarriageReturns,
    #[error(
        "line 1 has a quote that is not closed; the header must be on one line, each name with two quotes or none"
    )]
    OpenQuote,
    #[error("line 1 is of an unfinished git merge; finish it (docs/merging.md)")]
    Conflict,
    #[error("line 1 has the column {0} twice; rename or remove one of them")]
    Twice(&'static str),
    /// Columns that were to be added, and would change how the others are read.
    #[error("with a column named {0} its other columns would be read as something else")]
    Changed(String),
    /// A first line that does not name the columns of a log; its text, shortened.
    #[error(
        "line 1 is {}, so this is not a log; a log's first line has `date` and at least one more of its columns ({}), with commas, semicolons or tabs between",
        if .0.is_empty() { "empty".to_owned() } else { format!("{:?}", .0) },
        Column::NAMES.join(", ")
    )]
    Columns(String),
}

/// Where something stands in a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The line, from 1.
    pub line: u64,
    /// The field's place in the line, from 1; `None` for the whole line.
    pub column: Option<usize>,
    /// The column that is read there.
    pub of: Option<Column>,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}", self.line)?;
        self.column.iter().try_for_each(|column| write!(f, ", column {column}"))?;
        self.of.iter().try_for_each(|column| write!(f, " ({})", column.name()))
    }
}

/// What is wrong in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub place: Place,
    /// The unknown symptom, the symptoms without `;`, or what cannot be read; shortened.
    pub text: String,
    pub kind: ProblemKind,
    /// The urgent symptom that the text may mean.
    pub sign: Option<Symptom>,
}

/// What is wrong with a text of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProblemKind {
    /// It cannot be read and counts as empty; why, and what is accepted.
    Unreadable(String),
    /// A symptom that is not in the list; the others of its field count.
    /// What is accepted.
    UnknownSymptom(String),
    /// Symptoms that something else than `;` separates; all the same they count.
    SymptomSeparator,
    /// The name of an urgent sign, read as a note, a tag, a stretch or an activity.
    Misplaced,
}

impl Problem {
    /// Whether something was lost to it: a field that counts as empty, or a
    /// symptom that does not count.
    pub const fn is_unread(&self) -> bool {
        matches!(self.kind, ProblemKind::Unreadable(_) | ProblemKind::UnknownSymptom(_))
    }

    /// Whether it is a pain above 10.
    pub fn is_above_scale(&self) -> bool {
        let number = || self.text.replace(',', ".").parse::<f64>();
        self.place.of == Some(Column::Pain) && number().is_ok_and(|number| number > 10.0)
    }

    /// What is wrong, without its place.
    pub fn why(&self) -> String {
        match &self.kind {
            ProblemKind::Unreadable(why) | ProblemKind::UnknownSymptom(why) => why.clone(),
            ProblemKind::SymptomSeparator => {
                format!("{:?} is read as several symptoms; separate them with `;`", self.text)
            }
            ProblemKind::Misplaced => {
                format!("{:?} is the name of an urgent sign; did you mean symptoms?", self.text)
            }
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.why())
    }
}
