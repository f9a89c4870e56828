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
    assert!(stderr.contains("config.toml") && stderr.contains("`stretch_goal`"), "{stderr}");
}
