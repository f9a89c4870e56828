//! Times of day as people and files write them, and the time at which a day begins.

use std::fmt;
use std::str::FromStr;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Timelike as _};

use super::Invalid;

/// The time at which a new day begins: what is recorded before it counts for
/// the day before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayStart(NaiveTime);

impl Default for DayStart {
    fn default() -> Self {
        Self(NaiveTime::MIN)
    }
}

impl DayStart {
    /// The day that an instant counts for.
    pub fn day_of(self, instant: NaiveDateTime) -> NaiveDate {
        if self.is_small_hours(instant.time()) {
            instant.date().pred_opt().unwrap_or(instant.date())
        } else {
            instant.date()
        }
    }

    /// The instant of a row: its time on its own day, or on the next calendar
    /// day when it was recorded before the new day began.
    pub fn instant(self, day: NaiveDate, time: NaiveTime) -> NaiveDateTime {
        if self.is_small_hours(time) {
            day.succ_opt().unwrap_or(day).and_time(time)
        } else {
            day.and_time(time)
        }
    }

    /// Whether a time of day still belongs to the day before.
    pub fn is_small_hours(self, time: NaiveTime) -> bool {
        time < self.0
    }
}

impl FromStr for DayStart {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let time = parse_time(text)?;
        if (time.hour(), time.minute()) > (12, 0) {
            let time = format_time(time);
            return Err(Invalid::new(format!(
                "a day that starts at {time} would hold most of the next one; 00:00 to 12:00 is \
                 accepted"
            )));
        }
        Ok(Self(time))
    }
}

impl fmt::Display for DayStart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&format_time(self.0))
    }
}

/// `HH:MM`, as the log has it.
pub fn format_time(time: NaiveTime) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// Reads a time of day as a file may have it: `7:30`, `07:30:00`, `7:30 AM`. Seconds are
/// dropped.
///
/// # Errors
/// On anything else.
pub fn spreadsheet_time(text: &str) -> Result<NaiveTime, Invalid> {
    let plain = plain_time(text);
    if plain.is_ok() {
        return plain;
    }
    let words = with_plain_halves(text);
    let has_minutes = words.split_once(':').is_some_and(|(_, rest)| {
        rest.as_bytes().get(..2).is_some_and(|minutes| minutes.iter().all(u8::is_ascii_digit))
    });
    let forms = ["%H:%M:%S%.f", "%I:%M %p", "%I:%M:%S%.f %p"];
    let mut times = forms.iter().filter_map(|form| NaiveTime::parse_from_str(&words, form).ok());
    match times.next().filter(|time| has_minutes && time.nanosecond() < 1_000_000_000) {
        Some(time) => NaiveTime::from_hms_opt(time.hour(), time.minute(), 0).ok_or(()).or(plain),
        None => plain,
    }
}

/// `7:30` or `07:30`, 24 hours.
fn plain_time(text: &str) -> Result<NaiveTime, Invalid> {
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0, |sum: u32, digit| {
            digit.is_ascii_digit().then(|| sum * 10 + u32::from(digit - b'0'))
        })
    };
    let (hour, minute) = match text.trim().as_bytes() {
        [hour @ .., b':', tens, ones] => (hour, [*tens, *ones]),
        _ => (&b""[..], [0; 2]),
    };
    let time = if matches!(hour.len(), 1 | 2) { number(hour).zip(number(&minute)) } else { None };
    time.and_then(|(hour, minute)| NaiveTime::from_hms_opt(hour, minute, 0)).ok_or_else(|| {
        Invalid::new(format!("{text:?} is not a time of day; try HH:MM, from 00:00 to 23:59"))
    })
}

/// In lower case, with `am` and `pm`; newer systems put a narrow no-break space before them.
fn with_plain_halves(text: &str) -> String {
    let words = text.trim().replace(['\u{202f}', '\u{a0}'], " ").to_lowercase();
    let words = words.replace("a. m.", "am").replace("p. m.", "pm");
    words.replace("a.m.", "am").replace("p.m.", "pm")
}

/// Reads a time of day as people type it: also `9am`, `0730`, `21h30`, `21h`, `7.30 pm`.
///
/// # Errors
/// On anything else, with the times that may be meant.
pub fn parse_time(text: &str) -> Result<NaiveTime, Invalid> {
    if let Ok(time) = spreadsheet_time(text) {
        return Ok(time);
    }
    let words = with_plain_halves(text).replace("uhr", "h");
    let words = words.trim().trim_start_matches("at ").replace("noon", "12pm");
    let words = words.replace(" h", "h").replace("h ", "h");
    let half = ["am", "pm"].into_iter().find(|half| words.ends_with(half)).unwrap_or("");
    let clock = words.trim_end_matches(half).trim_end().replace(['.', 'h'], ":");
    let is_number = clock.bytes().all(|byte| byte.is_ascii_digit());
    let clock = match clock.len() {
        3 | 4 if is_number => {
            format!("{}:{}", &clock[..clock.len() - 2], &clock[clock.len() - 2..])
        }
        1 | 2 if is_number && !half.is_empty() => format!("{clock}:00"),
        len if clock.ends_with(':') && clock.matches(':').count() > 1 => {
            clock[..len - 1].to_owned()
        }
        _ if clock.ends_with(':') => format!("{clock}00"),
        _ => clock,
    };
    if let Ok(time) = spreadsheet_time(format!("{clock} {half}").trim_end())
        && !clock.contains(' ')
    {
        return Ok(time);
    }
    let why = format!("{text:?} is not a time of day; 00:00 to 23:59 is accepted, also 9am");
    let meant = |clock: &str| plain_time(clock).ok().map(format_time);
    let afternoon = |hour: &str| match hour.parse() {
        Ok(hour @ 1..=11) => format!("{}:00", hour + 12),
        _ => String::new(),
    };
    let forms = match clock.split_once(':') {
        // `7`, `7:5`, `24:00`
        None => [format!("{clock}:00"), afternoon(&clock)],
        Some(("24", "00")) => ["00:00".to_owned(), String::new()],
        Some((hour, minute)) => [format!("{hour}:0{minute}"), format!("{hour}:{minute}0")],
    };
    Err(Invalid::new(why).try_instead(forms.iter().filter_map(|form| meant(form))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn small_hours_count_for_the_day_before() {
        let start: DayStart = "04:00".parse().unwrap();
        let at = |text: &str| NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").unwrap();
        assert_eq!(start.day_of(at("2026-11-22T00:40")), day("2026-11-21"));
        assert_eq!(start.day_of(at("2026-11-22T03:59")), day("2026-11-21"));
        assert_eq!(start.day_of(at("2026-11-22T04:00")), day("2026-11-22"));
        let late = plain_time("0:40").unwrap();
        assert_eq!(start.instant(day("2026-11-21"), late), at("2026-11-22T00:40"));
        assert_eq!(DayStart::default().day_of(at("2026-11-22T00:00")), day("2026-11-22"));
    }

    #[test]
    fn times_are_hours_and_minutes() {
        for (text, shown) in [("7:30", "07:30"), ("00:00", "00:00"), ("23:59", "23:59")] {
            assert_eq!(format_time(plain_time(text).unwrap()), shown);
        }
        for bad in ["", "24:00", "7", "7:5", "7:60", "+7:30", "07:30:00", "7:30 AM"] {
            assert!(plain_time(bad).is_err(), "{bad:?} was taken");
        }
        for (text, shown) in [
            ("9am", "09:00"),
            ("9 a.m.", "09:00"),
            ("12am", "00:00"),
            ("12 pm", "12:00"),
            ("7:30pm", "19:30"),
            ("7.30 PM", "19:30"),
            ("0730", "07:30"),
            ("21h30", "21:30"),
            ("21h", "21:00"),
            ("21.30", "21:30"),
            ("730", "07:30"),
            ("930pm", "21:30"),
            ("9.30 p. m.", "21:30"),
            ("at 7pm", "19:00"),
            ("19 Uhr", "19:00"),
            ("19.30 Uhr", "19:30"),
            ("21:15 h", "21:15"),
            ("19 h 30", "19:30"),
            ("noon", "12:00"),
            ("07:30:59", "07:30"),
        ] {
            assert_eq!(parse_time(text).map(format_time).as_deref(), Ok(shown), "{text}");
        }
        for (bad, meant) in [
            ("", ""),
            ("7", "try 07:00 or 19:00"),
            ("22", "try 22:00"),
            ("7:5", "try 07:05 or 07:50"),
            ("24:00", "try 00:00"),
            ("25:00", "is accepted"),
            ("13pm", "is accepted"),
            ("760", "is accepted"),
            ("soon", "is accepted"),
            ("h", "is accepted"),
            ("pm", "is accepted"),
            ("\u{661}am", "is accepted"),
        ] {
            let error = parse_time(bad).unwrap_err().to_string();
            assert!(error.contains(meant), "{bad}: {error}");
        }
    }
}
