//! Questions to the person at the terminal: one way to ask, one way to leave.

use std::fmt::Display;

use inquire::{Confirm, InquireError, Select};

use super::Interrupted;

/// Asks for a yes or no; Enter alone is no. Esc and Ctrl-C leave.
///
/// # Errors
/// [`Interrupted`] on Esc and Ctrl-C; else when the terminal fails.
pub(super) fn confirm(question: &str) -> anyhow::Result<bool> {
    Confirm::new(question)
        .with_default(false)
        .prompt()
        .map_err(left)
}

/// Lets the person choose; Enter alone takes the first. Esc and Ctrl-C leave.
///
/// # Errors
/// [`Interrupted`] on Esc and Ctrl-C; else when the terminal fails.
pub(super) fn choose<T: Display>(question: &str, options: Vec<T>) -> anyhow::Result<T> {
    Select::new(question, options)
        .without_help_message()
        .prompt()
        .map_err(left)
}

fn left(error: InquireError) -> anyhow::Error {
    match error {
        InquireError::OperationCanceled | InquireError::OperationInterrupted => Interrupted.into(),
        error => error.into(),
    }
}
