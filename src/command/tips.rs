//! `backcare tips`: the topics, or one of them. Reads neither config nor log,
//! unless it is asked to pick.

use anyhow::{Result, bail};
use clap::ValueEnum;

use super::completions::Names;
use super::load::{Problems, diary_of_today, open_log, settings};
use super::output::{Exit, Io};
use super::status;
use crate::analysis::pick;
use crate::domain::Topic;
use crate::guidance;
use crate::report::{self, TipPage, TopicList};
use crate::term::for_terminal;

/// List the topics of guidance, or print one
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The topic, or another word for it such as gait or red-flags; without one,
    /// the topics are listed
    #[arg(value_parser = Names::new(Topic::NAMES).about(guidance::summary))]
    topic: Option<String>,

    /// Pick the topic that fits what your log says, and say why
    #[arg(long, conflicts_with = "topic")]
    for_me: bool,

    /// Add the reasons and the whole evidence; markdown and json always have them
    #[arg(long)]
    why: bool,

    /// Add the numbered sources, and to each statement those that it rests on
    #[arg(long)]
    sources: bool,

    /// The form of the output; json always has the sources
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For a terminal
    Text,
    /// For programs: see docs/tips-json.md
    Json,
    /// For a document
    Markdown,
}

pub fn run(args: &Args, io: &mut Io<'_>) -> Result<Exit> {
    let has_sources = args.sources || args.format != Format::Text;
    let sources = if has_sources { Some(guidance::sources()?) } else { None };
    let sources = sources.as_deref();
    let (topic, picked) = match (&args.topic, args.for_me) {
        (_, true) => match pick_for(io)? {
            Some((topic, why)) => (topic, Some(why)),
            None => return status::welcome(io),
        },
        (Some(text), _) => (topic(text)?, None),
        (None, _) if args.why => {
            bail!("--why belongs to a topic; try backcare tips shoes --why")
        }
        (None, _) => {
            let list = TopicList { tips: &guidance::tips()?, sources };
            return io.print(match args.format {
                Format::Text => list.text(&io.context.theme()),
                Format::Json => report::topics_json(&list)?,
                Format::Markdown => report::markdown(&list.blocks()),
            });
        }
    };
    let tip = &guidance::tip(topic)?;
    let signs = if tip.signs.is_empty() { None } else { Some(guidance::signs()?) };
    let (signs, disclaimer) = (signs.as_ref(), &guidance::disclaimer()?);
    let page = TipPage { tip, signs, sources, disclaimer, picked: picked.as_deref() };
    io.print(match args.format {
        Format::Text => {
            let blocks = if args.why { page.whole() } else { page.in_short() };
            report::blocks_text(&blocks, &io.context.theme())
        }
        Format::Json => report::tip_json(&page)?,
        Format::Markdown => report::markdown(&page.whole()),
    })
}

/// The topic that fits the log, and why; `None` if there is no log yet.
fn pick_for(io: &mut Io<'_>) -> Result<Option<(Topic, String)>> {
    let Some(log) = open_log(io.context)? else {
        return Ok(None);
    };
    let mut problems = Problems::default();
    let diary = diary_of_today(&log, io.context, &mut problems)?;
    problems.report(&log.path, io)?;
    let pick = pick(&diary, settings(io.context)?);
    let why = report::pick_reason(&pick, io.context.config()?.distance_unit);
    Ok(Some((pick.topic, why)))
}

/// The topic that a word means, or that has the sign which it names; otherwise the nearest
/// one, and all of them.
fn topic(text: &str) -> Result<Topic> {
    if let Some(topic) = guidance::find_topic(text)? {
        return Ok(topic);
    }
    if let Some(sign) = guidance::signs()?.named(text) {
        return Ok(if sign.level().is_urgent() { Topic::Urgent } else { Topic::Doctor });
    }
    let meant = match guidance::closest_topic(text)? {
        Some((word, topic)) if word == topic.name() => format!("; did you mean {word}?"),
        Some((word, topic)) => format!("; did you mean {word} ({topic})?", topic = topic.name()),
        None => String::new(),
    };
    let names = Topic::NAMES.join(", ");
    bail!("there is no topic \"{}\"{meant}\n\nthe topics are {names}", for_terminal(text))
}
