//! Rows of the log as a list for people, and as CSV and JSON for programs.

mod csv;
mod json;
mod text;

pub use csv::{csv, csv_header};
pub use json::{json, json_end, json_start};
pub use text::Layout;
