//! The plain types: what a person records, the units it is in, and the names that
//! everything else speaks of.
//!
//! Nothing here does I/O, reads a clock, or knows of files and terminals.

mod amount;
mod dates;
mod entry;
mod named;
mod symptom;
mod topic;
mod word;

pub use amount::{DistanceUnit, Kilometres, Minutes, parse_distance, parse_duration};
pub use dates::{DayStart, FIRST_YEAR, format_time, parse_clock, parse_day, the_day, written_day};
pub use entry::{Done, Entry, Pain};
pub(crate) use named::named;
pub use symptom::{Level, Symptom};
pub use topic::Topic;
pub use word::{KNOWN_ACTIVITIES, KNOWN_STRETCHES, Word, closest, within};

/// A text that is no value of its kind; says what is accepted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Invalid(pub String);
