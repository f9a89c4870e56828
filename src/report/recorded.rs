//! What `log` has recorded, and the day so far.

use std::fmt::Write as _;
use std::path::Path;

use chrono::{NaiveDate, NaiveDateTime, Timelike as _};
use unicode_width::UnicodeWidthStr;

use super::status::stretched;
use crate::analysis::{DaySummary, Report};
use crate::domain::{DistanceUnit, Entry, Word, format_time};
use crate::guidance::SymptomWords;
use crate::term::format::{amount, date, decimal, lower_first};
use crate::term::{NO_BREAK, Role, Theme, for_terminal, format, prose, wrap};

/// `Recorded pain 5/10 · hamstring 1 min · run 39 min, 6.5 km`: rows of one
/// moment, pain first, notes last. The day is named where it is not today, the
/// time where it is not now.
pub fn line(
    verb: &str,
    rows: &[Entry],
    so_far: Option<String>,
    (today, now): (NaiveDate, NaiveDateTime),
    unit: DistanceUnit,
    theme: &Theme,
) -> String {
    let notes = rows.iter().filter(|row| !row.note.is_empty());
    // A fact is on one line where it fits on one.
    let is_short = |fact: &str| fact.width() + HANG.len() < theme.prose_width();
    let unbroken = |fact: &str| {
        if is_short(fact) { fact.replace(' ', NO_BREAK) } else { fact.to_owned() }
    };
    let facts = facts(rows, unit);
    // Beside a note alone it would read as if it was recorded now.
    let so_far = if facts.is_empty() { None } else { so_far };
    let facts: Vec<String> = facts
        .into_iter()
        .chain(so_far.map(|text| (None, text)))
        .map(|(role, fact)| theme.paint_maybe(role, &unbroken(&fact)))
        .chain(notes.map(|row| format!("note: {}", for_terminal(&row.note))))
        .collect();
    let moment = rows.first().map(|row| moment(row, today, now)).unwrap_or_default();
    // No line ends with a separator.
    let text = format!("{moment} {}", facts.join(theme.glyph(" \u{b7}\u{a0}", " -\u{a0}")));
    hanging(verb, &text, theme)
}

/// As much of a line as is shown, in bytes: a damaged file may be one line.
const MOST_OF_A_LINE: usize = 200;

/// A line as the file has it, where it says nothing that a row shows.
pub fn raw_line(verb: &str, number: u64, line: &[u8], theme: &Theme) -> String {
    let line = line.trim_ascii_end();
    let (start, rest) = line.split_at(line.len().min(MOST_OF_A_LINE));
    let mut text = for_terminal(&String::from_utf8_lossy(start));
    if !rest.is_empty() {
        let _ = write!(text, " {} ({} bytes in all)", theme.glyph("…", "..."), line.len());
    }
    hanging(verb, &format!(" line {number}: {text}"), theme)
}

fn hanging(verb: &str, text: &str, theme: &Theme) -> String {
    let text = theme.paint(Role::Heading, verb) + text;
    let lines = wrap(&text, theme.prose_width(), "", HANG).into_iter();
    lines.map(|line| line.trim_end().to_owned() + "\n").collect()
}

/// What the day of `rows` holds, where that is more than `rows`.
pub fn so_far(day: &DaySummary, rows: &[Entry], goal: u32, today: NaiveDate) -> Option<String> {
    let readings = rows.iter().filter(|row| row.pain.is_some()).count();
    let pain = if day.readings as usize > readings { day.pain } else { None };
    let pain = pain.map(|mean| {
        let of_several = if day.readings > 1 { " on average" } else { "" };
        format!("pain {}/10{of_several}", amount(mean))
    });
    let of_rows = u32::from(rows.iter().any(|row| row.stretch.is_some()));
    let stretch = (day.stretch_sessions > of_rows).then(|| stretched(day.stretch_sessions, goal));
    let facts: Vec<String> = pain.into_iter().chain(stretch).collect();
    let title = if day.date == today { "today so far" } else { "that day" };
    (!facts.is_empty()).then(|| format!("{title}: {}", facts.join(", ")))
}

/// What to know once, when the log has just been made: where it is, and how to
/// say that a pain is older.
pub fn first_log_hint(path: &Path, rows: &[Entry], theme: &Theme) -> String {
    let has_pain = rows.iter().any(|row| row.pain.is_some_and(|pain| pain.get() > 0));
    let has_pain = has_pain && rows.iter().all(|row| row.began.is_none());
    let mut out = String::from("\nYour new log is a CSV file that stays on this computer:\n");
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let _ = writeln!(out, "  {}", for_terminal(&path.to_string_lossy()));
    if has_pain {
        let command = theme.paint(Role::Command, "backcare log --began \"5 weeks ago\"");
        let _ = writeln!(out, "If this pain began earlier, say so once:\n  {command}");
    }
    out
}

/// How the last week compares with the first one of the episode.
pub fn last_week(report: &Report) -> Option<String> {
    let means = report.verdict.week_means?;
    let (last, first) = (decimal(means.last?), decimal(means.first));
    Some(format!("Pain: last week {last}, first week {first}\n"))
}

/// The urgent signs in a few words, after strong pain or a rise.
pub fn urgent_signs(signs: &[String], theme: &Theme) -> String {
    let text = format!(
        "Do not wait if one of these is new: {}. What to do: `backcare tips urgent`.",
        signs.join(", ")
    );
    "\n".to_owned() + &prose(theme, None, &text)
}

/// That a note may name an urgent sign, and what to do.
pub fn sign_in_note(sign: &SymptomWords, theme: &Theme) -> String {
    let text = format!(
        "Does your note mean {}: {}? Then do not wait: `backcare tips urgent`. To record it: \
         `backcare log --symptom {}`.",
        sign.symptom,
        lower_first(&sign.short),
        sign.symptom
    );
    "\n".to_owned() + &prose(theme, None, &text)
}

/// The indent of lines after the first.
const HANG: &str = "  ";

/// What was recorded, each with how it is painted.
fn facts(rows: &[Entry], unit: DistanceUnit) -> Vec<(Option<Role>, String)> {
    let mut facts = Vec::new();
    for pain in rows.iter().filter_map(|row| row.pain) {
        facts.push((Some(Role::Pain), format!("pain {pain}/10")));
    }
    for stretch in rows.iter().filter_map(|row| row.stretch.as_ref()) {
        facts.push((Some(Role::Stretch), for_terminal(&format::done(stretch, unit))));
    }
    for activity in rows.iter().filter_map(|row| row.activity.as_ref()) {
        facts.push((Some(Role::Training), for_terminal(&format::done(activity, unit))));
    }
    for row in rows {
        let symptoms = row.symptoms.iter();
        facts.extend(symptoms.map(|it| (Some(Role::Warning), it.to_string())));
        let began = row.began.map(|date| format!("pain began on {}", spelled(date)));
        let seen = row
            .seen
            .map(|date| format!("seen by a doctor or physiotherapist on {}", spelled(date)));
        let tags: Vec<&str> = row.tags.iter().map(Word::as_str).collect();
        let tags = (!tags.is_empty()).then(|| format!("tags: {}", tags.join(", ")));
        let denied = row.no_signs.then(|| "urgent signs: none".to_owned());
        let others = [began, seen, denied, tags].into_iter().flatten();
        facts.extend(others.map(|fact| (None, fact)));
    }
    facts
}

/// Before this hour it is unclear which day `today` is.
const MORNING: u32 = 4;

/// ` for yesterday, Saturday 21 Nov 2026, 21:15:`; empty for the present minute.
fn moment(row: &Entry, today: NaiveDate, now: NaiveDateTime) -> String {
    let time = row
        .time
        .map(format_time)
        .filter(|time| row.date != today || *time != format_time(now.time()));
    let day = match row.date {
        date if date == today && today == now.date() && now.hour() >= MORNING => None,
        // In the small hours `today` may mean the day before.
        date if date == today => Some(format!("today, {}", spelled(date))),
        date if Some(date) == today.pred_opt() => Some(format!("yesterday, {}", spelled(date))),
        date => Some(spelled(date)),
    };
    match (day, time) {
        (Some(day), Some(time)) => format!(" for {day}, {time}:"),
        (Some(day), None) => format!(" for {day}:"),
        (None, Some(time)) => format!(" for today, {time}:"),
        (None, None) => String::new(),
    }
}

/// `Sunday 22 Nov 2026`: the weekday catches a slip of a day.
fn spelled(day: NaiveDate) -> String {
    format!("{} {}", day.format("%A"), date(day))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Diary, day};
    use crate::domain::{Done, parse_time};

    fn shown(rows: &[Entry], so_far: Option<String>, now: &str, width: usize) -> String {
        let now: NaiveDateTime = format!("{now}:00").parse().unwrap();
        line("Recorded", rows, so_far, (now.date(), now), DistanceUnit::Km, &Theme::plain(width))
    }

    fn row(edit: impl Fn(&mut Entry)) -> Entry {
        let mut row = Entry::on("2026-11-22".parse().unwrap());
        row.time = parse_time("07:30").ok();
        edit(&mut row);
        row
    }

    #[test]
    fn the_day_is_named_where_it_is_not_today_and_the_time_where_it_is_not_now() {
        let pain = |row: &mut Entry| row.pain = 4_u8.try_into().ok();
        let timeless = row(|row| {
            pain(row);
            row.time = None;
        });
        for (now, row, expected) in [
            ("2026-11-22T07:30", &row(pain), "Recorded pain 4/10\n"),
            ("2026-11-22T19:00", &row(pain), "Recorded for today, 07:30: pain 4/10\n"),
            ("2026-11-22T19:00", &timeless, "Recorded pain 4/10\n"),
            (
                "2026-11-23T07:30",
                &row(pain),
                "Recorded for yesterday, Sunday 22 Nov 2026, 07:30: pain 4/10\n",
            ),
            ("2026-11-24T07:30", &timeless, "Recorded for Sunday 22 Nov 2026: pain 4/10\n"),
        ] {
            assert_eq!(shown(std::slice::from_ref(row), None, now, 80), expected);
        }
    }

    #[test]
    fn what_the_day_holds_is_shown_where_it_is_more_than_the_rows() {
        let today = "2026-11-22".parse().unwrap();
        let stretch = [row(|row| {
            let name = "calf".parse().unwrap();
            row.stretch = Some(Done { name, minutes: None, distance: None });
        })];
        let mut summary = day(&Diary::new(today), today);
        let mut shown = |pain, readings, sessions, goal, rows: &[Entry]| {
            (summary.pain, summary.readings, summary.stretch_sessions) = (pain, readings, sessions);
            so_far(&summary, rows, goal, today).unwrap_or_default()
        };
        assert_eq!(shown(None, 0, 0, 1, &[]), "");
        assert_eq!(shown(None, 0, 1, 1, &stretch), "");
        assert_eq!(shown(None, 0, 2, 0, &stretch), "today so far: stretched 2x");
        assert_eq!(
            shown(Some(4.0), 1, 1, 1, &stretch[..0]),
            "today so far: pain 4/10, stretched 1/1"
        );
        assert_eq!(
            shown(Some(4.5), 2, 1, 2, &[]),
            "today so far: pain 4.5/10 on average, stretched 1/2"
        );
    }

    #[test]
    fn a_long_hostile_note_stays_in_its_lines() {
        let note = "\u{1b}[31m".to_owned() + &"stiff ".repeat(30);
        let rows = [row(|row| row.note.clone_from(&note))];
        for width in [20, 40, 80, 200] {
            let shown = shown(&rows, None, "2026-11-22T07:30", width);
            assert!(!shown.contains('\u{1b}'));
            for line in shown.lines() {
                assert!(line.len() <= width.max(20), "{width}: {line}");
            }
        }
    }
}
