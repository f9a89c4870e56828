//! The command line: one file per subcommand, its clap `Args` and a short `run`.

mod completions;
mod history;
mod log;
mod man;
mod report;
mod status;
mod stretch;
mod tips;

use std::ffi::OsString;
use std::fmt;
use std::io::Write;
use std::path::PathBuf;

use clap::{Command, CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::Exit;
use crate::context::{ColorWhen, Context};

/// The streams of a command: results to `out`, everything else to `err`.
pub(crate) struct Io<'a> {
    pub(crate) out: &'a mut dyn Write,
    pub(crate) err: &'a mut dyn Write,
}

/// Ctrl-C, or Esc where something was asked: nothing more to say, exit code 130.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interrupted;

impl fmt::Display for Interrupted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("interrupted")
    }
}

impl std::error::Error for Interrupted {}

/// Guidance, a pain log and an honest report for runners whose back hurts
#[derive(Debug, Parser)]
#[command(name = "backcare", version, disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Option<Chosen>,

    /// The log file [default: see `backcare help`]
    #[arg(long, global = true, value_name = "PATH", value_hint = clap::ValueHint::FilePath)]
    file: Option<PathBuf>,

    /// When to use colour
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        default_value = "auto",
        hide_default_value = true
    )]
    color: ColorWhen,
}

#[derive(Debug, Subcommand)]
enum Chosen {
    Tips(tips::Args),
    Stretch(stretch::Args),
    Log(Box<log::Args>),
    History(history::Args),
    Report(report::Args),
    Status(status::Args),
    Completions(completions::Args),
    Man(man::Args),
}

/// The groups of `--help`, each with its commands.
const GROUPS: &[(&str, &[&str])] = &[
    ("Guidance", &["tips", "stretch"]),
    ("Log", &["log", "history"]),
    ("Insight", &["report", "status"]),
    ("Set-up", &["completions", "man"]),
];

/// The whole command line, for help, completions and man pages.
#[must_use]
pub fn cli() -> Command {
    let command = Cli::command();
    let help = grouped_help(&command);
    command.help_template(help)
}

fn grouped_help(command: &Command) -> String {
    use std::fmt::Write as _;

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
    text.push_str("\nOptions:\n{options}\n");
    text
}

pub(crate) fn dispatch(
    args: impl IntoIterator<Item = OsString>,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> anyhow::Result<Exit> {
    let matches = cli().try_get_matches_from(args)?;
    let cli = Cli::from_arg_matches(&matches)?;
    let context = Context::new(cli.file, cli.color)?;
    let mut io = Io { out, err };
    match cli.command {
        None => status::welcome_or_status(&context, &mut io),
        Some(Chosen::Tips(args)) => tips::run(&args, &context, &mut io),
        Some(Chosen::Stretch(args)) => stretch::run(&args, &context, &mut io),
        Some(Chosen::Log(args)) => log::run(&args, &context, &mut io),
        Some(Chosen::History(args)) => history::run(&args, &context, &mut io),
        Some(Chosen::Report(args)) => report::run(&args, &context, &mut io),
        Some(Chosen::Status(args)) => status::run(&args, &context, &mut io),
        Some(Chosen::Completions(args)) => completions::run(&args, &mut io),
        Some(Chosen::Man(args)) => man::run(&args, &mut io),
    }
}
