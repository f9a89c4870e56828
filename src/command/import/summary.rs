//! What an import prints: what came in, what did not, and how to take it back.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::context::Context;
use crate::domain::{DistanceUnit, Kilometres, Minutes, Word, format_time};
use crate::import::{Found, Plan};
use crate::log::Merge;
use crate::term::{Role, count, for_terminal, format, prose};

/// Activities, names, columns and moments that are named one by one.
const MOST_ACTIVITIES: usize = 4;
const MOST_NAMED: usize = 5;

/// The whole text; `is_dry`: nothing is written.
pub fn text(
    found: &Found,
    plan: &Plan,
    merges: &[Merge],
    is_dry: bool,
    context: &Context,
) -> anyhow::Result<String> {
    let mut text: String = merges.iter().map(merged).collect();
    if !found.formats.is_empty() {
        text += &records(found, plan, is_dry, context.config()?.distance_unit);
        let theme = context.theme();
        for line in remarks(found, plan) {
            text += &prose(&theme, None, &line);
        }
    }
    let rows = plan.added.len() + merges.iter().map(|merge| merge.added.len()).sum::<usize>();
    if rows > 0 && !is_dry && !found.formats.is_empty() {
        let theme = context.theme();
        let command = theme.paint(Role::Command, format!("{} undo {rows}", context.program()));
        let them = if rows == 1 { "it" } else { "them" };
        let _ = writeln!(text, "{command} takes {them} back, as long as nothing is logged after");
    }
    Ok(text)
}

/// What came of another log.
fn merged(merge: &Merge) -> String {
    let added = count(merge.added.len() as u64, "row");
    let mut text = format!("{added} added, {} there already\n", merge.already);
    if !merge.columns.is_empty() {
        let names: Vec<_> = merge.columns.iter().map(|name| super::shown_line(name)).collect();
        let _ = writeln!(text, "new in the header: {}", names.join(", "));
    }
    for (date, time) in merge.differ.iter().take(MOST_NAMED) {
        let time = format_time(*time);
        let _ =
            writeln!(text, "{date} {time}: this log has another row of that moment; both count");
    }
    let more = merge.differ.len().saturating_sub(MOST_NAMED);
    if more > 0 {
        let _ = writeln!(text, "and {more} more moments with two rows that differ");
    }
    text
}

/// The sum of the new rows of one activity.
#[derive(Default)]
struct Sum {
    count: u64,
    minutes: Minutes,
    distance: Kilometres,
}

fn records(found: &Found, plan: &Plan, is_dry: bool, unit: DistanceUnit) -> String {
    let formats: Vec<&str> = found.formats.iter().copied().collect();
    let mut text = upper_first(&formats.join(", "));
    if let Some((first, last)) = plan.days {
        let _ = write!(text, ", {}", format::date(first));
        if first != last {
            let _ = write!(text, " to {}", format::date(last));
        }
    }
    text += "\n";
    let mut sums: BTreeMap<&Word, Sum> = BTreeMap::new();
    for done in plan.added.iter().filter_map(|row| row.activity.as_ref()) {
        let sum = sums.entry(&done.name).or_default();
        sum.count += 1;
        sum.minutes += done.minutes.unwrap_or_default();
        sum.distance += done.distance.unwrap_or_default();
    }
    let mut sums: Vec<_> = sums.into_iter().collect();
    sums.sort_by_key(|(_, sum)| std::cmp::Reverse(sum.count));
    let width = sums.iter().take(MOST_ACTIVITIES).map(|(name, _)| name.as_str().chars().count());
    let width = width.max().unwrap_or(0).clamp(4, 24);
    for (name, sum) in sums.iter().take(MOST_ACTIVITIES) {
        let way = unit.of(sum.distance);
        let way =
            if way > 0.0 { format!("{} {}", grouped(way), unit.name()) } else { String::new() };
        let hours = sum.minutes.get() / 60.0;
        let time = if hours >= 10.0 { grouped(hours) } else { format::amount(hours) };
        let time = if hours > 0.0 { format!("{time} h") } else { String::new() };
        let line =
            format!("  {name:width$}  {:>6}  {way:>9}  {time:>7}", grouped(sum.count as f64));
        let _ = writeln!(text, "{}", line.trim_end());
    }
    let more: u64 = sums.iter().skip(MOST_ACTIVITIES).map(|(_, sum)| sum.count).sum();
    if more > 0 {
        let others = sums.len() - MOST_ACTIVITIES;
        let _ = writeln!(
            text,
            "  and {} of {}",
            grouped(more as f64),
            count(others as u64, "other activity").replace("activitys", "activities")
        );
    }
    let pains = plan.added.iter().filter(|row| row.pain.is_some()).count();
    if pains > 0 {
        let _ = writeln!(text, "  {:width$}  {pains:>6}", "pain");
    }
    let came = if is_dry { "would come in" } else { "came in" };
    let mut facts = vec![format!("{} {came}", plan.added.len())];
    let mut add = |count: usize, what: &str| {
        if count > 0 {
            facts.push(format!("{count} {what}"));
        }
    };
    add(plan.already, "there already");
    add(plan.twice, "recorded twice");
    let typed = if plan.typed.len() == 1 {
        "like one you typed, left as it is"
    } else {
        "like ones you typed, left as they are"
    };
    add(plan.typed.len(), typed);
    text += &(facts.join(" · ") + "\n");
    if is_dry {
        for row in plan.typed.iter().take(MOST_NAMED) {
            let done =
                row.activity.as_ref().map(|done| format::done(done, unit)).unwrap_or_default();
            let _ = writeln!(text, "  like one you typed: {} {done}", row.date);
        }
    }
    text
}

/// What else there is to know.
fn remarks(found: &Found, plan: &Plan) -> Vec<String> {
    let mut lines = Vec::new();
    let list = |names: &mut dyn Iterator<Item = &String>| {
        let all: Vec<String> = names.map(|name| for_terminal(name)).collect();
        let more = if all.len() > MOST_NAMED { ", …" } else { "" };
        all[..all.len().min(MOST_NAMED)].join(", ") + more
    };
    let is_new = |name: &&String| {
        plan.added
            .iter()
            .filter_map(|row| row.activity.as_ref())
            .any(|it| it.name.as_str() == **name)
    };
    let own = list(&mut found.own_names.iter().filter(is_new));
    if !own.is_empty() {
        lines.push(format!(
            "under their own name: {own} (say --as WORD=run if it is one of the six)"
        ));
    }
    if !found.other_columns.is_empty() {
        let names = list(&mut found.other_columns.iter());
        lines.push(format!("columns that were not taken: {names}"));
    }
    let mut facts = Vec::new();
    if found.rounded > 0 {
        facts.push(format!("{} rounded", count(found.rounded as u64, "reading")));
    }
    if found.left_out > 0 {
        facts.push(format!("{} left out", count(found.left_out as u64, "record")));
    }
    if found.passed_over > 0 {
        let files = count(found.passed_over as u64, "file");
        facts.push(format!("{files} without an activity passed over"));
    }
    if !facts.is_empty() {
        lines.push(facts.join(" · "));
    }
    if let Some(hours) = plan.hours_apart {
        let hours = count(hours.unsigned_abs(), "hour");
        lines.push(format!(
            "some of these equal rows of the log but for {hours}: another time zone? `TZ=America/New_York backcare import …` \
             takes one"
        ));
    }
    lines
}

fn upper_first(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars).collect()
}

/// A whole number with commas between thousands: `1,204`.
fn grouped(value: f64) -> String {
    let digits = format::whole(value);
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
