//! Words that stand where no value is due: refused, with the line that was probably meant.

use anyhow::bail;

use super::Args;
use super::entries::{Clock, entries, parse_tags};
use super::typed::{Typed, is_known, names, option};
use crate::domain::{
    Done, KNOWN_ACTIVITIES, KNOWN_STRETCHES, Pain, Symptom, parse_activity, parse_day_and_time,
    parse_stretch, parse_time,
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
        let mut meant = Meant { all: vec![Args::default()], clock };
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
            args.rest.is_empty() && entries(typed, clock).is_ok_and(|rows| !rows.is_empty())
        });
        meant.all
    }
}

/// The values of an option in the arguments.
type Values = fn(&mut Args) -> &mut Vec<String>;

/// The arguments that may be meant.
struct Meant {
    all: Vec<Args>,
    clock: Clock,
}

impl Meant {
    /// Takes an option with the words behind it.
    fn take(&mut self, option: &str, words: &[&str]) {
        let today = self.clock.today();
        let is_day = |text: &str| parse_day_and_time(text, today).is_ok();
        let is_time = |text: &str| parse_time(text).is_ok();
        let is_tag = |text: &str| parse_tags(&[text.to_owned()]).is_ok();
        let rest = match option {
            "note" => self.text(|args| &mut args.note, words, |_| true),
            "date" => self.text(|args| &mut args.date, words, is_day),
            "began" => self.text(|args| &mut args.began, words, is_day),
            "seen" if words.is_empty() => self.text(|args| &mut args.seen, &[""], |_| true),
            "seen" => self.text(|args| &mut args.seen, words, is_day),
            "time" => self.text(|args| &mut args.time, words, is_time),
            "pain" => self.text(|args| &mut args.pain, words, |text| Pain::typed(text).is_ok()),
            "tag" => self.list(|args| &mut args.tag, words, is_tag),
            "symptom" => {
                self.list(|args| &mut args.symptom, words, |text| Symptom::read(text).is_some())
            }
            "stretch" => self.done(true, words),
            "activity" => self.done(false, words),
            "no-signs" => {
                self.each(|args| args.no_signs = true);
                words
            }
            _ => words,
        };
        // A visit without a day may stand before words of others.
        if option == "seen" && rest.len() == words.len() {
            self.each(|args| args.seen = Some(String::new()));
        }
        self.loose(rest);
    }

    fn each(&mut self, put: impl Fn(&mut Args)) {
        self.all.iter_mut().for_each(put);
    }

    /// Gives a text the most words that fit; what is left.
    fn text<'w, 'a>(
        &mut self,
        place: fn(&mut Args) -> &mut Option<String>,
        words: &'w [&'a str],
        fits: impl Fn(&str) -> bool,
    ) -> &'w [&'a str] {
        let count = longest(words, fits);
        if count > 0 {
            let text = words[..count].join(" ");
            self.each(|args| {
                let place = place(args);
                *place = Some(place.take().map_or(text.clone(), |old| format!("{old} {text}")));
            });
        }
        &words[count..]
    }

    /// The same for one more value of a list.
    fn list<'w, 'a>(
        &mut self,
        place: Values,
        words: &'w [&'a str],
        fits: impl Fn(&str) -> bool,
    ) -> &'w [&'a str] {
        let count = longest(words, fits);
        if count > 0 {
            self.each(|args| place(args).push(words[..count].join(" ")));
        }
        &words[count..]
    }

    /// A stretch or an activity: the most words that are one with an amount or a known name;
    /// otherwise what its reader offers for all of them.
    fn done<'w, 'a>(&mut self, is_stretch: bool, words: &'w [&'a str]) -> &'w [&'a str] {
        let (place, read, known): (Values, fn(&str) -> _, _) = if is_stretch {
            (|args| &mut args.stretch, parse_stretch, KNOWN_STRETCHES)
        } else {
            (|args| &mut args.activity, parse_activity, KNOWN_ACTIVITIES)
        };
        let fits = |text: &str| {
            let has_amount = |done: &Done| done.minutes.is_some() || done.distance.is_some();
            let is_one = |text: &str| {
                read(text).is_ok_and(|done| has_amount(&done)) || is_known(known, read(text))
            };
            names(text, known).iter().all(|name| is_one(name))
        };
        let count = longest(words, fits);
        let instead = read(&words.join(" ")).err().map(|why| why.instead).unwrap_or_default();
        if count < 2 && count < words.len() && !instead.is_empty() {
            self.alternatives(place, &instead);
            return &[];
        }
        // A name of one's own.
        let count = count.max(usize::from(!words.is_empty()));
        self.list(place, words, |text| text == words[..count].join(" "))
    }

    fn alternatives(&mut self, place: Values, values: &[String]) {
        let with = |args: &Args, value: &String| {
            let mut args = args.clone();
            place(&mut args).push(value.clone());
            args
        };
        let all =
            self.all.iter().flat_map(|args| values.iter().map(move |value| with(args, value)));
        self.all = all.collect();
    }

    /// Words without an option: days, times, what was done, the pain, signs, tags; the rest
    /// is a note.
    fn loose(&mut self, words: &[&str]) {
        let Some(first) = words.first() else { return };
        let today = self.clock.today();
        let is_number = first.bytes().all(|byte| byte.is_ascii_digit());
        let is_day = |text: &str| {
            let is_bare = text.len() == first.len() && is_number;
            !is_bare && parse_day_and_time(text, today).is_ok()
        };
        let is_time = |text: &str| {
            let is_bare = text.len() == first.len() && is_number;
            !is_bare && parse_time(text).is_ok()
        };
        let is_pain = |text: &str| Pain::typed(text).is_ok();
        let whole = words.join(" ");
        let is_amount = first.starts_with(|c: char| c.is_ascii_digit())
            && (words.len() > 1 || !is_number && Pain::typed(first).is_err());
        let runs = parse_activity(&whole).err().map(|why| why.instead).unwrap_or_default();
        // `stiff after run` is no kind of run.
        let is_run = |text: &str| {
            let words =
                parse_activity(text).map_or(0, |done| done.name.as_str().split('-').count());
            words <= 2 && is_known(KNOWN_ACTIVITIES, parse_activity(text))
        };
        let is_stretch = |text: &str| is_known(KNOWN_STRETCHES, parse_stretch(text));
        let is_sign = |text: &str| Symptom::read(text).is_some();
        let args = self.all.first().cloned().unwrap_or_default();
        let is_rated = args.rating.is_some() || args.pain.is_some();
        let rest =
            if matches!(&*first.to_lowercase(), "pain" | "pain:" | "pain=") && words.len() > 1 {
                &words[1..]
            } else if args.date.is_none() && longest(words, is_day) > 0 {
                self.text(|args| &mut args.date, words, is_day)
            } else if args.time.is_none() && longest(words, is_time) > 0 {
                self.text(|args| &mut args.time, words, is_time)
            } else if longest(words, is_run) > 0 {
                self.list(|args| &mut args.activity, words, is_run)
            } else if longest(words, is_stretch) > 0 {
                self.list(|args| &mut args.stretch, words, is_stretch)
            } else if is_amount && !runs.is_empty() {
                // `8 km` is no pain of 8.
                self.alternatives(|args| &mut args.activity, &runs);
                &[]
            } else if !is_rated && longest(words, is_pain) > 0 {
                self.text(|args| &mut args.rating, words, is_pain)
            } else if longest(words, is_sign) > 0 {
                self.list(|args| &mut args.symptom, words, is_sign)
            } else if first.starts_with('#') {
                self.list(|args| &mut args.tag, words, |text| text == *first)
            } else if args == Args::default() {
                // Nothing tells that it was meant to be a note.
                self.each(|args| args.rest.push(whole.clone()));
                &[]
            } else {
                self.text(|args| &mut args.note, words, |_| true)
            };
        if rest.len() < words.len() {
            self.loose(rest);
        }
    }
}

/// How many words from the first on make a text that fits; 0 where none do.
fn longest(words: &[&str], fits: impl Fn(&str) -> bool) -> usize {
    (1..=words.len()).rev().find(|count| fits(&words[..*count].join(" "))).unwrap_or(0)
}
