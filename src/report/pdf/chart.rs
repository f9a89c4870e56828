//! The chart on paper: the shapes of `plot`, with ink.

use pdf_writer::types::StructRole;

use super::super::chart::{Chart, Form, Ink as Meaning, Plot, Point, plot};
use super::flow::{Flow, SIDE};
use super::fonts::Weight::{Bold, Regular};
use super::ink::Tags;
use super::ink::{Ink, Stroke, Style};
use super::tint::Tint;

/// About as high as it gets, in points.
pub const HEIGHT: f32 = 205.0;
/// Points on paper to a point of the plot: small print, but print.
const SHRINK: f32 = 0.64;
/// The size of a text of the plot.
const TEXT: f32 = 11.0;

/// The chart under what stands there.
pub fn chart(flow: &mut Flow<'_>, chart: &Chart) {
    let caption = flow.style(Regular, 8.0, Tint::SOFT);
    let text = format!("{}, from 0 (none) to 10 (worst imaginable)", chart.title);
    flow.paragraph(StructRole::P, &text, caption);
    flow.skip(1.0);
    let unit = flow.pt(SHRINK);
    let plot = plot(chart, f64::from(flow.width() / unit));
    let height = narrowed(plot.height) * unit;
    flow.room(height);
    let pen = Pen { left: SIDE, top: flow.y, unit };
    let alt = format!("{}. {}", chart.title, chart.description);
    flow.ink.picture(&alt, |ink| pen.draw(ink, &plot));
    flow.y += height;
}

/// Where the plot stands on the sheet, and how large.
struct Pen {
    left: f32,
    top: f32,
    unit: f32,
}

impl Pen {
    fn place(&self, (x, y): Point) -> (f32, f32) {
        (self.left + self.long(x), self.top + self.long(y))
    }

    fn long(&self, length: f64) -> f32 {
        narrowed(length) * self.unit
    }

    fn draw(&self, ink: &mut Ink<'_>, plot: &Plot) {
        for shape in &plot.shapes {
            let (meaning, tint) = (shape.ink, tint(shape.ink));
            match &shape.form {
                Form::Rect(at, size) => {
                    let (x, y) = self.place(*at);
                    ink.block(tint, x, y, self.long(size.0), self.long(size.1));
                }
                Form::Line(points) => {
                    let points: Vec<_> = points.iter().map(|at| self.place(*at)).collect();
                    ink.line(self.stroke(meaning), &points);
                }
                Form::Dot(at, radius) => {
                    let (x, y) = self.place(*at);
                    ink.dot(tint, x, y, self.long(*radius));
                }
                Form::Triangle(at, size) => {
                    let ((x, tip), size) = (self.place(*at), self.long(*size));
                    ink.triangle(tint, x, tip + size, size);
                }
                Form::Text(at, text) | Form::TextEnd(at, text) => {
                    let weight = if meaning == Meaning::Title { Bold } else { Regular };
                    let style = Style { weight, size: TEXT * self.unit, tint };
                    let is_end = matches!(shape.form, Form::TextEnd(..));
                    let before = if is_end { ink.width(style, text) } else { 0.0 };
                    let (x, y) = self.place(*at);
                    // Labels do not run together when they are read out.
                    ink.text(Tags::DOCUMENT, x - before, y, style, &format!("{text} "));
                }
            }
        }
    }

    fn stroke(&self, meaning: Meaning) -> Stroke {
        let width = match meaning {
            Meaning::Mean => 2.2,
            Meaning::Threshold => 1.5,
            Meaning::Axis => 0.9,
            _ => 0.7,
        };
        Stroke {
            width: width * self.unit,
            tint: tint(meaning),
            is_dashed: matches!(meaning, Meaning::Threshold | Meaning::Goal),
        }
    }
}

const fn tint(meaning: Meaning) -> Tint {
    match meaning {
        Meaning::Window => Tint::WINDOW,
        Meaning::Grid => Tint::GRID,
        Meaning::Axis => Tint::AXIS,
        Meaning::Day => Tint::PAIN,
        Meaning::Mean => Tint::MEAN,
        Meaning::Threshold => Tint::THRESHOLD,
        Meaning::Stretch => Tint::STRETCH,
        Meaning::Goal | Meaning::Label => Tint::SOFT,
        Meaning::Run => Tint::RUN,
        Meaning::Symptom => Tint::SYMPTOM,
        Meaning::Urgent => Tint::URGENT,
        Meaning::Title => Tint::INK,
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a place on paper needs no more digits")]
const fn narrowed(length: f64) -> f32 {
    length as f32
}
