//! Sync programs' copies beside the log: what each holds that the log lacks,
//! and the command that merges it.

use crate::context::{Context, Source};
use crate::store::{LogFile, SyncCopy, merge};

/// A copy, and what to do about it.
#[derive(Debug)]
pub(super) struct Copy {
    pub(super) file: SyncCopy,
    /// Rows in it that the log lacks; `None` where it cannot be compared.
    pub(super) rows: Option<usize>,
    /// The command line that merges it.
    pub(super) command: String,
}

pub(super) fn look_beside(log: &LogFile, context: &Context) -> anyhow::Result<Vec<Copy>> {
    let files = log.sync_copies();
    if files.is_empty() {
        return Ok(Vec::new());
    }
    let ours = log.table()?;
    let (path, source) = context.log_path()?;
    let mut copies = Vec::new();
    for file in files {
        let theirs = LogFile::at(&file.path).table();
        let merge = theirs
            .ok()
            .and_then(|theirs| merge(&ours, &theirs, None).ok());
        let mut words = vec!["backcare".to_owned()];
        if source == Source::Option {
            words.extend(["--file".to_owned(), path.to_string_lossy().into_owned()]);
        }
        words.extend(["import".to_owned(), "backcare".to_owned()]);
        words.push(file.path.to_string_lossy().into_owned());
        copies.push(Copy {
            rows: merge.map(|merge| merge.patch.lines.len()),
            command: command_line(&words),
            file,
        });
    }
    Ok(copies)
}

/// `words` as a line to paste into a shell.
fn command_line(words: &[String]) -> String {
    if cfg!(windows) {
        let quoted = words.iter().map(|word| {
            if word.contains([' ', '(', ')', '&', '\'', ';']) {
                format!("\"{word}\"")
            } else {
                word.clone()
            }
        });
        return quoted.collect::<Vec<_>>().join(" ");
    }
    // Only a NUL cannot be quoted, and no path holds one.
    shlex::try_join(words.iter().map(String::as_str)).unwrap_or_default()
}
