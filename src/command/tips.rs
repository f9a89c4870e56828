//! `backcare tips`: the topics, or one of them. Reads neither config nor log,
//! unless it is asked to pick.

use std::ffi::OsStr;

use anyhow::Result;
use clap::builder::{PossibleValue, TypedValueParser};
use clap::error::ErrorKind;
use clap::{Arg, Command, ValueEnum};

use super::load::{Problems, diary, latest_day, open_log, settings};
use super::output::{Exit, Io};
use super::status;
use crate::analysis::pick;
use crate::context::Context;
use crate::domain::Topic;
use crate::guidance;
use crate::report::{self, TipPage, TopicList};
use crate::term::for_terminal;

/// List the topics of guidance, or print one
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The topic, or another word for it such as gait or red-flags; without one,
    /// the topics are listed
    #[arg(value_parser = TopicParser)]
    topic: Option<Topic>,

    /// Pick the topic that fits what your log says, and say why
    #[arg(long, conflicts_with = "topic")]
    for_me: bool,

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

pub fn run(args: &Args, context: &Context, io: &mut Io<'_>) -> Result<Exit> {
    let sources =
        if args.sources || args.format == Format::Json { Some(guidance::sources()?) } else { None };
    let sources = sources.as_deref();
    let (topic, picked) = if args.for_me {
        let Some((topic, why)) = pick_for(context, io)? else {
            return status::welcome(context, io);
        };
        (Some(topic), Some(why))
    } else {
        (args.topic, None)
    };
    let text = match topic {
        None => {
            let tips = &guidance::tips()?;
            list(&TopicList { tips, sources }, args.format, context)?
        }
        Some(topic) => {
            let tip = &guidance::tip(topic)?;
            let signs = if tip.signs.is_empty() { None } else { Some(guidance::signs()?) };
            let page = TipPage {
                tip,
                signs: signs.as_ref(),
                sources,
                disclaimer: &guidance::disclaimer()?,
                picked: picked.as_deref(),
            };
            match args.format {
                Format::Text => report::tip_text(&page, &context.theme()),
                Format::Json => report::tip_json(&page)?,
                Format::Markdown => report::tip_markdown(&page),
            }
        }
    };
    io.print(text)
}

/// The topic that fits the log, and why; `None` where there is no log yet.
fn pick_for(context: &Context, io: &mut Io<'_>) -> Result<Option<(Topic, String)>> {
    let Some(log) = open_log(context)? else {
        return Ok(None);
    };
    let mut problems = Problems::default();
    let latest = Some(latest_day(context)?);
    let diary = diary(&log, context.today()?, latest, &mut problems)?;
    problems.report(&log, io)?;
    let pick = pick(&diary, settings(context)?);
    let why = report::pick_reason(&pick, context.config()?.distance_unit);
    Ok(Some((pick.topic, why)))
}

fn list(list: &TopicList<'_>, format: Format, context: &Context) -> Result<String> {
    Ok(match format {
        Format::Text => report::topics_text(list, &context.theme()),
        Format::Json => report::topics_json(list)?,
        Format::Markdown => report::topics_markdown(list),
    })
}

/// Reads every word for a topic; help and completions offer the seven names.
#[derive(Debug, Clone, Copy)]
struct TopicParser;

impl TypedValueParser for TopicParser {
    type Value = Topic;

    fn parse_ref(
        &self,
        command: &Command,
        _arg: Option<&Arg>,
        value: &OsStr,
    ) -> Result<Topic, clap::Error> {
        let text = value.to_string_lossy();
        let message = match guidance::find_topic(&text) {
            Ok(Some(topic)) => return Ok(topic),
            Ok(None) => unknown(&text),
            Err(error) => error.to_string(),
        };
        Err(clap::Error::raw(ErrorKind::InvalidValue, message).with_cmd(command))
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let heads = guidance::tips().ok()?;
        Some(Box::new(
            heads.into_iter().map(|head| PossibleValue::new(head.topic.name()).help(head.summary)),
        ))
    }
}

/// What was asked for is no topic: the nearest one, and all of them.
fn unknown(text: &str) -> String {
    let mut message = format!("there is no topic \"{}\"", for_terminal(text));
    if let Ok(Some((word, topic))) = guidance::closest_topic(text) {
        message.push_str("; did you mean ");
        message.push_str(&word);
        if word != topic.name() {
            message.push_str(" (");
            message.push_str(topic.name());
            message.push(')');
        }
        message.push('?');
    }
    let names: Vec<_> = Topic::ALL.iter().map(|topic| topic.name()).collect();
    format!("{message}\n\n  the topics are {}\n", names.join(", "))
}
