//! The topics of `tips`, their other names, and each one whole.

use serde::Deserialize;

use super::ContentError;
use super::embedded::{Embedded, embedded};
use super::signs::level;
use crate::domain::{Finding, Statement, Tip, TipHead, Topic, closest};

/// What stands before the first list of a topic's file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    title: String,
    summary: String,
    aliases: Vec<String>,
    reviewed: String,
    #[serde(default)]
    signs: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    #[serde(rename = "do")]
    steps: Vec<Statement>,
    why: Vec<Statement>,
    evidence: Vec<Finding>,
    careful: Vec<Statement>,
}

const fn file(topic: Topic) -> Embedded {
    match topic {
        Topic::Running => embedded!("tips/running.toml"),
        Topic::Shoes => embedded!("tips/shoes.toml"),
        Topic::Hamstring => embedded!("tips/hamstring.toml"),
        Topic::Crosstrain => embedded!("tips/crosstrain.toml"),
        Topic::Hips => embedded!("tips/hips.toml"),
        Topic::Doctor => embedded!("tips/doctor.toml"),
        Topic::Urgent => embedded!("tips/urgent.toml"),
    }
}

/// A topic, whole; no other topic's file is read for it.
///
/// # Errors
/// When the built-in text is not as it should be.
pub fn tip(topic: Topic) -> Result<Tip, ContentError> {
    let lists: Lists = file(topic).parse_lists()?;
    Ok(Tip {
        head: head(topic)?,
        steps: lists.steps,
        why: lists.why,
        evidence: lists.evidence,
        careful: lists.careful,
    })
}

/// What the list of topics says of each, in its order.
///
/// # Errors
/// When a built-in text is not as it should be.
pub fn heads() -> Result<Vec<TipHead>, ContentError> {
    Topic::ALL.iter().copied().map(head).collect()
}

/// The topic of this name, or of this other word for it; capitals, spaces,
/// underscores and hyphens make no difference.
///
/// # Errors
/// When a built-in text is not as it should be.
pub fn find_topic(text: &str) -> Result<Option<Topic>, ContentError> {
    let asked = squeezed(text);
    if let Ok(topic) = asked.parse() {
        return Ok(Some(topic));
    }
    let found = |head: &TipHead| head.aliases.iter().any(|alias| squeezed(alias) == asked);
    Ok(heads()?.into_iter().find(found).map(|head| head.topic))
}

/// The name or other word that was most likely meant, and its topic.
///
/// # Errors
/// When a built-in text is not as it should be.
pub fn closest_topic(text: &str) -> Result<Option<(String, Topic)>, ContentError> {
    let asked = text.trim().to_lowercase();
    let heads = heads()?;
    let words = |head: &TipHead| {
        let names = std::iter::once(head.topic.name().to_owned());
        let topic = head.topic;
        names
            .chain(head.aliases.iter().cloned())
            .map(move |word| (word, topic))
            .collect::<Vec<_>>()
    };
    let known: Vec<_> = heads.iter().flat_map(words).collect();
    let names: Vec<_> = known.iter().map(|(word, _)| word.as_str()).collect();
    let meant = closest(&asked, &names);
    Ok(known
        .iter()
        .find(|(word, _)| Some(word.as_str()) == meant)
        .cloned())
}

/// `Leg length`, `leg_length` and `leg-length` are one word here.
fn squeezed(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '_'))
        .flat_map(char::to_lowercase)
        .collect()
}

fn head(topic: Topic) -> Result<TipHead, ContentError> {
    let file = file(topic);
    let head: Head = file.parse_head()?;
    Ok(TipHead {
        topic,
        title: head.title,
        summary: head.summary,
        aliases: head.aliases,
        reviewed: head.reviewed,
        signs: head
            .signs
            .iter()
            .map(|name| level(file, name))
            .collect::<Result<_, _>>()?,
    })
}
