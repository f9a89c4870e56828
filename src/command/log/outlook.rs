//! The verdict as far as the end of the log tells, before and after a record.
//!
//! Pure: the end of the log, the record and the day.

use chrono::{Datelike as _, NaiveDate};

use crate::analysis::{
    Diary, Period, Reason, Recorded, Report, Settings, Status, Verdict, verdict,
};
use crate::domain::{Entry, FIRST_YEAR};
use crate::log_file::Tail;

/// Days without a row after which the end of a file that is not ordered by date
/// cannot be told from a pause.
const PAUSE: i64 = 28;

/// What a record changes.
#[derive(Debug)]
pub struct Outlook {
    diary: Diary,
    settings: Settings,
    /// With the record, as far as the tail tells.
    pub verdict: Verdict,
    /// It is another answer than at the last entry.
    has_changed: bool,
    /// The whole log would give the same verdict.
    is_exact: bool,
    /// Something of the tail could not be read.
    is_unread: bool,
}

impl Outlook {
    /// `tail` is the end of the log before `rows` were added to it.
    pub fn new(tail: &Tail, rows: &[Entry], today: NaiveDate, settings: Settings) -> Self {
        // The day of a tail's first row may have begun before it.
        let known_from = match tail.entries.first() {
            Some(first) if !tail.whole => first.date.succ_opt().unwrap_or(first.date),
            _ => NaiveDate::MIN,
        };
        let known = || {
            let rows = tail.entries.iter();
            rows.filter(|row| (known_from..=today).contains(&row.date))
        };
        let last = known().map(|row| row.date).max();
        // As it stood at the last entry, and then with the record. No verdict needs what was
        // done on a day.
        let mut diary = Diary::new(last.unwrap_or(today)).with_details_from(NaiveDate::MAX);
        for row in known() {
            diary.add(row, 0);
        }
        let before = last.map(|_| verdict(&diary, settings));
        diary.as_of = diary.as_of.max(today);
        for row in rows {
            diary.add(row, 0);
        }
        let now = verdict(&diary, settings);
        let is_exact = tail.whole || {
            // Were an episode open when the known days begin, would it be the same?
            let mut open = Entry::on(known_from);
            open.began = known_from.pred_opt();
            let mut with_open = diary.clone();
            with_open.add(&open, 0);
            let pause = last.is_none_or(|last| (today - last).num_days() >= PAUSE);
            let start = verdict(&with_open, settings).start;
            !pause && start == now.start
        };
        Self {
            has_changed: before.is_some_and(|before| answer(&before) != answer(&now)),
            diary,
            settings,
            verdict: now,
            is_exact,
            is_unread: tail.is_unread
                || tail.entries.iter().any(|row| row.date > today || row.date.year() < FIRST_YEAR),
        }
    }

    /// The report of the day, but for what was done.
    pub fn report(&self) -> Report {
        Report::new(&self.diary, Period::Weeks(1), self.settings)
    }

    /// The urgent signs in force.
    pub fn urgent(&self) -> impl Iterator<Item = &Recorded> {
        let flags = self.verdict.red_flags.iter();
        flags.filter(|flag| flag.symptom.level().is_urgent())
    }

    /// Whether the verdict is worth a line: it asks to act, or it is another one
    /// than at the last entry. Nothing calm is said over what was not read.
    pub fn is_worth_saying(&self) -> bool {
        // High pain of twelve weeks asks for a doctor however it began.
        let is_sure = self.is_certain() || self.verdict.is_chronic();
        self.verdict.status.asks_to_act() && is_sure
            || self.has_changed && self.is_exact && !self.is_unread
    }

    /// Whether the whole log would say the same. What is recent is known; how long
    /// it has lasted, and how it began, may not be.
    fn is_certain(&self) -> bool {
        let lasts = |reason: &Reason| *reason >= Reason::LongLasting;
        let first = self.verdict.reasons.first();
        self.is_exact
            || self.verdict.status == Status::Urgent
            || first.is_some_and(|first| !lasts(first))
    }

    /// Whether the words of the whole report would be the same.
    pub fn has_exact_words(&self) -> bool {
        let is_urgent = self.verdict.status == Status::Urgent;
        self.is_certain() && (is_urgent || !self.is_unread)
    }
}

/// What makes one verdict another one, whatever its numbers.
fn answer(verdict: &Verdict) -> (Status, &[Reason], bool, bool) {
    let up_again = verdict.up_again.is_some();
    (verdict.status, &verdict.reasons, verdict.relapse, up_again)
}

/// Whether a reading of the record is strong, or well above the last one before.
pub fn is_strong(tail: &[Entry], rows: &[Entry]) -> bool {
    rows.iter().any(|row| {
        let earlier = tail.iter().filter(|entry| entry.date <= row.date);
        // Of several on one day the one that was written last.
        let last = earlier
            .filter_map(|entry| Some((entry.date, entry.pain?)))
            .enumerate()
            .max_by_key(|(at, (date, _))| (*date, *at))
            .map(|(_, (_, pain))| pain);
        row.pain.is_some_and(|pain| pain.is_strong_after(last))
    })
}

#[cfg(test)]
mod tests {
    use chrono::Days;

    use super::*;
    use crate::domain::Symptom;

    fn date(day: u64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + Days::new(day)
    }

    fn row(day: u64, pain: u8) -> Entry {
        Entry { pain: pain.try_into().ok(), ..Entry::on(date(day)) }
    }

    fn course(days: std::ops::Range<u64>, pain: u8) -> Vec<Entry> {
        days.map(|day| row(day, pain)).collect()
    }

    fn outlook(entries: Vec<Entry>, whole: bool, record: &Entry) -> Outlook {
        let tail = Tail { entries, whole, is_unread: false };
        let rows = std::slice::from_ref(record);
        Outlook::new(&tail, rows, record.date, Settings::default())
    }

    #[test]
    fn a_verdict_is_said_when_it_asks_to_act_or_has_changed() {
        let said = |day: u64| {
            let outlook = outlook(course(0..day, 5), true, &row(day, 5));
            (outlook.is_worth_saying(), outlook.verdict.status)
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
        assert!(!within.is_worth_saying());
        let long = outlook(course(0..100, 5), false, &row(100, 5));
        assert!(long.is_worth_saying() && !long.has_exact_words());
        let mut calm = course(0..40, 0);
        calm.extend(course(40..90, 5));
        let known = outlook(calm, false, &row(90, 5));
        assert!(known.is_worth_saying() && known.has_exact_words());
        // A log that was never quiet may hold an episode that is older.
        let mut low = Vec::new();
        for day in 0..60 {
            low.push(row(day, 1 + u8::from(day % 2 == 0)));
        }
        low.extend(course(60..110, 5));
        let unknown = outlook(low, false, &row(110, 5));
        assert!(!unknown.is_worth_saying());
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
    fn nothing_calm_is_said_over_what_was_not_read() {
        for is_unread in [false, true] {
            let said = (30..40).any(|day| {
                let mut entries = course(0..28, 6);
                entries.extend(course(28..day, 1));
                let tail = Tail { entries, whole: true, is_unread };
                let rows = [row(day, 1)];
                Outlook::new(&tail, &rows, date(day), Settings::default()).is_worth_saying()
            });
            assert_eq!(said, !is_unread);
        }
        // A slip in the year of an old row is no last entry.
        let mut slipped = course(0..20, 5);
        slipped.push(row(90_000, 5));
        assert!(!outlook(slipped, true, &row(20, 5)).is_worth_saying());
    }

    #[test]
    fn strong_pain_and_a_rise_are_noticed() {
        let strong = |before: &[(u64, u8)], day: u64, pain: u8| {
            let before: Vec<_> = before.iter().map(|(day, pain)| row(*day, *pain)).collect();
            is_strong(&before, &[row(day, pain)])
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
