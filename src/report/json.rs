//! The report for programs: every number as it is, what is not known as null.
//!
//! The key order is part of the format, and so is the schema's name.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::words::{Guidance, words};
use crate::analysis::{
    ActivityWeek, Balance, Band, DaySummary, Episode, LogFacts, Mean, Recorded, Report, Sure,
    Trend, Verdict, Week, Window,
};
use crate::domain::{Kilometres, Minutes, Pain, Symptom};
use crate::term::for_json;

#[derive(Serialize)]
struct ReportJson<'a> {
    schema: &'static str,
    as_of: NaiveDate,
    since: NaiveDate,
    log: LogJson<'a>,
    verdict: VerdictJson,
    trend: Option<TrendJson>,
    weeks: Vec<WeekJson<'a>>,
    days: Vec<DayJson>,
    balance: BalanceJson,
}

/// Beside what the first form of the format had.
#[derive(Serialize)]
struct BalanceJson {
    run_minutes: Option<f64>,
    training_minutes: Option<f64>,
    run_share: Option<f64>,
    stretch_sessions_per_day: Option<f64>,
    longer_runs: Vec<JumpJson>,
    next_day: Option<NextDayJson>,
}

#[derive(Serialize)]
struct JumpJson {
    date: NaiveDate,
    distance_km: f64,
    longest_before_km: f64,
    percent_longer: f64,
}

#[derive(Serialize)]
struct NextDayJson {
    after_stretching: MeanJson,
    after_none: MeanJson,
}

#[derive(Serialize)]
struct MeanJson {
    mean: f64,
    days: u32,
}

#[derive(Serialize)]
struct LogJson<'a> {
    rows: u64,
    bad_rows: u64,
    bad_fields: u64,
    first: Option<NaiveDate>,
    last: Option<NaiveDate>,
    days_with_pain: u32,
    coverage: Option<f64>,
    future_rows: u64,
    rows_before_1950: u64,
    unknown_symptoms: &'a [String],
    unread_columns: Vec<ColumnJson<'a>>,
}

/// A column that looks like a known one, and is not read.
#[derive(Serialize)]
struct ColumnJson<'a> {
    name: &'a str,
    looks_like: &'static str,
}

#[derive(Serialize)]
struct VerdictJson {
    status: &'static str,
    reasons: Vec<&'static str>,
    headline: String,
    explanation: String,
    episode: Option<EpisodeJson>,
    baseline: Option<WindowJson>,
    recent: Option<WindowJson>,
    symptoms: Vec<SymptomJson>,
    seen: Option<NaiveDate>,
    relapse: bool,
    change: Option<f64>,
    change_percent: Option<f64>,
    eased_at: Option<f64>,
    sure: Option<&'static str>,
}

#[derive(Serialize)]
struct EpisodeJson {
    start: NaiveDate,
    elapsed_days: i64,
    began_before_log: bool,
    after_gap: bool,
}

#[derive(Serialize)]
struct WindowJson {
    mean: f64,
    days: u32,
    from: NaiveDate,
    to: NaiveDate,
}

#[derive(Serialize)]
struct SymptomJson {
    name: &'static str,
    level: &'static str,
    date: NaiveDate,
}

#[derive(Serialize)]
struct TrendJson {
    slope_per_week: f64,
    low: f64,
    high: f64,
    days: u32,
}

#[derive(Serialize)]
struct WeekJson<'a> {
    start: NaiveDate,
    end: NaiveDate,
    pain: PainJson,
    stretch: StretchJson,
    activities: BTreeMap<&'a str, ActivityJson>,
    symptoms: Vec<&'static str>,
}

#[derive(Serialize)]
struct PainJson {
    mean: Option<f64>,
    min: Option<f64>,
    max: Option<f64>,
    days: u32,
}

#[derive(Serialize)]
struct StretchJson {
    sessions: u32,
    minutes: Option<f64>,
    days: u32,
}

#[derive(Serialize)]
struct ActivityJson {
    sessions: u32,
    minutes: Option<f64>,
    distance_km: Option<f64>,
}

#[derive(Serialize)]
struct DayJson {
    date: NaiveDate,
    pain: Option<f64>,
    readings: u32,
    stretch_sessions: u32,
    stretch_minutes: Option<f64>,
    activity_minutes: Option<f64>,
    distance_km: Option<f64>,
}

/// The report as JSON, with a line end; distances in kilometres.
///
/// # Errors
/// Never for a report: its values all have a form in JSON.
pub fn report_json(report: &Report, guidance: &Guidance) -> serde_json::Result<String> {
    let document = ReportJson {
        schema: "backcare.report/1",
        as_of: report.as_of,
        since: report.since,
        log: log(&report.log),
        verdict: verdict(report, guidance),
        trend: report.trend.map(trend),
        weeks: report.weeks.iter().map(week).collect(),
        days: report.days.iter().map(day).collect(),
        balance: balance(&report.balance),
    };
    let mut text = serde_json::to_string_pretty(&document)?;
    text.push('\n');
    Ok(for_json(text))
}

fn balance(balance: &Balance) -> BalanceJson {
    let mean = |mean: Mean| MeanJson {
        mean: mean.mean,
        days: mean.days,
    };
    BalanceJson {
        run_minutes: balance.run_minutes.map(Minutes::get),
        training_minutes: balance.training_minutes.map(Minutes::get),
        run_share: balance.run_share,
        stretch_sessions_per_day: balance.stretch_sessions_per_day,
        longer_runs: balance
            .jumps
            .iter()
            .map(|jump| JumpJson {
                date: jump.date,
                distance_km: jump.run.get(),
                longest_before_km: jump.before.get(),
                percent_longer: jump.percent(),
            })
            .collect(),
        next_day: balance.next_day.map(|next| NextDayJson {
            after_stretching: mean(next.after_stretching),
            after_none: mean(next.after_none),
        }),
    }
}

fn log(log: &LogFacts) -> LogJson<'_> {
    LogJson {
        rows: log.rows,
        bad_rows: log.bad_rows,
        bad_fields: log.bad_fields,
        first: log.first,
        last: log.last,
        days_with_pain: log.days_with_pain,
        coverage: log.coverage,
        future_rows: log.unread.future_rows,
        rows_before_1950: log.unread.old_rows,
        unknown_symptoms: &log.unread.symptoms,
        unread_columns: log
            .unread
            .columns
            .iter()
            .map(|(name, looks_like)| ColumnJson { name, looks_like })
            .collect(),
    }
}

fn verdict(report: &Report, guidance: &Guidance) -> VerdictJson {
    let verdict: &Verdict = &report.verdict;
    let said = words(report, guidance);
    VerdictJson {
        status: verdict.status.name(),
        reasons: verdict.reasons.iter().map(|reason| reason.code()).collect(),
        explanation: said.explanation(),
        headline: said.headline,
        episode: verdict.episode.map(episode),
        baseline: verdict.baseline.map(window),
        recent: verdict.recent.map(window),
        symptoms: verdict.symptoms.iter().copied().map(symptom).collect(),
        seen: verdict.seen,
        relapse: verdict.relapse,
        change: verdict.change,
        change_percent: verdict.change_percent,
        eased_at: verdict.eased_at,
        sure: verdict.sure.map(Sure::name),
    }
}

const fn episode(episode: Episode) -> EpisodeJson {
    EpisodeJson {
        start: episode.start,
        elapsed_days: episode.elapsed_days,
        began_before_log: episode.began_before_log,
        after_gap: episode.after_gap,
    }
}

const fn window(window: Window) -> WindowJson {
    WindowJson {
        mean: window.mean,
        days: window.days,
        from: window.from,
        to: window.to,
    }
}

fn symptom(recorded: Recorded) -> SymptomJson {
    SymptomJson {
        name: recorded.symptom.name(),
        level: recorded.symptom.level().name(),
        date: recorded.date,
    }
}

const fn trend(trend: Trend) -> TrendJson {
    TrendJson {
        slope_per_week: trend.slope_per_week,
        low: trend.low,
        high: trend.high,
        days: trend.days,
    }
}

fn week(week: &Week) -> WeekJson<'_> {
    let end = |pick: fn(Band) -> Pain| week.pain.band.map(|band| f64::from(pick(band).get()));
    WeekJson {
        start: week.start,
        end: week.end,
        pain: PainJson {
            mean: week.pain.mean,
            min: end(|band| band.min),
            max: end(|band| band.max),
            days: week.pain.days,
        },
        stretch: StretchJson {
            sessions: week.stretch.sessions,
            minutes: week.stretch.minutes.map(Minutes::get),
            days: week.stretch.days,
        },
        activities: week
            .activities
            .iter()
            .map(|(name, done)| (name.as_str(), activity(*done)))
            .collect(),
        symptoms: week.symptoms.iter().copied().map(Symptom::name).collect(),
    }
}

fn activity(done: ActivityWeek) -> ActivityJson {
    ActivityJson {
        sessions: done.sessions,
        minutes: done.minutes.map(Minutes::get),
        distance_km: done.distance.map(Kilometres::get),
    }
}

fn day(day: &DaySummary) -> DayJson {
    DayJson {
        date: day.date,
        pain: day.pain,
        readings: day.readings,
        stretch_sessions: day.stretch_sessions,
        stretch_minutes: day.stretch_minutes.map(Minutes::get),
        activity_minutes: day.activity_minutes.map(Minutes::get),
        distance_km: day.distance.map(Kilometres::get),
    }
}
