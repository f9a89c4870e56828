//! A pseudo-terminal: what a person sees, and the keys that they press.
//!
//! Nothing here sleeps: every wait is for something to appear, and only a
//! program that hangs meets the limit.

use std::fs::File;
use std::io::{Read, Write};
use std::process::Command;
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use ptyprocess::{PtyProcess, Signal, WaitStatus};

/// Longer than any step of a test takes, on the slowest machine.
const LIMIT: Duration = Duration::from_secs(60);

pub(crate) struct Terminal {
    process: PtyProcess,
    keys: File,
    seen: Arc<Seen>,
    /// Bytes that were waited for already.
    read: usize,
}

#[derive(Default)]
struct Seen {
    /// All that was written, and whether more may come.
    output: Mutex<(Vec<u8>, bool)>,
    more: Condvar,
}

impl Terminal {
    /// Starts a program on a terminal of this size.
    pub(crate) fn start(mut command: Command, columns: u16, rows: u16) -> Self {
        command.env("TERM", "xterm-256color").env_remove("COLUMNS");
        // The size is set by the first program that runs, before the second.
        let mut shell = Command::new("sh");
        shell
            .arg("-c")
            .arg(format!("stty cols {columns} rows {rows}; exec \"$0\" \"$@\""))
            .arg(command.get_program())
            .args(command.get_args())
            .env_clear()
            .envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
        if let Some(folder) = command.get_current_dir() {
            shell.current_dir(folder);
        }
        let process = PtyProcess::spawn(shell).unwrap();
        let keys = process.get_raw_handle().unwrap();
        let mut output = process.get_raw_handle().unwrap();
        let seen = Arc::new(Seen::default());
        let writer = Arc::clone(&seen);
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            // The end of a terminal is an error on Linux. A read that meets the end as
            // it comes may fail before the last bytes, so only a second failure counts.
            let mut failures = 0;
            while failures < 2 {
                match output.read(&mut bytes) {
                    Ok(count @ 1..) => {
                        writer.output.lock().unwrap().0.extend(&bytes[..count]);
                        writer.more.notify_all();
                        failures = 0;
                    }
                    _ => failures += 1,
                }
            }
            writer.output.lock().unwrap().1 = true;
            writer.more.notify_all();
        });
        Self { process, keys, seen, read: 0 }
    }

    /// Waits until `text` appears behind what was waited for before.
    pub(crate) fn wait_for(&mut self, text: &str) -> &mut Self {
        let find = |output: &[u8], from: usize| {
            output[from..].windows(text.len()).position(|window| window == text.as_bytes())
        };
        let output = self.seen.output.lock().unwrap();
        let (output, _) = self
            .seen
            .more
            .wait_timeout_while(output, LIMIT, |(output, over)| {
                find(output, self.read).is_none() && !*over
            })
            .unwrap();
        let Some(at) = find(&output.0, self.read) else {
            let rest = String::from_utf8_lossy(&output.0[self.read..]).into_owned();
            panic!("{text:?} did not appear in:\n{}", rest.escape_debug());
        };
        self.read += at + text.len();
        drop(output);
        self
    }

    pub(crate) fn press(&mut self, keys: &str) -> &mut Self {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self
    }

    pub(crate) fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.process.set_window_size(columns, rows).unwrap();
        self
    }

    pub(crate) fn signal(&mut self, signal: Signal) -> &mut Self {
        self.process.signal(signal).unwrap();
        self
    }

    /// Waits for the end; the exit code, or the signal that ended it, and all
    /// that was written.
    pub(crate) fn end(self) -> (Result<i32, Signal>, String) {
        let output = self.seen.output.lock().unwrap();
        let (output, _) =
            self.seen.more.wait_timeout_while(output, LIMIT, |(_, over)| !*over).unwrap();
        assert!(output.1, "the program did not end");
        let text = String::from_utf8_lossy(&output.0).into_owned();
        drop(output);
        let code = match self.process.wait().unwrap() {
            WaitStatus::Exited(_, code) => Ok(code),
            WaitStatus::Signaled(_, signal, _) => Err(signal),
            other => panic!("{other:?}"),
        };
        (code, text)
    }
}
