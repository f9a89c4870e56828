//! Verdicts that send people to a doctor, or know that they were there.

use super::sentences::{
    at_first, at_the_line, days_logged, fall, join, last_reading, lasts, lately, no_comparison,
    sure, up_again, weeks, worsening,
};
use super::{Guidance, VerdictText, signs};
use crate::analysis::{Reason, Report, RunDay};
use crate::term::format::{count, date, decimal, short_date};

/// Why a doctor should look at it: every reason with its numbers, the headline
/// from the first.
pub fn consult(report: &Report, guidance: &Guidance) -> VerdictText {
    let verdict = &report.verdict;
    let mut text: Option<VerdictText> = None;
    for reason in &verdict.reasons {
        let more = match reason {
            Reason::RedFlag => signs::doctor(report, guidance),
            Reason::Severe => severe(report),
            Reason::Worsening => {
                let headline = "More pain lately: have a doctor look at it";
                VerdictText::new(headline, worsening(report))
            }
            Reason::WithRuns => with_runs(report),
            Reason::LongLasting => {
                let paragraph = if verdict.recent.is_some() {
                    let logged = [no_comparison(report), days_logged(report)];
                    join([lately(verdict), lasts(report)].into_iter().chain(logged))
                } else {
                    let weeks = weeks(report);
                    let alone = format!("Pain for {weeks} is by itself a reason to ask a doctor.");
                    join([last_reading(report), lasts(report), Some(alone)])
                };
                lasting("Pain for", report, paragraph)
            }
            Reason::NotEased => not_eased(report),
            Reason::Persistent => persistent(report),
        };
        match &mut text {
            // The signs come first.
            Some(text) => text.paragraphs.extend(more.paragraphs),
            None => text = Some(more),
        }
    }
    let mut text = text.unwrap_or_else(|| VerdictText::new("Have a doctor look at it", []));
    let first = verdict.reasons.first();
    if first.is_some_and(|reason| !matches!(reason, Reason::RedFlag | Reason::Severe)) {
        if let Some((visit, before, now)) = worse_since(report) {
            text.headline = format!(
                "Worse since your visit on {} ({before}, now {now}): go back",
                short_date(visit)
            );
        } else if verdict.relapse && matches!(first, Some(Reason::Worsening | Reason::NotEased)) {
            "Back after easing: have a doctor look at it".clone_into(&mut text.headline);
        }
    }
    text.paragraphs.push(what_next(report));
    text
}

/// What is worse since a visit: its day, and the means before it and now.
fn worse_since(report: &Report) -> Option<(chrono::NaiveDate, String, String)> {
    let (before, now) = report.verdict.worse_since?;
    Some((report.verdict.seen?, decimal(before), decimal(now)))
}

/// The visit that there was, and the one to come.
fn what_next(report: &Report) -> String {
    let verdict = &report.verdict;
    let seen = verdict.seen.map(|seen| match worse_since(report) {
        Some((visit, before, now)) => {
            format!("Worse since your visit on {} ({before}, now {now}): go back.", date(visit))
        }
        None => format!("Your log notes a visit on {}.", date(seen)),
    });
    let is_back = verdict.relapse && verdict.is_back_since_visit;
    let back = is_back.then(|| "It came back after that visit: a reason to go again.".to_owned());
    let next = if seen.is_some() { "next visit" } else { "visit" };
    let take = format!(
        "For the {next}: `backcare report -o for-doctor.pdf`. After it: `backcare log --seen`."
    );
    join([seen, back, Some(take)])
}

fn lasting(what: &str, report: &Report, paragraph: String) -> VerdictText {
    let headline = format!("{what} {}: have a doctor look at it", weeks(report));
    VerdictText::new(headline, [paragraph])
}

fn severe(report: &Report) -> VerdictText {
    let week = match report.settings.consult_after_weeks {
        6 => "six".to_owned(),
        weeks => weeks.to_string(),
    };
    let advice = if report.verdict.due {
        "See a doctor about pain this strong.".to_owned()
    } else {
        format!("You need not wait for week {week}: see a doctor about pain this strong.")
    };
    let is_since_visit = report.verdict.seen.is_some_and(|seen| report.days_since(seen) < 7);
    let paragraph = report.verdict.severe.map(|(before, last)| {
        let lately = match last.days {
            days if is_since_visit => format!("the {} since your visit", count(days, "day")),
            days => days.to_string(),
        };
        format!(
            "In each of the last two weeks your pain averaged 7 or more ({} on {}, then {} on \
             {lately}). {advice}",
            decimal(before.mean),
            count(before.days, "day"),
            decimal(last.mean),
        )
    });
    VerdictText::new("Pain of 7 or more for two weeks: see a doctor", paragraph)
}

/// Pain that comes with runs.
fn with_runs(report: &Report) -> VerdictText {
    let Some(runs) = report.verdict.with_runs else {
        return VerdictText::new("Have a doctor look at it", []);
    };
    let (each, on) = match runs.day {
        RunDay::Same => ("with each run", "On days with a run"),
        RunDay::After => ("the day after each run", "On the day after a run"),
    };
    let paragraph = format!(
        "{on} your pain averaged {} ({}); on the days around them {}. Pain that comes with load \
         deserves an examination; with an injured bone it is the first sign.",
        decimal(runs.mean),
        count(runs.pairs, "day"),
        decimal(runs.around)
    );
    VerdictText::new(format!("Your back hurts {each}: have it looked at"), [paragraph])
}

fn not_eased(report: &Report) -> VerdictText {
    let (verdict, weeks) = (&report.verdict, weeks(report));
    let judgement = if verdict.change.is_some_and(|change| change > 0.0) {
        if verdict.is_chronic() {
            format!("After {weeks} it has not fallen, and by now recovery is slower.")
        } else {
            format!(
                "After {weeks} it has not fallen; most people see a clear fall by then (30% and at least 1 point)."
            )
        }
    } else if verdict.is_between() {
        at_the_line(&weeks)
    } else if verdict.is_chronic() {
        format!(
            "After {weeks} that is not a clear fall (30% and at least 1 point), and by now recovery is slower."
        )
    } else {
        format!(
            "After {weeks} that is not the clear fall (30% and at least 1 point) that most people see."
        )
    };
    let sentences =
        [lately(verdict), at_first(verdict), Some(judgement), days_logged(report), sure(verdict)];
    let what = if verdict.is_between() { "Not clearly eased in" } else { "Not eased in" };
    lasting(what, report, join(sentences))
}

fn persistent(report: &Report) -> VerdictText {
    let verdict = &report.verdict;
    let numbers = [lately(verdict), at_first(verdict)];
    let recent = if verdict.is_chronic() { None } else { verdict.recent };
    let Some(recent) = recent else {
        let clearly = if verdict.is_between() { "" } else { "clearly " };
        let enough =
            format!("It is {clearly}lower, and still it has lasted long enough to be looked at.");
        let sentences = [lasts(report), Some(enough), up_again(verdict), sure(verdict)];
        return lasting("Pain for", report, join(numbers.into_iter().chain(sentences)));
    };
    let (level, weeks) = (decimal(recent.mean), weeks(report));
    let fall = fall(verdict).unwrap_or_default();
    let still = format!("It has fallen by {fall}, and is still {level}/10 after {weeks}.");
    let usual = "People's pain usually falls by more than half by week 6.";
    let sentences = [Some(still), Some(usual.to_owned()), up_again(verdict), sure(verdict)];
    let headline = format!("Still {level}/10 after {weeks}: have a doctor look at it");
    VerdictText::new(headline, [join(numbers.into_iter().chain(sentences))])
}

pub fn under_care(report: &Report) -> VerdictText {
    let verdict = &report.verdict;
    let seen = verdict.seen.map(date).unwrap_or_default();
    let until = verdict.care_until().map(date);
    let until = until
        .map(|until| format!("Go back when it gets worse, or when it has not eased by {until}."));
    let saw = Some(format!("A doctor or physiotherapist saw you on {seen}."));
    let runs = verdict.with_runs.map(|_| with_runs(report).explanation());
    let is_lasting = verdict.reasons.iter().any(|reason| *reason > Reason::WithRuns);
    let lasts = if is_lasting { lasts(report) } else { None };
    let course = [lately(verdict), at_first(verdict), lasts, up_again(verdict)];
    VerdictText::new(
        format!("Seen on {seen}: go back if it gets worse"),
        [join([saw, until]), runs.unwrap_or_default(), join(course)],
    )
}
