//! `backcare undo`: takes back what was written last, and names it.

use anyhow::bail;
use chrono::NaiveDate;

use super::load::open_log;
use super::output::{Exit, Io};
use super::status;
use crate::context::Context;
use crate::domain::Entry;
use crate::log_file::{Content, Edit, LockedLog, LogFile};
use crate::report::recorded;
use crate::term::{Theme, confirm, count};

/// Take back what was recorded last
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Without ROWS, the last row goes, and the rows above it that
one `backcare log` wrote with it: those of the same day and
time. What goes is named, so that it can be recorded again.
On a terminal it asks first when that is older than
yesterday. Every other row stays as it is, byte for byte.

Examples:
  backcare undo
  backcare undo 3")]
pub struct Args {
    /// How many rows to take back [default: those of the last `log`]
    #[arg(value_name = "ROWS", value_parser = clap::value_parser!(u64).range(1..))]
    rows: Option<u64>,

    /// Do not ask, however old the rows are
    #[arg(short, long)]
    yes: bool,
}

/// Bytes at the end of the log that are looked at first; more if need be.
const TAIL: u64 = 64 * 1024;

pub fn run(args: &Args, context: &Context, io: &mut Io<'_>) -> anyhow::Result<Exit> {
    let Some(log) = open_log(context)? else {
        return status::welcome(context, io);
    };
    // Before there is a lock beside another program's file.
    log.header()?;
    // Nothing may be added between the look and the cut.
    let mut locked = LockedLog::of(&log, &mut io.waiting())?;
    let last = Last::of(&log, args.rows)?;
    if last.lines.is_empty() {
        return io.print("there is nothing to take back: the log has no rows\n");
    }
    let today = context.today()?;
    if !args.yes && last.is_old(today) && context.is_interactive() {
        // Nobody is to wait for an answer; what was looked at is compared again.
        drop(locked);
        let shown = last.text("To take back", context, &context.stderr_theme())?;
        io.err.write_all(shown.as_bytes())?;
        let question = match last.lines.len() {
            1 => "This row is older than a day. Take it back?",
            _ => "These rows are older than a day. Take them back?",
        };
        if !confirm(question)? {
            return io.print("nothing was changed\n");
        }
        locked = LockedLog::of(&log, &mut io.waiting())?;
    }
    let shown = last.text("Took back", context, &context.theme())?;
    let edits: Vec<Edit> = last.lines.iter().map(LastLine::cut).collect();
    locked.replace(last.length, &edits)?;
    io.show_done(&shown)?;
    Ok(Exit::Done)
}

/// The rows to take back.
struct Last {
    lines: Vec<LastLine>,
    /// The file's length in bytes.
    length: u64,
}

/// A row at the end of the log.
struct LastLine {
    number: u64,
    start: u64,
    bytes: Vec<u8>,
    content: Content,
}

impl Last {
    /// The last `wanted` rows, or those that one `log` wrote.
    fn of(log: &LogFile, wanted: Option<u64>) -> anyhow::Result<Self> {
        let mut most = TAIL;
        loop {
            let (mut last, whole) = Self::within(log, most)?;
            let there = last.lines.len();
            let count = match wanted {
                Some(wanted) => usize::try_from(wanted).unwrap_or(usize::MAX),
                None => last.written_together(),
            };
            // The row above the first one decides whether it belongs to it, too.
            if whole || count < there {
                if count > there && there > 0 {
                    bail!(
                        "the log has only {}; nothing was changed. Take back {there} or fewer",
                        rows(there)
                    );
                }
                last.lines.drain(..there - count.min(there));
                return Ok(last);
            }
            most = most.saturating_mul(4);
        }
    }

    /// The rows that begin within the last `most` bytes; whether these are all.
    fn within(log: &LogFile, most: u64) -> anyhow::Result<(Self, bool)> {
        let (mut lines, whole) = log.last_lines(most)?;
        let first = lines.start;
        let mut last = Vec::new();
        while let Some(line) = lines.next_line()? {
            if line.content != Content::Blank {
                last.push(LastLine {
                    number: line.number,
                    start: line.start,
                    bytes: line.bytes.to_vec(),
                    content: line.content,
                });
            }
        }
        let last = Self { lines: last, length: lines.start };
        if whole {
            return Ok((last, true));
        }
        // The numbers count from the file's beginning.
        let before = log.lines_before(first)?;
        let numbered =
            last.lines.into_iter().map(|line| LastLine { number: line.number + before, ..line });
        let last = Self { lines: numbered.collect(), ..last };
        Ok((last, false))
    }

    /// How many of the last rows one `log` wrote: those of one moment, of which all
    /// but the first hold nothing but a stretch or an activity.
    fn written_together(&self) -> usize {
        let mut count = self.lines.len().min(1);
        for pair in self.lines.windows(2).rev() {
            let [upper, lower] = pair else { break };
            // Without a time of day nothing tells one `log` from the next.
            let moment = lower.moment().filter(|(_, time)| time.is_some());
            if moment.is_none() || upper.moment() != moment || !lower.is_only_done() {
                break;
            }
            count += 1;
        }
        count
    }

    /// Whether it is of a day before yesterday, or of none.
    fn is_old(&self, today: NaiveDate) -> bool {
        let day = |line: &LastLine| line.content.entry().map(|entry| entry.date);
        self.lines.iter().any(|line| day(line) < today.pred_opt())
    }

    fn text(&self, title: &str, context: &Context, theme: &Theme) -> anyhow::Result<String> {
        let (unit, today) = (context.config()?.distance_unit, context.today()?);
        let mut out = String::new();
        let together = |a: &LastLine, b: &LastLine| {
            a.readable().is_some() && b.readable().is_some() && a.moment() == b.moment()
        };
        for lines in self.lines.chunk_by(together) {
            let entries: Vec<Entry> =
                lines.iter().filter_map(LastLine::readable).cloned().collect();
            out.push_str(&match lines {
                [line] if entries.is_empty() => {
                    recorded::raw(title, line.number, &line.bytes, theme)
                }
                _ => recorded::named(title, &entries, today, unit, theme),
            });
        }
        Ok(out)
    }
}

impl LastLine {
    fn cut(&self) -> Edit {
        Edit { start: self.start, old: self.bytes.clone(), new: Vec::new() }
    }

    /// What it records, where all of it can be read.
    fn readable(&self) -> Option<&Entry> {
        let entry = self.content.entry();
        entry.filter(|_| self.content.problems().is_empty())
    }

    fn moment(&self) -> Option<(NaiveDate, Option<chrono::NaiveTime>)> {
        self.content.entry().map(|entry| (entry.date, entry.time))
    }

    /// Whether it holds nothing but a stretch, an activity or both.
    fn is_only_done(&self) -> bool {
        let Content::Row(row) = &self.content else {
            return false;
        };
        let done = Entry {
            time: row.entry.time,
            stretch: row.entry.stretch.clone(),
            activity: row.entry.activity.clone(),
            ..Entry::on(row.entry.date)
        };
        let is_done = done.stretch.is_some() || done.activity.is_some();
        is_done && done == row.entry && !row.has_other && row.problems.is_empty()
    }
}

fn rows(n: usize) -> String {
    count(n as u64, "row")
}
