//! `backcare check`: what is wrong with the log file, and putting right what has one
//! meaning.

use std::fmt::Write as _;

use anyhow::Context as _;

use super::load::{latest_day, open_log};
use super::output::{Exit, Io, shown};
use super::status;
use crate::context::{Context, Source};
use crate::log_file::{
    Edit, Finding, FindingKind, Findings, LockedLog, LogFile, Merge, Table, check, close_to_others,
    open_to_others, with_copy,
};
use crate::term::{Role, Theme, count, for_terminal};

/// Find what is wrong with the log, and fix it
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Looks for rows and fields that cannot be read, what a
spreadsheet has rewritten, dates in the future, symptoms
that are not known, columns whose names are misspelled, and
a file that others may read. Exits with 1 when something was
found. Duplicate rows, and other logs beside this one, are
listed and are no finding: both may be meant.

--fix changes only what has one meaning, such as 20.11.2026
for 2026-11-20, and first keeps a dated copy of the whole
file beside it; the last ten stay.")]
pub struct Args {
    /// Fix what has one meaning
    #[arg(long)]
    fix: bool,

    /// Show what --fix would change, line by line, and write nothing
    #[arg(long)]
    dry_run: bool,

    /// List everything, however long it gets
    #[arg(long)]
    all: bool,
}

/// Items of one kind that are listed, unless all are asked for.
const MOST_LISTED: usize = 20;

/// All that was found.
struct Found {
    log: LogFile,
    in_rows: Findings,
    /// The file's mode, where others may read it.
    mode: Option<u32>,
}

impl Found {
    fn new(log: &LogFile, context: &Context) -> anyhow::Result<Self> {
        let mode = open_to_others(&log.path);
        Ok(Self {
            log: log.clone(),
            // What is dated after midnight is not in the future, whatever day it counts for.
            in_rows: check(log, latest_day(context)?)?,
            mode: mode
                .with_context(|| format!("cannot see who may read {}", log.path.display()))?,
        })
    }

    fn count(&self) -> usize {
        self.in_rows.found.len() + usize::from(self.mode.is_some())
    }

    fn fixed(&self) -> impl Iterator<Item = &Finding> {
        let found = self.in_rows.found.iter();
        found.filter(|finding| finding.becomes.is_some())
    }

    fn fixable(&self) -> usize {
        self.fixed().count() + usize::from(self.mode.is_some())
    }
}

pub fn run(args: &Args, context: &Context, io: &mut Io<'_>) -> anyhow::Result<Exit> {
    let Some(log) = open_log(context)? else {
        return status::welcome(context, io);
    };
    let theme = context.theme();
    let mut found = Found::new(&log, context)?;
    let is_fixing = args.fix && !args.dry_run && found.fixable() > 0;
    if is_fixing {
        fix(&log, context, io)?;
        found = Found::new(&log, context)?;
    }
    let mut out =
        List { text: String::new(), theme, most: if args.all { usize::MAX } else { MOST_LISTED } };
    out.findings(&found);
    out.others(&log, context)?;
    if args.dry_run {
        out.diff(&found);
    } else if found.fixable() > 0 {
        let fix = theme.paint(Role::Command, "backcare check --fix");
        let fixable = found.fixable();
        let _ = writeln!(out.text, "\n{fix} fixes {fixable} of these; --dry-run shows how");
    }
    io.print(out.text)?;
    Ok(Exit::found(found.count() > 0))
}

/// Puts right what can be, as it is found under the lock.
fn fix(log: &LogFile, context: &Context, io: &mut Io<'_>) -> anyhow::Result<()> {
    let locked = LockedLog::of(log, &mut io.waiting())?;
    let found = Found::new(log, context)?;
    if found.mode.is_some() {
        match close_to_others(&log.path) {
            Ok(()) => io.show_done("only you can read the log now (its mode is 0600)\n")?,
            // No reason to leave the rest as it is.
            Err(error) => io.note(format!(
                "cannot keep others from reading {}: {error}; its owner can",
                shown(&log.path)
            ))?,
        }
    }
    let fixes = &found.in_rows.fixes;
    if !fixes.is_empty() {
        let edits: Vec<Edit> = fixes.iter().map(|(_, edit)| edit.clone()).collect();
        let copy =
            with_copy(&locked, &context.stamp(), || locked.replace(found.in_rows.length, &edits))?;
        let theme = context.theme();
        let fixed = format!("fixed {}", count(fixes.len() as u64, "line"));
        let mut out =
            List { text: theme.paint(Role::Good, fixed) + "\n", theme, most: MOST_LISTED };
        out.items(found.fixed().map(place).collect(), "");
        let _ = writeln!(out.text, "the file as it was is kept in\n  {}", shown(&copy));
        io.show_done(&out.text)?;
    }
    Ok(())
}

/// A finding with its place, and what it would be.
fn place(finding: &Finding) -> String {
    let mut text = format!("line {}", finding.line);
    if let Some(column) = finding.column {
        let _ = write!(text, ", column {column}");
    }
    if let Some(column) = finding.of {
        let _ = write!(text, " ({})", column.name());
    }
    let _ = write!(text, ": {}", finding.text);
    if let Some(becomes) = &finding.becomes {
        let _ = write!(text, " -> {becomes}");
    }
    text
}

/// What is printed.
struct List {
    text: String,
    theme: Theme,
    most: usize,
}

impl List {
    fn findings(&mut self, found: &Found) {
        let rows = count(found.in_rows.rows, "row");
        let verdict = match found.count() {
            0 => self.theme.paint(Role::Good, "nothing wrong"),
            n => format!("{} to look at", count(n as u64, "thing")),
        };
        let _ = writeln!(self.text, "{}: {rows}, {verdict}", shown(&found.log.path));
        for kind in FindingKind::ALL {
            let (title, advice) = match kind {
                FindingKind::Unreadable => (
                    "Cannot be read, and counts as empty",
                    "correct them with `backcare edit`; all else counts",
                ),
                FindingKind::Rewritten => ("Rewritten, as spreadsheets do", ""),
                FindingKind::UnknownSymptom => ("Symptoms that backcare does not know", ""),
                FindingKind::Separator => (
                    "Symptoms without `;` between them",
                    "all are read; `backcare edit` corrects the sign between them",
                ),
                FindingKind::Column => (
                    "Columns whose names may be misspelled",
                    "correct the first line with `backcare edit`",
                ),
                FindingKind::Date => {
                    ("Dates that cannot be right", "correct them with `backcare edit`")
                }
            };
            let of_kind = found.in_rows.found.iter().filter(|f| f.kind == kind);
            self.section(title, of_kind.map(place).collect(), advice);
        }
        let duplicates = found.in_rows.duplicates.iter();
        let same = |(line, first): &(u64, u64)| format!("line {line}: the same as line {first}");
        self.section(
            "The same row twice; both count",
            duplicates.map(same).collect(),
            "if that is a slip, remove one with `backcare edit`",
        );
        let mode = found.mode.iter();
        self.section(
            "Others on this machine may read the log",
            mode.map(|mode| format!("its mode is {mode:04o}; 0600 is yours alone")).collect(),
            "",
        );
    }

    /// Logs beside this one that hold rows which it lacks, and how to merge them.
    fn others(&mut self, log: &LogFile, context: &Context) -> anyhow::Result<()> {
        let mut heading = "\nOther logs beside this one";
        for other in log.others_beside() {
            let merge = Table::of(log).ok().zip(Table::of(&other).ok());
            let merge = merge.and_then(|(ours, theirs)| Merge::new(&ours, &theirs, None).ok());
            let Some(rows) = merge.map(|merge| merge.added.len()).filter(|rows| *rows > 0) else {
                continue;
            };
            if !heading.is_empty() {
                let _ = writeln!(self.text, "{}", self.theme.paint(Role::Heading, heading));
                heading = "";
            }
            let name = other.path.file_name().unwrap_or_default().to_string_lossy();
            let rows = count(rows as u64, "row");
            self.items(vec![format!("{name}: {rows} that this log lacks; to add them:")], "");
            let (path, source) = context.log_path()?;
            let mut words = vec!["backcare"];
            let path = path.to_string_lossy();
            if source == Source::Option {
                words.extend(["--file", &path]);
            }
            let other = other.path.to_string_lossy();
            words.extend(["import", "backcare", &other]);
            // Never wrapped: it is there to be pasted. Only a NUL cannot be quoted,
            // and no path holds one.
            let command = shlex::try_join(words).unwrap_or_default();
            let command = self.theme.paint(Role::Command, for_terminal(&command));
            let _ = writeln!(self.text, "    {command}");
        }
        Ok(())
    }

    fn diff(&mut self, found: &Found) {
        let fixes = &found.in_rows.fixes;
        if fixes.is_empty() {
            self.text.push_str("\n--fix would change no line\n");
            return;
        }
        let path = shown(&found.log.path);
        let mut line = |role, text: String| {
            let _ = writeln!(self.text, "{}", self.theme.paint(role, text));
        };
        let bytes = |bytes: &[u8]| {
            let text = String::from_utf8_lossy(bytes);
            for_terminal(text.trim_end_matches(['\r', '\n']))
        };
        line(Role::Faint, format!("\n--- {path}\n+++ {path}"));
        for (number, edit) in fixes {
            line(Role::Faint, format!("@@ -{number} +{number} @@"));
            line(Role::Warning, format!("-{}", bytes(&edit.old)));
            line(Role::Good, format!("+{}", bytes(&edit.new)));
        }
    }

    fn section(&mut self, title: &str, items: Vec<String>, advice: &str) {
        if !items.is_empty() {
            let _ = writeln!(self.text, "\n{}", self.theme.paint(Role::Heading, title));
            self.items(items, advice);
        }
    }

    fn items(&mut self, items: Vec<String>, advice: &str) {
        let more = items.len().saturating_sub(self.most);
        let more = (more > 0).then(|| format!("and {more} more; --all lists them"));
        let options = textwrap::Options::new(self.theme.prose_width()).initial_indent("  ");
        for item in items.into_iter().take(self.most).chain(more) {
            let options = options.clone().subsequent_indent("    ");
            let _ = writeln!(self.text, "{}", textwrap::fill(&for_terminal(&item), options));
        }
        for line in textwrap::wrap(advice, options.subsequent_indent("  ")) {
            if !advice.is_empty() {
                let _ = writeln!(self.text, "{}", self.theme.paint(Role::Faint, line));
            }
        }
    }
}
