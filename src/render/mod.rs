//! Text out of values: pure, one file per format.
//!
//! Nothing here reads a file, a clock or a terminal, and nothing is counted.

pub mod advice;
mod amounts;
mod escape;
pub mod history;
pub mod recorded;
mod theme;

pub use escape::{for_markdown, for_terminal};
pub use theme::{Glyphs, Role, Theme};
