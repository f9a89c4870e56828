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

impl Weight {
    /// The one that stands out.
    pub const fn other(self) -> Self {
        match self {
            Self::Regular => Self::Bold,
            Self::Bold => Self::Regular,
        }
    }
}

/// One font.
pub struct Face {
    pub name: &'static str,
    pub data: &'static [u8],
    pub parsed: ttf_parser::Face<'static>,
}

/// Both.
pub struct Faces {
    pub regular: Face,
    pub bold: Face,
}

impl Faces {
    pub fn new() -> Result<Self, PdfError> {
        Ok(Self {
            regular: Face::new("NotoSans-Regular", REGULAR)?,
            bold: Face::new("NotoSans-Bold", BOLD)?,
        })
    }

    pub const fn of(&self, weight: Weight) -> &Face {
        match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        }
    }

    /// How wide `text` is at a size of 1.
    pub fn width(&self, weight: Weight, text: &str) -> f32 {
        let face = self.of(weight);
        text.chars().map(|c| face.advance(face.glyph(c))).sum()
    }
}

impl Face {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fonts_know_what_runners_write() {
        let faces = Faces::new().unwrap();
        for face in [&faces.regular, &faces.bold] {
            for c in
                "Größe, crème brûlée, Łódź, Ελλάδα, Здоровье, Việt, – — … ≥ × − → ½ 37 °C €".chars()
            {
                assert!(face.knows(c), "{c:?} in {}", face.name);
            }
            assert!(!face.knows('膝'));
            assert!(face.advance(face.glyph('膝')) > 0.3, "a box that is seen");
        }
        // Digits of one width stand under each other.
        let widths: Vec<f32> =
            ('0'..='9').map(|c| faces.width(Weight::Regular, c.encode_utf8(&mut [0; 4]))).collect();
        assert!(widths.windows(2).all(|pair| (pair[0] - pair[1]).abs() < f32::EPSILON));
    }
}
