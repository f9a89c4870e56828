//! Which days are asked for.

use anyhow::{Context as _, bail};
use chrono::NaiveDate;

use crate::domain::parse_day;

/// The options that choose days.
#[derive(Debug, clap::Args)]
pub(in crate::command) struct DaysArgs {
    /// From this day on: 2026-11-20, yesterday, monday, "3 weeks ago"
    #[arg(long, value_name = "DATE")]
    since: Option<String>,

    /// Up to this day, and with it
    #[arg(long, value_name = "DATE")]
    until: Option<String>,
}

/// A span of days, open where nothing was said.
#[derive(Debug, Clone, Copy)]
pub(in crate::command) struct Days {
    since: Option<NaiveDate>,
    until: Option<NaiveDate>,
}

impl Days {
    pub(in crate::command) fn read(args: &DaysArgs, today: NaiveDate) -> anyhow::Result<Self> {
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

    /// From the first to the last, both with them.
    pub(in crate::command) const fn between(first: NaiveDate, last: NaiveDate) -> Self {
        Self {
            since: Some(first),
            until: Some(last),
        }
    }

    pub(in crate::command) fn hold(self, date: NaiveDate) -> bool {
        self.since.is_none_or(|since| since <= date) && self.until.is_none_or(|until| date <= until)
    }

    /// Why there is nothing to list.
    pub(in crate::command) fn nothing(self) -> String {
        match (self.since, self.until) {
            (None, None) => "no row in the log yet; begin with `backcare log 4`".to_owned(),
            (Some(since), None) => format!("no row since {since}"),
            (None, Some(until)) => format!("no row up to {until}"),
            (Some(since), Some(until)) => format!("no row from {since} to {until}"),
        }
    }
}
