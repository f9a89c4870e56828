//! Which days are listed.

use anyhow::{Context as _, bail};
use chrono::NaiveDate;

use crate::domain::parse_day;

/// A span of days, open where nothing was said.
#[derive(Debug, Clone, Copy)]
pub(super) struct Days {
    since: Option<NaiveDate>,
    until: Option<NaiveDate>,
}

impl Days {
    pub(super) fn read(
        since: Option<&str>,
        until: Option<&str>,
        today: NaiveDate,
    ) -> anyhow::Result<Self> {
        let day = |option: &str, text: Option<&str>| {
            text.map(|text| parse_day(text, today).with_context(|| option.to_owned()))
                .transpose()
        };
        let days = Self {
            since: day("--since", since)?,
            until: day("--until", until)?,
        };
        match (days.since, days.until) {
            (Some(since), Some(until)) if since > until => bail!(
                "--since: {since} is after --until, {until}; that day or an earlier one is accepted"
            ),
            _ => Ok(days),
        }
    }

    pub(super) fn hold(self, date: NaiveDate) -> bool {
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
