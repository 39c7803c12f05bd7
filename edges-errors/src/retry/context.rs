//! What is known of the request.

use crate::catalogue::Condition;
use crate::catalogue::ContextValue;

/// What is known of the request, beside the failure.
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

/// How the API carries the request out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Execution {
    /// While the caller waits: the answer is the result.
    #[default]
    Live,
    /// Later: the answer comes as a callback, or with the run, and what hits a limit is resumed by the API.
    Async,
}

impl RequestContext {
    /// A request with this method, in capitals as in HTTP. GET, HEAD, OPTIONS, TRACE, PUT and DELETE are idempotent
    /// (RFC 9110, section 9.2.2), any other is not.
    pub fn new(method: impl AsRef<str>) -> Self {
        let idempotent = matches!(method.as_ref(), "GET" | "HEAD" | "OPTIONS" | "TRACE" | "PUT" | "DELETE");
        Self { idempotent, repeatable: true, execution: Execution::Live, values: Vec::new() }
    }

    /// Whether sending the request twice does the same as sending it once; overrides what the method says.
    #[must_use]
    pub fn idempotent(mut self, idempotent: bool) -> Self {
        self.idempotent = idempotent;
        self
    }

    /// Whether whoever retries here can send the body a second time; `true` unless set. A body that is a stream is gone
    /// once it is sent, whatever the request does: a long wait is deferred all the same, for a caller who can make the
    /// body anew.
    #[must_use]
    pub fn repeatable(mut self, repeatable: bool) -> Self {
        self.repeatable = repeatable;
        self
    }

    /// How the API carries the request out; [`Execution::Live`] unless set.
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

    /// Whether sending the request twice does the same as sending it once.
    #[must_use]
    pub fn is_idempotent(&self) -> bool {
        self.idempotent
    }

    /// Whether whoever retries here can send the body a second time.
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
