//! What is said where there is no pain to judge, or no log to judge it by.

use crate::analysis::{Report, Status};
use crate::domain::FIRST_YEAR;

use super::lasting::weeks;
use super::phrases::paragraph;
use super::said::{Guidance, Words};
use super::signs::lower_first;
use crate::term::format::{count, date, days_ago, decimal, list};

const BEGIN: &str =
    "One number a day is enough, from 0 (none) to 10 (worst imaginable): `backcare log 4`.";

const GO_ON: &str = "To go on, one number a day is enough: `backcare log 4`.";

/// Fewer days with a reading than this in four weeks are said.
const FEW: u32 = 3;

pub fn pain_free(report: &Report) -> Words {
    let verdict = &report.verdict;
    let days = count(verdict.scores_in_28, "day");
    let few = if verdict.scores_in_28 < FEW { "only " } else { "" };
    let last = verdict.last_score.map(|(day, score)| {
        let latest = format!("The latest was {}/10, on {}", decimal(score), date(day));
        match verdict.peak {
            Some((peak, highest)) if peak != day => format!(
                "{latest}; the highest of the last two weeks was {}/10, on {}.",
                decimal(highest),
                date(peak)
            ),
            _ => latest + ".",
        }
    });
    Words {
        headline: match verdict.peak {
            Some((day, highest)) => {
                format!("Little or no pain, but {}/10 on {}", decimal(highest), date(day))
            }
            None => "Little or no pain".to_owned(),
        },
        paragraphs: vec![paragraph([
            Some(format!("The last four weeks hold {few}{days} with a reading.")),
            last,
        ])],
    }
}

pub fn not_enough_data(report: &Report) -> Words {
    if report.verdict.episode.is_some() {
        return too_few_lately(report);
    }
    let verdict = &report.verdict;
    let Some(_) = verdict.last_score else {
        let headline = if report.log.rows == 0 && report.log.bad_rows > 0 {
            // What is there may hold anything, an urgent sign too.
            "The log has no row that can be read"
        } else if report.log.rows == 0 {
            "Nothing is logged yet"
        } else {
            "No pain is logged yet"
        };
        let began =
            verdict.start.map(|start| format!("You said that this pain began on {}.", date(start)));
        return Words {
            headline: headline.to_owned(),
            paragraphs: vec![paragraph([began, Some(BEGIN.to_owned())])],
        };
    };
    let began = verdict.start.map(|start| {
        let no_reading = match verdict.last_score {
            Some((day, _)) if day >= start => "",
            _ => "; no reading has followed",
        };
        format!("You said that this pain began on {}{no_reading}.", date(start))
    });
    Words {
        headline: "Not enough data to tell".to_owned(),
        paragraphs: vec![paragraph([began, last_said(report)]), GO_ON.to_owned()],
    }
}

/// An episode of four weeks and more, without a recent mean.
fn too_few_lately(report: &Report) -> Words {
    let verdict = &report.verdict;
    let days = verdict.scores_in_28;
    let holds = match days {
        0 => "no day with a reading".to_owned(),
        days => format!("only {} with a reading", count(days, "day")),
    };
    let ask = (verdict.due && verdict.last_is_high())
        .then(|| format!("Pain for {} is by itself a reason to ask a doctor.", weeks(report)));
    Words {
        headline: "Too few readings lately to tell".to_owned(),
        paragraphs: vec![
            paragraph([
                Some(format!("The last four weeks hold {holds}, and {FEW} are needed.")),
                last_said(report),
            ]),
            paragraph([ask, Some(GO_ON.to_owned())]),
        ],
    }
}

/// What the log last said, and when.
fn last_said(report: &Report) -> Option<String> {
    let (day, score) = report.verdict.last_score?;
    Some(format!(
        "The log last said {}/10, on {} ({}).",
        decimal(score),
        date(day),
        days_ago(report.days_since(day))
    ))
}

/// A hole in the log closed an episode.
pub fn after_gap(report: &Report) -> String {
    let what = if report.verdict.episode.is_some() {
        "After a gap in the log of four weeks or more, this counts as a new episode."
    } else {
        "The log has had a gap of four weeks or more."
    };
    format!("{what} If the pain never went away, say when it began: `backcare log --began DATE`.")
}

/// What could not be read, or does not count: one sentence each.
pub fn unread(report: &Report) -> Vec<String> {
    let (log, unread) = (&report.log, &report.log.unread);
    let (rows, fields) = (log.bad_rows, log.bad_fields);
    let mut sentences = Vec::new();
    let counted = counts(report);
    if !counted.is_empty() {
        let verb = if rows + fields == 1 { "does" } else { "do" };
        sentences.push(format!(
            "{} of the log could not be read and {verb} not count here; `backcare check` lists them.",
            list(&counted)
        ));
    }
    if !unread.symptoms.is_empty() {
        let names: Vec<String> = unread.symptoms.iter().map(|name| plain(name)).collect();
        sentences.push(format!("Not known as a symptom: {}.", list(&names)));
    }
    if unread.split_cells > 0 {
        let has = if unread.split_cells == 1 { "has" } else { "have" };
        sentences.push(format!(
            "{} of symptoms {has} no semicolon between the names; all of them were read.",
            count(unread.split_cells, "cell")
        ));
    }
    for column in &unread.columns {
        sentences.push(format!(
            "The column {} is not read; did you mean {}?",
            plain(&column.name),
            column.looks_like
        ));
    }
    let rows = |n: u64| {
        let verb = if n == 1 { "is" } else { "are" };
        format!("{} {verb}", count(n, "row"))
    };
    if unread.future_rows > 0 {
        let rows = rows(unread.future_rows);
        sentences.push(format!("{rows} dated in the future; that does not count yet."));
    }
    if unread.old_rows > 0 {
        let rows = rows(unread.old_rows);
        sentences.push(format!("{rows} dated before {FIRST_YEAR}: look for a slip in the year."));
    }
    sentences
}

/// How many rows and fields could not be read.
pub fn counts(report: &Report) -> Vec<String> {
    [(report.log.bad_rows, "row"), (report.log.bad_fields, "field")]
        .into_iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, noun)| count(n, noun))
        .collect()
}

/// A name out of the log for a sentence of any format: letters, digits, hyphens
/// (also for underscores) and spaces of ASCII, at most 40.
fn plain(name: &str) -> String {
    let harmless = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | ' ');
    name.trim()
        .chars()
        .map(|c| if c == '_' { '-' } else { c })
        .map(|c| if harmless(c) { c } else { '?' })
        .take(40)
        .collect()
}

/// Where a text that could not be read may mean an urgent sign, or something
/// unread could change a calm answer: that, before the words that were chosen.
pub fn uncertain(report: &Report, guidance: &Guidance, said: Words) -> Words {
    let is_calm = matches!(report.verdict.status, Status::PainFree | Status::Easing | Status::Mild);
    let unread = &report.log.unread;
    let (headline, first) = match unread.sign.and_then(|sign| guidance.sign(sign)) {
        Some(sign) => {
            let may_mean = format!(
                "An entry that could not be read, or has a date that cannot be right, may mean {}: {}. \
                 If that is so: {}",
                sign.symptom,
                lower_first(&sign.sees),
                lower_first(sign.advice(0)),
            );
            let flags = report.verdict.red_flags.iter();
            let most_urgent = flags.map(|flag| flag.symptom.level()).min();
            if report.verdict.status == Status::Urgent
                && most_urgent.is_some_and(|level| level <= sign.symptom.level())
            {
                // What to do now stays first.
                let mut said = said;
                said.paragraphs.insert(said.paragraphs.len().min(1), may_mean);
                return said;
            }
            (
                format!("An unread entry may mean {}", sign.symptom),
                format!("{may_mean} Otherwise: {}.", lower_first(&said.headline)),
            )
        }
        _ if is_calm && unread.matters => (
            "Cannot tell for sure: part of the log is unread".to_owned(),
            format!("As far as it was read: {}.", lower_first(&said.headline)),
        ),
        _ => return said,
    };
    let mut paragraphs = vec![first];
    paragraphs.extend(said.paragraphs);
    Words { headline, paragraphs }
}
