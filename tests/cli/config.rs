//! `backcare config`.

use crate::harness::World;

#[test]
fn shows_what_is_in_force_and_from_where() {
    let world = World::new();
    let shown = world.ok(&["config"]);
    for line in [
        "stretch_goal = 1                # default",
        "consult_after_weeks = 6         # default",
        "distance_unit = \"km\"            # default",
    ] {
        assert!(shown.contains(line), "{line} is not in\n{shown}");
    }
    world.with_config("stretch_goal = 3\nlog = \"/logs/back.csv\"\n");
    let shown = world.ok(&["config"]);
    assert!(shown.contains("stretch_goal = 3                # config file"), "{shown}");
    let shown = world.ok(&["config", "--file", "mine.csv"]);
    assert!(shown.contains("log = \"mine.csv\"                # --file"), "{shown}");
}

#[test]
fn what_it_prints_is_a_config_file() {
    let mut world = World::new();
    let shown = world.ok(&["config", "--file", "log with \"quotes\".csv"]);
    let path = world.path("printed.toml");
    std::fs::write(&path, &shown).unwrap();
    world.var("BACKCARE_CONFIG", &path.to_string_lossy());
    let again = world.ok(&["config"]);
    assert!(again.contains("quotes"), "{again}");
}

#[test]
fn init_writes_once_and_never_over() {
    let mut world = World::new();
    let path = world.path("made/here.toml");
    world.var("BACKCARE_CONFIG", &path.to_string_lossy());
    world.ok(&["config", "--init"]);
    let written = std::fs::read_to_string(&path).unwrap();
    world.ok(&["config"]);
    let stderr = world.refused(&["config", "--init"]);
    assert!(stderr.contains("stays as it is"), "{stderr}");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), written);
}

#[test]
fn an_unknown_key_names_the_known_and_the_file() {
    let world = World::new();
    world.with_config("goal = 2\n");
    let stderr = world.refused(&["config"]);
    assert!(
        stderr.contains("config.toml") && stderr.contains("the settings are log, day_starts_at"),
        "{stderr}"
    );
}

#[test]
fn a_path_may_begin_at_home_and_with_no_variable() {
    let mut world = World::new();
    world.ok(&["--file", "~/a/log.csv", "log", "4"]);
    world.var("BACKCARE_FILE", "~/b.csv").var("BACKCARE_CONFIG", "~/c.toml");
    world.ok(&["config", "--init"]);
    assert!(world.path("c.toml").exists());
    world.ok(&["import", "~/a/log.csv"]);
    world.ok(&["report", "-o", "~/d.svg"]);
    world.ok(&["export", "csv", "-o", "~/e.csv"]);
    for name in ["b.csv", "d.svg", "e.csv"] {
        assert!(world.path(name).exists(), "{name}");
    }
    assert!(!world.path("~").exists());
    for path in ["$HOME/x.csv", "${HOME}/x.csv", "%USERPROFILE%\\x.csv", "$env:USERPROFILE\\x.csv"]
    {
        let stderr = world.refused(&["--file", path, "log", "4"]);
        assert!(stderr.contains("try \"~/x.csv\""), "{stderr}");
    }
    for args in [&["report", "-o", "$HOME/x.html"][..], &["man", "--dir", "%HOME%/m"]] {
        let stderr = world.refused(args);
        assert!(stderr.contains("begins with a variable"), "{stderr}");
    }
    let world = World::new();
    world.with_config("log = \"$HOME/sync/log.csv\"\n");
    let stderr = world.refused(&["log", "4"]);
    assert!(stderr.contains("log in the config file"), "{stderr}");
    assert!(stderr.contains("try \"~/sync/log.csv\""), "{stderr}");
    assert!(!world.path("config/backcare/$HOME").exists());
}

#[cfg(target_os = "linux")]
#[test]
fn what_is_done_is_said_where_stdout_is_full() {
    let full = || std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let world = World::new();
    for (args, named) in [
        (
            &["config", "--init"][..],
            "wrote ~/config/backcare/config.toml\nbackcare: it is done, but",
        ),
        (&["config"], "cannot write to stdout: No space left"),
    ] {
        let output = world.command(args).stdout(full()).output().unwrap();
        let home = world.path("").to_string_lossy().trim_end_matches('/').to_owned();
        let stderr = String::from_utf8(output.stderr).unwrap().replace(&home, "~");
        assert_eq!(output.status.code(), Some(2), "{stderr}");
        assert!(stderr.contains(named), "{stderr}");
    }
}
