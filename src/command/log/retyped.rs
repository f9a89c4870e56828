//! Words that stand where no value is due: refused, with the line that was probably meant.

use anyhow::bail;
use chrono::NaiveDate;

use super::Args;
use super::entries::{Clock, entries, is_vague, parse_tags};
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
        if is_rated && rest.is_empty() && self.args.pain.is_none() {
            return Ok(());
        }
        let instead = self.lines(&self.retyped(clock));
        if let Some(Err(why)) = self.args.pain.as_deref().map(Pain::typed) {
            bail!("{why}{instead}");
        }
        let are_ratings = self.args.rest.iter().all(|word| Pain::typed(word).is_ok());
        if instead.is_empty() && is_rated && are_ratings {
            let all = self.args.pain.iter().chain(&self.args.rating).chain(&self.args.rest);
            let all = all.cloned().collect::<Vec<_>>().join(" and ");
            bail!("{all} are several ratings; one is accepted, the average of the last 24 hours");
        }
        let loose = format!("{first} {rest}");
        let is_loose = is_rated && self.args.pain.is_none();
        let loose = if is_loose { rest.as_str() } else { loose.trim() };
        let is_number =
            loose.trim_start_matches(['-', '+']).starts_with(|c: char| c.is_ascii_digit());
        match Pain::typed(loose) {
            Err(why) if !is_rated && (instead.is_empty() || is_number) => bail!("{why}{instead}"),
            // What is left of several options makes no sense in a row.
            _ if !self.words.join(" ").contains(loose) => {
                let word = loose.split(' ').next().unwrap_or_default();
                bail!("{word:?} needs an option, or quotes with the words before it{instead}")
            }
            _ => bail!("{loose:?} needs an option{instead}"),
        }
    }

    /// What may be meant: each option takes the words behind it, as many as make a value, and
    /// the others are looked at one by one. Only what would be recorded is offered.
    pub fn retyped(self, clock: Clock) -> Vec<Args> {
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
        let pain = self.args.pain.as_ref().filter(|pain| Pain::typed(pain).is_ok());
        meant.all.retain(|args| {
            // The pain that was named stays the only one.
            if args.rating.is_some() && (args.pain.is_some() || pain.is_some()) {
                return false;
            }
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

impl Place {
    /// Whether days or times of day go there.
    fn is_day(self) -> bool {
        let mut args = Args::default();
        let One(place) = self else { return false };
        *place(&mut args) = Some(String::new());
        args.date.is_some() || args.time.is_some() || args.began.is_some()
    }
}

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
        (One(|args| &mut args.date), is_day_alone),
        (One(|args| &mut args.time), |text, _| !is_number(text) && parse_time(text).is_ok()),
        (ACTIVITY, |text, _| is_kind_of_run(text)),
        (STRETCH, |text, _| is_known(KNOWN_STRETCHES, parse_stretch(text))),
    ],
    &[
        (One(|args| &mut args.rating), is_pain),
        (Many(|args| &mut args.tag), |text, _| text.starts_with('#') && !text.contains(' ')),
    ],
];

const STRETCH: Place = Many(|args| &mut args.stretch);
const ACTIVITY: Place = Many(|args| &mut args.activity);

/// Whether it is a day; one of long ago needs its whole year, as `20 nov 19` may end with an
/// hour or a pain.
fn is_day(text: &str, today: NaiveDate) -> bool {
    parse_day_and_time(text, today).is_ok_and(|(day, _)| !is_vague(text, day, today))
}

/// The same without its option: `10/10` is a pain, and `sat` and `night` are words of notes.
fn is_day_alone(text: &str, today: NaiveDate) -> bool {
    let is_word = matches!(text.split(' ').next(), Some("sat" | "sun" | "night" | "now"));
    !is_number(text) && !is_word && Pain::typed(text).is_err() && is_day(text, today)
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
    let is_other =
        matches!(text.split(' ').next(), Some("after" | "before" | "without" | "during"));
    words <= 2 && !is_other && is_known(KNOWN_ACTIVITIES, parse_activity(text))
}

/// The arguments that may be meant.
struct Meant {
    all: Vec<Args>,
    today: NaiveDate,
}

impl Meant {
    /// Takes an option with the words behind it.
    fn take(&mut self, option: &str, words: &[&str]) {
        let Some((_, place, fits)) = OPTIONS.iter().find(|(name, ..)| *name == option) else {
            self.all.iter_mut().for_each(|args| args.no_signs |= option == "no-signs");
            return self.loose(words);
        };
        let mut count = self.longest(words, *fits);
        match option {
            "stretch" | "activity" => {
                let read = if option == "stretch" { parse_stretch } else { parse_activity };
                let instead = read(&words.join(" ")).err().map(|why| why.instead);
                let instead = instead.unwrap_or_default();
                let is_more = count == 0 || count == 1 && words.len() > 2;
                if is_more && !instead.is_empty() {
                    return self.put(*place, &instead);
                }
                // Otherwise it is a name of one's own.
                count = count.max(usize::from(!words.is_empty()));
                return self.done(*place, read, words, count);
            }
            // The day of a visit may be left out.
            "seen" if count == 0 => {
                self.put(*place, &[String::new()]);
                return self.loose(words);
            }
            "note" => return self.note(words),
            "tag" if self.ends_with_pain(words) => count = words.len() - 1,
            // `7 Uhr 10`
            "time" if count == words.len() && self.ends_with_pain(words) => {
                let (_, time) = words.split_last().unwrap_or((&"", &[]));
                count = self.longest(time, *fits).max(usize::from(time.is_empty()));
            }
            _ => {}
        }
        let (value, rest) = words.split_at(count);
        let numbers = rest.iter().filter(|word| is_number(word)).count();
        if count == 0 || place.is_day() && numbers > 1 {
            // A value that would be refused is not to become something else.
            self.all.clear();
        }
        self.put(*place, &[value.join(" ")]);
        self.loose(rest);
    }

    /// A stretch or an activity of so many words. A number behind it may be its amount, or the
    /// pain.
    fn done(
        &mut self,
        place: Place,
        read: fn(&str) -> Result<Done, Invalid>,
        words: &[&str],
        count: usize,
    ) {
        let (value, rest) = words.split_at(count);
        let value = value.join(" ");
        if let [number, behind @ ..] = rest
            && is_number(number)
        {
            let is_pain = Pain::typed(number).is_ok() && !self.is_rated();
            let has_amount =
                read(&value).is_ok_and(|done| done.minutes.is_some() || done.distance.is_some());
            let why = read(&format!("{value} {number}")).err();
            let amounts = why.map(|why| why.instead).unwrap_or_default();
            if !(amounts.is_empty() || is_pain && has_amount) {
                let mut rated = Self { all: self.all.clone(), today: self.today };
                self.put(place, &amounts);
                self.loose(behind);
                if is_pain {
                    rated.put(place, &[value]);
                    rated.loose(rest);
                    self.all.extend(rated.all);
                }
                return;
            }
        }
        self.put(place, &[value]);
        self.loose(rest);
    }

    /// A note. A number at its end is a pain, or a part of it.
    fn note(&mut self, words: &[&str]) {
        let note = One(|args| &mut args.note);
        let mut whole = Self { all: self.all.clone(), today: self.today };
        whole.put(note, &[words.join(" ")]);
        if self.ends_with_pain(words) {
            let (pain, words) = words.split_at(words.len() - 1);
            let (pain, words) = (words, pain);
            let words = words.strip_suffix(&["pain"]).unwrap_or(words);
            self.put(One(|args| &mut args.rating), &[pain.concat()]);
            self.put(note, &[words.join(" ")]);
            self.all.extend(whole.all);
        } else {
            *self = whole;
        }
    }

    fn is_rated(&self) -> bool {
        self.all.iter().any(|args| args.rating.is_some() || args.pain.is_some())
    }

    fn ends_with_pain(&self, words: &[&str]) -> bool {
        let last = words.last().is_some_and(|word| Pain::typed(word).is_ok());
        last && words.len() > 1 && !self.is_rated()
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
                let is_stretch =
                    amounts.iter().all(|it| is_known(KNOWN_STRETCHES, parse_stretch(it)));
                return self.put(if is_stretch { STRETCH } else { ACTIVITY }, &amounts);
            }
            for (at, (place, fits)) in kinds.iter().enumerate() {
                let is_taken = match place {
                    One(place) => place(&mut args).is_some(),
                    Many(_) => false,
                };
                let count = if is_taken { 0 } else { self.longest(words, *fits) };
                if count == 0 {
                    continue;
                }
                match (round, at) {
                    (0, 2) => return self.done(*place, parse_activity, words, count),
                    (0, 3) => return self.done(*place, parse_stretch, words, count),
                    _ => {}
                }
                let (value, rest) = words.split_at(count);
                self.put(*place, &[value.join(" ")]);
                return self.loose(rest);
            }
        }
        if is_sign(&whole, self.today) {
            self.put(Many(|args| &mut args.symptom), &[whole]);
        } else if let ("pain" | "pain:", [_, rest @ ..]) = (&*first.to_lowercase(), words)
            && !rest.is_empty()
        {
            self.loose(rest);
        } else if args == Args::default() && !self.ends_with_pain(words) || is_number(&whole) {
            // Nothing tells that it was meant to be a note; a bare number never is.
            self.all.clear();
        } else {
            self.note(words);
        }
    }

    /// How many words from the first on make a text that fits; 0 where none do.
    fn longest(&self, words: &[&str], fits: Fits) -> usize {
        let fits = |count: &usize| fits(&words[..*count].join(" "), self.today);
        (1..=words.len()).rev().find(fits).unwrap_or(0)
    }
}
