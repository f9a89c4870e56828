//! Shows a file in the user's browser, and waits for no one.

use std::path::Path;

use anyhow::Context as _;

/// Opens `path` with what the desktop opens such files with.
pub(super) fn show(path: &Path) -> anyhow::Result<()> {
    open::that_detached(path).with_context(|| {
        format!(
            "no program could be started to show {}; open it in a browser yourself",
            path.display()
        )
    })
}
