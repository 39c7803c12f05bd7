//! Fitting the retry loop of the crate backon, without depending on it.

use std::time::Duration;

use super::backoff::exponential_bound;
use super::plan::RetryPlan;
use super::rng::JitterRng;
use super::{Action, Moment};
use crate::catalogue::{Label, Strategy};
use crate::error::ApiError;

/// For backon: `request.retry(plan.delays()).when(plan.when()).adjust(plan.adjust())`.
///
/// All three know the request that the plan is for. The waits are those that `adjust` gives; a `Defer` or `Stop` ends the
/// loop with the error, and [`RetryPlan::resume`] or [`ApiError`] itself says what to do.
impl RetryPlan {
    /// Returns an upper bound for the wait before each retry that the plan allows.
    pub fn delays(&self) -> impl Iterator<Item = Duration> + Clone + Send + Sync + Unpin + 'static {
        let strategy = self.transport.strategy();
        (1..self.max_attempts.max(1)).map_while(move |failures| match strategy {
            Strategy::Exponential { base, cap, factor } => {
                Some(exponential_bound(base, cap, factor.thousandths(), failures))
            }
            Strategy::Never | Strategy::Manual | Strategy::Fixed { .. } | Strategy::Until { .. } => None,
        })
    }

    /// Returns a test of whether an error is worth a wait in place.
    pub fn when<L: Label>(&self) -> impl FnMut(&ApiError<L>) -> bool + Send + Sync + 'static {
        // The budget is paid once, by `adjust`.
        let mut state = Self { budget: None, ..self.clone() }.start();
        move |error| {
            let decision = state.on_failure_at(error, Moment::now(), || 0);
            matches!(decision.action(), Action::Retry { .. })
        }
    }

    /// Returns a function from an error to the wait before the next request; `None` ends the loop, and stays `None` once
    /// there are no more delays.
    pub fn adjust<L: Label>(
        &self,
    ) -> impl FnMut(&ApiError<L>, Option<Duration>) -> Option<Duration> + Send + Sync + 'static {
        let mut state = self.start();
        let mut rng = JitterRng::from_entropy();
        move |error, delay| {
            delay?;
            match state.on_failure_at(error, Moment::now(), || rng.next_u64()).action() {
                Action::Retry { after } => Some(after),
                _ => None,
            }
        }
    }
}
