//! Records that other programs have made: files, folders and archives are recognised by what
//! they hold, and each becomes [`Record`]s.
//!
//! One file a format, which knows nothing of the log, zones and limits; all that comes after
//! is here and in `plan.rs`. Nothing is written to disk but the rows of the log.

mod apple;
mod fit;
mod garmin;
mod gpx;
mod plan;
mod rows;
mod source;
mod sports;
mod strava;
mod table;
mod tcx;
mod values;
mod xml;

use std::collections::BTreeSet;
use std::io::{BufReader, Read};

use chrono::{Datelike as _, NaiveDate, NaiveDateTime};

pub use plan::{Plan, plan};
pub use source::{Problem, read};
pub use sports::Words;

use crate::domain::{
    DayStart, DistanceUnit, Done, Entry, FIRST_YEAR, Kilometres, Minutes, Pain, named,
};
use crate::log::Log;

named! {
    /// What a file may be taken for.
    pub enum Format {
        Strava = "strava",
        Garmin = "garmin",
        Fit = "fit",
        Gpx = "gpx",
        Tcx = "tcx",
        Apple = "apple",
        Csv = "csv",
        Backcare = "backcare",
    }
}

impl Format {
    /// As it is called where people read.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Strava => "Strava",
            Self::Garmin => "Garmin Connect",
            Self::Fit => "FIT",
            Self::Gpx => "GPX",
            Self::Tcx => "TCX",
            Self::Apple => "Apple Health",
            Self::Csv => "table",
            Self::Backcare => "backcare log",
        }
    }
}

/// What a reader gives: the same for every format.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    pub start: Start,
    pub activity: Activity,
    pub minutes: Option<Minutes>,
    pub distance: Option<Kilometres>,
    pub pain: Option<Pain>,
    pub note: String,
}

impl Record {
    /// A record that says no more yet.
    const fn new(start: Start, activity: Activity) -> Self {
        Self { start, activity, minutes: None, distance: None, pain: None, note: String::new() }
    }
}

/// When a record begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    Utc(NaiveDateTime),
    /// By the clock on the wall.
    Local(NaiveDateTime),
    /// A day without a time.
    Day(NaiveDate),
}

/// The activity, as the file calls it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Activity {
    /// A reading of pain alone.
    None,
    /// The file does not say which.
    Unnamed,
    Named(String),
}

impl Activity {
    fn named(text: &str) -> Self {
        if text.is_empty() { Self::Unnamed } else { Self::Named(text.to_owned()) }
    }
}

/// Stands for the start of a row until the order of all days of its table is known.
const LATER: Start = Start::Day(NaiveDate::MIN);

/// Why a file gives no records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// It is whole, and holds nothing that is looked for; in a folder it is passed over.
    Other(String),
    /// It cannot be read.
    Bad(String),
}

impl From<&str> for Failure {
    fn from(why: &str) -> Self {
        Self::Bad(why.to_owned())
    }
}

impl From<String> for Failure {
    fn from(why: String) -> Self {
        Self::Bad(why)
    }
}

/// What the person and the settings say about the files.
#[derive(Debug, Clone)]
pub struct Options {
    /// What the files are to be taken for.
    pub format: Option<Format>,
    /// The activities that words stand for.
    pub words: Words,
    /// The unit of distances that carry none.
    pub unit: DistanceUnit,
    /// Fields and the columns that they stand in.
    pub map: Vec<(table::Field, String)>,
    /// The worst pain of the file's scale.
    pub scale: f64,
    /// Earlier records are left out.
    pub since: Option<NaiveDate>,
    /// Later days are to come.
    pub latest: NaiveDate,
    pub day_start: DayStart,
    /// An instant of UTC by the computer's clock.
    pub local: fn(NaiveDateTime) -> NaiveDateTime,
}

pub use table::Field;

/// A record as a row of the log, with what it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    pub entry: Entry,
    /// The number of its file.
    pub file: usize,
    /// A session of a watch: sessions of one file are never the same activity.
    pub is_session: bool,
}

/// What the files hold.
#[derive(Debug, Default)]
pub struct Found {
    pub formats: BTreeSet<&'static str>,
    pub incoming: Vec<Incoming>,
    /// Other backcare logs, whose rows come as they are.
    pub logs: Vec<Log>,
    /// What cannot be read, or cannot be right.
    pub problems: Vec<Problem>,
    /// Files of a folder or an archive that hold no activity.
    pub passed_over: usize,
    /// Records without time and distance, and those before `since`.
    pub left_out: usize,
    /// Readings that had decimals, or were on another scale.
    pub rounded: usize,
    /// Columns of tables that were not taken.
    pub other_columns: BTreeSet<String>,
    /// Words for activities that are not known, as the log has them.
    pub own_names: BTreeSet<String>,
    files: usize,
}

/// How much was found before a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Mark {
    incoming: usize,
    problems: usize,
    left_out: usize,
}

impl Found {
    fn mark(&self) -> Mark {
        let (incoming, problems) = (self.incoming.len(), self.problems.len());
        Mark { incoming, problems, left_out: self.left_out }
    }

    /// Forgets what came of a file.
    fn reset(&mut self, to: Mark) {
        self.incoming.truncate(to.incoming);
        self.problems.truncate(to.problems);
        self.left_out = to.left_out;
    }

    /// Takes over a record; `is_session`: it is one of a FIT file.
    fn add(&mut self, record: Record, is_session: bool, options: &Options) -> Result<(), String> {
        let Some(entry) = self.entry(record, options)? else {
            return Ok(());
        };
        if options.since.is_some_and(|since| entry.date < since) {
            self.left_out += 1;
            return Ok(());
        }
        refuse_implausible(&entry, options.latest)?;
        self.incoming.push(Incoming { entry, file: self.files, is_session });
        Ok(())
    }

    /// The row of a record; `None` where it says nothing.
    fn entry(&mut self, record: Record, options: &Options) -> Result<Option<Entry>, String> {
        let on = |at: NaiveDateTime| Entry {
            time: Some(at.time()),
            ..Entry::on(options.day_start.day_of(at))
        };
        let mut entry = match record.start {
            Start::Utc(at) => on((options.local)(at)),
            Start::Local(at) => on(at),
            Start::Day(day) => Entry::on(day),
        };
        (entry.pain, entry.note) = (record.pain, record.note);
        let is_empty = record.minutes.is_none() && record.distance.is_none();
        let named = match &record.activity {
            _ if is_empty => None,
            Activity::None => None,
            Activity::Named(text) => options.words.activity(text),
            Activity::Unnamed => {
                const WHICH: &str = "it does not name the activity; say which, such as --as run";
                Some((options.words.unnamed().ok_or(WHICH)?, true))
            }
        };
        let Some((name, is_known)) = named else {
            self.left_out += usize::from(entry.pain.is_none());
            return Ok(if entry.pain.is_some() { Some(entry) } else { None });
        };
        if !is_known {
            self.own_names.insert(name.to_string());
        }
        entry.activity = Some(Done { name, minutes: record.minutes, distance: record.distance });
        Ok(Some(entry))
    }
}

/// Refuses what cannot be: days to come, and amounts beyond any runner.
fn refuse_implausible(entry: &Entry, latest: NaiveDate) -> Result<(), String> {
    const MOST_KM: f64 = 300.0;
    const MOST_HOURS: f64 = 30.0;
    const FASTEST_KM_H: f64 = 25.0;
    let day = entry.date;
    if day > latest {
        return Err(format!("{day} is in the future"));
    }
    if day.year() < FIRST_YEAR {
        return Err(format!("{day} is before {FIRST_YEAR}"));
    }
    let Some(done) = &entry.activity else {
        return Ok(());
    };
    let km = done.distance.map_or(0.0, Kilometres::get);
    let hours = done.minutes.map_or(0.0, Minutes::get) / 60.0;
    let what = format!("{} on {day}", done.name);
    if km > MOST_KM {
        return Err(format!("{what} is {km} km long, more than 300; is it in metres?"));
    }
    if hours > MOST_HOURS {
        return Err(format!("{what} is {hours:.0} hours long, more than 30"));
    }
    if done.name.is_run() && hours > 0.0 && km / hours > FASTEST_KM_H {
        let speed = km / hours;
        return Err(format!(
            "{what} is at {speed:.0} km/h, more than 25; in which unit is it? --unit km or mi"
        ));
    }
    Ok(())
}

/// The most bytes of a table or an activity, unpacked.
const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// A file that is read once from its beginning.
type Input<'a> = BufReader<Box<dyn Read + 'a>>;

/// Called with the bytes that were read of a large file.
pub type Progress<'a> = &'a mut dyn FnMut(u64);

/// The smaller of two times; one of 0 says nothing.
fn shorter(first: Option<f64>, second: Option<f64>) -> Option<f64> {
    let times = [first, second].into_iter().flatten().filter(|time| *time > 0.0);
    times.min_by(f64::total_cmp)
}

/// Minutes of so many seconds; `None` where there are none.
fn minutes(seconds: Option<f64>) -> Option<Minutes> {
    thousandths(seconds? / 60.0).map(Minutes::from_thousandths)
}

/// Kilometres of so many metres; `None` where there are none.
fn kilometres(metres: Option<f64>) -> Option<Kilometres> {
    thousandths(metres? / 1000.0).map(Kilometres::from_thousandths)
}

fn thousandths(value: f64) -> Option<u64> {
    let rounded = (value * 1000.0).round();
    let is_amount = (1.0..1e15).contains(&rounded);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it is whole, and in that range"
    )]
    is_amount.then_some(rounded as u64)
}
