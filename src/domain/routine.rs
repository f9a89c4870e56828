//! A stretching routine: what is held, how long, on which side, and the steps
//! that a session makes of it.

// `core` has lengths of time, and no clock.
use core::time::Duration;

use super::{Invalid, Word, parse_duration};

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

impl Stretch {
    /// More sets than this are a slip of the finger.
    pub const MOST_SETS: u32 = 20;
}

/// Reads how long to hold: `30s`, `1min`; whole seconds, 10 minutes at most.
///
/// # Errors
/// On anything else; sets have a place of their own.
pub fn parse_hold(text: &str) -> Result<Duration, Invalid> {
    if text.contains(['x', 'X', '×']) {
        return Err(Invalid(format!(
            "{text:?} is a number of sets; write how long one hold lasts, such as 30s"
        )));
    }
    let minutes = parse_duration(text)?;
    // A thousandth of a minute is 0.06 s: rounding finds the second again.
    let seconds = (minutes.thousandths() * 60 + 500) / 1000;
    if seconds > 600 {
        return Err(Invalid(format!(
            "{text:?} is too long; up to 10 minutes are accepted"
        )));
    }
    Ok(Duration::from_secs(seconds))
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

/// What holds for every routine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoutineAdvice {
    /// What to be careful of.
    pub caution: String,
    /// What no source says.
    pub convention: String,
    /// Numbers of the sources that `convention` refers to.
    pub sources: Vec<u16>,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holds_are_whole_seconds() {
        for (text, seconds) in [
            ("1s", 1),
            ("7s", 7),
            ("30s", 30),
            ("1min", 60),
            ("10min", 600),
        ] {
            assert_eq!(parse_hold(text).unwrap(), Duration::from_secs(seconds));
        }
        for second in 0..=600 {
            let read = parse_hold(&format!("{second}s")).unwrap();
            assert_eq!(read, Duration::from_secs(second));
        }
        for bad in ["", "30", "2x30s", "11min", "30m", "-1s"] {
            assert!(parse_hold(bad).is_err(), "{bad:?} was taken");
        }
    }
}
