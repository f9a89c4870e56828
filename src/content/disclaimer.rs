//! What every report and every tip says.

use serde::Deserialize;

use super::ContentError;
use super::embedded::{Embedded, embedded};
use crate::domain::{Disclaimer, Statement};

const FILE: Embedded = embedded!("disclaimer.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    reviewed: String,
    short: String,
    urgent: String,
    point: Vec<Statement>,
}

/// What every report and every tip says.
///
/// # Errors
/// When the built-in text is not as it should be.
pub fn disclaimer() -> Result<Disclaimer, ContentError> {
    let file: File = FILE.parse()?;
    Ok(Disclaimer {
        reviewed: file.reviewed,
        short: file.short,
        urgent: file.urgent,
        points: file.point,
    })
}
