//! What is wrong in a line, said in one line with its place.

use std::fmt;

use super::columns::Column;

use crate::domain::Symptom;

/// A field that cannot be read, a name that is not known, or a line that is
/// no row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The line's number in the file; the header is line 1.
    pub line: u64,
    /// The column's number, from 1; `None` where the whole line is meant.
    pub column: Option<usize>,
    /// The known column; `None` where it has none.
    pub of: Option<Column>,
    /// The text in question, shortened; unescaped.
    pub text: String,
    /// What is wrong with it.
    pub kind: ProblemKind,
    /// The most urgent sign that the text may mean, where it was lost.
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
}

impl Problem {
    /// Whether something was lost to it: a field that counts as empty, or a
    /// symptom that does not count.
    pub const fn is_unread(&self) -> bool {
        matches!(self.kind, ProblemKind::Unreadable(_) | ProblemKind::UnknownSymptom(_))
    }

    /// What is wrong, without its place.
    pub fn why(&self) -> String {
        match &self.kind {
            ProblemKind::Unreadable(why) | ProblemKind::UnknownSymptom(why) => why.clone(),
            ProblemKind::SymptomSeparator => {
                format!("{:?} is read as several symptoms; separate them with `;`", self.text)
            }
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}", self.line)?;
        if let Some(column) = self.column {
            write!(f, ", column {column}")?;
            if let Some(column) = self.of {
                write!(f, " ({})", column.name())?;
            }
        }
        write!(f, ": {}", self.why())
    }
}

/// The longest text that a message quotes, in characters.
const MOST: usize = 60;

/// `bytes` as text for a message: what is not UTF-8 becomes `\u{fffd}`, and a
/// long one is cut.
pub fn shown(bytes: &[u8]) -> String {
    // Four bytes a character at most, so this prefix is always enough.
    let head = bytes.get(..MOST * 4 + 4).unwrap_or(bytes);
    let text = String::from_utf8_lossy(head);
    let text = text.trim();
    match text.char_indices().nth(MOST) {
        Some((cut, _)) => format!("{}…", text.get(..cut).unwrap_or_default()),
        None => text.to_owned(),
    }
}
