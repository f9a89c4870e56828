//! A topic of guidance, and the list of topics, as text for a terminal.

use super::tips_page::{CAREFUL, EVIDENCE, SOURCES, STEPS, TipPage, TopicList, WHY, dots, mark};
use crate::domain::{Level, Topic};
use crate::guidance::{Finding, Grade, LevelWords, Source, Statement};
use crate::term::{Hang, paragraph};
use crate::term::{Role, Theme};

/// Narrower than this, evidence hangs under its dots instead of its words.
const ROOMY: usize = 60;

/// A topic: what to do first, then why, how sure, and what to be careful of.
pub fn tip_text(page: &TipPage<'_>, theme: &Theme) -> String {
    let mut out = Writer {
        theme,
        marks: page.sources.is_some(),
        text: String::new(),
    };
    let tip = page.tip;
    let title = if tip.topic == Topic::Urgent {
        Role::Urgent
    } else {
        Role::Heading
    };
    if let Some(why) = page.picked {
        out.block(0, Some(Role::Strong), &format!("For you: {why}."));
        out.gap();
    }
    out.block(0, Some(title), &tip.title);

    out.heading(STEPS);
    for (step, number) in tip.steps.iter().zip(1..) {
        out.item(&format!("{number}."), Some(Role::Strong), step);
    }
    if let Some(signs) = page.signs {
        out.heading(&signs.heading);
        for (group, number) in page.levels().zip(0..) {
            if number > 0 {
                out.gap();
            }
            out.signs(group);
        }
    }
    out.heading(WHY);
    for (statement, number) in tip.why.iter().zip(0..) {
        if number > 0 {
            out.gap();
        }
        out.item("", None, statement);
    }
    out.heading(EVIDENCE);
    out.block(2, Some(Role::Faint), &legend());
    for finding in &tip.evidence {
        out.finding(finding);
    }
    out.heading(CAREFUL);
    for statement in &tip.careful {
        out.item("-", None, statement);
    }
    if let Some(cited) = page.cited() {
        out.sources(&cited);
    } else {
        out.gap();
        let command = format!("backcare tips {} --sources", tip.topic.name());
        out.block(0, None, &format!("{SOURCES}: `{command}`"));
    }
    out.gap();
    out.block(0, Some(Role::Faint), &page.disclaimer.short);
    if tip.topic != Topic::Urgent {
        out.gap();
        out.block(0, None, &page.disclaimer.urgent);
    }
    out.text
}

/// The topics, a line each, and how to read one.
pub fn topics_text(list: &TopicList<'_>, theme: &Theme) -> String {
    let mut out = Writer {
        theme,
        marks: true,
        text: String::new(),
    };
    for head in list.heads {
        let (mark, role) = if head.topic == Topic::Urgent {
            ("! ", Role::Urgent)
        } else {
            ("  ", Role::Command)
        };
        let lead = format!("{mark}{}", head.topic.name());
        let hang = Hang {
            from: 0,
            lead: &lead,
            role: Some(role),
            text: 14,
        };
        out.paragraph(hang, None, &head.summary);
    }
    out.gap();
    out.block(
        0,
        None,
        "Read one with `backcare tips shoes`; add `--sources` for where it comes from.",
    );
    if let Some(sources) = list.sources {
        out.sources(&sources.iter().collect::<Vec<_>>());
    }
    out.text
}

fn legend() -> String {
    let grades: Vec<_> = Grade::ALL
        .iter()
        .map(|grade| {
            let (word, meaning) = grade.words();
            format!("{word}: {meaning}")
        })
        .collect();
    format!("{}.", grades.join("; "))
}

/// Collects the lines of a page.
struct Writer<'a> {
    theme: &'a Theme,
    /// Whether statements carry the numbers of their sources.
    marks: bool,
    text: String,
}

impl Writer<'_> {
    fn gap(&mut self) {
        self.text.push('\n');
    }

    fn heading(&mut self, text: &str) {
        self.gap();
        self.block(0, Some(Role::Heading), text);
    }

    fn block(&mut self, column: usize, role: Option<Role>, text: &str) {
        self.paragraph(Hang::block(column), role, text);
    }

    fn paragraph(&mut self, hang: Hang<'_>, role: Option<Role>, text: &str) {
        self.text.push_str(&paragraph(self.theme, hang, role, text));
    }

    fn marked(&self, text: &str, sources: &[u16]) -> String {
        if self.marks {
            format!("{text}{}", mark(sources))
        } else {
            text.to_owned()
        }
    }

    fn item(&mut self, lead: &str, role: Option<Role>, statement: &Statement) {
        let hang = Hang {
            from: 2,
            lead,
            role,
            text: if lead.is_empty() { 2 } else { 3 + lead.len() },
        };
        let text = self.marked(&statement.text, &statement.sources);
        self.paragraph(hang, None, &text);
    }

    fn finding(&mut self, finding: &Finding) {
        let roomy = self.theme.prose_width() >= ROOMY;
        let word = finding.grade.words().0;
        let (lead, text) = if roomy {
            (format!("{:<3} {word}", dots(finding.grade)), 14)
        } else {
            (format!("{} {word}:", dots(finding.grade)), 4)
        };
        let hang = Hang {
            from: 2,
            lead: &lead,
            role: match finding.grade {
                Grade::Strong => Some(Role::Strong),
                Grade::Some => None,
                Grade::Weak => Some(Role::Faint),
            },
            text,
        };
        let words = self.marked(&finding.text, &finding.sources);
        self.paragraph(hang, None, &words);
    }

    fn signs(&mut self, group: &LevelWords) {
        let role = match group.level {
            Level::Emergency => Role::Urgent,
            Level::SameDay => Role::Warning,
            Level::Doctor => Role::Strong,
        };
        self.block(2, Some(role), &group.title);
        for words in &group.symptoms {
            let hang = Hang {
                from: 4,
                lead: "-",
                role: None,
                text: 6,
            };
            self.paragraph(hang, None, &words.sees);
        }
    }

    fn sources(&mut self, sources: &[&Source]) {
        self.heading(SOURCES);
        for source in sources {
            let lead = format!("{:>2}", source.number);
            let hang = Hang {
                from: 2,
                lead: &lead,
                role: Some(Role::Strong),
                text: 6,
            };
            let room = self.theme.prose_width().saturating_sub(hang.text);
            let text = match (source.address(), &source.doi) {
                // A divided address leads nowhere.
                (Some(address), Some(doi)) if address.len() > room => {
                    format!("{}, doi:{doi}", source.cite)
                }
                (Some(address), _) => format!("{}, {address}", source.cite),
                (None, _) => source.cite.clone(),
            };
            self.paragraph(hang, None, &text);
        }
    }
}
