//! The steps of a session, from a routine and what the user chose. Pure.

use std::time::Duration;

use crate::domain::named;
use crate::guidance::{Routine, Stretch};

/// The pause in which a person changes sides.
const SWITCH: Duration = Duration::from_secs(5);
/// The pause before the same side is held again.
const REST: Duration = Duration::from_secs(5);

named! {
    /// A side of the body.
    pub enum Side {
        Left = "left",
        Right = "right",
    }
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

impl Step {
    /// What to do, in two or three words.
    pub fn words(&self) -> String {
        let side = self.side.map_or("", Side::name);
        match self.kind {
            StepKind::Prepare => "get ready".to_owned(),
            StepKind::Hold => format!("hold {side}").trim_end().to_owned(),
            StepKind::Switch => format!("switch to the {side}"),
            StepKind::Rest => "let go".to_owned(),
        }
    }
}

/// Which sides to stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Sides {
    Left,
    Right,
    #[default]
    Both,
}

/// What the user chose instead of the routine's own values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SessionOptions {
    /// How long every hold lasts.
    pub hold: Option<Duration>,
    /// How often every stretch is held, on each side where it has sides.
    pub sets: Option<u32>,
    /// Which sides; a stretch of both sides at once stays in.
    pub sides: Sides,
}

/// The steps of a session, in order. Sides take turns, so that each rests
/// while the other is held.
pub fn plan(routine: &Routine, choice: SessionOptions) -> Vec<Step> {
    let mut steps = Vec::new();
    for (index, stretch) in routine.stretches.iter().enumerate() {
        let hold = choice.hold.unwrap_or(stretch.hold);
        let sets = choice.sets.unwrap_or(stretch.sets);
        let sides = sides(stretch, choice.sides);
        let holds = (1..=sets).flat_map(|set| sides.iter().map(move |side| (set, *side)));
        let mut before: Option<Option<Side>> = None;
        for (set, side) in holds {
            let (kind, length) = match before {
                None => (StepKind::Prepare, stretch.prepare),
                Some(last) if last == side => (StepKind::Rest, REST),
                Some(_) => (StepKind::Switch, SWITCH),
            };
            let step = |kind, length| Step { kind, stretch: index, side, set, length };
            steps.push(step(kind, length));
            steps.push(step(StepKind::Hold, hold));
            before = Some(side);
        }
    }
    steps
}

fn sides(stretch: &Stretch, chosen: Sides) -> &'static [Option<Side>] {
    match (stretch.each_side, chosen) {
        (false, _) => &[None],
        (true, Sides::Left) => &[Some(Side::Left)],
        (true, Sides::Right) => &[Some(Side::Right)],
        (true, Sides::Both) => &[Some(Side::Left), Some(Side::Right)],
    }
}

/// How long the steps take together.
pub fn total_length(steps: &[Step]) -> Duration {
    steps.iter().map(|step| step.length).sum()
}

/// How long the holds among the steps take together.
pub fn held_length(steps: &[Step]) -> Duration {
    steps.iter().filter(|step| step.kind == StepKind::Hold).map(|step| step.length).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stretch(each_side: bool, sets: u32) -> Stretch {
        Stretch {
            name: "calf".parse().unwrap(),
            title: "Calf".to_owned(),
            steps: vec!["Lean.".to_owned()],
            caution: None,
            hold: Duration::from_secs(30),
            sets,
            each_side,
            prepare: Duration::from_secs(10),
        }
    }

    fn routine(stretches: Vec<Stretch>) -> Routine {
        Routine {
            name: "test".parse().unwrap(),
            summary: String::new(),
            caution: None,
            activity: None,
            dose: None,
            sources: Vec::new(),
            stretches,
            own: false,
        }
    }

    /// The plan in short: `P10 L30 s5 R30`.
    fn short(steps: &[Step]) -> String {
        let words: Vec<_> = steps
            .iter()
            .map(|step| {
                let kind = match (step.kind, step.side) {
                    (StepKind::Prepare, _) => "P",
                    (StepKind::Switch, _) => "s",
                    (StepKind::Rest, _) => "r",
                    (StepKind::Hold, Some(Side::Left)) => "L",
                    (StepKind::Hold, Some(Side::Right)) => "R",
                    (StepKind::Hold, None) => "B",
                };
                format!("{kind}{}", step.length.as_secs())
            })
            .collect();
        words.join(" ")
    }

    #[test]
    fn sides_take_turns_and_nothing_follows_the_last_hold() {
        let choose = |hold, sets, sides| SessionOptions {
            hold: Option::map(hold, Duration::from_secs),
            sets,
            sides,
        };
        let both = SessionOptions::default();
        for (stretches, choice, expected) in [
            (vec![stretch(true, 1)], both, "P10 L30 s5 R30"),
            (vec![stretch(true, 2)], both, "P10 L30 s5 R30 s5 L30 s5 R30"),
            (vec![stretch(true, 2)], choose(None, None, Sides::Right), "P10 R30 r5 R30"),
            (vec![stretch(true, 2)], choose(Some(1), Some(1), Sides::Left), "P10 L1"),
            (vec![stretch(false, 2)], choose(None, None, Sides::Left), "P10 B30 r5 B30"),
            (vec![stretch(true, 1), stretch(false, 1)], both, "P10 L30 s5 R30 P10 B30"),
            (vec![stretch(true, 1)], choose(None, Some(0), Sides::Both), ""),
        ] {
            assert_eq!(short(&plan(&routine(stretches), choice)), expected);
        }
    }

    #[test]
    fn totals_are_the_sums_of_the_steps() {
        let steps = plan(&routine(vec![stretch(true, 1)]), SessionOptions::default());
        assert_eq!(total_length(&steps), Duration::from_secs(75));
        assert_eq!(held_length(&steps), Duration::from_secs(60));
        assert_eq!(total_length(&[]), Duration::ZERO);
    }
}
