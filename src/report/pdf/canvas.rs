//! Signs on sheets of paper: text, lines and shapes, each with what it is. It
//! must not know what a report is. Places are in points from the top left.

use std::collections::{BTreeMap, BTreeSet};

use pdf_writer::types::{LineJoinStyle, StructRole, TableHeaderScope};
use pdf_writer::{Content, Name, Str, TextStr};

use super::super::verdict_text::Tone;
use super::fonts::{Fonts, Weight, drawn};

/// How text looks.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    pub weight: Weight,
    /// In points.
    pub size: f32,
    pub color: Color,
}

/// How a line looks.
#[derive(Debug, Clone, Copy)]
pub struct Stroke {
    /// In points.
    pub width: f32,
    pub color: Color,
    pub is_dashed: bool,
}

/// What a sheet holds.
pub struct Sheet {
    pub content: Content,
    /// The element of each mark, by its number.
    pub marks: Vec<Tag>,
}

/// The glyphs of one font that are used, each with the character it stands for.
pub type Used = BTreeMap<u16, char>;

pub struct Canvas<'a> {
    pub fonts: &'a Fonts,
    pub size: (f32, f32),
    pub sheets: Vec<Sheet>,
    pub tags: Tags,
    pub regular: Used,
    pub bold: Used,
    lacking: BTreeSet<char>,
    /// Within marked signs, which do not nest.
    is_marked: bool,
}

impl<'a> Canvas<'a> {
    /// One empty sheet.
    pub fn new(size: (f32, f32), fonts: &'a Fonts) -> Self {
        let mut canvas = Self {
            fonts,
            size,
            sheets: Vec::new(),
            tags: Tags::new(),
            regular: Used::new(),
            bold: Used::new(),
            lacking: BTreeSet::new(),
            is_marked: false,
        };
        canvas.add_sheet();
        canvas
    }

    pub fn add_sheet(&mut self) {
        self.sheets.push(Sheet { content: Content::new(), marks: Vec::new() });
    }

    pub fn lacking(&self) -> Vec<char> {
        self.lacking.iter().copied().collect()
    }

    pub fn width(&self, style: Style, text: &str) -> f32 {
        self.fonts.width(style.weight, text) * style.size
    }

    /// Text from `x` on, with its foot at `y`; part of `tag` unless a mark is open.
    pub fn text(&mut self, tag: Tag, x: f32, y: f32, style: Style, text: &str) {
        let opened = self.open(tag);
        let y = self.size.1 - y;
        let font = self.fonts.of(style.weight);
        let (name, used) = match style.weight {
            Weight::Regular => (Name(b"R"), &mut self.regular),
            Weight::Bold => (Name(b"B"), &mut self.bold),
        };
        if let Some(sheet) = self.sheets.last_mut() {
            let content = &mut sheet.content;
            let [red, green, blue] = style.color.parts();
            content
                .set_fill_rgb(red, green, blue)
                .begin_text()
                .set_font(name, style.size)
                .set_text_matrix([1.0, 0.0, 0.0, 1.0, x, y]);
            let chars: Vec<char> = drawn(text).collect();
            for run in chars.chunk_by(|a, b| font.knows(*a) == font.knows(*b)) {
                let is_known = run.iter().all(|c| font.knows(*c));
                let mut codes = Vec::with_capacity(run.len() * 2);
                for &c in run {
                    let code = font.glyph(c);
                    if is_known {
                        let said = if c == '\u{a0}' { ' ' } else { c };
                        used.entry(code).or_insert(said);
                    } else {
                        self.lacking.insert(c);
                    }
                    codes.extend(code.to_be_bytes());
                }
                if is_known {
                    content.show(Str(&codes));
                } else {
                    // Boxes to the eye; to a search and a screen reader, the text.
                    content
                        .begin_marked_content_with_properties(Name(b"Span"))
                        .properties()
                        .actual_text(TextStr(&String::from_iter(run)));
                    content.show(Str(&codes));
                    content.end_marked_content();
                }
            }
            content.end_text();
        }
        self.close(opened);
    }

    /// A line through `points`.
    pub fn line(&mut self, stroke: Stroke, points: &[(f32, f32)]) {
        let [red, green, blue] = stroke.color.parts();
        let height = self.size.1;
        self.shape(|content| {
            content.set_stroke_rgb(red, green, blue).set_line_width(stroke.width);
            let dashes: &[f32] = if stroke.is_dashed { &[3.0, 2.0] } else { &[] };
            content.set_dash_pattern(dashes.iter().copied(), 0.0);
            content.set_line_join(LineJoinStyle::RoundJoin);
            for (number, (x, y)) in points.iter().enumerate() {
                if number == 0 {
                    content.move_to(*x, height - y);
                } else {
                    content.line_to(*x, height - y);
                }
            }
            content.stroke();
        });
    }

    /// A filled rectangle, from its top left.
    pub fn block(&mut self, color: Color, x: f32, y: f32, width: f32, height: f32) {
        let foot = self.size.1 - y - height;
        self.fill(color, |content| {
            content.rect(x, foot, width, height);
        });
    }

    /// A filled circle.
    pub fn dot(&mut self, color: Color, x: f32, y: f32, radius: f32) {
        /// Four curves with this handle are a circle to a quarter per mille.
        const HANDLE: f32 = 0.5523;
        let (y, r, h) = (self.size.1 - y, radius, radius * HANDLE);
        self.fill(color, |content| {
            content
                .move_to(x + r, y)
                .cubic_to(x + r, y + h, x + h, y + r, x, y + r)
                .cubic_to(x - h, y + r, x - r, y + h, x - r, y)
                .cubic_to(x - r, y - h, x - h, y - r, x, y - r)
                .cubic_to(x + h, y - r, x + r, y - h, x + r, y);
        });
    }

    /// A filled triangle that stands on `foot`, as wide as high.
    pub fn triangle(&mut self, color: Color, x: f32, foot: f32, size: f32) {
        let (y, half) = (self.size.1 - foot, size / 2.0);
        self.fill(color, |content| {
            content.move_to(x - half, y).line_to(x + half, y).line_to(x, y + size);
        });
    }

    /// A picture: all that `draw` puts down is one element with the text `alt`.
    pub fn picture(&mut self, alt: &str, draw: impl FnOnce(&mut Self)) {
        let tag = self.tags.add_picture(Tags::DOCUMENT, alt.to_owned());
        let opened = self.open(tag);
        draw(self);
        self.close(opened);
    }

    /// Marks what `draw` puts down as decoration, which screen readers skip.
    pub fn aside(&mut self, draw: impl FnOnce(&mut Self)) {
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.content.begin_marked_content(Name(b"Artifact"));
        }
        self.is_marked = true;
        draw(self);
        self.end();
    }

    /// The same on an earlier sheet.
    pub fn aside_on(&mut self, sheet: usize, draw: impl FnOnce(&mut Self)) {
        let rest = self.sheets.split_off(sheet.saturating_add(1).min(self.sheets.len()));
        self.aside(draw);
        self.sheets.extend(rest);
    }

    fn fill(&mut self, color: Color, path: impl FnOnce(&mut Content)) {
        let [red, green, blue] = color.parts();
        self.shape(|content| {
            content.set_fill_rgb(red, green, blue);
            path(content);
            content.fill_nonzero();
        });
    }

    /// Puts down a shape, which is decoration outside a picture.
    fn shape(&mut self, draw: impl FnOnce(&mut Content)) {
        let draw = |canvas: &mut Self| {
            if let Some(sheet) = canvas.sheets.last_mut() {
                draw(&mut sheet.content);
            }
        };
        if self.is_marked { draw(self) } else { self.aside(draw) }
    }

    fn end(&mut self) {
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.content.end_marked_content();
        }
        self.is_marked = false;
    }

    /// Opens a mark for `tag`, unless one is open; whether it did.
    fn open(&mut self, tag: Tag) -> bool {
        let number = self.sheets.len().saturating_sub(1);
        if self.is_marked {
            return false;
        }
        let Some(sheet) = self.sheets.last_mut() else {
            return false;
        };
        let Ok(id) = i32::try_from(sheet.marks.len()) else {
            return false;
        };
        sheet.marks.push(tag);
        let role = self.tags.role(tag);
        sheet
            .content
            .begin_marked_content_with_properties(role.to_name())
            .properties()
            .identify(id);
        self.tags.hold(tag, Kid::Mark(number, id));
        self.is_marked = true;
        true
    }

    fn close(&mut self, opened: bool) {
        if opened {
            self.end();
        }
    }
}

/// An element of the tree by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tag(pub usize);

/// What an element holds, in reading order.
#[derive(Debug, Clone, Copy)]
pub enum Kid {
    Element(Tag),
    /// Marked signs: the number of the sheet, and of the mark on it.
    Mark(usize, i32),
}

#[derive(Default)]
pub struct Element {
    pub role: Option<StructRole>,
    pub parent: Option<Tag>,
    /// What a picture shows, in words.
    pub alt: Option<String>,
    /// What a table's head cell is the head of.
    pub scope: Option<TableHeaderScope>,
    pub kids: Vec<Kid>,
}

/// The tree; its first element is the document.
pub struct Tags(Vec<Element>);

impl Tags {
    pub const DOCUMENT: Tag = Tag(0);

    pub fn new() -> Self {
        Self(vec![Element { role: Some(StructRole::Document), ..Element::default() }])
    }

    pub fn add(&mut self, parent: Tag, role: StructRole) -> Tag {
        self.grow(parent, role, Element::default())
    }

    pub fn add_picture(&mut self, parent: Tag, alt: String) -> Tag {
        self.grow(parent, StructRole::Figure, Element { alt: Some(alt), ..Element::default() })
    }

    pub fn add_head(&mut self, parent: Tag, scope: TableHeaderScope) -> Tag {
        self.grow(parent, StructRole::TH, Element { scope: Some(scope), ..Element::default() })
    }

    fn grow(&mut self, parent: Tag, role: StructRole, element: Element) -> Tag {
        let tag = Tag(self.0.len());
        self.0.push(Element { role: Some(role), parent: Some(parent), ..element });
        self.hold(parent, Kid::Element(tag));
        tag
    }

    pub fn hold(&mut self, tag: Tag, kid: Kid) {
        if let Some(element) = self.0.get_mut(tag.0) {
            element.kids.push(kid);
        }
    }

    pub fn role(&self, tag: Tag) -> StructRole {
        self.0.get(tag.0).and_then(|element| element.role).unwrap_or(StructRole::NonStruct)
    }

    pub fn iter(&self) -> impl ExactSizeIterator<Item = (Tag, &Element)> {
        self.0.iter().enumerate().map(|(number, element)| (Tag(number), element))
    }
}

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

    /// The colour of a verdict, and its pale background.
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
