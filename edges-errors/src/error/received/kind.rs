//! Kinds of answers, and where errors are found.

use edges_errors_core::vocabulary;

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

vocabulary! {
    /// The place where an error was found.
    #[non_exhaustive]
    Origin {
        /// The response to a request, or the lack of one.
        Response = "response",
        /// The `error` of a callback.
        Callback = "callback",
        /// The `last_error` of a run.
        Run = "run",
        /// The `last_error` of a run's input.
        RunInput = "run_input",
        /// An error that was stored as JSON.
        Stored = "stored",
    }
}

impl_serde_by_words!(Kind, Origin);
