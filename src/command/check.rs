//! `backcare check`: what is wrong with the log file, and putting right what has one
//! meaning.

use anyhow::Context as _;

use super::load::open_log;
use super::output::{Exit, Io, shown_line, shown_path};
use super::status;
use crate::context::{Context, SettingOrigin};
use crate::log::{
    Finding, FindingKind, Findings, Fix, Lock, Log, Merge, check, close_to_others,
    conflicting_copies, open_to_others,
};
use crate::term::{Role, Theme, count, for_terminal, plain_commands, wrap};

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

pub fn run(args: &Args, io: &mut Io<'_>) -> anyhow::Result<Exit> {
    let Some(mut log) = open_log(io.context)? else {
        return status::welcome(io);
    };
    if args.fix && !args.dry_run {
        fix(&mut log, io)?;
    }
    let found = find(&log, io.context)?;
    let most = if args.all { usize::MAX } else { MOST_LISTED };
    let mut out = Listing { text: String::new(), theme: io.context.theme(), most };
    out.findings(&log, &found);
    out.conflicts(&log, io.context)?;
    if args.dry_run {
        out.diff(&log, &found.0.fixes);
    } else if found.fixable() > 0 {
        let fix = out.theme.paint(Role::Command, "backcare check --fix");
        let fixable = found.fixable();
        out.text += &format!("\n{fix} fixes {fixable} of these; --dry-run shows how\n");
    }
    io.print(out.text)?;
    Ok(Exit::found(found.count() > 0))
}

/// All that was found: in the rows, and the file's mode, where others may read it.
struct Found(Findings, Option<u32>);

fn find(log: &Log, context: &Context) -> anyhow::Result<Found> {
    let mode = open_to_others(&log.path);
    let mode = mode.with_context(|| format!("cannot see who may read {}", log.path.display()))?;
    // What is dated after midnight is not in the future, whatever day it counts for.
    let day_start = context.config()?.day_starts_at;
    Ok(Found(check(log, context.latest_day()?, day_start), mode))
}

impl Found {
    fn count(&self) -> usize {
        self.0.found.len() + usize::from(self.1.is_some())
    }

    fn fixed(&self) -> impl Iterator<Item = &Finding> {
        self.0.found.iter().filter(|finding| finding.becomes.is_some())
    }

    fn fixable(&self) -> usize {
        self.fixed().count() + usize::from(self.1.is_some())
    }
}

/// Puts right what can be, as it is found under the lock, and reads the log again.
fn fix(log: &mut Log, io: &mut Io<'_>) -> anyhow::Result<()> {
    if find(log, io.context)?.fixable() == 0 {
        return Ok(());
    }
    let lock = Lock::take(&log.path, &mut io.waiting())?;
    *log = Log::there(&log.path)?;
    let found = find(log, io.context)?;
    if found.1.is_some() {
        match close_to_others(&log.path) {
            Ok(()) => io.show_done("only you can read the log now (its mode is 0600)\n")?,
            // No reason to leave the rest as it is.
            Err(error) => {
                let path = shown_path(&log.path);
                io.note(format!("cannot keep others from reading {path}: {error}; its owner can"))?;
            }
        }
    }
    let fixes = &found.0.fixes;
    if fixes.is_empty() {
        return Ok(());
    }
    let new = log.with(fixes.iter().map(|fix| (fix.place.clone(), &*fix.new)));
    let copy = lock.replace_with_copy(&log.bytes, &new, &io.context.stamp())?;
    let mut out = Listing { text: String::new(), theme: io.context.theme(), most: MOST_LISTED };
    out.line(Role::Good, &format!("fixed {}", count(fixes.len() as u64, "line")));
    out.items(found.fixed().map(Finding::to_string), "");
    out.text += &format!("the file as it was is kept in\n  {}\n", shown_path(&copy));
    io.show_done(&out.text)?;
    *log = Log::there(&log.path)?;
    Ok(())
}

/// What to do about the findings of a kind.
const fn advice(kind: FindingKind) -> &'static str {
    match kind {
        FindingKind::Unreadable => "correct them with `backcare edit`; all else counts",
        FindingKind::Scale => {
            "backcare counts from 0 to 10: divide them by ten with `backcare edit`"
        }
        FindingKind::Again
        | FindingKind::Broken
        | FindingKind::Quotes
        | FindingKind::Rewritten
        | FindingKind::UnknownSymptom => "",
        FindingKind::Misplaced => "put them into the column symptoms with `backcare edit`",
        FindingKind::Separator => "all are read; `backcare edit` corrects the sign between them",
        FindingKind::Column => "correct the first line with `backcare edit`",
        FindingKind::Date => "correct them with `backcare edit`",
    }
}

/// What is printed.
struct Listing {
    text: String,
    theme: Theme,
    most: usize,
}

impl Listing {
    fn line(&mut self, role: Role, text: &str) {
        self.text += &self.theme.paint(role, text);
        self.text.push('\n');
    }

    fn findings(&mut self, log: &Log, found: &Found) {
        let Found(in_rows, mode) = found;
        let verdict = match found.count() {
            0 => self.theme.paint(Role::Good, "nothing wrong"),
            n => format!("{} to check", count(n as u64, "thing")),
        };
        let (path, rows) = (shown_path(&log.path), count(in_rows.rows, "row"));
        self.text += &format!("{path}: {rows}, {verdict}\n");
        for kind in FindingKind::ALL.iter().copied() {
            let of_kind = in_rows.found.iter().filter(|finding| finding.kind == kind);
            self.section(kind.name(), of_kind.map(Finding::to_string), advice(kind));
        }
        let same = |(line, first): &(u64, u64)| format!("line {line}: the same as line {first}");
        let advice = "if that is a slip, remove one with `backcare edit`";
        let duplicates = in_rows.duplicates.iter().map(same);
        self.section("The same row twice; both count", duplicates, advice);
        let mode = mode.map(|mode| format!("its mode is {mode:04o}; 0600 is yours alone"));
        self.section("Others on this machine may read the log", mode.into_iter(), "");
    }

    /// What sync programs put beside this log and holds rows that it lacks.
    fn conflicts(&mut self, log: &Log, context: &Context) -> anyhow::Result<()> {
        let mut heading = Some("A sync program found a conflict, and kept both");
        for other in conflicting_copies(&log.path) {
            let Ok(merge) = Merge::new(Some(log), &other) else {
                continue;
            };
            if merge.added.is_empty() {
                continue;
            }
            if let Some(heading) = heading.take() {
                self.text.push('\n');
                self.line(Role::Heading, heading);
            }
            let name = other.path.file_name().unwrap_or_default().to_string_lossy();
            let rows = count(merge.added.len() as u64, "row");
            let lacks = format!("{name}: {rows} that this log lacks; to add them:");
            self.items([lacks].into_iter(), "");
            let (path, source) = context.log_path()?;
            let (path, other) = (path.to_string_lossy(), other.path.to_string_lossy());
            let mut words = vec!["backcare"];
            if source == SettingOrigin::Option {
                words.extend(["--file", &*path]);
            }
            words.extend(["import", &*other]);
            // Never wrapped: it is there to be pasted. Only a NUL cannot be quoted,
            // and no path holds one.
            let command = for_terminal(&shlex::try_join(words).unwrap_or_default());
            self.text += "    ";
            self.line(Role::Command, &command);
        }
        Ok(())
    }

    fn diff(&mut self, log: &Log, fixes: &[Fix]) {
        if fixes.is_empty() {
            self.text.push_str("\n--fix would change no line\n");
            return;
        }
        let path = shown_path(&log.path);
        self.text.push('\n');
        self.line(Role::Faint, &format!("--- {path}"));
        self.line(Role::Faint, &format!("+++ {path}"));
        for fix in fixes {
            let (number, old) = (fix.line, &log.bytes[fix.place.clone()]);
            self.line(Role::Faint, &format!("@@ -{number} +{number} @@"));
            for old in old.split(|byte| *byte == b'\n').filter(|old| !old.is_empty()) {
                self.line(Role::Warning, &format!("-{}", shown_line(old)));
            }
            if !fix.new.is_empty() {
                self.line(Role::Good, &format!("+{}", shown_line(&fix.new)));
            }
        }
    }

    fn section(&mut self, title: &str, items: impl Iterator<Item = String>, advice: &str) {
        let mut items = items.peekable();
        if items.peek().is_some() {
            self.text.push('\n');
            self.line(Role::Heading, title);
            self.items(items, advice);
        }
    }

    fn items(&mut self, mut items: impl Iterator<Item = String>, advice: &str) {
        let mut shown: Vec<String> = items.by_ref().take(self.most).collect();
        let more = items.count();
        shown.extend((more > 0).then(|| format!("and {more} more; --all lists them")));
        let width = self.theme.prose_width();
        for item in shown {
            self.text += &wrap(&for_terminal(&item), width, "  ", "    ").join("\n");
            self.text.push('\n');
        }
        if !advice.is_empty() {
            for line in wrap(&plain_commands(advice), width, "  ", "  ") {
                self.line(Role::Faint, &line);
            }
        }
    }
}
