//! Styled words as lines of a given width. It knows columns and styles, not what the words say.

use std::fmt::Write as _;

use anstyle::Style;
use unicode_width::UnicodeWidthStr;

/// Words that flow into lines, each in its own style.
#[derive(Clone, Debug)]
pub struct Paragraph {
    width: usize,
    indent: usize,
    lines: String,
    /// Columns taken in the last line; `None` before the first word.
    column: Option<usize>,
    /// The style in which the last word was written.
    style: Style,
}

impl Paragraph {
    /// An empty paragraph of at most `width` columns (a longer word sticks out), every line indented by `indent`.
    pub fn new(width: usize, indent: usize) -> Self {
        Self { width, indent, lines: String::new(), column: None, style: Style::new() }
    }

    /// Adds a word after a space or, where it no longer fits, on a new line.
    pub fn word(&mut self, word: &str, style: Style) {
        let columns = word.width();
        match self.column {
            Some(column) if column + 1 + columns <= self.width => {
                // A space between two words of one style carries it too, so that an underline runs through.
                let space = if self.style == style { style } else { Style::new() };
                self.paint(" ", space);
                self.paint(word, style);
                self.column = Some(column + 1 + columns);
            }
            before => {
                if before.is_some() {
                    self.paint("\n", Style::new());
                }
                self.paint(&" ".repeat(self.indent), Style::new());
                self.paint(word, style);
                self.column = Some(self.indent + columns);
            }
        }
    }

    /// The lines with their styles as escape codes, a line break at the end; nothing where no word was added.
    pub fn finish(mut self) -> String {
        if self.column.is_some() {
            self.paint("\n", Style::new());
        }
        self.lines
    }

    fn paint(&mut self, text: &str, style: Style) {
        if self.style != style {
            // Writing to a string does not fail.
            let _ = write!(self.lines, "{}{}", self.style.render_reset(), style.render());
            self.style = style;
        }
        self.lines.push_str(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(width: usize, words: &str, expected: &str) {
        let mut paragraph = Paragraph::new(width, 2);
        for word in words.split(' ') {
            paragraph.word(word, Style::new());
        }
        assert_eq!(paragraph.finish(), expected);
    }

    #[test]
    fn lines_break_between_words() {
        check(12, "one two three", "  one two\n  three\n");
        check(13, "margins hold up", "  margins\n  hold up\n");
        check(6, "unbreakable word", "  unbreakable\n  word\n");
        check(9, "利益率 上昇", "  利益率\n  上昇\n");
    }

    #[test]
    fn nothing_is_nothing() {
        assert_eq!(Paragraph::new(80, 2).finish(), "");
    }

    #[test]
    fn a_style_runs_through_its_words_and_ends_with_the_line() {
        let line = Style::new().underline();
        let mut paragraph = Paragraph::new(10, 0);
        for (word, style) in [("up", Style::new()), ("two", line), ("in", line), ("three", line)] {
            paragraph.word(word, style);
        }
        assert_eq!(paragraph.finish(), "up \u{1b}[4mtwo in\u{1b}[0m\n\u{1b}[4mthree\u{1b}[0m\n");
    }
}
