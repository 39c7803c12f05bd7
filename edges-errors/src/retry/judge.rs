//! The judgement of a failure by the catalogue, or by the plan.

use super::action::StopReason;
use super::closed::{ClosedLimit, find_limit};
use super::decision::Subject;
use super::failure::Failure;
use super::plan::RetryPlan;
use crate::catalogue::{Effect, Label, Policy, RetryRule, Strategy};
use crate::error::{ApiError, Origin};

/// The start of a decision.
pub(super) struct Basis<'a> {
    pub(super) subject: Subject,
    policy: &'a Policy,
    /// The policies that an answer makes stricter that broke off: the plan's for lost connections, and that of the limit
    /// that a header signals.
    stricter: [Option<&'a Policy>; 2],
    /// The API says not to send the request again.
    forbidden: bool,
    pub(super) effect: Effect,
    /// A rate limit refused the request before anything was done.
    pub(super) refused: bool,
    /// The answer broke off.
    pub(super) broken: bool,
    /// The reason where the answer's own policy is `never`.
    never: StopReason,
}

/// Judges a failure.
pub(super) fn judge<'a, L: Label>(plan: &'a RetryPlan, failure: Failure<'_, L>) -> Basis<'a> {
    match failure {
        Failure::Api(error) if !error.kind().is_answer() => judge(plan, Failure::<L>::Timeout),
        Failure::Api(error) => {
            let broken = error.is_broken();
            let basis = if broken { judge_broken(plan, error) } else { judge_whole(plan, error) };
            if error.forbids_retry() { basis.forbidden() } else { basis }
        }
        Failure::Closed(closed) => judge_closed(closed),
        Failure::NotSent => Basis::new(Subject::NotSent, &Policy::NEVER, Effect::None),
        Failure::Connect => Basis::new(Subject::Connect, &plan.transport, Effect::None),
        Failure::Timeout => Basis::new(Subject::Timeout, &plan.transport, Effect::Unknown),
        Failure::Interrupted => Basis::new(Subject::Interrupted, &plan.transport, Effect::Unknown),
    }
}

impl<'a> Basis<'a> {
    fn new(subject: Subject, policy: &'a Policy, effect: Effect) -> Self {
        let never = StopReason::NotRetryable;
        Self {
            subject,
            policy,
            stricter: [None, None],
            forbidden: false,
            effect,
            refused: false,
            broken: false,
            never,
        }
    }

    /// Returns the basis of an answer that broke off: what it says holds where it is stricter than a lost connection.
    fn broken(self, plan: &'a RetryPlan, limit: Option<&'a Policy>) -> Self {
        let stricter = [Some(&plan.transport), limit];
        Self { stricter, effect: Effect::Unknown, refused: false, broken: true, ..self }
    }

    /// Returns the basis of an answer by which the API says not to send the request again.
    fn forbidden(self) -> Self {
        Self { forbidden: true, ..self }
    }

    /// Returns the policies, which all hold.
    pub(super) fn policies(&self) -> impl Iterator<Item = &'a Policy> {
        let [first, second] = self.stricter;
        [Some(self.policy), first, second].into_iter().flatten()
    }

    /// Returns the policy to name: the one that refuses, or else the answer's own.
    pub(super) fn cited(&self) -> &'a Policy {
        self.policies().find(|policy| !policy.strategy().retries()).unwrap_or(self.policy)
    }

    /// Returns whether the request waits for a limit to reset: one whose own policy says that it does. Any other error that
    /// is worth sending again at a certain time is nobody's but the caller's.
    pub(super) fn waits_for_reset<L: Label>(&self, error: &ApiError<L>) -> bool {
        let limit = error.rate_limit().and_then(find_limit::<L>);
        limit.is_some_and(|limit| is_until(limit.policy)) && is_until(self.policy)
    }

    /// Returns the reason of a policy that lets nobody send the request again.
    pub(super) fn refusal(&self) -> Option<StopReason> {
        let refusal = self.policies().find_map(|policy| match policy.strategy() {
            Strategy::Never => Some(self.never),
            Strategy::Manual => Some(StopReason::NeedsRemedy),
            Strategy::Fixed { .. } | Strategy::Exponential { .. } | Strategy::Until { .. } => None,
        });
        refusal.or(self.forbidden.then_some(StopReason::NotRetryable))
    }

    /// Returns how many requests there may be in all.
    pub(super) fn limit(&self, plan: &RetryPlan) -> u32 {
        let policies = self.policies().filter_map(|policy| policy.max_attempts());
        policies.fold(plan.max_attempts, u32::min).max(1)
    }
}

/// Judges by the label, else by the rate limit that a header signals, else by the status.
fn judge_whole<L: Label>(plan: &RetryPlan, error: &ApiError<L>) -> Basis<'static> {
    let by_label = error.label().map(|label| judge_label(plan, error, label));
    by_label.or_else(|| judge_limit(error)).unwrap_or_else(|| judge_status(error))
}

/// Judges a broken answer as a broken connection: what was read before the break can only make it stricter.
fn judge_broken<'a, L: Label>(plan: &'a RetryPlan, error: &ApiError<L>) -> Basis<'a> {
    let limit = judge_limit(error);
    if let Some(label) = error.label() {
        return judge_label(plan, error, label).broken(plan, limit.map(|limit| limit.policy));
    }
    if let Some(limit) = limit {
        return limit.broken(plan, None);
    }
    match error.status().filter(|status| error.origin() == Origin::Response && is_ambiguous::<L>(*status)) {
        Some(status) => {
            let subject = Subject::Broken { status };
            Basis { broken: true, ..Basis::new(subject, &plan.transport, Effect::Unknown) }
        }
        None => judge_status(error).broken(plan, None),
    }
}

fn judge_label<L: Label>(plan: &RetryPlan, error: &ApiError<L>, label: L) -> Basis<'static> {
    let rule = label.retry().iter().find(|rule| plan.context.meets(rule.conditions()));
    let policy = rule.map_or(&Policy::NEVER, RetryRule::policy);
    let effect = label.effect();
    let refused = effect == Effect::None && error.rate_limit().is_some();
    Basis { refused, ..Basis::new(Subject::Answer, policy, effect) }
}

/// Judges by the rate limit that a header signals.
fn judge_limit<L: Label>(error: &ApiError<L>) -> Option<Basis<'static>> {
    let facts = find_limit::<L>(error.signalled_limit()?)?;
    let effect = if facts.refuses { Effect::None } else { Effect::Unknown };
    Some(Basis { refused: facts.refuses, ..Basis::new(Subject::Answer, facts.policy, effect) })
}

/// Judges by a limit that is closed, as if it had refused the request.
fn judge_closed<L: Label>(closed: &ClosedLimit<L>) -> Basis<'static> {
    let subject = Subject::Closed { limit: closed.place() };
    Basis { refused: true, ..Basis::new(subject, closed.facts().policy, Effect::None) }
}

fn is_until(policy: &Policy) -> bool {
    matches!(policy.strategy(), Strategy::Until { .. })
}

/// Judges by the status. A failure that the catalogue does not list, by its label or its status, is never retried.
fn judge_status<L: Label>(error: &ApiError<L>) -> Basis<'static> {
    let status = error.status_info();
    let policy = status.map_or(&Policy::NEVER, |status| status.policy());
    let is_listed = status.is_some() && error.label_str().is_none();
    let never = if is_listed { StopReason::NotRetryable } else { StopReason::Unlisted };
    let effect = status.map_or(Effect::Unknown, |status| status.effect());
    Basis { never, ..Basis::new(Subject::Answer, policy, effect) }
}

/// Returns whether some labels that come with the status are retried and others are not, so that the status alone says
/// nothing.
fn is_ambiguous<L: Label>(status: u16) -> bool {
    let labels = L::all_including_removed().iter().filter(|label| label.statuses().contains(&status));
    let rules = labels.filter(|label| !label.__row().is_removed).flat_map(|label| label.retry());
    let mut retried = rules.map(|rule| rule.policy().strategy().retries());
    let first = retried.next();
    retried.any(|retries| Some(retries) != first)
}
