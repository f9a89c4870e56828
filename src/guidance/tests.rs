//! What `content/README.md` asks of the texts, as far as a machine can check.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::domain::{Level, Symptom, Topic};
use crate::guidance::Tip;

fn tips() -> Vec<Tip> {
    Topic::ALL.iter().map(|topic| tip(*topic).unwrap()).collect()
}

/// Every text of a topic with its sources and the place of it.
fn claims() -> Vec<(String, String, Vec<u16>)> {
    let mut claims = Vec::new();
    for tip in tips() {
        let name = tip.topic.name();
        for (part, statements) in [("do", &tip.steps), ("why", &tip.why), ("careful", &tip.careful)]
        {
            for statement in statements {
                claims.push((
                    format!("{name}, {part}"),
                    statement.text.clone(),
                    statement.sources.clone(),
                ));
            }
        }
        for finding in tip.evidence {
            let place = format!("{name}, evidence");
            let brief = finding.brief.map(|text| (place.clone(), text, finding.sources.clone()));
            claims.extend(brief);
            claims.push((place, finding.text, finding.sources));
        }
    }
    claims
}

/// Every text that a user may read.
fn all_texts() -> Vec<(String, String)> {
    let mut texts: Vec<_> = claims().into_iter().map(|(place, text, _)| (place, text)).collect();
    for tip in tips() {
        texts.push((tip.topic.name().to_owned(), tip.title));
        texts.push((tip.topic.name().to_owned(), tip.summary));
    }
    for group in signs().unwrap().levels {
        texts.push((group.level.name().to_owned(), group.title));
        for words in group.symptoms {
            for text in [words.short, words.sees, words.at_once, words.later] {
                texts.push((words.symptom.name().to_owned(), text));
            }
        }
    }
    for routine in routines().unwrap() {
        let advice = routine_advice(&routine).unwrap();
        texts.push(("routines".to_owned(), advice.caution));
        texts.push(("routines".to_owned(), advice.convention));
        let stretches = routine.stretches.into_iter().flat_map(|stretch| {
            [Some(stretch.title), stretch.caution].into_iter().flatten().chain(stretch.steps)
        });
        for text in [Some(routine.summary), routine.caution, routine.dose]
            .into_iter()
            .flatten()
            .chain(stretches)
        {
            texts.push((format!("routine {}", routine.name), text));
        }
    }
    let disclaimer = disclaimer().unwrap();
    texts.push(("disclaimer".to_owned(), disclaimer.short));
    texts.push(("disclaimer".to_owned(), disclaimer.urgent));
    texts
}

/// The text without its commands, whose digits claim nothing.
fn without_commands(text: &str) -> String {
    text.split('`').step_by(2).collect()
}

fn sentences(text: &str) -> Vec<String> {
    without_commands(text).split_inclusive(['.', '?', '!']).fold(
        Vec::<String>::new(),
        |mut all, part| {
            // Only a stop that a space follows ends a sentence: `0.33` has none.
            match all.last_mut() {
                Some(last) if !part.starts_with(' ') => last.push_str(part),
                _ => all.push(part.to_owned()),
            }
            all
        },
    )
}

#[test]
fn every_topic_has_its_parts() {
    for tip in tips() {
        let name = tip.topic.name();
        assert!((3..=5).contains(&tip.steps.len()), "{name}: things to do");
        assert!(!tip.why.is_empty(), "{name}: why");
        assert!(!tip.evidence.is_empty(), "{name}: evidence");
        assert!(!tip.careful.is_empty(), "{name}: careful");
        assert!(!tip.title.is_empty(), "{name}: title");
        let summary = tip.summary.chars().count();
        assert!((1..=60).contains(&summary), "{name}: {summary} characters");
        let (year, month) = tip.reviewed.split_once('-').unwrap();
        assert!(year.len() == 4 && year.parse::<u16>().is_ok(), "{name}");
        assert!(month.len() == 2 && (1..=12).contains(&month.parse::<u8>().unwrap()), "{name}");
    }
}

#[test]
fn every_source_that_is_named_exists_and_every_number_is_its_own() {
    let sources = sources().unwrap();
    let numbers: BTreeSet<_> = sources.iter().map(|source| source.number).collect();
    assert_eq!(numbers.len(), sources.len(), "a number is used twice");
    assert!(sources.is_sorted_by_key(|source| source.number));
    for (place, _, named) in claims() {
        for number in named {
            assert!(numbers.contains(&number), "{place}: no source {number}");
        }
    }
    for source in sources {
        assert!(!source.cite.is_empty());
        assert!(source.doi.is_none_or(|doi| doi.starts_with("10.")));
        assert!(source.url.is_none_or(|url| url.starts_with("https://")));
    }
}

/// The symptoms' texts are the rule's own and carry no sources; they spell their
/// few numbers out. The disclaimer's only digits are the month of the review.
#[test]
fn every_claim_with_a_number_names_a_source() {
    for (place, text, sources) in claims() {
        let has_number = without_commands(&text).chars().any(|c| c.is_ascii_digit());
        assert!(!has_number || !sources.is_empty(), "{place}: {text}");
    }
    for tip in tips() {
        for finding in tip.evidence {
            assert!(!finding.sources.is_empty(), "{}", finding.text);
        }
    }
    for group in signs().unwrap().levels {
        for words in group.symptoms {
            for text in [words.sees, words.at_once, words.later] {
                assert!(!text.contains(|c: char| c.is_ascii_digit()), "{text}");
            }
        }
    }
    let reviewed = tips().into_iter().map(|tip| tip.reviewed).max().unwrap();
    let disclaimer = disclaimer().unwrap();
    assert!(disclaimer.short.contains(&reviewed), "{}", disclaimer.short);
    for text in [&disclaimer.short, &disclaimer.urgent] {
        let rest = text.replace(&reviewed, "").replace("under 18", "");
        assert!(!rest.contains(|c: char| c.is_ascii_digit()), "{text}");
    }
}

#[test]
fn no_sentence_is_longer_than_thirty_words() {
    for (place, text) in all_texts() {
        for sentence in sentences(&text) {
            let words = sentence.split_whitespace().count();
            assert!(words <= 30, "{place}: {words} words: {sentence}");
        }
    }
}

#[test]
fn a_word_finds_the_signs_that_it_may_mean() {
    use Symptom::{
        BladderBowel, BoneRisk, BoneStress, BothLegs, CancerHistory, Fever, LegPain, LegWeakness,
        MajorInjury, MorningStiffness, NightPain, SaddleNumbness, UpperBack, Urine,
    };
    for (text, expected) in [
        ("numb", &[SaddleNumbness, BothLegs, LegPain][..]),
        ("numbness", &[SaddleNumbness, BothLegs, LegPain]),
        ("Sciatica", &[BothLegs, LegPain]),
        ("pins and needles", &[SaddleNumbness, BothLegs, LegPain]),
        ("incontinence", &[BladderBowel]),
        ("weight loss", &[CancerHistory]),
        ("can't sleep", &[NightPain]),
        ("fevr", &[Fever]),
        ("foot drop", &[LegWeakness]),
        ("kidney", &[Urine]),
        ("flank", &[Urine]),
        ("blood in urine", &[Urine]),
        ("hip", &[BoneStress, LegPain]),
        ("buttock", &[SaddleNumbness, BoneStress, LegPain]),
        ("groin", &[SaddleNumbness, BoneStress]),
        ("fracture", &[MajorInjury, BoneRisk, BoneStress]),
        ("stress fracture", &[BoneStress]),
        ("shoulder blades", &[UpperBack]),
        ("stiff", &[MorningStiffness]),
        ("back pain", Symptom::ALL),
        ("and", Symptom::ALL),
        ("nonsense", Symptom::ALL),
        ("", Symptom::ALL),
    ] {
        let levels = signs().unwrap().meant_by(text);
        let found = levels.iter().flat_map(|level| &level.symptoms).map(|words| words.symptom);
        assert_eq!(found.collect::<Vec<_>>(), expected, "{text}");
    }
}

#[test]
fn a_note_names_an_urgent_sign() {
    use Symptom::{
        BladderBowel, BothLegs, ChestPain, Fever, ImmuneRisk, LegWeakness, MajorInjury,
        NewDeformity, SaddleNumbness, SuddenSevere, Urine,
    };
    for (note, sign) in [
        ("can't feel my bum when I wipe", Some(SaddleNumbness)),
        ("no feeling when wiping", Some(SaddleNumbness)),
        ("Numbness in my private parts", Some(SaddleNumbness)),
        ("genitals tingle", Some(SaddleNumbness)),
        ("numb down there since lunch", Some(SaddleNumbness)),
        ("had an accident in my pants", Some(BladderBowel)),
        ("peed myself", Some(BladderBowel)),
        ("unable to urinate", Some(BladderBowel)),
        ("both legs went numb", Some(BothLegs)),
        ("numb from the waist down", Some(BothLegs)),
        ("my foot drags", Some(LegWeakness)),
        ("temp 38.7 this evening", Some(Fever)),
        ("pressure in my chest", Some(ChestPain)),
        ("worst pain of my life", Some(SuddenSevere)),
        ("on chemo, and new back pain", Some(ImmuneRisk)),
        ("a bump on my spine", Some(NewDeformity)),
        ("rust coloured urine", Some(Urine)),
        ("fell from a horse", Some(MajorInjury)),
        ("accidentally ran too far", None),
        ("no pain, feeling good between sets", None),
        ("lumpy mattress", None),
        ("hit the wall at 30k", None),
        ("crashed out early", None),
        ("tearing along the canal", None),
        ("no more numb between the legs", None),
        ("numb between my legs, cant pee", Some(SaddleNumbness)),
        ("I can\u{2019}t pee since noon", Some(BladderBowel)),
        ("Fever since last night", Some(Fever)),
        ("no fever today", None),
        ("my leg gave way on the stairs", Some(LegWeakness)),
        ("after a fall from the bike", Some(MajorInjury)),
        ("chest pain as well", Some(ChestPain)),
        ("blood in my urine", Some(Urine)),
        ("stiff after the drive", None),
        ("tired legs, long run", None),
        ("fell asleep early", None),
        ("", None),
    ] {
        let signs = signs().unwrap();
        assert_eq!(signs.in_note(note).map(|words| words.symptom), sign, "{note}");
    }
}

#[test]
fn every_level_names_its_sources() {
    let known: Vec<u16> = sources().unwrap().iter().map(|source| source.number).collect();
    for level in signs().unwrap().levels {
        assert!(!level.sources.is_empty(), "{}", level.title);
        assert!(level.sources.iter().all(|number| known.contains(number)), "{}", level.title);
    }
}

#[test]
fn a_sign_has_a_line_of_its_own() {
    for words in signs().unwrap().levels.into_iter().flat_map(|level| level.symptoms) {
        assert!((1..=52).contains(&words.short.len()), "{}", words.short);
        assert!(words.short.is_ascii() && !words.short.ends_with('.'), "{}", words.short);
    }
}

#[test]
fn sentences_end_at_stops_alone() {
    assert_eq!(
        sentences("By 0.33 (low): a; b. Really? See `a. b` now."),
        ["By 0.33 (low): a; b.", " Really?", " See  now."]
    );
}

#[test]
fn texts_are_one_line_with_paired_backticks() {
    for (place, text) in all_texts() {
        assert!(!text.contains(char::is_control), "{place}: {text}");
        assert!(!text.contains("  "), "{place}: {text}");
        assert_eq!(text.trim(), text, "{place}");
        assert_eq!(text.matches('`').count() % 2, 0, "{place}: {text}");
    }
}

#[test]
fn a_word_leads_to_one_topic() {
    let mut seen = BTreeMap::new();
    for tip in tips() {
        let names = std::iter::once(tip.topic.name()).chain(tip.aliases.iter().map(String::as_str));
        for name in names {
            let squeezed = name.replace('-', "");
            let before = seen.insert(squeezed, tip.topic);
            assert_eq!(before, None, "{name} is there twice");
            assert_eq!(find_topic(name).unwrap(), Some(tip.topic), "{name}");
        }
    }
}

#[test]
fn a_sign_leads_to_the_topic_that_has_it() {
    let of = |text: &str| signs().unwrap().named(text).map(Symptom::name);
    for (text, sign) in [
        ("saddle-numbness", Some("saddle-numbness")),
        ("numb", Some("saddle-numbness")),
        ("Bladder", Some("bladder-bowel")),
        ("both legs", Some("both-legs")),
        ("accident", Some("major-injury")),
        ("fever", Some("fever")),
        ("foot-drop", Some("leg-weakness")),
        ("leg pain", Some("leg-pain")),
        ("bone-stress", Some("bone-stress")),
        ("night", Some("night-pain")),
        ("shoos", None),
        ("the", None),
        ("", None),
    ] {
        assert_eq!(of(text), sign, "{text}");
    }
}

#[test]
fn topics_are_found_however_they_are_typed() {
    for (text, topic) in [
        ("shoes", Topic::Shoes),
        ("gait", Topic::Shoes),
        ("arch", Topic::Shoes),
        ("Stretching", Topic::Hamstring),
        ("cross-training", Topic::Crosstrain),
        ("Cross Training", Topic::Crosstrain),
        ("cross_training", Topic::Crosstrain),
        (" leg  length ", Topic::Hips),
        ("leg-length", Topic::Hips),
        ("LEGLENGTH", Topic::Hips),
        ("red flags", Topic::Urgent),
        ("red-flags", Topic::Urgent),
    ] {
        assert_eq!(find_topic(text).unwrap(), Some(topic), "{text}");
    }
    for text in ["", "-", "knitting", "shoes!", "ruñning"] {
        assert_eq!(find_topic(text).unwrap(), None, "{text}");
    }
}

#[test]
fn a_slip_of_the_finger_finds_its_topic() {
    for (text, meant) in [
        ("shoos", Some(("shoes", Topic::Shoes))),
        ("runing", Some(("running", Topic::Running))),
        ("Hamstrng", Some(("hamstring", Topic::Hamstring))),
        ("gati", Some(("gait", Topic::Shoes))),
        ("urgnt", Some(("urgent", Topic::Urgent))),
        ("knitting", None),
        ("", None),
    ] {
        let meant = meant.map(|(word, topic)| (word.to_owned(), topic));
        assert_eq!(closest_topic(text).unwrap(), meant, "{text}");
    }
}

#[test]
fn every_symptom_has_words_at_its_level() {
    let signs = signs().unwrap();
    let levels: Vec<_> = signs.levels.iter().map(|group| group.level).collect();
    assert_eq!(levels, [Level::Emergency, Level::SameDay, Level::Doctor]);
    let listed: Vec<_> =
        signs.levels.iter().flat_map(|group| &group.symptoms).map(|words| words.symptom).collect();
    assert_eq!(listed, Symptom::ALL);
    for symptom in Symptom::ALL {
        let words = signs.words_of(*symptom).unwrap();
        assert!(!words.sees.is_empty());
        assert_eq!(words.advice(0), words.advice(1));
        assert!(words.advice(2).starts_with("If you have not been seen for it"));
        assert_eq!(words.advice(2), words.advice(28));
    }
}

#[test]
fn the_level_decides_what_is_advised() {
    let signs = signs().unwrap();
    for symptom in Symptom::ALL {
        let words = signs.words_of(*symptom).unwrap();
        let said = match symptom.level() {
            Level::Emergency => "local emergency number",
            Level::SameDay => "today",
            Level::Doctor => "doctor",
        };
        for days in [0, 2] {
            assert!(words.advice(days).contains(said), "{symptom}");
        }
    }
}

#[test]
fn a_summary_is_the_one_of_the_whole_topic() {
    for tip in tips() {
        assert_eq!(summary(tip.topic.name()), Some(tip.summary));
    }
}
