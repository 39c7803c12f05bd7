//! From an answer as it came to an [`ApiError`]. Total: every answer decodes.

use std::sync::Arc;

use edges_errors_core::text::is_label_name;

use super::ApiError;
use super::received::{
    Body, Delivery, Envelope, HEADER_ROOM, Headers, Kind, Origin, Received, write_headers,
};
use crate::catalogue::Label;

/// The largest body that is read unless told otherwise, in bytes.
pub(super) const MAX_BODY: usize = 64 * 1024;

/// Options of decoding.
///
/// ```
/// use edges_errors::{DecodeOptions, EdgesError, Kind};
///
/// let options = DecodeOptions::new().max_body(16);
/// let error: EdgesError = options.decode(500, (), "far more than sixteen bytes");
/// assert_eq!(error.kind(), Kind::TooLarge);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DecodeOptions {
    max_body: usize,
    check_success: bool,
    interrupted: bool,
}

impl DecodeOptions {
    /// Returns options that read at most 64 KiB of a body, and nothing of the body of a 2xx answer.
    #[must_use]
    pub const fn new() -> Self {
        Self { max_body: MAX_BODY, check_success: false, interrupted: false }
    }

    /// Sets how much of a body is kept and read, in bytes; a longer one is [`Kind::TooLarge`].
    #[must_use]
    pub const fn max_body(mut self, bytes: usize) -> Self {
        self.max_body = bytes;
        self
    }

    /// Sets whether the body of a 2xx answer is read for an error as well; `false` by default.
    #[must_use]
    pub const fn check_success(mut self, check: bool) -> Self {
        self.check_success = check;
        self
    }

    /// Sets whether reading the body failed before its end, so that there is less of it than was sent; `false` by default.
    ///
    /// It changes nothing about what is decoded; but an answer that was to be decided on by its status alone is then as good
    /// as a lost connection.
    #[must_use]
    pub const fn interrupted(mut self, interrupted: bool) -> Self {
        self.interrupted = interrupted;
        self
    }

    /// Returns the limit that [`max_body`](Self::max_body) set, in bytes.
    #[must_use]
    pub const fn get_max_body(&self) -> usize {
        self.max_body
    }

    /// Returns what [`check_success`](Self::check_success) set.
    #[must_use]
    pub const fn get_check_success(&self) -> bool {
        self.check_success
    }

    /// Returns whether the body of an answer with this status has to be read to know whether it is an error.
    #[must_use]
    pub const fn reads(&self, status: u16) -> bool {
        matches!(status, 400..600) || self.check_success && matches!(status, 200..300)
    }

    /// Decodes an answer of the API, as [`ApiError::from_parts`] does.
    pub fn decode<L: Label>(
        &self,
        status: u16,
        headers: impl Headers,
        body: impl AsRef<[u8]>,
    ) -> ApiError<L> {
        let body = body.as_ref();
        let signals = L::__facts().rate_limits.iter().filter_map(|limit| limit.header);
        let mut storage = String::with_capacity(body.len().min(self.max_body).saturating_add(HEADER_ROOM));
        let unreadable_hint = write_headers(&headers, signals, &mut storage);
        let delivery = Delivery {
            origin: Origin::Response,
            status: Some(status),
            interrupted: self.interrupted,
            unreadable_hint,
            run: None,
        };
        let body = Body::keep_behind(storage, body, self.max_body);
        let is_success = matches!(status, 200..300);
        let envelope =
            if is_success && !self.check_success { Envelope::unread() } else { Envelope::read(&body) };
        ApiError::assemble(delivery, body, envelope)
    }

    /// Decodes an answer that may be an error; `None` if it is not.
    ///
    /// 4xx and 5xx are errors. With [`check_success`](Self::check_success) a 2xx answer is one too if its body is an object
    /// with a label, listed or not, that has the form of a label (`AUTH_EXPIRED`, not `My list`): objects that are not
    /// errors have a `label` too. Any other answer is not an error, and its body need not be read ([`reads`](Self::reads)).
    ///
    /// ```
    /// use edges_errors::{DecodeOptions, ErrorLabel};
    ///
    /// let options = DecodeOptions::new().check_success(true);
    /// assert!(options.detect::<ErrorLabel>(200, (), r#"{"label":"My list"}"#).is_none());
    /// assert!(options.detect::<ErrorLabel>(200, (), r#"{"error_label":"NO_RESULT"}"#).is_some());
    /// ```
    pub fn detect<L: Label>(
        &self,
        status: u16,
        headers: impl Headers,
        body: impl AsRef<[u8]>,
    ) -> Option<ApiError<L>> {
        let error = self.reads(status).then(|| self.decode(status, headers, body))?;
        (status >= 400 || error.label_str().is_some_and(is_label_name)).then_some(error)
    }
}

impl Default for DecodeOptions {
    fn default() -> Self {
        Self::new()
    }
}

impl<L: Label> ApiError<L> {
    /// Decodes an answer of the API: its HTTP status, its headers and its body as they came.
    ///
    /// Total: it never fails and never panics, whatever the body is, and works on at most 64 KiB of it
    /// ([`DecodeOptions`] set another limit). The body of a 2xx answer is not read.
    ///
    /// ```
    /// use edges_errors::{EdgesError, ErrorLabel, Kind};
    ///
    /// let known = EdgesError::from_parts(424, (), r#"{"error_label":"LK_524"}"#);
    /// assert_eq!(known.label(), Some(ErrorLabel::Lk524));
    ///
    /// let unlisted = EdgesError::from_parts(424, (), r#"{"error_label":"PROFILE_NOT_ACCESSIBLE"}"#);
    /// assert_eq!((unlisted.kind(), unlisted.label()), (Kind::UnknownLabel, None));
    /// assert_eq!(unlisted.label_str(), Some("PROFILE_NOT_ACCESSIBLE"));
    ///
    /// let proxy = EdgesError::from_parts(502, [("Retry-After", "30")], "<html>Bad gateway</html>");
    /// assert_eq!(proxy.kind(), Kind::NotObject);
    /// ```
    pub fn from_parts(status: u16, headers: impl Headers, body: impl AsRef<[u8]>) -> Self {
        DecodeOptions::new().decode(status, headers, body)
    }

    /// Returns the error of a request that had no answer.
    pub(crate) fn no_response() -> Self {
        let (body, envelope) = (Body::keep(&[], 0), Envelope::unread());
        let delivery = Delivery::without_response(Origin::Response, None);
        Self::new(Arc::new(Received { delivery, body, envelope, label: None, kind: Kind::NoResponse }))
    }

    /// Decodes an error object.
    pub(super) fn decode(body: Body, delivery: Delivery) -> Self {
        let envelope = Envelope::read(&body);
        Self::assemble(delivery, body, envelope)
    }

    fn assemble(delivery: Delivery, body: Body, envelope: Envelope) -> Self {
        let label = envelope.label(&body).and_then(L::from_name);
        let kind = envelope.kind(&body, label.is_some());
        Self::new(Arc::new(Received { delivery, body, envelope, label, kind }))
    }
}
