//! Where days and texts stand, and the marks that every panel makes.

use super::shape::{Anchor, Ink, Point, Shape};

/// About how wide a character of a text of 11 points is.
pub(super) const CHARACTER: f64 = 5.8;
/// From one line of text to the next.
pub(super) const LINE: f64 = 15.0;
/// Blank at the sides of the days.
pub(super) const LEFT: f64 = 30.0;
pub(super) const RIGHT: f64 = 6.0;
/// A day wider than this says no more.
pub(super) const WIDEST_DOT: f64 = 3.0;

/// Draws days from left to right.
pub(super) struct Pen {
    pub(super) shapes: Vec<Shape>,
    pub(super) width: f64,
    /// Points that a day is wide.
    pub(super) day: f64,
}

impl Pen {
    pub(super) fn new(width: f64, days: usize) -> Self {
        Self {
            shapes: Vec::new(),
            width,
            day: (width - LEFT - RIGHT) / (days.max(1) as f64),
        }
    }

    pub(super) fn x(&self, day: f64) -> f64 {
        LEFT + day * self.day
    }

    pub(super) fn middle(&self, day: usize) -> f64 {
        self.x(day as f64 + 0.5)
    }

    pub(super) fn text(&mut self, at: Point, text: impl Into<String>, anchor: Anchor, ink: Ink) {
        self.shapes.push(Shape::Text {
            at,
            text: text.into(),
            anchor,
            ink,
        });
    }

    pub(super) fn line(&mut self, points: Vec<Point>, ink: Ink) {
        self.shapes.push(Shape::Line { points, ink });
    }

    pub(super) fn across(&mut self, y: f64, ink: Ink) {
        let right = self.width - RIGHT;
        self.line(vec![(LEFT, y), (right, y)], ink);
    }

    pub(super) fn dot_radius(&self) -> f64 {
        (self.day * 0.4).clamp(0.6, WIDEST_DOT)
    }
}

/// About how wide it is.
pub(super) fn text_width(text: &str) -> f64 {
    text.chars().count() as f64 * CHARACTER
}
