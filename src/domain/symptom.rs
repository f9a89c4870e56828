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

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // Words that people use for a symptom of the list.
        let name = match text {
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
