//! `backcare completions`: a script for the shell.

use clap::Command;
use clap_complete::Shell;

use super::Io;
use crate::Exit;

/// Write the completion script of a shell
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The shell
    shell: Shell,
}

pub(super) fn run(args: &Args, mut cli: Command, io: &mut Io<'_>) -> anyhow::Result<Exit> {
    // Into memory first: the generator panics where it cannot write.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut cli, "backcare", &mut script);
    io.out.write_all(&script)?;
    Ok(Exit::Done)
}
