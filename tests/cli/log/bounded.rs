//! `log` looks at the end of the log, and never at all of it.

use super::HEADER;
use crate::harness::World;

/// Rows enough for more than the tail that is looked at.
fn long_log(rows: usize, date: &str) -> String {
    HEADER.to_owned()
        + &format!("{date},07:00,5,calf,1,run,45,8,,,,a note of some length\n").repeat(rows)
}

#[test]
fn where_the_tail_does_not_reach_an_earlier_day_only_the_record_is_shown() {
    let world = World::new();
    world.with_log(long_log(2000, "2026-11-22"));
    let shown = world.ok(&["log", "4"]);
    assert!(shown.contains("pain 4/10"), "{shown}");
    assert!(!shown.contains("so far"), "{shown}");
    world.with_log(long_log(2000, "2026-11-21"));
    world.ok(&["log", "4"]);
    assert!(world.ok(&["log", "4"]).contains("today so far"));
}

/// What the kernel counts, so that no clock decides.
#[cfg(target_os = "linux")]
#[test]
fn a_record_costs_the_same_on_a_long_log() {
    use std::process::Stdio;

    let bytes_read = |rows: usize| -> u64 {
        let world = World::new();
        world.with_log(long_log(rows, "2026-11-21"));
        // The shell's child is counted in the shell's own figures once it has ended.
        let program = crate::harness::program().display().to_string();
        let script = format!("'{program}' log 4 >/dev/null && cat /proc/$$/io");
        let output = world
            .command(&[])
            .get_envs()
            .fold(&mut std::process::Command::new("sh"), |shell, (name, value)| {
                shell.env(name, value.unwrap_or_default())
            })
            .args(["-c", &script])
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        text.lines()
            .find_map(|line| line.strip_prefix("rchar: "))
            .unwrap_or_else(|| panic!("{text}"))
            .parse()
            .unwrap()
    };
    // Both are longer than the tail; the second is 20 MB.
    let (short, long) = (bytes_read(2_000), bytes_read(400_000));
    assert!(long < short + 16 * 1024, "{short} bytes, then {long}");
    assert!(long > 64 * 1024, "the tail itself must be among {long} bytes");
}
