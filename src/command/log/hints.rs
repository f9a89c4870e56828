//! What is worth a second look after a record.

use crate::domain::{Done, Entry, KNOWN_ACTIVITIES, KNOWN_STRETCHES, Word, closest};

/// Lines for stderr: new names that are close to known ones, and columns that
/// were added. `tail` holds the latest rows of the log, `rows` among them.
pub(super) fn hints(rows: &[Entry], tail: &[Entry], columns_added: &[&str]) -> Vec<String> {
    let mut hints = Vec::new();
    if !columns_added.is_empty() {
        let noun = match columns_added {
            [_] => "column",
            _ => "columns",
        };
        hints.push(format!(
            "added the {noun} {} at the end of the header",
            columns_added.join(", ")
        ));
    }
    names(&mut hints, rows, tail, KNOWN_STRETCHES, |row| {
        row.stretch.as_ref()
    });
    names(&mut hints, rows, tail, KNOWN_ACTIVITIES, |row| {
        row.activity.as_ref()
    });
    hints
}

fn names(
    hints: &mut Vec<String>,
    rows: &[Entry],
    tail: &[Entry],
    known: &[&str],
    part: impl Fn(&Entry) -> Option<&Done>,
) {
    let mut asked: Vec<&Word> = Vec::new();
    for name in rows.iter().filter_map(&part).map(|done| &done.name) {
        let count = |rows: &[Entry]| {
            rows.iter()
                .filter_map(&part)
                .filter(|done| done.name == *name)
                .count()
        };
        // A name that was used before has been asked about before.
        if asked.contains(&name) || count(tail) > count(rows) {
            continue;
        }
        if let Some(meant) = closest(name.as_str(), known) {
            hints.push(format!(
                "{name} is a new name, and recorded as such; did you mean {meant}?"
            ));
            asked.push(name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(stretch: Option<&str>, activity: Option<&str>) -> Entry {
        let done = |name: &str| Done {
            name: Word::lenient(name).unwrap(),
            minutes: None,
            distance: None,
        };
        Entry {
            stretch: stretch.map(done),
            activity: activity.map(done),
            ..Entry::on("2026-11-22".parse().unwrap())
        }
    }

    #[test]
    fn a_near_miss_is_asked_about_once() {
        let typo = [
            row(Some("hamstrng"), Some("rnu")),
            row(Some("hamstrng"), None),
        ];
        let asked = hints(&typo, &typo, &[]);
        assert_eq!(asked.len(), 2, "{asked:?}");
        assert!(asked[0].contains("did you mean hamstring?"), "{asked:?}");
        assert!(asked[1].contains("did you mean run?"), "{asked:?}");
        let before: Vec<_> = typo.iter().chain(&typo).cloned().collect();
        assert!(hints(&typo, &before, &[]).is_empty());
    }

    #[test]
    fn words_far_from_all_are_as_welcome_as_known_ones() {
        let rows = [row(Some("hamstring"), Some("yoga")), row(None, Some("run"))];
        assert!(hints(&rows, &rows, &[]).is_empty());
        let added = hints(&rows, &rows, &["seen", "note"]);
        assert_eq!(
            added,
            ["added the columns seen, note at the end of the header"]
        );
    }
}
