//! The text of a catalogue and places in it.

use std::ops::{Deref, Range};

/// A byte range of a catalogue's text. That of several [`Sources`] counts through all of them.
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

/// A text of a catalogue together with the name that diagnostics show for it.
#[derive(Debug, Clone)]
pub struct Source {
    name: FileName,
    text: String,
    lines: LineIndex,
}

/// The name of a text of a catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileName {
    /// The path of a file, usually relative to its package.
    Path(String),
    /// The text is written in the macro that expands it.
    InPlace,
}

impl FileName {
    /// Returns the path, or `inline`.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Path(path) => path,
            Self::InPlace => "inline",
        }
    }
}

impl Source {
    /// `name` is what diagnostics print before `:LINE:COLUMN`, usually a path relative to the package.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self::with_name(FileName::Path(name.into()), text)
    }

    /// A text that is written in a macro.
    pub fn in_place(text: impl Into<String>) -> Self {
        Self::with_name(FileName::InPlace, text)
    }

    /// A text of any kind.
    pub fn with_name(name: FileName, text: impl Into<String>) -> Self {
        let text = text.into();
        let lines = LineIndex::new(&text);
        Self { name, text, lines }
    }

    /// The name that diagnostics show.
    pub fn name(&self) -> &str {
        self.name.as_str()
    }

    /// The name as it was given.
    pub fn file_name(&self) -> &FileName {
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

/// The texts of a catalogue: its own and those that it extends, each of which extends the one before it.
///
/// An offset counts through all texts in this order.
#[derive(Debug, Clone)]
pub struct Sources {
    bases: Vec<Source>,
    own: Source,
}

/// A place in one of several texts.
#[derive(Debug, Clone, Copy)]
pub struct Located<'a> {
    /// The number of the text, from 0.
    pub index: usize,
    /// The text.
    pub source: &'a Source,
    /// The offset in it.
    pub offset: usize,
}

impl Located<'_> {
    /// Returns line and column in the text, both from 1.
    pub fn line_column(&self) -> (u32, u32) {
        self.source.line_column(self.offset)
    }
}

impl Sources {
    /// The text of a catalogue that stands alone.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self::from(Source::new(name, text))
    }

    /// The texts of a catalogue that extends this one.
    #[must_use]
    pub fn extended_by(mut self, own: Source) -> Self {
        self.bases.push(self.own);
        self.own = own;
        self
    }

    /// Returns the catalogue's own text.
    pub fn own(&self) -> &Source {
        &self.own
    }

    /// Returns the texts of the catalogue that this one extends; `None` where it stands alone.
    pub fn base(&self) -> Option<Self> {
        let mut bases = self.bases.clone();
        let own = bases.pop()?;
        Some(Self { bases, own })
    }

    /// Returns all texts in order, the catalogue's own last.
    pub fn all(&self) -> impl Iterator<Item = &Source> {
        self.bases.iter().chain([&self.own])
    }

    /// Returns the texts that the own one extends.
    pub fn bases(&self) -> &[Source] {
        &self.bases
    }

    /// Returns whether the catalogue extends another one.
    pub fn has_base(&self) -> bool {
        !self.bases.is_empty()
    }

    /// Returns the offset at which the own text begins.
    pub(crate) fn own_start(&self) -> usize {
        self.bases.iter().map(length).sum()
    }

    /// Returns the text that an offset is in.
    pub fn locate(&self, offset: usize) -> Located<'_> {
        let mut start = 0;
        for (index, source) in self.bases.iter().enumerate() {
            if offset < start + length(source) {
                return Located { index, source, offset: offset - start };
            }
            start += length(source);
        }
        Located { index: self.bases.len(), source: &self.own, offset: offset - start }
    }
}

impl From<Source> for Sources {
    fn from(own: Source) -> Self {
        Self { bases: Vec::new(), own }
    }
}

/// Returns how many offsets a text takes: those of its bytes, and that of its end.
pub(crate) fn length(source: &Source) -> usize {
    source.text.len() + 1
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
    fn an_offset_is_in_one_text_whose_end_is_its_own() {
        let sources = Sources::new("base.toml", "ab").extended_by(Source::new("own.toml", "c"));
        let found = |offset| {
            let located = sources.locate(offset);
            (located.source.name().to_owned(), located.offset)
        };
        assert_eq!(found(2), ("base.toml".to_owned(), 2));
        assert_eq!(found(3), ("own.toml".to_owned(), 0));
        assert_eq!(found(99), ("own.toml".to_owned(), 96));
        assert_eq!(sources.own_start(), 3);
    }

    #[test]
    fn a_byte_order_mark_takes_no_column() {
        assert_eq!(Source::new("x", "\u{feff}ab").line_column(4), (1, 2));
    }
}
