//! The request that an error answers.

use edges_errors::retry::{Failure, JitterRng, Now, Progress, RequestContext, RetryPlan, Verdict};

use crate::commands::runtime::{RunError, RunLabel};

/// The request that was answered: the verdict depends on it.
#[derive(clap::Args)]
pub(super) struct Request {
    /// Method of the request
    #[arg(long, default_value = "GET")]
    method: String,
    /// Treat the request as idempotent: sending it twice does the same as sending it once
    #[arg(long)]
    idempotent: bool,
    /// Number of times that the request has been sent
    #[arg(long, value_name = "COUNT", default_value_t = 1)]
    attempt: u32,
}

impl Request {
    /// Returns what a caller with the default plan would do about an error.
    pub(super) fn decide(&self, error: &RunError) -> Verdict<RunLabel> {
        let context = RequestContext::new(&self.method);
        let context = if self.idempotent { context.idempotent(true) } else { context };
        let now = Now::system();
        let progress = Progress { attempts: self.attempt.saturating_sub(1), deferrals: 0 };
        let mut state = RetryPlan::for_request(&context).resume(progress, now);
        state.next(Failure::Api(error), now, &mut JitterRng::from_entropy())
    }
}
