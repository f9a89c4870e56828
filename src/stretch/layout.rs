//! Lines on a screen that may be too small for them.

use unicode_width::UnicodeWidthChar;

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

/// As much of `text` as `width` columns hold.
pub fn cut(text: &str, width: usize) -> String {
    let mut used = 0;
    text.chars()
        .take_while(|c| {
            used += UnicodeWidthChar::width(*c).unwrap_or(0);
            used <= width
        })
        .collect()
}
