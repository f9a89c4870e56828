//! Words that no option takes: what to type instead.

use anyhow::bail;
use chrono::NaiveDate;

use super::Args;
use super::entries::{read_activity, read_stretch};
use crate::domain::{Done, Invalid, KNOWN_ACTIVITIES, KNOWN_STRETCHES, Pain, Symptom, parse_day};

/// Refuses words that no option takes, and names the option that they want.
pub fn refuse_loose_words(args: &Args, today: NaiveDate) -> anyhow::Result<()> {
    let Some(first) = args.rating.as_deref() else {
        return Ok(());
    };
    let is_rated = Pain::typed(first).is_ok();
    let rest = args.rest.join(" ");
    if is_rated && rest.is_empty() {
        return Ok(());
    }
    let loose = if is_rated { rest.clone() } else { [first, &rest].join(" ").trim().to_owned() };
    if let ("pain", Ok(pain)) = (first, Pain::typed(&rest)) {
        bail!("{loose:?} is not a pain rating; try backcare log {pain}");
    }
    if is_rated && args.rest.iter().all(|word| Pain::typed(word).is_ok()) {
        bail!(
            "{first} {loose} are several ratings; one is accepted, the average of the last 24 hours"
        );
    }
    let (rating, words) = (args.rating.clone(), args.rest.clone());
    if *args != (Args { rating, rest: words, ..Args::default() }) {
        bail!(
            "{loose:?} belongs to no option; put quotes around a text of several words, as in -n 'stiff after the drive'"
        );
    }
    let Some(option) = option(&loose, today) else {
        if is_rated {
            bail!("{loose:?} belongs to no option; try -n {}", shlex::try_quote(&loose)?);
        }
        bail!(Pain::typed(&loose).err().unwrap_or(Invalid(String::new())));
    };
    bail!("{loose:?} needs an option; try {option} {}", shlex::try_quote(&loose)?)
}

/// The option that a text is a value of.
fn option(text: &str, today: NaiveDate) -> Option<&'static str> {
    let is_known = |known: &[&str], done: anyhow::Result<Done>| {
        done.is_ok_and(|done| known.contains(&done.name.as_str()))
    };
    if is_known(KNOWN_ACTIVITIES, read_activity(text)) {
        Some("-a")
    } else if is_known(KNOWN_STRETCHES, read_stretch(text)) {
        Some("-s")
    } else if Symptom::read(text).is_some() {
        Some("--symptom")
    } else if parse_day(text, today).is_ok_and(|day| day <= today) {
        Some("-d")
    } else {
        None
    }
}
