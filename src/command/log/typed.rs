//! What was typed behind `backcare log`, and the line of other arguments.

use std::ffi::OsString;

use anyhow::anyhow;
use clap::{Args as _, Command};

use super::Args;
use crate::domain::{Done, Invalid, KNOWN_ACTIVITIES, KNOWN_STRETCHES, Pain, Word, parse_activity};

/// The arguments, and how backcare was called.
#[derive(Debug, Clone, Copy)]
pub struct Typed<'a> {
    pub args: &'a Args,
    /// `backcare`, with the log where it was named.
    pub program: &'a str,
    /// The words behind `log`, without global options.
    pub words: &'a [String],
}

/// The words behind `log` on a command line, without global options.
pub fn words_behind_log(line: &[OsString]) -> Vec<String> {
    let mut words = Vec::new();
    let mut is_behind = false;
    let mut line = line.iter().skip(1).map(|word| word.to_string_lossy().into_owned());
    while let Some(word) = line.next() {
        match word.split('=').next() {
            Some("--file" | "--color") => {
                if !word.contains('=') {
                    line.next();
                }
            }
            _ if is_behind => words.push(word),
            _ => is_behind = word == "log",
        }
    }
    words
}

/// The stretches or activities of one value: several known ones may have commas or `and`
/// between them. Other commas stand between amounts.
pub fn names<'a>(text: &'a str, known: &[&str]) -> Vec<&'a str> {
    let mut parts: Vec<&str> = Vec::new();
    let mut start = 0;
    let signs = [",", ";", "+", "&", " and "];
    let found = signs.iter().flat_map(|sign| text.match_indices(sign));
    let mut found: Vec<(usize, &str)> = found.collect();
    found.sort_unstable();
    for (at, sign) in found {
        let behind = at + sign.len();
        if text[behind..].trim_start().starts_with(char::is_alphabetic) {
            parts.push(text[start..at].trim());
            start = behind;
        }
    }
    parts.push(text[start..].trim());
    // An amount of the last one alone may be meant for all.
    let has_amount = |part: &&str| {
        parse_activity(part).is_ok_and(|it| it.minutes.is_some() || it.distance.is_some())
    };
    let is_for_all = parts.len() > 1
        && parts.last().is_some_and(has_amount)
        && !parts[..parts.len() - 1].iter().any(has_amount);
    if parts.len() > 1
        && !is_for_all
        && parts.iter().all(|part| is_known(known, parse_activity(part)))
    {
        parts
    } else {
        vec![text.trim_end_matches([',', ';', ' '])]
    }
}

pub fn is_known(known: &[&str], done: Result<Done, Invalid>) -> bool {
    let is_run = |name: &Word| known == KNOWN_ACTIVITIES && name.is_run();
    done.is_ok_and(|done| known.contains(&done.name.as_str()) || is_run(&done.name))
}

impl Typed<'_> {
    /// Why the value of an option cannot be taken, and the lines to type instead: `put` gives
    /// the arguments a value that was probably meant.
    pub fn refuse(
        self,
        option: &str,
        why: Invalid,
        put: impl Fn(&mut Args, String),
    ) -> anyhow::Error {
        let with = |value| {
            let mut args = self.args.clone();
            put(&mut args, value);
            args
        };
        let instead: Vec<Args> = why.instead.into_iter().map(with).collect();
        anyhow!("{option}: {}{}", why.why, self.lines(&instead))
    }

    /// The line with the right names of what was typed with wrong ones.
    pub fn renamed(self, wrong: &[(&Word, &str)]) -> Option<String> {
        let mut args = self.args.clone();
        for value in args.stretch.iter_mut().chain(&mut args.activity) {
            let Ok(done) = parse_activity(value) else { continue };
            if let Some((_, meant)) = wrong.iter().find(|(name, _)| **name == done.name) {
                let minutes = done.minutes.map(|it| format!(":{it}min")).unwrap_or_default();
                let way = done.distance.map(|it| format!(":{it}km")).unwrap_or_default();
                *value = format!("{meant}{minutes}{way}");
            }
        }
        (args != *self.args).then(|| args.line(self.program))
    }

    pub fn lines(self, instead: &[Args]) -> String {
        let lines = instead.iter().enumerate();
        let line = |(at, args): (usize, &Args)| {
            format!("\n{} {}", if at == 0 { "try" } else { "or" }, args.line(self.program))
        };
        lines.map(line).collect()
    }
}

/// The option of this command that a word is, by its long name, with the value that it holds.
pub fn option(word: &str) -> Option<(String, Option<&str>)> {
    if !word.starts_with('-') {
        return None;
    }
    let command = Args::augment_args(Command::new("log"));
    let (name, value) = match word.split_once('=') {
        Some((name, value)) => (name, Some(value)),
        None => (word, None),
    };
    command.get_arguments().find_map(|option| {
        let long = option.get_long()?;
        let is_short = option.get_short().is_some_and(|short| name == format!("-{short}"));
        (is_short || name.strip_prefix("--") == Some(long)).then(|| (long.to_owned(), value))
    })
}

impl Args {
    /// The line to type for these arguments.
    pub fn line(&self, program: &str) -> String {
        let mut words = vec![program.to_owned(), "log".to_owned()];
        let pain = self.rating.as_ref().or(self.pain.as_ref());
        words.extend(pain.map(|text| Pain::typed(text).map_or(text.clone(), |it| it.to_string())));
        let mut add = |option: &str, values: &[String]| {
            for value in values {
                words.push(option.to_owned());
                words.push(shlex::try_quote(value).unwrap_or_default().into_owned());
            }
        };
        let all = |texts: &[String], known: &[&str]| -> Vec<String> {
            texts.iter().flat_map(|text| names(text, known)).map(str::to_owned).collect()
        };
        add("-s", &all(&self.stretch, KNOWN_STRETCHES));
        add("-a", &all(&self.activity, KNOWN_ACTIVITIES));
        add("--symptom", &self.symptom);
        add("--tag", &self.tag);
        add("--began", self.began.as_slice());
        add("-n", self.note.as_slice());
        add("-d", self.date.as_slice());
        add("--time", self.time.as_slice());
        if self.no_signs {
            words.push("--no-signs".to_owned());
        }
        match self.seen.as_deref() {
            None => {}
            Some("") => words.push("--seen".to_owned()),
            Some(day) => {
                words.push(format!("--seen={}", shlex::try_quote(day).unwrap_or_default()));
            }
        }
        words.join(" ")
    }
}
