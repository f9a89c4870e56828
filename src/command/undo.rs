//! `backcare undo`: takes back what was written last, and names it.

use anyhow::bail;
use chrono::{NaiveDate, NaiveTime};

use super::load::open_log;
use super::output::{Exit, Io};
use super::status;
use crate::context::Context;
use crate::domain::Entry;
use crate::log_file::{Content, Edit, LockedLog, LogFile};
use crate::report::recorded;
use crate::term::{self, Asker, Theme};

/// Take back what was recorded last
#[derive(Debug, clap::Args)]
#[command(after_help = help_text!("undo"))]
pub struct Args {
    /// How many rows to take back [default: those of the last `log`]
    #[arg(value_name = "ROWS", value_parser = rows)]
    rows: Option<u64>,

    /// Do not ask, however old the rows are
    #[arg(short, long)]
    yes: bool,
}

fn rows(text: &str) -> Result<u64, &'static str> {
    let rows = text.parse().ok().filter(|rows| *rows > 0);
    rows.ok_or("a whole number of rows, 1 or more, is accepted")
}

/// Bytes at the end of the log that are looked at first; more if need be.
const TAIL: u64 = 64 * 1024;

pub fn run(args: &Args, io: &mut Io<'_>) -> anyhow::Result<Exit> {
    let Some(log) = open_log(io.context)? else {
        return status::welcome(io);
    };
    // Before there is a lock beside another program's file.
    log.header()?;
    // Nothing may be added between the look and the cut.
    let mut locked = LockedLog::of(&log, &mut io.waiting())?;
    let (lines, length, may_be_more) = last_written(&log, args.rows)?;
    if lines.is_empty() {
        return io.print("there is nothing to take back: the log has no rows\n");
    }
    let yesterday = io.context.today()?.pred_opt();
    let is_old = |line: &LastLine| line.content.entry().map(|entry| entry.date) < yesterday;
    if !args.yes && lines.iter().any(is_old) && io.context.is_interactive() {
        // The lock is free while the question waits; the rows are compared again.
        drop(locked);
        let shown = text("To take back", &lines, io.context, &io.context.stderr_theme())?;
        io.err.write_all(shown.as_bytes())?;
        let question = match lines.len() {
            1 => "This row is older than a day. Take it back?",
            _ => "These rows are older than a day. Take them back?",
        };
        let (theme, height) = (io.context.stderr_theme(), io.context.stderr_height());
        if !Asker::new(theme, height, io.err)?.confirm(question)? {
            return io.print("nothing was changed\n");
        }
        locked = LockedLog::of(&log, &mut io.waiting())?;
    }
    let shown = text("Took back", &lines, io.context, &io.context.theme())?;
    let edits: Vec<Edit> = lines.into_iter().map(|line| line.cut).collect();
    locked.replace(length, &edits)?;
    io.show_done(&shown)?;
    if may_be_more {
        // It is done, whether or not this can be written.
        let _ = io.note(
            "the row above is for the same day and stays; if one `log` wrote both, `backcare undo` \
             takes it back too",
        );
    }
    Ok(Exit::Done)
}

/// A row at the end of the log.
struct LastLine {
    number: u64,
    /// What takes it out.
    cut: Edit,
    content: Content,
}

/// The last `wanted` rows, or those that one `log` wrote; the length of the file; and
/// whether that `log` may have written the row above, too, which no time of day tells.
fn last_written(log: &LogFile, wanted: Option<u64>) -> anyhow::Result<(Vec<LastLine>, u64, bool)> {
    let mut most = TAIL;
    loop {
        let (mut lines, length, is_whole) = within(log, most)?;
        let there = lines.len();
        let count = match wanted {
            Some(wanted) => usize::try_from(wanted).unwrap_or(usize::MAX),
            None => written_together(&lines),
        };
        if is_whole && count > there && there > 0 {
            let rows = term::count(there as u64, "row");
            bail!("the log has only {rows}; nothing was changed. Take back {there} or fewer");
        }
        // The row above the first one decides whether it belongs to it, too.
        if is_whole || count < there {
            let above = lines.drain(..there - count.min(there)).next_back();
            let may_be_more = |(above, first): (LastLine, &LastLine)| {
                let moment = first.moment().filter(|(_, time)| time.is_none());
                moment.is_some() && above.moment() == moment && first.is_only_done()
            };
            let may_be_more = wanted.is_none() && above.zip(lines.first()).is_some_and(may_be_more);
            return Ok((lines, length, may_be_more));
        }
        most = most.saturating_mul(4);
    }
}

/// The rows that begin within the last `most` bytes, the length of the file, and
/// whether these are all.
fn within(log: &LogFile, most: u64) -> anyhow::Result<(Vec<LastLine>, u64, bool)> {
    let (mut lines, is_whole) = log.last_lines(most)?;
    // Numbers count from the file's beginning.
    let before = if is_whole { 0 } else { log.lines_before(lines.start)? };
    let mut last = Vec::new();
    while let Some(line) = lines.next_line()? {
        if *line.content != Content::Blank {
            let cut = Edit { start: line.start, old: line.bytes.to_vec(), new: Vec::new() };
            let content = std::mem::take(line.content);
            last.push(LastLine { number: before + line.number, cut, content });
        }
    }
    Ok((last, lines.start, is_whole))
}

/// How many of the last rows one `log` wrote: those of one moment, of which all
/// but the first hold nothing but a stretch or an activity.
fn written_together(lines: &[LastLine]) -> usize {
    // Without a time of day nothing tells one `log` from the next.
    let belongs = |pair: &&[LastLine]| {
        let moment = pair[1].moment().filter(|(_, time)| time.is_some());
        moment.is_some() && pair[0].moment() == moment && pair[1].is_only_done()
    };
    lines.len().min(1) + lines.windows(2).rev().take_while(belongs).count()
}

/// The rows, those of one moment together.
fn text(
    title: &str,
    lines: &[LastLine],
    context: &Context,
    theme: &Theme,
) -> anyhow::Result<String> {
    let (unit, moment) = (context.config()?.distance_unit, (context.today()?, context.now()));
    let is_together = |a: &LastLine, b: &LastLine| {
        a.readable().is_some() && b.readable().is_some() && a.moment() == b.moment()
    };
    let text = |lines: &[LastLine]| {
        let entries: Vec<Entry> = lines.iter().filter_map(LastLine::readable).cloned().collect();
        // Cells of columns that are not backcare's would otherwise go unnamed.
        if entries.iter().all(|row| *row == Entry { time: row.time, ..Entry::on(row.date) }) {
            let raw =
                |line: &LastLine| recorded::raw_line(title, line.number, &line.cut.old, theme);
            lines.iter().map(raw).collect()
        } else {
            recorded::line(title, &entries, None, moment, unit, theme)
        }
    };
    Ok(lines.chunk_by(is_together).map(text).collect())
}

impl LastLine {
    /// What it records, where all of it can be read.
    fn readable(&self) -> Option<&Entry> {
        self.content.entry().filter(|_| self.content.problems().is_empty())
    }

    fn moment(&self) -> Option<(NaiveDate, Option<NaiveTime>)> {
        self.content.entry().map(|entry| (entry.date, entry.time))
    }

    /// Whether it holds nothing but a stretch, an activity or both.
    fn is_only_done(&self) -> bool {
        let Content::Row(row) = &self.content else {
            return false;
        };
        let entry = row.entry.clone();
        let is_done = entry.stretch.is_some() || entry.activity.is_some();
        let bare = Entry { stretch: None, activity: None, ..entry };
        let blank = Entry { time: bare.time, ..Entry::on(bare.date) };
        is_done && bare == blank && !row.has_other && row.problems.is_empty()
    }
}
