//! Retrying requests of the `http` crate.

use http::{Extensions, Method};

use super::{Now, Progress, RequestContext, RetryPlan, RetryState};

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
