//! The environment, which nothing else in the crate reads.

use std::ffi::OsString;

/// A variable that is set and not empty.
#[expect(clippy::disallowed_methods, reason = "the home of the environment")]
pub fn env(name: &str) -> Option<OsString> {
    std::env::var_os(name).filter(|value| !value.is_empty())
}
