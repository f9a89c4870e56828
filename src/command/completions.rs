//! `backcare completions`: a script for the shell.

use std::ffi::OsStr;

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
    io.print(script)
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
