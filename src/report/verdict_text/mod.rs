//! What a verdict says to the user: the same words in every format.
//!
//! Short sentences with numbers, days and n; 7-bit characters, commands in
//! backticks. Never alarms, blames or diagnoses, and counts nothing.

mod sentences;
mod signs;
mod unread;

use crate::analysis::{Reason, Report, Status};
use crate::guidance::{Disclaimer, Signs};
use crate::term::Role;
use crate::term::format::{count, date, days_ago, decimal};
use sentences::{
    FEW, GO_ON, at_first, at_the_line, began, fall, join, lasts, lately, no_comparison,
    now_and_then, sure, up_again, weeks, worsening,
};
pub use signs::lower_first;
pub use unread::unread_note;

/// The guidance that a report quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guidance {
    /// Every symptom in words.
    pub signs: Signs,
    /// What every report says.
    pub disclaimer: Disclaimer,
}

/// A verdict in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerdictText {
    /// A few words, without a full stop.
    pub headline: String,
    /// Whole sentences, one idea each paragraph.
    pub paragraphs: Vec<String>,
    /// Those of them that tell the user what to do about signs.
    pub advice: Vec<String>,
}

impl VerdictText {
    fn new(headline: impl Into<String>, paragraphs: impl IntoIterator<Item = String>) -> Self {
        let paragraphs = paragraphs.into_iter();
        Self {
            headline: headline.into(),
            paragraphs: paragraphs.filter(|text| !text.is_empty()).collect(),
            advice: Vec::new(),
        }
    }

    /// What a doctor reads of it: the sentences that name no command, and of what to do
    /// about signs only what cannot wait.
    pub fn for_doctor(&self, is_urgent: bool) -> Vec<String> {
        let is_for_user = |text: &String| !is_urgent && self.advice.contains(text);
        let paragraphs = self.paragraphs.iter().filter(|text| !is_for_user(text));
        let without_commands = |text: &String| {
            let sentences = text.split_inclusive(". ").filter(|sentence| !sentence.contains('`'));
            sentences.collect::<String>().trim_end().to_owned()
        };
        paragraphs.map(without_commands).filter(|text| !text.is_empty()).collect()
    }

    /// All paragraphs in one.
    pub fn explanation(&self) -> String {
        self.paragraphs.join(" ")
    }
}

/// The words for the report's verdict.
pub fn verdict_text(report: &Report, guidance: &Guidance) -> VerdictText {
    let verdict = &report.verdict;
    let mut text = match verdict.status {
        Status::Urgent => signs::urgent(report, guidance),
        Status::Consult => consult(report, guidance),
        Status::UnderCare => under_care(report),
        Status::PainFree => pain_free(report),
        Status::NotEnoughData => not_enough_data(report),
        Status::Early => early(report),
        Status::Easing => easing(report),
        Status::Mild => mild(report),
        Status::Checkpoint => checkpoint(report),
    };
    if verdict.relapse {
        // First, but for what to do now.
        let at = match verdict.status {
            Status::Urgent => text.paragraphs.len(),
            _ => 0,
        };
        let relapse = "In this episode your pain had eased, and came back.";
        text.paragraphs.insert(at, relapse.to_owned());
    }
    if verdict.after_gap {
        let what = match verdict.episode {
            Some(_) => {
                "After a gap in the log of four weeks or more, this counts as a new episode."
            }
            None => "The log has had a gap of four weeks or more.",
        };
        let say = "If the pain never went away, say when it began: `backcare log --began DATE`.";
        text.paragraphs.push(format!("{what} {say}"));
    }
    let mut text = unread::uncertain(report, guidance, text);
    let unread = unread::sentences(report);
    if !unread.is_empty() {
        text.paragraphs.push(unread.join(" "));
    }
    text
}

/// Why a doctor should look at it: every reason with its numbers, the headline
/// from the first.
fn consult(report: &Report, guidance: &Guidance) -> VerdictText {
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
            Reason::LongLasting => {
                let sentences = [lately(verdict), lasts(report), no_comparison(report)];
                lasting("Pain for", report, join(sentences))
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
    if verdict.relapse && matches!(first, Some(Reason::Worsening | Reason::NotEased)) {
        "Back after easing: have a doctor look at it".clone_into(&mut text.headline);
    }
    let seen = verdict.seen.map(date);
    let seen = seen.map(|seen| format!("Your log notes a visit on {seen}."));
    let next = if seen.is_some() { "next" } else { "visit" };
    let take = format!(
        "For the {next}: `backcare report -o for-doctor.pdf`. After it: `backcare log --seen`."
    );
    text.paragraphs.push(join([seen, Some(take)]));
    text
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
    let advice = match report.verdict.due {
        true => "See a doctor about pain this strong.".to_owned(),
        false => format!("You need not wait for week {week}: see a doctor about pain this strong."),
    };
    let paragraph = report.verdict.severe.map(|(before, last)| {
        format!(
            "In each of the last two weeks your pain averaged 7 or more ({} on {}, then {} on {}). \
             {advice}",
            decimal(before.mean),
            count(before.days, "day"),
            decimal(last.mean),
            last.days
        )
    });
    VerdictText::new("Pain of 7 or more for two weeks: see a doctor", paragraph)
}

fn not_eased(report: &Report) -> VerdictText {
    let (verdict, weeks) = (&report.verdict, weeks(report));
    let judgement = if verdict.change.is_some_and(|change| change > 0.0) {
        format!(
            "After {weeks} it has not fallen; most people see a clear fall by then (30% and at least 1 point)."
        )
    } else if verdict.is_between() {
        at_the_line(&weeks)
    } else {
        format!(
            "After {weeks} that is not the clear fall (30% and at least 1 point) that most people see."
        )
    };
    let sentences = [lately(verdict), at_first(verdict), Some(judgement), sure(verdict)];
    lasting("Not eased in", report, join(sentences))
}

fn persistent(report: &Report) -> VerdictText {
    let verdict = &report.verdict;
    let clearly = if verdict.is_between() { "" } else { "clearly " };
    let sentences = [
        lately(verdict),
        at_first(verdict),
        lasts(report),
        Some(format!("It is {clearly}lower, and still it has lasted long enough to be looked at.")),
        up_again(verdict),
        sure(verdict),
    ];
    lasting("Pain for", report, join(sentences))
}

fn under_care(report: &Report) -> VerdictText {
    let verdict = &report.verdict;
    let seen = verdict.seen.map(date).unwrap_or_default();
    let is_back = verdict.relapse && verdict.back_on > verdict.seen;
    let until = verdict.care_until().map(|until| match date(until) {
        _ if is_back => "It came back after that visit: a reason to go again.".to_owned(),
        until => format!("Go back when it gets worse, or when it has not eased by {until}."),
    });
    let saw = Some(format!("A doctor or physiotherapist saw you on {seen}."));
    let course = [lately(verdict), at_first(verdict), lasts(report), up_again(verdict)];
    VerdictText::new(
        format!("Seen on {seen}: go back if it gets worse"),
        [join([saw, until]), join(course)],
    )
}

fn pain_free(report: &Report) -> VerdictText {
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
    let peak = verdict.peak.map(|(day, highest)| {
        let (highest, day) = (decimal(highest), date(day));
        format!("Little or no pain, but {highest}/10 on {day}")
    });
    let over = verdict.over.map(|over| {
        let level = over.at_first.map(|mean| format!(", at {}/10 on average", decimal(mean)));
        let (start, level) = (date(over.start), level.unwrap_or_default());
        let end = date(over.end);
        format!("The pain that began on {start}{level}, was over on {end}, after four quiet weeks.")
    });
    let is_new = verdict.over.is_some_and(|over| report.days_since(over.end) < OVER_DAYS);
    let glad = is_new.then(|| {
        "That is good news. You need not log every day any more; when it comes back, \
         `backcare log` is here."
            .to_owned()
    });
    let headline = peak.unwrap_or_else(|| match is_new {
        true => "Four quiet weeks: this episode is over".to_owned(),
        false => "Little or no pain".to_owned(),
    });
    VerdictText::new(headline, [join([over, glad]), join([Some(holds), last])])
}

/// Days for which the end of an episode is news.
const OVER_DAYS: i64 = 14;

fn not_enough_data(report: &Report) -> VerdictText {
    let verdict = &report.verdict;
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
    let begin =
        "One number a day is enough, from 0 (none) to 10 (worst imaginable): `backcare log 4`.";
    VerdictText::new(headline, [join([began, Some(begin.to_owned())])])
}

/// An episode of four weeks and more, without a recent mean.
fn too_few_lately(report: &Report) -> VerdictText {
    let verdict = &report.verdict;
    let holds = match verdict.scores_in_28 {
        0 => "no day with a reading".to_owned(),
        days => format!("only {} with a reading", count(days, "day")),
    };
    let holds = format!("The last four weeks hold {holds}, and {FEW} are needed.");
    let ask = (verdict.due && verdict.last_is_high()).then(|| {
        let weeks = weeks(report);
        format!("Pain for {weeks} is by itself a reason to ask a doctor.")
    });
    let paragraphs =
        [join([Some(holds), last_reading(report)]), join([ask, Some(GO_ON.to_owned())])];
    VerdictText::new("Too few readings lately to tell", paragraphs)
}

/// What the log last said, and when.
fn last_reading(report: &Report) -> Option<String> {
    let (day, score) = report.verdict.last_score?;
    Some(format!(
        "The log last said {}/10, on {} ({}).",
        decimal(score),
        date(day),
        days_ago(report.days_since(day))
    ))
}

fn early(report: &Report) -> VerdictText {
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
    // After a gap the log does not tell how long it has lasted.
    let course =
        (!verdict.after_gap).then(|| "Most back pain falls in the first weeks.".to_owned());
    VerdictText::new(
        format!("Too early to tell: day {}", episode.elapsed_days + 1),
        [join([Some(began), lately(verdict)]), join([Some(first), course])],
    )
}

fn easing(report: &Report) -> VerdictText {
    let verdict = &report.verdict;
    let fall = fall(verdict).unwrap_or_default();
    let headline = match verdict.up_again {
        Some(_) => "Eased, but up again this week".to_owned(),
        None => format!("Easing: {fall} lower"),
    };
    let clear = match verdict.is_between() {
        true => format!("It has fallen by {fall}; that is just short of a clear fall again."),
        false if verdict.up_again.is_none() && !verdict.high => {
            format!("Good news: it has fallen by {fall}, a clear fall.")
        }
        false => format!("It has fallen by {fall}, a clear fall."),
    };
    let high = verdict.recent.filter(|_| verdict.high);
    let still = high.map(|recent| format!("It is still {}/10.", decimal(recent.mean)));
    let check = (verdict.due && verdict.high)
        .then(|| format!("After {}, a check by a doctor is sensible.", weeks(report)));
    let sentences = [Some(clear), up_again(verdict), still, check, sure(verdict)];
    VerdictText::new(headline, [now_and_then(verdict), join(sentences)])
}

/// From six weeks on a low average is no reason to leave pain with every run.
const WEEK_SIX: i64 = 6;

fn mild(report: &Report) -> VerdictText {
    let verdict = &report.verdict;
    let how = if verdict.is_nearly_gone() { "Nearly gone" } else { "Low" };
    let average = verdict.recent.map(|recent| decimal(recent.mean));
    let is_old = verdict.episode.is_some_and(|episode| episode.weeks() >= WEEK_SIX);
    let check = "Pain that comes back with every run deserves a check, even at a low average.";
    VerdictText::new(
        format!("{how}: {}/10 on average", average.unwrap_or_default()),
        [now_and_then(verdict), if is_old { check.to_owned() } else { String::new() }],
    )
}

fn checkpoint(report: &Report) -> VerdictText {
    let (verdict, weeks) = (&report.verdict, weeks(report));
    let ask = Some(format!(
        "You need not wait for week {} to ask a doctor.",
        report.settings.consult_after_weeks
    ));
    if !verdict.comparable {
        return VerdictText::new(
            format!("{weeks} of pain, too few readings to compare"),
            [join([lately(verdict), lasts(report)]), join([no_comparison(report), ask])],
        );
    }
    let judgement = match verdict.is_between() {
        true => at_the_line(&weeks),
        false => format!(
            "After {weeks} that is not yet the clear fall (30% and at least 1 point) that most people see."
        ),
    };
    let headline = match verdict.relapse {
        true => "Back after easing".to_owned(),
        false => format!("Not clearly eased after {weeks}"),
    };
    let judgement = join([Some(judgement), sure(verdict), ask]);
    VerdictText::new(headline, [now_and_then(verdict), judgement])
}

/// How much a verdict asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Something to do now.
    Urgent,
    /// A doctor should look at it.
    Consult,
    /// It goes well.
    Good,
    /// Neither.
    Plain,
}

impl Tone {
    /// How it is painted.
    pub const fn role(self) -> Role {
        match self {
            Self::Urgent => Role::Urgent,
            Self::Consult => Role::Warning,
            Self::Good => Role::Good,
            Self::Plain => Role::Strong,
        }
    }
}

/// How a verdict is to be taken: a calm one only where nothing is uncertain.
pub fn tone(report: &Report) -> Tone {
    let unread = &report.log.unread;
    match report.verdict.status {
        Status::Urgent => Tone::Urgent,
        Status::Consult => Tone::Consult,
        _ if unread.sign.is_some() => Tone::Consult,
        Status::PainFree if report.verdict.peak.is_some() => Tone::Plain,
        Status::PainFree | Status::Easing | Status::Mild if !unread.matters => Tone::Good,
        _ => Tone::Plain,
    }
}

#[cfg(test)]
mod cases;
#[cfg(test)]
mod tests;
