//! The warning rule, with every number of it: docs/warning-rule.md.
//!
//! A pure function of the diary and two settings. In the order of that page: the
//! episode, the windows, the reasons, the status.

use std::cmp::Reverse;

use chrono::{NaiveDate, TimeDelta};

use super::diary::{Diary, Score};
use super::report::{
    Episode, Over, Reason, Recorded, Report, Settings, Status, Sure, Turn, Verdict, Window,
};
use crate::domain::{Level, Symptom};

const WEEK: i64 = 7;
const TWO_WEEKS: i64 = 14;
const FOUR_WEEKS: i64 = 28;

/// A score from which a day has pain.
const PAIN: f64 = 2.0;
/// Days in a row without a word that close an episode: after a month of silence
/// the log cannot tell whether it is the same pain.
const HOLE: i64 = FOUR_WEEKS;

/// A quiet month: its days, the scored days that it needs, and how far back the
/// first of them lies.
const QUIET_DAYS: i64 = FOUR_WEEKS;
const QUIET_SCORES: usize = 4;
const QUIET_SPAN: i64 = 20;
/// At most one in so many of its days has pain, and at most one is bad.
const QUIET_BAD_SHARE: usize = 8;
const BAD: f64 = 4.0;

/// Fewer scored days than this are no mean to rely on.
const FEWEST: usize = 3;
/// Scored days of a baseline, and of one in a sparse log.
const BASELINE_DAYS: usize = 7;
const BASELINE_FEW: usize = 4;
/// Scored days that are enough of two weeks.
const RECENT_DAYS: usize = 5;

/// Eased: a fall to 70% (Farrar, Pain 2001; Ostelo, Spine 2008), and by a point.
const EASED_SHARE: f64 = 0.7;
const EASED_POINTS: f64 = 1.0;
/// The recent mean from which time alone is a reason to ask.
const HIGH: f64 = 3.0;
/// High and eased change sides only so far beyond their line.
const MARGIN: f64 = 0.25;
/// So far from the line the answer is clear.
const CLEAR: f64 = 1.0;
/// So far above the lowest mean since it eased, pain is up again.
const UP_AGAIN: f64 = 1.5;
/// Scored days of the last week that say so.
const UP_AGAIN_DAYS: usize = 3;

/// Twelve weeks: from here on pain is called chronic.
const CHRONIC_DAYS: i64 = 84;
/// Days that a visit answers the reasons that come of time alone.
const UNDER_CARE_DAYS: i64 = 42;

/// The level of `severe`, and the scored days that each of its weeks needs.
const SEVERE: f64 = 7.0;
const SEVERE_DAYS: usize = 3;

/// The level of `worsening`, the days back at which its two spans begin, and the
/// scored days that each needs.
const WORSE_LEVEL: f64 = 5.0;
const WORSE_NOW_FIRST: i64 = 20;
const WORSE_NOW_DAYS: usize = 5;
const WORSE_BEFORE_FIRST: i64 = 62;
const WORSE_BEFORE_DAYS: usize = 7;
/// The rise that counts as worse, and the smaller one that counts over so many
/// scored days before.
const WORSE_RISE: f64 = 2.0;
const WORSE_SMALL_RISE: f64 = 1.5;
const WORSE_BEFORE_MANY: u32 = 20;

/// A reading from which `pain-free` gives the scores of the last two weeks.
const PEAK: u8 = 4;

/// Means are sums of fractions: two that are equal on paper may differ by less
/// than this.
const TOLERANCE: f64 = 1e-9;

/// Whether `a` is `b` or more.
pub fn at_least(a: f64, b: f64) -> bool {
    a >= b - TOLERANCE
}

/// Whether `a` is `b` or less.
pub fn at_most(a: f64, b: f64) -> bool {
    a <= b + TOLERANCE
}

/// The day so many days later, or earlier where they are negative.
pub fn shift(date: NaiveDate, days: i64) -> NaiveDate {
    let end = if days < 0 { NaiveDate::MIN } else { NaiveDate::MAX };
    date.checked_add_signed(TimeDelta::days(days)).unwrap_or(end)
}

/// The scores of the days `first` to `last`, both included.
pub fn between(scores: &[Score], first: NaiveDate, last: NaiveDate) -> &[Score] {
    let (head, _) = scores.split_at(scores.partition_point(|score| score.date <= last));
    since(head, first)
}

/// The scores of the day `first` and the days after it. Searched from the end: they are
/// few, mostly.
pub fn since(scores: &[Score], first: NaiveDate) -> &[Score] {
    let days = scores.iter().rev().take_while(|score| score.date >= first);
    latest(scores, days.count())
}

fn latest(scores: &[Score], count: usize) -> &[Score] {
    let (_, tail) = scores.split_at(scores.len().saturating_sub(count));
    tail
}

fn earliest(scores: &[Score], count: usize) -> &[Score] {
    let (head, _) = scores.split_at(scores.len().min(count));
    head
}

/// The mean of scores; `None` under `fewest` of them.
pub fn window(scores: &[Score], fewest: usize) -> Option<Window> {
    let (first, last) = (scores.first()?, scores.last()?);
    let sum: f64 = scores.iter().map(|score| score.value).sum();
    (scores.len() >= fewest).then(|| Window {
        mean: sum / scores.len() as f64,
        days: u32::try_from(scores.len()).unwrap_or(u32::MAX),
        from: first.date,
        to: last.date,
    })
}

/// The open episode during the walk over the days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct EpisodeState {
    /// S: the start of the open episode.
    start: Option<NaiveDate>,
    /// A hole closed an open episode, and since then neither a `began` was read
    /// nor a day was quiet.
    after_gap: bool,
}

impl EpisodeState {
    fn hole(&mut self) {
        self.after_gap |= self.start.is_some();
        self.start = None;
    }
}

/// Walks the diary's days that have a score or a `began`. `scores` are the diary's.
/// Gives the open episode, and where none is the last one that a quiet month ended: its
/// start, and the day on which it was over.
fn walk(diary: &Diary, scores: &[Score]) -> (EpisodeState, Option<(NaiveDate, NaiveDate)>) {
    let mut state = EpisodeState::default();
    let mut over = None;
    let mut before: Option<NaiveDate> = None;
    let mut last_began: Option<NaiveDate> = None;
    let mut passed = 0;
    for (day, facts) in diary.days() {
        let score = facts.score();
        if score.is_none() && facts.began.is_none() {
            continue;
        }
        if before.is_some_and(|before| (day - before).num_days() > HOLE) {
            state.hole();
        }
        before = Some(day);
        if let Some(began) = facts.began {
            // The user's word moves a start back, never forward.
            state.start = Some(state.start.map_or(began, |start| start.min(began)));
            state.after_gap = false;
            last_began = Some(day);
        }
        if score.is_none() {
            continue;
        }
        passed += 1;
        let so_far = earliest(scores, passed);
        let opened = match state.start {
            Some(_) => None,
            None => opening(since(so_far, shift(day, 1 - WEEK))),
        };
        // The search for a quiet month costs time: only where it changes something.
        let would_change = opened.is_some() || state != EpisodeState::default();
        if would_change && is_quiet(so_far, day, last_began) {
            over = state.start.map(|start| (start, day)).or(over);
            state = EpisodeState::default();
        } else if opened.is_some() {
            state.start = opened;
        }
    }
    if before.is_some_and(|before| (diary.as_of - before).num_days() >= HOLE) {
        state.hole();
    }
    (state, over.filter(|_| state == EpisodeState::default()))
}

/// The start of an episode that the scored days of one week open: their mean is
/// 2 or more. One bad day is not an episode.
fn opening(week: &[Score]) -> Option<NaiveDate> {
    let mean = window(week, 1)?.mean;
    let pain = week.iter().find(|score| at_least(score.value, PAIN))?;
    at_least(mean, PAIN).then_some(pain.date)
}

/// Whether the pain had gone by `day`, the last of `scores`. A month free of
/// pain ends an episode (de Vet, Spine 2002); real life has a few bad days.
fn is_quiet(scores: &[Score], day: NaiveDate, last_began: Option<NaiveDate>) -> bool {
    let has_pain = |score: &Score| at_least(score.value, PAIN);
    if scores.last().is_none_or(has_pain) {
        return false;
    }
    let first = shift(day, 1 - QUIET_DAYS);
    let month = since(scores, first);
    let reach = |level| {
        let scores = month.iter();
        scores.filter(|score| at_least(score.value, level)).count()
    };
    let span = month.first().map(|score| (day - score.date).num_days());
    month.len() >= QUIET_SCORES
        && span >= Some(QUIET_SPAN)
        && reach(PAIN) * QUIET_BAD_SHARE <= month.len()
        && reach(BAD) <= 1
        && last_began.is_none_or(|began| began < first)
}

/// B and R on one day, and how the answer went up to it.
#[derive(Debug, Clone, Copy, Default)]
struct Windows {
    baseline: Option<Window>,
    recent: Option<Window>,
    /// B and R, where they can be compared.
    compared: Option<(f64, f64)>,
    /// R is high, with memory.
    high: bool,
    /// Comparable and eased, with memory.
    eased: bool,
    /// It was eased on an earlier scored day.
    had_eased: bool,
    /// When it eased the last time, and when it came back after that.
    eased_on: Option<NaiveDate>,
    back_on: Option<NaiveDate>,
    /// The lowest R since it eased; `None` unless eased now.
    lowest: Option<f64>,
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
    fn of(scores: &[Score], episode: &Episode, today: NaiveDate) -> Self {
        let mut windows =
            Self { baseline: baseline(scores, episode.first_pain), ..Self::default() };
        let (mut high, mut eased) = (None, None);
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
            high = Some(match high {
                None => at_least(recent.mean, HIGH),
                Some(true) => at_least(recent.mean, HIGH - MARGIN),
                Some(false) => at_least(recent.mean, HIGH + MARGIN),
            });
            if windows.compared.is_some() {
                let line = windows.eased_at();
                let reaches = |margin| line.is_some_and(|line| at_most(recent.mean, line + margin));
                let is_eased = match eased {
                    None => reaches(0.0),
                    Some(true) => reaches(MARGIN),
                    Some(false) => reaches(-MARGIN),
                };
                let before = windows.lowest.unwrap_or(f64::INFINITY);
                windows.lowest = is_eased.then(|| before.min(recent.mean));
                if is_eased && eased != Some(true) {
                    (windows.eased_on, windows.back_on) = (Some(day), None);
                } else if !is_eased && eased == Some(true) {
                    windows.back_on = line.map(|line| back_since(scores, line, day));
                }
                eased = Some(is_eased);
            }
            windows.had_eased |= day < today && eased == Some(true);
        }
        windows.high = windows.recent.is_some() && high == Some(true);
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
    fn eased_at(&self) -> Option<f64> {
        let (baseline, _) = self.compared?;
        at_least(baseline, EASED_POINTS)
            .then(|| (EASED_SHARE * baseline).min(baseline - EASED_POINTS))
    }

    /// How far R is from the line.
    fn sure(&self) -> Option<Sure> {
        let (_, recent) = self.compared?;
        let is_clear = |line: f64| at_least((recent - line).abs(), CLEAR);
        Some(match self.eased_at().is_some_and(is_clear) {
            true => Sure::Clear,
            false => Sure::Close,
        })
    }
}

/// The first 7 scored days of two weeks if they hold 4 or more, otherwise the
/// first 4 of four weeks.
fn baseline(scores: &[Score], first_pain: NaiveDate) -> Option<Window> {
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

/// What the reasons and the status look at.
struct RuleInput<'a> {
    today: NaiveDate,
    /// The diary's scores.
    scores: &'a [Score],
    /// The latest visit to a clinician.
    visit: Option<NaiveDate>,
    /// S, also without L.
    start: Option<NaiveDate>,
    /// S and L.
    episode: Option<Episode>,
    windows: Windows,
    /// The episode is as old as `consult_after_weeks`.
    due: bool,
}

impl RuleInput<'_> {
    /// The scores of the last days, today's included.
    fn lately(&self, days: i64) -> &[Score] {
        since(self.scores, shift(self.today, 1 - days))
    }

    /// Those of them after the visit; without one every day is.
    fn after_visit(&self, days: i64) -> &[Score] {
        let lately = self.lately(days);
        self.visit.map_or(lately, |visit| since(lately, shift(visit, 1)))
    }

    /// Whether a symptom recorded on `date` makes the red flag hold. A visit
    /// answers a symptom of level doctor that was recorded by then; an urgent
    /// one recorded on the day of the visit still stands.
    fn is_red_flag(&self, date: NaiveDate, symptom: Symptom) -> bool {
        let age = (self.today - date).num_days();
        match symptom.level() {
            Level::Doctor => age < TWO_WEEKS && self.visit.is_none_or(|visit| date > visit),
            Level::Emergency | Level::SameDay => {
                age < FOUR_WEEKS && self.visit.is_none_or(|visit| date >= visit)
            }
        }
    }

    /// The week before and the last week, where both average 7 or more.
    fn severe(&self) -> Option<(Window, Window)> {
        self.episode?;
        let week = shift(self.today, 1 - WEEK);
        let before = between(self.lately(TWO_WEEKS), NaiveDate::MIN, shift(week, -1));
        let strong = |days| window(days, SEVERE_DAYS).filter(|week| at_least(week.mean, SEVERE));
        strong(before).zip(strong(self.after_visit(WEEK)))
    }

    /// The last three weeks and the six before them, where the mean of the former
    /// is 5 or more and well above that of the latter.
    fn worsening(&self) -> Option<(Window, Window)> {
        let first = shift(self.today, -WORSE_NOW_FIRST);
        let from = shift(self.today, -WORSE_BEFORE_FIRST).max(self.episode?.first_pain);
        let now = window(self.after_visit(WORSE_NOW_FIRST + 1), WORSE_NOW_DAYS)?;
        let before = between(self.scores, from, shift(first, -1));
        let before = window(before, WORSE_BEFORE_DAYS)?;
        let rise = match before.days {
            WORSE_BEFORE_MANY.. => WORSE_SMALL_RISE,
            _ => WORSE_RISE,
        };
        let holds = at_least(now.mean, WORSE_LEVEL) && at_least(now.mean - before.mean, rise);
        holds.then_some((now, before))
    }

    /// Due and high: long-lasting without a comparison, not eased, or chronic
    /// although it has eased.
    fn lasting(&self) -> Option<Reason> {
        let episode = self.episode?;
        if !self.due || !self.windows.high {
            None
        } else if self.windows.compared.is_none() {
            Some(Reason::LongLasting)
        } else if !self.windows.eased {
            Some(Reason::NotEased)
        } else {
            (episode.elapsed_days >= CHRONIC_DAYS).then_some(Reason::Persistent)
        }
    }

    /// The first status that holds.
    fn status(&self, reasons: &[Reason], is_urgent: bool) -> Status {
        if is_urgent {
            return Status::Urgent;
        }
        if !reasons.is_empty() {
            return match self.is_answered(reasons) {
                true => Status::UnderCare,
                false => Status::Consult,
            };
        }
        let Some(episode) = self.episode else {
            let has_score = |start| !since(self.scores, start).is_empty();
            let is_scored = self.start.is_none_or(has_score);
            return match is_scored && !self.lately(FOUR_WEEKS).is_empty() {
                true => Status::PainFree,
                false => Status::NotEnoughData,
            };
        };
        if episode.elapsed_days < FOUR_WEEKS {
            Status::Early
        } else if self.windows.recent.is_none() {
            Status::NotEnoughData
        } else if self.windows.eased {
            Status::Easing
        } else if self.windows.high {
            Status::Checkpoint
        } else {
            Status::Mild
        }
    }

    /// Whether the only reason is that it lasts, and a clinician has seen this
    /// episode less than six weeks ago. New symptoms and worse pain are never
    /// answered by an earlier visit.
    fn is_answered(&self, reasons: &[Reason]) -> bool {
        let is_recent = |(visit, start): (NaiveDate, NaiveDate)| {
            visit >= start && (self.today - visit).num_days() < UNDER_CARE_DAYS
        };
        reasons.iter().copied().all(Reason::is_of_time)
            && self.visit.zip(self.start).is_some_and(is_recent)
    }

    /// The lowest R since it eased and the mean of the last three scored days, where
    /// all lie within this week and their mean is 1.5 or more above it.
    fn up_again(&self) -> Option<(f64, f64)> {
        let lowest = self.windows.lowest.filter(|_| self.windows.eased)?;
        let mean = window(latest(self.lately(WEEK), UP_AGAIN_DAYS), UP_AGAIN_DAYS)?.mean;
        at_least(mean - lowest, UP_AGAIN).then_some((lowest, mean))
    }

    /// The day of the last two weeks with the highest score, the latest of them,
    /// where a reading of 4 or more is at most a week old.
    fn peak(&self, diary: &Diary) -> Option<(NaiveDate, f64)> {
        let first = shift(self.today, -WEEK);
        let mut week = diary.days_since(first);
        let is_reached = week.any(|(_, day)| day.readings.highest().is_some_and(|it| it >= PEAK));
        let days = self.lately(TWO_WEEKS).iter();
        let highest = days.max_by(|a, b| a.value.total_cmp(&b.value))?;
        is_reached.then_some((highest.date, highest.value))
    }
}

/// The verdict on a diary as of its day.
pub fn verdict(diary: &Diary, settings: Settings) -> Verdict {
    judge(diary, &diary.scores(), settings)
}

/// The verdict; `scores` are the diary's.
pub fn judge(diary: &Diary, scores: &[Score], settings: Settings) -> Verdict {
    let today = diary.as_of;
    let (state, over) = walk(diary, scores);
    let episode = state.start.and_then(|start| {
        let mut days = since(scores, start).iter();
        let first_pain = days.find(|score| at_least(score.value, PAIN))?.date;
        Some(Episode {
            start,
            first_pain,
            elapsed_days: (today - start).num_days(),
            began_before_log: diary.first().is_some_and(|first| start < first),
            after_gap: state.after_gap,
        })
    });
    let windows = episode.map(|episode| Windows::of(scores, &episode, today)).unwrap_or_default();
    let due_after = i64::from(settings.consult_after_weeks) * WEEK;
    let input = RuleInput {
        today,
        scores,
        visit: diary.seen,
        start: state.start,
        episode,
        windows,
        due: episode.is_some_and(|episode| episode.elapsed_days >= due_after),
    };
    let mut red_flags = symptoms(diary, |date, symptom| input.is_red_flag(date, symptom));
    // The most urgent first, and among those the latest.
    red_flags.sort_by_key(|flag| (flag.symptom.level(), Reverse(flag.date)));
    let is_urgent = red_flags.iter().any(|flag| flag.symptom.level().is_urgent());
    let (severe, worsening) = (input.severe(), input.worsening());
    let reasons = [
        (!red_flags.is_empty()).then_some(Reason::RedFlag),
        severe.map(|_| Reason::Severe),
        worsening.map(|_| Reason::Worsening),
        input.lasting(),
    ];
    let reasons: Vec<Reason> = reasons.into_iter().flatten().collect();
    let compared = windows.compared;
    Verdict {
        status: input.status(&reasons, is_urgent),
        reasons,
        episode,
        baseline: windows.baseline,
        recent: windows.recent,
        symptoms: symptoms(diary, |date, symptom| {
            episode.is_some_and(|episode| date >= episode.start) || input.is_red_flag(date, symptom)
        }),
        red_flags,
        seen: diary.seen,
        relapse: windows.had_eased && compared.is_some() && !windows.eased,
        comparable: compared.is_some(),
        high: windows.high,
        eased: windows.eased,
        due: input.due,
        change: compared.map(|(baseline, recent)| recent - baseline),
        change_percent: compared
            .filter(|(baseline, _)| *baseline > 0.0)
            .map(|(baseline, recent)| (recent - baseline) / baseline * 100.0),
        eased_at: windows.eased_at(),
        sure: windows.sure(),
        eased_on: windows.eased_on,
        back_on: windows.back_on,
        up_again: input.up_again(),
        severe,
        worsening,
        peak: input.peak(diary),
        last_score: scores.last().map(|score| (score.date, score.value)),
        scores_in_28: u32::try_from(input.lately(FOUR_WEEKS).len()).unwrap_or(u32::MAX),
        after_gap: state.after_gap,
        start: state.start,
        over: over.map(|(start, end)| {
            let mut days = since(scores, start).iter();
            let first_pain = days.find(|score| at_least(score.value, PAIN));
            let at_first = first_pain.and_then(|first| baseline(scores, first.date));
            Over { start, end, at_first: at_first.map(|window| window.mean) }
        }),
    }
}

/// The symptoms that a diary records and `wanted` keeps, each once a day, by
/// date and then urgency.
pub fn symptoms(diary: &Diary, wanted: impl Fn(NaiveDate, Symptom) -> bool) -> Vec<Recorded> {
    diary
        .days()
        .flat_map(|(date, day)| day.details().symptoms.iter().map(move |symptom| (date, *symptom)))
        .filter(|(date, symptom)| wanted(*date, *symptom))
        .map(|(date, symptom)| Recorded { date, symptom })
        .collect()
}

impl Reason {
    /// Whether it comes of time alone.
    pub fn is_of_time(self) -> bool {
        self >= Self::LongLasting
    }
}

impl Episode {
    /// Whole weeks since it began.
    pub const fn weeks(&self) -> i64 {
        self.elapsed_days / WEEK
    }

    /// The first day on which it is judged, four weeks after its start.
    pub fn judged_from(&self) -> NaiveDate {
        shift(self.start, FOUR_WEEKS)
    }

    /// The first day on which its start can be compared with, four weeks after
    /// the first logged pain.
    pub fn compared_from(&self) -> NaiveDate {
        shift(self.first_pain, FOUR_WEEKS)
    }
}

impl Verdict {
    /// The day up to which a visit answers for pain that lasts; `None` unless
    /// under care.
    pub fn care_until(&self) -> Option<NaiveDate> {
        self.seen
            .filter(|_| self.status == Status::UnderCare)
            .map(|seen| shift(seen, UNDER_CARE_DAYS))
    }

    /// How far R is above the line, in points; below it, negative.
    pub fn above_line(&self) -> Option<f64> {
        Some(self.recent?.mean - self.eased_at?)
    }

    /// The recent mean at which the answer turns; `None` where no comparison
    /// decides it.
    pub fn turns_at(&self) -> Option<Turn> {
        let line = self.eased_at?;
        let no_longer_high = HIGH - MARGIN;
        match (self.eased, self.high, self.is_chronic()) {
            (true, false, true) => Some(Turn::Above((line + MARGIN).min(HIGH + MARGIN))),
            (true, _, false) => Some(Turn::Above(line + MARGIN)),
            (_, true, true) => Some(Turn::AtMost(no_longer_high)),
            (_, true, _) => Some(Turn::AtMost((line - MARGIN).max(no_longer_high))),
            (false, false, _) => None,
        }
    }

    /// Whether the episode is 12 weeks old.
    pub fn is_chronic(&self) -> bool {
        let is_old = |episode: Episode| episode.elapsed_days >= CHRONIC_DAYS;
        self.episode.is_some_and(is_old)
    }

    /// Whether R has crossed the line, and not so far that the answer has turned.
    pub fn is_between(&self) -> bool {
        self.above_line().is_some_and(|distance| self.eased != at_most(distance, 0.0))
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
