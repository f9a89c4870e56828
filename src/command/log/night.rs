//! A record after midnight that may be meant for the day before.
//!
//! Pure: the instant, the record and the end of the log.

use chrono::{NaiveDateTime, Timelike};

use crate::domain::Entry;
use crate::store::Tail;

/// From this hour on nobody's day is the one before.
const MORNING: u32 = 4;

/// How to move the record of `row`, where it was made before four and the day
/// before has no pain yet, as far as `tail` tells.
pub(super) fn hint(now: NaiveDateTime, row: &Entry, tail: &Tail) -> Option<String> {
    let before = row.date.pred_opt()?;
    let is_night = now.hour() < MORNING && row.date == now.date();
    let reaches_back = tail.whole || tail.entries.iter().any(|row| row.date < before);
    let has_pain = tail
        .entries
        .iter()
        .any(|row| row.date == before && row.pain.is_some());
    (is_night && reaches_back && !has_pain).then(|| {
        format!(
            "this counts for {}. To move it to {}: backcare undo, then log it with -d yesterday; \
             or set day_starts_at in the config, to \"04:00\" for example",
            row.date.format("%A"),
            before.format("%A")
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(date: &str, pain: Option<u8>) -> Entry {
        Entry {
            pain: pain.and_then(|pain| pain.try_into().ok()),
            ..Entry::on(date.parse().unwrap())
        }
    }

    #[test]
    fn only_at_night_after_a_day_without_pain() {
        let today = row("2026-11-22", Some(4));
        let older = row("2026-11-20", Some(4));
        let stretched = row("2026-11-21", None);
        let painful = row("2026-11-21", Some(4));
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
            let tail = Tail {
                entries: rows.into_iter().cloned().collect(),
                whole,
                is_unread: false,
            };
            let instant = NaiveDateTime::parse_from_str(now, "%Y-%m-%dT%H:%M").unwrap();
            let hint = hint(instant, &today, &tail);
            assert_eq!(hint.is_some(), expected, "{now} {tail:?}");
            if let Some(hint) = hint {
                assert!(
                    hint.contains("Sunday") && hint.contains("to Saturday"),
                    "{hint}"
                );
            }
        }
    }
}
