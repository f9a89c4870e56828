//! A file of `content/` that is built into the program.

use serde::de::DeserializeOwned;

/// A built-in text that does not say what it should.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "the built-in text {file} cannot be read ({reason}); that is a mistake in backcare, please report it"
)]
pub struct ContentError {
    file: &'static str,
    reason: String,
}

/// The file's path in the repository, and its text.
#[derive(Debug, Clone, Copy)]
pub struct Embedded {
    pub path: &'static str,
    pub text: &'static str,
}

/// Embeds a file of `content/`.
macro_rules! embedded {
    ($file:literal) => {
        $crate::content::embedded::Embedded {
            path: concat!("content/", $file),
            text: include_str!(concat!("../../content/", $file)),
        }
    };
}
pub(super) use embedded;

impl Embedded {
    /// All of it.
    pub fn parse<T: DeserializeOwned>(self) -> Result<T, ContentError> {
        self.parse_part(self.text)
    }

    /// The keys before the first list.
    pub fn parse_head<T: DeserializeOwned>(self) -> Result<T, ContentError> {
        self.parse_part(self.split().0)
    }

    /// The lists.
    pub fn parse_lists<T: DeserializeOwned>(self) -> Result<T, ContentError> {
        self.parse_part(self.split().1)
    }

    /// What is wrong with it.
    pub fn error(self, reason: impl Into<String>) -> ContentError {
        ContentError {
            file: self.path,
            reason: reason.into(),
        }
    }

    fn split(self) -> (&'static str, &'static str) {
        let lists = self.text.find("\n[[").unwrap_or(self.text.len());
        self.text.split_at(lists)
    }

    fn parse_part<T: DeserializeOwned>(self, part: &str) -> Result<T, ContentError> {
        toml::from_str(part).map_err(|error| self.error(error.message()))
    }
}
