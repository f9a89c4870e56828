//! Which question comes next: a pure function of what the end of the log tells
//! and of the answers so far.
//!
//! Knows nothing of terminals, wording or files.

use chrono::{Datelike, Days, NaiveDate};

use crate::domain::{DayStart, Done, Pain, Symptom, Word};
use crate::log_file::Tail;

/// What the end of the log tells of the days before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// Nothing has been recorded yet.
    pub first: bool,
    /// The day before, where its pain was forgotten.
    pub forgotten: Option<NaiveDate>,
    /// The latest reading of pain.
    pub last: Option<Pain>,
    /// No pain was recorded yet in this week, Monday to Sunday.
    pub new_week: bool,
}

/// Something to ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
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
pub struct Rating(pub Option<Pain>);

/// What was answered: `None` is not asked yet, an empty answer was one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers {
    pub forgotten: Option<Rating>,
    pub pain: Option<Rating>,
    pub began: Option<NaiveDate>,
    pub signs: Option<Vec<Symptom>>,
    pub done: Option<Picked>,
    /// Activities with their amounts, as on the command line.
    pub activities: Vec<Done>,
    pub other_stretch: Option<Option<Done>>,
    pub other_activity: Option<Option<Done>>,
    pub note: Option<String>,
}

/// What was ticked in the list of things done.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Picked {
    /// With their amounts, as on the command line.
    pub stretches: Vec<Done>,
    pub activities: Vec<Word>,
    pub other_stretch: bool,
    pub other_activity: bool,
    pub note: bool,
}

impl Known {
    /// What `tail` tells when `day` is asked about. A forgotten day before is
    /// looked for where `day` is today: who names a day means that day.
    pub fn from(tail: &Tail, day: NaiveDate, is_today: bool, day_start: DayStart) -> Self {
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
pub fn next(known: &Known, answers: &Answers) -> Option<Question> {
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
        (done.other_stretch && answers.other_stretch.is_none(), Question::OtherStretch),
        (done.other_activity && answers.other_activity.is_none(), Question::OtherActivity),
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
        alarming |= pain.is_strong_after(last);
        last = Some(pain);
    }
    known.first || known.new_week || alarming
}
