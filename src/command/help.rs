//! `backcare --help`: the commands in groups, and how to begin.

use std::fmt::Write as _;

use clap::Command;

/// The groups of `--help`, each with its commands.
const GROUPS: &[(&str, &[&str])] = &[
    ("Guidance", &["tips"]),
    ("Log", &["log", "history"]),
    ("Insight", &["report", "status"]),
    ("Set-up", &["completions", "man", "help"]),
];

const BEGIN: &[(&str, &str)] = &[
    ("backcare tips", "what to do about your back"),
    ("backcare log 4", "record the pain of today"),
    ("backcare report", "see how it goes"),
];

/// Where the log is when nothing else is said, as people write it here.
const DEFAULT_LOG: &str = if cfg!(windows) {
    r"%APPDATA%\backcare\log.csv"
} else if cfg!(target_os = "macos") {
    "~/Library/Application Support/backcare/log.csv"
} else {
    "~/.local/share/backcare/log.csv"
};

/// clap lists what it adds itself only once it is built; its words are these.
const HELP_ABOUT: &str = "Print the help of a command";

/// The template of the main help; lines fit 60 columns.
pub(super) fn template(command: &Command) -> String {
    let mut text = String::from("{about}\n\n{usage-heading} {usage}\n");
    for (title, names) in GROUPS {
        let _ = writeln!(text, "\n{title}:");
        for name in *names {
            let about = command
                .find_subcommand(name)
                .and_then(Command::get_about)
                .map_or_else(|| HELP_ABOUT.to_owned(), ToString::to_string);
            let _ = writeln!(text, "  {name:<12} {about}");
        }
    }
    text.push_str("\nOptions:\n{options}\n\nBegin with:\n");
    for (command, does) in BEGIN {
        let _ = writeln!(text, "  {command:<16} {does}");
    }
    let _ = write!(
        text,
        "\nYour log, unless --file, BACKCARE_FILE or the config file\n\
         names another: {DEFAULT_LOG}\n\
         \n\
         Signs not to wait with: backcare tips urgent\n",
    );
    text
}
