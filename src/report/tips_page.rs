//! What a topic of guidance shows, and the list of topics, in every format.

use crate::guidance::{Disclaimer, Grade, LevelWords, Signs, Source, Tip};

/// A topic and what is shown with it.
#[derive(Debug, Clone, Copy)]
pub struct TipPage<'a> {
    /// The topic.
    pub tip: &'a Tip,
    /// The signs, of which it lists some levels; `None` where it lists none.
    pub signs: Option<&'a Signs>,
    /// Every source, where they are asked for.
    pub sources: Option<&'a [Source]>,
    /// What every tip says.
    pub disclaimer: &'a Disclaimer,
    /// Why it was picked from the log, where it was.
    pub picked: Option<&'a str>,
}

/// The list of topics and what is shown with it.
#[derive(Debug, Clone, Copy)]
pub struct TopicList<'a> {
    /// Every topic.
    pub heads: &'a [Tip],
    /// Every source, where they are asked for.
    pub sources: Option<&'a [Source]>,
}

impl<'a> TipPage<'a> {
    /// The signs of the levels that the topic lists.
    pub fn levels(&self) -> impl Iterator<Item = &'a LevelWords> {
        let listed = &self.tip.signs;
        self.signs
            .into_iter()
            .flat_map(|signs| &signs.levels)
            .filter(move |group| listed.contains(&group.level))
    }

    /// The sources that the topic rests on, where they are asked for.
    pub fn cited(&self) -> Option<Vec<&'a Source>> {
        let numbers = self.tip.source_numbers();
        let sources = self.sources?.iter();
        Some(
            sources
                .filter(|source| numbers.contains(&source.number))
                .collect(),
        )
    }
}

/// The headings of a topic's parts, in every format.
pub const STEPS: &str = "What to do";
pub const WHY: &str = "Why";
pub const EVIDENCE: &str = "How strong the evidence is";
pub const CAREFUL: &str = "What to be careful of";
pub const SOURCES: &str = "Sources";

/// `[13–15]`, held together and to the word before it; empty without sources.
pub fn mark(sources: &[u16]) -> String {
    let mut runs: Vec<(u16, u16)> = Vec::new();
    for number in sources {
        match runs.last_mut() {
            Some((_, last)) if last.checked_add(1) == Some(*number) => *last = *number,
            _ => runs.push((*number, *number)),
        }
    }
    let runs: Vec<_> = runs
        .into_iter()
        .map(|(first, last)| match last - first {
            0 => first.to_string(),
            1 => format!("{first},\u{a0}{last}"),
            _ => format!("{first}–{last}"),
        })
        .collect();
    if runs.is_empty() {
        String::new()
    } else {
        format!("\u{a0}[{}]", runs.join(",\u{a0}"))
    }
}

/// ● for each step of the grade.
pub const fn dots(grade: Grade) -> &'static str {
    match grade {
        Grade::Weak => "●",
        Grade::Some => "●●",
        Grade::Strong => "●●●",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_join_runs_of_three() {
        for (sources, shown) in [
            (&[][..], ""),
            (&[9], "\u{a0}[9]"),
            (&[1, 2], "\u{a0}[1,\u{a0}2]"),
            (&[13, 14, 15], "\u{a0}[13–15]"),
            (&[3, 4, 43], "\u{a0}[3,\u{a0}4,\u{a0}43]"),
            (&[13, 14, 15, 16, 40], "\u{a0}[13–16,\u{a0}40]"),
        ] {
            assert_eq!(mark(sources), shown);
        }
    }
}
