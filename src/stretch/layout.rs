//! Lines on a screen that may be too small for them.

/// Lines that stay or go together.
pub struct Block {
    lines: Vec<String>,
    /// The higher it is, the longer it stays.
    worth: u8,
}

/// Drops what does not fit, then puts the foot at the bottom.
pub fn fit(mut body: Vec<Block>, mut foot: Vec<Block>, rows: usize) -> Vec<String> {
    let count = |blocks: &[Block]| blocks.iter().map(|block| block.lines.len()).sum::<usize>();
    loop {
        let used = count(&body) + count(&foot);
        if used <= rows {
            break;
        }
        let all = || body.iter().chain(&foot);
        let Some(least) =
            all().filter(|block| !block.lines.is_empty()).map(|block| block.worth).min()
        else {
            break;
        };
        // The last line of the last block that is worth least.
        if let Some(block) = foot
            .iter_mut()
            .rev()
            .chain(body.iter_mut().rev())
            .find(|block| block.worth == least && !block.lines.is_empty())
        {
            block.lines.pop();
        }
    }
    let spare = rows - (count(&body) + count(&foot)).min(rows);
    let lines = |blocks: Vec<Block>| blocks.into_iter().flat_map(|block| block.lines);
    // A third of what is spare above, the rest between body and foot.
    let above = spare / 3;
    std::iter::repeat_n(String::new(), above)
        .chain(lines(body))
        .chain(std::iter::repeat_n(String::new(), spare - above))
        .chain(lines(foot))
        .collect()
}

pub fn block(worth: u8, lines: impl IntoIterator<Item = String>) -> Block {
    Block { lines: lines.into_iter().collect(), worth }
}

/// An empty line.
pub fn gap(worth: u8) -> Block {
    block(worth, [String::new()])
}

/// Rows of a letter.
pub const HEIGHT: usize = 5;

/// Each letter's rows from above, five columns, `#` where there is ink.
const FONT: &[(char, [&str; HEIGHT])] = &[
    ('0', [" ### ", "#   #", "#   #", "#   #", " ### "]),
    ('1', ["  #  ", " ##  ", "  #  ", "  #  ", " ### "]),
    ('2', ["#### ", "    #", " ### ", "#    ", "#####"]),
    ('3', ["#### ", "    #", " ### ", "    #", "#### "]),
    ('4', ["#   #", "#   #", "#####", "    #", "    #"]),
    ('5', ["#####", "#    ", "#### ", "    #", "#### "]),
    ('6', [" ### ", "#    ", "#### ", "#   #", " ### "]),
    ('7', ["#####", "    #", "   # ", "  #  ", "  #  "]),
    ('8', [" ### ", "#   #", " ### ", "#   #", " ### "]),
    ('9', [" ### ", "#   #", " ####", "    #", " ### "]),
    (':', ["     ", "  #  ", "     ", "  #  ", "     "]),
    (' ', ["     ", "     ", "     ", "     ", "     "]),
    ('A', [" ### ", "#   #", "#####", "#   #", "#   #"]),
    ('C', [" ####", "#    ", "#    ", "#    ", " ####"]),
    ('D', ["#### ", "#   #", "#   #", "#   #", "#### "]),
    ('E', ["#####", "#    ", "#### ", "#    ", "#####"]),
    ('F', ["#####", "#    ", "#### ", "#    ", "#    "]),
    ('G', [" ####", "#    ", "#  ##", "#   #", " ####"]),
    ('H', ["#   #", "#   #", "#####", "#   #", "#   #"]),
    ('I', ["#####", "  #  ", "  #  ", "  #  ", "#####"]),
    ('L', ["#    ", "#    ", "#    ", "#    ", "#####"]),
    ('O', [" ### ", "#   #", "#   #", "#   #", " ### "]),
    ('P', ["#### ", "#   #", "#### ", "#    ", "#    "]),
    ('R', ["#### ", "#   #", "#### ", "#  # ", "#   #"]),
    ('S', [" ####", "#    ", " ### ", "    #", "#### "]),
    ('T', ["#####", "  #  ", "  #  ", "  #  ", "  #  "]),
    ('U', ["#   #", "#   #", "#   #", "#   #", " ### "]),
    ('W', ["#   #", "#   #", "# # #", "# # #", " # # "]),
    ('Y', ["#   #", " # # ", "  #  ", "  #  ", "  #  "]),
];

/// Columns that `text` takes at a scale.
pub fn width(text: &str, scale: usize) -> usize {
    (text.chars().count() * 6).saturating_sub(1) * scale
}

/// `text` in rows, `ink` for each dot; a sign without a letter here is a space.
pub fn big(text: &str, scale: usize, ink: char) -> Vec<String> {
    let mut rows = Vec::with_capacity(HEIGHT * scale);
    for row in 0..HEIGHT {
        let mut line = String::new();
        for (index, c) in text.chars().enumerate() {
            if index > 0 {
                line.extend(std::iter::repeat_n(' ', scale));
            }
            let dots = FONT
                .iter()
                .find(|(letter, _)| *letter == c)
                .and_then(|(_, rows)| rows.get(row))
                .map_or("     ", |dots| *dots);
            for dot in dots.chars() {
                let dot = if dot == '#' { ink } else { ' ' };
                line.extend(std::iter::repeat_n(dot, scale));
            }
        }
        rows.extend(std::iter::repeat_n(line, scale));
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_is_five_by_five() {
        for (letter, rows) in FONT {
            assert!(rows.iter().all(|row| row.len() == 5), "{letter}");
        }
        for word in ["LEFT", "RIGHT", "HOLD", "READY", "SWITCH", "REST", "PAUSED", "0123456789:"] {
            for c in word.chars() {
                assert!(FONT.iter().any(|(letter, _)| *letter == c), "{c}");
            }
        }
    }

    #[test]
    fn a_word_is_as_wide_as_it_says() {
        for scale in 1..3 {
            let rows = big("LEFT", scale, '#');
            assert_eq!(rows.len(), HEIGHT * scale);
            assert!(rows.iter().all(|row| row.len() == width("LEFT", scale)));
        }
        assert_eq!(width("", 1), 0);
    }
}
