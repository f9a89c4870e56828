//! The routines of `stretch`: the built-in ones, and how a person's own file is
//! read. Both have one form.

// `core` has lengths of time, and no clock.
use core::time::Duration;

use serde::Deserialize;
use serde::de::{Deserializer, Error as _};
use toml::Spanned;

use super::{GuidanceError, parse};
use crate::domain::{Invalid, Word, parse_duration};

/// The names of the built-in routines, the first one being the default; a test
/// keeps them equal to the file's, so that help need not read it.
pub const ROUTINE_NAMES: &[&str] = &["hamstring", "runner", "desk", "strength"];

/// Stretches in order, with what there is to say about them.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Routine {
    /// The name on the command line.
    pub name: Word,
    /// A line for the list.
    #[serde(default)]
    pub summary: String,
    /// What to be careful of, beyond what always holds.
    pub caution: Option<String>,
    /// Where the dose comes from.
    pub dose: Option<String>,
    /// Numbers of the sources that `dose` refers to.
    #[serde(default)]
    pub sources: Vec<u16>,
    /// The activity that it is recorded as; `None`: stretches.
    pub activity: Option<Word>,
    /// What is held; never empty.
    #[serde(rename = "stretch", deserialize_with = "one_or_more")]
    pub stretches: Vec<Stretch>,
    /// Whether it comes from the user's own file.
    #[serde(skip)]
    pub own: bool,
}

/// One stretch of a routine.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stretch {
    /// The name that goes into the log, such as `hamstring`.
    pub name: Word,
    /// What it is called on the screen.
    #[serde(default)]
    pub title: String,
    /// How to do it, in order.
    #[serde(default)]
    pub steps: Vec<String>,
    /// What to be careful of in this stretch.
    pub caution: Option<String>,
    /// How long to hold it, once; whole seconds.
    #[serde(deserialize_with = "hold")]
    pub hold: Duration,
    /// How often to hold it: on each side, where it has sides.
    #[serde(default = "once", deserialize_with = "sets")]
    pub sets: u32,
    /// Whether it is held on one side after the other.
    #[serde(rename = "sides", default = "yes", deserialize_with = "sides")]
    pub each_side: bool,
    /// Time to get into position before the first hold; whole seconds.
    #[serde(default = "ten_seconds", deserialize_with = "length")]
    pub prepare: Duration,
}

impl Stretch {
    /// More sets than this are a slip of the finger.
    pub const MOST_SETS: u32 = 20;
}

/// What holds for every routine of a kind.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoutineAdvice {
    /// What to be careful of.
    pub caution: String,
    /// What no source says.
    pub convention: String,
    /// Numbers of the sources that `convention` refers to.
    pub sources: Vec<u16>,
}

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
    stretching: RoutineAdvice,
    holding: RoutineAdvice,
    routine: Vec<Routine>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Own {
    #[serde(default)]
    routine: Vec<Spanned<Routine>>,
}

/// Reads how long to hold: `30s`, `1min`; whole seconds, 10 minutes at most.
///
/// # Errors
/// On anything else; sets have a place of their own.
pub fn parse_hold(text: &str) -> Result<Duration, Invalid> {
    if text.contains(['x', 'X', '×']) {
        return Err(Invalid::new(format!(
            "{text:?} is a number of sets; try how long one hold lasts, such as 30s"
        )));
    }
    let minutes = parse_duration(text)?;
    // A thousandth of a minute is 0.06 s: rounding finds the second again.
    let seconds = (minutes.thousandths() * 60 + 500) / 1000;
    if seconds > 600 {
        return Err(Invalid::new(format!("{text:?} is too long; up to 10 minutes are accepted")));
    }
    Ok(Duration::from_secs(seconds))
}

/// The built-in routines, the default one first.
///
/// # Errors
/// When the built-in text is not as it should be.
pub fn routines() -> Result<Vec<Routine>, GuidanceError> {
    let file: BuiltIn = parse!("routines.toml")?;
    Ok(file.routine.into_iter().map(titled).collect())
}

/// What holds for a routine: for its stretches, or for its holds where it is recorded as
/// an activity.
///
/// # Errors
/// When the built-in text is not as it should be.
pub fn routine_advice(routine: &Routine) -> Result<RoutineAdvice, GuidanceError> {
    let file: BuiltIn = parse!("routines.toml")?;
    Ok(if routine.activity.is_some() { file.holding } else { file.stretching })
}

/// A person's own routines, from the text of their file.
///
/// # Errors
/// At the first thing that is not as it should be.
pub fn own_routines(text: &str) -> Result<Vec<Routine>, RoutineError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    // A text that just stops has its mistake on the last line.
    let line = |span: Option<std::ops::Range<usize>>| {
        let start = span.map_or(text.len(), |span| span.start);
        let before = text.get(..start).unwrap_or(text);
        before.matches('\n').count() + 1
    };
    let file: Own = toml::from_str(text).map_err(|error| RoutineError {
        line: line(error.span()),
        reason: error.message().trim().replace('\n', ", "),
    })?;
    let mut own: Vec<Routine> = Vec::new();
    for routine in file.routine {
        let place = routine.span();
        let routine = Routine { own: true, ..titled(routine.into_inner()) };
        let name = &routine.name;
        if own.iter().any(|other| other.name == *name) {
            let reason = format!("there is a routine {name} above; every name is accepted once");
            return Err(RoutineError { line: line(Some(place)), reason });
        }
        own.push(routine);
    }
    Ok(own)
}

/// The routine with a title for each stretch: `hip-flexor` is a `Hip flexor`.
fn titled(mut routine: Routine) -> Routine {
    for stretch in &mut routine.stretches {
        if stretch.title.is_empty() {
            let words = stretch.name.as_str().replace('-', " ");
            let mut chars = words.chars();
            let first = chars.next().into_iter().flat_map(char::to_uppercase);
            stretch.title = first.chain(chars).collect();
        }
    }
    routine
}

const fn once() -> u32 {
    1
}

const fn yes() -> bool {
    true
}

const fn ten_seconds() -> Duration {
    Duration::from_secs(10)
}

fn length<'de, D: Deserializer<'de>>(from: D) -> Result<Duration, D::Error> {
    let value = toml::Value::deserialize(from)?;
    let no_text = || D::Error::custom("a time in quotes is accepted, such as \"30s\" or \"1min\"");
    parse_hold(value.as_str().ok_or_else(no_text)?).map_err(D::Error::custom)
}

fn hold<'de, D: Deserializer<'de>>(from: D) -> Result<Duration, D::Error> {
    let hold = length(from)?;
    if hold.is_zero() {
        return Err(D::Error::custom("hold is 0 s; 1s or more is accepted"));
    }
    Ok(hold)
}

fn sets<'de, D: Deserializer<'de>>(from: D) -> Result<u32, D::Error> {
    let sets = i64::deserialize(from)?;
    let most = Stretch::MOST_SETS;
    let accepted = u32::try_from(sets).ok().filter(|sets| (1..=most).contains(sets));
    accepted.ok_or_else(|| D::Error::custom(format!("sets is {sets}; 1 to {most} are accepted")))
}

fn sides<'de, D: Deserializer<'de>>(from: D) -> Result<bool, D::Error> {
    #[derive(Deserialize, PartialEq)]
    #[serde(rename_all = "lowercase")]
    enum SidesWord {
        Each,
        Together,
    }
    SidesWord::deserialize(from).map(|sides| sides == SidesWord::Each)
}

fn one_or_more<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Stretch>, D::Error> {
    let stretches = Vec::deserialize(from)?;
    if stretches.is_empty() {
        return Err(D::Error::custom("the routine has no stretch; one or more are accepted"));
    }
    Ok(stretches)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_routines_are_whole() {
        let routines = routines().unwrap();
        let names: Vec<_> = routines.iter().map(|routine| routine.name.as_str()).collect();
        assert_eq!(names, ROUTINE_NAMES);
        let sources = super::super::sources().unwrap();
        for routine in &routines {
            assert!((1..=72).contains(&routine.summary.chars().count()));
            let is_stretching = routine.activity.is_none();
            assert!(routine.dose.is_some() && routine.sources.contains(&22) == is_stretching);
            for number in &routine.sources {
                assert!(sources.iter().any(|source| source.number == *number));
            }
            for stretch in &routine.stretches {
                assert!((2..=4).contains(&stretch.steps.len()), "{}", stretch.title);
                let is_known = crate::domain::KNOWN_STRETCHES.contains(&stretch.name.as_str());
                assert_eq!(is_known, is_stretching, "{}", stretch.name);
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
        for routine in &routines {
            let advice = routine_advice(routine).unwrap();
            assert!(advice.convention.contains("convention"));
            assert!(advice.caution.contains("never into pain"));
        }
    }

    #[test]
    fn an_own_routine_needs_little() {
        let text = "\u{feff}[[routine]]\nname = \"Morning\"\n\
                    [[routine.stretch]]\nname = \"cat-cow\"\nhold = \"1min\"\nsides = \"together\"\n";
        let routines = own_routines(text).unwrap();
        let [routine] = routines.as_slice() else { panic!("{routines:?}") };
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
            (with("hold = \"30s\"\nsides = \"left\""), 6, "`each` or `together`"),
            (with("hold = \"30s\"\nside = \"each\""), 6, "`sides`"),
            (with("hold = \"30s\"\nprepare = \"soon\""), 6, "not a duration"),
            (with(""), 3, "missing field `hold`"),
            ("[[routine]]\nname = \"a b!\"".to_owned(), 2, "with hyphens"),
            ("[[routine]]\nname = \"a\"".to_owned(), 1, "missing field `stretch`"),
            ("[[routine]]\nname = \"a\"\nstretch = []".to_owned(), 3, "no stretch"),
            ("[[routines]]\n".to_owned(), 1, "`routine`"),
            ("\n\nname = ".to_owned(), 3, "string"),
            (format!("{0}\n{0}", with("hold = \"30s\"")), 6, "accepted once"),
        ] {
            let error = own_routines(&text).unwrap_err();
            assert!(error.reason.contains(named), "{text}\n{error}");
            assert_eq!(error.line, line, "{text}\n{error}");
        }
    }

    #[test]
    fn holds_are_whole_seconds() {
        for (text, seconds) in [("1s", 1), ("7s", 7), ("30s", 30), ("1min", 60), ("10min", 600)] {
            assert_eq!(parse_hold(text).unwrap(), Duration::from_secs(seconds));
        }
        for second in 0..=600 {
            let read = parse_hold(&format!("{second}s")).unwrap();
            assert_eq!(read, Duration::from_secs(second));
        }
        for bad in ["", "30", "2x30s", "11min", "30m", "-1s"] {
            assert!(parse_hold(bad).is_err(), "{bad:?} was taken");
        }
    }
}
