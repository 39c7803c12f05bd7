//! The brackets, braces and strings that are open at the end of a piece of TOML, whether or not it can be parsed.

/// The brackets, braces and strings that are open at the end of a piece of text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Open {
    /// The offsets of the brackets and braces that nothing closes, the innermost last.
    pub(super) brackets: Vec<usize>,
    /// The offset of the string in which the text ends.
    pub(super) string: Option<usize>,
    /// The offset of the last string whose line ends before its closing quote.
    pub(super) cut: Option<usize>,
}

impl Open {
    /// Returns whether nothing is open that could take in the next line.
    pub(super) fn ends_with_its_line(&self, text: &str) -> bool {
        let string = self.string.and_then(|at| text.get(at..));
        self.brackets.is_empty()
            && !string.is_some_and(|it| MULTI_LINE.iter().any(|quotes| it.starts_with(quotes)))
    }
}

const MULTI_LINE: [&str; 2] = ["\"\"\"", "'''"];

/// Returns what is open at the end of a text.
pub(super) fn scan(text: &str) -> Open {
    let mut open = Open::default();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let Some(c) = rest.chars().next() else { break };
        match c {
            '#' => at += rest.find('\n').unwrap_or(rest.len()),
            '"' | '\'' => match string_end(rest, c) {
                Some(StringEnd::Closed(length)) => at += length,
                Some(StringEnd::Cut(length)) => {
                    open.cut = Some(at);
                    at += length;
                }
                None => {
                    open.string = Some(at);
                    return open;
                }
            },
            '[' | '{' => {
                open.brackets.push(at);
                at += 1;
            }
            ']' | '}' => {
                open.brackets.pop();
                at += 1;
            }
            _ => at += c.len_utf8(),
        }
    }
    open
}

/// The end of a string, and its length with its quotes.
enum StringEnd {
    /// With its closing quote.
    Closed(usize),
    /// With its line, unclosed.
    Cut(usize),
}

/// Returns how the string at the beginning of a text ends; `None` if the text ends first.
fn string_end(text: &str, quote: char) -> Option<StringEnd> {
    let multi_line =
        MULTI_LINE.into_iter().find(|quotes| text.starts_with(quotes) && quotes.starts_with(quote));
    let width = multi_line.map_or(1, str::len);
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(width) {
        let closes = match multi_line {
            Some(quotes) => text.get(at..).is_some_and(|rest| rest.starts_with(quotes)),
            None => c == quote,
        };
        if escaped {
            escaped = false;
        } else if closes {
            return Some(StringEnd::Closed(at + width));
        } else if c == '\\' && quote == '"' {
            escaped = true;
        }
        if c == '\n' && multi_line.is_none() {
            return Some(StringEnd::Cut(at));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_open_is_found_past_strings_and_comments() {
        let brackets = |text: &str| scan(text).brackets;
        assert_eq!(brackets("a = [1, { b = \"]\" } # ]\n"), [4]);
        assert_eq!(brackets("a = ['''\n]''', \"\\\"]\"]"), Vec::<usize>::new());
        assert_eq!(brackets("a = \"[\nb = ["), [11]);
        assert_eq!(scan("a = \"b").string, Some(4));
        assert_eq!(scan("a = \"b\nc"), Open { cut: Some(4), ..Open::default() });
        assert!(scan("a = \"b").ends_with_its_line("a = \"b"));
        assert!(!scan("a = '''b").ends_with_its_line("a = '''b"));
    }
}
