//! The context of a request.

use std::sync::Arc;

use edges_errors_core::vocabulary;

use super::subjects::Subjects;
use crate::catalogue::words::impl_serde_by_words;
use crate::catalogue::{Condition, ContextValue, LimitSubject};

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
    method: MethodSemantics,
    idempotent: Option<bool>,
    repeatable: Option<bool>,
    execution: Option<Execution>,
    values: Vec<(&'static str, &'static str)>,
    subjects: Subjects,
}

/// The meaning of a method, as far as repeating goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum MethodSemantics {
    Idempotent,
    Other,
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
        let method = match method.as_ref() {
            "GET" | "HEAD" | "OPTIONS" | "TRACE" | "PUT" | "DELETE" => MethodSemantics::Idempotent,
            _ => MethodSemantics::Other,
        };
        Self {
            method,
            idempotent: None,
            repeatable: None,
            execution: None,
            values: Vec::new(),
            subjects: Subjects::default(),
        }
    }

    /// Sets whether sending the request twice does the same as sending it once; overrides what the method says. Where it is not
    /// set, the context states nothing of it, and a layer that knows more fills it in.
    #[must_use]
    pub fn idempotent(mut self, idempotent: bool) -> Self {
        self.idempotent = Some(idempotent);
        self
    }

    /// Sets whether this loop can send the body a second time; `true` by default. A body that is a stream is gone
    /// once it is sent, whatever the request does: a long wait is deferred all the same, for a caller who can make the
    /// body anew.
    #[must_use]
    pub fn repeatable(mut self, repeatable: bool) -> Self {
        self.repeatable = Some(repeatable);
        self
    }

    /// Sets how the API carries the request out; [`Execution::Live`] by default.
    #[must_use]
    pub fn execution(mut self, execution: Execution) -> Self {
        self.execution = Some(execution);
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

    /// Sets what the request is for: the identity that acts, or whatever else a rate limit of the catalogue is exhausted
    /// for. [`Cooldowns`](crate::cooldowns::Cooldowns) go by it; a limit of which a subject is not named, or has an empty id, is
    /// neither asked nor closed. `Debug` does not show ids.
    ///
    /// ```
    /// use edges_errors::{Subject, retry::RequestContext};
    ///
    /// let visit = RequestContext::new("POST")
    ///     .subject(Subject::Identity, "0b2f…")
    ///     .subject(Subject::Action, "linkedin-visit-profile");
    /// ```
    #[must_use]
    pub fn subject<S: LimitSubject>(mut self, subject: S, id: impl Into<Arc<str>>) -> Self {
        self.subjects.set(subject.as_str(), id.into());
        self
    }

    /// Returns whether sending the request twice does the same as sending it once.
    #[must_use]
    pub fn is_idempotent(&self) -> bool {
        self.idempotent.unwrap_or(self.method == MethodSemantics::Idempotent)
    }

    /// Returns whether this loop can send the body a second time.
    #[must_use]
    pub fn is_repeatable(&self) -> bool {
        self.repeatable.unwrap_or(true)
    }

    /// Returns the context with everything that another one states, and its own for the rest. The method stays its own.
    #[cfg(feature = "http")]
    pub(super) fn overlaid_by(mut self, other: &Self) -> Self {
        self.idempotent = other.idempotent.or(self.idempotent);
        self.repeatable = other.repeatable.or(self.repeatable);
        self.execution = other.execution.or(self.execution);
        self.values.retain(|(context, _)| other.values.iter().all(|(stated, _)| stated != context));
        self.values.extend(&other.values);
        self.subjects.overlay(&other.subjects);
        self
    }

    pub(crate) fn subjects(&self) -> &Subjects {
        &self.subjects
    }

    pub(crate) fn is_async(&self) -> bool {
        self.execution == Some(Execution::Async)
    }

    pub(crate) fn meets(&self, conditions: &[Condition]) -> bool {
        let meets = |condition: &Condition| {
            let set = self.values.iter().find(|(context, _)| *context == condition.context());
            set.is_some_and(|(_, value)| condition.values().contains(value))
        };
        conditions.iter().all(meets)
    }
}
