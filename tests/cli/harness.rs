//! A hermetic world for the binary: its own home, a fixed clock and width, and
//! nothing else of this machine's environment.

use std::fmt;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// The first line of a log that backcare creates.
pub(crate) const HEADER: &str = "date,time,pain,stretch,stretch_minutes,activity,activity_minutes,distance_km,symptoms,began,seen,note\n";

/// A home folder of its own, a Sunday morning, 80 columns.
pub(crate) struct World {
    home: TempDir,
    now: String,
    vars: Vec<(String, String)>,
}

/// What a run printed and how it ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ran {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) code: Option<i32>,
}

impl World {
    pub(crate) fn new() -> Self {
        Self { home: TempDir::new().unwrap(), now: "2026-11-22T07:30".to_owned(), vars: Vec::new() }
    }

    /// The same world at another instant.
    pub(crate) fn at(&mut self, now: &str) -> &mut Self {
        now.clone_into(&mut self.now);
        self
    }

    /// Sets a variable for every later run.
    pub(crate) fn var(&mut self, name: &str, value: &str) -> &mut Self {
        self.vars.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// The default log of this world.
    pub(crate) fn log_path(&self) -> PathBuf {
        self.path("data/backcare/log.csv")
    }

    /// Writes the default log.
    pub(crate) fn with_log(&self, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.log_path();
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// Writes the config file.
    pub(crate) fn with_config(&self, text: &str) {
        let path = self.path("config/backcare/config.toml");
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    /// The default log's text.
    pub(crate) fn log(&self) -> String {
        String::from_utf8(std::fs::read(self.log_path()).unwrap()).unwrap()
    }

    /// The binary in this world, ready to run.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(program());
        command
            .args(args)
            .env_clear()
            .env("HOME", self.home.path())
            .env("XDG_DATA_HOME", self.path("data"))
            .env("XDG_CONFIG_HOME", self.path("config"))
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("TMPDIR", std::env::temp_dir())
            .env("BACKCARE_NOW", &self.now)
            .env("COLUMNS", "80")
            .env("LANG", "C.UTF-8")
            .envs(self.vars.iter().map(|(name, value)| (name, value)))
            .current_dir(self.home.path());
        if cfg!(any(windows, target_os = "macos")) {
            // The platform's folders ignore XDG there.
            command
                .env("BACKCARE_FILE", self.log_path())
                .env("SYSTEMROOT", std::env::var_os("SYSTEMROOT").unwrap_or_default());
            let config = self.path("config/backcare/config.toml");
            if config.exists() {
                command.env("BACKCARE_CONFIG", config);
            }
        }
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        self.run_with_input(args, b"")
    }

    pub(crate) fn run_with_input(&self, args: &[&str], input: &[u8]) -> Ran {
        let mut child = self
            .command(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A program that does not read its input may have closed it already.
        let _ = child.stdin.take().unwrap().write_all(input);
        self.ran(child.wait_with_output().unwrap())
    }

    fn ran(&self, output: Output) -> Ran {
        let text = |bytes: Vec<u8>| {
            String::from_utf8(bytes)
                .expect("output is UTF-8")
                .replace(&*self.home.path().to_string_lossy(), "~")
        };
        Ran { stdout: text(output.stdout), stderr: text(output.stderr), code: output.status.code() }
    }

    /// Runs the binary through another program, such as `strace` and its options.
    pub(crate) fn run_under(&self, wrapper: &[&str], args: &[&str]) -> Ran {
        let inner = self.command(args);
        let (program, options) = wrapper.split_first().unwrap();
        let mut command = Command::new(program);
        command
            .args(options)
            .arg(inner.get_program())
            .args(inner.get_args())
            .env_clear()
            .current_dir(self.home.path())
            .stdin(Stdio::null());
        for (name, value) in inner.get_envs() {
            if let Some(value) = value {
                command.env(name, value);
            }
        }
        self.ran(command.output().unwrap())
    }

    /// Runs and insists on exit code 0; gives stdout.
    pub(crate) fn ok(&self, args: &[&str]) -> String {
        let ran = self.run(args);
        assert_eq!(ran.code, Some(0), "{args:?}\n{ran}");
        ran.stdout
    }

    /// Runs and insists on exit code 2 and silence on stdout; gives stderr.
    pub(crate) fn refused(&self, args: &[&str]) -> String {
        let ran = self.run(args);
        assert_eq!(ran.code, Some(2), "{args:?}\n{ran}");
        assert_eq!(ran.stdout, "", "{args:?}");
        ran.stderr
    }
}

impl fmt::Display for Ran {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.stdout)?;
        if !self.stderr.is_empty() {
            write!(f, "--- stderr\n{}", self.stderr)?;
        }
        match self.code {
            Some(code) => write!(f, "--- exit {code}"),
            None => write!(f, "--- killed"),
        }
    }
}

/// The program under test.
pub(crate) fn program() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_backcare"))
}
