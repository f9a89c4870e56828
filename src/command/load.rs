//! Reading the log for commands that only show: finding it, gathering its days, and
//! telling what could not be read.

use anyhow::Context as _;
use chrono::{Datelike, NaiveDate};

use super::output::{Io, shown};
use crate::analysis::{Diary, Period, Report, Settings, Unread, UnreadColumn};
use crate::context::{Context, Source};
use crate::domain::{Entry, FIRST_YEAR, Symptom};
use crate::guidance::{self, Signs};
use crate::log_file::{Column, Content, Header, LogFile, Problem, ProblemKind, Row};
use crate::report::Guidance;
use crate::term::{count, for_terminal};

/// Problems that are listed one by one.
const MOST_TOLD: usize = 3;

/// Days over which an unread field makes the verdict uncertain.
const UNCERTAIN_DAYS: i64 = 28;

/// Unknown symptoms that are named.
const MOST_SYMPTOMS: usize = 5;

/// The log; `None` where there is none yet at the default place.
pub fn open_log(context: &Context) -> anyhow::Result<Option<LogFile>> {
    let (path, source) = context.log_path()?;
    let log = LogFile::at(path);
    if source == Source::Default && !log.exists()? {
        return Ok(None);
    }
    // Of a named one that is not there, reading says so.
    Ok(Some(log))
}

/// The settings that the verdict depends on.
pub fn settings(context: &Context) -> anyhow::Result<Settings> {
    let config = context.config()?;
    Ok(Settings {
        consult_after_weeks: config.consult_after_weeks,
        stretch_goal: config.stretch_goal,
    })
}

/// What the verdict of a report is put into words with; the signs only where it has one.
pub fn guidance(report: &Report) -> anyhow::Result<Guidance> {
    let verdict = &report.verdict;
    let has_signs = !verdict.symptoms.is_empty()
        || !verdict.red_flags.is_empty()
        || report.log.unread.sign.is_some();
    let signs = if has_signs { guidance::signs()? } else { Signs::default() };
    Ok(Guidance { signs, disclaimer: guidance::disclaimer()? })
}

/// The last day that is not in the future: today, or the calendar's where the user's
/// day begins late.
pub fn latest_day(context: &Context) -> anyhow::Result<NaiveDate> {
    Ok(context.today()?.max(context.now().date()))
}

/// Adds the days of a log to an empty diary, with what could not be read of it. Rows after
/// `latest` are in the future; `None` in a replay, which depends on no clock.
pub fn diary(
    log: &LogFile,
    mut diary: Diary,
    latest: Option<NaiveDate>,
    problems: &mut Problems,
) -> anyhow::Result<Diary> {
    let as_of = diary.as_of;
    let mut gathered = Gathered { as_of, latest, ..Gathered::default() };
    let mut lines = log.lines()?.without_notes();
    for (_, name, meant) in lines.header().map(Header::unread_columns).unwrap_or_default() {
        gathered.unread.matters |= meant.is_for_the_rule();
        gathered.unread.columns.push(UnreadColumn { name, looks_like: meant.name() });
    }
    while let Some(line) = lines.next_line()? {
        match line.content {
            Content::Row(row) => {
                diary.add(&row.entry, gathered.row(row));
                if row.entry.date <= as_of {
                    row.problems.iter().for_each(|problem| problems.add(problem));
                }
            }
            Content::Unreadable(problem) => {
                diary.bad_rows += 1;
                gathered.unreadable(problem);
                problems.add(problem);
            }
            Content::Blank => {}
        }
    }
    diary.unread = gathered.finish();
    Ok(diary)
}

/// The days of a log up to today; what was done as far as the report of a week needs it.
pub fn diary_of_today(
    log: &LogFile,
    context: &Context,
    problems: &mut Problems,
) -> anyhow::Result<Diary> {
    let today = context.today()?;
    let empty = Diary::new(today).with_details_from(Period::Weeks(1).details_from(today));
    diary(log, empty, Some(latest_day(context)?), problems)
}

/// What could not be read, gathered row by row.
#[derive(Default)]
struct Gathered {
    as_of: NaiveDate,
    latest: Option<NaiveDate>,
    unread: Unread,
    /// Urgent symptoms that unread texts may mean, each with its day.
    signs: Vec<(Symptom, NaiveDate)>,
    visit: Option<NaiveDate>,
    /// The day of the last readable row.
    before: Option<NaiveDate>,
    /// Unreadable rows have come since that row, and the symptom that they may mean.
    pending: Option<Option<Symptom>>,
}

impl Gathered {
    fn is_recent(&self, date: NaiveDate) -> bool {
        (0..UNCERTAIN_DAYS).contains(&(self.as_of - date).num_days())
    }

    /// Takes note of a row, and gives the number of its unread fields.
    fn row(&mut self, row: &Row) -> u64 {
        let entry = &row.entry;
        self.settle(entry.date);
        self.before = Some(entry.date);
        if entry.date > self.as_of {
            if self.latest.is_some_and(|latest| entry.date > latest) {
                self.unread.future_rows += 1;
                self.note_wrong_date(entry);
            }
            return 0;
        }
        if entry.date.year() < FIRST_YEAR {
            self.unread.old_rows += 1;
            self.note_wrong_date(entry);
        }
        self.visit = self.visit.max(entry.seen);
        let split = |problem: &&Problem| problem.kind == ProblemKind::SymptomSeparator;
        self.unread.split_cells += row.problems.iter().filter(split).count() as u64;
        let mut fields: Vec<Option<usize>> = Vec::new();
        for problem in row.problems.iter().filter(|problem| problem.is_unread()) {
            if !fields.contains(&problem.place.column) {
                fields.push(problem.place.column);
            }
            self.field(entry.date, problem);
        }
        fields.len() as u64
    }

    fn field(&mut self, date: NaiveDate, problem: &Problem) {
        let symptoms = &mut self.unread.symptoms;
        let is_symptom = matches!(problem.kind, ProblemKind::UnknownSymptom(_));
        if is_symptom && symptoms.len() < MOST_SYMPTOMS && !symptoms.contains(&problem.text) {
            symptoms.push(problem.text.clone());
        }
        if self.is_recent(date) {
            self.unread.matters |=
                problem.sign.is_some() || problem.place.of.is_some_and(Column::is_for_the_rule);
            self.unread.pain_today |= date == self.as_of && problem.place.of == Some(Column::Pain);
            self.signs.extend(problem.sign.map(|sign| (sign, date)));
            if is_symptom {
                let days_ago = (self.as_of - date).num_days();
                self.unread.unknown.push((days_ago, problem.to_string()));
            }
        }
    }

    /// An urgent symptom below a date that cannot be right may be one of today.
    fn note_wrong_date(&mut self, entry: &Entry) {
        let mut symptoms = entry.symptoms.iter().copied();
        let urgent = symptoms.find(|symptom| symptom.level().is_urgent());
        self.signs.extend(urgent.map(|sign| (sign, self.as_of)));
    }

    fn unreadable(&mut self, problem: &Problem) {
        let earlier = self.pending.flatten().into_iter();
        self.pending = Some(earlier.chain(problem.sign).min());
    }

    /// Unreadable rows are as recent as the later of their neighbours, at most as
    /// the report's day. In a replay those below a later day do not count.
    fn settle(&mut self, next: NaiveDate) {
        let Some(sign) = self.pending.take() else {
            return;
        };
        if self.latest.is_none() && self.before.is_some_and(|before| before > self.as_of) {
            return;
        }
        let day = self.before.max(Some(next)).unwrap_or(next).min(self.as_of);
        if self.is_recent(day) {
            self.unread.matters = true;
            self.signs.extend(sign.map(|sign| (sign, day)));
        }
    }

    fn finish(mut self) -> Unread {
        self.settle(self.as_of);
        // A visit after that day answers a symptom that was recorded then.
        let visit = self.visit;
        let signs = self.signs.into_iter();
        let open = signs.filter(|(_, date)| visit.is_none_or(|visit| *date >= visit));
        self.unread.sign = open.map(|(sign, _)| sign).min();
        self.unread
    }
}

/// What could not be read: the first few, and how many there are.
#[derive(Debug, Default)]
pub struct Problems {
    told: Vec<String>,
    count: u64,
}

impl Problems {
    pub fn add(&mut self, problem: &Problem) {
        self.count += 1;
        if self.told.len() < MOST_TOLD {
            self.told.push(for_terminal(&problem.to_string()));
        }
    }

    /// At most three lines, a count, and where to see them all.
    pub fn report(&self, log: &LogFile, io: &mut Io<'_>) -> anyhow::Result<()> {
        for line in &self.told {
            io.note(line).context("cannot write to stderr")?;
        }
        if self.count > 0 {
            let (problems, path) = (count(self.count, "problem"), shown(&log.path));
            io.note(format!("{problems} in {path}; see `backcare check`"))?;
        }
        Ok(())
    }
}
