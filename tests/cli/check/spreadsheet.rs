//! A round trip through a real spreadsheet (`LibreOffice`), without a window.

use std::path::Path;
use std::process::Command;

use crate::harness::World;
use crate::tools;

const LOG: &str = "\
date,time,pain,stretch,stretch_minutes,activity,activity_minutes,distance_km,symptoms,began,seen,note
2026-11-18,07:30,4,hamstring,2.5,run,45,8.047,,,,\"stiff, after the \"\"long\"\" run\"
2026-11-19,21:05,5,calf,0.167,bike,44.667,12.345,night-pain;leg-pain,2026-10-01,2026-11-02,1.2
2026-11-20,,0,,,swim,30,0.4,,,,großer Schritt 3/4
2026-11-21,00:40,10,quad,10.5,,,,,,,7 days
2026-11-22,07:00,3,,,walk,61.25,3.21,,,,
";

/// How a person may open and save the file.
const WAYS: [(&str, &str, &str); 4] = [
    ("en-US", "CSV:44,34,76,1,,0,false,false", "44"),
    ("en-US", "CSV:44,34,76,1,,0,false,true", "44"),
    ("de-DE", "CSV:44,34,76,1,,0,false,true", "44"),
    ("de-DE", "CSV:44,34,76,1,,0,false,true", "59"),
];

#[test]
#[ignore = "needs soffice"]
fn a_log_comes_back_from_a_spreadsheet_as_it_was() {
    tools::need("soffice");
    let original = World::new();
    original.with_log(LOG);
    let report = ["report", "--format", "json", "--all"];
    let export = ["export", "json"];

    for (language, opened, separator) in WAYS {
        let way = format!("{language} {opened} {separator}");
        let world = World::new();
        world.with_log(save(language, opened, separator));
        let points_are_lost = language == "de-DE";
        if !points_are_lost {
            // Read as it is: times, decimals, days.
            assert_eq!(world.ok(&report), original.ok(&report), "{way}");
        }
        world.ok(&report);

        let saved = world.log();
        let changed = changes(&saved, separator);
        // A German spreadsheet takes the decimal point for a sign between
        // thousands. Nothing tells such an amount from a true one: it stays.
        let changed: Vec<String> =
            changed.into_iter().filter(|change| !(points_are_lost && is_amount(change))).collect();
        let ran = world.run(&["check"]);
        let said: Vec<&str> =
            ran.stdout.lines().filter_map(|line| line.strip_prefix("  line ")).collect();
        assert_eq!(said, changed, "{way}\n{ran}");

        // The mode is corrected, too; so there is always something to do.
        let shown = world.ok(&["check", "--fix"]);
        let fixed = world.log();
        let left = changes(&fixed, separator);
        if points_are_lost {
            assert!(left.iter().all(|change| is_amount(change)), "{way}\n{fixed}");
            let amounts = changes(&saved, separator).into_iter();
            let amounts: Vec<String> = amounts.filter(|change| is_amount(change)).collect();
            assert_eq!(left, amounts, "{way}");
        } else {
            assert_eq!(world.ok(&export), original.ok(&export), "{way}\n{shown}");
            assert_eq!(world.ok(&report), original.ok(&report), "{way}");
            assert_eq!(left, [""; 0], "{way}\n{fixed}");
        }
    }
}

fn is_amount(change: &str) -> bool {
    ["(stretch_minutes)", "(activity_minutes)", "(distance_km)"]
        .iter()
        .any(|name| change.contains(name))
}

/// What `check` is to say of each field that is no longer as it was.
fn changes(saved: &str, separator: &str) -> Vec<String> {
    let separator = if separator == "59" { b';' } else { b',' };
    let rows = |text: &str, separator: u8| -> Vec<csv::StringRecord> {
        csv::ReaderBuilder::new()
            .has_headers(false)
            .delimiter(separator)
            .from_reader(text.as_bytes())
            .records()
            .map(Result::unwrap)
            .collect()
    };
    let (before, after) = (rows(LOG, b','), rows(saved, separator));
    assert_eq!(before.len(), after.len(), "{saved}");
    let mut changes = Vec::new();
    for (line, (before, after)) in before.iter().zip(&after).enumerate() {
        for (column, (old, new)) in before.iter().zip(after).enumerate() {
            if old != new {
                let name = before_name(column);
                let (line, column) = (line + 1, column + 1);
                changes.push(format!("{line}, column {column} ({name}): {new:?} -> {old}"));
            }
        }
    }
    changes
}

fn before_name(column: usize) -> &'static str {
    let header = LOG.lines().next().unwrap();
    header.split(',').nth(column).unwrap()
}

/// Opens the log in a spreadsheet of that language and saves it again.
fn save(language: &str, opened: &str, separator: &str) -> String {
    let folder = tempfile::TempDir::new().unwrap();
    let at = |name: &str| folder.path().join(name);
    std::fs::create_dir_all(at("profile/user")).unwrap();
    std::fs::create_dir(at("out")).unwrap();
    std::fs::write(at("profile/user/registrymodifications.xcu"), settings(language)).unwrap();
    std::fs::write(at("log.csv"), LOG).unwrap();
    let output = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", at("profile").display()))
        .arg("--headless")
        .arg(format!("--infilter={opened}"))
        .args([
            "--convert-to",
            &format!("csv:Text - txt - csv (StarCalc):{separator},34,76,1,,0,false,true"),
        ])
        .arg("--outdir")
        .arg(at("out"))
        .arg(at("log.csv"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    read(&at("out/log.csv"))
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap()
}

fn settings(language: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>{language}</value></prop></item>
</oor:items>
"#
    )
}
