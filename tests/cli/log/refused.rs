//! What `log` refuses: it says what is accepted, and not a byte is written.

use insta::assert_snapshot;

use super::world;
use crate::harness::World;

#[test]
fn nothing_given_is_a_usage_error() {
    assert_snapshot!(World::new().run(&["log"]), @"
    --- stderr
    backcare: there is nothing to record yet
      say how your back feels, from 0 (none) to 10 (worst imaginable): backcare log 4
      or what you did: backcare log --stretch hamstring:2x30s
      more: backcare log --help
    --- exit 2
    ");
}

/// Each refusal, and what its message must say is accepted.
const REFUSALS: &[(&[&str], &str)] = &[
    (&[], "backcare log 4"),
    (&["-n", ""], "backcare log 4"),
    (&["-d", "yesterday"], "backcare log 4"),
    (&["11"], "0 (none) to 10"),
    (&["-1"], "0 (none) to 10"),
    (&["4.5"], "4 or 5?"),
    (&["four"], "0 (none) to 10"),
    (&["-p", "11"], "0 (none) to 10"),
    (&["4", "-p", "4"], "several ratings"),
    (&["4", "5"], "one is accepted"),
    (&["pain", "4"], "backcare log 4"),
    (&["3", "stiff", "after", "run"], "try backcare log 3 -n 'stiff after run'"),
    (&["4", "-s", "hamstring:0s"], "an amount of 0 is none"),
    (&["4", "-a", "run:0min"], "an amount of 0 is none"),
    (&["4", "-s", "hamstring:5"], "5min"),
    (&["4", "-s", "hamstring:5m"], "minutes or metres"),
    (&["4", "-s", "hamstring:5parsecs"], "5min"),
    (&["4", "-s", "hamstring:1min:2min"], "one time, all that it was held"),
    (&["4", "-s", "ham!string"], "lower-case word"),
    (&["4", "-s", ""], "lower-case word"),
    (&["4", "-a", "run:45m"], "minutes or metres"),
    (&["4", "-a", "run:45"], "45min"),
    (&["4", "-a", "run:45min:50min"], "one is accepted"),
    (&["4", "-a", "run:8km:5mi"], "one is accepted"),
    (&["4", "-a", "run:8 leagues"], "8km or 5mi"),
    (&["4", "-a", "swim:400yd"], "400m"),
    (&["4", "--symptom", "leg-pian"], "down one leg           leg-pain"),
    (&["4", "--symptom", "numb"], "Call your local emergency number"),
    (&["4", "--symptom", "sadness"], "saddle-numbness"),
    (&["4", "--began", "tomorrow"], "that day or an earlier one"),
    (&["4", "--began", "2026-11-23"], "that day or an earlier one"),
    (&["4", "--began", "yesterday", "-d", "monday"], "that day or an earlier one"),
    (&["4", "--seen=2026-11-23"], "that day or an earlier one"),
    (&["4", "--seen=soon"], "2026-11-20"),
    (&["4", "-d", "2026-11-23"], "up to today, 2026-11-22"),
    (&["4", "-d", "tomorrow"], "up to today, 2026-11-22"),
    (&["4", "-d", "5/11/2026"], "2026-11-05 or 2026-05-11"),
    (&["4", "-d", "monday 20 nov"], "2026-11-20 is a Friday"),
    (&["4", "-d", "23.11.2026"], "up to today, 2026-11-22"),
    (&["4", "--time", "07:31"], "up to now, 07:30"),
    (&["4", "--time", "24:00"], "00:00 to 23:59"),
    (&["4", "--time", "7.3"], "try backcare log 4 --time 07:03"),
    (&["4", "-s", "calf:4000000000x9999h"], "is too long"),
    (&["4", "--unknown"], "unexpected argument"),
];

#[test]
fn a_refusal_says_what_is_accepted_and_writes_nothing() {
    let fresh = World::new();
    let kept = world();
    let before = kept.log();
    for (args, accepted) in REFUSALS {
        let args: Vec<_> = std::iter::once("log").chain(args.iter().copied()).collect();
        let stderr = kept.refused(&args);
        assert!(stderr.contains(accepted), "{args:?}: {stderr}");
        assert_eq!(kept.log(), before, "{args:?}");
        fresh.refused(&args);
        assert!(!fresh.path("data").exists(), "{args:?} left a file");
    }
}

#[test]
fn a_file_that_is_no_log_stays_as_it_is() {
    for (bytes, named) in [
        (&b"Date,Open,Close\n2026-11-20,1,2\n"[..], "line 1"),
        (b"\x7fELF\0\0\0", "NUL"),
        (b"date\n", "at least one more"),
    ] {
        let world = World::new();
        let path = world.with_log(bytes);
        let stderr = world.refused(&["log", "4"]);
        assert!(stderr.contains(named), "{stderr}");
        assert_eq!(std::fs::read(&path).unwrap(), bytes);
    }
}
