//! The plain types of the log: what a person records, and the units it is in.
//!
//! Only std, chrono, serde and strsim. Nothing here does I/O, reads a clock, or knows of files and terminals.

mod amount;
mod dates;
mod entry;
mod pain;
mod routine;
mod symptom;
mod word;

pub use amount::{AmountError, Kilometres, Minutes, parse_distance, parse_duration};
pub use dates::{DateError, DayStart, format_time, parse_clock, parse_day};
pub use entry::{Done, Entry};
pub use pain::{Pain, PainError};
pub use routine::{Routine, Side, Step, StepKind, Stretch};
pub use symptom::{Level, Symptom, UnknownSymptom};
pub use word::{KNOWN_ACTIVITIES, KNOWN_STRETCHES, Word, WordError, closest};
