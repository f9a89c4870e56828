//! What must not be in the repository, whoever wrote it.

use super::{files, read, root};
use crate::harness::World;

const TEXT: &[&str] = &["rs", "toml", "md", "yml", "sh"];

/// What is refused, and why. Put together here so that this file has none.
fn refused() -> Vec<(String, &'static str)> {
    vec![
        (["/", "work", "/"].concat(), "a path of one machine"),
        (["/", "home", "/"].concat(), "a path of one machine"),
        (["/", "Users", "/"].concat(), "a path of one machine"),
        (["todo", "!"].concat(), "not finished"),
        (["unimpl", "emented!"].concat(), "not finished"),
        (["FIX", "ME"].concat(), "not finished"),
        (["PLACE", "HOLDER"].concat(), "not finished"),
        (["<<<<", "<<<"].concat(), "a merge that was not ended"),
        ("\t".to_owned(), "a tab"),
        ("\r".to_owned(), "a carriage return"),
        (["filter(", "|_|"].concat(), "a condition that is no if"),
    ]
}

#[test]
fn nothing_unfinished_and_no_path_of_a_machine() {
    let mut found = Vec::new();
    for path in files("", TEXT) {
        let text = read(&path);
        for (i, line) in text.split('\n').enumerate() {
            let at = i + 1;
            if line.ends_with(' ') {
                found.push(format!("{path}:{at}: a space at the end"));
            }
            for (word, why) in refused() {
                if line.contains(&word) {
                    found.push(format!("{path}:{at}: {word:?}: {why}"));
                }
            }
        }
        if !text.is_empty() && !text.ends_with('\n') {
            found.push(format!("{path}: does not end with a line end"));
        }
    }
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn every_source_file_says_what_it_is() {
    let silent: Vec<_> = ["src", "tests"]
        .iter()
        .flat_map(|folder| files(folder, &["rs"]))
        .filter(|path| !read(path).starts_with("//! "))
        .collect();
    assert!(silent.is_empty(), "no `//!` at the top of {silent:?}");
}

#[test]
fn the_changelog_knows_this_version() {
    let heading = format!("## [{}]", env!("CARGO_PKG_VERSION"));
    assert!(read("CHANGELOG.md").contains(&heading), "no {heading:?}");
}

#[test]
fn links_between_documents_lead_somewhere() {
    let mut broken = Vec::new();
    for path in files("", &["md"]) {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for link in read(&path).split("](").skip(1) {
            let target = link.split([')', '#']).next().unwrap_or_default();
            let is_local = !target.is_empty() && !target.contains("://") && !target.contains(':');
            if is_local && !root().join(folder).join(target).exists() {
                broken.push(format!("{path}: {target}"));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:?}");
}

/// What stands between single backticks, outside of code blocks, comments and titles.
fn spans(text: &str) -> Vec<String> {
    let prose: String = text.split("```").step_by(2).collect();
    let prose: Vec<_> = prose.lines().filter(|line| !line.starts_with("# ")).collect();
    let prose = prose.join("\n");
    prose.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn commands_in_the_texts_exist() {
    let cli = backcare::cli();
    let mut count = 0;
    let content = files("content", &["toml"]);
    for path in files("", &["md", "toml"]) {
        let is_content = content.contains(&path);
        for span in spans(&read(&path)) {
            let mut words = span.split_whitespace();
            let first = words.next();
            // In what backcare says itself, backticks are for commands alone.
            assert!(!is_content || first == Some("backcare"), "{path}: {span}");
            let (Some("backcare"), Some(name)) = (first, words.next()) else {
                continue;
            };
            count += 1;
            assert!(cli.find_subcommand(name).is_some(), "{path}: {span}");
            let topic = words.next().filter(|word| word.chars().all(char::is_lowercase));
            if let ("tips", Some(topic)) = (name, topic) {
                let code = World::new().run(&["tips", topic]).code;
                assert_eq!(code, Some(0), "{path}: {span}");
            }
        }
    }
    assert!(count > 10, "only {count} commands were found");
}

#[test]
fn the_readme_lists_every_command() {
    let readme = read("README.md");
    let missing: Vec<_> = backcare::cli()
        .get_subcommands()
        .map(|command| format!("\n| `backcare {}", command.get_name()))
        .filter(|row| !readme.contains(row))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn the_readme_is_short() {
    assert!(read("README.md").lines().count() <= 180);
}

#[test]
fn the_first_command_of_the_readme_shows_a_report() {
    let readme = read("README.md");
    let (_, after) = readme.split_once("cargo run --release --locked -- ").unwrap();
    let args: Vec<_> = after.lines().next().unwrap().split(' ').collect();
    let output = World::new().command(&args).current_dir(root()).output().unwrap();
    let shown = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(shown.contains("have a doctor look at it"), "{shown}");
}

#[test]
fn ci_runs_the_test_command_of_the_readme() {
    let command = "\nscripts/test\n";
    assert!(read("README.md").contains(command));
    assert!(read(".ci/run").contains("\nscripts/test"));
    assert!(read("scripts/test").contains("cargo test --locked"));
}
