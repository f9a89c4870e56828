//! What must not be in the repository, whoever wrote it.

use super::{files, read};

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
            if is_local && !super::root().join(folder).join(target).exists() {
                broken.push(format!("{path}: {target}"));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:?}");
}
