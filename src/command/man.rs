//! `backcare man`: the man pages.

use std::path::PathBuf;

use anyhow::Context as _;
use clap_mangen::Man;

use super::Io;
use crate::Exit;

/// Write the man pages
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Write every page into this folder, instead of the main one to stdout
    #[arg(long, value_name = "FOLDER", value_hint = clap::ValueHint::DirPath)]
    dir: Option<PathBuf>,
}

pub(super) fn run(args: &Args, io: &mut Io<'_>) -> anyhow::Result<Exit> {
    let Some(folder) = &args.dir else {
        let mut page = Vec::new();
        Man::new(super::cli()).render(&mut page)?;
        io.out.write_all(&page)?;
        return Ok(Exit::Done);
    };
    std::fs::create_dir_all(folder)
        .and_then(|()| clap_mangen::generate_to(super::cli(), folder))
        .with_context(|| format!("cannot write the man pages to {}", folder.display()))?;
    writeln!(io.err, "wrote the man pages to {}", folder.display())?;
    Ok(Exit::Done)
}
