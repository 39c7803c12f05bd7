//! The ceilings that a caller sets. The waits themselves are the catalogue's.

use std::time::Duration;

use super::budget::RetryBudget;
use super::context::RequestContext;
use crate::catalogue::{Factor, Policy, Strategy};

/// The ceilings that a caller sets for one request, or for all requests of one kind.
///
/// ```
/// use std::time::Duration;
/// use edges_errors::retry::{RequestContext, RetryBudget, RetryPlan};
///
/// let budget = RetryBudget::default();
/// let plan = RetryPlan::for_request(&RequestContext::new("GET"))
///     .max_attempts(5)
///     .max_inline_wait(Duration::from_secs(10))
///     .budget(&budget);
/// ```
#[derive(Debug, Clone)]
pub struct RetryPlan {
    pub(super) context: RequestContext,
    pub(super) max_attempts: u32,
    pub(super) max_inline_wait: Duration,
    pub(super) max_elapsed: Duration,
    pub(super) budget: Option<RetryBudget>,
    pub(super) transport: Policy,
}

impl RetryPlan {
    /// Returns a plan for a request: 3 requests in all, 60 s of waiting in place at a time, 5 minutes in all, no budget; lost connections are retried
    /// with backoff from 500 ms to 20 s.
    #[must_use]
    pub fn for_request(context: &RequestContext) -> Self {
        Self {
            context: context.clone(),
            max_attempts: 3,
            max_inline_wait: Duration::from_secs(60),
            max_elapsed: Duration::from_secs(300),
            budget: None,
            transport: transport_policy(Duration::from_millis(500), Duration::from_secs(20)),
        }
    }

    /// Returns the same plan for another request.
    #[must_use]
    pub fn context(mut self, context: &RequestContext) -> Self {
        self.context = context.clone();
        self
    }

    /// Sets how many requests there may be in all, the first one included; 0 means 1. A policy of the catalogue may allow
    /// fewer.
    #[must_use]
    pub fn max_attempts(mut self, requests: u32) -> Self {
        self.max_attempts = requests;
        self
    }

    /// Sets the longest wait in place; a longer one is [`Action::Defer`](super::Action::Defer).
    #[must_use]
    pub fn max_inline_wait(mut self, wait: Duration) -> Self {
        self.max_inline_wait = wait;
        self
    }

    /// Sets the longest time from the start of the first request, or of the first one out of a queue, to the end of the
    /// last wait in place. It is checked before a wait, never during one.
    #[must_use]
    pub fn max_elapsed(mut self, elapsed: Duration) -> Self {
        self.max_elapsed = elapsed;
        self
    }

    /// Sets a budget that is shared with other requests.
    #[must_use]
    pub fn budget(mut self, budget: &RetryBudget) -> Self {
        self.budget = Some(budget.clone());
        self
    }

    /// Sets the first and the longest wait after a lost connection; the waits double.
    #[must_use]
    pub fn transport_backoff(mut self, base: Duration, cap: Duration) -> Self {
        self.transport = transport_policy(base, cap);
        self
    }
}

/// A plan for a request of which nothing is known: it is not idempotent.
impl Default for RetryPlan {
    fn default() -> Self {
        Self::for_request(&RequestContext::new(""))
    }
}

fn transport_policy(base: Duration, cap: Duration) -> Policy {
    Policy::__new(None, Strategy::Exponential { base, cap, factor: Factor::DOUBLE }, None, None)
}
