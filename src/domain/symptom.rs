//! Symptoms that matter for safety, and how soon each wants a clinician.

use std::fmt;
use std::str::FromStr;

/// How soon a symptom wants a clinician.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Now: an emergency department.
    Emergency,
    /// Today.
    SameDay,
    /// Within days: an appointment.
    Doctor,
}

impl Level {
    /// The level's name in files and JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Emergency => "emergency",
            Self::SameDay => "same-day",
            Self::Doctor => "doctor",
        }
    }

    /// Whether it cannot wait: emergency or same-day.
    #[must_use]
    pub const fn is_urgent(self) -> bool {
        !matches!(self, Self::Doctor)
    }
}

macro_rules! symptoms {
    ($($variant:ident $name:literal $level:ident $doc:literal,)+) => {
        /// A symptom that is new, or worse, in the last two weeks. The order is
        /// the order of urgency in which they are listed.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Symptom { $(#[doc = $doc] $variant,)+ }

        impl Symptom {
            /// Every symptom, the most urgent first.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The name in the log and on the command line.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// How soon it wants a clinician.
            #[must_use]
            pub const fn level(self) -> Level {
                match self { $(Self::$variant => Level::$level,)+ }
            }
        }
    };
}

symptoms! {
    SaddleNumbness "saddle-numbness" Emergency "Numb around genitals, buttocks or inner thighs.",
    BladderBowel "bladder-bowel" Emergency "New trouble with bladder, bowel or sexual function.",
    BothLegs "both-legs" Emergency "Pain, numbness, tingling or weakness in both legs.",
    MajorInjury "major-injury" Emergency "Began after a serious accident or fall.",
    ChestPain "chest-pain" Emergency "With chest pain.",
    SuddenSevere "sudden-severe" Emergency "Sudden tearing pain in back or belly, or fainting.",
    LegWeakness "leg-weakness" SameDay "A foot that cannot be lifted, a leg that gives way.",
    Fever "fever" SameDay "Fever, chills, or feeling very unwell.",
    ImmuneRisk "immune-risk" SameDay "Weakened immune system or injected drugs, and a new pain.",
    NewDeformity "new-deformity" SameDay "A changed shape of the back, or a new lump.",
    CancerHistory "cancer-history" Doctor "A past cancer, or weight lost without trying.",
    BoneRisk "bone-risk" Doctor "Osteoporosis or long-term steroids, and a new pain.",
    LegPain "leg-pain" Doctor "Pain, numbness or tingling down one leg.",
    NightPain "night-pain" Doctor "Pain at night or at rest that does not let up.",
    MorningStiffness "morning-stiffness" Doctor "Under 45, over 3 months, stiff in the morning.",
    BoneStress "bone-stress" Doctor "One spot that hurts more with every impact.",
    DailyLife "daily-life" Doctor "It stops daily activities.",
}

/// A name that is no symptom of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownSymptom(String);

impl FromStr for Symptom {
    type Err = UnknownSymptom;

    /// Reads a name whatever its capitals; blanks, underscores and dashes of any
    /// kind stand for a hyphen. A warning sign must not depend on these.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let name = hyphenated(text);
        // Words that people use for a symptom of the list.
        let name = match &*name {
            "leg-numbness" | "leg-tingling" => "leg-pain",
            name => name,
        };
        Self::ALL
            .iter()
            .copied()
            .find(|symptom| symptom.name() == name)
            .ok_or_else(|| UnknownSymptom(text.to_owned()))
    }
}

impl Symptom {
    /// The most urgent symptom that cannot wait and that `text` names somewhere.
    #[must_use]
    pub fn urgent_in(text: &str) -> Option<Self> {
        let text = format!("-{}-", hyphenated(text));
        Self::urgent().find(|symptom| text.contains(&format!("-{symptom}-")))
    }

    /// The symptom that cannot wait and whose name `text` nearly is.
    #[must_use]
    pub fn nearly_urgent(text: &str) -> Option<Self> {
        let text = hyphenated(text);
        // A short name is soon another word.
        Self::urgent().find(|symptom| {
            let name = symptom.name();
            super::within(&text, &[name], (name.len() / 6).max(1)).is_some()
        })
    }

    fn urgent() -> impl Iterator<Item = Self> {
        let all = Self::ALL.iter().copied();
        all.filter(|symptom| symptom.level().is_urgent())
    }
}

/// `text` in lower case, its letters and digits joined by single hyphens.
fn hyphenated(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric());
    let words: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.join("-")
}

impl fmt::Display for Symptom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl fmt::Display for UnknownSymptom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = Symptom::ALL.iter().map(|s| s.name()).collect();
        write!(f, "{:?} is not a symptom; ", self.0)?;
        if let Some(name) = super::closest(&self.0, &names) {
            write!(f, "did you mean {name}? ")?;
        }
        write!(f, "accepted are {}", names.join(", "))
    }
}

impl std::error::Error for UnknownSymptom {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_depends_on_no_capital_blank_or_dash() {
        for text in [
            "saddle-numbness",
            "Saddle Numbness",
            "saddle_numbness",
            "saddle\u{a0}numbness",
            "saddle\u{2013}numbness",
            " saddle  -  numbness ",
        ] {
            assert_eq!(text.parse(), Ok(Symptom::SaddleNumbness), "{text:?}");
        }
        let error = "leg pian".parse::<Symptom>().unwrap_err().to_string();
        assert!(
            error.starts_with("\"leg pian\" is not a symptom"),
            "{error}"
        );
        assert!("".parse::<Symptom>().is_err());
    }

    #[test]
    fn an_urgent_name_is_found_in_a_text_that_cannot_be_read() {
        for (text, symptom) in [
            ("11/22/2026,,2,,,,,,fever,,,", Some(Symptom::Fever)),
            ("\"fever; Both Legs", Some(Symptom::BothLegs)),
            ("feverish", None),
            ("leg-pain", None),
            ("", None),
        ] {
            assert_eq!(Symptom::urgent_in(text), symptom, "{text:?}");
        }
        for (text, symptom) in [
            ("sadle-numbness", Some(Symptom::SaddleNumbness)),
            ("leg-weeknes", Some(Symptom::LegWeakness)),
            ("leg-pian", None),
            ("severe", None),
            ("feverr", Some(Symptom::Fever)),
        ] {
            assert_eq!(Symptom::nearly_urgent(text), symptom, "{text:?}");
        }
    }
}
