//! The report as a PDF, where this backcare was built to write one.

use clap::ValueEnum;

use super::output::Io;
use crate::report::Document;

/// The size of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Paper {
    /// 210 by 297 mm
    #[default]
    A4,
    /// 8.5 by 11 inches
    Letter,
}

/// As many characters that the fonts lack are named.
#[cfg(feature = "pdf")]
const MOST_NAMED: usize = 5;

/// The page as a PDF. What it cannot show is named on stderr.
#[cfg(feature = "pdf")]
pub fn pdf(document: &Document, paper: Paper, io: &mut Io<'_>) -> anyhow::Result<Vec<u8>> {
    use crate::report;

    let paper = match paper {
        Paper::A4 => report::Paper::A4,
        Paper::Letter => report::Paper::Letter,
    };
    let pdf = report::report_pdf(document, paper)?;
    if !pdf.lacking.is_empty() {
        let some: Vec<String> = pdf.lacking.iter().take(MOST_NAMED).map(char::to_string).collect();
        let more = match pdf.lacking.len().saturating_sub(some.len()) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let some = some.join(" ");
        io.note(format!(
            "the PDF's font lacks {some}{more}; a box stands for each, --format html shows them"
        ))?;
    }
    Ok(pdf.bytes)
}

/// This build has no PDF.
#[cfg(not(feature = "pdf"))]
pub fn pdf(_: &Document, _: Paper, _: &mut Io<'_>) -> anyhow::Result<Vec<u8>> {
    anyhow::bail!(
        "this backcare was built without PDF; write --format html and print that, or build it with `cargo install backcare --features pdf`"
    )
}
