//! Texts of an answer.

use core::ops::Range;
use std::borrow::Cow;

use edges_errors_core::wire::Cut;

use super::super::body::Body;
use super::super::object::range_of;
use super::super::scan::Raw;

/// Text of an answer: its place, or the text itself where the answer escapes it.
#[derive(Debug, Clone)]
pub(super) enum Field {
    Slice(Range<usize>),
    Owned(Box<str>),
}

impl Field {
    /// Reads a string, which mostly has no escapes.
    #[inline]
    pub(super) fn of_string(body: &Body, cut: Cut, raw: Raw<'_>) -> Option<Self> {
        match raw.verbatim() {
            Some(text) => Some(Self::Slice(range_of(body.storage(), cut.apply(text)))),
            None => raw.string().map(|text| Self::new(body, cut, text)),
        }
    }

    /// Returns the place of a borrowed text in an answer; text that had to be unescaped is kept itself.
    pub(super) fn new(body: &Body, cut: Cut, text: Cow<'_, str>) -> Self {
        match text {
            Cow::Borrowed(text) => Self::Slice(range_of(body.storage(), cut.apply(text))),
            Cow::Owned(text) => Self::Owned(cut.apply(&text).into()),
        }
    }

    pub(super) fn text<'a>(&'a self, body: &'a Body) -> &'a str {
        match self {
            Self::Slice(range) => body.storage().get(range.clone()).unwrap_or_default(),
            Self::Owned(text) => text,
        }
    }
}
