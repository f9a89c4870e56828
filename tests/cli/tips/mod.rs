//! `backcare tips`.

mod for_me;

use std::collections::BTreeSet;

use serde_json::Value;

use crate::harness::World;

const TOPICS: [&str; 7] =
    ["running", "shoes", "hamstring", "crosstrain", "hips", "doctor", "urgent"];

fn escapes_shown(text: &str) -> String {
    text.replace('\u{1b}', "␛")
}

#[test]
fn the_list_names_every_topic_and_how_to_read_one() {
    insta::assert_snapshot!(World::new().ok(&["tips"]));
}

#[test]
fn the_list_at_40_columns() {
    insta::assert_snapshot!(World::new().var("COLUMNS", "40").ok(&["tips"]));
}

#[test]
fn a_topic_at_80_columns() {
    insta::assert_snapshot!(World::new().ok(&["tips", "shoes"]));
}

#[test]
fn a_topic_at_60_columns_with_sources() {
    let mut world = World::new();
    world.var("COLUMNS", "60");
    insta::assert_snapshot!(world.ok(&["tips", "doctor", "--sources"]));
}

#[test]
fn a_topic_at_40_columns_in_seven_bits() {
    let mut world = World::new();
    world.var("COLUMNS", "40").var("LANG", "C");
    insta::assert_snapshot!(world.ok(&["tips", "crosstrain", "--sources"]));
}

#[test]
fn a_topic_in_colour() {
    let page = World::new().ok(&["tips", "urgent", "--color", "always"]);
    insta::assert_snapshot!(escapes_shown(&page));
}

#[test]
fn a_topic_as_markdown() {
    insta::assert_snapshot!(
        World::new().ok(&["tips", "hips", "--sources", "--format", "markdown"])
    );
}

#[test]
fn a_topic_as_json() {
    insta::assert_snapshot!(World::new().ok(&["tips", "hips", "--format", "json"]));
}

#[test]
fn urgent_starts_with_what_to_do_at_once() {
    let page = World::new().ok(&["tips", "urgent"]);
    let first = page.lines().nth(2).unwrap();
    assert_eq!(first, "Call your local emergency number or go to an emergency department now:");
    for symptom in backcare_signs(&World::new(), "urgent") {
        let line = page.lines().find(|line| line.ends_with(&format!("  {symptom}")));
        assert!(line.is_some(), "{symptom} has no line\n{page}");
    }
}

/// The names of the signs of a topic.
fn backcare_signs(world: &World, topic: &str) -> Vec<String> {
    let page: Value =
        serde_json::from_str(&world.ok(&["tips", topic, "--format", "json"])).unwrap();
    let levels = page["signs"].as_array().unwrap().iter();
    let symptoms = levels.flat_map(|level| level["symptoms"].as_array().unwrap());
    symptoms.map(|symptom| symptom["name"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_topic_fits_a_screen() {
    let mut world = World::new();
    for (topic, most) in TOPICS.map(|topic| match topic {
        "urgent" => (topic, 23),
        "doctor" => (topic, 40),
        _ => (topic, 32),
    }) {
        let lines = world.ok(&["tips", topic]).lines().count();
        assert!(lines <= most, "{topic}: {lines} lines");
        // As many at most on a wider screen, and nothing runs over a narrow one.
        world.var("COLUMNS", "200");
        assert!(world.ok(&["tips", topic]).lines().count() <= most);
        world.var("COLUMNS", "40");
        for line in world.ok(&["tips", topic]).lines() {
            assert!(line.chars().count() <= 40, "{line}");
        }
        world.var("COLUMNS", "80");
    }
}

#[test]
fn why_adds_the_reasons_and_the_whole_evidence() {
    let alone = World::new().refused(&["tips", "--why"]);
    assert!(alone.contains("try backcare tips shoes --why"), "{alone}");
    let world = World::new();
    for topic in TOPICS {
        let (short, long) = (world.ok(&["tips", topic]), world.ok(&["tips", topic, "--why"]));
        let page: Value =
            serde_json::from_str(&world.ok(&["tips", topic, "--format", "json"])).unwrap();
        let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        for part in ["why", "evidence"] {
            for statement in page[part].as_array().unwrap() {
                let text = statement["text"].as_str().unwrap().replace('`', "");
                assert!(plain(&long).contains(&text), "{topic}: {text}\n{long}");
                assert!(!plain(&short).contains(&text), "{topic}: {text}");
            }
        }
        assert!(!short.contains("How strong the evidence is"), "{short}");
        assert!(short.contains(&format!("backcare tips {topic} --why")), "{short}");
    }
}

#[test]
fn numbers_of_sources_appear_when_asked_for() {
    let world = World::new();
    for name in TOPICS {
        let without = world.ok(&["tips", name, "--why"]);
        assert!(!without.contains('['), "{without}");
        assert!(without.contains(&format!("backcare tips {name} --sources")));
        let with = world.ok(&["tips", name, "--sources"]);
        let json: Value =
            serde_json::from_str(&world.ok(&["tips", name, "--format", "json"])).unwrap();
        let numbers: Vec<u64> = json["sources"]
            .as_array()
            .unwrap()
            .iter()
            .map(|source| source["number"].as_u64().unwrap())
            .collect();
        let sources = with.split_once("\nSources\n").unwrap().1;
        let listed: Vec<u64> = sources
            .lines()
            .take_while(|line| !line.is_empty())
            .filter_map(|line| line.get(..4)?.trim().parse().ok())
            .collect();
        assert_eq!(listed, numbers, "{with}");
        assert!(with.contains('['), "{with}");
    }
    let all = world.ok(&["tips", "--sources"]);
    assert!(all.contains("44  Owen, Br J Sports Med 2020;54:1279"), "{all}");
}

#[test]
fn json_has_every_part_and_its_sources() {
    let world = World::new();
    for topic in TOPICS {
        let page: Value =
            serde_json::from_str(&world.ok(&["tips", topic, "--format", "json"])).unwrap();
        assert_eq!(page["schema"], "backcare.tip/1");
        assert_eq!(page["topic"], topic);
        let numbers = |value: &Value| -> BTreeSet<u64> {
            value.as_array().unwrap().iter().map(|number| number.as_u64().unwrap()).collect()
        };
        let mut named = BTreeSet::new();
        for part in ["do", "why", "evidence", "careful"] {
            for statement in page[part].as_array().unwrap() {
                assert!(statement["text"].is_string());
                named.extend(numbers(&statement["sources"]));
                let grade = statement["grade"].as_u64();
                assert_eq!(grade.is_some(), part == "evidence");
                assert!(grade.is_none_or(|grade| (1..=3).contains(&grade)));
            }
        }
        for level in page["signs"].as_array().unwrap() {
            named.extend(numbers(&level["sources"]));
        }
        let given: BTreeSet<_> = page["sources"]
            .as_array()
            .unwrap()
            .iter()
            .map(|source| source["number"].as_u64().unwrap())
            .collect();
        assert_eq!(given, named, "{topic}");
        let has_signs = matches!(topic, "doctor" | "urgent");
        assert_eq!(!page["signs"].as_array().unwrap().is_empty(), has_signs);
    }
    let list: Value = serde_json::from_str(&world.ok(&["tips", "--format", "json"])).unwrap();
    assert_eq!(list["schema"], "backcare.tips/1");
    assert_eq!(list["topics"].as_array().unwrap().len(), 7);
}

#[test]
fn other_words_lead_to_the_same_page() {
    let world = World::new();
    for (word, topic) in [
        ("gait", "shoes"),
        ("Leg length", "hips"),
        ("red_flags", "urgent"),
        ("numb", "urgent"),
        ("leg-pain", "doctor"),
        ("stretching", "hamstring"),
    ] {
        assert_eq!(world.ok(&["tips", word]), world.ok(&["tips", topic]));
    }
}

#[test]
fn an_unknown_topic_is_refused_with_the_nearest() {
    let world = World::new();
    let names = "running, shoes, hamstring, crosstrain, hips, doctor, urgent";
    for (word, meant) in [
        ("shoos", Some("did you mean shoes?")),
        ("gati", Some("did you mean gait (shoes)?")),
        ("knitting", None),
        ("", None),
        ("\u{1b}[31m\u{202e}", None),
    ] {
        let stderr = world.refused(&["tips", word]);
        assert!(stderr.contains(names), "{stderr}");
        assert_eq!(stderr.contains("did you mean"), meant.is_some(), "{stderr}");
        assert!(stderr.contains(meant.unwrap_or("there is no topic")), "{stderr}");
        assert!(!stderr.contains(['\u{1b}', '\u{202e}']), "{stderr:?}");
    }
}

#[test]
fn neither_config_nor_log_is_read() {
    let world = World::new();
    world.with_config("this is no config");
    std::fs::create_dir_all(world.log_path()).unwrap();
    assert!(world.ok(&["tips"]).contains("urgent"));
    assert!(world.ok(&["tips", "hips"]).contains("heel lift"));
    let missing = world.ok(&["tips", "hips", "--file", "/nowhere/log.csv"]);
    assert_eq!(missing, world.ok(&["tips", "hips"]));
}

#[test]
fn help_and_completions_offer_the_topics() {
    let world = World::new();
    let help = world.ok(&["tips", "--help"]);
    let script = world.ok(&["completions", "bash"]);
    for topic in TOPICS {
        assert!(help.contains(&format!("- {topic}:")), "{help}");
    }
    assert!(script.contains("running shoes hamstring crosstrain hips doctor urgent"));
}
