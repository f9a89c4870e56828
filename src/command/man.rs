//! `backcare man`: the man pages, made from the command line itself.
//!
//! No date and no version stands in them, so that they change only with the
//! command line and can be compared with the ones in the repository.

use std::io;
use std::path::PathBuf;

use anyhow::Context as _;
use clap::Command;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, italic, roman};

use super::output::{Exit, Io, shown};

/// Write the man pages
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Write every page into this folder, instead of the main one to stdout
    #[arg(long, value_name = "FOLDER", value_hint = clap::ValueHint::DirPath)]
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
    let folder = shown(folder);
    io.note(format!("wrote {} man pages to {folder}", pages.len()))?;
    Ok(Exit::Done)
}

/// File names and contents, the main page first.
fn pages(mut cli: Command) -> io::Result<Vec<(String, Vec<u8>)>> {
    cli.build();
    let names: Vec<_> = cli
        .get_subcommands()
        .filter(|command| !command.is_hide_set())
        .map(|command| format!("backcare-{}", command.get_name()))
        .collect();
    let mut pages = vec![page(&cli, |roff| main_sections(roff, &names))?];
    for command in cli.get_subcommands().filter(|c| !c.is_hide_set()) {
        pages.push(page(command, |roff| {
            let more = command.get_after_long_help().or(command.get_after_help());
            if let Some(more) = more {
                more_sections(roff, &more.to_string());
            }
            see_also(roff, &["backcare".to_owned()]);
        })?);
    }
    Ok(pages)
}

fn page(command: &Command, more: impl FnOnce(&mut Roff)) -> io::Result<(String, Vec<u8>)> {
    let man = Man::new(command.clone());
    let name = man.get_filename();
    let title = name.trim_end_matches(".1").to_uppercase();
    let mut body = Vec::new();
    man.render_name_section(&mut body)?;
    man.render_synopsis_section(&mut body)?;
    man.render_description_section(&mut body)?;
    man.render_options_section(&mut body)?;
    if command.has_subcommands() {
        man.render_subcommands_section(&mut body)?;
    }
    let mut roff = Roff::default();
    more(&mut roff);
    roff.to_writer(&mut body)?;
    Ok((name, tidy(&title, &String::from_utf8_lossy(&body))))
}

/// One title and one preamble, where each section has brought its own, and
/// spaces as readers such as mandoc want them. The title line is written here
/// because the generator drops an empty date from it.
fn tidy(title: &str, body: &str) -> Vec<u8> {
    let preamble = Roff::default().render();
    let body = body.replace(&preamble, "").replace("\n.br\n\n.br\n", "\n.sp\n");
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
    page.into_bytes()
}

const ENVIRONMENT: &[(&str, &str)] = &[
    ("BACKCARE_FILE", "The log, unless --file names another. It goes before the config file."),
    ("BACKCARE_CONFIG", "The config file."),
    ("BACKCARE_NOW", "Fixes the clock, as in 2026-11-22T07:30: for scripts and tests."),
    ("NO_COLOR, CLICOLOR_FORCE, TERM", "Whether there is colour."),
    ("COLUMNS", "The width to write to."),
    (
        "LC_ALL, LC_CTYPE, LANG",
        "Whether the terminal speaks UTF-8; without it, output is plain ASCII.",
    ),
];

const FILES: &[(&str, &str)] = &[
    (
        "~/.local/share/backcare/log.csv",
        "The log, a CSV file that is yours (~/Library/Application Support/backcare on macOS, %APPDATA%\\backcare on Windows).",
    ),
    (
        "~/.config/backcare/config.toml",
        "The config file, if you want one (~/Library/Application Support/backcare on macOS, %APPDATA%\\backcare on Windows).",
    ),
];

const EXIT_STATUS: &[(&str, &str)] = &[
    ("0", "Done."),
    (
        "1",
        "Asked, and there is something: with --exit-code a verdict to see a doctor, with --due something that is due, with check a finding, with stretch an urgent sign that stops it.",
    ),
    ("2", "An error: usage, an unreadable file, bad input."),
    ("130", "Interrupted with Ctrl-C."),
];

const EXAMPLES: &[(&str, &str)] = &[
    ("backcare tips urgent", "The signs not to wait with."),
    ("backcare log 4", "Pain was 4 out of 10 over the last day."),
    ("backcare log 3 -s hamstring:4x30s -a run:45min:8km", "A pain, a stretch and a run."),
    ("backcare report", "How it goes, and whether to have it looked at."),
];

fn main_sections(roff: &mut Roff, pages: &[String]) {
    for (title, entries) in [
        ("ENVIRONMENT", ENVIRONMENT),
        ("FILES", FILES),
        ("EXIT STATUS", EXIT_STATUS),
        ("EXAMPLES", EXAMPLES),
    ] {
        roff.control("SH", [title]);
        for (term, text) in entries {
            roff.control("TP", []);
            roff.text([match title {
                "FILES" => italic(*term),
                _ => bold(*term),
            }]);
            roff.text([roman(*text)]);
        }
    }
    roff.control("SH", ["CAVEATS"]);
    roff.text([roman("backcare does not diagnose, and no warning is not an all-clear.")]);
    see_also(roff, pages);
}

/// What stands below a command's options: notes, and examples as they are.
fn more_sections(roff: &mut Roff, text: &str) {
    let (notes, examples) = text.split_once("Examples:\n").unwrap_or((text, ""));
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
}

fn see_also(roff: &mut Roff, pages: &[String]) {
    roff.control("SH", ["SEE ALSO"]);
    let mut line = Vec::new();
    for (i, page) in pages.iter().enumerate() {
        if i > 0 {
            line.push(roman(", "));
        }
        line.push(bold(page.clone()));
        line.push(roman("(1)"));
    }
    roff.text(line);
}
