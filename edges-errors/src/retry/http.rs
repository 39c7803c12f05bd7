//! Retrying requests of the `http` crate.

use http::{Extensions, Method};

use super::{Moment, Progress, RequestContext, RetryPlan, RetryState};

impl RequestContext {
    /// Returns the context of an HTTP request: the one among its extensions, or else what its method says.
    #[must_use]
    pub fn of_http(method: &Method, extensions: &Extensions) -> Self {
        extensions.get().cloned().unwrap_or_else(|| Self::new(method))
    }
}

impl RetryPlan {
    /// Returns the state of an HTTP request that is about to be sent. Its extensions may hold a [`RequestContext`], which
    /// its method stands in for, and its [`Progress`], if it comes out of a queue.
    ///
    /// ```
    /// use edges_errors::retry::{Moment, Progress, RetryPlan};
    ///
    /// let mut request = http::Request::get("/").body(()).unwrap();
    /// request.extensions_mut().insert(Progress { attempts: 1, deferrals: 30 });
    /// let state = RetryPlan::default().start_http_at(request.method(), request.extensions(), Moment::now());
    /// assert_eq!(state.progress().deferrals, 30);
    /// ```
    #[must_use]
    pub fn start_http_at(&self, method: &Method, extensions: &Extensions, now: Moment) -> RetryState {
        let context = RequestContext::of_http(method, extensions);
        let progress = extensions.get::<Progress>().copied().unwrap_or_default();
        self.clone().context(&context).resume_at(progress, now)
    }
}
