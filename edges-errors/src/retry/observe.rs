//! A verdict for dashboards: names and values that are few, whatever the API sends.

use std::time::Duration;

use super::verdict::Subject;
use super::{Decision, StopReason, Verdict};
use crate::catalogue::Label;

/// What to count and to log of a verdict. Every text is one of a closed set, so each can be a label of a metric; nothing
/// here was written by the API.
///
/// | field | name in logs and metrics | values |
/// |---|---|---|
/// | [`error_type`](Self::error_type) | `error.type` | a label that the catalogue lists, `_OTHER`, `connect`, `timeout` or `body_cut` |
/// | [`status`](Self::status) | `http.response.status_code` | the response's status |
/// | [`resends`](Self::resends) | `http.request.resend_count` | 0 after the first request |
/// | [`decision`](Self::decision) | `edges.decision` | `retry`, `defer`, `await` or `stop` |
/// | [`why`](Self::why) | `edges.why` | [`StopReason::as_str`], `wait`, or who sends a deferred request: `caller` or `api` |
/// | [`wait`](Self::wait) | `edges.wait_ms` | in milliseconds; a measurement, not a label |
///
/// The first three names are those of OpenTelemetry's semantic conventions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct VerdictFields {
    /// What failed.
    pub error_type: &'static str,
    /// The HTTP status of the response; `None` where there was none.
    pub status: Option<u16>,
    /// How often the request had been sent again when it failed.
    pub resends: u32,
    /// What to do.
    pub decision: &'static str,
    /// Why, or who.
    pub why: &'static str,
    /// How long to wait before the next request; `None` where there is none.
    pub wait: Option<Duration>,
}

impl StopReason {
    /// The reason in a word, such as `not_idempotent`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotRetryable => "not_retryable",
            Self::NeedsRemedy => "needs_remedy",
            Self::NotIdempotent => "not_idempotent",
            Self::NotRepeatable => "not_repeatable",
            Self::Attempts => "attempts",
            Self::Elapsed => "elapsed",
            Self::Budget => "budget",
            Self::WaitTooLong => "wait_too_long",
        }
    }
}

impl Decision {
    /// `retry`, `defer`, `await` or `stop`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Retry { .. } => "retry",
            Self::Defer { .. } => "defer",
            Self::Await { .. } => "await",
            Self::Stop { .. } => "stop",
        }
    }
}

impl<L: Label> Verdict<L> {
    /// What to count and to log.
    ///
    /// ```
    /// use edges_errors::{EdgesError, retry::{Failure, Now, RequestContext, RetryPlan}};
    ///
    /// let error = EdgesError::from_parts(424, (), r#"{"error_label":"MADE_UP_42"}"#);
    /// let mut state = RetryPlan::for_request(&RequestContext::new("POST")).start(Now::system());
    /// let fields = state.next(Failure::Api(&error), Now::system(), &mut || 0).fields();
    /// assert_eq!((fields.error_type, fields.status), ("_OTHER", Some(424)));
    /// assert_eq!((fields.decision, fields.why), ("stop", "not_retryable"));
    /// ```
    #[must_use]
    pub fn fields(&self) -> VerdictFields {
        let why = match self.decision() {
            Decision::Retry { .. } => "wait",
            Decision::Defer { .. } => "caller",
            Decision::Await { .. } => "api",
            Decision::Stop { why } => why.as_str(),
        };
        let because = self.because();
        VerdictFields {
            error_type: match because.subject() {
                Subject::Label { name, .. } => name,
                Subject::RateLimit { .. } | Subject::Status { .. } | Subject::Broken { .. } => "_OTHER",
                Subject::Connect => "connect",
                Subject::Timeout => "timeout",
                Subject::BodyCut => "body_cut",
            },
            status: self.error().and_then(|error| error.status()),
            resends: because.resends(),
            decision: self.decision().as_str(),
            why,
            wait: because.wait(),
        }
    }

    /// Writes the verdict as one event of [tracing](https://docs.rs/tracing), with target `edges_errors` and the
    /// [`fields`](Self::fields) under their names: at level DEBUG for a retry, INFO for what is put off or left to the API,
    /// WARN for what is given up.
    ///
    /// The one text of the API's in it is `edges.error_ref`, and that only if it looks like a reference: up to 64 ASCII
    /// letters, digits, `-`, `_` and `.`. Messages, params, headers and unlisted labels are left out.
    #[cfg(feature = "tracing")]
    pub fn trace(&self) {
        let fields = self.fields();
        match self.decision() {
            Decision::Retry { .. } => trace_event!(self, fields, DEBUG, "the request is sent again"),
            Decision::Defer { .. } => trace_event!(self, fields, INFO, "the request is put off"),
            Decision::Await { .. } => trace_event!(self, fields, INFO, "the request is left to the API"),
            Decision::Stop { .. } => trace_event!(self, fields, WARN, "the request is given up"),
        }
    }

    /// The reference, if it looks like one.
    #[cfg(feature = "tracing")]
    fn plain_ref(&self) -> Option<&str> {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
        self.error_ref().filter(|text| matches!(text.len(), 1..=64) && text.bytes().all(is_plain))
    }
}

/// tracing wants the level of an event at compile time.
#[cfg(feature = "tracing")]
macro_rules! trace_event {
    ($verdict:expr, $fields:expr, $level:ident, $message:literal) => {
        tracing::event!(
            target: "edges_errors",
            tracing::Level::$level,
            { "error.type" } = $fields.error_type,
            { "http.response.status_code" } = $fields.status,
            { "http.request.resend_count" } = $fields.resends,
            { "edges.decision" } = $fields.decision,
            { "edges.why" } = $fields.why,
            { "edges.wait_ms" } = $fields.wait.map(|wait| u64::try_from(wait.as_millis()).unwrap_or(u64::MAX)),
            { "edges.error_ref" } = $verdict.plain_ref(),
            $message
        )
    };
}
#[cfg(feature = "tracing")]
use trace_event;
