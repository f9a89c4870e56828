//! Names and amounts as people type them at a question: with blanks, where the
//! command line wants colons.

use crate::command::log::done;
use crate::domain::{Word, parse_duration};

/// `calf 90s` as `calf:90s`; nothing stays nothing.
pub(super) fn stretch(text: &str) -> anyhow::Result<String> {
    checked(&with_colons(text), |text| done::stretch(text).map(drop))
}

/// `yoga 1h` as `yoga:1h`; nothing stays nothing.
pub(super) fn activity(text: &str) -> anyhow::Result<String> {
    checked(&with_colons(text), |text| done::activity(text).map(drop))
}

/// `45min 8km` of a run as `run:45min:8km`; nothing as `run`.
pub(super) fn amounts(name: &Word, text: &str) -> anyhow::Result<String> {
    let mut parts = vec![name.to_string()];
    parts.extend(amounts_of(text));
    checked(&parts.join(":"), |text| done::activity(text).map(drop))
}

fn checked(text: &str, check: impl Fn(&str) -> anyhow::Result<()>) -> anyhow::Result<String> {
    if !text.is_empty() {
        // Without the option that these words were not typed after.
        check(text).map_err(|error| anyhow::anyhow!("{}", error.root_cause()))?;
    }
    Ok(text.to_owned())
}

/// A name may have blanks of its own: the amounts begin at the first digit.
fn with_colons(text: &str) -> String {
    if text.contains(':') {
        return text.to_owned();
    }
    let start = text
        .char_indices()
        .zip(std::iter::once(' ').chain(text.chars()))
        .find(|((_, c), before)| c.is_ascii_digit() && before.is_whitespace())
        .map_or(text.len(), |((at, _), _)| at);
    let (name, rest) = text.split_at(start);
    let mut parts = vec![name.trim().to_owned()];
    parts.extend(amounts_of(rest));
    parts.join(":")
}

/// `45 min, 8 km` as `45min` and `8km`: a unit belongs to the number before it,
/// and so do parts such as those of `1h 10min`.
fn amounts_of(text: &str) -> Vec<String> {
    let mut amounts: Vec<String> = Vec::new();
    let words = text
        .split(|c: char| c.is_whitespace() || c == ':')
        .map(|word| word.trim_end_matches(','))
        .filter(|word| !word.is_empty());
    for word in words {
        let is_unit = !word.starts_with(|c: char| c.is_ascii_digit());
        // `1h 10min` is one time, `1h 8km` a time and a distance.
        let goes_on = |last: &str| last.ends_with('h') && parse_duration(word).is_ok();
        match amounts.last_mut() {
            Some(last) if is_unit || goes_on(last) => last.push_str(word),
            _ => amounts.push(word.to_owned()),
        }
    }
    amounts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_are_as_good_as_colons() {
        for (text, expected) in [
            ("", ""),
            ("calf", "calf"),
            ("calf 90s", "calf:90s"),
            ("calf:90s", "calf:90s"),
            ("hip flexor 4x30s", "hip flexor:4x30s"),
            ("calf 5 min", "calf:5min"),
        ] {
            assert_eq!(stretch(text).unwrap(), expected);
        }
        for (text, expected) in [
            ("", ""),
            ("yoga 1h", "yoga:1h"),
            ("row 30min 5km", "row:30min:5km"),
            ("row 5 km, 1h 10min", "row:5km:1h10min"),
        ] {
            assert_eq!(activity(text).unwrap(), expected);
        }
        let run = Word::lenient("run").unwrap();
        for (text, expected) in [
            ("", "run"),
            ("45min", "run:45min"),
            ("8km, 45min", "run:8km:45min"),
            ("45min:8km", "run:45min:8km"),
        ] {
            assert_eq!(amounts(&run, text).unwrap(), expected);
        }
    }

    #[test]
    fn what_is_unclear_is_said_without_the_option() {
        let run = Word::lenient("run").unwrap();
        for (error, named) in [
            (stretch("calf 5m").unwrap_err(), "minutes or metres"),
            (stretch("=cmd()").unwrap_err(), "is not a name"),
            (amounts(&run, "45m").unwrap_err(), "minutes or metres"),
            (amounts(&run, "fast").unwrap_err(), "neither"),
        ] {
            let error = format!("{error:#}");
            assert!(error.contains(named), "{error}");
            assert!(!error.contains("--"), "{error}");
        }
    }
}
