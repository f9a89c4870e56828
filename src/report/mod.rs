//! Text out of values: pure, one file per format.
//!
//! Nothing here reads a file, a clock or a terminal, and nothing is counted.

mod block;
mod chart;
mod document;
mod facts;
#[cfg(test)]
mod fixtures;
pub mod history;
mod html;
mod json;
mod markdown;
#[cfg(feature = "pdf")]
mod pdf;
pub mod recorded;
#[cfg(test)]
mod report_tests;
mod signs;
mod status;
mod svg;
mod table;
mod text;
mod tips;
#[cfg(test)]
mod tips_tests;
mod verdict_text;
mod weeks;

pub use document::{Asked, Note, Page, Paper, outline, page, screen};
pub use html::page_html;
pub use json::{report_json, tip_json, topics_json};
pub use markdown::markdown;
#[cfg(feature = "pdf")]
pub use pdf::page_pdf;
pub use signs::{SignText, sign_advice, sign_texts};
pub use status::{due_line, role, status_line, welcome};
pub use svg::report_svg;
pub use text::{blocks_text, report_text};
pub use tips::{TipPage, TopicList, pick_reason, signs_text};
pub use verdict_text::{Guidance, verdict_text};
