//! The doctor's page as a PDF: text that can be selected, searched and read
//! aloud, the chart as vectors, two fonts cut down to what is used. The same
//! page gives the same bytes: nothing in it tells when it was written.
//!
//! `ink` puts signs on sheets, `flow` puts one thing under another, the parts
//! say what stands where, `file` writes it all down.

mod chart;
mod file;
mod flow;
mod fonts;
mod ink;
mod parts;
mod tint;
mod weeks;

use super::document::{Document, Paper};
use flow::Flow;
use fonts::Faces;
use ink::Ink;

/// Sizes to try, in turn, until everything stands on one page.
const SCALES: &[f32] = &[1.0, 0.96, 0.92, 0.89, 0.86, 0.83, 0.8, 0.77];

/// A document, and what could not be shown in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// Characters that the fonts lack, in order; each stands as an empty box.
    pub lacking: Vec<char>,
}

/// Why there is no PDF: never because of what a log holds.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// A font of the program itself.
    #[error("the font of the PDF cannot be read: {0}; this is a fault of backcare, not of the log")]
    Font(String),
}

/// The page as a PDF: on one sheet, unless notes or years need more.
///
/// # Errors
/// When a font of the program cannot be used.
pub fn report_pdf(document: &Document, paper: Paper) -> Result<Pdf, PdfError> {
    let faces = Faces::new()?;
    let (scale, sheets) = fitting(document, paper, &faces);
    let scale = if sheets > 1 && document.notes.is_some() {
        // Notes may run on: what stands above them decides the size.
        let mut without_notes = document.clone();
        without_notes.notes = None;
        fitting(&without_notes, paper, &faces).0
    } else {
        scale
    };
    let ink = draw(document, paper, scale, &faces);
    let lacking = ink.lacking();
    Ok(Pdf { bytes: file::write(ink, document, &faces)?, lacking })
}

/// Width and height, in points of 1/72 inch.
const fn points(paper: Paper) -> (f32, f32) {
    match paper {
        Paper::A4 => (595.276, 841.89),
        Paper::Letter => (612.0, 792.0),
    }
}

/// The largest scale that takes the fewest sheets, and how many those are.
fn fitting(document: &Document, paper: Paper, faces: &Faces) -> (f32, usize) {
    let mut best = (1.0, usize::MAX);
    for scale in SCALES {
        let sheets = draw(document, paper, *scale, faces).sheets();
        if sheets < best.1 {
            best = (*scale, sheets);
        }
        if sheets == 1 {
            break;
        }
    }
    best
}

fn draw<'a>(document: &Document, paper: Paper, scale: f32, faces: &'a Faces) -> Ink<'a> {
    let mut flow = Flow::new(Ink::new(points(paper), faces), scale);
    parts::head(&mut flow, document);
    parts::verdict(&mut flow, &document.verdict);
    parts::course(&mut flow, document);
    parts::symptoms(&mut flow, document);
    weeks::weeks(&mut flow, &document.weeks_of_page());
    parts::notes(&mut flow, document.notes.as_deref());
    parts::method(&mut flow, &document.method);
    parts::end(&mut flow, document);
    flow.finish(&document.title)
}
