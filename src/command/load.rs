//! Reading the log for commands that only show: finding it, gathering its days or
//! its rows, and telling what could not be read.

use anyhow::{Context as _, bail};
use chrono::{Datelike, NaiveDate};

use super::output::{Io, shown};
use crate::analysis::{Diary, Settings, Unread, UnreadColumn};
use crate::context::{Context, Source};
use crate::domain::{DayStart, Entry, FIRST_YEAR, Symptom, parse_day};
use crate::guidance;
use crate::log_file::{Column, Content, Header, LogFile, Problem, ProblemKind, Row};
use crate::report::Guidance;
use crate::term::{count, for_terminal};

/// Problems that are listed one by one.
const MOST_TOLD: usize = 3;

/// Days over which an unread field makes the verdict uncertain.
const UNCERTAIN_DAYS: i64 = 28;

/// Unknown symptoms that are named.
const MOST_SYMPTOMS: usize = 5;

/// The log; `None` where there is none yet at the default place.
pub fn open_log(context: &Context) -> anyhow::Result<Option<LogFile>> {
    let (path, source) = context.log_path()?;
    let log = LogFile::at(path);
    if source == Source::Default && !log.exists()? {
        return Ok(None);
    }
    // Of a named one that is not there, reading says so.
    Ok(Some(log))
}

/// The settings that the verdict depends on.
pub fn settings(context: &Context) -> anyhow::Result<Settings> {
    let config = context.config()?;
    Ok(Settings {
        consult_after_weeks: config.consult_after_weeks,
        stretch_goal: config.stretch_goal,
    })
}

/// What verdicts are put into words with.
pub fn guidance() -> anyhow::Result<Guidance> {
    Ok(Guidance { signs: guidance::signs()?, disclaimer: guidance::disclaimer()? })
}

/// The last day that is not in the future: today, or the calendar's where the user's
/// day begins late.
pub fn latest_day(context: &Context) -> anyhow::Result<NaiveDate> {
    Ok(context.today()?.max(context.now.date()))
}

/// The days of a log up to `as_of`, with what could not be read of it. Rows after
/// `latest` are in the future; `None` in a replay, which depends on no clock.
pub fn diary(
    log: &LogFile,
    as_of: NaiveDate,
    latest: Option<NaiveDate>,
    problems: &mut Problems,
) -> anyhow::Result<Diary> {
    let mut diary = Diary::new(as_of);
    let mut gathered = Gathered { as_of, latest, ..Gathered::default() };
    let mut lines = log.lines()?;
    for (_, name, meant) in lines.header().map(Header::unread_columns).unwrap_or_default() {
        gathered.unread.matters |= meant.is_for_the_rule();
        gathered.unread.columns.push(UnreadColumn { name, looks_like: meant.name() });
    }
    while let Some(line) = lines.next_line()? {
        match line.content {
            Content::Row(row) => {
                diary.add(&row.entry, gathered.row(&row));
                if row.entry.date <= as_of {
                    row.problems.iter().for_each(|problem| problems.add(problem));
                }
            }
            Content::Unreadable(problem) => {
                diary.bad_rows += 1;
                gathered.unreadable(&problem);
                problems.add(&problem);
            }
            Content::Blank => {}
        }
    }
    diary.unread = gathered.finish();
    Ok(diary)
}

/// The days of a log up to today.
pub fn diary_of_today(
    log: &LogFile,
    context: &Context,
    problems: &mut Problems,
) -> anyhow::Result<Diary> {
    diary(log, context.today()?, Some(latest_day(context)?), problems)
}

/// What could not be read, gathered row by row.
#[derive(Default)]
struct Gathered {
    as_of: NaiveDate,
    latest: Option<NaiveDate>,
    unread: Unread,
    /// Urgent symptoms that unread texts may mean, each with its day.
    signs: Vec<(Symptom, NaiveDate)>,
    visit: Option<NaiveDate>,
    /// The day of the last readable row.
    before: Option<NaiveDate>,
    /// Unreadable rows have come since that row, and the symptom that they may mean.
    pending: Option<Option<Symptom>>,
}

impl Gathered {
    fn is_recent(&self, date: NaiveDate) -> bool {
        (0..UNCERTAIN_DAYS).contains(&(self.as_of - date).num_days())
    }

    /// Takes note of a row, and gives the number of its unread fields.
    fn row(&mut self, row: &Row) -> u64 {
        let entry = &row.entry;
        self.settle(entry.date);
        self.before = Some(entry.date);
        if entry.date > self.as_of {
            if self.latest.is_some_and(|latest| entry.date > latest) {
                self.unread.future_rows += 1;
                self.note_wrong_date(entry);
            }
            return 0;
        }
        if entry.date.year() < FIRST_YEAR {
            self.unread.old_rows += 1;
            self.note_wrong_date(entry);
        }
        self.visit = self.visit.max(entry.seen);
        let split = |problem: &&Problem| problem.kind == ProblemKind::SymptomSeparator;
        self.unread.split_cells += row.problems.iter().filter(split).count() as u64;
        let mut fields: Vec<Option<usize>> = Vec::new();
        for problem in row.problems.iter().filter(|problem| problem.is_unread()) {
            if !fields.contains(&problem.place.column) {
                fields.push(problem.place.column);
            }
            self.field(entry.date, problem);
        }
        fields.len() as u64
    }

    fn field(&mut self, date: NaiveDate, problem: &Problem) {
        let symptoms = &mut self.unread.symptoms;
        let is_symptom = matches!(problem.kind, ProblemKind::UnknownSymptom(_));
        if is_symptom && symptoms.len() < MOST_SYMPTOMS && !symptoms.contains(&problem.text) {
            symptoms.push(problem.text.clone());
        }
        if self.is_recent(date) {
            self.unread.matters |=
                problem.sign.is_some() || problem.place.of.is_some_and(Column::is_for_the_rule);
            self.unread.pain_today |= date == self.as_of && problem.place.of == Some(Column::Pain);
            self.signs.extend(problem.sign.map(|sign| (sign, date)));
            if is_symptom {
                let days_ago = (self.as_of - date).num_days();
                self.unread.unknown.push((days_ago, problem.to_string()));
            }
        }
    }

    /// An urgent symptom below a date that cannot be right may be one of today.
    fn note_wrong_date(&mut self, entry: &Entry) {
        let mut symptoms = entry.symptoms.iter().copied();
        let urgent = symptoms.find(|symptom| symptom.level().is_urgent());
        self.signs.extend(urgent.map(|sign| (sign, self.as_of)));
    }

    fn unreadable(&mut self, problem: &Problem) {
        let earlier = self.pending.flatten().into_iter();
        self.pending = Some(earlier.chain(problem.sign).min());
    }

    /// Unreadable rows are as recent as the later of their neighbours, at most as
    /// the report's day. In a replay those below a later day do not count.
    fn settle(&mut self, next: NaiveDate) {
        let Some(sign) = self.pending.take() else {
            return;
        };
        if self.latest.is_none() && self.before.is_some_and(|before| before > self.as_of) {
            return;
        }
        let day = self.before.max(Some(next)).unwrap_or(next).min(self.as_of);
        if self.is_recent(day) {
            self.unread.matters = true;
            self.signs.extend(sign.map(|sign| (sign, day)));
        }
    }

    fn finish(mut self) -> Unread {
        self.settle(self.as_of);
        // A visit after that day answers a symptom that was recorded then.
        let visit = self.visit;
        let signs = self.signs.into_iter();
        let open = signs.filter(|(_, date)| visit.is_none_or(|visit| *date >= visit));
        self.unread.sign = open.map(|(sign, _)| sign).min();
        self.unread
    }
}

/// What could not be read: the first few, and how many there are.
#[derive(Debug, Default)]
pub struct Problems {
    told: Vec<String>,
    count: u64,
}

impl Problems {
    pub fn add(&mut self, problem: &Problem) {
        self.count += 1;
        if self.told.len() < MOST_TOLD {
            self.told.push(for_terminal(&problem.to_string()));
        }
    }

    /// At most three lines, a count, and where to see them all.
    pub fn report(&self, log: &LogFile, io: &mut Io<'_>) -> anyhow::Result<()> {
        for line in &self.told {
            io.note(line).context("cannot write to stderr")?;
        }
        if self.count > 0 {
            let (problems, path) = (count(self.count, "problem"), shown(&log.path));
            io.note(format!("{problems} in {path}; see `backcare check`"))?;
        }
        Ok(())
    }
}

/// The options that say which days are asked for.
#[derive(Debug, clap::Args)]
pub struct DaysArgs {
    /// From this day on: 2026-11-20, yesterday, monday, "3 weeks ago"
    #[arg(long, value_name = "DATE")]
    since: Option<String>,
    /// Up to this day, and with it
    #[arg(long, value_name = "DATE")]
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

    /// That there is no row.
    pub fn nothing(self) -> String {
        match (self.since, self.until) {
            (None, None) => "no row in the log yet; begin with `backcare log 4`".to_owned(),
            (Some(since), None) => format!("no row since {since}"),
            (None, Some(until)) => format!("no row up to {until}"),
            (Some(since), Some(until)) => format!("no row from {since} to {until}"),
        }
    }

    fn hold(self, date: NaiveDate) -> bool {
        self.since.is_none_or(|since| since <= date) && self.until.is_none_or(|until| date <= until)
    }
}

/// The rows of some days in the order of time. The problems of the log go to stderr, and
/// a note where there is no row.
pub fn rows(log: &LogFile, days: Days, io: &mut Io<'_>) -> anyhow::Result<Vec<Entry>> {
    let mut problems = Problems::default();
    let rows = rows_quietly(log, days, io.context, &mut problems)?;
    problems.report(log, io)?;
    if rows.is_empty() {
        io.note(days.nothing())?;
    }
    Ok(rows)
}

/// The rows of some days in the order of time.
pub fn rows_quietly(
    log: &LogFile,
    days: Days,
    context: &Context,
    problems: &mut Problems,
) -> anyhow::Result<Vec<Entry>> {
    let mut rows = Vec::new();
    let mut lines = log.lines()?;
    while let Some(line) = lines.next_line()? {
        match line.content {
            Content::Row(row) if days.hold(row.entry.date) => {
                row.problems.iter().for_each(|problem| problems.add(problem));
                rows.push(row.entry);
            }
            Content::Unreadable(problem) => problems.add(&problem),
            Content::Row(_) | Content::Blank => {}
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
    use crate::domain::parse_clock;

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
                time: parse_clock(time).ok(),
                note: note.to_owned(),
                ..Entry::on(date.parse().unwrap())
            });
            sort(&mut rows, day_start.parse().unwrap());
            let notes: String = rows.iter().map(|row| row.note.as_str()).collect();
            assert_eq!(notes, order, "{day_start}");
        }
    }
}
