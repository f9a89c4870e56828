//! What a line of the log is, and what it says.

use super::fault::Fault;
use crate::domain::Entry;

/// One physical line after the header.
#[derive(Debug)]
pub struct Line<'a> {
    /// Its number in the file; the header is line 1.
    pub number: u64,
    /// Its bytes as they are in the file, with the line end.
    pub bytes: &'a [u8],
    /// What it says.
    pub content: Content,
}

/// What a line says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// A row with a day that can be read.
    Row(Row),
    /// A row whose day cannot be read, or with a quote that is not closed.
    Unreadable(Fault),
    /// No text between the separators, if there are any.
    Blank,
}

/// A row, and what in it could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What the row says; a field that cannot be read counts as empty.
    pub entry: Entry,
    /// The fields that could not be read or hold an unknown name.
    pub faults: Vec<Fault>,
}
