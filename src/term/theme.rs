//! What a text may look like: colour by role, characters, width.

use std::fmt::Display;

use colored::Colorize;

/// The characters that may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Glyphs {
    /// Box drawing, braille, ●.
    Unicode,
    /// 7-bit only.
    Ascii,
}

/// What a piece of text is; the theme alone knows its colour. Colours are the
/// terminal's own sixteen, so that they suit light and dark; not its blue, which
/// few dark ones show, nor its yellow, which no light one does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A title.
    Heading,
    /// What matters in a sentence.
    Strong,
    /// What may be passed over.
    Faint,
    /// Pain, its points and numbers.
    Pain,
    /// Stretching.
    Stretch,
    /// Running and other training.
    Training,
    /// The line at which pain counts as eased.
    Threshold,
    /// It goes well.
    Good,
    /// Have it looked at.
    Warning,
    /// Act now; errors.
    Urgent,
    /// A command to type.
    Command,
}

/// How to draw on one stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    pub color: bool,
    /// The characters that may be used.
    pub glyphs: Glyphs,
    /// Columns.
    pub width: usize,
}

impl Theme {
    /// A theme; `width` in columns.
    pub fn new(color: bool, glyphs: Glyphs, width: usize) -> Self {
        if color {
            // Decided here for each stream; colored's own guess looks at stdout alone.
            colored::control::set_override(true);
        }
        Self { color, glyphs, width }
    }

    /// No colour, plain 7-bit characters: for tests and for files.
    #[cfg(test)]
    pub const fn plain(width: usize) -> Self {
        Self { color: false, glyphs: Glyphs::Ascii, width }
    }

    /// Whether only 7-bit characters may be used.
    pub const fn is_ascii(&self) -> bool {
        matches!(self.glyphs, Glyphs::Ascii)
    }

    /// One of two spellings, by the characters that may be used.
    pub const fn glyph<'a>(&self, unicode: &'a str, ascii: &'a str) -> &'a str {
        match self.glyphs {
            Glyphs::Unicode => unicode,
            Glyphs::Ascii => ascii,
        }
    }

    /// The columns for running prose: lines over 88 columns tire the eye.
    pub const fn prose_width(&self) -> usize {
        if self.width > 88 { 88 } else { self.width }
    }

    /// `text` in the colour of its role. Measure widths before, not after.
    pub fn paint(&self, role: Role, text: impl Display) -> String {
        let text = text.to_string();
        if !self.color || text.is_empty() {
            return text;
        }
        let painted = match role {
            Role::Heading | Role::Strong | Role::Command => text.bold(),
            Role::Faint => text.dimmed(),
            Role::Pain => text.magenta(),
            Role::Stretch | Role::Threshold => text.green(),
            Role::Good => text.green().bold(),
            Role::Warning => text.magenta().bold(),
            Role::Urgent => text.red().bold(),
            Role::Training => text.cyan(),
        };
        painted.to_string()
    }

    /// `text` in the colour of `role`, if there is one.
    pub fn paint_maybe(&self, role: Option<Role>, text: &str) -> String {
        role.map_or_else(|| text.to_owned(), |role| self.paint(role, text))
    }
}
