//! Reading the log for commands that only show: finding it, gathering its days, and
//! telling what could not be read.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::Context as _;
use chrono::{Datelike, NaiveDate};

use super::output::{Io, shown_path};
use crate::analysis::{Diary, Report, SIGN_DAYS, Settings, Unread, UnreadColumn, settle_unread};
use crate::context::{Context, SettingOrigin};
use crate::domain::{Entry, FIRST_YEAR};
use crate::guidance::{self, Signs};
use crate::log::{Column, Log, LogError, Problem, ProblemKind, Row, is_other_scale};
use crate::report::Guidance;
use crate::term::{count, for_terminal};

/// Problems that are listed one by one.
const MOST_TOLD: usize = 3;

/// Days over which an unread field makes the verdict uncertain.
const UNCERTAIN_DAYS: i64 = 28;

/// Unknown symptoms that are named.
const MOST_SYMPTOMS: usize = 5;

/// The log; `None` if there is none yet at the default path.
///
/// # Errors
/// When a log that was named does not exist, cannot be read, or is not a log.
pub fn open_log(context: &Context) -> anyhow::Result<Option<Log>> {
    let (path, source) = context.log_path()?;
    match Log::open(&path)? {
        None if source != SettingOrigin::Default => Err(LogError::Missing { path }.into()),
        log => Ok(log),
    }
}

/// The settings that the verdict depends on.
pub fn settings(context: &Context) -> anyhow::Result<Settings> {
    let config = context.config()?;
    Ok(Settings {
        consult_after_weeks: config.consult_after_weeks,
        stretch_goal: config.stretch_goal,
        day_start: config.day_starts_at,
    })
}

/// What the verdict of a report is put into words with; the signs only where it has one.
pub fn guidance(report: &Report) -> anyhow::Result<Guidance> {
    let verdict = &report.verdict;
    let has_signs = !verdict.symptoms.is_empty()
        || !verdict.signs.is_empty()
        || report.log.unread.may_be_urgent;
    let signs = if has_signs { guidance::signs()? } else { Signs::default() };
    Ok(Guidance { signs, disclaimer: guidance::disclaimer()? })
}

/// Adds the days of a log to an empty diary, with what could not be read of it. Rows after
/// `latest` are in the future; `None` in a replay, which depends on no clock.
pub fn diary(
    log: &Log,
    mut diary: Diary,
    latest: Option<NaiveDate>,
    problems: &mut Problems,
) -> Diary {
    let as_of = diary.as_of;
    let mut gathered = Gathered { as_of, latest, ..Gathered::default() };
    let mut held: BTreeSet<usize> = BTreeSet::new();
    for row in log.rows() {
        held.extend(&row.look_alikes);
        if let Some(entry) = &row.entry {
            diary.add(entry, gathered.row(&row, entry));
        } else {
            diary.bad_rows += 1;
            gathered.is_pending = true;
        }
        if row.entry.as_ref().is_none_or(|entry| entry.date <= as_of) {
            row.problems.iter().for_each(|problem| problems.add(problem));
        }
    }
    let look_alikes = log.header.look_alikes.iter();
    for it in look_alikes.filter(|it| !it.is_beside || held.contains(&it.index)) {
        gathered.unread.matters |= it.meant.is_for_the_rule();
        let (name, looks_like) = (it.name.clone(), it.meant.name());
        gathered.unread.columns.push(UnreadColumn { name, looks_like });
    }
    diary.unread = gathered.finish();
    settle_unread(&mut diary);
    if diary.unread.above_scale > 0 {
        diary.unread.pain_today |= diary.day(as_of).is_some_and(|day| day.readings() > 0);
        diary.forget_pain();
    }
    diary
}

/// The days of a log up to today.
pub fn diary_of_today(
    log: &Log,
    context: &Context,
    problems: &mut Problems,
) -> anyhow::Result<Diary> {
    let today = context.today()?;
    Ok(diary(log, Diary::new(today), Some(context.latest_day()?), problems))
}

/// What could not be read, gathered row by row.
#[derive(Default)]
struct Gathered {
    as_of: NaiveDate,
    latest: Option<NaiveDate>,
    unread: Unread,
    /// Pains of the last four weeks that are above 10, and those that were read.
    above_scale: usize,
    pains: usize,
    /// The day of the last readable row.
    before: Option<NaiveDate>,
    /// Unreadable rows have come since that row.
    is_pending: bool,
}

impl Gathered {
    fn is_within(&self, days: i64, date: NaiveDate) -> bool {
        (0..days).contains(&(self.as_of - date).num_days())
    }

    /// Takes note of a row, and gives the number of its unread fields.
    fn row(&mut self, row: &Row<'_>, entry: &Entry) -> u64 {
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
        if self.is_within(UNCERTAIN_DAYS, entry.date) {
            self.pains += usize::from(entry.pain.is_some());
            let above = row.problems.iter().filter(|problem| problem.is_above_scale());
            self.above_scale += above.count();
        }
        let mut fields: BTreeSet<Option<usize>> = BTreeSet::new();
        for problem in &row.problems {
            self.unread.split_cells += u64::from(problem.kind == ProblemKind::SymptomSeparator);
            if problem.is_unread() {
                fields.insert(problem.place.column);
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
        let of = if problem.is_unread() { problem.place.of } else { None };
        if self.is_within(UNCERTAIN_DAYS, date) {
            self.unread.matters |=
                problem.sign.is_some() || of.is_some_and(Column::is_for_the_rule);
            self.unread.pain_today |= date == self.as_of && of == Some(Column::Pain);
        }
        if self.is_within(SIGN_DAYS, date) {
            // A text other than `none` about the urgent signs may say that one is there.
            let is_of_signs = matches!(of, Some(Column::Symptoms | Column::UrgentSigns));
            if problem.sign.is_some() || is_of_signs {
                self.unread.signs.push((date, problem.sign));
            }
            if is_symptom {
                self.unread.unknown.push(problem.to_string());
            }
        }
    }

    /// An urgent symptom below a date that cannot be right may be one of today.
    fn note_wrong_date(&mut self, entry: &Entry) {
        let urgent = entry.symptoms.iter().copied().find(|symptom| symptom.level().is_urgent());
        self.unread.signs.extend(urgent.map(|sign| (self.as_of, Some(sign))));
    }

    /// Dates unreadable rows by the later of their neighbours, at most the report's day.
    /// In a replay those below a later day do not count.
    fn settle(&mut self, next: NaiveDate) {
        if !std::mem::take(&mut self.is_pending) {
            return;
        }
        if self.latest.is_none() && self.before.is_some_and(|before| before > self.as_of) {
            return;
        }
        let day = self.before.max(Some(next)).unwrap_or(next).min(self.as_of);
        self.unread.matters |= self.is_within(UNCERTAIN_DAYS, day);
        if self.is_within(SIGN_DAYS, day) {
            self.unread.signs.push((day, None));
        }
    }

    fn finish(mut self) -> Unread {
        self.settle(self.as_of);
        if is_other_scale(self.above_scale, self.pains) {
            self.unread.above_scale = self.above_scale as u64;
        }
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
    pub fn report(&self, log: &Path, io: &mut Io<'_>) -> anyhow::Result<()> {
        self.report_of(log, "backcare", io)
    }

    /// The same for another file, which is checked with this beginning of a line.
    pub fn report_of(&self, log: &Path, program: &str, io: &mut Io<'_>) -> anyhow::Result<()> {
        for line in &self.told {
            io.note(line).context("cannot write to stderr")?;
        }
        if self.count > 0 {
            let (problems, path) = (count(self.count, "problem"), shown_path(log));
            io.note(format!("{problems} in {path}; see `{program} check`"))?;
        }
        Ok(())
    }
}
