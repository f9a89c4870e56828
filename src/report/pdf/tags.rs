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
