//! The embedded guidance: what `content/` says, parsed when it is asked for and
//! no more of it than is asked for.
//!
//! Knows the files of words and the types they fill; nothing of how they are
//! shown. The files are part of the program and tests read each one; a mistake
//! in them is still an error here, never a panic.

mod disclaimer;
mod embedded;
mod routines;
mod signs;
mod sources;
mod topics;

pub use disclaimer::disclaimer;
pub use embedded::ContentError;
pub use routines::{ROUTINE_NAMES, own_routines, routine_advice, routines};
pub use signs::{main_urgent_signs, signs, symptom_words};
pub use sources::sources;
pub use topics::{closest_topic, find_topic, heads, tip};

#[cfg(test)]
mod tests;
