//! The chart on paper: the shapes of `plot`, on a canvas.

use super::super::chart::{Chart, Form, Meaning, Plot, Point, plot};
use super::canvas::Color;
use super::canvas::Tags;
use super::canvas::{Canvas, Stroke, Style};
use super::fonts::Weight::{Bold, Regular};
use super::layout::{Layout, SIDE};

/// About as high as it gets, in points.
pub const HEIGHT: f32 = 205.0;
/// Points on paper to a point of the plot: small print, but print.
const SHRINK: f32 = 0.64;
/// The size of a text of the plot.
const TEXT: f32 = 11.0;

/// The chart under what stands there.
pub fn chart(layout: &mut Layout<'_>, chart: &Chart) {
    let unit = layout.pt(SHRINK);
    let plot = plot(chart, f64::from(layout.width() / unit));
    let height = narrowed(plot.height) * unit;
    layout.room(height);
    let pen = Pen { left: SIDE, top: layout.y, unit };
    let alt = format!("{}. {}", chart.title, chart.description);
    layout.canvas.picture(&alt, |canvas| pen.draw(canvas, &plot));
    layout.y += height;
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

    fn draw(&self, canvas: &mut Canvas<'_>, plot: &Plot) {
        for shape in &plot.shapes {
            let (meaning, color) = (shape.meaning, color(shape.meaning));
            match &shape.form {
                Form::Rect(at, size) => {
                    let (x, y) = self.place(*at);
                    canvas.block(color, x, y, self.long(size.0), self.long(size.1));
                }
                Form::Line(points) => {
                    let points: Vec<_> = points.iter().map(|at| self.place(*at)).collect();
                    canvas.line(self.stroke(meaning), &points);
                }
                Form::Dot(at, radius) => {
                    let (x, y) = self.place(*at);
                    canvas.dot(color, x, y, self.long(*radius));
                }
                Form::Triangle(at, size) => {
                    let ((x, tip), size) = (self.place(*at), self.long(*size));
                    canvas.triangle(color, x, tip + size, size);
                }
                Form::Text(at, text) | Form::TextEnd(at, text) => {
                    let weight = if meaning == Meaning::Title { Bold } else { Regular };
                    let style = Style { weight, size: TEXT * self.unit, color };
                    let is_end = matches!(shape.form, Form::TextEnd(..));
                    let before = if is_end { canvas.width(style, text) } else { 0.0 };
                    let (x, y) = self.place(*at);
                    // Labels do not run together when they are read out.
                    canvas.text(Tags::DOCUMENT, x - before, y, style, &format!("{text} "));
                }
            }
        }
    }

    fn stroke(&self, meaning: Meaning) -> Stroke {
        let width = match meaning {
            Meaning::Mean => 2.2,
            Meaning::Threshold => 1.5,
            Meaning::Axis | Meaning::Visit => 0.9,
            _ => 0.7,
        };
        Stroke {
            width: width * self.unit,
            color: color(meaning),
            is_dashed: matches!(meaning, Meaning::Threshold | Meaning::Goal),
        }
    }
}

const fn color(meaning: Meaning) -> Color {
    match meaning {
        Meaning::Window => Color::WINDOW,
        Meaning::Grid => Color::GRID,
        Meaning::Axis => Color::AXIS,
        Meaning::Day => Color::PAIN,
        Meaning::Mean => Color::MEAN,
        Meaning::Threshold => Color::THRESHOLD,
        Meaning::Stretch => Color::STRETCH,
        Meaning::Goal | Meaning::Label => Color::SOFT,
        Meaning::Run => Color::RUN,
        Meaning::Symptom => Color::SYMPTOM,
        Meaning::Urgent => Color::URGENT,
        Meaning::Title | Meaning::Visit => Color::INK,
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a place on paper needs no more digits")]
const fn narrowed(length: f64) -> f32 {
    length as f32
}
