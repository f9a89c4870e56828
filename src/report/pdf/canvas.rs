//! Signs on sheets of paper: text, lines and shapes, each with what it is. It
//! must not know what a report is. Places are in points from the top left.

use std::collections::{BTreeMap, BTreeSet};

use pdf_writer::types::{LineJoinStyle, StructRole, TableHeaderScope};
use pdf_writer::{Content, Name, Str, TextStr};
use subsetter::GlyphRemapper;

use super::color::Color;
use super::fonts::{Fonts, Weight};

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

/// The glyphs of one font that are used.
pub struct Used {
    pub glyphs: GlyphRemapper,
    /// What each glyph stands for, by its number in the cut-down font.
    pub chars: BTreeMap<u16, char>,
}

pub struct Canvas<'a> {
    fonts: &'a Fonts,
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

    pub const fn fonts(&self) -> &'a Fonts {
        self.fonts
    }

    pub fn add_sheet(&mut self) {
        self.sheets.push(Sheet { content: Content::new(), marks: Vec::new() });
    }

    pub fn sheets(&self) -> usize {
        self.sheets.len()
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
            let chars: Vec<char> = text.chars().collect();
            for run in chars.chunk_by(|a, b| font.knows(*a) == font.knows(*b)) {
                let is_known = run.iter().all(|c| font.knows(*c));
                let mut codes = Vec::with_capacity(run.len() * 2);
                for &c in run {
                    let code = used.glyphs.remap(font.glyph(c));
                    if is_known {
                        let said = if c == '\u{a0}' { ' ' } else { c };
                        used.chars.entry(code).or_insert(said);
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

    /// The same upon an earlier sheet.
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
        let Some(sheet) = self.sheets.last_mut().filter(|_| !self.is_marked) else {
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

impl Used {
    fn new() -> Self {
        Self { glyphs: GlyphRemapper::new(), chars: BTreeMap::new() }
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
