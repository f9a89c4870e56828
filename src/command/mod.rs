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

use clap::builder::{PathBufValueParser, TypedValueParser};
use clap::error::ErrorKind;
use clap::{ArgMatches, Args, Command, CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::context::{ColorWhen, Context, typed_path};

pub use output::Exit;
use output::Io;

/// Reads a path; `~/` means home.
fn path_parser() -> impl TypedValueParser<Value = PathBuf> {
    PathBufValueParser::new().try_map(typed_path)
}

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
        value_parser = path_parser(),
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
    Tips(Deferred<tips::Args>),
    Stretch(Deferred<stretch::Args>),
    Log(Deferred<Box<log::Args>>),
    History(Deferred<history::Args>),
    Edit(Deferred<edit::Args>),
    Undo(Deferred<undo::Args>),
    Report(Deferred<report::Args>),
    Status(Deferred<status::Args>),
    Export(Deferred<export::Args>),
    Import(Deferred<import::Args>),
    Check(Deferred<check::Args>),
    Config(Deferred<config::Args>),
    Completions(Deferred<completions::Args>),
    Man(Deferred<man::Args>),
    Help(Deferred<help::Args>),
}

/// The arguments of a command, defined only when it is called: to define those of all
/// commands takes a third of the instructions of a start.
#[derive(Debug)]
struct Deferred<T>(T);

impl<T: FromArgMatches> FromArgMatches for Deferred<T> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        T::from_arg_matches(matches).map(Self)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        self.0.update_from_arg_matches(matches)
    }
}

impl<T: Args> Args for Deferred<T> {
    fn augment_args(command: Command) -> Command {
        command.defer(T::augment_args)
    }

    fn augment_args_for_update(command: Command) -> Command {
        command.defer(T::augment_args_for_update)
    }
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
    let line: Vec<OsString> = args.into_iter().collect();
    let matches = match Cli::command().try_get_matches_from(&line) {
        // Only the help needs its template, so only here is it made.
        Err(error) if error.kind() == ErrorKind::DisplayHelp => cli().try_get_matches_from(&line),
        matches => matches,
    };
    let matches = matches.map_err(|error| help::unknown_command(error, &line))?;
    let args = Cli::from_arg_matches(&matches)?;
    let context = Context::new(args.file, args.color)?;
    context.refuse_log_as_stdout()?;
    let mut io = Io { context: &context, out, err };
    match args.command {
        None => status::welcome_or_status(&mut io),
        Some(Commands::Tips(Deferred(args))) => tips::run(&args, &mut io),
        Some(Commands::Stretch(Deferred(args))) => stretch::run(&args, &mut io),
        Some(Commands::Log(Deferred(args))) => {
            log::run(&args, &log::typed::words_behind_log(&line), &mut io)
        }
        Some(Commands::History(Deferred(args))) => history::run(&args, &mut io),
        Some(Commands::Edit(Deferred(args))) => edit::run(&args, &mut io),
        Some(Commands::Undo(Deferred(args))) => undo::run(&args, &mut io),
        Some(Commands::Report(Deferred(args))) => report::run(&args, &mut io),
        Some(Commands::Status(Deferred(args))) => status::run(&args, &mut io),
        Some(Commands::Export(Deferred(args))) => export::run(&args, &mut io),
        Some(Commands::Import(Deferred(args))) => import::run(&args, &mut io),
        Some(Commands::Check(Deferred(args))) => check::run(&args, &mut io),
        Some(Commands::Config(Deferred(args))) => config::run(&args, &mut io),
        Some(Commands::Completions(Deferred(args))) => completions::run(&args, cli(), &mut io),
        Some(Commands::Man(Deferred(args))) => man::run(&args, cli(), &mut io),
        Some(Commands::Help(Deferred(args))) => help::run(&args, cli()),
    }
}
