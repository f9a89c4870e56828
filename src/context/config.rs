//! The config file: every key optional, an unknown one an error.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use serde::Deserialize;

use crate::domain::{DayStart, DistanceUnit};

/// What the user has set, or the default.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// The log's path.
    pub log: Option<PathBuf>,
    /// What is logged before this time of day counts for the day before.
    pub day_starts_at: DayStart,
    /// Stretching sessions a day, 0–24.
    pub stretch_goal: u32,
    /// Weeks, 4–12.
    pub consult_after_weeks: u32,
    /// Unit of distances.
    pub distance_unit: DistanceUnit,
    /// The keys that the file sets.
    pub set: Vec<&'static str>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            log: None,
            day_starts_at: DayStart::default(),
            stretch_goal: 1,
            consult_after_weeks: 6,
            distance_unit: DistanceUnit::Km,
            set: Vec::new(),
        }
    }
}

/// The file as written; what is not there stays `None`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    log: Option<PathBuf>,
    day_starts_at: Option<String>,
    stretch_goal: Option<u32>,
    consult_after_weeks: Option<u32>,
    distance_unit: Option<DistanceUnit>,
    /// Of version 0.1, without effect: no command stops for it.
    #[serde(rename = "tips_after_log")]
    _tips_after_log: Option<bool>,
}

impl Config {
    /// Every key of the file, in the order in which they are shown.
    pub const KEYS: &[&str] = &[
        "log",
        "day_starts_at",
        "stretch_goal",
        "consult_after_weeks",
        "distance_unit",
    ];

    /// Reads the file; one that is not there says nothing, unless it was named.
    pub fn read(path: &Path, named: bool) -> anyhow::Result<Self> {
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound && !named => {
                return Ok(Self::default());
            }
            Err(error) => {
                return Err(error)
                    .with_context(|| format!("cannot read the config file {}", path.display()));
            }
        };
        Self::parse(&text).with_context(|| format!("in the config file {}", path.display()))
    }

    pub fn parse(text: &str) -> anyhow::Result<Self> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let written: Written = toml::from_str(text)?;
        let default = Self::default();
        let day_starts_at = match &written.day_starts_at {
            Some(text) => text.parse().context("day_starts_at")?,
            None => default.day_starts_at,
        };
        let consult_after_weeks = written
            .consult_after_weeks
            .unwrap_or(default.consult_after_weeks);
        if !(4..=12).contains(&consult_after_weeks) {
            bail!("consult_after_weeks is {consult_after_weeks}; 4 to 12 weeks are accepted");
        }
        let stretch_goal = written.stretch_goal.unwrap_or(default.stretch_goal);
        if stretch_goal > 24 {
            bail!("stretch_goal is {stretch_goal}; 0 to 24 sessions a day are accepted");
        }
        let is_set = [
            written.log.is_some(),
            written.day_starts_at.is_some(),
            written.stretch_goal.is_some(),
            written.consult_after_weeks.is_some(),
            written.distance_unit.is_some(),
        ];
        Ok(Self {
            set: Self::KEYS
                .iter()
                .zip(is_set)
                .filter(|(_, set)| *set)
                .map(|(key, _)| *key)
                .collect(),
            log: written.log.filter(|path| !path.as_os_str().is_empty()),
            day_starts_at,
            stretch_goal,
            consult_after_weeks,
            distance_unit: written.distance_unit.unwrap_or_default(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_optional_and_checked() {
        assert_eq!(Config::parse("").unwrap(), Config::default());
        let config = Config::parse(
            "log = \"/tmp/x.csv\"\nday_starts_at = \"04:00\"\nstretch_goal = 3\n\
             consult_after_weeks = 4\ndistance_unit = \"mi\"\n",
        )
        .unwrap();
        assert_eq!(config.set, Config::KEYS);
        assert_eq!(
            Config::parse("tips_after_log = false").unwrap(),
            Config::default()
        );
        assert_eq!(config.distance_unit, DistanceUnit::Mi);
        for (bad, named) in [
            ("consult_after_weeks = 3", "4 to 12"),
            ("consult_after_weeks = 13", "4 to 12"),
            ("stretch_goal = 25", "0 to 24"),
            ("stretch_goal = -1", "stretch_goal"),
            ("day_starts_at = \"25:00\"", "HH:MM"),
            ("distance_unit = \"ly\"", "`km` or `mi`"),
            ("goal = 2", "`stretch_goal`"),
        ] {
            let error = format!("{:#}", Config::parse(bad).unwrap_err());
            assert!(error.contains(named), "{bad}: {error}");
        }
    }
}
