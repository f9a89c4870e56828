//! Words that no option takes: what to type instead.
//!
//! Pure, and never a line that would lose what the right options say.

use anyhow::bail;
use chrono::NaiveDate;

use super::Args;
use super::entries::{read_activity, read_stretch};
use crate::domain::{Done, Invalid, KNOWN_ACTIVITIES, KNOWN_STRETCHES, Pain, Symptom, parse_day};

/// Refuses words that no option takes, and says what to type instead.
pub fn refuse_loose_words(args: &Args, today: NaiveDate) -> anyhow::Result<()> {
    let Some(first) = args.rating.as_deref() else {
        return Ok(());
    };
    let is_rated = Pain::typed(first).is_ok();
    if is_rated && args.rest.is_empty() {
        return Ok(());
    }
    let every = [&[first.to_owned()], args.rest.as_slice()].concat();
    let (all, rest) = (every.join(" "), args.rest.join(" "));
    if every.iter().all(|word| Pain::typed(word).is_ok()) {
        bail!("{all:?} are several ratings; one is accepted, the average of the last 24 hours");
    }
    let is_day = |text: &str| parse_day(text, today).is_ok_and(|day| day <= today);
    let own = |texts: &[String]| with_own_options(texts, is_day);
    if has_options(args) {
        let (loose, words) =
            if is_rated { (&rest, args.rest.as_slice()) } else { (&all, every.as_slice()) };
        // A line without the options that are right would lose what they say.
        // The rating may be the amount that an option wants: `-s hamstring 5 min`.
        let goes_on = |loose: &str| of_the_option_before(args, loose, is_day);
        let (loose, meant) = match goes_on(&all) {
            Some(words) => (&all, Some(words)),
            None => (loose, goes_on(loose)),
        };
        let instead = meant.or_else(|| own(std::slice::from_ref(loose)).or_else(|| own(words)));
        match instead {
            Some(words) => {
                let words = shlex::try_join(words.iter().map(String::as_str))?;
                bail!("{loose:?} stands alone; write {words} in its place")
            }
            None => bail!(
                "{loose:?} belongs to no option; put quotes around a text of several words, as in -n 'stiff after the drive'"
            ),
        }
    }
    let instead = if is_rated {
        let words = own(std::slice::from_ref(&rest)).or_else(|| own(&args.rest));
        let words = words.unwrap_or_else(|| vec!["--note".to_owned(), rest]);
        [vec![first.to_owned()], words].concat()
    } else if let ("pain", Ok(pain)) = (first, Pain::typed(&rest)) {
        vec![pain.to_string()]
    } else if is_day(&all) {
        vec!["4".to_owned(), "-d".to_owned(), all.clone()]
    } else if let Some(words) = own(std::slice::from_ref(&all)).or_else(|| own(&every)) {
        words
    } else {
        bail!(Pain::typed(&all).err().unwrap_or(Invalid(String::new())));
    };
    let words = ["backcare", "log"].into_iter().chain(instead.iter().map(String::as_str));
    bail!("{all:?} is not a pain rating; write {}", shlex::try_join(words)?)
}

/// Whether anything but loose words was given.
fn has_options(args: &Args) -> bool {
    let (rating, rest) = (args.rating.clone(), args.rest.clone());
    *args != Args { rating, rest, ..Args::default() }
}

/// Each text with the option that it is a value of; none where one is of no option, or
/// where there are two days.
fn with_own_options(texts: &[String], is_day: impl Fn(&str) -> bool) -> Option<Vec<String>> {
    let is_known = |known: &[&str], done: anyhow::Result<Done>| {
        done.is_ok_and(|done| known.contains(&done.name.as_str()))
    };
    let option = |text: &str| match text {
        _ if is_known(KNOWN_ACTIVITIES, read_activity(text)) => Some("-a"),
        _ if is_known(KNOWN_STRETCHES, read_stretch(text)) => Some("-s"),
        _ if text.parse::<Symptom>().is_ok() => Some("--symptom"),
        _ if is_day(text) => Some("-d"),
        _ => None,
    };
    let options: Option<Vec<_>> = texts.iter().map(|text| option(text)).collect();
    let options = options.filter(|it| it.iter().filter(|option| **option == "-d").count() < 2)?;
    let words = options.into_iter().zip(texts);
    Some(words.flat_map(|(option, text)| [option.to_owned(), text.clone()]).collect())
}

/// The option that loose words go on with, as in `-s hamstring 5 min`; none where it may
/// be one of two.
fn of_the_option_before(
    args: &Args,
    loose: &str,
    is_day: impl Fn(&str) -> bool,
) -> Option<Vec<String>> {
    let bare = |last: &&String| !last.contains(|c: char| c.is_ascii_digit());
    let has_amount = |done: anyhow::Result<Done>| {
        done.is_ok_and(|done| done.minutes.is_some() || done.distance.is_some())
    };
    let stretch = args.stretch.last().filter(bare).map(|last| format!("{last} {loose}"));
    let activity = args.activity.last().filter(bare);
    // Minutes of a run; of a stretch it could be seconds.
    let activity = activity.and_then(|last| {
        let texts = [format!("{last} {loose}"), format!("{last} {loose}min")];
        texts.into_iter().find(|text| has_amount(read_activity(text)))
    });
    let date = args.date.as_ref().map(|date| format!("{date} {loose}"));
    let readings = [
        ("-s", stretch.filter(|text| has_amount(read_stretch(text)))),
        ("-a", activity),
        ("-d", date.filter(|text| is_day(text))),
    ];
    let mut meant: Vec<Vec<String>> = readings
        .into_iter()
        .filter_map(|(option, text)| Some(vec![option.to_owned(), text?]))
        .collect();
    if args.seen.as_deref() == Some("") && is_day(loose) {
        meant.push(vec![format!("--seen={loose}")]);
    }
    meant.pop().filter(|_| meant.is_empty())
}
