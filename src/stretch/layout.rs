//! Lines on a screen that may be too small for them.

/// Lines that stay or go together.
pub struct Group {
    lines: Vec<String>,
    /// The higher it is, the longer it stays.
    worth: u8,
}

/// Drops what does not fit, then puts the foot at the bottom.
pub fn fit(mut body: Vec<Group>, mut foot: Vec<Group>, rows: usize) -> Vec<String> {
    let count = |blocks: &[Group]| blocks.iter().map(|block| block.lines.len()).sum::<usize>();
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
        // The last block that is worth least.
        if let Some(block) = foot
            .iter_mut()
            .rev()
            .chain(body.iter_mut().rev())
            .find(|block| block.worth == least && !block.lines.is_empty())
        {
            block.lines.clear();
        }
    }
    let spare = rows - (count(&body) + count(&foot)).min(rows);
    let lines = |blocks: Vec<Group>| blocks.into_iter().flat_map(|block| block.lines);
    // A third of what is spare above, the rest between body and foot.
    let above = spare / 3;
    std::iter::repeat_n(String::new(), above)
        .chain(lines(body))
        .chain(std::iter::repeat_n(String::new(), spare - above))
        .chain(lines(foot))
        .collect()
}

pub fn block(worth: u8, lines: impl IntoIterator<Item = String>) -> Group {
    Group { lines: lines.into_iter().collect(), worth }
}

/// An empty line.
pub fn gap(worth: u8) -> Group {
    block(worth, [String::new()])
}

/// Rows of a digit, and columns of one with the gap after it.
pub const HEIGHT: usize = 5;
pub const WIDTH: usize = 8;

/// Each digit's rows from above, three dots a row.
const DIGITS: [[u8; HEIGHT]; 10] = [
    [0b111, 0b101, 0b101, 0b101, 0b111],
    [0b010, 0b110, 0b010, 0b010, 0b111],
    [0b111, 0b001, 0b111, 0b100, 0b111],
    [0b111, 0b001, 0b111, 0b001, 0b111],
    [0b101, 0b101, 0b111, 0b001, 0b001],
    [0b111, 0b100, 0b111, 0b001, 0b111],
    [0b111, 0b100, 0b111, 0b101, 0b111],
    [0b111, 0b001, 0b001, 0b010, 0b010],
    [0b111, 0b101, 0b111, 0b101, 0b111],
    [0b111, 0b101, 0b111, 0b001, 0b111],
];

/// A number in large digits; a dot is `ink` twice, as a character is twice as high as wide.
pub fn large(number: u128, ink: &str) -> Vec<String> {
    let dot =
        |rows: u8, place: u8| if rows >> place & 1 == 1 { ink.repeat(2) } else { "  ".to_owned() };
    let digits: Vec<[u8; HEIGHT]> = number
        .to_string()
        .bytes()
        .filter_map(|digit| DIGITS.get(usize::from(digit - b'0')).copied())
        .collect();
    let row = |row: usize| {
        let digit = |rows: &[u8; HEIGHT]| [2, 1, 0].map(|place| dot(rows[row], place)).concat();
        digits.iter().map(digit).collect::<Vec<_>>().join("  ")
    };
    (0..HEIGHT).map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_large_and_as_wide_as_they_say() {
        let rows = large(104, "#");
        assert_eq!(
            rows,
            [
                "  ##    ######  ##  ##",
                "####    ##  ##  ##  ##",
                "  ##    ##  ##  ######",
                "  ##    ##  ##      ##",
                "######  ######      ##",
            ]
        );
        assert!(rows.iter().all(|row| row.len() == 3 * WIDTH - 2));
    }
}
