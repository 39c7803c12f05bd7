//! The decision itself.

use std::time::{Duration, SystemTime};

use super::asked::Asked;
use super::backoff::{Chance, MAX_WAIT, Wait, compute_wait, lengthen};
use super::judge::{Basis, judge};
use super::plan::RetryPlan;
use super::progress::Progress;
use super::rng::Rng;
use super::verdict::{Grounds, Verdict};
use super::{Decision, Failure, Now, StopReason};
use crate::catalogue::Effect;
use crate::catalogue::Label;
use crate::error::ApiError;
use crate::error::Origin;

/// One request on its way: how far it has come, since when, and what it holds of the budget.
#[derive(Debug, Clone)]
pub struct RetryState {
    plan: RetryPlan,
    progress: Progress,
    started: Now,
    held: Option<u32>,
}

/// One failure, and all that a decision on it rests on.
struct Case {
    basis: Basis,
    asked: Asked,
    resumption: Option<Resumption>,
    throttled: bool,
    before: Progress,
    limit: u32,
    now: Now,
    chance: Chance,
}

/// The API sends the work again by itself.
enum Resumption {
    In(Duration),
    /// It does not say when.
    Unknown,
}

impl RetryState {
    pub(super) fn new(plan: RetryPlan, progress: Progress, started: Now) -> Self {
        Self { plan, progress, started, held: None }
    }

    /// How far the request has come, before a queue and after it.
    #[must_use]
    pub fn progress(&self) -> Progress {
        self.progress
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
        let error = match failure {
            Failure::Api(error) => Some(error),
            Failure::Connect | Failure::Timeout | Failure::BodyCut => None,
        };
        let basis = judge(&self.plan, failure);
        let asked = Asked::read(error, now.wall);
        let case = Case {
            resumption: error.and_then(|error| self.find_resumption(error, &basis, &asked)),
            throttled: error.is_some_and(is_throttled),
            before: self.progress,
            limit: basis.limit(&self.plan),
            chance: Chance::draw(rng),
            basis,
            asked,
            now,
        };
        let decision = self.decide(&case);
        self.progress = case.count(decision);
        Verdict::new(decision, error.cloned(), case.into_grounds(decision), now.wall)
    }

    /// Gate after gate; a later one is asked only if the earlier ones let the request through.
    fn decide(&mut self, case: &Case) -> Decision {
        if let Some(resumption) = &case.resumption {
            return Decision::Await { until: resumption.at(case.now.wall) };
        }
        let refusal =
            case.basis.refusal().or_else(|| self.check_effect(case)).or_else(|| case.check_attempts());
        if let Some(why) = refusal {
            return Decision::Stop { why };
        }
        let wait = case.wait();
        let too_long = wait.floor > self.plan.max_inline_wait.min(MAX_WAIT);
        if too_long || case.asked.unreadable.is_some() || case.is_spent() {
            return case.defer(wait);
        }
        let after = wait.jittered.min(self.plan.max_inline_wait);
        let refusal = self.check_repeatable().or_else(|| self.check_elapsed(case, after));
        match refusal.or_else(|| self.pay(case.throttled)) {
            None => Decision::Retry { after },
            // This stay is over; the request was refused, and is as good as before.
            Some(StopReason::Elapsed | StopReason::Budget) if case.basis.refused => case.defer(wait),
            Some(why) => Decision::Stop { why },
        }
    }

    /// Whether the API sends the work again by itself: it says so of the run, or the run waits for a limit.
    fn find_resumption<L: Label>(
        &self,
        error: &ApiError<L>,
        basis: &Basis,
        asked: &Asked,
    ) -> Option<Resumption> {
        if error.is_postponed_by_api() {
            let passed = || error.postponed_by_api().map(|time| asked.until(time));
            return Some(asked.of_run().or_else(passed).map_or(Resumption::Unknown, Resumption::In));
        }
        let goes_on = match error.origin() {
            Origin::Callback | Origin::Run | Origin::RunInput => !error.is_of_ended_run(),
            Origin::Stored => self.plan.context.is_async(),
            Origin::Response => false,
        };
        let resumption = || asked.longest().map_or(Resumption::Unknown, Resumption::In);
        (goes_on && basis.waits_for_reset()).then(resumption)
    }

    fn check_effect(&self, case: &Case) -> Option<StopReason> {
        let twice = case.basis.effect != Effect::None && !self.plan.context.is_idempotent();
        twice.then_some(StopReason::NotIdempotent)
    }

    fn check_repeatable(&self) -> Option<StopReason> {
        (!self.plan.context.is_repeatable()).then_some(StopReason::NotRepeatable)
    }

    fn check_elapsed(&self, case: &Case, after: Duration) -> Option<StopReason> {
        let elapsed = case.now.monotonic.saturating_duration_since(self.started.monotonic);
        (elapsed.saturating_add(after) > self.plan.max_elapsed).then_some(StopReason::Elapsed)
    }

    /// Takes the cost of a retry from the budget.
    fn pay(&mut self, throttled: bool) -> Option<StopReason> {
        let budget = self.plan.budget.as_ref()?;
        match budget.withdraw(throttled) {
            Some(cost) => {
                self.held = Some(cost);
                None
            }
            None => Some(StopReason::Budget),
        }
    }
}

impl Resumption {
    fn at(&self, wall: SystemTime) -> Option<SystemTime> {
        match self {
            Self::In(wait) => wall.checked_add(*wait),
            Self::Unknown => None,
        }
    }
}

impl Case {
    /// The failures, this one included.
    fn failures(&self) -> u32 {
        self.before.failures().saturating_add(1)
    }

    fn is_spent(&self) -> bool {
        self.before.with_attempt().attempts >= self.limit
    }

    /// A refusal is not an attempt, so it is put off where others are given up.
    fn check_attempts(&self) -> Option<StopReason> {
        (self.is_spent() && !self.basis.refused).then_some(StopReason::Attempts)
    }

    /// The longest wait of all policies that hold.
    fn wait(&self) -> Wait {
        let strategies = self.basis.policies().map(|policy| policy.strategy());
        let waits =
            strategies.map(|strategy| compute_wait(strategy, self.failures(), &self.asked, &self.chance));
        waits.fold(Wait::NONE, Wait::max)
    }

    /// Gives the work back until the wait is over; beyond 45 days nobody means it.
    fn defer(&self, wait: Wait) -> Decision {
        let strategies = self.basis.policies().map(|policy| policy.strategy());
        let wait = match self.asked.longest() {
            Some(_) => wait,
            None => strategies
                .fold(wait, |wait, strategy| lengthen(wait, strategy, self.failures(), &self.chance)),
        };
        let not_before = self.now.wall.checked_add(wait.jittered.max(wait.floor));
        match not_before.filter(|_| wait.floor <= MAX_WAIT) {
            Some(not_before) => Decision::Defer { not_before },
            None => Decision::Stop { why: StopReason::WaitTooLong },
        }
    }

    /// The progress of the request once the decision is made.
    fn count(&self, decision: Decision) -> Progress {
        match decision {
            // The API still has the request.
            Decision::Await { .. } => self.before,
            Decision::Defer { .. } if self.basis.refused => self.before.with_deferral(),
            Decision::Retry { .. } | Decision::Defer { .. } | Decision::Stop { .. } => {
                self.before.with_attempt()
            }
        }
    }

    fn into_grounds(self, decision: Decision) -> Grounds {
        Grounds {
            policy: self.basis.cited(),
            broken: self.basis.broken,
            progress: self.count(decision),
            resends: self.before.failures(),
            limit: self.limit,
            unreadable: self.asked.unreadable,
            hints: self.asked.hints,
            subject: self.basis.subject,
        }
    }
}

fn is_throttled<L: Label>(error: &ApiError<L>) -> bool {
    error.rate_limit().is_some() || error.any_status() == Some(429)
}
