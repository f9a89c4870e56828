//! What a command may know of the world: the clock, the environment, the
//! terminal and the settings, each read once.
//!
//! The only reader of clock and environment in the crate.

mod config;
mod env;
mod terminal;

use std::cell::OnceCell;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow};
use chrono::{
    DateTime, Datelike, FixedOffset, Local, NaiveDate, NaiveDateTime, TimeZone, Timelike,
};

use env::env;

pub use config::Config;
pub use terminal::ColorWhen;
pub use terminal::stdout_theme;

use crate::domain::FIRST_YEAR;
use crate::render::Theme;

/// Where a setting comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// A command-line option.
    Option,
    /// An environment variable.
    Environment,
    /// The config file.
    File,
    /// Nothing was said.
    Default,
}

/// The world of one command.
#[derive(Debug)]
pub struct Context {
    file: Option<PathBuf>,
    color: ColorWhen,
    now: NaiveDateTime,
    config: OnceCell<Config>,
}

impl Context {
    /// Reads the clock; everything else waits until it is asked for.
    ///
    /// # Errors
    /// When `BACKCARE_NOW` is set and is no instant.
    pub fn new(file: Option<PathBuf>, color: ColorWhen) -> anyhow::Result<Self> {
        Ok(Self {
            file,
            color,
            now: now()?,
            config: OnceCell::new(),
        })
    }

    /// The local instant at which the command began, to the minute.
    pub const fn now(&self) -> NaiveDateTime {
        self.now
    }

    /// The instant at which `BACKCARE_NOW` has stopped the clock, as it is stored.
    pub fn fixed_now(&self) -> Option<String> {
        env("BACKCARE_NOW").map(|_| self.now.format("%Y-%m-%dT%H:%M").to_string())
    }

    /// The instant for the name of a copy: `2026-11-22T0730`.
    pub fn stamp(&self) -> String {
        self.now.format("%Y-%m-%dT%H%M").to_string()
    }

    /// The day that now counts for, by `day_starts_at`.
    pub fn today(&self) -> anyhow::Result<NaiveDate> {
        Ok(self.config()?.day_starts_at.day_of(self.now))
    }

    /// The settings, read from the config file when first asked for.
    pub fn config(&self) -> anyhow::Result<&Config> {
        if let Some(config) = self.config.get() {
            return Ok(config);
        }
        let config = match self.config_path() {
            Some((path, source)) => Config::read(&path, source == Source::Environment)?,
            None => Config::default(),
        };
        Ok(self.config.get_or_init(|| config))
    }

    /// Where the config file is, or would be.
    pub fn config_path(&self) -> Option<(PathBuf, Source)> {
        match env("BACKCARE_CONFIG") {
            Some(path) => Some((path.into(), Source::Environment)),
            None => dirs::config_dir()
                .map(|folder| (folder.join("backcare").join("config.toml"), Source::Default)),
        }
    }

    /// Where the log is, or would be, and who says so.
    pub fn log_path(&self) -> anyhow::Result<(PathBuf, Source)> {
        if let Some(path) = &self.file {
            return Ok((path.clone(), Source::Option));
        }
        if let Some(path) = env("BACKCARE_FILE") {
            return Ok((path.into(), Source::Environment));
        }
        if let Some(path) = &self.config()?.log {
            // A relative path would be another log in every folder.
            let path = match self
                .config_path()
                .as_ref()
                .and_then(|(file, _)| file.parent())
            {
                Some(folder) => folder.join(expand_home(path)),
                None => expand_home(path),
            };
            return Ok((path, Source::File));
        }
        let folder = dirs::data_dir().ok_or_else(|| {
            anyhow!("no home folder is known to keep the log in; name the log with --file PATH or BACKCARE_FILE")
        })?;
        Ok((folder.join("backcare").join("log.csv"), Source::Default))
    }

    /// A local instant with its offset from UTC, by this machine's time zone.
    /// Of an hour that comes twice the first; `None` for one that never comes.
    pub fn with_offset(&self, local: NaiveDateTime) -> Option<DateTime<FixedOffset>> {
        let instant = Local.from_local_datetime(&local).earliest()?;
        Some(instant.fixed_offset())
    }

    /// How to draw on stdout.
    pub fn theme(&self) -> Theme {
        terminal::stdout_theme(self.color)
    }

    /// How to draw on stderr.
    pub fn stderr_theme(&self) -> Theme {
        terminal::stderr_theme(self.color)
    }

    /// Lines that a screen on stderr has; those of a usual one where it does not say.
    pub fn stderr_height(&self) -> usize {
        terminal::stderr_height().unwrap_or(24)
    }

    /// How to draw into a file: no colour, 80 columns unless `COLUMNS` says otherwise.
    pub fn file_theme(&self) -> Theme {
        terminal::file_theme()
    }

    /// Whether a person is there to answer: stdin and stderr are a terminal.
    pub fn is_interactive(&self) -> bool {
        terminal::is_interactive()
    }

    /// Whether questions can be asked: a person is there, and stderr can place
    /// its cursor.
    pub fn can_ask(&self) -> bool {
        terminal::is_interactive() && !terminal::is_dumb()
    }

    /// Whether a screen can be drawn, and keys come in: stdin and stdout are a
    /// terminal that can place its cursor.
    pub fn has_screen(&self) -> bool {
        terminal::has_screen()
    }

    /// Whether what is written to stdout reaches a terminal as it is.
    pub fn is_stdout_terminal(&self) -> bool {
        terminal::is_stdout_terminal()
    }

    /// The user's editor command, `$VISUAL` before `$EDITOR`.
    pub fn editor(&self) -> Option<OsString> {
        env("VISUAL").or_else(|| env("EDITOR"))
    }
}

#[expect(clippy::disallowed_methods, reason = "the home of the clock")]
fn now() -> anyhow::Result<NaiveDateTime> {
    let instant = match env("BACKCARE_NOW") {
        None => Local::now().naive_local(),
        Some(text) => {
            let text = text.to_string_lossy().into_owned();
            ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
                .iter()
                .find_map(|form| NaiveDateTime::parse_from_str(&text, form).ok())
                .filter(|instant| (FIRST_YEAR..10_000).contains(&instant.year()))
                .with_context(|| {
                    format!(
                        "BACKCARE_NOW is {text:?}; write an instant from {FIRST_YEAR} to 9999, such as 2026-11-22T07:30"
                    )
                })?
        }
    };
    Ok(instant
        .with_second(0)
        .and_then(|i| i.with_nanosecond(0))
        .unwrap_or(instant))
}

/// `~/…` as a shell would read it.
fn expand_home(path: &Path) -> PathBuf {
    match (path.strip_prefix("~"), dirs::home_dir()) {
        (Ok(rest), Some(home)) => home.join(rest),
        _ => path.to_owned(),
    }
}
