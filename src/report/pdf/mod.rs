//! The doctor's page as a PDF: text that can be selected, searched and read
//! aloud, and the chart as vectors. The same page gives the same bytes: nothing
//! in it tells when it was written.
//!
//! `canvas` puts text and shapes on sheets, `layout` puts one thing under another, the
//! parts say what stands where, `writer` writes the file.

mod canvas;
mod chart;
mod fonts;
mod layout;
mod parts;
mod weeks;
mod writer;

use super::document::{Document, Paper};
use canvas::Canvas;
use fonts::Fonts;
use layout::Layout;

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
    let fonts = Fonts::new()?;
    let (scale, sheets) = fitting(document, paper, &fonts);
    let scale = if sheets > 1 && document.notes.is_some() {
        // Notes may run on: what stands above them decides the size.
        let mut without_notes = document.clone();
        without_notes.notes = None;
        fitting(&without_notes, paper, &fonts).0
    } else {
        scale
    };
    let canvas = draw(document, paper, scale, &fonts);
    let lacking = canvas.lacking();
    Ok(Pdf { bytes: writer::write(canvas, document, &fonts), lacking })
}

/// Width and height, in points of 1/72 inch.
const fn points(paper: Paper) -> (f32, f32) {
    match paper {
        Paper::A4 => (595.276, 841.89),
        Paper::Letter => (612.0, 792.0),
    }
}

/// The largest scale that takes the fewest sheets, and how many those are.
fn fitting(document: &Document, paper: Paper, fonts: &Fonts) -> (f32, usize) {
    let mut best = (1.0, usize::MAX);
    for scale in SCALES {
        let sheets = draw(document, paper, *scale, fonts).sheets.len();
        if sheets < best.1 {
            best = (*scale, sheets);
        }
        if sheets == 1 {
            break;
        }
    }
    best
}

fn draw<'a>(document: &Document, paper: Paper, scale: f32, fonts: &'a Fonts) -> Canvas<'a> {
    let mut layout = Layout::new(Canvas::new(points(paper), fonts), scale);
    parts::head(&mut layout, document);
    parts::verdict(&mut layout, document);
    parts::course(&mut layout, document);
    weeks::weeks(&mut layout, &document.weeks_of_page());
    parts::notes(&mut layout, document.notes.as_deref());
    parts::method(&mut layout, &document.method);
    parts::end(&mut layout, document);
    layout.finish(&document.title)
}
