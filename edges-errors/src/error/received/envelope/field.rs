//! Texts of an answer.

use std::borrow::Cow;

use edges_errors_core::wire::Cut;

use super::super::body::Body;
use super::super::object::range_of;

/// The place of a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field {
    start: usize,
    end: usize,
    home: Home,
}

/// The text that a field is a part of.
#[derive(Debug, Clone, Copy)]
enum Home {
    /// The text as it was received.
    Body,
    /// The texts whose escapes were resolved.
    Unescaped,
}

/// The texts that an answer escapes, one behind the other.
#[derive(Debug, Clone, Default)]
pub(super) struct Unescaped(String);

impl Unescaped {
    /// Returns the place of a borrowed text in an answer; text that had to be unescaped is kept.
    #[inline]
    pub(super) fn field(&mut self, body: &Body, cut: Cut, text: Cow<'_, str>) -> Field {
        match text {
            Cow::Borrowed(text) => {
                let range = range_of(body.storage(), cut.apply(text));
                Field { start: range.start, end: range.end, home: Home::Body }
            }
            Cow::Owned(text) => self.keep(cut.apply(&text)),
        }
    }

    /// Keeps a text that the answer does not have as it is.
    #[cold]
    pub(super) fn keep(&mut self, text: &str) -> Field {
        let start = self.0.len();
        self.0.push_str(text);
        Field { start, end: self.0.len(), home: Home::Unescaped }
    }

    /// Returns the text of a field.
    #[inline]
    pub(super) fn text<'a>(&'a self, field: Field, body: &'a Body) -> &'a str {
        let home = match field.home {
            Home::Body => body.storage(),
            Home::Unescaped => &self.0,
        };
        home.get(field.start..field.end).unwrap_or_default()
    }
}
