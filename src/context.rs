//! What a command may know of the world: the clock, the environment, the
//! terminal and the settings, each read once.
//!
//! The only reader of clock and environment in the crate.

use std::cell::OnceCell;
use std::ffi::OsString;
use std::io::{IsTerminal, stderr, stdin};
use std::path::{Path, PathBuf};

use anstream::{AutoStream, ColorChoice};
use anyhow::{Context as _, anyhow, bail};
use chrono::{
    DateTime, Datelike, FixedOffset, Local, NaiveDate, NaiveDateTime, TimeZone, Timelike,
};
use clap::ValueEnum;
use terminal_size::terminal_size_of;

use crate::config::Config;
use crate::domain::FIRST_YEAR;
use crate::log::{is_one_file, newest_copy};
use crate::term::{Glyphs, Theme};

/// Columns where a terminal does not say.
const DEFAULT_WIDTH: usize = 80;

/// Fewer columns hold no words, and more hold no more of them.
const WIDTHS: std::ops::RangeInclusive<usize> = 20..=1000;

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum ColorWhen {
    /// On a terminal that can, unless `NO_COLOR` is set
    #[default]
    Auto,
    /// Also into pipes and files
    Always,
    /// Never
    Never,
}

/// Where a setting comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SettingOrigin {
    /// A command-line option.
    Option,
    /// An environment variable.
    Environment,
    /// The config file.
    File,
    /// None of these.
    Default,
}

/// The world of one command.
#[derive(Debug)]
pub struct Context {
    file: Option<PathBuf>,
    color: ColorWhen,
    /// The instant at which `BACKCARE_NOW` has stopped the clock.
    stopped: Option<NaiveDateTime>,
    now: OnceCell<NaiveDateTime>,
    config: OnceCell<Config>,
}

impl Context {
    /// Looks whether the clock was stopped; everything else waits until it is asked for.
    ///
    /// # Errors
    /// When `BACKCARE_NOW` is set and cannot be read.
    pub fn new(file: Option<PathBuf>, color: ColorWhen) -> anyhow::Result<Self> {
        let (now, config) = (OnceCell::new(), OnceCell::new());
        Ok(Self { file, color, stopped: stopped_clock()?, now, config })
    }

    /// The local instant at which it was first asked for, to the minute.
    pub fn now(&self) -> NaiveDateTime {
        *self.now.get_or_init(|| self.read_clock())
    }

    /// The local instant now, to the minute: for a command that waited for a person.
    #[expect(clippy::disallowed_methods, reason = "the home of the clock")]
    pub fn read_clock(&self) -> NaiveDateTime {
        self.stopped.unwrap_or_else(|| to_the_minute(Local::now().naive_local()))
    }

    /// The instant at which `BACKCARE_NOW` has stopped the clock, as it is stored.
    pub fn fixed_now(&self) -> Option<String> {
        self.stopped.map(|now| now.format("%Y-%m-%dT%H:%M").to_string())
    }

    /// Seconds of a stretching session to a second of the clock: 1, unless a test has no
    /// time for a hold.
    ///
    /// # Errors
    /// When `BACKCARE_SPEED` is set and is not a whole number from 1 to 100.
    pub fn session_speed() -> anyhow::Result<u32> {
        let Some(text) = env("BACKCARE_SPEED") else {
            return Ok(1);
        };
        let speed = text.to_str().and_then(|text| text.parse().ok());
        speed.filter(|speed| (1..=100).contains(speed)).with_context(|| {
            let text = text.display();
            format!("BACKCARE_SPEED is {text}; a whole number from 1 to 100 is accepted")
        })
    }

    /// The instant for the name of a copy: `2026-11-22T0730`.
    pub fn stamp(&self) -> String {
        self.now().format("%Y-%m-%dT%H%M").to_string()
    }

    /// The day that now counts for, by `day_starts_at`.
    pub fn today(&self) -> anyhow::Result<NaiveDate> {
        Ok(self.config()?.day_starts_at.day_of(self.now()))
    }

    /// The last day that is not in the future: today, or the calendar's where the user's
    /// day begins late. The clock is read anew, as an editor may have been open over
    /// midnight.
    pub fn latest_day(&self) -> anyhow::Result<NaiveDate> {
        Ok(self.today()?.max(self.read_clock().date()))
    }

    /// The settings, read from the config file when first asked for.
    pub fn config(&self) -> anyhow::Result<&Config> {
        if let Some(config) = self.config.get() {
            return Ok(config);
        }
        let config = match Self::config_path() {
            Some((path, source)) => Config::read(&path, source == SettingOrigin::Environment)?,
            None => Config::default(),
        };
        Ok(self.config.get_or_init(|| config))
    }

    /// Where the config file is, or would be.
    pub fn config_path() -> Option<(PathBuf, SettingOrigin)> {
        let named = env("BACKCARE_CONFIG")
            .map(|path| (expand_home(path.into()), SettingOrigin::Environment));
        let usual = || Some(dirs::config_dir()?.join("backcare").join("config.toml"));
        named.or_else(|| Some((usual()?, SettingOrigin::Default)))
    }

    /// How to call backcare on the same log.
    pub fn program(&self) -> String {
        let path = self.file.as_ref().map(|path| path.to_string_lossy());
        let quoted =
            path.map(|path| format!(" --file {}", shlex::try_quote(&path).unwrap_or_default()));
        format!("backcare{}", quoted.unwrap_or_default())
    }

    /// Refuses to write to the log by a redirection: `backcare export csv >> log.csv`.
    ///
    /// # Errors
    /// When stdout is the log.
    pub fn refuse_log_as_stdout(&self) -> anyhow::Result<()> {
        let stdout = Path::new("/dev/stdout");
        if !std::fs::metadata(stdout).is_ok_and(|found| found.is_file()) {
            return Ok(());
        }
        // A command that needs the log says itself why there is none.
        let Ok((path, _)) = self.log_path() else { return Ok(()) };
        if !is_one_file(stdout, &path) {
            return Ok(());
        }
        let shown = path.display();
        if std::fs::metadata(&path).is_ok_and(|found| found.len() > 0) {
            bail!("stdout is the log itself, {shown}; nothing was written: name another file");
        }
        let copy = newest_copy(&path).map(|it| format!("; the newest copy is {}", it.display()));
        let copy = copy.unwrap_or_default();
        bail!("stdout is the log itself, {shown}, and the shell has emptied it{copy}");
    }

    /// The path of the log, and which setting names it.
    pub fn log_path(&self) -> anyhow::Result<(PathBuf, SettingOrigin)> {
        if let Some(path) = &self.file {
            return Ok((path.clone(), SettingOrigin::Option));
        }
        if let Some(path) = env("BACKCARE_FILE") {
            return Ok((typed_path(path.into())?, SettingOrigin::Environment));
        }
        if let Some(path) = &self.config()?.log {
            // Relative to the config file: a relative path would be another log in
            // every folder.
            let file = Self::config_path().map(|(file, _)| file);
            let folder = file.as_deref().and_then(Path::parent);
            let path = typed_path(path.clone()).context("log in the config file")?;
            let path = folder.map_or(path.clone(), |folder| folder.join(path));
            return Ok((path, SettingOrigin::File));
        }
        let folder = dirs::data_dir().ok_or_else(|| {
            anyhow!("no home folder is known to keep the log in; name the log with --file PATH or BACKCARE_FILE")
        })?;
        Ok((folder.join("backcare").join("log.csv"), SettingOrigin::Default))
    }

    /// A local instant with its offset from UTC, by this machine's time zone.
    /// Of an hour that comes twice the first; `None` for one that never comes.
    pub fn with_offset(local: NaiveDateTime) -> Option<DateTime<FixedOffset>> {
        let instant = Local.from_local_datetime(&local).earliest()?;
        Some(instant.fixed_offset())
    }

    /// How to draw on stdout.
    pub fn theme(&self) -> Theme {
        stdout_theme(self.color)
    }

    /// How to draw on stderr.
    pub fn stderr_theme(&self) -> Theme {
        let width = terminal_size_of(stderr()).map(|(width, _)| width.0);
        theme(self.color, AutoStream::choice(&stderr()), width)
    }

    /// Lines that a screen on stderr has; those of a usual one where it does not say.
    pub fn stderr_height() -> usize {
        terminal_size_of(stderr()).map_or(24, |(_, height)| height.0.into())
    }

    /// How to draw into a file: no colour, 80 columns unless `COLUMNS` says otherwise.
    pub fn file_theme() -> Theme {
        theme(ColorWhen::Never, ColorChoice::Never, None)
    }

    /// Whether a person is there to answer: stdin and stderr are a terminal.
    pub fn is_interactive() -> bool {
        stdin().is_terminal() && stderr().is_terminal()
    }

    /// Whether questions can be asked: a person is there, and stderr can place
    /// its cursor.
    pub fn can_ask() -> bool {
        Self::is_interactive() && !is_dumb()
    }

    /// Whether a screen can be drawn, and keys come in: stdin and stdout are a
    /// terminal that can place its cursor.
    pub fn has_screen() -> bool {
        stdin().is_terminal() && Self::is_stdout_terminal() && !is_dumb()
    }

    /// Whether a person sees what is written to stderr.
    pub fn is_stderr_terminal() -> bool {
        stderr().is_terminal()
    }

    /// Whether what is written to stdout reaches a terminal as it is.
    pub fn is_stdout_terminal() -> bool {
        stdout().is_terminal()
    }

    /// The user's editor command, `$VISUAL` before `$EDITOR`.
    pub fn editor() -> Option<OsString> {
        env("VISUAL").or_else(|| env("EDITOR"))
    }
}

/// An instant of UTC by the clock of this machine's time zone.
pub fn local(utc: NaiveDateTime) -> NaiveDateTime {
    Local.from_utc_datetime(&utc).naive_local()
}

/// How to draw on stdout, also before there is a context.
pub fn stdout_theme(when: ColorWhen) -> Theme {
    let width = terminal_size_of(stdout()).map(|(width, _)| width.0);
    theme(when, AutoStream::choice(&stdout()), width)
}

fn theme(when: ColorWhen, automatic: ColorChoice, measured: Option<u16>) -> Theme {
    let color = match when {
        ColorWhen::Auto => automatic != ColorChoice::Never,
        ColorWhen::Always => true,
        ColorWhen::Never => false,
    };
    let columns = env("COLUMNS").and_then(|columns| columns.to_str()?.trim().parse().ok());
    let width = columns
        .or(measured.map(usize::from))
        .filter(|columns| *columns > 0)
        .unwrap_or(DEFAULT_WIDTH);
    Theme::new(color, glyphs(), width.clamp(*WIDTHS.start(), *WIDTHS.end()))
}

/// By the locale, the first of its variables that is set; on Windows terminals
/// can do it.
fn glyphs() -> Glyphs {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|name| env(name));
    let is_ascii = locale.is_some_and(|locale| {
        let locale = locale.to_string_lossy().to_ascii_lowercase();
        !locale.contains("utf-8") && !locale.contains("utf8")
    });
    if is_ascii && !cfg!(windows) { Glyphs::Ascii } else { Glyphs::Unicode }
}

fn is_dumb() -> bool {
    env("TERM").is_some_and(|term| term == "dumb")
}

#[expect(clippy::disallowed_methods, reason = "asks stdout for its kind, writes nothing")]
fn stdout() -> std::io::Stdout {
    std::io::stdout()
}

/// An environment variable; an empty one counts as unset.
#[expect(clippy::disallowed_methods, reason = "the home of the environment")]
fn env(name: &str) -> Option<OsString> {
    std::env::var_os(name).filter(|value| !value.is_empty())
}

/// The instant of `BACKCARE_NOW`.
fn stopped_clock() -> anyhow::Result<Option<NaiveDateTime>> {
    let Some(text) = env("BACKCARE_NOW") else {
        return Ok(None);
    };
    let text = text.to_string_lossy().into_owned();
    let instant = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
        .iter()
        .find_map(|form| NaiveDateTime::parse_from_str(&text, form).ok())
        .filter(|instant| (FIRST_YEAR..10_000).contains(&instant.year()))
        .with_context(|| {
            format!(
                "BACKCARE_NOW is {text:?}; try an instant from {FIRST_YEAR} to 9999, such as 2026-11-22T07:30"
            )
        })?;
    Ok(Some(to_the_minute(instant)))
}

fn to_the_minute(instant: NaiveDateTime) -> NaiveDateTime {
    instant.with_second(0).and_then(|it| it.with_nanosecond(0)).unwrap_or(instant)
}

/// A path as a person writes it: `~/` means home. One that begins with a variable is refused.
pub fn typed_path(path: PathBuf) -> anyhow::Result<PathBuf> {
    refuse_variable(&path)?;
    Ok(expand_home(path))
}

/// `~/…` as a shell would read it.
fn expand_home(path: PathBuf) -> PathBuf {
    match (path.strip_prefix("~"), dirs::home_dir()) {
        (Ok(rest), Some(home)) => home.join(rest),
        _ => path,
    }
}

/// Refuses a path that begins as `$HOME/` or `%USERPROFILE%\`: only a shell knows variables.
fn refuse_variable(path: &Path) -> anyhow::Result<()> {
    let text = path.to_string_lossy();
    if !text.starts_with(['$', '%']) {
        return Ok(());
    }
    let (variable, rest) = text.split_once(['/', '\\']).unwrap_or((&text, ""));
    let name = variable.trim_matches(['$', '%', '{', '}']).trim_start_matches("env:");
    if matches!(name, "HOME" | "USERPROFILE") {
        bail!("{text:?} begins with a variable, which backcare does not read; try \"~/{rest}\"");
    }
    bail!(
        "{text:?} begins with a variable, which backcare does not read; try the path that it stands for"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An editor may be open over midnight.
    #[test]
    fn the_latest_day_is_that_of_the_clock_and_not_of_the_beginning() {
        let began: NaiveDateTime = "2020-02-29T23:59:00".parse().unwrap();
        let mut context = Context::new(None, ColorWhen::Never).unwrap();
        context.config = OnceCell::from(Config::default());
        (context.stopped, context.now) = (None, OnceCell::from(began));
        assert_eq!(context.today().unwrap(), began.date());
        assert!(context.latest_day().unwrap() > began.date());
        context.stopped = Some(began);
        assert_eq!(context.latest_day().unwrap(), began.date());
    }
}
