//! Fitting the retry loop of the crate backon, without depending on it.

use std::time::Duration;

use super::backoff::exponential_bound;
use super::{Decision, Failure, JitterRng, Now, RetryPlan};
use crate::catalogue::Label;
use crate::catalogue::Strategy;
use crate::error::ApiError;

/// An upper bound for each wait of a plan: as many as there are retries. Made by [`RetryPlan::delays`].
#[derive(Debug, Clone)]
pub struct Delays {
    strategy: Strategy,
    failures: u32,
    limit: u32,
}

impl Iterator for Delays {
    type Item = Duration;

    fn next(&mut self) -> Option<Duration> {
        self.failures = self.failures.checked_add(1).filter(|failures| *failures < self.limit)?;
        match self.strategy {
            Strategy::Exponential { base, cap, factor } => {
                Some(exponential_bound(base, cap, factor.thousandths(), self.failures))
            }
            Strategy::Never | Strategy::Manual | Strategy::Fixed { .. } | Strategy::Until { .. } => None,
        }
    }
}

/// For backon: `request.retry(plan.delays()).when(plan.when()).adjust(plan.adjust())`.
///
/// All three know the request that the plan is for. The waits are those that `adjust` gives; a `Defer` or `Stop` ends the
/// loop with the error, of which [`RetryPlan::resume`] or [`ApiError`] itself says what to do.
impl RetryPlan {
    /// One item for each retry that the plan allows.
    #[must_use]
    pub fn delays(&self) -> Delays {
        Delays { strategy: self.transport.strategy(), failures: 0, limit: self.max_attempts.max(1) }
    }

    /// Whether an error is worth a wait in place.
    pub fn when<L: Label>(&self) -> impl FnMut(&ApiError<L>) -> bool + Send + Sync + 'static {
        // The budget is paid once, by `adjust`.
        let mut state = Self { budget: None, ..self.clone() }.start(Now::system());
        move |error| {
            let verdict = state.next(Failure::Api(error), Now::system(), &mut || 0);
            matches!(verdict.decision(), Decision::Retry { .. })
        }
    }

    /// The wait before the next request; `None` ends the loop, and stays `None` once there are no more delays.
    pub fn adjust<L: Label>(
        &self,
    ) -> impl FnMut(&ApiError<L>, Option<Duration>) -> Option<Duration> + Send + Sync + 'static {
        let mut state = self.start(Now::system());
        let mut rng = JitterRng::from_entropy();
        move |error, delay| {
            delay?;
            match state.next(Failure::Api(error), Now::system(), &mut rng).decision() {
                Decision::Retry { after } => Some(after),
                _ => None,
            }
        }
    }
}
