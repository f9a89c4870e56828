//! The help, and the completion scripts and man pages that are made from it.
//!
//! `UPDATE=1 cargo test house` writes the committed ones anew.

use super::{files, fresh, root};
use crate::harness::World;
use crate::tools;

/// Shells, and the names under which packagers install their scripts.
const SCRIPTS: &[(&str, &str)] = &[
    ("bash", "completions/backcare.bash"),
    ("zsh", "completions/_backcare"),
    ("fish", "completions/backcare.fish"),
    ("powershell", "completions/_backcare.ps1"),
    ("elvish", "completions/backcare.elv"),
];

#[test]
fn the_committed_completions_are_fresh() {
    for (shell, path) in SCRIPTS {
        fresh(path, &World::new().ok(&["completions", shell]));
    }
}

#[test]
fn the_committed_man_pages_are_fresh() {
    let world = World::new();
    let folder = world.path("man");
    world.ok(&["man", "--dir", &folder.to_string_lossy()]);
    let mut names: Vec<_> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    for name in &names {
        let page = std::fs::read_to_string(folder.join(name)).unwrap();
        fresh(&format!("man/{name}"), &page);
    }
    let committed = files("man", &["1"]);
    let made: Vec<_> = names.iter().map(|name| format!("man/{name}")).collect();
    assert_eq!(committed, made, "a page for each command and no other");
}

#[test]
fn the_main_page_alone_goes_to_stdout() {
    let page = World::new().ok(&["man"]);
    assert!(page.contains(".TH BACKCARE 1"), "{page}");
    let version = env!("CARGO_PKG_VERSION");
    assert!(!page.contains(version), "a version makes pages stale");
}

#[test]
#[ignore = "needs groff"]
fn man_pages_are_read_without_a_warning() {
    tools::need("groff");
    for page in files("man", &["1"]) {
        let output = std::process::Command::new("groff")
            .args(["-man", "-Tutf8", "-ww"])
            .arg(root().join(&page))
            .output()
            .unwrap();
        let warnings = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && warnings.is_empty(), "{page}: {warnings}");
        assert!(output.stdout.len() > 200, "{page} is empty");
    }
}

/// Every command's help, and the main one, at this width.
fn helps(columns: &str) -> Vec<(String, String)> {
    let mut world = World::new();
    world.var("COLUMNS", columns);
    let cli = backcare::cli();
    std::iter::once(vec!["--help"])
        .chain(cli.get_subcommands().map(|c| vec![c.get_name(), "--help"]))
        .map(|args| (args.join(" "), world.ok(&args)))
        .collect()
}

#[test]
fn help_fits_the_terminal() {
    for columns in [60, 80] {
        for (command, help) in helps(&columns.to_string()) {
            for line in help.lines() {
                let width = line.chars().count();
                assert!(width <= columns, "{command}: {width} columns: {line}");
            }
        }
    }
}

#[test]
fn help_leads_to_the_urgent_signs_and_to_the_log() {
    let help = World::new().ok(&["--help"]);
    for needed in ["backcare tips urgent", "log.csv", "Begin with:"] {
        assert!(help.contains(needed), "{needed} is not in\n{help}");
    }
    assert_eq!(World::new().ok(&["help"]), help);
    assert_eq!(World::new().ok(&["-h"]), help);
    assert_eq!(World::new().ok(&["help", "log"]), World::new().ok(&["log", "--help"]));
}
