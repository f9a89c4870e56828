//! How well the warning rule works, measured on simulated diaries.
//!
//! ```text
//! cargo run --release --example simulate
//! ```
//!
//! prints the figures of docs/warning-rule.md. Only the public interface of
//! `analysis` is used, as a program would use it. The numbers come from a seeded
//! generator without a call to libm: they are the same on every machine.
#![allow(clippy::print_stdout, reason = "an example prints what it found")]

use backcare::analysis::{Diary, Reason, Settings, Status, Verdict, verdict};
use backcare::domain::{Entry, Pain};
use chrono::{Days, NaiveDate};

/// Diaries of each course.
const DIARIES: u32 = 1000;

/// The rule is asked on each of these days, six to twelve weeks after the start.
const CHECKS: [u32; 7] = [42, 49, 56, 63, 70, 77, 84];

/// The last day of a diary.
const LAST: u32 = 84;

fn main() {
    println!("Diaries of each course: {DIARIES}. Asked on days 42, 49, … 84.");
    println!("hit: level at 80% of the start or more, and above 3; the rule says so.");
    println!("false: level at 60% of the start or less; the rule says it has not eased.\n");

    println!("All courses");
    println!("| noise SD | AR(1) | days missing | hit | false | no answer |");
    println!("|---|---|---|---|---|---|");
    for (sd, ar, missing) in [
        (1.2, 0.5, 0.15),
        (1.5, 0.6, 0.15),
        (1.2, 0.5, 0.40),
        (1.2, 0.5, 0.70),
    ] {
        let world = World { sd, ar, missing };
        let mut all = Tally::default();
        for course in Course::ALL {
            all.add(&world.run(*course));
        }
        println!(
            "| {sd} | {ar} | {:.0}% | {} | {} | {} |",
            missing * 100.0,
            all.hit,
            all.false_alarm,
            all.no_answer
        );
    }

    for missing in [0.15, 0.40, 0.70] {
        let (sd, ar) = (1.2, 0.5);
        let world = World { sd, ar, missing };
        println!(
            "\nBy course: noise SD {sd}, AR(1) {ar}, {:.0}% of days missing",
            missing * 100.0
        );
        println!("| course | hit | false | no answer | ever asked | severe | worsening |");
        println!("|---|---|---|---|---|---|---|");
        for course in Course::ALL {
            let tally = world.run(*course);
            println!(
                "| {} | {} | {} | {} | {} | {} | {} |",
                course.name(),
                tally.hit,
                tally.false_alarm,
                tally.no_answer,
                tally.ever,
                tally.severe,
                tally.worsening
            );
        }
    }
}

/// How the true level goes. The first five are the classes that Downie (Pain
/// 2016) found in 1,585 people with acute low back pain over 12 weeks; their
/// curves here are ours. The last two are what a rule can get wrong.
#[derive(Clone, Copy)]
enum Course {
    Rapid,
    ByWeek12,
    Incomplete,
    Fluctuating,
    Persistent,
    Slow,
    Relapse,
}

impl Course {
    const ALL: &[Self] = &[
        Self::Rapid,
        Self::ByWeek12,
        Self::Incomplete,
        Self::Fluctuating,
        Self::Persistent,
        Self::Slow,
        Self::Relapse,
    ];

    const fn name(self) -> &'static str {
        match self {
            Self::Rapid => "rapid recovery",
            Self::ByWeek12 => "recovery by week 12",
            Self::Incomplete => "incomplete recovery",
            Self::Fluctuating => "fluctuating",
            Self::Persistent => "persistent",
            Self::Slow => "slow",
            Self::Relapse => "relapse",
        }
    }

    /// The level on a day, as a share of the level at the start.
    fn share(self, day: u32) -> f64 {
        let d = f64::from(day);
        match self {
            // Gone in two weeks.
            Self::Rapid => halved(day, 3.0),
            // A quarter is left in week 6, little in week 12.
            Self::ByWeek12 => halved(day, 20.0),
            // Half of it stays.
            Self::Incomplete => 0.5 + 0.5 * halved(day, 14.0),
            // Down to 40% in four weeks, back to 90% in week 12.
            Self::Fluctuating if day < 28 => 1.0 - 0.6 * d / 28.0,
            Self::Fluctuating => 0.4 + 0.5 * (d - 28.0) / 56.0,
            Self::Persistent => 1.0,
            // 75% in week 6, half in week 12.
            Self::Slow => 1.0 - 0.5 * d / 84.0,
            // Down to a third, and back in the eighth and ninth week.
            Self::Relapse if day < 49 => 0.33 + 0.67 * halved(day, 7.0),
            Self::Relapse => (0.33 + 0.67 * (d - 49.0) / 14.0).min(1.0),
        }
    }
}

/// What is left of 1 after some days, about half of it every `half_life` days.
fn halved(day: u32, half_life: f64) -> f64 {
    // 1 - ln 2 / n, to the second order: no power function, which differs
    // between machines in its last digits.
    let x = std::f64::consts::LN_2 / half_life;
    (0..day).fold(1.0, |left, _| left * (1.0 - x + x * x / 2.0))
}

/// How diaries are kept.
struct World {
    /// Standard deviation of a reading around the true level, points.
    sd: f64,
    /// How much of a day's deviation is left on the next.
    ar: f64,
    /// Share of days without a reading.
    missing: f64,
}

impl World {
    fn run(&self, course: Course) -> Tally {
        let mut tally = Tally::default();
        for seed in 0..DIARIES {
            let mut random = Random(0x0bac_cca1_e000_0000 + u64::from(seed));
            // Acute back pain begins at 56 of 100 on average (Wallwork, CMAJ 2024).
            let start = 3.6 + 4.0 * random.uniform();
            let rows = self.diary(course, start, &mut random);
            let (mut ever, mut severe, mut worsening) = (false, false, false);
            for today in 0..=LAST {
                let verdict = judge(&rows, today);
                severe |= verdict.reasons.contains(&Reason::Severe);
                worsening |= verdict.reasons.contains(&Reason::Worsening);
                if CHECKS.contains(&today) {
                    let asks = says_not_eased(&verdict);
                    ever |= asks;
                    let share = course.share(today);
                    if share >= 0.8 && share * start > 3.0 {
                        tally.hit.count(asks);
                    }
                    if share <= 0.6 {
                        tally.false_alarm.count(asks);
                    }
                    tally.no_answer.count(is_no_answer(&verdict));
                }
            }
            tally.ever.count(ever);
            tally.severe.count(severe);
            tally.worsening.count(worsening);
        }
        tally
    }

    fn diary(&self, course: Course, start: f64, random: &mut Random) -> Vec<Entry> {
        let mut rows = Vec::new();
        let mut noise = self.sd * random.normal();
        let innovation = self.sd * (1.0 - self.ar * self.ar).sqrt();
        for day in 0..=LAST {
            // A flare of +2.7 for a day, 3.5 of them in six weeks (Suri, BMC
            // Musculoskelet Disord 2011).
            let flare = if random.uniform() < 3.5 / 42.0 {
                2.7
            } else {
                0.0
            };
            let level = start * course.share(day) + noise + flare;
            noise = self.ar * noise + innovation * random.normal();
            // Whoever begins a log writes something down that day.
            if random.uniform() < self.missing && day > 0 {
                continue;
            }
            rows.push(Entry {
                pain: rating(level),
                ..Entry::on(date(day))
            });
        }
        rows
    }
}

/// The whole number that a person would give.
fn rating(level: f64) -> Option<Pain> {
    let nearest = (0..=Pain::MAX).find(|rating| level < f64::from(*rating) + 0.5);
    Pain::try_from(nearest.unwrap_or(Pain::MAX)).ok()
}

fn date(day: u32) -> NaiveDate {
    NaiveDate::default() + Days::new(u64::from(day))
}

fn judge(rows: &[Entry], today: u32) -> Verdict {
    let mut diary = Diary::new(date(today));
    for row in rows {
        diary.add(row, 0);
    }
    verdict(&diary, Settings::default())
}

/// Pain that lasts and has not eased; in a sparse log, without a baseline.
fn says_not_eased(verdict: &Verdict) -> bool {
    verdict
        .reasons
        .iter()
        .any(|reason| matches!(reason, Reason::NotEased | Reason::LongLasting))
}

fn is_no_answer(verdict: &Verdict) -> bool {
    verdict.status == Status::NotEnoughData
}

/// A share of yes among the answers.
#[derive(Clone, Copy, Default)]
struct Share {
    yes: u32,
    of: u32,
}

impl Share {
    fn count(&mut self, yes: bool) {
        self.yes += u32::from(yes);
        self.of += 1;
    }

    fn add(&mut self, other: Self) {
        self.yes += other.yes;
        self.of += other.of;
    }
}

impl std::fmt::Display for Share {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.of == 0 {
            return f.write_str("–");
        }
        let percent = f64::from(self.yes) / f64::from(self.of) * 100.0;
        if percent > 0.0 && percent < 0.05 {
            f.write_str("<0.1%")
        } else if percent > 0.0 && percent < 1.0 {
            write!(f, "{percent:.1}%")
        } else {
            write!(f, "{percent:.0}%")
        }
    }
}

#[derive(Clone, Copy, Default)]
struct Tally {
    /// Checks on which the pain was still there: the rule said so.
    hit: Share,
    /// Checks on which the pain had clearly fallen: the rule said it had not.
    false_alarm: Share,
    /// Checks without an answer.
    no_answer: Share,
    /// Diaries that were told on any check that it has not eased.
    ever: Share,
    /// Diaries that were told on any day that it is severe.
    severe: Share,
    /// Diaries that were told on any day that it is getting worse.
    worsening: Share,
}

impl Tally {
    fn add(&mut self, other: &Self) {
        self.hit.add(other.hit);
        self.false_alarm.add(other.false_alarm);
        self.no_answer.add(other.no_answer);
        self.ever.add(other.ever);
        self.severe.add(other.severe);
        self.worsening.add(other.worsening);
    }
}

/// `SplitMix64` (Steele, OOPSLA 2014): small, and good enough for diaries.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// 0 to 1.
    fn uniform(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// Mean 0, standard deviation 1: twelve uniforms add up to it closely, and
    /// to the same digits everywhere.
    fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.uniform()).sum::<f64>() - 6.0
    }
}
