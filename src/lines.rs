//! Lines of plain text from what HTML's elements mean for them: blocks, bullets, rows of tables. No markup is parsed here, no browser.

/// Elements that stand on lines of their own, an empty line around them.
const APART: [&str; 14] = ["p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table", "ul", "ol", "dl", "pre", "figure"];
/// Elements that begin a new line.
const BLOCKS: [&str; 21] = [
    "div",
    "section",
    "article",
    "header",
    "footer",
    "main",
    "aside",
    "nav",
    "li",
    "tr",
    "dt",
    "dd",
    "form",
    "fieldset",
    "address",
    "caption",
    "figcaption",
    "details",
    "summary",
    "hr",
    "br",
];
/// Elements whose content is not for readers.
const HIDDEN: [&str; 8] = ["script", "style", "template", "noscript", "title", "head", "svg", "math"];

/// Text that is being laid out.
///
/// # Example
/// ```
/// use note_annotator::lines::Lines;
/// let mut lines = Lines::default();
/// for (name, text) in [("h2", "Key risks"), ("li", "One."), ("li", "Two\n  words.")] {
///     lines.open(name);
///     lines.text(text);
///     lines.close(name);
/// }
/// assert_eq!(lines.finish(), "Key risks\n\n- One.\n- Two words.");
/// ```
#[derive(Clone, Debug, Default)]
pub struct Lines {
    done: String,
    line: String,
    /// Whether the line holds nothing but a bullet or a number, which waits for its words.
    waits: bool,
    /// Whether an empty line stands before the next one.
    apart: bool,
    /// How many elements are open in which line breaks are kept.
    kept: usize,
    /// For every open list the number of its next entry, none where it has bullets.
    lists: Vec<Option<usize>>,
}

impl Lines {
    /// An element begins; `false` where its content is not for readers.
    pub fn open(&mut self, name: &str) -> bool {
        if HIDDEN.contains(&name) {
            return false;
        }
        self.edge(name);
        match name {
            "ul" => self.lists.push(None),
            "ol" => self.lists.push(Some(1)),
            "li" => {
                match self.lists.last_mut() {
                    Some(Some(number)) => {
                        self.line.push_str(&number.to_string());
                        self.line.push_str(". ");
                        *number += 1;
                    }
                    _ => self.line.push_str("- "),
                }
                self.waits = true;
            }
            "pre" => self.kept += 1,
            _ => {}
        }
        true
    }

    /// Text between two elements.
    pub fn text(&mut self, text: &str) {
        self.waits &= text.trim().is_empty();
        if self.kept > 0 {
            for (index, line) in text.split('\n').enumerate() {
                if index > 0 {
                    self.end_line();
                }
                self.line.push_str(line);
            }
            return;
        }
        if text.starts_with(char::is_whitespace) {
            self.blank();
        }
        for (index, word) in text.split_whitespace().enumerate() {
            if index > 0 {
                self.line.push(' ');
            }
            self.line.push_str(word);
        }
        if text.ends_with(char::is_whitespace) {
            self.blank();
        }
    }

    /// An element ends.
    pub fn close(&mut self, name: &str) {
        match name {
            "ul" | "ol" => drop(self.lists.pop()),
            "pre" => self.kept = self.kept.saturating_sub(1),
            // What stands in the next cell is another column.
            "td" | "th" => {
                let end = self.line.trim_end().len();
                self.line.truncate(end);
                self.line.push_str("  ");
            }
            _ => {}
        }
        if name == "li" && self.waits {
            // A bullet without words is none.
            self.line.clear();
            self.waits = false;
        }
        self.edge(name);
    }

    /// The text.
    #[must_use]
    pub fn finish(mut self) -> String {
        self.end_line();
        self.done
    }

    /// The border of an element, where that is one between lines.
    fn edge(&mut self, name: &str) {
        if APART.contains(&name) {
            self.end_line();
            // A list in a list goes on with it.
            self.apart |= self.lists.is_empty() || !matches!(name, "ul" | "ol" | "p");
        } else if BLOCKS.contains(&name) {
            self.end_line();
        }
    }

    fn blank(&mut self) {
        if !self.line.is_empty() && !self.line.ends_with(' ') {
            self.line.push(' ');
        }
    }

    fn end_line(&mut self) {
        // The words of a list's entry may stand in a paragraph of their own.
        if self.waits {
            return;
        }
        let line = std::mem::take(&mut self.line);
        let line = line.trim_end();
        if line.is_empty() {
            return;
        }
        if !self.done.is_empty() {
            self.done.push_str(if self.apart { "\n\n" } else { "\n" });
        }
        self.apart = false;
        self.done.push_str(line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Elements in brackets, text between them: `[p]One[/p]`.
    fn check(marked: &str, expected: &str) {
        let mut lines = Lines::default();
        for part in marked.split_inclusive(']') {
            let (text, tag) =
                part.strip_suffix(']').and_then(|part| part.rsplit_once('[')).map_or((part, None), |(text, tag)| (text, Some(tag)));
            if !text.is_empty() {
                lines.text(text);
            }
            match tag.map(|tag| tag.strip_prefix('/').ok_or(tag)) {
                Some(Ok(name)) => lines.close(name),
                Some(Err(name)) => drop(lines.open(name)),
                None => {}
            }
        }
        assert_eq!(lines.finish(), expected, "{marked}");
    }

    #[test]
    fn elements_keep_their_lines() {
        check("[p]One [b]bold[/b] word.[/p]\n  [p]Two.[/p]", "One bold word.\n\nTwo.");
        check("[div]One.[/div][div]Two.[br][/br]Three.[/div]", "One.\nTwo.\nThree.");
        check("[table][tr][th]Ticker[/th][th]Score[/th][/tr] [tr][td]AMZN[/td][td] 0.88 [/td][/tr][/table]", "Ticker  Score\nAMZN  0.88");
        check(
            "[h3]Risks[/h3][ul][li][p]One.[/p][/li][li]Two[ul][li]Three[/li][/ul][/li][/ul][p]End.[/p]",
            "Risks\n\n- One.\n- Two\n- Three\n\nEnd.",
        );
        check("[ol][li]One[/li][li]Two[/li][/ol]", "1. One\n2. Two");
        check("[pre]a  b\nc[/pre]", "a  b\nc");
        check("[ul][li][/li][/ul]x", "x");
    }
}
