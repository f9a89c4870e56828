//! Rows of the log as a list for people, and as JSON for programs.

mod json;
mod text;

pub use json::{exported, exported_start, json, json_end, json_start};
pub use text::{Layout, Widths};
