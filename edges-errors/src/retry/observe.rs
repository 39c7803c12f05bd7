//! A decision for dashboards: a small, closed set of names and values, whatever the API sends.

use std::time::Duration;

use super::action::Action;
use super::decision::{Decision, Subject};
use crate::catalogue::{Catalogue, Key, Label};

/// The fields of a decision to count and to log. Every text is one of a closed set, so each can be a label of a metric;
/// nothing here was written by the API.
///
/// | field | name in logs and metrics | values |
/// |---|---|---|
/// | [`error_type`](Self::error_type) | `error.type` | a label that the catalogue lists, `_OTHER`, `closed`, `not_sent`, `connect`, `timeout` or `interrupted` |
/// | [`status`](Self::status) | `http.response.status_code` | the response's status |
/// | [`resends`](Self::resends) | `http.request.resend_count` | 0 after the first request |
/// | [`api`](Self::api) | `retry.api` | the name of the API in its catalogue |
/// | [`rate_limit`](Self::rate_limit) | `retry.rate_limit` | a limit that the catalogue lists |
/// | [`action`](Self::action) | `retry.action` | `retry`, `defer`, `await` or `stop` |
/// | [`reason`](Self::reason) | `retry.reason` | the word of a [`StopReason`](super::StopReason), `wait`, or who sends a deferred request: `caller` or `api` |
/// | [`in_doubt`](Self::in_doubt) | `retry.in_doubt` | `true` or `false`, as [`Decision::is_in_doubt`] |
/// | [`wait`](Self::wait) | `retry.wait_ms` | in milliseconds; a measurement, not a label |
///
/// The first three names are those of OpenTelemetry's semantic conventions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct DecisionFields {
    /// The name of the API.
    pub api: &'static str,
    /// The label, or the kind of failure.
    pub error_type: &'static str,
    /// The HTTP status of the response; `None` where there was none.
    pub status: Option<u16>,
    /// The number of times that the request had been sent again when it failed.
    pub resends: u32,
    /// The limit that refused the request, or was found closed before it was sent.
    pub rate_limit: Option<&'static str>,
    /// The action.
    pub action: &'static str,
    /// The reason of the action, or who sends the request.
    pub reason: &'static str,
    /// `true` for a request that is not to be sent again, is not idempotent, and may have been carried out.
    pub in_doubt: bool,
    /// The wait before the next request; `None` where there is none.
    pub wait: Option<Duration>,
}

impl<L: Label> Decision<L> {
    /// Returns the fields to count and to log.
    ///
    /// ```
    /// use edges_errors::{EdgesError, retry::{RequestContext, RetryPlan}};
    ///
    /// let error = EdgesError::from_parts(424, (), r#"{"error_label":"MADE_UP_42"}"#);
    /// let mut state = RetryPlan::for_request(&RequestContext::new("POST")).start();
    /// let fields = state.on_failure(&error).fields();
    /// assert_eq!((fields.error_type, fields.status), ("_OTHER", Some(424)));
    /// assert_eq!((fields.action, fields.reason), ("stop", "unlisted"));
    /// ```
    #[must_use]
    pub fn fields(&self) -> DecisionFields {
        let reason = match self.action() {
            Action::Retry { .. } => "wait",
            Action::Defer { .. } => "caller",
            Action::Await { .. } => "api",
            Action::Stop { reason } => reason.as_str(),
        };
        DecisionFields {
            api: Catalogue::<L>::new().name(),
            error_type: match self.subject() {
                Subject::Answer => self.error().label().map_or("_OTHER", L::as_str),
                Subject::Broken { .. } => "_OTHER",
                Subject::Closed { .. } => "closed",
                Subject::NotSent => "not_sent",
                Subject::Connect => "connect",
                Subject::Timeout => "timeout",
                Subject::Interrupted => "interrupted",
            },
            status: self.error().status().filter(|_| !self.is_closed()),
            resends: self.resends(),
            rate_limit: self.error().rate_limit().map(Key::as_str),
            action: self.action().as_str(),
            reason,
            in_doubt: self.is_in_doubt(),
            wait: self.wait(),
        }
    }

    /// Writes the decision as one event of [tracing](https://docs.rs/tracing), with target `edges_errors` and the
    /// [`fields`](Self::fields) under their names: at level DEBUG for a retry, INFO for what is put off or left to the API,
    /// WARN for what is given up.
    ///
    /// The only text of the API in it is `error.reference`, and only if it looks like a reference: up to 64 ASCII
    /// letters, digits, `-`, `_` and `.`. Messages, params, headers and unlisted labels are left out.
    #[cfg(feature = "tracing")]
    pub fn trace(&self) {
        let fields = self.fields();
        match self.action() {
            Action::Retry { .. } => trace_event!(self, fields, DEBUG, "the request is sent again"),
            Action::Defer { .. } => trace_event!(self, fields, INFO, "the request is put off"),
            Action::Await { .. } => trace_event!(self, fields, INFO, "the request is left to the API"),
            Action::Stop { .. } => trace_event!(self, fields, WARN, "the request is given up"),
        }
    }

    /// Returns the reference, if it looks like one.
    #[cfg(feature = "tracing")]
    fn plain_ref(&self) -> Option<&str> {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
        self.error_ref().filter(|text| matches!(text.len(), 1..=64) && text.bytes().all(is_plain))
    }
}

/// tracing wants the level of an event at compile time.
#[cfg(feature = "tracing")]
macro_rules! trace_event {
    ($decision:expr, $fields:expr, $level:ident, $message:literal) => {
        tracing::event!(
            target: "edges_errors",
            tracing::Level::$level,
            { "error.type" } = $fields.error_type,
            { "http.response.status_code" } = $fields.status,
            { "http.request.resend_count" } = $fields.resends,
            { "retry.api" } = $fields.api,
            { "retry.rate_limit" } = $fields.rate_limit,
            { "retry.action" } = $fields.action,
            { "retry.reason" } = $fields.reason,
            { "retry.in_doubt" } = $fields.in_doubt,
            { "retry.wait_ms" } = $fields.wait.map(|wait| u64::try_from(wait.as_millis()).unwrap_or(u64::MAX)),
            { "error.reference" } = $decision.plain_ref(),
            $message
        )
    };
}
#[cfg(feature = "tracing")]
use trace_event;
