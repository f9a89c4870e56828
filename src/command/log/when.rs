//! Which day and time a record counts for.

use anyhow::{Context as _, bail};
use chrono::{Datelike as _, NaiveDate, NaiveDateTime, NaiveTime};

use crate::domain::{DayStart, FIRST_YEAR, format_time, parse_clock, parse_day};

/// The clock as one command sees it.
#[derive(Debug, Clone, Copy)]
pub struct Clock {
    /// The local instant, to the minute.
    pub now: NaiveDateTime,
    /// When a new day begins.
    pub day_start: DayStart,
}

/// The day that a record counts for, and its time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    pub date: NaiveDate,
    pub time: Option<NaiveTime>,
}

impl Clock {
    /// The day that now counts for.
    pub fn today(self) -> NaiveDate {
        self.day_start.day_of(self.now)
    }

    /// Reads `--date` and `--time`; a moment to come is refused.
    pub fn moment(self, date: Option<&str>, time: Option<&str>) -> anyhow::Result<Moment> {
        let time = time.map(parse_clock).transpose().context("--time")?;
        let date = match date {
            Some(text) => self.past_day("--date", text)?,
            None => self.day_at(time),
        };
        if let Some(time) = time {
            self.refuse_future(date, time)?;
        }
        let is_today = date == self.today();
        Ok(Moment { date, time: time.or(is_today.then(|| self.now.time())) })
    }

    /// Where only a time is said, the day on which it was last that time: at
    /// ten in the morning a `--time 00:40` may belong to the day before.
    fn day_at(self, time: Option<NaiveTime>) -> NaiveDate {
        match time {
            Some(time) if time <= self.now.time() => {
                self.day_start.day_of(self.now.date().and_time(time))
            }
            _ => self.today(),
        }
    }

    /// Reads the day of an option; one to come is refused.
    fn past_day(self, option: &str, text: &str) -> anyhow::Result<NaiveDate> {
        let today = self.today();
        let date = parse_day(text, today).with_context(|| option.to_owned())?;
        if date > today {
            let early = if self.day_start.is_small_hours(self.now.time()) {
                format!(" (the new day begins at {})", self.day_start)
            } else {
                String::new()
            };
            bail!(
                "{option}: {date} is in the future; a day up to today, {today}{early}, is accepted"
            );
        }
        if date.year() < FIRST_YEAR {
            bail!("{option}: {date} is too long ago; a day from {FIRST_YEAR} on is accepted");
        }
        Ok(date)
    }

    fn refuse_future(self, date: NaiveDate, time: NaiveTime) -> anyhow::Result<()> {
        if self.day_start.instant(date, time) <= self.now {
            return Ok(());
        }
        if self.day_start.is_small_hours(time) && time <= self.now.time() {
            bail!(
                "--time: your day begins at {}, so {} on {date} is the night to come; \
                 for the night before, say --date yesterday",
                self.day_start,
                format_time(time)
            );
        }
        bail!(
            "--time: {} is in the future; a time up to now, {}, is accepted",
            format_time(time),
            format_time(self.now.time())
        );
    }

    /// Reads a day that lies on or before the record's own.
    pub fn day_before(self, text: &str, date: NaiveDate) -> anyhow::Result<NaiveDate> {
        let day = parse_day(text, self.today())?;
        if day > date {
            bail!(
                "{day} is after {date}, the day of this record; that day or an earlier one is accepted"
            );
        }
        Ok(day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clock(now: &str, day_start: &str) -> Clock {
        Clock {
            now: NaiveDateTime::parse_from_str(now, "%Y-%m-%dT%H:%M").unwrap(),
            day_start: day_start.parse().unwrap(),
        }
    }

    fn shown(clock: Clock, date: Option<&str>, time: Option<&str>) -> String {
        match clock.moment(date, time) {
            Ok(Moment { date, time }) => {
                format!("{date} {}", time.map(format_time).unwrap_or_default())
            }
            Err(error) => format!("{error:#}"),
        }
    }

    #[test]
    fn now_is_the_time_where_the_day_is_today() {
        let clock = clock("2026-11-22T07:30", "00:00");
        for (date, time, expected) in [
            (None, None, "2026-11-22 07:30"),
            (Some("today"), None, "2026-11-22 07:30"),
            (Some("2026-11-22"), None, "2026-11-22 07:30"),
            (Some("yesterday"), None, "2026-11-21 "),
            (Some("yesterday"), Some("23:00"), "2026-11-21 23:00"),
            (None, Some("07:30"), "2026-11-22 07:30"),
            (None, Some("0:05"), "2026-11-22 00:05"),
        ] {
            assert_eq!(shown(clock, date, time), expected, "{date:?} {time:?}");
        }
        for (date, time, named) in [
            (Some("2026-11-23"), None, "up to today, 2026-11-22"),
            (None, Some("07:31"), "up to now, 07:30"),
            (Some("today"), Some("23:59"), "up to now, 07:30"),
            (Some("someday"), None, "3 days ago"),
            (Some("1949-12-31"), None, "from 1950 on"),
            (None, Some("25:00"), "HH:MM"),
        ] {
            let error = shown(clock, date, time);
            assert!(error.contains(named), "{date:?} {time:?}: {error}");
        }
    }

    #[test]
    fn small_hours_belong_to_the_day_before() {
        let night = clock("2026-11-22T00:40", "04:00");
        for (date, time, expected) in [
            (None, None, "2026-11-21 00:40"),
            (Some("today"), None, "2026-11-21 00:40"),
            (Some("yesterday"), None, "2026-11-20 "),
            (None, Some("23:10"), "2026-11-21 23:10"),
            (None, Some("00:10"), "2026-11-21 00:10"),
            (Some("yesterday"), Some("01:00"), "2026-11-20 01:00"),
        ] {
            assert_eq!(shown(night, date, time), expected, "{date:?} {time:?}");
        }
        assert!(shown(night, None, Some("03:00")).contains("up to now, 00:40"));
        assert!(shown(night, Some("2026-11-22"), None).contains("begins at 04:00"));

        let morning = clock("2026-11-22T10:00", "04:00");
        assert_eq!(shown(morning, None, Some("02:00")), "2026-11-21 02:00");
        assert_eq!(shown(morning, None, Some("09:00")), "2026-11-22 09:00");
        assert!(shown(morning, None, Some("11:00")).contains("up to now"));
        assert!(shown(morning, Some("today"), Some("02:00")).contains("--date yesterday"));
    }
}
