//! What a terminal is given: colour by role, wrapped lines, escaped texts, numbers as
//! people read them, and the questions that it asks. Pure but for the questions.

mod escape;
pub mod format;
mod prompt;
mod theme;
mod wrap;

pub use escape::{for_json, for_terminal};
pub use format::count;
pub use prompt::{Asker, Interrupted, Ticks, suspend};
pub use theme::{Glyphs, Role, Theme};
pub use wrap::{
    Indent, NO_BREAK, mark, paragraph, plain_commands, prose, to_ascii, truncate, wrap,
};
