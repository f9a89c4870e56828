//! Shapes on a plane, in points from its upper left corner; the format draws them.

/// The drawing.
#[derive(Debug, Clone, PartialEq)]
pub struct Plot {
    pub width: f64,
    pub height: f64,
    /// The first is at the bottom.
    pub shapes: Vec<Shape>,
}

/// A place: points to the right, and down.
pub type Point = (f64, f64);

#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    Rect {
        at: Point,
        size: Point,
        ink: Ink,
    },
    /// Joined by straight lines, never filled.
    Line {
        points: Vec<Point>,
        ink: Ink,
    },
    Dot {
        at: Point,
        radius: f64,
        ink: Ink,
    },
    /// Points up; `at` is its tip.
    Triangle {
        at: Point,
        size: f64,
        ink: Ink,
    },
    /// `at` is on its base line.
    Text {
        at: Point,
        text: String,
        anchor: Anchor,
        ink: Ink,
    },
}

/// Which point of a text is placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    Start,
    End,
}

/// What a shape stands for; the format chooses colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    Window,
    Grid,
    Axis,
    Day,
    Mean,
    Threshold,
    Stretch,
    Goal,
    Run,
    Symptom,
    Urgent,
    Label,
    Title,
}
