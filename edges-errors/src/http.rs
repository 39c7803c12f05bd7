//! `http` types in and out.

use http::{Extensions, HeaderMap, Method, StatusCode};

use crate::retry::{Now, PriorAttempts, RequestContext, RetryPlan, RetryState};
use crate::{ApiError, Headers, Label};

impl Headers for HeaderMap {
    fn values(&self, name: &'static str) -> impl Iterator<Item = &[u8]> {
        self.get_all(name).iter().map(http::HeaderValue::as_bytes)
    }
}

impl<L: Label> ApiError<L> {
    /// Decodes a response whose body has been read.
    ///
    /// ```
    /// use edges_errors::{EdgesError, ErrorLabel};
    ///
    /// let response = http::Response::builder().status(424).body(r#"{"error_label":"NO_RESULT"}"#).unwrap();
    /// assert_eq!(EdgesError::from_response(&response).label(), Some(ErrorLabel::NoResult));
    /// ```
    pub fn from_response(response: &http::Response<impl AsRef<[u8]>>) -> Self {
        Self::from_parts(response.status().as_u16(), response.headers(), response.body().as_ref())
    }

    /// The HTTP status of the response; `None` where there was none, or one that `http` does not know.
    #[must_use]
    pub fn status_code(&self) -> Option<StatusCode> {
        StatusCode::from_u16(self.status()?).ok()
    }
}

impl RetryPlan {
    /// The state of an HTTP request that is about to be sent. What is known of it stands among its extensions: a
    /// [`RequestContext`], else its method tells, and [`PriorAttempts`], if it comes out of a queue.
    ///
    /// ```
    /// use edges_errors::retry::{Now, PriorAttempts, RetryPlan};
    ///
    /// let mut request = http::Request::get("/").body(()).unwrap();
    /// request.extensions_mut().insert(PriorAttempts(2));
    /// let state = RetryPlan::default().start_http(request.method(), request.extensions(), Now::system());
    /// assert_eq!(state.attempts(), 2);
    /// ```
    #[must_use]
    pub fn start_http(&self, method: &Method, extensions: &Extensions, now: Now) -> RetryState {
        let context = extensions.get::<RequestContext>().cloned();
        let context = context.unwrap_or_else(|| RequestContext::new(method));
        let prior = extensions.get::<PriorAttempts>().copied().unwrap_or_default();
        self.clone().request(&context).resume(prior.0, now)
    }
}
