//! Apple Health: the workouts of its `export.xml`, which may have any length.

use quick_xml::events::BytesStart;

use super::xml::{Node, Xml, attribute};
use super::{Activity, Failure, Progress, Record, Start, kilometres, minutes, shorter, values};

/// Before the name of each kind of workout.
const PREFIX: &str = "HKWorkoutActivityType";

pub fn read(xml: Xml<'_>, progress: Progress<'_>) -> Result<Vec<Record>, Failure> {
    let (mut records, mut open) = (Vec::new(), None);
    xml.streamed().walk(progress, &mut |node, _| {
        match node {
            Node::Start("Workout", start) => open = Some(workout(start)?),
            Node::Start("WorkoutStatistics", start) => {
                if let Some(record) = &mut open {
                    add_distance(record, start);
                }
            }
            Node::End("Workout", _) => records.extend(open.take()),
            _ => {}
        }
        Ok(())
    })?;
    if records.is_empty() {
        return Err(Failure::Other("it holds no workout".to_owned()));
    }
    Ok(records)
}

fn workout(start: &BytesStart<'_>) -> Result<Record, Failure> {
    let instant = |name| values::instant(&attribute(start, name)?);
    let begin = instant("startDate").ok_or("a workout has no start that can be read")?;
    let elapsed = match (begin, instant("endDate")) {
        (Start::Utc(from), Some(Start::Utc(to))) => Some((to - from).as_seconds_f64()),
        _ => None,
    };
    let amount = |name, unit| Some((number(start, name)?, attribute(start, unit)?));
    let duration = amount("duration", "durationUnit").and_then(|(time, unit)| {
        let seconds = match &*unit {
            "s" | "sec" => 1.0,
            "min" => 60.0,
            "h" | "hr" => 3600.0,
            _ => return None,
        };
        Some(time * seconds)
    });
    let kind = attribute(start, "workoutActivityType").unwrap_or_default();
    let kind = apart(kind.strip_prefix(PREFIX).unwrap_or(&kind));
    let way = amount("totalDistance", "totalDistanceUnit");
    Ok(Record {
        minutes: minutes(shorter(duration, elapsed)),
        distance: kilometres(way.and_then(metres)),
        ..Record::new(begin, Activity::named(&kind))
    })
}

fn number(start: &BytesStart<'_>, name: &str) -> Option<f64> {
    attribute(start, name)?.parse().ok()
}

/// Takes the distance of newer files, which have it in an element of its own.
fn add_distance(record: &mut Record, start: &BytesStart<'_>) {
    let kind = attribute(start, "type").unwrap_or_default();
    if kind.starts_with("HKQuantityTypeIdentifierDistance")
        && let Some(sum) = number(start, "sum").zip(attribute(start, "unit"))
        && let Some(distance) = kilometres(metres(sum))
    {
        record.distance = Some(distance);
    }
}

fn metres((amount, unit): (f64, String)) -> Option<f64> {
    let metres = match &*unit {
        "m" => 1.0,
        "km" => 1000.0,
        "mi" => 1609.344,
        "yd" => 0.9144,
        "ft" => 0.3048,
        _ => return None,
    };
    Some(amount * metres)
}

/// `FunctionalStrengthTraining` with hyphens between its words.
fn apart(name: &str) -> String {
    let mut words = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !words.is_empty() {
            words.push('-');
        }
        words.extend(c.to_lowercase());
    }
    words
}
