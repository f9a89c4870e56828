//! Symptoms that matter for safety, and how soon each wants a clinician.

use std::fmt;
use std::str::FromStr;

use super::Invalid;

named! {
    /// How soon a symptom wants a clinician.
    pub enum Level {
        /// Now: an emergency department.
        Emergency = "emergency",
        /// Today.
        SameDay = "same-day",
        /// Within days: an appointment.
        Doctor = "doctor",
    }
}

impl Level {
    /// Whether it cannot wait: emergency or same-day.
    pub const fn is_urgent(self) -> bool {
        !matches!(self, Self::Doctor)
    }
}

named! {
    /// A sign that matters for safety. The order is the order of urgency in which they
    /// are listed.
    pub enum Symptom {
        /// Numb, or pins and needles, between the legs.
        SaddleNumbness = "saddle-numbness",
        /// New trouble with bladder, bowel or sexual function.
        BladderBowel = "bladder-bowel",
        /// Pain, pins and needles, numbness or weakness down both legs from the back.
        BothLegs = "both-legs",
        /// Began after a serious accident or fall.
        MajorInjury = "major-injury",
        /// With chest pain.
        ChestPain = "chest-pain",
        /// Sudden tearing pain in back or belly, or fainting.
        SuddenSevere = "sudden-severe",
        /// A foot that cannot be lifted, a leg that gives way.
        LegWeakness = "leg-weakness",
        /// Fever, chills, or feeling very unwell.
        Fever = "fever",
        /// Weakened immune system, injected drugs or a recent operation, and a new pain.
        ImmuneRisk = "immune-risk",
        /// Blood in the urine, or burning or pain in the side with fever.
        Urine = "urine",
        /// A changed shape of the back, or a new lump.
        NewDeformity = "new-deformity",
        /// A past cancer, or weight lost without trying.
        CancerHistory = "cancer-history",
        /// Osteoporosis, long-term steroids or over 65, and a new pain.
        BoneRisk = "bone-risk",
        /// Low back, buttock, groin or one spot that hurts more with impact.
        BoneStress = "bone-stress",
        /// Pain, numbness or tingling from the back or buttock down one leg.
        LegPain = "leg-pain",
        /// Pain between the shoulder blades, or round the chest like a band.
        UpperBack = "upper-back",
        /// Pain at night or at rest that does not let up.
        NightPain = "night-pain",
        /// Began before 45, over 3 months, stiff in the morning.
        MorningStiffness = "morning-stiffness",
        /// A first back pain, after the age of 50.
        FirstAfter50 = "first-after-50",
        /// It stops daily activities.
        DailyLife = "daily-life",
    }
}

impl FromStr for Symptom {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::read(text).ok_or_else(|| {
            let meant = super::closest(text, Self::NAMES);
            let meant = meant.map_or_else(String::new, |name| format!("did you mean {name}? "));
            let names = Self::NAMES.join(", ");
            Invalid::new(format!("{text:?} is not a symptom; {meant}accepted are {names}"))
        })
    }
}

impl Symptom {
    /// Reads a name whatever its capitals; blanks, underscores and dashes of any
    /// kind stand for a hyphen. A warning sign must not depend on these.
    pub fn read(text: &str) -> Option<Self> {
        // Words that people use for a symptom of the list.
        let others = [
            ("leg-numbness", Self::LegPain),
            ("leg-tingling", Self::LegPain),
            ("blood-in-urine", Self::Urine),
        ];
        let words = || text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        // Every stretch comes here, and hardly any begins like a sign.
        let first = text.bytes().find(u8::is_ascii_alphanumeric)?.to_ascii_lowercase();
        let begins = |name: &str| name.as_bytes().first() == Some(&first);
        let is_name = |name: &str| {
            let mut words = words();
            let mut parts = name.split('-');
            parts.all(|part| words.next().is_some_and(|word| word.eq_ignore_ascii_case(part)))
                && words.next().is_none()
        };
        let names = Self::ALL.iter().map(|symptom| (symptom.name(), *symptom)).chain(others);
        let mut meant = names.filter(|(name, _)| begins(name) && is_name(name));
        meant.next().map(|(_, symptom)| symptom)
    }

    /// How soon it wants a clinician.
    pub fn level(self) -> Level {
        if self <= Self::SuddenSevere {
            Level::Emergency
        } else if self <= Self::NewDeformity {
            Level::SameDay
        } else {
            Level::Doctor
        }
    }

    /// Whether it is a fact, or needs a doctor so much that it stands until a visit
    /// answers it: not logging it again does not mean that it has gone.
    pub const fn stands(self) -> bool {
        matches!(self, Self::CancerHistory | Self::BoneRisk | Self::BoneStress)
    }

    /// The most urgent symptom that cannot wait and that `text` names somewhere.
    pub fn urgent_in(text: &str) -> Option<Self> {
        let text = format!("-{}-", hyphenated(text));
        Self::urgent().find(|symptom| text.contains(&format!("-{symptom}-")))
    }

    /// The symptom that cannot wait and whose name `text` nearly is.
    pub fn nearly_urgent(text: &str) -> Option<Self> {
        let text = hyphenated(text);
        // A short name is soon another word.
        Self::urgent().find(|symptom| {
            let name = symptom.name();
            super::within(&text, &[name], (name.len() / 6).max(1)).is_some()
        })
    }

    /// Whether it is one of a leg, with which stretching needs care.
    pub const fn is_of_the_leg(self) -> bool {
        matches!(self, Self::BothLegs | Self::LegWeakness | Self::LegPain)
    }

    fn urgent() -> impl Iterator<Item = Self> {
        let all = Self::ALL.iter().copied();
        all.filter(|symptom| symptom.level().is_urgent())
    }
}

/// `text` in lower case, its letters and digits joined by single hyphens.
fn hyphenated(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric());
    let words: Vec<String> = words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    words.join("-")
}

impl fmt::Display for Symptom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

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
        assert!(error.starts_with("\"leg pian\" is not a symptom"), "{error}");
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
