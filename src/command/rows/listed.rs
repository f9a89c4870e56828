//! The rows to list: straight from the file where they stand in order there, so
//! that a long log needs no memory.

use std::io;
use std::ops::ControlFlow;

use super::days::Days;
use super::kept::{Kept, moment};
use crate::command::reading::Problems;
use crate::domain::{DayStart, Entry};
use crate::store::{Content, LogFile};

/// Rows that are handed on at a time.
const BATCH: usize = 1024;

/// Rows in the order of time.
#[derive(Debug)]
pub(in crate::command) enum Listed<'a> {
    /// In memory: the last few, or those of a file in another order.
    Rows(Vec<Entry>),
    /// As they stand in the file.
    File(&'a LogFile, Days),
}

impl<'a> Listed<'a> {
    /// Looks through the file once: shows each row that may be listed to
    /// `look`, and notes what cannot be read.
    pub(in crate::command) fn find(
        log: &'a LogFile,
        days: Days,
        last: Option<usize>,
        day_start: DayStart,
        look: &mut dyn FnMut(&Entry),
        problems: &mut Problems,
    ) -> anyhow::Result<Self> {
        let mut kept = last.map(|last| Kept::new(Some(last), day_start));
        let mut before = None;
        let mut in_order = true;
        let mut none = true;
        log.for_each(&mut |line| {
            match line.content {
                Content::Row(row) if days.hold(row.entry.date) => {
                    row.faults.iter().for_each(|fault| problems.add(fault));
                    if let Some(kept) = &mut kept {
                        kept.add(row.entry);
                    } else {
                        look(&row.entry);
                        let moment = moment(&row.entry, day_start);
                        in_order &= before.is_none_or(|before| before <= moment);
                        before = Some(moment);
                        none = false;
                    }
                }
                Content::Unreadable(fault) => problems.add(&fault),
                Content::Row(_) | Content::Blank => {}
            }
            ControlFlow::Continue(())
        })?;
        if let Some(kept) = kept {
            let rows = kept.in_order();
            rows.iter().for_each(look);
            return Ok(Self::Rows(rows));
        }
        if none {
            return Ok(Self::Rows(Vec::new()));
        }
        if in_order {
            return Ok(Self::File(log, days));
        }
        let mut kept = Kept::new(None, day_start);
        each(log, days, &mut |row| {
            kept.add(row);
            ControlFlow::Continue(())
        })?;
        Ok(Self::Rows(kept.in_order()))
    }

    pub(in crate::command) const fn is_empty(&self) -> bool {
        matches!(self, Self::Rows(rows) if rows.is_empty())
    }

    /// Hands the rows on, some at a time, until one cannot be written.
    pub(in crate::command) fn for_each(
        &self,
        write: &mut dyn FnMut(&[Entry]) -> io::Result<()>,
    ) -> anyhow::Result<()> {
        match self {
            Self::Rows(rows) => rows.chunks(BATCH).try_for_each(write)?,
            Self::File(log, days) => {
                let mut batch = Vec::with_capacity(BATCH);
                let mut written = Ok(());
                each(log, *days, &mut |row| {
                    batch.push(row);
                    if batch.len() == BATCH {
                        written = write(&batch);
                        batch.clear();
                    }
                    if written.is_ok() {
                        ControlFlow::Continue(())
                    } else {
                        ControlFlow::Break(())
                    }
                })?;
                written?;
                write(&batch)?;
            }
        }
        Ok(())
    }
}

fn each(
    log: &LogFile,
    days: Days,
    each: &mut dyn FnMut(Entry) -> ControlFlow<()>,
) -> anyhow::Result<()> {
    log.for_each(&mut |line| match line.content {
        Content::Row(row) if days.hold(row.entry.date) => each(row.entry),
        _ => ControlFlow::Continue(()),
    })?;
    Ok(())
}
