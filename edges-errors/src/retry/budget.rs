//! A token bucket that many requests share, so that retries do not multiply a load that fails anyway.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// A bucket of tokens that retries take and successes return. Cheap to clone; all clones share one bucket.
///
/// The scheme is that of the AWS SDKs: a retry takes its cost, a success returns what the last retry took, or one token
/// where there was none. Nothing refills by time, so the same answers give the same decisions.
///
/// ```
/// use edges_errors::retry::RetryBudget;
///
/// let budget = RetryBudget::new(500).transient_cost(14).throttling_cost(5);
/// assert_eq!(budget.tokens(), 500);
/// ```
#[derive(Debug, Clone)]
pub struct RetryBudget {
    tokens: Arc<AtomicU32>,
    capacity: u32,
    transient_cost: u32,
    throttling_cost: u32,
}

impl RetryBudget {
    /// Returns a full bucket. A retry after a rate limit costs 5 tokens and any other 14, unless set otherwise.
    #[must_use]
    pub fn new(capacity: u32) -> Self {
        Self { tokens: Arc::new(AtomicU32::new(capacity)), capacity, transient_cost: 14, throttling_cost: 5 }
    }

    /// Sets the cost of a retry not caused by a rate limit.
    #[must_use]
    pub fn transient_cost(mut self, tokens: u32) -> Self {
        self.transient_cost = tokens;
        self
    }

    /// Sets the cost of a retry after a rate limit.
    #[must_use]
    pub fn throttling_cost(mut self, tokens: u32) -> Self {
        self.throttling_cost = tokens;
        self
    }

    /// Sets the number of tokens to begin with, up to the capacity.
    #[must_use]
    pub fn initial_tokens(self, tokens: u32) -> Self {
        self.tokens.store(tokens.min(self.capacity), Ordering::Relaxed);
        self
    }

    /// Returns the number of tokens that are left.
    #[must_use]
    pub fn tokens(&self) -> u32 {
        self.tokens.load(Ordering::Relaxed)
    }

    /// Takes the cost of a retry; `None` where there are not enough tokens.
    pub(super) fn withdraw(&self, throttled: bool) -> Option<u32> {
        let cost = if throttled { self.throttling_cost } else { self.transient_cost };
        let take = |tokens: u32| tokens.checked_sub(cost);
        self.tokens.fetch_update(Ordering::Relaxed, Ordering::Relaxed, take).ok().map(|_| cost)
    }

    /// Gives tokens back, up to the capacity.
    pub(super) fn deposit(&self, tokens: u32) {
        let give = |left: u32| Some(left.saturating_add(tokens).min(self.capacity));
        // The closure always gives a value, so the update cannot fail.
        let _ = self.tokens.fetch_update(Ordering::Relaxed, Ordering::Relaxed, give);
    }
}

/// 500 tokens, as the AWS SDKs have.
impl Default for RetryBudget {
    fn default() -> Self {
        Self::new(500)
    }
}
