//! The command line: one file per subcommand, its clap `Args` and a short `run`.

/// What stands below the options of a command: a file of `content/help/`.
macro_rules! help_text {
    ($name:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/content/help/", $name, ".txt"))
            .trim_ascii_end()
    };
}

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

use clap::error::ErrorKind;
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
    command: Option<Commands>,

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
enum Commands {
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
    let mut command = Cli::command();
    command.build();
    let template = help::template(&command);
    command.help_template(template)
}

pub fn dispatch(
    args: impl IntoIterator<Item = OsString>,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> anyhow::Result<Exit> {
    let args: Vec<OsString> = args.into_iter().collect();
    let matches = match Cli::command().try_get_matches_from(&args) {
        // Only the help needs its template, so only here is it made.
        Err(error) if error.kind() == ErrorKind::DisplayHelp => cli().try_get_matches_from(&args),
        matches => matches,
    };
    let args = Cli::from_arg_matches(&matches.map_err(help::unknown_command)?)?;
    let context = Context::new(args.file, args.color)?;
    let mut io = Io { context: &context, out, err };
    match args.command {
        None => status::welcome_or_status(&mut io),
        Some(Commands::Tips(args)) => tips::run(&args, &mut io),
        Some(Commands::Stretch(args)) => stretch::run(&args, &mut io),
        Some(Commands::Log(args)) => log::run(&args, &mut io),
        Some(Commands::History(args)) => history::run(&args, &mut io),
        Some(Commands::Edit(args)) => edit::run(&args, &mut io),
        Some(Commands::Undo(args)) => undo::run(&args, &mut io),
        Some(Commands::Report(args)) => report::run(&args, &mut io),
        Some(Commands::Status(args)) => status::run(&args, &mut io),
        Some(Commands::Export(args)) => export::run(&args, &mut io),
        Some(Commands::Import(args)) => import::run(&args, &mut io),
        Some(Commands::Check(args)) => check::run(&args, &mut io),
        Some(Commands::Config(args)) => config::run(&args, &mut io),
        Some(Commands::Completions(args)) => completions::run(&args, cli(), &mut io),
        Some(Commands::Man(args)) => man::run(&args, cli(), &mut io),
        Some(Commands::Help(args)) => help::run(&args, cli()),
    }
}
