//! Text out of values: pure, one file per format.
//!
//! Nothing here reads a file, a clock or a terminal, and nothing is counted.

mod escape;
mod prose;
mod theme;
mod tips;
mod tips_json;
mod tips_markdown;
mod tips_page;

pub use escape::{for_markdown, for_terminal};
pub use prose::{Hang, paragraph};
pub use theme::{Glyphs, Role, Theme};
pub use tips::{tip_text, topics_text};
pub use tips_json::{tip_json, topics_json};
pub use tips_markdown::{tip_markdown, topics_markdown};
pub use tips_page::{TipPage, TopicList};
