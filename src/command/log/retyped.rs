//! Words that stand where no value is due: refused, with the line that was probably meant.

use anyhow::bail;
use chrono::NaiveDate;

use super::Args;
use super::entries::{Clock, entries, parse_tags};
use super::typed::{Typed, is_known, names, option};
use crate::domain::{
    Done, Invalid, KNOWN_ACTIVITIES, KNOWN_STRETCHES, Pain, Symptom, parse_activity,
    parse_day_and_time, parse_stretch, parse_time,
};

impl Typed<'_> {
    /// Refuses an option that stands where the value of another is due, and words that no
    /// option takes, with the lines that may be meant.
    pub fn refuse_loose_words(self, clock: Clock) -> anyhow::Result<()> {
        let Args { note, date, began, .. } = self.args;
        let mut values = [note, date, began].into_iter().flatten();
        if let Some(value) = values.find(|value| option(value).is_some()) {
            bail!("{value} is an option; the value of the option before it is missing");
        }
        let Some(first) = self.args.rating.as_deref() else {
            return Ok(());
        };
        let rest = self.args.rest.join(" ");
        let is_rated = Pain::typed(first).is_ok();
        if let (Some(pain), true) = (&self.args.pain, is_rated && rest.is_empty()) {
            bail!("{pain} and {first} are two ratings; one is accepted");
        }
        if is_rated && rest.is_empty() {
            return Ok(());
        }
        if is_rated && self.args.rest.iter().all(|word| Pain::typed(word).is_ok()) {
            bail!(
                "{first} {rest} are several ratings; one is accepted, the average of the last 24 hours"
            );
        }
        let loose = format!("{first} {rest}");
        let loose = if is_rated { rest.as_str() } else { loose.trim() };
        let instead = self.lines(&self.retyped(clock));
        let is_number =
            loose.trim_start_matches(['-', '+']).starts_with(|c: char| c.is_ascii_digit());
        match Pain::typed(loose) {
            Err(why) if !is_rated && (instead.is_empty() || is_number) => bail!("{why}{instead}"),
            _ => bail!("{loose:?} needs an option{instead}"),
        }
    }

    /// What may be meant: each option takes the words behind it, as many as make a value, and
    /// the others are looked at one by one. Only what would be recorded is offered.
    fn retyped(self, clock: Clock) -> Vec<Args> {
        let mut meant = Meant { all: vec![Args::default()], today: clock.today() };
        let (mut name, mut words) = (String::new(), Vec::new());
        for word in self.words {
            match option(word) {
                Some((next, value)) => {
                    meant.take(&name, &words);
                    (name, words) = (next, value.into_iter().collect());
                }
                None => words.push(word.strip_prefix("pain=").unwrap_or(word)),
            }
        }
        meant.take(&name, &words);
        meant.all.retain(|args| {
            let typed = Typed { args, ..self };
            entries(typed, clock).is_ok_and(|rows| !rows.is_empty())
        });
        meant.all
    }
}

/// Where a value goes: a later one is put behind it, or beside it.
#[derive(Clone, Copy)]
enum Place {
    One(fn(&mut Args) -> &mut Option<String>),
    Many(fn(&mut Args) -> &mut Vec<String>),
}
use Place::{Many, One};

/// Whether a text is a value of a kind; days look back from the one given.
type Fits = fn(&str, NaiveDate) -> bool;

/// The options that take the words behind them.
const OPTIONS: &[(&str, Place, Fits)] = &[
    ("note", One(|args| &mut args.note), |_, _| true),
    ("date", One(|args| &mut args.date), is_day),
    ("began", One(|args| &mut args.began), is_day),
    ("seen", One(|args| &mut args.seen), is_day),
    ("time", One(|args| &mut args.time), |text, _| parse_time(text).is_ok()),
    ("pain", One(|args| &mut args.pain), is_pain),
    ("tag", Many(|args| &mut args.tag), |text, _| parse_tags(&[text.to_owned()]).is_ok()),
    ("symptom", Many(|args| &mut args.symptom), is_sign),
    ("stretch", STRETCH, |text, _| is_done(text, KNOWN_STRETCHES, parse_stretch)),
    ("activity", ACTIVITY, |text, _| is_done(text, KNOWN_ACTIVITIES, parse_activity)),
];

/// What words without an option are looked at for, in this order: first what may begin with a
/// number that is no pain.
const LOOSE: [&[(Place, Fits)]; 2] = [
    &[
        (One(|args| &mut args.date), |text, today| !is_number(text) && is_day(text, today)),
        (One(|args| &mut args.time), |text, _| !is_number(text) && parse_time(text).is_ok()),
        (ACTIVITY, |text, _| is_kind_of_run(text)),
        (STRETCH, |text, _| is_known(KNOWN_STRETCHES, parse_stretch(text))),
    ],
    &[
        (One(|args| &mut args.rating), is_pain),
        (Many(|args| &mut args.symptom), is_sign),
        (Many(|args| &mut args.tag), |text, _| text.starts_with('#') && !text.contains(' ')),
    ],
];

const STRETCH: Place = Many(|args| &mut args.stretch);
const ACTIVITY: Place = Many(|args| &mut args.activity);

fn is_day(text: &str, today: NaiveDate) -> bool {
    parse_day_and_time(text, today).is_ok()
}

fn is_pain(text: &str, _: NaiveDate) -> bool {
    Pain::typed(text).is_ok()
}

fn is_sign(text: &str, _: NaiveDate) -> bool {
    Symptom::read(text).is_some()
}

fn is_number(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether each name has an amount or is a known one.
fn is_done(text: &str, known: &[&str], read: fn(&str) -> Result<Done, Invalid>) -> bool {
    let has_amount = |done: &Done| done.minutes.is_some() || done.distance.is_some();
    let is_one =
        |text: &&str| read(text).is_ok_and(|it| has_amount(&it)) || is_known(known, read(text));
    names(text, known).iter().all(is_one)
}

/// Whether it is a known activity; `stiff after run` is no kind of run.
fn is_kind_of_run(text: &str) -> bool {
    let words = parse_activity(text).map_or(0, |done| done.name.as_str().split('-').count());
    words <= 2 && is_known(KNOWN_ACTIVITIES, parse_activity(text))
}

/// The arguments that may be meant.
struct Meant {
    all: Vec<Args>,
    today: NaiveDate,
}

impl Meant {
    /// Takes an option with the words behind it.
    fn take(&mut self, option: &str, words: &[&str]) {
        let kind = OPTIONS.iter().find(|(name, ..)| *name == option);
        let mut count = kind.map_or(0, |(_, _, fits)| self.longest(words, *fits));
        if let ("stretch" | "activity", Some((_, place, _))) = (option, kind) {
            let read = if option == "stretch" { parse_stretch } else { parse_activity };
            let instead = read(&words.join(" ")).err().map(|why| why.instead).unwrap_or_default();
            if count < 2 && count < words.len() && !instead.is_empty() {
                return self.put(*place, &instead);
            }
            // Otherwise it is a name of one's own.
            count = count.max(usize::from(!words.is_empty()));
        }
        let (value, rest) = words.split_at(count);
        match kind {
            Some((_, place, _)) if count > 0 => self.put(*place, &[value.join(" ")]),
            // The day of a visit may be left out.
            Some((_, place, _)) if option == "seen" => self.put(*place, &[String::new()]),
            _ => self.all.iter_mut().for_each(|args| args.no_signs |= option == "no-signs"),
        }
        self.loose(rest);
    }

    /// Puts a value in its place, or each of several into arguments of its own.
    fn put(&mut self, place: Place, values: &[String]) {
        let with = |args: &Args, value: &String| {
            let mut args = args.clone();
            match place {
                Many(place) => place(&mut args).push(value.clone()),
                One(place) => {
                    let old = place(&mut args).take().map(|old| format!("{old} {value}"));
                    *place(&mut args) = Some(old.unwrap_or_else(|| value.clone()));
                }
            }
            args
        };
        let all = self.all.iter().flat_map(|args| values.iter().map(move |it| with(args, it)));
        self.all = all.collect();
    }

    /// Words without an option; what is nothing else is a note.
    fn loose(&mut self, words: &[&str]) {
        let Some(first) = words.first() else { return };
        let mut args = self.all.first().cloned().unwrap_or_default();
        let whole = words.join(" ");
        let is_amount = first.starts_with(|c: char| c.is_ascii_digit())
            && (words.len() > 1 || !is_number(first) && Pain::typed(first).is_err());
        let amounts = parse_activity(&whole).err().map(|why| why.instead).unwrap_or_default();
        for (round, kinds) in LOOSE.iter().enumerate() {
            if round == 1 && is_amount && !amounts.is_empty() {
                // `8 km` is no pain of 8.
                return self.put(ACTIVITY, &amounts);
            }
            for (place, fits) in *kinds {
                let is_taken = match place {
                    One(place) => place(&mut args).is_some(),
                    Many(_) => false,
                };
                let count = if is_taken { 0 } else { self.longest(words, *fits) };
                if count > 0 {
                    let (value, rest) = words.split_at(count);
                    self.put(*place, &[value.join(" ")]);
                    return self.loose(rest);
                }
            }
        }
        if let ("pain" | "pain:", [_, rest @ ..]) = (&*first.to_lowercase(), words)
            && !rest.is_empty()
        {
            self.loose(rest);
        } else if args == Args::default() {
            // Nothing tells that it was meant to be a note.
            self.all.clear();
        } else {
            self.put(One(|args| &mut args.note), &[whole]);
        }
    }

    /// How many words from the first on make a text that fits; 0 where none do.
    fn longest(&self, words: &[&str], fits: Fits) -> usize {
        let fits = |count: &usize| fits(&words[..*count].join(" "), self.today);
        (1..=words.len()).rev().find(fits).unwrap_or(0)
    }
}
