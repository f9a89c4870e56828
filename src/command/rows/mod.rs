//! The rows of some days, in the order of time, for commands that list them or
//! take them out.

mod kept;

use std::ops::ControlFlow;

use anyhow::{Context as _, bail};
use chrono::NaiveDate;

use super::reading::Problems;
use crate::domain::parse_day;
use crate::store::{Content, LogFile};

pub(super) use kept::Kept;

/// The options that choose days.
#[derive(Debug, clap::Args)]
pub(super) struct DaysArgs {
    /// From this day on: 2026-11-20, yesterday, monday, "3 weeks ago"
    #[arg(long, value_name = "DATE")]
    since: Option<String>,

    /// Up to this day, and with it
    #[arg(long, value_name = "DATE")]
    until: Option<String>,
}

/// The days that are asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Days {
    since: Option<NaiveDate>,
    until: Option<NaiveDate>,
}

impl Days {
    pub(super) fn read(args: &DaysArgs, today: NaiveDate) -> anyhow::Result<Self> {
        let day = |option: &str, text: &Option<String>| {
            text.as_ref()
                .map(|text| parse_day(text, today).with_context(|| option.to_owned()))
                .transpose()
        };
        let days = Self {
            since: day("--since", &args.since)?,
            until: day("--until", &args.until)?,
        };
        match (days.since, days.until) {
            (Some(since), Some(until)) if since > until => bail!(
                "--since: {since} is after --until, {until}; that day or an earlier one is accepted"
            ),
            _ => Ok(days),
        }
    }

    fn hold(self, date: NaiveDate) -> bool {
        self.since.is_none_or(|since| since <= date) && self.until.is_none_or(|until| date <= until)
    }

    /// Why there is nothing to list.
    pub(super) fn nothing(self) -> String {
        match (self.since, self.until) {
            (None, None) => "no row in the log yet; begin with `backcare log 4`".to_owned(),
            (Some(since), None) => format!("no row since {since}"),
            (None, Some(until)) => format!("no row up to {until}"),
            (Some(since), Some(until)) => format!("no row from {since} to {until}"),
        }
    }
}

/// Gathers the rows of `days`, and what could not be read.
pub(super) fn read(log: &LogFile, days: Days, kept: &mut Kept) -> anyhow::Result<Problems> {
    let mut problems = Problems::default();
    log.for_each(&mut |line| {
        match line.content {
            Content::Row(row) if days.hold(row.entry.date) => {
                row.faults.iter().for_each(|fault| problems.add(fault));
                kept.add(row.entry);
            }
            Content::Unreadable(fault) => problems.add(&fault),
            Content::Row(_) | Content::Blank => {}
        }
        ControlFlow::Continue(())
    })?;
    Ok(problems)
}
