//! What is wrong in a log, and one thing of it.

use super::repair::Fix;

/// What was found in a log.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diagnosis {
    /// Rows, readable or not.
    pub rows: u64,
    /// What is wrong, in the order of the lines.
    pub findings: Vec<Finding>,
    /// The lines that can be mended.
    pub fixes: Vec<Fix>,
    /// Rows that say the same as an earlier one: their lines and that one's. Two
    /// entries may be meant, so this is no finding.
    pub duplicates: Vec<(u64, u64)>,
}

/// Something that `check` has found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The line in the file; `None` where the file itself is meant.
    pub line: Option<u64>,
    /// The column's number, from 1; `None` where the whole line is meant.
    pub column: Option<usize>,
    /// The column's name; empty where none is meant.
    pub name: &'static str,
    /// What it is.
    pub kind: Kind,
    /// What is wrong; unescaped.
    pub text: String,
    /// What `--fix` writes instead, where there is one meaning.
    pub becomes: Option<String>,
}

/// What a finding is; the order is the one in which they are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// It counts as empty.
    Unreadable,
    /// A spreadsheet has rewritten it; there is one meaning.
    Rewritten,
    /// A symptom that is not known.
    Unknown,
    /// Symptoms that something else than `;` separates.
    Separator,
    /// A column that looks like a misspelt known one.
    Column,
    /// A day in the future, or in a year long gone.
    Date,
}

impl Kind {
    /// Every kind, in the order in which they are told.
    pub const ALL: [Self; 6] = [
        Self::Unreadable,
        Self::Rewritten,
        Self::Unknown,
        Self::Separator,
        Self::Column,
        Self::Date,
    ];
}
