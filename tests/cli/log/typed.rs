//! A hundred lines as tired runners type them: `tests/data/typed.txt` says what becomes of each.

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
