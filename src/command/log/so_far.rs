//! The day so far, as far as the end of the log tells.

use chrono::NaiveDate;

use crate::analysis::{DaySummary, Diary, day};
use crate::store::Tail;

/// What `date` holds; `None` where its rows may reach back beyond the tail.
pub(in crate::command) fn so_far(tail: &Tail, date: NaiveDate) -> Option<DaySummary> {
    let reaches_back = tail.whole || tail.entries.iter().any(|row| row.date < date);
    reaches_back.then(|| {
        let mut diary = Diary::new(date);
        for row in tail.entries.iter().filter(|row| row.date == date) {
            diary.add(row, 0);
        }
        day(&diary, date)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Entry;

    #[test]
    fn a_day_that_may_begin_before_the_tail_is_not_summed() {
        let date: NaiveDate = "2026-11-22".parse().unwrap();
        let row = |date, pain: u8| Entry {
            pain: pain.try_into().ok(),
            ..Entry::on(date)
        };
        let mut tail = Tail {
            entries: vec![row(date, 4), row(date, 5)],
            whole: true,
            is_unread: false,
        };
        assert_eq!(so_far(&tail, date).unwrap().pain, Some(4.5));
        tail.whole = false;
        assert_eq!(so_far(&tail, date), None);
        tail.entries.insert(0, row(date.pred_opt().unwrap(), 9));
        assert_eq!(so_far(&tail, date).unwrap().pain, Some(4.5));
        // An earlier day is not reached by it.
        assert_eq!(so_far(&tail, date.pred_opt().unwrap()), None);
    }
}
