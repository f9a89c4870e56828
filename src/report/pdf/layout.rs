//! One thing under another, from sheet to sheet. It must not know what a
//! report is.

use pdf_writer::types::StructRole;

use super::canvas::Color;
use super::canvas::{Canvas, Stroke, Style};
use super::canvas::{Tag, Tags};
use super::fonts::Weight;
use super::fonts::{TextLine, lines};

/// Free space at the sides, in points.
pub const SIDE: f32 = 38.0;
const TOP: f32 = 28.0;
const BOTTOM: f32 = 30.0;
/// From line to line, and down to the foot of a line's letters, in sizes.
const LEADING: f32 = 1.28;
const FOOT: f32 = 1.0;

pub struct Layout<'a> {
    pub canvas: Canvas<'a>,
    /// Where the next thing begins, from the top.
    pub y: f32,
    scale: f32,
}

impl<'a> Layout<'a> {
    pub const fn new(canvas: Canvas<'a>, scale: f32) -> Self {
        Self { canvas, y: TOP, scale }
    }

    pub fn width(&self) -> f32 {
        self.canvas.size.0 - 2.0 * SIDE
    }

    /// A length that shrinks with everything else.
    pub fn pt(&self, points: f32) -> f32 {
        points * self.scale
    }

    pub fn style(&self, weight: Weight, size: f32, color: Color) -> Style {
        Style { weight, size: self.pt(size), color }
    }

    pub fn skip(&mut self, points: f32) {
        self.y += self.pt(points);
    }

    /// Sees that `height` fits under `y`; whether that took a new sheet.
    pub fn room(&mut self, height: f32) -> bool {
        let is_short = self.y > TOP && self.y + height > self.canvas.size.1 - BOTTOM;
        if is_short {
            self.canvas.add_sheet();
            self.y = TOP;
        }
        is_short
    }

    pub fn tag(&mut self, role: StructRole) -> Tag {
        self.canvas.tags.add(Tags::DOCUMENT, role)
    }

    /// `text` broken for a width in points.
    pub fn broken(&self, text: &str, width: f32, style: Style) -> Vec<TextLine> {
        lines(text, style.weight, width / style.size, self.canvas.fonts)
    }

    /// Lines from `x` on, beginning at `y`, which stays; gives their end.
    pub fn put(&mut self, tag: Tag, x: f32, mut y: f32, style: Style, lines: &[TextLine]) -> f32 {
        for (number, line) in lines.iter().enumerate() {
            self.put_line(tag, x, y, style, line, number + 1 == lines.len());
            y += leading(style);
        }
        y
    }

    fn put_line(
        &mut self,
        tag: Tag,
        mut x: f32,
        y: f32,
        style: Style,
        line: &TextLine,
        is_last: bool,
    ) {
        for (number, piece) in line.iter().enumerate() {
            let style = Style { weight: piece.weight, ..style };
            // Words of two lines do not run together when they are read out.
            let space = if !is_last && number + 1 == line.len() { " " } else { "" };
            let text = format!("{}{space}", piece.text);
            self.canvas.text(tag, x, y + style.size * FOOT, style, &text);
            x += self.canvas.width(style, &text);
        }
    }

    /// A paragraph over the whole width; it may continue on the next sheet.
    pub fn paragraph(&mut self, role: StructRole, text: &str, style: Style) {
        let lines = self.broken(text, self.width(), style);
        let tag = self.tag(role);
        self.run_on(tag, SIDE, style, &lines);
    }

    /// Lines from `x` on; they may continue on the next sheet.
    pub fn run_on(&mut self, tag: Tag, x: f32, style: Style, lines: &[TextLine]) {
        for (number, line) in lines.iter().enumerate() {
            self.room(leading(style));
            self.put_line(tag, x, self.y, style, line, number + 1 == lines.len());
            self.y += leading(style);
        }
    }

    /// A part's heading, which stays with `follows` points of what it heads.
    pub fn heading(&mut self, text: &str, follows: f32) {
        let style = self.style(Weight::Bold, 10.0, Color::INK);
        self.skip(7.0);
        self.room(leading(style) + self.pt(follows));
        self.paragraph(StructRole::H2, text, style);
        self.skip(1.5);
    }

    /// A thin line over the whole width.
    pub fn rule(&mut self, color: Color) {
        let stroke = Stroke { width: self.pt(0.6), color, is_dashed: false };
        let (left, right, y) = (SIDE, SIDE + self.width(), self.y);
        self.canvas.line(stroke, &[(left, y), (right, y)]);
    }

    /// The sheets; where there are several, each with its number.
    pub fn finish(mut self, title: &str) -> Canvas<'a> {
        let sheets = self.canvas.sheets.len();
        if sheets > 1 {
            let style = self.style(Weight::Regular, 7.0, Color::SOFT);
            let (width, foot) = (self.width(), self.canvas.size.1 - BOTTOM * 0.5);
            for sheet in 0..sheets {
                let number = format!("Page {} of {sheets}", sheet + 1);
                let x = SIDE + width - self.canvas.width(style, &number);
                let room = x - SIDE - self.pt(20.0);
                let title = lines(title, style.weight, room / style.size, self.canvas.fonts);
                let title = title.into_iter().flatten().next();
                self.canvas.aside_on(sheet, |canvas| {
                    canvas.text(Tags::DOCUMENT, x, foot, style, &number);
                    if let Some(title) = title {
                        canvas.text(Tags::DOCUMENT, SIDE, foot, style, &title.text);
                    }
                });
            }
        }
        self.canvas
    }
}

/// From one line to the next.
pub fn leading(style: Style) -> f32 {
    style.size * LEADING
}
