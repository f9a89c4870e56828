//! Minutes and kilometres as spreadsheets rewrite them: a decimal comma, or a
//! point that was taken for the sign between thousands.

use super::super::column::Column;

/// Reads the amounts of one file: all are shown first, then each is read.
#[derive(Debug, Default)]
pub(super) struct Amounts {
    /// An amount such as `2,5` was seen: here a comma is the point.
    comma: bool,
    /// An amount was seen that only a lost point explains.
    lost_point: bool,
}

/// More than this in one row did not happen: a day's minutes.
const MOST_MINUTES: u64 = 24 * 60;
/// Above what anybody has run in a day, and far above what they swim.
const MOST_ON_FOOT: u64 = 400;
/// Above what anybody has ridden in a day.
const MOST_KILOMETRES: u64 = 1100;

impl Amounts {
    /// Looks at an amount, and the activity that it belongs to.
    pub(super) fn show(&mut self, column: Column, text: &str, activity: &str) {
        self.comma |= has_short_comma(text);
        self.lost_point |= is_beyond(column, text, activity) && with_point(text).is_some();
    }

    /// The amount that `text` was before, where there is only one.
    pub(super) fn mended(&self, column: Column, text: &str, activity: &str) -> Option<String> {
        if let Some((whole, part)) = text.split_once(',') {
            let plain = format!("{whole}.{part}");
            let one_meaning = has_short_comma(text) || self.comma && part.len() == 3;
            return one_meaning
                .then(|| column.canonical(&plain, false))
                .flatten();
        }
        // Nobody holds one stretch for more than an hour and a half; beside a
        // point that is known to be lost, this one is, too.
        let long_stretch = column == Column::StretchMinutes
            && self.lost_point
            && text.parse().is_ok_and(|minutes: u64| minutes >= 100);
        if long_stretch || is_beyond(column, text, activity) {
            return with_point(text);
        }
        None
    }
}

/// Whether no day holds as much as this.
pub(super) fn is_beyond(column: Column, text: &str, activity: &str) -> bool {
    let most = match column {
        Column::StretchMinutes | Column::ActivityMinutes => MOST_MINUTES,
        Column::DistanceKm if matches!(activity, "run" | "walk" | "swim") => MOST_ON_FOOT,
        Column::DistanceKm => MOST_KILOMETRES,
        _ => return false,
    };
    let whole = text.split_once('.').map_or(text, |(whole, _)| whole);
    whole.parse::<u64>().is_ok_and(|whole| whole >= most) && text != most.to_string()
}

/// `2,5` and `12,25`: with one or two digits behind it, a comma parts no thousands.
fn has_short_comma(text: &str) -> bool {
    text.split_once(',').is_some_and(|(whole, part)| {
        let digits =
            |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        digits(whole) && digits(part) && part.len() <= 2
    })
}

/// `8047` with the point that it had: `8.047`. Three decimals that end in 0
/// were never written.
fn with_point(text: &str) -> Option<String> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0');
    if !digits || text.ends_with('0') {
        return None;
    }
    let thousandths: u64 = text.parse().ok()?;
    let text = format!("{}.{:03}", thousandths / 1000, thousandths % 1000);
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lost_point_is_found_where_nothing_else_explains_the_amount() {
        let amounts = Amounts::default();
        for (column, text, activity, expected) in [
            (Column::DistanceKm, "8047", "run", Some("8.047")),
            (Column::DistanceKm, "805", "walk", Some("0.805")),
            (Column::DistanceKm, "805", "bike", None),
            (Column::DistanceKm, "12345", "", Some("12.345")),
            (Column::DistanceKm, "8040", "run", None),
            (Column::ActivityMinutes, "1333", "run", None),
            (Column::ActivityMinutes, "44667", "run", Some("44.667")),
            (Column::StretchMinutes, "167", "", None),
            (Column::StretchMinutes, "2,5", "", Some("2.5")),
            (Column::StretchMinutes, "8,047", "", None),
            (Column::StretchMinutes, "2,x", "", None),
        ] {
            let mended = amounts.mended(column, text, activity);
            assert_eq!(mended.as_deref(), expected, "{column:?} {text} {activity}");
        }
    }

    #[test]
    fn the_whole_file_settles_the_rest() {
        let mut amounts = Amounts::default();
        amounts.show(Column::DistanceKm, "8047", "run");
        amounts.show(Column::StretchMinutes, "2,5", "");
        let mended = |text| amounts.mended(Column::StretchMinutes, text, "");
        assert_eq!(mended("167").as_deref(), Some("0.167"));
        assert_eq!(mended("45"), None);
        assert_eq!(mended("120"), None);
        assert_eq!(mended("8,047").as_deref(), Some("8.047"));
    }
}
