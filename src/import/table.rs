//! A table of a person's own: which of its columns is which, by the person's word or by their
//! names; also Runkeeper's, and those of diaries.

use super::rows::{Row, Table, Take, shown};
use super::values::{Moment, duration, number};
use super::{Activity, Failure, LATER, Options, Record, kilometres, minutes};
use crate::domain::{Pain, iso_day, named, parse_time};
use crate::log::{Column, Header, is_of_conflict};

named! {
    /// What a column may hold.
    pub enum Field {
        Date = "date",
        Time = "time",
        Pain = "pain",
        Note = "note",
        Activity = "activity",
        Minutes = "minutes",
        Km = "km",
    }
}

/// Other names of columns: of Pain Tracker, Runkeeper and Track & Graph.
const ALIASES: [(&str, Field); 3] =
    [("pain level", Field::Pain), ("timestamp", Field::Date), ("date/time", Field::Date)];

/// Whether a header is that of Runkeeper's `cardioActivities.csv`.
pub fn is_runkeeper(header: &[String]) -> bool {
    let has = |name: &str| header.iter().any(|it| it == name);
    has("Activity Id") && has("Type") && has("Duration") && has("Date")
}

/// Whether it is a backcare log: it has a column that no diary has.
pub fn is_log(bytes: &[u8]) -> bool {
    let line = memchr::memchr(b'\n', bytes).map_or(bytes.len(), |at| at + 1);
    let Ok(header) = Header::parse(&bytes[..line]) else {
        return false;
    };
    let of_a_diary = [Column::Date, Column::Time, Column::Pain, Column::Activity, Column::Note];
    let has_own = header.columns.iter().flatten().any(|column| !of_a_diary.contains(column));
    let is_diary = header.look_alikes.iter().any(|it| it.meant == Column::Pain && !it.is_beside);
    has_own && !is_diary
}

/// Where each field stands.
struct Columns {
    places: [Option<usize>; Field::ALL.len()],
    /// The header is a row already.
    has_header: bool,
    /// Metres of a distance of 1.
    unit: f64,
    /// Readings have a name beside them: its column, and the one that is taken.
    only: Option<(usize, String)>,
}

impl Columns {
    fn of(table: &Table<'_>, options: &Options) -> Result<Self, Failure> {
        let header = &table.header;
        let named = |name: &str| header.iter().position(|it| it.trim().eq_ignore_ascii_case(name));
        let mut columns = Self {
            places: [None; Field::ALL.len()],
            has_header: true,
            unit: options.unit.metres(),
            only: None,
        };
        if is_runkeeper(header) {
            let way = header.iter().position(|it| it.starts_with("Distance ("));
            let is_miles = way.is_some_and(|way| header[way].contains("(mi"));
            columns.unit = if is_miles { 1609.344 } else { 1000.0 };
            columns.set(Field::Km, way);
            columns.set(Field::Date, named("Date"));
            columns.set(Field::Activity, named("Type"));
            columns.set(Field::Minutes, named("Duration"));
            return Ok(columns);
        }
        if options.map.is_empty()
            && let Some(columns) = Self::without_header(header, columns.unit)
        {
            return Ok(columns);
        }
        for (field, column) in &options.map {
            match named(column.trim()) {
                Some(place) => columns.set(*field, Some(place)),
                None if *field == Field::Pain && columns.set_name(table, column) => {}
                None => {
                    let why = format!(
                        "it has no column {}; its columns are {}",
                        shown(column),
                        list(header)
                    );
                    return Err(Failure::Other(why));
                }
            }
        }
        // What was not said has its own name.
        let is_taken =
            |field: Field| options.map.is_empty() || matches!(field, Field::Date | Field::Time);
        let all = Field::ALL.iter().map(|field| (field.name(), *field)).chain(ALIASES);
        for (name, field) in all.filter(|(_, field)| is_taken(*field)) {
            if columns.place(field).is_none() {
                columns.set(field, named(name));
            }
        }
        let has = |field| columns.place(field).is_some();
        if has(Field::Date) && (has(Field::Pain) || has(Field::Activity) || has(Field::Km)) {
            return Ok(columns);
        }
        let date = table.first.iter().position(|cell| Moment::read(cell).is_some());
        let date = date.and_then(|column| header.get(column)).map_or("COLUMN", String::as_str);
        Err(Failure::Other(format!(
            "its columns are {}; say which is which, such as --map date={} --map pain=COLUMN",
            list(header),
            shlex::try_quote(date).unwrap_or_default(),
        )))
    }

    /// `date,time,pain,note` or `date,pain,note` without a header, as a telephone appends it.
    fn without_header(first: &[String], unit: f64) -> Option<Self> {
        let is_pain = |column: usize| {
            first.get(column).is_some_and(|it| number(it, false).is_some_and(|it| it <= 100.0))
        };
        let day = first.first()?;
        let begins = iso_day(day.get(..10)?).is_some() && Moment::read(day).is_some();
        let has_time = first.get(1).is_some_and(|it| it.is_empty() || parse_time(it).is_ok());
        let pain = if has_time && is_pain(2) { 2 } else { 1 };
        if !begins || !is_pain(pain) || first.len() > pain + 2 {
            return None;
        }
        let mut columns =
            Self { places: [None; Field::ALL.len()], has_header: false, unit, only: None };
        columns.set(Field::Date, Some(0));
        columns.set(Field::Time, (pain == 2).then_some(1));
        columns.set(Field::Pain, Some(pain));
        columns.set(Field::Note, Some(pain + 1));
        Some(columns)
    }

    /// Takes the rows that have this name in a column, and their values for readings; whether
    /// there is one.
    fn set_name(&mut self, table: &Table<'_>, name: &str) -> bool {
        const VALUES: [&str; 2] = ["value", "rating/amount"];
        let header = table.header.iter();
        let value = header.clone().position(|it| VALUES.contains(&&*it.to_lowercase()));
        let mut column = None;
        table.any(&mut |row| {
            column = (0..row.len()).find(|it| row.get(*it).eq_ignore_ascii_case(name.trim()));
            column.is_some()
        });
        let (Some(value), Some(column)) = (value, column) else {
            return false;
        };
        self.set(Field::Pain, Some(value));
        self.only = Some((column, name.trim().to_owned()));
        true
    }

    fn place(&self, field: Field) -> Option<usize> {
        self.places[field as usize]
    }

    fn set(&mut self, field: Field, place: Option<usize>) {
        self.places[field as usize] = place;
    }
}

fn list(header: &[String]) -> String {
    const MOST: usize = 20;
    let names = header.iter().take(MOST).map(|name| shown(name).trim_matches('"').to_owned());
    let more = if header.len() > MOST { ", …" } else { "" };
    names.collect::<Vec<_>>().join(", ") + more
}

/// Also gives the columns that are not taken, and how many readings were rounded.
pub fn read(
    table: &Table<'_>,
    options: &Options,
    take: Take<'_>,
) -> Result<(Vec<String>, usize), Failure> {
    let columns = Columns::of(table, options)?;
    let mut rounded = 0;
    let skipped = usize::from(columns.has_header);
    let mut read = |row: &Row<'_>| record(row, &columns, options.scale, &mut rounded);
    table.records(skipped, false, &mut read, take)?;
    if !columns.has_header || is_runkeeper(&table.header) {
        return Ok((Vec::new(), rounded));
    }
    let others = table.header.iter().enumerate();
    let others = others.filter(|(at, _)| !columns.places.contains(&Some(*at)));
    let others = others.map(|(_, name)| name.clone()).filter(|name| !name.is_empty());
    Ok((others.collect(), rounded))
}

fn record(
    row: &Row<'_>,
    columns: &Columns,
    scale: f64,
    rounded: &mut usize,
) -> Result<Option<(Moment, Record)>, String> {
    if columns.only.as_ref().is_some_and(|(at, name)| !row.get(*at).eq_ignore_ascii_case(name)) {
        return Ok(None);
    }
    let get = |field| columns.place(field).map(|at| row.get(at)).filter(|text| !text.is_empty());
    let bad = |field: Field, text: &str, what: &str| {
        format!("{}: {} is not {what}", field.name(), shown(text))
    };
    let read = |field, what, read: fn(&str) -> Option<f64>| match get(field) {
        None => Ok(None),
        Some(text) => read(&text).map(Some).ok_or_else(|| bad(field, &text, what)),
    };
    let pain = match read(Field::Pain, "a number", rating)? {
        None => None,
        Some(value) => {
            let exact = value * f64::from(Pain::MAX) / scale;
            if value > scale {
                return Err(format!(
                    "pain {value} is above {scale}; if its scale goes further, say so: --scale 100"
                ));
            }
            // Half up.
            let pain = (0..=Pain::MAX).find(|pain| f64::from(*pain) + 0.5 > exact);
            *rounded += usize::from(exact.fract() > 0.0);
            pain.and_then(|pain| Pain::try_from(pain).ok())
        }
    };
    let seconds = read(Field::Minutes, "a time", duration)?;
    let way = read(Field::Km, "a distance", |text| number(text, false))?;
    let (minutes, distance) = (minutes(seconds), kilometres(way.map(|way| way * columns.unit)));
    let note = get(Field::Note).unwrap_or_default().into_owned();
    let activity = match get(Field::Activity) {
        Some(text) => Activity::named(&text),
        None if minutes.is_some() || distance.is_some() => Activity::Unnamed,
        None => Activity::None,
    };
    let date = get(Field::Date).unwrap_or_default();
    if is_of_conflict(date.as_bytes()) {
        return Err("a line of an unfinished git merge; finish it first".to_owned());
    }
    if pain.is_none() && activity == Activity::None {
        return Ok(None);
    }
    let moment = Moment::read(&date).ok_or_else(|| bad(Field::Date, &date, "a date"))?;
    let time = match get(Field::Time) {
        Some(text) => {
            Some(parse_time(&text).map_err(|_| bad(Field::Time, &text, "a time of day"))?)
        }
        None => None,
    };
    let record = Record::new(LATER, activity);
    Ok(Some((moment.at(time), Record { minutes, distance, pain, note, ..record })))
}

/// A reading: `4`, `4.5`, `4/10`, or with its words behind it, `4:strong`.
fn rating(text: &str) -> Option<f64> {
    let text = text.split([':', '/']).next().unwrap_or(text);
    number(text, false)
}
