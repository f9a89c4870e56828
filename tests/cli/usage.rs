//! Help, version, usage errors.

use crate::harness::World;

#[test]
fn help_names_every_command_in_its_group() {
    let help = World::new().ok(&["--help"]);
    for command in backcare::cli()
        .get_subcommands()
        .filter(|command| !command.is_hide_set())
    {
        let line = format!("\n  {} ", command.get_name());
        assert!(
            help.contains(&line),
            "{} is not in\n{help}",
            command.get_name()
        );
        assert!(
            command.get_about().is_some(),
            "{} says nothing",
            command.get_name()
        );
    }
}

#[test]
fn an_unknown_command_is_a_usage_error() {
    let stderr = World::new().refused(&["raport"]);
    assert!(stderr.contains("report"), "{stderr}");
}

#[test]
fn a_bad_clock_is_refused() {
    let stderr = World::new()
        .var("BACKCARE_NOW", "noon")
        .refused(&["status"]);
    assert!(stderr.contains("2026-11-22T07:30"), "{stderr}");
}
