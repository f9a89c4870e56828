//! Programs that some tests ask, from scripts/test-tools or from this machine.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The folder of scripts/test-tools.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("target/test-tools")
}

/// A Python that can import `module`.
pub(crate) fn python_with(module: &str) -> PathBuf {
    let own = folder().join("venv/bin/python");
    let can_import = |python: &PathBuf| {
        let import = format!("import {module}");
        let mut command = Command::new(python);
        command.args(["-c", &import]).stdout(Stdio::null()).stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    };
    let found = [own, PathBuf::from("python3")].into_iter().find(can_import);
    found.unwrap_or_else(|| panic!("no Python has {module}; see scripts/test-tools"))
}

/// Node with the packages of tests/tools/package.json, and a Chromium for it.
pub(crate) fn browser() -> Browser {
    let tools = folder();
    for name in ["axe-core", "html-validate", "puppeteer-core"] {
        let path = tools.join("node_modules").join(name);
        assert!(path.is_dir(), "{name} is not there; see scripts/test-tools");
    }
    let chromium = CHROMIUMS.iter().find_map(|name| find(name));
    let chromium = chromium.expect("no Chromium is there; see scripts/test-tools");
    Browser { node: need("node"), tools, chromium }
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

/// A program that a test cannot do without; such a test is ignored unless asked for.
pub(crate) fn need(program: &str) -> PathBuf {
    find(program).unwrap_or_else(|| panic!("{program} is not there; see scripts/test-tools"))
}

/// Says that this machine, not a missing program, keeps a test from running.
pub(crate) fn skipped(why: &str) {
    use std::io::Write;

    // Past the test harness, which keeps what a passing test prints.
    let _ = writeln!(std::io::stderr(), "skipped: {why}");
}
