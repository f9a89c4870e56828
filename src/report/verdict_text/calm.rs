//! Verdicts that ask for nothing now: it is too early, it eases, it is low, or the log
//! does not say.

use super::VerdictText;
use super::says_strong;
use super::sentences::{
    FEW, GO_ON, at_the_line, began, days_logged, fall, join, last_reading, lasts, lately,
    no_comparison, now_and_then, sure, up_again, weeks,
};
use crate::analysis::{Episode, Report, Sure};
use crate::term::format::{count, date, days_ago, decimal, span};

/// Strong pain: it comes before everything else.
pub fn strong(report: &Report) -> Option<String> {
    let judged = report.verdict.episode.map(|episode| episode.judged_from());
    let day = judged.filter(|day| *day > report.as_of).map(date);
    let wait = match day {
        Some(day) => format!("you need not wait for {day}"),
        None => "you need not wait".to_owned(),
    };
    says_strong(report)
        .then(|| format!("Pain this strong deserves help now: ask a doctor or pharmacist; {wait}."))
}

pub fn pain_free(report: &Report) -> VerdictText {
    let verdict = &report.verdict;
    let only = if verdict.scores_in_28 < FEW { "only " } else { "" };
    let days = count(verdict.scores_in_28, "day");
    let holds = format!("The last four weeks hold {only}{days} with a reading.");
    let last = verdict.last_score.map(|(day, score)| {
        let latest = format!("The latest was {}/10, on {}", decimal(score), date(day));
        match verdict.peak {
            Some((peak, highest)) if peak != day => format!(
                "{latest}; the highest of the last two weeks was {}/10, on {}.",
                decimal(highest),
                date(peak)
            ),
            _ => latest + ".",
        }
    });
    let over = verdict.over.map(|over| {
        let level = over.at_first.map(|mean| format!(", at {}/10 on average", decimal(mean)));
        let (start, level) = (date(over.start), level.unwrap_or_default());
        let end = date(over.end);
        format!("The pain that began on {start}{level}, was over on {end}, after four quiet weeks.")
    });
    let is_new = verdict.over.is_some_and(|over| report.days_since(over.end) < OVER_DAYS);
    let glad = (is_new && may_comfort(report)).then(|| {
        "That is good news. You need not log every day any more; when it comes back, \
         `backcare log` is here."
            .to_owned()
    });
    let headline = match verdict.peak {
        Some((day, highest)) => {
            format!("Little or no pain, but {}/10 on {}", decimal(highest), date(day))
        }
        None if is_new => "Four quiet weeks: this episode is over".to_owned(),
        None => "Little or no pain".to_owned(),
    };
    let lapsed = verdict.lapsed.map(|sign| {
        format!(
            "On {} you recorded {}, and no visit since. If it is still there, do not wait: \
             `backcare tips urgent`.",
            date(sign.date),
            sign.symptom
        )
    });
    VerdictText::new(headline, [join([over, glad]), join([lapsed]), join([Some(holds), last])])
}

/// Whether a comforting word may stand there: none does beside strong pain, a sign that
/// no visit has answered, or unread fields.
fn may_comfort(report: &Report) -> bool {
    let (verdict, unread) = (&report.verdict, &report.log.unread);
    let is_seen = !verdict.has_unseen_sign();
    is_seen && !verdict.strong_now && !unread.matters && !unread.may_be_urgent
}

/// Days for which the end of an episode is news.
const OVER_DAYS: i64 = 14;

pub fn not_enough_data(report: &Report) -> VerdictText {
    let verdict = &report.verdict;
    if report.log.unread.above_scale > 0 {
        return VerdictText::new("Is this a scale of 0 to 100?", []);
    }
    if verdict.episode.is_some() {
        return too_few_lately(report);
    }
    let began = verdict.start.map(|start| {
        let no_reading = match verdict.last_score {
            Some((day, _)) if day < start => "; no reading has followed",
            _ => "",
        };
        let start = date(start);
        format!("You said that this pain began on {start}{no_reading}.")
    });
    if verdict.last_score.is_some() {
        let last = join([began, last_reading(report)]);
        return VerdictText::new("Not enough data to tell", [last, GO_ON.to_owned()]);
    }
    let headline = match (report.log.rows, report.log.bad_rows) {
        (0, 0) => "Nothing is logged yet",
        // What is there may hold anything, an urgent sign too.
        (0, _) => "The log has no row that can be read",
        _ => "No pain is logged yet",
    };
    let how =
        "One number a day is enough, from 0 (none) to 10 (worst imaginable): `backcare log 4`.";
    VerdictText::new(headline, [join([began, Some(how.to_owned())])])
}

/// An episode of four weeks and more, without a recent mean.
fn too_few_lately(report: &Report) -> VerdictText {
    let verdict = &report.verdict;
    let ask = (verdict.due && verdict.last_is_high()).then(|| {
        let weeks = weeks(report);
        format!("Pain for {weeks} is by itself a reason to ask a doctor.")
    });
    // The log has just begun, or begun again, so the days before cannot have readings.
    let logged = verdict.rests_on.map(|logged| report.days_since(logged.from));
    let is_new = logged.is_some_and(|days| days < i64::from(FEW));
    if let (Some(days), Some(episode), true) = (logged, verdict.episode, is_new) {
        let headline =
            format!("{} of pain; comparable from {}", weeks(report), date(episode.compared_from()));
        let began = format!(
            "Your log of it began {}; three days with a reading make a first average.",
            days_ago(days)
        );
        let last = join([last_reading(report), lasts(report)]);
        return VerdictText::new(headline, [last, join([Some(began), ask])]);
    }
    let holds = match verdict.scores_in_28 {
        0 => "no day with a reading".to_owned(),
        days => format!("only {} with a reading", count(days, "day")),
    };
    let holds = format!("The last four weeks hold {holds}, and {FEW} are needed.");
    let paragraphs =
        [join([Some(holds), last_reading(report)]), join([ask, Some(GO_ON.to_owned())])];
    VerdictText::new("Too few readings lately to tell", paragraphs)
}

/// The headline of an episode under four weeks.
fn too_early(episode: &Episode) -> String {
    format!("Too early to tell: day {}", episode.day())
}

/// That headline for the status line: from the second week on with how it goes.
pub fn too_early_with_weeks(report: &Report, headline: &str, dot: &str) -> Option<String> {
    let (episode, means) = (report.verdict.episode?, report.verdict.week_means?);
    let this = decimal(means.this?);
    (headline == too_early(&episode)).then(|| {
        let (day, first) = (episode.day(), decimal(means.first));
        format!("Day {day}: this week {this}, first week {first}{dot}too early to tell")
    })
}

pub fn early(report: &Report) -> VerdictText {
    let verdict = &report.verdict;
    let Some(episode) = verdict.episode else {
        return VerdictText::new("Too early to tell", []);
    };
    let began = format!(
        "This pain began on {} ({}){}.",
        date(episode.start),
        days_ago(episode.elapsed_days),
        began(episode.began_before_log)
    );
    let (judged, compared) = (episode.judged_from(), episode.compared_from());
    let when = if compared > judged {
        format!("and compared with its start from {}", date(compared))
    } else {
        "when it can be compared with its start".to_owned()
    };
    let first = format!("It is judged first on {}, {when}.", date(judged));
    let ask = (!verdict.strong_now).then(|| "You need not wait for that day to ask.".to_owned());
    // After a gap the log does not tell how long it has lasted.
    let is_usual = !verdict.after_gap && !verdict.last_is_strong() && may_comfort(report);
    let course = is_usual.then(|| "Most back pain falls in the first weeks.".to_owned());
    let pain = lately(verdict).or_else(|| last_reading(report));
    VerdictText::new(
        too_early(&episode),
        [join([Some(began), pain]), join([Some(first), ask, course])],
    )
}

pub fn easing(report: &Report) -> VerdictText {
    let verdict = &report.verdict;
    let numbers = now_and_then(verdict);
    if says_strong(report) {
        return VerdictText::new("", [numbers, join([up_again(verdict)])]);
    }
    let fall = fall(verdict).unwrap_or_default();
    // How far this week is above the start, where it is up again.
    let above = verdict.up_again.zip(verdict.baseline).map(|((_, now), first)| now - first.mean);
    let (is_worse, is_as_bad) = (above >= Some(1.0), above >= Some(0.0));
    let headline = if is_worse {
        "Was eased; this week worse than at the start".to_owned()
    } else if is_as_bad {
        "Was eased; this week as bad as at the start".to_owned()
    } else if verdict.up_again.is_some() {
        "Eased, but up again this week".to_owned()
    } else {
        let course = match verdict.flare {
            // What flares is not level.
            Some(_) => "; it comes in flares".to_owned(),
            None if verdict.level => ", level for the last six weeks".to_owned(),
            None => format!(": {fall}"),
        };
        format!("Lower than at the start{course}")
    };
    let is_news = verdict.up_again.is_none()
        && !verdict.high
        && !verdict.level
        && verdict.flare.is_none()
        && may_comfort(report);
    // What is clear is said once, with the distance from the line.
    let how = if verdict.sure == Some(Sure::Clear) { "." } else { ", a clear fall." };
    let clear = if verdict.is_between() {
        format!("It has fallen by {fall}: just above the line, after a clear fall.")
    } else if is_news {
        format!("Good news: it has fallen by {fall}{how}")
    } else {
        format!("It has fallen by {fall}{how}")
    };
    let as_bad = is_as_bad.then(|| {
        let how = if is_worse { "worse than" } else { "as bad as" };
        format!("That is {how} at the start: you need not wait to ask a doctor.")
    });
    let is_level = verdict.level && verdict.up_again.is_none() && verdict.flare.is_none();
    let flare = verdict.flare.map(|flare| {
        let (days, highest) = (span(flare.from, flare.to), decimal(flare.highest));
        format!("It comes in flares: the latest was {days}, up to {highest}/10.")
    });
    let level = is_level.then(|| "It has been level for the last six weeks.".to_owned());
    let high = if verdict.high { verdict.recent } else { None };
    let still = high.map(|recent| format!("It is still {}/10.", decimal(recent.mean)));
    let check = (verdict.due && verdict.high)
        .then(|| format!("After {}, a check by a doctor is sensible.", weeks(report)));
    let sure = if is_as_bad { None } else { sure(verdict) };
    let sentences = [Some(clear), up_again(verdict), as_bad, level, flare, still, check, sure];
    VerdictText::new(headline, [numbers, join(sentences)])
}

/// From six weeks on, pain with every run deserves a check even at a low average.
const WEEK_SIX: i64 = 6;

pub fn mild(report: &Report) -> VerdictText {
    let verdict = &report.verdict;
    let numbers = now_and_then(verdict);
    if says_strong(report) {
        return VerdictText::new("", [numbers]);
    }
    let how = if verdict.is_nearly_gone() { "Nearly gone" } else { "Low" };
    let average = verdict.recent.map(|recent| decimal(recent.mean));
    let is_old = verdict.episode.is_some_and(|episode| episode.weeks() >= WEEK_SIX);
    let chronic = verdict.is_chronic().then(|| {
        "It is low, yet it has lasted three months or more: worth asking a physiotherapist, no hurry."
            .to_owned()
    });
    let runs = (is_old && verdict.has_runs).then(|| {
        "Pain that comes back with every run deserves a check, even at a low average.".to_owned()
    });
    let how = if verdict.relapse { "Back after easing" } else { how };
    VerdictText::new(
        format!("{how}: {}/10 on average", average.unwrap_or_default()),
        [numbers, join([chronic, runs])],
    )
}

pub fn checkpoint(report: &Report) -> VerdictText {
    let (verdict, weeks) = (&report.verdict, weeks(report));
    let ask = Some(format!(
        "You need not wait for week {} to ask a doctor.",
        report.settings.consult_after_weeks
    ));
    if !verdict.comparable {
        let compared = verdict.episode.map(|episode| episode.compared_from());
        let headline = match compared.filter(|day| *day > report.as_of) {
            Some(day) => format!("{weeks} of pain; comparable from {}", date(day)),
            None => format!("{weeks} of pain, too few readings to compare"),
        };
        return VerdictText::new(
            headline,
            [join([lately(verdict), lasts(report)]), join([no_comparison(report), ask])],
        );
    }
    let judgement = if verdict.change.is_some_and(|change| change > 0.0) {
        format!("After {weeks} it has not fallen; most people see a clear fall in these weeks.")
    } else if verdict.is_between() {
        at_the_line(&weeks)
    } else {
        format!(
            "After {weeks} that is not yet the clear fall (30% and at least 1 point) that most people see."
        )
    };
    let headline = if verdict.relapse {
        "Back after easing".to_owned()
    } else {
        format!("Not clearly eased after {weeks}")
    };
    // With strong pain the text says already that one need not wait.
    let (sure, ask) = if says_strong(report) { (None, None) } else { (sure(verdict), ask) };
    let judgement = join([Some(judgement), days_logged(report), sure, ask]);
    VerdictText::new(headline, [now_and_then(verdict), judgement])
}
