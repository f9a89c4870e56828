//! The user's editor: its command line, the way it opens a file at a line,
//! and the wait for it. Knows nothing of logs.

use std::ffi::{OsStr, OsString};
use std::io::ErrorKind;
use std::path::Path;
use std::process::{Command, ExitStatus};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context as _, anyhow, bail};
use signal_hook::consts::SIGINT;

use crate::term::Interrupted;

/// A program and the arguments that the user gave it.
#[derive(Debug)]
pub struct Editor {
    program: OsString,
    args: Vec<OsString>,
    /// Ctrl-C since [`Editor::forget_interrupt`]. While the editor is open it is
    /// the editor's business: it reaches both, and only the editor may end of it.
    interrupted: Arc<AtomicBool>,
}

const DEFAULT: &str = if cfg!(windows) { "notepad" } else { "vi" };

impl Editor {
    /// Reads a command as a shell would, such as `code --wait`; `None` is the
    /// system's own editor.
    ///
    /// # Errors
    /// When there is no command in it, or a quote is not closed.
    pub fn new(command: Option<&OsStr>) -> anyhow::Result<Self> {
        let Some(command) = command else {
            return Ok(Self::alone(DEFAULT.into()));
        };
        // A path with spaces that somebody forgot to quote.
        if Path::new(command).is_file() {
            return Ok(Self::alone(command.into()));
        }
        let Some(text) = command.to_str() else {
            return Ok(Self::alone(command.into()));
        };
        // There a backslash parts folders and quotes nothing.
        let text = if cfg!(windows) { text.replace('\\', "\\\\") } else { text.to_owned() };
        let mut words = shlex::split(&text)
            .with_context(|| {
                format!("cannot read the editor's command {text:?}: a quote is not closed; set VISUAL or EDITOR to a command such as `nano`")
            })?
            .into_iter()
            .map(OsString::from);
        let program = words.next().ok_or_else(|| {
            anyhow!("no editor is named; set VISUAL or EDITOR to a command such as `nano`")
        })?;
        Ok(Self { args: words.collect(), ..Self::alone(program) })
    }

    fn alone(program: OsString) -> Self {
        Self { program, args: Vec::new(), interrupted: Arc::default() }
    }

    /// Whether Ctrl-C was pressed since the last [`Self::forget_interrupt`]. Once
    /// an editor was open it no longer ends backcare by itself.
    pub fn is_interrupted(&self) -> bool {
        self.interrupted.load(Ordering::Relaxed)
    }

    pub fn forget_interrupt(&self) {
        self.interrupted.store(false, Ordering::Relaxed);
    }

    /// The arguments that open `file`, at `line` where the editor is known to
    /// understand it.
    fn opening(&self, file: &Path, line: Option<u64>) -> Vec<OsString> {
        let plain = vec![file.as_os_str().to_owned()];
        let Some(line) = line else {
            return plain;
        };
        let name = Path::new(&self.program)
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .to_ascii_lowercase();
        match &*name {
            "vi" | "vim" | "nvim" | "nano" | "emacs" | "emacsclient" => {
                vec![format!("+{line}").into(), file.into()]
            }
            "code" | "codium" => {
                let mut at = file.as_os_str().to_owned();
                at.push(format!(":{line}"));
                vec!["--goto".into(), at]
            }
            _ => plain,
        }
    }

    /// Opens `file` and waits until the editor is left.
    ///
    /// # Errors
    /// When the editor cannot be started or fails; [`Interrupted`] when Ctrl-C
    /// ended it.
    pub fn open(&self, file: &Path, line: Option<u64>) -> anyhow::Result<()> {
        self.forget_interrupt();
        let _ = signal_hook::flag::register(SIGINT, Arc::clone(&self.interrupted));
        let status = self.wait_for(&mut self.command(file, line))?;
        if status.success() {
            return Ok(());
        }
        if self.is_interrupted() {
            return Err(Interrupted.into());
        }
        bail!("the editor {} failed ({status})", self.program.display())
    }

    fn command(&self, file: &Path, line: Option<u64>) -> Command {
        let mut command = Command::new(&self.program);
        command.args(&self.args).args(self.opening(file, line));
        command
    }

    fn wait_for(&self, command: &mut Command) -> anyhow::Result<ExitStatus> {
        command.status().map_err(|error| {
            let program = self.program.display();
            if error.kind() == ErrorKind::NotFound {
                anyhow!("the editor {program} is not there; set VISUAL or EDITOR to one that is")
            } else {
                anyhow!("cannot start the editor {program}: {error}")
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened(command: &str, line: Option<u64>) -> Vec<String> {
        let editor = Editor::new(Some(OsStr::new(command))).unwrap();
        let command = editor.command(Path::new("a b.csv"), line);
        std::iter::once(command.get_program())
            .chain(command.get_args())
            .map(|word| word.to_string_lossy().into_owned())
            .collect()
    }

    #[test]
    fn editors_open_at_the_line_where_they_can() {
        for (command, expected) in [
            ("vim", vec!["vim", "+7", "a b.csv"]),
            ("/usr/bin/nvim -u NONE", vec!["/usr/bin/nvim", "-u", "NONE", "+7", "a b.csv"]),
            ("code --wait", vec!["code", "--wait", "--goto", "a b.csv:7"]),
            ("subl -w", vec!["subl", "-w", "a b.csv"]),
            ("'my editor' 'two words'", vec!["my editor", "two words", "a b.csv"]),
        ] {
            assert_eq!(opened(command, Some(7)), expected, "{command}");
        }
        assert_eq!(opened("code --wait", None), ["code", "--wait", "a b.csv"]);
    }

    #[test]
    fn a_command_that_is_none_is_refused() {
        for bad in ["vim 'open", "  ", "''x'"] {
            assert!(Editor::new(Some(OsStr::new(bad))).is_err(), "{bad:?}");
        }
        assert_eq!(Editor::new(None).unwrap().program, DEFAULT);
    }
}
