//! The numbered sources.

use serde::Deserialize;

use super::ContentError;
use super::embedded::{Embedded, embedded};
use crate::domain::Source;

const FILE: Embedded = embedded!("sources.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    source: Vec<Source>,
}

/// Every source, by number.
///
/// # Errors
/// When the built-in text is not as it should be.
pub fn sources() -> Result<Vec<Source>, ContentError> {
    Ok(FILE.parse::<File>()?.source)
}
