//! What was typed behind `backcare log`, and the line to type in its place.

use anyhow::{anyhow, bail};
use chrono::NaiveDate;
use clap::{Args as _, Command};

use super::Args;
use crate::domain::{
    Done, Invalid, KNOWN_ACTIVITIES, KNOWN_STRETCHES, Pain, Symptom, Word, parse_activity,
    parse_day_and_time, parse_stretch,
};

/// The arguments, and how backcare was called.
#[derive(Debug, Clone, Copy)]
pub struct Typed<'a> {
    pub args: &'a Args,
    /// `backcare`, with the log where it was named.
    pub program: &'a str,
}

/// The stretches or activities of one value: several known ones may have commas between them.
/// Other commas stand between amounts.
pub fn names<'a>(text: &'a str, known: &[&str]) -> Vec<&'a str> {
    let parts: Vec<&str> = text.split(',').map(str::trim).filter(|it| !it.is_empty()).collect();
    if parts.len() > 1 && parts.iter().all(|part| is_known(known, parse_activity(part))) {
        parts
    } else {
        vec![text.trim_end_matches([',', ' '])]
    }
}

fn is_known(known: &[&str], done: Result<Done, Invalid>) -> bool {
    done.is_ok_and(|done| known.contains(&done.name.as_str()))
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

    /// The line with the right name of what was typed with a wrong one.
    pub fn renamed(self, wrong: &Word, meant: &str) -> Option<String> {
        let mut args = self.args.clone();
        let mut values = args.stretch.iter_mut().chain(&mut args.activity);
        let read = |text: &String| parse_activity(text).ok().filter(|done| done.name == *wrong);
        let (value, done) = values.find_map(|text| read(text).map(|done| (text, done)))?;
        let minutes = done.minutes.map(|minutes| format!(":{minutes}min")).unwrap_or_default();
        let way = done.distance.map(|distance| format!(":{distance}km")).unwrap_or_default();
        *value = format!("{meant}{minutes}{way}");
        Some(args.line(self.program))
    }

    fn lines(self, instead: &[Args]) -> String {
        let lines = instead.iter().enumerate();
        let line = |(at, args): (usize, &Args)| {
            format!("\n{} {}", if at == 0 { "try" } else { "or" }, args.line(self.program))
        };
        lines.map(line).collect()
    }

    /// Refuses an option that stands where the value of another is due, and words that no
    /// option takes, with the lines that may be meant.
    pub fn refuse_loose_words(self, today: NaiveDate) -> anyhow::Result<()> {
        let Args { note, date, began, .. } = self.args;
        let mut values = [note, date, began].into_iter().flatten();
        if let Some(value) = values.find(|value| is_option(value)) {
            bail!("{value} is an option; the value of the option before it is missing");
        }
        let Some(first) = self.args.rating.as_deref() else {
            return Ok(());
        };
        let rest = self.args.rest.join(" ");
        let is_rated = Pain::typed(first).is_ok();
        if is_rated && rest.is_empty() {
            return Ok(());
        }
        let rating = Some(first.to_owned()).filter(|_| is_rated);
        let args = Args { rating, rest: Vec::new(), ..self.args.clone() };
        let loose =
            if is_rated { rest.clone() } else { format!("{first} {rest}").trim().to_owned() };
        if first == "pain" && Pain::typed(&rest).is_ok() {
            let instead = Args { rating: Some(rest), ..args };
            bail!("{loose:?} is not a pain rating{}", self.lines(&[instead]));
        }
        if is_rated && self.args.rest.iter().all(|word| Pain::typed(word).is_ok()) {
            bail!(
                "{first} {loose} are several ratings; one is accepted, the average of the last 24 hours"
            );
        }
        let mut instead = args.with_loose(&loose, today);
        if is_rated {
            // The rating may be the beginning of them: `-s hamstring 5 min`.
            let args = Args { rating: None, ..args };
            let whole = args.with_loose(&format!("{first} {loose}"), today);
            if whole.iter().any(|it| it.stretch != args.stretch || it.activity != args.activity) {
                instead = whole;
            }
        }
        let instead = self.lines(&instead);
        match Pain::typed(&loose) {
            Err(why) if !is_rated && (instead.is_empty() || begins_like_a_number(&loose)) => {
                bail!("{why}{instead}")
            }
            _ => bail!("{loose:?} needs an option{instead}"),
        }
    }
}

/// Whether a value that begins with a dash is an option of this command.
fn is_option(value: &str) -> bool {
    if !value.starts_with('-') {
        return false;
    }
    let name = value.split('=').next();
    let command = Args::augment_args(Command::new("log"));
    let mut options = command.get_arguments();
    options.any(|option| {
        let long = option.get_long().map(|long| format!("--{long}"));
        let short = option.get_short().map(|short| format!("-{short}"));
        long.as_deref() == name || short.as_deref() == name
    })
}

fn begins_like_a_number(text: &str) -> bool {
    text.trim_start_matches(['-', '+']).starts_with(|c: char| c.is_ascii_digit())
}

impl Args {
    /// The line to type for these arguments.
    pub fn line(&self, program: &str) -> String {
        let mut words = vec![program.to_owned(), "log".to_owned()];
        words.extend(self.rating.clone().or(self.pain.clone()));
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

    /// The arguments that words without an option may be meant for: a value of their own, or
    /// the rest of one that was given; otherwise a note.
    fn with_loose(&self, loose: &str, today: NaiveDate) -> Vec<Self> {
        let mut found: Vec<Self> = Vec::new();
        let mut offer = |fits: bool, put: &dyn Fn(&mut Self)| {
            let mut args = self.clone();
            put(&mut args);
            if fits && !found.contains(&args) {
                found.push(args);
            }
        };
        let (text, is_day) = (loose.to_owned(), parse_day_and_time(loose, today).is_ok());
        if is_known(KNOWN_ACTIVITIES, parse_activity(loose)) {
            offer(true, &|args| args.activity.push(text.clone()));
        } else if is_known(KNOWN_STRETCHES, parse_stretch(loose)) {
            offer(true, &|args| args.stretch.push(text.clone()));
        }
        offer(Symptom::read(loose).is_some(), &|args| args.symptom.push(text.clone()));
        let is_word = !begins_like_a_number(loose);
        offer(is_day && is_word && self.date.is_none(), &|args| args.date = Some(text.clone()));
        offer(is_day && self.seen.as_deref() == Some(""), &|args| args.seen = Some(text.clone()));
        for (is_stretch, last) in [(true, self.stretch.last()), (false, self.activity.last())] {
            let Some(last) = last else { continue };
            let whole = format!("{last} {loose}");
            let (read, known): (fn(&str) -> _, _) = if is_stretch {
                (parse_stretch, KNOWN_STRETCHES)
            } else {
                (parse_activity, KNOWN_ACTIVITIES)
            };
            let has_amount = |done: &Done| done.minutes.is_some() || done.distance.is_some();
            let meant = match read(&whole) {
                _ if names(&whole, known).len() > 1 => vec![whole],
                Ok(done) if has_amount(&done) => vec![whole],
                Ok(_) => Vec::new(),
                Err(why) => why.instead,
            };
            for value in meant {
                offer(true, &|args| {
                    let values = if is_stretch { &mut args.stretch } else { &mut args.activity };
                    values.pop();
                    values.push(value.clone());
                });
            }
        }
        let whole = |option: &Option<String>| option.as_ref().map(|it| format!("{it} {loose}"));
        let fits = |text: &Option<String>| {
            text.as_ref().is_some_and(|text| parse_day_and_time(text, today).is_ok())
        };
        let date = whole(&self.date);
        offer(fits(&date), &|args| args.date.clone_from(&date));
        let began = whole(&self.began);
        offer(fits(&began), &|args| args.began.clone_from(&began));
        if found.is_empty() && is_word && *self != Self::default() {
            let note = whole(&self.note).unwrap_or(text);
            found.push(Self { note: Some(note), ..self.clone() });
        }
        found
    }
}
