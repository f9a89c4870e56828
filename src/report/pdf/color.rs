//! The colours. Each says only what words or shapes say too: a page may be
//! printed grey, or faxed.

use super::super::verdict_text::Tone;

/// Red, green and blue, 0 to 255.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Color(u8, u8, u8);

impl Color {
    pub const INK: Self = Self(0x1b, 0x1f, 0x24);
    /// Small print: 7 to 1 on white.
    pub const SOFT: Self = Self(0x53, 0x5b, 0x66);
    pub const RULE: Self = Self(0xc9, 0xcf, 0xd6);
    pub const GRID: Self = Self(0xe6, 0xe9, 0xed);
    pub const AXIS: Self = Self(0x7b, 0x87, 0x94);
    /// The days of a mean that is compared.
    pub const WINDOW: Self = Self(0xe3, 0xeb, 0xf5);
    pub const SYMPTOM: Self = Self(0x6b, 0x3f, 0xa0);
    pub const PAIN: Self = Self(0x3b, 0x7c, 0xb8);
    pub const MEAN: Self = Self(0x12, 0x36, 0x5c);
    pub const THRESHOLD: Self = Self(0x1b, 0x6e, 0x3c);
    pub const STRETCH: Self = Self(0x2c, 0x7a, 0x7b);
    pub const RUN: Self = Self(0xa8, 0x5c, 0x12);
    pub const URGENT: Self = Self(0xa8, 0x1e, 0x1e);
    const CONSULT: Self = Self(0x8f, 0x50, 0x00);
    const PLAIN: Self = Self(0x3d, 0x4f, 0x66);

    /// The colour of a verdict, and the pale one beneath it.
    pub const fn of(tone: Tone) -> (Self, Self) {
        match tone {
            Tone::Urgent => (Self::URGENT, Self(0xfd, 0xef, 0xee)),
            Tone::Consult => (Self::CONSULT, Self(0xfe, 0xf6, 0xe9)),
            Tone::Good => (Self::THRESHOLD, Self(0xee, 0xf7, 0xf1)),
            Tone::Plain => (Self::PLAIN, Self(0xf2, 0xf5, 0xf8)),
        }
    }

    /// Shares of 1.
    pub fn parts(self) -> [f32; 3] {
        [self.0, self.1, self.2].map(|part| f32::from(part) / 255.0)
    }
}
