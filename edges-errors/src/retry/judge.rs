//! What the catalogue, or the plan, says of a failure.

use super::plan::RetryPlan;
use super::verdict::Subject;
use super::{Failure, StopReason};
use crate::decode::Origin;
use crate::error::ApiError;
use crate::facts::{Effect, Policy, Strategy};
use crate::label::{Key as _, Label};

/// What a decision starts from.
pub(super) struct Basis {
    pub(super) subject: Subject,
    policy: Policy,
    /// The policies that an answer makes stricter that broke off: the plan's for lost connections, and that of the limit
    /// that a header signals.
    stricter: [Option<Policy>; 2],
    pub(super) effect: Effect,
    /// A rate limit refused the request before anything was done.
    pub(super) refused: bool,
    /// The answer broke off.
    pub(super) broken: bool,
}

/// What the plan and the catalogue say of a failure.
pub(super) fn judge<L: Label>(plan: &RetryPlan, failure: Failure<'_, L>) -> Basis {
    match failure {
        Failure::Api(error) if !error.is_broken() => judge_whole(plan, error),
        Failure::Api(error) => judge_broken(plan, error),
        Failure::Connect => Basis::new(Subject::Connect, plan.transport, Effect::None),
        Failure::Timeout => Basis::new(Subject::Timeout, plan.transport, Effect::Unknown),
        Failure::BodyCut => Basis::new(Subject::BodyCut, plan.transport, Effect::Unknown),
    }
}

impl Basis {
    fn new(subject: Subject, policy: Policy, effect: Effect) -> Self {
        Self { subject, policy, stricter: [None, None], effect, refused: false, broken: false }
    }

    /// The same of an answer that broke off: what it says holds where it is stricter than a lost connection.
    fn broken(self, plan: &RetryPlan, limit: Option<Policy>) -> Self {
        let stricter = [Some(plan.transport), limit];
        Self { stricter, effect: Effect::Unknown, refused: false, broken: true, ..self }
    }

    /// All of them hold.
    pub(super) fn policies(&self) -> impl Iterator<Item = &Policy> {
        std::iter::once(&self.policy).chain(self.stricter.iter().flatten())
    }

    /// The policy to name: the one that refuses, or else what the answer itself stands under.
    pub(super) fn cited(&self) -> Policy {
        let refuses = |policy: &&Policy| !policy.strategy().retries();
        *self.policies().find(refuses).unwrap_or(&self.policy)
    }

    /// Whether the request waits for a limit to reset.
    pub(super) fn waits_for_reset(&self) -> bool {
        matches!(self.policy.strategy(), Strategy::Until { .. })
    }

    /// Whether a policy lets nobody send the request again.
    pub(super) fn refusal(&self) -> Option<StopReason> {
        self.policies().find_map(|policy| match policy.strategy() {
            Strategy::Never => Some(StopReason::NotRetryable),
            Strategy::Manual => Some(StopReason::NeedsRemedy),
            Strategy::Fixed { .. } | Strategy::Exponential { .. } | Strategy::Until { .. } => None,
        })
    }

    /// How many requests there may be in all.
    pub(super) fn limit(&self, plan: &RetryPlan) -> u32 {
        let policies = self.policies().filter_map(|policy| policy.max_attempts());
        policies.fold(plan.max_attempts, u32::min).max(1)
    }
}

/// The label decides. Without one, the rate limit that a header signals; without that, the status.
fn judge_whole<L: Label>(plan: &RetryPlan, error: &ApiError<L>) -> Basis {
    let by_label = error.label().map(|label| judge_label(plan, label));
    by_label.or_else(|| judge_limit(error)).unwrap_or_else(|| judge_status(error))
}

/// A broken answer is a broken connection: what was read before the break can only make it stricter.
fn judge_broken<L: Label>(plan: &RetryPlan, error: &ApiError<L>) -> Basis {
    let limit = judge_limit(error);
    if let Some(label) = error.label() {
        return judge_label(plan, label).broken(plan, limit.map(|limit| limit.policy));
    }
    if let Some(limit) = limit {
        return limit.broken(plan, None);
    }
    match error.status().filter(|status| error.origin() == Origin::Response && is_ambiguous::<L>(*status)) {
        Some(status) => {
            let subject = Subject::Broken { status };
            Basis { broken: true, ..Basis::new(subject, plan.transport, Effect::Unknown) }
        }
        None => judge_status(error).broken(plan, None),
    }
}

fn judge_label<L: Label>(plan: &RetryPlan, label: L) -> Basis {
    let rule = label.retry().iter().find(|rule| plan.context.meets(rule.conditions()));
    let policy = rule.map_or(Policy::NEVER, |rule| *rule.policy());
    let subject = Subject::Label { name: label.as_str(), line: label.line() };
    let refused = label.rate_limit().is_some() && label.effect() == Effect::None;
    Basis { refused, ..Basis::new(subject, policy, label.effect()) }
}

/// What the rate limit says that a header signals.
fn judge_limit<L: Label>(error: &ApiError<L>) -> Option<Basis> {
    let limit = error.signalled_limit()?;
    let index = L::RateLimit::all().iter().position(|known| *known == limit)?;
    let facts = L::__facts().rate_limits.get(index)?;
    let policy = *facts.policy;
    let effect = if facts.refuses { Effect::None } else { Effect::Unknown };
    let subject = Subject::RateLimit { name: limit.as_str(), line: policy.line() };
    Some(Basis { refused: facts.refuses, ..Basis::new(subject, policy, effect) })
}

/// What is not known to the catalogue is never retried.
fn judge_status<L: Label>(error: &ApiError<L>) -> Basis {
    let status = error.status_info();
    let policy = status.map_or(Policy::NEVER, |status| *status.policy());
    let subject = Subject::Status { status: error.any_status(), line: status.map(|status| status.line()) };
    Basis::new(subject, policy, Effect::Unknown)
}

/// Whether some labels that come with the status are retried and others are not, so that the status alone says nothing.
fn is_ambiguous<L: Label>(status: u16) -> bool {
    let labels = L::all_ever().iter().filter(|label| label.statuses().contains(&status));
    let rules = labels.filter(|label| label.removed().is_none()).flat_map(|label| label.retry());
    let mut retried = rules.map(|rule| rule.policy().strategy().retries());
    let first = retried.next();
    retried.any(|retries| Some(retries) != first)
}
