//! A stretching session in lines of text: the list of routines, the plan, a step
//! where there is no screen, what was held.

use std::fmt::Write as _;
// `core` has lengths of time, and no clock.
use core::time::Duration;

use chrono::NaiveDate;

use crate::domain::{Symptom, Word};
use crate::guidance::{Routine, RoutineAdvice, Source};
use crate::stretch::{Side, Step, StepKind};
use crate::term::{Role, Theme, for_terminal};

/// `m:ss`; a second that has begun is shown until it is over.
pub fn clock(time: Duration) -> String {
    let seconds = time.as_millis().div_ceil(1000);
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// The routines, each with the time that it takes.
pub fn routine_list(routines: &[(Routine, Duration)], theme: &Theme) -> String {
    let name_width = routines
        .iter()
        .map(|(routine, _)| unicode_width::UnicodeWidthStr::width(routine.name.as_str()))
        .max()
        .unwrap_or_default();
    let mut out = String::new();
    for (routine, total) in routines {
        let own = if routine.own { " (yours)" } else { "" };
        let name = format!("{:<name_width$}", routine.name.as_str());
        let lead = format!("{:name_width$}  {:>5}  ", "", "");
        let about = spelled(theme, &for_terminal(&routine.summary)) + own;
        let room = theme.prose_width().saturating_sub(lead.len()).max(20);
        for (index, line) in textwrap::wrap(about.trim(), room).iter().enumerate() {
            let line = if index == 0 {
                let name = theme.paint(Role::Command, &name);
                format!("{name}  {:>5}  {line}", clock(*total))
            } else {
                format!("{lead}{line}")
            };
            let _ = writeln!(out, "{}", line.trim_end());
        }
        if about.trim().is_empty() {
            let name = theme.paint(Role::Command, &name);
            let _ = writeln!(out, "{name}  {:>5}", clock(*total));
        }
    }
    let _ = write!(
        out,
        "\nBegin with {}; {} shows the steps first.\n",
        theme.paint(Role::Command, "backcare stretch NAME"),
        theme.paint(Role::Command, "--dry-run"),
    );
    out
}

/// A plan: every step with the time at which it begins, how each stretch is
/// done, what to be careful of, and where the dose comes from.
pub fn plan_text(
    routine: &Routine,
    steps: &[Step],
    held: Duration,
    advice: &RoutineAdvice,
    sources: &[Source],
    theme: &Theme,
) -> String {
    let mut out = String::new();
    let total: Duration = steps.iter().map(|step| step.length).sum();
    let _ = writeln!(
        out,
        "{}  {} in all, {} of it held",
        theme.paint(Role::Heading, &routine.name),
        clock(total),
        clock(held),
    );
    if !routine.summary.is_empty() {
        let _ = writeln!(out, "{}", spelled(theme, &for_terminal(&routine.summary)));
    }
    let mut begin = Duration::ZERO;
    for step in steps {
        if step.kind == StepKind::Prepare {
            out.push('\n');
            how(&mut out, routine, step, theme);
        }
        let _ = writeln!(
            out,
            "  {:>5}  {:<24} {:>4} s",
            clock(begin),
            what(step),
            step.length.as_secs()
        );
        begin += step.length;
    }
    out.push('\n');
    for caution in [Some(&advice.caution), routine.caution.as_ref()].into_iter().flatten() {
        paragraph(&mut out, "Careful: ", caution, theme);
    }
    if let Some(dose) = &routine.dose {
        paragraph(&mut out, "Dose: ", &cited(dose, &routine.sources), theme);
    }
    let convention = cited(&advice.convention, &advice.sources);
    paragraph(&mut out, "Choice: ", &convention, theme);
    let numbers = routine.sources.iter().chain(&advice.sources);
    for source in numbers.filter_map(|n| sources.iter().find(|source| source.number == *n)) {
        let mut line = format!("[{}] {}", source.number, source.cite);
        if let Some(address) = source.address() {
            let _ = write!(line, ", {address}");
        }
        let _ = writeln!(out, "{}", theme.paint(Role::Faint, line));
    }
    out
}

fn how(out: &mut String, routine: &Routine, step: &Step, theme: &Theme) {
    let Some(stretch) = routine.stretches.get(step.stretch) else {
        return;
    };
    let title = for_terminal(&stretch.title);
    let _ = writeln!(out, "{}", theme.paint(Role::Strong, title));
    for text in stretch.steps.iter().chain(&stretch.caution) {
        paragraph(out, "  - ", &instruction(text, step.side), theme);
    }
}

fn paragraph(out: &mut String, lead: &str, text: &str, theme: &Theme) {
    let text = format!("{lead}{}", spelled(theme, &for_terminal(text)));
    let indent = if lead.starts_with(' ') { "    " } else { "  " };
    let options = textwrap::Options::new(theme.prose_width()).subsequent_indent(indent);
    for line in textwrap::wrap(&text, options) {
        let _ = writeln!(out, "{line}");
    }
}

fn cited(text: &str, sources: &[u16]) -> String {
    let numbers: Vec<_> = sources.iter().map(ToString::to_string).collect();
    if numbers.is_empty() { text.to_owned() } else { format!("{text} [{}]", numbers.join(", ")) }
}

/// `text` with the few signs beyond ASCII that routines use spelled out where
/// only ASCII may be used.
pub fn spelled(theme: &Theme, text: &str) -> String {
    if theme.is_ascii() {
        text.replace('×', "x").replace(['–', '—'], "-")
    } else {
        text.to_owned()
    }
}

/// An instruction for one side of the body.
pub fn instruction(text: &str, side: Option<Side>) -> String {
    let (side, other) = match side {
        Some(Side::Left) => ("left", "right"),
        Some(Side::Right) => ("right", "left"),
        None => ("one", "other"),
    };
    text.replace("{side}", side).replace("{other}", other)
}

/// A step in two or three words.
fn what(step: &Step) -> String {
    let side = step.side.map_or("", Side::name);
    match step.kind {
        StepKind::Prepare => "get ready".to_owned(),
        StepKind::Hold => format!("hold {side}").trim_end().to_owned(),
        StepKind::Switch => format!("switch to the {side}"),
        StepKind::Rest => "let go".to_owned(),
    }
}

/// A step on one line, for where there is no screen; `begin` is the time of the
/// session at which it begins, `caution` what else to say of it.
pub fn step_line(
    routine: &Routine,
    step: &Step,
    begin: Duration,
    caution: &str,
    theme: &Theme,
) -> String {
    let mut line = format!("{} {} for {} s", clock(begin), what(step), step.length.as_secs());
    if let Some(stretch) = routine.stretches.get(step.stretch)
        && step.kind == StepKind::Prepare
    {
        let _ = write!(line, ": {}.", stretch.title.trim_end_matches('.'));
        for text in stretch.steps.iter().chain(&stretch.caution) {
            let _ = write!(line, " {}", instruction(text, step.side));
        }
        if !caution.is_empty() {
            let _ = write!(line, " {caution}");
        }
    }
    spelled(theme, &for_terminal(&line))
}

/// What was held, by name: `hamstring 2:00, calf 1:20`.
pub fn held_line(held: &[(&Word, Duration)]) -> String {
    let parts: Vec<_> =
        held.iter().map(|(name, time)| format!("{name} {}", clock(*time))).collect();
    parts.join(", ")
}

/// A leg symptom that was recorded, and what to say about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedSymptom {
    /// The symptom.
    pub symptom: Symptom,
    /// The latest day it was recorded for.
    pub date: NaiveDate,
    /// What the user sees or feels.
    pub sees: String,
    /// What to do about it.
    pub advice: String,
}

/// What was recorded, and what to do about it, before a session may start.
pub fn recorded_symptoms(symptoms: &[RecordedSymptom], theme: &Theme) -> String {
    let mut out = String::new();
    for leg in symptoms {
        let role = if leg.symptom.level().is_urgent() { Role::Urgent } else { Role::Warning };
        let sees = format!("Recorded on {}: {}.", leg.date, leg.sees);
        for line in textwrap::wrap(&sees, theme.prose_width()) {
            let _ = writeln!(out, "{}", theme.paint(role, line));
        }
        // Backticks mark commands in the texts.
        let advice = leg.advice.replace('`', "");
        for line in textwrap::wrap(&advice, theme.prose_width()) {
            let _ = writeln!(out, "{}", theme.paint(Role::Strong, line));
        }
    }
    out
}
