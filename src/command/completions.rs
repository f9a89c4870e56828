//! `backcare completions`: a script for the shell.

use std::ffi::OsStr;
use std::fmt::Write as _;

use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use clap::{Arg, Command, Error};
use clap_complete::Shell;

use super::output::{Exit, Io};

/// Write the completion script of a shell
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The shell
    shell: Shell,
}

pub fn run(args: &Args, mut cli: Command, io: &mut Io<'_>) -> anyhow::Result<Exit> {
    // Into memory first: the generator panics where it cannot write.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut cli, "backcare", &mut script);
    if args.shell == Shell::Fish {
        script.extend(positional_values(&cli).into_bytes());
    }
    io.print(script)
}

/// What the generator leaves out for fish: the values of what has no option.
fn positional_values(cli: &Command) -> String {
    let mut lines = String::new();
    for command in cli.get_subcommands() {
        for value in command.get_positionals().flat_map(Arg::get_possible_values) {
            let (name, values) = (command.get_name(), value.get_name());
            let about = value.get_help().map(|it| format!(" -d {}", quoted(&it.to_string())));
            let about = about.unwrap_or_default();
            let _ = writeln!(
                lines,
                "complete -c backcare -n \"__fish_backcare_using_subcommand {name}\" -f -a {}{about}",
                quoted(values)
            );
        }
    }
    lines
}

/// As fish quotes a word.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"))
}

/// Takes any text, and names the ones that are known, with what they are about.
#[derive(Debug, Clone, Copy)]
pub struct Names(&'static [&'static str], fn(&str) -> Option<String>);

impl Names {
    pub const fn new(known: &'static [&'static str]) -> Self {
        Self(known, |_| None)
    }

    pub const fn about(self, about: fn(&str) -> Option<String>) -> Self {
        Self(self.0, about)
    }
}

impl TypedValueParser for Names {
    type Value = String;

    fn parse_ref(
        &self,
        command: &Command,
        arg: Option<&Arg>,
        value: &OsStr,
    ) -> Result<String, Error> {
        StringValueParser::new().parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let value = |name: &'static str| match (self.1)(name) {
            Some(about) => PossibleValue::new(name).help(about),
            None => PossibleValue::new(name),
        };
        Some(Box::new(self.0.iter().copied().map(value)))
    }
}
