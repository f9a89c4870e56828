//! `backcare check`: what is wrong with the log file, and putting right what has one
//! meaning.

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
#[command(after_help = help_text!("check"))]
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
    in_rows: Findings,
    /// The file's mode, where others may read it.
    mode: Option<u32>,
}

impl Found {
    fn new(log: &LogFile, context: &Context) -> anyhow::Result<Self> {
        let mode = open_to_others(&log.path);
        Ok(Self {
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
        self.in_rows.found.iter().filter(|finding| finding.becomes.is_some())
    }

    fn fixable(&self) -> usize {
        self.fixed().count() + usize::from(self.mode.is_some())
    }
}

pub fn run(args: &Args, io: &mut Io<'_>) -> anyhow::Result<Exit> {
    let Some(log) = open_log(io.context)? else {
        return status::welcome(io);
    };
    let mut found = Found::new(&log, io.context)?;
    if args.fix && !args.dry_run && found.fixable() > 0 {
        fix(&log, io)?;
        found = Found::new(&log, io.context)?;
    }
    let most = if args.all { usize::MAX } else { MOST_LISTED };
    let mut out = List { text: String::new(), theme: io.context.theme(), most };
    out.findings(&log, &found);
    out.others(&log, io.context)?;
    if args.dry_run {
        out.diff(&log, &found.in_rows.fixes);
    } else if found.fixable() > 0 {
        let fix = out.theme.paint(Role::Command, "backcare check --fix");
        let fixable = found.fixable();
        out.text += &format!("\n{fix} fixes {fixable} of these; --dry-run shows how\n");
    }
    io.print(out.text)?;
    Ok(Exit::found(found.count() > 0))
}

/// Puts right what can be, as it is found under the lock.
fn fix(log: &LogFile, io: &mut Io<'_>) -> anyhow::Result<()> {
    let locked = LockedLog::of(log, &mut io.waiting())?;
    let found = Found::new(log, io.context)?;
    if found.mode.is_some() {
        match close_to_others(&log.path) {
            Ok(()) => io.show_done("only you can read the log now (its mode is 0600)\n")?,
            // No reason to leave the rest as it is.
            Err(error) => {
                let path = shown(&log.path);
                io.note(format!("cannot keep others from reading {path}: {error}; its owner can"))?;
            }
        }
    }
    let fixes = &found.in_rows.fixes;
    if fixes.is_empty() {
        return Ok(());
    }
    let edits: Vec<Edit> = fixes.iter().map(|(_, edit)| edit.clone()).collect();
    let copy =
        with_copy(&locked, &io.context.stamp(), || locked.replace(found.in_rows.length, &edits))?;
    let mut out = List { text: String::new(), theme: io.context.theme(), most: MOST_LISTED };
    out.line(Role::Good, &format!("fixed {}", count(fixes.len() as u64, "line")));
    out.items(found.fixed().map(Finding::to_string), "");
    out.text += &format!("the file as it was is kept in\n  {}\n", shown(&copy));
    io.show_done(&out.text)
}

/// What to do about the findings of a kind.
const fn advice(kind: FindingKind) -> &'static str {
    match kind {
        FindingKind::Unreadable => "correct them with `backcare edit`; all else counts",
        FindingKind::Rewritten | FindingKind::UnknownSymptom => "",
        FindingKind::Misplaced => "put them into the column symptoms with `backcare edit`",
        FindingKind::Separator => "all are read; `backcare edit` corrects the sign between them",
        FindingKind::Column => "correct the first line with `backcare edit`",
        FindingKind::Date => "correct them with `backcare edit`",
    }
}

/// What is printed.
struct List {
    text: String,
    theme: Theme,
    most: usize,
}

impl List {
    fn line(&mut self, role: Role, text: &str) {
        self.text += &self.theme.paint(role, text);
        self.text.push('\n');
    }

    fn findings(&mut self, log: &LogFile, found: &Found) {
        let in_rows = &found.in_rows;
        let verdict = match found.count() {
            0 => self.theme.paint(Role::Good, "nothing wrong"),
            n => format!("{} to look at", count(n as u64, "thing")),
        };
        let (path, rows) = (shown(&log.path), count(in_rows.rows, "row"));
        self.text += &format!("{path}: {rows}, {verdict}\n");
        for kind in FindingKind::ALL.iter().copied() {
            let of_kind = in_rows.found.iter().filter(|finding| finding.kind == kind);
            self.section(kind.name(), of_kind.map(Finding::to_string), advice(kind));
        }
        let same = |(line, first): &(u64, u64)| format!("line {line}: the same as line {first}");
        let advice = "if that is a slip, remove one with `backcare edit`";
        let duplicates = in_rows.duplicates.iter().map(same);
        self.section("The same row twice; both count", duplicates, advice);
        let mode = |mode| format!("its mode is {mode:04o}; 0600 is yours alone");
        let title = "Others on this machine may read the log";
        self.section(title, found.mode.map(mode).into_iter(), "");
    }

    /// Logs beside this one that hold rows which it lacks, and how to merge them.
    fn others(&mut self, log: &LogFile, context: &Context) -> anyhow::Result<()> {
        let mut heading = Some("\nOther logs beside this one");
        for other in log.others_beside() {
            let merge = Table::of(log).ok().zip(Table::of(&other).ok());
            let merge = merge.and_then(|(ours, theirs)| Merge::new(&ours, &theirs, None).ok());
            let Some(merge) = merge.filter(|merge| !merge.added.is_empty()) else {
                continue;
            };
            if let Some(heading) = heading.take() {
                self.line(Role::Heading, heading);
            }
            let name = other.path.file_name().unwrap_or_default().to_string_lossy();
            let rows = count(merge.added.len() as u64, "row");
            let lacks = format!("{name}: {rows} that this log lacks; to add them:");
            self.items([lacks].into_iter(), "");
            let (path, source) = context.log_path()?;
            let (path, other) = (path.to_string_lossy(), other.path.to_string_lossy());
            let file = ["--file", &*path].into_iter().filter(|_| source == Source::Option);
            let words = ["backcare"].into_iter().chain(file);
            let words = words.chain(["import", "backcare", &*other]);
            // Never wrapped: it is there to be pasted. Only a NUL cannot be quoted,
            // and no path holds one.
            let command = for_terminal(&shlex::try_join(words).unwrap_or_default());
            self.text += "    ";
            self.line(Role::Command, &command);
        }
        Ok(())
    }

    fn diff(&mut self, log: &LogFile, fixes: &[(u64, Edit)]) {
        if fixes.is_empty() {
            self.text.push_str("\n--fix would change no line\n");
            return;
        }
        let path = shown(&log.path);
        let bytes = |bytes: &[u8]| {
            let text = String::from_utf8_lossy(bytes);
            for_terminal(text.trim_end_matches(['\r', '\n']))
        };
        self.line(Role::Faint, &format!("\n--- {path}\n+++ {path}"));
        for (number, edit) in fixes {
            self.line(Role::Faint, &format!("@@ -{number} +{number} @@"));
            self.line(Role::Warning, &format!("-{}", bytes(&edit.old)));
            self.line(Role::Good, &format!("+{}", bytes(&edit.new)));
        }
    }

    fn section(&mut self, title: &str, items: impl Iterator<Item = String>, advice: &str) {
        let mut items = items.peekable();
        if items.peek().is_some() {
            self.line(Role::Heading, &format!("\n{title}"));
            self.items(items, advice);
        }
    }

    fn items(&mut self, mut items: impl Iterator<Item = String>, advice: &str) {
        let mut shown: Vec<String> = items.by_ref().take(self.most).collect();
        let more = items.count();
        shown.extend((more > 0).then(|| format!("and {more} more; --all lists them")));
        let options = textwrap::Options::new(self.theme.prose_width()).initial_indent("  ");
        for item in shown {
            let options = options.clone().subsequent_indent("    ");
            self.text += &textwrap::fill(&for_terminal(&item), options);
            self.text.push('\n');
        }
        let advice = textwrap::wrap(advice, options.subsequent_indent("  "));
        for line in advice.iter().filter(|line| !line.trim().is_empty()) {
            self.line(Role::Faint, line);
        }
    }
}
