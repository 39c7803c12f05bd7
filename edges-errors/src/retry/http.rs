//! Requests of the `http` crate, and the order in which their context is found.

use core::fmt::{self, Debug, Formatter};

use http::{Extensions, HeaderMap, HeaderValue, Method};

use super::{Progress, RequestContext};
use crate::catalogue::{Catalogue, Label};

/// The head of an HTTP request that is about to be sent: all that a hook of the adapters' retry layers is shown of it.
///
/// ```
/// use edges_errors::retry::{RequestContext, RequestHead};
///
/// fn context(request: &RequestHead<'_>) -> RequestContext {
///     RequestContext::of(request).idempotent(request.path().contains("-extract-"))
/// }
///
/// let search = http::Request::post("/v1/actions/linkedin-extract-people/run/live").body(()).unwrap();
/// let message = http::Request::post("/v1/actions/linkedin-message-profile/run/live").body(()).unwrap();
/// assert!(context(&RequestHead::from(&search)).is_idempotent());
/// assert!(!context(&RequestHead::from(&message)).is_idempotent());
/// ```
#[derive(Clone, Copy)]
pub struct RequestHead<'a> {
    method: &'a Method,
    host: Option<&'a str>,
    path: &'a str,
    query: Option<&'a str>,
    headers: &'a HeaderMap,
    extensions: &'a Extensions,
}

impl<'a> RequestHead<'a> {
    /// Returns the head of a request, without host and query.
    #[must_use]
    pub fn new(
        method: &'a Method,
        path: &'a str,
        headers: &'a HeaderMap,
        extensions: &'a Extensions,
    ) -> Self {
        Self { method, host: None, path, query: None, headers, extensions }
    }

    /// Sets the host; `None` where the URL is a path alone.
    #[must_use]
    pub fn with_host(mut self, host: Option<&'a str>) -> Self {
        self.host = host;
        self
    }

    /// Sets the query, without its question mark.
    #[must_use]
    pub fn with_query(mut self, query: Option<&'a str>) -> Self {
        self.query = query;
        self
    }

    /// Returns the method.
    #[must_use]
    pub fn method(&self) -> &'a Method {
        self.method
    }

    /// Returns the host of the URL; `None` where the URL is a path alone.
    #[must_use]
    pub fn host(&self) -> Option<&'a str> {
        self.host
    }

    /// Returns the path of the URL, percent-encoded as it is sent.
    #[must_use]
    pub fn path(&self) -> &'a str {
        self.path
    }

    /// Returns the query of the URL, without its question mark.
    #[must_use]
    pub fn query(&self) -> Option<&'a str> {
        self.query
    }

    /// Returns the headers.
    #[must_use]
    pub fn headers(&self) -> &'a HeaderMap {
        self.headers
    }

    /// Returns the extensions.
    #[must_use]
    pub fn extensions(&self) -> &'a Extensions {
        self.extensions
    }

    /// Returns the [`Progress`] among the extensions, which a request has that comes out of a queue.
    #[must_use]
    pub fn progress(&self) -> Progress {
        self.extensions.get().copied().unwrap_or_default()
    }

    /// Returns whether the request has the header that the catalogue names as `idempotency_key`, with a key in it.
    fn has_idempotency_key<L: Label>(&self) -> bool {
        let is_key = |value: &HeaderValue| !value.as_bytes().trim_ascii().is_empty();
        let name = Catalogue::<L>::new().idempotency_key();
        name.is_some_and(|name| self.headers.get_all(name).iter().any(is_key))
    }
}

impl<'a, B> From<&'a http::Request<B>> for RequestHead<'a> {
    fn from(request: &'a http::Request<B>) -> Self {
        let uri = request.uri();
        Self::new(request.method(), uri.path(), request.headers(), request.extensions())
            .with_host(uri.host())
            .with_query(uri.query())
    }
}

/// Leaves out headers and query, which may hold keys.
impl Debug for RequestHead<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestHead")
            .field("method", self.method)
            .field("host", &self.host)
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}

impl RequestContext {
    /// Returns the context of a request by its method alone, for a hook to add what it knows.
    #[must_use]
    pub fn of(request: &RequestHead<'_>) -> Self {
        Self::new(request.method)
    }

    /// Returns the context that a retry layer goes by. What the [`RequestContext`] among the request's extensions states
    /// holds; then what the layer's hook has returned; then an idempotency key, in the header that the catalogue names;
    /// then the method of the request.
    ///
    /// ```
    /// use edges_errors::{ErrorLabel, retry::{RequestContext, RequestHead}};
    ///
    /// let mut request = http::Request::post("/").body(()).unwrap();
    /// let by_hook = |request: &RequestHead<'_>| RequestContext::of(request).idempotent(true);
    /// let resolve = |head: RequestHead<'_>| RequestContext::resolve::<ErrorLabel>(&head, Some(&by_hook(&head)));
    /// assert!(resolve(RequestHead::from(&request)).is_idempotent());
    ///
    /// request.extensions_mut().insert(RequestContext::new("POST").idempotent(false));
    /// assert!(!resolve(RequestHead::from(&request)).is_idempotent());
    /// ```
    #[must_use]
    pub fn resolve<L: Label>(request: &RequestHead<'_>, by_hook: Option<&Self>) -> Self {
        let base = Self::of(request);
        let base = if request.has_idempotency_key::<L>() { base.idempotent(true) } else { base };
        let own = request.extensions.get::<Self>();
        by_hook.into_iter().chain(own).fold(base, Self::overlaid_by)
    }
}
