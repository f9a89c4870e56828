//! The verdict: the reasons, and the first status that holds.
//!
//! A pure function of the diary and the settings, in the order of docs/warning-rule.md.

use chrono::{NaiveDate, Weekday};

use super::diary::{Diary, Score};
use super::episode::Walk;
use super::report::{
    Episode, Over, Reason, Report, Settings, Sign, SignState, Status, Turn, Verdict, WeekMeans,
    Window, WithRuns,
};
use super::rule::{
    CHRONIC_DAYS, FEWEST, FLARES_SAID, FOUR_WEEKS, HIGH, MARGIN, PAIN, PEAK, SEVERE, SEVERE_DAYS,
    STRONG, STRONG_NOW, STRONG_NOW_DAYS, TWO_WEEKS, UNDER_CARE_DAYS, UP_AGAIN, UP_AGAIN_DAYS, WEEK,
    WORSE_BEFORE_DAYS, WORSE_BEFORE_FIRST, WORSE_BEFORE_MANY, WORSE_LEVEL, WORSE_NOW_DAYS,
    WORSE_NOW_FIRST, WORSE_RISE, WORSE_SINCE, WORSE_SMALL_RISE, at_least, at_most, between, latest,
    shift, since, window,
};
use super::runs::with_runs;
use super::signs::{lapsed_sign, open_signs, symptoms, told};
use super::windows::{Windows, baseline};

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

    /// The first seven days of the episode against this week and the last one.
    fn week_means(&self, first: NaiveDate) -> Option<WeekMeans> {
        let monday = self.today.week(Weekday::Mon).first_day();
        let mean = |from, to| Some(window(between(self.scores, from, to), 1)?.mean);
        let (second, sunday) = (shift(first, WEEK), shift(monday, -1));
        if self.today < second {
            return None;
        }
        let last = if sunday < second { None } else { mean(shift(sunday, 1 - WEEK), sunday) };
        let this = mean(shift(self.today, 1 - WEEK), self.today);
        Some(WeekMeans { first: mean(first, shift(second, -1))?, this, last })
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

    /// Due, and either not known to have fallen, not eased, or eased and still strong or
    /// chronic.
    fn lasting(&self) -> Option<Reason> {
        if !self.due {
            return None;
        }
        let episode = self.episode?;
        let windows = &self.windows;
        if windows.recent.is_none() {
            // A duration needs no third reading.
            let mean = window(since(self.lately(FOUR_WEEKS), episode.start), 1)?.mean;
            return at_least(mean, HIGH).then_some(Reason::LongLasting);
        }
        if !windows.high {
            None
        } else if windows.compared.is_none() {
            Some(Reason::LongLasting)
        } else if !windows.eased {
            Some(Reason::NotEased)
        } else {
            let persists = episode.elapsed_days >= CHRONIC_DAYS || windows.strong;
            persists.then_some(Reason::Persistent)
        }
    }

    /// The first status that holds.
    fn status(&self, reasons: &[Reason], is_urgent: bool) -> Status {
        if is_urgent {
            return Status::Urgent;
        }
        if !reasons.is_empty() {
            return if self.is_answered(reasons) { Status::UnderCare } else { Status::Consult };
        }
        let Some(episode) = self.episode else {
            let has_score = |start| !since(self.scores, start).is_empty();
            let is_scored = self.start.is_none_or(has_score);
            let is_recent = !self.lately(FOUR_WEEKS).is_empty();
            return if is_scored && is_recent { Status::PainFree } else { Status::NotEnoughData };
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

    /// The visit, where it was in this episode.
    fn visit_in_episode(&self) -> Option<NaiveDate> {
        self.visit.filter(|visit| self.start.is_none_or(|start| *visit >= start))
    }

    /// Whether no reason is new, and a clinician has seen this episode less than six weeks
    /// ago. Pain that came back or is worse since is not answered by that visit.
    fn is_answered(&self, reasons: &[Reason]) -> bool {
        let Some(visit) = self.visit_in_episode() else {
            return false;
        };
        let is_back = reasons.contains(&Reason::NotEased) && self.windows.ended_on > Some(visit);
        reasons.iter().all(|reason| reason.is_answered_by_a_visit())
            && (self.today - visit).num_days() < UNDER_CARE_DAYS
            && !is_back
            && self.worse_since().is_none()
    }

    /// The mean of the two weeks before the visit and R, where it is well above that.
    fn worse_since(&self) -> Option<(f64, f64)> {
        let visit = self.visit_in_episode()?;
        let before = between(self.scores, shift(visit, 1 - TWO_WEEKS), visit);
        let before = window(before, FEWEST)?.mean;
        let now = self.windows.recent?.mean;
        at_least(now - before, WORSE_SINCE).then_some((before, now))
    }

    /// Whether the latest scored days of this week are strong.
    fn strong_now(&self) -> bool {
        let days = latest(self.lately(WEEK), STRONG_NOW_DAYS);
        window(days, STRONG_NOW_DAYS).is_some_and(|now| at_least(now.mean, STRONG_NOW))
    }

    /// The lowest R since it eased and the mean of the last three scored days, where
    /// all lie within this week and their mean is 1.5 or more above it.
    fn up_again(&self) -> Option<(f64, f64)> {
        if !self.windows.eased {
            return None;
        }
        let lowest = self.windows.lowest?;
        let mean = window(latest(self.lately(WEEK), UP_AGAIN_DAYS), UP_AGAIN_DAYS)?.mean;
        at_least(mean - lowest, UP_AGAIN).then_some((lowest, mean))
    }

    /// The day of the last two weeks with the highest score, the latest of them,
    /// where a reading of 4 or more is at most a week old.
    fn peak(&self, diary: &Diary) -> Option<(NaiveDate, f64)> {
        let first = shift(self.today, -WEEK);
        let mut week = diary.days_since(first);
        let is_reached = week.any(|(_, day)| day.range().is_some_and(|(_, it)| it.get() >= PEAK));
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
    let walk = Walk::new(diary, scores);
    let episode = walk.start.and_then(|start| {
        let mut days = since(scores, start).iter();
        let first_pain = days.find(|score| at_least(score.value, PAIN))?.date;
        Some(Episode {
            start,
            first_pain,
            elapsed_days: (today - start).num_days(),
            began_before_log: diary.first().is_some_and(|first| start < first),
            after_gap: walk.after_gap,
        })
    });
    let windows = episode.map(|episode| Windows::of(scores, &episode, today)).unwrap_or_default();
    let due_after = i64::from(settings.consult_after_weeks) * WEEK;
    let input = RuleInput {
        today,
        scores,
        visit: diary.seen(),
        start: walk.start,
        episode,
        windows,
        due: episode.is_some_and(|episode| episode.elapsed_days >= due_after),
    };
    let records = open_signs(diary, walk.quiet_on);
    let signs = told(&records);
    let has = |state| signs.iter().any(|sign: &Sign| sign.state == state);
    let holds = |date, symptom| {
        let of_it = |sign: &Sign| (sign.date, sign.symptom) == (date, symptom);
        records.iter().any(|sign| of_it(sign) && sign.state != SignState::Waiting)
    };
    let (severe, worsening) = (input.severe(), input.worsening());
    let with_runs: Option<WithRuns> = with_runs(diary, scores);
    let reasons = [
        (has(SignState::Urgent) || has(SignState::Doctor)).then_some(Reason::RedFlag),
        severe.map(|_| Reason::Severe),
        worsening.map(|_| Reason::Worsening),
        with_runs.map(|_| Reason::WithRuns),
        input.lasting(),
    ];
    let reasons: Vec<Reason> = reasons.into_iter().flatten().collect();
    let compared = windows.compared;
    let flares = windows.flares(scores, today);
    let of_episode = |date| episode.is_some_and(|episode| date >= episode.start);
    Verdict {
        status: input.status(&reasons, has(SignState::Urgent)),
        reasons,
        episode,
        baseline: windows.baseline,
        recent: windows.recent,
        symptoms: symptoms(diary, |date, symptom| of_episode(date) || holds(date, symptom)),
        waiting: signs.iter().filter(|sign| sign.state == SignState::Waiting).copied().collect(),
        signs,
        seen: diary.seen(),
        relapse: windows.had_eased && compared.is_some() && !windows.eased,
        comparable: compared.is_some(),
        high: windows.high,
        strong: windows.strong,
        eased: windows.eased,
        due: input.due,
        strong_now: input.strong_now(),
        level: episode.is_some_and(|episode| windows.is_level(scores, &episode, today)),
        flares: u32::try_from(flares.len()).unwrap_or(u32::MAX),
        flare: if flares.len() >= FLARES_SAID { flares.last().copied() } else { None },
        with_runs,
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
        worse_since: input.worse_since(),
        is_back_since_visit: diary.seen().is_some() && windows.ended_on > diary.seen(),
        peak: input.peak(diary),
        last_score: scores.last().map(|score| (score.date, score.value)),
        week_means: episode.and_then(|episode| input.week_means(episode.first_pain)),
        scores_in_28: u32::try_from(input.lately(FOUR_WEEKS).len()).unwrap_or(u32::MAX),
        rests_on: episode.and_then(|episode| window(since(scores, episode.first_pain), 1)),
        lapsed: lapsed_sign(diary, walk.quiet_on),
        has_runs: diary.days().any(|(_, day)| day.has_run()),
        after_gap: walk.after_gap,
        start: walk.start,
        over: walk.over.map(|(start, end)| {
            let mut days = since(scores, start).iter();
            let first_pain = days.find(|score| at_least(score.value, PAIN));
            let at_first = first_pain.and_then(|first| baseline(scores, first.date));
            Over { start, end, at_first: at_first.map(|window| window.mean) }
        }),
    }
}

impl Reason {
    /// Whether a visit answers it for six weeks. New signs, severe pain and worse pain are
    /// never answered by an earlier visit.
    pub fn is_answered_by_a_visit(self) -> bool {
        self >= Self::WithRuns
    }
}

impl Episode {
    /// Its days so far, the first one being 1.
    pub const fn day(&self) -> i64 {
        self.elapsed_days + 1
    }

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
    /// Whether a sign has not been answered by a visit, even if quiet weeks closed it.
    pub const fn has_unseen_sign(&self) -> bool {
        !self.signs.is_empty() || self.lapsed.is_some()
    }

    /// The day up to which a visit answers for pain that lasts; `None` unless
    /// under care.
    pub fn care_until(&self) -> Option<NaiveDate> {
        if self.status != Status::UnderCare {
            return None;
        }
        self.seen.map(|seen| shift(seen, UNDER_CARE_DAYS))
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
        // Once due, strong pain is a reason also where it has eased.
        let no_longer_strong = STRONG - MARGIN;
        let is_strong = self.strong && self.due;
        if self.is_chronic() {
            return match (self.eased, self.high) {
                (_, true) => Some(Turn::AtMost(no_longer_high)),
                (true, false) => Some(Turn::Above((line + MARGIN).min(HIGH + MARGIN))),
                (false, false) => None,
            };
        }
        if self.eased && is_strong {
            Some(Turn::AtMost(no_longer_strong))
        } else if self.eased && self.due {
            Some(Turn::Above((line + MARGIN).min(STRONG + MARGIN)))
        } else if self.eased {
            Some(Turn::Above(line + MARGIN))
        } else if self.high {
            let eases = (line - MARGIN).max(no_longer_high);
            Some(Turn::AtMost(if is_strong { eases.min(no_longer_strong) } else { eases }))
        } else {
            None
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

    /// Whether the latest score is 7 or more.
    pub fn last_is_strong(&self) -> bool {
        self.last_score.is_some_and(|(_, score)| at_least(score, STRONG_NOW))
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
