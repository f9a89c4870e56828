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

/// The same for texts of several weights.
pub fn set<'a>(
    pieces: impl IntoIterator<Item = (Weight, &'a str)>,
    width: f32,
    faces: &Faces,
) -> Vec<Line> {
    let bare = |weight, text: &str| faces.width(weight, text.trim_end_matches(' '));
    let mut lines = Vec::new();
    let mut line = Line::new();
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
            used += faces.width(weight, part);
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
