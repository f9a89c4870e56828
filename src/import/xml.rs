//! XML of any length, an element at a time: which format it is, and bounds on the depth and the
//! length of everything. No entity is expanded but those of XML itself.

use std::fmt::Display;
use std::io::{self, BufRead, Read};

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

use super::{Failure, Input, MOST_BYTES, Progress};

/// Elements within one another.
const DEEPEST: usize = 64;
/// The longest element or text of a file that may have any length, in bytes.
const LONGEST: u64 = 1024 * 1024;
/// The longest text that is kept, in bytes: that of a time or a kind.
const LONGEST_TEXT: usize = 256;
/// Bytes from one word about the progress to the next.
const STEP: u64 = 32 * 1024 * 1024;

/// An end of an element.
pub enum Node<'a> {
    Start(&'a str, &'a BytesStart<'a>),
    /// With the text behind the last end before it, cut where it is long.
    End(&'a str, &'a str),
}

/// A file that is being read.
pub struct Xml<'a> {
    reader: Reader<Limited<'a>>,
    depth: usize,
    /// It may have any length, but no element may be longer than [`LONGEST`].
    is_stream: bool,
}

impl<'a> Xml<'a> {
    pub fn new(file: Input<'a>) -> Self {
        let reader = Reader::from_reader(Limited { file, left: MOST_BYTES });
        Self { reader, depth: 0, is_stream: false }
    }

    /// Takes off the limit on its length.
    pub fn streamed(self) -> Self {
        Self { is_stream: true, ..self }
    }

    /// The name of the first element.
    pub fn root(&mut self) -> Result<String, Failure> {
        let mut event = Vec::new();
        loop {
            event.clear();
            match self.reader.read_event_into(&mut event).map_err(bad)? {
                Event::Start(start) => {
                    self.depth = 1;
                    return Ok(start.local_name().as_ref().to_owned());
                }
                Event::Empty(start) => return Ok(start.local_name().as_ref().to_owned()),
                Event::Eof => return Err("it is XML that ends too soon; was it cut?".into()),
                _ => {}
            }
        }
    }

    /// Hands over each end of an element, with how deep it stands; the root stands at 1.
    pub fn walk(
        mut self,
        progress: Progress<'_>,
        node: &mut dyn FnMut(&Node<'_>, usize) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let (mut event, mut text) = (Vec::new(), String::new());
        let mut told = 0;
        loop {
            event.clear();
            match self.reader.read_event_into(&mut event).map_err(bad)? {
                Event::Start(start) => {
                    self.depth += 1;
                    if self.depth > DEEPEST {
                        return Err("its elements are nested too deep".into());
                    }
                    text.clear();
                    node(&Node::Start(start.local_name().as_ref(), &start), self.depth)?;
                }
                Event::Empty(start) => {
                    text.clear();
                    let name = start.local_name();
                    node(&Node::Start(name.as_ref(), &start), self.depth + 1)?;
                    node(&Node::End(name.as_ref(), ""), self.depth + 1)?;
                }
                Event::End(end) => {
                    node(&Node::End(end.local_name().as_ref(), text.trim()), self.depth)?;
                    self.depth = self.depth.saturating_sub(1);
                    text.clear();
                }
                Event::Text(more) => push(&mut text, &more),
                Event::CData(more) => push(&mut text, &more),
                Event::GeneralRef(name) => match name.resolve_char_ref().map_err(bad)? {
                    Some(c) => push(&mut text, c.encode_utf8(&mut [0; 4])),
                    None => push(&mut text, resolve_predefined_entity(&name).unwrap_or_default()),
                },
                // A file that is cut between two elements ends so, too.
                Event::Eof if self.depth > 0 => return Err("it ends too soon; was it cut?".into()),
                Event::Eof => return Ok(()),
                _ => {}
            }
            if self.is_stream {
                self.reader.get_mut().left = LONGEST;
                if self.reader.buffer_position() >= told + STEP {
                    told = self.reader.buffer_position();
                    progress(told);
                }
            }
        }
    }
}

fn push(text: &mut String, more: &str) {
    if text.len() + more.len() <= LONGEST_TEXT {
        text.push_str(more);
    }
}

fn bad(error: impl Display) -> Failure {
    Failure::Bad(format!("it is XML that cannot be read: {error}"))
}

/// An attribute of an element; nothing where it has none of this name.
pub fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = start.try_get_attribute(name).ok()??;
    Some(attribute.value.trim().to_owned())
}

/// Gives an error instead of more bytes than were allowed.
struct Limited<'a> {
    file: Input<'a>,
    left: u64,
}

impl Read for Limited<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(into)?;
        self.consume(read);
        Ok(read)
    }
}

impl BufRead for Limited<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        let bytes = self.file.fill_buf()?;
        if self.left == 0 && !bytes.is_empty() {
            return Err(io::Error::other("it, or an element of it, is too long"));
        }
        let most = usize::try_from(self.left).unwrap_or(usize::MAX);
        Ok(&bytes[..bytes.len().min(most)])
    }

    fn consume(&mut self, count: usize) {
        self.left -= count as u64;
        self.file.consume(count);
    }
}
