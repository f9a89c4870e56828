//! GPX, points of a track: each track with times is a record. The time between two segments is
//! a pause.

use chrono::NaiveDateTime;
use quick_xml::events::BytesStart;

use super::xml::{Node, Xml, attribute};
use super::{Activity, Failure, Record, Start, kilometres, minutes, values};

/// The mean radius of the earth in metres (IUGG).
const RADIUS: f64 = 6_371_008.8;

pub fn read(xml: Xml<'_>) -> Result<Vec<Record>, Failure> {
    let mut gpx = Gpx::default();
    xml.walk(&mut |_| {}, &mut |node, depth| gpx.node(node, depth))?;
    if gpx.records.is_empty() {
        return Err(Failure::Other("it holds no track with times, only a way".to_owned()));
    }
    if gpx.has_way {
        return Err("it holds a track without times beside one with them".into());
    }
    Ok(gpx.records)
}

#[derive(Default)]
struct Gpx {
    records: Vec<Record>,
    track: Option<Track>,
    /// How deep the track stands.
    depth: usize,
    /// A track has points and no times.
    has_way: bool,
}

/// A track as far as it has been read.
#[derive(Default)]
struct Track {
    kind: Option<String>,
    start: Option<Start>,
    seconds: f64,
    metres: f64,
    /// The first and the last time of this segment.
    times: Option<(NaiveDateTime, NaiveDateTime)>,
    /// Latitude and longitude of the last point in degrees.
    last: Option<(f64, f64)>,
    is_in_point: bool,
    has_points: bool,
}

impl Gpx {
    fn node(&mut self, node: &Node<'_>, depth: usize) -> Result<(), Failure> {
        let Some(track) = &mut self.track else {
            if matches!(node, Node::Start("trk", _)) {
                (self.track, self.depth) = (Some(Track::default()), depth);
            }
            return Ok(());
        };
        match node {
            Node::Start("trkpt", point) => track.add(point),
            Node::End("time", text) if track.is_in_point => track.at(text)?,
            Node::End("trkpt", _) => track.is_in_point = false,
            Node::End("trkseg", _) => track.end_segment(),
            // A link within the track has a type as well.
            Node::End("type", text) if depth == self.depth + 1 => track.kind = kind(text),
            Node::End("trk", _) if depth == self.depth => {
                let has_points = track.has_points;
                let record = self.track.take().and_then(Track::record);
                self.has_way |= has_points && record.is_none();
                self.records.extend(record);
            }
            _ => {}
        }
        Ok(())
    }
}

/// Some makers write their number of a sport.
fn kind(text: &str) -> Option<String> {
    let name = match text {
        "" => return None,
        "1" => "bike",
        "9" => "run",
        "10" => "walk",
        "16" => "swim",
        text => text,
    };
    Some(name.to_owned())
}

impl Track {
    fn add(&mut self, point: &BytesStart<'_>) {
        (self.is_in_point, self.has_points) = (true, true);
        let degrees = |name| attribute(point, name)?.parse::<f64>().ok();
        let Some(here) = degrees("lat").zip(degrees("lon")) else {
            return;
        };
        if let Some(last) = self.last.replace(here) {
            self.metres += distance(last, here);
        }
    }

    fn at(&mut self, text: &str) -> Result<(), Failure> {
        let start = values::instant(text).ok_or("the time of a point cannot be read")?;
        let (Start::Utc(at) | Start::Local(at)) = start else {
            return Err("a point has a day without a time".into());
        };
        self.start.get_or_insert(start);
        let (first, last) = self.times.unwrap_or((at, at));
        self.times = Some((first.min(at), last.max(at)));
        Ok(())
    }

    fn end_segment(&mut self) {
        if let Some((first, last)) = self.times.take() {
            self.seconds += (last - first).as_seconds_f64();
        }
        self.last = None;
    }

    /// `None` for a way that nobody has gone yet.
    fn record(mut self) -> Option<Record> {
        self.end_segment();
        let activity = self.kind.map_or(Activity::Unnamed, Activity::Named);
        let distance = kilometres(Some(self.metres));
        let minutes = Some(minutes(Some(self.seconds))?);
        Some(Record { minutes, distance, ..Record::new(self.start?, activity) })
    }
}

/// Metres between two points, by the haversine formula.
fn distance(from: (f64, f64), to: (f64, f64)) -> f64 {
    let (from, to) =
        ((from.0.to_radians(), from.1.to_radians()), (to.0.to_radians(), to.1.to_radians()));
    let half = |a: f64, b: f64| ((a - b) / 2.0).sin().powi(2);
    let chord = half(from.0, to.0) + from.0.cos() * to.0.cos() * half(from.1, to.1);
    2.0 * RADIUS * chord.sqrt().min(1.0).asin()
}
