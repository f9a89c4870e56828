//! Times, distances and what was done, as people read them.

use crate::domain::{DistanceUnit, Done, Kilometres, Minutes};

/// `45 min`, `1 h 10 min`, `1 min 30 s`: to the second.
pub fn time(minutes: Minutes) -> String {
    let seconds = (minutes.thousandths() * 60 + 500) / 1000;
    let parts = [
        (seconds / 3600, "h"),
        (seconds / 60 % 60, "min"),
        (seconds % 60, "s"),
    ];
    let parts: Vec<_> = parts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, unit)| format!("{count} {unit}"))
        .collect();
    if parts.is_empty() {
        "0 min".to_owned()
    } else {
        parts.join(" ")
    }
}

/// `8 km`, `4.97 mi`: kilometres as recorded, miles to a hundredth.
pub fn distance(distance: Kilometres, unit: DistanceUnit) -> String {
    match unit {
        DistanceUnit::Km => format!("{distance} km"),
        DistanceUnit::Mi => format!("{} mi", hundredths(unit.of(distance))),
    }
}

/// `run, 45 min, 8 km`: the name, and as much as was recorded.
pub fn done(done: &Done, unit: DistanceUnit) -> String {
    let mut parts = vec![done.name.to_string()];
    parts.extend(done.minutes.map(time));
    parts.extend(done.distance.map(|amount| distance(amount, unit)));
    parts.join(", ")
}

/// `run 45min 8km`: the same for a column, much as it is typed; kilometres to a
/// hundredth too.
pub fn done_in_short(done: &Done, unit: DistanceUnit) -> String {
    let short = |amount: String| amount.replace(' ', "");
    let mut parts = vec![done.name.to_string()];
    parts.extend(done.minutes.map(|amount| short(time(amount))));
    parts.extend(
        done.distance
            .map(|amount| format!("{}{}", hundredths(unit.of(amount)), unit.name())),
    );
    parts.join(" ")
}

/// At most two decimals, and none that say nothing.
fn hundredths(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{parse_distance, parse_duration};

    #[test]
    fn times_in_words() {
        for (text, shown) in [
            ("45min", "45 min"),
            ("70min", "1 h 10 min"),
            ("2h", "2 h"),
            ("90s", "1 min 30 s"),
            ("10s", "10 s"),
            ("3x20s", "1 min"),
            ("0s", "0 min"),
        ] {
            assert_eq!(time(parse_duration(text).unwrap()), shown);
        }
    }

    #[test]
    fn what_was_done_at_length_and_in_short() {
        let run = Done {
            name: "run".parse().unwrap(),
            minutes: parse_duration("70min").ok(),
            distance: parse_distance("5mi", false).ok(),
        };
        assert_eq!(done(&run, DistanceUnit::Km), "run, 1 h 10 min, 8.047 km");
        assert_eq!(done_in_short(&run, DistanceUnit::Km), "run 1h10min 8.05km");
        assert_eq!(done_in_short(&run, DistanceUnit::Mi), "run 1h10min 5mi");
    }

    #[test]
    fn distances_in_either_unit() {
        for (text, unit, shown) in [
            ("8km", DistanceUnit::Km, "8 km"),
            ("400m", DistanceUnit::Km, "0.4 km"),
            ("5mi", DistanceUnit::Mi, "5 mi"),
            ("10km", DistanceUnit::Mi, "6.21 mi"),
            ("0km", DistanceUnit::Mi, "0 mi"),
        ] {
            assert_eq!(distance(parse_distance(text, true).unwrap(), unit), shown);
        }
    }
}
