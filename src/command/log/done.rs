//! `NAME[:AMOUNT]` and `NAME[:AMOUNT][:DISTANCE]`, as typed.

use anyhow::{Context as _, anyhow, bail};

use crate::domain::{Done, Word, parse_distance, parse_duration};

/// Reads a stretch: `hamstring`, `hamstring:90s`, `hip-flexor:4x30s`.
pub(super) fn stretch(text: &str) -> anyhow::Result<Done> {
    read_stretch(text).with_context(|| format!("--stretch {text}"))
}

fn read_stretch(text: &str) -> anyhow::Result<Done> {
    let mut parts = text.split(':');
    let name = Word::lenient(parts.next().unwrap_or_default())?;
    let minutes = parts.next().map(parse_duration).transpose()?;
    if parts.next().is_some() {
        bail!("a stretch takes one amount, the total time held; write {name}:2min or {name}:4x30s");
    }
    Ok(Done {
        name,
        minutes,
        distance: None,
    })
}

/// Reads an activity: `run`, `run:45min`, `run:8km`, `run:45min:8km` or
/// `run:8km:45min`.
pub(super) fn activity(text: &str) -> anyhow::Result<Done> {
    read_activity(text).with_context(|| format!("--activity {text}"))
}

fn read_activity(text: &str) -> anyhow::Result<Done> {
    let mut parts = text.split(':');
    let name = Word::lenient(parts.next().unwrap_or_default())?;
    // Only where metres are the sport's own unit can a bare `m` be read.
    let metres = name.as_str() == "swim";
    let mut done = Done {
        name,
        minutes: None,
        distance: None,
    };
    for part in parts {
        if let Ok(minutes) = parse_duration(part) {
            if done.minutes.replace(minutes).is_some() {
                bail!("two amounts of time are given; one is accepted");
            }
        } else if let Ok(distance) = parse_distance(part, metres) {
            if done.distance.replace(distance).is_some() {
                bail!("two distances are given; one is accepted");
            }
        } else {
            return Err(unreadable(part, metres));
        }
    }
    Ok(done)
}

/// Why a part is neither a time nor a distance, and what is either.
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
}
