//! `stretch` where there is no terminal: lists, plans, lines, and what is recorded.

#[cfg(unix)]
mod terminal;

use crate::harness::World;

const QUICK: &str = "[[routine]]\nname = \"quick\"\nsummary = \"Mine\"\n\
                     [[routine.stretch]]\nname = \"calf\"\nhold = \"1s\"\nprepare = \"0s\"\n";

fn with_routines(world: &World, text: &str) {
    world.with_config("");
    std::fs::write(world.path("config/backcare/routines.toml"), text).unwrap();
}

#[test]
fn the_list_names_every_routine_with_its_time() {
    let world = World::new();
    with_routines(&world, QUICK);
    let list = world.ok(&["stretch", "--list"]);
    for line in [
        "hamstring   2:35  ",
        "runner      7:55  ",
        "desk        3:00  ",
        "quick       0:07  Mine (yours)",
    ] {
        assert!(list.contains(line), "{line}\n{list}");
    }
}

#[test]
fn a_dry_run_shows_the_plan_and_records_nothing() {
    let world = World::new();
    let plan = world.ok(&["stretch", "--dry-run"]);
    for part in [
        "hamstring  2:35 in all, 2:00 of it held",
        "lying with a strap",
        "heel on a step",
        "hold left                  30 s",
        "switch to the right         5 s",
        "never into pain",
        "convention",
        "[22] Garber",
    ] {
        assert!(plan.contains(part), "{part}\n{plan}");
    }
    assert!(!world.log_path().exists());
    let options = ["--hold", "1min", "--sets", "3", "--side", "right"];
    let plan = world.ok(&[&["stretch", "desk", "--dry-run"][..], &options].concat());
    assert_eq!(plan.matches("hold right ").count(), 9, "{plan}");
    assert_eq!(plan.matches(" 60 s\n").count(), 12, "{plan}");
    assert!(!plan.contains("left foot"), "{plan}");
}

#[test]
fn a_plan_is_ascii_where_the_locale_is() {
    let mut world = World::new();
    world.var("LANG", "C");
    for args in [&["stretch", "--list"][..], &["stretch", "runner", "--dry-run"]] {
        let text = world.ok(args);
        assert!(text.is_ascii(), "{text}");
    }
}

#[test]
fn one_line_a_step_and_one_row_a_stretch() {
    let mut world = World::new();
    world.var("BACKCARE_SPEED", "10");
    with_routines(&world, QUICK);
    let out = world.ok(&["stretch", "quick"]);
    let lines: Vec<_> = out.lines().take(4).collect();
    assert_eq!(
        lines,
        [
            "0:00 get ready for 0 s: Calf. Stretch to mild tension, never into pain. Stop when it \
             sends pain, tingling or numbness down the leg.",
            "0:00 hold left for 1 s",
            "0:01 switch to the right for 5 s",
            "0:06 hold right for 1 s"
        ]
    );
    assert!(out.contains("Recorded calf 2 s"), "{out}");
    assert!(!out.contains(['\u{1b}', '\u{7}']), "{out:?}");
    assert!(world.log().ends_with("\n2026-11-22,07:30,,calf,0.033,,,,,,,\n"));
}

#[test]
fn a_row_counts_for_the_day_that_has_not_ended_yet() {
    let mut world = World::new();
    with_routines(&world, QUICK);
    world.with_config("day_starts_at = \"04:00\"\n");
    world.at("2026-11-22T00:40");
    world.ok(&["stretch", "quick", "--side", "left"]);
    assert!(world.log().contains("\n2026-11-21,00:40,,calf,0.017,"));
}

#[test]
fn no_log_records_nothing() {
    let world = World::new();
    with_routines(&world, QUICK);
    let out = world.ok(&["stretch", "quick", "--side", "left", "--no-log"]);
    assert!(out.contains("Held, and not recorded: calf 0:01"), "{out}");
    assert!(!world.log_path().exists());
}

#[test]
fn a_file_that_is_no_log_is_refused_before_anybody_stretches() {
    let world = World::new();
    with_routines(&world, QUICK);
    let folder = world.path("folder");
    std::fs::create_dir(&folder).unwrap();
    let other = world.path("other.csv");
    std::fs::write(&other, "id,name\n1,x\n").unwrap();
    for file in [folder, other.clone()] {
        let file = file.to_str().unwrap();
        let ran = world.run(&["stretch", "quick", "--side", "left", "--file", file]);
        assert_eq!(ran.code, Some(2), "{ran}");
        assert!(!ran.stdout.contains("hold"), "{ran}");
    }
    assert_eq!(std::fs::read_to_string(other).unwrap(), "id,name\n1,x\n");
}

#[test]
fn an_unknown_routine_is_asked_about() {
    let world = World::new();
    let stderr = world.refused(&["stretch", "hamstrng"]);
    assert!(stderr.contains("did you mean hamstring?"), "{stderr}");
    let stderr = world.refused(&["stretch", "yoga"]);
    assert!(stderr.contains("hamstring, runner, desk"), "{stderr}");
    assert!(stderr.contains("routines.toml"), "{stderr}");
}

#[test]
fn a_mistake_in_the_own_file_names_it_with_its_line() {
    let world = World::new();
    with_routines(&world, &QUICK.replace("1s", "1"));
    let stderr = world.refused(&["stretch", "--list"]);
    assert!(stderr.contains("routines.toml:6: \"1\" has no unit; try 90s"), "{stderr}");
    with_routines(&world, &QUICK.replace("hold", "holds"));
    let stderr = world.refused(&["stretch"]);
    assert!(stderr.contains("routines.toml:6: unknown field `holds`, expected"), "{stderr}");
}

#[test]
fn ones_own_routine_of_a_built_in_name_takes_its_place() {
    let world = World::new();
    with_routines(&world, &QUICK.replace("quick", "desk"));
    let plan = world.ok(&["stretch", "desk", "--dry-run"]);
    assert!(plan.contains("desk  0:07 in all"), "{plan}");
    let list = world.ok(&["stretch", "--list"]);
    assert_eq!(list.matches("desk").count(), 1, "{list}");
}

#[test]
fn an_open_sign_of_a_leg_or_a_bone_holds_the_session_back() {
    for (rows, says) in [
        ("2026-11-09,,leg-pain,", "Recorded on 9 Nov 2026\n"),
        ("2026-06-01,,leg-pain,", "Recorded on 1 Jun 2026\n"),
        ("2026-11-09,,leg-numbness;night-pain,", "Recorded on 9 Nov 2026\n"),
        ("2026-11-09,,bone-stress,", "stop running until"),
        ("2026-11-09,,bone-risk,", "Recorded on 9 Nov 2026\n"),
        ("2026-11-20,7,,", "Your last pain was 7/10, on 20 Nov 2026."),
        ("2026-11-22,,leg-weeknes,", "did you mean leg-weakness?"),
        ("2026-11-22,,night-pain,", ""),
        ("2026-11-09,,leg-pain,\n2026-11-10,,,2026-11-10", ""),
        ("2026-05-24,,leg-pain,", ""),
        ("2026-11-20,7,,\n2026-11-21,6,,", ""),
    ] {
        let mut world = World::new();
        world.var("BACKCARE_SPEED", "10");
        with_routines(&world, QUICK);
        world.with_log(format!("date,pain,symptoms,seen\n{rows}\n2026-01-01,,,\n"));
        let ran = world.run(&["stretch", "quick", "--side", "left"]);
        if says.is_empty() {
            assert_eq!(ran.code, Some(0), "{rows}\n{ran}");
            continue;
        }
        assert_eq!((ran.code, &*ran.stdout), (Some(2), ""), "{rows}\n{ran}");
        assert!(ran.stderr.contains(says) && ran.stderr.contains("--yes"), "{rows}\n{ran}");
        let ran = world.run(&["stretch", "quick", "--side", "left", "--yes"]);
        assert_eq!(ran.code, Some(0), "{rows}\n{ran}");
        assert!(ran.stderr.contains(says), "{ran}");
        assert!(world.log().contains("calf"), "{ran}");
    }
}

#[test]
fn an_urgent_sign_that_no_visit_has_answered_stops_the_session() {
    for symptom in [
        "saddle-numbness", "bladder-bowel", "both-legs", "major-injury", "chest-pain",
        "sudden-severe", "leg-weakness", "fever", "immune-risk", "urine", "new-deformity",
    ] {
        let world = World::new();
        with_routines(&world, QUICK);
        // Two symptoms: the urgent one comes first, and is all that is said.
        world.with_log(format!(
            "date,symptoms\n2026-07-26,{symptom}\n2026-11-22,leg-pain\n2026-01-01,\n"
        ));
        for args in [
            &["stretch", "quick", "--side", "left"][..],
            &["stretch", "quick", "--side", "left", "--yes"],
        ] {
            let before = world.log();
            let ran = world.run(args);
            assert_eq!((ran.code, &*ran.stdout), (Some(1), ""), "{symptom}\n{ran}");
            assert!(ran.stderr.contains("Recorded on 26 Jul 2026\n"), "{ran}");
            assert!(ran.stderr.contains("log --seen"), "{ran}");
            assert!(ran.stderr.contains("log --no-signs"), "{ran}");
            assert!(!ran.stderr.contains("appointment"), "{ran}");
            assert_eq!(world.log(), before);
        }
        // A plan is only shown, and not without a word.
        let plan = world.run(&["stretch", "quick", "--dry-run"]);
        assert_eq!(plan.code, Some(0), "{plan}");
        assert!(plan.stderr.contains("Recorded on 26 Jul 2026\n"), "{plan}");
    }
    for (rows, why) in [
        ("2026-05-24,fever,\n", "half a year is over"),
        ("2026-10-25,fever,\n2026-10-26,,2026-10-26\n", "a visit long ago"),
        ("2026-11-20,fever,\n2026-11-21,,2026-11-21\n", "a visit"),
    ] {
        let world = World::new();
        with_routines(&world, QUICK);
        world.with_log(format!("date,symptoms,seen\n{rows}"));
        let ran = world.run(&["stretch", "quick", "--side", "left"]);
        assert_eq!(ran.code, Some(0), "{why}\n{ran}");
    }
}

#[test]
fn a_visit_on_the_day_of_the_sign_may_have_been_for_it() {
    let world = World::new();
    with_routines(&world, QUICK);
    world.with_log("date,symptoms,seen\n2026-11-22,leg-weakness,2026-11-22\n");
    let ran = world.run(&["stretch", "quick"]);
    assert_eq!(ran.code, Some(1), "{ran}");
    assert!(ran.stderr.contains("If you have not been seen for it"), "{ran}");
    assert!(ran.stderr.contains("cannot tell which came first"), "{ran}");
}

#[test]
fn a_leg_symptom_far_from_the_end_of_the_file_is_found() {
    let world = World::new();
    with_routines(&world, QUICK);
    // Imported rows stand below newer ones, and fill any bounded tail.
    let old = "2020-01-01,\n".repeat(20_000);
    world.with_log(format!("date,symptoms\n2026-11-20,leg-pain\n{old}"));
    let stderr = world.refused(&["stretch", "quick"]);
    assert!(stderr.contains("Recorded on 20 Nov 2026\n"), "{stderr}");
}

#[test]
fn options_that_make_no_sense_are_refused() {
    let world = World::new();
    for (args, named) in [
        (&["--hold", "30"][..], "no unit"),
        (&["--hold", "0s"], "1s"),
        (&["--hold", "2x30s"], "30s"),
        (&["--sets", "0"], "1 to 20"),
        (&["--side", "top"], "left, right, both"),
        (&["--pain"], "no terminal to ask on"),
        (&["--pain", "--no-log"], "--no-log"),
    ] {
        let stderr = world.refused(&[&["stretch"], args].concat());
        assert!(stderr.contains(named), "{args:?}\n{stderr}");
    }
}

#[test]
fn the_routines_are_offered_to_the_shell() {
    let world = World::new();
    for shell in ["bash", "zsh"] {
        let script = world.ok(&["completions", shell]);
        assert!(script.contains("runner"), "{shell}");
    }
}

/// Signals, and readers that go away, are Unix's own.
#[cfg(unix)]
mod unix {
    use std::io::{BufRead, BufReader, Read};
    use std::process::Stdio;

    use super::{World, with_routines};

    const LONG: &str = "[[routine]]\nname = \"long\"\n\
        [[routine.stretch]]\nname = \"calf\"\nhold = \"1s\"\nprepare = \"0s\"\nsides = \"together\"\n\
        [[routine.stretch]]\nname = \"quad\"\nhold = \"10min\"\nprepare = \"0s\"\nsides = \"together\"\n";

    #[test]
    fn ctrl_c_keeps_the_holds_that_were_finished() {
        use std::os::unix::process::ExitStatusExt;

        for (signal, code, killed_by) in [("INT", Some(130), None), ("TERM", None, Some(15))] {
            let world = World::new();
            with_routines(&world, LONG);
            let mut child = world
                .command(&["stretch", "long"])
                .stdin(Stdio::null())
                .stdout(Stdio::piped())
                .spawn()
                .unwrap();
            let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
            // The second hold is under way when its line is there.
            lines.nth(3).unwrap().unwrap();
            let kill = format!("kill -s {signal} {}", child.id());
            let killed = std::process::Command::new("sh").args(["-c", &kill]).status();
            assert!(killed.unwrap().success());
            let status = child.wait().unwrap();
            assert_eq!((status.code(), status.signal()), (code, killed_by));
            assert!(world.log().ends_with(",calf,0.017,,,,,,,\n"), "{}", world.log());
        }
    }

    #[test]
    fn a_reader_that_goes_away_loses_no_hold() {
        let world = World::new();
        with_routines(&world, &LONG.replace("10min", "1s"));
        let mut child = world
            .command(&["stretch", "long"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        lines.nth(1).unwrap().unwrap();
        drop(lines);
        let mut stderr = String::new();
        child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(0), "{stderr}");
        assert_eq!(stderr, "");
        assert!(world.log().contains(",calf,0.017,"), "{}", world.log());
    }

    #[test]
    fn what_cannot_be_recorded_is_said_with_what_was_held() {
        let world = World::new();
        with_routines(&world, &LONG.replace("10min", "1s"));
        let mut child = world
            .command(&["stretch", "long"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        lines.nth(1).unwrap().unwrap();
        // Something else takes the log's place meanwhile.
        std::fs::create_dir_all(world.log_path()).unwrap();
        while lines.next().is_some() {}
        let output = child.wait_with_output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{stderr}");
        assert!(stderr.contains("not recorded (calf 0:01, quad 0:01)"), "{stderr}");
        assert!(stderr.contains("log.csv"), "{stderr}");
    }
}
