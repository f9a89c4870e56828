//! `backcare log`.

use super::Io;
use crate::Exit;
use crate::context::Context;

/// PLACEHOLDER
#[derive(Debug, clap::Args)]
pub(super) struct Args {}

pub(super) fn run(_args: &Args, _context: &Context, _io: &mut Io<'_>) -> anyhow::Result<Exit> {
    anyhow::bail!("not built yet")
}
