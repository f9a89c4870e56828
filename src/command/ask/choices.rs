//! What can be ticked: the stretches and activities that the log has most.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use crate::domain::{DistanceUnit, Done, Entry, KNOWN_ACTIVITIES, Word};
use crate::term::format;

/// Offered before the first stretch: what most routines hold.
const FIRST_STRETCHES: &[&str] = &["hamstring", "hip-flexor", "glute", "lower-back", "calf"];
const MOST_STRETCHES: usize = 5;
const MOST_ACTIVITIES: usize = 4;
/// A stretch is usual when it was done on most days that the log has among these
/// just before, and on two at least.
const DAYS_BEFORE: u64 = 7;

/// A line that can be ticked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tickable {
    /// With the amount of the last time; ticked from the start where `usual`.
    Stretch {
        done: Done,
        usual: bool,
    },
    Activity(Word),
    OtherStretch,
    OtherActivity,
    Note,
}

/// The lines, for a record of `day`.
pub fn choices(rows: &[Entry], day: NaiveDate) -> Vec<Tickable> {
    let stretches = used(rows, |row| row.stretch.as_ref());
    let activities = used(rows, |row| row.activity.as_ref());
    let days_of = |counts: &dyn Fn(&&Entry) -> bool| -> BTreeSet<NaiveDate> {
        rows.iter().filter(counts).map(|row| row.date).collect()
    };
    let from = day.checked_sub_days(Days::new(DAYS_BEFORE)).unwrap_or(day);
    let days_before = days_of(&|_| true).range(from..day).count();
    let mut lines: Vec<_> = filled(stretches, FIRST_STRETCHES, MOST_STRETCHES)
        .into_iter()
        .map(|done| {
            let days = days_of(&|row| {
                let stretch = row.stretch.as_ref();
                stretch.is_some_and(|stretch| stretch.name == done.name)
            });
            let before = days.range(from..day).count();
            let usual = before >= 2 && before * 2 > days_before && !days.contains(&day);
            Tickable::Stretch { done, usual }
        })
        .collect();
    lines.push(Tickable::OtherStretch);
    lines.extend(
        filled(activities, KNOWN_ACTIVITIES, MOST_ACTIVITIES)
            .into_iter()
            .map(|done| Tickable::Activity(done.name)),
    );
    lines.extend([Tickable::OtherActivity, Tickable::Note]);
    lines
}

/// Each name with the amount of its last row, the most used first; of equally
/// used ones that of the latest row.
fn used<'a>(rows: &'a [Entry], part: impl Fn(&'a Entry) -> Option<&'a Done>) -> Vec<Done> {
    let mut names: BTreeMap<&Word, (usize, usize, &Done)> = BTreeMap::new();
    for (at, done) in rows.iter().filter_map(part).enumerate() {
        let (count, _, _) = names.get(&done.name).copied().unwrap_or((0, 0, done));
        names.insert(&done.name, (count + 1, at, done));
    }
    let mut used: Vec<_> = names.into_values().collect();
    used.sort_by_key(|(count, at, _)| Reverse((*count, *at)));
    used.into_iter().map(|(_, _, done)| done.clone()).collect()
}

/// The first `most`, filled up with known names.
fn filled(mut used: Vec<Done>, known: &[&str], most: usize) -> Vec<Done> {
    for name in known.iter().filter_map(|name| Word::lenient(name).ok()) {
        if used.iter().all(|done| done.name != name) {
            used.push(Done { name, minutes: None, distance: None });
        }
    }
    used.truncate(most);
    used
}

impl Tickable {
    /// The line in words.
    pub fn words(&self) -> String {
        match self {
            Self::Stretch { done, .. } => {
                // A stretch has no distance: the unit does not matter.
                format!("stretch: {}", format::done(done, DistanceUnit::Km))
            }
            Self::Activity(name) => format!("activity: {name}"),
            Self::OtherStretch => "another stretch, or another time".to_owned(),
            Self::OtherActivity => "another activity".to_owned(),
            Self::Note => "a note".to_owned(),
        }
    }

    pub const fn is_usual(&self) -> bool {
        matches!(self, Self::Stretch { usual: true, .. })
    }

    /// Whether it is asked about after what the list holds.
    pub const fn is_other(&self) -> bool {
        matches!(self, Self::OtherStretch | Self::OtherActivity | Self::Note)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn done(name: &str, thousandths: Option<u64>) -> Done {
        Done {
            name: Word::lenient(name).unwrap(),
            minutes: thousandths.map(crate::domain::Minutes::from_thousandths),
            distance: None,
        }
    }

    fn row(date: &str, stretch: Option<Done>, activity: Option<Done>) -> Entry {
        Entry { stretch, activity, ..Entry::on(date.parse().unwrap()) }
    }

    fn shown(rows: &[Entry]) -> Vec<String> {
        choices(rows, "2026-11-22".parse().unwrap())
            .iter()
            .map(|choice| {
                let tick = if choice.is_usual() { "x " } else { "" };
                format!("{tick}{}", choice.words())
            })
            .collect()
    }

    #[test]
    fn a_new_log_is_offered_the_known() {
        assert_eq!(
            shown(&[]),
            [
                "stretch: hamstring",
                "stretch: hip-flexor",
                "stretch: glute",
                "stretch: lower-back",
                "stretch: calf",
                "another stretch, or another time",
                "activity: run",
                "activity: walk",
                "activity: swim",
                "activity: bike",
                "another activity",
                "a note"
            ]
        );
    }

    #[test]
    fn the_most_used_come_first_with_the_last_amount_and_the_usual_ones_ticked() {
        let rows = [
            row("2026-11-01", Some(done("quad", None)), Some(done("yoga", None))),
            row("2026-11-02", Some(done("quad", None)), Some(done("yoga", None))),
            row("2026-11-17", Some(done("hamstring", Some(9000))), None),
            row("2026-11-18", None, None),
            row("2026-11-19", Some(done("hamstring", None)), None),
            row("2026-11-21", Some(done("hamstring", Some(1500))), Some(done("run", None))),
            row("2026-11-21", Some(done("calf", None)), None),
        ];
        let lines = shown(&rows);
        assert_eq!(
            lines[..4],
            [
                "x stretch: hamstring 1 min 30 s",
                "stretch: quad",
                "stretch: calf",
                "stretch: hip-flexor"
            ]
        );
        assert_eq!(lines[6..8], ["activity: yoga", "activity: run"]);

        // Done already today, or seldom: not ticked.
        let mut today = rows.to_vec();
        today.push(row("2026-11-22", Some(done("hamstring", None)), None));
        assert!(!shown(&today)[0].starts_with('x'));
        assert!(!shown(&rows[5..])[0].starts_with('x'));
    }
}
