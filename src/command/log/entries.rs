//! What was given on the command line, as rows of the log.
//!
//! Pure: knows nothing of files, terminals or the real clock.

use anyhow::bail;
use chrono::{Datelike as _, NaiveDate, NaiveDateTime, NaiveTime, Timelike as _};

use super::Args;
use super::typed::{Typed, names};
use crate::domain::{
    DayStart, Done, Entry, FIRST_YEAR, Invalid, KNOWN_ACTIVITIES, KNOWN_STRETCHES, Pain, Symptom,
    Word, format_time, parse_activity, parse_day, parse_day_and_time, parse_stretch, parse_time,
};
use crate::log::on_one_line;

/// The rows of one `log`; none where there is nothing to record.
pub fn entries(typed: Typed<'_>, clock: Clock) -> anyhow::Result<Vec<Entry>> {
    let args = typed.args;
    let moment = clock.moment(typed)?;
    let date = moment.date;
    let pain = match args.pain.as_deref().or(args.rating.as_deref()) {
        Some(text) => Some(Pain::typed(text)?),
        None => None,
    };
    let mut symptoms: Vec<Symptom> = Vec::new();
    for text in symptom_names(args) {
        let symptom = text.parse().map_err(|why| typed.refuse("--symptom", why, |_, _| {}))?;
        if !symptoms.contains(&symptom) {
            symptoms.push(symptom);
        }
    }
    let tags = parse_tags(&args.tag)
        .map_err(|why| typed.refuse("--tag", why, |args, tag| args.tag = vec![tag]))?;
    if let Some(sign) = symptoms.iter().find(|sign| args.no_signs && sign.level().is_urgent()) {
        bail!("--no-signs says that no urgent sign is there, and {sign} is one; leave one out");
    }
    let began = args.began.as_deref().map(|text| clock.day_before(text, date)).transpose();
    let seen = match args.seen.as_deref() {
        Some("") => Ok(Some(date)),
        seen => seen.map(|text| clock.day_before(text, date)).transpose(),
    };
    let first = Entry {
        time: moment.time,
        pain,
        symptoms,
        began: began
            .map_err(|why| typed.refuse("--began", why, |args, day| args.began = Some(day)))?,
        seen: seen.map_err(|why| typed.refuse("--seen", why, |args, day| args.seen = Some(day)))?,
        note: on_one_line(args.note.as_deref().unwrap_or_default()),
        tags,
        no_signs: args.no_signs,
        ..Entry::on(date)
    };
    let mut stretches: Vec<Done> = Vec::new();
    for (at, text) in args.stretch.iter().enumerate() {
        for name in names(text, KNOWN_STRETCHES) {
            let option = format!("--stretch {name}");
            let put = |args: &mut Args, value| args.stretch[at] = value;
            stretches.push(parse_stretch(name).map_err(|why| typed.refuse(&option, why, put))?);
        }
    }
    let mut activities: Vec<Done> = Vec::new();
    for (at, text) in args.activity.iter().enumerate() {
        for name in names(text, KNOWN_ACTIVITIES) {
            let option = format!("--activity {name}");
            let put = |args: &mut Args, value| args.activity[at] = value;
            activities.push(parse_activity(name).map_err(|why| typed.refuse(&option, why, put))?);
        }
    }
    Ok(rows(first, stretches, activities))
}

/// Tags, also as `history` shows them: `#physio`, several with commas between.
pub fn parse_tags(texts: &[String]) -> Result<Vec<Word>, Invalid> {
    let mut tags: Vec<Word> = Vec::new();
    for text in texts.iter().flat_map(|text| text.trim_end_matches([',', ';']).split([',', ';'])) {
        let tag = text.trim().trim_start_matches('#');
        let tag = Word::lenient(tag).map_err(|why| {
            // A dose: `ibuprofen:400mg`
            let parts = tag.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
            let joined = Word::lenient(&parts.collect::<Vec<_>>().join("-"));
            why.try_instead(joined.ok().map(|tag| tag.to_string()))
        })?;
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    Ok(tags)
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
    pub fn moment(self, typed: Typed<'_>) -> anyhow::Result<RecordMoment> {
        let (date, time) = (typed.args.date.as_deref(), typed.args.time.as_deref());
        let put_date = |args: &mut Args, day| args.date = Some(day);
        let put_time = |args: &mut Args, time| args.time = Some(time);
        let time = time.map(parse_time).transpose();
        let mut time = time.map_err(|why| typed.refuse("--time", why, put_time))?;
        let date = match date.map(|text| self.past_day(text, time)).transpose() {
            Ok(None) => self.day_at(time),
            Ok(Some((_, Some(own)))) if time.is_some_and(|time| time != own) => {
                bail!("--date has a time of its own, {}; leave out --time", format_time(own))
            }
            Ok(Some((date, own))) => {
                time = time.or(own);
                date
            }
            Err(why) => return Err(typed.refuse("--date", why, put_date)),
        };
        if let Some(time) = time {
            self.future(date, time).map_err(|why| {
                typed.refuse("--time", why, |args, day| {
                    (args.date, args.time) = (Some(day), None);
                })
            })?;
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

    /// Reads the day of a record, and its time where it has one; a day to come is refused.
    fn past_day(
        self,
        text: &str,
        time: Option<NaiveTime>,
    ) -> Result<(NaiveDate, Option<NaiveTime>), Invalid> {
        let today = self.today();
        let (mut date, own) =
            parse_day_and_time(text, today).map_err(|why| match parse_time(text) {
                Ok(_) => Invalid::new(format!("{text:?} is a time; try --time {text}")),
                Err(_) => why,
            })?;
        // One o'clock of last night is of the next day of the calendar.
        let time = time.or(own);
        let is_morning =
            time.is_some_and(|it| it.hour() < 12 && !self.day_start.is_small_hours(it));
        if is_morning && text.trim().to_lowercase().starts_with("last night") {
            date = date.succ_opt().unwrap_or(date);
        }
        // After midnight, the day of the calendar is no day of last year.
        let is_calendar_day = date.with_year(self.now.year()) == Some(self.now.date());
        if is_calendar_day && !has_year(text, date) {
            date = self.now.date();
        }
        // Without any year it is recorded, and asked about.
        if has_year(text, date) && is_vague(text, date, today) {
            let why = format!("{text:?} without its whole year is {date}");
            return Err(Invalid::new(why).try_instead([date.to_string()]));
        }
        if date > today {
            let early = if self.day_start.is_small_hours(self.now.time()) {
                format!(" (the new day begins at {})", self.day_start)
            } else {
                String::new()
            };
            return Err(Invalid::new(format!(
                "{date} is in the future; a day up to today, {today}{early}, is accepted"
            )));
        }
        refuse_long_ago(date).map(|date| (date, own))
    }

    /// Refuses an instant that is still to come.
    fn future(self, date: NaiveDate, time: NaiveTime) -> Result<(), Invalid> {
        if self.day_start.instant(date, time) <= self.now {
            return Ok(());
        }
        if self.day_start.is_small_hours(time) && time <= self.now.time() {
            let why = format!(
                "your day begins at {}, so {} on {date} is the night to come",
                self.day_start,
                format_time(time)
            );
            let before = date.pred_opt().map(|day| format!("{day} {}", format_time(time)));
            return Err(Invalid::new(why).try_instead(before));
        }
        Err(Invalid::new(format!(
            "{} is in the future; a time up to now, {}, is accepted",
            format_time(time),
            format_time(self.now.time())
        )))
    }

    /// Reads a day that lies on or before the record's own.
    pub fn day_before(self, text: &str, date: NaiveDate) -> Result<NaiveDate, Invalid> {
        let day = parse_day(text, self.today())?;
        // `23 nov` of last year is probably the one to come.
        if is_vague(text, day, self.today()) {
            let why = format!("{text:?} without its whole year is {day}");
            return Err(Invalid::new(why).try_instead([day.to_string()]));
        }
        if day > date {
            return Err(Invalid::new(format!(
                "{day} is after {date}, the day of this record; that day or an earlier one is accepted"
            )));
        }
        refuse_long_ago(day)
    }
}

/// Whether a day of long ago was written without its four-digit year: `23 nov`, `20 nov 19`.
pub fn is_vague(text: &str, day: NaiveDate, today: NaiveDate) -> bool {
    const LONG_AGO: i64 = 300;
    let is_counted = parse_day(text, day) != Ok(day);
    (today - day).num_days() > LONG_AGO && !is_counted && !text.contains(&day.year().to_string())
}

/// Whether the text of a day names a year, or needs none, as `3 days ago`.
fn has_year(text: &str, day: NaiveDate) -> bool {
    parse_day(&format!("{text} {}", day.year()), day) != Ok(day)
}

fn refuse_long_ago(day: NaiveDate) -> Result<NaiveDate, Invalid> {
    if day.year() >= FIRST_YEAR {
        return Ok(day);
    }
    Err(Invalid::new(format!("{day} is too long ago; a day from {FIRST_YEAR} on is accepted")))
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDateTime;
    use clap::{Args as _, Command, FromArgMatches};

    use super::*;
    use crate::domain::format_time;

    fn read(line: &[&str]) -> anyhow::Result<Vec<Entry>> {
        let words = std::iter::once("log").chain(line.iter().copied());
        let matches = Args::augment_args(Command::new("log")).try_get_matches_from(words)?;
        let clock = Clock {
            now: NaiveDateTime::parse_from_str("2026-11-22T07:30", "%Y-%m-%dT%H:%M")?,
            day_start: DayStart::default(),
        };
        let args = Args::from_arg_matches(&matches)?;
        let words: Vec<String> = line.iter().map(ToString::to_string).collect();
        let typed = Typed { args: &args, program: "backcare", words: &words };
        typed.refuse_loose_words(clock)?;
        entries(typed, clock)
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
            (&["4", "-n", "- stiff"], &["2026-11-22,07:30,4,,,,,,,,- stiff"]),
            (&["4", "-d", "sat 9pm"], &["2026-11-21,21:00,4,,,,,,,,"]),
            (
                &["-s", "calf 30s, quad", "-a", "run 5 km, 28:30"],
                &["2026-11-22,07:30,,calf,0.5,run(5),28.5,,,,", "2026-11-22,07:30,,quad,,,,,,,"],
            ),
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
            (&["4", "-p", "4"], "several ratings"),
            (&["4", "5"], "one is accepted"),
            (&["pain", "4"], "try backcare log 4"),
            (&["3", "stiff", "after run"], "try backcare log 3 -n 'stiff after run'"),
            (&["3", "run", "5k"], "try backcare log 3 -a 'run 5k'"),
            (&["3", "hamstring:5min"], "try backcare log 3 -s hamstring:5min"),
            (&["3", "fever"], "try backcare log 3 --symptom fever"),
            (&["3", "yesterday"], "try backcare log 3 -d yesterday"),
            (&["yesterday", "-n", "stiff"], "try backcare log -n stiff -d yesterday"),
            (&["-s", "hamstring", "5", "min"], "try backcare log -s 'hamstring 5 min'"),
            (&["-a", "run", "45"], "or backcare log -a run:45km"),
            (&["-s", "calf,", "quad"], "try backcare log -s calf -s quad"),
            (&["3", "-n", "stiff", "after", "drive"], "try backcare log 3 -n 'stiff after drive'"),
            (&["4", "-d", "20", "nov"], "try backcare log 4 -d '20 nov'"),
            (&["4", "-a", "run", "8km"], "try backcare log 4 -a 'run 8km'"),
            (&["-s", "hamstring", "5min", "4"], "try backcare log 4 -s 'hamstring 5min'"),
            (&["--seen", "friday", "4"], "try backcare log 4 --seen=friday"),
            (&["4", "--time", "7:00", "am"], "try backcare log 4 --time '7:00 am'"),
            (&["8", "km"], "try backcare log -a run:8km"),
            (&["3", "days", "ago", "4"], "try backcare log 4 -d '3 days ago'"),
            (
                &["4", "run", "8km", "calf", "2x30s"],
                "try backcare log 4 -s 'calf 2x30s' -a 'run 8km'",
            ),
            (
                &["4", "-s", "calf", "2x30s", "-n", "so", "so"],
                "try backcare log 4 -s 'calf 2x30s' -n 'so so'",
            ),
            (&["3", "--seen", "yesterday"], "try backcare log 3 --seen=yesterday"),
            (&["20", "-d", "sunday"], "0 (none) to 10"),
            (&["11", "-n", "hi"], "0 (none) to 10"),
            (&["-a", "5k"], "try backcare log -a run:5k"),
            (&["-a", "5 km run"], "try backcare log -a run:5km"),
            (&["-s", "2min hamstring"], "begins with an amount"),
            (&["-s", "calf, foo"], "is not a duration"),
            (&["3", "-n", "--seen"], "--seen is an option"),
            (&["3", "-d", "-n", "x"], "-n is an option"),
            (&["3", "-d", "-1"], "try backcare log 3 -d yesterday"),
            (&["3", "-d", "9pm"], "try --time 9pm"),
            (&["3", "-d", "monday 9am", "--time", "10:00"], "leave out --time"),
            (&["3", "--tag", "ibuprofen:400mg"], "try backcare log 3 --tag ibuprofen-400mg"),
            (&["3", "--tag", ""], "is not a name"),
            (
                &["-s", "calf", "-a", "run:45m", "-n", "it's ok"],
                "try backcare log -s calf -a run:45min -n \"it's ok\"",
            ),
            (&["nonsense", "and", "more"], "\"nonsense and more\" is not a pain rating"),
            (&["4", "-s", "hamstring:0s"], "try backcare log 4 -s hamstring"),
            (&["4", "-a", "run:0km"], "try backcare log 4 -a run"),
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
            (&["-n", "", "--time", "99:00"], "00:00 to 23:59"),
        ] {
            let error = match read(line) {
                Ok(rows) => panic!("{line:?} was taken: {rows:?}"),
                Err(error) => format!("{error:#}"),
            };
            assert!(error.contains(named), "{line:?}: {error}");
        }
    }

    fn clock(now: &str, day_start: &str) -> Clock {
        Clock {
            now: NaiveDateTime::parse_from_str(now, "%Y-%m-%dT%H:%M").unwrap(),
            day_start: day_start.parse().unwrap(),
        }
    }

    fn moment(clock: Clock, date: Option<&str>, time: Option<&str>) -> String {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        let args = Args { date: owned(date), time: owned(time), ..Args::default() };
        match clock.moment(Typed { args: &args, program: "backcare", words: &[] }) {
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
            (None, Some("25:00"), "00:00 to 23:59"),
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
        assert!(
            moment(morning, Some("today"), Some("02:00"))
                .contains("try backcare log -d '2026-11-21 02:00'")
        );
    }
}
