//! The decision itself.

use std::time::{Duration, SystemTime};

use super::backoff::{Chance, MAX_HINT, Wait, compute_wait, waits_of};
use super::plan::RetryPlan;
use super::rng::Rng;
use super::verdict::{Grounds, Subject, UsedHint, Verdict};
use super::{Decision, Failure, Now, Retrier, StopReason};
use crate::decode::Origin;
use crate::error::ApiError;
use crate::facts::{Effect, Policy, Strategy};
use crate::label::{Key as _, Label};

/// One request on its way: how often it was sent, since when, and what it holds of the budget.
#[derive(Debug, Clone)]
pub struct RetryState {
    plan: RetryPlan,
    attempts: u32,
    started: Now,
    held: Option<u32>,
}

/// What the catalogue says of a failure.
struct Basis {
    subject: Subject,
    /// The policy, and for a label out of a broken body the one that it makes stricter.
    policy: Policy,
    also: Option<Policy>,
    effect: Effect,
}

impl Basis {
    fn policies(&self) -> impl Iterator<Item = &Policy> {
        std::iter::once(&self.policy).chain(&self.also)
    }
}

impl RetryState {
    pub(super) fn new(plan: RetryPlan, attempts: u32, started: Now) -> Self {
        Self { plan, attempts, started, held: None }
    }

    /// How often the request was sent and failed, before a queue and after it.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// The request succeeded: the budget gets back what the last retry took, or one token.
    pub fn succeed(&mut self) {
        let tokens = self.held.take().unwrap_or(1);
        if let Some(budget) = &self.plan.budget {
            budget.deposit(tokens);
        }
    }

    /// The request was sent and failed: what now? Call it once for each failure, when it happens.
    pub fn next<L: Label>(&mut self, failure: Failure<'_, L>, now: Now, rng: &mut impl Rng) -> Verdict<L> {
        self.attempts = self.attempts.saturating_add(1);
        let chance = Chance::draw(rng);
        let error = match failure {
            Failure::Api(error) => Some(error),
            _ => None,
        };
        let basis = match failure {
            Failure::Api(error) => judge_error(&self.plan, error),
            Failure::Connect => self.judge_transport(Subject::Connect, Effect::None),
            Failure::Timeout => self.judge_transport(Subject::Timeout, Effect::Unknown),
            Failure::BodyCut => self.judge_transport(Subject::BodyCut, Effect::Unknown),
        };
        let mut grounds = Grounds {
            subject: basis.subject.clone(),
            policy: basis.policy,
            broken: basis.also.is_some(),
            attempts: self.attempts,
            limit: self.limit(&basis),
            hints: Vec::new(),
            wait: None,
        };
        let decision = self.decide(&basis, error, now, &chance, &mut grounds);
        Verdict::new(decision, error.cloned(), grounds, now.wall)
    }

    fn judge_transport(&self, subject: Subject, effect: Effect) -> Basis {
        Basis { subject, policy: self.plan.transport, also: None, effect }
    }

    /// Requests in all.
    fn limit(&self, basis: &Basis) -> u32 {
        let policies = basis.policies().filter_map(|policy| policy.max_attempts());
        policies.chain([self.plan.max_attempts]).min().unwrap_or(1).max(1)
    }

    /// Gate after gate; a later one is asked only if the earlier ones let the request through.
    fn decide<L: Label>(
        &mut self,
        basis: &Basis,
        error: Option<&ApiError<L>>,
        now: Now,
        chance: &Chance,
        grounds: &mut Grounds,
    ) -> Decision {
        let stop = |why| Decision::Stop { why };
        let (hints, server_now) = read_hints(error, now.wall);
        let hint = hints.iter().map(|hint| hint.wait).max();
        grounds.hints = hints;
        if let Some(until) = error.and_then(|error| self.resumed_by_api(basis, error)) {
            let wait = match until {
                Some(time) => Wait {
                    floor: time.duration_since(server_now).unwrap_or_default(),
                    jittered: Duration::ZERO,
                },
                None => compute_wait(basis.policy.strategy(), self.attempts, hint, chance),
            };
            return defer(now.wall, wait, Retrier::Api, grounds);
        }
        let refusal = basis.policies().find_map(|policy| Some((*policy, refuse(policy.strategy())?)));
        if let Some((policy, why)) = refusal {
            grounds.policy = policy;
            return stop(why);
        }
        if basis.effect != Effect::None && !self.plan.context.is_idempotent() {
            return stop(StopReason::NotIdempotent);
        }
        if self.attempts >= grounds.limit {
            return stop(StopReason::Attempts);
        }
        let waits =
            basis.policies().map(|policy| compute_wait(policy.strategy(), self.attempts, hint, chance));
        let wait =
            waits.reduce(Wait::max).unwrap_or(Wait { floor: Duration::ZERO, jittered: Duration::ZERO });
        if wait.floor > self.plan.max_inline_wait.min(MAX_HINT) {
            return defer(now.wall, wait, Retrier::Caller, grounds);
        }
        let after = wait.jittered.min(self.plan.max_inline_wait);
        grounds.wait = Some(after);
        let elapsed = now.monotonic.saturating_duration_since(self.started.monotonic);
        if elapsed.saturating_add(after) > self.plan.max_elapsed {
            return stop(StopReason::Elapsed);
        }
        match self.pay(error.is_some_and(is_throttled)) {
            true => Decision::Retry { after },
            false => stop(StopReason::Budget),
        }
    }

    /// Whether the API sends the work again by itself: it says so of the run, or the run hit a limit that it waits for.
    /// The inner value is the time that it names.
    fn resumed_by_api<L: Label>(&self, basis: &Basis, error: &ApiError<L>) -> Option<Option<SystemTime>> {
        if let Some(time) = error.postponed_by_api() {
            return Some(Some(time));
        }
        let runs = match error.origin() {
            Origin::Callback | Origin::Run | Origin::RunInput => true,
            Origin::Stored => self.plan.context.is_async(),
            Origin::Response => false,
        };
        (runs && matches!(basis.policy.strategy(), Strategy::Until { .. })).then_some(None)
    }

    fn pay(&mut self, throttled: bool) -> bool {
        let Some(budget) = &self.plan.budget else { return true };
        let paid = budget.withdraw(throttled);
        self.held = paid.or(self.held);
        paid.is_some()
    }
}

/// The label decides. Without one, the rate limit that a header tells of; without that, the status.
fn judge_error<L: Label>(plan: &RetryPlan, error: &ApiError<L>) -> Basis {
    let Some(label) = error.label() else { return judge_status(error) };
    let rule = label.retry().iter().find(|rule| plan.context.meets(rule.conditions()));
    let own = rule.map_or(Policy::NEVER, |rule| *rule.policy());
    let subject = Subject::Label { name: label.as_str(), line: label.line() };
    if error.kind().is_whole() {
        return Basis { subject, policy: own, also: None, effect: label.effect() };
    }
    let by_status = judge_status(error);
    Basis { subject, policy: own, also: Some(by_status.policy), effect: by_status.effect }
}

/// What is not known to the catalogue is never retried.
fn judge_status<L: Label>(error: &ApiError<L>) -> Basis {
    let limit = error.rate_limit().filter(|_| error.label().is_none());
    if let Some(limit) = limit {
        let index = L::RateLimit::all().iter().position(|known| *known == limit);
        let facts = index.and_then(|index| L::__facts().rate_limits.get(index));
        let policy = facts.map_or(Policy::NEVER, |facts| *facts.policy);
        let refuses = facts.is_some_and(|facts| facts.refuses);
        let effect = if refuses { Effect::None } else { Effect::Unknown };
        let subject = Subject::RateLimit { name: limit.as_str(), line: policy.line() };
        return Basis { subject, policy, also: None, effect };
    }
    let status = error.status_info();
    let policy = status.map_or(Policy::NEVER, |status| *status.policy());
    let subject = Subject::Status { status: error.any_status(), line: status.map(|status| status.line()) };
    Basis { subject, policy, also: None, effect: Effect::Unknown }
}

fn refuse(strategy: Strategy) -> Option<StopReason> {
    match strategy {
        Strategy::Never => Some(StopReason::NotRetryable),
        Strategy::Manual => Some(StopReason::NeedsRemedy),
        _ => None,
    }
}

/// The hints as waits from now, and the time that the server's own times are compared with.
fn read_hints<L: Label>(error: Option<&ApiError<L>>, wall: SystemTime) -> (Vec<UsedHint>, SystemTime) {
    let Some(error) = error else { return (Vec::new(), wall) };
    let hints = error.hints();
    // Its date is read only where something is measured by it.
    let server_now = if hints.name_times() { error.server_time().unwrap_or(wall) } else { wall };
    let waits = waits_of(&hints, server_now);
    (waits.into_iter().map(|(source, wait)| UsedHint { source, wait }).collect(), server_now)
}

/// A wait that is too long to stay: beyond 45 days nobody means it.
fn defer(wall: SystemTime, wait: Wait, by: Retrier, grounds: &mut Grounds) -> Decision {
    let not_before = wall.checked_add(wait.jittered.max(wait.floor));
    match not_before.filter(|_| wait.floor <= MAX_HINT) {
        Some(not_before) => {
            grounds.wait = Some(wait.jittered.max(wait.floor));
            Decision::Defer { not_before, by }
        }
        None => Decision::Stop { why: StopReason::HintTooFar },
    }
}

fn is_throttled<L: Label>(error: &ApiError<L>) -> bool {
    error.rate_limit().is_some() || error.any_status() == Some(429)
}
