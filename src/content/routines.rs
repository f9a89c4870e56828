//! The routines of `stretch`: the built-in ones, and how a person's own file is
//! read. Both have one form.

use std::fmt;
use std::ops::Range;
use std::time::Duration;

use serde::Deserialize;
use serde::de::{self, Deserializer};
use toml::Spanned;

use super::ContentError;
use super::embedded::{Embedded, embedded};
use crate::domain::{Routine, RoutineAdvice, Stretch, Word, parse_hold};

const FILE: Embedded = embedded!("routines.toml");

/// The names of the built-in routines, the first one being the default; a test
/// keeps them equal to the file's, so that help need not read it.
pub const ROUTINE_NAMES: &[&str] = &["hamstring", "runner", "desk"];

/// What is wrong with a person's own routines.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct RoutineError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong, and what is accepted.
    pub reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BuiltIn {
    caution: String,
    convention: String,
    sources: Vec<u16>,
    routine: Vec<Written>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Own {
    #[serde(default)]
    routine: Vec<Written>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    name: Spanned<Name>,
    summary: Option<String>,
    caution: Option<String>,
    dose: Option<String>,
    #[serde(default)]
    sources: Vec<u16>,
    stretch: Spanned<Vec<WrittenStretch>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenStretch {
    name: Name,
    title: Option<String>,
    #[serde(default)]
    steps: Vec<String>,
    caution: Option<String>,
    hold: Spanned<Length>,
    #[serde(default)]
    sets: Sets,
    #[serde(default)]
    sides: WrittenSides,
    #[serde(default)]
    prepare: Length,
}

#[derive(Deserialize)]
#[serde(try_from = "String")]
struct Name(Word);

impl TryFrom<String> for Name {
    type Error = crate::domain::Invalid;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse().map(Self)
    }
}

/// A length of time in whole seconds.
struct Length(Duration);

impl Default for Length {
    fn default() -> Self {
        Self(Duration::from_secs(10))
    }
}

impl<'de> Deserialize<'de> for Length {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl de::Visitor<'_> for Visitor {
            type Value = Length;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a time in quotes, such as \"30s\" or \"1min\"")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Length, E> {
                parse_hold(text).map(Length).map_err(E::custom)
            }
        }
        from.deserialize_str(Visitor)
    }
}

#[derive(Deserialize)]
#[serde(try_from = "i64")]
struct Sets(u32);

impl Default for Sets {
    fn default() -> Self {
        Self(1)
    }
}

impl TryFrom<i64> for Sets {
    type Error = String;

    fn try_from(sets: i64) -> Result<Self, Self::Error> {
        u32::try_from(sets)
            .ok()
            .filter(|sets| (1..=Stretch::MOST_SETS).contains(sets))
            .map(Self)
            .ok_or_else(|| format!("sets is {sets}; 1 to {} are accepted", Stretch::MOST_SETS))
    }
}

#[derive(Deserialize, Default, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum WrittenSides {
    #[default]
    Each,
    Together,
}

/// The built-in routines, the default one first.
///
/// # Errors
/// When the built-in text is not as it should be.
pub fn routines() -> Result<Vec<Routine>, ContentError> {
    let file: BuiltIn = FILE.parse()?;
    checked(FILE.text, file.routine, false).map_err(|error| FILE.error(error.to_string()))
}

/// What holds for every routine.
///
/// # Errors
/// When the built-in text is not as it should be.
pub fn routine_advice() -> Result<RoutineAdvice, ContentError> {
    let file: BuiltIn = FILE.parse()?;
    Ok(RoutineAdvice {
        caution: file.caution,
        convention: file.convention,
        sources: file.sources,
    })
}

/// A person's own routines, from the text of their file.
///
/// # Errors
/// At the first thing that is not as it should be.
pub fn own_routines(text: &str) -> Result<Vec<Routine>, RoutineError> {
    let bare = text.strip_prefix('\u{feff}').unwrap_or(text);
    let file: Own = toml::from_str(bare).map_err(|error| RoutineError {
        line: line_of(bare, error.span()),
        reason: error.message().trim().replace('\n', ", "),
    })?;
    checked(bare, file.routine, true)
}

/// What the types alone cannot check.
fn checked(text: &str, written: Vec<Written>, own: bool) -> Result<Vec<Routine>, RoutineError> {
    let mut routines: Vec<Routine> = Vec::with_capacity(written.len());
    for routine in written {
        let refuse = |span, reason: String| RoutineError {
            line: line_of(text, Some(span)),
            reason,
        };
        let name = routine.name.get_ref().0.clone();
        if routines.iter().any(|other| other.name == name) {
            let reason = format!("there is a routine {name} above; every name is accepted once");
            return Err(refuse(routine.name.span(), reason));
        }
        if routine.stretch.get_ref().is_empty() {
            let reason = format!("the routine {name} has no stretch; one or more are accepted");
            return Err(refuse(routine.stretch.span(), reason));
        }
        let mut stretches = Vec::new();
        for stretch in routine.stretch.into_inner() {
            if stretch.hold.get_ref().0.is_zero() {
                let reason = "hold is 0 s; 1s or more is accepted".to_owned();
                return Err(refuse(stretch.hold.span(), reason));
            }
            stretches.push(stretch.into_stretch());
        }
        routines.push(Routine {
            name,
            summary: routine.summary.unwrap_or_default(),
            caution: routine.caution,
            dose: routine.dose,
            sources: routine.sources,
            stretches,
            own,
        });
    }
    Ok(routines)
}

impl WrittenStretch {
    fn into_stretch(self) -> Stretch {
        let name = self.name.0;
        Stretch {
            title: self.title.unwrap_or_else(|| title_of(&name)),
            name,
            steps: self.steps,
            caution: self.caution,
            hold: self.hold.into_inner().0,
            sets: self.sets.0,
            each_side: self.sides == WrittenSides::Each,
            prepare: self.prepare.0,
        }
    }
}

/// `hip-flexor` as a title: `Hip flexor`.
fn title_of(name: &Word) -> String {
    let words = name.as_str().replace('-', " ");
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

/// The line, from 1, on which a span begins; a text that just stops has its
/// mistake on the last line.
fn line_of(text: &str, span: Option<Range<usize>>) -> usize {
    let start = span.map_or(text.len(), |span| span.start);
    let before = text.get(..start).unwrap_or(text);
    before.matches('\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_routines_are_whole() {
        let routines = routines().unwrap();
        let names: Vec<_> = routines
            .iter()
            .map(|routine| routine.name.as_str())
            .collect();
        assert_eq!(names, ROUTINE_NAMES);
        let sources = super::super::sources().unwrap();
        for routine in &routines {
            assert!((1..=72).contains(&routine.summary.chars().count()));
            assert!(routine.dose.is_some() && routine.sources.contains(&22));
            for number in &routine.sources {
                assert!(sources.iter().any(|source| source.number == *number));
            }
            for stretch in &routine.stretches {
                assert!((2..=4).contains(&stretch.steps.len()), "{}", stretch.title);
                assert!(
                    crate::domain::KNOWN_STRETCHES.contains(&stretch.name.as_str()),
                    "{}",
                    stretch.name
                );
                // The dose of source 22.
                assert!((10..=30).contains(&stretch.hold.as_secs()));
                for step in &stretch.steps {
                    assert_eq!(
                        step.contains('{'),
                        step.contains("{side}") || step.contains("{other}")
                    );
                    assert!(stretch.each_side || !step.contains('{'), "{step}");
                }
            }
        }
        let advice = routine_advice().unwrap();
        assert!(advice.convention.contains("convention"));
        assert!(advice.caution.contains("never into pain"));
    }

    #[test]
    fn an_own_routine_needs_little() {
        let text = "\u{feff}[[routine]]\nname = \"Morning\"\n\
                    [[routine.stretch]]\nname = \"cat-cow\"\nhold = \"1min\"\nsides = \"together\"\n";
        let routines = own_routines(text).unwrap();
        let [routine] = routines.as_slice() else {
            panic!("{routines:?}")
        };
        assert_eq!(routine.name.as_str(), "morning");
        assert!(routine.own);
        let stretch = &routine.stretches[0];
        assert_eq!(stretch.title, "Cat cow");
        assert_eq!(stretch.hold, Duration::from_secs(60));
        assert_eq!(stretch.prepare, Duration::from_secs(10));
        assert_eq!((stretch.sets, stretch.each_side), (1, false));
        assert_eq!(own_routines("").unwrap(), []);
    }

    #[test]
    fn a_mistake_names_its_line_and_what_is_accepted() {
        let stretch = "[[routine.stretch]]\nname = \"calf\"\n";
        let with = |rest: &str| format!("[[routine]]\nname = \"a\"\n{stretch}{rest}");
        for (text, line, named) in [
            (with("hold = 30"), 5, "such as \"30s\""),
            (with("hold = \"30\""), 5, "no unit"),
            (with("hold = \"0s\""), 5, "1s or more"),
            (with("hold = \"11min\""), 5, "10 minutes"),
            (with("hold = \"2x30s\""), 5, "30s"),
            (with("hold = \"30s\"\nsets = 0"), 6, "1 to 20"),
            (
                with("hold = \"30s\"\nsides = \"left\""),
                6,
                "`each` or `together`",
            ),
            (with("hold = \"30s\"\nside = \"each\""), 6, "`sides`"),
            (
                with("hold = \"30s\"\nprepare = \"soon\""),
                6,
                "not a duration",
            ),
            (with(""), 3, "missing field `hold`"),
            ("[[routine]]\nname = \"a b!\"".to_owned(), 2, "with hyphens"),
            (
                "[[routine]]\nname = \"a\"".to_owned(),
                1,
                "missing field `stretch`",
            ),
            (
                "[[routine]]\nname = \"a\"\nstretch = []".to_owned(),
                3,
                "no stretch",
            ),
            ("[[routines]]\n".to_owned(), 1, "`routine`"),
            ("\n\nname = ".to_owned(), 3, "string"),
            (
                format!("{0}\n{0}", with("hold = \"30s\"")),
                7,
                "accepted once",
            ),
        ] {
            let error = own_routines(&text).unwrap_err();
            assert!(error.reason.contains(named), "{text}\n{error}");
            assert_eq!(error.line, line, "{text}\n{error}");
        }
    }
}
