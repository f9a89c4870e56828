//! The plain types: what a person records, the units it is in, and what guidance is made of.
//!
//! Only std, chrono, serde and strsim. Nothing here does I/O, reads a clock, or knows of files and terminals.

mod amount;
mod dates;
mod entry;
mod guidance;
mod pain;
mod routine;
mod symptom;
mod unit;
mod word;

pub use amount::{AmountError, Kilometres, Minutes, parse_distance, parse_duration};
pub use dates::{DateError, DayStart, FIRST_YEAR, format_time, parse_clock, parse_day};
pub use entry::{Done, Entry};
pub use guidance::{
    Disclaimer, Finding, Grade, LevelWords, Signs, Source, Statement, SymptomWords, Tip, TipHead,
    Topic, UnknownTopic,
};
pub use pain::{Pain, PainError};
pub use routine::{Routine, RoutineAdvice, Side, Step, StepKind, Stretch, parse_hold};
pub use symptom::{Level, Symptom, UnknownSymptom};
pub use unit::DistanceUnit;
pub use word::{KNOWN_ACTIVITIES, KNOWN_STRETCHES, Word, WordError, closest, within};
