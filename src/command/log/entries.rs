//! What was given on the command line, as rows of the log.
//!
//! Pure: knows nothing of files, terminals or the real clock.

use anyhow::Context as _;

use super::when::Clock;
use super::{Args, done};
use crate::domain::{Done, Entry, Symptom};
use crate::log_file::on_one_line;

/// The rows of one `log`; none where there is nothing to record.
pub fn entries(args: &Args, clock: Clock) -> anyhow::Result<Vec<Entry>> {
    let moment = clock.moment(args.date.as_deref(), args.time.as_deref())?;
    let date = moment.date;
    let began = |text| clock.day_before(text, date).context("--began");
    let seen = |text| match text {
        "" => Ok(date),
        text => clock.day_before(text, date).context("--seen"),
    };
    let pain = args.pain.as_deref().or(args.rating.as_deref());
    let mut symptoms: Vec<Symptom> = Vec::new();
    for text in &args.symptom {
        let symptom = text.parse().context("--symptom")?;
        if !symptoms.contains(&symptom) {
            symptoms.push(symptom);
        }
    }
    let first = Entry {
        time: moment.time,
        pain: pain.map(str::parse).transpose()?,
        symptoms,
        began: args.began.as_deref().map(began).transpose()?,
        seen: args.seen.as_deref().map(seen).transpose()?,
        note: on_one_line(args.note.as_deref().unwrap_or_default()),
        ..Entry::on(date)
    };
    let stretches = args.stretch.iter().map(|text| done::stretch(text));
    let activities = args.activity.iter().map(|text| done::activity(text));
    Ok(rows(
        first,
        stretches.collect::<anyhow::Result<_>>()?,
        activities.collect::<anyhow::Result<_>>()?,
    ))
}

/// The rows of one moment: the k-th has the k-th stretch and the k-th activity, the
/// first all else. None where there is nothing to record.
pub fn rows(first: Entry, stretches: Vec<Done>, activities: Vec<Done>) -> Vec<Entry> {
    let blank = Entry { time: first.time, ..Entry::on(first.date) };
    let (mut stretches, mut activities) = (stretches.into_iter(), activities.into_iter());
    let mut rows = Vec::new();
    let mut row = first;
    loop {
        row.stretch = stretches.next();
        row.activity = activities.next();
        if row == blank {
            return rows;
        }
        rows.push(row);
        row = blank.clone();
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDateTime;
    use clap::{Args as _, Command, FromArgMatches};

    use super::*;
    use crate::domain::{DayStart, Done, format_time};

    fn read(line: &[&str]) -> anyhow::Result<Vec<Entry>> {
        let words = std::iter::once("log").chain(line.iter().copied());
        let matches = Args::augment_args(Command::new("log")).try_get_matches_from(words)?;
        let clock = Clock {
            now: NaiveDateTime::parse_from_str("2026-11-22T07:30", "%Y-%m-%dT%H:%M")?,
            day_start: DayStart::default(),
        };
        entries(&Args::from_arg_matches(&matches)?, clock)
    }

    /// A row as the log would have it, empty fields as nothing between commas.
    fn shown(entry: &Entry) -> String {
        let done = |done: &Option<Done>| {
            done.as_ref().map_or(String::from(","), |d| {
                format!(
                    "{}{},{}",
                    d.name,
                    d.distance.map(|k| format!("({k})")).unwrap_or_default(),
                    d.minutes.map(|m| m.to_string()).unwrap_or_default()
                )
            })
        };
        let text = |value: Option<String>| value.unwrap_or_default();
        let names: Vec<_> = entry.symptoms.iter().map(|s| s.name()).collect();
        format!(
            "{},{},{},{},{},{},{},{},{}",
            entry.date,
            text(entry.time.map(format_time)),
            text(entry.pain.map(|p| p.to_string())),
            done(&entry.stretch),
            done(&entry.activity),
            names.join(";"),
            text(entry.began.map(|d| d.to_string())),
            text(entry.seen.map(|d| d.to_string())),
            entry.note
        )
    }

    #[test]
    fn every_part_lands_in_its_row() {
        let cases: &[(&[&str], &[&str])] = &[
            (&["4"], &["2026-11-22,07:30,4,,,,,,,,"]),
            (&["-p", "0"], &["2026-11-22,07:30,0,,,,,,,,"]),
            (&["-n", "stiff", "10"], &["2026-11-22,07:30,10,,,,,,,,stiff"]),
            (&["10", "-n", "stiff"], &["2026-11-22,07:30,10,,,,,,,,stiff"]),
            (
                &["-s", "hamstring:2x30s", "4", "-a", "run:45min:8km"],
                &["2026-11-22,07:30,4,hamstring,1,run(8),45,,,,"],
            ),
            (
                &["-s", "hamstring", "-s", "calf:30s", "-a", "run", "-n", "x", "-d", "yesterday"],
                &["2026-11-21,,,hamstring,,run,,,,,x", "2026-11-21,,,calf,0.5,,,,,,"],
            ),
            (
                &["-a", "run", "-a", "core:10min", "3", "--time", "6:00"],
                &["2026-11-22,06:00,3,,,run,,,,,", "2026-11-22,06:00,,,,core,10,,,,"],
            ),
            (
                &["--symptom", "leg-numbness", "--symptom", "Leg Pain", "--symptom", "fever"],
                &["2026-11-22,07:30,,,,,,leg-pain;fever,,,"],
            ),
            (&["--seen"], &["2026-11-22,07:30,,,,,,,,2026-11-22,"]),
            (&["--seen", "4"], &["2026-11-22,07:30,4,,,,,,,2026-11-22,"]),
            (&["--seen=friday", "-d", "yesterday"], &["2026-11-21,,,,,,,,,2026-11-20,"]),
            (&["--seen", "-d", "yesterday"], &["2026-11-21,,,,,,,,,2026-11-21,"]),
            (
                &["6", "--began", "5 weeks ago", "-d", "monday"],
                &["2026-11-16,,6,,,,,,2026-10-18,,"],
            ),
            (&["-n", " two\r\nlines\nand more "], &["2026-11-22,07:30,,,,,,,,,two lines and more"]),
            (&[], &[]),
            (&["-n", ""], &[]),
            (&["-n", " \n"], &[]),
            (&["-d", "yesterday", "--time", "08:00"], &[]),
        ];
        for (line, rows) in cases {
            let entries = read(line).unwrap_or_else(|e| panic!("{line:?}: {e:#}"));
            let entries: Vec<_> = entries.iter().map(shown).collect();
            assert_eq!(entries, *rows, "{line:?}");
        }
    }

    #[test]
    fn what_cannot_be_meant_is_refused() {
        for (line, named) in [
            (&["11"][..], "0 (none) to 10"),
            (&["-1"], "0 (none) to 10"),
            (&["-p", "-1"], "0 (none) to 10"),
            (&["4.5"], "whole number"),
            (&["4", "-p", "4"], "cannot be used with"),
            (&["4", "5"], "unexpected argument"),
            (&["4", "--symptom", "leg-pian"], "did you mean leg-pain"),
            (&["4", "--symptom", "nonsense"], "saddle-numbness"),
            (&["4", "--symptom", ""], "accepted are"),
            (&["4", "--began", "tomorrow"], "3 days ago"),
            (&["4", "--began", "2026-11-23"], "after 2026-11-22"),
            (&["4", "--began", "yesterday", "-d", "monday"], "after 2026-11-16"),
            (&["4", "--seen=2026-11-23"], "after 2026-11-22"),
            (&["4", "--seen=today", "-d", "yesterday"], "after 2026-11-21"),
            (&["-n", "", "--time", "99:00"], "HH:MM"),
        ] {
            let error = match read(line) {
                Ok(rows) => panic!("{line:?} was taken: {rows:?}"),
                Err(error) => format!("{error:#}"),
            };
            assert!(error.contains(named), "{line:?}: {error}");
        }
    }
}
