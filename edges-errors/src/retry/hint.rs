//! A hint, as a decision tells it.

use std::time::Duration;

use crate::error::HintSource;

/// A hint on how long to wait that lay ahead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hint {
    pub(super) source: HintSource,
    pub(super) wait: Duration,
}

impl Hint {
    /// Returns `Retry-After`, the name of a param, or `run.postponed_until`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.source.name()
    }

    /// Returns the wait that the hint asked for, from the time of the decision.
    #[must_use]
    pub fn wait(&self) -> Duration {
        self.wait
    }
}
