//! The rules as a table of cases.

use chrono::{Days, NaiveDate};

use super::*;
use crate::domain::{Done, Entry};

const TODAY: &str = "2026-11-22";

fn today() -> NaiveDate {
    TODAY.parse().unwrap()
}

/// A row some days back; `what` is a word of the table: `p4` pain, `s` a
/// stretch, `run:45:8` or `swim:20` minutes and kilometres, else a symptom or `seen`.
fn row(back: u64, what: &str) -> Entry {
    let date = today().checked_sub_days(Days::new(back)).unwrap();
    let mut entry = Entry::on(date);
    let done = |name: &str, minutes: Option<&str>, km: Option<&str>| Done {
        name: name.parse().unwrap(),
        minutes: minutes.filter(|text| !text.is_empty()).map(|text| text.parse().unwrap()),
        distance: km.map(|text| text.parse().unwrap()),
    };
    let mut parts = what.split(':');
    match parts.next().unwrap() {
        "s" => entry.stretch = Some(done("hamstring", Some("2"), None)),
        "seen" => entry.seen = Some(date),
        name @ ("run" | "swim") => {
            let (minutes, km) = (parts.next(), parts.next());
            entry.activity = Some(done(name, minutes, km));
        }
        pain if pain.starts_with('p') => entry.pain = Some(pain[1..].parse().unwrap()),
        symptom => entry.symptoms = vec![symptom.parse().unwrap()],
    }
    entry
}

fn picked(rows: &[(u64, &str)]) -> Pick {
    let mut diary = Diary::new(today());
    for (back, what) in rows {
        diary.add(&row(*back, what), 0);
    }
    pick(&diary, Settings::default())
}

/// A name, rows by days back, and the topic of the rule that speaks.
type Case = (&'static str, Vec<(u64, &'static str)>, Option<Topic>);

#[test]
fn each_rule_and_its_edges() {
    let three_runs = [(20, "run:30"), (10, "run:30"), (1, "run:30")];
    let with = |more: &[(u64, &'static str)]| [three_runs.as_slice(), more].concat();
    let old = (40, "s");
    let cases: &[Case] = &[
        ("an emergency sign", vec![(27, "saddle-numbness"), (0, "p4")], Some(Topic::Urgent)),
        ("a same-day sign", vec![(0, "fever")], Some(Topic::Urgent)),
        ("as long as it stands", vec![(181, "fever")], Some(Topic::Urgent)),
        ("too long ago", vec![(182, "fever")], None),
        ("seen since", vec![(5, "fever"), (3, "seen")], None),
        ("strong pain", vec![(0, "p7"), (0, "s")], Some(Topic::Urgent)),
        ("a rise", vec![(1, "p3"), (0, "p5"), (0, "s")], Some(Topic::Urgent)),
        ("a rise to a little", vec![(1, "p2"), (0, "p4"), (0, "s")], None),
        ("the last reading alone", vec![(1, "p7"), (0, "p6"), (0, "s")], None),
        ("a sign for a doctor", vec![(0, "night-pain")], Some(Topic::Doctor)),
        ("a sign that waits", vec![(30, "leg-pain"), (0, "p2")], Some(Topic::Doctor)),
        ("in pain, no stretch", vec![(6, "p2")], Some(Topic::Hamstring)),
        ("no pain of late", vec![(7, "p6")], None),
        ("next to no pain", vec![(0, "p1")], None),
        ("stretched 6 days ago", vec![(0, "p4"), (6, "s")], None),
        ("stretched 7 days ago", vec![(0, "p4"), (7, "s")], Some(Topic::Hamstring)),
        ("only running", three_runs.to_vec(), Some(Topic::Crosstrain)),
        ("80% running", with(&[(2, "swim:22.5")]), Some(Topic::Crosstrain)),
        ("under 80%", with(&[(2, "swim:23")]), None),
        ("two runs", vec![(10, "run:30"), (1, "run:30")], None),
        ("three runs, one too old", vec![(28, "run:30"), (10, "run:30"), (1, "run:30")], None),
        ("11% longer", vec![old, (7, "run::10"), (6, "run::11.1")], Some(Topic::Running)),
        ("10% longer", vec![old, (7, "run::10"), (6, "run::11")], None),
        ("in a young log", vec![(29, "s"), (7, "run::10"), (6, "run::12")], None),
        ("before the balance", with(&[old, (7, "run::10"), (6, "run::12")]), Some(Topic::Running)),
        ("longest 36 days ago", vec![(36, "run::10"), (0, "run::12")], Some(Topic::Running)),
        ("longest 37 days ago", vec![(37, "run::10"), (0, "run::12")], None),
        ("the first run", vec![old, (0, "run::12")], None),
        ("nothing", vec![], None),
    ];
    for (name, rows, expected) in cases {
        let pick = picked(rows);
        match expected {
            Some(topic) => {
                assert_eq!((pick.topic, pick.why == PickReason::InTurn), (*topic, false), "{name}");
            }
            None => assert_eq!(pick.why, PickReason::InTurn, "{name}"),
        }
    }
}

/// The topics of ten weeks.
fn of_weeks(rows: &[Entry]) -> Vec<Topic> {
    let topic = |week: u64| {
        let mut diary = Diary::new(today() + Days::new(7 * week));
        for row in rows {
            diary.add(row, 0);
        }
        pick(&diary, Settings::default()).topic
    };
    (0..10).map(topic).collect()
}

#[test]
fn topics_take_turns_by_the_week_and_leave_no_one_out() {
    let topics = of_weeks(&[]);
    assert_eq!(topics[..5], topics[5..]);
    for topic in IN_TURN {
        assert!(topics.contains(topic), "{topic:?}");
    }
    // The whole week has the same one.
    let monday = Diary::new("2026-11-16".parse().unwrap());
    assert_eq!(pick(&monday, Settings::default()).topic, topics[0]);
}

#[test]
fn what_is_uneven_comes_every_other_week() {
    let runs: Vec<Entry> = (0..70)
        .map(|day| {
            let mut run = row(0, "run:30");
            run.date = run.date + Days::new(day);
            run
        })
        .collect();
    let topics = of_weeks(&runs);
    let uneven = topics.iter().filter(|topic| **topic == Topic::Crosstrain).count();
    assert!((4..=5).contains(&uneven), "{topics:?}");
    assert!(topics.windows(2).all(|pair| pair[0] != pair[1]), "{topics:?}");
    for topic in IN_TURN {
        assert!(topics.contains(topic), "{topic:?} {topics:?}");
    }
}
