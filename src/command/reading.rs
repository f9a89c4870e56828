//! Reading the log for commands that only show: finding it, gathering its
//! days, and saying what could not be read.

use std::ops::ControlFlow;

use anyhow::Context as _;
use chrono::NaiveDate;

use super::Io;
use crate::analysis::{Diary, Settings};
use crate::content;
use crate::context::{Context, Source};
use crate::render::{Guidance, for_terminal};
use crate::store::{Content, Fault, LogFile};

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

/// The log as it stood on a day; rows dated later change nothing.
pub(super) fn diary(
    log: &LogFile,
    as_of: NaiveDate,
    problems: &mut Problems,
) -> anyhow::Result<Diary> {
    let mut diary = Diary::new(as_of);
    log.for_each(&mut |line| {
        match line.content {
            Content::Row(row) => {
                let bad = row.faults.iter().filter(|fault| fault.is_unreadable());
                diary.add(&row.entry, bad.count() as u64);
                if row.entry.date <= as_of {
                    row.faults.iter().for_each(|fault| problems.add(fault));
                }
            }
            Content::Unreadable(fault) => {
                diary.add_unreadable();
                problems.add(&fault);
            }
            Content::Blank => {}
        }
        ControlFlow::Continue(())
    })?;
    Ok(diary)
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
