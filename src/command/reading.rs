//! Reading the log for commands that only show: finding it, gathering its
//! days, and saying what could not be read.

use std::ops::ControlFlow;

use anyhow::Context as _;
use chrono::{Datelike, NaiveDate};

use super::Io;
use crate::analysis::{Diary, Settings, Unread};
use crate::content;
use crate::context::{Context, Source};
use crate::domain::{Entry, FIRST_YEAR, Symptom};
use crate::render::{Guidance, for_terminal};
use crate::store::{Column, Content, Fault, FaultKind, Header, LogFile, Row};

/// Problems that are said one by one; the rest are counted.
const MOST_SAID: usize = 3;

/// The log; `None` where none is named and none is at the default place yet.
///
/// # Errors
/// When a log is named, by whatever means, and is not there.
pub(super) fn open_log(context: &Context) -> anyhow::Result<Option<LogFile>> {
    let (path, source) = context.log_path()?;
    let log = LogFile::at(path);
    if source == Source::Default && !log.exists()? {
        return Ok(None);
    }
    // Of a named one that is not there, reading says so.
    Ok(Some(log))
}

/// What the user has set that changes numbers.
pub(super) fn settings(context: &Context) -> anyhow::Result<Settings> {
    let config = context.config()?;
    Ok(Settings {
        consult_after_weeks: config.consult_after_weeks,
        stretch_goal: config.stretch_goal,
    })
}

/// The words that reports quote.
pub(super) fn guidance() -> anyhow::Result<Guidance> {
    Ok(Guidance {
        signs: content::signs()?,
        disclaimer: content::disclaimer()?,
    })
}

/// The log as it stood on a day; rows dated later change nothing. Those after
/// `latest` are counted as rows in the future; `None` counts none.
pub(super) fn diary(
    log: &LogFile,
    as_of: NaiveDate,
    latest: Option<NaiveDate>,
    problems: &mut Problems,
) -> anyhow::Result<Diary> {
    let mut diary = Diary::new(as_of);
    let mut gathered = Gathered::new(as_of, latest);
    let mut columns = Vec::new();
    let mut header = |header: &Header| columns = header.unread_columns();
    log.read(&mut header, &mut |line| {
        match line.content {
            Content::Row(row) => {
                diary.add(&row.entry, gathered.row(&row));
                if row.entry.date <= as_of {
                    row.faults.iter().for_each(|fault| problems.add(fault));
                }
            }
            Content::Unreadable(fault) => {
                diary.add_unreadable();
                gathered.unreadable(&fault);
                problems.add(&fault);
            }
            Content::Blank => {}
        }
        ControlFlow::Continue(())
    })?;
    diary.set_unread(gathered.finish(columns));
    Ok(diary)
}

/// The last day that is not in the future: what is dated after midnight is not
/// yet to come, whatever day it counts for.
pub(super) fn latest_day(context: &Context) -> anyhow::Result<NaiveDate> {
    Ok(context.today()?.max(context.now().date()))
}

/// Unread texts of so many days, the report's included, make a verdict uncertain.
const UNCERTAIN_DAYS: i64 = 28;
/// As many unknown symptoms are named.
const MOST_SYMPTOMS: usize = 5;

/// What of a log was not read, gathered row by row.
struct Gathered {
    as_of: NaiveDate,
    latest: Option<NaiveDate>,
    unread: Unread,
    /// Urgent signs that unread texts may mean, each with its day.
    signs: Vec<(Symptom, NaiveDate)>,
    visit: Option<NaiveDate>,
    /// The day of the last readable row.
    before: Option<NaiveDate>,
    /// Unreadable rows have come since that row, and the sign that they may mean.
    has_pending: bool,
    pending_sign: Option<Symptom>,
}

impl Gathered {
    fn new(as_of: NaiveDate, latest: Option<NaiveDate>) -> Self {
        Self {
            as_of,
            latest,
            unread: Unread::default(),
            signs: Vec::new(),
            visit: None,
            before: None,
            has_pending: false,
            pending_sign: None,
        }
    }

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
                self.note_slip(entry);
            }
            return 0;
        }
        if entry.date.year() < FIRST_YEAR {
            self.unread.old_rows += 1;
            self.note_slip(entry);
        }
        self.visit = self.visit.max(entry.seen);
        let split = |fault: &&Fault| fault.kind == FaultKind::SymptomSeparator;
        self.unread.split_cells += row.faults.iter().filter(split).count() as u64;
        let mut fields: Vec<Option<usize>> = Vec::new();
        for fault in row.faults.iter().filter(|fault| fault.is_unread()) {
            if !fields.contains(&fault.column) {
                fields.push(fault.column);
            }
            self.field(entry.date, fault);
        }
        fields.len() as u64
    }

    fn field(&mut self, date: NaiveDate, fault: &Fault) {
        let symptoms = &mut self.unread.symptoms;
        if matches!(fault.kind, FaultKind::UnknownSymptom(_))
            && symptoms.len() < MOST_SYMPTOMS
            && !symptoms.contains(&fault.text)
        {
            symptoms.push(fault.text.clone());
        }
        if self.is_recent(date) {
            self.unread.matters |=
                fault.sign.is_some() || fault.of.is_some_and(Column::is_for_the_rule);
            self.unread.pain_today |= date == self.as_of && fault.of == Some(Column::Pain);
            self.signs.extend(fault.sign.map(|sign| (sign, date)));
        }
    }

    /// An urgent sign below a date that cannot be right may be one of today.
    fn note_slip(&mut self, entry: &Entry) {
        let mut symptoms = entry.symptoms.iter().copied();
        let urgent = symptoms.find(|symptom| symptom.level().is_urgent());
        self.signs.extend(urgent.map(|sign| (sign, self.as_of)));
    }

    fn unreadable(&mut self, fault: &Fault) {
        self.has_pending = true;
        let earlier = self.pending_sign.into_iter();
        self.pending_sign = earlier.chain(fault.sign).min();
    }

    /// Unreadable rows are as recent as the later of their neighbours, at most as
    /// the report's day. In a replay those below a later day do not count.
    fn settle(&mut self, next: NaiveDate) {
        let sign = self.pending_sign.take();
        if !std::mem::take(&mut self.has_pending) {
            return;
        }
        if self.latest.is_none() && self.before.is_some_and(|before| before > self.as_of) {
            return;
        }
        let day = self.before.max(Some(next)).unwrap_or(next).min(self.as_of);
        if self.is_recent(day) {
            self.unread.matters = true;
            self.signs.extend(sign.map(|sign| (sign, day)));
        }
    }

    /// Everything, with the columns that were not read.
    fn finish(mut self, columns: Vec<(usize, String, Column)>) -> Unread {
        self.settle(self.as_of);
        for (_, name, meant) in columns {
            self.unread.matters |= meant.is_for_the_rule();
            self.unread.columns.push((name, meant.name()));
        }
        // A visit after that day answers a sign that was recorded then.
        let visit = self.visit;
        let signs = self.signs.into_iter();
        let open = signs.filter(|(_, date)| visit.is_none_or(|visit| *date >= visit));
        self.unread.sign = open.map(|(sign, _)| sign).min();
        self.unread
    }
}

/// What could not be read: the first few, and how many there are.
#[derive(Debug, Default)]
pub(super) struct Problems {
    said: Vec<String>,
    count: u64,
}

impl Problems {
    pub(super) fn add(&mut self, fault: &Fault) {
        self.count += 1;
        if self.said.len() < MOST_SAID {
            self.said.push(for_terminal(&fault.to_string()));
        }
    }

    /// At most three lines, a count, and where to see them all.
    pub(super) fn report(&self, log: &LogFile, io: &mut Io<'_>) -> anyhow::Result<()> {
        if self.count == 0 {
            return Ok(());
        }
        for line in &self.said {
            writeln!(io.err, "backcare: {line}").context("cannot write to stderr")?;
        }
        let path = log.path().display().to_string();
        let what = if self.count == 1 {
            "1 problem".to_owned()
        } else {
            format!("{} problems", self.count)
        };
        writeln!(
            io.err,
            "backcare: {what} in {}; see `backcare check`",
            for_terminal(&path)
        )?;
        Ok(())
    }
}
