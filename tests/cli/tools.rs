//! Programs that some tests ask, from scripts/test-tools or from this machine.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The folder of scripts/test-tools.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("target/test-tools")
}

/// A Python that can import `module`; `None`, and a word about it, without one.
pub(crate) fn python_with(module: &str) -> Option<PathBuf> {
    let own = folder().join("venv/bin/python");
    let found = [own, PathBuf::from("python3")].into_iter().find(|python| {
        Command::new(python)
            .args(["-c", &format!("import {module}")])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success())
    });
    promised(found, &format!("Python's {module}"))
}

/// Node with the packages of tests/tools/package.json, and a Chromium for it.
pub(crate) fn browser() -> Option<Browser> {
    let tools = folder();
    let has_packages = ["axe-core", "html-validate", "puppeteer-core"]
        .iter()
        .all(|name| tools.join("node_modules").join(name).is_dir());
    let found = has_packages
        .then(|| Some((find("node")?, CHROMIUMS.iter().find_map(|name| find(name))?)))
        .flatten()
        .map(|(node, chromium)| Browser { node, tools, chromium });
    promised(found, "Node with puppeteer-core, and Chromium")
}

const CHROMIUMS: &[&str] = &["chromium", "chromium-browser", "google-chrome"];

/// What tests/tools/*.mjs need.
pub(crate) struct Browser {
    pub(crate) node: PathBuf,
    /// Where `node_modules` is.
    pub(crate) tools: PathBuf,
    pub(crate) chromium: PathBuf,
}

/// A program of this machine.
fn find(program: &str) -> Option<PathBuf> {
    std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default())
        .map(|folder| folder.join(program))
        .find(|path| path.is_file())
}

/// Whether a program is there.
pub(crate) fn has(program: &str) -> bool {
    promised(find(program), program).is_some()
}

/// Says that this machine, not a missing program, keeps a test from running.
pub(crate) fn skipped(why: &str) {
    use std::io::Write;

    // Past the test harness, which keeps what a passing test prints.
    let _ = writeln!(std::io::stderr(), "skipped: {why}");
}

/// What was found; where CI promises every tool, not finding one is a failure.
pub(crate) fn promised<T>(found: Option<T>, what: &str) -> Option<T> {
    let all = std::env::var_os("BACKCARE_TEST_ALL").is_some();
    assert!(found.is_some() || !all, "{what} was promised, but is not there");
    if found.is_none() {
        skipped(&format!("a test that asks {what}, which is not there"));
    }
    found
}
