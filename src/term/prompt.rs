//! Questions to the person at the terminal: one way to ask, one way to leave.
//!
//! Esc and Ctrl-C leave with [`Interrupted`]. Knows nothing of what is asked.

use std::fmt::Display;

use anyhow::anyhow;
use inquire::error::CustomUserError;
use inquire::list_option::ListOption;
use inquire::ui::{Color, ErrorMessageRenderConfig, RenderConfig, StyleSheet, Styled};
use inquire::validator::{ErrorMessage, Validation};
use inquire::{Confirm, InquireError, MultiSelect, Select, Text};

use super::{Theme, for_terminal};

/// Asks for a yes or no; Enter alone is no. Esc and Ctrl-C leave.
///
/// The user left with Ctrl-C or Esc: exit code 130, without a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("interrupted")]
pub struct Interrupted;

/// # Errors
/// [`Interrupted`] on Esc and Ctrl-C; else when the terminal fails.
pub fn confirm(question: &str) -> anyhow::Result<bool> {
    Confirm::new(question).with_default(false).prompt().map_err(left)
}

/// Lets the person choose; Enter alone takes the first. Esc and Ctrl-C leave.
///
/// # Errors
/// [`Interrupted`] on Esc and Ctrl-C; else when the terminal fails.
pub fn choose<T: Display>(question: &str, options: Vec<T>) -> anyhow::Result<T> {
    Select::new(question, options).without_help_message().prompt().map_err(left)
}

/// Asks several questions in a row. While it lives, keys that are pressed ahead
/// wait for the question to come; then the terminal is as it was.
pub struct Asker {
    theme: Theme,
    height: usize,
    _keys: keys::Kept,
}

/// Several may be ticked.
pub struct Ticks<'a> {
    pub question: &'a str,
    pub help: &'a str,
    pub options: Vec<String>,
    /// Indexes that are ticked from the start.
    pub ticked: Vec<usize>,
    /// What stands for no tick at all.
    pub none: &'static str,
}

impl Asker {
    /// `theme` is that of stderr, where questions are written, and `height` its lines.
    ///
    /// # Errors
    /// When the terminal fails.
    pub fn new(theme: Theme, height: usize) -> anyhow::Result<Self> {
        Ok(Self { theme, height, _keys: keys::Kept::new()? })
    }

    /// A line of text, asked for again until `read` takes it; Enter alone is
    /// an empty line, and is for `read` to judge.
    ///
    /// # Errors
    /// [`Interrupted`] on Esc and Ctrl-C; else when the terminal fails.
    pub fn line<T>(
        &self,
        question: &str,
        help: &str,
        none: &'static str,
        read: impl Fn(&str) -> anyhow::Result<T> + Clone + 'static,
    ) -> anyhow::Result<T> {
        // The mark of an error stands before its words.
        let width = self.theme.width.saturating_sub(3).max(10);
        let judge = read.clone();
        let answer = Text::new(question)
            .with_help_message(help)
            .with_render_config(self.look())
            .with_formatter(&|text| match text.trim() {
                "" => none.to_owned(),
                text => for_terminal(text),
            })
            .with_validator(move |text: &str| -> Result<Validation, CustomUserError> {
                Ok(match judge(text.trim()) {
                    Ok(_) => Validation::Valid,
                    Err(error) => {
                        let words = for_terminal(&format!("{error:#}"));
                        let lines = textwrap::wrap(&words, width).join("\n");
                        Validation::Invalid(ErrorMessage::Custom(lines))
                    }
                })
            })
            .prompt()
            .map_err(left)?;
        read(answer.trim())
    }

    /// The indexes that were ticked, in order.
    ///
    /// # Errors
    /// [`Interrupted`] on Esc and Ctrl-C; else when the terminal fails.
    pub fn ticks(&self, ticks: &Ticks<'_>) -> anyhow::Result<Vec<usize>> {
        // What precedes an option: the cursor, the box and their blanks.
        const BEFORE: usize = 6;
        let width = self.theme.width.saturating_sub(BEFORE + 1).max(10);
        let indent = format!("\n{}", " ".repeat(BEFORE));
        let options: Vec<String> = ticks
            .options
            .iter()
            .map(|option| textwrap::wrap(&for_terminal(option), width).join(&indent))
            .collect();
        let page = page(&options, self.height);
        let none = ticks.none;
        let chosen = MultiSelect::new(ticks.question, options)
            .with_default(&ticks.ticked)
            .with_help_message(ticks.help)
            .with_page_size(page)
            .without_filtering()
            .with_render_config(self.look())
            .with_formatter(&|chosen: &[ListOption<&String>]| {
                if chosen.is_empty() {
                    return none.to_owned();
                }
                let words: Vec<_> =
                    chosen.iter().flat_map(|option| [option.value.as_str(), ";"]).collect();
                let words = words.join(" ").replace(" ;", ";");
                let words: Vec<_> = words.trim_end_matches(';').split_whitespace().collect();
                // The answer stands behind its question.
                let before = " ".repeat(ticks.question.len() + 3);
                let shape = textwrap::Options::new(self.theme.width).initial_indent(&before);
                textwrap::fill(&words.join(" "), shape).trim_start().to_owned()
            })
            .raw_prompt()
            .map_err(left)?;
        Ok(chosen.into_iter().map(|option| option.index).collect())
    }

    /// Colours that can be read on light and on dark.
    fn look(&self) -> RenderConfig<'static> {
        let plain = RenderConfig::empty()
            .with_canceled_prompt_indicator(Styled::new("(left)"))
            .with_error_message(ErrorMessageRenderConfig::empty().with_prefix(Styled::new("!")));
        if !self.theme.color {
            return plain;
        }
        let color = |color| StyleSheet::new().with_fg(color);
        let styled = |text, color| Styled::new(text).with_fg(color);
        plain
            .with_prompt_prefix(styled("?", Color::DarkGreen))
            .with_answered_prompt_prefix(styled(">", Color::DarkGreen))
            .with_answer(color(Color::DarkCyan))
            .with_highlighted_option_prefix(styled(">", Color::DarkCyan))
            .with_selected_option(Some(color(Color::DarkCyan)))
            .with_selected_checkbox(styled("[x]", Color::DarkGreen))
            .with_error_message(
                ErrorMessageRenderConfig::empty()
                    .with_prefix(styled("!", Color::DarkRed))
                    .with_message(color(Color::DarkRed)),
            )
    }
}

/// How many options fit on the screen, whichever are shown, beside the question
/// and its help.
fn page(options: &[String], height: usize) -> usize {
    const BESIDE: usize = 5;
    let mut heights: Vec<_> = options.iter().map(|text| text.lines().count()).collect();
    heights.sort_unstable_by(|a, b| b.cmp(a));
    let mut left = height.saturating_sub(BESIDE);
    let fit = heights.iter().take_while(|lines| {
        let fits = **lines <= left;
        left = left.saturating_sub(**lines);
        fits
    });
    fit.count().max(1)
}

fn left(error: InquireError) -> anyhow::Error {
    match error {
        InquireError::OperationCanceled | InquireError::OperationInterrupted => Interrupted.into(),
        error => anyhow!(error).context("cannot ask on this terminal"),
    }
}

#[cfg(unix)]
mod keys {
    //! Between two questions the terminal would take a key by its own rules:
    //! Ctrl-C would end the program, Enter would become another character, and
    //! keys pressed ahead would be shown.

    use std::io::stdin;

    use rustix::termios::{InputModes, LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};

    /// Gives the terminal's rules back in the end.
    pub struct Kept(Termios);

    impl Kept {
        pub fn new() -> std::io::Result<Self> {
            let before = tcgetattr(stdin())?;
            let mut now = before.clone();
            now.input_modes.remove(InputModes::ICRNL);
            now.local_modes.remove(LocalModes::ECHO | LocalModes::ICANON | LocalModes::ISIG);
            tcsetattr(stdin(), OptionalActions::Now, &now)?;
            Ok(Self(before))
        }
    }

    impl Drop for Kept {
        fn drop(&mut self) {
            // A terminal that is gone needs no settings back.
            let _ = tcsetattr(stdin(), OptionalActions::Now, &self.0);
        }
    }
}

#[cfg(not(unix))]
mod keys {
    //! Keys wait by themselves here.

    pub struct Kept;

    impl Kept {
        #[expect(clippy::unnecessary_wraps, reason = "as on other systems")]
        pub const fn new() -> std::io::Result<Self> {
            Ok(Self)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::page;

    #[test]
    fn a_page_fits_the_screen_with_its_tallest_options() {
        let options = ["a", "b\nb", "c", "d\nd\nd"].map(str::to_owned);
        for (height, count) in [(24, 4), (12, 4), (11, 3), (10, 2), (8, 1), (3, 1)] {
            assert_eq!(page(&options, height), count, "{height}");
        }
    }
}
