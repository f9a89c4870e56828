//! Every page of guidance, at every width.

use proptest::prelude::*;

use super::{TipPage, TopicList, blocks_text};
use crate::domain::Topic;
use crate::guidance;
use crate::guidance::{Disclaimer, Signs, Source, Tip};
use crate::term::{Glyphs, Theme};

/// Everything that the pages are made of.
struct Texts {
    tips: Vec<Tip>,
    signs: Signs,
    sources: Vec<Source>,
    disclaimer: Disclaimer,
}

impl Texts {
    fn read() -> Self {
        Self {
            tips: Topic::ALL.iter().map(|topic| guidance::tip(*topic).unwrap()).collect(),
            signs: guidance::signs().unwrap(),
            sources: guidance::sources().unwrap(),
            disclaimer: guidance::disclaimer().unwrap(),
        }
    }

    /// Every page, short and whole, and the list, with and without sources.
    fn pages(&self, theme: &Theme) -> Vec<String> {
        let mut pages = Vec::new();
        for sources in [None, Some(self.sources.as_slice())] {
            let tips = &self.tips;
            pages.push(TopicList { tips, sources }.text(theme));
            for tip in &self.tips {
                let page = TipPage {
                    tip,
                    signs: if tip.signs.is_empty() { None } else { Some(&self.signs) },
                    sources,
                    disclaimer: &self.disclaimer,
                    picked: None,
                };
                pages.extend([page.in_short(), page.whole()].map(|it| blocks_text(&it, theme)));
            }
        }
        pages
    }
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[test]
fn seven_bits_are_enough_for_every_page() {
    let texts = Texts::read();
    let unicode = texts.pages(&Theme::new(false, Glyphs::Unicode, 80));
    for (page, unicode) in texts.pages(&Theme::plain(80)).iter().zip(unicode) {
        assert!(page.is_ascii(), "{page}");
        // A character without a spelling of its own would become one more.
        assert_eq!(page.matches('?').count(), unicode.matches('?').count());
    }
}

#[test]
fn a_width_changes_where_lines_end_and_no_word() {
    let texts = Texts::read();
    let theme = |width| Theme::new(false, Glyphs::Unicode, width);
    // Below 60 columns some addresses are written in their short form.
    for (narrow, wide) in texts.pages(&theme(60)).iter().zip(texts.pages(&theme(200))) {
        assert_eq!(letters(narrow), letters(&wide));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn no_line_is_wider_than_the_terminal(width in 20_usize..220, ascii: bool, color: bool) {
        let glyphs = if ascii { Glyphs::Ascii } else { Glyphs::Unicode };
        let theme = Theme::new(color, glyphs, width);
        for page in Texts::read().pages(&theme) {
            for line in anstream::adapter::strip_str(&page).to_string().lines() {
                prop_assert!(line.chars().count() <= width, "{width}: {line}");
                prop_assert_eq!(line, line.trim_end());
            }
        }
    }
}
