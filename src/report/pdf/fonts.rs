//! The two fonts: how wide a character is, and which are missing.

use ttf_parser::GlyphId;

use super::PdfError;

/// Noto Sans, cut down by scripts/make-fonts. Licence: assets/fonts/OFL.txt.
const REGULAR: &[u8] = include_bytes!("../../../assets/fonts/NotoSans-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../../../assets/fonts/NotoSans-Bold.ttf");

/// Which of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    Regular,
    Bold,
}

/// The characters that are drawn: joiners, soft hyphens and the like only shape others.
pub fn drawn(text: &str) -> impl Iterator<Item = char> {
    let shapes = ['\u{ad}', '\u{200c}', '\u{200d}', '\u{2060}', '\u{fe0e}', '\u{fe0f}'];
    text.chars().filter(move |c| !shapes.contains(c))
}

/// One font.
pub struct Font {
    pub name: &'static str,
    pub data: &'static [u8],
    pub parsed: ttf_parser::Face<'static>,
}

/// Both.
pub struct Fonts {
    pub regular: Font,
    pub bold: Font,
}

impl Fonts {
    pub fn new() -> Result<Self, PdfError> {
        Ok(Self {
            regular: Font::new("NotoSans-Regular", REGULAR)?,
            bold: Font::new("NotoSans-Bold", BOLD)?,
        })
    }

    pub const fn of(&self, weight: Weight) -> &Font {
        match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        }
    }

    /// How wide `text` is at a size of 1.
    pub fn width(&self, weight: Weight, text: &str) -> f32 {
        let font = self.of(weight);
        drawn(text).map(|c| font.advance(font.glyph(c))).sum()
    }
}

impl Font {
    fn new(name: &'static str, data: &'static [u8]) -> Result<Self, PdfError> {
        let parsed =
            ttf_parser::Face::parse(data, 0).map_err(|error| PdfError::Font(error.to_string()))?;
        Ok(Self { name, data, parsed })
    }

    /// The glyph of a character; where the font lacks it, an empty box.
    pub fn glyph(&self, c: char) -> u16 {
        // A search for a space should find it where no line may end, too.
        let c = if c == '\u{a0}' { ' ' } else { c };
        self.parsed.glyph_index(c).map_or(0, |glyph| glyph.0)
    }

    pub fn knows(&self, c: char) -> bool {
        self.glyph(c) != 0
    }

    /// How far a glyph moves the pen at a size of 1.
    pub fn advance(&self, glyph: u16) -> f32 {
        let units = self.parsed.glyph_hor_advance(GlyphId(glyph)).unwrap_or(0);
        f32::from(units) / f32::from(self.parsed.units_per_em().max(1))
    }
}

/// Words of one weight.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub weight: Weight,
    pub text: String,
}

/// A line, in pieces.
pub type TextLine = Vec<Piece>;

/// `text` in lines of at most `width`, which is a multiple of the font's size. A word
/// that is too long is cut.
pub fn lines(text: &str, weight: Weight, width: f32, fonts: &Fonts) -> Vec<TextLine> {
    set([(weight, text)], width, fonts)
}

/// The same for texts of several weights.
pub fn set<'a>(
    pieces: impl IntoIterator<Item = (Weight, &'a str)>,
    width: f32,
    fonts: &Fonts,
) -> Vec<TextLine> {
    let bare = |weight, text: &str| fonts.width(weight, text.trim_end_matches(' '));
    let mut lines = Vec::new();
    let mut line = TextLine::new();
    let mut used = 0.0;
    for (weight, piece) in pieces {
        let words = piece.split_inclusive(' ');
        let parts = words.flat_map(|word| {
            let is_long = bare(weight, word) > width;
            word.split_inclusive(move |c| is_long || c == ' ')
        });
        for part in parts {
            if used > 0.0 && used + bare(weight, part) > width {
                lines.push(std::mem::take(&mut line));
                used = 0.0;
            }
            used += fonts.width(weight, part);
            match line.last_mut() {
                Some(last) if last.weight == weight => last.text.push_str(part),
                _ => line.push(Piece { weight, text: part.to_owned() }),
            }
        }
    }
    lines.push(line);
    for last in lines.iter_mut().filter_map(|line| line.last_mut()) {
        last.text.truncate(last.text.trim_end_matches(' ').len());
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fonts_know_what_runners_write() {
        let fonts = Fonts::new().unwrap();
        for font in [&fonts.regular, &fonts.bold] {
            for c in
                "Größe, crème brûlée, Łódź, Ελλάδα, Здоровье, Việt, – — … ≥ × − → ½ 37 °C €".chars()
            {
                assert!(font.knows(c), "{c:?} in {}", font.name);
            }
            assert!(!font.knows('膝'));
            assert!(font.advance(font.glyph('膝')) > 0.3, "a box that is seen");
        }
        // Digits of one width stand under each other.
        let widths: Vec<f32> =
            ('0'..='9').map(|c| fonts.width(Weight::Regular, c.encode_utf8(&mut [0; 4]))).collect();
        assert!(widths.windows(2).all(|pair| (pair[0] - pair[1]).abs() < f32::EPSILON));
    }

    #[test]
    fn no_line_is_too_long_and_no_character_is_lost() {
        let fonts = Fonts::new().unwrap();
        let long = "x".repeat(500);
        for text in ["", "a", "two words", "see `backcare tips urgent` now", &long, "  "] {
            for width in [0.1, 3.0, 12.0, 200.0] {
                let lines = lines(text, Weight::Regular, width, &fonts);
                let said: String = lines.iter().flatten().map(|piece| &*piece.text).collect();
                let bare = |text: &str| text.replace(' ', "");
                assert_eq!(bare(&said), bare(text), "at {width}");
                for line in &lines {
                    let used: f32 =
                        line.iter().map(|piece| fonts.width(piece.weight, &piece.text)).sum();
                    let is_one =
                        line.iter().map(|piece| piece.text.chars().count()).sum::<usize>() <= 1;
                    assert!(used <= width + 1e-3 || is_one, "{line:?} at {width}");
                }
            }
        }
    }
}
