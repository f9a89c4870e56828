//! A stretching routine: what is held, how long, on which side, and the steps
//! that a session makes of it.

use std::time::Duration;

use super::Word;

/// A side of the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// The left.
    Left,
    /// The right.
    Right,
}

impl Side {
    /// The side's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Right => "right",
        }
    }
}

/// One stretch of a routine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// The name that goes into the log, such as `hamstring`.
    pub name: Word,
    /// What it is called on the screen.
    pub title: String,
    /// How to do it, in order.
    pub steps: Vec<String>,
    /// What to be careful of in this stretch.
    pub caution: Option<String>,
    /// How long to hold it, once; whole seconds.
    pub hold: Duration,
    /// How often to hold it: on each side, where it has sides.
    pub sets: u32,
    /// Whether it is held on one side after the other.
    pub each_side: bool,
    /// Time to get into position before the first hold; whole seconds.
    pub prepare: Duration,
}

/// Stretches in order, with what there is to say about them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Routine {
    /// The name on the command line.
    pub name: Word,
    /// A line for the list.
    pub summary: String,
    /// What to be careful of, beyond what always holds.
    pub caution: Option<String>,
    /// Where the dose comes from.
    pub dose: Option<String>,
    /// Numbers of the sources that `dose` refers to.
    pub sources: Vec<u16>,
    /// What is held; never empty.
    pub stretches: Vec<Stretch>,
    /// Whether it comes from the user's own file.
    pub own: bool,
}

/// What is to be done in a step of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StepKind {
    /// Get into position.
    Prepare,
    /// Hold the stretch: the only time that counts.
    Hold,
    /// Change to the other side.
    Switch,
    /// Let go before the next hold of the same side.
    Rest,
}

/// A step of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Step {
    /// What is to be done.
    pub kind: StepKind,
    /// Index of the stretch in its routine.
    pub stretch: usize,
    /// The side that is held, or that comes next; `None` for both at once.
    pub side: Option<Side>,
    /// Which set the hold is, or which one comes next, from 1.
    pub set: u32,
    /// How long it takes.
    pub length: Duration,
}
