//! `http` types in and out.

use http::{Extensions, HeaderMap, Method, StatusCode};

use crate::retry::{Now, Progress, RequestContext, RetryPlan, RetryState};
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

impl RequestContext {
    /// What is known of an HTTP request: the context among its extensions, or else what its method tells.
    #[must_use]
    pub fn of_http(method: &Method, extensions: &Extensions) -> Self {
        extensions.get().cloned().unwrap_or_else(|| Self::new(method))
    }
}

impl RetryPlan {
    /// The state of an HTTP request that is about to be sent. What is known of it stands among its extensions: a
    /// [`RequestContext`], else its method tells, and its [`Progress`], if it comes out of a queue.
    ///
    /// ```
    /// use edges_errors::retry::{Now, Progress, RetryPlan};
    ///
    /// let mut request = http::Request::get("/").body(()).unwrap();
    /// request.extensions_mut().insert(Progress { attempts: 1, deferrals: 30 });
    /// let state = RetryPlan::default().start_http(request.method(), request.extensions(), Now::system());
    /// assert_eq!(state.progress().deferrals, 30);
    /// ```
    #[must_use]
    pub fn start_http(&self, method: &Method, extensions: &Extensions, now: Now) -> RetryState {
        let context = RequestContext::of_http(method, extensions);
        let progress = extensions.get::<Progress>().copied().unwrap_or_default();
        self.clone().request(&context).resume(progress, now)
    }
}
