//! What each sign on the sheets is, as a tree: a screen reader follows it.

use pdf_writer::types::{StructRole, TableHeaderScope};

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

pub struct Element {
    pub role: StructRole,
    pub parent: Option<Tag>,
    /// What a picture shows, in words.
    pub alt: Option<String>,
    /// What a table's head cell is the head of.
    pub scope: Option<TableHeaderScope>,
    pub kids: Vec<Kid>,
}

/// The tree; its first element is the document.
pub struct Tags {
    elements: Vec<Element>,
}

impl Tags {
    pub const DOCUMENT: Tag = Tag(0);

    pub fn new() -> Self {
        Self {
            elements: vec![Element {
                role: StructRole::Document,
                parent: None,
                alt: None,
                scope: None,
                kids: Vec::new(),
            }],
        }
    }

    pub fn add(&mut self, parent: Tag, role: StructRole) -> Tag {
        self.grow(parent, role, None, None)
    }

    pub fn add_picture(&mut self, parent: Tag, alt: String) -> Tag {
        self.grow(parent, StructRole::Figure, Some(alt), None)
    }

    pub fn add_head(&mut self, parent: Tag, scope: TableHeaderScope) -> Tag {
        self.grow(parent, StructRole::TH, None, Some(scope))
    }

    fn grow(
        &mut self,
        parent: Tag,
        role: StructRole,
        alt: Option<String>,
        scope: Option<TableHeaderScope>,
    ) -> Tag {
        let tag = Tag(self.elements.len());
        self.elements.push(Element { role, parent: Some(parent), alt, scope, kids: Vec::new() });
        self.hold(parent, Kid::Element(tag));
        tag
    }

    pub fn hold(&mut self, tag: Tag, kid: Kid) {
        if let Some(element) = self.elements.get_mut(tag.0) {
            element.kids.push(kid);
        }
    }

    pub fn role(&self, tag: Tag) -> StructRole {
        self.elements.get(tag.0).map_or(StructRole::NonStruct, |element| element.role)
    }

    pub fn iter(&self) -> impl ExactSizeIterator<Item = (Tag, &Element)> {
        self.elements.iter().enumerate().map(|(number, element)| (Tag(number), element))
    }
}
