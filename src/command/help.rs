//! `backcare --help` and `backcare help`: the commands in groups, and how to begin.

use std::borrow::Cow;
use std::ffi::OsString;
use std::fmt::Write as _;

use clap::Command;
use clap::builder::PossibleValuesParser;
use clap::error::{ContextKind, ContextValue};

use super::output::Exit;
use crate::domain::{Pain, closest};
use crate::guidance;
use crate::term::for_terminal;

/// Print the help of a command
// clap's own `help` would do, but fish cannot complete the names that follow it.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The command
    #[arg(value_parser = PossibleValuesParser::new(names()), hide_possible_values = true)]
    command: Option<String>,
}

/// Comes back as what clap calls an error: the help that was asked for.
pub fn run(args: &Args, cli: Command) -> anyhow::Result<Exit> {
    let words = ["backcare"].into_iter().chain(args.command.as_deref());
    cli.try_get_matches_from(words.chain(["--help"]))?;
    Ok(Exit::Done)
}

/// What to type instead of an unknown command, with the words behind it.
pub fn unknown_command(error: clap::Error, line: &[OsString]) -> anyhow::Error {
    let Some(ContextValue::String(word)) = error.get(ContextKind::InvalidSubcommand) else {
        return error.into();
    };
    let behind = line.iter().map(|it| it.to_string_lossy()).skip_while(|it| it != word).skip(1);
    let quoted = |it: Cow<'_, str>| format!(" {}", shlex::try_quote(&it).unwrap_or_default());
    let behind: String = behind.map(quoted).collect();
    let names: Vec<&str> = names().collect();
    let command = if let Ok(pain) = Pain::typed(word) {
        format!("log {pain}{behind}")
    } else if let Some(name) = closest(word, &names) {
        format!("{name}{behind}")
    } else if let Ok(Some(topic)) = guidance::find_topic(word) {
        format!("tips {}", topic.name())
    } else if word == "pain" {
        "log 4".to_owned()
    } else {
        "--help".to_owned()
    };
    let command = if word == "version" { "--version" } else { &command };
    let word = for_terminal(word);
    anyhow::anyhow!("there is no command \"{word}\"; try backcare {command}")
}

/// The groups of `--help`, each with its commands.
const GROUPS: &[(&str, &[&str])] = &[
    ("Guidance", &["tips", "stretch"]),
    ("Log", &["log", "history", "edit", "undo"]),
    ("Insight", &["report", "status"]),
    ("Data", &["import", "export", "check"]),
    ("Set-up", &["config", "completions", "man", "help"]),
];

const BEGIN: &[(&str, &str)] = &[
    ("backcare tips", "what to do about your back"),
    ("backcare log 4", "record the pain of today"),
    ("backcare report", "see how it goes"),
];

/// The default path of the log, as people write it on this system.
const DEFAULT_LOG: &str = if cfg!(windows) {
    r"%APPDATA%\backcare\log.csv"
} else if cfg!(target_os = "macos") {
    "~/Library/Application Support/backcare/log.csv"
} else {
    "~/.local/share/backcare/log.csv"
};

fn names() -> impl Iterator<Item = &'static str> {
    GROUPS.iter().flat_map(|(_, names)| names.iter().copied())
}

/// The template of the main help; lines fit 60 columns.
pub fn template(command: &Command) -> String {
    let mut text = String::from("{about}\n\n{usage-heading} {usage}\n");
    for (title, names) in GROUPS {
        let _ = writeln!(text, "\n{title}:");
        for name in *names {
            let about = command
                .find_subcommand(name)
                .and_then(Command::get_about)
                .map(ToString::to_string)
                .unwrap_or_default();
            let _ = writeln!(text, "  {name:<12} {about}");
        }
    }
    text.push_str("\nOptions:\n{options}\n\nBegin with:\n");
    for (command, does) in BEGIN {
        let _ = writeln!(text, "  {command:<16} {does}");
    }
    let _ = write!(
        text,
        "\nYour log, unless --file, BACKCARE_FILE or the config file\n\
         names another: {DEFAULT_LOG}\n\
         \n\
         Signs not to wait with: backcare tips urgent\n",
    );
    text
}
