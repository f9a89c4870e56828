//! The report for a terminal.

use super::Theme;
use super::words::{Guidance, words};
use crate::analysis::Report;
use crate::domain::DistanceUnit;

/// The report as text.
#[must_use]
pub fn report_text(
    report: &Report,
    guidance: &Guidance,
    _unit: DistanceUnit,
    _theme: &Theme,
) -> String {
    let said = words(report, guidance);
    format!(
        "{}\n\n{}\n\n{}\n{}\n",
        said.headline,
        said.paragraphs.join("\n\n"),
        guidance.disclaimer.short,
        guidance.disclaimer.urgent
    )
}
