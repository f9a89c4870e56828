//! Questions to the person at the terminal: one way to ask, one way to leave.
//!
//! Drawn in place, in raw mode. A resize redraws from the top of the screen, Ctrl-Z
//! suspends, Esc and Ctrl-C leave with [`Interrupted`]. Knows nothing of what is asked.

use std::collections::BTreeSet;
use std::io::{self, ErrorKind, Write};
use std::time::Duration;

use anyhow::{Context as _, bail};
use crossterm::cursor::{MoveTo, MoveToColumn, MoveUp};
use crossterm::event::{Event, KeyCode, KeyEventKind, KeyModifiers, poll, read};
use crossterm::queue;
use crossterm::style::Print;
use crossterm::terminal::{Clear, ClearType, disable_raw_mode, enable_raw_mode};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::{Role, Theme, for_terminal, wrap};

/// The user left with Ctrl-C or Esc: exit code 130, without a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("interrupted")]
pub struct Interrupted;

/// Asks several questions in a row. While it lives, keys that are pressed ahead
/// wait for the question to come; then the terminal is as it was.
pub struct Asker<'a> {
    theme: Theme,
    /// Lines of the screen.
    height: usize,
    out: &'a mut dyn Write,
    /// Rows that are drawn above the cursor's, and below it.
    drawn: (usize, usize),
}

/// Several may be ticked.
pub struct Ticks<'a> {
    pub question: &'a str,
    pub help: &'a str,
    pub options: Vec<String>,
    /// Indexes that are ticked from the start.
    pub ticked: BTreeSet<usize>,
    /// What stands for no tick at all.
    pub none: &'static str,
}

impl<'a> Asker<'a> {
    /// `theme` is that of stderr, where questions are written to `out`, and `height`
    /// its lines.
    ///
    /// # Errors
    /// When the terminal fails.
    pub fn new(theme: Theme, height: usize, out: &'a mut dyn Write) -> io::Result<Self> {
        out.flush()?;
        enable_raw_mode()?;
        Ok(Self { theme, height, out, drawn: (0, 0) })
    }

    /// A line of text, asked for again until `read` takes it; Enter alone is
    /// an empty line, and is for `read` to judge.
    ///
    /// # Errors
    /// [`Interrupted`] on Esc and Ctrl-C; else when the terminal fails.
    pub fn line<T>(
        &mut self,
        question: &str,
        help: &str,
        none: &str,
        read: impl Fn(&str) -> anyhow::Result<T>,
    ) -> anyhow::Result<T> {
        self.ask(LineQuestion { question, help, none, read, text: Vec::new(), at: 0, error: None })
    }

    /// Yes or no; Enter alone is no.
    ///
    /// # Errors
    /// Those of [`Self::line`].
    pub fn confirm(&mut self, question: &str) -> anyhow::Result<bool> {
        let question = format!("{question} (y/N)");
        self.line(&question, "", "no", |text| match &*text.to_lowercase() {
            "y" | "yes" => Ok(true),
            "" | "n" | "no" => Ok(false),
            _ => bail!("y or n is accepted"),
        })
    }

    /// The indexes that were ticked, in order.
    ///
    /// # Errors
    /// Those of [`Self::line`].
    pub fn ticks(&mut self, mut asked: Ticks<'_>) -> anyhow::Result<Vec<usize>> {
        for option in &mut asked.options {
            *option = for_terminal(option);
        }
        self.ask(TickList { asked, at: 0, last: LastKey::Tick })
    }

    fn ask<Q: Question>(&mut self, mut question: Q) -> anyhow::Result<Q::Answer> {
        const FAILED: &str = "cannot ask on this terminal";
        self.drawn = (0, 0);
        loop {
            let (lines, cursor) = question.view(&self.theme, self.height);
            self.draw(&lines, cursor).context(FAILED)?;
            let key = match read() {
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Ok(Event::Resize(columns, rows)) => {
                    self.theme.width = usize::from(columns).max(10);
                    self.height = rows.into();
                    let mut bytes = Vec::new();
                    queue!(bytes, Clear(ClearType::All), MoveTo(0, 0)).context(FAILED)?;
                    self.out.write_all(&bytes).context(FAILED)?;
                    self.drawn = (0, 0);
                    continue;
                }
                Ok(Event::Key(key)) if key.kind != KeyEventKind::Release => key,
                Ok(_) => continue,
                Err(error) => return Err(error).context(FAILED),
            };
            let is_control = key.modifiers.contains(KeyModifiers::CONTROL);
            let answer = match (key.code, is_control) {
                (KeyCode::Esc, _) | (KeyCode::Char('c'), true) => {
                    self.end(&question.answered(&self.theme, Some("(left)")))?;
                    return Err(Interrupted.into());
                }
                (KeyCode::Char('z'), true) => {
                    self.suspend().context(FAILED)?;
                    None
                }
                // Enter that was pressed before the terminal was in raw mode.
                (KeyCode::Char('j'), true) => question.press(KeyCode::Enter, false),
                (code, is_control) => question.press(code, is_control),
            };
            if question.is_in_doubt() {
                // Enters of a paste, or of a hurry, must not answer this.
                while poll(Duration::ZERO).context(FAILED)? {
                    read().context(FAILED)?;
                }
            }
            if let Some(answer) = answer {
                self.end(&question.answered(&self.theme, None))?;
                return Ok(answer);
            }
        }
    }

    /// Puts lines in the place of those that are drawn, and the cursor at a row and column.
    fn draw(&mut self, lines: &[String], (row, column): (usize, usize)) -> io::Result<()> {
        let mut bytes = Vec::new();
        up(&mut bytes, self.drawn.0)?;
        queue!(bytes, MoveToColumn(0), Clear(ClearType::FromCursorDown))?;
        queue!(bytes, Print(lines.join("\r\n")))?;
        self.drawn = (row, lines.len().saturating_sub(row + 1));
        up(&mut bytes, self.drawn.1)?;
        queue!(bytes, MoveToColumn(u16::try_from(column).unwrap_or(0)))?;
        self.out.write_all(&bytes)?;
        self.out.flush()
    }

    /// Leaves the answer where the question was, and goes on below it.
    fn end(&mut self, lines: &[String]) -> io::Result<()> {
        self.draw(lines, (lines.len().saturating_sub(1), 0))?;
        self.out.write_all(b"\r\n")?;
        self.out.flush()
    }

    fn suspend(&mut self) -> io::Result<()> {
        self.out.write_all("\r\n".repeat(self.drawn.1 + 1).as_bytes())?;
        self.out.flush()?;
        disable_raw_mode()?;
        super::suspend();
        self.drawn = (0, 0);
        enable_raw_mode()
    }
}

fn up(bytes: &mut Vec<u8>, rows: usize) -> io::Result<()> {
    match u16::try_from(rows) {
        Ok(0) | Err(_) => Ok(()),
        Ok(rows) => queue!(bytes, MoveUp(rows)),
    }
}

impl Drop for Asker<'_> {
    fn drop(&mut self) {
        // A terminal that is gone needs no settings back.
        let _ = disable_raw_mode();
    }
}

trait Question {
    type Answer;
    /// Its lines, none wider than the theme, and where the cursor is: row and column.
    fn view(&self, theme: &Theme, height: usize) -> (Vec<String>, (usize, usize));
    /// Takes a key; the answer, where it was the last one.
    fn press(&mut self, key: KeyCode, is_control: bool) -> Option<Self::Answer>;
    /// What stays on the screen: the question with its answer, or with `left`.
    fn answered(&self, theme: &Theme, left: Option<&str>) -> Vec<String>;
    /// Whether an Enter was not taken, and the next one decides.
    fn is_in_doubt(&self) -> bool {
        false
    }
}

struct LineQuestion<'a, R> {
    question: &'a str,
    help: &'a str,
    none: &'a str,
    read: R,
    text: Vec<char>,
    /// Characters before the cursor.
    at: usize,
    error: Option<String>,
}

impl<T, R: Fn(&str) -> anyhow::Result<T>> Question for LineQuestion<'_, R> {
    type Answer = T;

    fn view(&self, theme: &Theme, _: usize) -> (Vec<String>, (usize, usize)) {
        let text = |chars: &[char]| for_terminal(&String::from_iter(chars));
        let (before, after) = self.text.split_at(self.at);
        let mut lines = wrap(self.question, columns(theme), "? ", "  ");
        // What is typed goes on behind the question, divided anywhere.
        let question = lines.pop().unwrap_or_default();
        let up_to = fold(&format!("{question} {}", text(before)), columns(theme));
        let cursor = (lines.len() + up_to.len() - 1, up_to.last().map_or(0, |line| line.width()));
        let typed = text(before) + &text(after);
        lines.extend(fold(&format!("{question} {typed} "), columns(theme)));
        if let Some(first) = lines.first_mut() {
            *first = first.replacen('?', &theme.paint(ASKED.1, ASKED.0), 1);
        }
        if let Some(error) = &self.error {
            lines.extend(behind_sign(theme, NOT_TAKEN, error));
        }
        lines.extend(help(theme, self.help));
        (lines, cursor)
    }

    fn press(&mut self, key: KeyCode, is_control: bool) -> Option<T> {
        match (key, is_control) {
            (KeyCode::Enter, _) => {
                let answer = (self.read)(String::from_iter(&self.text).trim());
                self.error = answer.as_ref().err().map(|error| for_terminal(&format!("{error:#}")));
                return answer.ok();
            }
            (KeyCode::Backspace, _) | (KeyCode::Char('h'), true) if self.at > 0 => {
                self.at -= 1;
                self.text.remove(self.at);
            }
            (KeyCode::Delete, _) if self.at < self.text.len() => drop(self.text.remove(self.at)),
            (KeyCode::Char('u'), true) => drop(self.text.drain(..std::mem::take(&mut self.at))),
            (KeyCode::Char('k'), true) => self.text.truncate(self.at),
            (KeyCode::Char('w'), true) => {
                let before = String::from_iter(&self.text[..self.at]);
                let left = before.trim_end().rfind(' ').map_or(0, |space| space + 1);
                let left = before[..left].chars().count();
                self.text.drain(left..self.at);
                self.at = left;
            }
            (KeyCode::Left, _) => self.at = self.at.saturating_sub(1),
            (KeyCode::Right, _) => self.at = self.text.len().min(self.at + 1),
            (KeyCode::Home, _) | (KeyCode::Char('a'), true) => self.at = 0,
            (KeyCode::End, _) | (KeyCode::Char('e'), true) => self.at = self.text.len(),
            (KeyCode::Char(c), false) => {
                self.text.insert(self.at, c);
                self.at += 1;
            }
            _ => {}
        }
        None
    }

    fn answered(&self, theme: &Theme, left: Option<&str>) -> Vec<String> {
        let text = for_terminal(String::from_iter(&self.text).trim());
        let text = if text.is_empty() { self.none.to_owned() } else { text };
        answer(theme, self.question, left.unwrap_or(&text))
    }
}

/// Lines that the options have at least.
const FEWEST_OPTION_LINES: usize = 3;

/// Options with a tick each.
struct TickList<'a> {
    asked: Ticks<'a>,
    /// Where the cursor is.
    at: usize,
    last: LastKey,
}

/// What was pressed last, as far as it decides what Enter may mean.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LastKey {
    /// Nothing yet, or a tick set or taken away.
    Tick,
    Move,
    /// Letters are not read.
    Letter,
    /// Enter, where the option with the cursor may have been meant and has no tick.
    VainEnter,
}

impl TickList<'_> {
    fn move_to(&mut self, at: usize) {
        (self.at, self.last) = (at, LastKey::Move);
    }

    fn tick(&mut self) {
        if !self.asked.ticked.remove(&self.at) {
            self.asked.ticked.insert(self.at);
        }
        self.last = LastKey::Tick;
    }

    /// The lines of an option; those after the first stand under its text.
    fn option(&self, index: usize, theme: &Theme) -> Vec<String> {
        let cursor = if index == self.at { ">" } else { " " };
        let tick = if self.asked.ticked.contains(&index) { "x" } else { " " };
        let text = self.asked.options.get(index).map_or("", String::as_str);
        let role = (index == self.at).then_some(Role::Command);
        let lines = wrap(text, columns(theme), &format!("{cursor} [{tick}] "), "      ");
        lines.into_iter().map(|line| theme.paint_maybe(role, &line)).collect()
    }
}

impl Question for TickList<'_> {
    type Answer = Vec<usize>;

    fn view(&self, theme: &Theme, height: usize) -> (Vec<String>, (usize, usize)) {
        let mut lines = behind_sign(theme, ASKED, self.asked.question);
        let mut help = match self.last {
            LastKey::Tick | LastKey::Move => help(theme, self.asked.help),
            LastKey::Letter => {
                let text = format!("Letters are not read here: {}", self.asked.help);
                behind_sign(theme, NOT_TAKEN, &text)
            }
            LastKey::VainEnter => {
                let text = "That ticked nothing; Space ticks, Enter again goes on.";
                behind_sign(theme, NOT_TAKEN, text)
            }
        };
        // On a small screen the help gives way to the options.
        if lines.len() + help.len() + FEWEST_OPTION_LINES >= height {
            help.clear();
        }
        let room = height.saturating_sub(lines.len() + help.len() + 1);
        // The options in pages, and the one with the cursor.
        let mut page: Vec<(usize, Vec<String>)> = Vec::new();
        for index in 0..self.asked.options.len() {
            let option = self.option(index, theme);
            let used: usize = page.iter().map(|(_, lines)| lines.len()).sum();
            if used + option.len() > room && !page.is_empty() {
                if index > self.at {
                    break;
                }
                page.clear();
            }
            page.push((index, option));
        }
        let mut row = 0;
        for (index, option) in page {
            if index == self.at {
                row = lines.len();
            }
            lines.extend(option);
        }
        lines.extend(help);
        (lines, (row, 0))
    }

    fn press(&mut self, key: KeyCode, is_control: bool) -> Option<Vec<usize>> {
        let last = self.asked.options.len().saturating_sub(1);
        let is_in_doubt = match self.last {
            LastKey::Letter => true,
            LastKey::Move => !self.asked.ticked.contains(&self.at),
            LastKey::Tick | LastKey::VainEnter => false,
        };
        match key {
            KeyCode::Enter if is_in_doubt => self.last = LastKey::VainEnter,
            KeyCode::Enter => return Some(self.asked.ticked.iter().copied().collect()),
            KeyCode::Up => self.move_to(self.at.checked_sub(1).unwrap_or(last)),
            KeyCode::Down => self.move_to(if self.at >= last { 0 } else { self.at + 1 }),
            KeyCode::Home => self.move_to(0),
            KeyCode::End => self.move_to(last),
            // The blank of typed words ticks nothing.
            KeyCode::Char(' ') if self.last != LastKey::Letter => self.tick(),
            KeyCode::Char(_) if !is_control => self.last = LastKey::Letter,
            _ => {}
        }
        None
    }

    fn is_in_doubt(&self) -> bool {
        self.last == LastKey::VainEnter
    }

    fn answered(&self, theme: &Theme, left: Option<&str>) -> Vec<String> {
        let ticked = self.asked.ticked.iter().filter_map(|index| self.asked.options.get(*index));
        let ticked: Vec<&str> = ticked.map(String::as_str).collect();
        let text = if ticked.is_empty() { self.asked.none.to_owned() } else { ticked.join("; ") };
        answer(theme, self.asked.question, left.unwrap_or(&text))
    }
}

/// Columns that a line may take: in the last one some terminals wrap already.
const fn columns(theme: &Theme) -> usize {
    theme.width.saturating_sub(1)
}

/// What stands before a question, and before what was not taken.
const ASKED: (&str, Role) = ("?", Role::Good);
const NOT_TAKEN: (&str, Role) = ("!", Role::Urgent);

/// Words behind a sign, as wide as the terminal.
fn behind_sign(theme: &Theme, (sign, role): (&str, Role), text: &str) -> Vec<String> {
    wrap(text, columns(theme), &format!("{} ", theme.paint(role, sign)), "  ")
}

fn answer(theme: &Theme, question: &str, text: &str) -> Vec<String> {
    let text = format!("{question} {}", theme.paint(Role::Command, text));
    wrap(&text, columns(theme), "> ", "  ")
}

fn help(theme: &Theme, text: &str) -> Vec<String> {
    if text.is_empty() {
        return Vec::new();
    }
    let lines = wrap(&format!("{text}]"), columns(theme), "[", " ").into_iter();
    lines.map(|line| theme.paint(Role::Faint, line)).collect()
}

/// Text in lines of so many columns, cut anywhere.
fn fold(text: &str, columns: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for c in text.chars() {
        let width = c.width().unwrap_or(0);
        if used + width > columns.max(1) {
            lines.push(String::new());
            used = 0;
        }
        if let Some(line) = lines.last_mut() {
            line.push(c);
        }
        used += width;
    }
    lines
}

/// Stops this program as Ctrl-Z would, and returns when it is continued; whether it
/// stopped. Where no shell is there to continue it, nothing happens.
pub fn suspend() -> bool {
    #[cfg(unix)]
    {
        use signal_hook::{consts::SIGTSTP, low_level::emulate_default_handler};
        is_under_job_control() && emulate_default_handler(SIGTSTP).is_ok()
    }
    #[cfg(not(unix))]
    false
}

/// Whether the parent is a shell of this session in a process group of its own.
/// A program that a terminal runs without a shell would sleep without end.
#[cfg(unix)]
fn is_under_job_control() -> bool {
    use rustix::process::{getpgid, getpgrp, getppid, getsid};

    getppid().is_some_and(|parent| {
        getsid(Some(parent)).ok() == getsid(None).ok()
            && getpgid(Some(parent)).is_ok_and(|group| group != getpgrp())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line<'a>(text: &str) -> LineQuestion<'a, impl Fn(&str) -> anyhow::Result<String>> {
        let read = |text: &str| match text {
            "bad" => bail!("that is bad"),
            text => Ok(text.to_owned()),
        };
        let text: Vec<char> = text.chars().collect();
        let at = text.len();
        LineQuestion {
            question: "Why?",
            help: "because",
            none: "none",
            read,
            text,
            at,
            error: None,
        }
    }

    #[test]
    fn a_line_is_edited_as_in_a_shell() {
        use KeyCode::{Backspace, Char, Delete, End, Enter, Home, Left, Right};
        for (text, keys, expected) in [
            ("ab", &[(Char('c'), false)][..], "abc"),
            ("ab", &[(Backspace, false), (Backspace, false), (Backspace, false)], ""),
            ("ab", &[(Left, false), (Char('x'), false)], "axb"),
            ("ab", &[(Home, false), (Delete, false), (End, false), (Char('c'), false)], "bc"),
            (
                "ab",
                &[(Left, false), (Left, false), (Left, false), (Right, false), (Delete, false)],
                "a",
            ),
            ("one two  ", &[(Char('w'), true)], "one"),
            ("one", &[(Char('w'), true), (Char('w'), true)], ""),
            ("one two", &[(Left, false), (Char('u'), true)], "o"),
            ("one two", &[(Left, false), (Left, false), (Char('k'), true)], "one t"),
            (
                "one",
                &[(Char('a'), true), (Char('x'), false), (Char('e'), true), (Char('y'), false)],
                "xoney",
            ),
            ("größe", &[(Left, false), (Backspace, false)], "gröe"),
        ] {
            let mut line = line(text);
            for (key, is_control) in keys {
                assert_eq!(line.press(*key, *is_control), None);
            }
            assert_eq!(line.press(Enter, false).as_deref(), Some(expected), "{text} {keys:?}");
        }
    }

    #[test]
    fn what_is_not_taken_is_said_and_asked_again() {
        let mut bad = line("bad");
        assert_eq!(bad.press(KeyCode::Enter, false), None);
        let theme = Theme::plain(12);
        assert_eq!(bad.view(&theme, 24).0, ["? Why? bad ", "! that is", "  bad", "[because]"]);
        bad.press(KeyCode::Char('!'), false);
        assert_eq!(bad.press(KeyCode::Enter, false).as_deref(), Some("bad!"));
        assert_eq!(bad.answered(&theme, None), ["> Why? bad!"]);
        assert_eq!(line("").answered(&theme, None), ["> Why? none"]);
        assert_eq!(line("x").answered(&theme, Some("(left)")), ["> Why?", "  (left)"]);
    }

    #[test]
    fn the_cursor_stands_where_the_next_letter_comes() {
        let theme = Theme::plain(12);
        for (text, at, cursor) in
            [("", 0, (0, 7)), ("abc", 3, (0, 10)), ("abcdef", 6, (1, 2)), ("日本", 1, (0, 9))]
        {
            let mut line = line(text);
            line.at = at;
            assert_eq!(line.view(&theme, 24).1, cursor, "{text}");
        }
    }

    fn list<'a, const N: usize>(options: Vec<String>, ticked: [usize; N]) -> TickList<'a> {
        let (question, help, none) = ("Which?", "arrows", "nothing");
        let asked = Ticks { question, help, options, ticked: ticked.into(), none };
        TickList { asked, at: 0, last: LastKey::Tick }
    }

    #[test]
    fn a_list_shows_the_page_of_the_cursor_and_none_is_wider_than_the_screen() {
        let options: Vec<String> = (0..9).map(|n| format!("option {n} in words")).collect();
        let mut list = list(options, []);
        let theme = Theme::plain(18);
        for at in 0..9 {
            let (lines, (row, _)) = list.view(&theme, 9);
            assert!(lines.len() < 9, "{lines:?}");
            assert!(lines.iter().all(|line| line.width() < 18), "{lines:?}");
            assert!(lines[row].starts_with(&format!("> [ ] option {at}")), "{at}: {lines:?}");
            list.press(KeyCode::Down, false);
        }
        assert_eq!(list.at, 0);
        list.press(KeyCode::Up, false);
        list.press(KeyCode::Char(' '), false);
        assert_eq!(list.press(KeyCode::Enter, false), Some(vec![8]));
        list.press(KeyCode::Char(' '), false);
        assert_eq!(list.press(KeyCode::Enter, false), Some(Vec::new()));
        assert_eq!(list.answered(&theme, None), ["> Which? nothing"]);
    }

    #[test]
    fn typed_words_tick_nothing_and_an_option_with_the_cursor_is_asked_about() {
        let options = || vec!["numb".to_owned(), "leg pain".to_owned()];
        let shown = |list: &TickList<'_>| list.view(&Theme::plain(80), 24).0.join("\n");
        let mut typed = list(options(), []);
        for letter in "leg pain".chars() {
            assert_eq!(typed.press(KeyCode::Char(letter), false), None);
        }
        assert!(shown(&typed).contains("Letters are not read here"), "{}", shown(&typed));
        assert_eq!(typed.press(KeyCode::Enter, false), None);
        assert_eq!(typed.press(KeyCode::Enter, false), Some(Vec::new()));

        let mut moved = list(options(), []);
        moved.press(KeyCode::Down, false);
        assert_eq!(moved.press(KeyCode::Enter, false), None);
        assert!(shown(&moved).contains("ticked nothing"), "{}", shown(&moved));
        assert_eq!(moved.press(KeyCode::Enter, false), Some(Vec::new()));
        moved.press(KeyCode::Char(' '), false);
        assert_eq!(moved.press(KeyCode::Enter, false), Some(vec![1]));
    }
}
