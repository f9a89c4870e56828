//! What is worth a second look after a record.
//!
//! Pure: the record and the log before it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::typed::Typed;
use crate::analysis::{DaySummary, Diary, Sign, SignState, Verdict};
use crate::domain::{
    DistanceUnit, Done, Entry, KNOWN_ACTIVITIES, KNOWN_STRETCHES, Level, Symptom, Word, closest,
};
use crate::term::format;

/// That columns were added to the log.
pub fn columns(added: &[&str]) -> Vec<String> {
    if added.is_empty() {
        return Vec::new();
    }
    let noun = if added.len() == 1 { "a new column" } else { "new columns" };
    vec![format!("your log has {noun}: {}", added.join(", "))]
}

/// What of a row has a name.
type Part = fn(&Entry) -> Option<&Done>;

/// Names that are new to the log and close to known ones, with what to type instead.
pub fn new_names(rows: &[Entry], diary: &Diary, typed: Typed<'_>) -> Vec<String> {
    let mut wrong: Vec<(&Word, &str)> = Vec::new();
    let parts: [(&[&str], Part); 2] = [
        (KNOWN_STRETCHES, |row| row.stretch.as_ref()),
        (KNOWN_ACTIVITIES, |row| row.activity.as_ref()),
    ];
    for (known, part) in parts {
        let names: BTreeSet<&Word> = rows.iter().filter_map(part).map(|done| &done.name).collect();
        // A name that was used before has been asked about before; a run is counted as one.
        for name in names.into_iter().filter(|name| !name.is_run() && !diary.has_name(name)) {
            wrong.extend(closest(name.as_str(), known).map(|meant| (name, meant)));
        }
    }
    let hint =
        |(name, meant): &(&Word, &str)| format!("{name} is new to your log; did you mean {meant}?");
    let mut hints: Vec<String> = wrong.iter().map(hint).collect();
    if let Some(last) = hints.last_mut() {
        let back = take_back(rows, typed);
        // What was answered to questions is to be answered again.
        let again = typed.renamed(&wrong).unwrap_or_else(|| format!("{} log", typed.program));
        *last += &format!("\ntry {back}\nthen {again}");
    }
    hints
}

/// The line that takes back these rows, and no other.
fn take_back(rows: &[Entry], typed: Typed<'_>) -> String {
    format!("{} undo {}", typed.program, rows.len())
}

/// More than this is asked about: minutes of stretching in a day, minutes and kilometres
/// of an activity, and days since the record's own.
const MOST_STRETCHING: f64 = 24.0 * 60.0;
const MOST_MINUTES: f64 = 30.0 * 60.0;
const MOST_KILOMETRES: f64 = 300.0;
const MOST_DAYS_AGO: i64 = 183;

/// Questions about what hardly anyone does. `days` are those of the rows, as far as known.
pub fn implausible(
    rows: &[Entry],
    days: &[DaySummary],
    today: NaiveDate,
    typed: Typed<'_>,
) -> Vec<String> {
    let mut wrong: Vec<String> = Vec::new();
    let long_ago = rows.iter().find(|row| (today - row.date).num_days() > MOST_DAYS_AGO);
    wrong.extend(long_ago.map(|row| format!("{} is over six months ago", row.date)));
    let long_day = days
        .iter()
        .any(|day| day.stretch_minutes.is_some_and(|minutes| minutes.get() > MOST_STRETCHING));
    wrong.extend(long_day.then(|| "more than 24 hours of stretching in a day".to_owned()));
    for done in rows.iter().filter_map(|row| row.activity.as_ref()) {
        let is_long = done.minutes.is_some_and(|minutes| minutes.get() > MOST_MINUTES)
            || done.distance.is_some_and(|way| way.get() > MOST_KILOMETRES);
        wrong.extend(is_long.then(|| format::done(done, DistanceUnit::Km)));
    }
    let back = take_back(rows, typed);
    wrong.iter().map(|what| format!("{what}: is that right? `{back}` takes it back")).collect()
}

/// The signs to speak of after a record: those of `rows`, and before them urgent ones that
/// were recorded earlier; a bone that may be injured, where a run was.
pub fn signs_to_name(rows: &[Entry], verdict: &Verdict) -> Vec<Sign> {
    let recorded = rows.iter().flat_map(|row| {
        let sign = |symptom: &Symptom| Sign {
            symptom: *symptom,
            date: row.date,
            state: SignState::Doctor,
            denied: None,
        };
        row.symptoms.iter().map(sign)
    });
    let recorded: Vec<Sign> = recorded.collect();
    let mut runs = rows.iter().filter_map(|row| row.activity.as_ref());
    let has_run = runs.any(|done| done.name.is_run());
    let open = verdict.signs.iter().filter(|sign| {
        let is_bone = sign.symptom == Symptom::BoneStress && has_run;
        is_bone || sign.state == SignState::Urgent && !recorded.is_empty()
    });
    // Of one symptom the day that was recorded now counts.
    let all = open.chain(&recorded).map(|sign| (sign.symptom, *sign));
    let mut signs: Vec<Sign> = all.collect::<BTreeMap<_, _>>().into_values().collect();
    // Beside an emergency, leave out what can wait.
    if signs.iter().any(|sign| sign.symptom.level() == Level::Emergency) {
        signs.retain(|sign| sign.symptom.level().is_urgent());
    }
    signs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::log::Args;

    fn row(stretch: Option<&str>, activity: Option<&str>) -> Entry {
        let done =
            |name: &str| Done { name: Word::lenient(name).unwrap(), minutes: None, distance: None };
        Entry {
            stretch: stretch.map(done),
            activity: activity.map(done),
            ..Entry::on("2026-11-22".parse().unwrap())
        }
    }

    fn diary(rows: &[&Entry]) -> Diary {
        let mut diary = Diary::new("2026-11-23".parse().unwrap());
        for row in rows {
            diary.add(row, 0);
        }
        diary
    }

    #[test]
    fn a_near_miss_is_asked_about_once() {
        let typo = [row(Some("hamstrng"), Some("rnu")), row(Some("hamstrng"), None)];
        let args = Args { stretch: vec!["hamstrng 2 min".to_owned()], ..Args::default() };
        let typed = Typed { args: &args, program: "backcare", words: &[] };
        let asked = new_names(&typo, &diary(&[]), typed);
        assert_eq!(asked.len(), 2, "{asked:?}");
        assert!(asked[0].contains("did you mean hamstring?"), "{asked:?}");
        assert!(asked[1].ends_with("backcare undo 2\nthen backcare log -s hamstring:2min"));
        assert!(asked[1].contains("did you mean run?"), "{asked:?}");
        assert!(new_names(&typo, &diary(&[&typo[0]]), typed).is_empty());
    }

    #[test]
    fn words_far_from_all_are_as_welcome_as_known_ones() {
        let rows = [row(Some("hamstring"), Some("yoga")), row(None, Some("run"))];
        let typed = Typed { args: &Args::default(), program: "backcare", words: &[] };
        assert!(new_names(&rows, &diary(&[]), typed).is_empty());
        assert!(columns(&[]).is_empty());
        let added = columns(&["seen", "note"]);
        assert_eq!(added, ["your log has new columns: seen, note"]);
    }
}
