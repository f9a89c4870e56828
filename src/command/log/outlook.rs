//! The verdict as far as the end of the log tells, before and after a record.
//!
//! Pure: the end of the log, the record and the day.

use chrono::{Days, NaiveDate};

use crate::analysis::{
    Diary, Period, Reason, Recorded, Report, Settings, Status, Verdict, verdict,
};
use crate::domain::{Entry, Pain};
use crate::store::Tail;

/// Readings from which the urgent signs are named, and the rise that does so too.
const STRONG: u8 = 7;
const RISE: u8 = 2;

/// Days that must lie between the first day known and the start of an episode:
/// what came before could be a part of it.
const KNOWN_BEFORE: u64 = 28;

/// What a record changes.
#[derive(Debug)]
pub(super) struct Outlook {
    /// The report with the record, as far as the tail tells.
    pub(super) report: Report,
    before: Option<Verdict>,
    /// The whole log could say nothing else.
    is_exact: bool,
    /// A reading of 7 or more, or 2 above the one before it.
    pub(super) is_strong: bool,
}

impl Outlook {
    /// `tail` is the end of the log before `rows` were added to it.
    pub(super) fn new(tail: &Tail, rows: &[Entry], today: NaiveDate, settings: Settings) -> Self {
        let first = tail.entries.iter().map(|row| row.date).min();
        // The first day of a tail may have begun before it.
        let known_from = match first {
            Some(first) if !tail.whole => first.succ_opt().unwrap_or(first),
            _ => NaiveDate::MIN,
        };
        let known = tail.entries.iter().filter(|row| row.date >= known_from);
        let last = known.clone().map(|row| row.date).max();
        let before = last.map(|last| verdict(&diary(last, known.clone()), settings));
        let after = diary(today, known.chain(rows));
        let report = Report::new(&after, Period::Weeks(1), settings);
        let settled = known_from.checked_add_days(Days::new(KNOWN_BEFORE));
        let is_exact = tail.whole
            || report
                .verdict
                .start
                .is_some_and(|start| Some(start) > settled);
        Self {
            is_exact,
            before,
            is_strong: is_strong(&tail.entries, rows),
            report,
        }
    }

    /// The urgent signs in force.
    pub(super) fn urgent(&self) -> impl Iterator<Item = &Recorded> {
        let flags = self.report.verdict.red_flags.iter();
        flags.filter(|flag| flag.symptom.level().is_urgent())
    }

    /// Whether the verdict is worth a line: it asks to act, or it is another one
    /// than at the last entry.
    pub(super) fn is_worth_saying(&self) -> bool {
        let now = &self.report.verdict;
        let answer = |verdict: &Verdict| {
            let up_again = verdict.up_again.is_some();
            (
                verdict.status,
                verdict.reasons.clone(),
                verdict.relapse,
                up_again,
            )
        };
        let changed = |before| answer(before) != answer(now);
        now.status.asks_to_act() || self.is_exact && self.before.as_ref().is_some_and(changed)
    }

    /// Whether the words of the whole report would be the same. What is recent is
    /// known for certain; how long it has lasted may not be.
    pub(super) fn has_exact_words(&self) -> bool {
        let lasts = |reason: &Reason| *reason >= Reason::LongLasting;
        let verdict = &self.report.verdict;
        self.is_exact
            || verdict.status == Status::Urgent
            || verdict.reasons.first().is_some_and(|first| !lasts(first))
    }
}

fn diary<'a>(as_of: NaiveDate, rows: impl Iterator<Item = &'a Entry>) -> Diary {
    let mut diary = Diary::new(as_of);
    rows.for_each(|row| diary.add(row, 0));
    diary
}

/// Whether a reading of the record is strong, or well above the last one before.
fn is_strong(tail: &[Entry], rows: &[Entry]) -> bool {
    rows.iter().any(|row| {
        let Some(pain) = row.pain.map(Pain::get) else {
            return false;
        };
        let earlier = tail.iter().filter(|entry| entry.date <= row.date);
        // Of several on one day the one that was written last.
        let last = earlier
            .filter_map(|entry| Some((entry.date, entry.pain?.get())))
            .enumerate()
            .max_by_key(|(at, (date, _))| (*date, *at));
        pain >= STRONG || last.is_some_and(|(_, (_, last))| pain >= last.saturating_add(RISE))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Symptom;

    fn date(day: u64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + Days::new(day)
    }

    fn row(day: u64, pain: u8) -> Entry {
        Entry {
            pain: pain.try_into().ok(),
            ..Entry::on(date(day))
        }
    }

    fn course(days: std::ops::Range<u64>, pain: u8) -> Vec<Entry> {
        days.map(|day| row(day, pain)).collect()
    }

    fn outlook(entries: Vec<Entry>, whole: bool, record: &Entry) -> Outlook {
        let tail = Tail { entries, whole };
        let rows = std::slice::from_ref(record);
        Outlook::new(&tail, rows, record.date, Settings::default())
    }

    #[test]
    fn a_verdict_is_said_when_it_asks_to_act_or_has_changed() {
        let said = |day: u64| {
            let outlook = outlook(course(0..day, 5), true, &row(day, 5));
            (outlook.is_worth_saying(), outlook.report.verdict.status)
        };
        assert_eq!(said(0), (false, Status::Early));
        assert_eq!(said(1), (false, Status::Early));
        assert_eq!(said(28), (true, Status::Checkpoint));
        assert_eq!(said(29), (false, Status::Checkpoint));
        for day in 42..50 {
            assert_eq!(said(day), (true, Status::Consult));
        }
    }

    #[test]
    fn a_tail_that_begins_within_an_episode_does_not_tell_how_long_it_lasts() {
        let within = outlook(course(0..60, 5), false, &row(60, 5));
        assert!(within.is_worth_saying() && !within.has_exact_words());
        let mut calm = course(0..40, 0);
        calm.extend(course(40..90, 5));
        let known = outlook(calm, false, &row(90, 5));
        assert!(known.is_worth_saying() && known.has_exact_words());
        // A change of what is not known for certain is not said.
        let early = outlook(course(0..28, 5), false, &row(28, 5));
        assert!(!early.is_worth_saying());
        let mut sign = row(60, 5);
        sign.symptoms = vec![Symptom::Fever];
        let urgent = outlook(course(0..60, 5), false, &sign);
        assert!(urgent.has_exact_words());
        assert_eq!(urgent.urgent().count(), 1);
    }

    #[test]
    fn strong_pain_and_a_rise_are_noticed() {
        let strong = |before: &[(u64, u8)], day: u64, pain: u8| {
            let before = before.iter().map(|(day, pain)| row(*day, *pain)).collect();
            outlook(before, true, &row(day, pain)).is_strong
        };
        assert!(strong(&[], 0, 7));
        assert!(!strong(&[], 0, 6));
        assert!(strong(&[(0, 4)], 1, 6));
        assert!(!strong(&[(0, 5)], 1, 6));
        // The last reading before, not the highest, and not a later one.
        assert!(strong(&[(0, 6), (1, 2)], 2, 4));
        assert!(!strong(&[(1, 2), (0, 6)], 0, 6));
        assert!(strong(&[(0, 5), (0, 3)], 1, 5));
    }
}
