//! Whoever made the file, `log` writes into it in the file's own way, or not
//! at all.

use crate::harness::{HEADER, World};
use crate::tools;

/// The log after `backcare log` with `args`.
fn logged(before: &str, args: &[&str]) -> String {
    let world = World::new();
    world.with_log(before);
    let args: Vec<_> = ["log"].iter().chain(args).copied().collect();
    world.ok(&args);
    world.log()
}

#[test]
fn bom_line_ends_separator_order_and_unknown_columns_are_kept() {
    let day = "--date=2026-11-20";
    for (before, args, added) in [
        ("date,pain\n", &["4", day][..], "2026-11-20,4\n"),
        ("\u{feff}date,pain\r\n2026-11-19,3\r\n", &["4", day], "2026-11-20,4\r\n"),
        (
            "note;mood;pain;date\r\n;great;3;2026-11-19\r\n",
            &["4", day, "--note", "a;b, \"c\""],
            "\"a;b, \"\"c\"\"\";;4;2026-11-20\r\n",
        ),
        (
            "date\ttime\tpain\tsleep h\n2026-11-19\t07:00\t3\t7,5\n",
            &["4", day, "--time", "6:05"],
            "2026-11-20\t06:05\t4\t\n",
        ),
        (
            "\"date\",\"pain\",\"symptoms\"\n",
            &["4", day, "--symptom", "night-pain", "--symptom", "leg-pain"],
            "2026-11-20,4,night-pain;leg-pain\n",
        ),
        (
            "date;symptoms\n",
            &[day, "--symptom=night-pain", "--symptom=leg-pain"],
            "2026-11-20;\"night-pain;leg-pain\"\n",
        ),
    ] {
        assert_eq!(logged(before, args), format!("{before}{added}"));
    }
}

#[test]
fn a_torn_last_line_is_closed_and_never_glued() {
    for (torn, closed) in [
        ("date,pain\n2026-11-19,3", "date,pain\n2026-11-19,3\n"),
        ("date,pain\r\n2026-11-1", "date,pain\r\n2026-11-1\r\n"),
        ("date,pain\r\n2026-11-19,3\r", "date,pain\r\n2026-11-19,3\r\n"),
        ("date,note,pain\n2026-11-19,\"st", "date,note,pain\n2026-11-19,\"st\n"),
        ("date,pain", "date,pain\n"),
        ("", HEADER),
    ] {
        let after = logged(torn, &["4"]);
        let row = after.strip_prefix(closed).unwrap_or_else(|| panic!("{after:?}"));
        assert_eq!(row.lines().count(), 1, "{after:?}");
        assert!(row.starts_with("2026-11-22,"), "{after:?}");
        assert!(row.ends_with('\n'), "{after:?}");
    }
}

#[test]
fn a_missing_column_is_added_at_the_end_when_it_is_needed() {
    let before = "pain,date,mood\n3,2026-11-19,fine\n";
    for (args, after) in [
        (
            &["4", "--date=2026-11-20", "--note=x"][..],
            "pain,date,mood,note\n3,2026-11-19,fine\n4,2026-11-20,,x\n",
        ),
        (
            &["4", "--date=2026-11-20", "--time=7:30"],
            "pain,date,mood,time\n3,2026-11-19,fine\n4,2026-11-20,,07:30\n",
        ),
        (
            &["--date=2026-11-20", "--activity=run:8km"],
            "pain,date,mood,activity,distance_km\n3,2026-11-19,fine\n,2026-11-20,,run,8\n",
        ),
        // Today's row has the time of now; that alone is no need.
        (&["4"], "pain,date,mood\n3,2026-11-19,fine\n4,2026-11-22,\n"),
    ] {
        assert_eq!(logged(before, args), after);
    }
}

#[test]
fn anything_that_is_no_log_is_refused_byte_for_byte() {
    for (bytes, said) in [
        (&b"Activity Type,Date,Distance\nRunning,2026-11-19,8\n"[..], "`date`"),
        (b"date\n2026-11-19\n", "`date` and at least one more"),
        (b"\x7fELF\x02\0\0\0\n", "NUL"),
        (b"\xff\xfed\0a\0t\0e\0", "UTF-16"),
        (b"date,\"pain\n\"\n", "quote"),
        (b"date,pain,pain\n", "twice"),
        (b"\n\n\n", "line 1 is empty"),
    ] {
        let world = World::new();
        let path = world.with_log(bytes);
        for args in
            [&["log", "4"][..], &["log", "4", "--note=x"], &["report"], &["history"], &["status"]]
        {
            let stderr = world.refused(args);
            assert!(stderr.contains(said), "{args:?}: {stderr}");
            assert!(stderr.contains("log.csv"), "{args:?}: {stderr}");
        }
        assert_eq!(std::fs::read(&path).unwrap(), bytes);
        let names = std::fs::read_dir(path.parent().unwrap()).unwrap().count();
        assert_eq!(names, 1, "not even a lock file");
    }
}

#[test]
fn a_folder_is_no_log() {
    let world = World::new();
    std::fs::create_dir_all(world.log_path()).unwrap();
    let stderr = world.refused(&["log", "4"]);
    assert!(stderr.contains("this is a folder"), "{stderr}");
}

#[test]
fn bytes_that_are_no_utf8_stay_in_the_file() {
    let world = World::new();
    let before = b"date,pain,note\n2026-11-19,3,m\xfcde\n";
    let path = world.with_log(before);
    world.ok(&["log", "4"]);
    assert!(std::fs::read(path).unwrap().starts_with(before));
    let ran = world.run(&["report"]);
    assert_eq!(ran.code, Some(0), "{ran}");
    assert!(
        ran.stderr.contains("line 2, column 3 (note)") && ran.stderr.contains("UTF-8"),
        "{ran}"
    );
}

#[cfg(unix)]
#[test]
fn the_log_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;

    let world = World::new();
    world.ok(&["log", "4"]);
    let mode =
        |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&world.log_path()), 0o600);
    assert_eq!(mode(world.log_path().parent().unwrap()), 0o700);
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_leads_to_the_same_log() {
    let world = World::new();
    let path = world.with_log("date,pain\n");
    let link = world.path("link.csv");
    std::os::unix::fs::symlink(&path, &link).unwrap();
    let file = format!("--file={}", link.display());
    world.ok(&["log", "4", "--date=2026-11-20", &file]);
    world.ok(&["log", "5", "--date=2026-11-21", "--note=a new column", &file]);
    assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(world.log(), "date,pain,note\n2026-11-20,4\n2026-11-21,5,a new column\n");
    assert!(!world.path("link.csv.lock").exists(), "one lock for both");
}

#[cfg(unix)]
#[test]
fn what_may_not_be_written_says_so() {
    use std::os::unix::fs::PermissionsExt;

    let world = World::new();
    let path = world.with_log("date,pain\n");
    std::fs::set_permissions(&path, PermissionsExt::from_mode(0o400)).unwrap();
    // The superuser may write all the same, until that right is taken away.
    let is_superuser = std::fs::OpenOptions::new().append(true).open(&path).is_ok();
    let wrapper: &[&str] = if is_superuser {
        &["setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override"]
    } else {
        &["env"]
    };
    tools::need(wrapper[0]);
    for args in [&["log", "4"][..], &["log", "4", "--note=x"]] {
        let ran = world.run_under(wrapper, args);
        assert_eq!(ran.code, Some(2), "{ran}");
        assert!(ran.stderr.contains("Make the file writable"), "{ran}");
    }
    assert_eq!(world.log(), "date,pain\n");
}
