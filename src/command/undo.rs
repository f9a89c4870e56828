//! `backcare undo`: takes back what was written last, and names it.

use anyhow::bail;
use chrono::{NaiveDate, NaiveTime};

use super::load::open_log;
use super::output::{Exit, Io};
use super::status;
use crate::context::Context;
use crate::domain::Entry;
use crate::log::{Lock, Log, Row};
use crate::report::recorded;
use crate::term::{self, Theme, format};

/// Take back what was recorded last
#[derive(Debug, clap::Args)]
#[command(after_help = help_text!("undo"))]
pub struct Args {
    /// How many rows to take back [default: those of the last `log`]
    #[arg(value_name = "ROWS", value_parser = rows, allow_negative_numbers = true)]
    rows: Option<usize>,

    /// Do not ask, however old the rows are
    #[arg(short, long)]
    yes: bool,
}

pub fn rows(text: &str) -> Result<usize, &'static str> {
    let rows = text.parse().ok().filter(|rows| *rows > 0);
    rows.ok_or("a whole number of rows, 1 or more, is accepted")
}

pub fn run(args: &Args, io: &mut Io<'_>) -> anyhow::Result<Exit> {
    // Before there is a lock beside another program's file.
    let Some(log) = open_log(io.context)? else {
        return status::welcome(io);
    };
    // Nothing may be added between the look and the cut.
    let mut lock = Lock::take(&log.path, &mut io.waiting())?;
    let log = Log::there(&log.path)?;
    let mut rows: Vec<Row<'_>> = log.rows().collect();
    if rows.is_empty() {
        return io.print("there is nothing to take back: the log has no rows\n");
    }
    let count = args.rows.unwrap_or_else(|| written_together(&rows));
    if count > rows.len() {
        let all = term::count(rows.len() as u64, "row");
        bail!("the log has only {all}; nothing was changed. Take back {} or fewer", rows.len());
    }
    let last = rows.split_off(rows.len() - count);
    let yesterday = io.context.today()?.pred_opt();
    let is_old = |row: &Row<'_>| row.entry.as_ref().map(|entry| entry.date) < yesterday;
    if !args.yes && last.iter().any(is_old) && Context::is_interactive() {
        // The lock is free while the question waits; the log is compared again.
        drop(lock);
        let shown = describe("To take back", &last, io.context, &io.context.stderr_theme())?;
        io.err.write_all(shown.as_bytes())?;
        let question = match count {
            1 => "This row is older than a day. Take it back?",
            _ => "These rows are older than a day. Take them back?",
        };
        if !io.asker()?.confirm(question)? {
            return io.print("nothing was changed\n");
        }
        lock = Lock::take(&log.path, &mut io.waiting())?;
    }
    let lines = last.iter().map(|row| (row.start..row.start + row.bytes.len(), &b""[..]));
    lock.replace(&log.bytes, &log.with(lines))?;
    io.show_done(&describe("Took back", &last, io.context, &io.context.theme())?)?;
    Ok(Exit::Done)
}

/// How many of the last rows one `log` wrote, as far as the file tells: the k-th has the k-th
/// stretch and the k-th activity, and the first all else. Without a time of day nothing tells
/// one `log` from the next.
fn written_together(rows: &[Row<'_>]) -> usize {
    let is_continued = |pair: &&[Row<'_>]| match pair {
        [above, row] => {
            moment(row).is_some() && moment(above) == moment(row) && goes_on(above, row)
        }
        _ => false,
    };
    1 + rows.windows(2).rev().take_while(is_continued).count()
}

/// Whether a row may be the next one of the `log` that wrote the row above.
fn goes_on(above: &Row<'_>, row: &Row<'_>) -> bool {
    let (Some(above), Some(entry)) = (&above.entry, &row.entry) else {
        return false;
    };
    let bare = Entry { stretch: None, activity: None, ..entry.clone() };
    bare == Entry { time: entry.time, ..Entry::on(entry.date) }
        && !row.has_other
        && row.problems.is_empty()
        && (entry.stretch.is_some() || entry.activity.is_some())
        && (entry.stretch.is_none() || above.stretch.is_some())
        && (entry.activity.is_none() || above.activity.is_some())
}

/// The day and time of a row that has both.
fn moment(row: &Row<'_>) -> Option<(NaiveDate, NaiveTime)> {
    row.entry.as_ref().and_then(|entry| Some((entry.date, entry.time?)))
}

/// Moments that are shown one by one; an import has many.
const MOST_MOMENTS: usize = 10;

/// The rows, those of one moment together.
fn describe(
    title: &str,
    rows: &[Row<'_>],
    context: &Context,
    theme: &Theme,
) -> anyhow::Result<String> {
    let (unit, now) = (context.config()?.distance_unit, (context.today()?, context.now()));
    // What a row shows is all of it.
    let readable = |row: &Row<'_>| if row.problems.is_empty() { row.entry.clone() } else { None };
    let is_together = |a: &Row<'_>, b: &Row<'_>| match (readable(a), readable(b)) {
        (Some(a), Some(b)) => (a.date, a.time) == (b.date, b.time),
        _ => false,
    };
    let chunks: Vec<&[Row<'_>]> = rows.chunk_by(is_together).collect();
    if chunks.len() > MOST_MOMENTS {
        let days = || rows.iter().filter_map(|row| row.entry.as_ref()).map(|entry| entry.date);
        let days = days().min().zip(days().max());
        let days = days.map(|(first, last)| format!(" of {}", format::span(first, last)));
        let rows = term::count(rows.len() as u64, "row");
        return Ok(format!("{title} {rows}{}\n", days.unwrap_or_default()));
    }
    let mut out = String::new();
    for rows in chunks {
        let entries: Vec<Entry> = rows.iter().filter_map(readable).collect();
        // Cells of columns that are not backcare's would otherwise go unnamed.
        if entries.iter().all(|row| *row == Entry { time: row.time, ..Entry::on(row.date) }) {
            for row in rows {
                out += &recorded::raw_line(title, row.number, row.bytes, theme);
            }
        } else {
            out += &recorded::line(title, &entries, None, now, unit, theme);
        }
    }
    Ok(out)
}
