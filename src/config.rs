//! The config file: every key optional, an unknown one an error.

use std::io::ErrorKind;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow, bail};
use toml::Value;

use crate::domain::{DayStart, DistanceUnit, closest};

/// What the user has set, or the default.
#[derive(Debug, Clone, PartialEq)]
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
        let table: toml::Table = text.parse().map_err(|error: toml::de::Error| {
            let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
            let line = before.matches('\n').count() + 1;
            // What follows a backslash of a Windows path is no escape.
            let has_path = text.lines().nth(line - 1).is_some_and(|line| line.contains('\\'));
            let quotes = if has_path { "; write a path with \\ in single quotes" } else { "" };
            anyhow!("line {line}: {}{quotes}", error.message())
        })?;
        let mut config = Self::default();
        for (key, value) in &table {
            let line = text.lines().position(|line| {
                let line = line.trim_start().trim_start_matches(['[', '"', '\'']);
                let behind = line.strip_prefix(key.as_str());
                behind.is_some_and(|it| {
                    !it.starts_with(|c: char| c.is_alphanumeric() || "_-".contains(c))
                })
            });
            config.set(key, value).with_context(|| format!("line {}", line.unwrap_or(0) + 1))?;
            config.set.push(key.clone());
        }
        Ok(config)
    }

    fn set(&mut self, key: &str, value: &Value) -> anyhow::Result<()> {
        let wrong = |accepted: &str| anyhow!("{key} is {value}; {accepted} is accepted");
        let number = |range: RangeInclusive<u32>| {
            let number = value.as_integer().and_then(|number| u32::try_from(number).ok());
            number.filter(|number| range.contains(number)).ok_or_else(|| {
                wrong(&format!("a whole number from {} to {}", range.start(), range.end()))
            })
        };
        match key {
            "log" => {
                let path = value.as_str().filter(|path| !path.contains(char::is_control));
                let path = path.ok_or_else(|| wrong("a path in single quotes"))?;
                self.log = Some(PathBuf::from(path)).filter(|path| !path.as_os_str().is_empty());
            }
            "day_starts_at" => {
                let time = value.as_str().ok_or_else(|| wrong("a time such as \"04:00\""))?;
                self.day_starts_at = time.parse().context("day_starts_at")?;
            }
            "stretch_goal" => self.stretch_goal = number(0..=24)?,
            "consult_after_weeks" => self.consult_after_weeks = number(4..=12)?,
            "distance_unit" => {
                let units = [DistanceUnit::Km, DistanceUnit::Mi];
                let unit = units.into_iter().find(|unit| value.as_str() == Some(unit.name()));
                self.distance_unit = unit.ok_or_else(|| wrong("\"km\" or \"mi\""))?;
            }
            _ => {
                let meant = closest(key, KEYS).map(|key| format!("did you mean {key}? "));
                let meant = meant.unwrap_or_default();
                bail!("there is no setting {key}; {meant}the settings are {}", KEYS.join(", "));
            }
        }
        Ok(())
    }
}

/// The settings, in the order in which `backcare config` lists them.
const KEYS: &[&str] =
    &["log", "day_starts_at", "stretch_goal", "consult_after_weeks", "distance_unit"];

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
            ("consult_after_weeks = 3", "consult_after_weeks is 3; a whole number from 4 to 12 is"),
            ("consult_after_weeks = 13", "4 to 12"),
            ("stretch_goal = 25", "0 to 24"),
            ("stretch_goal = -1", "0 to 24"),
            ("# goal\nstretch_goal = \"a\"", "line 2: stretch_goal is \"a\"; a whole number"),
            ("day_starts_at = \"25:00\"", "day_starts_at: \"25:00\" is not a time of day"),
            ("day_starts_at = \"12:01\"", "00:00 to 12:00 is accepted"),
            ("day_starts_at = 4", "a time such as \"04:00\" is accepted"),
            ("distance_unit = \"ly\"", "\"km\" or \"mi\""),
            ("log = 3", "a path in single quotes"),
            ("log = \"D:\\new.csv\"", "a path in single quotes"),
            ("log = \"C:\\Users\\x.csv\"", "write a path with \\ in single quotes"),
            ("stretch_goal_x = 1\nstretch_goal = 3", "line 1: there is no setting stretch_goal_x"),
            ("\n[stretch]\ngoal = 2", "line 2: there is no setting stretch;"),
            (
                "stretch_goals = 2",
                "line 1: there is no setting stretch_goals; did you mean stretch_goal?",
            ),
            ("\nlog = ", "line 2: "),
        ] {
            let error = format!("{:#}", Config::parse(bad).unwrap_err());
            assert!(error.contains(named), "{bad}: {error}");
        }
    }
}
