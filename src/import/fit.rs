//! FIT, the format of watches: the sessions of an activity, by Garmin's FIT protocol.
//!
//! A file is a header, records and a checksum. A definition says which fields a kind of
//! message has, and how long they are; the messages of that kind follow.

use chrono::{DateTime, NaiveDateTime};

use super::{Activity, Failure, Record, Start, kilometres, minutes, shorter};

/// Kinds of messages that are read.
const FILE_ID: u16 = 0;
const SPORT: u16 = 12;
const SESSION: u16 = 18;

/// `file_id.type` of a recorded activity.
const IS_ACTIVITY: u32 = 4;

/// 1989-12-31T00:00:00Z, from which a file counts seconds, in those of Unix.
const EPOCH: i64 = 631_065_600;

/// Smaller times are seconds since the watch was switched on.
const FIRST_DATE: u32 = 0x1000_0000;

/// The number of a field, its bytes, and its value; `None` where it is not set.
type Fields = Vec<(u8, Option<u32>)>;

/// Reads the sessions; whole files may follow one another.
pub fn read(mut bytes: &[u8]) -> Result<Vec<Record>, Failure> {
    let (mut records, mut is_activity) = (Vec::new(), false);
    while !bytes.is_empty() {
        let (file, rest) = split(bytes).ok_or("it ends too soon; was it cut?")?;
        let mut messages = Messages::default();
        messages.read(file).ok_or("its messages cannot be read; is it spoiled?")?;
        is_activity |= messages.is_activity || !messages.sessions.is_empty();
        for (session, sport) in &messages.sessions {
            records.extend(record(session, sport, messages.created)?);
        }
        bytes = rest;
    }
    if !is_activity {
        return Err(Failure::Other("it is a FIT file without an activity".to_owned()));
    }
    if records.is_empty() {
        return Err("it holds no finished activity".into());
    }
    Ok(records)
}

/// The records of the first file, without header and checksum, and what follows it.
fn split(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let header = usize::from(*bytes.first()?);
    if header < 12 || bytes.get(8..12)? != b".FIT" {
        return None;
    }
    let size = u32::from_le_bytes(bytes.get(4..8)?.try_into().ok()?);
    let end = header.checked_add(usize::try_from(size).ok()?)?;
    let records = bytes.get(header..end)?;
    let sum = u16::from_le_bytes(bytes.get(end..end + 2)?.try_into().ok()?);
    (checksum(&bytes[..end]) == sum).then_some((records, &bytes[end + 2..]))
}

/// The CRC-16 of the protocol (polynomial 0x8005, reflected).
pub fn checksum(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0, |sum: u16, byte| {
        (0..8).fold(
            sum ^ u16::from(*byte),
            |sum, _| {
                if sum & 1 == 1 { sum >> 1 ^ 0xa001 } else { sum >> 1 }
            },
        )
    })
}

/// What the messages of one kind look like.
#[derive(Clone)]
struct Definition {
    message: u16,
    is_big_endian: bool,
    /// Number and bytes of each field.
    fields: Vec<(u8, usize)>,
    /// Bytes of the whole message.
    size: usize,
}

/// The messages that matter.
#[derive(Default)]
struct Messages {
    is_activity: bool,
    created: Option<u32>,
    sport: Fields,
    /// Each session, with the sport that was last set.
    sessions: Vec<(Fields, Fields)>,
}

impl Messages {
    /// Reads all messages; `None` where one of them is cut or not defined.
    fn read(&mut self, mut rest: &[u8]) -> Option<()> {
        let mut definitions: [Option<Definition>; 16] = [const { None }; 16];
        while let Some((head, behind)) = rest.split_first() {
            rest = behind;
            // Of a compressed header the time is not needed.
            let is_compressed = head & 0x80 != 0;
            let kind = usize::from(if is_compressed { head >> 5 & 3 } else { head & 15 });
            if !is_compressed && head & 0x40 != 0 {
                definitions[kind] = Some(define(&mut rest, head & 0x20 != 0)?);
                continue;
            }
            let definition = definitions[kind].as_ref()?;
            let (message, behind) = rest.split_at_checked(definition.size)?;
            rest = behind;
            if matches!(definition.message, FILE_ID | SPORT | SESSION) {
                self.add(definition.message, fields(definition, message));
            }
        }
        Some(())
    }

    fn add(&mut self, message: u16, fields: Fields) {
        match message {
            FILE_ID => {
                self.is_activity |= value(&fields, 0) == Some(IS_ACTIVITY);
                self.created = value(&fields, 4);
            }
            SPORT => self.sport = fields,
            _ => self.sessions.push((fields, self.sport.clone())),
        }
    }
}

/// Reads a definition and moves `rest` behind it.
fn define(rest: &mut &[u8], has_own_fields: bool) -> Option<Definition> {
    let mut take = |count: usize| {
        let (taken, behind) = rest.split_at_checked(count)?;
        *rest = behind;
        Some(taken)
    };
    let &[_, order, first, second, count] = take(5)? else {
        return None;
    };
    let is_big_endian = order == 1;
    let message = [first, second];
    let message =
        if is_big_endian { u16::from_be_bytes(message) } else { u16::from_le_bytes(message) };
    let fields = take(usize::from(count) * 3)?;
    let fields: Vec<(u8, usize)> =
        fields.chunks_exact(3).map(|field| (field[0], field[1].into())).collect();
    let mut size = fields.iter().map(|(_, size)| size).sum();
    if has_own_fields {
        let count = take(1)?[0];
        size += take(usize::from(count) * 3)?
            .chunks_exact(3)
            .map(|it| usize::from(it[1]))
            .sum::<usize>();
    }
    Some(Definition { message, is_big_endian, fields, size })
}

fn fields(definition: &Definition, mut message: &[u8]) -> Fields {
    let mut fields = Vec::with_capacity(definition.fields.len());
    for (number, size) in &definition.fields {
        let Some((bytes, rest)) = message.split_at_checked(*size) else {
            break;
        };
        message = rest;
        // A field that is not set has all its bits.
        let is_set = matches!(size, 1 | 2 | 4) && bytes.iter().any(|byte| *byte != 0xff);
        let add = |value: u32, byte: &u8| value << 8 | u32::from(*byte);
        let value = if !is_set {
            None
        } else if definition.is_big_endian {
            Some(bytes.iter().fold(0, add))
        } else {
            Some(bytes.iter().rev().fold(0, add))
        };
        fields.push((*number, value));
    }
    fields
}

fn value(fields: &Fields, number: u8) -> Option<u32> {
    fields.iter().find(|(it, _)| *it == number)?.1
}

/// A session as a record; `None` for the parts of a multisport file that are none by themselves.
fn record(
    session: &Fields,
    sport: &Fields,
    created: Option<u32>,
) -> Result<Option<Record>, Failure> {
    let seconds = |number| value(session, number).map(|it| f64::from(it) / 1000.0);
    let (elapsed, timer) = (seconds(7), seconds(8));
    let end = value(session, 253);
    let start = value(session, 2)
        .map(i64::from)
        .or_else(|| Some(i64::from(end?) - i64::from(value(session, 7)? / 1000)))
        .or_else(|| created.map(i64::from))
        .ok_or("a session has no time")?;
    if start < i64::from(FIRST_DATE) {
        return Err("the clock of the watch was not set, so its day is not known".into());
    }
    let kind = value(session, 5).map(|kind| (kind, value(session, 6).unwrap_or(0)));
    let kind = kind.or_else(|| Some((value(sport, 0)?, value(sport, 1).unwrap_or(0))));
    let activity = match kind {
        // The way between two sports, and what holds them.
        Some((3 | 18, _)) => return Ok(None),
        Some(kind) => Activity::Named(name(kind)),
        None => Activity::Unnamed,
    };
    let start = DateTime::from_timestamp(EPOCH + start, 0).map(|at| at.naive_utc());
    let start: NaiveDateTime = start.ok_or("a session has no time")?;
    Ok(Some(Record {
        minutes: minutes(shorter(timer, elapsed)),
        distance: kilometres(value(session, 9).map(|it| f64::from(it) / 100.0)),
        ..Record::new(Start::Utc(start), activity)
    }))
}

/// The name of a sport and its part, by the profile of the protocol.
fn name(kind: (u32, u32)) -> String {
    let name = match kind {
        (0, _) => "workout",
        (1, _) | (4, 1 | 45) => "run",
        (11, _) | (4, 27) => "walk",
        (5, _) => "swim",
        (2 | 21, _) | (4, 5 | 6) => "bike",
        (4 | 10, 20) => "weights",
        (4 | 10, 43) => "yoga",
        (4 | 10, 44) => "pilates",
        (10, 26) => "cardio",
        (10, 62) | (62, _) => "hiit",
        (10, _) => "training",
        (15, _) | (4, 14) => "rowing",
        (4, 15) => "elliptical",
        (4, 16) => "stair-climbing",
        (4, _) => "fitness-equipment",
        (6, _) => "basketball",
        (7, _) => "soccer",
        (8, _) => "tennis",
        (9, _) => "american-football",
        (12, _) => "cross-country-skiing",
        (13, _) => "alpine-skiing",
        (14, _) => "snowboarding",
        (16, _) => "mountaineering",
        (17, _) => "hike",
        (19, _) => "paddling",
        (22, _) => "motorcycling",
        (23, _) => "boating",
        (24, _) => "driving",
        (25, _) => "golf",
        (27, _) => "horseback-riding",
        (30, _) => "inline-skating",
        (31, _) => "rock-climbing",
        (32, _) => "sailing",
        (33, _) => "ice-skating",
        (35, _) => "snowshoeing",
        (37, _) => "stand-up-paddling",
        (38, _) => "surfing",
        (41, _) => "kayaking",
        (43, _) => "windsurfing",
        (44, _) => "kitesurfing",
        (47, _) => "boxing",
        (48, _) => "floor-climbing",
        (53, _) => "diving",
        (67, _) => "meditation",
        (sport, _) => return format!("sport-{sport}"),
    };
    name.to_owned()
}
