//! A topic of guidance, and the list of topics: what they say, in blocks that text and
//! Markdown write, and the text for a terminal.

use super::verdict_text::lower_first;
use crate::analysis::{Pick, PickReason};
use crate::domain::{DistanceUnit, Level, Symptom, Topic};
use crate::guidance::{
    Disclaimer, Finding, Grade, LevelWords, Signs, Source, Statement, SymptomWords, Tip,
};
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
    /// With the reasons and the whole evidence, where it is text: other formats have them.
    pub why: bool,
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
    /// A level of the signs that follow, and what to do about them.
    Level(&'a LevelWords, String),
    Sign(&'a SymptomWords),
    Paragraph(String),
    /// A step and its number.
    Step(usize, String),
    Point(String),
    Finding(Grade, String),
    Source(&'a Source),
}

impl Block<'_> {
    /// Whether it is one of a list with the block before.
    pub fn goes_on(&self, before: Option<&Self>) -> bool {
        use std::mem::discriminant;
        let is_list = !matches!(self, Self::Heading(_) | Self::Level(..) | Self::Paragraph(_));
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
        let mut numbers = self.tip.source_numbers();
        numbers.extend(self.levels().flat_map(|level| &level.sources));
        let sources = self.sources?.iter();
        Some(sources.filter(|source| numbers.contains(&source.number)).collect())
    }

    /// All that it says: what to do first, then why, how sure, and what to be careful of.
    pub fn blocks(&self) -> Vec<Block<'a>> {
        let tip = self.tip;
        let mut blocks = vec![Block::Heading("What to do")];
        blocks.extend(self.steps(|_| true));
        blocks.extend(self.signs.map(|signs| Block::Heading(&signs.heading)));
        blocks.extend(self.listed());
        blocks.push(Block::Heading("Why"));
        blocks
            .extend(tip.why.iter().map(|it| Block::Paragraph(self.marked(&it.text, &it.sources))));
        blocks.push(Block::Heading(EVIDENCE));
        let finding = |it: &Finding| Block::Finding(it.grade, self.marked(&it.text, &it.sources));
        blocks.extend(tip.evidence.iter().map(finding));
        blocks.extend(self.careful(|_| true));
        blocks.extend(sources(self.cited().unwrap_or_default()));
        blocks
    }

    /// What fits a screen: what to do first, the main findings, what to be careful of.
    fn in_short(&self) -> Vec<Block<'a>> {
        let is_main = |statement: &&Statement| !statement.more;
        let mut blocks: Vec<Block<'a>> = self.steps(is_main).collect();
        if self.tip.topic == Topic::Urgent {
            blocks.splice(0..0, self.listed());
        } else {
            blocks.extend(self.signs.map(|signs| Block::Heading(&signs.heading)));
            blocks.extend(self.listed());
        }
        let known = self.tip.evidence.iter().filter_map(|finding| {
            let brief = finding.brief.as_ref()?;
            let text = if finding.says_grade {
                brief.clone()
            } else {
                let grade = finding.grade.words().0;
                format!("{} ({grade} evidence).", brief.trim_end_matches('.'))
            };
            Some(Block::Point(self.marked(&text, &finding.sources)))
        });
        blocks.extend(under("What is known", known));
        blocks.extend(self.careful(is_main));
        blocks.extend(sources(self.cited().unwrap_or_default()));
        blocks
    }

    /// The signs of the topic's levels.
    fn listed(&self) -> impl Iterator<Item = Block<'a>> {
        signs(self.levels(), |level| {
            self.marked(level.advice.trim_end_matches('.'), &level.sources)
        })
    }

    fn steps(&self, wanted: impl FnMut(&&'a Statement) -> bool) -> impl Iterator<Item = Block<'a>> {
        let steps = self.tip.steps.iter().filter(wanted).zip(1..);
        steps.map(|(it, number)| Block::Step(number, self.marked(&it.text, &it.sources)))
    }

    fn careful(
        &self,
        wanted: impl FnMut(&&'a Statement) -> bool,
    ) -> impl Iterator<Item = Block<'a>> {
        let careful = self.tip.careful.iter().filter(wanted);
        let points = careful.map(|it| Block::Point(self.marked(&it.text, &it.sources)));
        under("What to be careful of", points)
    }

    fn marked(&self, text: &str, sources: &[u16]) -> String {
        match self.sources {
            Some(_) => format!("{text}{}", mark(sources)),
            None => text.to_owned(),
        }
    }
}

/// Blocks under their heading; nothing where there is none.
fn under<'a>(
    heading: &'a str,
    blocks: impl Iterator<Item = Block<'a>>,
) -> impl Iterator<Item = Block<'a>> {
    let mut blocks = blocks.peekable();
    let heading = blocks.peek().map(|_| Block::Heading(heading));
    heading.into_iter().chain(blocks)
}

/// Signs below what to do about those of their level.
fn signs<'a>(
    levels: impl Iterator<Item = &'a LevelWords>,
    advice: impl Fn(&LevelWords) -> String,
) -> impl Iterator<Item = Block<'a>> {
    levels.flat_map(move |level| {
        let signs = level.symptoms.iter().map(Block::Sign);
        [Block::Level(level, advice(level))].into_iter().chain(signs)
    })
}

/// Signs as lines of text, each with the name by which it is logged.
pub fn signs_text(levels: &[LevelWords], theme: &Theme) -> String {
    blocks_text(&signs(levels.iter(), |level| level.advice.clone()).collect::<Vec<_>>(), theme)
}

const EVIDENCE: &str = "How strong the evidence is";

/// The sources under their heading.
pub fn sources(sources: Vec<&Source>) -> impl Iterator<Item = Block<'_>> {
    under("Sources", sources.into_iter().map(Block::Source))
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
    let new = page.signs.filter(|_| is_urgent && !page.why);
    let new = new.map(|signs| format!(": {}", lower_first(&signs.heading))).unwrap_or_default();
    out += &line(Some(role), &format!("{}{new}", tip.title));
    let name = tip.topic.name();
    if page.why {
        out += &blocks_text(&page.blocks(), theme);
        out +=
            &format!("\n{}\n", line(None, &format!("Sources: `backcare tips {name} --sources`")));
        out += &line(Some(Role::Faint), &page.disclaimer.short);
        if !is_urgent {
            out += &format!("\n{}", line(None, &page.disclaimer.urgent));
        }
        return out;
    }
    out += &blocks_text(&page.in_short(), theme);
    let more = if is_urgent {
        "Can wait a little: `backcare tips doctor`. More: `backcare tips urgent --why`"
    } else {
        &format!("More: `backcare tips {name} --why`, or `--sources`")
    };
    let disclaimer = page.disclaimer;
    let last = if is_urgent { disclaimer.line.clone() } else { disclaimer.in_a_line() };
    out + &format!("\n{}{}", line(None, more), line(Some(Role::Faint), &last))
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
    let how = "Read one with `backcare tips shoes`; add `--why` for the reasons and the evidence.";
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
    for block in blocks {
        let hanging = |from, lead: &str, role, text, said: &str| {
            paragraph(theme, Indent { from, lead, role, text }, None, said)
        };
        let block_text = match block {
            Block::Heading(text) => {
                let mut heading = paragraph(theme, Indent::block(0), Some(Role::Heading), text);
                if *text == EVIDENCE {
                    heading += &paragraph(theme, Indent::block(2), Some(Role::Faint), &legend());
                }
                heading
            }
            Block::Level(words, advice) => {
                let role = match words.level {
                    Level::Emergency => Role::Urgent,
                    Level::SameDay => Role::Warning,
                    Level::Doctor => Role::Strong,
                };
                let advice = format!("{}:", advice.trim_end_matches('.'));
                paragraph(theme, Indent::block(0), Some(role), &advice)
            }
            Block::Sign(words) => sign(words, theme),
            Block::Paragraph(text) => hanging(2, "", None, 2, text),
            Block::Step(number, text) => {
                let lead = format!("{number}.");
                hanging(2, &lead, Some(Role::Strong), 3 + lead.len(), text)
            }
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
            Block::Level(..) | Block::Paragraph(_) => !matches!(before, Some(Block::Heading(_))),
            Block::Step(..) => !matches!(before, Some(Block::Step(..) | Block::Heading(_))),
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

/// A sign and the name by which it is logged, in columns where there is room.
fn sign(words: &SymptomWords, theme: &Theme) -> String {
    /// Columns of the longest text of a sign.
    const TEXT: usize = 52;
    let name = words.symptom.name();
    if theme.prose_width() < 2 + TEXT + 2 + 17 {
        let text = format!("{} ({name})", words.short);
        return paragraph(theme, Indent { text: 4, ..Indent::block(2) }, None, &text);
    }
    let gap = TEXT.saturating_sub(words.short.len());
    format!("  {}{:gap$}  {}\n", words.short, "", theme.paint(Role::Faint, name))
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
        PickReason::UnreadSign(Some(sign)) => {
            format!("An entry that was not read may mean {sign}")
        }
        PickReason::UnreadSign(None) => {
            "An entry that was not read may be an urgent sign".to_owned()
        }
        PickReason::Strong(pain) => format!("Your last pain was {pain}/10"),
        PickReason::OpenSign(sign) => {
            let (symptom, day) = (sign.symptom, date(sign.date));
            let stop = match symptom {
                Symptom::BoneStress => ": stop running until a doctor has seen you",
                _ => "",
            };
            format!("You recorded {symptom} on {day}, and no visit is noted since{stop}")
        }
        PickReason::UpAgain => "Your pain had eased, and is up again this week".to_owned(),
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
        PickReason::InTurn => "The topics take turns by the week".to_owned(),
    }
}
