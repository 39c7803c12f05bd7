//! Four ways to retry: this project's kernel, and three that programs use today, each with its own defaults.

use std::time::{Duration, Instant, SystemTime};

use backon::{BackoffBuilder as _, ExponentialBackoff, ExponentialBuilder};
use edges_errors::EdgesError;
use edges_errors::retry::{
    Action, Failure, JitterRng, Moment, Progress, RequestContext, RetryBudget, RetryPlan, RetryState,
    StopReason,
};
use reqwest_retry::{RetryDecision, RetryPolicy as _, Retryable, default_on_request_success};

use crate::server::{MINUTE, SECOND, START};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Strategy {
    /// The kernel; what it defers goes back to the worker's queue.
    Kernel,
    /// The same with a budget of 500 tokens that a hundred workers, one process, share.
    KernelWithBudget,
    /// The same, where the worker puts back for five minutes what was stopped for want of attempts, time or budget.
    KernelWithQueue,
    /// `RetryTransientMiddleware` with `ExponentialBackoff` of 3 retries: decides by status, for any method.
    ReqwestRetry,
    /// The recipe of backon's documentation: retry 429 and 5xx, and wait for as long as `Retry-After` says.
    Backon,
    /// A loop by hand: anything that is not 2xx, 1 s doubled, 5 attempts, no jitter.
    Plain,
}

pub(crate) enum Step {
    /// The worker stays with the task.
    Wait(u64),
    /// The worker goes on with others until then, by the clock of the simulation.
    PutBack {
        due: u64,
        prior: Progress,
    },
    GiveUp,
}

/// What a strategy remembers of one request.
pub(crate) enum Attempts {
    Kernel { state: Box<RetryState>, puts_back: bool },
    ReqwestRetry(u32),
    Backon(ExponentialBackoff),
    Plain(u32),
}

/// What a strategy remembers of all requests.
pub(crate) struct Memory {
    plans: Vec<RetryPlan>,
    started: Instant,
    rng: JitterRng,
}

const WORKERS_IN_A_PROCESS: usize = 100;
const PLAIN_ATTEMPTS: u32 = 5;
const PUT_BACK: u64 = 5 * MINUTE;

impl Strategy {
    pub(crate) const ALL: [Self; 6] = [
        Self::Kernel,
        Self::KernelWithBudget,
        Self::KernelWithQueue,
        Self::ReqwestRetry,
        Self::Backon,
        Self::Plain,
    ];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Kernel => "edges-errors",
            Self::KernelWithBudget => "  with a budget",
            Self::KernelWithQueue => "  and a queue",
            Self::ReqwestRetry => "reqwest-retry 0.9",
            Self::Backon => "backon 1.6, recipe",
            Self::Plain => "plain loop",
        }
    }

    pub(crate) fn remember(self, workers: usize, seed: u64) -> Memory {
        let processes = workers.div_ceil(WORKERS_IN_A_PROCESS);
        let make_plan = |_| match self {
            Self::KernelWithBudget | Self::KernelWithQueue => {
                RetryPlan::default().budget(&RetryBudget::default())
            }
            _ => RetryPlan::default(),
        };
        let plans = (0..processes).map(make_plan).collect();
        Memory { plans, started: Instant::now(), rng: JitterRng::seeded(seed) }
    }

    /// `prior` is the progress of the task before, where a queue is used.
    pub(crate) fn begin(
        self,
        memory: &Memory,
        worker: usize,
        is_read: bool,
        prior: Progress,
        now: u64,
    ) -> Attempts {
        match self {
            Self::Kernel | Self::KernelWithBudget | Self::KernelWithQueue => {
                let context = RequestContext::new("POST").idempotent(is_read);
                let plan = memory.plans.get(worker / WORKERS_IN_A_PROCESS).cloned().unwrap_or_default();
                let state = Box::new(plan.context(&context).resume_at(prior, memory.clock(now)));
                Attempts::Kernel { state, puts_back: self == Self::KernelWithQueue }
            }
            Self::ReqwestRetry => Attempts::ReqwestRetry(0),
            Self::Backon => Attempts::Backon(ExponentialBuilder::default().with_jitter().build()),
            Self::Plain => Attempts::Plain(0),
        }
    }
}

impl Memory {
    fn clock(&self, now: u64) -> Moment {
        let wall = SystemTime::UNIX_EPOCH + Duration::from_millis(START * SECOND + now);
        Moment { wall, monotonic: self.started + Duration::from_millis(now) }
    }
}

impl Attempts {
    pub(crate) fn on_success(&mut self) {
        if let Self::Kernel { state, .. } = self {
            state.on_success();
        }
    }

    /// `None` is a connection that was refused.
    pub(crate) fn fail(&mut self, error: Option<&EdgesError>, memory: &mut Memory, now: u64) -> Step {
        match self {
            Self::Kernel { state, puts_back } => {
                let failure = error.map_or(Failure::Connect, Failure::Api);
                let clock = memory.clock(now);
                match state.on_failure_at(failure, clock, || memory.rng.next_u64()).action() {
                    Action::Retry { after } => Step::Wait(to_millis(after)),
                    Action::Defer { not_before } => {
                        let wait = not_before.duration_since(clock.wall).unwrap_or_default();
                        Step::PutBack { due: now + to_millis(wait), prior: state.progress() }
                    }
                    Action::Stop {
                        reason:
                            StopReason::AttemptsExhausted
                            | StopReason::DeadlineExceeded
                            | StopReason::BudgetExhausted,
                    } if *puts_back => Step::PutBack { due: now + PUT_BACK, prior: Progress::default() },
                    _ => Step::GiveUp,
                }
            }
            Self::ReqwestRetry(past) => {
                // Its own rule for answers; a refused connection is transient to it.
                let decision = error.map_or(Some(Retryable::Transient), |error| {
                    let answer = http::Response::builder().status(error.status().unwrap_or(500)).body("");
                    default_on_request_success(&answer.unwrap_or_default().into())
                });
                let policy = reqwest_retry::policies::ExponentialBackoff::builder().build_with_max_retries(3);
                let action = policy.should_retry(SystemTime::now(), *past);
                *past += 1;
                match (decision, action) {
                    (Some(Retryable::Transient), RetryDecision::Retry { execute_after }) => Step::Wait(
                        to_millis(execute_after.duration_since(SystemTime::now()).unwrap_or_default()),
                    ),
                    _ => Step::GiveUp,
                }
            }
            Self::Backon(backoff) => {
                let status = error.map_or(503, |error| error.status().unwrap_or(500));
                if status != 429 && status < 500 {
                    return Step::GiveUp;
                }
                let hint = error.and_then(EdgesError::retry_after);
                match hint.or(backoff.next()) {
                    Some(wait) => Step::Wait(to_millis(wait)),
                    None => Step::GiveUp,
                }
            }
            Self::Plain(past) => {
                *past += 1;
                if *past >= PLAIN_ATTEMPTS { Step::GiveUp } else { Step::Wait(SECOND << (*past - 1)) }
            }
        }
    }
}

/// Rounded up, so that a clock of milliseconds cuts no wait short.
fn to_millis(wait: Duration) -> u64 {
    u64::try_from(wait.as_nanos().div_ceil(1_000_000)).unwrap_or(u64::MAX)
}
