//! What `check` prints: findings by kind, the diff, what was mended.

use std::fmt::Write as _;

use super::Found;
use crate::command::Io;
use crate::context::Context;
use crate::render::{Role, Theme, for_terminal};
use crate::store::{Finding, Kind, LogFile};

/// Findings of one kind that are listed one by one, unless all are asked for.
const MOST_LISTED: usize = 20;

/// The heading of a kind, and what to do about it.
fn words(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Unreadable => (
            "Cannot be read, and counts as empty",
            "correct them with `backcare edit`; all else counts",
        ),
        Kind::Rewritten => ("Rewritten, as spreadsheets do", ""),
        Kind::Unknown => ("Symptoms that backcare does not know", ""),
        Kind::Separator => (
            "Symptoms without `;` between them",
            "all are read; `backcare edit` corrects the sign between them",
        ),
        Kind::Column => (
            "Columns that may have a slip in their name",
            "correct the first line with `backcare edit`",
        ),
        Kind::Date => (
            "Dates that cannot be right",
            "correct them with `backcare edit`",
        ),
    }
}

pub(super) fn findings(
    found: &Found,
    log: &LogFile,
    all: bool,
    context: &Context,
    io: &mut Io<'_>,
) -> anyhow::Result<()> {
    let theme = context.theme();
    let path = for_terminal(&log.path().display().to_string());
    let rows = found.diagnosis.rows;
    let s = if rows == 1 { "" } else { "s" };
    if found.is_empty() {
        let good = theme.paint(Role::Good, "nothing wrong");
        writeln!(io.out, "{path}: {rows} row{s}, {good}")?;
        return duplicates(found, all, &theme, io);
    }
    let count = found.count();
    let things = if count == 1 { "thing" } else { "things" };
    writeln!(io.out, "{path}: {rows} row{s}, {count} {things} to look at")?;
    for kind in Kind::ALL {
        let of_kind: Vec<&Finding> = found
            .diagnosis
            .findings
            .iter()
            .filter(|finding| finding.kind == kind)
            .collect();
        if of_kind.is_empty() {
            continue;
        }
        let (title, advice) = words(kind);
        heading(title, &theme, io)?;
        let most = if all { usize::MAX } else { MOST_LISTED };
        for finding in of_kind.iter().take(most) {
            item(&line(finding), &theme, io)?;
        }
        if of_kind.len() > most {
            let more = of_kind.len() - most;
            item(&format!("and {more} more; --all lists them"), &theme, io)?;
        }
        if !advice.is_empty() {
            aside(advice, &theme, io)?;
        }
    }
    duplicates(found, all, &theme, io)?;
    copies(found, &theme, io)?;
    if let Some(mode) = found.mode {
        heading("Others on this machine may read the log", &theme, io)?;
        item(
            &format!("its mode is {mode:04o}; 0600 is yours alone"),
            &theme,
            io,
        )?;
    }
    Ok(())
}

/// Rows that were recorded twice, perhaps on purpose.
fn duplicates(found: &Found, all: bool, theme: &Theme, io: &mut Io<'_>) -> anyhow::Result<()> {
    let rows = &found.diagnosis.duplicates;
    if rows.is_empty() {
        return Ok(());
    }
    heading("The same row twice; both count", theme, io)?;
    let most = if all { usize::MAX } else { MOST_LISTED };
    for (line, first) in rows.iter().take(most) {
        item(&format!("line {line}: the same as line {first}"), theme, io)?;
    }
    if rows.len() > most {
        let more = rows.len() - most;
        item(&format!("and {more} more; --all lists them"), theme, io)?;
    }
    aside(
        "if that is a slip, remove one with `backcare edit`",
        theme,
        io,
    )
}

fn copies(found: &Found, theme: &Theme, io: &mut Io<'_>) -> anyhow::Result<()> {
    if found.copies.is_empty() {
        return Ok(());
    }
    heading("Copies that a sync program put aside", theme, io)?;
    for copy in &found.copies {
        let name = copy.file.path.file_name().unwrap_or_default();
        let name = name.to_string_lossy();
        let holds = match copy.rows {
            Some(0) => "holds nothing that the log lacks; you can delete it".to_owned(),
            Some(1) => "1 row that the log lacks; to merge it, then delete the copy:".to_owned(),
            Some(rows) => {
                format!("{rows} rows that the log lacks; to merge them, then delete the copy:")
            }
            None => "to merge it, then delete the copy:".to_owned(),
        };
        item(
            &format!("{name} ({}): {holds}", copy.file.program),
            theme,
            io,
        )?;
        if copy.rows != Some(0) {
            // Never wrapped: it is there to be pasted.
            let command = theme.paint(Role::Command, for_terminal(&copy.command));
            writeln!(io.out, "    {command}")?;
        }
    }
    Ok(())
}

pub(super) fn how_to_mend(
    mendable: usize,
    context: &Context,
    io: &mut Io<'_>,
) -> anyhow::Result<()> {
    let theme = context.theme();
    let fix = theme.paint(Role::Command, "backcare check --fix");
    writeln!(
        io.out,
        "\n{fix} mends {mendable} of these; --dry-run shows how"
    )?;
    Ok(())
}

/// The lines that `--fix` would change.
pub(super) fn diff(
    found: &Found,
    log: &LogFile,
    context: &Context,
    io: &mut Io<'_>,
) -> anyhow::Result<()> {
    let theme = context.theme();
    let fixes = &found.diagnosis.fixes;
    if fixes.is_empty() {
        writeln!(io.out, "\n--fix would change no line")?;
        return Ok(());
    }
    let path = for_terminal(&log.path().display().to_string());
    let faint = |text: String| theme.paint(Role::Faint, text);
    writeln!(io.out, "\n{}", faint(format!("--- {path}")))?;
    writeln!(io.out, "{}", faint(format!("+++ {path}")))?;
    for fix in fixes {
        let at = fix.line;
        writeln!(io.out, "{}", faint(format!("@@ -{at} +{at} @@")))?;
        let old = theme.paint(Role::Warning, format!("-{}", shown(&fix.old)));
        let new = theme.paint(Role::Good, format!("+{}", shown(&fix.new)));
        writeln!(io.out, "{old}\n{new}")?;
    }
    Ok(())
}

/// What `--fix` has changed.
pub(super) fn fixed(found: &Found, context: &Context) -> String {
    let theme = context.theme();
    let lines = found.diagnosis.fixes.len();
    let s = if lines == 1 { "" } else { "s" };
    let mut out = theme.paint(Role::Good, format!("mended {lines} line{s}")) + "\n";
    let findings = found.diagnosis.findings.iter();
    let changed: Vec<_> = findings
        .filter(|finding| finding.becomes.is_some())
        .collect();
    for finding in changed.iter().take(MOST_LISTED) {
        out.push_str(&item_text(&line(finding), &theme));
    }
    if changed.len() > MOST_LISTED {
        let more = changed.len() - MOST_LISTED;
        out.push_str(&item_text(&format!("and {more} more"), &theme));
    }
    out
}

/// `line 3, column 2 (time): "9:05:00 PM" -> 21:05`
fn line(finding: &Finding) -> String {
    let mut text = String::new();
    if let Some(line) = finding.line {
        let _ = write!(text, "line {line}");
        if let Some(column) = finding.column {
            let _ = write!(text, ", column {column}");
            if !finding.name.is_empty() {
                let _ = write!(text, " ({})", finding.name);
            }
        }
        text.push_str(": ");
    }
    text.push_str(&finding.text);
    if let Some(becomes) = &finding.becomes {
        text.push_str(" -> ");
        text.push_str(becomes);
    }
    text
}

fn heading(text: &str, theme: &Theme, io: &mut Io<'_>) -> anyhow::Result<()> {
    writeln!(io.out, "\n{}", theme.paint(Role::Heading, text))?;
    Ok(())
}

/// A line of a list, wrapped under its own beginning.
fn item(text: &str, theme: &Theme, io: &mut Io<'_>) -> anyhow::Result<()> {
    io.out.write_all(item_text(text, theme).as_bytes())?;
    Ok(())
}

fn item_text(text: &str, theme: &Theme) -> String {
    let text = for_terminal(text);
    let options = textwrap::Options::new(theme.prose_width())
        .initial_indent("  ")
        .subsequent_indent("    ");
    textwrap::fill(&text, options) + "\n"
}

fn aside(text: &str, theme: &Theme, io: &mut Io<'_>) -> anyhow::Result<()> {
    let options = textwrap::Options::new(theme.prose_width())
        .initial_indent("  ")
        .subsequent_indent("  ");
    for line in textwrap::wrap(text, options) {
        writeln!(io.out, "{}", theme.paint(Role::Faint, line))?;
    }
    Ok(())
}

fn shown(line: &[u8]) -> String {
    let text = String::from_utf8_lossy(line);
    for_terminal(text.trim_end_matches(['\r', '\n']))
}
