//! What a report or a topic of guidance is made of. Text, Markdown, HTML and PDF write
//! blocks, and know nothing else of what they show.
//!
//! Every text is safe to show (no control characters, nothing that reorders);
//! escaping for its own markup is the format's. Commands stand in backticks.

use super::chart::Chart;
use super::table::TableColumn;
use super::verdict_text::Tone;
use crate::domain::Level;
use crate::guidance::{Grade, Source};

/// A part of a page, in the order in which it is read.
#[derive(Debug, Clone)]
pub enum Block {
    /// What the page is; labels and texts say whose it is and of which days.
    Title(String, Vec<Labelled>),
    /// What matters most, in a few words.
    Headline(Tone, String),
    /// What the blocks up to the next heading are about.
    Heading(String),
    Paragraph(String),
    /// A paragraph that stands out.
    Strong(String),
    /// Small print.
    Small(String),
    /// What to do about the signs that follow.
    Level(Level, String),
    /// A line of a list.
    Item(Lead, String),
    Source(Source),
    Facts(Vec<Labelled>),
    Numbers(Vec<Number>),
    Table(Vec<TableColumn>),
    Chart(Box<Chart>),
    /// What follows is about the whole page.
    Rule,
}

/// What heads a line of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lead {
    /// The number of a step.
    Step(usize),
    Point,
    /// How strong the evidence is.
    Grade(Grade),
    /// The name by which the sign is logged, which stands after it.
    Sign(&'static str),
}

/// A label and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labelled {
    /// A word or two.
    pub label: String,
    pub text: String,
}

/// A large number, with its name above it and where it comes from below.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// What it is.
    pub name: &'static str,
    pub value: String,
    /// Its unit, or what it is out of: `/10`, ` points`.
    pub unit: &'static str,
    /// Days and n.
    pub detail: String,
}

impl Block {
    /// Whether it is one of a list with the block before.
    pub fn continues(&self, before: Option<&Self>) -> bool {
        use std::mem::discriminant;
        match (before, self) {
            (Some(Self::Item(before, _)), Self::Item(lead, _)) => {
                discriminant(before) == discriminant(lead)
            }
            (Some(Self::Source(_)), Self::Source(_)) => true,
            _ => false,
        }
    }

    /// Whether it begins a part of the page.
    pub const fn begins_part(&self) -> bool {
        matches!(self, Self::Title(..) | Self::Headline(..) | Self::Heading(_) | Self::Rule)
    }
}

impl Lead {
    /// What stands before the text, without markup; nothing for a sign.
    pub fn plain(self) -> String {
        match self {
            Self::Step(number) => format!("{number}."),
            Self::Point => "-".to_owned(),
            Self::Grade(grade) => format!("{} {}:", grade.dots(), grade.words().0),
            Self::Sign(_) => String::new(),
        }
    }
}

pub fn labelled(label: &str, text: String) -> Labelled {
    Labelled { label: label.to_owned(), text }
}
