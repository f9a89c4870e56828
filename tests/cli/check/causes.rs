//! What other programs and slips leave in a log: `check` names the cause, and `--fix` corrects
//! what has one meaning.

use crate::harness::World;

/// The log after `--fix`, and what `check` said before.
fn fixed(log: &str) -> (String, String) {
    fixed_in(&World::new(), log)
}

fn fixed_in(world: &World, log: &str) -> (String, String) {
    let path = world.with_log(log);
    #[cfg(unix)]
    std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    let _ = path;
    let said = world.run(&["check"]).stdout;
    world.run(&["check", "--fix"]);
    (world.log(), said)
}

#[test]
fn what_has_one_meaning_is_corrected() {
    for (before, after, named) in [
        (
            "date,pain,note\n2026-11-20,7,\"woke\nat night\"\n2026-11-21,4,\n",
            "date,pain,note\n2026-11-20,7,woke at night\n2026-11-21,4,\n",
            "line 2: a text goes on to line 3 -> one line",
        ),
        (
            "date,pain,note\r\n2026-11-20,7,\"a, b\r\n\r\nc\r\n d\"\r\n",
            "date,pain,note\r\n2026-11-20,7,\"a, b c  d\"\r\n",
            "line 2: a text goes on to line 5",
        ),
        (
            "date,pain,note\n2026-11-20,7,\"said \\\"ouch\"\n",
            "date,pain,note\n2026-11-20,7,\"said \"\"ouch\"\n",
            "a backslash before a quote",
        ),
        (
            "date,pain\n2026-11-20,4\nDate,pain\n2026-11-21,5\n",
            "date,pain\n2026-11-20,4\n2026-11-21,5\n",
            "line 3: the names of the columns -> taken out",
        ),
        (
            "date,time,pain\n2026-11-20T07:30:00,,4\n20.11.2026 9:05 pm,21:05,4\n",
            "date,time,pain\n2026-11-20,07:30,4\n2026-11-20,21:05,4\n",
            "\"2026-11-20T07:30:00\" -> 2026-11-20 with the time 07:30",
        ),
        (
            "date,pain\n2026-11-20 07:30,4\n2026-11-21,5\n",
            "date,pain,time\n2026-11-20,4,07:30\n2026-11-21,5\n",
            "with the time 07:30",
        ),
        // In pairs, too, and with a line break.
        (
            "date,pain,note\n2026-11-20,7:30,\"\"\n2026-11-21,4,\"e \\\"x, y\\\" z\"\n",
            "date,pain,note\n2026-11-20,7:30,\"\"\n2026-11-21,4,\"e \"\"x, y\"\" z\"\n",
            "a backslash before a quote",
        ),
        (
            "date,pain,note\n20.11.2026,4,\"said \\\"ouch\\\"\nand more\"\n",
            "date,pain,note\n2026-11-20,4,\"said \"\"ouch\"\" and more\"\n",
            "a text goes on to line 3",
        ),
        // Rows that are older than the last column.
        (
            "date,time,pain,stretch,stretch_minutes,activity,activity_minutes,distance_km,symptoms,began,seen,note,tags\n\
             2026-11-20,7:30,4.0,,,,,,,,,\"a\nb\"\n2026-11-21,08:00,4,,,,,,,,,,x\n",
            "date,time,pain,stretch,stretch_minutes,activity,activity_minutes,distance_km,symptoms,began,seen,note,tags\n\
             2026-11-20,07:30,4,,,,,,,,,a b\n2026-11-21,08:00,4,,,,,,,,,,x\n",
            "a text goes on to line 3",
        ),
        (
            "date\tpain\tnote\tplace\n2026-11-20\t4\t\"woke\nat night\"\thome\n",
            "date\tpain\tnote\tplace\n2026-11-20\t4\twoke at night\thome\n",
            "a text goes on to line 3",
        ),
        (
            "date,pain,note\n2026-11-20,4,\"a\n,\nb\"\n",
            "date,pain,note\n2026-11-20,4,\"a , b\"\n",
            "a text goes on to line 4",
        ),
        (
            "date,time,pain,note,place\n20.11.2026,7:30,4,\"said \\\"ouch\\\", then left\"\n",
            "date,time,pain,note,place\n2026-11-20,07:30,4,\"said \"\"ouch\"\", then left\"\n",
            "a backslash before a quote",
        ),
        (
            "date,time,pain\n2026-11-20T07:30:10,,4\n2026-11-19 00:00,08:00,5\n",
            "date,time,pain\n2026-11-20,07:30:10,4\n2026-11-19,08:00,5\n",
            "with the time 07:30:10",
        ),
        // Midnight is a time where the others have one.
        (
            "date,time,pain\n2026-11-20T00:00,,4\n2026-11-20T07:30,,5\n",
            "date,time,pain\n2026-11-20,00:00,4\n2026-11-20,07:30,5\n",
            "with the time 00:00",
        ),
    ] {
        let (log, said) = fixed(before);
        let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.contains(named), "{before}\n{said}");
        assert_eq!(log, after, "{said}");
        assert_eq!(fixed(&log).0, log);
    }
}

#[test]
fn what_has_more_than_one_stays() {
    for (log, named) in [
        // A row of its own is no part of a torn one.
        ("date,pain,note\n2026-11-20,7,\"woke\n2026-11-21,4,\"x\"\n", "a quote is not closed"),
        ("date,pain,note\n2026-11-20,\"7\nx\n", "a quote is not closed"),
        // However spoiled it is: its signs would be lost in a note.
        (
            "date,pain,symptoms,note\n2026-11-20,4,,\"stiff\n2026-11-21,8,fever,\"better\n",
            "a quote is not closed",
        ),
        (
            "date,pain,symptoms,note\n2026-11-20,4,,\"stiff\n2026-11-21T07:30,8,fever,\"better\n",
            "a quote is not closed",
        ),
        (
            "date,pain,symptoms,note\n2026-11-20,4,,\"stiff\n5/11/2026,8,fever,\"\nslept badly\"\n",
            "a quote is not closed",
        ),
        (
            "date,pain,symptoms,note\n2026-11-20,4,,\"stiff\nyesterday,8,fever,sat 5\"\n",
            "a quote is not closed",
        ),
        (
            "date,pain,note,place,symptoms\n2026-11-20,4,\"woke\nat night\",home\n5/11/2026,8\n",
            "a quote is not closed",
        ),
        // The lines of a text that is not put together are no rows.
        (
            "date,pain,note\n2026-11-20,4,\"worst since\n20.10.2026\nthen better\"\n",
            "is not closed",
        ),
        // A backslash beside quotes that are written twice is one.
        ("date,pain,note\n2026-11-20,4,\"path \"\"C:\\\"\"\n", "a quote is not closed"),
        ("date\ttime\tpain\tnote\ttags\n2026-11-20\t07:30\t4\t\"C:\\\"\tx\n", "nothing wrong"),
        // Seconds that can be read stay.
        ("date,time,pain\n2026-11-20,07:30:10,4\n2026-11-20,07:30:50,8\n", "nothing wrong"),
        // Another header has other columns.
        (
            "date,pain,note\n2026-11-20,4,\ndate,pain,note,tags\n2026-11-21,5,b,physio\n",
            "a header with other columns",
        ),
        ("date,pain,note\n2026-11-20,4,\ndate,,do not lose me\n", "a header with other columns"),
        ("date,time,pain\n2026-11-20 07:30,08:00,4\n", "is not a day"),
        ("date,pain\n2026-11-20 07:30Z,4\n", "is not a day"),
        ("date,pain\n5/11/2026 07:30,4\n", "is not a day"),
        ("date,pain\n2027-11-20 07:30,4\n", "is not a day"),
    ] {
        let (after, said) = fixed(log);
        let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.contains(named), "{log}\n{said}");
        assert_eq!(after, log, "{said}");
    }
}

#[test]
fn another_scale_is_asked_about_and_not_judged() {
    let world = World::new();
    let rows = |pains: &[u32]| {
        let rows = pains.iter().zip(1..).map(|(pain, day)| format!("2026-11-{day:02},{pain}\n"));
        world.with_log(format!("date,pain\n{}", rows.collect::<String>()));
    };
    rows(&[8, 9, 10, 9, 8, 45, 50, 40, 9, 8]);
    let status = world.ok(&["status"]);
    assert!(status.contains("Is this a scale of 0 to 100?"), "{status}");
    let json: serde_json::Value =
        serde_json::from_str(&world.ok(&["report", "--format", "json"])).unwrap();
    assert_eq!(json["verdict"]["status"], "not-enough-data");
    assert!(json["verdict"]["recent"].is_null());
    assert!(json["weeks"].as_array().unwrap().iter().all(|week| week["pain"]["mean"].is_null()));
    assert!(world.ok(&["report"]).contains("3 pains of the last four weeks are above 10"));
    let check = world.run(&["check"]).stdout;
    assert!(check.contains("3 pains are above 10; is this a scale of 0 to 100?"), "{check}");
    // Two slips are slips, and so are three among many.
    rows(&[8, 9, 10, 9, 8, 45, 50, 4, 9, 8]);
    assert!(!world.ok(&["status"]).contains("scale"));
    let mut many = [8; 22].to_vec();
    many[3..6].copy_from_slice(&[45, 50, 40]);
    rows(&many);
    assert!(world.ok(&["status"]).contains("scale"));
    // A sign is still told.
    world.with_log("date,pain,symptoms\n2026-11-20,80,fever\n2026-11-21,70,\n2026-11-22,90,\n");
    let status = world.ok(&["status"]);
    assert!(status.contains("be seen by a doctor today"), "{status}");
}

#[test]
fn a_log_of_which_nothing_is_read_is_not_called_empty() {
    let world = World::new();
    world.with_log("date,pain\n20.11.2026,4\n21.11.2026,5\n");
    for args in [&["history"][..], &["export", "csv"], &["export", "json"]] {
        let stderr = world.run(args).stderr;
        assert!(stderr.contains("no row of these days can be read"), "{stderr}");
        assert!(stderr.contains("`backcare check`") && !stderr.contains("log 4"), "{stderr}");
    }
}

#[test]
fn lines_of_a_git_merge_are_named() {
    let [ours, middle, theirs] = ["<", "=", ">"].map(|sign| sign.repeat(7));
    let log = format!("date,pain\n{ours} HEAD\n2026-11-20,4\n{middle}\n2026-11-20,5\n{theirs} x\n");
    let (after, said) = fixed(&log);
    assert_eq!(said.matches("a line of an unfinished git merge").count(), 3, "{said}");
    assert_eq!(after, log);
}

#[test]
fn a_time_of_the_small_hours_goes_to_the_day_before() {
    let world = World::new();
    world.with_config("day_starts_at = \"04:00\"\n");
    let (log, _) = fixed_in(&world, "date,time,pain\n2026-11-20T01:30,,4\n2026-11-20T07:30,,5\n");
    assert_eq!(log, "date,time,pain\n2026-11-19,01:30,4\n2026-11-20,07:30,5\n");
}
