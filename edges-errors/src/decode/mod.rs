//! From what came over the wire to an [`ApiError`]. Total: whatever comes in, an error comes out.

mod body;
mod envelope;
pub(crate) mod object;

use std::sync::Arc;

use edges_errors_core::text::is_label_name;

use crate::error::{ApiError, Inner};
use crate::headers::{Headers, write_headers};
use crate::label::Label;

pub(crate) use body::Body;
pub use envelope::NotJson;
pub(crate) use envelope::{Envelope, is_envelope_key};

/// The largest body that is read unless told otherwise, in bytes.
const MAX_BODY: usize = 64 * 1024;

/// How bodies are decoded.
///
/// ```
/// use edges_errors::{DecodeOptions, EdgesError, Kind};
///
/// let options = DecodeOptions::new().max_body(16);
/// let error = EdgesError::decode_with(&options, 500, &(), b"far more than sixteen bytes");
/// assert_eq!(error.kind(), Kind::TooLarge);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DecodeOptions {
    max_body: usize,
    check_success: bool,
    interrupted: bool,
}

impl DecodeOptions {
    /// 64 KiB at most, and no look into the body of a 2xx answer.
    #[must_use]
    pub const fn new() -> Self {
        Self { max_body: MAX_BODY, check_success: false, interrupted: false }
    }

    /// How much of a body is kept and read, in bytes; a longer one is [`Kind::TooLarge`].
    #[must_use]
    pub const fn max_body(mut self, bytes: usize) -> Self {
        self.max_body = bytes;
        self
    }

    /// Whether the body of a 2xx answer is read for an error as well. Off unless asked for.
    #[must_use]
    pub const fn check_success(mut self, check: bool) -> Self {
        self.check_success = check;
        self
    }

    /// Whether reading the body failed before its end, so that there is less of it than was sent. Not unless said.
    ///
    /// It changes nothing about what is decoded; but an answer that was to be decided on by its status alone is then as good
    /// as a lost connection.
    #[must_use]
    pub const fn interrupted(mut self, interrupted: bool) -> Self {
        self.interrupted = interrupted;
        self
    }

    /// The bytes that [`DecodeOptions::max_body`] set.
    #[must_use]
    pub const fn body_limit(&self) -> usize {
        self.max_body
    }

    /// What [`DecodeOptions::check_success`] set.
    #[must_use]
    pub const fn checks_success(&self) -> bool {
        self.check_success
    }

    /// Whether the body of an answer with this status has to be read to know whether it is an error.
    #[must_use]
    pub const fn reads(&self, status: u16) -> bool {
        matches!(status, 400..600) || self.check_success && matches!(status, 200..300)
    }
}

impl Default for DecodeOptions {
    fn default() -> Self {
        Self::new()
    }
}

/// What kind of answer it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// A body with a label that the catalogue lists.
    Known,
    /// A body with a label that the catalogue does not list.
    UnknownLabel,
    /// A JSON object without a label; also a 2xx answer whose body was not asked for.
    NoLabel,
    /// Nothing, white space, or `null`.
    NoBody,
    /// No JSON object: HTML from a proxy, plain text, another JSON value.
    NotJson,
    /// Something that begins as a JSON object and is not one, or one that contradicts itself. A label that was read
    /// whole before the break is kept.
    Malformed,
    /// More than [`DecodeOptions::max_body`] bytes. A label that was read whole before the cut is kept.
    TooLarge,
}

impl Kind {
    /// Whether the body was read to its end, so that nothing behind the label can contradict it.
    #[must_use]
    pub const fn is_whole(self) -> bool {
        !matches!(self, Self::Malformed | Self::TooLarge)
    }

    /// The kind in a word, such as `unknown_label`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Known => "known",
            Self::UnknownLabel => "unknown_label",
            Self::NoLabel => "no_label",
            Self::NoBody => "no_body",
            Self::NotJson => "not_json",
            Self::Malformed => "malformed",
            Self::TooLarge => "too_large",
        }
    }
}

/// Where an error was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Origin {
    /// The response to a request.
    Response,
    /// The `error` of a callback.
    Callback,
    /// The `last_error` of a run.
    Run,
    /// The `last_error` of a run's input.
    RunInput,
    /// An error that was stored as JSON.
    Stored,
}

/// What an error object came in.
pub(crate) struct Delivery {
    pub(crate) origin: Origin,
    pub(crate) status: Option<u16>,
    /// Reading the body failed before its end.
    pub(crate) interrupted: bool,
    /// A `Retry-After` was no text, too long, or one too many.
    pub(crate) unreadable_hint: bool,
    pub(crate) run: Option<RunState>,
}

/// What is known of the run that failed.
#[derive(Debug, Default)]
pub(crate) struct RunState {
    pub(crate) status: Option<Box<str>>,
    pub(crate) postponed_until: Option<Box<str>>,
}

impl RunState {
    fn is(&self, statuses: &[&str]) -> bool {
        self.status.as_deref().is_some_and(|status| statuses.contains(&status))
    }

    /// Whether the API has put the run off.
    pub(crate) fn is_blocked(&self) -> bool {
        self.is(&["BLOCKED"])
    }

    /// Whether the run came to nothing, whatever is said of its error.
    pub(crate) fn has_failed(&self) -> bool {
        self.is(&["FAILED", "INVALID", "STOPPED"])
    }

    /// Whether nobody goes on with the run.
    pub(crate) fn has_ended(&self) -> bool {
        self.has_failed() || self.is(&["SUCCEEDED", "PARTIAL_SUCCEEDED"])
    }
}

impl<L: Label> ApiError<L> {
    /// Decodes an answer of the API: its HTTP status, its headers and its body as they came.
    ///
    /// Total: it never fails and never panics, whatever the body is, and works on at most 64 KiB of it
    /// ([`decode_with`](Self::decode_with) sets another limit). The body of a 2xx answer is not read.
    ///
    /// ```
    /// use edges_errors::{EdgesError, ErrorLabel, Kind};
    ///
    /// let known = EdgesError::from_parts(424, &(), br#"{"error_label":"LK_524"}"#);
    /// assert_eq!(known.label(), Some(ErrorLabel::Lk524));
    ///
    /// let unlisted = EdgesError::from_parts(424, &(), br#"{"error_label":"PROFILE_NOT_ACCESSIBLE"}"#);
    /// assert_eq!((unlisted.kind(), unlisted.label()), (Kind::UnknownLabel, None));
    /// assert_eq!(unlisted.label_str(), Some("PROFILE_NOT_ACCESSIBLE"));
    ///
    /// let proxy = EdgesError::from_parts(502, &(), b"<html>Bad gateway</html>");
    /// assert_eq!(proxy.kind(), Kind::NotJson);
    /// ```
    pub fn from_parts(status: u16, headers: &(impl Headers + ?Sized), body: &[u8]) -> Self {
        Self::decode_with(&DecodeOptions::new(), status, headers, body)
    }

    /// [`from_parts`](Self::from_parts) with options.
    pub fn decode_with(
        options: &DecodeOptions,
        status: u16,
        headers: &(impl Headers + ?Sized),
        body: &[u8],
    ) -> Self {
        let signals = L::__facts().rate_limits.iter().filter_map(|limit| limit.header);
        let mut unreadable_hint = false;
        let body = Body::keep_with_headers(body, options.max_body, |kept| {
            unreadable_hint = write_headers(headers, signals, kept);
        });
        let delivery = Delivery {
            origin: Origin::Response,
            status: Some(status),
            interrupted: options.interrupted,
            unreadable_hint,
            run: None,
        };
        let reads = options.check_success || !(200..300).contains(&status);
        Self::decode(body, reads, delivery)
    }

    /// Decodes an answer of which it is not yet known whether it is an error; `None` where it is none.
    ///
    /// 4xx and 5xx are errors. Where [`DecodeOptions::check_success`] asks for it, 2xx is one too if its body is an object
    /// with a label, listed or not, in the form that labels have (`AUTH_EXPIRED`, not `My list`): objects that are no
    /// errors have a `label` too. Anything else is none, and its body need not be read ([`DecodeOptions::reads`]).
    ///
    /// ```
    /// use edges_errors::{DecodeOptions, EdgesError};
    ///
    /// let options = DecodeOptions::new().check_success(true);
    /// assert!(EdgesError::detect(&options, 200, &(), br#"{"label":"My list"}"#).is_none());
    /// assert!(EdgesError::detect(&options, 200, &(), br#"{"error_label":"NO_RESULT"}"#).is_some());
    /// ```
    pub fn detect(
        options: &DecodeOptions,
        status: u16,
        headers: &(impl Headers + ?Sized),
        body: &[u8],
    ) -> Option<Self> {
        let read = options.reads(status).then(|| Self::decode_with(options, status, headers, body))?;
        (status >= 400 || read.label_str().is_some_and(is_label_name)).then_some(read)
    }

    pub(crate) fn decode(body: Body, reads: bool, delivery: Delivery) -> Self {
        let envelope = if reads { Envelope::read(&body) } else { Envelope::unread() };
        let label = envelope.label_text(&body).and_then(L::from_name);
        let kind = envelope.kind(&body, label.is_some());
        Self::from_inner(Arc::new(Inner { delivery, body, envelope, label, kind }))
    }
}
