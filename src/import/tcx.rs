//! TCX, laps of an activity: their times and distances are summed.

use super::xml::{Node, Xml, attribute};
use super::{Activity, Failure, Record, Start, kilometres, minutes, values};

pub fn read(xml: Xml<'_>) -> Result<Vec<Record>, Failure> {
    let mut tcx = Tcx::default();
    xml.walk(&mut |_| {}, &mut |node, depth| tcx.node(node, depth))?;
    if tcx.records.is_empty() {
        return Err(Failure::Other("it is a TCX file without an activity".to_owned()));
    }
    Ok(tcx.records)
}

#[derive(Default)]
struct Tcx {
    records: Vec<Record>,
    activity: Option<Laps>,
    /// How deep the lap stands.
    lap: usize,
}

/// An activity as far as it has been read.
struct Laps {
    sport: Activity,
    start: Option<Start>,
    seconds: f64,
    metres: f64,
}

impl Tcx {
    fn node(&mut self, node: &Node<'_>, depth: usize) -> Result<(), Failure> {
        if let Node::Start("Activity", start) = node {
            let sport = attribute(start, "Sport").filter(|sport| !sport.is_empty());
            let sport = sport.map_or(Activity::Unnamed, Activity::Named);
            self.activity = Some(Laps { sport, start: None, seconds: 0.0, metres: 0.0 });
            return Ok(());
        }
        let Some(laps) = &mut self.activity else {
            return Ok(());
        };
        let instant = |text: &str| values::instant(text).ok_or("a time cannot be read");
        let number = |text: &str| {
            let number = text.parse().ok().filter(|it: &f64| it.is_finite() && *it >= 0.0);
            number.ok_or("a number cannot be read")
        };
        match node {
            Node::Start("Lap", start) => {
                self.lap = depth;
                if let Some(text) = attribute(start, "StartTime") {
                    laps.start.get_or_insert(instant(&text)?);
                }
            }
            Node::End("Id", text) => {
                laps.start.get_or_insert(instant(text)?);
            }
            // Points have a distance as well.
            Node::End("TotalTimeSeconds", text) if depth == self.lap + 1 => {
                laps.seconds += number(text)?;
            }
            Node::End("DistanceMeters", text) if depth == self.lap + 1 => {
                laps.metres += number(text)?;
            }
            Node::End("Activity", _) => {
                if let Some(laps) = self.activity.take() {
                    self.records.push(laps.record()?);
                }
            }
            _ => {}
        }
        Ok(())
    }
}

impl Laps {
    fn record(self) -> Result<Record, Failure> {
        let start = self.start.ok_or("an activity has no time")?;
        Ok(Record {
            minutes: minutes(Some(self.seconds)),
            distance: kilometres(Some(self.metres)),
            ..Record::new(start, self.sport)
        })
    }
}
