//! Text broken into lines that fit.

use super::super::document::pieces;
use super::face::{Faces, Weight};

/// Words of one weight.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub weight: Weight,
    pub text: String,
}

/// A line, in pieces.
pub type Line = Vec<Piece>;

/// `text` in lines of at most `width`, which is a multiple of the font's size.
/// What stands between backticks is of the other weight. A word that is too long is cut.
pub fn lines(text: &str, weight: Weight, width: f32, faces: &Faces) -> Vec<Line> {
    let pieces = pieces(text)
        .map(|(is_command, piece)| (if is_command { weight.other() } else { weight }, piece));
    set(pieces, width, faces)
}

/// The same for text from a log, in which a backtick is a backtick.
pub fn plain_lines(text: &str, weight: Weight, width: f32, faces: &Faces) -> Vec<Line> {
    set([(weight, text)], width, faces)
}

fn set<'a>(
    pieces: impl IntoIterator<Item = (Weight, &'a str)>,
    width: f32,
    faces: &Faces,
) -> Vec<Line> {
    let mut setter = Setter { faces, width, used: 0.0, lines: vec![Line::new()] };
    for (weight, piece) in pieces {
        for word in piece.split_inclusive(' ') {
            setter.word(word, weight);
        }
    }
    for line in &mut setter.lines {
        if let Some(last) = line.last_mut() {
            last.text.truncate(last.text.trim_end_matches(' ').len());
        }
    }
    setter.lines
}

struct Setter<'a> {
    faces: &'a Faces,
    width: f32,
    used: f32,
    lines: Vec<Line>,
}

impl Setter<'_> {
    fn word(&mut self, word: &str, weight: Weight) {
        let bare = self.faces.width(weight, word.trim_end_matches(' '));
        if self.used > 0.0 && self.used + bare > self.width {
            self.end_line();
        }
        if bare > self.width {
            for c in word.chars() {
                let mut buffer = [0; 4];
                let text: &str = c.encode_utf8(&mut buffer);
                if self.used > 0.0 && self.used + self.faces.width(weight, text) > self.width {
                    self.end_line();
                }
                self.put(text, weight);
            }
        } else {
            self.put(word, weight);
        }
    }

    fn put(&mut self, text: &str, weight: Weight) {
        self.used += self.faces.width(weight, text);
        let Some(line) = self.lines.last_mut() else {
            return;
        };
        match line.last_mut() {
            Some(last) if last.weight == weight => last.text.push_str(text),
            _ => line.push(Piece { weight, text: text.to_owned() }),
        }
    }

    fn end_line(&mut self) {
        self.lines.push(Line::new());
        self.used = 0.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_too_long_and_no_character_is_lost() {
        let faces = Faces::new().unwrap();
        let long = "x".repeat(500);
        for text in ["", "a", "two words", "see `backcare tips urgent` now", &long, "  "] {
            for width in [0.1, 3.0, 12.0, 200.0] {
                let lines = lines(text, Weight::Regular, width, &faces);
                let said: String = lines.iter().flatten().map(|piece| &*piece.text).collect();
                let bare = |text: &str| text.replace([' ', '`'], "");
                assert_eq!(bare(&said), bare(text), "at {width}");
                for line in &lines {
                    let used: f32 =
                        line.iter().map(|piece| faces.width(piece.weight, &piece.text)).sum();
                    let is_one =
                        line.iter().map(|piece| piece.text.chars().count()).sum::<usize>() <= 1;
                    assert!(used <= width + 1e-3 || is_one, "{line:?} at {width}");
                }
            }
        }
    }

    #[test]
    fn a_note_keeps_its_backticks() {
        let faces = Faces::new().unwrap();
        let lines = plain_lines("a `b c", Weight::Regular, 99.0, &faces);
        assert_eq!(lines.concat()[0].text, "a `b c");
    }
}
