//! A stretching session in lines of text: the list of routines, the plan, a step
//! where there is no screen, what was held.

use std::time::Duration;

use unicode_width::UnicodeWidthStr as _;

use crate::domain::Word;
use crate::guidance::{Routine, RoutineAdvice, Source};
use crate::stretch::{Side, Step, StepKind, total_length};
use crate::term::{Indent, Role, Theme, for_terminal, mark, paragraph, prose, to_ascii};

/// `m:ss`; a second that has begun is shown until it is over.
pub fn clock(time: Duration) -> String {
    let seconds = time.as_millis().div_ceil(1000);
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// The routines, a line each, with how long each takes.
pub fn routine_list(routines: &[(Routine, Duration)], theme: &Theme) -> String {
    let widths = routines.iter().map(|(routine, _)| routine.name.as_str().width());
    let name_width = widths.max().unwrap_or_default();
    let mut out = String::new();
    for (routine, total) in routines {
        let own = if routine.own { " (yours)" } else { "" };
        let lead = &format!("{:<name_width$}  {:>5}", routine.name.as_str(), clock(*total));
        let (from, role, text) = (0, Some(Role::Command), name_width + 9);
        let about = format!("{}{own}", for_terminal(&routine.summary));
        out += &paragraph(theme, Indent { from, lead, role, text }, None, about.trim());
    }
    let begin = "Begin with `backcare stretch NAME`; `--dry-run` shows the steps first.";
    out + "\n" + &prose(theme, None, begin)
}

/// The steps of a routine with their times, its cautions and its sources.
pub fn plan_text(
    routine: &Routine,
    steps: &[Step],
    held: Duration,
    advice: &RoutineAdvice,
    sources: &[Source],
    theme: &Theme,
) -> String {
    let total = clock(total_length(steps));
    let name = theme.paint(Role::Heading, &routine.name);
    let mut out = format!("{name}  {total} in all, {} of it held\n", clock(held));
    let line = |lead, text: &str| {
        let indent = match lead {
            "-" => Indent { from: 2, lead, role: None, text: 4 },
            _ => Indent { from: 0, lead, role: None, text: 2 },
        };
        paragraph(theme, indent, None, &for_terminal(text))
    };
    if !routine.summary.is_empty() {
        out += &line("", &routine.summary);
    }
    let mut begin = Duration::ZERO;
    for step in steps {
        let stretch = routine.stretches.get(step.stretch);
        if step.kind == StepKind::Prepare
            && let Some(stretch) = stretch
        {
            let title = for_terminal(&stretch.title);
            out += &format!("\n{}\n", theme.paint(Role::Strong, title));
            for text in stretch.steps.iter().chain(&stretch.caution) {
                out += &line("-", &instruction(text, step.side));
            }
        }
        let (at, seconds) = (clock(begin), step.length.as_secs());
        out += &format!("  {at:>5}  {:<24} {seconds:>4} s\n", step.words());
        begin += step.length;
    }
    out.push('\n');
    for caution in [Some(&advice.caution), routine.caution.as_ref()].into_iter().flatten() {
        out += &line("Careful:", caution);
    }
    if let Some(dose) = &routine.dose {
        out += &line("Dose:", &format!("{dose}{}", mark(&routine.sources)));
    }
    out += &line("Note:", &format!("{}{}", advice.convention, mark(&advice.sources)));
    let numbers = routine.sources.iter().chain(&advice.sources);
    for source in numbers.filter_map(|n| sources.iter().find(|source| source.number == *n)) {
        let address = source.address().map(|address| format!(", {address}")).unwrap_or_default();
        let line = format!("[{}] {}{address}", source.number, source.cite);
        out += &prose(theme, Some(Role::Faint), &line);
    }
    out
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

/// One step on a line, for a session without a screen; with `caution` before the first.
pub fn step_line(
    routine: &Routine,
    step: &Step,
    begin: Duration,
    caution: &str,
    theme: &Theme,
) -> String {
    let mut line = format!("{} {} for {} s", clock(begin), step.words(), step.length.as_secs());
    let stretch = routine.stretches.get(step.stretch);
    if step.kind == StepKind::Prepare
        && let Some(stretch) = stretch
    {
        line += &format!(": {}.", stretch.title.trim_end_matches('.'));
        for text in stretch.steps.iter().chain(&stretch.caution) {
            line += &format!(" {}", instruction(text, step.side));
        }
        line += &format!(" {caution}");
    }
    to_ascii(theme, &for_terminal(line.trim_end()))
}

/// What was held by name, as the log has it, in the routine's order.
pub fn held_by_name<'a>(
    routine: &'a Routine,
    held: &[(usize, Duration)],
) -> Vec<(&'a Word, Duration)> {
    let mut sums: Vec<(&Word, Duration)> = Vec::new();
    for (index, time) in held {
        let Some(stretch) = routine.stretches.get(*index) else {
            continue;
        };
        match sums.iter_mut().find(|(name, _)| **name == stretch.name) {
            Some((_, sum)) => *sum += *time,
            None => sums.push((&stretch.name, *time)),
        }
    }
    sums
}

/// `hamstring 2:00, calf 1:20`.
pub fn held_line(held: &[(&Word, Duration)]) -> String {
    let parts: Vec<_> =
        held.iter().map(|(name, time)| format!("{name} {}", clock(*time))).collect();
    parts.join(", ")
}
