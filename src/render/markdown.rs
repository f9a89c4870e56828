//! The report as a Markdown document.

use super::words::{Guidance, words};
use crate::analysis::Report;
use crate::domain::DistanceUnit;

/// The report as Markdown.
#[must_use]
pub fn report_markdown(report: &Report, guidance: &Guidance, _unit: DistanceUnit) -> String {
    let said = words(report, guidance);
    format!(
        "# {}\n\n{}\n\n{}\n{}\n",
        said.headline,
        said.paragraphs.join("\n\n"),
        guidance.disclaimer.short,
        guidance.disclaimer.urgent
    )
}
