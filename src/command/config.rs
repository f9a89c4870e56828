//! `backcare config`: the settings, and where each comes from.

use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Context as _, anyhow, bail};

use super::output::{Exit, Io, shown_path};
use crate::context::{Context, SettingOrigin};
use crate::log::write_new;
use crate::term::{Role, for_terminal};

/// Show the settings, and where each comes from
#[derive(Debug, clap::Args)]
#[command(after_help = help_text!("config"))]
pub struct Args {
    /// Write a commented config file to begin with; one that is there stays
    #[arg(long)]
    init: bool,
}

/// Every key with its default, commented out, and what it is for.
const TEMPLATE: &str = include_str!("config_template.toml");

pub fn run(args: &Args, io: &mut Io<'_>) -> anyhow::Result<Exit> {
    let (path, source) = Context::config_path().ok_or_else(|| {
        anyhow!("no home folder is known for the config; name a file with BACKCARE_CONFIG")
    })?;
    if args.init {
        write_template(&path)?;
        io.show_done(&format!("wrote {}\n", shown_path(&path)))?;
        return Ok(Exit::Done);
    }
    let theme = io.context.theme();
    let config = io.context.config()?;
    let (log, log_source) = io.context.log_path()?;
    let of_file = |key: &str| {
        if config.set.iter().any(|set| set == key) {
            SettingOrigin::File
        } else {
            SettingOrigin::Default
        }
    };
    let rows = [
        ("log", quoted(&log.display().to_string())),
        ("day_starts_at", quoted(&config.day_starts_at.to_string())),
        ("stretch_goal", config.stretch_goal.to_string()),
        ("consult_after_weeks", config.consult_after_weeks.to_string()),
        ("distance_unit", quoted(config.distance_unit.name())),
    ];
    let state = match (path.exists(), source) {
        (true, SettingOrigin::Environment) => "named by BACKCARE_CONFIG",
        (true, _) => "read",
        (false, _) => "not there yet; `backcare config --init` writes one",
    };
    // As TOML: what is printed can be pasted into the file.
    let about = format!("# {} ({state})", shown_path(&path));
    writeln!(io.out, "{}", theme.paint(Role::Faint, about))?;
    for (key, value) in rows {
        let source = if key == "log" { log_source } else { of_file(key) };
        let origin = match source {
            SettingOrigin::Option => "--file",
            SettingOrigin::Environment => "BACKCARE_FILE",
            SettingOrigin::File => "config file",
            SettingOrigin::Default => "default",
        };
        let setting = format!("{key} = {value}");
        let comment = theme.paint(Role::Faint, format!("# {origin}"));
        writeln!(io.out, "{setting:<30}  {comment}")?;
    }
    if let Some(now) = io.context.fixed_now() {
        let clock = format!("# the clock stands at {now} (BACKCARE_NOW)");
        writeln!(io.out, "{}", theme.paint(Role::Warning, clock))?;
    }
    Ok(Exit::Done)
}

/// A TOML string; its escapes keep it harmless on a terminal, too.
fn quoted(text: &str) -> String {
    for_terminal(&toml::Value::from(text).to_string())
}

fn write_template(path: &Path) -> anyhow::Result<()> {
    let failed = || format!("cannot write the config file {}", path.display());
    match write_new(path, TEMPLATE.as_bytes()) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            bail!(
                "{} is there already and stays as it is; edit it, or move it away first",
                path.display()
            )
        }
        result => result.with_context(failed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    #[test]
    fn the_template_names_every_key_with_its_default() {
        let keys: Vec<&str> = TEMPLATE
            .lines()
            .filter_map(|line| line.strip_prefix("# ")?.split_once(" = "))
            .map(|(key, _)| key)
            .collect();
        assert_eq!(keys.len(), 5, "{keys:?}");
        // Taking the comment signs away leaves a file that changes nothing but the log's path.
        let live: Vec<&str> = TEMPLATE
            .lines()
            .filter(|line| line.contains(" = "))
            .filter_map(|line| line.strip_prefix("# "))
            .collect();
        let config = Config::parse(&live.join("\n")).unwrap();
        let default =
            Config { log: config.log.clone(), set: config.set.clone(), ..Config::default() };
        assert_eq!(config, default);
        assert_eq!(config.set.len(), 5);
        assert_eq!(Config::parse(TEMPLATE).unwrap(), Config::default());
    }
}
