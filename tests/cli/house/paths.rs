//! Reads the paths that a Rust file names: `use` trees and `a::b` in code and macros.
//!
//! A scanner of tokens, no parser: it skips comments, strings and characters,
//! and knows of braces just enough to see where an inline module ends.

/// A path that stands in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) segments: Vec<String>,
    /// From 1.
    pub(super) line: usize,
    /// For a `use` outside of inline modules: the name by which it is known here.
    pub(super) import: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Word(String),
    /// `::`
    Path,
    Sign(char),
}

/// Every path of more than one segment, and every `use`. `super` is counted
/// from the file: inside an inline module the first one is dropped.
pub(super) fn named(source: &str) -> Vec<Named> {
    let mut reader = Reader {
        tokens: tokens(source),
        at: 0,
        inline: Vec::new(),
        depth: 0,
        found: Vec::new(),
    };
    reader.read();
    reader.found
}

struct Reader {
    tokens: Vec<(Token, usize)>,
    at: usize,
    /// The brace depths at which inline modules began.
    inline: Vec<usize>,
    depth: usize,
    found: Vec<Named>,
}

impl Reader {
    fn read(&mut self) {
        while let Some((token, line)) = self.tokens.get(self.at).cloned() {
            match token {
                Token::Sign('{') => self.depth += 1,
                Token::Sign('}') => {
                    self.depth = self.depth.saturating_sub(1);
                    if self.inline.last() == Some(&self.depth) {
                        self.inline.pop();
                    }
                }
                Token::Word(word) if word == "mod" && self.is_sign(2, '{') => {
                    self.inline.push(self.depth);
                    self.depth += 1;
                    self.at += 2;
                }
                Token::Word(word) if word == "use" && self.is_word(1) => {
                    self.at += 1;
                    self.use_tree(&[]);
                    continue;
                }
                Token::Word(_) if self.is_path(1) => {
                    let segments = self.segments();
                    self.add(segments, line, None);
                    continue;
                }
                _ => {}
            }
            self.at += 1;
        }
    }

    /// `a::b`, `a::{…}`, `a::*`, `a as b`, up to what ends it.
    fn use_tree(&mut self, prefix: &[String]) {
        let line = self.tokens.get(self.at).map_or(0, |(_, line)| *line);
        let mut path = prefix.to_vec();
        loop {
            match self.next() {
                Some(Token::Word(word)) if word == "as" => {
                    let Some(Token::Word(name)) = self.next() else {
                        return;
                    };
                    self.add(path, line, Some(name));
                    return;
                }
                Some(Token::Word(word)) => path.push(word),
                Some(Token::Path) => {}
                Some(Token::Sign('*')) => {
                    self.add(path, line, None);
                    return;
                }
                Some(Token::Sign('{')) => {
                    while !self.is_sign(0, '}') && self.at < self.tokens.len() {
                        self.use_tree(&path);
                        if self.is_sign(0, ',') {
                            self.at += 1;
                        }
                    }
                    self.at += 1;
                    return;
                }
                Some(Token::Sign(_)) | None => return,
            }
            if !(self.is_path(0) || matches!(self.tokens.get(self.at), Some((Token::Word(_), _)))) {
                if self.is_sign(0, '*') || self.is_sign(0, '{') {
                    continue;
                }
                // `a::{self}` is `a`.
                if path.len() > 1 && path.last().is_some_and(|last| last == "self") {
                    path.pop();
                }
                let name = path.last().cloned();
                self.add(path, line, name);
                return;
            }
        }
    }

    fn segments(&mut self) -> Vec<String> {
        let mut segments = Vec::new();
        while let Some(Token::Word(word)) = self.next() {
            segments.push(word);
            if !self.is_path(0) {
                break;
            }
            self.at += 1;
        }
        segments
    }

    fn add(&mut self, mut segments: Vec<String>, line: usize, import: Option<String>) {
        let mut inline = self.inline.len();
        while inline > 0 && segments.first().is_some_and(|first| first == "super") {
            segments.remove(0);
            inline -= 1;
            if segments.is_empty() || segments[0] != "super" {
                segments.insert(0, "self".to_owned());
            }
        }
        self.found.push(Named {
            segments,
            line,
            import: import.filter(|_| self.inline.is_empty()),
        });
    }

    fn next(&mut self) -> Option<Token> {
        let token = self.tokens.get(self.at).map(|(token, _)| token.clone());
        self.at += 1;
        token
    }

    fn peek(&self, ahead: usize) -> Option<&Token> {
        self.tokens.get(self.at + ahead).map(|(token, _)| token)
    }

    fn is_sign(&self, ahead: usize, sign: char) -> bool {
        self.peek(ahead) == Some(&Token::Sign(sign))
    }

    fn is_path(&self, ahead: usize) -> bool {
        self.peek(ahead) == Some(&Token::Path)
    }

    fn is_word(&self, ahead: usize) -> bool {
        matches!(self.peek(ahead), Some(Token::Word(_)))
    }
}

fn tokens(source: &str) -> Vec<(Token, usize)> {
    let mut tokens = Vec::new();
    let mut line = 1;
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if let Some(length) = string(rest) {
            length
        } else if c == '\'' {
            character(rest)
        } else if c.is_alphanumeric() || c == '_' {
            let length = rest
                .find(|c: char| !(c.is_alphanumeric() || c == '_'))
                .unwrap_or(rest.len());
            tokens.push((Token::Word(rest[..length].to_owned()), line));
            length
        } else if rest.starts_with("::") {
            tokens.push((Token::Path, line));
            2
        } else {
            if !c.is_whitespace() {
                tokens.push((Token::Sign(c), line));
            }
            c.len_utf8()
        };
        line += rest[..length].matches('\n').count();
        rest = &rest[length..];
    }
    tokens
}

/// The length of a string literal at the start of `text`, raw ones included.
fn string(text: &str) -> Option<usize> {
    let after_prefix = text
        .strip_prefix("br")
        .or_else(|| text.strip_prefix('r'))
        .or_else(|| text.strip_prefix('b'))
        .or_else(|| text.strip_prefix('c'))
        .unwrap_or(text);
    let hashes = after_prefix.len() - after_prefix.trim_start_matches('#').len();
    let is_raw = text.starts_with('r') || text.starts_with("br");
    let body = after_prefix.get(hashes..)?.strip_prefix('"')?;
    if hashes > 0 && !is_raw {
        return None;
    }
    let start = text.len() - body.len();
    if is_raw {
        let close = format!("\"{}", "#".repeat(hashes));
        return Some(
            body.find(&close)
                .map_or(text.len(), |end| start + end + close.len()),
        );
    }
    let mut escaped = false;
    for (i, c) in body.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return Some(start + i + 1),
            _ => {}
        }
    }
    Some(text.len())
}

/// The length of a character literal, or of the sign before a lifetime.
fn character(text: &str) -> usize {
    let body: Vec<(usize, char)> = text.char_indices().take(14).collect();
    match body.as_slice() {
        [_, (_, '\\'), _, rest @ ..] => rest
            .iter()
            .find(|(_, c)| *c == '\'')
            .map_or(1, |(i, _)| i + 1),
        [_, _, (i, '\''), ..] => i + 1,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(source: &str) -> Vec<String> {
        named(source)
            .into_iter()
            .map(|named| {
                let path = named.segments.join("::");
                match named.import {
                    Some(name) => format!("{}: {path} as {name}", named.line),
                    None => format!("{}: {path}", named.line),
                }
            })
            .collect()
    }

    #[test]
    fn every_form_of_a_use_is_read() {
        assert_eq!(
            paths("use a::b;\npub(crate) use c::{d, e::{self, f as g}, h::*};\n"),
            [
                "1: a::b as b",
                "2: c::d as d",
                "2: c::e as e",
                "2: c::e::f as g",
                "2: c::h"
            ]
        );
    }

    #[test]
    fn paths_stand_in_code_and_macros_but_not_in_words() {
        let source = r##"
            // crate::no
            fn f<'a>(x: &'a crate::one::One) -> char {
                let s = "crate::no \" crate::no"; let t = r#"crate::no " "#;
                println!("{}", crate::two::two());
                '"' /* crate::no */
            }
        "##;
        assert_eq!(paths(source), ["3: crate::one::One", "5: crate::two::two"]);
    }

    #[test]
    fn super_in_an_inline_module_is_the_file() {
        let source = "mod tests {\n use super::*;\n use super::super::x;\n}\nuse super::y;";
        assert_eq!(
            paths(source),
            ["2: self", "3: super::x", "5: super::y as y"]
        );
    }
}
