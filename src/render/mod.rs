//! Text out of values: pure, one file per format.
//!
//! Nothing here reads a file, a clock or a terminal, and nothing is counted.

pub mod advice;
mod amounts;
mod escape;
mod figures;
pub mod history;
mod json;
pub mod recorded;
pub mod stretch;
mod stretch_font;
pub mod stretch_screen;
mod theme;
mod words;

pub use escape::{for_markdown, for_terminal};
pub use json::report_json;
pub use theme::{Glyphs, Role, Theme};
pub use words::{Guidance, Words, unread_note, words};
