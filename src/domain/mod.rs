//! The plain types: what a person records, the units it is in, and what guidance is made of.
//!
//! Only std, chrono, serde and strsim. Nothing here does I/O, reads a clock, or knows of files and terminals.

mod amount;
mod dates;
mod entry;
mod guidance;
mod named;
mod pain;
mod routine;
mod symptom;
mod unit;
mod word;

pub use amount::{Kilometres, Minutes, parse_distance, parse_duration};
pub use dates::{DayStart, FIRST_YEAR, format_time, parse_clock, parse_day};
pub use entry::{Done, Entry};
pub use guidance::{
    Disclaimer, Finding, Grade, LevelWords, Signs, Source, Statement, SymptomWords, Tip, TipHead,
    Topic,
};
pub(crate) use named::named;
pub use pain::Pain;
pub use routine::{Routine, RoutineAdvice, Side, Step, StepKind, Stretch, parse_hold};
pub use symptom::{Level, Symptom};
pub use unit::DistanceUnit;
pub use word::{KNOWN_ACTIVITIES, KNOWN_STRETCHES, Word, closest, within};

/// A text that is no value of its kind; says what is accepted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Invalid(pub String);
