//! The parts that grow with a log: reading its rows, and the verdict on its days; and
//! what an append costs. By hand:
//!
//! ```text
//! cargo bench --features internals --bench log_reading
//! ```
#![allow(clippy::unwrap_used, missing_docs, reason = "a measurement stops where it cannot go on")]

use std::fmt::Write as _;
use std::path::Path;

use backcare::internals::{
    Diary, Entry, Log, Pain, Settings, TimeOfDay, append, verdict, wait_quietly,
};
use chrono::{Days, NaiveDate};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

const HEADER: &str = "date,time,pain,stretch,stretch_minutes,activity,activity_minutes,distance_km,symptoms,began,seen,note\n";

fn day(number: usize) -> NaiveDate {
    NaiveDate::from_ymd_opt(1950, 1, 1).unwrap() + Days::new(number as u64)
}

/// A diary of three rows a day: every seventh note is quoted, every
/// twentieth row has a symptom.
fn write_log(path: &Path, rows: usize) {
    let mut log = String::from(HEADER);
    for row in 0..rows {
        let date = day(row / 3);
        let symptom = if row % 20 == 0 { "night-pain" } else { "" };
        let note = if row % 7 == 0 { "\"stiff, after the long run\"" } else { "" };
        let (hour, pain) = (7 + row % 3 * 5, row % 11);
        let done = "hamstring,2,run,45.5,8.047";
        writeln!(log, "{date},{hour:02}:30,{pain},{done},{symptom},,,{note}").unwrap();
    }
    std::fs::write(path, log).unwrap();
}

fn files(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().unwrap();
    for rows in [10, 100_000] {
        let path = folder.path().join(format!("{rows}.csv"));
        write_log(&path, rows);
        let mut group = criterion.benchmark_group(format!("{rows} rows"));
        group.throughput(Throughput::Elements(rows as u64));
        group.bench_function("read every row", |bencher| {
            bencher.iter(|| {
                let log = Log::open(&path).unwrap().unwrap();
                let read = log.rows().filter(|row| row.entry.is_some()).count();
                assert_eq!(read, rows);
            });
        });
        group.throughput(Throughput::Elements(1));
        let row = [Entry::on(day(27_000))];
        group.bench_function("append with fsync", |bencher| {
            bencher.iter(|| append(&path, &row, TimeOfDay::Incidental, &mut wait_quietly).unwrap());
        });
    }
}

fn verdicts(criterion: &mut Criterion) {
    for days in [70, 3650] {
        let mut diary = Diary::new(day(days));
        for number in 0..days {
            let pain = Pain::try_from(u8::try_from(3 + number * 7 % 4).unwrap()).ok();
            diary.add(&Entry { pain, ..Entry::on(day(number)) }, 0);
        }
        criterion.bench_function(&format!("verdict on {days} days"), |bencher| {
            bencher.iter(|| verdict(&diary, Settings::default()));
        });
    }
}

criterion_group!(benches, files, verdicts);
criterion_main!(benches);
