//! The config file: every key optional, an unknown one an error.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use serde::Deserialize;

use crate::domain::{DayStart, DistanceUnit};

/// What the user has set, or the default.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// The log; a relative path is relative to the config file.
    pub log: Option<PathBuf>,
    /// What is logged before counts for the day before.
    pub day_starts_at: DayStart,
    /// Stretching sessions a day, 0 to 24; 0 for no goal.
    pub stretch_goal: u32,
    /// Weeks after which pain that has not eased is one for a doctor, 4 to 12.
    pub consult_after_weeks: u32,
    /// The unit of distances in output, and of imports that carry none.
    pub distance_unit: DistanceUnit,
    /// The keys that the file sets.
    #[serde(skip)]
    pub set: Vec<String>,
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

impl Config {
    /// Reads the file; one that is not there is an error only where it was named.
    pub fn read(path: &Path, named: bool) -> anyhow::Result<Self> {
        let text = match std::fs::read_to_string(path) {
            Err(error) if error.kind() == ErrorKind::NotFound && !named => {
                return Ok(Self::default());
            }
            text => {
                text.with_context(|| format!("cannot read the config file {}", path.display()))?
            }
        };
        Self::parse(&text).with_context(|| format!("in the config file {}", path.display()))
    }

    /// Reads its text.
    pub fn parse(text: &str) -> anyhow::Result<Self> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut config: Self = toml::from_str(text)?;
        let weeks = config.consult_after_weeks;
        if !(4..=12).contains(&weeks) {
            bail!("consult_after_weeks is {weeks}; 4 to 12 weeks are accepted");
        }
        if config.stretch_goal > 24 {
            bail!("stretch_goal is {}; 0 to 24 sessions a day are accepted", config.stretch_goal);
        }
        config.log = config.log.filter(|path| !path.as_os_str().is_empty());
        config.set = toml::from_str::<toml::Table>(text)?.keys().cloned().collect();
        Ok(config)
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
        let keys: Vec<_> = config.set.iter().map(String::as_str).collect();
        assert_eq!(
            keys,
            ["consult_after_weeks", "day_starts_at", "distance_unit", "log", "stretch_goal"]
        );
        assert_eq!(config.distance_unit, DistanceUnit::Mi);
        for (bad, named) in [
            ("consult_after_weeks = 3", "4 to 12"),
            ("consult_after_weeks = 13", "4 to 12"),
            ("stretch_goal = 25", "0 to 24"),
            ("stretch_goal = -1", "stretch_goal"),
            ("day_starts_at = \"25:00\"", "00:00 to 23:59"),
            ("distance_unit = \"ly\"", "`km` or `mi`"),
            ("goal = 2", "`stretch_goal`"),
        ] {
            let error = format!("{:#}", Config::parse(bad).unwrap_err());
            assert!(error.contains(named), "{bad}: {error}");
        }
    }
}
