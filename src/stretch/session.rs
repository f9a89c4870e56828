//! A session under way, as a pure state machine: (moment, event) in, state out.
//!
//! It reads no clock. Time that passed between two events counts for the steps
//! exactly, so that many short waits never add up to a drift; where too much
//! passed at once, the machine slept, and it counts for nothing.

use std::time::Duration;

use crate::stretch::{Step, StepKind};

/// More than this between two events is a closed lid or a stopped program, not
/// a hold. The ticker looks ten times a second.
const LONGEST_GAP: Duration = Duration::from_secs(2);

/// An instant on two clocks: the one that never jumps may stand still while the
/// machine sleeps, and the one on the wall does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ClockMoment {
    /// Since the session's start, on a clock that never goes back.
    pub steady: Duration,
    /// Since 1970, as the wall clock has it.
    pub wall: Duration,
}

/// What happens to a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// Time has passed.
    Tick,
    /// Stop the clock.
    Pause,
    /// Let the clock run on.
    Resume,
    /// Leave the rest of this step.
    Skip,
}

/// Why the clock stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pause {
    /// The user asked for it.
    Asked,
    /// The machine slept, or the program was stopped.
    Away,
}

/// A session under way.
#[derive(Debug, Clone)]
pub struct Session {
    pub steps: Vec<Step>,
    pub at: usize,
    /// How much of the step at `at` has passed.
    passed: Duration,
    /// What was held in the steps before `at`; one a step.
    held: Vec<Duration>,
    last: ClockMoment,
    pub pause: Option<Pause>,
    /// Seconds of the session to a second of the clock.
    speed: u32,
}

impl Session {
    /// Begins with the first step, at once.
    pub const fn new(steps: Vec<Step>, now: ClockMoment, speed: u32) -> Self {
        Self {
            steps,
            at: 0,
            passed: Duration::ZERO,
            held: Vec::new(),
            last: now,
            pause: None,
            speed,
        }
    }

    /// Counts the time since the last event, then does what the event says.
    /// Returns whether the step, the pause or the end is another one than before.
    pub fn on(&mut self, now: ClockMoment, event: Event) -> bool {
        let before = (self.at, self.pause);
        self.count(now);
        match event {
            Event::Tick => {}
            Event::Pause if self.is_over() => {}
            Event::Pause => self.pause = Some(Pause::Asked),
            Event::Resume => self.pause = None,
            Event::Skip => self.skip(),
        }
        (self.at, self.pause) != before
    }

    fn count(&mut self, now: ClockMoment) {
        let steady = now.steady.saturating_sub(self.last.steady);
        let wall = now.wall.saturating_sub(self.last.wall);
        self.last = now;
        if self.pause.is_some() || self.is_over() {
            return;
        }
        if steady.max(wall) > LONGEST_GAP {
            self.pause = Some(Pause::Away);
            return;
        }
        self.passed += steady * self.speed;
        while let Some(step) = self.steps.get(self.at) {
            let Some(over) = self.passed.checked_sub(step.length) else {
                break;
            };
            self.held.push(holds(step, step.length));
            self.passed = over;
            self.at += 1;
        }
    }

    /// A hold that is cut short counts for the whole seconds that it was held.
    fn skip(&mut self) {
        if let Some(step) = self.steps.get(self.at) {
            self.held.push(holds(step, whole_seconds(self.passed)));
            self.passed = Duration::ZERO;
            self.at += 1;
            // Skipping ends an automatic pause, not a manual one.
            if self.pause == Some(Pause::Away) {
                self.pause = None;
            }
        }
    }

    /// The step that is under way, if any is left.
    pub fn step(&self) -> Option<&Step> {
        self.steps.get(self.at)
    }

    /// Whether no step is left.
    pub const fn is_over(&self) -> bool {
        self.at >= self.steps.len()
    }

    /// What is left of the step that is under way.
    pub fn left(&self) -> Duration {
        self.step().map_or(Duration::ZERO, |step| step.length.saturating_sub(self.passed))
    }

    /// What is left of the whole session.
    pub fn left_in_all(&self) -> Duration {
        let later = self.steps.iter().skip(self.at + 1);
        self.left() + later.map(|step| step.length).sum::<Duration>()
    }

    /// When the step under way ends, on the steady clock, if nothing happens.
    pub fn deadline(&self) -> Option<Duration> {
        (self.pause.is_none() && !self.is_over())
            .then(|| self.last.steady + self.left() / self.speed)
    }

    /// How long each stretch of the routine was held, both sides together:
    /// (index of the stretch, time) in the routine's order, without those that
    /// were not held. `unfinished` counts the hold under way too, in whole seconds.
    pub fn held(&self, unfinished: bool) -> Vec<(usize, Duration)> {
        let now = match self.step() {
            Some(step) if unfinished => holds(step, whole_seconds(self.passed)),
            _ => Duration::ZERO,
        };
        let times = self.held.iter().copied().chain([now]);
        let mut sums: Vec<(usize, Duration)> = Vec::new();
        for (step, time) in self.steps.iter().zip(times) {
            match sums.last_mut() {
                Some((stretch, sum)) if *stretch == step.stretch => *sum += time,
                _ => sums.push((step.stretch, time)),
            }
        }
        sums.retain(|(_, time)| !time.is_zero());
        sums
    }
}

/// `time` where the step is one that counts.
fn holds(step: &Step, time: Duration) -> Duration {
    if step.kind == StepKind::Hold { time } else { Duration::ZERO }
}

const fn whole_seconds(time: Duration) -> Duration {
    Duration::from_secs(time.as_secs())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stretch::Side;

    const SECOND: u64 = 1000;

    fn at(millis: u64) -> ClockMoment {
        on_two_clocks(millis, millis)
    }

    fn on_two_clocks(steady: u64, wall: u64) -> ClockMoment {
        ClockMoment {
            steady: Duration::from_millis(steady),
            wall: Duration::from_millis(1_000_000_000_000 + wall),
        }
    }

    fn step(kind: StepKind, stretch: usize, seconds: u64) -> Step {
        Step { kind, stretch, side: Some(Side::Left), set: 1, length: Duration::from_secs(seconds) }
    }

    /// Prepare 10 s, hold 30 s, switch 5 s, hold 30 s; then another stretch.
    fn session() -> Session {
        use StepKind::{Hold, Prepare, Switch};
        let steps = vec![
            step(Prepare, 0, 10),
            step(Hold, 0, 30),
            step(Switch, 0, 5),
            step(Hold, 0, 30),
            step(Prepare, 1, 10),
            step(Hold, 1, 30),
        ];
        Session::new(steps, at(0), 1)
    }

    /// Ticks ten times a second from `from` to `to`, both in milliseconds.
    fn tick(session: &mut Session, from: u64, to: u64) {
        for now in (from..to).step_by(100).chain([to]) {
            session.on(at(now), Event::Tick);
        }
    }

    fn seconds(held: &[(usize, Duration)]) -> Vec<(usize, f64)> {
        held.iter().map(|(i, d)| (*i, d.as_secs_f64())).collect()
    }

    #[test]
    fn a_session_left_alone_holds_everything_and_ends_on_time() {
        let mut session = session();
        tick(&mut session, 0, 114_900);
        assert_eq!(session.left_in_all(), Duration::from_millis(100));
        assert_eq!(session.deadline(), Some(Duration::from_secs(115)));
        tick(&mut session, 115_000, 115_000);
        assert!(session.is_over());
        assert_eq!(session.deadline(), None);
        assert_eq!(seconds(&session.held(false)), [(0, 60.0), (1, 30.0)]);
    }

    #[test]
    fn a_fast_session_takes_a_part_of_the_time() {
        let mut session = Session::new(session().steps, at(0), 10);
        assert_eq!(session.deadline(), Some(Duration::from_secs(1)));
        tick(&mut session, 0, 11_500);
        assert!(session.is_over());
        assert_eq!(seconds(&session.held(false)), [(0, 60.0), (1, 30.0)]);
    }

    #[test]
    fn waits_that_end_late_do_not_add_up() {
        let mut session = session();
        // 137 ms divides nothing: every step's end is overshot.
        let mut now = 0;
        while !session.is_over() {
            now += 137;
            session.on(at(now), Event::Tick);
        }
        assert!((115_000..115_137).contains(&now), "ended at {now} ms");
        assert_eq!(seconds(&session.held(false)), [(0, 60.0), (1, 30.0)]);
    }

    #[test]
    fn a_pause_is_not_held_time() {
        let mut session = session();
        tick(&mut session, 0, 15 * SECOND);
        assert!(session.on(at(15_500), Event::Pause));
        tick(&mut session, 15_500, 75 * SECOND);
        assert_eq!(session.left(), Duration::from_millis(24_500));
        assert_eq!(session.deadline(), None);
        assert!(session.on(at(80 * SECOND), Event::Resume));
        assert_eq!(session.deadline(), Some(Duration::from_millis(104_500)));
        tick(&mut session, 80 * SECOND, 104_500);
        assert_eq!((session.at, session.pause), (2, None));
        assert_eq!(seconds(&session.held(false)), [(0, 30.0)]);
    }

    #[test]
    fn a_skipped_hold_counts_for_its_whole_seconds() {
        for (skipped_at, held) in [
            (10_000, vec![]),
            (10_900, vec![]),
            (11_000, vec![(0, 1.0)]),
            (39_950, vec![(0, 29.0)]),
        ] {
            let mut session = session();
            tick(&mut session, 0, skipped_at);
            assert!(session.on(at(skipped_at), Event::Skip));
            assert_eq!(session.at, 2);
            assert_eq!(session.left(), Duration::from_secs(5));
            assert_eq!(seconds(&session.held(true)), held, "{skipped_at}");
        }
    }

    #[test]
    fn skipping_everything_ends_with_nothing_held() {
        let mut session = session();
        for _ in 0..9 {
            session.on(at(100), Event::Skip);
        }
        assert!(session.is_over());
        assert!(session.held(true).is_empty());
    }

    #[test]
    fn an_unfinished_hold_counts_where_it_is_asked_for() {
        let mut session = session();
        tick(&mut session, 0, 52_700);
        assert_eq!(seconds(&session.held(false)), [(0, 30.0)]);
        assert_eq!(seconds(&session.held(true)), [(0, 37.0)]);
    }

    #[test]
    fn a_sleeping_machine_pauses_the_session() {
        let hour = 3600 * SECOND;
        for (name, woken) in [
            ("the steady clock stood still", on_two_clocks(20_100, hour)),
            ("both clocks ran on", on_two_clocks(hour, hour)),
            ("the wall clock was set back", on_two_clocks(hour, 5)),
        ] {
            let mut session = session();
            tick(&mut session, 0, 20 * SECOND);
            assert!(session.on(woken, Event::Tick), "{name}");
            assert_eq!(session.pause, Some(Pause::Away), "{name}");
            assert_eq!(session.left(), Duration::from_secs(20), "{name}");
            assert_eq!(seconds(&session.held(true)), [(0, 10.0)], "{name}");
            // And a key pressed just then does what it says.
            session.on(woken, Event::Skip);
            assert_eq!((session.at, session.pause), (2, None), "{name}");
        }
    }

    #[test]
    fn a_wall_clock_that_is_set_back_a_little_changes_nothing() {
        let mut session = session();
        session.on(on_two_clocks(1000, 1000), Event::Tick);
        session.on(on_two_clocks(2000, 0), Event::Tick);
        assert_eq!(session.left(), Duration::from_secs(8));
        assert_eq!(session.pause, None);
    }

    #[test]
    fn an_event_after_the_end_changes_nothing() {
        let mut session = Session::new(Vec::new(), at(0), 1);
        for event in [Event::Tick, Event::Pause, Event::Skip, Event::Resume] {
            assert!(!session.on(at(500), event), "{event:?}");
        }
        assert!(session.held(true).is_empty());
    }
}
