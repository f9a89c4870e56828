//! Where days and texts stand, and the marks that every panel makes.

use super::shape::{Anchor, Ink, Point, Shape};

/// About how wide a character of a text of 11 points is.
pub const CHARACTER: f64 = 5.8;
/// From one line of text to the next.
pub const LINE: f64 = 15.0;
/// Blank at the sides of the days.
pub const LEFT: f64 = 30.0;
pub const RIGHT: f64 = 6.0;
/// A day wider than this says no more.
pub const WIDEST_DOT: f64 = 3.0;

/// Draws days from left to right.
pub struct Pen {
    pub shapes: Vec<Shape>,
    pub width: f64,
    /// Points that a day is wide.
    pub day: f64,
}

impl Pen {
    pub fn new(width: f64, days: usize) -> Self {
        Self {
            shapes: Vec::new(),
            width,
            day: (width - LEFT - RIGHT) / (days.max(1) as f64),
        }
    }

    pub fn x(&self, day: f64) -> f64 {
        LEFT + day * self.day
    }

    pub fn middle(&self, day: usize) -> f64 {
        self.x(day as f64 + 0.5)
    }

    pub fn text(&mut self, at: Point, text: impl Into<String>, anchor: Anchor, ink: Ink) {
        self.shapes.push(Shape::Text {
            at,
            text: text.into(),
            anchor,
            ink,
        });
    }

    pub fn line(&mut self, points: Vec<Point>, ink: Ink) {
        self.shapes.push(Shape::Line { points, ink });
    }

    pub fn across(&mut self, y: f64, ink: Ink) {
        let right = self.width - RIGHT;
        self.line(vec![(LEFT, y), (right, y)], ink);
    }

    pub fn dot_radius(&self) -> f64 {
        (self.day * 0.4).clamp(0.6, WIDEST_DOT)
    }
}

/// About how wide it is.
pub fn text_width(text: &str) -> f64 {
    text.chars().count() as f64 * CHARACTER
}
