//! How long the log takes to read, and whether `tail` and `append` cost the
//! same whatever its size. By hand:
//!
//! ```text
//! cargo bench --features internals --bench log_reading [-- ROWS]
//! ```
//!
//! Prints the best of several runs, in milliseconds: on a machine that others
//! use too, the best is the least disturbed.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    missing_docs,
    reason = "a measurement prints what it found"
)]

use std::fmt::Write as _;
use std::path::Path;
use std::time::Instant;

use backcare::internals::Entry;
use backcare::internals::{Content, LogFile, TimeOfDay, wait_quietly};
use chrono::{Days, NaiveDate};

const RUNS: usize = 5;
const HEADER: &str = "date,time,pain,stretch,stretch_minutes,activity,activity_minutes,distance_km,symptoms,began,seen,note\n";

fn main() {
    let rows = std::env::args().skip(1).find_map(|word| word.parse().ok()).unwrap_or(1_000_000);
    let folder = tempfile::tempdir().unwrap();
    let (small, large) = (folder.path().join("10.csv"), folder.path().join("all.csv"));
    write_log(&small, 10);
    write_log(&large, rows);
    let megabytes = std::fs::metadata(&large).unwrap().len() as f64 / 1e6;
    println!("{rows} rows, {megabytes:.1} MB");

    let log = LogFile::at(&large);
    let mut read = 0;
    report("read every row", || {
        read = 0;
        let mut lines = log.lines().unwrap();
        while let Some(line) = lines.next_line().unwrap() {
            read += usize::from(matches!(line.content, Content::Row(_)));
        }
    });
    assert_eq!(read, rows);
    for (name, path) in [("10 rows", &small), ("all rows", &large)] {
        let log = LogFile::at(path);
        report(&format!("tail of 64 KiB, {name}"), || {
            log.tail(64 * 1024).unwrap();
        });
        let day = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        report(&format!("append with fsync, {name}"), || {
            log.append(&[Entry::on(day)], TimeOfDay::Incidental, &mut wait_quietly).unwrap();
        });
    }
}

fn report(what: &str, mut run: impl FnMut()) {
    let best = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed()
        })
        .min()
        .unwrap_or_default();
    println!("{what:<28} {:>10.3} ms", best.as_secs_f64() * 1000.0);
}

/// A diary of three rows a day: every seventh note is quoted, every
/// twentieth row has a symptom.
fn write_log(path: &Path, rows: usize) {
    let mut log = String::from(HEADER);
    let first = NaiveDate::from_ymd_opt(1100, 1, 1).unwrap();
    for row in 0..rows {
        let day = first + Days::new(row as u64 / 3);
        let symptom = if row % 20 == 0 { "night-pain" } else { "" };
        let note = if row % 7 == 0 { "\"stiff, after the long run\"" } else { "" };
        let _ = writeln!(
            log,
            "{day},{:02}:30,{},hamstring,2,run,45.5,8.047,{symptom},,,{note}",
            7 + row % 3 * 5,
            row % 11
        );
    }
    std::fs::write(path, log).unwrap();
}
