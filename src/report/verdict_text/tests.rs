//! What each case of the rule says, and how.

use std::collections::BTreeSet;

use super::super::fixtures::{GUIDANCE, Log};
use super::cases::cases;
use super::verdict_text;
use crate::analysis::Period;
use crate::domain::Symptom;

#[test]
fn every_case_says_what_it_must() {
    for (name, log, status, headline, said) in cases() {
        let report = log.weeks();
        let text = verdict_text(&report, &GUIDANCE);
        let all = text.explanation();
        assert_eq!(report.verdict.status.name(), status, "{name}: {all}");
        assert_eq!(text.headline, headline, "{name}: {all}");
        for part in said {
            assert!(all.contains(part), "{name}: {part:?} is not in\n{all}");
        }
    }
}

#[test]
fn the_cases_are_all_there_are() {
    let mut statuses = BTreeSet::new();
    let mut reasons = BTreeSet::new();
    for (_, log, ..) in cases() {
        let verdict = log.weeks().verdict;
        statuses.insert(verdict.status.name());
        reasons.extend(verdict.reasons.iter().map(|reason| reason.name()));
    }
    assert_eq!(statuses.len(), 9, "{statuses:?}");
    assert_eq!(reasons.len(), 7, "{reasons:?}");
}

#[test]
fn nobody_is_told_that_it_is_early_in_the_first_weeks_after_a_gap() {
    let text = verdict_text(&Log::new().level(0..10, 5).level(50..60, 5).weeks(), &GUIDANCE);
    assert!(!text.explanation().contains("first weeks"), "{text:?}");
}

#[test]
fn every_sentence_is_short_whole_and_plain() {
    let symptoms =
        Symptom::ALL.iter().flat_map(|symptom| [0, 2].map(|day| Log::new().symptom(day, *symptom)));
    for log in cases().into_iter().map(|case| case.1).chain(symptoms) {
        let text = verdict_text(&log.report(Period::All), &GUIDANCE);
        assert!(!text.headline.ends_with('.') && text.headline.len() <= 75, "{text:?}");
        let all = text.explanation();
        assert!(all.is_ascii(), "{all}");
        assert!(!all.contains("  ") && !all.contains(".."), "{all}");
        assert!(all.ends_with('.'), "{all}");
        for sentence in all.split(". ") {
            let words = sentence.split_whitespace().count();
            assert!((2..=30).contains(&words), "{words} words: {sentence}");
        }
        for alarm in ["dangerous", "serious", " severe", "moderate", "should have", "diagnos", "!"]
        {
            assert!(!all.contains(alarm) || all.contains("serious accident"), "{alarm}: {all}");
        }
    }
}

/// The words change with the day, not with the period that is shown.
#[test]
fn the_period_changes_no_word() {
    for (name, log, ..) in cases() {
        let one = verdict_text(&log.report(Period::Weeks(1)), &GUIDANCE);
        let all = verdict_text(&log.report(Period::All), &GUIDANCE);
        assert_eq!(one, all, "{name}");
    }
}
