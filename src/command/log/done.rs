//! `NAME[:AMOUNT]` and `NAME[:AMOUNT][:DISTANCE]`, as typed: with blanks as well as
//! with colons.

use anyhow::{Context as _, anyhow, bail};

use crate::domain::{Done, Word, parse_distance, parse_duration};

/// What `--stretch` was given.
pub fn stretch(text: &str) -> anyhow::Result<Done> {
    read_stretch(text).with_context(|| format!("--stretch {text}"))
}

/// What `--activity` was given.
pub fn activity(text: &str) -> anyhow::Result<Done> {
    read_activity(text).with_context(|| format!("--activity {text}"))
}

/// A stretch, and the total time that it was held.
pub fn read_stretch(text: &str) -> anyhow::Result<Done> {
    let (name, amounts) = parts(text)?;
    if amounts.len() > 1 {
        bail!("a stretch takes one amount, the total time held; write {name}:2min or {name}:4x30s");
    }
    Ok(Done {
        name,
        minutes: amounts.first().map(|text| parse_duration(text)).transpose()?,
        distance: None,
    })
}

/// An activity, and how long or how far it was, in either order.
pub fn read_activity(text: &str) -> anyhow::Result<Done> {
    let (name, amounts) = parts(text)?;
    with_amounts(name, &amounts)
}

/// An activity of this name, and how long or how far it was.
pub fn read_amounts(name: Word, text: &str) -> anyhow::Result<Done> {
    with_amounts(name, &amounts(text))
}

fn with_amounts(name: Word, amounts: &[String]) -> anyhow::Result<Done> {
    // Only where metres are the sport's own unit can a bare `m` be read.
    let metres = name.as_str() == "swim";
    let mut done = Done { name, minutes: None, distance: None };
    for amount in amounts {
        if let Ok(minutes) = parse_duration(amount) {
            if done.minutes.replace(minutes).is_some() {
                bail!("two amounts of time are given; one is accepted");
            }
        } else if let Ok(distance) = parse_distance(amount, metres) {
            if done.distance.replace(distance).is_some() {
                bail!("two distances are given; one is accepted");
            }
        } else {
            return Err(unreadable(amount, metres));
        }
    }
    Ok(done)
}

/// The name, and the amounts behind it: after the first colon, or from the first
/// word that begins with a digit.
fn parts(text: &str) -> anyhow::Result<(Word, Vec<String>)> {
    let (name, rest) = match text.split_once(':') {
        Some((name, "")) => (name, vec![String::new()]),
        Some((name, rest)) => (name, amounts(rest)),
        None => {
            let digit = |c: char| c.is_ascii_digit();
            let mut at = text.match_indices(' ').map(|(at, _)| at + 1);
            let amount = at.find(|at| text[*at..].starts_with(digit));
            let amount = amount.unwrap_or(text.len());
            let (name, rest) = text.split_at(amount);
            (name, amounts(rest))
        }
    };
    Ok((Word::lenient(name)?, rest))
}

/// Amounts with blanks or colons between them, and perhaps before their units.
fn amounts(text: &str) -> Vec<String> {
    let mut amounts: Vec<String> = Vec::new();
    let words = text
        .split(|c: char| c.is_whitespace() || c == ':')
        .map(|word| word.trim_end_matches(','))
        .filter(|word| !word.is_empty());
    for word in words {
        let is_unit = word.starts_with(char::is_alphabetic);
        match amounts.last_mut() {
            Some(last) if is_unit && last.ends_with(|c: char| c.is_ascii_digit()) => {
                last.push_str(word);
            }
            // `1h 10min` is one time, `1h 8km` a time and a distance.
            Some(last) if last.ends_with('h') && parse_duration(word).is_ok() => {
                last.push_str(word);
            }
            _ => amounts.push(word.to_owned()),
        }
    }
    amounts
}

fn unreadable(part: &str, metres: bool) -> anyhow::Error {
    let unit = part
        .trim()
        .trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ' '));
    let number = unit.len() < part.trim().len();
    let why = match unit {
        "" if number => "has no unit",
        "m" | "M" if number && !metres => "could be minutes or metres",
        _ => "is neither a time nor a distance",
    };
    let distances = if metres { "1km or 400m" } else { "8km or 5mi" };
    anyhow!("{part:?} {why}; write a time as 45min or 1h10min, a distance as {distances}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(done: &Done) -> String {
        let amount = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
        format!(
            "{} {} {}",
            done.name,
            amount(done.minutes.map(|m| m.to_string())),
            amount(done.distance.map(|d| d.to_string()))
        )
    }

    #[test]
    fn stretches_as_people_type_them() {
        for (text, expected) in [
            ("hamstring", "hamstring - -"),
            ("hamstring:2x30s", "hamstring 1 -"),
            ("Hip Flexor: 90s", "hip-flexor 1.5 -"),
        ] {
            assert_eq!(shown(&stretch(text).unwrap()), expected);
        }
        for (bad, named) in [
            ("", "is not a name"),
            (":5min", "is not a name"),
            ("hamstring:", "is not a duration"),
            ("hamstring:5", "has no unit"),
            ("hamstring:5m", "minutes or metres"),
            ("hamstring:5km", "unknown unit"),
            ("hamstring:1min:2min", "one amount"),
            ("=cmd()", "is not a name"),
        ] {
            let error = format!("{:#}", stretch(bad).unwrap_err());
            assert!(error.contains(named), "{bad}: {error}");
        }
    }

    #[test]
    fn activities_take_time_and_distance_in_either_order() {
        for (text, expected) in [
            ("run", "run - -"),
            ("run:45min", "run 45 -"),
            ("run:8km", "run - 8"),
            ("run:45min:8km", "run 45 8"),
            ("run:8km:45min", "run 45 8"),
            ("run:5mi", "run - 8.047"),
            ("swim:400m", "swim - 0.4"),
            ("swim:20min:400m", "swim 20 0.4"),
            ("Swim:1km", "swim - 1"),
            ("yoga:1h", "yoga 60 -"),
        ] {
            assert_eq!(shown(&activity(text).unwrap()), expected);
        }
        for (bad, named) in [
            ("", "is not a name"),
            ("run:", "neither"),
            ("run:45", "has no unit"),
            ("run:45m", "minutes or metres"),
            ("run:45min:10min", "two amounts"),
            ("run:8km:5mi", "two distances"),
            ("run:45min:8km:3km", "two distances"),
            ("run:-8km", "neither"),
            ("run:8yd", "neither"),
            ("swim:m", "neither"),
        ] {
            let error = format!("{:#}", activity(bad).unwrap_err());
            assert!(error.contains(named), "{bad}: {error}");
        }
    }

    #[test]
    fn blanks_are_as_good_as_colons() {
        for (text, expected) in [
            ("calf", "calf - -"),
            ("calf 90s", "calf 1.5 -"),
            ("hip flexor 4x30s", "hip-flexor 2 -"),
            ("calf 5 min", "calf 5 -"),
        ] {
            assert_eq!(shown(&read_stretch(text).unwrap()), expected);
        }
        for (text, expected) in [
            ("yoga 1h", "yoga 60 -"),
            ("row 30min 5km", "row 30 5"),
            ("row 5 km, 1h 10min", "row 70 5"),
            ("row 1h 8km", "row 60 8"),
        ] {
            assert_eq!(shown(&read_activity(text).unwrap()), expected);
        }
        let run = || Word::lenient("run").unwrap();
        for (text, expected) in [
            ("", "run - -"),
            ("45min", "run 45 -"),
            ("8km, 45min", "run 45 8"),
            ("45min:8km", "run 45 8"),
        ] {
            assert_eq!(shown(&read_amounts(run(), text).unwrap()), expected);
        }
        for (error, named) in [
            (read_stretch("calf 5m").unwrap_err(), "minutes or metres"),
            (read_amounts(run(), "45m").unwrap_err(), "minutes or metres"),
            (read_amounts(run(), "fast").unwrap_err(), "neither"),
        ] {
            let error = format!("{error:#}");
            assert!(error.contains(named), "{error}");
            assert!(!error.contains("--"), "{error}");
        }
    }
}
