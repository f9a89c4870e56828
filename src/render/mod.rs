//! Text out of values: pure, one file per format.
//!
//! Nothing here reads a file, a clock or a terminal, and nothing is counted.

mod escape;
pub mod stretch;
mod stretch_font;
pub mod stretch_screen;
mod theme;

pub use escape::{for_markdown, for_terminal};
pub use theme::{Glyphs, Role, Theme};
