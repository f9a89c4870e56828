//! B and R, and how the answer to them went from day to day.

use chrono::NaiveDate;

use super::diary::Score;
use super::report::{Episode, Flare, Sure, Window};
use super::rule::{
    BASELINE_DAYS, BASELINE_FEW, CLEAR, EASED_POINTS, EASED_SHARE, FEWEST, FLARE_APART, FLARE_GAP,
    FLARE_SPAN, FOUR_WEEKS, HIGH, LEVEL_DAYS, LEVEL_SPAN, LEVEL_WITHIN, MARGIN, RECENT_DAYS,
    STRONG, TWO_WEEKS, at_least, at_most, between, earliest, latest, shift, since, window,
};

/// B and R on one day, and how the answer went up to it.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact that the rule names")]
#[derive(Debug, Clone, Copy, Default)]
pub struct Windows {
    pub baseline: Option<Window>,
    pub recent: Option<Window>,
    /// B and R, where they can be compared.
    pub compared: Option<(f64, f64)>,
    /// R is high, with memory.
    pub high: bool,
    /// R is strong, with memory.
    pub strong: bool,
    /// Comparable and eased, with memory.
    pub eased: bool,
    /// It was eased on an earlier scored day.
    pub had_eased: bool,
    /// When it eased the last time, and from when on it was back after that.
    pub eased_on: Option<NaiveDate>,
    pub back_on: Option<NaiveDate>,
    /// The day on which it was last found no longer eased.
    pub ended_on: Option<NaiveDate>,
    /// The lowest R since it eased; `None` unless eased now.
    pub lowest: Option<f64>,
}

/// How far beyond a line the mean must go to change sides.
fn margin(was_beyond: Option<bool>) -> f64 {
    match was_beyond {
        None => 0.0,
        Some(true) => -MARGIN,
        Some(false) => MARGIN,
    }
}

/// The day from which on the score stood above `line` up to `day`, but for single days.
fn back_since(scores: &[Score], line: f64, day: NaiveDate) -> NaiveDate {
    let known = scores.partition_point(|score| score.date <= day);
    let days = scores.iter().take(known).rev();
    let mut above = day;
    let mut below = 0;
    for score in days {
        if score.value > line {
            (above, below) = (score.date, 0);
        } else if below == 1 {
            break;
        } else {
            below += 1;
        }
    }
    above
}

impl Windows {
    /// The windows as they stand at the end of `today`.
    pub fn of(scores: &[Score], episode: &Episode, today: NaiveDate) -> Self {
        let mut windows =
            Self { baseline: baseline(scores, episode.first_pain), ..Self::default() };
        let (mut high, mut strong, mut eased) = (None, None, None);
        let judged = since(scores, episode.compared_from());
        let before = scores.len() - judged.len();
        // Each day, and how many scores there are up to it.
        let days = judged.iter().zip(before + 1..).map(|(score, known)| (score.date, known));
        let unscored_today = judged.last().is_none_or(|last| last.date != today);
        for (day, known) in days.chain(unscored_today.then_some((today, scores.len()))) {
            windows.recent = recent(earliest(scores, known), episode.start, day);
            windows.compared = windows.comparison(episode, day);
            let Some(recent) = windows.recent else {
                continue;
            };
            high = Some(at_least(recent.mean, HIGH + margin(high)));
            strong = Some(at_least(recent.mean, STRONG + margin(strong)));
            if windows.compared.is_some() {
                let line = windows.eased_at();
                let is_eased = line.is_some_and(|line| at_most(recent.mean, line - margin(eased)));
                let before = windows.lowest.unwrap_or(f64::INFINITY);
                windows.lowest = is_eased.then(|| before.min(recent.mean));
                if is_eased && eased != Some(true) {
                    (windows.eased_on, windows.back_on) = (Some(day), None);
                } else if !is_eased && eased == Some(true) {
                    windows.back_on = line.map(|line| back_since(scores, line, day));
                    windows.ended_on = Some(day);
                }
                eased = Some(is_eased);
            }
            windows.had_eased |= day < today && eased == Some(true);
        }
        windows.high = windows.recent.is_some() && high == Some(true);
        windows.strong = windows.recent.is_some() && strong == Some(true);
        windows.eased = windows.compared.is_some() && eased == Some(true);
        windows
    }

    /// B and R of a day, where every recent day lies after every baseline day
    /// and four weeks are logged.
    fn comparison(&self, episode: &Episode, day: NaiveDate) -> Option<(f64, f64)> {
        let (baseline, recent) = self.baseline.zip(self.recent)?;
        let comparable = day >= episode.compared_from() && recent.from > baseline.to;
        comparable.then_some((baseline.mean, recent.mean))
    }

    /// The level at or below which it counts as eased.
    pub fn eased_at(&self) -> Option<f64> {
        let (baseline, _) = self.compared?;
        at_least(baseline, EASED_POINTS)
            .then(|| (EASED_SHARE * baseline).min(baseline - EASED_POINTS))
    }

    /// How sure the comparison is; `None` without a line.
    pub fn sure(&self) -> Option<Sure> {
        let distance = self.recent?.mean - self.eased_at()?;
        let is_clear = at_least(distance.abs(), CLEAR);
        Some(if is_clear { Sure::Clear } else { Sure::Close })
    }

    /// It eased once, and has stayed there since: the two weeks before the last four
    /// average what the last two do.
    pub fn is_level(&self, scores: &[Score], episode: &Episode, today: NaiveDate) -> bool {
        let first = shift(today, 1 - LEVEL_SPAN);
        let earlier = between(scores, first.max(episode.first_pain), shift(today, -FOUR_WEEKS));
        let Some((earlier, recent)) = window(earlier, LEVEL_DAYS).zip(self.recent) else {
            return false;
        };
        self.eased
            && at_most((earlier.mean - recent.mean).abs(), LEVEL_WITHIN)
            && self.ended_on.is_none_or(|ended| ended < first)
    }

    /// The flares of the last eight weeks, oldest first; none unless eased.
    pub fn flares(&self, scores: &[Score], today: NaiveDate) -> Vec<Flare> {
        let mut flares: Vec<Flare> = Vec::new();
        let Some(baseline) = self.baseline else {
            return flares;
        };
        if !self.eased {
            return flares;
        }
        let days = since(scores, shift(today, 1 - FLARE_SPAN).max(shift(baseline.to, 1)));
        let is_bad = |score: &Score| at_least(score.value, baseline.mean);
        let goes_on = |a: &Score, b: &Score| {
            is_bad(a) == is_bad(b) && (b.date - a.date).num_days() <= FLARE_GAP
        };
        for stretch in days.chunk_by(goes_on) {
            let [first, .., last] = stretch else {
                continue;
            };
            let apart = |before: &Flare| (first.date - before.to).num_days() >= FLARE_APART;
            if is_bad(first) && flares.last().is_none_or(apart) {
                let highest = stretch.iter().map(|score| score.value).fold(0.0, f64::max);
                flares.push(Flare { from: first.date, to: last.date, highest });
            }
        }
        flares
    }
}

/// The first 7 scored days of two weeks if they hold 4 or more, otherwise the
/// first 4 of four weeks.
pub fn baseline(scores: &[Score], first_pain: NaiveDate) -> Option<Window> {
    let span = |days| between(scores, first_pain, shift(first_pain, days - 1));
    let days = match span(TWO_WEEKS) {
        days if days.len() >= BASELINE_FEW => earliest(days, BASELINE_DAYS),
        _ => earliest(span(FOUR_WEEKS), BASELINE_FEW),
    };
    window(days, FEWEST)
}

/// The scored days of the last two weeks if they are 5 or more, otherwise the
/// latest 5 of four weeks: logging less must not switch the warning off. Never
/// before the episode's start. `scores` are those up to `day`.
fn recent(scores: &[Score], start: NaiveDate, day: NaiveDate) -> Option<Window> {
    let span = |days| since(scores, start.max(shift(day, 1 - days)));
    let days = match span(TWO_WEEKS) {
        days if days.len() >= RECENT_DAYS => days,
        _ => latest(span(FOUR_WEEKS), RECENT_DAYS),
    };
    window(days, FEWEST)
}
