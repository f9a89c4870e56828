//! `backcare undo`: takes back what was written last, and names it.

use anyhow::bail;
use chrono::NaiveDate;

use super::reading::open_log;
use super::{Io, prompt, status};
use crate::Exit;
use crate::context::Context;
use crate::domain::Entry;
use crate::render::{Theme, recorded};
use crate::store::{Cells, Column, Content, Ending, Header, LastLine, LogFile};

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
pub(super) struct Args {
    /// How many rows to take back [default: those of the last `log`]
    #[arg(value_name = "ROWS", value_parser = clap::value_parser!(u64).range(1..))]
    rows: Option<u64>,

    /// Do not ask, however old the rows are
    #[arg(short, long)]
    yes: bool,
}

/// Bytes at the end of the log that are looked at first; more if need be.
const TAIL: u64 = 64 * 1024;

pub(super) fn run(args: &Args, context: &Context, io: &mut Io<'_>) -> anyhow::Result<Exit> {
    let Some(log) = open_log(context)? else {
        return status::welcome(context, io);
    };
    // Before there is a lock beside another program's file.
    log.header()?;
    // Nothing may be added between the look and the cut.
    let mut locked = log.lock(&mut io.waiting())?;
    let (ending, count) = last_written(&log, args.rows)?;
    let lines = ending.lines.get(ending.lines.len() - count..);
    let Some(lines @ [first, ..]) = lines else {
        writeln!(io.out, "there is nothing to take back: the log has no rows")?;
        return Ok(Exit::Done);
    };
    let rows = Rows {
        lines,
        first,
        first_number: log.number_of(first.start)?,
        today: context.today()?,
    };
    if !args.yes && rows.are_old() && context.is_interactive() {
        // Nobody is to wait for an answer; what was looked at is compared again.
        drop(locked);
        let shown = rows.text("To take back", context, &context.stderr_theme())?;
        io.err.write_all(shown.as_bytes())?;
        let question = match lines {
            [_] => "This row is older than a day. Take it back?",
            _ => "These rows are older than a day. Take them back?",
        };
        if !prompt::confirm(question)? {
            writeln!(io.out, "nothing was changed")?;
            return Ok(Exit::Done);
        }
        locked = log.lock(&mut io.waiting())?;
    }
    let shown = rows.text("Took back", context, &context.theme())?;
    locked.cut(&ending, lines)?;
    io.show_done(&shown)?;
    Ok(Exit::Done)
}

/// The end of the log, and how many of its last lines to take back.
fn last_written(log: &LogFile, wanted: Option<u64>) -> anyhow::Result<(Ending, usize)> {
    let mut most = TAIL;
    loop {
        let ending = log.ending(most)?;
        let there = ending.lines.len();
        let count = match (wanted, &ending.header) {
            (Some(wanted), _) => usize::try_from(wanted).unwrap_or(usize::MAX),
            (None, Some(header)) => written_together(&ending.lines, header),
            (None, None) => 0,
        };
        // The row above the first one decides whether it belongs to it, too.
        if ending.whole || count < there {
            if count > there && there > 0 {
                let rows = if there == 1 { "row" } else { "rows" };
                bail!(
                    "the log has only {there} {rows}; nothing was changed. Take back {there} or fewer"
                );
            }
            return Ok((ending, count.min(there)));
        }
        most = most.saturating_mul(4);
    }
}

/// How many of the last lines one `log` has written: the last, and those above
/// it of the same moment, as long as the lower one holds nothing but a stretch
/// or an activity.
fn written_together(lines: &[LastLine], header: &Header) -> usize {
    let mut cells = Cells::of(header);
    let mut count = lines.len().min(1);
    for pair in lines.windows(2).rev() {
        let [upper, lower] = pair else { break };
        // Without a time of day nothing tells one `log` from the next.
        if !matches!(moment(upper), Some((_, Some(_))))
            || moment(upper) != moment(lower)
            || !holds_only_what_was_done(&lower.bytes, header, &mut cells)
        {
            break;
        }
        count += 1;
    }
    count
}

fn moment(line: &LastLine) -> Option<(NaiveDate, Option<chrono::NaiveTime>)> {
    match &line.content {
        Content::Row(row) => Some((row.entry.date, row.entry.time)),
        _ => None,
    }
}

fn holds_only_what_was_done(line: &[u8], header: &Header, cells: &mut Cells) -> bool {
    let mut done = false;
    for (index, text) in cells.read(line).unwrap_or_default().iter().enumerate() {
        if text.trim_ascii().is_empty() {
            continue;
        }
        match header.columns().get(index).copied().flatten() {
            Some(Column::Stretch | Column::Activity) => done = true,
            Some(
                Column::Date
                | Column::Time
                | Column::StretchMinutes
                | Column::ActivityMinutes
                | Column::DistanceKm,
            ) => {}
            _ => return false,
        }
    }
    done
}

/// Rows to be named.
struct Rows<'a> {
    lines: &'a [LastLine],
    first: &'a LastLine,
    first_number: u64,
    today: NaiveDate,
}

impl Rows<'_> {
    /// Whether a row is older than yesterday, or does not say how old it is.
    fn are_old(&self) -> bool {
        self.lines.iter().any(|line| match moment(line) {
            Some((day, _)) => Some(day) < self.today.pred_opt(),
            None => true,
        })
    }

    /// The rows as `log` showed them, a block for each moment; one that could
    /// not be read whole is shown as it stands in the file.
    fn text(&self, title: &str, context: &Context, theme: &Theme) -> anyhow::Result<String> {
        let unit = context.config()?.distance_unit;
        let mut out = String::new();
        let mut together: Vec<Entry> = Vec::new();
        for line in self.lines {
            let readable = match &line.content {
                Content::Row(row) if row.faults.is_empty() => Some(&row.entry),
                _ => None,
            };
            let same_moment = |last: &Entry| {
                readable.is_some_and(|entry| (last.date, last.time) == (entry.date, entry.time))
            };
            if !together.last().is_none_or(same_moment) {
                out.push_str(&recorded::named(title, &together, self.today, unit, theme));
                together.clear();
            }
            match readable {
                Some(entry) => together.push(entry.clone()),
                None => out.push_str(&recorded::raw(title, self.number(line), &line.bytes, theme)),
            }
        }
        if !together.is_empty() {
            out.push_str(&recorded::named(title, &together, self.today, unit, theme));
        }
        Ok(out)
    }

    fn number(&self, line: &LastLine) -> u64 {
        self.first_number + line.before.saturating_sub(self.first.before)
    }
}
