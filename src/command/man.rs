//! `backcare man`: the man pages, made from the command line itself.
//!
//! No date and no version stands in them, so that they change only with the
//! command line and can be compared with the ones in the repository.

use std::io;
use std::path::PathBuf;

use anyhow::Context as _;
use clap::Command;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::output::{Exit, Io, shown_path};

/// Write the man pages
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Write every page into this folder, instead of the main one to stdout
    #[arg(long, value_name = "FOLDER", value_parser = super::path_parser(), value_hint = clap::ValueHint::DirPath)]
    dir: Option<PathBuf>,
}

pub fn run(args: &Args, cli: Command, io: &mut Io<'_>) -> anyhow::Result<Exit> {
    let pages = pages(cli)?;
    let Some(folder) = &args.dir else {
        if let Some((_, main)) = pages.first() {
            io.out.write_all(main)?;
        }
        return Ok(Exit::Done);
    };
    std::fs::create_dir_all(folder)
        .and_then(|()| {
            pages.iter().try_for_each(|(name, page)| std::fs::write(folder.join(name), page))
        })
        .with_context(|| format!("cannot write the man pages to {}", folder.display()))?;
    let folder = shown_path(folder);
    io.note(format!("wrote {} man pages to {folder}", pages.len()))?;
    Ok(Exit::Done)
}

/// What the main page says below its options.
const SECTIONS: &str = include_str!("man_sections.roff");

/// File names and contents, the main page first.
fn pages(mut cli: Command) -> io::Result<Vec<(String, Vec<u8>)>> {
    cli.build();
    let commands = || cli.get_subcommands().filter(|command| !command.is_hide_set());
    let names: Vec<_> = commands().map(|it| format!("backcare-{}", it.get_name())).collect();
    let mut pages = vec![page(&cli, SECTIONS, &names)?];
    for command in commands() {
        let more = command.get_after_long_help().or(command.get_after_help());
        let more = more.map(|more| notes(&more.to_string())).unwrap_or_default();
        pages.push(page(command, &more, &["backcare".to_owned()])?);
    }
    Ok(pages)
}

/// One title and one preamble, where each section of the generator brings its own, and
/// spaces as readers such as mandoc want them. The title line is written here
/// because the generator drops an empty date from it.
fn page(command: &Command, more: &str, see_also: &[String]) -> io::Result<(String, Vec<u8>)> {
    let man = Man::new(command.clone());
    let mut body = Vec::new();
    man.render_name_section(&mut body)?;
    // The generator leaves out what an option takes, so options are named once, below.
    let usage = command.clone().render_usage().to_string();
    let mut synopsis = Roff::default();
    synopsis.control("SH", ["SYNOPSIS"]);
    synopsis.text([roman(usage.trim_start_matches("Usage: "))]);
    synopsis.to_writer(&mut body)?;
    man.render_description_section(&mut body)?;
    man.render_options_section(&mut body)?;
    if command.has_subcommands() {
        man.render_subcommands_section(&mut body)?;
    }
    let mut see = Roff::default();
    see.control("SH", ["SEE ALSO"]);
    let pages = see_also.iter().flat_map(|page| [roman(", "), bold(page.clone()), roman("(1)")]);
    see.text(pages.skip(1).collect::<Vec<_>>());

    let preamble = Roff::default().render();
    let body = format!("{}{more}{}", String::from_utf8_lossy(&body), see.render());
    let body = body.replace(&preamble, "").replace("\n.br\n\n.br\n", "\n.sp\n");
    let name = man.get_filename();
    let title = name.trim_end_matches(".1").to_uppercase();
    let mut page = format!("{preamble}.TH {title} 1 \"\" backcare \"backcare manual\"\n");
    let mut after_text = false;
    for line in body.lines().map(str::trim_end) {
        if !line.is_empty() {
            page.push_str(line);
            page.push('\n');
        } else if after_text {
            page.push_str(".sp\n");
        }
        after_text = !line.is_empty() && !line.starts_with('.');
    }
    Ok((name, page.into_bytes()))
}

/// What stands below a command's options: notes, and examples as they are.
fn notes(text: &str) -> String {
    let (notes, examples) = text.split_once("Examples:\n").unwrap_or((text, ""));
    let mut roff = Roff::default();
    if !notes.trim().is_empty() {
        roff.control("SH", ["NOTES"]);
        for (i, paragraph) in notes.trim().split("\n\n").enumerate() {
            if i > 0 {
                roff.control("PP", []);
            }
            roff.text([roman(paragraph)]);
        }
    }
    if !examples.is_empty() {
        roff.control("SH", ["EXAMPLES"]);
        roff.control("nf", []);
        for line in examples.lines() {
            roff.text([roman(line)]);
        }
        roff.control("fi", []);
    }
    roff.render()
}
