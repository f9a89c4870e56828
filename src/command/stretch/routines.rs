//! The routines there are: the built-in ones, and the person's own file beside
//! the config file.

use std::fmt::Write as _;
use std::io::ErrorKind;
use std::path::PathBuf;

use anyhow::{Context as _, anyhow};

use crate::context::Context;
use crate::domain::closest;
use crate::guidance::Routine;
use crate::guidance::{own_routines, routines};
use crate::term::for_terminal;

/// Where a person's own routines are, or would be.
fn own_path(context: &Context) -> Option<PathBuf> {
    context.config_path().map(|(config, _)| config.with_file_name("routines.toml"))
}

/// Every routine, the default one first. One's own of a built-in name takes its place.
pub fn all(context: &Context) -> anyhow::Result<Vec<Routine>> {
    let mut all = routines()?;
    let Some(path) = own_path(context) else {
        return Ok(all);
    };
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(all),
        Err(error) => {
            return Err(error)
                .with_context(|| format!("cannot read your routines in {}", path.display()));
        }
    };
    let own = own_routines(&text)
        .map_err(|error| anyhow!("{}:{}: {}", path.display(), error.line, error.reason))?;
    for routine in own {
        match all.iter_mut().find(|other| other.name == routine.name) {
            Some(other) => *other = routine,
            None => all.push(routine),
        }
    }
    Ok(all)
}

/// The routine of this name; without a name the first one.
pub fn named(
    mut routines: Vec<Routine>,
    name: Option<&str>,
    context: &Context,
) -> anyhow::Result<Routine> {
    let asked = name.map(str::trim).map(str::to_lowercase);
    let found = match &asked {
        Some(asked) => routines.iter().position(|routine| routine.name.as_str() == asked),
        None => Some(0),
    };
    if let Some(index) = found
        && index < routines.len()
    {
        return Ok(routines.swap_remove(index));
    }
    let asked = asked.unwrap_or_default();
    let names: Vec<_> = routines.iter().map(|routine| routine.name.as_str()).collect();
    let mut message = format!("there is no routine {:?}", for_terminal(&asked));
    if let Some(meant) = closest(&asked, &names) {
        let _ = write!(message, "; did you mean {meant}?");
    }
    let _ = write!(message, "\nthe routines are {}", names.join(", "));
    if let Some(path) = own_path(context) {
        let _ = write!(message, "; your own go into {}", path.display());
    }
    Err(anyhow!(message))
}
