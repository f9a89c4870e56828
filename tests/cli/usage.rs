//! Help, version, usage errors.

use crate::harness::World;

#[test]
fn help_names_every_command_in_its_group() {
    let help = World::new().ok(&["--help"]);
    for command in backcare::cli().get_subcommands().filter(|command| !command.is_hide_set()) {
        let line = format!("\n  {} ", command.get_name());
        assert!(help.contains(&line), "{} is not in\n{help}", command.get_name());
        assert!(command.get_about().is_some(), "{} says nothing", command.get_name());
    }
}

#[test]
fn a_word_that_is_no_command_says_what_to_type() {
    for (args, instead) in [
        (&["raport"][..], "report"),
        (&["urgent"], "tips urgent"),
        (&["red-flags"], "tips urgent"),
        (&["shoes"], "tips shoes"),
        (&["4"], "log 4"),
        (&["4/10"], "log 4"),
        (&["pain", "4"], "log 4"),
        (&["version"], "--version"),
        (&["nonsense"], "--help"),
    ] {
        let stderr = World::new().refused(args);
        assert!(stderr.ends_with(&format!("; try backcare {instead}\n")), "{stderr}");
    }
}

#[test]
fn a_bad_clock_is_refused() {
    let stderr = World::new().var("BACKCARE_NOW", "noon").refused(&["status"]);
    assert!(stderr.contains("2026-11-22T07:30"), "{stderr}");
}

#[test]
fn every_message_has_one_prefix_and_drives_no_terminal() {
    let hostile = "\u{1b}]52;c;ZXZpbA==\u{7}\u{9b}31m\u{202e}";
    for args in [
        &["report", "--format", hostile][..],
        &["import", hostile, "more.csv"],
        &[hostile],
        &["log", &format!("--{hostile}")],
        &["tips", hostile],
        &["--file", hostile, "undo"],
        &["log", "4", "5"],
        &["log", "-d", hostile],
    ] {
        let stderr = World::new().refused(args);
        assert!(stderr.starts_with("backcare: "), "{args:?}: {stderr}");
        assert!(!stderr.contains("error: "), "{args:?}: {stderr}");
        assert!(
            !stderr.contains(['\u{1b}', '\u{7}', '\u{9b}', '\u{202e}']),
            "{args:?}: {stderr:?}"
        );
    }
    let world = World::new();
    let said = world.run(&["man", "--dir", "d\u{1b}]0;x\u{7}"]).stderr;
    assert!(said.contains("d\\u{1b}]0;x\\u{7}"), "{said:?}");
}

#[test]
fn json_holds_nothing_that_drives_a_terminal() {
    let world = World::new();
    world.with_log("date,pain,note\n2026-11-20,4,a\u{9b}31m\u{202e}b\n");
    let shown = world.ok(&["export", "json"]);
    assert!(!shown.contains(['\u{9b}', '\u{202e}']), "{shown:?}");
    let read: serde_json::Value = serde_json::from_str(&shown).unwrap();
    assert_eq!(read["rows"][0]["note"], "a\u{9b}31m\u{202e}b");
}

#[test]
fn help_and_version_are_results() {
    for args in [&["--help"][..], &["--version"], &["log", "--help"]] {
        let ran = World::new().run(args);
        assert_eq!((ran.code, &*ran.stderr), (Some(0), ""), "{args:?}");
        assert!(!ran.stdout.is_empty());
    }
}

#[test]
fn a_clock_of_another_age_is_refused() {
    for now in ["0000-01-01T00:00", "1949-12-31T23:59", "+10000-01-01T00:00"] {
        let mut world = World::new();
        world.at(now);
        world.refused(&["log", "1", "-d", "yesterday"]);
        assert!(!world.log_path().exists());
    }
    assert!(World::new().ok(&["config"]).contains("(BACKCARE_NOW)"));
}
