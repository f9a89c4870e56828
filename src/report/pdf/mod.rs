//! Blocks as a PDF: text that can be selected, searched and read
//! aloud, and the chart as vectors. The same page gives the same bytes: nothing
//! in it tells when it was written.
//!
//! `canvas` puts text and shapes on sheets, `layout` puts one thing under another,
//! `blocks` says how each looks, `writer` writes the file.

mod blocks;
mod canvas;
mod chart;
mod fonts;
mod layout;
mod table;
mod writer;

use super::document::{Page, Paper};
use canvas::Canvas;
use fonts::Fonts;
use layout::Layout;

/// Sizes to try, in turn, until everything stands on one page.
const SCALES: &[f32] = &[1.0, 0.96, 0.92, 0.89, 0.86, 0.83, 0.8, 0.77];
/// The size where there are several pages.
const READABLE: f32 = 0.96;

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

/// The page as a PDF: on one sheet, or as many as it needs where no size makes it fit.
///
/// # Errors
/// When a font of the program cannot be used.
pub fn page_pdf(page: &Page, paper: Paper) -> Result<Pdf, PdfError> {
    let fonts = Fonts::new()?;
    let draw = |scale: &f32| draw(page, paper, *scale, &fonts);
    let fits = |canvas: &Canvas<'_>| canvas.sheets.len() == 1;
    let canvas = SCALES.iter().map(draw).find(fits).unwrap_or_else(|| draw(&READABLE));
    let lacking = canvas.lacking();
    Ok(Pdf { bytes: writer::write(canvas, &page.title, &fonts), lacking })
}

/// Width and height, in points of 1/72 inch.
const fn points(paper: Paper) -> (f32, f32) {
    match paper {
        Paper::A4 => (595.276, 841.89),
        Paper::Letter => (612.0, 792.0),
    }
}

fn draw<'a>(page: &Page, paper: Paper, scale: f32, fonts: &'a Fonts) -> Canvas<'a> {
    let mut layout = Layout::new(Canvas::new(points(paper), fonts), scale);
    for (number, block) in page.blocks.iter().enumerate() {
        blocks::block(&mut layout, block, page.blocks.get(number + 1));
    }
    layout.finish(&page.title)
}
