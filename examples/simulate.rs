//! How well the warning rule works, measured on simulated diaries.
//!
//! ```text
//! cargo run --release --features internals --example simulate
//! ```
//!
//! prints the figures of docs/warning-rule.md, and with the first tables those of the first version of
//! the rule beside them: short windows, and no memory of which side of a line the
//! answer was on. The numbers come from a seeded generator without a call to libm:
//! they are the same on every machine.
#![allow(clippy::print_stdout, reason = "an example prints what it found")]

use backcare::internals::{Diary, Reason, Settings, Sure, Verdict, verdict};
use backcare::internals::{Done, Entry, Pain, Word};
use chrono::{Days, NaiveDate};

/// Diaries of each course.
const DIARIES: u32 = 1000;

/// Diaries with a level that stays, and with one that rises.
const STEADY_DIARIES: u32 = 2000;

/// The rule is asked every day; whether pain has eased, from the sixth week on.
const FIRST_CHECK: u32 = 42;

/// The last day of a diary: twelve weeks.
const LAST: u32 = 84;

/// How much worse a day with a run is, where it is.
const MORE_ON_RUNS: f64 = 3.5;

/// The day on which a rising level rises by two points.
const RISE: u32 = 42;

fn main() {
    println!("All figures: this rule / its first version. Asked every day.\n");
    let real = |missing| World { name: "real", sd: 0.75, ar: 0.3, missing };
    let rough = |missing| World { name: "rough", sd: 1.2, ar: 0.5, missing };
    let worlds = [real(0.15), real(0.40), rough(0.15), rough(0.40)];

    println!("Seven courses, days {FIRST_CHECK} to {LAST}, {DIARIES} diaries each");
    println!("hit: level at 80% of the start or more, and above 3; the rule says so.");
    println!("false: level at 60% of the start or less; the rule says it has not eased.");
    println!("turns: changes of that answer that turn back within 7 days, per diary.");
    println!(
        "close: close calls of \"not eased\" that are easing slowly: level at 60 / 70% or less.\n"
    );
    println!("| noise | days missing | hit | false | no answer | turns | close |");
    println!("|---|---|---|---|---|---|---|");
    for world in &worlds {
        let mut all = Tally::default();
        for course in Course::ALL {
            all.add(&world.run(*course));
        }
        println!(
            "| {world} | {:.0}% | {} | {} | {} | {} | {} / {} |",
            world.missing * 100.0,
            all.pair(|side| side.hit),
            all.pair(|side| side.false_alarm),
            all.no_answer,
            all.turns(),
            all.close[0],
            all.close[1]
        );
    }

    let world = real(0.15);
    println!("\nBy course: {world}, 15% of days missing\n");
    println!("| course | hit | false | ever asked |");
    println!("|---|---|---|---|");
    for course in Course::ALL {
        let tally = world.run(*course);
        println!(
            "| {} | {} | {} | {} |",
            course.name(),
            tally.pair(|side| side.hit),
            tally.pair(|side| side.false_alarm),
            tally.pair(|side| side.ever)
        );
    }

    println!("\nA level that stays: told on any day of twelve weeks, {STEADY_DIARIES} diaries\n");
    println!("| level | noise | days missing | severe | worsening |");
    println!("|---|---|---|---|---|");
    for level in [3.0, 5.0, 6.0] {
        for world in &worlds {
            let told = world.steady(level);
            println!(
                "| {level} | {world} | {:.0}% | {} | {} |",
                world.missing * 100.0,
                told.pair(|side| side.severe),
                told.pair(|side| side.worsening)
            );
        }
    }

    println!(
        "\nA rise from 4 to 6 that stays: worsening told within days, {STEADY_DIARIES} diaries\n"
    );
    println!("| noise | days missing | 21 days | 28 days |");
    println!("|---|---|---|---|");
    for world in &worlds {
        let [three, four] = [21, 28].map(|days| world.rise(days));
        println!(
            "| {world} | {:.0}% | {} | {} |",
            world.missing * 100.0,
            three.pair(|side| side.worsening),
            four.pair(|side| side.worsening)
        );
    }

    with_runs(&worlds);
    level_and_flares(&worlds);
}

/// How often pain with runs is told, where there is a relation and where there is none.
fn with_runs(worlds: &[World]) {
    println!(
        "\nPain with runs: told on any day of twelve weeks, {STEADY_DIARIES} diaries. A run day is \
         no worse than another, or worse by {MORE_ON_RUNS} points.\n"
    );
    println!(
        "| runs a week | logged | noise | days missing | level 3 | level 5 | level 6 | 3, worse on runs |"
    );
    println!("|---|---|---|---|---|---|---|---|");
    for runs in [3, 1] {
        for logger in [Logger::Evening, Logger::Morning] {
            for world in worlds {
                let none = [3.0, 5.0, 6.0].map(|level| world.with_runs(runs, logger, level, 0.0));
                let worse = world.with_runs(runs, logger, 3.0, MORE_ON_RUNS);
                println!(
                    "| {runs} | {} | {world} | {:.0}% | {} | {} | {} | {} |",
                    logger.name(),
                    world.missing * 100.0,
                    none[0].ever,
                    none[1].ever,
                    none[2].ever,
                    worse.ever,
                );
            }
        }
    }
    let real = worlds[0].with_runs(3, Logger::Evening, 3.0, MORE_ON_RUNS);
    println!("\nThree runs a week, evening, real, 15% missing: told within 35 days {}", real.soon);
}

/// How often a course is called level, or in flares, that is neither.
fn level_and_flares(worlds: &[World]) {
    println!(
        "\nCourses that are neither level nor in flares: said on any day, {DIARIES} diaries\n"
    );
    println!("| course | noise | days missing | days eased | level | flares |");
    println!("|---|---|---|---|---|---|");
    for world in worlds {
        for course in [Course::ByWeek12, Course::Slow, Course::Rapid] {
            let [eased, level, flares] = world.said_of(course);
            println!(
                "| {} | {world} | {:.0}% | {eased} | {level} | {flares} |",
                course.name(),
                world.missing * 100.0
            );
        }
    }
}

/// When the day's pain is rated: of the 24 hours before the evening, or before the
/// morning, when a run of the same day is still to come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Logger {
    Evening,
    Morning,
}

impl Logger {
    const fn name(self) -> &'static str {
        match self {
            Self::Evening => "evening",
            Self::Morning => "morning",
        }
    }
}

/// What was told of pain with runs: on any day, and within 35 days.
#[derive(Default)]
struct WithRuns {
    ever: Share,
    soon: Share,
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

/// How diaries are written.
struct World {
    name: &'static str,
    /// Standard deviation of a reading around the true level, points. 0.75 with
    /// 0.3 is what a public data set of 203 people's pain diaries shows.
    sd: f64,
    /// How much of a day's deviation is left on the next.
    ar: f64,
    /// Share of days without a reading.
    missing: f64,
}

impl std::fmt::Display for World {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: SD {}, AR {}", self.name, self.sd, self.ar)
    }
}

impl World {
    fn run(&self, course: Course) -> Tally {
        let mut tally = Tally::default();
        for seed in 0..DIARIES {
            let mut random = Random::seeded(seed);
            // Acute back pain begins at 56 of 100 on average (Wallwork, CMAJ 2024).
            let start = 3.6 + 4.0 * random.uniform();
            let rows = self.diary(|day| start * course.share(day), &mut random);
            let mut answers: [Vec<bool>; 2] = Default::default();
            for today in FIRST_CHECK..=LAST {
                let verdict = judge(&rows, today);
                let share = course.share(today);
                for (side, asks) in
                    [says_not_eased(&verdict), first_not_eased(&verdict)].into_iter().enumerate()
                {
                    answers[side].push(asks);
                    if share >= 0.8 && share * start > 3.0 {
                        tally.sides[side].hit.count(asks);
                    }
                    if share <= 0.6 {
                        tally.sides[side].false_alarm.count(asks);
                    }
                }
                tally.no_answer.count(verdict.recent.is_none());
                if says_not_eased(&verdict) && verdict.sure == Some(Sure::Close) {
                    for (close, level) in tally.close.iter_mut().zip([0.6, 0.7]) {
                        close.count(share <= level);
                    }
                }
            }
            for (side, answers) in answers.iter().enumerate() {
                tally.sides[side].ever.count(answers.contains(&true));
                tally.sides[side].turns += turned_back(answers);
            }
            tally.diaries += 1;
        }
        tally
    }

    /// Told on any day that it is severe, or worse, at a level that stays.
    fn steady(&self, level: f64) -> Tally {
        self.told(|_| level, 0..=LAST)
    }

    /// Told that it is worse within so many days of a rise by two points.
    fn rise(&self, within: u32) -> Tally {
        self.told(|day| if day < RISE { 4.0 } else { 6.0 }, RISE..=RISE + within - 1)
    }

    fn told(&self, level: impl Fn(u32) -> f64, days: std::ops::RangeInclusive<u32>) -> Tally {
        let mut tally = Tally::default();
        for seed in 0..STEADY_DIARIES {
            let mut random = Random::seeded(seed);
            let rows = self.diary(&level, &mut random);
            let mut told = [(false, false); 2];
            for today in days.clone() {
                let verdict = judge(&rows, today);
                let has = |reason| verdict.reasons.contains(&reason);
                told[0].0 |= has(Reason::Severe);
                told[0].1 |= has(Reason::Worsening);
                told[1].0 |= first_severe(&rows, today);
                told[1].1 |= first_worsening(&rows, today);
            }
            for (side, (severe, worsening)) in told.into_iter().enumerate() {
                tally.sides[side].severe.count(severe);
                tally.sides[side].worsening.count(worsening);
            }
        }
        tally
    }

    /// Diaries with so many runs a week, the pain of each a number of points higher.
    fn with_runs(&self, a_week: u32, logger: Logger, level: f64, more: f64) -> WithRuns {
        let is_run = |day: u32| match a_week {
            3 => matches!(day % 7, 1 | 3 | 5),
            _ => day % 7 == 5,
        };
        // A morning's rating is of the day before.
        let of_run = |day: u32| match logger {
            Logger::Evening => is_run(day),
            Logger::Morning => day > 0 && is_run(day - 1),
        };
        let mut told = WithRuns::default();
        for seed in 0..STEADY_DIARIES {
            let mut random = Random::seeded(seed);
            let level = |day| level + if of_run(day) { more } else { 0.0 };
            let mut rows = self.diary(level, &mut random);
            rows.extend((0..=LAST).filter(|day| is_run(*day)).map(run));
            let first = (0..=LAST).find(|day| judge(&rows, *day).with_runs.is_some());
            told.ever.count(first.is_some());
            told.soon.count(first.is_some_and(|day| day <= 35));
        }
        told
    }

    /// Of the days on which a course has eased: the share, and of diaries those that were
    /// told on any day that it is level, and that it comes in flares.
    fn said_of(&self, course: Course) -> [Share; 3] {
        let mut shares = [Share::default(); 3];
        for seed in 0..DIARIES {
            let mut random = Random::seeded(seed);
            let start = 3.6 + 4.0 * random.uniform();
            let rows = self.diary(|day| start * course.share(day), &mut random);
            let (mut level, mut flares) = (false, false);
            for today in 28..=LAST {
                let verdict = judge(&rows, today);
                shares[0].count(verdict.eased);
                // A course that has come to rest is level; one that falls by a point in four
                // weeks is not.
                let falls = start * (course.share(today - 28) - course.share(today)) >= 1.0;
                level |= verdict.level && falls;
                flares |= verdict.flares >= 2;
            }
            shares[1].count(level);
            shares[2].count(flares);
        }
        shares
    }

    fn diary(&self, level: impl Fn(u32) -> f64, random: &mut Random) -> Vec<Entry> {
        let mut rows = Vec::new();
        let mut noise = self.sd * random.normal();
        let innovation = self.sd * (1.0 - self.ar * self.ar).sqrt();
        for day in 0..=LAST {
            // A flare of +2.7 for a day, 3.5 of them in six weeks (Suri, BMC
            // Musculoskelet Disord 2011).
            let flare = if random.uniform() < 3.5 / 42.0 { 2.7 } else { 0.0 };
            let today = level(day) + noise + flare;
            noise = self.ar * noise + innovation * random.normal();
            // Whoever begins a log writes something down that day.
            if random.uniform() < self.missing && day > 0 {
                continue;
            }
            rows.push(Entry { pain: rating(today), ..Entry::on(date(day)) });
        }
        rows
    }
}

/// A row with a run.
fn run(day: u32) -> Entry {
    let name = Word::lenient("run").ok();
    let done = |name| Done { name, minutes: None, distance: None };
    Entry { activity: name.map(done), ..Entry::on(date(day)) }
}

/// How often an answer changed and was what it had been within 7 days.
fn turned_back(answers: &[bool]) -> u32 {
    let turns: Vec<usize> =
        (1..answers.len()).filter(|day| answers[*day] != answers[day - 1]).collect();
    let back = turns.windows(2).filter(|pair| pair[1] - pair[0] <= 7);
    u32::try_from(back.count()).unwrap_or(u32::MAX)
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
    verdict.reasons.iter().any(|reason| matches!(reason, Reason::NotEased | Reason::LongLasting))
}

/// The same as the first version said it: by today's means alone.
fn first_not_eased(verdict: &Verdict) -> bool {
    let (Some(baseline), Some(recent)) = (verdict.baseline, verdict.recent) else {
        return verdict.due && verdict.recent.is_some_and(|recent| recent.mean >= 3.0);
    };
    let fell = recent.mean <= 0.7 * baseline.mean && baseline.mean - recent.mean >= 1.0;
    verdict.due && recent.mean >= 3.0 && !(verdict.comparable && fell)
}

/// The scores of the days `first` to `last`.
fn scores(rows: &[Entry], first: i64, last: i64) -> Vec<f64> {
    let day = |row: &Entry| (row.date - date(0)).num_days();
    rows.iter()
        .filter(|row| (first..=last).contains(&day(row)))
        .filter_map(|row| row.pain)
        .map(|pain| f64::from(pain.get()))
        .collect()
}

fn mean(scores: &[f64]) -> f64 {
    scores.iter().sum::<f64>() / scores.len() as f64
}

/// The first version of `severe`: the latest 4 days of ten average 7, the last 6.
fn first_severe(rows: &[Entry], today: u32) -> bool {
    let today = i64::from(today);
    let lately = scores(rows, today - 9, today);
    let Some((_, four)) = lately.split_last_chunk::<4>() else {
        return false;
    };
    mean(four) >= 7.0 && four[3] >= 6.0
}

/// The first version of `worsening`: a week two points above the four before it.
fn first_worsening(rows: &[Entry], today: u32) -> bool {
    let today = i64::from(today);
    let week = scores(rows, today - 6, today);
    let before = scores(rows, (today - 34).max(0), today - 7);
    today >= 14
        && week.len() >= 4
        && before.len() >= 7
        && mean(&week) >= 5.0
        && mean(&week) - mean(&before) >= 2.0
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
        } else {
            write!(f, "{percent:.1}%")
        }
    }
}

/// What one version of the rule said.
#[derive(Clone, Copy, Default)]
struct Side {
    /// Days on which the pain was still there: the rule said so.
    hit: Share,
    /// Days on which the pain had clearly fallen: the rule said it had not.
    false_alarm: Share,
    /// Diaries that were told on any day that it has not eased.
    ever: Share,
    /// Diaries that were told that it is severe.
    severe: Share,
    /// Diaries that were told that it is getting worse.
    worsening: Share,
    /// Answers that turned back within a week.
    turns: u32,
}

/// This rule, and its first version.
#[derive(Clone, Copy, Default)]
struct Tally {
    sides: [Side; 2],
    /// Days without a recent mean.
    no_answer: Share,
    /// Close calls of "not eased" on which the true level had fallen to 60%, to 70%.
    close: [Share; 2],
    diaries: u32,
}

impl Tally {
    fn add(&mut self, other: &Self) {
        for (side, more) in self.sides.iter_mut().zip(&other.sides) {
            side.hit.add(more.hit);
            side.false_alarm.add(more.false_alarm);
            side.turns += more.turns;
        }
        self.no_answer.add(other.no_answer);
        for (close, more) in self.close.iter_mut().zip(other.close) {
            close.add(more);
        }
        self.diaries += other.diaries;
    }

    fn pair(&self, pick: impl Fn(Side) -> Share) -> String {
        let [this, first] = self.sides;
        format!("{} / {}", pick(this), pick(first))
    }

    fn turns(&self) -> String {
        let [this, first] = self.sides.map(|side| f64::from(side.turns) / f64::from(self.diaries));
        format!("{this:.2} / {first:.2}")
    }
}

/// `SplitMix64` (Steele, OOPSLA 2014): small, and good enough for diaries.
struct Random(u64);

impl Random {
    fn seeded(seed: u32) -> Self {
        Self(0x0bac_cca1_e000_0000 + u64::from(seed))
    }

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
