//! What was given on the command line, as rows of the log.
//!
//! Pure: knows nothing of files, terminals or the real clock.

use anyhow::{Context as _, anyhow, bail};
use chrono::{Datelike as _, NaiveDate, NaiveDateTime, NaiveTime};

use super::Args;
use crate::domain::{
    DayStart, Done, Entry, FIRST_YEAR, Invalid, KNOWN_ACTIVITIES, KNOWN_STRETCHES, Kilometres,
    Minutes, Pain, Symptom, Word, format_time, parse_clock, parse_day, parse_distance,
    parse_duration,
};
use crate::log::on_one_line;

/// The rows of one `log`; none where there is nothing to record.
pub fn entries(args: &Args, clock: Clock) -> anyhow::Result<Vec<Entry>> {
    refuse_loose_words(args, clock.today())?;
    let moment = clock.moment(args.date.as_deref(), args.time.as_deref())?;
    let date = moment.date;
    let began = |text| clock.day_before(text, date).context("--began");
    let seen = |text| match text {
        "" => Ok(date),
        text => clock.day_before(text, date).context("--seen"),
    };
    let pain = args.pain.as_deref().or(args.rating.as_deref());
    let mut symptoms: Vec<Symptom> = Vec::new();
    for text in symptom_names(args) {
        let symptom = text.parse().context("--symptom")?;
        if !symptoms.contains(&symptom) {
            symptoms.push(symptom);
        }
    }
    let mut tags: Vec<Word> = Vec::new();
    for text in &args.tag {
        let tag = Word::lenient(text).context("--tag")?;
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    if let Some(sign) = symptoms.iter().find(|sign| args.no_signs && sign.level().is_urgent()) {
        bail!("--no-signs says that no urgent sign is there, and {sign} is one; leave one out");
    }
    let first = Entry {
        time: moment.time,
        pain: pain.map(Pain::typed).transpose()?,
        symptoms,
        began: args.began.as_deref().map(began).transpose()?,
        seen: args.seen.as_deref().map(seen).transpose()?,
        note: on_one_line(args.note.as_deref().unwrap_or_default()),
        tags,
        no_signs: args.no_signs,
        ..Entry::on(date)
    };
    let stretches = args.stretch.iter().map(|text| stretch(text));
    let activities = args.activity.iter().map(|text| activity(text));
    Ok(rows(
        first,
        stretches.collect::<anyhow::Result<_>>()?,
        activities.collect::<anyhow::Result<_>>()?,
    ))
}

/// What `--symptom` names: several may stand in one, with commas between them.
pub fn symptom_names(args: &Args) -> impl Iterator<Item = &str> {
    let texts = args.symptom.iter().map(|text| text.trim().trim_end_matches([',', ';']));
    texts.flat_map(|text| text.split([',', ';'])).map(str::trim)
}

/// The rows of one moment: the k-th has the k-th stretch and the k-th activity, the
/// first all else. None where there is nothing to record.
pub fn rows(first: Entry, stretches: Vec<Done>, activities: Vec<Done>) -> Vec<Entry> {
    let blank = Entry { time: first.time, ..Entry::on(first.date) };
    let (mut stretches, mut activities) = (stretches.into_iter(), activities.into_iter());
    let mut rows = Vec::new();
    let mut row = first;
    loop {
        row.stretch = stretches.next();
        row.activity = activities.next();
        if row == blank {
            return rows;
        }
        rows.push(row);
        row = blank.clone();
    }
}

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
    let (name, amounts) = parts(text, Word::lenient)?;
    refuse_amount_as_name(&name, "hamstring 2min")?;
    if amounts.len() > 1 {
        bail!("a stretch takes one amount, the total time held; try {name}:2min or {name}:4x30s");
    }
    let minutes = amounts.first().map(|text| parse_duration(text)).transpose()?;
    refuse_zero(Done { name, minutes, distance: None })
}

/// An activity, and how long or how far it was, in either order.
pub fn read_activity(text: &str) -> anyhow::Result<Done> {
    let (name, amounts) = parts(text, Word::activity)?;
    refuse_amount_as_name(&name, "run 5km")?;
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
    refuse_zero(done)
}

/// `5k` alone, or before a name.
fn refuse_amount_as_name(name: &Word, instead: &str) -> anyhow::Result<()> {
    let pieces = amounts(&name.as_str().replace('-', " "));
    let is_amount =
        |text: &String| parse_duration(text).is_ok() || parse_distance(text, true).is_ok();
    if pieces.first().is_some_and(is_amount) {
        bail!("{:?} begins with an amount; begin with the name, as in {instead:?}", name.as_str());
    }
    Ok(())
}

fn refuse_zero(done: Done) -> anyhow::Result<Done> {
    let is_zero = done.minutes == Some(Minutes::default());
    if is_zero || done.distance == Some(Kilometres::default()) {
        bail!("an amount of 0 is no amount; leave it out where you do not know how much it was");
    }
    Ok(done)
}

/// The name, and the amounts behind it: after the first colon, or from the first word
/// that begins with a digit, whichever comes first.
fn parts(
    text: &str,
    word: impl Fn(&str) -> Result<Word, Invalid>,
) -> anyhow::Result<(Word, Vec<String>)> {
    let mut blanks = text.match_indices(' ').map(|(at, _)| at);
    let is_amount = |at: &usize| text[at + 1..].starts_with(|c: char| c.is_ascii_digit());
    let blank = blanks.find(is_amount).unwrap_or(text.len());
    let (name, rest) = match text.split_once(':') {
        Some((name, "")) => (name, vec![String::new()]),
        Some((name, rest)) if name.len() < blank => (name, amounts(rest)),
        _ => (&text[..blank], amounts(&text[blank..])),
    };
    Ok((word(name)?, rest))
}

/// Amounts with blanks or colons between them, and perhaps before their units.
fn amounts(text: &str) -> Vec<String> {
    let mut amounts: Vec<String> = Vec::new();
    for word in text.split_whitespace().flat_map(between_colons) {
        let is_unit = word.starts_with(char::is_alphabetic);
        match amounts.last_mut() {
            Some(last) if is_unit && last.ends_with(|c: char| c.is_ascii_digit()) => {
                last.push_str(&word);
            }
            // `1h 10min` is one time, `1h 8km` a time and a distance.
            Some(last) if last.ends_with('h') && parse_duration(&word).is_ok() => {
                last.push_str(&word);
            }
            _ => amounts.push(word),
        }
    }
    amounts
}

/// What stands between the colons of a word; those of `45:00` and `1:10:00` part nothing.
fn between_colons(word: &str) -> Vec<String> {
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let mut pieces: Vec<String> = Vec::new();
    for piece in word.split(':').map(|piece| piece.trim_end_matches(',')) {
        match pieces.last_mut() {
            Some(last)
                if piece.len() == 2 && is_digits(piece) && is_digits(&last.replace(':', "")) =>
            {
                *last = format!("{last}:{piece}");
            }
            _ if piece.is_empty() => {}
            _ => pieces.push(piece.to_owned()),
        }
    }
    pieces
}

fn unreadable(part: &str, metres: bool) -> anyhow::Error {
    if part.contains(':')
        && let Err(error) = parse_duration(part)
    {
        return error.into();
    }
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
    anyhow!("{part:?} {why}; try a time as 45min or 1h10min, a distance as {distances}")
}

/// The clock as one command sees it.
#[derive(Debug, Clone, Copy)]
pub struct Clock {
    /// The local instant, to the minute.
    pub now: NaiveDateTime,
    /// When a new day begins.
    pub day_start: DayStart,
}

/// The day that a record counts for, and its time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecordMoment {
    pub date: NaiveDate,
    pub time: Option<NaiveTime>,
}

impl Clock {
    /// The day that now counts for.
    pub fn today(self) -> NaiveDate {
        self.day_start.day_of(self.now)
    }

    /// Reads `--date` and `--time`; a moment to come is refused.
    pub fn moment(self, date: Option<&str>, time: Option<&str>) -> anyhow::Result<RecordMoment> {
        let time = time.map(parse_clock).transpose().context("--time")?;
        let date = match date {
            Some(text) => self.past_day("--date", text)?,
            None => self.day_at(time),
        };
        if let Some(time) = time {
            self.refuse_future(date, time)?;
        }
        let is_today = date == self.today();
        Ok(RecordMoment { date, time: time.or(is_today.then(|| self.now.time())) })
    }

    /// If only a time is given, the day on which it was last that time: at
    /// ten in the morning a `--time 00:40` may belong to the day before.
    fn day_at(self, time: Option<NaiveTime>) -> NaiveDate {
        match time {
            Some(time) if time <= self.now.time() => {
                self.day_start.day_of(self.now.date().and_time(time))
            }
            _ => self.today(),
        }
    }

    /// Reads the day of an option; one to come is refused.
    fn past_day(self, option: &str, text: &str) -> anyhow::Result<NaiveDate> {
        let today = self.today();
        let date = parse_day(text, today).with_context(|| option.to_owned())?;
        if date > today {
            let early = if self.day_start.is_small_hours(self.now.time()) {
                format!(" (the new day begins at {})", self.day_start)
            } else {
                String::new()
            };
            bail!(
                "{option}: {date} is in the future; a day up to today, {today}{early}, is accepted"
            );
        }
        if date.year() < FIRST_YEAR {
            bail!("{option}: {date} is too long ago; a day from {FIRST_YEAR} on is accepted");
        }
        Ok(date)
    }

    fn refuse_future(self, date: NaiveDate, time: NaiveTime) -> anyhow::Result<()> {
        if self.day_start.instant(date, time) <= self.now {
            return Ok(());
        }
        if self.day_start.is_small_hours(time) && time <= self.now.time() {
            bail!(
                "--time: your day begins at {}, so {} on {date} is the night to come; \
                 for the night before, say --date yesterday",
                self.day_start,
                format_time(time)
            );
        }
        bail!(
            "--time: {} is in the future; a time up to now, {}, is accepted",
            format_time(time),
            format_time(self.now.time())
        );
    }

    /// Reads a day that lies on or before the record's own.
    pub fn day_before(self, text: &str, date: NaiveDate) -> anyhow::Result<NaiveDate> {
        let day = parse_day(text, self.today())?;
        if day > date {
            bail!(
                "{day} is after {date}, the day of this record; that day or an earlier one is accepted"
            );
        }
        if day.year() < FIRST_YEAR {
            bail!("{day} is too long ago; a day from {FIRST_YEAR} on is accepted");
        }
        Ok(day)
    }
}

/// Refuses words that no option takes, and names the option that they want.
fn refuse_loose_words(args: &Args, today: NaiveDate) -> anyhow::Result<()> {
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

#[cfg(test)]
mod tests {
    use chrono::NaiveDateTime;
    use clap::{Args as _, Command, FromArgMatches};

    use super::*;
    use crate::domain::{DayStart, Done, format_time};

    fn read(line: &[&str]) -> anyhow::Result<Vec<Entry>> {
        let words = std::iter::once("log").chain(line.iter().copied());
        let matches = Args::augment_args(Command::new("log")).try_get_matches_from(words)?;
        let clock = Clock {
            now: NaiveDateTime::parse_from_str("2026-11-22T07:30", "%Y-%m-%dT%H:%M")?,
            day_start: DayStart::default(),
        };
        entries(&Args::from_arg_matches(&matches)?, clock)
    }

    /// A row as the log would have it, empty fields as nothing between commas.
    fn shown(entry: &Entry) -> String {
        let done = |done: &Option<Done>| {
            done.as_ref().map_or(String::from(","), |d| {
                format!(
                    "{}{},{}",
                    d.name,
                    d.distance.map(|k| format!("({k})")).unwrap_or_default(),
                    d.minutes.map(|m| m.to_string()).unwrap_or_default()
                )
            })
        };
        let text = |value: Option<String>| value.unwrap_or_default();
        let names: Vec<_> = entry.symptoms.iter().map(|s| s.name()).collect();
        format!(
            "{},{},{},{},{},{},{},{},{}",
            entry.date,
            text(entry.time.map(format_time)),
            text(entry.pain.map(|p| p.to_string())),
            done(&entry.stretch),
            done(&entry.activity),
            names.join(";"),
            text(entry.began.map(|d| d.to_string())),
            text(entry.seen.map(|d| d.to_string())),
            entry.note
        )
    }

    #[test]
    fn every_part_lands_in_its_row() {
        let cases: &[(&[&str], &[&str])] = &[
            (&["4"], &["2026-11-22,07:30,4,,,,,,,,"]),
            (&["-p", "0"], &["2026-11-22,07:30,0,,,,,,,,"]),
            (&["-n", "stiff", "10"], &["2026-11-22,07:30,10,,,,,,,,stiff"]),
            (&["10", "-n", "stiff"], &["2026-11-22,07:30,10,,,,,,,,stiff"]),
            (
                &["-s", "hamstring:2x30s", "4", "-a", "run:45min:8km"],
                &["2026-11-22,07:30,4,hamstring,1,run(8),45,,,,"],
            ),
            (
                &["-s", "hamstring", "-s", "calf:30s", "-a", "run", "-n", "x", "-d", "yesterday"],
                &["2026-11-21,,,hamstring,,run,,,,,x", "2026-11-21,,,calf,0.5,,,,,,"],
            ),
            (
                &["-a", "run", "-a", "core:10min", "3", "--time", "6:00"],
                &["2026-11-22,06:00,3,,,run,,,,,", "2026-11-22,06:00,,,,core,10,,,,"],
            ),
            (
                &["--symptom", "leg-numbness", "--symptom", "Leg Pain", "--symptom", "fever"],
                &["2026-11-22,07:30,,,,,,leg-pain;fever,,,"],
            ),
            (&["4/10"], &["2026-11-22,07:30,4,,,,,,,,"]),
            (&["-p", "4.0"], &["2026-11-22,07:30,4,,,,,,,,"]),
            (
                &["3", "-a", "jogging 5k 45:00", "-a", "Cycling:1:10:00", "-d", "20 nov"],
                &["2026-11-20,,3,,,run(5),45,,,,", "2026-11-20,,,,,bike,70,,,,"],
            ),
            (&["4", "-d", "20.11.2026"], &["2026-11-20,,4,,,,,,,,"]),
            (&["--seen"], &["2026-11-22,07:30,,,,,,,,2026-11-22,"]),
            (&["--seen", "4"], &["2026-11-22,07:30,4,,,,,,,2026-11-22,"]),
            (&["--seen=friday", "-d", "yesterday"], &["2026-11-21,,,,,,,,,2026-11-20,"]),
            (&["--seen", "-d", "yesterday"], &["2026-11-21,,,,,,,,,2026-11-21,"]),
            (
                &["6", "--began", "5 weeks ago", "-d", "monday"],
                &["2026-11-16,,6,,,,,,2026-10-18,,"],
            ),
            (&["-n", " two\r\nlines\nand more "], &["2026-11-22,07:30,,,,,,,,,two lines and more"]),
            (&[], &[]),
            (&["-n", ""], &[]),
            (&["-n", " \n"], &[]),
            (&["-d", "yesterday", "--time", "08:00"], &[]),
        ];
        for (line, rows) in cases {
            let entries = read(line).unwrap_or_else(|e| panic!("{line:?}: {e:#}"));
            let entries: Vec<_> = entries.iter().map(shown).collect();
            assert_eq!(entries, *rows, "{line:?}");
        }
    }

    #[test]
    fn what_cannot_be_meant_is_refused() {
        for (line, named) in [
            (&["11"][..], "0 (none) to 10"),
            (&["-1"], "0 (none) to 10"),
            (&["-p", "-1"], "0 (none) to 10"),
            (&["4.5"], "4 or 5?"),
            (&["4,5"], "4 or 5?"),
            (&["10.5"], "0 (none) to 10"),
            (&["4/11"], "0 (none) to 10"),
            (&["4", "-p", "4"], "cannot be used with"),
            (&["4", "5"], "one is accepted"),
            (&["pain", "4"], "try backcare log 4"),
            (&["3", "stiff", "after run"], "try -n 'stiff after run'"),
            (&["3", "run", "5k"], "try -a 'run 5k'"),
            (&["3", "hamstring:5min"], "try -s hamstring:5min"),
            (&["3", "fever"], "try --symptom fever"),
            (&["3", "yesterday"], "try -d yesterday"),
            (&["yesterday"], "try -d yesterday"),
            // Which option it goes on with is not to be guessed.
            (&["-s", "hamstring", "5", "min"], "put quotes around"),
            (&["3", "-n", "stiff", "after", "drive"], "put quotes around"),
            (&["3", "--seen", "yesterday"], "put quotes around"),
            (&["-a", "5k"], "begins with an amount"),
            (&["-a", "5 km run"], "as in \"run 5km\""),
            (&["-s", "2min hamstring"], "begins with an amount"),
            (&["nonsense", "and", "more"], "\"nonsense and more\" is not a pain rating"),
            (&["4", "-s", "hamstring:0s"], "no amount"),
            (&["4", "-a", "run:0km"], "no amount"),
            (&["4", "-a", "run:1:10"], "hours or minutes"),
            (&["4", "-d", "tomorrow"], "in the future"),
            (&["4", "--symptom", "leg-pian"], "did you mean leg-pain"),
            (&["4", "--symptom", "nonsense"], "saddle-numbness"),
            (&["4", "--symptom", ""], "accepted are"),
            (&["4", "--began", "tomorrow"], "after 2026-11-22"),
            (&["4", "--began", "2026-11-23"], "after 2026-11-22"),
            (&["4", "--began", "1850-01-01"], "from 1950 on"),
            (&["4", "--began", "yesterday", "-d", "monday"], "after 2026-11-16"),
            (&["4", "--seen=2026-11-23"], "after 2026-11-22"),
            (&["4", "--seen=today", "-d", "yesterday"], "after 2026-11-21"),
            (&["-n", "", "--time", "99:00"], "HH:MM"),
        ] {
            let error = match read(line) {
                Ok(rows) => panic!("{line:?} was taken: {rows:?}"),
                Err(error) => format!("{error:#}"),
            };
            assert!(error.contains(named), "{line:?}: {error}");
        }
    }

    fn shown_done(done: &Done) -> String {
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
            assert_eq!(shown_done(&stretch(text).unwrap()), expected);
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
            ("run:5k", "run - 5"),
            ("run:8K:45:00", "run 45 8"),
            ("run:1:10:00:12km", "run 70 12"),
            ("running 45:30, 8 km", "run 45.5 8"),
            ("swim:20min:400m", "swim 20 0.4"),
            ("Swim:1km", "swim - 1"),
            ("yoga:1h", "yoga 60 -"),
        ] {
            assert_eq!(shown_done(&activity(text).unwrap()), expected);
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
            assert_eq!(shown_done(&read_stretch(text).unwrap()), expected);
        }
        for (text, expected) in [
            ("yoga 1h", "yoga 60 -"),
            ("row 30min 5km", "row 30 5"),
            ("row 5 km, 1h 10min", "row 70 5"),
            ("row 1h 8km", "row 60 8"),
        ] {
            assert_eq!(shown_done(&read_activity(text).unwrap()), expected);
        }
        let run = || Word::lenient("run").unwrap();
        for (text, expected) in [
            ("", "run - -"),
            ("45min", "run 45 -"),
            ("8km, 45min", "run 45 8"),
            ("45min:8km", "run 45 8"),
        ] {
            assert_eq!(shown_done(&read_amounts(run(), text).unwrap()), expected);
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

    fn clock(now: &str, day_start: &str) -> Clock {
        Clock {
            now: NaiveDateTime::parse_from_str(now, "%Y-%m-%dT%H:%M").unwrap(),
            day_start: day_start.parse().unwrap(),
        }
    }

    fn moment(clock: Clock, date: Option<&str>, time: Option<&str>) -> String {
        match clock.moment(date, time) {
            Ok(RecordMoment { date, time }) => {
                format!("{date} {}", time.map(format_time).unwrap_or_default())
            }
            Err(error) => format!("{error:#}"),
        }
    }

    #[test]
    fn now_is_the_time_where_the_day_is_today() {
        let clock = clock("2026-11-22T07:30", "00:00");
        for (date, time, expected) in [
            (None, None, "2026-11-22 07:30"),
            (Some("today"), None, "2026-11-22 07:30"),
            (Some("2026-11-22"), None, "2026-11-22 07:30"),
            (Some("yesterday"), None, "2026-11-21 "),
            (Some("yesterday"), Some("23:00"), "2026-11-21 23:00"),
            (None, Some("07:30"), "2026-11-22 07:30"),
            (None, Some("0:05"), "2026-11-22 00:05"),
        ] {
            assert_eq!(moment(clock, date, time), expected, "{date:?} {time:?}");
        }
        for (date, time, named) in [
            (Some("2026-11-23"), None, "up to today, 2026-11-22"),
            (None, Some("07:31"), "up to now, 07:30"),
            (Some("today"), Some("23:59"), "up to now, 07:30"),
            (Some("someday"), None, "3 days ago"),
            (Some("1949-12-31"), None, "from 1950 on"),
            (None, Some("25:00"), "HH:MM"),
        ] {
            let error = moment(clock, date, time);
            assert!(error.contains(named), "{date:?} {time:?}: {error}");
        }
    }

    #[test]
    fn small_hours_belong_to_the_day_before() {
        let night = clock("2026-11-22T00:40", "04:00");
        for (date, time, expected) in [
            (None, None, "2026-11-21 00:40"),
            (Some("today"), None, "2026-11-21 00:40"),
            (Some("yesterday"), None, "2026-11-20 "),
            (None, Some("23:10"), "2026-11-21 23:10"),
            (None, Some("00:10"), "2026-11-21 00:10"),
            (Some("yesterday"), Some("01:00"), "2026-11-20 01:00"),
        ] {
            assert_eq!(moment(night, date, time), expected, "{date:?} {time:?}");
        }
        assert!(moment(night, None, Some("03:00")).contains("up to now, 00:40"));
        assert!(moment(night, Some("2026-11-22"), None).contains("begins at 04:00"));

        let morning = clock("2026-11-22T10:00", "04:00");
        assert_eq!(moment(morning, None, Some("02:00")), "2026-11-21 02:00");
        assert_eq!(moment(morning, None, Some("09:00")), "2026-11-22 09:00");
        assert!(moment(morning, None, Some("11:00")).contains("up to now"));
        assert!(moment(morning, Some("today"), Some("02:00")).contains("--date yesterday"));
    }
}
