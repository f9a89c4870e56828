//! The shape of a report: what renderers show and never compute.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

use crate::domain::{DayStart, Kilometres, Level, Minutes, Symptom, Word, named};

/// Which days a report shows. The verdict always uses the whole log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// The 7·N days that end on the report's day.
    Weeks(u32),
    /// From this day on.
    Since(NaiveDate),
    /// From the first row on.
    All,
}

/// What the user has set that changes numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// Weeks after which pain that has not eased is a reason to ask, 4–12.
    pub consult_after_weeks: u32,
    /// Stretching sessions a day that the user aims for.
    pub stretch_goal: u32,
    /// When a day begins: it orders the readings of a day.
    pub day_start: DayStart,
}

impl Default for Settings {
    fn default() -> Self {
        Self { consult_after_weeks: 6, stretch_goal: 1, day_start: DayStart::default() }
    }
}

/// The whole report.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// The report's day, `T` of the rule.
    pub as_of: NaiveDate,
    /// First day of the period shown; it ends on `as_of`.
    pub since: NaiveDate,
    /// What the numbers depend on.
    pub settings: Settings,
    /// What the log holds up to `as_of`.
    pub log: LogFacts,
    /// The rule's answer.
    pub verdict: Verdict,
    /// The course over the last six weeks; `None` under 8 scored days.
    pub trend: Option<Trend>,
    /// Running, other training and stretching in the period.
    pub balance: Balance,
    /// Stretches and activities but running in the period, those of most days first.
    pub tried: Vec<Tried>,
    /// Tags of the period, each with the days that have it, those of most days first.
    pub tags: Vec<(Word, u32)>,
    /// ISO weeks that the period touches, oldest first, empty ones too.
    pub weeks: Vec<Week>,
    /// Every calendar day of the period, oldest first.
    pub days: Vec<DaySummary>,
}

/// Counts of the log, of rows dated up to the report's day.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LogFacts {
    /// Rows that could be read.
    pub rows: u64,
    /// Rows that could not be read at all.
    pub bad_rows: u64,
    /// Fields that could not be read and count as empty.
    pub bad_fields: u64,
    /// Date of the earliest row.
    pub first: Option<NaiveDate>,
    /// Date of the latest row.
    pub last: Option<NaiveDate>,
    /// Days of the period that have a pain reading.
    pub days_with_pain: u32,
    /// Share (0–1) of the period's days, from the first row's date on, that
    /// have a pain reading.
    pub coverage: Option<f64>,
    /// The latest day on which the urgent signs were asked for and none was there.
    #[serde(rename = "no_urgent_signs")]
    pub no_signs: Option<NaiveDate>,
    /// What else was not read, or does not count.
    #[serde(flatten)]
    pub unread: Unread,
}

/// What a log holds beyond unreadable rows and fields that no verdict has seen,
/// and what of it could change the answer.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Unread {
    /// Rows dated in the future.
    pub future_rows: u64,
    /// Rows dated before 1950: most likely a slip in the year.
    #[serde(rename = "rows_before_1950")]
    pub old_rows: u64,
    /// Symptoms that are not in the list, each once, as the log has them.
    #[serde(rename = "unknown_symptoms")]
    pub symptoms: Vec<String>,
    /// What is wrong with unknown symptoms of the last 182 days, each with its line.
    #[serde(skip)]
    pub unknown: Vec<String>,
    /// Cells of symptoms that something else than `;` separates; all are read.
    #[serde(skip)]
    pub split_cells: u64,
    /// Columns that are not read.
    #[serde(rename = "unread_columns")]
    pub columns: Vec<UnreadColumn>,
    /// Something of the last four weeks was not read, or a column that the rule
    /// reads: a calm answer is not certain.
    #[serde(skip)]
    pub matters: bool,
    /// Pains above 10 of the last four weeks, where they are so many that the scale seems to
    /// be another one; none then counts.
    #[serde(skip)]
    pub above_scale: u64,
    /// The report's day has a pain that could not be read.
    #[serde(skip)]
    pub pain_today: bool,
    /// Days of what may be an urgent sign, in the last 182 days, each with the sign where the
    /// text tells.
    #[serde(skip)]
    pub signs: Vec<(NaiveDate, Option<Symptom>)>,
    /// One of them is not answered, by a visit or by a look at the urgent signs.
    #[serde(skip)]
    pub may_be_urgent: bool,
    /// The most urgent sign that it may mean, or that a row in the future has.
    #[serde(skip)]
    pub sign: Option<Symptom>,
}

/// A column of the file that looks like a known one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UnreadColumn {
    /// As the header has it.
    pub name: String,
    /// The known column.
    pub looks_like: &'static str,
}

named! {
    /// The status of the rule, the first that holds.
    pub enum Status {
        /// An emergency or same-day symptom.
        Urgent = "urgent",
        /// See a doctor.
        Consult = "consult",
        /// Seen by a clinician less than 42 days ago.
        UnderCare = "under-care",
        /// Little or no pain.
        PainFree = "pain-free",
        /// The log does not say enough.
        NotEnoughData = "not-enough-data",
        /// Under 28 days.
        Early = "early",
        /// Eased: 30% and at least 1 point below the baseline.
        Easing = "easing",
        /// Low: the recent mean is below 3.
        Mild = "mild",
        /// Four weeks or more and not eased.
        Checkpoint = "checkpoint",
    }
}

impl Status {
    /// Whether `--exit-code` answers 1: there is something to act on.
    pub const fn asks_to_act(self) -> bool {
        matches!(self, Self::Urgent | Self::Consult)
    }
}

named! {
    /// Why the rule asks for a clinician.
    pub enum Reason {
        /// A symptom of the list.
        RedFlag = "red-flag",
        /// Each of the last two weeks averages 7 or more.
        Severe = "severe",
        /// The last three weeks are well above the six before, at 5 or more.
        Worsening = "worsening",
        /// Pain comes with runs, on their day or the day after.
        WithRuns = "with-runs",
        /// Due, and high without a comparison or too rarely logged for one.
        LongLasting = "long-lasting",
        /// Due and high, and not eased.
        NotEased = "not-eased",
        /// Eased, and still high after twelve weeks, or strong.
        Persistent = "persistent",
    }
}

/// The rule's answer, with every number that led to it.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact that the rule names")]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Verdict {
    /// The status.
    #[serde(skip)]
    pub status: Status,
    /// The reasons, in the rule's order.
    #[serde(skip)]
    pub reasons: Vec<Reason>,
    /// The episode, where both its start and a day with pain exist.
    pub episode: Option<Episode>,
    /// Baseline window; `None` with fewer than 3 scored days.
    pub baseline: Option<Window>,
    /// Recent window; `None` with fewer than 3 scored days.
    pub recent: Option<Window>,
    /// Symptoms of the episode and those that make a red flag, by date, then urgency.
    pub symptoms: Vec<Recorded>,
    /// Open signs that no longer hold, by date; each name once.
    #[serde(serialize_with = "names_and_dates")]
    pub waiting: Vec<Sign>,
    /// Every open sign, each name once with its latest day; what is most urgent first.
    #[serde(skip)]
    pub signs: Vec<Sign>,
    /// The most urgent sign that four quiet weeks closed without a visit.
    #[serde(skip)]
    pub lapsed: Option<Sign>,
    /// The latest day on which a clinician saw the user.
    pub seen: Option<NaiveDate>,
    /// It had eased, and came back.
    pub relapse: bool,
    /// Baseline and recent can be compared.
    #[serde(skip)]
    pub comparable: bool,
    /// The recent mean is 3 or more; it keeps its side of 3 until it is 0.25 past it.
    #[serde(skip)]
    pub high: bool,
    /// The recent mean is 5 or more, with the same memory.
    #[serde(skip)]
    pub strong: bool,
    /// Comparable, and 30% and at least 1 point below the baseline; it keeps its
    /// side of that line until it is 0.25 past it.
    #[serde(skip)]
    pub eased: bool,
    /// `elapsed` has reached `consult_after_weeks`.
    #[serde(skip)]
    pub due: bool,
    /// The latest 3 scored days of this week average 7 or more.
    pub strong_now: bool,
    /// Eased once, and at the same level for six weeks.
    pub level: bool,
    /// Flares of the last eight weeks; 0 unless eased.
    pub flares: u32,
    /// The latest of them, where there are two or more.
    #[serde(skip)]
    pub flare: Option<Flare>,
    /// Pain that comes with runs.
    pub with_runs: Option<WithRuns>,
    /// Recent minus baseline, points; `None` unless comparable.
    pub change: Option<f64>,
    /// The same in percent of the baseline.
    pub change_percent: Option<f64>,
    /// The level at or below which it counts as eased; `None` where not
    /// comparable or the baseline is below 1.
    pub eased_at: Option<f64>,
    /// How far the recent mean is from that line; `None` without a line.
    pub sure: Option<Sure>,
    /// The scored day on which it was first found eased, after it had not been.
    #[serde(skip)]
    pub eased_on: Option<NaiveDate>,
    /// Found back after that: the day from which on its scores were above the line.
    #[serde(skip)]
    pub back_on: Option<NaiveDate>,
    /// Eased, but up again this week: the lowest recent mean since it eased, and
    /// the mean of the last three scored days.
    #[serde(skip)]
    pub up_again: Option<(f64, f64)>,
    /// Means behind `severe`: the week before, and the last week.
    #[serde(skip)]
    pub severe: Option<(Window, Window)>,
    /// Means behind `worsening`: the last three weeks, and the six before them.
    #[serde(skip)]
    pub worsening: Option<(Window, Window)>,
    /// The mean of the two weeks before the visit and the recent one, where that is well
    /// above.
    #[serde(skip)]
    pub worse_since: Option<(f64, f64)>,
    /// It came back after easing, and after the visit.
    #[serde(skip)]
    pub is_back_since_visit: bool,
    /// The highest score of the last two weeks and its day, where a reading of 4
    /// or more is at most a week old.
    #[serde(skip)]
    pub peak: Option<(NaiveDate, f64)>,
    /// The latest scored day up to the report's day, and its score.
    #[serde(skip)]
    pub last_score: Option<(NaiveDate, f64)>,
    /// The first seven days with pain against later ones; `None` before they are over.
    #[serde(skip)]
    pub week_means: Option<WeekMeans>,
    /// Scored days among the 28 that end on the report's day.
    #[serde(skip)]
    pub scores_in_28: u32,
    /// All scored days from the first pain of the episode on.
    #[serde(skip)]
    pub rests_on: Option<Window>,
    /// The log has a run.
    #[serde(skip)]
    pub has_runs: bool,
    /// A gap in the log closed an episode, and no `began` has bridged it.
    #[serde(skip)]
    pub after_gap: bool,
    /// The start of an episode that has no day with a pain of 2 or more yet (S without L), or S itself.
    #[serde(skip)]
    pub start: Option<NaiveDate>,
    /// The last episode, where a quiet month ended it and none has come since.
    #[serde(skip)]
    pub over: Option<Over>,
}

/// What an open sign asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SignState {
    /// Help now, or a doctor today.
    Urgent,
    /// A doctor within days.
    Doctor,
    /// Too old to be a reason, and not answered by a visit.
    Waiting,
}

/// A sign that is open: no visit has answered it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sign {
    /// What was recorded.
    pub symptom: Symptom,
    /// On which day.
    pub date: NaiveDate,
    /// What it asks for.
    pub state: SignState,
    /// Of an urgent one: the first later day on which no urgent sign was there.
    pub denied: Option<NaiveDate>,
}

fn names_and_dates<S: Serializer>(signs: &[Sign], to: S) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    struct NameAndDate {
        name: Symptom,
        date: NaiveDate,
    }
    let mut signs: Vec<&Sign> = signs.iter().collect();
    signs.sort_by_key(|sign| (sign.date, sign.symptom));
    to.collect_seq(signs.iter().map(|sign| NameAndDate { name: sign.symptom, date: sign.date }))
}

/// Days in a row as bad as at the start, after it has eased.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Flare {
    /// The first of them.
    pub from: NaiveDate,
    /// The last of them.
    pub to: NaiveDate,
    /// The highest score, 0–10.
    pub highest: f64,
}

named! {
    /// When pain comes that comes with runs.
    pub enum RunDay {
        /// On the day of the run.
        Same = "same",
        /// On the day after.
        After = "after",
    }
}

/// Pain that comes with runs.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct WithRuns {
    /// When.
    pub day: RunDay,
    /// The mean score of those days, 0–10.
    pub mean: f64,
    /// The mean of the means of the days around each.
    pub around: f64,
    /// Days that have such days around them.
    pub pairs: u32,
}

/// Means of weeks of an episode, 0–10.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WeekMeans {
    /// Of its first seven days with pain, from the first on.
    pub first: f64,
    /// Of the last seven days.
    pub this: Option<f64>,
    /// Of the last week, Monday to Sunday, that is over and ends after the first.
    pub last: Option<f64>,
}

/// An episode that a quiet month has ended.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Over {
    /// The day on which it began.
    pub start: NaiveDate,
    /// The day on which four weeks had been quiet.
    pub end: NaiveDate,
    /// Its baseline, 0–10.
    pub at_first: Option<f64>,
}

named! {
    /// How sure the comparison with the baseline is.
    pub enum Sure {
        /// A point or more from the line.
        Clear = "clear",
        /// Less than a point from it.
        Close = "close",
    }
}

/// Where an answer turns into another one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Turn {
    /// When the recent mean is this or lower.
    AtMost(f64),
    /// When the recent mean is above this.
    Above(f64),
}

/// An episode of pain: S and L of the rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Episode {
    /// S: the day on which it began.
    pub start: NaiveDate,
    /// L: the first scored day on or after S with a score of 2 or more.
    #[serde(skip)]
    pub first_pain: NaiveDate,
    /// T − S, days.
    pub elapsed_days: i64,
    /// S is earlier than the log's first row.
    pub began_before_log: bool,
    /// See [`Verdict::after_gap`].
    pub after_gap: bool,
}

/// A window of scored days and the mean of their scores.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Window {
    /// Mean of day scores, 0–10.
    pub mean: f64,
    /// Scored days that went in.
    pub days: u32,
    /// The first of them.
    pub from: NaiveDate,
    /// The last of them.
    pub to: NaiveDate,
}

/// A symptom and the day of the row that records it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Recorded {
    /// The row's date.
    pub date: NaiveDate,
    /// The symptom.
    pub symptom: Symptom,
}

/// Theil–Sen slope with Sen's 95% interval, points a week.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Trend {
    /// Median of all pairwise slopes.
    pub slope_per_week: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
    /// Scored days that went in.
    pub days: u32,
}

/// What was done in the period, set against each other.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Balance {
    /// Minutes of running; `None` where none was recorded.
    pub run_minutes: Option<Minutes>,
    /// Minutes of all activities; `None` where none was recorded.
    pub training_minutes: Option<Minutes>,
    /// Share of running among them, 0–1.
    pub run_share: Option<f64>,
    /// Stretching sessions a day, from the first row's date on.
    pub stretch_sessions_per_day: Option<f64>,
    /// Days with a stretch a week, from the first row's date on; `None` under a week.
    #[serde(skip)]
    pub stretch_days_per_week: Option<f64>,
    /// Distance run a week, likewise.
    #[serde(skip)]
    pub run_per_week: Option<Kilometres>,
    /// Days whose longest run went more than 10% beyond the longest of the 30
    /// days before, oldest first.
    #[serde(rename = "longer_runs")]
    pub jumps: Vec<Jump>,
    /// Pain on the day after stretching; `None` under 10 days of either kind.
    pub next_day: Option<NextDay>,
    /// Pain on the day after a run; `None` under 10 days of either kind.
    pub day_after: Option<DayAfter>,
    /// Pain by when the last run was; `None` under 10 days of one kind.
    #[serde(flatten)]
    pub by_run: ByRun,
}

/// A stretch or an activity, and how much of it there was.
#[derive(Debug, Clone, PartialEq)]
pub struct Tried {
    /// Its name.
    pub name: Word,
    /// Days on which it was done.
    pub days: u32,
    /// Minutes on each of the days that have any; `None` where none was recorded.
    pub minutes: Option<f64>,
}

/// A run well beyond those before it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Jump {
    /// Its day.
    pub date: NaiveDate,
    /// Its distance.
    #[serde(rename = "distance_km")]
    pub run: Kilometres,
    /// The longest of the 30 days before.
    #[serde(rename = "longest_before_km")]
    pub before: Kilometres,
    /// How far beyond, in percent of the longest before.
    #[serde(rename = "percent_longer")]
    pub percent: f64,
}

impl Serialize for Recorded {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct RecordedJson {
            name: Symptom,
            level: Level,
            date: NaiveDate,
        }
        let (date, name) = (self.date, self.symptom);
        let level = name.level();
        RecordedJson { name, level, date }.serialize(to)
    }
}

/// Mean day scores on the day after, by whether there was stretching.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct NextDay {
    /// After days with a stretch.
    pub after_stretching: Mean,
    /// After days that have a row, but no stretch.
    pub after_none: Mean,
}

/// Mean day scores on the day after, by whether there was a run.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct DayAfter {
    /// After days with a run.
    pub run: Mean,
    /// After those of them whose longest run was well beyond the ones before; `None`
    /// under 10 days.
    pub longer_run: Option<Mean>,
    /// After days that have a row, but no run.
    pub rest: Mean,
}

/// Mean day scores, by when the last run was: all three or none.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct ByRun {
    /// Days with a run.
    pub on_run_days: Option<Mean>,
    /// Days after one, without a run of their own.
    pub day_after_run: Option<Mean>,
    /// The others.
    pub other_days: Option<Mean>,
}

/// A mean and the days that went in.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Mean {
    /// Mean of day scores, 0–10.
    pub mean: f64,
    /// Days.
    pub days: u32,
}

/// Pain in a week.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct PainWeek {
    /// Mean of day scores; `None` where none was recorded.
    pub mean: Option<f64>,
    /// Lowest reading.
    pub min: Option<f64>,
    /// Highest reading.
    pub max: Option<f64>,
    /// Days with a reading.
    pub days: u32,
}

/// Stretching in a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct StretchWeek {
    /// Distinct moments with a stretch.
    pub sessions: u32,
    /// Minutes recorded; `None` where none was.
    pub minutes: Option<Minutes>,
    /// Days with a stretch.
    pub days: u32,
}

/// One activity in a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct ActivityWeek {
    /// Distinct moments with this activity.
    pub sessions: u32,
    /// Minutes recorded; `None` where none was.
    pub minutes: Option<Minutes>,
    /// Kilometres recorded; `None` where none was.
    #[serde(rename = "distance_km")]
    pub distance: Option<Kilometres>,
}

/// An ISO week; its numbers are those of its days within the period.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Week {
    /// Monday.
    pub start: NaiveDate,
    /// Sunday.
    pub end: NaiveDate,
    /// Pain.
    pub pain: PainWeek,
    /// Stretching.
    pub stretch: StretchWeek,
    /// By activity.
    pub activities: BTreeMap<Word, ActivityWeek>,
    /// Symptoms recorded, each once, the most urgent first.
    pub symptoms: Vec<Symptom>,
    /// Tags, each once, in order.
    pub tags: Vec<Word>,
}

impl Report {
    /// Whether there is something to act on: what the verdict asks for, or something
    /// unread that may be an urgent sign.
    pub fn asks_to_act(&self) -> bool {
        self.verdict.status.asks_to_act() || self.log.unread.may_be_urgent
    }

    /// The longer runs with 30 days of log before them. In a younger log the runs
    /// before may not have been logged.
    pub fn longer_runs(&self) -> impl Iterator<Item = &Jump> {
        let first = self.log.first.unwrap_or(self.as_of);
        let jumps = self.balance.jumps.iter();
        jumps.filter(move |jump| (jump.date - first).num_days() >= 30)
    }
}

/// One calendar day of the period.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DaySummary {
    /// The day.
    pub date: NaiveDate,
    /// Its score, the mean of its readings, 0–10.
    pub pain: Option<f64>,
    /// Pain readings.
    pub readings: u32,
    /// Mean of the scores of the 7 days that end on this day; `None` where this
    /// day has no score, so that the line breaks at gaps.
    #[serde(skip)]
    pub pain_7_day_mean: Option<f64>,
    /// Distinct moments with a stretch.
    pub stretch_sessions: u32,
    /// Minutes of stretching recorded; `None` where none was.
    pub stretch_minutes: Option<Minutes>,
    /// Minutes of activities recorded; `None` where none was.
    pub activity_minutes: Option<Minutes>,
    /// Kilometres recorded, all activities; `None` where none was.
    #[serde(rename = "distance_km")]
    pub distance: Option<Kilometres>,
    /// Kilometres of `run` alone; `None` where none was.
    #[serde(skip)]
    pub run_distance: Option<Kilometres>,
    /// Symptoms recorded on it, each once, the most urgent first.
    #[serde(skip)]
    pub symptoms: Vec<Symptom>,
    /// Whether a clinician saw the user on it.
    #[serde(skip)]
    pub is_visit: bool,
}

impl DaySummary {
    /// Whether a symptom of the day cannot wait.
    pub fn has_urgent_sign(&self) -> bool {
        self.symptoms.iter().any(|symptom| symptom.level().is_urgent())
    }
}
