//! The repository itself: its layers, its generated files, its examples.

mod examples;
mod layers;
mod manual;
mod shells;
mod tree;

use std::path::Path;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Reads a file of the repository.
fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Files of the repository below `folder` (`""` for all) that end in one of
/// `extensions`, in order, as paths with `/`.
fn files(folder: &str, extensions: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(root().join(&folder)) else {
            continue;
        };
        for entry in entries {
            let entry = entry.unwrap();
            let name = entry.file_name().into_string().unwrap();
            let path = match folder.as_str() {
                "" => name.clone(),
                folder => format!("{folder}/{name}"),
            };
            if entry.file_type().unwrap().is_dir() {
                if !matches!(name.as_str(), ".git" | "target" | "mutants.out" | "node_modules") {
                    folders.push(path);
                }
            } else if extensions
                .iter()
                .any(|extension| name.rsplit_once('.').is_some_and(|(_, e)| e == *extension))
            {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// Compares a committed file with what it should be; with `UPDATE=1`, writes it.
fn fresh(path: &str, expected: &str) {
    if std::env::var_os("UPDATE").is_some() {
        let path = root().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, expected).unwrap();
        return;
    }
    let committed = std::fs::read_to_string(root().join(path)).unwrap_or_default();
    assert!(
        committed == expected,
        "{path} is out of date; `UPDATE=1 cargo test house` writes it anew"
    );
}
