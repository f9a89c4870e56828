//! The plain types: what a person records, the units it is in, and the names that
//! everything else speaks of.
//!
//! Nothing here does I/O, reads a clock, or knows of files and terminals.

/// Defines an enum with `ALL`, `name()` and `named()`; JSON has the name.
macro_rules! named {
    ($(#[$attribute:meta])* pub enum $Type:ident { $($(#[$doc:meta])* $Variant:ident = $name:literal,)+ }) => {
        $(#[$attribute])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $Type { $($(#[$doc])* $Variant,)+ }

        #[allow(dead_code, reason = "not every enum needs all three")]
        impl $Type {
            /// Every value, in order.
            pub const ALL: &[Self] = &[$(Self::$Variant,)+];

            /// Their names, in the same order.
            pub const NAMES: &[&'static str] = &[$($name,)+];

            /// The name in files and JSON.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$Variant => $name,)+ }
            }

            /// The value of this name.
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.name() == name)
            }
        }

        impl serde::Serialize for $Type {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.name())
            }
        }

        impl<'de> serde::Deserialize<'de> for $Type {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let name = String::deserialize(from)?;
                let unknown = || serde::de::Error::custom(format!("{name:?} is not known"));
                Self::named(&name).ok_or_else(unknown)
            }
        }
    };
}
pub(crate) use named;

mod amount;
mod clock;
mod dates;
mod entry;
mod symptom;
mod typed;
mod word;

use std::fmt;

pub use amount::{DistanceUnit, Kilometres, Minutes, parse_distance, parse_duration};
pub use clock::{DayStart, format_time, parse_time, spreadsheet_time};
pub use dates::{
    DAY_WORDS, DayOrder, FIRST_YEAR, days_of, iso_day, parse_day, parse_day_and_time, rewritten_day,
};
pub use entry::{Done, Entry, Pain};
pub use symptom::{Level, Symptom};
pub use typed::{parse_activity, parse_amounts, parse_stretch};
pub use word::{KNOWN_ACTIVITIES, KNOWN_STRETCHES, RUN, Word, closest, within};

named! {
    /// A topic of guidance, in the order in which topics are listed.
    pub enum Topic {
        /// Why run, and why backs rebel.
        Running = "running",
        /// Fit, gait and arch support.
        Shoes = "shoes",
        /// Stretching.
        Hamstring = "hamstring",
        /// Weights, swimming, core.
        Crosstrain = "crosstrain",
        /// Uneven hips and leg length.
        Hips = "hips",
        /// When to see a doctor.
        Doctor = "doctor",
        /// Signs that cannot wait.
        Urgent = "urgent",
    }
}

/// A text that is not a value of its kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invalid {
    /// What is wrong with it, and what is accepted.
    pub why: String,
    /// Values of which one was probably meant.
    pub instead: Vec<String>,
}

impl Invalid {
    /// Of a text for which nothing else is offered.
    pub fn new(why: impl Into<String>) -> Self {
        Self { why: why.into(), instead: Vec::new() }
    }

    /// The same, with values to type instead.
    pub fn try_instead(mut self, values: impl IntoIterator<Item = String>) -> Self {
        self.instead.extend(values);
        self
    }
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.why)?;
        for (at, value) in self.instead.iter().enumerate() {
            write!(f, "{}{value}", if at == 0 { "; try " } else { " or " })?;
        }
        Ok(())
    }
}

impl std::error::Error for Invalid {}
