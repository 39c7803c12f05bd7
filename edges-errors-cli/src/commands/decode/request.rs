//! The request that an error answers.

use edges_errors::retry::{
    Action, ActionKind, Decision, Moment, Progress, RequestContext, RetryPlan, StopReason,
};
use edges_errors::{Kind, Label as _, Origin};

use crate::commands::runtime::{RunError, RunLabel};
use crate::stderr::note;

/// The request that was answered: the decision depends on it.
#[derive(clap::Args)]
pub(super) struct Request {
    /// Method of the request; without it, the request is taken as not idempotent
    #[arg(long)]
    method: Option<String>,
    /// Treat the request as idempotent: sending it twice does the same as sending it once
    #[arg(long)]
    idempotent: bool,
    /// Number of times that the request has been sent
    #[arg(long, value_name = "COUNT", default_value_t = 1)]
    attempt: u32,
}

impl Request {
    /// Says what is assumed of the request, if something is.
    pub(super) fn say_assumption(&self) {
        if self.method.is_none() && !self.idempotent {
            note(
                "the request is taken as one that is not idempotent: `--method` or `--idempotent` says otherwise",
            );
        }
    }

    /// Returns the state of a caller with the default plan that has sent the request so often.
    pub(super) fn caller(&self) -> Caller {
        let context = match &self.method {
            Some(method) => RequestContext::new(method.to_ascii_uppercase()),
            None => RequestContext::new("POST"),
        };
        let context = if self.idempotent { context.idempotent(true) } else { context };
        let progress = Progress { attempts: self.attempt.saturating_sub(1), deferrals: 0 };
        Caller { plan: RetryPlan::for_request(&context), progress }
    }
}

/// The sender of the request.
pub(super) struct Caller {
    plan: RetryPlan,
    progress: Progress,
}

impl Caller {
    /// Returns what the caller would do about an error.
    pub(super) fn decide(&self, error: &RunError) -> Decision<RunLabel> {
        self.plan.resume(self.progress).on_failure(error)
    }
}

/// The caller as the sender of many requests, whose decisions are counted.
pub(super) struct Sender<'a> {
    caller: &'a Caller,
    /// The labels, by their indices, that nobody sends again, whatever else an error says.
    stopped: Vec<bool>,
}

impl<'a> Sender<'a> {
    pub(super) fn new(caller: &'a Caller) -> Self {
        Self { caller, stopped: vec![false; RunLabel::all_including_removed().len()] }
    }

    /// Returns whether a stored error with a label is stopped, whatever else it says; `false` where that is not known yet.
    pub(super) fn stops(&self, label: RunLabel) -> bool {
        self.stopped.get(label.index()) == Some(&true)
    }

    /// Returns what the caller would do about an error that came at a moment. Chance is left out: where it decides, the same
    /// input would have two answers.
    pub(super) fn act(&mut self, error: &RunError, now: Moment) -> ActionKind {
        let Caller { plan, progress } = self.caller;
        let action = plan.resume_at(*progress, now).on_failure_at(error, now, || u64::MAX).action();
        let is_plain = error.kind() == Kind::Known && error.origin() == Origin::Stored;
        if let Action::Stop { reason } = action
            && let Some(label) = error.label().filter(|_| is_plain)
            && let Some(stopped) = self.stopped.get_mut(label.index())
        {
            *stopped = is_final(reason);
        }
        action.kind()
    }
}

/// Returns whether an error is stopped for a reason that follows from its label: what else it says makes a wait longer, never a
/// retry.
fn is_final(reason: StopReason) -> bool {
    match reason {
        StopReason::NotRetryable
        | StopReason::NeedsRemedy
        | StopReason::NotIdempotent
        | StopReason::AttemptsExhausted => true,
        StopReason::NotRepeatable
        | StopReason::Unlisted
        | StopReason::DeadlineExceeded
        | StopReason::BudgetExhausted
        | StopReason::WaitTooLong => false,
    }
}
