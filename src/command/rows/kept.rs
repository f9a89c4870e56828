//! Rows in the order of time, and no more of them in memory than are asked for.

use chrono::{NaiveDate, NaiveDateTime};

use crate::domain::{DayStart, Entry};

/// The last rows, or all.
#[derive(Debug)]
pub(in crate::command) struct Kept {
    rows: Vec<Entry>,
    last: Option<usize>,
    day_start: DayStart,
}

impl Kept {
    pub(in crate::command) const fn new(last: Option<usize>, day_start: DayStart) -> Self {
        Self {
            rows: Vec::new(),
            last,
            day_start,
        }
    }

    pub(in crate::command) fn add(&mut self, row: Entry) {
        self.rows.push(row);
        // Sorting at every doubling costs little, and holds a few more at most.
        if let Some(last) = self.last
            && self.rows.len() >= last.saturating_mul(2).saturating_add(1000)
        {
            self.cut_to(last);
        }
    }

    /// The rows kept, oldest first; rows of one moment as they came.
    pub(in crate::command) fn in_order(mut self) -> Vec<Entry> {
        self.cut_to(self.last.unwrap_or(usize::MAX));
        self.rows
    }

    fn cut_to(&mut self, last: usize) {
        let day_start = self.day_start;
        self.rows.sort_by_key(|row| moment(row, day_start));
        let surplus = self.rows.len().saturating_sub(last);
        self.rows.drain(..surplus);
    }
}

/// By day, then rows without a time, then by instant: the small hours come last.
pub(in crate::command) fn moment(
    row: &Entry,
    day_start: DayStart,
) -> (NaiveDate, Option<NaiveDateTime>) {
    (
        row.date,
        row.time.map(|time| day_start.instant(row.date, time)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::parse_clock;

    fn row(date: &str, time: &str, note: &str) -> Entry {
        Entry {
            time: parse_clock(time).ok(),
            note: note.to_owned(),
            ..Entry::on(date.parse().unwrap())
        }
    }

    fn notes(rows: &[Entry], last: Option<usize>, day_start: &str) -> String {
        let mut kept = Kept::new(last, day_start.parse().unwrap());
        rows.iter().cloned().for_each(|row| kept.add(row));
        kept.in_order()
            .iter()
            .map(|row| row.note.as_str())
            .collect()
    }

    #[test]
    fn rows_come_in_the_order_of_time() {
        let rows = [
            row("2026-11-22", "07:30", "e"),
            row("2026-11-21", "00:40", "d"),
            row("2026-11-21", "23:00", "c"),
            row("2026-11-21", "", "a"),
            row("2026-11-21", "", "b"),
            row("2026-11-22", "07:30", "f"),
        ];
        assert_eq!(notes(&rows, None, "04:00"), "abcdef");
        assert_eq!(notes(&rows, None, "00:00"), "abdcef");
        assert_eq!(notes(&rows, Some(3), "04:00"), "def");
        assert_eq!(notes(&rows, Some(1), "04:00"), "f");
        assert_eq!(notes(&rows, Some(99), "04:00"), "abcdef");
    }

    #[test]
    fn the_last_of_many_rows_are_held_in_little_memory() {
        let mut kept = Kept::new(Some(2), DayStart::default());
        for i in 0..50_000 {
            kept.add(row("2026-11-22", "", &i.to_string()));
            assert!(kept.rows.len() < 1004);
        }
        let rows = kept.in_order();
        let notes: Vec<_> = rows.iter().map(|row| row.note.as_str()).collect();
        assert_eq!(notes, ["49998", "49999"]);
    }
}
