//! Which question comes next: a pure function of what the end of the log tells
//! and of the answers so far.
//!
//! Knows nothing of terminals, wording or files.

use chrono::{Datelike, Days, NaiveDate};

use crate::domain::{DayStart, Pain, Symptom, Word};
use crate::store::Tail;

/// From here on the urgent signs are asked for, whatever came before.
const SEVERE: u8 = 7;
/// A rise of this much since the last reading asks for them too.
const RISE: u8 = 2;

/// What the end of the log tells of the days before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Known {
    /// Nothing has been recorded yet.
    pub(super) first: bool,
    /// The day before, where its pain was forgotten.
    pub(super) forgotten: Option<NaiveDate>,
    /// The latest reading of pain.
    pub(super) last: Option<Pain>,
    /// No pain was recorded yet in this week, Monday to Sunday.
    pub(super) new_week: bool,
}

/// Something to ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Question {
    /// The pain of a day that was forgotten.
    Forgotten(NaiveDate),
    /// The pain of the last 24 hours.
    Pain,
    /// When it began.
    Began,
    /// The urgent signs.
    Signs,
    /// Stretches, activities and whether there is a note.
    Done,
    /// How long and how far this activity was.
    Amounts(Word),
    /// A stretch that was not in the list.
    OtherStretch,
    /// An activity that was not in the list.
    OtherActivity,
    /// Free text.
    Note,
}

/// The answer to a question for a pain: `None` where it was skipped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rating(pub(super) Option<Pain>);

/// What was answered: `None` is not asked yet, an empty answer was one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Answers {
    pub(super) forgotten: Option<Rating>,
    pub(super) pain: Option<Rating>,
    pub(super) began: Option<NaiveDate>,
    pub(super) signs: Option<Vec<Symptom>>,
    pub(super) done: Option<Picked>,
    /// Activities with their amounts, as on the command line.
    pub(super) activities: Vec<String>,
    pub(super) other_stretch: Option<String>,
    pub(super) other_activity: Option<String>,
    pub(super) note: Option<String>,
}

/// What was ticked in the list of things done.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Picked {
    /// With their amounts, as on the command line.
    pub(super) stretches: Vec<String>,
    pub(super) activities: Vec<Word>,
    pub(super) other_stretch: bool,
    pub(super) other_activity: bool,
    pub(super) note: bool,
}

impl Known {
    /// What `tail` tells when `day` is asked about. A forgotten day before is
    /// looked for where `day` is today: who names a day means that day.
    pub(super) fn from(tail: &Tail, day: NaiveDate, is_today: bool, day_start: DayStart) -> Self {
        let rows = &tail.entries;
        let pains = || rows.iter().filter(|row| row.pain.is_some());
        let has_pain = |date| pains().any(|row| row.date == date);
        let monday = day - Days::new(u64::from(day.weekday().num_days_from_monday()));
        Self {
            first: tail.whole && rows.is_empty(),
            forgotten: day.pred_opt().filter(|before| {
                is_today
                    && rows.iter().any(|row| row.date < *before)
                    && !has_pain(*before)
                    && !has_pain(day)
            }),
            // Of one moment the one that stands last in the file.
            last: pains()
                .filter(|row| row.date <= day)
                .max_by_key(|row| {
                    let instant = row.time.map(|time| day_start.instant(row.date, time));
                    (row.date, instant)
                })
                .and_then(|row| row.pain),
            new_week: !pains().any(|row| monday <= row.date && row.date <= day),
        }
    }
}

/// The next question, until there is none.
pub(super) fn next(known: &Known, answers: &Answers) -> Option<Question> {
    if let (Some(date), None) = (known.forgotten, answers.forgotten) {
        return Some(Question::Forgotten(date));
    }
    let Some(Rating(pain)) = answers.pain else {
        return Some(Question::Pain);
    };
    if known.first && pain.is_some_and(|pain| pain.get() > 0) && answers.began.is_none() {
        return Some(Question::Began);
    }
    match &answers.signs {
        None if signs_are_due(known, answers) => return Some(Question::Signs),
        // What cannot wait is recorded and answered at once.
        Some(signs) if !signs.is_empty() => return None,
        _ => {}
    }
    let Some(done) = &answers.done else {
        return Some(Question::Done);
    };
    if let Some(activity) = done.activities.get(answers.activities.len()) {
        return Some(Question::Amounts(activity.clone()));
    }
    [
        (
            done.other_stretch && answers.other_stretch.is_none(),
            Question::OtherStretch,
        ),
        (
            done.other_activity && answers.other_activity.is_none(),
            Question::OtherActivity,
        ),
        (done.note && answers.note.is_none(), Question::Note),
    ]
    .into_iter()
    .find_map(|(due, question)| due.then_some(question))
}

/// On the first record, with the first pain of a week, and after a pain that is
/// severe or has risen. No trace is kept of a question that was answered with
/// "none": the rows decide, so that the same log always asks the same.
fn signs_are_due(known: &Known, answers: &Answers) -> bool {
    let mut last = known.last;
    let mut alarming = false;
    let ratings = [answers.forgotten, answers.pain];
    for pain in ratings.iter().flatten().filter_map(|rating| rating.0) {
        alarming |= pain.get() >= SEVERE
            || last.is_some_and(|last| pain.get() >= last.get().saturating_add(RISE));
        last = Some(pain);
    }
    known.first || known.new_week || alarming
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Entry, parse_clock};

    fn pain(value: u8) -> Option<Pain> {
        Pain::try_from(value).ok()
    }

    /// Rows such as `2026-11-20 07:00 5`; `-` stands for nothing.
    fn tail(rows: &[&str], whole: bool) -> Tail {
        let entries = rows
            .iter()
            .map(|row| {
                let mut parts = row.split(' ');
                let mut entry = Entry::on(parts.next().unwrap().parse().unwrap());
                entry.time = parts.next().and_then(|time| parse_clock(time).ok());
                entry.pain = parts.next().and_then(|pain| pain.parse().ok());
                entry
            })
            .collect();
        Tail { entries, whole }
    }

    /// The questions of a person who skips what can be skipped, and answers
    /// the others with what is given.
    fn asked(known: &Known, forgotten: Option<u8>, today: Option<u8>, signs: &[Symptom]) -> String {
        let mut answers = Answers::default();
        let mut asked = Vec::new();
        while let Some(question) = next(known, &answers) {
            asked.push(match question {
                Question::Forgotten(_) => {
                    answers.forgotten = Some(Rating(forgotten.and_then(pain)));
                    "forgotten"
                }
                Question::Pain => {
                    answers.pain = Some(Rating(today.and_then(pain)));
                    "pain"
                }
                Question::Began => {
                    answers.began = "2026-11-22".parse().ok();
                    "began"
                }
                Question::Signs => {
                    answers.signs = Some(signs.to_vec());
                    "signs"
                }
                Question::Done => {
                    answers.done = Some(Picked::default());
                    "done"
                }
                other => panic!("{other:?} was not due"),
            });
        }
        asked.join(" ")
    }

    // 2026-11-22 is a Sunday.
    const DAY: &str = "2026-11-22";

    #[test]
    fn the_log_and_the_answers_decide_what_is_asked() {
        let usual: &[&str] = &["2026-11-20 07:00 4", "2026-11-21 07:00 4"];
        let forgot: &[&str] = &["2026-11-20 07:00 4"];
        let sign = [Symptom::Fever];
        for (rows, yesterday, today, signs, expected) in [
            // The first log.
            (&[][..], None, Some(4), &[][..], "pain began signs done"),
            (&[], None, Some(0), &[], "pain signs done"),
            (&[], None, None, &[], "pain signs done"),
            (&[], None, Some(4), &sign, "pain began signs"),
            // The usual day.
            (usual, None, Some(4), &[], "pain done"),
            (usual, None, Some(5), &[], "pain done"),
            (usual, None, None, &[], "pain done"),
            // Severe, or risen by two.
            (usual, None, Some(6), &[], "pain signs done"),
            (usual, None, Some(7), &[], "pain signs done"),
            (usual, None, Some(7), &sign, "pain signs"),
            (
                &["2026-11-20 07:00 8", "2026-11-21 07:00 8"],
                None,
                Some(7),
                &[],
                "pain signs done",
            ),
            // Yesterday was forgotten; its answer is the last reading then.
            (forgot, None, Some(4), &[], "forgotten pain done"),
            (forgot, Some(4), Some(5), &[], "forgotten pain done"),
            (forgot, Some(2), Some(4), &[], "forgotten pain signs done"),
            (forgot, Some(5), Some(6), &[], "forgotten pain done"),
            (forgot, Some(6), Some(4), &[], "forgotten pain signs done"),
            (forgot, Some(7), Some(3), &[], "forgotten pain signs done"),
            // A reading of today: yesterday was offered before.
            (
                &["2026-11-20 07:00 4", "2026-11-22 06:00 4"],
                None,
                Some(4),
                &[],
                "pain done",
            ),
            // Yesterday has a stretch alone; yesterday is the first day.
            (
                &["2026-11-20 07:00 4", "2026-11-21 07:00 -"],
                None,
                Some(4),
                &[],
                "forgotten pain done",
            ),
            (
                &["2026-11-21 07:00 -"],
                None,
                Some(4),
                &[],
                "pain signs done",
            ),
            // Nothing yet in this week.
            (
                &["2026-11-15 07:00 4", "2026-11-21 07:00 -"],
                None,
                Some(4),
                &[],
                "forgotten pain signs done",
            ),
            // Days to come do not count.
            (
                &["2026-11-21 07:00 4", "2026-11-25 07:00 1"],
                None,
                Some(4),
                &[],
                "pain done",
            ),
        ] {
            let day = DAY.parse().unwrap();
            let known = Known::from(&tail(rows, true), day, true, DayStart::default());
            assert_eq!(
                asked(&known, yesterday, today, signs),
                expected,
                "{rows:?} {yesterday:?} {today:?} {signs:?}"
            );
        }
    }

    #[test]
    fn a_named_day_looks_at_no_other() {
        let rows = tail(&["2026-11-17 07:00 4"], true);
        let day = DAY.parse().unwrap();
        let known = Known::from(&rows, day, false, DayStart::default());
        assert_eq!(asked(&known, None, Some(4), &[]), "pain done");
    }

    #[test]
    fn a_monday_begins_a_week() {
        let rows = tail(&["2026-11-22 07:00 4"], true);
        for (day, new_week) in [("2026-11-22", false), ("2026-11-23", true)] {
            let known = Known::from(&rows, day.parse().unwrap(), true, DayStart::default());
            assert_eq!(known.new_week, new_week, "{day}");
        }
    }

    #[test]
    fn the_last_reading_is_the_latest_by_the_clock() {
        let rows = tail(
            &[
                "2026-11-21 00:40 6",
                "2026-11-21 23:00 3",
                "2026-11-20 23:30 9",
            ],
            true,
        );
        let day = DAY.parse().unwrap();
        for (day_start, last) in [("00:00", 3), ("04:00", 6)] {
            let known = Known::from(&rows, day, true, day_start.parse().unwrap());
            assert_eq!(known.last, pain(last), "{day_start}");
        }
    }

    #[test]
    fn a_long_log_is_no_first_one() {
        let day = DAY.parse().unwrap();
        let known = Known::from(&tail(&[], false), day, true, DayStart::default());
        assert!(!known.first);
    }

    #[test]
    fn what_was_ticked_is_asked_about_in_turn() {
        let word = |name| Word::lenient(name).unwrap();
        let known = Known::default();
        let mut answers = Answers {
            pain: Some(Rating(None)),
            done: Some(Picked {
                stretches: vec!["calf".to_owned()],
                activities: vec![word("run"), word("core")],
                other_stretch: true,
                other_activity: true,
                note: true,
            }),
            ..Answers::default()
        };
        assert_eq!(next(&known, &answers), Some(Question::Amounts(word("run"))));
        answers.activities.push("run:8km".to_owned());
        assert_eq!(
            next(&known, &answers),
            Some(Question::Amounts(word("core")))
        );
        answers.activities.push("core".to_owned());
        assert_eq!(next(&known, &answers), Some(Question::OtherStretch));
        answers.other_stretch = Some(String::new());
        assert_eq!(next(&known, &answers), Some(Question::OtherActivity));
        answers.other_activity = Some("row".to_owned());
        assert_eq!(next(&known, &answers), Some(Question::Note));
        answers.note = Some(String::new());
        assert_eq!(next(&known, &answers), None);
    }
}
