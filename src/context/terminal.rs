//! The terminal: colour, width and characters, decided once per stream.

use std::io::IsTerminal;

use anstream::{AutoStream, ColorChoice};
use clap::ValueEnum;

use super::env::env;
use crate::render::{Glyphs, Theme};

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

const DEFAULT_WIDTH: usize = 80;
/// Narrower than this nothing can be drawn; wider, lines are hard to follow.
const WIDTHS: std::ops::RangeInclusive<usize> = 20..=1000;

#[expect(
    clippy::disallowed_methods,
    reason = "asks stdout for its kind, writes nothing"
)]
pub fn stdout_theme(when: ColorWhen) -> Theme {
    let stdout = std::io::stdout();
    let width = terminal_size::terminal_size_of(&stdout).map(|(width, _)| usize::from(width.0));
    theme(when, AutoStream::choice(&stdout), width)
}

pub fn stderr_theme(when: ColorWhen) -> Theme {
    let stderr = std::io::stderr();
    let width = terminal_size::terminal_size_of(&stderr).map(|(width, _)| usize::from(width.0));
    theme(when, AutoStream::choice(&stderr), width)
}

/// Lines of the terminal that stderr is, if it is one.
pub fn stderr_height() -> Option<usize> {
    let size = terminal_size::terminal_size_of(std::io::stderr());
    size.map(|(_, height)| usize::from(height.0))
}

pub fn file_theme() -> Theme {
    theme(ColorWhen::Never, ColorChoice::Never, None)
}

#[expect(
    clippy::disallowed_methods,
    reason = "asks stdout for its kind, writes nothing"
)]
pub fn is_stdout_terminal() -> bool {
    std::io::stdout().is_terminal()
}

pub fn is_interactive() -> bool {
    std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}

/// Such as an editor's shell: a terminal that only writes on.
pub fn is_dumb() -> bool {
    env("TERM").is_some_and(|term| term == "dumb")
}

#[expect(
    clippy::disallowed_methods,
    reason = "asks stdout for its kind, writes nothing"
)]
pub fn has_screen() -> bool {
    std::io::stdin().is_terminal() && std::io::stdout().is_terminal() && !is_dumb()
}

/// anstream's choice heeds `NO_COLOR`, `CLICOLOR_FORCE`, `CLICOLOR` and
/// `TERM=dumb`; the option overrules them all.
fn theme(when: ColorWhen, automatic: ColorChoice, measured: Option<usize>) -> Theme {
    let color = match when {
        ColorWhen::Auto => automatic != ColorChoice::Never,
        ColorWhen::Always => true,
        ColorWhen::Never => false,
    };
    let width = env("COLUMNS")
        .and_then(|columns| columns.to_str()?.trim().parse().ok())
        .filter(|columns| *columns > 0)
        .or(measured.filter(|columns| *columns > 0))
        .unwrap_or(DEFAULT_WIDTH)
        .clamp(*WIDTHS.start(), *WIDTHS.end());
    Theme::new(color, glyphs(), width)
}

/// The characters that the locale allows. Where no locale is set at all, as in
/// containers, terminals of today still speak UTF-8.
fn glyphs() -> Glyphs {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .iter()
        .find_map(|name| env(name));
    match locale {
        Some(locale) if !cfg!(windows) => {
            let locale = locale.to_string_lossy().to_ascii_lowercase();
            if locale.contains("utf-8") || locale.contains("utf8") {
                Glyphs::Unicode
            } else {
                Glyphs::Ascii
            }
        }
        _ => Glyphs::Unicode,
    }
}
