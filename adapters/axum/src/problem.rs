//! [`Problem`]: an API error as RFC 9457 problem details.

use std::time::{Duration, SystemTime};

use axum_core::response::{IntoResponse, Response};
use edges_errors::retry::{Decision, Deferred, RetryPlan};
use edges_errors::{ApiError, ErrorLabel, Key as _, Label, Outcome};
use http::header::{CONTENT_TYPE, RETRY_AFTER};
use http::{HeaderValue, StatusCode};
use serde_json::{Map, Value};

/// An error of the API as problem details (RFC 9457) for the callers of a service; `?` makes it of a [`Decision`], of an
/// [`ApiError`] and of a [`Deferred`].
///
/// ```
/// use axum_core::response::IntoResponse as _;
/// use edges_errors::EdgesError;
/// use edges_errors_axum::Problem;
///
/// let error = EdgesError::from_parts(400, (), r#"{"error_label":"BAD_INPUT","message":"No such profile"}"#);
/// let problem = Problem::from(error).caller_fault().with_detail();
/// assert_eq!(problem.into_response().status(), 422);
/// ```
#[derive(Debug, Clone)]
pub struct Problem<L: Label = ErrorLabel> {
    error: Option<ApiError<L>>,
    /// The wait before another attempt that may succeed.
    wait: Option<Duration>,
    status: Option<StatusCode>,
    callers_data: bool,
    shows_detail: bool,
    shows_error_ref: bool,
}

impl<L: Label> Problem<L> {
    fn new(error: Option<ApiError<L>>, wait: Option<Duration>) -> Self {
        Self { error, wait, status: None, callers_data: false, shows_detail: false, shows_error_ref: false }
    }

    /// Attributes what was sent to the API to your own caller: a bad input is then 422, and an empty result 404.
    #[must_use]
    pub fn caller_fault(mut self) -> Self {
        self.callers_data = true;
        self
    }

    /// Sets a status other than the one of the [table](crate#the-status).
    #[must_use]
    pub fn status(mut self, status: StatusCode) -> Self {
        self.status = Some(status);
        self
    }

    /// Shows the API's message as `detail`. It may name people, and limits of your account.
    #[must_use]
    pub fn with_detail(mut self) -> Self {
        self.shows_detail = true;
        self
    }

    /// Shows the API's `error_ref`, for callers who talk to its support themselves.
    #[must_use]
    pub fn with_error_ref(mut self) -> Self {
        self.shows_error_ref = true;
        self
    }

    fn choose_status(&self) -> StatusCode {
        let outcome = self.error.as_ref().map(ApiError::outcome);
        let is_callers_fault = self.error.as_ref().is_some_and(ApiError::is_callers_fault);
        match (self.status, self.wait, outcome) {
            (Some(status), ..) => status,
            (None, Some(_), _) => StatusCode::SERVICE_UNAVAILABLE,
            (None, None, Some(Outcome::Done)) => StatusCode::CONFLICT,
            (None, None, Some(Outcome::Empty)) if self.callers_data => StatusCode::NOT_FOUND,
            _ if is_callers_fault && self.callers_data => StatusCode::UNPROCESSABLE_ENTITY,
            _ => StatusCode::BAD_GATEWAY,
        }
    }

    fn describe(&self, status: StatusCode) -> Value {
        let error = self.error.as_ref();
        let label = error.and_then(ApiError::label);
        let (url, title) = match label {
            Some(label) => (label.docs_url().unwrap_or(ABOUT_BLANK), label.category().title()),
            None => (ABOUT_BLANK, status.canonical_reason().unwrap_or_default()),
        };
        let detail = error.and_then(ApiError::message).filter(|_| self.shows_detail);
        let error_ref = error.and_then(ApiError::error_ref).filter(|_| self.shows_error_ref);
        let mut members = Map::new();
        members.insert("type".to_owned(), url.into());
        members.insert("title".to_owned(), title.into());
        members.insert("status".to_owned(), status.as_u16().into());
        members.extend(detail.map(|detail| ("detail".to_owned(), detail.into())));
        members.extend(error_ref.map(|error_ref| ("error_ref".to_owned(), error_ref.into())));
        Value::Object(members)
    }
}

/// The type of a problem that has no page of its own.
const ABOUT_BLANK: &str = "about:blank";

/// Whoever calls the service is asked to come again only if the request to the API is sent again or deferred. What the API
/// goes on with by itself is not a reason to come again, and 502.
impl<L: Label> From<Decision<L>> for Problem<L> {
    fn from(decision: Decision<L>) -> Self {
        let error = decision.error();
        Self::new(error.kind().is_answer().then(|| error.clone()), decision.wait())
    }
}

/// Nothing is known of the request: the decision is that on one that is not idempotent and failed for the first time.
impl<L: Label> From<ApiError<L>> for Problem<L> {
    fn from(error: ApiError<L>) -> Self {
        RetryPlan::default().start().on_failure(&error).into()
    }
}

/// A deferral is 503 until its time.
impl<L: Label> From<Deferred<L>> for Problem<L> {
    fn from(deferred: Deferred<L>) -> Self {
        let wait = deferred.not_before().duration_since(SystemTime::now()).unwrap_or_default();
        let error = deferred.error();
        Self::new(error.kind().is_answer().then(|| error.clone()), Some(wait))
    }
}

impl<L: Label> IntoResponse for Problem<L> {
    fn into_response(self) -> Response {
        let status = self.choose_status();
        let body = self.describe(status).to_string();
        let mut response = (status, body).into_response();
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if let Some(wait) = self.wait {
            headers.insert(RETRY_AFTER, count_seconds(wait).into());
        }
        if let Some(error) = self.error {
            response.extensions_mut().insert(error);
        }
        response
    }
}

/// Rounds up to whole seconds, at least one.
fn count_seconds(wait: Duration) -> u64 {
    wait.as_secs().saturating_add(u64::from(wait.subsec_nanos() > 0)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_are_rounded_up() {
        let waits = [(0, 1), (1, 1), (999, 1), (1_000, 1), (1_001, 2), (60_000, 60), (60_500, 61)];
        for (milliseconds, seconds) in waits {
            assert_eq!(count_seconds(Duration::from_millis(milliseconds)), seconds, "{milliseconds} ms");
        }
        assert_eq!(count_seconds(Duration::MAX), u64::MAX);
    }
}
