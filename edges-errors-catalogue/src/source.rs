//! The text of a catalogue and places in it.

use std::ops::{Deref, Range};

/// A byte range of the catalogue's text.
pub type Span = Range<usize>;

/// A value and its place.
#[derive(Debug, Clone)]
pub(crate) struct Spanned<T> {
    pub(crate) value: T,
    pub(crate) span: Span,
}

impl<T> Deref for Spanned<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// The value of a key that may be left out.
#[derive(Debug)]
pub(crate) enum Given<T> {
    /// The key is left out.
    Absent,
    /// The key has a wrong value, which has been reported.
    Wrong,
    /// The key has this value.
    Right(T),
}

impl<T> Given<T> {
    /// Returns whether the key is left out.
    pub(crate) fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Returns the value if it is there and right.
    pub(crate) fn into_right(self) -> Option<T> {
        match self {
            Self::Right(value) => Some(value),
            Self::Absent | Self::Wrong => None,
        }
    }

    /// Returns a reference to the value if it is there and right.
    pub(crate) fn right(&self) -> Option<&T> {
        match self {
            Self::Right(value) => Some(value),
            Self::Absent | Self::Wrong => None,
        }
    }
}

/// A string and its place.
pub(crate) type Text = Spanned<String>;

/// An entry that has a name of the catalogue's own, such as `[remedies.fix_input]`; the key's span is where it is named.
#[derive(Debug)]
pub(crate) struct Named<T> {
    pub(crate) key: Text,
    /// `None` where it is wrong, which has been reported.
    pub(crate) entry: Option<T>,
}

/// A catalogue's text together with the name that diagnostics show for it.
#[derive(Debug, Clone)]
pub struct Source {
    name: String,
    text: String,
    lines: LineIndex,
}

impl Source {
    /// `name` is what diagnostics print before `:LINE:COLUMN`, usually a path relative to the package.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let lines = LineIndex::new(&text);
        Self { name: name.into(), text, lines }
    }

    /// The name that diagnostics show.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Line and column, both from 1, of a byte offset; columns count characters. An offset past the end is the end.
    pub fn line_column(&self, offset: usize) -> (u32, u32) {
        let at = self.boundary_before(offset);
        let line = self.line_index(at);
        let before = self.text.get(self.line_start(line)..at).unwrap_or_default();
        (saturate(line + 1), saturate(before.chars().count() + 1))
    }

    /// The number of the line, from 0, in which an offset is.
    pub(crate) fn line_index(&self, offset: usize) -> usize {
        self.lines.newlines.partition_point(|&newline| newline < offset)
    }

    /// Returns the offset at which the line with this number begins, behind a byte order mark.
    pub(crate) fn line_start(&self, number: usize) -> usize {
        match number.checked_sub(1) {
            Some(above) => self.lines.newlines.get(above).map_or(self.text.len(), |newline| newline + 1),
            None => {
                if self.text.starts_with('\u{feff}') {
                    '\u{feff}'.len_utf8()
                } else {
                    0
                }
            }
        }
    }

    /// The nearest character boundary at or before an offset; the end of the text for an offset past it.
    pub(crate) fn boundary_before(&self, offset: usize) -> usize {
        (0..=offset.min(self.text.len())).rev().find(|&at| self.text.is_char_boundary(at)).unwrap_or(0)
    }

    /// The nearest character boundary at or after an offset; the end of the text for an offset past it.
    pub(crate) fn boundary_after(&self, offset: usize) -> usize {
        (offset..self.text.len()).find(|&at| self.text.is_char_boundary(at)).unwrap_or(self.text.len())
    }
}

fn saturate(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Finds the lines of many offsets of one text in logarithmic time each.
#[derive(Debug, Clone)]
pub struct LineIndex {
    newlines: Vec<usize>,
}

impl LineIndex {
    /// Finds the line breaks of `text`.
    pub fn new(text: &str) -> Self {
        Self { newlines: text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(at, _)| at).collect() }
    }

    /// The line, from 1, on which `span` starts.
    pub fn line(&self, span: &Span) -> u32 {
        saturate(self.newlines.partition_point(|&newline| newline < span.start) + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_from_one_and_columns_count_characters() {
        let source = Source::new("errors.toml", "a\nbéc\r\nd");
        assert_eq!(source.line_column(0), (1, 1));
        assert_eq!(source.line_column(2), (2, 1));
        assert_eq!(source.line_column(5), (2, 3));
        assert_eq!(source.line_column(8), (3, 1));
        assert_eq!(source.line_column(1_000), (3, 2));
        assert_eq!(LineIndex::new(source.text()).line(&(8..9)), 3);
    }

    #[test]
    fn a_byte_order_mark_takes_no_column() {
        assert_eq!(Source::new("x", "\u{feff}ab").line_column(4), (1, 2));
    }
}
