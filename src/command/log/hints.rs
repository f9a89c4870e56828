//! What is worth a second look after a record, and the day so far.
//!
//! Pure: the record and the end of the log.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveDateTime, Timelike};

use crate::analysis::{DaySummary, Diary, Recorded, Verdict, day};
use crate::domain::{
    DistanceUnit, Done, Entry, KNOWN_ACTIVITIES, KNOWN_STRETCHES, Level, Symptom, Word, closest,
};
use crate::guidance::{GuidanceError, LevelWords, signs};
use crate::log_file::Tail;
use crate::report::recorded::symptom_advice;
use crate::term::{Theme, format};

/// From 04:00 an entry belongs to the calendar day.
const MORNING: u32 = 4;

/// How to move the record of `row`, where it was made before four and the day
/// before has no pain yet, as far as `tail` tells.
pub fn night(now: NaiveDateTime, row: &Entry, tail: &Tail) -> Option<String> {
    let before = row.date.pred_opt()?;
    let is_night = now.hour() < MORNING && row.date == now.date();
    let has_pain = tail.entries.iter().any(|row| row.date == before && row.pain.is_some());
    (is_night && tail.covers(before) && !has_pain).then(|| {
        format!(
            "this counts for {}. To move it to {}: backcare undo, then log it with -d yesterday; \
             or set day_starts_at in the config, to \"04:00\" for example",
            row.date.format("%A"),
            before.format("%A")
        )
    })
}

/// What `date` holds; `None` where its rows may reach back beyond the tail.
pub fn day_of(tail: &Tail, date: NaiveDate) -> Option<DaySummary> {
    tail.covers(date).then(|| {
        let mut diary = Diary::new(date);
        for row in tail.entries.iter().filter(|row| row.date == date) {
            diary.add(row, 0);
        }
        day(&diary, date)
    })
}

/// What of a row has a name.
type Part = fn(&Entry) -> Option<&Done>;

/// Lines for stderr: new names that are close to known ones or hold one, and columns
/// that were added. `tail` holds the latest rows of the log, `rows` among them.
pub fn hints(rows: &[Entry], tail: &[Entry], columns_added: &[&str]) -> Vec<String> {
    let mut hints = Vec::new();
    if !columns_added.is_empty() {
        let noun = if columns_added.len() == 1 { "column" } else { "columns" };
        let names = columns_added.join(", ");
        hints.push(format!("added the {noun} {names} at the end of the header"));
    }
    let parts: [(&[&str], Part); 2] = [
        (KNOWN_STRETCHES, |row| row.stretch.as_ref()),
        (KNOWN_ACTIVITIES, |row| row.activity.as_ref()),
    ];
    for (known, part) in parts {
        let count = |rows: &[Entry], name: &Word| {
            rows.iter().filter_map(part).filter(|done| done.name == *name).count()
        };
        let names: BTreeSet<&Word> = rows.iter().filter_map(part).map(|done| &done.name).collect();
        // A name that was used before has been asked about before.
        for name in names.into_iter().filter(|name| count(tail, name) <= count(rows, name)) {
            // An `easy-run` does not count as a run.
            let mut parts = name.as_str().split('-').filter(|part| *part != name.as_str());
            let held = parts.find_map(|part| known.iter().copied().find(|it| *it == part));
            let meant = closest(name.as_str(), known).or(held);
            hints.extend(meant.map(|meant| {
                format!(
                    "{name} is a new name, and recorded as such; did you mean {meant}? {TAKE_BACK}"
                )
            }));
        }
    }
    hints
}

/// A beginning that is later than the log has it changes nothing, and that is said.
pub fn began_late(row: &Entry, verdict: &Verdict) -> Option<String> {
    let (began, start) = (row.began?, verdict.start?);
    (began > start).then(|| {
        format!(
            "by your log this pain began on {start}, and --began can only make that earlier; \
             where an earlier row is wrong, `backcare edit` changes it"
        )
    })
}

const TAKE_BACK: &str = "`backcare undo` takes it back";
/// More than this is asked about: minutes of stretching in a day, minutes and kilometres
/// of an activity, and days since the record's own.
const MOST_STRETCHING: f64 = 24.0 * 60.0;
const MOST_MINUTES: f64 = 30.0 * 60.0;
const MOST_KILOMETRES: f64 = 300.0;
const MOST_DAYS_AGO: i64 = 365;

/// Questions about what hardly anyone does. `days` are those of the rows, as far as known.
pub fn implausible(rows: &[Entry], days: &[DaySummary], today: NaiveDate) -> Vec<String> {
    let mut wrong: Vec<String> = Vec::new();
    let long_ago = rows.iter().find(|row| (today - row.date).num_days() > MOST_DAYS_AGO);
    wrong.extend(long_ago.map(|row| format!("{} is over a year ago", row.date)));
    let long_day = days
        .iter()
        .any(|day| day.stretch_minutes.is_some_and(|minutes| minutes.get() > MOST_STRETCHING));
    wrong.extend(long_day.then(|| "more than 24 hours of stretching in a day".to_owned()));
    for done in rows.iter().filter_map(|row| row.activity.as_ref()) {
        let is_long = done.minutes.is_some_and(|minutes| minutes.get() > MOST_MINUTES)
            || done.distance.is_some_and(|way| way.get() > MOST_KILOMETRES);
        wrong.extend(is_long.then(|| format::done(done, DistanceUnit::Km)));
    }
    wrong.iter().map(|what| format!("{what}: is that right? {TAKE_BACK}")).collect()
}

/// The words on symptoms, the most urgent first, each group with the days since
/// it was recorded.
#[derive(Debug, Default)]
pub struct Advice {
    groups: Vec<(LevelWords, i64)>,
}

impl Advice {
    /// What to say of the symptoms of `row`, and first of `urgent` ones that were
    /// recorded before. A record without a symptom gets none.
    pub fn on<'a>(
        row: &Entry,
        urgent: impl Iterator<Item = &'a Recorded>,
        today: NaiveDate,
    ) -> Result<Self, GuidanceError> {
        if row.symptoms.is_empty() {
            return Ok(Self::default());
        }
        let days_ago = |date: NaiveDate| (today - date).num_days();
        let mut wanted: BTreeMap<Symptom, i64> =
            urgent.map(|flag| (flag.symptom, days_ago(flag.date))).collect();
        wanted.extend(row.symptoms.iter().map(|symptom| (*symptom, days_ago(row.date))));
        let mut groups: Vec<(LevelWords, i64)> = Vec::new();
        for mut level in signs()?.levels {
            for words in std::mem::take(&mut level.symptoms) {
                let Some(days_ago) = wanted.get(&words.symptom).copied() else {
                    continue;
                };
                let alike = |(group, ago): &&mut (LevelWords, i64)| {
                    group.level == level.level && *ago == days_ago
                };
                if let Some((group, _)) = groups.iter_mut().find(alike) {
                    group.symptoms.push(words);
                } else {
                    groups.push((LevelWords { symptoms: vec![words], ..level.clone() }, days_ago));
                }
            }
        }
        groups.sort_by_key(|(group, days_ago)| (group.level, *days_ago));
        Ok(Self { groups })
    }

    /// Whether there is an urgent sign among them.
    pub fn is_urgent(&self) -> bool {
        let mut levels = self.groups.iter().map(|(level, _)| level.level);
        levels.any(Level::is_urgent)
    }

    /// Emergencies and what is for the same day, with a blank line after each.
    pub fn that_cannot_wait(&self, theme: &Theme) -> String {
        self.texts(true, theme, "", "\n")
    }

    /// The rest, with a blank line before each.
    pub fn that_can(&self, theme: &Theme) -> String {
        self.texts(false, theme, "\n", "")
    }

    fn texts(&self, urgent: bool, theme: &Theme, before: &str, after: &str) -> String {
        self.groups
            .iter()
            .filter(|(level, _)| level.level.is_urgent() == urgent)
            .flat_map(|(level, days_ago)| {
                [before.to_owned(), symptom_advice(level, *days_ago, theme), after.to_owned()]
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(stretch: Option<&str>, activity: Option<&str>) -> Entry {
        let done =
            |name: &str| Done { name: Word::lenient(name).unwrap(), minutes: None, distance: None };
        Entry {
            stretch: stretch.map(done),
            activity: activity.map(done),
            ..Entry::on("2026-11-22".parse().unwrap())
        }
    }

    #[test]
    fn a_name_that_holds_a_known_one_is_asked_about() {
        for (name, meant) in
            [("run-for", Some("run")), ("easy-run", Some("run")), ("run", None), ("yoga", None)]
        {
            let rows = [row(None, Some(name))];
            let asked = hints(&rows, &rows, &[]);
            assert_eq!(asked.len(), usize::from(meant.is_some()), "{asked:?}");
            let meant = meant.map_or(String::new(), |meant| format!("did you mean {meant}?"));
            assert!(asked.iter().all(|line| line.contains(&meant)), "{asked:?}");
        }
    }

    #[test]
    fn a_near_miss_is_asked_about_once() {
        let typo = [row(Some("hamstrng"), Some("rnu")), row(Some("hamstrng"), None)];
        let asked = hints(&typo, &typo, &[]);
        assert_eq!(asked.len(), 2, "{asked:?}");
        assert!(asked[0].contains("did you mean hamstring?"), "{asked:?}");
        assert!(asked[1].contains("did you mean run?"), "{asked:?}");
        let before: Vec<_> = typo.iter().chain(&typo).cloned().collect();
        assert!(hints(&typo, &before, &[]).is_empty());
    }

    #[test]
    fn words_far_from_all_are_as_welcome_as_known_ones() {
        let rows = [row(Some("hamstring"), Some("yoga")), row(None, Some("run"))];
        assert!(hints(&rows, &rows, &[]).is_empty());
        let added = hints(&rows, &rows, &["seen", "note"]);
        assert_eq!(added, ["added the columns seen, note at the end of the header"]);
    }

    fn day(date: &str, pain: Option<u8>) -> Entry {
        Entry {
            pain: pain.and_then(|pain| pain.try_into().ok()),
            ..Entry::on(date.parse().unwrap())
        }
    }

    #[test]
    fn only_at_night_after_a_day_without_pain() {
        let today = day("2026-11-22", Some(4));
        let older = day("2026-11-20", Some(4));
        let stretched = day("2026-11-21", None);
        let painful = day("2026-11-21", Some(4));
        for (now, rows, whole, expected) in [
            ("2026-11-22T00:00", vec![&older, &today], true, true),
            ("2026-11-22T03:59", vec![&older, &today], true, true),
            ("2026-11-22T04:00", vec![&older, &today], true, false),
            ("2026-11-22T23:00", vec![&older, &today], true, false),
            // A record of another day than the night's.
            ("2026-11-23T00:40", vec![&older, &today], true, false),
            ("2026-11-22T00:40", vec![&stretched, &today], true, true),
            ("2026-11-22T00:40", vec![&painful, &today], true, false),
            ("2026-11-22T00:40", vec![&today], true, true),
            // The tail may not reach back far enough to tell.
            ("2026-11-22T00:40", vec![&today], false, false),
            ("2026-11-22T00:40", vec![&stretched, &today], false, false),
            ("2026-11-22T00:40", vec![&older, &today], false, true),
        ] {
            let tail =
                Tail { entries: rows.into_iter().cloned().collect(), whole, is_unread: false };
            let instant = NaiveDateTime::parse_from_str(now, "%Y-%m-%dT%H:%M").unwrap();
            let hint = night(instant, &today, &tail);
            assert_eq!(hint.is_some(), expected, "{now} {tail:?}");
            if let Some(hint) = hint {
                assert!(hint.contains("Sunday") && hint.contains("to Saturday"), "{hint}");
            }
        }
    }

    #[test]
    fn a_day_that_may_begin_before_the_tail_is_not_summed() {
        let date: NaiveDate = "2026-11-22".parse().unwrap();
        let row = |date, pain: u8| Entry { pain: pain.try_into().ok(), ..Entry::on(date) };
        let mut tail =
            Tail { entries: vec![row(date, 4), row(date, 5)], whole: true, is_unread: false };
        assert_eq!(day_of(&tail, date).unwrap().pain, Some(4.5));
        tail.whole = false;
        assert_eq!(day_of(&tail, date), None);
        tail.entries.insert(0, row(date.pred_opt().unwrap(), 9));
        assert_eq!(day_of(&tail, date).unwrap().pain, Some(4.5));
        // An earlier day is not reached by it.
        assert_eq!(day_of(&tail, date.pred_opt().unwrap()), None);
    }
}
