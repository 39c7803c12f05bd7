//! The request that an error answers.

use edges_errors::retry::{
    Action, ActionKind, Decision, Moment, Progress, RequestContext, RetryPlan, StopReason,
};
use edges_errors::{Key as _, Kind, Label as _, Origin, Outcome};
use edges_errors_cli::documents::decoded::IN_DOUBT;

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

/// The next step of a caller about an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    Send(ActionKind),
    Stop(StopWord),
}

/// The word for a stop that says how to go on: `empty` or `done`, `in_doubt`, a remedy, or else the reason.
pub(super) type StopWord = &'static str;

impl Next {
    fn of(decision: &Decision<RunLabel>) -> Self {
        let Action::Stop { reason } = decision.action() else { return Self::Send(decision.action().kind()) };
        let outcome = decision.error().outcome();
        Self::Stop(match decision.remedy() {
            _ if outcome != Outcome::Failure => outcome.as_str(),
            _ if decision.is_in_doubt() => IN_DOUBT,
            Some(remedy) => remedy.as_str(),
            None => reason.as_str(),
        })
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
    /// The words for labels, by their indices, that nobody sends again, whatever else an error says.
    stopped: Vec<Option<StopWord>>,
}

impl<'a> Sender<'a> {
    pub(super) fn new(caller: &'a Caller) -> Self {
        Self { caller, stopped: vec![None; RunLabel::all_including_removed().len()] }
    }

    /// Returns what is left to be done about a stored error with a label that is stopped, whatever else it says; `None` where that is
    /// not known yet.
    pub(super) fn find_stop(&self, label: RunLabel) -> Option<StopWord> {
        self.stopped.get(label.index()).copied().flatten()
    }

    /// Returns what the caller would do about an error that came at a moment. Chance is left out: where it decides, the same
    /// input would have two answers.
    pub(super) fn act(&mut self, error: &RunError, now: Moment) -> Next {
        let Caller { plan, progress } = self.caller;
        let decision = plan.resume_at(*progress, now).on_failure_at(error, now, || u64::MAX);
        let next = Next::of(&decision);
        let is_plain = error.kind() == Kind::Known && error.origin() == Origin::Stored;
        if let (Action::Stop { reason }, Next::Stop(word)) = (decision.action(), next)
            && let Some(label) = error.label().filter(|_| is_plain)
            && let Some(stopped) = self.stopped.get_mut(label.index())
        {
            *stopped = is_final(reason).then_some(word);
        }
        next
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
