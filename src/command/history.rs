//! `backcare history`: lists what was recorded; and the rows of some days, which
//! `export` and the notes of `report` need, too.

use anyhow::{Context as _, bail};
use chrono::NaiveDate;

use super::completions::Names;
use super::load::{Problems, open_log};
use super::log::entries::parse_tags;
use super::output::{Exit, Io};
use super::status;
use crate::context::Context;
use crate::domain::{DAY_WORDS, DayStart, Entry, Word, parse_day};
use crate::log::Log;
use crate::report::history;
use crate::term::{count, for_terminal};

/// List what was recorded
#[derive(Debug, clap::Args)]
#[command(after_help = help_text!("history"), after_long_help = help_text!("history-long"))]
pub struct Args {
    /// That day alone: yesterday, monday, 2026-11-20
    #[arg(
        value_name = "DAY",
        value_parser = Names::new(DAY_WORDS), hide_possible_values = true,
        allow_negative_numbers = true,
        conflicts_with_all = ["since", "until"]
    )]
    day: Option<String>,

    #[command(flatten)]
    days: DaysArgs,

    /// Rows with this tag alone
    #[arg(long, value_name = "NAME")]
    tag: Option<String>,

    /// Rows whose note, tags, names or signs hold this text, in capitals or not
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    grep: Option<String>,

    /// The last N rows alone
    #[arg(
        short = 'n',
        long,
        value_name = "N",
        value_parser = super::undo::rows,
        allow_negative_numbers = true
    )]
    last: Option<usize>,
}

pub fn run(args: &Args, io: &mut Io<'_>) -> anyhow::Result<Exit> {
    let today = io.context.today()?;
    let days = match &args.day {
        Some(text) => {
            let day = parse_day(text, today)?;
            Days { since: Some(day), until: Some(day) }
        }
        None => Days::read(&args.days, today)?,
    };
    let tags = parse_tags(args.tag.as_slice()).context("--tag")?;
    let Some(log) = open_log(io.context)? else {
        return status::welcome(io);
    };
    let mut rows = rows(&log, days, io)?;
    let found = rows.len();
    rows.retain(|row| {
        tags.iter().all(|tag| row.tags.contains(tag))
            && args.grep.as_ref().is_none_or(|text| holds(row, text))
    });
    if rows.is_empty() && found > 0 {
        let wanted = tags.iter().map(|tag| format!("#{tag}")).chain(args.grep.clone());
        let wanted = for_terminal(&wanted.collect::<Vec<_>>().join(", "));
        io.note(format!("none of {} has {wanted}", count(found as u64, "row")))?;
    }
    let surplus = args.last.map_or(0, |last| rows.len().saturating_sub(last));
    let unit = io.context.config()?.distance_unit;
    io.print(history::text(&rows[surplus..], unit, &io.context.theme()))
}

/// Whether a text of the row holds `text`, in capitals or not.
fn holds(row: &Entry, text: &str) -> bool {
    let done = row.stretch.iter().chain(&row.activity).map(|done| done.name.as_str());
    let names = done.chain(row.tags.iter().map(Word::as_str));
    let signs = row.symptoms.iter().map(|symptom| symptom.name());
    let mut texts = names.chain(signs).chain([row.note.as_str()]);
    // `leg pain` is in `leg-pain`, too.
    let plain = |text: &str| text.to_lowercase().replace('-', " ");
    texts.any(|it| plain(it).contains(&plain(text)))
}

/// The options that say which days are asked for.
#[derive(Debug, clap::Args)]
pub struct DaysArgs {
    /// From this day on: 2026-11-20, yesterday, monday, "3 weeks ago"
    #[arg(long, value_name = "DATE", value_parser = Names::new(DAY_WORDS), hide_possible_values = true)]
    since: Option<String>,
    /// Up to this day, and with it
    #[arg(long, value_name = "DATE", value_parser = Names::new(DAY_WORDS), hide_possible_values = true)]
    until: Option<String>,
}

/// The days that are asked for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Days {
    pub since: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
}

impl Days {
    pub fn read(args: &DaysArgs, today: NaiveDate) -> anyhow::Result<Self> {
        let day = |option: &'static str, text: &Option<String>| {
            let day = text.as_ref().map(|text| parse_day(text, today));
            day.transpose().context(option)
        };
        let days =
            Self { since: day("--since", &args.since)?, until: day("--until", &args.until)? };
        match (days.since, days.until) {
            (Some(since), Some(until)) if since > until => bail!(
                "--since: {since} is after --until, {until}; that day or an earlier one is accepted"
            ),
            _ => Ok(days),
        }
    }

    /// The note that no row was found.
    pub fn nothing(self) -> String {
        match (self.since, self.until) {
            (None, None) => "no row in the log yet; begin with `backcare log 4`".to_owned(),
            (Some(since), Some(until)) if since == until => format!("no row of {since}"),
            (Some(since), None) => format!("no row since {since}"),
            (None, Some(until)) => format!("no row up to {until}"),
            (Some(since), Some(until)) => format!("no row from {since} to {until}"),
        }
    }

    fn hold(self, date: NaiveDate) -> bool {
        self.since.is_none_or(|since| since <= date) && self.until.is_none_or(|until| date <= until)
    }
}

const ALL_UNREAD: &str =
    "no row of these days can be read; `backcare check` names the cause, and --fix may correct it";

/// The rows of some days in the order of time. The problems of the log go to stderr, and
/// a note if there is no row.
pub fn rows(log: &Log, days: Days, io: &mut Io<'_>) -> anyhow::Result<Vec<Entry>> {
    let mut problems = Problems::default();
    let rows = rows_quietly(log, days, io.context, &mut problems)?;
    problems.report(&log.path, io)?;
    if rows.is_empty() {
        let is_unread = log.rows().any(|row| row.entry.is_none());
        io.note(if is_unread { ALL_UNREAD.to_owned() } else { days.nothing() })?;
    }
    Ok(rows)
}

/// The rows of some days in the order of time.
pub fn rows_quietly(
    log: &Log,
    days: Days,
    context: &Context,
    problems: &mut Problems,
) -> anyhow::Result<Vec<Entry>> {
    let mut rows = Vec::new();
    for row in log.rows() {
        if row.entry.as_ref().is_none_or(|entry| days.hold(entry.date)) {
            row.problems.iter().for_each(|problem| problems.add(problem));
            rows.extend(row.entry);
        }
    }
    sort(&mut rows, context.config()?.day_starts_at);
    Ok(rows)
}

/// Within a day rows without a time come first, the small hours of a day that begins
/// late last.
fn sort(rows: &mut [Entry], day_start: DayStart) {
    rows.sort_by_key(|row| {
        let instant = row.time.map(|time| day_start.instant(row.date, time));
        (row.date, instant)
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::parse_time;

    #[test]
    fn rows_come_in_the_order_of_time() {
        let rows = [
            ("2026-11-22", "07:30", "e"),
            ("2026-11-21", "00:40", "d"),
            ("2026-11-21", "23:00", "c"),
            ("2026-11-21", "", "a"),
            ("2026-11-21", "", "b"),
            ("2026-11-22", "07:30", "f"),
        ];
        for (day_start, order) in [("04:00", "abcdef"), ("00:00", "abdcef")] {
            let mut rows = rows.map(|(date, time, note)| Entry {
                time: parse_time(time).ok(),
                note: note.to_owned(),
                ..Entry::on(date.parse().unwrap())
            });
            sort(&mut rows, day_start.parse().unwrap());
            let notes: String = rows.iter().map(|row| row.note.as_str()).collect();
            assert_eq!(notes, order, "{day_start}");
        }
    }
}
