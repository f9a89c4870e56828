//! The command line: one file per subcommand, its clap `Args` and a short `run`.

mod ask;
mod check;
mod completions;
mod config;
mod edit;
mod export;
mod help;
mod history;
mod import;
mod load;
mod log;
mod man;
mod output;
mod report;
mod status;
mod stretch;
mod tips;
mod undo;

use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;

use clap::{Command, CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::context::{ColorWhen, Context};

pub use output::Exit;
use output::Io;

/// Guidance, a pain log and an honest report for runners whose back hurts
#[derive(Debug, Parser)]
#[command(
    name = "backcare",
    version,
    disable_help_subcommand = true,
    subcommand_value_name = "COMMAND",
    subcommand_help_heading = "COMMANDS"
)]
struct Cli {
    #[command(subcommand)]
    command: Option<Chosen>,

    /// The log file
    #[arg(
        long,
        global = true,
        value_name = "PATH",
        value_hint = clap::ValueHint::FilePath,
        display_order = 900
    )]
    file: Option<PathBuf>,

    /// When to use colour: auto, always or never
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        default_value = "auto",
        hide_default_value = true,
        hide_possible_values = true,
        display_order = 901
    )]
    color: ColorWhen,
}

#[derive(Debug, Subcommand)]
enum Chosen {
    Tips(tips::Args),
    Stretch(stretch::Args),
    Log(Box<log::Args>),
    History(history::Args),
    Edit(edit::Args),
    Undo(undo::Args),
    Report(report::Args),
    Status(status::Args),
    Export(export::Args),
    Import(import::Args),
    Check(check::Args),
    Config(config::Args),
    Completions(completions::Args),
    Man(man::Args),
    Help(help::Args),
}

/// The whole command line, for help, completions and man pages.
#[must_use]
pub fn cli() -> Command {
    let command = Cli::command();
    let template = help::template(&command);
    command.help_template(template)
}

pub fn dispatch(
    args: impl IntoIterator<Item = OsString>,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> anyhow::Result<Exit> {
    let matches = cli().try_get_matches_from(args)?;
    let chosen = Cli::from_arg_matches(&matches)?;
    let context = Context::new(chosen.file, chosen.color)?;
    let mut io = Io { context: &context, out, err };
    match chosen.command {
        None => status::welcome_or_status(&mut io),
        Some(Chosen::Tips(args)) => tips::run(&args, &mut io),
        Some(Chosen::Stretch(args)) => stretch::run(&args, &mut io),
        Some(Chosen::Log(args)) => log::run(&args, &mut io),
        Some(Chosen::History(args)) => history::run(&args, &mut io),
        Some(Chosen::Edit(args)) => edit::run(&args, &mut io),
        Some(Chosen::Undo(args)) => undo::run(&args, &mut io),
        Some(Chosen::Report(args)) => report::run(&args, &mut io),
        Some(Chosen::Status(args)) => status::run(&args, &mut io),
        Some(Chosen::Export(args)) => export::run(&args, &mut io),
        Some(Chosen::Import(args)) => import::run(&args, &mut io),
        Some(Chosen::Check(args)) => check::run(&args, &mut io),
        Some(Chosen::Config(args)) => config::run(&args, &mut io),
        Some(Chosen::Completions(args)) => completions::run(&args, cli(), &mut io),
        Some(Chosen::Man(args)) => man::run(&args, cli(), &mut io),
        Some(Chosen::Help(args)) => help::run(&args, cli()),
    }
}
