//! The rule's answer: has the logged pain eased since this episode began?
//!
//! A pure function of the diary and two settings.

use chrono::{Days, NaiveDate};

use super::diary::Diary;
use super::episode::walk;
use super::reasons::{Case, symptoms};
use super::report::{Episode, Reason, Report, Settings, Status, Turn, Verdict};
use super::rule::{
    CHRONIC_DAYS, FOUR_WEEKS, HIGH, MARGIN, PAIN, PEAK, TWO_WEEKS, UNDER_CARE_DAYS, UP_AGAIN,
    UP_AGAIN_DAYS, WEEK, WORSE_BEFORE_MANY,
};
use super::scores::{Score, at_least, at_most, day_number, latest, scores, since, window};
use super::windows::{Span, Windows};
use crate::domain::Level;

/// The verdict on a diary as of its day.
pub fn verdict(diary: &Diary, settings: Settings) -> Verdict {
    judge(diary, &scores(diary), settings)
}

/// The verdict; `scores` are the diary's.
pub fn judge(diary: &Diary, scores: &[Score], settings: Settings) -> Verdict {
    let today = day_number(diary.as_of());
    let walk = walk(diary, scores);
    let visit = diary.seen().map(day_number);
    let start = walk.start.map(day_number);
    let span = start.and_then(|start| {
        let pain = |score: &&Score| at_least(score.value, PAIN);
        let first_pain = since(scores, start).iter().find(pain)?;
        Some((start, first_pain))
    });
    let episode = walk.start.zip(span).map(|(start, (day, pain))| Episode {
        start,
        first_pain: pain.date,
        elapsed_days: i64::from(today - day),
        logged_days: i64::from(today - pain.day),
        began_before_log: diary.first().is_some_and(|first| start < first),
        after_gap: walk.after_gap,
    });
    let span = span.map(|(start, pain)| Span { start, first_pain: pain.day });
    let windows = span.map_or_else(Windows::default, |span| Windows::of(scores, span, today));
    let due_after = i64::from(settings.consult_after_weeks) * 7;
    let case = Case {
        today,
        scores,
        visit,
        span,
        windows,
        due: span.is_some_and(|span| i64::from(today - span.start) >= due_after),
    };

    let mut red_flags = symptoms(diary, |date, symptom| case.is_red_flag(date, symptom));
    // The most urgent first, and among those the latest.
    red_flags.sort_by_key(|flag| (flag.symptom.level(), std::cmp::Reverse(flag.date)));
    let (severe, worsening) = (case.severe(), case.worsening());
    let reasons: Vec<Reason> = [
        (!red_flags.is_empty()).then_some(Reason::RedFlag),
        severe.map(|_| Reason::Severe),
        worsening.map(|_| Reason::Worsening),
        case.lasting(),
    ]
    .into_iter()
    .flatten()
    .collect();
    let urgent = red_flags.iter().any(|flag| flag.symptom.level() != Level::Doctor);
    let lately = since(scores, today - (FOUR_WEEKS - 1)).len();

    Verdict {
        status: status(&case, &reasons, urgent, start, lately > 0),
        reasons,
        episode,
        baseline: windows.baseline,
        recent: windows.recent,
        symptoms: symptoms(diary, |date, symptom| {
            episode.is_some_and(|episode| date >= episode.start) || case.is_red_flag(date, symptom)
        }),
        red_flags,
        seen: diary.seen(),
        relapse: windows.had_eased && windows.compared.is_some() && !windows.eased,
        comparable: windows.compared.is_some(),
        high: windows.high,
        eased: windows.eased,
        due: case.due,
        change: windows.compared.map(|(baseline, recent)| recent - baseline),
        change_percent: windows
            .compared
            .filter(|(baseline, _)| *baseline > 0.0)
            .map(|(baseline, recent)| (recent - baseline) / baseline * 100.0),
        eased_at: windows.eased_at(),
        sure: windows.sure(),
        up_again: up_again(&case),
        severe,
        worsening,
        peak: peak(diary, scores, today),
        last_score: scores.last().map(|score| (score.date, score.value)),
        scores_in_28: u32::try_from(lately).unwrap_or(u32::MAX),
        after_gap: walk.after_gap,
        start: walk.start,
    }
}

/// The first status that holds. `lately`: the last 28 days have a score.
fn status(
    case: &Case<'_>,
    reasons: &[Reason],
    urgent: bool,
    start: Option<i32>,
    lately: bool,
) -> Status {
    if urgent {
        return Status::Urgent;
    }
    if !reasons.is_empty() {
        return if answered_by_visit(case, reasons, start) {
            Status::UnderCare
        } else {
            Status::Consult
        };
    }
    let Some(span) = case.span else {
        let scored = |start| !since(case.scores, start).is_empty();
        return if lately && start.is_none_or(scored) {
            Status::PainFree
        } else {
            Status::NotEnoughData
        };
    };
    if case.today - span.start < FOUR_WEEKS {
        Status::Early
    } else if case.windows.recent.is_none() {
        Status::NotEnoughData
    } else if case.windows.eased {
        Status::Easing
    } else if case.windows.high {
        Status::Checkpoint
    } else {
        Status::Mild
    }
}

/// Whether the only reason is that it lasts, and a clinician has seen this
/// episode less than six weeks ago. New symptoms and worse pain are never
/// answered by an earlier visit.
fn answered_by_visit(case: &Case<'_>, reasons: &[Reason], start: Option<i32>) -> bool {
    let lasts = |reason: &Reason| *reason >= Reason::LongLasting;
    reasons.iter().all(lasts)
        && case
            .visit
            .zip(start)
            .is_some_and(|(visit, start)| visit >= start && case.today - visit < UNDER_CARE_DAYS)
}

/// The lowest R since it eased and the mean of the last three scored days, where
/// all lie within this week and their mean is 1.5 or more above it.
fn up_again(case: &Case<'_>) -> Option<(f64, f64)> {
    let lowest = case.windows.lowest.filter(|_| case.windows.eased)?;
    let days = latest(since(case.scores, case.today - (WEEK - 1)), UP_AGAIN_DAYS);
    let mean = window(days)?.mean;
    (days.len() == UP_AGAIN_DAYS && at_least(mean - lowest, UP_AGAIN)).then_some((lowest, mean))
}

/// The day of the last two weeks with the highest score, the latest of them,
/// where a reading of 4 or more is at most a week old.
fn peak(diary: &Diary, scores: &[Score], today: i32) -> Option<(NaiveDate, f64)> {
    let reached = diary.days().any(|(date, day)| {
        let highest = day.readings.band.map(|band| band.max.get());
        today - day_number(date) <= WEEK && highest.is_some_and(|highest| highest >= PEAK)
    });
    let days = since(scores, today - (TWO_WEEKS - 1));
    let highest = days.iter().max_by(|a, b| a.value.total_cmp(&b.value))?;
    reached.then_some((highest.date, highest.value))
}

fn after(date: NaiveDate, days: i32) -> NaiveDate {
    let days = u64::try_from(days).unwrap_or_default();
    date.checked_add_days(Days::new(days)).unwrap_or(date)
}

impl Episode {
    /// Whole weeks since it began.
    pub const fn weeks(&self) -> i64 {
        self.elapsed_days / 7
    }

    /// The first day on which it is judged, four weeks after its start.
    pub fn judged_from(&self) -> NaiveDate {
        after(self.start, FOUR_WEEKS)
    }

    /// The first day on which its start can be compared with, four weeks after
    /// the first logged pain.
    pub fn compared_from(&self) -> NaiveDate {
        after(self.first_pain, FOUR_WEEKS)
    }
}

impl Verdict {
    /// The day up to which a visit answers for pain that lasts; `None` unless
    /// under care.
    pub fn care_until(&self) -> Option<NaiveDate> {
        self.seen
            .filter(|_| self.status == Status::UnderCare)
            .map(|seen| after(seen, UNDER_CARE_DAYS))
    }

    /// How far R is above the line, in points; below it, negative.
    pub fn above_line(&self) -> Option<f64> {
        Some(self.recent?.mean - self.eased_at?)
    }

    /// The recent mean at which the answer turns; `None` where no comparison
    /// decides it.
    pub fn turns_at(&self) -> Option<Turn> {
        let line = self.eased_at?;
        let chronic = self.is_chronic();
        let no_longer_high = HIGH - MARGIN;
        if self.eased && chronic && !self.high {
            Some(Turn::Above((line + MARGIN).min(HIGH + MARGIN)))
        } else if self.eased && !chronic {
            Some(Turn::Above(line + MARGIN))
        } else if self.high && chronic {
            Some(Turn::AtMost(no_longer_high))
        } else if self.high {
            Some(Turn::AtMost((line - MARGIN).max(no_longer_high)))
        } else {
            None
        }
    }

    /// Whether the episode is 12 weeks old.
    pub fn is_chronic(&self) -> bool {
        self.episode.is_some_and(|episode| episode.elapsed_days >= i64::from(CHRONIC_DAYS))
    }

    /// Whether R has crossed the line, and not so far that the answer has turned.
    pub fn is_between(&self) -> bool {
        self.above_line().is_some_and(|distance| {
            if self.eased { !at_most(distance, 0.0) } else { at_most(distance, 0.0) }
        })
    }

    /// Whether a rise of 1.5 points was enough to call it worse.
    pub fn worse_by_less(&self) -> bool {
        self.worsening.is_some_and(|(_, before)| before.days >= WORSE_BEFORE_MANY)
    }

    /// Whether the latest score is 3 or more.
    pub fn last_is_high(&self) -> bool {
        self.last_score.is_some_and(|(_, score)| at_least(score, HIGH))
    }

    /// Whether the recent mean is 1 or less.
    pub fn is_nearly_gone(&self) -> bool {
        self.recent.is_some_and(|recent| at_most(recent.mean, 1.0))
    }
}

impl Report {
    /// Days from `date` to the report's day.
    pub fn days_since(&self, date: NaiveDate) -> i64 {
        (self.as_of - date).num_days()
    }
}
