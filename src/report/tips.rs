//! A topic of guidance, and the list of topics: what they say, as blocks.

use super::block::{Block, Lead};
use super::document::under;
use super::text::blocks_text;
use super::verdict_text::Tone;
use crate::analysis::{Pick, PickReason};
use crate::domain::{DistanceUnit, Symptom, Topic};
use crate::guidance::{Disclaimer, Grade, LevelWords, Signs, Source, Statement, SymptomWords, Tip};
use crate::term::format::{date, decimal, lower_first, whole};
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
    pub fn whole(&self) -> Vec<Block> {
        let tip = self.tip;
        let mut blocks = vec![
            Block::Title(tip.title.clone(), Vec::new()),
            Block::Paragraph(format!("{}.", tip.summary)),
        ];
        blocks.extend(self.for_you());
        blocks.extend(under("What to do", self.steps(|_| true)));
        blocks.extend(self.signs.map(|signs| Block::Heading(signs.heading.clone())));
        for level in self.levels() {
            blocks.push(Block::Level(
                level.level,
                self.marked(level.advice.trim_end_matches('.'), &level.sources),
            ));
            let sign = |it: &SymptomWords| {
                Block::Item(Lead::Point, format!("{} (`{}`)", it.sees, it.symptom))
            };
            blocks.extend(level.symptoms.iter().map(sign));
        }
        let why = tip.why.iter().map(|it| Block::Paragraph(self.marked(&it.text, &it.sources)));
        blocks.extend(under("Why", why));
        let findings = tip
            .evidence
            .iter()
            .map(|it| Block::Item(Lead::Grade(it.grade), self.marked(&it.text, &it.sources)));
        let findings = std::iter::once(Block::Small(legend())).chain(findings);
        blocks.extend(under("How strong the evidence is", findings));
        blocks.extend(self.careful(|_| true));
        blocks.extend(self.at_end());
        blocks.push(Block::Rule);
        if self.sources.is_none() {
            let name = tip.topic.name();
            blocks.push(Block::Paragraph(format!("Sources: `backcare tips {name} --sources`")));
        }
        blocks.push(Block::Small(self.disclaimer.short.clone()));
        if tip.topic != Topic::Urgent {
            blocks.push(Block::Paragraph(self.disclaimer.urgent.clone()));
        }
        blocks
    }

    /// What fits a screen: what to do first, the main findings, what to be careful of.
    pub fn in_short(&self) -> Vec<Block> {
        let tip = self.tip;
        let is_main = |statement: &&Statement| !statement.more;
        let is_urgent = tip.topic == Topic::Urgent;
        let signs = self.signs.map(|signs| &signs.heading);
        let mut blocks: Vec<Block> = self.for_you().into_iter().collect();
        if is_urgent {
            let about = signs.map(|heading| format!(": {}", lower_first(heading)));
            let title = format!("{}{}", tip.title, about.unwrap_or_default());
            blocks.push(Block::Headline(Tone::Urgent, title));
        } else {
            blocks.push(Block::Title(tip.title.clone(), Vec::new()));
        }
        if is_urgent {
            blocks.extend(self.listed(|words| &words.short));
        }
        blocks.extend(self.steps(is_main));
        if !is_urgent {
            blocks.extend(signs.map(|heading| Block::Heading(heading.clone())));
            blocks.extend(self.listed(|words| &words.short));
        }
        let known = tip.evidence.iter().filter_map(|finding| {
            let brief = finding.brief.as_ref()?;
            let text = if finding.says_grade {
                brief.clone()
            } else {
                let grade = finding.grade.words().0;
                format!("{} ({grade} evidence).", brief.trim_end_matches('.'))
            };
            Some(Block::Item(Lead::Point, self.marked(&text, &finding.sources)))
        });
        blocks.extend(under("What is known", known));
        blocks.extend(self.careful(is_main));
        blocks.extend(self.at_end());
        blocks.push(Block::Rule);
        let (more, last) = if is_urgent {
            let more =
                "Can wait a little: `backcare tips doctor`. More: `backcare tips urgent --why`";
            (more.to_owned(), self.disclaimer.line.clone())
        } else {
            let name = tip.topic.name();
            let more = format!("More: `backcare tips {name} --why`, or `--sources`");
            (more, self.disclaimer.in_a_line())
        };
        blocks.extend([Block::Paragraph(more), Block::Small(last)]);
        blocks
    }

    /// Why it was picked.
    fn for_you(&self) -> Option<Block> {
        self.picked.map(|why| Block::Strong(format!("For you: {why}.")))
    }

    /// The signs of the topic's levels, in the words that are chosen.
    fn listed(&self, words: impl Fn(&SymptomWords) -> &String) -> Vec<Block> {
        let marked =
            |level: &LevelWords| self.marked(level.advice.trim_end_matches('.'), &level.sources);
        self.levels().flat_map(|level| signs(level, marked(level), &words)).collect()
    }

    fn steps(&self, wanted: impl FnMut(&&'a Statement) -> bool) -> impl Iterator<Item = Block> {
        let steps = self.tip.steps.iter().filter(wanted).zip(1..);
        steps
            .map(|(it, number)| Block::Item(Lead::Step(number), self.marked(&it.text, &it.sources)))
    }

    fn careful(&self, wanted: impl FnMut(&&'a Statement) -> bool) -> impl Iterator<Item = Block> {
        let careful = self.tip.careful.iter().filter(wanted);
        let points = careful.map(|it| Block::Item(Lead::Point, self.marked(&it.text, &it.sources)));
        under("What to be careful of", points)
    }

    /// The sources that are cited.
    fn at_end(&self) -> impl Iterator<Item = Block> {
        sources(self.cited().unwrap_or_default())
    }

    fn marked(&self, text: &str, sources: &[u16]) -> String {
        match self.sources {
            Some(_) => format!("{text}{}", mark(sources)),
            None => text.to_owned(),
        }
    }
}

impl TopicList<'_> {
    /// A line for each topic, for a document.
    pub fn blocks(&self) -> Vec<Block> {
        let topic = |tip: &Tip| {
            let text = format!("`backcare tips {}`: {}", tip.topic.name(), tip.summary);
            Block::Item(Lead::Point, text)
        };
        let title = std::iter::once(Block::Title("Topics".to_owned(), Vec::new()));
        title.chain(self.tips.iter().map(topic)).chain(self.at_end()).collect()
    }

    /// The topics for a terminal, and how to read one.
    pub fn text(&self, theme: &Theme) -> String {
        let mut out = String::new();
        for tip in self.tips {
            let (mark, role) = match tip.topic {
                Topic::Urgent => ("! ", Role::Urgent),
                _ => ("  ", Role::Command),
            };
            let lead = &format!("{mark}{}", tip.topic.name());
            let indent = Indent { from: 0, lead, role: Some(role), text: 14 };
            out += &paragraph(theme, indent, None, &tip.summary);
        }
        let how =
            "Read one with `backcare tips shoes`; add `--why` for the reasons and the evidence.";
        let blocks = std::iter::once(Block::Paragraph(how.to_owned())).chain(self.at_end());
        out + "\n" + &blocks_text(&blocks.collect::<Vec<_>>(), theme)
    }

    fn at_end(&self) -> impl Iterator<Item = Block> {
        sources(self.sources.unwrap_or_default().iter().collect())
    }
}

/// The signs of a level below what to do about them, in the words that are chosen.
fn signs<'a>(
    level: &'a LevelWords,
    advice: String,
    words: impl Fn(&'a SymptomWords) -> &'a String,
) -> Vec<Block> {
    let sign = |it: &'a SymptomWords| Block::Item(Lead::Sign(it.symptom.name()), words(it).clone());
    let signs = level.symptoms.iter().map(sign);
    std::iter::once(Block::Level(level.level, advice)).chain(signs).collect()
}

/// Signs as lines of text, each with the name by which it is logged.
pub fn signs_text(levels: &[LevelWords], theme: &Theme) -> String {
    let of_level = |level| signs(level, level.advice.clone(), |words| &words.short);
    blocks_text(&levels.iter().flat_map(of_level).collect::<Vec<_>>(), theme)
}

/// The sources under their heading.
fn sources(sources: Vec<&Source>) -> impl Iterator<Item = Block> {
    let sources: Vec<Block> = sources.into_iter().cloned().map(Block::Source).collect();
    under("Sources", sources)
}

fn legend() -> String {
    let grades = Grade::ALL.map(|grade| {
        let (word, meaning) = grade.words();
        format!("{word}: {meaning}")
    });
    format!("{}.", grades.join("; "))
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
