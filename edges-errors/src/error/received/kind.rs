//! Kinds of answers, and where errors are found.

use core::fmt::{self, Display, Formatter};

use edges_errors_core::vocabulary;

use crate::catalogue::Key;
use crate::catalogue::words::impl_serde_by_words;

vocabulary! {
    /// The kind of an answer.
    #[non_exhaustive]
    Kind {
        /// A body with a label that the catalogue lists.
        Known = "known",
        /// A body with a label that the catalogue does not list.
        UnknownLabel = "unknown_label",
        /// A JSON object without a label, or a 2xx answer whose body was not to be read.
        NoLabel = "no_label",
        /// An empty body, white space, or `null`.
        NoBody = "no_body",
        /// A body that is not a JSON object: HTML from a proxy, plain text, another JSON value.
        NotObject = "not_object",
        /// A body that begins as a JSON object and is not one, or that contradicts itself. A label that was read before
        /// the break is kept.
        Malformed = "malformed",
        /// A body that is longer than [`DecodeOptions::max_body`](crate::DecodeOptions::max_body). A label that was read
        /// before the cut is kept.
        TooLarge = "too_large",
        /// No answer: the connection was never made, was lost, or timed out.
        NoResponse = "no_response",
    }
}

impl Kind {
    /// Returns `false` where the body was cut short, so that something behind its label may have contradicted it.
    #[must_use]
    pub const fn is_whole(self) -> bool {
        !matches!(self, Self::Malformed | Self::TooLarge)
    }

    /// Returns `false` where there was no answer.
    #[must_use]
    pub const fn is_answer(self) -> bool {
        !matches!(self, Self::NoResponse)
    }
}

/// The place where an error was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Origin<P> {
    /// The response to a request, or the lack of one.
    Response,
    /// A payload that the catalogue declares.
    Payload(P),
    /// An error that was stored as JSON.
    Stored,
}

impl<P> Origin<P> {
    /// Returns the origin with its payload changed.
    pub(crate) fn map<Q>(self, change: impl FnOnce(P) -> Q) -> Origin<Q> {
        match self {
            Self::Response => Origin::Response,
            Self::Payload(payload) => Origin::Payload(change(payload)),
            Self::Stored => Origin::Stored,
        }
    }
}

impl<P: Key> Origin<P> {
    /// Returns `response`, `stored`, or the name of the payload.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Response => "response",
            Self::Payload(payload) => payload.as_str(),
            Self::Stored => "stored",
        }
    }
}

/// Writes `response`, `stored`, or the name of the payload.
impl<P: Key> Display for Origin<P> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl_serde_by_words!(Kind);
