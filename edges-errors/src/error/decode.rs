//! From an answer as it came to an [`ApiError`]. Total: every answer decodes.

use std::sync::Arc;

use super::ApiError;
use super::received::{Body, Delivery, Envelope, HEADER_ROOM, Headers, Origin, Received, write_headers};
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
    interrupted: bool,
}

impl DecodeOptions {
    /// Returns options that read at most 64 KiB of a body.
    #[must_use]
    pub const fn new() -> Self {
        Self { max_body: MAX_BODY, interrupted: false }
    }

    /// Sets how much of a body is kept and read, in bytes; a longer one is [`Kind::TooLarge`](crate::Kind::TooLarge).
    #[must_use]
    pub const fn max_body(mut self, bytes: usize) -> Self {
        self.max_body = bytes;
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

    /// Returns whether the body of an answer with this status has to be read to know whether it is an error: that of a 2xx
    /// answer only where the catalogue says that it may be one.
    #[must_use]
    pub fn reads<L: Label>(&self, status: u16) -> bool {
        status >= 400 || L::__facts().wire.errors_in_2xx && matches!(status, 200..300)
    }

    /// Decodes an answer of the API, as [`ApiError::from_parts`] does.
    pub fn decode<L: Label>(
        &self,
        status: u16,
        headers: impl Headers,
        body: impl AsRef<[u8]>,
    ) -> ApiError<L> {
        let body = body.as_ref();
        let wire = &L::__facts().wire;
        let mut storage = String::with_capacity(body.len().min(self.max_body).saturating_add(HEADER_ROOM));
        let unreadable_hints = write_headers(&headers, wire.headers, &mut storage);
        let delivery = Delivery {
            origin: Origin::Response,
            status: Some(status),
            interrupted: self.interrupted,
            unreadable_hints,
            closed: None,
            work: None,
        };
        ApiError::decode(Body::keep_behind(storage, body, self.max_body), delivery)
    }

    /// Decodes an answer that may be an error; `None` if it is not.
    ///
    /// 4xx and 5xx are errors, and so is a status above 599, such as the 999 by which LinkedIn turns programs away: HTTP has none, and
    /// takes it for a failure of the server. Where the catalogue has `errors_in_2xx`, a 2xx answer is one too if it has a label, listed or
    /// not, of the declared format. Any other answer is not an error, and its body need not be read
    /// ([`reads`](Self::reads)).
    ///
    /// ```
    /// use edges_errors::{DecodeOptions, ErrorLabel};
    ///
    /// let options = DecodeOptions::new();
    /// assert!(options.detect::<ErrorLabel>(424, (), r#"{"error_label":"NO_RESULT"}"#).is_some());
    /// assert!(options.detect::<ErrorLabel>(200, (), r#"{"error_label":"NO_RESULT"}"#).is_none());
    /// ```
    pub fn detect<L: Label>(
        &self,
        status: u16,
        headers: impl Headers,
        body: impl AsRef<[u8]>,
    ) -> Option<ApiError<L>> {
        let error = self.reads::<L>(status).then(|| self.decode::<L>(status, headers, body))?;
        let format = L::__facts().wire.label_format;
        (status >= 400 || error.label_str().is_some_and(|label| format.is_label(label))).then_some(error)
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
    /// ([`DecodeOptions`] set another limit). The body of a 2xx answer is read only where the catalogue has `errors_in_2xx`.
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
        Self { received: Arc::default() }
    }

    /// Returns the error of a request that was not sent, since a limit is closed of which no answer is an error.
    pub(crate) fn kept_back(limit: usize) -> Self {
        let delivery = Delivery::without_response(Origin::Response, None);
        Self::without_answer(Delivery { closed: Some(limit), ..delivery })
    }

    pub(super) fn without_answer(delivery: Delivery) -> Self {
        Self::fill(|received| received.delivery = delivery)
    }

    /// Decodes an error object. That of a 2xx answer is read only where it may be one.
    pub(super) fn decode(body: Body, delivery: Delivery) -> Self {
        Self::fill(|received| {
            let wire = &L::__facts().wire;
            let is_success = delivery.status.is_some_and(|status| matches!(status, 200..300));
            if !is_success || wire.errors_in_2xx {
                received.label = received.envelope.read(&body);
            }
            received.kind = received.envelope.kind(&body, wire, received.label.is_some());
            (received.delivery, received.body) = (delivery, body);
        })
    }

    /// Returns the error with an envelope that was read of a body that came without a response.
    pub(super) fn from_envelope(
        body: Body,
        envelope: Envelope,
        label: Option<L>,
        delivery: Delivery,
    ) -> Self {
        Self::fill(|received| {
            received.kind = envelope.kind(&body, &L::__facts().wire, label.is_some());
            (received.envelope, received.label) = (envelope, label);
            (received.delivery, received.body) = (delivery, body);
        })
    }

    /// Returns an error that is filled where it stays: a move has to wait for what has just been stored in pieces.
    fn fill(fill: impl FnOnce(&mut Received<L>)) -> Self {
        let mut shared = Arc::<Received<L>>::default();
        // Nobody else has it yet.
        if let Some(received) = Arc::get_mut(&mut shared) {
            fill(received);
        }
        Self { received: shared }
    }
}
