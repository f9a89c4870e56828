//! Runs what README.md and docs/ show: every `console` block.
//!
//! A line that begins with `$ ` goes through `sh` in a home of its own, one for
//! each document, with the clock fixed; what follows it is what it must print.
//! `# BACKCARE_NOW=…` in a block sets the clock from there on.
//! `UPDATE=1 cargo test examples` writes the outputs anew.
#![cfg(unix)]

use std::fmt::Write as _;
use std::process::{Command, Stdio};

use super::{files, fresh, read, root};
use crate::harness::{World, program};

/// One document's world: its folder holds the repository's `examples/`.
struct Reader {
    world: World,
}

impl Reader {
    fn new() -> Self {
        let world = World::new();
        std::fs::create_dir(world.path("examples")).unwrap();
        for path in files("examples", &["csv"]) {
            std::fs::copy(root().join(&path), world.path(&path)).unwrap();
        }
        Self { world }
    }

    /// What a terminal would show for `line`.
    fn shown(&self, line: &str) -> String {
        // The harness's own environment, with a shell in place of the program.
        let inner = self.world.command(&[]);
        let mut shell = Command::new("sh");
        shell.args(["-c", &format!("exec 2>&1; {line}")]).env_clear();
        for (name, value) in inner.get_envs() {
            if let Some(value) = value {
                shell.env(name, value);
            }
        }
        // Where a reader would find their own log and config.
        let home = self.world.path("");
        shell.env_remove("XDG_DATA_HOME").env_remove("XDG_CONFIG_HOME");
        if cfg!(target_os = "macos") {
            shell.env("BACKCARE_FILE", home.join(".local/share/backcare/log.csv"));
        }
        let mut path = program().parent().unwrap().as_os_str().to_owned();
        path.push(":");
        path.push(std::env::var_os("PATH").unwrap_or_default());
        let output = shell
            .env("PATH", path)
            .current_dir(self.world.path(""))
            .stdin(Stdio::null())
            .output()
            .unwrap();
        String::from_utf8(output.stdout)
            .unwrap()
            .replace(home.to_string_lossy().trim_end_matches('/'), "~")
    }

    /// The document with every output as it is today.
    fn rewritten(&mut self, document: &str) -> String {
        let mut text = String::new();
        let mut lines = document.lines().peekable();
        while let Some(line) = lines.next() {
            let _ = writeln!(text, "{line}");
            if line.trim() != "```console" {
                continue;
            }
            while let Some(line) = lines.next() {
                if line.starts_with("```") {
                    let _ = writeln!(text, "{line}");
                    break;
                }
                if let Some(now) = line.strip_prefix("# BACKCARE_NOW=") {
                    self.world.at(now);
                }
                let Some(mut command) = line.strip_prefix("$ ").map(str::to_owned) else {
                    // A comment stays; old output makes way for the new.
                    if line.starts_with('#') {
                        let _ = writeln!(text, "{line}");
                    }
                    continue;
                };
                let _ = writeln!(text, "{line}");
                while command.ends_with('\\') {
                    let Some(next) = lines.next_if(|next| next.starts_with("> ")) else {
                        break;
                    };
                    let _ = writeln!(text, "{next}");
                    command.truncate(command.len() - 1);
                    command.push_str(next.trim_start_matches("> "));
                }
                for shown in self.shown(&command).lines() {
                    let _ = writeln!(text, "{}", shown.trim_end());
                }
            }
        }
        text
    }
}

fn documents() -> Vec<String> {
    let mut documents = files("docs", &["md"]);
    documents.push("README.md".to_owned());
    documents
}

#[test]
fn examples_in_the_documents_are_true() {
    for path in documents() {
        fresh(&path, &Reader::new().rewritten(&read(&path)));
    }
}

/// The report as a terminal shows it: `scripts/make-picture` draws it anew.
#[test]
fn the_picture_of_the_report_is_fresh() {
    let world = Reader::new().world;
    let args = ["report", "--file", "examples/diary.csv", "--color", "always"];
    let shown = world.ok(&args);
    assert!(shown.contains("have a doctor look at it"), "{shown}");
    fresh("docs/report.svg", &picture("backcare report", &shown));
}

/// What a command shows on a dark terminal. Every character has its own place: few fonts
/// have all of them, and those of another one are seldom as wide.
fn picture(command: &str, shown: &str) -> String {
    const STYLE: &str = "text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,\"DejaVu Sans \
        Mono\",monospace;fill:#c9d3dd;white-space:pre}.c1{font-weight:700;fill:#f4f7fa}\
        .c2{fill:#7d8a97}.c31{fill:#ff8a80}.c32{fill:#5fcf93}.c33{fill:#f5b56a}.c35{fill:#d9a0e8}\
        .c36{fill:#6cc4d9}";
    let lines: Vec<String> =
        [format!("$ {command}")].into_iter().chain(shown.lines().map(str::to_owned)).collect();
    let (width, height) = (20 + 81 * 84 / 10, 20 + lines.len() * 18);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         role=\"img\"><title>{command}</title><style>{STYLE}</style>\n\
         <rect width=\"100%\" height=\"100%\" rx=\"6\" fill=\"#12181f\"/>\n"
    );
    for (row, line) in lines.iter().enumerate() {
        let mut column = 0;
        for (number, piece) in line.split("\u{1b}[").enumerate() {
            let (codes, text) = match number {
                0 => ("", piece),
                _ => piece.split_once('m').unwrap(),
            };
            let length = text.chars().count();
            let classes = codes.split(';').filter(|code| !matches!(*code, "" | "0"));
            let classes: Vec<String> = classes.map(|code| format!("c{code}")).collect();
            let at = |column: usize| format!("{:.1}", 10.0 + column as f64 * 8.4);
            let places: Vec<String> = if text.is_ascii() {
                vec![at(column)]
            } else {
                (column..column + length).map(at).collect()
            };
            if !text.trim().is_empty() {
                let text = text.replace('&', "&amp;").replace('<', "&lt;");
                let _ = writeln!(
                    svg,
                    "<text class=\"{}\" y=\"{}\" x=\"{}\">{text}</text>",
                    classes.join(" "),
                    row * 18 + 24,
                    places.join(" ")
                );
            }
            column += length;
        }
    }
    svg + "</svg>\n"
}

#[test]
fn completions_and_manual_go_into_an_empty_home() {
    let readme = read("README.md");
    let block = readme.split("```sh\n").find(|block| block.starts_with("mkdir")).unwrap();
    let script = block.split("```").next().unwrap();
    let reader = Reader::new();
    assert_eq!(
        reader.shown(&format!("set -e; {script}")),
        "backcare: wrote 16 man pages to ~/.cargo/share/man/man1\n"
    );
    for file in [
        ".local/share/bash-completion/completions/backcare",
        ".zfunc/_backcare",
        ".config/fish/completions/backcare.fish",
        ".cargo/share/man/man1/backcare-log.1",
    ] {
        assert!(reader.world.path(file).exists(), "{file}");
    }
}

#[test]
fn an_example_that_is_not_true_is_found() {
    let document =
        "```console\n$ echo one; exit 3\ntwo\n$ echo $BACKCARE_NOW \\\n> four\n```\ntwo\n";
    assert_eq!(
        Reader::new().rewritten(document),
        "```console\n$ echo one; exit 3\none\n$ echo $BACKCARE_NOW \\\n> four\n2026-11-22T07:30 four\n```\ntwo\n"
    );
}
