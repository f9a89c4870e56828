//! A hundred lines as tired runners type them: `tests/data/typed.txt` says what becomes of each.

use proptest::prelude::*;

use crate::harness::World;

/// The fields of each row that are not the day and the time of now.
fn fields(log: &str) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_reader(log.as_bytes());
    let names = reader.headers().unwrap().clone();
    let fields = |row: csv::StringRecord| {
        let filled = names.iter().zip(&row).filter(|(name, text)| match *name {
            "date" => *text != "2026-11-22",
            "time" => *text != "21:30",
            _ => !text.is_empty(),
        });
        let mut fields: Vec<_> =
            filled.map(|(name, text)| format!("{name}={}", text.replace(' ', "_"))).collect();
        fields.sort();
        fields
    };
    reader.records().map(|row| fields(row.unwrap())).collect()
}

#[test]
fn a_hundred_lines_become_what_is_meant() {
    let lines = include_str!("../../data/typed.txt").lines();
    let lines: Vec<_> = lines.filter(|line| !line.starts_with('#')).collect();
    assert_eq!(lines.len(), 100);
    for line in lines {
        let (typed, expected) = line.rsplit_once('|').unwrap();
        let args = shlex::split(typed).unwrap();
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let mut world = World::new();
        let ran = world.at("2026-11-22T21:30").run(&args);
        if let Some(line) = expected.trim().strip_prefix("try ") {
            assert_eq!(ran.code, Some(2), "{typed}\n{ran:?}");
            assert!(ran.stderr.contains(line), "{typed}\n{}", ran.stderr);
            assert!(!world.log_path().exists(), "{typed}");
        } else {
            let sorted = |row: &str| {
                let fields = row.split_whitespace().filter(|field| *field != "time=21:30");
                let mut fields: Vec<_> = fields.map(str::to_owned).collect();
                fields.sort();
                fields
            };
            let expected: Vec<_> = expected.split(" + ").map(sorted).collect();
            assert_eq!(ran.code, Some(0), "{typed}\n{ran:?}");
            assert_eq!(fields(&world.log()), expected, "{typed}");
        }
    }
}

/// Options with values of several words.
const VALUES: &[(&str, &[&str])] = &[
    ("-a", &["run 8km", "easy run 40min", "run 1 h 10 min", "swim 400m", "run 5k 28:30", "walk"]),
    ("-s", &["hamstring 5min", "hip flexor 2 x 30 s", "calf 90 s", "cat cow 1 minute", "quad"]),
    ("-d", &["3 days ago", "20 nov", "last night", "monday 7am", "yesterday 21:00"]),
    ("--began", &["5 weeks ago", "two weeks", "oct 20"]),
    ("-n", &["felt great", "stiff after run", "so so"]),
    ("--tag", &["physio, massage", "ibuprofen 400mg"]),
];

/// A log with these arguments, or the lines that are offered instead.
fn logged(args: &[&str]) -> Result<String, Vec<String>> {
    let mut world = World::new();
    let ran = world.at("2026-11-22T21:30").run(&[&["log"], args].concat());
    if ran.code == Some(0) {
        return Ok(world.log());
    }
    let lines = ran.stderr.lines().map(str::trim);
    let offered = lines.filter_map(|it| it.strip_prefix("try ").or(it.strip_prefix("or ")));
    Err(offered.filter_map(|it| it.strip_prefix("backcare log ")).map(str::to_owned).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    /// Where the quotes are forgotten, the line with them is offered, and no pain is lost.
    #[test]
    fn a_line_without_quotes_is_offered_with_them(
        chosen in prop::sample::subsequence(VALUES, 1..5).prop_shuffle(),
        which in prop::collection::vec(any::<prop::sample::Index>(), 6),
        pain in 0..=10_u8,
        is_first in any::<bool>(),
    ) {
        let pain = pain.to_string();
        let chosen: Vec<(&str, &str)> =
            chosen.iter().zip(&which).map(|((option, of), at)| (*option, *at.get(of))).collect();
        let quoted: Vec<&str> = chosen.iter().flat_map(|(option, of)| [*option, *of]).collect();
        let expected = logged(&[&[&*pain], &*quoted].concat()).unwrap();
        let words = chosen.iter().flat_map(|(option, of)| [*option].into_iter().chain(of.split(' ')));
        let mut typed: Vec<&str> = words.collect();
        typed.insert(if is_first { 0 } else { typed.len() }, &pain);
        let sorted = |log: &str| {
            let mut rows: Vec<String> = log.lines().map(str::to_owned).collect();
            rows.sort();
            rows
        };
        match logged(&typed) {
            Ok(log) => prop_assert_eq!(log, expected, "{:?}", typed),
            Err(lines) => {
                let logs: Vec<String> = lines.iter().map(|line| {
                    let args = shlex::split(line).unwrap();
                    let args: Vec<&str> = args.iter().map(String::as_str).collect();
                    logged(&args).unwrap_or_else(|_| panic!("{typed:?}: {line}"))
                }).collect();
                let is_there = logs.iter().any(|log| sorted(log) == sorted(&expected));
                prop_assert!(is_there, "{:?} {:?}", typed, lines);
            }
        }
    }
}
