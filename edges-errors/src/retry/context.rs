//! The context of a request.

use edges_errors_core::vocabulary;

use crate::catalogue::words::impl_serde_by_words;
use crate::catalogue::{Condition, ContextValue};

/// The context of a request: what a decision takes into account beside the failure.
///
/// ```
/// use edges_errors::{IdentityMode, retry::{Execution, RequestContext}};
///
/// let search = RequestContext::new("POST").idempotent(true).with(IdentityMode::Auto);
/// assert!(search.is_idempotent());
/// let message = RequestContext::new("POST").execution(Execution::Async);
/// assert!(!message.is_idempotent());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestContext {
    idempotent: bool,
    repeatable: bool,
    execution: Execution,
    values: Vec<(&'static str, &'static str)>,
}

vocabulary! {
    /// The way in which the API carries a request out.
    #[non_exhaustive]
    Execution {
        /// While the caller waits: the answer is the result.
        Live = "live",
        /// Later: the answer comes as a callback, or with the run, and the API resumes what hits a limit.
        Async = "async",
    }
}

impl_serde_by_words!(Execution);

impl RequestContext {
    /// Returns the context of a request with this method, in capitals as in HTTP. GET, HEAD, OPTIONS, TRACE, PUT and DELETE are idempotent
    /// (RFC 9110, section 9.2.2), any other is not.
    pub fn new(method: impl AsRef<str>) -> Self {
        let idempotent = matches!(method.as_ref(), "GET" | "HEAD" | "OPTIONS" | "TRACE" | "PUT" | "DELETE");
        Self { idempotent, repeatable: true, execution: Execution::Live, values: Vec::new() }
    }

    /// Sets whether sending the request twice does the same as sending it once; overrides what the method says.
    #[must_use]
    pub fn idempotent(mut self, idempotent: bool) -> Self {
        self.idempotent = idempotent;
        self
    }

    /// Sets whether this loop can send the body a second time; `true` by default. A body that is a stream is gone
    /// once it is sent, whatever the request does: a long wait is deferred all the same, for a caller who can make the
    /// body anew.
    #[must_use]
    pub fn repeatable(mut self, repeatable: bool) -> Self {
        self.repeatable = repeatable;
        self
    }

    /// Sets how the API carries the request out; [`Execution::Live`] by default.
    #[must_use]
    pub fn execution(mut self, execution: Execution) -> Self {
        self.execution = execution;
        self
    }

    /// Sets a context that the catalogue declares, for policies that depend on it. One that is not set meets no
    /// condition.
    #[must_use]
    pub fn with<C: ContextValue>(mut self, value: C) -> Self {
        self.values.retain(|(context, _)| *context != C::CONTEXT);
        self.values.push((C::CONTEXT, value.as_str()));
        self
    }

    /// Returns whether sending the request twice does the same as sending it once.
    #[must_use]
    pub fn is_idempotent(&self) -> bool {
        self.idempotent
    }

    /// Returns whether this loop can send the body a second time.
    #[must_use]
    pub fn is_repeatable(&self) -> bool {
        self.repeatable
    }

    pub(crate) fn is_async(&self) -> bool {
        self.execution == Execution::Async
    }

    pub(crate) fn meets(&self, conditions: &[Condition]) -> bool {
        let meets = |condition: &Condition| {
            let set = self.values.iter().find(|(context, _)| *context == condition.context());
            set.is_some_and(|(_, value)| condition.values().contains(value))
        };
        conditions.iter().all(meets)
    }
}
