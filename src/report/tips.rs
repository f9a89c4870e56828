//! A topic of guidance, and the list of topics: what they say, in blocks that text and
//! Markdown write, and the text for a terminal.

use crate::analysis::{Pick, PickReason};
use crate::domain::{DistanceUnit, Level, Topic};
use crate::guidance::{Disclaimer, Grade, LevelWords, Signs, Source, Tip};
use crate::term::format::{date, decimal, whole};
use crate::term::{Indent, Role, Theme, mark, paragraph};

/// A topic and what is shown with it.
#[derive(Debug, Clone, Copy)]
pub struct TipPage<'a> {
    /// The topic.
    pub tip: &'a Tip,
    /// The signs, of which it lists some levels; `None` where it lists none.
    pub signs: Option<&'a Signs>,
    /// Every source, where they are asked for.
    pub sources: Option<&'a [Source]>,
    /// What every tip says.
    pub disclaimer: &'a Disclaimer,
    /// Why it was picked from the log, where it was.
    pub picked: Option<&'a str>,
}

/// The list of topics and what is shown with it.
#[derive(Debug, Clone, Copy)]
pub struct TopicList<'a> {
    /// Every topic.
    pub tips: &'a [Tip],
    /// Every source, where they are asked for.
    pub sources: Option<&'a [Source]>,
}

/// A part of a topic, in the order in which it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block<'a> {
    Heading(&'a str),
    /// The title of the signs of a level.
    Signs(Level, &'a str),
    Paragraph(String),
    /// A step and its number.
    Step(usize, String),
    /// A point, or a sign below its level.
    Point(String),
    Finding(Grade, String),
    Source(&'a Source),
}

impl Block<'_> {
    /// Whether it is one of a list with the block before.
    pub fn goes_on(&self, before: Option<&Self>) -> bool {
        use std::mem::discriminant;
        let is_list = !matches!(self, Self::Heading(_) | Self::Signs(..) | Self::Paragraph(_));
        is_list && before.is_some_and(|before| discriminant(before) == discriminant(self))
    }
}

impl<'a> TipPage<'a> {
    /// The signs of the levels that the topic lists.
    pub fn levels(&self) -> impl Iterator<Item = &'a LevelWords> {
        let listed = &self.tip.signs;
        let levels = self.signs.into_iter().flat_map(|signs| &signs.levels);
        levels.filter(move |group| listed.contains(&group.level))
    }

    /// The sources that the topic rests on, where they are asked for.
    pub fn cited(&self) -> Option<Vec<&'a Source>> {
        let numbers = self.tip.source_numbers();
        let sources = self.sources?.iter();
        Some(sources.filter(|source| numbers.contains(&source.number)).collect())
    }

    /// What it says: what to do first, then why, how sure, and what to be careful of.
    pub fn blocks(&self) -> Vec<Block<'a>> {
        let tip = self.tip;
        let marked = |text: &str, sources: &[u16]| match self.sources {
            Some(_) => format!("{text}{}", mark(sources)),
            None => text.to_owned(),
        };
        let mut blocks = vec![Block::Heading("What to do")];
        let steps = tip.steps.iter().zip(1..);
        blocks.extend(steps.map(|(it, number)| Block::Step(number, marked(&it.text, &it.sources))));
        blocks.extend(self.signs.map(|signs| Block::Heading(&signs.heading)));
        for group in self.levels() {
            blocks.push(Block::Signs(group.level, &group.title));
            let signs = group.symptoms.iter();
            blocks.extend(signs.map(|words| Block::Point(words.sees.clone())));
        }
        blocks.push(Block::Heading("Why"));
        let why = tip.why.iter();
        blocks.extend(why.map(|it| Block::Paragraph(marked(&it.text, &it.sources))));
        blocks.push(Block::Heading(EVIDENCE));
        let evidence = tip.evidence.iter();
        blocks.extend(evidence.map(|it| Block::Finding(it.grade, marked(&it.text, &it.sources))));
        blocks.push(Block::Heading("What to be careful of"));
        let careful = tip.careful.iter();
        blocks.extend(careful.map(|it| Block::Point(marked(&it.text, &it.sources))));
        blocks.extend(sources(self.cited().unwrap_or_default()));
        blocks
    }
}

const EVIDENCE: &str = "How strong the evidence is";

/// The sources under their heading; nothing where there are none.
pub fn sources(sources: Vec<&Source>) -> impl Iterator<Item = Block<'_>> {
    let heading = (!sources.is_empty()).then_some(Block::Heading("Sources"));
    heading.into_iter().chain(sources.into_iter().map(Block::Source))
}

/// ● for each step of the grade.
pub const fn dots(grade: Grade) -> &'static str {
    match grade {
        Grade::Weak => "●",
        Grade::Some => "●●",
        Grade::Strong => "●●●",
    }
}

/// A topic as text.
pub fn tip_text(page: &TipPage<'_>, theme: &Theme) -> String {
    let tip = page.tip;
    let line = |role, text: &str| paragraph(theme, Indent::block(0), role, text);
    let is_urgent = tip.topic == Topic::Urgent;
    let mut out = String::new();
    if let Some(why) = page.picked {
        out += &line(Some(Role::Strong), &format!("For you: {why}."));
        out.push('\n');
    }
    let role = if is_urgent { Role::Urgent } else { Role::Heading };
    out += &line(Some(role), &tip.title);
    out += &blocks_text(&page.blocks(), theme);
    out.push('\n');
    if page.sources.is_none() {
        let topic = tip.topic.name();
        out += &line(None, &format!("Sources: `backcare tips {topic} --sources`"));
        out.push('\n');
    }
    out += &line(Some(Role::Faint), &page.disclaimer.short);
    if !is_urgent {
        out.push('\n');
        out += &line(None, &page.disclaimer.urgent);
    }
    out
}

/// The topics, a line each, and how to read one.
pub fn topics_text(list: &TopicList<'_>, theme: &Theme) -> String {
    let mut out = String::new();
    for tip in list.tips {
        let (mark, role) = match tip.topic {
            Topic::Urgent => ("! ", Role::Urgent),
            _ => ("  ", Role::Command),
        };
        let lead = &format!("{mark}{}", tip.topic.name());
        let (from, role, text) = (0, Some(role), 14);
        let indent = Indent { from, lead, role, text };
        out += &paragraph(theme, indent, None, &tip.summary);
    }
    let how = "Read one with `backcare tips shoes`; add `--sources` for where it comes from.";
    out.push('\n');
    out += &paragraph(theme, Indent::block(0), None, how);
    let all: Vec<&Source> = list.sources.unwrap_or_default().iter().collect();
    let blocks: Vec<Block<'_>> = sources(all).collect();
    out + &blocks_text(&blocks, theme)
}

/// Narrower than this, evidence hangs under its dots instead of its words.
const ROOMY: usize = 60;

fn blocks_text(blocks: &[Block<'_>], theme: &Theme) -> String {
    let mut out = String::new();
    let mut before: Option<&Block<'_>> = None;
    let mut is_sign = false;
    for block in blocks {
        let hanging = |from, lead: &str, role, text, said: &str| {
            paragraph(theme, Indent { from, lead, role, text }, None, said)
        };
        let block_text = match block {
            Block::Heading(text) => {
                is_sign = false;
                let mut heading = paragraph(theme, Indent::block(0), Some(Role::Heading), text);
                if *text == EVIDENCE {
                    heading += &paragraph(theme, Indent::block(2), Some(Role::Faint), &legend());
                }
                heading
            }
            Block::Signs(level, text) => {
                is_sign = true;
                let role = match level {
                    Level::Emergency => Role::Urgent,
                    Level::SameDay => Role::Warning,
                    Level::Doctor => Role::Strong,
                };
                paragraph(theme, Indent::block(2), Some(role), text)
            }
            Block::Paragraph(text) => hanging(2, "", None, 2, text),
            Block::Step(number, text) => {
                let lead = format!("{number}.");
                hanging(2, &lead, Some(Role::Strong), 3 + lead.len(), text)
            }
            Block::Point(text) if is_sign => hanging(4, "-", None, 6, text),
            Block::Point(text) => hanging(2, "-", None, 4, text),
            Block::Finding(grade, text) => {
                let role = match grade {
                    Grade::Strong => Some(Role::Strong),
                    Grade::Some => None,
                    Grade::Weak => Some(Role::Faint),
                };
                let (dots, word) = (dots(*grade), grade.words().0);
                if theme.prose_width() >= ROOMY {
                    hanging(2, &format!("{dots:<3} {word}"), role, 14, text)
                } else {
                    hanging(2, &format!("{dots} {word}:"), role, 4, text)
                }
            }
            Block::Source(source) => {
                let lead = format!("{:>2}", source.number);
                hanging(2, &lead, Some(Role::Strong), 6, &citation(source, theme))
            }
        };
        let is_gap = match block {
            Block::Heading(_) => true,
            Block::Signs(..) | Block::Paragraph(_) => !matches!(before, Some(Block::Heading(_))),
            _ => false,
        };
        if is_gap {
            out.push('\n');
        }
        out += &block_text;
        before = Some(block);
    }
    out
}

fn legend() -> String {
    let grades = Grade::ALL.map(|grade| {
        let (word, meaning) = grade.words();
        format!("{word}: {meaning}")
    });
    format!("{}.", grades.join("; "))
}

/// A source and where to find it: a divided address leads nowhere.
fn citation(source: &Source, theme: &Theme) -> String {
    let room = theme.prose_width().saturating_sub(6);
    match (source.address(), &source.doi) {
        (Some(address), Some(doi)) if address.len() > room => {
            format!("{}, doi:{doi}", source.cite)
        }
        (Some(address), _) => format!("{}, {address}", source.cite),
        (None, _) => source.cite.clone(),
    }
}

/// A sentence that says why, without its full stop.
pub fn pick_reason(pick: &Pick, unit: DistanceUnit) -> String {
    match pick.why {
        PickReason::UrgentSign(sign) => {
            format!("You recorded {} on {}", sign.symptom, date(sign.date))
        }
        PickReason::UnreadSign(sign) => format!("An entry that was not read may mean {sign}"),
        PickReason::Consult => "Your report says to have a doctor look at it".to_owned(),
        PickReason::NoStretch => {
            "You are in pain, and logged no stretch in the last 7 days".to_owned()
        }
        PickReason::MostlyRunning { share, runs } => format!(
            "Running is {}% of your training minutes of the last 28 days, in {runs} runs",
            whole(share * 100.0)
        ),
        PickReason::LongerRun { run, before } => {
            let (run, before) = (unit.of(run), unit.of(before));
            let percent = whole((run / before - 1.0) * 100.0);
            let (run, before) = (decimal(run), decimal(before));
            format!(
                "Your longest run of the last 7 days, {run} {0}, is {percent}% beyond the longest \
                 of the 30 days before, {before} {0}",
                unit.name()
            )
        }
        PickReason::InTurn => {
            "Nothing in your log stands out; the topics take turns by date".to_owned()
        }
    }
}
