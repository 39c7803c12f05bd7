//! The kernel: from a failure to a decision.

use std::time::{Duration, SystemTime};

use super::action::{Action, StopReason};
use super::asked::Asked;
use super::backoff::{Chance, MAX_WAIT, Wait, compute_wait, lengthen};
use super::clock::Moment;
use super::closed::{ClosedLimit, Unsent};
use super::context::RequestContext;
use super::decision::{Decision, Grounds};
use super::failure::Failure;
use super::judge::{Basis, judge};
use super::plan::RetryPlan;
use super::progress::Progress;
use super::rng::JitterRng;
use crate::catalogue::{Effect, Label, Policy};
use crate::error::{ApiError, Origin};

/// The state of one request: how far it has come, since when, and what it holds of the budget.
#[derive(Debug, Clone)]
pub struct RetryState {
    plan: RetryPlan,
    progress: Progress,
    started: Moment,
    /// The number of times that the request has waited for a limit that was closed.
    waited: u32,
    held: Option<u32>,
}

/// One failure, and all that a decision on it rests on.
struct Case<'a, L> {
    plan: &'a RetryPlan,
    started: Moment,
    before: Progress,
    basis: Basis<'a>,
    /// `None` for a failure without an answer.
    error: Option<&'a ApiError<L>>,
    limit: u32,
    now: Moment,
    chance: Chance,
}

/// The API sends the work again by itself.
enum Resumption {
    In(Duration),
    /// At a time that it does not say.
    Unknown,
}

impl RetryPlan {
    /// Returns the state of a request that is about to be sent, by the system's clocks.
    #[must_use]
    pub fn start(&self) -> RetryState {
        self.start_at(Moment::now())
    }

    /// Returns the state of a request that is about to be sent.
    #[must_use]
    pub fn start_at(&self, now: Moment) -> RetryState {
        self.resume_at(Progress::default(), now)
    }

    /// Returns the state of a request that comes out of a queue, by the system's clocks. Its failures go on counting; time
    /// starts anew.
    #[must_use]
    pub fn resume(&self, progress: Progress) -> RetryState {
        self.resume_at(progress, Moment::now())
    }

    /// Returns the state of a request that comes out of a queue. Its failures go on counting; time starts anew.
    #[must_use]
    pub fn resume_at(&self, progress: Progress, now: Moment) -> RetryState {
        RetryState { plan: self.clone(), progress, started: now, waited: 0, held: None }
    }
}

impl RetryState {
    /// Returns how far the request has come, before a queue and after it.
    #[must_use]
    pub fn progress(&self) -> Progress {
        self.progress
    }

    /// Returns the context of the request.
    #[must_use]
    pub fn context(&self) -> &RequestContext {
        &self.plan.context
    }

    /// Takes note of a success: the budget gets back what the last retry took, or one token.
    pub fn on_success(&mut self) {
        let tokens = self.held.take().unwrap_or(1);
        if let Some(budget) = &self.plan.budget {
            budget.deposit(tokens);
        }
    }

    /// Decides what to do about a failure, by the system's clocks and with jitter. Call it once for each failure, when it
    /// happens.
    pub fn on_failure<'a, L: Label>(&mut self, failure: impl Into<Failure<'a, L>>) -> Decision<L> {
        let mut rng = JitterRng::from_entropy();
        self.on_failure_at(failure, Moment::now(), || rng.next_u64())
    }

    /// Decides what to do about a failure. Call it once for each failure, when it happens.
    ///
    /// `rng` returns uniformly distributed numbers, such as those of [`JitterRng`] or of the crate `rand`: `|| u64::MAX`
    /// gives every computed wait its upper bound, `|| 0` its lower one.
    pub fn on_failure_at<'a, L: Label>(
        &mut self,
        failure: impl Into<Failure<'a, L>>,
        now: Moment,
        rng: impl FnMut() -> u64,
    ) -> Decision<L> {
        let failure = failure.into();
        let error = match failure {
            Failure::Closed(closed) => return self.on_closed(closed, now, &Chance::draw(rng)),
            Failure::Api(error) => Some(error),
            Failure::NotSent | Failure::Connect | Failure::Timeout | Failure::Interrupted => None,
        };
        let basis = judge(&self.plan, failure);
        let case = Case {
            plan: &self.plan,
            started: self.started,
            before: self.progress,
            limit: basis.limit(&self.plan),
            chance: Chance::draw(rng),
            basis,
            error,
            now,
        };
        let action = case.decide(&mut self.held);
        let grounds = case.grounds(action);
        self.progress = grounds.progress;
        Decision::new(action, error.cloned().unwrap_or_else(ApiError::no_response), grounds, now.wall)
    }

    /// Decides about a request that has not been sent, since a limit is closed.
    fn on_closed<L: Label>(&mut self, closed: &ClosedLimit<L>, now: Moment, chance: &Chance) -> Decision<L> {
        let Self { plan, started, progress: before, waited, .. } = self;
        let unsent = Unsent { plan, started: *started, before: *before, waited: *waited, now };
        let action = unsent.wait_for(closed, chance);
        let progress = unsent.count(action);
        let basis = judge(&self.plan, Failure::Closed(closed));
        let grounds = Grounds {
            in_doubt: false,
            policy: *basis.cited(),
            broken: false,
            progress,
            resends: self.progress.failures(),
            limit: basis.limit(&self.plan),
            subject: basis.subject,
        };
        self.progress = progress;
        self.waited = self.waited.saturating_add(1);
        Decision::new(action, closed.error(), grounds, now.wall)
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

impl<L: Label> Case<'_, L> {
    /// Passes the request through the gates, one after the other. `held` is what the request holds of the budget. Hints are read
    /// only behind the gates at which they do not matter.
    fn decide(&self, held: &mut Option<u32>) -> Action {
        if let Some(resumption) = self.find_resumption() {
            return Action::Await { until: resumption.at(self.now.wall) };
        }
        let refusal = self.basis.refusal().or_else(|| self.check_effect()).or_else(|| self.check_attempts());
        if let Some(reason) = refusal {
            return Action::Stop { reason };
        }
        let asked = Asked::read(self.error, self.now.wall);
        let wait = self.wait(&asked);
        let too_long = wait.floor > self.plan.max_inline_wait.min(MAX_WAIT);
        if too_long || asked.unreadable || self.is_spent() {
            return self.defer(wait, &asked);
        }
        let after = wait.jittered.min(self.plan.max_inline_wait);
        let refusal = self.check_repeatable().or_else(|| self.check_elapsed(after));
        match refusal.or_else(|| self.pay(held)) {
            None => Action::Retry { after },
            // This stay is over; the request was refused, and is as good as before.
            Some(StopReason::DeadlineExceeded | StopReason::BudgetExhausted) if self.basis.refused => {
                self.defer(wait, &asked)
            }
            Some(reason) => Action::Stop { reason },
        }
    }

    /// Returns when the API sends the work again by itself: it says so, or waits for a limit.
    fn find_resumption(&self) -> Option<Resumption> {
        let error = self.error?;
        if error.is_postponed_by_api() {
            let asked = Asked::read(self.error, self.now.wall);
            // A time that is named and asks for no wait has passed.
            let passed = || error.postponed_by_api().map(|_| Duration::ZERO);
            return Some(asked.of_payload().or_else(passed).map_or(Resumption::Unknown, Resumption::In));
        }
        let goes_on = match error.origin() {
            Origin::Payload(_) => error.is_of_open_work(),
            Origin::Stored => self.plan.context.is_async(),
            Origin::Response => false,
        };
        (goes_on && self.basis.waits_for_reset(error)).then(|| {
            let asked = Asked::read(self.error, self.now.wall);
            asked.longest().map_or(Resumption::Unknown, Resumption::In)
        })
    }

    fn check_effect(&self) -> Option<StopReason> {
        let twice = self.basis.effect != Effect::None && !self.plan.context.is_idempotent();
        twice.then_some(StopReason::NotIdempotent)
    }

    /// Checks the attempts. A refusal is not one, so it is put off where others are given up.
    fn check_attempts(&self) -> Option<StopReason> {
        (self.is_spent() && !self.basis.refused).then_some(StopReason::AttemptsExhausted)
    }

    fn check_repeatable(&self) -> Option<StopReason> {
        (!self.plan.context.is_repeatable()).then_some(StopReason::NotRepeatable)
    }

    fn check_elapsed(&self, after: Duration) -> Option<StopReason> {
        let elapsed = self.now.monotonic.saturating_duration_since(self.started.monotonic);
        (elapsed.saturating_add(after) > self.plan.max_elapsed).then_some(StopReason::DeadlineExceeded)
    }

    /// Takes the cost of a retry from the budget.
    fn pay(&self, held: &mut Option<u32>) -> Option<StopReason> {
        let budget = self.plan.budget.as_ref()?;
        match budget.withdraw(self.error.is_some_and(is_throttled)) {
            Some(cost) => {
                *held = Some(cost);
                None
            }
            None => Some(StopReason::BudgetExhausted),
        }
    }

    /// Returns the number of failures, this one included.
    fn failures(&self) -> u32 {
        self.before.failures().saturating_add(1)
    }

    fn is_spent(&self) -> bool {
        self.before.with_attempt().attempts >= self.limit
    }

    /// Returns the longest wait of all policies that hold.
    fn wait(&self, asked: &Asked) -> Wait {
        let strategies = self.basis.policies().map(Policy::strategy);
        let waits = strategies.map(|strategy| compute_wait(strategy, self.failures(), asked, &self.chance));
        waits.fold(Wait::NONE, Wait::max)
    }

    /// Gives the work back until the wait is over; beyond 45 days nobody means it.
    fn defer(&self, wait: Wait, asked: &Asked) -> Action {
        let strategies = self.basis.policies().map(Policy::strategy);
        let wait = match asked.longest() {
            Some(_) => wait,
            None => strategies
                .fold(wait, |wait, strategy| lengthen(wait, strategy, self.failures(), &self.chance)),
        };
        let not_before = self.now.wall.checked_add(wait.jittered.max(wait.floor));
        match not_before.filter(|_| wait.floor <= MAX_WAIT) {
            Some(not_before) => Action::Defer { not_before },
            None => Action::Stop { reason: StopReason::WaitTooLong },
        }
    }

    /// Returns the progress of the request once the decision is made.
    fn count(&self, action: Action) -> Progress {
        match action {
            // The API still has the request.
            Action::Await { .. } => self.before,
            Action::Defer { .. } if self.basis.refused => self.before.with_deferral(),
            Action::Retry { .. } | Action::Defer { .. } | Action::Stop { .. } => self.before.with_attempt(),
        }
    }

    fn grounds(&self, action: Action) -> Grounds {
        // It may have been carried out, and must not be carried out twice.
        let is_doubtful = self.basis.effect == Effect::Unknown && !self.plan.context.is_idempotent();
        Grounds {
            in_doubt: matches!(action, Action::Stop { .. }) && is_doubtful,
            policy: *self.basis.cited(),
            broken: self.basis.broken,
            progress: self.count(action),
            resends: self.before.failures(),
            limit: self.limit,
            subject: self.basis.subject,
        }
    }
}

fn is_throttled<L: Label>(error: &ApiError<L>) -> bool {
    error.rate_limit().is_some() || error.any_status() == Some(429)
}
