//! What `log` has recorded, and the day so far.

use std::fmt::Write as _;
use std::path::Path;

use chrono::NaiveDate;

use super::status::role;
use super::verdict_text::{Guidance, verdict_text};
use crate::analysis::{DaySummary, Report};
use crate::domain::{DistanceUnit, Entry, format_time};
use crate::guidance::{LevelWords, SymptomWords};
use crate::term::format::{amount, count};
use crate::term::{Indent, Role, Theme, for_terminal, format, paragraph};

/// What there is to say about a record.
#[derive(Debug, Clone, Copy)]
pub struct Recorded<'a> {
    /// The rows written, all of one moment.
    pub rows: &'a [Entry],
    /// The day that now counts for.
    pub today: NaiveDate,
    /// What the rows' day holds with them; `None` where it is not known.
    pub so_far: Option<&'a DaySummary>,
    /// Stretching sessions a day that the user aims for.
    pub stretch_goal: u32,
    /// The unit of distances.
    pub unit: DistanceUnit,
}

/// Two columns: what it is about, and the facts, pain first.
pub fn text(recorded: &Recorded<'_>, theme: &Theme) -> String {
    let mut out = String::new();
    let mut facts = facts(recorded);
    facts.extend(rows_and_day(recorded));
    block(&mut out, "Recorded", &facts, theme);
    if let (Some(so_far), Some(row)) = (recorded.so_far, recorded.rows.first()) {
        let title = if row.date == recorded.today { "Today so far" } else { "That day" };
        let facts = day_facts(so_far, recorded.stretch_goal);
        block(&mut out, title, &facts, theme);
    }
    out
}

/// Rows of one moment as [`text`] shows them, under another title, and without
/// the day.
pub fn with_title(
    title: &str,
    rows: &[Entry],
    today: NaiveDate,
    unit: DistanceUnit,
    theme: &Theme,
) -> String {
    let recorded = Recorded { rows, today, so_far: None, stretch_goal: 0, unit };
    let mut out = String::new();
    let mut facts = facts(&recorded);
    facts.extend(rows_and_day(&recorded));
    block(&mut out, title, &facts, theme);
    out
}

/// A line of the file that cannot be shown as a row.
pub fn unreadable_line(title: &str, number: u64, line: &[u8], theme: &Theme) -> String {
    let text = String::from_utf8_lossy(line);
    let fact = format!("line {number}: {}", for_terminal(text.trim_end()));
    let mut out = String::new();
    block(&mut out, title, &[(None, fact)], theme);
    out
}

/// What to know once, when the log has just been made: where it is, and how to
/// say that the pain is older, where `ask_began` says that this was not said.
pub fn first_log_hint(path: &Path, ask_began: bool, theme: &Theme) -> String {
    let mut out = String::from("\nYour new log is a CSV file that stays on this computer:\n");
    let _ = writeln!(out, "  {}", for_terminal(&path.to_string_lossy()));
    if ask_began {
        let command = theme.paint(Role::Command, "backcare log --began \"5 weeks ago\"");
        let _ = writeln!(out, "If this pain began before today, say so once:\n  {command}");
    }
    out
}

/// The urgent signs in a few words, after strong pain or a rise.
pub fn urgent_signs(signs: &[String], theme: &Theme) -> String {
    let text = format!(
        "Do not wait if one of these is new: {}. What to do: `backcare tips urgent`.",
        signs.join(", ")
    );
    "\n".to_owned() + &paragraph(theme, Indent::block(0), None, &text)
}

/// The verdict in a line; `None` where the end of the log tells only that a
/// doctor should look at it.
pub fn verdict_line(report: Option<&Report>, guidance: &Guidance, theme: &Theme) -> String {
    let (headline, role) = match report {
        Some(report) => (verdict_text(report, guidance).headline, role(report)),
        None => ("Have a doctor look at it".to_owned(), Role::Warning),
    };
    let text = format!("{headline} (`backcare report`)");
    "\n".to_owned() + &paragraph(theme, Indent::block(0), Some(role), &text)
}

/// A line of the second column, and what it is.
type Fact = (Option<Role>, String);

fn facts(recorded: &Recorded<'_>) -> Vec<Fact> {
    let rows = recorded.rows;
    let mut facts = Vec::new();
    for row in rows {
        if let Some(pain) = row.pain {
            facts.push((Some(Role::Pain), format!("pain {pain}/10")));
        }
    }
    for stretch in rows.iter().filter_map(|row| row.stretch.as_ref()) {
        let text = format!("stretch: {}", format::done(stretch, recorded.unit));
        facts.push((Some(Role::Stretch), text));
    }
    for activity in rows.iter().filter_map(|row| row.activity.as_ref()) {
        let text = format!("activity: {}", format::done(activity, recorded.unit));
        facts.push((Some(Role::Training), text));
    }
    for row in rows {
        for symptom in &row.symptoms {
            facts.push((Some(Role::Warning), format!("symptom: {symptom}")));
        }
        if let Some(began) = row.began {
            facts.push((None, format!("this pain began on {}", spelled(began))));
        }
        if let Some(seen) = row.seen {
            let text = format!("seen by a doctor or physiotherapist on {}", spelled(seen));
            facts.push((None, text));
        }
        if !row.note.is_empty() {
            facts.push((None, format!("note: {}", for_terminal(&row.note))));
        }
    }
    facts
}

/// `2 rows, for today, Sunday 2026-11-22, 07:30`
fn rows_and_day(recorded: &Recorded<'_>) -> Option<Fact> {
    let first = recorded.rows.first()?;
    let rows = u32::try_from(recorded.rows.len()).unwrap_or(u32::MAX);
    let mut text = format!("{}, for ", count(rows, "row"));
    if first.date == recorded.today {
        text.push_str("today, ");
    } else if Some(first.date) == recorded.today.pred_opt() {
        text.push_str("yesterday, ");
    }
    text.push_str(&spelled(first.date));
    if let Some(time) = first.time {
        let _ = write!(text, ", {}", format_time(time));
    }
    Some((Some(Role::Faint), text))
}

/// `Sunday 2026-11-22`: the weekday catches a slip of a day.
fn spelled(date: NaiveDate) -> String {
    date.format("%A %Y-%m-%d").to_string()
}

fn day_facts(so_far: &DaySummary, goal: u32) -> Vec<Fact> {
    let mut facts = Vec::new();
    if let (Some(mean), true) = (so_far.pain, so_far.readings > 1) {
        let readings = count(so_far.readings, "reading");
        let text = format!("pain {}/10 on average, {readings}", amount(mean));
        facts.push((Some(Role::Pain), text));
    }
    let done = so_far.stretch_sessions;
    let sessions = |n: u32| count(n, "stretching session");
    let text = match (done, goal) {
        (0, 0) => return facts,
        (_, 0) => sessions(done),
        _ if done < goal => format!("{done} of {}", sessions(goal)),
        _ if done == goal => format!("{done} of {}: goal reached", sessions(goal)),
        _ => format!("{}: more than your goal of {goal}", sessions(done)),
    };
    facts.push((Some(Role::Stretch), text));
    facts
}

/// The first column is as wide as its longest title and a gap.
const TITLE_COLUMNS: usize = 14;

fn block(out: &mut String, title: &str, facts: &[Fact], theme: &Theme) {
    let indent = if theme.width < 50 { 2 } else { TITLE_COLUMNS };
    let columns = theme.prose_width().saturating_sub(indent).max(1);
    for (i, (role, fact)) in facts.iter().enumerate() {
        for (j, line) in textwrap::wrap(fact, columns).iter().enumerate() {
            let title = if i == 0 && j == 0 { title } else { "" };
            if indent == TITLE_COLUMNS {
                let gap = " ".repeat(indent.saturating_sub(title.len()));
                let _ = write!(out, "{}{gap}", theme.paint(Role::Heading, title));
            } else {
                if !title.is_empty() {
                    let _ = writeln!(out, "{}", theme.paint(Role::Heading, title));
                }
                out.push_str("  ");
            }
            let line = role.map_or_else(|| line.to_string(), |role| theme.paint(role, line));
            let _ = writeln!(out, "{line}");
        }
    }
}

/// One level's symptoms of a record made for a day so many days ago: what they
/// are, and what to do. Urgent levels have a bar at their side.
pub fn symptom_advice(level: &LevelWords, days_ago: i64, theme: &Theme) -> String {
    let (role, bar) = if level.level.is_urgent() {
        (Role::Urgent, theme.glyph("┃ ", "| "))
    } else {
        (Role::Warning, "")
    };
    let columns = theme.prose_width().saturating_sub(bar.chars().count() + 2);
    let mut out = String::new();
    let mut line = |indent: &str, role: Option<Role>, text: &str| {
        for piece in textwrap::wrap(text, columns.max(1)) {
            let piece = role.map_or_else(|| piece.to_string(), |role| theme.paint(role, &piece));
            let _ = writeln!(out, "{}{indent}{piece}", theme.paint(Role::Urgent, bar));
        }
    };
    // What was recorded days ago may have been seen to: no "now" above it.
    if days_ago < 2 {
        line("", Some(role), &level.title);
    } else {
        line("", Some(role), &format!("Recorded for {days_ago} days ago"));
    }
    let mut rest: &[SymptomWords] = &level.symptoms;
    while let Some(first) = rest.first() {
        let advice = first.advice(days_ago);
        let alike = rest.iter().take_while(|words| words.advice(days_ago) == advice).count();
        let (same, others) = rest.split_at(alike);
        for words in same {
            line("  ", None, &words.sees);
        }
        line("  ", Some(Role::Strong), &advice.replace('`', ""));
        rest = others;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Diary, day};
    use crate::domain::parse_clock;

    fn record(edit: impl Fn(&mut Entry)) -> Entry {
        let mut row = Entry::on("2026-11-22".parse().unwrap());
        row.time = parse_clock("07:30").ok();
        edit(&mut row);
        row
    }

    fn shown(rows: &[Entry], so_far: Option<&DaySummary>, goal: u32, width: usize) -> String {
        let recorded = Recorded {
            rows,
            today: "2026-11-22".parse().unwrap(),
            so_far,
            stretch_goal: goal,
            unit: DistanceUnit::Km,
        };
        text(&recorded, &Theme::plain(width))
    }

    #[test]
    fn sessions_stand_against_the_goal() {
        let rows = [record(|row| row.pain = 4_u8.try_into().ok())];
        let mut so_far = day(&Diary::new(rows[0].date), rows[0].date);
        for (sessions, goal, expected) in [
            (0, 2, "0 of 2 stretching sessions\n"),
            (0, 1, "0 of 1 stretching session\n"),
            (1, 2, "1 of 2 stretching sessions\n"),
            (2, 2, "2 of 2 stretching sessions: goal reached"),
            (3, 2, "3 stretching sessions: more than your goal of 2"),
            (1, 0, "1 stretching session\n"),
        ] {
            so_far.stretch_sessions = sessions;
            let shown = shown(&rows, Some(&so_far), goal, 80);
            assert!(shown.contains(expected), "{shown}");
        }
        so_far.stretch_sessions = 0;
        let nothing = shown(&rows, Some(&so_far), 0, 80);
        assert!(!nothing.contains("so far"), "{nothing}");
    }

    #[test]
    fn a_long_hostile_note_stays_in_its_column() {
        let note = "\u{1b}[31m".to_owned() + &"stiff ".repeat(30);
        let rows = [record(|row| row.note.clone_from(&note))];
        for width in [20, 40, 80, 200] {
            let shown = shown(&rows, None, 2, width);
            assert!(!shown.contains('\u{1b}'));
            for line in shown.lines() {
                assert!(line.len() <= width.max(20), "{width}: {line}");
            }
        }
    }
}
